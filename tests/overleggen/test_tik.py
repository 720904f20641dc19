"""The tick of meetings: what must be this minute, and what looks at each meeting once in a quarter of an hour (H1)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notificaties.models import Notificatie
from overleggen.models import Overleg
from overleggen.services import add_actiepunt, tick
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(op("2026-11-23", 9), tick=False) as clock:
        yield clock


def queries():
    with CaptureQueriesContext(connection) as caught:
        tick(always=False)
    return len(caught)


def test_a_second_tick_costs_the_same_with_one_and_with_many_meetings(bt, clock):
    def meetings(team):
        for soort in ("woe_os", "bmo"):
            reeks = factories.reeks(team, soort)
            for days in (1, 8, 15):
                factories.overleg(reeks, begin=timezone.now() + timedelta(days=days))

    meetings(bt.team)
    tick(always=False)
    clock.shift(timedelta(minutes=1))
    one = queries()
    for nr in range(10):
        meetings(factories.basisteam(f"Ander {nr}").team)
    tick()
    clock.shift(timedelta(minutes=1))

    assert [one, queries()] == [12, 12]


def test_an_agenda_fills_itself_within_a_quarter_of_an_hour(bt, clock):
    overleg = factories.overleg(factories.reeks(bt.team), begin=timezone.now() + timedelta(hours=5))
    tick(always=False)
    factories.trend(bt.team, bt.woe)
    clock.shift(timedelta(minutes=14))
    tick(always=False)
    assert not overleg.punten.filter(soort="trend").exists()

    clock.shift(timedelta(minutes=2))
    tick(always=False)

    assert overleg.punten.filter(soort="trend").exists()


def test_an_actiepunt_is_reminded_of_at_once(bt, clock):
    tick(always=False)
    add_actiepunt(team=bt.team, by=bt.osc, tekst="Bel", eigenaar=bt.woe, deadline=timezone.localdate())
    clock.shift(timedelta(minutes=1))

    tick(always=False)

    assert Notificatie.objects.filter(ontvanger=bt.woe, sleutel__contains="herinnering").count() == 1


@pytest.mark.usefixtures("_faults_are_meant")
def test_what_failed_does_not_wait_for_the_quarter_of_an_hour(bt, clock, monkeypatch):
    import sys

    module = sys.modules["overleggen.services.tick"]
    works = module.fill_agenda
    overleg = factories.overleg(factories.reeks(bt.team), begin=timezone.now() + timedelta(hours=5))
    factories.trend(bt.team, bt.woe)

    def fails(overleg):
        raise ValueError

    monkeypatch.setattr(module, "fill_agenda", fails)
    tick(always=False)
    monkeypatch.setattr(module, "fill_agenda", works)
    clock.shift(timedelta(minutes=2))
    tick(always=False)

    assert Overleg.objects.get(pk=overleg.pk).punten.filter(soort="trend").exists()
