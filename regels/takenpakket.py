"""Takenpakketten naast elkaar: waar is het te veel, en waar is ruimte? (P5)

WOEst, "Thematische verantwoordelijkheid en gebiedsverantwoordelijkheid": alle portefeuilles en werkzaamheden naast
elkaar maken overbelasting en ruimte zichtbaar. Het gaat over taken, nooit over hoe goed iemand is.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Pakket:
    """Wat één medewerker nu doet. `diensten`: in de afgelopen 30 dagen."""

    portefeuilles: int = 0
    themas: int = 0
    gebieden: int = 0
    casussen: int = 0
    wijkagenten: int = 0
    diensten: int = 0
    activiteiten_te_laat: int = 0


@dataclass(frozen=True)
class Grenzen:
    """Vanaf hoeveel het team iets veel vindt."""

    themas: int = 4
    casussen: int = 5
    wijkagenten: int = 8
    diensten: int = 6


SOORTEN = {
    "themas": ("thema", "thema's"),
    "casussen": ("casus", "casussen"),
    "wijkagenten": ("wijkagent", "wijkagenten"),
    "diensten": ("dienst als OpCo in 30 dagen", "diensten als OpCo in 30 dagen"),
}


def _regels(pakket: Pakket, grenzen: Grenzen) -> Iterator[tuple[str, int, int]]:
    for naam in SOORTEN:
        yield naam, getattr(pakket, naam), getattr(grenzen, naam)


def te_veel(pakket: Pakket, grenzen: Grenzen, *, het_gebied: str = "het gebied") -> list[str]:
    """Waarom dit pakket te vol is, per grens een zin; leeg als het past. `het_gebied`: hoe het team dat zegt."""
    zinnen = []
    for naam, aantal, grens in _regels(pakket, grenzen):
        if aantal > grens:
            zinnen.append(f"{aantal} {SOORTEN[naam][1]}; jullie afspraak is hoogstens {grens}")
    if pakket.gebieden and pakket.wijkagenten == 0:
        zinnen.append(f"geen wijkagent op {het_gebied}: het wijkwerk komt hier terecht")
    return zinnen


def heeft_ruimte(pakket: Pakket, grenzen: Grenzen) -> bool:
    """Op elk onderdeel hoogstens de helft van de grens."""
    return not te_veel(pakket, grenzen) and all(
        aantal <= grens / 2 for _, aantal, grens in _regels(pakket, grenzen)
    )
