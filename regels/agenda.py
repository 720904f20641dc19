"""Welke punten een overleg nodig heeft, in welke volgorde, en hoe een punt mag eindigen (V2-V5, C10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .begrippen import JA, Oordeel

DERDE_KEER = 3


class Criterium(StrEnum):
    """Waarom een casus op het WOE/OS-overleg hoort (C10, "Verheldering agendapunt complexe casuïstiek")."""

    MEERDERE = "meerdere"
    THUIS = "thuis"
    LEERZAAM = "leerzaam"
    BELEMMERING = "belemmering"


CRITERIA = {
    Criterium.MEERDERE: "Raakt meerdere portefeuilles of gebieden",
    Criterium.THUIS: "Waar hoort deze casus thuis?",
    Criterium.LEERZAAM: "De aanpak is leerzaam voor anderen",
    Criterium.BELEMMERING: "Er zijn belemmeringen waar anderen bij kunnen helpen",
}


class Soort(StrEnum):
    """Waar een agendapunt vandaan komt; de volgorde is die op de agenda: inhoud eerst."""

    TREND = "trend"
    CASUS = "casus"
    ROOD = "rood"
    DOORGESCHOVEN = "doorgeschoven"
    PORTEFEUILLE = "portefeuille"
    ACTIEPUNT = "actiepunt"
    VAST = "vast"
    OVERIG = "overig"


VOLGORDE = {soort: plaats for plaats, soort in enumerate(Soort)}
INHOUD_EERST = (Soort.TREND, Soort.CASUS, Soort.ROOD)


class Uitkomst(StrEnum):
    """Zo en niet anders eindigt een punt: niets loopt weg (V4)."""

    BESLUIT = "besluit"
    ACTIEPUNT = "actiepunt"
    DOORGESCHOVEN = "doorgeschoven"
    GEEN_VERVOLG = "geen_vervolg"


@dataclass(frozen=True)
class Punt:
    soort: Soort
    verplaatst_naar: int | None = None
    doorgeschoven: int = 0
    nummer: int = 0


def op_volgorde(punten: Iterable[Punt]) -> list[Punt]:
    """De agenda: trends en complexe casuïstiek eerst, wat vaker is doorgeschoven voor wat nieuw is.

    Een punt dat met een reden is verplaatst staat op zijn eigen plaats.
    """
    punten = list(punten)
    vast = sorted((p for p in punten if p.verplaatst_naar is not None), key=lambda p: p.verplaatst_naar or 0)
    rest = sorted(
        (p for p in punten if p.verplaatst_naar is None),
        key=lambda p: (VOLGORDE[p.soort], -p.doorgeschoven, p.nummer),
    )
    for punt in vast:
        rest.insert(min((punt.verplaatst_naar or 1) - 1, len(rest)), punt)
    return rest


def mag_verplaatsen(*, soort: Soort, van: int, naar: int, reden: str) -> Oordeel:
    """Trends en casussen naar beneden halen vraagt een reden (V2)."""
    if soort in INHOUD_EERST and naar > van and not reden.strip():
        return Oordeel("Inhoud komt eerst. Schrijf op waarom dit punt naar beneden gaat.")
    return JA


def mag_eindigen(
    *,
    uitkomst: Uitkomst,
    doorgeschoven: int,
    tekst: str,
    eigenaar: bool = False,
    deadline: bool = False,
    al_afgerond: bool = False,
) -> Oordeel:
    """Een punt eindigt in een besluit, een actiepunt met eigenaar en datum, doorgeschoven, of met een reden."""
    if al_afgerond:
        return Oordeel("Dit punt is al afgerond.")
    if uitkomst == Uitkomst.DOORGESCHOVEN and doorgeschoven >= DERDE_KEER - 1:
        return Oordeel(
            "Dit punt is al twee keer doorgeschoven. Besluit nu, of laat het vallen met een reden."
        )
    if uitkomst == Uitkomst.ACTIEPUNT and not (eigenaar and deadline and tekst.strip()):
        return Oordeel("Een actiepunt heeft een tekst, een eigenaar en een datum.")
    if uitkomst == Uitkomst.BESLUIT and not tekst.strip():
        return Oordeel("Schrijf op wat er is besloten.")
    if uitkomst == Uitkomst.GEEN_VERVOLG and not tekst.strip():
        return Oordeel("Schrijf op waarom dit punt geen vervolg krijgt.")
    return JA


def mag_sluiten(*, open_punten: int) -> Oordeel:
    """Een overleg sluit pas als elk punt een einde heeft."""
    if open_punten:
        punten = "1 punt heeft" if open_punten == 1 else f"{open_punten} punten hebben"
        return Oordeel(f"Nog {punten} geen uitkomst. Rond ze af of schuif ze door.")
    return JA


def mag_inbrengen(*, criteria: Iterable[str]) -> Oordeel:
    """Een casus komt op de agenda met minstens één van de vier criteria (C10)."""
    if not [c for c in criteria if c in CRITERIA]:
        return Oordeel("Kies minstens één reden waarom deze casus op de agenda hoort.")
    return JA
