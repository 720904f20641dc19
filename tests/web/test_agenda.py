"""One's own calendar, read back by a real parser (V7): stable ids, sequence, cancellations, both DST days, no content."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from overleggen import services
from overleggen.models import Agendalink
from regels.tijd import AMSTERDAM
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-03-02", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


@pytest.fixture
def reeks(bt):
    reeks = factories.reeks(
        bt.team, regel="FREQ=WEEKLY", eerste=date(2026, 3, 3), plaats="Zaal 2; boven, links"
    )
    services.make_overleggen(reeks)
    return reeks


def read(client, who, geheim=None):
    geheim = geheim or services.make_agendalink(medewerker=who)
    response = client.get(reverse("dashboard:agenda-ics", args=[geheim]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events(calendar):
    return {str(event["UID"]).split("@")[0]: event for event in calendar.walk("VEVENT")}


def test_meetings_keep_their_hour_on_both_sides_of_the_clock_change(bt, reeks, client):
    found = events(read(client, bt.woe))

    starts = [event.decoded("dtstart") for event in found.values()]
    assert {(s.astimezone(AMSTERDAM).hour, s.astimezone(AMSTERDAM).minute) for s in starts} == {(9, 0)}
    assert {s.astimezone(UTC).hour for s in starts} == {7, 8}  # before and after 29 March
    assert len(found) == len(reeks.overleggen.all())


def test_a_moved_meeting_keeps_its_uid_and_raises_its_sequence(bt, reeks, client):
    geheim = services.make_agendalink(medewerker=bt.woe)
    overleg = reeks.overleggen.first()
    before = events(read(client, bt.woe, geheim))[f"overleg-{overleg.pk}"]

    services.move_overleg(overleg=overleg, by=bt.osc, begin=op("2026-03-05", 14), reden="Zaal bezet.")
    after = events(read(client, bt.woe, geheim))[f"overleg-{overleg.pk}"]

    assert before["UID"] == after["UID"]
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (0, 1)
    assert after.decoded("dtstart") == datetime(2026, 3, 5, 14, tzinfo=AMSTERDAM)


def test_a_cancelled_meeting_is_told_as_cancelled(bt, reeks, client):
    overleg = reeks.overleggen.first()
    services.cancel_overleg(overleg=overleg, by=bt.osc, reden="Ziekte.")

    event = events(read(client, bt.woe))[f"overleg-{overleg.pk}"]

    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 1)


def test_moving_the_rest_forks_nothing(bt, reeks, client):
    geheim = services.make_agendalink(medewerker=bt.woe)
    before = set(events(read(client, bt.woe, geheim)))

    services.move_rest(
        overleg=reeks.overleggen.first(), by=bt.osc, begin=op("2026-03-05", 10), reden="Andere dag."
    )
    after = events(read(client, bt.woe, geheim))

    assert before <= set(after)
    assert len({event.decoded("dtstart") for event in after.values()}) == len(after)


def test_a_calendar_holds_no_content(bt, reeks, client):
    overleg = reeks.overleggen.first()
    factories.casus(bt, titel="Geheime zaak")
    services.add_punt(
        overleg=overleg, by=bt.woe, titel="Geheim punt", doel="besluitvorming", gewenst="x", minuten=5
    )
    services.add_actiepunt(
        team=bt.team, by=bt.osc, tekst="Geheim actiepunt", eigenaar=bt.woe, deadline=date(2026, 3, 10)
    )
    geheim = services.make_agendalink(medewerker=bt.woe)

    text = client.get(reverse("dashboard:agenda-ics", args=[geheim])).content.decode()

    assert "Geheim" not in text
    assert "Actiepunt moet klaar zijn" in text


def test_an_own_actiepunt_stands_on_its_day(bt, client):
    row = services.add_actiepunt(
        team=bt.team, by=bt.osc, tekst="Bel", eigenaar=bt.woe, deadline=date(2026, 3, 10)
    )

    event = events(read(client, bt.woe))[f"actiepunt-{row.pk}"]

    assert event.decoded("dtstart") == date(2026, 3, 10)
    assert event.decoded("dtend") == date(2026, 3, 11)


def test_only_meetings_one_takes_part_in(bt, reeks, client):
    assert events(read(client, bt.ggp)) == {}


@pytest.mark.parametrize("how", ["revoked", "renewed", "left", "inactive", "unknown"])
def test_an_address_that_does_not_count_any_more(bt, reeks, client, how):
    geheim = services.make_agendalink(medewerker=bt.woe)
    if how == "revoked":
        services.revoke_agendalink(medewerker=bt.woe)
    elif how == "renewed":
        services.make_agendalink(medewerker=bt.woe)
    elif how == "left":
        bt.woe.plaatsingen.update(tot=date(2026, 3, 1))
    elif how == "inactive":
        bt.woe.is_active = False
        bt.woe.save()
    else:
        geheim = "bestaat-niet"

    response = client.get(reverse("dashboard:agenda-ics", args=[geheim]))

    assert (response.status_code, response.content) == (404, b"")


def test_the_address_is_shown_once_and_only_its_hash_is_kept(bt, client):
    client.force_login(bt.woe)
    client.post(reverse("dashboard:agenda-make"))
    first = client.get(reverse("dashboard:agenda")).content.decode()
    second = client.get(reverse("dashboard:agenda")).content.decode()

    assert "basisteam.ics" in first
    assert "basisteam.ics" not in second
    assert Agendalink.objects.get().hash not in first


def test_lines_are_folded_and_odd_characters_escaped(bt, reeks, client):
    reeks.naam = "WOE/OS; overleg, met een hele lange naam en een é"
    reeks.save()
    geheim = services.make_agendalink(medewerker=bt.woe)

    content = client.get(reverse("dashboard:agenda-ics", args=[geheim])).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    event = next(iter(events(Calendar.from_ical(content)).values()))
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (reeks.naam, "Zaal 2; boven, links")
    assert timedelta(hours=2) == event.decoded("dtend") - event.decoded("dtstart")
