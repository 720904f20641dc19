"""Query counts are literal, and grow neither with rows nor with teams."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bondgenoten.models import Netwerk
from casuistiek.models import Casus, Gebeurtenis
from casuistiek.queries import case_facts, standen_of
from casuistiek.services import add_partner, log_shopvraag
from organisatie.models import Plaatsing, Team
from overleggen.services import add_actiepunt, add_punt, note, start_overleg
from portefeuilles.queries import facts_with_houders
from regels.begrippen import Ernst, Fase, Grond, Periode
from regels.feiten import Aanwijzing, Casusfeiten, Rondefeiten
from tests import factories
from werk.services import log_work

pytestmark = pytest.mark.django_db


def busy(bt, times):
    """More of everything that a list or dashboard shows."""
    for nr in range(times):
        casus = factories.casus(bt, gebieden=[bt.binnenstad, bt.zuid], portefeuilles=[bt.zorg, bt.jeugd])
        factories.overgedragen(bt)
        factories.trend(bt.team, bt.woe, titel=f"Trend {nr}")
        add_actiepunt(
            team=bt.team,
            by=bt.osc,
            tekst="Bel",
            eigenaar=bt.woe,
            deadline=timezone.localdate() + timedelta(days=nr),
            onderwerp=casus,
        )
        log_work(by=bt.woe, team=bt.team, soort="portefeuille", onderwerp=bt.zorg, titel="Zorg", minuten=60)
        later = timezone.now() + timedelta(days=3 + bt.reeks.overleggen.count())
        factories.overleg(bt.reeks, begin=later)
        nummer = Netwerk.objects.count()
        netwerk = factories.netwerk(bt, naam=f"Netwerk {nummer}", by=bt.houder)
        factories.sleutelfiguur(bt, netwerk, naam=f"Mens {nummer} Wijk", by=bt.houder)


PAGES = {
    "dashboard:mijn-werk": 20,
    "dashboard:bmo": 25,
    "casuistiek:casus-list": 12,
    "portefeuilles:portefeuille-list": 15,
    "overleggen:overleg-list": 11,
    "overleggen:actiepunt-list": 8,
    "overleggen:presentatie-list": 9,
    "dashboard:besluiten": 8,
    "organisatie:team": 10,
    "organisatie:medewerker-list": 7,
    "werk:werk": 19,
    "notificaties:meldingen": 8,
}


LOGGED = ("dashboard:bmo",)
OF_A_WOE = ("dashboard:mijn-werk", "werk:werk")


@pytest.mark.parametrize(("name", "queries"), PAGES.items())
def test_a_page_costs_the_same_with_one_and_with_many(bt, client, django_assert_num_queries, name, queries):
    bt.reeks = factories.reeks(bt.team)
    client.force_login(bt.woe if name in OF_A_WOE else bt.osc)
    if name in LOGGED and connection.vendor == "postgresql":
        queries += 1  # the lock on the chain of the logboek, which SQLite does not need
    busy(bt, 1)
    client.get(reverse(name))
    with django_assert_num_queries(queries):
        client.get(reverse(name))

    busy(bt, 3)
    for _ in range(3):
        other = factories.basisteam("Ander")
        other.reeks = factories.reeks(other.team)
        busy(other, 1)

    client.get(reverse(name))
    with django_assert_num_queries(queries):
        client.get(reverse(name))


def meeting(bt, points):
    """A meeting under way with this many points, each about something, each noted at by two people."""
    overleg = factories.overleg(
        bt.reeks, begin=timezone.now() + timedelta(days=1 + bt.reeks.overleggen.count())
    )
    for nr in range(points):
        punt = add_punt(
            overleg=overleg, by=bt.woe, titel=f"Punt {nr}", doel="besluitvorming", gewenst="x", minuten=5,
            soort="trend", onderwerp=factories.trend(bt.team, bt.woe, titel=f"Trend {nr}"),
        )  # fmt: skip
        for wie in (bt.osc, bt.woe):
            note(punt=punt, by=wie, tekst="Gehoord.")
    start_overleg(overleg=overleg, by=bt.osc)
    return overleg


MEETING = {"overleggen:overleg": 23, "overleggen:overleg-stand": 7, "overleggen:besluitenlijst": 11}


@pytest.mark.parametrize(("name", "queries"), MEETING.items())
def test_a_meeting_costs_the_same_with_two_points_and_with_twelve(
    bt, client, django_assert_num_queries, name, queries
):
    bt.reeks = factories.reeks(bt.team, vanzelf=["vragen"])
    client.force_login(bt.osc)
    for overleg in (meeting(bt, 2), meeting(bt, 12)):
        client.get(reverse(name, args=[overleg.pk]))
        with django_assert_num_queries(queries):
            client.get(reverse(name, args=[overleg.pk]))


def test_the_bmo_page_costs_the_same_with_1_and_with_167_teams(bt, client):
    bt.reeks = factories.reeks(bt.team)
    busy(bt, 1)
    client.force_login(bt.osc)
    client.get(reverse("dashboard:bmo"))
    with CaptureQueriesContext(connection) as alone:
        client.get(reverse("dashboard:bmo"))

    others = Team.objects.bulk_create(
        Team(district=bt.team.district, code=f"ander-{nr}", naam=f"Ander {nr}") for nr in range(166)
    )
    busy_team = factories.basisteam("Druk")
    busy_team.reeks = factories.reeks(busy_team.team)
    busy(busy_team, 2)
    Plaatsing.objects.bulk_create(
        Plaatsing(medewerker=busy_team.woe, team=team, functie="woe", van=factories.SINDS) for team in others
    )

    client.get(reverse("dashboard:bmo"))
    with CaptureQueriesContext(connection) as together:
        client.get(reverse("dashboard:bmo"))
    assert len(together) == len(alone)


def many_events(bt, casus, count):
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(casus=casus, soort="inhoud", moment=timezone.now(), tekst=f"{nr}", door=bt.woe)
        for nr in range(count)
    )


ONE_CASUS = {"casuistiek:casus": 38, "casuistiek:tijdlijn": 16, "casuistiek:wie-ziet": 23}


@pytest.mark.parametrize(("name", "queries"), ONE_CASUS.items())
def test_a_casus_costs_the_same_with_3_and_with_500_events(
    bt, client, django_assert_num_queries, name, queries
):
    casus = factories.casus(bt, portefeuilles=[bt.zorg])
    partner = factories.partner(bt.team)
    add_partner(casus=casus, by=bt.woe, organisatie=partner, contactpersoon=partner.contact)
    client.force_login(bt.osc)
    url = reverse(name, args=[casus.pk])
    if connection.vendor == "postgresql":
        queries += 1
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)

    many_events(bt, casus, 500)
    for nr in range(5):
        other = factories.partner(bt.team, f"Partner {nr}", "zorg", f"Mens {nr}")
        add_partner(casus=casus, by=bt.woe, organisatie=other, contactpersoon=other.contact, collega=bt.ggp)
        log_shopvraag(casus=casus, by=bt.oe, organisatie=other)

    client.get(url)
    with django_assert_num_queries(queries):
        html = client.get(url).content.decode()
    assert html.count('<p class="klein zacht">') < 40  # events come per page


OVER_MANY = {"casuistiek:regie-op-regie": 23, "casuistiek:vooruit": 11, "casuistiek:overdrachten": 8}


@pytest.mark.parametrize(("name", "queries"), OVER_MANY.items())
def test_looking_over_many_costs_the_same(bt, client, django_assert_num_queries, name, queries):
    bt.reeks = factories.reeks(bt.team)
    client.force_login(bt.osc)
    if name == "casuistiek:regie-op-regie" and connection.vendor == "postgresql":
        queries += 1
    busy(bt, 1)
    client.get(reverse(name))
    with django_assert_num_queries(queries):
        client.get(reverse(name))

    busy(bt, 3)

    client.get(reverse(name))
    with django_assert_num_queries(queries):
        client.get(reverse(name))


def test_who_is_aan_zet_costs_the_same_for_one_and_for_many(bt, django_assert_num_queries):
    bt.reeks = factories.reeks(bt.team)
    busy(bt, 1)
    standen_of(Casus.objects.all())
    with django_assert_num_queries(6):
        standen_of(Casus.objects.all())

    busy(bt, 4)
    standen_of(Casus.objects.all())
    with django_assert_num_queries(6):
        standen_of(Casus.objects.all())


def test_facts_gathered_for_many_equal_facts_built_by_hand(bt):
    """A thousand casussen through one query set, each against what its own rows say."""
    from casuistiek import services
    from casuistiek.models import CasusGebied, CasusPortefeuille, Regie

    one = factories.casus(bt, portefeuilles=[bt.zorg])
    services.take_over(casus=one, by=bt.houder)
    two = factories.overgedragen(bt)
    now = timezone.now()
    bulk = Casus.objects.bulk_create(
        Casus(
            team=bt.team,
            nummer=100 + nr,
            titel=f"Casus {nr}",
            fase="regie",
            grond="gebied" if nr % 2 else "portefeuille",
            wat_gebeurd="x",
            oorsprong="zelf",
            geopend_door=bt.woe,
        )
        for nr in range(998)
    )
    CasusGebied.objects.bulk_create(
        CasusGebied(casus=casus, gebied=bt.binnenstad if casus.nummer % 3 else bt.zuid) for casus in bulk
    )
    CasusPortefeuille.objects.bulk_create(
        CasusPortefeuille(casus=casus, portefeuille=bt.zorg) for casus in bulk
    )
    people = [bt.woe, bt.oe, bt.houder]
    Regie.objects.bulk_create(
        Regie(casus=casus, medewerker=people[casus.nummer % 3], grond=casus.grond, van=now) for casus in bulk
    )

    gathered = case_facts(Casus.objects.all())

    assert len(gathered) == 1000
    for casus in bulk:
        assert gathered[casus.pk] == Casusfeiten(
            fase=Fase.REGIE,
            ernst=Ernst.RUSTIG,
            grond=Grond(casus.grond),
            hoofdgebied=bt.binnenstad.pk if casus.nummer % 3 else bt.zuid.pk,
            portefeuilles=(bt.zorg.pk,),
            regisseur=people[casus.nummer % 3].pk,
            regie_van=now,
        )
    taken = one.aanwijzingen.get()
    assert gathered[one.pk].aanwijzingen == (
        Aanwijzing(bt.houder.pk, Periode(taken.van, None), taken.gemaakt_op, zelf=True),
    )
    offer = factories.open_aanbod(two)
    assert gathered[two.pk].ronde == Rondefeiten(
        grond=Grond.GEBIED,
        opener=bt.opco.pk,
        gevraagd=frozenset({bt.woe.pk}),
        nu_gevraagd=bt.woe.pk,
        gevraagd_op=offer.aangeboden_op,
        uiterlijk=offer.uiterlijk,
    )


def test_team_facts_cost_the_same_however_large_the_team(bt, django_assert_num_queries):
    with django_assert_num_queries(10):
        facts_with_houders(bt.team.pk, timezone.now())
    for _ in range(20):
        factories.koppel(factories.medewerker(bt.team), bt.zuid, "woe")
    with django_assert_num_queries(10):
        facts_with_houders(bt.team.pk, timezone.now())
