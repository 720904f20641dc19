"""The outbox: one mail a day or at once, nothing lost, nothing double, whatever the mail server does (H2, H3, R-02)."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from logboek.models import Logregel
from notificaties import services
from notificaties.models import Mail, Notificatie
from notificaties.services import bundle_due, mail_counts, notify, send_due, set_voorkeur, snooze
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


def tell(*people, key="x", **how):
    notify(ontvangers=[p.pk for p in people], key=key, tekst="Kijk.", url="/", **how)


def adds_up():
    counts = mail_counts()
    assert counts["due"] == counts["sent"] + counts["pending"] + counts["failed"]
    return counts


def test_what_can_wait_comes_in_one_mail_the_next_morning(bt, inbox):
    for nr in range(3):
        tell(bt.woe, key=f"x{nr}")

    assert send_due() == 0
    assert send_due(now=op("2026-11-24", 7, 59)) == 0
    assert send_due(now=op("2026-11-24", 8, 0)) == 1
    assert send_due(now=op("2026-11-24", 8, 1)) == 0

    assert len(inbox.messages) == 1
    assert inbox.messages[0].count("Kijk.") == 3
    assert "3 dingen" in inbox.messages[0]


def test_what_waits_for_somebody_and_what_is_urgent_comes_at_once(bt, inbox):
    tell(bt.woe, key="gewoon")
    tell(bt.woe, key="direct", direct=True)
    tell(bt.woe, key="nu", dringend=True)

    assert send_due() == 2
    assert set(Notificatie.objects.exclude(sent_at=None).values_list("sleutel", flat=True)) == {
        "direct",
        "nu",
    }


@pytest.mark.parametrize(
    ("wijze", "uur", "moment", "sent"),
    [
        pytest.param("meteen", 8, op("2026-11-23", 10, 1), 1, id="meteen"),
        pytest.param("geen", 8, op("2026-11-25", 12), 0, id="geen mail"),
        pytest.param("dag", 17, op("2026-11-23", 16, 59), 0, id="voor het eigen uur"),
        pytest.param("dag", 17, op("2026-11-23", 17, 0), 1, id="op het eigen uur"),
        pytest.param("werkdag", 8, op("2026-11-24", 8), 1, id="werkdag"),
    ],
)
def test_everybody_chooses_how(bt, inbox, wijze, uur, moment, sent):
    set_voorkeur(medewerker=bt.woe, wijze=wijze, uur=uur)
    tell(bt.woe)

    assert send_due(now=moment) == sent


def test_on_workdays_the_weekend_waits_for_monday(bt, inbox):
    set_voorkeur(medewerker=bt.woe, wijze="werkdag", uur=8)
    with time_machine.travel(op("2026-11-27", 12), tick=False):
        tell(bt.woe)

    assert [send_due(now=op(f"2026-11-{dag}", 9)) for dag in (28, 29)] == [0, 0]
    assert send_due(now=op("2026-11-30", 9)) == 1


def test_without_mail_urgent_still_comes(bt, inbox):
    set_voorkeur(medewerker=bt.woe, wijze="geen", uur=8)
    tell(bt.woe, key="direct", direct=True)
    tell(bt.woe, key="nu", dringend=True)

    assert send_due() == 1
    assert "Nu nodig" in inbox.messages[0]


def test_put_off_is_heard_again_that_morning_and_leaves_a_trace(bt, inbox):
    tell(bt.woe)
    row = Notificatie.objects.get()

    snooze(notificatie=row, by=bt.woe, dag=op("2026-11-26").date())

    assert not Notificatie.objects.open().exists()
    assert send_due(now=op("2026-11-25", 9)) == 0
    assert send_due(now=op("2026-11-26", 9)) == 1
    assert Logregel.objects.filter(actie="notificatie.snoozed", actor=bt.woe.pk).count() == 1
    assert Notificatie.objects.get().keren_uitgesteld == 1


@pytest.mark.parametrize(
    ("how", "dag", "says"),
    [
        ({"dringend": True}, "2026-11-24", "dringend"),
        ({"direct": True}, "2026-11-24", "dringend"),
        ({}, "2026-11-23", "een dag die nog komt"),
        ({}, "2027-01-23", "hoogstens een maand"),
    ],
)
def test_what_cannot_be_put_off(bt, how, dag, says):
    tell(bt.woe, **how)

    with pytest.raises(RegelOvertreden, match=says):
        snooze(notificatie=Notificatie.objects.get(), by=bt.woe, dag=op(dag).date())


def test_read_between_bundling_and_sending_is_not_mailed(bt, inbox):
    tell(bt.woe, direct=True)
    bundle_due()
    services.read(Notificatie.objects.get())

    assert send_due() == 0
    assert Mail.objects.get().lapsed_at is not None


def test_who_left_between_bundling_and_sending_gets_nothing(bt, inbox):
    tell(bt.woe, direct=True)
    bundle_due()
    bt.woe.is_active = False
    bt.woe.save()

    assert send_due() == 0
    assert inbox.messages == []


def many(bt, count=30):
    people = [factories.medewerker(bt.team) for _ in range(count)]
    tell(*people, direct=True)
    return people


def test_mail_server_away_for_three_days_loses_and_doubles_nothing(bt, mailserver):
    many(bt)
    mailserver.stop()
    now = MAANDAG
    tries = 0
    for _ in range(72):
        now += timedelta(hours=1)
        with time_machine.travel(now, tick=False):
            assert send_due(now=now) == 0
            assert adds_up()["pending"] == 30
        tries += 1
    attempts = sum(Mail.objects.values_list("attempts", flat=True))
    assert attempts <= 2 * tries  # one is tried, then the rest is left alone: no storm

    mailserver.start()
    with time_machine.travel(now + timedelta(minutes=20), tick=False):
        assert send_due() == 30
        assert adds_up() == {"due": 30, "sent": 30, "pending": 0, "failed": 0}
    assert len(set(mailserver.inbox.ids)) == len(mailserver.inbox.ids) == 30


def test_refusing_later_takes_them_all_in(bt, mailserver):
    many(bt, 5)
    mailserver.inbox.refuse = True
    assert send_due() == 0
    mailserver.inbox.refuse = False

    with time_machine.travel(MAANDAG + timedelta(minutes=20), tick=False):
        assert send_due() == 5
    assert len(mailserver.inbox.messages) == 5


def test_slow_gives_up_in_time_and_tries_again(bt, mailserver, settings):
    settings.EMAIL_TIMEOUT = 0.3
    many(bt, 2)
    mailserver.inbox.slow = 1
    assert send_due() == 0
    mailserver.inbox.slow, settings.EMAIL_TIMEOUT = 0, 10

    with time_machine.travel(MAANDAG + timedelta(minutes=20), tick=False):
        assert send_due() == 2
    assert adds_up()["pending"] == 0


def test_half_closing_repeats_with_the_same_message_id(bt, mailserver):
    """The mail arrived but the answer did not: at most one repeat, that a mail program folds into one."""
    many(bt, 3)
    mailserver.inbox.hang_up = True
    assert send_due() == 0
    mailserver.inbox.hang_up = False

    with time_machine.travel(MAANDAG + timedelta(minutes=20), tick=False):
        assert send_due() == 3
    ids = mailserver.inbox.ids
    assert len(ids) == 4
    assert len(set(ids)) == 3


def test_an_address_that_is_refused_for_good_fails_and_the_rest_goes_on(bt, mailserver):
    people = many(bt, 3)
    mailserver.inbox.bad = {people[0].email}
    now = MAANDAG
    for _ in range(services.MAX_REFUSALS):
        with time_machine.travel(now, tick=False):
            send_due()
        now += timedelta(minutes=20)

    with time_machine.travel(now, tick=False):
        assert adds_up() == {"due": 3, "sent": 2, "pending": 0, "failed": 1}
    assert Notificatie.objects.open().filter(ontvanger=people[0]).exists()  # it still stands on the page


class Crash(BaseException):
    """The power goes: nothing catches this."""


BOUNDARIES = [
    ("bundle, before", "_bundle", True),
    ("bundle, after its commit", "_bundle", False),
    ("claim, before", "claim", True),
    ("claim, after its commit", "claim", False),
    ("lines, before", "_lines", True),
    ("mark sent, before", "mark_sent", True),
    ("mark sent, after its commit", "mark_sent", False),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("where", "name", "before"), BOUNDARIES, ids=[b[0] for b in BOUNDARIES])
def test_a_crash_at_every_boundary_loses_nothing(bt, mailserver, monkeypatch, where, name, before):
    many(bt, 4)
    real, calls = getattr(services, name), []

    def crashing(*args, **kwargs):
        calls.append(name)
        if len(calls) == 2 and before:
            raise Crash(where)
        result = real(*args, **kwargs)
        if len(calls) == 2:
            raise Crash(where)
        return result

    monkeypatch.setattr(services, name, crashing)
    with pytest.raises(Crash):
        send_due()
    monkeypatch.setattr(services, name, real)

    later = MAANDAG + services.LEASE + timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        send_due()
        assert adds_up() == {"due": 4, "sent": 4, "pending": 0, "failed": 0}
    ids = mailserver.inbox.ids
    assert len(set(ids)) == 4  # nothing lost, and a repeat has the same Message-ID
    assert len(ids) <= 5  # at most one repeat of one crash


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_the_server_taking_it_and_our_noting_it(bt, mailserver, monkeypatch):
    many(bt, 3)
    real = smtplib.SMTP.sendmail
    calls = []

    def sent_and_gone(self, *args, **kwargs):
        result = real(self, *args, **kwargs)
        calls.append(1)
        if len(calls) == 2:
            raise Crash
        return result

    monkeypatch.setattr(smtplib.SMTP, "sendmail", sent_and_gone)
    with pytest.raises(Crash):
        send_due()
    with time_machine.travel(MAANDAG + services.LEASE + timedelta(seconds=1), tick=False):
        send_due()

    assert len(mailserver.inbox.ids) == 4
    assert len(set(mailserver.inbox.ids)) == 3
    assert Mail.objects.filter(sent_at=None).count() == 0
    assert timezone.now() == MAANDAG


@pytest.mark.parametrize("adres", ["noor@", "noor@x.nl, bram@x.nl", "noor\n@x.nl", "@", "noor"])
def test_an_address_that_is_none_stops_nobody_elses_mail(bt, inbox, adres):
    type(bt.woe).objects.filter(pk=bt.woe.pk).update(email=adres)
    tell(bt.woe, bt.oe, bt.osc, dringend=True)

    assert send_due() >= 2

    heard = set(Notificatie.objects.exclude(sent_at=None).values_list("ontvanger", flat=True))
    assert {bt.oe.pk, bt.osc.pk} <= heard
    for minuut in range(1, 180):
        send_due(now=MAANDAG + timedelta(minutes=minuut))
    assert adds_up()["pending"] == 0  # it failed, and the zelfcontrole shows it
