"""Who reaches whom, as a picture: colleagues, people of the neighbourhood, and what the network is about (B8).

Plain numbers for an SVG in a template: no script, no inline style; each node that leads somewhere is a link, in the
order of the table that says the same.
"""

from dataclasses import dataclass

RIJ, BOVEN, BREED, SMAL = 46, 40, 764, 226
KOLOMMEN = (2, 269, 536)


@dataclass(frozen=True)
class Knoop:
    """A box: where it is drawn, what it says, where it leads, and whether nobody reaches it."""

    naam: str
    x: int
    y: int
    url: str = ""
    soort: str = ""
    blind: bool = False

    @property
    def kort(self):
        return self.naam if len(self.naam) <= 27 else f"{self.naam[:26]}…"

    @property
    def tekst_y(self):
        return self.y + 20

    @property
    def midden(self):
        return self.y + 15

    @property
    def rechts(self):
        return self.x + SMAL


@dataclass(frozen=True)
class Lijn:
    x1: int
    y1: int
    x2: int
    y2: int
    soort: str = ""


@dataclass(frozen=True)
class Beeld:
    knopen: list
    lijnen: list
    hoogte: int
    breedte: int = BREED


def teken(kolommen, verbindingen):
    """A picture of three columns. Each column is a list of (key, naam, url, soort, blind); ties are (key, key, soort)."""
    knopen, plek = [], {}
    for x, kolom in zip(KOLOMMEN, kolommen, strict=True):
        for nr, (key, naam, url, soort, blind) in enumerate(kolom):
            knoop = Knoop(naam, x, BOVEN + nr * RIJ, url, soort, blind)
            plek[key] = knoop
            knopen.append(knoop)
    lijnen = [
        Lijn(plek[van].rechts, plek[van].midden, plek[naar].x, plek[naar].midden, soort)
        for van, naar, soort in verbindingen
        if van in plek and naar in plek
    ]
    meest = max((len(kolom) for kolom in kolommen), default=0)
    return Beeld(knopen, lijnen, BOVEN + max(meest, 1) * RIJ)
