"""Regie op regie: welke casussen vragen aandacht van OSC en teamchef, en waarom? (C17)"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .begrippen import MET_REGIE, ZONDER_REGIE, Fase


class Aandacht(StrEnum):
    GEEN_REGISSEUR = "Nog geen regisseur die heeft aanvaard"
    OVER_TERMIJN = "Overdracht over de termijn"
    LANGE_WAARNEMING = "Al lang een waarnemer"
    GEEN_STAP = "Geen volgende stap afgesproken"
    GEEN_NIEUWS = "Al een tijd geen nieuws"
    OPSPORING = "Opsporing heeft geen naam"


@dataclass(frozen=True)
class Grenzen:
    """Wat het team lang vindt."""

    dagen_zonder_nieuws: int = 14
    weken_waarneming: int = 4


def aandacht(
    *,
    fase: Fase,
    moment: datetime,
    over_termijn: bool,
    waarnemer_sinds: datetime | None,
    open_stappen: int,
    laatste_nieuws: datetime,
    opsporing_zonder_naam: bool,
    grenzen: Grenzen,
) -> list[Aandacht]:
    """Waarom deze casus aandacht vraagt; leeg als het goed loopt.

    Een volgende stap is een open actiepunt, een open "als … dan …" of een punt op een agenda die nog komt.
    """
    waarom = []
    if fase in ZONDER_REGIE:
        waarom.append(Aandacht.GEEN_REGISSEUR)
    if over_termijn:
        waarom.append(Aandacht.OVER_TERMIJN)
    if waarnemer_sinds is not None and moment - waarnemer_sinds >= timedelta(weeks=grenzen.weken_waarneming):
        waarom.append(Aandacht.LANGE_WAARNEMING)
    if opsporing_zonder_naam:
        waarom.append(Aandacht.OPSPORING)
    if fase in MET_REGIE and not open_stappen:
        waarom.append(Aandacht.GEEN_STAP)
    if fase in MET_REGIE and moment - laatste_nieuws >= timedelta(days=grenzen.dagen_zonder_nieuws):
        waarom.append(Aandacht.GEEN_NIEUWS)
    return waarom


# De negen taken van regievoeren, zoals het team in WOEst ze opschreef ("Bespreek wat je onder regievoeren
# van een WOE bij complexe casuïstiek verstaat"). Het nummer blijft bij de taak: er wordt op afgevinkt.
REGIETAKEN: dict[int, str] = {
    1: "Alle informatie verzamelen",
    2: "Richting geven en knopen doorhakken",
    3: "Overzicht houden over het geheel",
    4: "Het proces aansturen: operatie én opsporing",
    5: "Interne expertise betrekken als dat nodig is",
    6: "Netwerkpartners informeren, en zeggen wie de regie heeft",
    7: "Wijkagenten en OE informeren en in positie brengen",
    8: "De bestuurlijke rapportage opstellen",
    9: "Afstemmen met de lijn: teamchef en bestuur",
}
