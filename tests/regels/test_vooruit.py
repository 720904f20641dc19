"""Wat een verandering veroorzaakt is het verschil, en niets anders (C18)."""

import pytest

from regels.vervanging import AanZet
from regels.vooruit import Stuk, verschil
from tests.factories import op

DAGEN = {nr: op(f"2026-12-{nr:02}", 0) for nr in range(1, 29)}


def rij(*delen):
    """(van, tot, wie) in dagen van december."""
    return [Stuk(DAGEN[van], DAGEN[tot], AanZet(wie, None, "")) for van, tot, wie in delen]


@pytest.mark.parametrize(
    ("zonder", "met", "wissels"),
    [
        pytest.param([(1, 20, 1)], [(1, 20, 1)], [], id="niets anders"),
        pytest.param(
            [(1, 5, 1), (5, 20, 2)], [(1, 5, 1), (5, 20, 2)], [], id="wat toch al kwam is geen gevolg"
        ),
        pytest.param(
            [(1, 20, 1)], [(1, 5, 1), (5, 9, 2), (9, 20, 1)], [(5, 9, 2)], id="een week een waarnemer"
        ),
        pytest.param(
            [(1, 20, 1)],
            [(1, 5, 1), (5, 9, None), (9, 20, 1)],
            [(5, 9, None)],
            id="een gat, ook als het later valt",
        ),
        pytest.param(
            [(1, 7, 1), (7, 20, 2)],
            [(1, 5, 1), (5, 7, 2), (7, 9, None), (9, 20, 2)],
            [(5, 7, 2), (7, 9, None)],
            id="eerst een ander, dan niemand",
        ),
        pytest.param(
            [(1, 7, 1), (7, 12, 2), (12, 20, 1)],
            [(1, 20, 3)],
            [(1, 20, 3)],
            id="een ander in plaats van twee",
        ),
    ],
)
def test_verschil(zonder, met, wissels):
    gevonden = verschil(rij(*zonder), rij(*met))

    assert [(w.van, w.tot, w.met.medewerker) for w in gevonden] == [
        (DAGEN[van], DAGEN[tot], wie) for van, tot, wie in wissels
    ]
