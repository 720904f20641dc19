"""Points that wait: brought in without a day, parked, dropped, handed on (V3, V5)."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from overleggen import services
from overleggen.models import Agendapunt
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from tests.overleggen.punten import add

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


def titles(overleg):
    return [punt.titel for punt in overleg.punten.order_by("pk")]


def test_a_point_without_a_day_waits_and_is_planned(bt, overleg):
    punt = services.add_punt(
        reeks=overleg.reeks, by=bt.woe, titel="Later", doel="besluitvorming", gewenst="x", minuten=5
    )
    assert titles(overleg) == []

    services.schedule_punt(punt=punt, overleg=overleg, by=bt.woe)

    assert titles(overleg) == ["Later"]


def test_parked_is_not_gone(bt, overleg):
    punt = add(overleg, bt.woe)

    services.park_punt(punt=punt, by=bt.osc)
    services.fill_agenda(overleg)

    assert titles(overleg) == []  # parked by hand: it does not come back by itself
    assert Agendapunt.objects.get(overleg=None) == punt


def test_what_came_by_itself_waits_for_the_next_meeting_not_in_the_voorraad(bt, overleg):
    factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    services.fill_agenda(overleg)
    for coming in overleg.reeks.overleggen.filter(begin__gt=overleg.begin):
        coming.delete()
    with pytest.raises(RegelOvertreden, match="kwam vanzelf"):
        services.park_punt(punt=overleg.punten.get(), by=bt.osc)

    naar = factories.overleg(overleg.reeks, begin=overleg.begin + timedelta(days=7))
    services.park_punt(punt=overleg.punten.get(), by=bt.osc)

    assert (titles(overleg), titles(naar)) == ([], ["Vuurwerk"])


def test_dropped_with_a_reason_stays_to_be_found(bt, overleg):
    punt = services.add_punt(
        reeks=overleg.reeks, by=bt.woe, titel="Later", doel="besluitvorming", gewenst="x", minuten=5
    )
    with pytest.raises(RegelOvertreden, match="waarom"):
        services.drop_punt(punt=punt, by=bt.woe, reden=" ")

    services.drop_punt(punt=punt, by=bt.woe, reden="Opgelost.")

    punt.refresh_from_db()
    assert (punt.uitkomst, punt.uitkomst_tekst) == ("geen_vervolg", "Opgelost.")


def test_a_second_submit_brings_in_one_point(bt, overleg):
    sleutel = uuid.uuid4()

    assert add(overleg, bt.woe, sleutel=sleutel) == add(overleg, bt.woe, sleutel=sleutel)


@pytest.mark.parametrize("soort", ["trend", "portefeuille", "aanpak"])
def test_anybody_brings_in_a_point_from_a_page(bt, overleg, client, soort):
    onderwerp = {
        "trend": lambda: factories.trend(bt.team, bt.woe),
        "portefeuille": lambda: bt.zorg,
        "aanpak": lambda: factories.aanpak(bt),
    }[soort]()
    client.force_login(bt.ggp)
    url = reverse("overleggen:inbrengen") + f"?over={onderwerp._meta.label_lower}|{onderwerp.pk}"

    assert str(onderwerp) in client.get(url).content.decode()
    data = {"waar": f"overleg:{overleg.pk}", "titel": "Dit", "gewenst": "Een besluit", "doel": "besluitvorming", "minuten": "10", "niveau": "tactisch"}  # fmt: skip
    client.post(url, data)

    punt = overleg.punten.get(titel="Dit")
    assert (punt.onderwerp, punt.inbrenger) == (onderwerp, bt.ggp)


def test_a_point_about_something_of_another_team_does_not_exist(bt, ander, client):
    trend = factories.trend(bt.team, bt.woe)
    client.force_login(ander.woe)

    assert (
        client.get(reverse("overleggen:inbrengen") + f"?over=portefeuilles.trend|{trend.pk}").status_code
        == 404
    )
    assert client.get(reverse("overleggen:inbrengen") + f"?over=auth.permission|{1}").status_code == 404


def test_a_meeting_nobody_started_hands_on_its_points(bt, overleg, client):
    add(overleg, bt.woe)
    with time_machine.travel(op("2026-11-25", 9), tick=False):
        client.force_login(bt.woe)
        assert "niet gestart" in client.get(reverse("overleggen:overleg-list")).content.decode()
    with time_machine.travel(op("2026-11-28", 9), tick=False):
        services.tick()

    overleg.refresh_from_db()
    assert (overleg.status, overleg.reden_vervallen) == ("vervallen", "niet gehouden")
    assert Agendapunt.objects.get(titel="Ander punt").overleg.status == "gepland"


def test_the_same_subject_is_brought_in_again_after_it_ended(bt, overleg):
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    punt = add(overleg, bt.woe, "Vuurwerk", onderwerp=trend, soort="trend")
    services.start_overleg(overleg=overleg, by=bt.osc)
    services.end_punt(punt=punt, by=bt.osc, uitkomst="besluit", tekst="Ja.")

    assert add(overleg, bt.woe, "Nog eens", onderwerp=trend, soort="trend").overleg == overleg


def test_an_extra_meeting_before_the_next_gets_all_that_nobody_put_off(bt, overleg):
    for titel in ("Vuurwerk", "Fietsen"):
        factories.trend(bt.team, bt.woe, titel=titel)
    services.fill_agenda(overleg)
    naar = factories.overleg(overleg.reeks, begin=overleg.begin + timedelta(days=7))
    services.park_punt(punt=overleg.punten.get(titel="Vuurwerk"), by=bt.osc)

    extra = factories.overleg(overleg.reeks, begin=overleg.begin - timedelta(days=1))
    services.fill_agenda(extra)

    assert (titles(extra), titles(naar)) == (["Fietsen"], ["Vuurwerk"])
