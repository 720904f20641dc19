"""The tick looks at what is due, and only at that: a team in which nothing changed costs nothing (H1, R-14)."""

import sys
from datetime import timedelta

import pytest
import time_machine
from celery import current_app
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casuistiek import services, tasks
from casuistiek.models import Casus, Tik
from casuistiek.queries import standen_of
from casuistiek.services.tick import teams_to_look_at
from notificaties.hartslag import zelfcontrole
from notificaties.models import Notificatie, Storing
from organisatie.models import OpCoDienst, Team, Teaminstelling
from organisatie.services import add_afwezigheid
from tests import factories
from tests.conftest import forget_signals
from tests.factories import op

pytestmark = pytest.mark.django_db

MAANDAG = op("2026-11-23", 9)


@pytest.fixture(autouse=True)
def _only_services_say_what_changed(remembered):
    forget_signals()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MAANDAG, tick=False) as clock:
        yield clock


def a_country(bt, teams):
    """So many more teams, each with an OpCo on duty and a casus, of which half wait for an answer."""
    made = Team.objects.bulk_create(
        Team(district=bt.team.district, code=f"ander-{nr}", naam=f"Ander {nr}") for nr in range(teams)
    )
    Teaminstelling.objects.bulk_create(Teaminstelling(team=team, vanaf=factories.SINDS) for team in made)
    for nr, team in enumerate(made):
        woe, opco = factories.medewerker(team), factories.medewerker(team, "ggp", opco_bevoegd=True)
        factories.dienst(opco, team)
        inhoud = {"gebieden": [], "portefeuilles": [], **factories.INHOUD}
        if nr % 2:
            services.open_by_opco(team=team, by=opco, **inhoud)
        else:
            services.open_by_self(team=team, by=woe, **inhoud)


def queries_of(tick):
    with CaptureQueriesContext(connection) as caught:
        tick(timezone.now())
    return len(caught)


def test_a_second_tick_in_which_nothing_changed_costs_the_same_with_1_and_with_167_teams(bt, clock):
    factories.overgedragen(bt)
    services.tick()
    clock.shift(timedelta(minutes=1))
    one = queries_of(services.tick)

    a_country(bt, 166)
    services.tick()
    clock.shift(timedelta(minutes=1))

    assert [one, queries_of(services.tick)] == [16, 16]
    assert Tik.objects.filter(moment=timezone.now()).count() == 167  # each is up to date until now


class TestWhatIsDue:
    def due(self):
        return list(teams_to_look_at(timezone.now()))

    def test_a_team_that_was_looked_at_is_not_due(self, bt):
        factories.casus(bt)
        assert self.due() == [bt.team]
        services.tick()
        assert self.due() == []

    def test_a_change_of_one_casus_asks_for_one_look(self, bt):
        mine, other = factories.casus(bt), factories.casus(bt)
        services.tick()

        services.change_ernst(casus=mine, by=bt.woe, ernst="alert")

        assert self.due() == [bt.team]
        assert list(Casus.objects.to_look_at(timezone.now())) == [mine]
        services.tick()
        other.refresh_from_db()
        assert self.due() == []
        assert other.kijk_op > timezone.now()

    def test_a_change_of_a_fact_asks_for_a_look_at_all_of_that_team(self, bt, ander):
        factories.casus(bt)
        factories.casus(ander)
        services.tick()
        later = timezone.now() + timedelta(days=2)

        add_afwezigheid(medewerker=bt.woe, van=later, tot=later + timedelta(days=1), by=bt.chef)

        assert self.due() == [bt.team]

    def test_a_term_asks_for_a_look_halfway_and_when_it_is_over(self, bt, clock):
        casus = factories.overgedragen(bt)
        services.tick()
        offer = factories.open_aanbod(casus)
        casus.refresh_from_db()
        assert casus.kijk_op == offer.aangeboden_op + (offer.uiterlijk - offer.aangeboden_op) / 2
        clock.move_to(casus.kijk_op)

        services.tick()

        casus.refresh_from_db()
        assert casus.kijk_op == offer.uiterlijk

    def test_the_begin_of_an_absence_asks_for_a_look(self, bt, clock):
        factories.casus(bt)
        begin = timezone.now() + timedelta(hours=3)
        add_afwezigheid(medewerker=bt.woe, van=begin, tot=begin + timedelta(days=1), by=bt.chef)
        services.tick()
        assert Tik.objects.get().tot == begin
        clock.move_to(begin)
        assert self.due() == [bt.team]

    def test_once_a_night_everything_is_looked_at(self, bt, clock):
        factories.casus(bt)
        OpCoDienst.objects.all().delete()
        services.tick()
        assert timezone.localtime(Tik.objects.get().tot).date() == timezone.localdate() + timedelta(days=1)
        clock.move_to(op("2026-11-24", 0))
        assert self.due() == [bt.team]

    def test_who_is_changed_between_the_claim_and_the_look_is_looked_at_again(self, bt, monkeypatch):
        casus = factories.casus(bt)

        def meanwhile(*args, **kwargs):
            Casus.objects.filter(pk=casus.pk).update(kijk_op=None)  # as `lock` does for who changes it
            return standen_of(*args, **kwargs)

        monkeypatch.setattr(sys.modules["casuistiek.services.tick"], "standen_of", meanwhile)
        services.tick()

        assert self.due() == [bt.team]


