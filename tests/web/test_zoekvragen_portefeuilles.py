"""Around portefeuilles too, query counts are literal: the same with one, with many, and with other teams."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from overleggen.services import add_actiepunt
from portefeuilles import services
from portefeuilles.models import Activiteit, Meting, Terugkoppeling, Themamaand
from tests import factories
from werk.models import Werkregel

pytestmark = pytest.mark.django_db


@pytest.fixture
def zorg(bt):
    """A portefeuille with one of everything."""
    today = timezone.localdate()
    bt.partner = factories.partner(bt.team)
    bt.plan = factories.plan(bt)
    bt.effect = bt.plan.effecten.get()
    bt.indicator = services.add_indicator(
        effect=bt.effect,
        by=bt.houder,
        naam="x",
        nul=Decimal(9),
        nul_op=today - timedelta(200),
        doel=Decimal(1),
        doel_op=today + timedelta(9),
    )
    bt.accent = services.save_taakaccent(
        portefeuille=bt.zorg, by=bt.houder, naam="Zorg", wens=9, cursussen=["x"]
    )
    bt.team_zelf = services.save_team(portefeuille=bt.zorg, by=bt.houder, naam="Horecateam")
    Themamaand.objects.create(team=bt.team, maand=date(today.year, 1, 1), portefeuille=bt.zorg, werft=True)
    bt.dossier = None
    more(bt, 1)
    bt.dossier = services.make_dossier(
        portefeuille=bt.zorg, van=bt.houder, aan=bt.woe, by=bt.chef, waarom="x", vragen="a"
    )
    return bt


def more(bt, times):
    """More of everything that stands on these pages."""
    today = timezone.localdate()
    for nr in range(times):
        boven = factories.activiteit(
            bt.effect, bt.houder, niveau="strategisch", partners=[bt.partner], deadline=today + timedelta(nr)
        )
        onder = factories.activiteit(
            bt.effect, bt.houder, niveau="operationeel", boven=boven, wijken=[bt.wijk]
        )
        add_actiepunt(
            team=bt.team,
            by=bt.osc,
            tekst="Bel",
            eigenaar=bt.woe,
            deadline=today + timedelta(9),
            onderwerp=onder,
        )
        aanpak = factories.aanpak(bt, activiteit=onder, wijken=[bt.wijk])
        services.save_interventie(aanpak=aanpak, by=bt.houder, wat="x", medewerker=bt.woe, partij=bt.partner)
        opdracht = factories.opdracht(
            bt,
            onderwerp=aanpak,
            portefeuille=bt.zorg,
            van=today + timedelta(1 + bt.team.briefingopdrachten.count()),
            tot_en_met=today + timedelta(1 + bt.team.briefingopdrachten.count()),
        )
        Terugkoppeling.objects.create(
            opdracht=opdracht, dag=today, dienst="laat", antwoord="gedaan", door=bt.ggp
        )
        ander = bt.zorg.taakaccenten.count()
        services.save_taakaccent(portefeuille=bt.zorg, by=bt.houder, naam=f"Accent {ander}", wens=2)
        wie = factories.medewerker(bt.team, "ggp")
        services.add_taakaccenthouder(taakaccent=bt.accent, by=bt.houder, medewerker=wie, van=today)
        services.add_teamlid(zelfstandig_team=bt.team_zelf, by=bt.houder, medewerker=wie, van=today)
        services.save_actie(
            portefeuille=bt.zorg,
            by=bt.houder,
            titel="x",
            dag=today,
            trekker=bt.houder,
            zelfstandig_team=bt.team_zelf,
            partners=[bt.partner],
        )
        factories.trend(bt.team, bt.woe, portefeuille=bt.zorg)
        factories.casus(bt, portefeuilles=[bt.zorg])
        services.save_voorbeeld(team=bt.team, by=bt.houder, titel="x", tekst="x", portefeuille=bt.zorg)
        services.save_onderbouwing(
            team=bt.team, by=bt.woe, titel="x", waarom="wijk", tekst="x", portefeuille=bt.zorg
        )
        Meting.objects.create(
            indicator=bt.indicator,
            dag=today - timedelta(nr + bt.indicator.metingen.count()),
            waarde=5,
            door=bt.woe,
        )
        Werkregel.objects.create(
            team=bt.team, medewerker=bt.houder, dag=today, soort="portefeuille", minuten=5, onderwerp=onder
        )
    if bt.dossier is not None:
        services.make_dossier(
            portefeuille=bt.zorg, van=bt.houder, aan=bt.woe, by=bt.chef, waarom="x", vragen="a\nb\nc"
        )


COUNTS = {
    "dashboard:portefeuille": 24,
    "dashboard:takenpakketten": 18,
    "portefeuilles:portefeuille-list": 16,
    "portefeuilles:activiteit-list": 11,
    "portefeuilles:aanpak-list": 8,
    "portefeuilles:taakaccent-list": 7,
    "portefeuilles:actie-list": 7,
    "portefeuilles:trend-list": 8,
    "portefeuilles:themakalender": 7,
    "portefeuilles:briefing": 6,
    "portefeuilles:opdracht-list": 9,
    "portefeuilles:voorbeeld-list": 8,
    "portefeuilles:onderbouwing-list": 6,
    "portefeuilles:plan": 17,
    "portefeuilles:strategiekaart": 20,
    "portefeuilles:taakaccent": 10,
    "portefeuilles:team": 10,
    "werk:tijd": 8,
    "werk:team-tijd": 6,
}
LOGGED = ("portefeuilles:strategiekaart",)


@pytest.mark.parametrize(("name", "queries"), COUNTS.items())
def test_a_page_costs_the_same_with_one_and_with_many(zorg, client, django_assert_num_queries, name, queries):
    objects = {
        "dashboard:portefeuille": zorg.zorg,
        "portefeuilles:plan": zorg.plan,
        "portefeuilles:strategiekaart": zorg.plan,
        "portefeuilles:taakaccent": zorg.accent,
        "portefeuilles:team": zorg.team_zelf,
    }
    url = reverse(name, args=[objects[name].pk] if name in objects else [])
    client.force_login(zorg.chef)
    if name in LOGGED and connection.vendor == "postgresql":
        queries += 1
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200

    more(zorg, 4)
    other = factories.basisteam("Ander")
    factories.plan(other)

    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)


def test_a_dossier_costs_the_same_however_much_there_is_to_hand_over(zorg, client):
    """Per kind of thing a query; so more of the same costs nothing."""
    client.force_login(zorg.chef)

    def cost():
        dossier = zorg.zorg.dossiers.get()
        with CountedQueries() as counted:
            assert client.get(dossier.get_absolute_url()).status_code == 200
        return len(counted)

    cost()
    before = cost()
    more(zorg, 4)
    cost()

    assert cost() == before


def CountedQueries():  # noqa: N802  reads as a context
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_hundreds_of_activities_come_per_page(zorg, client):
    Activiteit.objects.bulk_create(
        Activiteit(plan=zorg.plan, effect=zorg.effect, tekst=f"Activiteit {nr}", eigenaar=zorg.houder)
        for nr in range(300)
    )
    client.force_login(zorg.chef)

    html = client.get(reverse("portefeuilles:activiteit-list")).content.decode()

    assert html.count('<th scope="row">') == 30
    assert "Pagina 1 van 11" in html
