"""Looking over casussen and back in time: the pages that keep a casus from standing still (C1, C8, C17, C18)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus
from casuistiek.overzichten import overdracht_per_month, regie_op_regie, vooruit
from organisatie.services import add_afwezigheid, change_instelling
from overleggen.services import add_actiepunt
from regels.begrippen import RegelOvertreden
from regels.regie_op_regie import Aandacht
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(op("2026-11-23", 10), tick=False) as traveller:
        yield traveller


def why(bt, casus):
    rows = regie_op_regie(bt.team, bt.osc)
    return next((row["waarom"] for row in rows if row["stand"].casus == casus), [])


def stappen(bt, casus):
    add_actiepunt(
        team=bt.team,
        by=bt.osc,
        tekst="x",
        eigenaar=bt.woe,
        deadline=op("2027-12-01", 9).date(),
        onderwerp=casus,
    )


def test_regie_op_regie_shows_what_stands_still(bt, clock):
    casus, acuut = factories.casus(bt), factories.overgedragen(bt)
    assert why(bt, casus) == [Aandacht.GEEN_STAP]
    assert why(bt, acuut) == [Aandacht.GEEN_REGISSEUR]
    stappen(bt, casus)
    assert why(bt, casus) == []

    clock.shift(timedelta(days=14))
    services.tick()
    assert why(bt, casus) == [Aandacht.GEEN_NIEUWS]
    services.add_gebeurtenis(casus=casus, by=bt.woe, tekst="Gebeld.")

    assert why(bt, casus) == []


def test_a_long_waarneming_counts_from_the_regisseur_whoever_replaced_them(bt, clock):
    casus = factories.casus(bt)
    stappen(bt, casus)
    clock.shift(timedelta(hours=1))
    add_afwezigheid(medewerker=bt.woe, van=timezone.now(), tot=op("2027-03-01", 0), by=bt.chef)
    clock.shift(timedelta(days=20))
    services.take_over(casus=casus, by=bt.houder)
    clock.shift(timedelta(days=8))
    services.add_gebeurtenis(casus=casus, by=bt.houder, tekst="Nieuws.")

    assert why(bt, casus) == [Aandacht.LANGE_WAARNEMING]


def test_the_coming_weeks_show_the_gap_and_the_load(bt):
    casus = factories.casus(bt, titel="Wie dan?")
    for who in (bt.woe, bt.oe, bt.osa, bt.osc, bt.chef):
        add_afwezigheid(medewerker=who, van=op("2026-12-07", 0), tot=op("2026-12-10", 0), by=bt.chef)

    data = vooruit(bt.team, bt.osc)

    assert [(row["casus"], row["gaten"][0].van) for row in data["gaten"]] == [(casus, op("2026-12-07", 0))]
    assert data["mensen"][0]["naam"] == bt.woe.naam
    assert data["mensen"][0]["weken"] == [1] * 8
    assert vooruit(bt.team, bt.ggp)["rijen"] == []


def test_overdrachten_per_month(bt, clock):
    factories.overgedragen(bt)
    vol = factories.overgedragen(bt, niets_nodig=True)
    clock.shift(timedelta(hours=2))
    services.accept_overdracht(overdracht=factories.open_aanbod(vol), by=bt.woe, teruglezing="Ja.")
    clock.shift(timedelta(days=1))
    services.tick()

    (maand,) = overdracht_per_month(bt.team, bt.osc)

    assert (maand["aantal"], maand["compleet"], maand["aanvaard"], maand["over_termijn"]) == (2, 50, 1, 1)
    assert maand["duur"] == timedelta(hours=2)
    Casus.objects.update(vertrouwelijk=True)
    assert overdracht_per_month(bt.team, bt.osc) == []


def test_entering_an_absence_says_that_the_deputy_is_away_too(bt, client):
    factories.casus(bt, titel="Wie dan?")
    add_afwezigheid(medewerker=bt.oe, van=op("2026-12-07", 0), tot=op("2026-12-10", 0), by=bt.chef)
    client.force_login(bt.woe)

    html = client.post(
        reverse("organisatie:afwezigheid-add", args=[bt.woe.pk]),
        {"van": "2026-12-07", "tot": "2026-12-09", "stap": "gevolgen"},
    ).content.decode()

    assert f"{bt.oe.naam} (OE van Binnenstad) is dan ook afwezig" in html


def preview_of(client, by, who, van, tot):
    client.force_login(by)
    return client.post(
        reverse("organisatie:afwezigheid-add", args=[who.pk]), {"van": van, "tot": tot, "stap": "gevolgen"}
    ).content.decode()


def test_an_absence_says_only_what_it_causes_itself(bt, client):
    """For somebody without any tie three casussen were listed: what would have come anyway is no consequence (E2)."""
    for nr in range(3):
        factories.casus(bt, titel=f"Zaak {nr}")
    add_afwezigheid(medewerker=bt.woe, van=op("2026-12-07", 0), tot=op("2026-12-10", 0), by=bt.chef)

    html = preview_of(client, bt.chef, bt.ggp, "2026-12-07", "2026-12-09")

    assert "Zaak" not in html


def test_an_absence_that_makes_a_gap_names_it_however_late(bt, client):
    factories.casus(bt, titel="Wie dan?")
    for who in (bt.oe, bt.osa, bt.osc, bt.chef):
        add_afwezigheid(medewerker=who, van=op("2026-12-14", 0), tot=op("2026-12-16", 0), by=bt.chef)

    html = preview_of(client, bt.chef, bt.woe, "2026-12-07", "2026-12-18")

    assert (
        f"Wie dan?: vanaf maandag 7 december, 0.00 uur t/m zondag 13 december is {bt.oe.naam} aan zet."
        in html
    )
    assert "Wie dan?: vanaf maandag 14 december, 0.00 uur t/m dinsdag 15 december is niemand aan zet" in html


# --- the history ---------------------------------------------------------------------------------------


def seen(client, who, name, pk, **query):
    client.force_login(who)
    return client.get(reverse(f"casuistiek:{name}", args=[pk]), query).content.decode()


def test_who_was_aan_zet_then_now_and_later(bt, client, clock):
    casus = factories.casus(bt)
    clock.shift(timedelta(days=1))
    services.take_over(casus=casus, by=bt.oe)
    clock.shift(timedelta(days=5))
    add_afwezigheid(medewerker=bt.oe, van=op("2026-12-20", 0), tot=op("2026-12-22", 0), by=bt.chef)

    before = seen(client, bt.osc, "wie-was", casus.pk, dag="2026-11-22")
    first = seen(client, bt.osc, "wie-was", casus.pk, dag="2026-11-23", uur="11.00")
    second = seen(client, bt.osc, "wie-was", casus.pk, dag="2026-11-25")
    later = seen(client, bt.osc, "wie-was", casus.pk, dag="2026-12-21")

    assert "Toen was deze casus er nog niet" in before
    assert f'<p class="groot">{bt.woe.naam}</p>' in first
    assert f'<p class="groot">{bt.oe.naam}</p>' in second
    assert f'<p class="groot">{bt.woe.naam}</p>' in later
    assert "Verwacht" in later


def test_for_which_casussen_was_a_person_aan_zet(bt, client, clock):
    casus = factories.casus(bt, titel="Van Noor")
    clock.shift(timedelta(days=3))
    services.offer_regie(casus=casus, by=bt.woe, aan=bt.oe)
    services.accept_overdracht(overdracht=factories.open_aanbod(casus), by=bt.oe, teruglezing="Ja.")

    then = seen(client, bt.osc, "wie-was-persoon", bt.woe.pk, dag="2026-11-24")
    now = seen(client, bt.osc, "wie-was-persoon", bt.woe.pk, dag="2026-11-26", uur="12.00")
    hidden = seen(client, bt.ggp, "wie-was-persoon", bt.woe.pk, dag="2026-11-24")

    assert ["Van Noor" in page for page in (then, now, hidden)] == [True, False, False]


def test_the_picture_and_the_list_say_the_same_also_after_closing(bt, client, clock):
    casus = factories.casus(bt)
    clock.shift(timedelta(hours=1))
    services.close_casus(casus=casus, by=bt.woe, reden="Klaar.")
    clock.shift(timedelta(days=2))
    services.add_gebeurtenis(casus=casus, by=bt.oe, tekst="Nog gebeld na afloop.")

    html = seen(client, bt.osc, "tijdlijn", casus.pk)

    assert html.count("Nog gebeld na afloop.") == 2
    assert 'class="balkje"' in html


@pytest.mark.parametrize(
    "query",
    [
        {"van": "2026-01-01", "tot": "9999-12-31"},
        {"van": "x", "tot": "y"},
        {"periode": "z"},
        {"pagina": "-1"},
        {"soort": "nee"},
    ],
)
def test_any_period_has_a_page(bt, client, query):
    casus = factories.casus(bt)

    assert "Beeld" in seen(client, bt.osc, "tijdlijn", casus.pk, **query)


def test_a_period_narrows_picture_and_list(bt, client, clock):
    casus = factories.casus(bt)
    clock.shift(timedelta(days=9))
    services.add_gebeurtenis(casus=casus, by=bt.woe, tekst="Laat nieuws.")

    html = seen(client, bt.osc, "tijdlijn", casus.pk, van="2026-11-23", tot="2026-11-24")

    assert "Laat nieuws." not in html
    assert "zonder acute fase" in html


# --- rights through settings -----------------------------------------------------------------------------


@pytest.mark.parametrize("anders", [{"woe_in_mt": True}, {"escalatieketen": ["woe", "osc"]}])
def test_a_beheerder_does_not_widen_the_own_rights(bt, anders):
    with pytest.raises(RegelOvertreden, match="zelf meer rechten"):
        change_instelling(
            team=bt.team, by=bt.woe, vanaf=timezone.localdate(), **{"escalatieketen": ["osc"], **anders}
        )

    change_instelling(
        team=bt.team, by=bt.chef, vanaf=timezone.localdate(), **{"escalatieketen": ["osc"], **anders}
    )