class TestATaskPerTeam:
    @pytest.fixture(autouse=True)
    def _eager(self):
        current_app.conf.task_always_eager = True
        yield
        current_app.conf.task_always_eager = False

    def test_each_team_that_is_due_is_handed_out(self, bt, ander, monkeypatch):
        factories.casus(bt)
        factories.casus(ander)
        services.tick()
        add_afwezigheid(medewerker=bt.woe, van=timezone.now(), tot=None, by=bt.chef)
        asked = []
        monkeypatch.setattr(tasks.settle_team, "apply_async", lambda args, expires: asked.append(args))

        tasks.tick()

        assert asked == [(bt.team.pk, None)]
        assert [tik.team for tik in Tik.objects.filter(moment=timezone.now())] != []

    def test_the_task_does_what_the_tick_does(self, bt):
        factories.casus(bt)
        services.tick()
        add_afwezigheid(medewerker=bt.woe, van=timezone.now(), tot=None, by=bt.chef)

        tasks.tick()

        assert Casus.objects.get().vastgelegd_aan_zet == bt.oe
        assert Notificatie.objects.filter(ontvanger=bt.oe).exists()

    def test_a_team_whose_task_never_ran_stands_on_the_zelfcontrole(self, bt, monkeypatch, clock):
        factories.casus(bt)
        tasks.tick()
        clock.move_to(op("2026-11-24", 9))
        monkeypatch.setattr(tasks.settle_team, "apply_async", lambda args, expires: None)

        tasks.tick()

        part = next(part for part in zelfcontrole() if part.naam == "casussen")
        assert part.zin == "Van 1 team zijn de casussen niet bijgewerkt. Draaien worker en beat?"


# --- what changes while something stands open ------------------------------------------------------------


def heard(person, words):
    return Notificatie.objects.filter(ontvanger=person, tekst__contains=words).count()


def test_who_becomes_aan_zet_later_hears_of_an_opsporing_that_is_late_already(bt, clock):
    casus = factories.casus(bt, ernst="alert")
    row = services.ask_opsporing(casus=casus, by=bt.woe, bij="dr", wat="Onderzoek de stof")
    clock.move_to(row.uiterlijk)
    services.tick()
    services.tick()
    assert (heard(bt.woe, "nog geen naam"), heard(bt.oe, "nog geen naam")) == (1, 0)

    services.take_over(casus=casus, by=bt.oe)
    for _ in range(2):
        clock.shift(timedelta(minutes=1))
        services.tick()

    assert (heard(bt.woe, "nog geen naam"), heard(bt.oe, "nog geen naam")) == (1, 1)


def test_who_is_escalatiefunctie_later_hears_of_a_shift_that_runs_too_long_already(bt, clock):
    clock.move_to(op("2026-11-23", 20))
    services.tick()
    assert heard(bt.osc, "niet overgenomen") == 1

    add_afwezigheid(medewerker=bt.osc, van=timezone.now(), tot=None, by=bt.chef)
    for _ in range(2):
        clock.shift(timedelta(minutes=1))
        services.tick()

    assert (heard(bt.osc, "niet overgenomen"), heard(bt.osa, "niet overgenomen")) == (1, 1)


@pytest.mark.usefixtures("_faults_are_meant")
def test_a_question_regie_over_that_failed_is_asked_again(bt, clock, monkeypatch):
    """Also when nothing else in the team changes: it does not wait for the night."""
    add_afwezigheid(medewerker=bt.woe, van=timezone.now(), tot=op("2026-11-23", 10), by=bt.chef)
    casus = factories.overgedragen(bt)
    clock.move_to(op("2026-11-23", 10))
    services.tick()
    services.accept_overdracht(overdracht=factories.open_aanbod(casus), by=bt.oe, teruglezing="Ok.")
    module = sys.modules["casuistiek.services.tick"]
    works = module.tell

    def fails(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr(module, "tell", fails)
    clock.shift(timedelta(minutes=1))
    services.tick()
    assert Storing.objects.get().taak == f"casuistiek.regie_over.{bt.team.pk}"
    assert heard(bt.woe, "is terug") == 0

    monkeypatch.setattr(module, "tell", works)
    for _ in range(2):
        clock.shift(timedelta(minutes=2))
        services.tick()

    assert heard(bt.woe, "is terug") == 1
    assert not Storing.objects.exists()


@pytest.mark.usefixtures("_faults_are_meant")
def test_what_failed_for_a_casus_that_is_closed_is_forgotten(bt, clock):
    casus = factories.casus(bt)
    services.tick()
    failed = {
        "sinds": timezone.now(),
        "laatst_op": timezone.now(),
        "opnieuw_op": timezone.now(),
        "fout": "ValueError",
    }
    Storing.objects.create(
        taak=f"casuistiek.casus.{bt.team.pk}", sleutel=f"casuistiek.casus:{casus.pk}", **failed
    )
    services.close_casus(casus=casus, by=bt.osc, reden="Klaar.")
    clock.shift(timedelta(minutes=1))

    services.tick()

    assert not Storing.objects.exists()
