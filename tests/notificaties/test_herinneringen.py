"""Reminders: once, to who can act, without content; real SMTP loses nothing."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from basisteam.management.commands import herinneringen as herinneren
from casuistiek import services as casuistiek
from notificaties import services
from notificaties.gevraagd import end_in_teams
from notificaties.models import Mail, Notificatie
from notificaties.services import bundle_due, claim, due_for_mail, notify, send_due
from overleggen import services as overleggen
from overleggen.models import Overleg
from tests import factories
from tests.factories import op
from tests.web.objecten import GEHEIM

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


def rows(who, **filters):
    return Notificatie.objects.filter(ontvanger=who, **filters)


def test_notify_twice_is_heard_once(bt):
    for _ in range(2):
        notify(ontvangers=[bt.woe.pk], key="x", tekst="Kijk.", url="/")

    assert rows(bt.woe).count() == 1


def test_a_rolled_back_cause_is_not_heard(bt):
    with transaction.atomic():
        notify(ontvangers=[bt.woe.pk], key="x", tekst="Kijk.", url="/")
        transaction.set_rollback(True)

    assert not rows(bt.woe).exists()


def test_mail_says_what_to_do_and_links_without_names_or_content(bt, inbox):
    factories.overgedragen(bt, titel=GEHEIM)

    send_due()

    assert len(inbox.messages) == Notificatie.objects.count() == 3
    for message in inbox.messages:
        assert GEHEIM not in message
        assert not [naam for naam in ("Noor", "Bram", "Otto", "Chemische") if naam in message]
        assert "/meldingen/" in message
        assert message.count("\nTo: ") + message.startswith("To: ") == 1


def test_mail_goes_once_and_again_finds_nothing(bt, inbox):
    factories.overgedragen(bt)

    assert (send_due(), send_due()) == (3, 0)


def test_a_mail_server_that_is_away_loses_nothing(bt, inbox, settings):
    factories.overgedragen(bt)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert send_due() == 0

    settings.EMAIL_PORT = port
    assert send_due(now=timezone.now() + timedelta(minutes=20)) == 3
    assert len(inbox.messages) == 3


def test_a_refusing_mail_server_loses_nothing_and_waits_longer_each_time(bt, inbox):
    factories.overgedragen(bt)
    inbox.refuse = True
    waits = []
    now = timezone.now()
    for _ in range(6):
        now += timedelta(minutes=20)
        send_due(now=now)
        waits.append(Mail.objects.exclude(retry_at=None).order_by("pk").first().retry_at - now)
    assert waits == sorted(waits)
    assert waits[-1] <= timedelta(minutes=15)

    inbox.refuse = False
    assert send_due(now=now + timedelta(minutes=20)) == 3


def test_killed_between_sending_and_marking_repeats_one_mail_with_the_same_id(bt, inbox, monkeypatch):
    notify(ontvangers=[bt.woe.pk], key="x", tekst="Kijk.", url="/", direct=True)
    bundle_due()
    mail = Mail.objects.get()
    claim(mail, now=timezone.now())
    services._message(mail, services._lines(mail), None).send()  # and then the worker died
    assert send_due() == 0

    assert send_due(now=timezone.now() + services.LEASE + timedelta(seconds=1)) == 1
    ids = [line for m in inbox.messages for line in m.splitlines() if line.lower().startswith("message-id")]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_two_workers_claim_once(bt):
    notify(ontvangers=[bt.woe.pk], key="x", tekst="Kijk.", url="/", direct=True)
    bundle_due()
    row = Mail.objects.get()

    assert [claim(row, now=timezone.now()) for _ in range(2)] == [True, False]


def test_nobody_absent_is_mailed_until_back_but_urgent_goes_at_once(bt):
    factories.afwezig(bt.woe, tot=op("2026-11-25", 0))
    notify(ontvangers=[bt.woe.pk], key="gewoon", tekst="Kijk.", url="/")
    notify(ontvangers=[bt.woe.pk], key="dringend", tekst="Kijk nu.", url="/", dringend=True)

    assert [row.sleutel for row in due_for_mail(timezone.now())] == ["dringend"]
    assert {row.sleutel for row in due_for_mail(op("2026-11-25", 8))} == {"gewoon", "dringend"}


def test_read_in_the_application_is_not_mailed(bt):
    notify(ontvangers=[bt.woe.pk], key="x", tekst="Kijk.", url="/", direct=True)
    services.read(rows(bt.woe).get())

    assert not due_for_mail(timezone.now()).exists()


def test_overdracht_is_reminded_halfway_the_term(bt):
    factories.overgedragen(bt)

    casuistiek.tick(op("2026-11-23", 11, 59))
    assert not rows(bt.woe, tekst__contains="helft van de tijd").exists()
    casuistiek.tick(op("2026-11-23", 12, 0))
    casuistiek.tick(op("2026-11-23", 12, 1))

    assert rows(bt.woe, tekst__contains="helft van de tijd").count() == 1


@pytest.mark.parametrize(
    ("day", "heard"),
    [
        ("2026-11-30", 0),
        ("2026-12-01", 1),
        ("2026-12-03", 2),
        ("2026-12-04", 3),
        ("2026-12-06", 3),
        ("2026-12-11", 4),
    ],
)
def test_actiepunt_is_reminded_before_on_and_weekly_after(bt, day, heard):
    """Day by day, with a tick every hour: never twice the same."""
    overleggen.add_actiepunt(
        team=bt.team,
        by=bt.osc,
        tekst="Bel",
        eigenaar=bt.woe,
        deadline=date(2026, 12, 3),
    )
    moment = MAANDAG
    while moment <= op(day, 9):
        overleggen.tick(moment)
        moment += timedelta(hours=3)

    assert rows(bt.woe, sleutel__contains=":herinnering:").count() == heard


def test_nobody_is_reminded_in_the_night(bt):
    overleggen.add_actiepunt(
        team=bt.team, by=bt.osc, tekst="Bel", eigenaar=bt.woe, deadline=date(2026, 11, 24)
    )

    overleggen.tick(op("2026-11-24", 3))

    assert not rows(bt.woe, sleutel__contains="vandaag").exists()


def test_absent_owner_is_reminded_when_back(bt):
    overleggen.add_actiepunt(
        team=bt.team, by=bt.osc, tekst="Bel", eigenaar=bt.woe, deadline=date(2026, 11, 24)
    )
    factories.afwezig(bt.woe, tot=op("2026-11-26", 0))

    overleggen.tick(op("2026-11-25", 9))
    assert not rows(bt.woe, sleutel__contains="te-laat").exists()
    overleggen.tick(op("2026-11-26", 9))
    assert rows(bt.woe, sleutel__contains="te-laat").count() == 1


def test_done_is_not_reminded_any_more(bt):
    actiepunt = overleggen.add_actiepunt(
        team=bt.team, by=bt.osc, tekst="Bel", eigenaar=bt.woe, deadline=date(2026, 11, 24)
    )
    overleggen.tick(op("2026-11-23", 9))

    overleggen.update_actiepunt(actiepunt=actiepunt, by=bt.woe, klaar=True)
    overleggen.tick(op("2026-11-25", 9))
    end_in_teams([bt.team.pk])

    assert not rows(bt.woe).open().exists()


def test_meeting_tomorrow_is_told_to_participants_only(bt):
    reeks = factories.reeks(bt.team)
    factories.overleg(reeks, begin=op("2026-11-24", 9))

    overleggen.tick(MAANDAG)

    heard = set(Notificatie.objects.filter(sleutel__contains=":morgen:").values_list("ontvanger", flat=True))
    assert heard == {p.pk for p in (bt.woe, bt.woe_zuid, bt.houder, bt.vervanger, bt.osa, bt.osc)}


# --- a meeting nobody started ---------------------------------------------------------------------------


def not_started(**filters):
    found = Notificatie.objects.open().filter(sleutel__contains=":niet-gestart:", **filters)
    return set(found.values_list("ontvanger", flat=True))


def test_a_meeting_nobody_started_is_asked_about_the_next_morning(bt):
    reeks = factories.reeks(bt.team)
    overleg = factories.overleg(reeks, begin=op("2026-11-23", 13))
    overleggen.tick(op("2026-11-23", 20))
    overleggen.tick(op("2026-11-24", 6))
    assert not_started() == set()

    overleggen.tick(op("2026-11-24", 7))
    overleggen.tick(op("2026-11-25", 9))

    assert not_started() == {p.pk for p in (bt.woe, bt.woe_zuid, bt.houder, bt.vervanger, bt.osa, bt.osc)}
    assert Notificatie.objects.filter(ontvanger=bt.woe, sleutel__contains=":niet-gestart:").count() == 1
    overleggen.start_overleg(overleg=overleg, by=bt.osc)
    assert not_started() == set()


def test_it_is_asked_of_who_led_the_last_one_unless_they_are_away(bt):
    reeks = factories.reeks(bt.team)
    before = factories.overleg(reeks, begin=op("2026-11-09", 13))
    Overleg.objects.filter(pk=before.pk).update(voorzitter=bt.osc, status="gesloten")
    for day in (23, 25):
        factories.overleg(reeks, begin=op(f"2026-11-{day}", 13))

    overleggen.tick(op("2026-11-24", 9))
    assert not_started() == {bt.osc.pk}

    factories.afwezig(bt.osc, van=op("2026-11-26", 0))
    overleggen.tick(op("2026-11-26", 9))
    assert bt.woe.pk in not_started()


def herinneringen(*args):
    out = StringIO()
    call_command("herinneringen", *args, stdout=out)
    return out.getvalue()


def test_command_shows_what_would_go_out_at_a_moment_and_changes_nothing(bt):
    factories.overgedragen(bt)
    before = Notificatie.objects.count()

    out = herinneringen("--moment", "2026-11-23T14:01", "--proef")

    assert "Bram de Wit: Je bent gevraagd om regie te nemen." in out
    assert "Cor Visser: Een overdracht is niet beantwoord." in out
    assert "op maandag 23 november, 14.01 uur." in out
    assert Notificatie.objects.count() == before


def test_command_without_proef_does_it(bt):
    nieuw = factories.overgedragen(bt)

    with time_machine.travel(op("2026-11-23", 15)):
        herinneringen("--moment", "2026-11-23T14:01")

    assert factories.open_aanbod(nieuw).aan == bt.oe


def test_command_does_nothing_at_a_moment_that_is_still_to_come(bt):
    with pytest.raises(CommandError, match="komt nog"):
        herinneringen("--moment", "2026-11-23T14:01")


def test_command_runs_every_tick_that_beat_runs(bt, monkeypatch):
    """E6: a tick that is added is in it."""
    ran = []
    names = [name for name in settings.CELERY_BEAT_SCHEDULE if name.endswith(".tick")]
    assert len(herinneren.TICKS) == len(names) >= 6
    monkeypatch.setattr(
        herinneren, "TICKS", [lambda moment, nr=nr: ran.append(nr) for nr in range(len(names))]
    )

    herinneringen("--proef")

    assert ran == list(range(len(names)))


def test_looking_ahead_erases_nobody(bt):
    """What is erased is also written outside the database: a look may not do that."""
    mens = factories.sleutelfiguur(
        bt,
        toestemming_op=date(2025, 1, 1),
        grondslag="toestemming",
        toestemming_tot=date(2026, 12, 1),
        toestemming_doel="Contact",
    )
    before = settings.WISREGISTER.read_bytes() if settings.WISREGISTER.exists() else b""

    herinneringen("--moment", "2027-06-01T09:00", "--proef")

    mens.refresh_from_db()
    assert mens.gewist_op is None
    assert (settings.WISREGISTER.read_bytes() if settings.WISREGISTER.exists() else b"") == before


def test_command_with_a_moment_it_cannot_read():
    with pytest.raises(CommandError, match="is geen moment"):
        herinneringen("--moment", "morgen")
