"""Wie is nu aan zet, waarom, en tot wanneer?

De regels van domein.md paragraaf 3, "The rules" en "Fine print" (hier: kleine letters, met hun nummer).
Lees `aan_zet` eerst; de rest staat er onder in de volgorde waarin het nodig is. Wie er in de keten staan zegt
`keten`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from .begrippen import MET_REGIE, Fase, Functie, Grond, Periode
from .feiten import (
    Casusfeiten,
    KanNiet,
    Rondefeiten,
    Teamfeiten,
)
from .functies import STANDAARD_KETEN
from .keten import Plek, afwezigheid_van_regisseur, escalatieketen, keten, stappen
from .tijd import tot_en_met

GEEN_DIENST = "er is geen OpCo van dienst"


@dataclass(frozen=True)
class Stap:
    """Een overgeslagen plek, met het bezwaar."""

    plek: Plek
    bezwaar: str


@dataclass(frozen=True)
class AanZet:
    """Het antwoord: wie, als wat, waarom, en wie daarvoor zijn overgeslagen. `medewerker` None is een gat."""

    medewerker: int | None
    plek: Plek | None
    reden: str
    overgeslagen: tuple[Stap, ...] = ()
    formeel: int | None = None

    @property
    def is_gat(self) -> bool:
        return self.medewerker is None

    @property
    def is_waarnemer(self) -> bool:
        return self.formeel is not None and self.medewerker is not None and self.medewerker != self.formeel


def aan_zet(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> AanZet:
    """Wie op dit moment aan zet is voor deze casus, met de reden en de overgeslagen stappen."""
    if casus.fase == Fase.AFGESLOTEN:
        return AanZet(None, None, "de casus is afgesloten")
    if casus.fase == Fase.ACUUT:
        return _opco_van_dienst(casus, moment, team)
    if casus.fase == Fase.HEROPEND:
        return _wie_gevraagd_is(casus, moment, team)
    return eerste_beschikbare(keten(casus, moment, team), casus, moment, team, formeel=casus.regisseur)


def _opco_van_dienst(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> AanZet:
    opco = team.opco_op(moment)
    if opco is None:
        return AanZet(None, None, GEEN_DIENST)
    plek = Plek(opco, "OpCo van dienst")
    bezwaar = ""
    if afwezigheid := team.afwezigheid(opco, moment):
        bezwaar = _afwezig(afwezigheid)
    elif not team.is_geplaatst(opco, moment):
        bezwaar = "niet in het team geplaatst"
    elif casus.is_uitgesloten(opco, moment):
        bezwaar = "uitgesloten van deze casus"
    if bezwaar:
        return AanZet(None, None, "de OpCo van dienst kan niet", (Stap(plek, bezwaar),))
    return AanZet(opco, plek, "OpCo van dienst")


def _wie_gevraagd_is(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> AanZet:
    ronde = casus.ronde
    if ronde is None:
        return AanZet(None, None, "er is niemand gevraagd")
    gevraagd = ronde.nu_gevraagd
    if gevraagd is not None and not vervalt(casus, moment, team):
        return AanZet(
            gevraagd, Plek(gevraagd, "gevraagd voor de regie"), "is gevraagd en heeft nog niet geantwoord"
        )
    volgende = volgende_te_vragen(casus, moment, team)
    if volgende.medewerker is not None:
        return replace(volgende, reden="is nu aan de beurt om gevraagd te worden: " + volgende.reden)
    return AanZet(None, None, "niemand in de keten kan nu gevraagd worden", volgende.overgeslagen)


# --- lopen langs de keten ---------------------------------------------------------------------------


def eerste_beschikbare(
    plekken: Iterable[Plek],
    casus: Casusfeiten,
    moment: datetime,
    team: Teamfeiten,
    *,
    formeel: int | None = None,
    ook: Callable[[Plek], str] = lambda plek: "",
) -> AanZet:
    """De eerste in de keten die er op dit moment is, met per overgeslagen plek de reden.

    `ook` geeft een extra bezwaar, waar iemand wordt gevraagd. Wie is overgeslagen wordt niet nog eens genoemd.
    """
    overgeslagen: list[Stap] = []
    gezien: set[int] = set()
    for plek in plekken:
        if plek.medewerker is None:
            overgeslagen.append(Stap(plek, plek.leeg))
            continue
        bezwaar = bezwaar_tegen(plek, casus, moment, team) or ook(plek)
        if not bezwaar:
            return AanZet(
                plek.medewerker, plek, _reden(plek, overgeslagen, team), tuple(overgeslagen), formeel
            )
        # Een eigen reden telt één keer (6). Een aanwijzing is geen plek van de persoon zelf: wie daar
        # "kan niet" niet raakt, kan in de keten nog wel worden overgeslagen.
        if plek.medewerker not in gezien:
            overgeslagen.append(Stap(plek, bezwaar))
            gezien.add(plek.medewerker)
    return AanZet(None, None, "niemand in de keten is er", tuple(overgeslagen), formeel)


def bezwaar_tegen(plek: Plek, casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> str:
    """Waarom deze persoon hier nu niet kan, of leeg. Bij meer redenen de eerste in deze volgorde (7)."""
    wie = plek.medewerker
    if wie is None:
        return plek.leeg
    if afwezigheid := team.afwezigheid(wie, moment):
        return _afwezig(afwezigheid)
    if team.is_vrijgesteld(wie, moment):
        return "vrijgesteld van regie"
    if not team.is_geplaatst(wie, moment):
        return "niet in het team geplaatst"
    if casus.is_uitgesloten(wie, moment):
        return "uitgesloten van deze casus"
    if plek.rang == "stap" and any(
        k.medewerker == wie and kan_niet_geldt(k, casus, moment, team) for k in casus.kan_niet
    ):
        return "zei 'kan niet' voor deze afwezigheid"
    return ""


def kan_niet_geldt(kan_niet: KanNiet, casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> bool:
    """ "Kan niet" geldt tot het eind van de afwezigheid van de regisseur; was die er niet, zolang de regie duurt."""
    if casus.fase not in MET_REGIE or casus.regisseur is None or moment < kan_niet.op:
        return False
    if casus.regie_van is not None and kan_niet.op < casus.regie_van:
        return False
    afwezigheid = afwezigheid_van_regisseur(casus, kan_niet.op, team)
    return afwezigheid is None or afwezigheid.bevat(moment)


def _afwezig(periode: Periode) -> str:
    return "afwezig" if periode.tot is None else "afwezig " + tot_en_met(periode.tot)


def _reden(plek: Plek, overgeslagen: list[Stap], team: Teamfeiten) -> str:
    if not overgeslagen:
        return plek.als
    stap = overgeslagen[0]
    if stap.plek.medewerker is None:
        waarom = f"er is {stap.bezwaar}"
    else:
        werkwoord = "" if stap.bezwaar.startswith(("zei", "heeft")) else "is "
        waarom = f"{team.naam(stap.plek.medewerker)} ({stap.plek.als}) {werkwoord}{stap.bezwaar}"
    rest = len(overgeslagen) - 1
    meer = f" en {rest} andere {'plek is' if rest == 1 else 'plekken zijn'} overgeslagen" if rest else ""
    return f"{plek.als}, want {waarom}{meer}"


# --- een ronde: wie vragen we nu? ---------------------------------------------------------------------


def volgende_te_vragen(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> AanZet:
    """Wie in deze ronde nu wordt gevraagd: de keten van boven af, zonder wie al gevraagd is (1)."""
    ronde = casus.ronde
    if ronde is None:
        return AanZet(None, None, "er is geen open ronde")

    def ook(plek: Plek) -> str:
        if plek.medewerker == ronde.opener:
            return "heeft zelf overgedragen"
        if plek.medewerker in ronde.gevraagd:
            return "in deze ronde al gevraagd"
        if plek.medewerker == casus.regisseur and plek.rang != "eerst":
            return "heeft de regie nu"
        return ""

    return eerste_beschikbare(_keten_van_ronde(casus, ronde, moment, team), casus, moment, team, ook=ook)


def voorstel(casus: Casusfeiten, opener: int | None, moment: datetime, team: Teamfeiten) -> AanZet:
    """Wie de regels voorstellen als `opener` nu een ronde zou openen (C2).

    Kan de opener zelf de eerste zijn, vraag het dan met `opener=None`.
    """
    ronde = Rondefeiten(grond=casus.grond, opener=opener)
    return volgende_te_vragen(replace(casus, ronde=ronde), moment, team)


def _keten_van_ronde(
    casus: Casusfeiten, ronde: Rondefeiten, moment: datetime, team: Teamfeiten
) -> Iterator[Plek]:
    if ronde.eerst is not None:
        yield Plek(ronde.eerst, "gevraagd als eerste", rang="eerst")
    if ronde.hoofdgebied is not None:
        casus = replace(casus, hoofdgebied=ronde.hoofdgebied)
    if ronde.portefeuilles is not None:
        casus = replace(casus, portefeuilles=ronde.portefeuilles)
    yield from stappen(casus, ronde.grond, moment, team)


def vervalt(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> str:
    """Waarom het open aanbod op dit moment vervalt, of leeg (Overdrachtronde; kleine letters 9 en 10)."""
    ronde = casus.ronde
    if ronde is None or ronde.nu_gevraagd is None:
        return ""
    wie = ronde.nu_gevraagd
    if afwezigheid := team.afwezigheid(wie, moment):
        return _afwezig(afwezigheid)
    if team.is_vrijgesteld(wie, moment):
        return "vrijgesteld van regie"
    if not team.is_geplaatst(wie, moment):
        return "niet meer in het team"
    if casus.is_uitgesloten(wie, moment):
        return "uitgesloten van deze casus"
    if ronde.uiterlijk is not None and ronde.uiterlijk <= moment:
        return "geen antwoord binnen de termijn"
    return ""


def escalatiefunctie(
    hoofdgebied: int | None, moment: datetime, team: Teamfeiten, *, niet: Iterable[int] = ()
) -> int | None:
    """De eerste aanwezige van de escalatieketen, nooit wie het zelf betreft (15)."""
    buiten = set(niet)
    for plek in escalatieketen(hoofdgebied, moment, team):
        wie = plek.medewerker
        if wie is not None and wie not in buiten and not team.afwezigheid(wie, moment):
            return wie
    return None


def grond_van(gebieden: int, portefeuilles: int, *, woe_zonder_gebied: bool = False) -> tuple[Grond, bool]:
    """De grond bij zoveel gebieden en portefeuilles, en of het overleg moet zeggen waar de casus thuishoort."""
    if portefeuilles and woe_zonder_gebied:
        return Grond.PORTEFEUILLE, gebieden > 1 and portefeuilles > 1
    if gebieden == 0:
        return (Grond.PORTEFEUILLE if portefeuilles else Grond.ESCALATIE), False
    if gebieden == 1 or portefeuilles == 0:
        return Grond.GEBIED, False
    if portefeuilles == 1:
        return Grond.PORTEFEUILLE, False
    return Grond.GEBIED, True


# --- tot wanneer ------------------------------------------------------------------------------------


def tot_wanneer(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> datetime | None:
    """Het eerste latere moment waarop het antwoord iemand anders is. None: tot nader bericht.

    Feiten die al vaststaan voor later tellen mee. In `heropend` alsof niemand antwoordt (14).
    """
    if casus.fase == Fase.AFGESLOTEN:
        return None
    nu = aan_zet(casus, moment, team).medewerker
    for later in wisselmomenten(casus, moment, team):
        if aan_zet(casus, later, team).medewerker != nu:
            return later
    return None


def wisselmomenten(casus: Casusfeiten, na: datetime, team: Teamfeiten) -> list[datetime]:
    """Alle momenten na `na` waarop een feit begint of eindigt dat hier telt: alleen daar kan het antwoord anders zijn."""
    periodes: list[Periode] = [a.periode for a in casus.aanwijzingen]
    koppelingen = [k for k in team.koppelingen if k.gebied == casus.hoofdgebied]
    houderschappen = [h for h in team.houderschappen if h.portefeuille in casus.portefeuilles]
    functies = {functie for regels in team.regels for functie in regels.escalatieketen}
    wie = _wie_kunnen_aan_zet_komen(casus, team, functies)
    wie |= {k.medewerker for k in koppelingen} | {h.medewerker for h in houderschappen}
    for per_persoon in (team.afwezig, team.vrijgesteld, casus.uitgesloten):
        for persoon in wie:
            periodes.extend(per_persoon.get(persoon, ()))
    periodes.extend(p.periode for p in team.plaatsingen if p.medewerker in wie)
    periodes.extend(k.periode for k in koppelingen)
    periodes.extend(h.periode for h in houderschappen)
    periodes.extend(periode for _, periode in team.opco)
    momenten = {regels.vanaf for regels in team.regels} | {kan_niet.op for kan_niet in casus.kan_niet}
    if casus.ronde is not None and casus.ronde.uiterlijk is not None:
        momenten.add(casus.ronde.uiterlijk)
    for periode in periodes:
        momenten.add(periode.van)
        if periode.tot is not None:
            momenten.add(periode.tot)
    return sorted(moment for moment in momenten if moment > na)


def _wie_kunnen_aan_zet_komen(
    casus: Casusfeiten, team: Teamfeiten, functies: Collection[Functie]
) -> set[int]:
    """Iedereen die buiten gebied en portefeuilles in de keten van deze casus kan staan, nu of later."""
    wie = {a.medewerker for a in casus.aanwijzingen} | {opco for opco, _ in team.opco}
    wie |= {p.medewerker for p in team.plaatsingen if p.functie in functies or p.functie in STANDAARD_KETEN}
    if casus.regisseur is not None:
        wie.add(casus.regisseur)
    if casus.ronde is not None:
        wie |= {persoon for persoon in (casus.ronde.nu_gevraagd, casus.ronde.eerst) if persoon is not None}
    return wie
