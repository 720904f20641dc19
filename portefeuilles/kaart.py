"""What fits on a strategiekaart: one liggend A4, however much a plan holds.

Reckoned from the print style (7.5pt in static/css/basisteam.css); tests/browser/test_portefeuilles.py prints it.
"""

from dataclasses import dataclass
from math import ceil

from regels.plan import Niveau

REGELS = 44  # lines below the title on an A4
BREEDTE = 263  # mm, beside the names of the levels
TEKEN = 1.35  # mm, for a letter with some air
INDICATOREN = 3
ONDER = 40  # letters of what an activity hangs under


@dataclass(frozen=True)
class Vak:
    """The activities of one effect on one level, and how many more there are in the plan."""

    rijen: list
    meer: int


@dataclass(frozen=True)
class Kolom:
    """An effect with its indicators, and a `Vak` per level in the order of `Niveau`."""

    beeld: object
    indicatoren: list
    vakken: list


def kaart_van(beelden):
    """`Kolom`s for these `Effectbeeld`s, with as many activities per vak as one page holds: at least one.

    What still runs comes first, by its deadline. What was stopped is left out.
    """
    rijen = [[_ordered(beeld, niveau) for niveau in Niveau] for beeld in beelden]
    most = max((len(vak) for kolom in rijen for vak in kolom), default=0)
    passend = next((n for n in range(most, 1, -1) if _lines(beelden, rijen, n) <= REGELS), 1)
    return [
        Kolom(
            beeld,
            beeld.indicatoren[:INDICATOREN],
            [Vak(vak[:passend], len(vak) - len(vak[:passend])) for vak in kolom],
        )
        for beeld, kolom in zip(beelden, rijen, strict=True)
    ]


def _ordered(beeld, niveau):
    running = [rij for rij in beeld.op_niveau(niveau) if rij.activiteit.gestopt_op is None]
    return sorted(
        running, key=lambda rij: (rij.activiteit.afgerond_op is not None, str(rij.activiteit.deadline or "9"))
    )


def _lines(beelden, rijen, passend):
    """How many printed lines the highest cells of each row take together."""
    per_line = max(8, int((BREEDTE / len(beelden) - 2) / TEKEN))

    def lines(*texts):
        return sum(ceil(len(text) / per_line) for text in texts if text)

    def cell(vak):
        shown = sum(
            lines(
                rij.activiteit.tekst,
                f"{rij.activiteit.eigenaar.naam}, 31-12-2026, 100%, onder: " + "x" * ONDER,
            )
            if rij.activiteit.boven_id
            else lines(f"{rij.activiteit.tekst} {rij.activiteit.eigenaar.naam}, 31-12-2026, 100%")
            for rij in vak[:passend]
        )
        return shown + (len(vak) > passend)

    head = max(
        lines(
            beeld.effect.tekst,
            "100%",
            *(f"{row['indicator'].naam} 1.000 (doel 1.000)" for row in beeld.indicatoren[:INDICATOREN]),
        )
        for beeld in beelden
    )
    return head + sum(max(cell(kolom[nr]) for kolom in rijen) for nr in range(len(Niveau)))
