"""Everything is killed, everything goes away, and nothing is lost or doubled (R-01, R-03, R-05).

Each test ends what it started itself, by its id. The short form runs with the suite; `make faults` runs the long one
and ends with one line: lost N, double N, kills N.
"""

import http.client
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.utils import timezone

from casuistiek.models import Overdracht
from notificaties.models import Mail, Notificatie
from notificaties.services import mail_counts
from organisatie.models import Medewerker, Plaatsing
from overleggen.models import Actiepunt
from tests import factories
from tests.conftest import missing
from tests.processen.test_processen import COMPOSE, free_port, redis_url, start, wait_for  # noqa: F401
from tests.smtp import Server

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

LONG = os.environ.get("FAULTS") == "1"
KILLS = 200 if LONG else 5
REMINDERS = 10_000 if LONG else 240
CASUSSEN = 30 if LONG else 4
WINDOW = timedelta(seconds=KILLS * 3)  # in which the reminders fall due
SEED = int(os.environ.get("FAULTS_SEED", "0")) or random.SystemRandom().randint(1, 10**6)


def report(lost, double, kills):
    """One line more for `make faults`, which adds them up."""
    if path := os.environ.get("FAULTS_REPORT"):
        with Path(path).open("a") as file:
            file.write(f"{lost} {double} {kills}\n")


