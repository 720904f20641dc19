"""From when on a figure of the BMO page is red, for this team. The terms are the rows of `regels.bmo.MATEN`."""

from dataclasses import make_dataclass
from typing import Any

from django.utils.text import capfirst

from organisatie import afspraken
from organisatie.afspraken import Groep, getal
from regels.bmo import MATEN

GEVRAAGD = [maat for maat in MATEN if maat.instelling]

BMO: Groep[Any] = Groep(
    "bmo",
    "BMO: vanaf wanneer is een cijfer rood?",
    make_dataclass("Grenzen", [(maat.sleutel, int, maat.grens) for maat in GEVRAAGD], frozen=True),
    {maat.sleutel: getal(capfirst(maat.instelling)) for maat in GEVRAAGD},
)


def register():
    afspraken.register(BMO)
