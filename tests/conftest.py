"""What every test may use. What cannot run here is named as skipped; with CI=true that is a failure."""

import os
import re
import sys
import uuid

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.db.models import signals
from django.test import Client
from django.utils import timezone

from notificaties.models import Storing
from organisatie import queries as instellingen
from organisatie.models import (
    Afwezigheid,
    Feestdag,
    Gebied,
    Koppeling,
    OpCoDienst,
    Plaatsing,
    Team,
    Teaminstelling,
    Vrijstelling,
)
from portefeuilles.models import Houderschap, Portefeuille
from portefeuilles.queries import feiten
from tests import factories
from tests.smtp import Server

CI = os.environ.get("CI") == "true"
FEITEN = (
    *(Afwezigheid, Feestdag, Gebied, Koppeling, OpCoDienst, Plaatsing, Teaminstelling, Vrijstelling),
    *(Houderschap, Portefeuille),
)

# No deadlines: a loaded machine is no fault. In CI the same examples every time; on your own machine new ones.
hypothesis.settings.register_profile("basisteam", deadline=None, derandomize=CI, database=None)
hypothesis.settings.load_profile("basisteam")


# What a test says may not depend on the hour it is run: with UUR=22 the suite begins at ten in the evening, today, and its
# clock runs on from there. CI takes an hour as it takes an order: another one for each state of the tests.
uur = os.environ.get("UUR")
klok = time_machine.travel(timezone.localtime().replace(hour=int(uur), minute=20)) if uur else None


@pytest.fixture(autouse=True)
def _the_hour(request):
    """What starts real processes meets their clock, and that is the machine's."""
    real = klok is not None and request.node.get_closest_marker("processes") is not None
    if real:
        klok.stop()
    yield
    if real:
        klok.start()


def pytest_configure(config):
    if klok is not None:
        klok.start()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    if "coverage" in sys.modules:  # it reads the lines of templates only then
        settings.TEMPLATES[0]["OPTIONS"]["debug"] = True


def pytest_terminal_summary(terminalreporter):
    """Name what a run on SQLite leaves out; `.ci/run` runs both."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        terminalreporter.write_line(
            "NOT RUN on PostgreSQL: set DATABASE_URL=postgres://... to run it there too."
        )


def missing(what):
    """Skip, naming what is not here; in CI that is a failure."""
    if CI:
        pytest.fail(f"{what} is not available, and CI must have it")
    pytest.skip(f"{what} is not available on this machine")


@pytest.fixture(autouse=True)
def wisregister(settings, tmp_path):
    """Every test has a wisregister of its own: who is erased in one is not erased in another."""
    settings.WISREGISTER = tmp_path / "wisregister.jsonl"
    return settings.WISREGISTER


@pytest.fixture(autouse=True)
def _pages_as_a_browser_draws_them(monkeypatch):
    """A line break and the indentation after it are one space: where a template breaks its lines is nothing a test is about."""
    request = Client.request

    def drawn(self, **kwargs):
        response = request(self, **kwargs)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            response.content = re.sub(rb"\n\s+", b" ", response.content)
        return response

    monkeypatch.setattr(Client, "request", drawn)


@pytest.fixture(autouse=True)
def remembered():
    """What a process remembers of a team is on, as in production, and empty when a test begins.

    Factories write facts around the services: then it is forgotten, and the tick looks anew. test_onthouden.py does without.
    """
    feiten._remembered.clear()
    instellingen._remembered.clear()
    for model in FEITEN:
        signals.post_save.connect(_written, sender=model)
        signals.post_delete.connect(_written, sender=model)
    yield
    forget_signals()


def forget_signals():
    for model in FEITEN:
        signals.post_save.disconnect(_written, sender=model)
        signals.post_delete.disconnect(_written, sender=model)


def _written(sender, instance, **kwargs):
    if teams := {*feiten._remembered, *instellingen._remembered}:
        Team.objects.filter(pk__in=teams).update(feitenversie=uuid.uuid4())
        feiten._remembered.clear()
        instellingen._remembered.clear()


@pytest.fixture(autouse=True)
def _nothing_failed_unseen(request):
    """What time drives goes on when one thing fails; a test that did not mean that, must hear it."""
    marker = request.node.get_closest_marker("django_db")
    transactional = {"transactional_db", "live_server"} & set(request.fixturenames) or (
        marker and marker.kwargs.get("transaction")
    )
    if (
        transactional
        or not (marker or "db" in request.fixturenames)
        or "_faults_are_meant" in request.fixturenames
    ):
        yield
        return
    request.getfixturevalue("db")
    yield
    assert list(Storing.objects.values_list("taak", "sleutel", "fout")) == []


@pytest.fixture
def _faults_are_meant():
    """For a test in which something that time drives fails on purpose."""


@pytest.fixture
def bt(db):
    """A basisteam with its people."""
    return factories.basisteam()


@pytest.fixture
def ander(db):
    """Another basisteam: for its people nothing of `bt` exists."""
    return factories.basisteam("Utrecht-Zuid")


@pytest.fixture(autouse=True)
def _logboek_may_be_flushed(request):
    """A transactional test ends with a flush; the logboek refuses that on SQLite, so it steps aside for it."""
    marker = request.node.get_closest_marker("django_db")
    transactional = "transactional_db" in request.fixturenames or "live_server" in request.fixturenames
    if not (transactional or (marker and marker.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                """CREATE TRIGGER IF NOT EXISTS logregel_no_delete BEFORE DELETE ON logboek_logregel
                BEGIN SELECT RAISE(ABORT, 'het logboek is alleen om aan toe te voegen'); END"""
            )
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS logregel_no_delete")


@pytest.fixture
def mailserver(settings):
    """A real SMTP server the application sends to."""
    with Server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def inbox(mailserver):
    return mailserver.inbox