def plan_reminders(bt, count, window):
    """Reminders for many people, that fall due one after the other; somebody waits, so each goes at once."""
    password = make_password(None)
    people = Medewerker.objects.bulk_create(
        Medewerker(username=f"s{nr}", naam=f"Mens {nr}", email=f"s{nr}@politie.example", password=password)
        for nr in range(max(count // 4, 1))
    )
    Plaatsing.objects.bulk_create(
        Plaatsing(medewerker=p, team=bt.team, functie="ggp", van=factories.SINDS) for p in people
    )
    begin = timezone.now() + timedelta(seconds=3)
    Notificatie.objects.bulk_create(
        Notificatie(
            ontvanger=people[nr % len(people)],
            sleutel=f"storm:{nr}",
            tekst="Kijk.",
            url="/",
            direct=True,
            moment=begin + window * (nr / count),
        )
        for nr in range(count)
    )


def mailed_links(inbox):
    """Per notificatie (id) the different mails in which it arrived."""
    found = {}
    for ident, message in zip(inbox.ids, inbox.messages, strict=True):
        for pk in re.findall(r"/meldingen/(\d+)/", message):
            found.setdefault(int(pk), set()).add(ident)
    return found


def settled(seconds=600 if LONG else 300, meanwhile=lambda: None):
    """All that must be mailed has been, and every term that passed has had its effect. `meanwhile` is called while waiting."""

    def check():
        meanwhile()
        open_now = Notificatie.objects.open().filter(direct=True, sent_at=None)
        late = Overdracht.objects.filter(besloten_op=None, uiterlijk__lt=timezone.now())
        return not open_now.exists() and not late.exists()

    return wait_for(check, seconds)


def count_faults(inbox):
    """(lost, doubled in the application, mails repeated): of the mail, from what really arrived."""
    links = mailed_links(inbox)
    due = Notificatie.objects.filter(direct=True)  # what lapsed since (its casus went on) need not be heard
    must = due.filter(vervallen_op=None) | due.exclude(sent_at=None)
    lost = sum(1 for pk in must.values_list("pk", flat=True) if pk not in links)
    keys = Counter(due.values_list("ontvanger", "sleutel"))
    double = sum(1 for times in keys.values() if times > 1) + sum(1 for ids in links.values() if len(ids) > 1)
    return lost, double, len(inbox.ids) - len(set(inbox.ids))


class Visitor(threading.Thread):
    """Somebody who works on in the browser while the web server is killed: sends a form again until it is answered."""

    def __init__(self, port, person):
        super().__init__(daemon=True)
        client = Client()
        client.force_login(person)
        self.session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.base, self.person = f"http://localhost:{port}", person
        self.answered, self.stopping = [], threading.Event()

    def run(self):
        while not self.stopping.is_set():
            self.once(str(uuid.uuid4()))
            time.sleep(0.3)

    def once(self, sleutel):
        while not self.stopping.is_set():
            try:
                form = urllib.request.Request(f"{self.base}/overleggen/actiepunten/nieuw/")
                form.add_header("Cookie", f"{settings.SESSION_COOKIE_NAME}={self.session}")
                with urllib.request.urlopen(form, timeout=5) as page:
                    html = page.read().decode()
                    cookie = re.search(r"csrftoken=([^;]+)", page.headers.get("Set-Cookie", ""))[1]
                token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
                data = urllib.parse.urlencode(
                    {
                        "csrfmiddlewaretoken": token,
                        "sleutel": sleutel,
                        "tekst": sleutel,
                        "eigenaar": self.person.pk,
                        "deadline": (timezone.localdate() + timedelta(days=60)).isoformat(),
                    }
                ).encode()
                post = urllib.request.Request(f"{self.base}/overleggen/actiepunten/nieuw/", data=data)
                post.add_header(
                    "Cookie", f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={cookie}"
                )
                with urllib.request.urlopen(post, timeout=5) as answer:
                    if answer.url.endswith("/overleggen/actiepunten/"):
                        self.answered.append(sleutel)
                        return
            except (OSError, TypeError, urllib.error.URLError, http.client.HTTPException):
                time.sleep(0.2)


def test_kill_storm(start, capsys):  # noqa: F811
    """On SQLite with the embedded broker, as `make run` does; on PostgreSQL with Redis, as production does."""
    broker = "redis" if connection.vendor == "postgresql" else "filesystem"
    dice = random.Random(SEED)
    with capsys.disabled():
        print(f"\nkill storm: seed {SEED}, {KILLS} kills, {REMINDERS} reminders, {broker}")
    bt = factories.basisteam()
    with Server() as server:
        port = free_port()
        env = {
            "REDIS_URL": redis_url() if broker == "redis" else "filesystem://",
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "SECRET_KEY": settings.SECRET_KEY,
            "DEBUG": "true",
            "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port} --workers 1",
        }
        casussen = [factories.overgedragen(bt, titel=f"Zaak {nr}") for nr in range(CASUSSEN)]
        asked = list(Overdracht.objects.order_by("pk"))
        for nr, offer in enumerate(asked):
            when = timezone.now() + timedelta(seconds=4) + WINDOW * (nr / len(asked))
            Overdracht.objects.filter(pk=offer.pk).update(uiterlijk=when)
        plan_reminders(bt, REMINDERS, WINDOW)
        children = {
            name: start(COMPOSE[name]["command"], **env) for name in ("web", "worker", "mail", "beat")
        }
        visitor = Visitor(port, bt.ggp)
        visitor.start()
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.5, 5.0))
            name = dice.choice(["web", "worker", "mail", "beat"])
            os.killpg(children[name].pid, signal.SIGKILL)
            children[name].wait()
            children[name] = start(COMPOSE[name]["command"], **env)
        all_done = settled()
        visitor.stopping.set()
        visitor.join(20)

        lost, double, repeats = count_faults(server.inbox)
    counts = mail_counts()
    kept = Counter(Actiepunt.objects.filter(eigenaar=bt.ggp).values_list("tekst", flat=True))
    lost += sum(1 for sleutel in visitor.answered if sleutel not in kept)
    double += sum(1 for times in kept.values() if times > 1)
    offers = Counter(Overdracht.objects.values_list("ronde__casus", flat=True))
    lost += sum(1 for casus in casussen if offers[casus.pk] < 2)
    double += sum(1 for casus in casussen if offers[casus.pk] > 2)
    told = Notificatie.objects.filter(ontvanger=bt.osc, tekst__contains="niet beantwoord")
    double += max(told.count() - CASUSSEN, 0)
    report(lost, double, KILLS)
    with capsys.disabled():
        print(f"lost {lost}, double {double}, kills {KILLS}, mails repeated {repeats}, {counts}")
    assert all_done
    assert visitor.answered
    assert (lost, double) == (0, 0)
    assert repeats <= KILLS
    assert counts["due"] == counts["sent"] + counts["pending"] + counts["failed"]


