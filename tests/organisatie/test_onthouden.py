"""A process remembers the facts of a team; every change through a service makes it read anew."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from organisatie import services
from organisatie.bronnen import preview
from organisatie.models import Medewerker
from organisatie.queries import instelling_for
from portefeuilles import services as portefeuille_services
from portefeuilles.queries import facts_with_houders
from tests import factories
from tests.conftest import forget_signals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_services_say_what_changed(remembered):
    forget_signals()


def facts(bt):
    return facts_with_houders(bt.team.pk, timezone.now())


def test_asked_again_costs_one_query(bt, django_assert_num_queries):
    before = facts(bt)
    with django_assert_num_queries(1):
        assert facts(bt) is before


CHANGES = {
    "absence": lambda bt: services.add_afwezigheid(
        medewerker=bt.woe, van=timezone.now(), tot=None, by=bt.chef
    ),
    "exemption": lambda bt: services.add_vrijstelling(
        medewerker=bt.woe, team=bt.team, soort="regie", van=timezone.localdate(), tot=None, by=bt.chef
    ),
    "shift": lambda bt: services.take_dienst(team=bt.team, by=bt.opco2, teruglezing="Ja."),
    "leaving": lambda bt: services.end_plaatsing(
        plaatsing=bt.ggp.plaatsingen.get(), tot=timezone.localdate() + timedelta(days=5), by=bt.chef
    ),
    "tie": lambda bt: services.add_koppeling(
        medewerker=bt.ggp, gebied=bt.zuid, rol="woe", van=timezone.localdate(), by=bt.chef
    ),
    "settings": lambda bt: services.change_instelling(
        team=bt.team, by=bt.chef, vanaf=timezone.localdate(), escalatieketen=["teamchef"]
    ),
    "gebied": lambda bt: services.save_gebied(
        team=bt.team, gebied=bt.zuid, by=bt.chef, naam="Zuidoost", volgorde=1
    ),
    "feestdag": lambda bt: services.add_feestdag(
        team=bt.team, dag=timezone.localdate() + timedelta(days=3), naam="Teamdag", by=bt.chef
    ),
    "houder": lambda bt: portefeuille_services.set_houder(
        portefeuille=bt.zorg, medewerker=bt.woe, van=timezone.localdate(), by=bt.chef
    ),
    "portefeuille": lambda bt: portefeuille_services.save_portefeuille(
        team=bt.team, portefeuille=bt.zorg, by=bt.chef, themas=[], naam="Zorg"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_it_is_read_anew(bt, change):
    before = facts(bt)

    CHANGES[change](bt)

    assert facts(bt) != before


def test_a_change_that_is_only_shown_leaves_what_was_remembered(bt):
    before = facts(bt)

    preview(services.add_afwezigheid, medewerker=bt.woe, van=timezone.now(), tot=None, by=bt.chef)

    assert facts(bt) == before


def test_a_question_about_the_past_is_read_for_that_moment(bt):
    factories.afwezig(bt.woe, van=timezone.now() - timedelta(days=9), dagen=2)
    assert bt.woe.pk not in facts(bt).afwezig

    past = facts_with_houders(bt.team.pk, timezone.now() - timedelta(days=8))

    assert bt.woe.pk in past.afwezig


def me(bt):
    return Medewerker.objects.get(pk=bt.woe.pk)


def test_what_the_team_agreed_is_read_once_until_it_changes(bt, django_assert_num_queries):
    def words(queries):
        person = me(bt)
        assert person.team == bt.team
        with django_assert_num_queries(queries):
            return instelling_for(person, bt.team.pk).woord_woe

    assert [words(1), words(0)] == ["WOE", "WOE"]
    services.change_instelling(team=bt.team, by=bt.chef, vanaf=timezone.localdate(), woord_woe="OEWA")
    assert [words(1), words(0)] == ["OEWA", "OEWA"]


def test_an_agreement_for_tomorrow_holds_tomorrow(bt):
    day = timezone.localdate() + timedelta(days=1)
    services.change_instelling(team=bt.team, by=bt.chef, vanaf=day, woord_woe="OEWA")

    assert instelling_for(me(bt), bt.team.pk).woord_woe == "WOE"
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert instelling_for(me(bt), bt.team.pk).woord_woe == "OEWA"
