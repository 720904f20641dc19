"""Where this app asks upward: registries that higher apps fill in `AppConfig.ready()`. See docs/bronnen.md.

A *gevolgbron* is called in the transaction of a change in the organisation (absence, exemption, shift, end of
a plaatsing). It does what the change causes and returns it as `Gevolg`en. To show consequences before
saving, the same call is made and rolled back: what you see is what will happen.

A *dienstbron* says what is open at the change of a shift.
"""

import uuid
from collections.abc import Callable
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


gevolgbronnen: list[Callable] = []
dienstbronnen: list[Callable] = []


def facts_changed(team):
    """Say that what the rules read about this team is not what it was: remembered facts are read anew.

    A new random version, not a count: a change that is rolled back never gives its version to another.
    """
    type(team).objects.filter(pk=team.pk).update(feitenversie=uuid.uuid4())


def gevolgen(team, *, by):
    """Let every gevolgbron act on a change that was just made. Call inside the transaction of the change."""
    facts_changed(team)
    return [gevolg for bron in gevolgbronnen for gevolg in bron(team, by=by)]


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