class OwnRedis:
    """A Redis of the test's own, on a free port."""

    def __init__(self, folder):
        self.binary, self.folder, self.port = shutil.which("redis-server"), folder, free_port()
        if self.binary is None:
            missing("redis-server")

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        self.process = subprocess.Popen(
            [
                self.binary,
                "--port",
                str(self.port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                str(self.folder),
            ],
            stdout=subprocess.DEVNULL,
        )
        wait_for(lambda: self.ask("PING") == "PONG", 10)

    def ask(self, command):
        import redis

        try:
            with redis.Redis(port=self.port, socket_timeout=2, decode_responses=True) as client:
                answer = client.execute_command(command)
            return "PONG" if answer is True else answer
        except redis.exceptions.ConnectionError:
            return None

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def kept_running(start, names, **env):  # noqa: F811
    """Start these services. The function that comes back starts again what ended by itself, as docker-compose.yml says.

    A worker that loses its broker in the middle of an acknowledgement ends with an error of the library: it is made
    to be started again.
    """
    assert {COMPOSE[name]["restart"] for name in names} == {"unless-stopped"}
    running = {name: start(COMPOSE[name]["command"], **env) for name in names}

    def keep():
        for name, process in running.items():
            if process.poll() is not None:
                running[name] = start(COMPOSE[name]["command"], **env)

    return keep


@pytest.mark.parametrize("fault", ["flushed", "restarted", "gone"])
def test_redis_flushed_restarted_or_gone(start, tmp_path, fault):  # noqa: F811
    """The broker holds nothing that cannot be made again; the web never needs it."""
    bt = factories.basisteam()
    redis = OwnRedis(tmp_path)
    redis.start()
    try:
        with Server() as server:
            port = free_port()
            env = {
                "REDIS_URL": redis.url,
                "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
                "SECRET_KEY": settings.SECRET_KEY,
                "DEBUG": "true",
                "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port} --workers 1",
            }
            plan_reminders(bt, 60, timedelta(seconds=12))
            keep = kept_running(start, ("web", "worker", "mail", "beat"), **env)
            assert wait_for(lambda: Mail.objects.exclude(sent_at=None).exists(), 60)
            visitor = Visitor(port, bt.ggp)
            for _ in range(3 if not LONG else 20):
                keep()
                if fault == "flushed":
                    redis.ask("FLUSHALL")
                elif fault == "restarted":
                    redis.stop()
                    redis.start()
                else:
                    redis.stop()
                visitor.once(str(uuid.uuid4()))  # reading and writing goes on meanwhile
                time.sleep(1.5)
                if fault == "gone":
                    redis.start()
            assert settled(240, keep)
            lost, double, repeats = count_faults(server.inbox)
        report(lost, double, 0)
        assert (lost, double, repeats) == (0, 0, 0)
        assert len(visitor.answered) == (3 if not LONG else 20)
    finally:
        redis.stop()


def test_five_workers_and_three_beats_at_once_double_nothing(start, tmp_path):  # noqa: F811
    """Somebody started too much: every reminder is still planned once and mailed once (R-05)."""
    bt = factories.basisteam()
    casussen = [factories.overgedragen(bt, titel=f"Zaak {nr}") for nr in range(4)]
    Overdracht.objects.update(uiterlijk=timezone.now() + timedelta(seconds=6))
    plan_reminders(bt, REMINDERS if LONG else 120, timedelta(seconds=8))
    with Server() as server:
        env = {"REDIS_URL": redis_url(), "EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
        for nr in range(5):
            start(COMPOSE["mail" if nr % 2 else "worker"]["command"], **env)
        for nr in range(3):
            start(COMPOSE["beat"]["command"], **env, BEAT_SCHEDULE=str(tmp_path / f"beat-{nr}"))
        assert settled(240)
        lost, double, repeats = count_faults(server.inbox)

    offers = Counter(Overdracht.objects.values_list("ronde__casus", flat=True))
    double += sum(1 for casus in casussen if offers[casus.pk] > 2)
    lost += sum(1 for casus in casussen if offers[casus.pk] < 2)
    report(lost, double, 0)
    assert (lost, double, repeats) == (0, 0, 0)
