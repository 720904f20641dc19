"""Wat er mag met afwezigheid en diensten (O4, O6)."""

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
