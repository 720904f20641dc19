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
    SIGNAAL = "signaal"
    CASUS = "casus"
    ROOD = "rood"
    VRAAG = "vraag"
    PRESENTATIE = "presentatie"
    DOORGESCHOVEN = "doorgeschoven"
    PORTEFEUILLE = "portefeuille"
    TERUGKIJKEN = "terugkijken"
    ACTIEPUNT = "actiepunt"
    VAST = "vast"
    OVERIG = "overig"


VOLGORDE = {soort: plaats for plaats, soort in enumerate(Soort)}
INHOUD_EERST = (Soort.TREND, Soort.SIGNAAL, Soort.CASUS, Soort.ROOD)


class Vanzelf(StrEnum):
    """Wat vanzelf op de agenda van een reeks komt. De reeks kiest; de soort doet alleen een voorstel (V2)."""

    TRENDS = "trends"
    CASUSSEN = "casussen"
    ASSESSMENTS = "assessments"
    ROOD = "rood"
    VRAGEN = "vragen"
    PRESENTATIES = "presentaties"
    KENNIS = "kennis"
    SIGNALEN = "signalen"


VANZELF_NAMEN = {
    Vanzelf.TRENDS: "trends die nu spelen",
    Vanzelf.CASUSSEN: "casussen waarvan de vraag is waar zij thuishoren",
    Vanzelf.ASSESSMENTS: "aanpakken die toe zijn aan de assessment",
    Vanzelf.ROOD: "casussen die nu aandacht vragen",
    Vanzelf.VRAGEN: "vragen aan het BMO",
    Vanzelf.PRESENTATIES: "presentaties volgens het rooster",
    Vanzelf.KENNIS: "de kennissessie over een portefeuille",
    Vanzelf.SIGNALEN: "signalen van spanning in de wijk",
}
VANZELF: dict[str, tuple[Vanzelf, ...]] = {
    "woe_os": (Vanzelf.TRENDS, Vanzelf.SIGNALEN, Vanzelf.CASUSSEN, Vanzelf.ASSESSMENTS),
    "bmo": (Vanzelf.ROOD, Vanzelf.VRAGEN, Vanzelf.PRESENTATIES),
    "kennis": (Vanzelf.KENNIS,),
    "bondgenoten": (Vanzelf.SIGNALEN,),
}
# De vragen van WOEst voor een intervisie over coaching ("Afstemming tussen WOE's").
VASTE_PUNTEN: dict[str, tuple[str, ...]] = {
    "intervisie": (
        "Waar heb je het nu over met wijkagenten?",
        "Hoe geef je het wijkagentenoverleg vorm?",
        "Wat neem je mee naar je eigen gesprekken?",
    ),
    "kennis": (
        "Doen we de goede dingen?",
        "Wat levert het op?",
        "Kunnen we het anders doen?",
    ),
    "bondgenoten": (
        "Wat is er gedaan met wat we de vorige keer hoorden?",
        "Wat speelt er, en wat is het effect van ons optreden?",
        "Wat spreken we af?",
    ),
    "wijkagenten": ("Wat speelt er in de wijken?", "Wat vraag je van de WOE?"),
}


class Uitkomst(StrEnum):
    """Zo en niet anders eindigt een punt: niets loopt weg (V4)."""

    BESLUIT = "besluit"
    ACTIEPUNT = "actiepunt"
    DOORGESCHOVEN = "doorgeschoven"
    GEEN_VERVOLG = "geen_vervolg"


BUITEN = "Besloten punt: wordt buiten dit overleg besproken."


@dataclass(frozen=True)
class Punt:
    soort: Soort
    verplaatst_naar: int | None = None
    doorgeschoven: int = 0
    nummer: int = 0


def _plek(punt: Punt) -> int:
    """De plek van zijn soort; wat is doorgeschoven komt na de inhoud en voor de rest."""
    plek = VOLGORDE[punt.soort]
    return min(plek, VOLGORDE[Soort.DOORGESCHOVEN]) if punt.doorgeschoven else plek


def op_volgorde(punten: Iterable[Punt]) -> list[Punt]:
    """De agenda: trends en complexe casuïstiek eerst, wat vaker is doorgeschoven voor wat nieuw is.

    Een punt dat met een reden is verplaatst staat op zijn eigen plaats.
    """
    punten = list(punten)
    vast = sorted((p for p in punten if p.verplaatst_naar is not None), key=lambda p: p.verplaatst_naar or 0)
    rest = sorted(
        (p for p in punten if p.verplaatst_naar is None),
        key=lambda p: (_plek(p), -p.doorgeschoven, p.nummer),
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
    al_afgerond: str = "",
) -> Oordeel:
    """Een punt eindigt in een besluit, een actiepunt met eigenaar en datum, doorgeschoven, of met een reden.

    `al_afgerond` zegt wie eerder was, en hoe.
    """
    if al_afgerond:
        return Oordeel(f"Dit punt is al afgerond. {al_afgerond}. Wat je schreef staat hier nog.")
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


def past_nog(*, over: int, nodig: int) -> str:
    """Wat de voorzitter nu moet weten over de tijd: past wat nog komt in de minuten die over zijn?"""
    if nodig == 0:
        return "Alle punten zijn afgerond."
    if over <= 0:
        return f"De tijd is op. Er is nog {nodig} minuten gepland: schuif door of besluit."
    if nodig > over:
        return f"Nog {over} minuten, en {nodig} minuten gepland: {nodig - over} te veel."
    return f"Nog {over} minuten, en {nodig} minuten gepland: dat past."
