"""Where the meeting engine asks upward: what belongs on an agenda, and what an outcome does to its onderwerp.

An *agendabron* takes an Overleg and returns `Voorstel`len. An *uitkomstbron* hears of every ended point and
may act on its onderwerp ("de grond wordt portefeuille" starts a ronde). See docs/bronnen.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from regels.agenda import Soort

BLADZIJDE = 50  # rows read at a time for the newest that somebody may read


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
    """`keuzes(punt)`: extra choices for a point; `kies(punt, waarde, by)`: do what was chosen.

    `na(onderwerp, punt, by)`: hear how the point ended; also for a point that only leads to this onderwerp.
    """

    keuzes: Callable
    kies: Callable
    na: Callable = field(default=lambda onderwerp, punt, by: None)


agendabronnen: list[Callable] = []
uitkomstbronnen: dict[str, Uitkomstbron] = {}  # by model label of the onderwerp
inbrengbaar: dict[str, Soort] = {}  # by model label: who sees such an object may bring it in, from its page
verhuisbronnen: list[Callable] = []  # each (van, naar): what of yours hangs on a meeting that is not held

# Rows of our own that are about something: they exist for who may read that.
VERWIJST = ("overleggen.actiepunt", "overleggen.vraag", "overleggen.besluit")


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


def _known_to(model, medewerker):
    if medewerker is not None:
        return model.objects.visible_to(medewerker)
    return (
        model.objects.filter(vertrouwelijk=False) if hasattr(model, "vertrouwelijk") else model.objects.all()
    )


def readable_ids(rijen, medewerker):
    """Ids of the rows this medewerker may read: one query per kind of onderwerp, however many rows.

    `medewerker` None: what may be counted for everybody, so nothing vertrouwelijk.

    What is about an actiepunt, a vraag or a besluit is read by who may read what that is about.
    """
    by_type = {}
    allowed = set()
    for rij in rijen:
        if rij.onderwerp_type_id is None:
            allowed.add(rij.pk)
        else:
            by_type.setdefault(rij.onderwerp_type_id, []).append(rij)
    for kind, rows in by_type.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()  # known in this process
        ids = {row.onderwerp_id for row in rows}
        found = _known_to(model, medewerker).filter(pk__in=ids)
        if model._meta.label_lower in VERWIJST:
            seen = readable_ids(found, medewerker)
        else:
            seen = set(found.values_list("pk", flat=True))
        allowed |= {row.pk for row in rows if row.onderwerp_id in seen}
    return allowed


def readable(rows, medewerker):
    """The rows of this queryset that this medewerker may read, filtered in the database (for long lists).

    One query for the kinds of onderwerp in use; need-to-know itself is part of the query that is returned.
    """
    kinds = ContentType.objects.filter(
        pk__in=rows.order_by().exclude(onderwerp_type=None).values("onderwerp_type").distinct()
    )
    condition = Q(onderwerp_type=None)
    for kind in kinds:
        model: Any = kind.model_class()
        found = model.objects.visible_to(medewerker)
        if model._meta.label_lower in VERWIJST:
            found = readable(found, medewerker)
        condition |= Q(onderwerp_type=kind, onderwerp_id__in=found.order_by().values("pk"))
    return rows.filter(condition)


def newest_readable(rows, medewerker, hoogstens):
    """The first `hoogstens` rows of this ordered queryset that this medewerker may read.

    Read a page at a time, so that the newest cost the same after a year as after ten: one query a page, and one per
    kind of onderwerp on it.
    """
    found, asked = [], 0
    while len(found) < hoogstens:
        page = list(rows[asked : asked + BLADZIJDE])
        allowed = readable_ids(page, medewerker)
        found += [row for row in page if row.pk in allowed]
        asked += len(page)
        if len(page) < BLADZIJDE:
            break
    return found[:hoogstens]
