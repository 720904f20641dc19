"""Reeksen van overleggen: op welke dag een overleg valt, en wat bij verzetten mag (V1)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel
from .tijd import dag_in_woorden, is_werkdag


class Feestdagkeuze(StrEnum):
    """Wat er gebeurt met een overleg dat op een feestdag valt. De reeks kiest."""

    VERSCHUIF = "verschuif"
    VERVALT = "vervalt"
    DOOR = "door"


def dag_van_overleg(dag: date, feestdagen: Collection[date], keuze: Feestdagkeuze) -> date | None:
    """De dag waarop een overleg echt valt: op een feestdag de eerste werkdag erna, niet, of toch. None: het vervalt."""
    if dag not in feestdagen or keuze == Feestdagkeuze.DOOR:
        return dag
    if keuze == Feestdagkeuze.VERVALT:
        return None
    while not is_werkdag(dag, feestdagen):
        dag += timedelta(days=1)
    return dag


def mag_reeks(*, eerste: date, laatste: date | None, vandaag: date) -> Oordeel:
    """Een reeks eindigt niet voor zij begint, en komt nog minstens één keer."""
    if laatste is not None and laatste < eerste:
        return Oordeel("De reeks eindigt voor zij begint. Kies een latere laatste dag.")
    if laatste is not None and laatste < vandaag:
        return Oordeel("De laatste dag is al geweest. Laat hem leeg, of kies een dag die nog komt.")
    return JA


def mag_verzetten(*, gepland: bool, naar: datetime, nu: datetime, reden: str) -> Oordeel:
    """Alleen een gepland overleg kan naar een ander moment, dat nog moet komen."""
    if not gepland:
        return Oordeel("Alleen een gepland overleg kan naar een ander moment.")
    if naar <= nu:
        return Oordeel("Dit moment is al geweest. Kies een moment dat nog komt.")
    if not reden.strip():
        return Oordeel("Schrijf op waarom het overleg wordt verzet.")
    return JA


def nieuwe_dagen(oude: Sequence[int], nieuwe: Sequence[date]) -> dict[int, date | None]:
    """Wie naar welke dag gaat als het ritme verandert: het eerste overleg naar de eerste nieuwe dag, en zo door.

    Zo houdt elk overleg zijn punten en zijn plaats in ieders agenda. Wat overblijft (None) gaat niet door.
    """
    return {pk: nieuwe[plek] if plek < len(nieuwe) else None for plek, pk in enumerate(oude)}


# --- wat mag er met een overleg en zijn punten, gezien waar het overleg staat -----------------------------


class Overlegstatus(StrEnum):
    """Waar een overleg staat."""

    GEPLAND = "gepland"
    BEZIG = "bezig"
    GESLOTEN = "gesloten"
    VERVALLEN = "vervallen"


OPEN = (Overlegstatus.GEPLAND, Overlegstatus.BEZIG)
AL_GESLOTEN = Oordeel("Dit overleg is al gesloten.")
EERST_STARTEN = Oordeel("Start eerst het overleg.")


def mag_starten(*, status: str) -> Oordeel:
    """Alleen een gepland overleg begint (V4)."""
    if status == Overlegstatus.VERVALLEN:
        return Oordeel("Dit overleg gaat niet door. De punten staan op het volgende.")
    if status == Overlegstatus.BEZIG:
        return Oordeel("Dit overleg is al begonnen.")
    return JA if status == Overlegstatus.GEPLAND else AL_GESLOTEN


def mag_notuleren(*, status: str) -> Oordeel:
    """Zolang het overleg niet gesloten is kan een ander de notulen overnemen."""
    return JA if status in OPEN else AL_GESLOTEN


def mag_punt_doen(*, status: str) -> Oordeel:
    """De klok van een punt, en zijn einde: alleen in een overleg dat bezig is (V4)."""
    if status == Overlegstatus.GESLOTEN:
        return AL_GESLOTEN
    return JA if status == Overlegstatus.BEZIG else EERST_STARTEN


def mag_aantekenen(*, status: str, lengte: int, langste: int) -> Oordeel:
    """Aantekenen kan tot het overleg gesloten is; twee vensters samen blijven binnen het vak."""
    if status == Overlegstatus.GESLOTEN:
        return Oordeel("Dit overleg is gesloten. Een verbetering kan via de besluitenlijst.")
    if lengte > langste:
        return Oordeel("Je schreef in twee vensters en samen is het te lang. Kort het hier in.")
    return JA


def mag_dicht(*, status: str) -> Oordeel:
    """Sluiten kan als het overleg bezig is."""
    if status == Overlegstatus.GESLOTEN:
        return AL_GESLOTEN
    return JA if status == Overlegstatus.BEZIG else Oordeel("Dit overleg is niet bezig.")


def mag_corrigeren(*, status: str, afgerond: bool, tekst: str, reden: str, stond_er: str) -> Oordeel:
    """Een uitkomst verbeteren kan na het sluiten, met een reden; wat er stond blijft te zien (V7)."""
    if status != Overlegstatus.GESLOTEN or not afgerond:
        return Oordeel("Een correctie kan als het overleg gesloten is.")
    if not tekst or not reden.strip():
        return Oordeel("Schrijf op wat er moet staan, en waarom.")
    if tekst == stond_er:
        return Oordeel("Dit staat er al. Verander de tekst.")
    return JA


def mag_vervallen(*, status: str, reden: str, alles_erna: bool = False) -> Oordeel:
    """Alleen wat nog gepland is gaat niet door, met een reden: één overleg, of de reeks vanaf hier."""
    if status != Overlegstatus.GEPLAND:
        wat = "Alleen wat nog gepland is" if alles_erna else "Alleen een gepland overleg"
        return Oordeel(f"{wat} kan vervallen.")
    if not reden.strip():
        return Oordeel(
            "Schrijf op waarom de reeks stopt."
            if alles_erna
            else "Schrijf op waarom het overleg niet doorgaat."
        )
    return JA


def mag_openstellen(*, al_gehouden: bool) -> Oordeel:
    """Waar besloten is overlegd, kijkt later niemand anders mee."""
    if al_gehouden:
        return Oordeel("Er is al besloten overlegd: deze reeks blijft alleen voor deelnemers.")
    return JA


# --- punten: inbrengen, laten wachten, plannen ------------------------------------------------------------


def mag_punt_inbrengen(*, status: str | None, staat_er_al: bool) -> Oordeel:
    """Een punt komt op een overleg dat nog niet gesloten is, of (status None) in de voorraad; één keer (V3)."""
    if status is not None and status not in OPEN:
        return Oordeel("Dit overleg is al gesloten. Kies een volgend overleg.")
    if staat_er_al:
        waar = "op de agenda van dit overleg" if status is not None else "in de voorraad"
        return Oordeel(f"Dit staat al {waar}.")
    return JA


def mag_ordenen(*, status: str, op_agenda: bool) -> Oordeel:
    """Een punt krijgt een andere plaats op de agenda waar het op staat."""
    if status not in OPEN:
        return AL_GESLOTEN
    return JA if op_agenda else Oordeel("Dit punt staat niet meer op deze agenda.")


def mag_punt_wijzigen(*, uitkomst: str) -> Oordeel:
    return Oordeel("Dit punt is al afgerond.") if uitkomst else JA


def mag_punt_aanpassen(*, status: str | None, uitkomst: str) -> Oordeel:
    """Titel, doel en tijd van een punt kunnen anders tot het is afgerond, op een agenda of (status None) in de voorraad (V3)."""
    if status == Overlegstatus.GESLOTEN:
        return Oordeel("Dit overleg is gesloten. Een verbetering kan via de besluitenlijst.")
    return mag_punt_wijzigen(uitkomst=uitkomst)


def mag_start_terugdraaien(*, status: str, afgerond: int, begin: datetime, nu: datetime) -> Oordeel:
    """Een overleg dat per ongeluk te vroeg begon staat weer gepland, zolang er nog geen punt is afgerond (V4).

    Is het zijn tijd, dan is het gehouden: het zou anders vanzelf vervallen.
    """
    if status != Overlegstatus.BEZIG:
        return Oordeel("Dit overleg is niet bezig.")
    if begin <= nu:
        return Oordeel("Dit overleg is nu, of al geweest. Sluit het als het klaar is.")
    if afgerond:
        return Oordeel(
            "Er zijn al punten afgerond. Sluit het overleg; wat open is gaat door naar het volgende."
        )
    return JA


def is_zeker(*, dag: date, vandaag: date, zeker: bool) -> Oordeel:
    """Een overleg van een andere dag begint alleen als iemand dat bedoelt (V4)."""
    if dag != vandaag and not zeker:
        return Oordeel(f"Dit overleg staat op {dag_in_woorden(dag)}. Wil je het nu al starten?")
    return JA


def mag_parkeren(*, status: str | None, vanzelf: bool, volgend_overleg: bool) -> Oordeel:
    """Voor het overleg mag wat iemand inbracht wachten; wat vanzelf kwam, vraagt een uitkomst (V5) en gaat naar het volgende (D1)."""
    if status is not None and status != Overlegstatus.GEPLAND:
        return Oordeel("Het overleg is al begonnen. Schuif het punt door.")
    if vanzelf and not volgend_overleg:
        return Oordeel(
            "Dit punt kwam vanzelf en wil een uitkomst. Er is nog geen volgend overleg om het naar door te schuiven."
        )
    return JA


def mag_inplannen(*, zelfde_reeks: bool, status: str, op_agenda: bool, staat_er_al: bool) -> Oordeel:
    """Uit de voorraad op een overleg van dezelfde reeks dat nog komt."""
    if not zelfde_reeks or status not in OPEN:
        return Oordeel("Kies een overleg van deze reeks dat nog komt.")
    if op_agenda:
        return Oordeel("Dit punt staat al op een agenda.")
    if staat_er_al:
        return Oordeel("Dit staat al op de agenda van dit overleg.")
    return JA


def mag_laten_vallen(*, op_agenda: bool) -> Oordeel:
    """Alleen wat in de voorraad wacht kan vallen; op een agenda eindigt een punt in het overleg."""
    return Oordeel("Dit punt staat op een agenda. Rond het daar af.") if op_agenda else JA


# --- buiten, vragen, terugkijken --------------------------------------------------------------------------


def mag_gast_uitnodigen(*, status: str) -> Oordeel:
    if status not in OPEN:
        return Oordeel("Dit overleg is al geweest of gaat niet door.")
    return JA


def mag_gast_antwoorden(*, status: str) -> Oordeel:
    """Een gast zegt tot het begin of hij of zij komt (V11)."""
    if status != Overlegstatus.GEPLAND:
        return Oordeel("Dit overleg is al begonnen of gaat niet door.")
    return JA


def mag_kennissessie_plannen(*, status: str, is_kennissessie: bool) -> Oordeel:
    """Een portefeuille hoort bij een kennissessie die nog komt (V10)."""
    if status not in OPEN:
        return Oordeel("Dit overleg is al geweest of gaat niet door. Kies een volgend overleg.")
    if not is_kennissessie:
        return Oordeel("Dit is geen kennissessie. Kies een overleg van die soort.")
    return JA


def mag_vragen(*, opties: int, is_er_een_overleg: bool) -> Oordeel:
    """Een vraag aan het BMO geeft iets te kiezen, en er is een overleg dat haar behandelt (V12)."""
    if opties < 2:
        return Oordeel("Geef het BMO minstens twee opties om uit te kiezen.")
    if not is_er_een_overleg:
        return Oordeel("Er is nog geen overleg dat vragen behandelt. Maak eerst een reeks BMO.")
    return JA


def mag_terugkijken_op(*, op: date | None, vandaag: date) -> Oordeel:
    """Terugkijken naar een besluit doe je later (V13)."""
    if op is not None and op <= vandaag:
        return Oordeel("Terugkijken doe je later: kies een dag die nog komt.")
    return JA


def mag_ritme(*, leesbaar: bool) -> Oordeel:
    """Het ritme van een reeks is te lezen als RFC 5545."""
    return JA if leesbaar else Oordeel("Dit ritme is niet te lezen. Kies een van de voorbeelden.")
