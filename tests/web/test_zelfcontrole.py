"""Does everything still run? On a page for the beheerder and as JSON, without names or content (H1)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from casuistiek.models import Overdracht
from notificaties.hartslag import hartslag, once_a_day, zelfcontrole
from notificaties.models import Hartslag, Mail
from overleggen.models import Overleg
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


def beats():
    for naam in settings.CELERY_BEAT_SCHEDULE:
        with hartslag(naam):
            pass


def wrong():
    return [part.naam for part in zelfcontrole() if not part.goed]


def test_nothing_ran_yet_is_told(client):
    response = client.get(reverse("health-parts"))

    assert response.status_code == 503
    assert response.json()["onderdelen"]["casuistiek.tick"] == "storing"
    assert "Heeft nog niet gelopen. Draaien worker en beat?" in [part.zin for part in zelfcontrole()]


def test_all_well(client):
    beats()

    response = client.get(reverse("health-parts"))

    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_a_part_that_stopped_is_told():
    beats()
    with time_machine.travel(MAANDAG + timedelta(minutes=6), tick=False):
        with hartslag("casuistiek.tick"):
            pass

        assert set(wrong()) == set(settings.CELERY_BEAT_SCHEDULE) - {"casuistiek.tick"}


def test_a_part_that_stumbles_says_over_what_and_never_whose_words():
    beats()
    with pytest.raises(ValueError), hartslag("overleggen.tick"):
        raise ValueError("Geheime titel 4711")

    assert wrong() == ["overleggen.tick"]
    row = Hartslag.objects.get(naam="overleggen.tick")
    assert row.fout == "ValueError"
    assert "4711" not in str([part.zin for part in zelfcontrole()])


def test_mail_that_waits_and_addresses_that_fail_are_told(bt):
    beats()
    Mail.objects.create(ontvanger=bt.woe, gemaakt_op=timezone.now() - timedelta(minutes=30))
    Mail.objects.create(ontvanger=bt.woe, failed_at=timezone.now())

    assert wrong() == ["mail", "mailadressen"]


def test_a_term_that_nobody_let_pass_and_a_meeting_nobody_closed_are_told(bt):
    beats()
    factories.overgedragen(bt)
    Overdracht.objects.update(uiterlijk=timezone.now() - timedelta(minutes=10))
    overleg = factories.overleg(factories.reeks(bt.team), begin=MAANDAG - timedelta(days=3))
    Overleg.objects.filter(pk=overleg.pk).update(status="bezig")

    assert set(wrong()) == {"overdrachten", "overleggen", "besluitenlijsten"}


def test_the_page_is_for_the_beheerder(bt, client):
    for who, status in ((bt.chef, 200), (bt.osc, 403), (bt.woe, 403)):
        client.force_login(who)
        assert client.get(reverse("zelfcontrole")).status_code == status


def test_daily_work_that_stumbles_is_tried_again():
    with pytest.raises(ValueError), once_a_day("werk", MAANDAG, uur=7) as due:
        assert due
        raise ValueError

    with once_a_day("werk", MAANDAG, uur=7) as due:
        assert due
    with once_a_day("werk", MAANDAG + timedelta(hours=1), uur=7) as due:
        assert not due
    with once_a_day("werk", MAANDAG + timedelta(days=1), uur=7) as due:
        assert due
