"""The real processes: web, worker and beat, started as production and `make run` start them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.utils import timezone

from casuistiek.models import Overdracht
from notificaties.models import Hartslag, Notificatie
from notificaties.services import notify
from tests import factories
from tests.conftest import missing

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

COMPOSE = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]
BIN = Path(sys.executable).parent


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def environment(tmp_path, **extra):
    """The environment of a process that works on the test's own database."""
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        db = connection.settings_dict
        url = f"postgres://{db['USER']}:{db['PASSWORD']}@{db['HOST']}:{db['PORT'] or 5432}/{name}"
    return {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "SECRET_KEY": "x" * 50,
        "DATABASE_URL": url,
        "VAR_DIR": str(tmp_path),
        "BEAT_SCHEDULE": str(tmp_path / "beat-schedule"),
        "TIK_SECONDEN": "1",
        **extra,
    }


@pytest.fixture
def start(tmp_path):
    """`start(command, **environment)`: a real process of its own group; ended with the test."""
    running = []

    def begin(command, **extra):
        log = (tmp_path / f"log-{len(running)}").open("w+b")
        running.append(
            subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment(tmp_path, **extra),
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        )
        return running[-1]

    yield begin
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(check, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := check():
            return found
        time.sleep(0.3)
    return None


def redis_url():
    url = os.environ.get("TEST_REDIS_URL")
    if not url:
        missing("Redis (TEST_REDIS_URL)")
    return url


def a_term_of_seconds(bt):
    """An overdracht of which the term is over in two seconds."""
    casus = factories.overgedragen(bt)
    Overdracht.objects.update(uiterlijk=timezone.now() + timedelta(seconds=2))
    return casus


def the_next_is_asked(casus):
    return lambda: Overdracht.objects.filter(ronde__casus=casus).count() == 2


@pytest.mark.parametrize("broker", ["filesystem", "redis"])
def test_real_worker_and_beat_let_a_term_of_seconds_pass(start, broker):
    """With the very commands of docker-compose.yml; the embedded broker and Redis."""
    extra = {"REDIS_URL": redis_url() if broker == "redis" else "filesystem://"}
    bt = factories.basisteam()
    casus = a_term_of_seconds(bt)
    for name in ("worker", "mail", "beat"):
        start(COMPOSE[name]["command"], **extra)

    assert wait_for(the_next_is_asked(casus))
    mailed = wait_for(lambda: Notificatie.objects.filter(ontvanger=bt.oe).exclude(sent_at=None).exists())
    assert mailed
    assert Notificatie.objects.filter(ontvanger=bt.osc, tekst__contains="niet beantwoord").count() == 1


def test_mail_does_not_wait_for_the_ticks(start):
    """No worker has a hand free for a tick: what is urgent leaves all the same, within a minute."""
    bt = factories.basisteam()
    notify(ontvangers=[bt.woe.pk], key="nu", tekst="Kijk nu.", url="/", dringend=True)
    extra = {"REDIS_URL": "filesystem://"}
    start(COMPOSE["mail"]["command"], **extra)
    start(COMPOSE["beat"]["command"], **extra)

    assert wait_for(lambda: Notificatie.objects.exclude(sent_at=None).exists())
    assert not Hartslag.objects.exclude(naam="notificaties.send_mail").exists()


def test_a_killed_worker_loses_nothing(start):
    """kill -9 in the middle: the next worker finds from the database what is due, and does it once."""
    bt = factories.basisteam()
    casus = a_term_of_seconds(bt)
    worker = start(COMPOSE["worker"]["command"], REDIS_URL="filesystem://")
    start(COMPOSE["beat"]["command"], REDIS_URL="filesystem://")
    time.sleep(3)
    os.killpg(worker.pid, signal.SIGKILL)
    start(COMPOSE["worker"]["command"], REDIS_URL="filesystem://")

    assert wait_for(the_next_is_asked(casus))
    time.sleep(3)
    assert Overdracht.objects.filter(ronde__casus=casus).count() == 2
    assert Notificatie.objects.filter(ontvanger=bt.osc, tekst__contains="niet beantwoord").count() == 1


def test_the_web_service_starts_with_the_command_of_the_compose_file(start):
    port = free_port()
    start(COMPOSE["web"]["command"], GUNICORN_CMD_ARGS=f"--bind 127.0.0.1:{port} --workers 1", DEBUG="true")

    def healthy():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/gezondheid/", timeout=2).status == 200
        except OSError:
            return False

    assert wait_for(healthy)


def test_the_migrate_service_brings_an_empty_database_up_to_date(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("an empty database of its own: shown on SQLite")
    env = environment(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / 'leeg.sqlite3'}")
    subprocess.run(
        COMPOSE["migrate"]["command"], cwd=settings.BASE_DIR, env=env, check=True, capture_output=True
    )

    subprocess.run(["python", "manage.py", "migrate", "--check"], cwd=settings.BASE_DIR, env=env, check=True)


def test_the_compose_file_has_every_part_with_a_health_check():
    assert set(COMPOSE) == {"db", "redis", "migrate", "web", "worker", "mail", "beat"}
    for name, service in COMPOSE.items():
        assert name == "migrate" or "healthcheck" in service, name


def test_start_runs_web_worker_and_beat_together_and_stops_them(start, tmp_path):
    """What `make run` does: one command; SIGTERM stops all of it."""
    bt = factories.basisteam()
    casus = a_term_of_seconds(bt)
    port = free_port()
    command = start(
        [sys.executable, "manage.py", "start", "--port", str(port)], REDIS_URL="filesystem://", DEBUG="true"
    )
    assert wait_for(the_next_is_asked(casus))

    command.send_signal(signal.SIGTERM)

    assert command.wait(40) == 0
    with socket.socket() as sock:
        assert sock.connect_ex(("127.0.0.1", port)) != 0
