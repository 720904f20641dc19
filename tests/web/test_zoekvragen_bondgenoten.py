"""Around networks too, query counts are literal: with one, with many, and with 167 teams and 20,000 members."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from bondgenoten import services
from bondgenoten.models import Contact, Lid, Netwerk, Relatie, Signaal, Sleutelfiguur
from organisatie.models import Gebied, Team
from tests import factories

pytestmark = pytest.mark.django_db

# (queries for the WOE who keeps the network, for the teamchef)
PER_PAGE = {
    "netwerk-list": (19, 18),
    "sleutelfiguur-list": (12, 12),
    "signaal-list": (9, 9),
    "teambeeld": (10, 10),
    "belronde-list": (8, 7),
    "ndv-list": (8, 8),
    "gemeenschap-list": (7, 7),
}
PER_OBJECT = {
    "netwerk": (32, 33),
    "netwerkbeeld": (14, 14),
    "signaal": (15, 15),
    "belronde": (15, 13),
    "belronde-overview": (12, 10),
    "bijeenkomst": (18, 19),
}


LOGGED = {"sleutelfiguur-list", "netwerk", "netwerkbeeld", "belronde", "bijeenkomst"}


@pytest.fixture
def alles(bt):
    """A network with one of everything."""
    groep = services.save_gemeenschap(team=bt.team, by=bt.woe, naam="Jongeren")
    bt.netwerk = factories.netwerk(bt, gemeenschappen=[groep])
    services.plan_reeks(
        netwerk=bt.netwerk,
        by=bt.woe,
        regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=factories.vandaag() + timedelta(days=3),
        begintijd=factories.TIJD,
    )
    bt.netwerk.refresh_from_db()
    bt.overleg = bt.netwerk.reeks.overleggen.first()
    more(bt, 1)
    bt.signaal = factories.signaal(bt)
    bt.ronde = services.start_belronde(team=bt.team, by=bt.woe, aanleiding="Brand", iedereen=True)
    return bt


def more(bt, count):
    """So many people more in the network of this team, each with a relation, a contact, a promise and an advice."""
    for nr in range(count):
        mens = factories.sleutelfiguur(bt, bt.netwerk, naam=f"Mens {nr} van {count}")
        services.add_contact(sleutelfiguur=mens, by=bt.woe, richting="brengen", wijze="gebeld")
        services.add_afspraak(
            netwerk=bt.netwerk,
            by=bt.woe,
            tekst="x",
            eigenaar=bt.wijkagent,
            voor=factories.vandaag() + timedelta(days=3),
            overleg=bt.overleg,
        )
        services.add_advies(netwerk=bt.netwerk, by=bt.woe, soort="ongevraagd", tekst="x", overleg=bt.overleg)
        services.offer_kennis(team=bt.team, by=bt.woe, onderwerp=f"x {nr} van {count}")


def a_country(bt):
    """166 more teams with a network each, and 20,000 people in them."""
    district = bt.team.district
    teams = Team.objects.bulk_create(
        Team(district=district, code=f"ander-{nr}", naam=f"Ander {nr}") for nr in range(166)
    )
    gebieden = Gebied.objects.bulk_create(
        Gebied(team=team, naam="Noord", van=factories.SINDS) for team in teams
    )
    netwerken = Netwerk.objects.bulk_create(
        Netwerk(team=gebied.team, naam="Noord", gebied=gebied, trekker=bt.woe) for gebied in gebieden
    )
    people = Sleutelfiguur.objects.bulk_create(
        Sleutelfiguur(
            team=netwerken[nr % 166].team,
            naam=f"Mens {nr}",
            grondslag="taak",
            regime="avg",
            vastgelegd_door=bt.woe,
        )
        for nr in range(20_000)
    )
    day = factories.SINDS
    Lid.objects.bulk_create(
        Lid(netwerk=netwerken[nr % 166], sleutelfiguur=mens, rol="sleutelfiguur", van=day)
        for nr, mens in enumerate(people)
    )
    Relatie.objects.bulk_create(Relatie(sleutelfiguur=mens, medewerker=bt.houder, van=day) for mens in people)
    Contact.objects.bulk_create(
        Contact(sleutelfiguur=mens, medewerker=bt.houder, op=day, richting="halen") for mens in people[:5000]
    )
    Signaal.objects.bulk_create(
        Signaal(
            team=netwerk.team, titel="x", gebied=netwerk.gebied, zekerheid="ervaren", niveau=2, bron="open",
            betrouwbaarheid="laag", gemeld_door=bt.woe, loopt_af_op=factories.vandaag() + timedelta(days=9),
        )
        for netwerk in netwerken
    )  # fmt: skip


def addresses(bt):
    objects = {
        "netwerk": bt.netwerk,
        "netwerkbeeld": bt.netwerk,
        "signaal": bt.signaal,
        "belronde": bt.ronde,
        "belronde-overview": bt.ronde,
        "bijeenkomst": bt.overleg,
    }
    yield from ((name, reverse(f"bondgenoten:{name}"), count) for name, count in PER_PAGE.items())
    for name, count in PER_OBJECT.items():
        yield name, reverse(f"bondgenoten:{name}", args=[objects[name].pk]), count


@pytest.mark.parametrize(("who", "which"), [("woe", 0), ("chef", 1)])
def test_pages_cost_the_same_with_one_with_many_and_in_a_whole_country(
    alles, client, django_assert_num_queries, who, which
):
    client.force_login(getattr(alles, who))
    for grow in (lambda: None, lambda: more(alles, 9), lambda: a_country(alles)):
        grow()
        for _, url, _ in addresses(alles):
            client.get(url)  # what is asked for the first time only
        for name, url, counts in addresses(alles):
            lock = name in LOGGED and connection.vendor == "postgresql"  # on the chain of the logboek
            with django_assert_num_queries(counts[which] + lock, info=name):
                client.get(url)
