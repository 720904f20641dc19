"""Pictures as plain numbers for an SVG in a template: no script, no inline style, so the strict policy holds.

Each part has a letter and a pattern beside its colour, so that it can be told apart without seeing colour; and each
picture stands above a table with the very same figures (components/taart.html, lijn.html, staven.html).
"""

import math
import string
from dataclasses import dataclass
from datetime import date

from regels.werktijd import procenten

STRAAL = 100
PATRONEN = 10


@dataclass(frozen=True)
class Punt:
    """One slice: what the table says of it too, and where it is drawn."""

    naam: str
    aantal: int
    procent: int
    letter: str
    patroon: int
    pad: str
    x: float
    y: float


def taart(delen):
    """Slices for (name, amount) pairs, in their order, clockwise from the top; amounts of zero are left out.

    The percentages are whole and add up to 100.
    """
    delen = [(naam, aantal) for naam, aantal in delen if aantal > 0]
    som = sum(aantal for _, aantal in delen)
    punten, begin = [], 0.0
    for nr, ((naam, aantal), procent) in enumerate(
        zip(delen, procenten([aantal for _, aantal in delen]), strict=True)
    ):
        eind = begin + aantal / som
        midden = (begin + eind) / 2
        x, y = _op_cirkel(midden, STRAAL * (0.62 if len(delen) > 1 else 0))
        letter, patroon = string.ascii_uppercase[nr % 26], nr % PATRONEN + 1
        punten.append(Punt(naam, aantal, procent, letter, patroon, _pad(begin, eind), x, y))
        begin = eind
    return punten


def _op_cirkel(deel, straal):
    hoek = 2 * math.pi * deel
    return round(straal * math.sin(hoek), 2), round(-straal * math.cos(hoek), 2)


def _pad(begin, eind):
    if eind - begin > 0.9999:  # a full circle: an arc to its own begin would be nothing
        return f"M0 {-STRAAL}A{STRAAL} {STRAAL} 0 1 1 0 {STRAAL}A{STRAAL} {STRAAL} 0 1 1 0 {-STRAAL}Z"
    (x1, y1), (x2, y2) = _op_cirkel(begin, STRAAL), _op_cirkel(eind, STRAAL)
    groot = 1 if eind - begin > 0.5 else 0
    return f"M0 0L{x1} {y1}A{STRAAL} {STRAAL} 0 {groot} 1 {x2} {y2}Z"


@dataclass(frozen=True)
class Lijn:
    """A small line: its dots as (x, y, day, value), the same as points for a polyline, and the height of the target."""

    stippen: list
    punten: str
    doel_y: float
    doel: object


BREED, HOOG, RAND = 240, 60, 6


def lijn(metingen, doel, *, doel_op=None):
    """A line through (day, value) pairs, with the target as a level; None without measurements.

    The picture reaches to `doel_op`, so that it shows how much time is left.
    """
    metingen = sorted(metingen)
    if not metingen:
        return None
    dagen = [dag.toordinal() for dag, _ in metingen]
    eerste, laatste = dagen[0], max(dagen[-1], doel_op.toordinal() if isinstance(doel_op, date) else 0)
    waarden = [float(waarde) for _, waarde in metingen] + [float(doel)]
    laag, hoog = min(waarden), max(waarden)

    def x(dag):
        deel = (dag - eerste) / (laatste - eerste) if laatste > eerste else 0
        return round(RAND + deel * (BREED - 2 * RAND), 1)

    def y(waarde):
        deel = (float(waarde) - laag) / (hoog - laag) if hoog > laag else 0.5
        return round(HOOG - RAND - deel * (HOOG - 2 * RAND), 1)

    stippen = [(x(dag.toordinal()), y(waarde), dag, waarde) for dag, waarde in metingen]
    return Lijn(stippen, " ".join(f"{a},{b}" for a, b, _, _ in stippen), y(doel), doel)
