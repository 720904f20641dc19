"""Where this app asks upward: registries that higher apps fill in `AppConfig.ready()`. See docs/bronnen.md.

A *gevolgbron* looks before and after a change in the organisation (absence, exemption, shift, end of a plaatsing), in its
transaction. It does what the change causes and returns the difference as `Gevolg`en: what would have happened without
the change is none. To show consequences before saving, the same change is made and rolled back.

A *dienstbron* says what is open at the change of a shift.
"""

import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import models, transaction


@dataclass(frozen=True)
class Gevolg:
    """Something a change causes, in one Dutch sentence; `over` decides who may read it."""

    over: models.Model
    zin: str


@dataclass(frozen=True)
class Openstaand:
    """Something that is open at the change of a shift."""

    soort: str
    titel: str
    zin: str
    url: str


@dataclass(frozen=True)
class Gevolgbron:
    """`voor(team)`: how it stands before a change; `na(team, voor, by)`: do what the change causes, and say what is different."""

    voor: Callable
    na: Callable


gevolgbronnen: list[Gevolgbron] = []
dienstbronnen: list[Callable] = []


def facts_changed(team):
    """Say that what the rules read about this team is not what it was: remembered facts are read anew.

    A new random version, not a count: a change that is rolled back never gives its version to another.
    """
    type(team).objects.filter(pk=team.pk).update(feitenversie=uuid.uuid4())


@contextmanager
def gevolgen(*teams, by):
    """Make a change in this block; on leaving, every gevolgbron acts on it and the list is filled with `Gevolg`en.

    Call inside the transaction of the change, after its locks and before it changes anything.
    """
    caused: list[Gevolg] = []
    before = [(team, bron, bron.voor(team)) for team in teams for bron in gevolgbronnen]
    yield caused
    for team in teams:
        facts_changed(team)
    for team, bron, voor in before:
        caused.extend(bron.na(team, voor, by=by))


def openstaand(team, medewerker):
    """What is open now for whoever takes over the shift, over all apps."""
    return [punt for bron in dienstbronnen for punt in bron(team, medewerker)]


def preview(change, **kwargs):
    """What `change(**kwargs)` would cause, without doing it: it is done and rolled back."""
    with transaction.atomic():
        caused = change(**kwargs)
        transaction.set_rollback(True)
    return caused


def readable(gevolgen, medewerker):
    """The sentences this medewerker may read: those about objects that exist for them."""
    sentences = []
    for gevolg in gevolgen:
        model = type(gevolg.over)
        if model.objects.visible_to(medewerker).filter(pk=gevolg.over.pk).exists():
            sentences.append(gevolg.zin)
    return sentences
