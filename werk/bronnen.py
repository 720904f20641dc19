"""What time can be logged on: each app says which of its objects are this medewerker's. See docs/bronnen.md."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Logbaar:
    soort: str  # a Werkregel.Soort
    onderwerp: models.Model
    titel: str

    @property
    def waarde(self):
        """How a form names it: soort, model label and id."""
        return f"{self.soort}|{self.onderwerp._meta.label_lower}|{self.onderwerp.pk}"


onderwerpbronnen: list[Callable] = []


def logbaar(medewerker):
    """Everything this medewerker can log time on, over all apps, each thing once."""
    found = {}
    for bron in onderwerpbronnen:
        for item in bron(medewerker):
            found.setdefault(item.waarde, item)
    return list(found.values())
