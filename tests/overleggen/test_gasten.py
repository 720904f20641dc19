"""Guests by link: their points and nothing else (V11)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from casuistiek.services import set_vertrouwelijk
from logboek.models import Logregel
from overleggen import services
from tests import factories
from tests.overleggen.punten import add, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


def test_a_guest_sees_their_points_and_nothing_else(bt, overleg, client):
    voor, ander = add(overleg, bt.woe, "Voor de gast"), add(overleg, bt.woe, "Intern punt")
    _, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla Bruin", organisatie="Gemeente", punten=[voor]
    )
    services.note(punt=voor, by=bt.woe, tekst="Interne aantekening")
    url = reverse("overleggen:gast-page", args=[geheim])

    html = client.get(url).content.decode()

    assert "Voor de gast" in html
    assert "Intern punt" not in html
    assert "Interne aantekening" not in html
    assert ander.titel == "Intern punt"
    assert Logregel.objects.filter(actie="gast.viewed").count() == 1


def test_a_guest_reads_the_outcome_after_closing_and_what_became_secret_not(bt, overleg, client):
    from casuistiek.services import set_vertrouwelijk

    casus = factories.casus(bt, titel="Zaak")
    voor = add(overleg, bt.woe, "Voor de gast")
    zaak = add(overleg, bt.woe, "Zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])
    _, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla", organisatie="Gemeente", punten=[voor, zaak]
    )
    url = reverse("overleggen:gast-page", args=[geheim])
    assert "Zaak" in client.get(url).content.decode()
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(voor, bt.osc, tekst="Samen oppakken.")

    assert "Samen oppakken." not in client.get(url).content.decode()  # not before it is closed
    services.end_punt(punt=zaak, by=bt.woe, uitkomst="geen_vervolg", tekst="Buiten.")
    services.close_overleg(overleg=overleg, by=bt.osc)
    html = client.get(url).content.decode()
    assert "Samen oppakken." in html
    assert "Zaak" not in html


def test_after_revocation_the_link_says_what_to_do_and_nothing_more(bt, overleg, client):
    punt = add(overleg, bt.woe, "Voor de gast")
    gast, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla", organisatie="Gemeente", punten=[punt]
    )
    services.revoke_gast(gast=gast, by=bt.osc)

    gone = client.get(reverse("overleggen:gast-page", args=[geheim]))
    never = client.get(reverse("overleggen:gast-page", args=["bestaat-niet"]))

    assert gone.status_code == never.status_code == 410
    assert gone.content == never.content
    assert "Vraag uw contact bij de politie" in gone.content.decode()
    assert gone["X-Robots-Tag"] == "noindex, nofollow"


def test_a_link_ends_a_month_after_the_meeting(bt, overleg):
    _, geheim = services.invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla", organisatie="Gemeente", punten=[]
    )

    with time_machine.travel(overleg.eind + timedelta(days=30), tick=False):
        assert services.find_gast(geheim) is not None
    with time_machine.travel(overleg.eind + timedelta(days=32), tick=False):
        assert services.find_gast(geheim) is None


def test_a_new_link_is_only_made_by_who_may_read_what_it_shows(bt, overleg, client):
    casus = factories.casus(bt, titel="Zaak")
    punt = add(overleg, bt.woe, "Zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])
    gast, _ = services.invite_gast(
        overleg=overleg, by=bt.woe, naam="Carla", organisatie="Gemeente", punten=[punt]
    )
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    url = reverse("overleggen:gast-renew", args=[gast.pk])

    client.force_login(bt.osc)
    assert client.post(url).status_code == 403
    client.force_login(bt.woe)
    assert client.post(url).status_code == 302
