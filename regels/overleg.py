"""Reeksen van overleggen: op welke dag een overleg valt, en wat bij verzetten mag (V1)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel
from .tijd import is_werkdag


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
