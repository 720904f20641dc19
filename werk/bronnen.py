"""What time can be logged on: each app says which of its objects are this medewerker's. See docs/bronnen.md."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
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
eigen_pagina: dict[
    str, str
] = {}  # kind of work per model label, of objects with "Werk loggen" on their own page


def logbaar(medewerker):
    """Everything this medewerker can log time on, over all apps, each thing once."""
    found = {}
    for bron in onderwerpbronnen:
        for item in bron(medewerker):
            found.setdefault(item.waarde, item)
    return list(found.values())


def logbaar_of(medewerker, waarde):
    """The `Logbaar` a page named (`?voor=`), also when it is not one's own; None when it does not exist for them."""
    soort, label, pk = [*waarde.split("|"), "", "", ""][:3]
    if eigen_pagina.get(label) != soort or not (pk.isascii() and pk.isdigit() and len(pk) < 10):
        return None
    row = apps.get_model(label).objects.visible_to(medewerker).filter(pk=pk).first()
    return Logbaar(soort, row, str(row)) if row is not None else None
