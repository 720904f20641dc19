"""Hoe iemand iets hoort: dringend meteen, de rest bij elkaar, en nooit zeuren (H1, H3)."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel
from .ritme import Herhaling, Ritme, laatste_keer

UREN = range(6, 21)  # wanneer een dagbericht kan komen
STANDAARD_UUR = 8


class Wijze(StrEnum):
    """Wat iemand zelf kiest. Dringend gaat altijd meteen, per mail."""

    DAGELIJKS = "dag"
    WERKDAGEN = "werkdag"
    METEEN = "meteen"
    GEEN_MAIL = "geen"


def grens(wijze: Wijze, uur: int, nu: datetime) -> datetime | None:
    """Wat op of voor dit moment klaarstond, mag nu per mail uit. None: niets, tenzij het dringend is.

    Bij een dagbericht is dat de laatste keer dat het uur sloeg: wat daarna kwam, wacht op de volgende keer.
    """
    if wijze == Wijze.METEEN:
        return nu
    if wijze == Wijze.GEEN_MAIL:
        return None
    herhaling = Herhaling.WERKDAG if wijze == Wijze.WERKDAGEN else Herhaling.DAG
    return laatste_keer(Ritme(herhaling, uur), nu)


def mag_uitstellen(*, dringend: bool, tot: date, vandaag: date) -> Oordeel:
    """Uitstellen mag tot een dag in de komende maand; wat dringend is niet."""
    if dringend:
        return Oordeel("Dit is dringend: er wacht nu iemand op jou. Uitstellen kan niet.")
    if tot <= vandaag:
        return Oordeel("Kies een dag die nog komt.")
    if tot > vandaag + timedelta(days=31):
        return Oordeel("Uitstellen kan hoogstens een maand.")
    return JA
