"""How long a login lasts is known, and one goes on in time (U-12)."""

import pytest
import time_machine
from django.urls import reverse

from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db

UUR = 3600


def test_a_login_lasts_a_long_shift_and_is_put_off_as_often_as_one_likes(bt, client):
    url = reverse("organisatie:sessie")
    with time_machine.travel(op("2026-11-23", 7), tick=False) as clock:
        client.force_login(bt.opco)
        assert client.get(url).json() == {"over": 12 * UUR}
        for _ in range(11):
            clock.shift(11 * UUR)
            assert client.get(url).json() == {"over": UUR}
            assert client.post(url).json() == {"over": 12 * UUR}
        clock.shift(12 * UUR + 1)
        assert client.get(url).status_code == 302


def test_looking_does_not_put_it_off(bt, client):
    with time_machine.travel(op("2026-11-23", 7), tick=False) as clock:
        client.force_login(bt.woe)
        for left in (7, 2):
            clock.shift(5 * UUR)
            assert f'data-sessie="{left * UUR}"' in client.get("/").content.decode()


def test_who_is_not_logged_in_is_told_nothing(client):
    factories.basisteam()
    assert "data-sessie" not in client.get(reverse("account_login")).content.decode()
    assert client.get(reverse("organisatie:sessie")).status_code == 302
