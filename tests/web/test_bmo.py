"""The BMO page: the given order, a sentence and an arrow per figure, thresholds of the team, and nothing secret in a sum (V8)."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from bondgenoten.services import start_belronde
from casuistiek.services import set_vertrouwelijk
from dashboard import services
from dashboard.models import Dagstand
from organisatie.cijfers import cijferbronnen
from organisatie.models import Plaatsing, Teaminstelling
from overleggen.models import Presentatie
from overleggen.services import add_actiepunt
from regels.bmo import MATEN
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


def page(client, who):
    client.force_login(who)
    return client.get(reverse("dashboard:bmo")).content.decode()


def figures(html):
    """The figures as (number, class), in the order of the page; None for what is not known."""
    block = html[html.index('<ul class="cijfers">') : html.index("</ul>", html.index('<ul class="cijfers">'))]
    return [
        (int(n) if n.isdigit() else None, c)
        for c, n in re.findall(r'<li class="(\w+)">.*?<strong>(\d+|<span)', block, re.S)
    ]


def at_of(sleutel):
    return [maat.sleutel for maat in MATEN].index(sleutel)


def late(bt, days=3, **anders):
    with time_machine.travel(MAANDAG - timedelta(days=10), tick=False):
        return add_actiepunt(
            team=bt.team, by=bt.osc, tekst="Bel", eigenaar=bt.woe, deadline=date(2026, 11, 23) - timedelta(days=days), **anders
        )  # fmt: skip


def test_the_order_is_what_needs_me_load_plans_taakaccenten_actiepunten_presentaties_bezetting(bt, client):
    html = page(client, bt.chef)

    koppen = ["Nu nodig", "Open casussen per WOE", "Plannen", "Taakaccenten", "Actiepunten over de datum", "Presentaties", "Bondgenoten", "Bezetting vandaag"]  # fmt: skip
    places = [html.index(f"<h2>{kop}</h2>") for kop in koppen]
    assert places == sorted(places)
    assert len(figures(html)) == len(MATEN)


def test_every_figure_has_a_source():
    assert set(cijferbronnen) == {maat.sleutel for maat in MATEN}


def test_a_new_team_with_one_teamchef_reads_nothing_good_that_is_not_known(client):
    """E7: "100 % van de WOE's is er" of a team without WOE's, and a row of green."""
    team = factories.team("Nieuw")
    chef = factories.medewerker(team, "teamchef")

    html = page(client, chef)
    services.tick()
    later = page(client, chef)

    assert {kleur for _, kleur in figures(html)} == {"onbekend"}
    assert {waarde for waarde, _ in figures(html)} == {None}
    assert "Er zijn nog geen WOE&#x27;s in dit team." in html
    for good in ("Genoeg", "Elke casus heeft iemand", "Nergens een tekort", "staan klaar"):
        assert good not in html
    assert set(Dagstand.objects.get(team=team).cijfers.values()) == {None}
    assert figures(later) == figures(html)


def test_each_figure_leads_to_what_is_behind_it(bt, client):
    html = page(client, bt.chef)

    for url in re.findall(r'<li class="\w+"><a href="([^"]+)">', html):
        assert client.get(url).status_code == 200, url


def test_the_team_says_from_when_it_is_red(bt, client):
    late(bt)
    late(bt)
    at = at_of("actiepunten")
    assert figures(page(client, bt.chef))[at] == (2, "oranje")

    agreed = Teaminstelling.objects.get(team=bt.team)
    agreed.afspraken = {"bmo": {"actiepunten": 2}}
    agreed.save()

    assert figures(page(client, bt.chef))[at] == (2, "rood")


def test_an_arrow_compares_with_four_weeks_ago(bt, client):
    late(bt)
    with time_machine.travel(MAANDAG - timedelta(days=28), tick=False):
        services.tick()
    services.tick()

    html = page(client, bt.chef)

    assert "1 meer dan vier weken geleden: slechter." in html
    assert Dagstand.objects.count() == 2


def test_a_day_is_kept_once_and_after_standing_still(bt):
    for moment in (op("2026-11-23", 5), op("2026-11-23", 6), op("2026-11-23", 6, 1), op("2026-11-25", 12)):
        with time_machine.travel(moment, tick=False):
            services.tick()

    days = sorted(Dagstand.objects.values_list("dag", flat=True))
    assert days == [date(2026, 11, 23), date(2026, 11, 25)]


