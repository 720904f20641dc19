"""De aanpak van een probleem: scan, analyse, respons, assessment (P3).

Geen fase is over te slaan. De verleiding is groot om meteen te doen en nooit te kijken of het hielp: daarom is er
een nulmeting en een dag voor de assessment vóór de respons begint. Stoppen mag altijd, met een reden; dan is te
zien welke fasen zijn overgeslagen.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .begrippen import JA, Oordeel


class Aanpakfase(StrEnum):
    SCAN = "scan"
    ANALYSE = "analyse"
    RESPONS = "respons"
    ASSESSMENT = "assessment"
    AFGESLOTEN = "afgesloten"


VOLGORDE = tuple(Aanpakfase)
STAP = {fase: nummer for nummer, fase in enumerate(VOLGORDE)}

VIJF_W = {
    "wat": "Wat is het probleem?",
    "wie": "Wie zijn erbij betrokken?",
    "waar": "Waar vindt het plaats?",
    "wanneer": "Wanneer vindt het plaats?",
    "waarom": "Waarom is het een probleem?",
}


class Werkte(StrEnum):
    """Het antwoord van de assessment: werkte het?"""

    JA = "ja"
    DEELS = "deels"
    NEE = "nee"


@dataclass(frozen=True)
class Inhoud:
    """Wat er van een aanpak is opgeschreven."""

    vijf_w: dict[str, str] = field(default_factory=dict)
    oorzaken: str = ""
    interventies: int = 0
    zonder_partij: int = 0
    open_interventies: int = 0
    mislukken: str = ""
    deblokkeren: str = ""
    meet: str = ""
    voor: Decimal | None = None
    assessment_op: date | None = None
    na: Decimal | None = None
    werkte: str = ""
    blijft: str = ""


def ontbreekt(fase: Aanpakfase, inhoud: Inhoud) -> list[str]:
    """Wat er nog moet staan voordat deze fase klaar is, in woorden die achter "Nog nodig:" passen."""
    leeg = []
    if fase == Aanpakfase.SCAN:
        leeg += [vraag for naam, vraag in VIJF_W.items() if not inhoud.vijf_w.get(naam, "").strip()]
    elif fase == Aanpakfase.ANALYSE:
        if not inhoud.oorzaken.strip():
            leeg.append("de oorzaken eronder")
        if not inhoud.interventies:
            leeg.append("minstens één interventie")
        elif inhoud.zonder_partij:
            leeg.append("bij elke interventie de partij die het doet")
        if not inhoud.mislukken.strip():
            leeg.append("wat dit laat mislukken")
        if not inhoud.deblokkeren.strip():
            leeg.append("wie dat kan deblokkeren")
        if not inhoud.meet.strip() or inhoud.voor is None:
            leeg.append("wat je meet, met de meting vooraf")
        if inhoud.assessment_op is None:
            leeg.append("de dag van de assessment")
    elif fase == Aanpakfase.RESPONS:
        if not inhoud.interventies:
            leeg.append("minstens één interventie")
        if inhoud.open_interventies:
            leeg.append("van elke interventie de afloop")
    elif fase == Aanpakfase.ASSESSMENT:
        if inhoud.na is None:
            leeg.append("de meting achteraf")
        if not inhoud.werkte:
            leeg.append("of het werkte")
        if not inhoud.blijft.strip():
            leeg.append("wat er blijft")
    return leeg


def mag_verder(fase: Aanpakfase, inhoud: Inhoud) -> Oordeel:
    """Naar de volgende fase: pas als deze af is."""
    if fase == Aanpakfase.AFGESLOTEN:
        return Oordeel("Deze aanpak is al afgesloten.")
    leeg = ontbreekt(fase, inhoud)
    return Oordeel(f"Nog nodig: {'; '.join(leeg)}.") if leeg else JA


def volgende(fase: Aanpakfase) -> Aanpakfase:
    return VOLGORDE[STAP[fase] + 1]


def mag_terug(fase: Aanpakfase, naar: Aanpakfase, reden: str) -> Oordeel:
    """Terug naar een eerdere fase mag: een analyse die niet klopt doe je over. De reden blijft staan."""
    if fase == Aanpakfase.AFGESLOTEN:
        return Oordeel("Deze aanpak is afgesloten. Begin een nieuwe aanpak.")
    if STAP[naar] >= STAP[fase]:
        return Oordeel("Kies een eerdere fase. Vooruit gaat met een fase tegelijk.")
    if not reden.strip():
        return Oordeel("Schrijf op waarom je teruggaat.")
    return JA


def mag_afloop(fase: Aanpakfase) -> Oordeel:
    """Hoe een interventie liep weet je pas in de respons: eerst meten, dan doen."""
    if STAP[fase] < STAP[Aanpakfase.RESPONS]:
        return Oordeel("De respons is nog niet begonnen. Rond eerst de analyse af, met de meting vooraf.")
    return JA


def mag_voormeting(*, dag: date, vandaag: date) -> Oordeel:
    if dag > vandaag:
        return Oordeel("De meting vooraf kan niet in de toekomst liggen.")
    return JA


def mag_assessment_op(*, assessment_op: date, begin: date) -> Oordeel:
    """Kijken of het hielp kan niet voordat er is begonnen."""
    if assessment_op <= begin:
        return Oordeel("De assessment ligt voor het begin van de aanpak. Kies een latere dag.")
    return JA


def mag_nameting(*, dag: date, respons_op: date | None, vandaag: date) -> Oordeel:
    """De meting achteraf is van na het begin van de respons, en niet van morgen."""
    if respons_op is None or dag < respons_op:
        return Oordeel("De meting achteraf ligt voor het begin van de respons. Kies een latere dag.")
    if dag > vandaag:
        return Oordeel("Deze dag is nog niet geweest.")
    return JA


def overgeslagen(gehad: Collection[Aanpakfase], *, gestopt: bool) -> list[Aanpakfase]:
    """Welke fasen nooit zijn begonnen terwijl de aanpak is gestopt; leeg zolang zij loopt."""
    if not gestopt:
        return []
    return [fase for fase in VOLGORDE[:-1] if fase not in gehad]


def hoe_ver(fase: Aanpakfase) -> float:
    """Van 0 tot 1, voor de voortgang van de activiteit waar de aanpak aan hangt. Wat gestopt is telt daar niet mee."""
    return STAP[fase] / (len(VOLGORDE) - 1)


def mag_wijzigen(*, open: bool) -> Oordeel:
    return JA if open else Oordeel("Deze aanpak is afgesloten of gestopt.")


def mag_stoppen(*, reden: str) -> Oordeel:
    """Stoppen mag altijd, met een reden; wat is overgeslagen blijft te zien."""
    return JA if reden.strip() else Oordeel("Schrijf op waarom jullie stoppen.")


def mag_interventie(*, wie: bool) -> Oordeel:
    """Een interventie heeft altijd iemand die haar doet."""
    return JA if wie else Oordeel("Wie doet dit? Kies een partner of een collega.")


def mag_interventie_afronden(*, stond_er: str, afloop: str) -> Oordeel:
    """Hoe een interventie liep schrijf je één keer op."""
    if stond_er:
        return Oordeel(f"Dit stond er al: {stond_er}")
    return JA if afloop.strip() else Oordeel("Schrijf op hoe het liep.")


def mag_interventie_weghalen(*, gedaan: bool) -> Oordeel:
    """Wat al gedaan is blijft staan."""
    return Oordeel("Deze interventie is al gedaan. Dan blijft zij staan.") if gedaan else JA
