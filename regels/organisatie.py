"""Wat er mag met afwezigheid en diensten (O4, O6)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from .begrippen import JA, Oordeel
from .tijd import lokaal

HALVE_DAG = 13


def afwezig_van(dag: date, *, middag: bool) -> datetime:
    """Afwezig vanaf deze dag; `middag`: vanaf 13.00 uur."""
    return lokaal(dag, HALVE_DAG if middag else 0)


def afwezig_tot(dag: date, *, ochtend: bool, weekend_erbij: bool = False) -> datetime:
    """Afwezig tot en met deze dag; `ochtend`: tot 13.00 uur.

    `weekend_erbij` neemt een weekend mee dat er direct op volgt: wie t/m vrijdag weg is, is maandag terug.
    """
    if ochtend:
        return lokaal(dag, HALVE_DAG)
    if weekend_erbij and dag.weekday() in (4, 5):
        dag += timedelta(days=6 - dag.weekday())
    return lokaal(dag, 24)


def mag_afwezigheid(*, van: datetime, tot: datetime | None) -> Oordeel:
    if tot is not None and tot <= van:
        return Oordeel("Het einde moet na het begin liggen.")
    return JA


def voegt_samen(van: datetime, tot: datetime | None, van2: datetime, tot2: datetime | None) -> bool:
    """Raken of overlappen deze afwezigheden? Dan zijn ze er één (11)."""
    return (tot2 is None or van <= tot2) and (tot is None or van2 <= tot)


def mag_dienst_overnemen(
    *, is_al_opco: bool, teruglezing: str, iets_openstaand: bool, ander: str = ""
) -> Oordeel:
    """Zonder teruglezing wordt een dienst niet overgenomen (O6)."""
    if ander:
        return Oordeel(f"Intussen heeft {ander} de dienst overgenomen. Kijk opnieuw wat er openstaat.")
    if is_al_opco:
        return Oordeel("Je bent al OpCo.")
    if iets_openstaand and not teruglezing.strip():
        return Oordeel("Lees kort terug wat je overneemt. Dan is de dienst van jou.")
    return JA


# --- wie er werkt, en wat er met een afspraak mag ---------------------------------------------------------

LAATSTE_DAG_VOOR_BEGIN = Oordeel("De laatste dag kan niet voor het begin liggen.")


def werkt_hier(*, geplaatst: bool) -> Oordeel:
    """Alleen een collega die nu of binnenkort in het team werkt."""
    return JA if geplaatst else Oordeel("Deze collega werkt niet in dit team.")


def mag_voor_ander(*, medewerker: int, door: int | None) -> Oordeel:
    """Een koppeling beslist welke casussen er voor iemand zijn: niemand geeft haar aan zichzelf."""
    if medewerker == door:
        return Oordeel("Dit kun je niet voor jezelf doen. Vraag het een collega die het ook mag.")
    return JA


def mag_afwezigheid_beeindigen(*, ingetrokken: bool, tot: datetime | None, nu: datetime) -> Oordeel:
    if ingetrokken:
        return Oordeel("Deze afwezigheid is al ingetrokken.")
    if tot is not None and tot <= nu:
        return Oordeel("Deze afwezigheid is al voorbij.")
    return JA


def mag_afwezigheid_wijzigen(*, tot: datetime | None, nu: datetime) -> Oordeel:
    """Wat al geweest is blijft staan: het nieuwe einde komt nog. Wie terug is, meldt zich weer aanwezig."""
    if tot is not None and tot <= nu:
        return Oordeel("Dit einde is al geweest. Is er weer iemand aanwezig? Kies dan 'Weer aanwezig'.")
    return JA


def mag_vrijstelling_beeindigen(*, tot: date | None, vandaag: date) -> Oordeel:
    if tot is not None and tot <= vandaag:
        return Oordeel("Deze vrijstelling is al voorbij.")
    return JA


def mag_vrijstelling_wijzigen(
    *, was_van: date, was_tot: date | None, van: date, tot: date | None, zelfde_soort: bool, vandaag: date
) -> Oordeel:
    """Wat geweest is blijft staan: van wat al loopt verandert alleen het einde, en dat komt nog."""
    if was_tot is not None and was_tot <= vandaag:
        return Oordeel("Deze vrijstelling is al voorbij.")
    if was_van < vandaag:
        if van != was_van or not zelfde_soort:
            return Oordeel("Deze vrijstelling loopt al. Alleen het einde kan nog anders.")
        if tot is not None and tot < vandaag:
            return Oordeel("Dit einde is al geweest. Kies gisteren of later.")
    elif van < vandaag:
        return Oordeel("Deze dag is al geweest. Kies vandaag of later.")
    return JA


def mag_weghalen(*, is_er_nog: bool, in_gebruik: bool) -> Oordeel:
    """Wat nog nergens voor is gebruikt kan weg; de rest blijft te lezen waar het staat."""
    if not is_er_nog:
        return Oordeel("Een collega haalde dit al weg.")
    return Oordeel("Dit is al gebruikt. Je kunt het wel wijzigen.") if in_gebruik else JA


def mag_volgende_noemen(*, voorbij: bool) -> Oordeel:
    """De OpCo van dienst zegt wie er hierna komt, zolang de dienst loopt (O6)."""
    return Oordeel("Deze dienst is al overgenomen.") if voorbij else JA


def mag_plaatsen(*, van: date, huidige_van: date | None, vandaag: date) -> Oordeel:
    """Een andere functie gaat in na het begin van de huidige. Wat pas vandaag begint was een vergissing: dat komt in de plaats (N5)."""
    if (
        huidige_van is None
        or huidige_van < van
        or (huidige_van == van and nog_te_verbeteren(van=van, vandaag=vandaag))
    ):
        return JA
    return Oordeel("De nieuwe plaatsing moet na het begin van de huidige ingaan.")


def nog_te_verbeteren(*, van: date, vandaag: date) -> bool:
    """Wat vandaag of later begint, is nog geen geschiedenis: een vergissing kan eruit (N5)."""
    return van >= vandaag


def mag_terugnemen(*, van: date, vandaag: date) -> Oordeel:
    """Wat vandaag per ongeluk is ingevoerd gaat weg; wat eerder begon blijft staan, en kan alleen eindigen (N5)."""
    if nog_te_verbeteren(van=van, vandaag=vandaag):
        return JA
    return Oordeel("Dit liep al voor vandaag. Kies 'Beëindigen': wat was blijft dan staan.")


def naar_voren(volgorde: Sequence[int], wie: int) -> list[int]:
    """Dezelfde rij, met deze één plaats eerder (D3)."""
    plaats = volgorde.index(wie)
    rij = [nr for nr in volgorde if nr != wie]
    return [*rij[: max(plaats - 1, 0)], wie, *rij[max(plaats - 1, 0) :]]


def mag_naar_voren(*, voorbij: bool, is_eerste: bool) -> Oordeel:
    if voorbij:
        return Oordeel("Dit is al geëindigd.")
    return Oordeel("Deze collega is al de eerste.") if is_eerste else JA


def mag_nieuwe_collega(*, nummer_bestaat: bool) -> Oordeel:
    """Eén personeelsnummer is één mens."""
    if nummer_bestaat:
        return Oordeel(
            "Dit personeelsnummer bestaat al. Laat de technisch beheerder de collega in dit team plaatsen."
        )
    return JA


def mag_eindigen(
    *, van: date, tot: date, eindigt_al: date | None, vandaag: date, wat: str = "Dit"
) -> Oordeel:
    """Wat een begin heeft eindigt erna, en één keer: een plaatsing, een koppeling, een gebied. `tot` is de dag erna."""
    if tot <= van:
        return LAATSTE_DAG_VOOR_BEGIN
    if eindigt_al is not None and eindigt_al <= vandaag:
        return Oordeel(f"{wat} is al geëindigd.")
    return JA


def mag_koppelen(*, is_er_al: bool) -> Oordeel:
    return Oordeel("Deze koppeling is er al.") if is_er_al else JA


def mag_ophouden(
    *,
    wat: str,
    eindigt_al: bool,
    van: date,
    tot: date,
    vandaag: date,
    opvolger_blijft: bool,
    zelf_bij_opvolger: bool,
) -> Oordeel:
    """Een gebied of portefeuille (`wat`) houdt op een dag op, en noemt wie of wat het werk overneemt (O10).

    Wie zelf bij de opvolger hoort laat een ander het doen: die zou anders meer gaan zien.
    """
    if eindigt_al:
        return Oordeel(f"{wat} houdt al op.")
    if tot <= van:
        return LAATSTE_DAG_VOOR_BEGIN
    if tot <= vandaag:
        return Oordeel("Deze dag is al geweest. Kies als laatste dag vandaag of later.")
    if not opvolger_blijft:
        return Oordeel("Kies als opvolger iets anders, dat blijft.")
    if zelf_bij_opvolger:
        return Oordeel("Je hoort zelf bij de opvolger. Laat een collega dit doen.")
    return JA


def mag_doorgaan(*, tot: date | None, vandaag: date) -> Oordeel:
    """Zolang de laatste dag niet voorbij is, kan het toch blijven (O10)."""
    if tot is None:
        return Oordeel("Dit houdt niet op.")
    return JA if vandaag < tot else Oordeel("Dit is al opgehouden. Het werk is naar de opvolger gegaan.")


def mag_afspraak_wijzigen(*, vanaf: date, vandaag: date, zelf_meer_rechten: bool) -> Oordeel:
    """Een afspraak van het team gaat niet in het verleden in, en geeft wie haar maakt zelf niet meer te zien."""
    if vanaf < vandaag:
        return Oordeel("Een afspraak kan niet in het verleden ingaan: wat toen gold blijft zichtbaar.")
    if zelf_meer_rechten:
        return Oordeel("Hiermee krijg je zelf meer rechten. Vraag de teamchef dit te wijzigen.")
    return JA


def mag_feestdag_toevoegen(*, staat_er_al: bool) -> Oordeel:
    return Oordeel("Deze dag staat al op de lijst.") if staat_er_al else JA
