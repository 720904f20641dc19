"""Where the meeting engine asks upward: what belongs on an agenda, and what an outcome does to its onderwerp.

An *agendabron* takes an Overleg and returns `Voorstel`len. An *uitkomstbron* hears of every ended point and
may act on its onderwerp ("de grond wordt portefeuille" starts a ronde). See docs/bronnen.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models

from regels.agenda import Soort


@dataclass(frozen=True)
class Voorstel:
    """A point an app proposes for a meeting. `bron` is unique per meeting, so that it comes once."""

    bron: str
    soort: Soort
    titel: str
    reden: str
    onderwerp: models.Model | None = None
    criteria: tuple[str, ...] = ()
    doel: str = "oordeelsvorming"
    gewenst: str = ""
    minuten: int = 10


@dataclass(frozen=True)
class Keuze:
    """An extra choice at a point's end that changes its onderwerp."""

    waarde: str
    label: str


@dataclass(frozen=True)
class Uitkomstbron:
    """`keuzes(punt)`: extra choices for a point; `kies(punt, waarde, by)`: do what was chosen; `na(punt, by)`: hear."""

    keuzes: Callable
    kies: Callable
    na: Callable = field(default=lambda punt, by: None)


agendabronnen: list[Callable] = []
uitkomstbronnen: dict[str, Uitkomstbron] = {}  # by model label of the onderwerp


def voorstellen(overleg):
    """What all apps propose for this meeting."""
    return [voorstel for bron in agendabronnen for voorstel in bron(overleg)]


def uitkomstbron_of(punt):
    model = punt.onderwerp_type.model_class() if punt.onderwerp_type_id else None
    return uitkomstbronnen.get(model._meta.label_lower) if model else None


def is_readable(rij, medewerker):
    """Whether this medewerker may read a point, besluit or actiepunt: when its onderwerp exists for them."""
    if rij.onderwerp_type_id is None:
        return True
    return rij.pk in readable_ids([rij], medewerker)


def readable_ids(rijen, medewerker):
    """Ids of the rows this medewerker may read: one query per kind of onderwerp, however many rows.

    An actiepunt is itself about something: it exists for who may read that.
    """
    by_type = {}
    allowed = set()
    for rij in rijen:
        if rij.onderwerp_type_id is None:
            allowed.add(rij.pk)
        else:
            by_type.setdefault(rij.onderwerp_type, []).append(rij)
    for kind, rows in by_type.items():
        model = kind.model_class()
        ids = {row.onderwerp_id for row in rows}
        found = model.objects.visible_to(medewerker).filter(pk__in=ids)
        if model._meta.label_lower == "overleggen.actiepunt":
            seen = readable_ids(found.select_related("onderwerp_type"), medewerker)
        else:
            seen = set(found.values_list("pk", flat=True))
        allowed |= {row.pk for row in rows if row.onderwerp_id in seen}
    return allowed
