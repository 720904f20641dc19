"""Consent: extended, withdrawn in one step, never swapped for another ground (B2)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bondgenoten import plaatsen
from bondgenoten.models import Sleutelfiguur
from bondgenoten.services.wissen import withdraw_consent
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.bondgenoten.iemand import EMAIL, NAAM, TELEFOON, correct, iemand, left_in_the_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def mens(bt):
    return iemand(bt)


def with_consent(bt, **anders):
    today = factories.vandaag()
    return factories.sleutelfiguur(
        bt,
        naam=NAAM,
        telefoon=TELEFOON,
        email=EMAIL,
        grondslag="toestemming",
        toestemming_op=today,
        toestemming_doel="contact",
        toestemming_tot=today.replace(year=today.year + 1),
        **anders,
    )


def test_withdrawing_consent_is_one_step_and_leaves_nothing(bt, client):
    mens = with_consent(bt)
    client.force_login(bt.woe)

    response = client.post(reverse("bondgenoten:consent-withdraw", args=[mens.pk]), follow=True)

    assert "De toestemming is ingetrokken en de gegevens zijn gewist" in response.content.decode()
    assert left_in_the_database() == []
    assert client.get(mens.get_absolute_url()).status_code == 404


def test_a_text_about_somebody_else_may_stay_when_consent_is_withdrawn(bt, client):
    mens = with_consent(bt)
    other = factories.signaal(bt, titel=f"Feest bij bakker {NAAM}")
    keep = next(plaats.sleutel for plaats in plaatsen.places_of(mens))
    client.force_login(bt.woe)

    client.post(reverse("bondgenoten:consent-withdraw", args=[mens.pk]), {"behalve": [keep]})

    other.refresh_from_db()
    assert other.titel == f"Feest bij bakker {NAAM}"


def test_consent_is_extended_and_cannot_be_swapped_for_another_ground(bt, client):
    mens = with_consent(bt)
    day = factories.vandaag() + timedelta(days=700)
    client.force_login(bt.woe)

    client.post(
        reverse("bondgenoten:consent-extend", args=[mens.pk]),
        {"op": f"{factories.vandaag():%d-%m-%Y}", "tot": f"{day:%d-%m-%Y}"},
    )

    mens.refresh_from_db()
    assert mens.toestemming_tot == day
    with pytest.raises(RegelOvertreden, match="gaf toestemming"):
        correct(mens, bt.woe, grondslag="taak")


def test_after_consent_ended_correcting_shows_no_number(bt, client):
    mens = with_consent(bt)
    today = factories.vandaag()
    Sleutelfiguur.objects.update(
        toestemming_op=today - timedelta(days=90), toestemming_tot=today - timedelta(days=1)
    )
    client.force_login(bt.woe)

    page = client.get(reverse("bondgenoten:sleutelfiguur-change", args=[mens.pk])).content.decode()

    assert NAAM in page
    assert TELEFOON not in page
    assert EMAIL not in page


def test_without_consent_as_ground_there_is_none_to_withdraw(bt, mens):
    with pytest.raises(RegelOvertreden, match="Kies dan Wissen"):
        withdraw_consent(sleutelfiguur=mens, by=bt.woe)
