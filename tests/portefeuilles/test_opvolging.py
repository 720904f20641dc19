"""A portefeuille ends, and what runs in it goes on in its successor (O10)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from casuistiek import services as casuistiek
from casuistiek.queries import stand_of
from portefeuilles import services
from portefeuilles.models import Houderschap, Portefeuille, Taakaccent, Themamaand
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db

LAATSTE = {"laatste_dag": "30-11-2026"}
DAARNA = date(2026, 12, 1)


@pytest.fixture
def clock():
    with time_machine.travel(op("2026-11-23", 9), tick=False) as traveller:
        yield traveller


def end(bt, client, row=None, opvolger=None):
    client.force_login(bt.chef)
    url = reverse("portefeuilles:portefeuille-end", args=[(row or bt.zorg).pk])
    return client.post(url, {**LAATSTE, "opvolger": (opvolger or bt.jeugd).pk})


def tick():
    services.tick()
    casuistiek.tick()


def test_what_runs_goes_to_the_successor_on_the_day_and_what_is_done_stays(bt, client, clock):
    plan = factories.plan(bt)
    old = services.make_plan(
        portefeuille=bt.zorg,
        by=bt.houder,
        titel="Vorig jaar",
        effect="Rust",
        van=date(2025, 1, 1),
        tot=date(2026, 1, 1),
    )
    aanpak = factories.aanpak(bt)
    trend = factories.trend(bt.team, bt.woe, portefeuille=bt.zorg)
    for portefeuille in (bt.zorg, bt.jeugd):
        Taakaccent.objects.create(portefeuille=portefeuille, naam="Verward gedrag", wens=2)
    month = Themamaand.objects.create(team=bt.team, maand=DAARNA, portefeuille=bt.zorg)
    casus = factories.casus(bt, portefeuilles=[bt.zorg, bt.jeugd])
    closed = factories.casus(bt, titel="Klaar", portefeuilles=[bt.zorg])
    casuistiek.close_casus(casus=closed, by=bt.woe, reden="Klaar.")

    assert end(bt, client).status_code == 302
    tick()
    plan.refresh_from_db()
    assert plan.portefeuille == bt.zorg  # until its last day
    assert bt.zorg.houderschappen.filter(tot=None).exists()  # who would stop with it has not left yet

    for _ in range(2):  # a tick that runs again does nothing more
        clock.move_to(op("2026-12-01", 0, 1))
        tick()
    for row in (plan, aanpak, trend, month):
        row.refresh_from_db()
        assert row.portefeuille == bt.jeugd
    assert not bt.zorg.houderschappen.niet_voorbij(DAARNA).exists()
    old.refresh_from_db()
    assert old.portefeuille == bt.zorg
    assert sorted(Taakaccent.objects.filter(portefeuille=bt.jeugd).values_list("naam", flat=True)) == [
        "Verward gedrag",
        f"Verward gedrag ({bt.zorg.naam})",
    ]
    assert [row.portefeuille for row in casus.casusportefeuilles.all()] == [bt.jeugd]
    assert [row.portefeuille for row in closed.casusportefeuilles.all()] == [bt.zorg]
    assert casus.gebeurtenissen.filter(tekst__contains=f"hoort nu bij {bt.jeugd.naam}").exists()

    client.force_login(bt.chef)  # a week later
    page = client.get(bt.zorg.get_absolute_url()).content.decode()
    assert "Deze portefeuille is opgehouden op" in page
    listed = client.get(reverse("portefeuilles:portefeuille-list")).content.decode()
    assert bt.zorg.get_absolute_url() not in listed


def test_a_casus_by_portefeuille_is_asked_of_the_houder_of_the_successor(bt, client, clock):
    casus = factories.casus(bt, portefeuilles=[bt.zorg], regisseur=bt.houder)
    casuistiek.change_grond(casus=casus, grond="portefeuille", by=bt.osc)
    jeugd = bt.jeugd.houderschappen.get(rol="houder").medewerker
    end(bt, client)
    clock.move_to(op("2026-12-01", 8))
    tick()
    factories.afwezig(bt.houder)
    tick()
    assert stand_of(casus).aan_zet.medewerker == jeugd.pk


def test_an_end_that_was_a_mistake_is_turned_back_twice_with_its_people(bt, client, clock):
    before = list(bt.zorg.houderschappen.values_list("medewerker", "tot"))
    for _ in range(2):
        end(bt, client)
        assert "houdt op: de laatste dag is" in client.get(bt.zorg.get_absolute_url()).content.decode()
        with pytest.raises(RegelOvertreden, match="houdt al op"):
            services.end_portefeuille(portefeuille=bt.zorg, tot=DAARNA, opvolger=bt.jeugd, by=bt.chef)
        url = reverse("portefeuilles:portefeuille-continue", args=[bt.zorg.pk])
        assert client.post(url).status_code == 302
        assert list(bt.zorg.houderschappen.values_list("medewerker", "tot")) == before
    end(bt, client)
    clock.move_to(op("2026-12-02", 9))
    with pytest.raises(RegelOvertreden, match="al opgehouden"):
        services.continue_portefeuille(portefeuille=bt.zorg, by=bt.chef)


def test_a_gebied_that_would_end_runs_on_with_its_people(bt, client, clock):
    client.force_login(bt.chef)
    before = list(bt.binnenstad.koppelingen.order_by("pk").values_list("medewerker", "tot"))
    for _ in range(2):
        url = reverse("organisatie:gebied-end", args=[bt.binnenstad.pk])
        assert client.post(url, {**LAATSTE, "opvolger": bt.zuid.pk}).status_code == 302
        page = client.get(reverse("organisatie:gebied", args=[bt.binnenstad.pk])).content.decode()
        assert "Gaat toch door" in page
        assert client.post(reverse("organisatie:gebied-continue", args=[bt.binnenstad.pk])).status_code == 302
        assert list(bt.binnenstad.koppelingen.order_by("pk").values_list("medewerker", "tot")) == before


def test_nobody_brings_casussen_to_their_own_portefeuille_or_to_one_that_ends(bt, clock):
    Houderschap.objects.create(
        portefeuille=bt.jeugd, medewerker=bt.chef, rol="vervanger", van=factories.SINDS
    )
    with pytest.raises(RegelOvertreden, match="zelf bij de opvolger"):
        services.end_portefeuille(portefeuille=bt.zorg, tot=DAARNA, opvolger=bt.jeugd, by=bt.chef)
    Portefeuille.objects.filter(pk=bt.jeugd.pk).update(tot=DAARNA + timedelta(days=9))
    bt.jeugd.refresh_from_db()
    with pytest.raises(RegelOvertreden, match="iets anders, dat blijft"):
        services.end_portefeuille(portefeuille=bt.zorg, tot=DAARNA, opvolger=bt.jeugd, by=bt.osc)


def test_a_successor_of_another_team_does_not_exist(bt, client, clock):
    other = factories.portefeuille(factories.team(), "Elders")
    html = end(bt, client, opvolger=other).content.decode()
    assert "Er ging iets niet goed" in html
    assert Portefeuille.objects.get(pk=bt.zorg.pk).tot is None
