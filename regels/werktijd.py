"""Waar de tijd heen gaat, naast de norm van het team (P4, P5)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel

MINUTEN_PER_DAG = 24 * 60
NORM = 80  # procent van de tijd voor eigen werk (WOEst, GGP: 80/20)
MINSTENS_MENSEN = 3  # cijfers van minder mensen samen zijn cijfers van één mens


class Werksoort(StrEnum):
    """Waarvoor iemand werkte."""

    PORTEFEUILLE = "portefeuille"
    GEBIED = "gebied"
    CASUS = "casus"
    COACHING = "coaching"
    ACTIEPUNT = "actiepunt"
    BUITEN = "buiten"
    OVERGENOMEN = "overgenomen"
    DIENST = "dienst"
    OVERLEG = "overleg"
    OVERIG = "overig"


WERKSOORTEN = {
    Werksoort.PORTEFEUILLE: "portefeuille",
    Werksoort.GEBIED: "gebied",
    Werksoort.CASUS: "casus",
    Werksoort.COACHING: "coaching van wijkagenten",
    Werksoort.ACTIEPUNT: "actiepunt",
    Werksoort.BUITEN: "werk buiten de speerpunten",
    Werksoort.OVERGENOMEN: "werk overgenomen van een wijkagent",
    Werksoort.DIENST: "operationele dienst",
    Werksoort.OVERLEG: "overleg",
    Werksoort.OVERIG: "overig",
}


# Wat standaard telt als eigen werk van een WOE; het team mag anders kiezen.
EIGEN = (
    Werksoort.PORTEFEUILLE,
    Werksoort.GEBIED,
    Werksoort.CASUS,
    Werksoort.COACHING,
    Werksoort.ACTIEPUNT,
    Werksoort.BUITEN,
)


@dataclass(frozen=True)
class Afspraken:
    """Wat eigen werk is en hoeveel procent van de tijd ervoor is afgesproken."""

    norm: int = NORM
    eigen: tuple[str, ...] = EIGEN


class Verdringing(StrEnum):
    """Waardoor ander werk voorging. Nooit iets over een persoon of een afwezigheid."""

    NOODHULP = "noodhulp"
    ROOSTER = "rooster"
    WIJK = "wijk"
    ADMINISTRATIE = "administratie"
    SPOED = "spoed"
    ANDERS = "anders"


def mag_loggen(*, al_gelogd: int, erbij: int) -> Oordeel:
    """Een dag heeft 24 uur."""
    if al_gelogd + erbij > MINUTEN_PER_DAG:
        over = MINUTEN_PER_DAG - al_gelogd
        nog = f"Er past nog {over // 60} uur {over % 60:02d} bij." if over > 0 else "Deze dag is vol."
        return Oordeel(f"Op deze dag staat dan meer dan 24 uur. {nog} Klopt de dag?")
    return JA


def procenten(aantallen: Sequence[int]) -> list[int]:
    """Hele procenten die samen 100 zijn: wat bij het afronden overblijft gaat naar de grootste resten."""
    som = sum(aantallen)
    if not som:
        return [0] * len(aantallen)
    hele = [100 * aantal // som for aantal in aantallen]
    resten = sorted(range(len(aantallen)), key=lambda nr: (-(100 * aantallen[nr] % som), nr))
    for nr in resten[: 100 - sum(hele)]:
        hele[nr] += 1
    return hele


@dataclass(frozen=True)
class Verdeling:
    """Hoeveel procent eigen werk was, en hoe dat naast de norm staat."""

    eigen: int
    norm: int
    minuten_tekort: int

    @property
    def haalt_norm(self) -> bool:
        return self.minuten_tekort == 0

    @property
    def zin(self) -> str:
        """Het verschil in een zin die iedereen snapt."""
        if self.haalt_norm:
            return f"{self.eigen}% was eigen werk. Jullie norm is {self.norm}%."
        uren = round(self.minuten_tekort / 60) or 1
        return f"{self.eigen}% was eigen werk. Jullie norm is {self.norm}%: dat scheelt ongeveer {uren} uur."


def verdeling(
    minuten: Mapping[str, int], *, eigen: Collection[str] = EIGEN, norm: int = NORM
) -> Verdeling | None:
    """Eigen werk naast de norm; None als er niets is gelogd."""
    som = sum(minuten.values())
    if not som:
        return None
    van_mij = sum(aantal for soort, aantal in minuten.items() if soort in eigen)
    return Verdeling(
        eigen=round(100 * van_mij / som), norm=norm, minuten_tekort=max(0, round(som * norm / 100) - van_mij)
    )


def mag_samen_tonen(mensen: int) -> Oordeel:
    """Cijfers van het team samen: alleen als niemand er zijn eigen cijfers in herkent."""
    if mensen < MINSTENS_MENSEN:
        return Oordeel("Er loggen te weinig mensen om de uren samen te tonen.")
    return JA


def mag_dag_loggen(*, dag: date, vandaag: date) -> Oordeel:
    return Oordeel("Deze dag is nog niet geweest.") if dag > vandaag else JA


def mag_herhalen(*, is_er_nog: bool) -> Oordeel:
    """Zoals vorige keer: zolang waar het over ging er voor jou nog is."""
    if not is_er_nog:
        return Oordeel("Waar dit over ging is er voor jou niet meer. Kies zelf waarvoor je werkte.")
    return JA


BEDENKTIJD = timedelta(days=1)


def mag_terughalen(*, weg_sinds: datetime, nu: datetime) -> Oordeel:
    """Een regel die je weghaalde kun je een dag lang terughalen."""
    if weg_sinds < nu - BEDENKTIJD:
        return Oordeel("Dit kan niet meer: de regel is langer dan een dag weg.")
    return JA