def test_no_sum_tells_that_there_is_a_vertrouwelijke_casus(bt, client):
    casus = factories.casus(bt, titel="Zaak")
    late(bt, onderwerp=casus)
    with_it = Dagstand.objects.none()
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    services.tick()
    with_it = Dagstand.objects.get().cijfers

    assert with_it["actiepunten"] == 0
    at = at_of("actiepunten")
    assert figures(page(client, bt.osc))[at][0] == 0  # nor on the page of who may not see it
    assert figures(page(client, bt.chef))[at][0] == 1


def test_bezetting_counts_who_is_there_without_names_or_reasons(bt, client):
    factories.afwezig(bt.woe)

    html = page(client, bt.chef)

    assert "Wijkagent operationeel expert (WOE): <strong>3 van 4</strong>" in html
    assert figures(html)[-1] == (75, "groen")


def test_a_meeting_that_is_closed_to_the_mt_is_named_but_no_link(bt, client):
    besloten = factories.reeks(bt.team, naam="Intervisie", functies=["woe"], alleen_deelnemers=True)
    url = factories.overleg(besloten, begin=MAANDAG + timedelta(days=1)).get_absolute_url()

    assert url not in page(client, bt.chef)
    client.force_login(bt.chef)
    html = client.get(reverse("overleggen:overleg-list")).content.decode()
    assert reverse("overleggen:overleg-extra", args=[besloten.pk]) not in html
    assert reverse("overleggen:reeks-change", args=[besloten.pk]) not in html


def test_who_waits_for_a_turn_is_counted_until_it_is_planned_and_after_half_a_year_again(bt, client):
    at = at_of("presentaties")
    Plaatsing.objects.update(van=date(2020, 1, 1))
    everybody = figures(page(client, bt.chef))[at][0]
    reeks = factories.reeks(bt.team)
    turn = Presentatie.objects.create(
        overleg=factories.overleg(reeks, begin=MAANDAG + timedelta(days=7)), medewerker=bt.woe
    )

    html = page(client, bt.chef)
    assert figures(html)[at][0] == everybody - 1
    assert reverse("overleggen:presentatie", args=[turn.pk]) in html

    turn.overleg.begin, turn.overleg.eind = MAANDAG - timedelta(days=183), MAANDAG - timedelta(days=182)
    turn.overleg.save()
    Presentatie.objects.update(gehouden_op=turn.overleg.eind)
    html = page(client, bt.chef)
    assert figures(html)[at][0] == everybody
    assert reverse("overleggen:presentatie", args=[turn.pk]) not in html


def test_a_network_that_asks_something_now_stands_on_the_page_and_a_wijkagents_own_does_not(bt, client):
    netwerk = factories.netwerk(bt)
    factories.netwerk(bt, naam="Mijn buurt", soort="eigen", by=bt.wijkagent)
    at = at_of("netwerken")
    html = page(client, bt.chef)
    assert figures(html)[at] == (1, "rood")  # nobody of the neighbourhood is in it
    assert netwerk.naam in html
    assert "Mijn buurt" not in html

    factories.sleutelfiguur(bt, netwerk)

    assert figures(page(client, bt.chef))[at] == (0, "groen")


def test_a_call_round_that_runs_stands_under_what_is_needed_now(bt, client):
    factories.sleutelfiguur(bt, factories.netwerk(bt))
    ronde = start_belronde(team=bt.team, by=bt.woe, aanleiding="Brand in de sporthal", iedereen=True)

    html = page(client, bt.chef)

    assert (
        html.index("Nu nodig") < html.index("Belronde: Brand in de sporthal") < html.index("<h2>Plannen</h2>")
    )
    assert f"/bondgenoten/bellen/{ronde.pk}/overzicht/" in html


def test_the_page_behind_the_figure_of_presentations_names_who_waits(bt, client):
    client.force_login(bt.chef)

    bmo = client.get(reverse("dashboard:bmo")).content.decode()
    page = client.get(reverse("overleggen:presentatie-list")).content.decode()

    waiting = page.split("Nog geen beurt in zicht")[1]
    assert bt.woe.naam in waiting
    assert "zonder beurt om te presenteren" in bmo


def test_a_high_signal_stands_on_the_bmo_and_talk_does_not(bt, client):
    factories.signaal(bt, titel="Onrust bij het station", niveau=3)
    factories.signaal(bt, titel="Er wordt gepraat", niveau=1)
    client.force_login(bt.chef)

    page = client.get(reverse("dashboard:bmo")).content.decode()

    assert "Onrust bij het station" in page
    assert "Er wordt gepraat" not in page
