"""The figures of the BMO page: each is a row in `regels.bmo.MATEN` and a source in the app that can count it (K3).

The same sources serve the page, for one person, and the figures kept of each day, for nobody in particular.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.utils import timezone

from regels.feiten import Teamfeiten
from regels.functies import DRAAGT_THEMA

from .models import Medewerker, Team, Teaminstelling
from .models.mensen import FUNCTIES


@dataclass
class Kader:
    """For which team and moment is counted, and for whom; `wie` None: without anything vertrouwelijk."""

    team: Team
    instelling: Teaminstelling
    feiten: Teamfeiten
    nu: datetime
    wie: Medewerker | None = None
    bewaard: dict[str, Any] = field(default_factory=dict)  # what two figures count, read once

    @cached_property
    def vandaag(self):
        return timezone.localdate(self.nu)

    @cached_property
    def geplaatst(self):
        return [row for row in self.feiten.plaatsingen if row.periode.bevat(self.nu)]

    @cached_property
    def woes(self):
        """Per id of who carries a theme: since when they are here."""
        return {row.medewerker: row.periode.van for row in self.geplaatst if row.functie in DRAAGT_THEMA}


class Telling(NamedTuple):
    """The number (None: not known) and the rows behind it, for the lists of the page."""

    waarde: int | None
    rijen: list


class Cijferbron(NamedTuple):
    """Where a figure leads (name of a page, what stands behind it) and how it is counted."""

    adres: str
    tel: Callable[[Kader], Telling]
    vraag: str = ""


cijferbronnen: dict[str, Cijferbron] = {}


def count(kader: Kader) -> dict[str, Telling]:
    """Per sleutel of a Maat what its source counts."""
    return {sleutel: bron.tel(kader) for sleutel, bron in cijferbronnen.items()}


def register_all():
    cijferbronnen["bezetting"] = Cijferbron("casuistiek:vooruit", presence)


def presence(kader: Kader) -> Telling:
    """The part of the WOE's that is there now, in percent; rows per functie. No reason, no names."""
    alle = Counter(row.functie for row in kader.geplaatst)
    er = Counter(
        row.functie for row in kader.geplaatst if not kader.feiten.afwezigheid(row.medewerker, kader.nu)
    )
    rijen = [
        {"functie": naam, "alle": alle[functie], "er": er[functie]}
        for functie, naam in FUNCTIES
        if alle[functie]
    ]
    woes = sum(alle[functie] for functie in DRAAGT_THEMA)
    here = sum(er[functie] for functie in DRAAGT_THEMA)
    return Telling(round(100 * here / woes) if woes else None, rijen)
