"""Walk the demo as its people do: every link that is shown opens, for every kind of person, in two teams."""

import collections
import os
import re
from pprint import pformat

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory

from organisatie.models import OpCoDienst, Plaatsing, Team
from portefeuilles.models import Taakaccenthouder
from regels.begrippen import Functie

TEAMS = [
    "utrecht-zuid",
    "almere-stad-haven",
]  # the first holds every state (test_staten.py); the second differs most
WALKERS = [Functie.WOE, Functie.OSC, Functie.OSA, Functie.TEAMCHEF, Functie.WIJKAGENT, Functie.INTAKE]
LINK = re.compile(r'<a\b[^>]*?href="(/[^"#]*)')
# Files have tests of their own; logging out ends the walk; the parts of the health page are red without a worker.
NOT_HERE = re.compile(r"^/(uitloggen|static|inloggen|gezondheid)|/(pdf|docx)/|als=(xlsx|csv|pdf|docx)|\.ics")
AGAIN = 3  # a page that puts one question more often asks it for every row
PER_KIND = 400 if os.environ.get("FAULTS") == "1" else 1  # objects of one kind that a person opens


class Walker(RequestFactory):
    """A client without the bookkeeping of templates: some thousands of pages are opened here."""

    def __init__(self, person):
        self.client = Client(raise_request_exception=False)
        super().__init__()
        self.client.force_login(person)
        self.cookies = self.client.cookies

    def request(self, **request):
        return self.client.handler(self._base_environ(**request))


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    call_command("laad_demo", verbosity=0)


def people():
    for code in TEAMS:
        team = Team.objects.get(code=code)
        placed = Plaatsing.objects.op().filter(team=team).select_related("medewerker").order_by("pk")
        opco = OpCoDienst.objects.get(team=team, tot=None).medewerker
        yield code, "opco", opco
        for functie in WALKERS:
            row = placed.filter(functie=functie).exclude(medewerker=opco).first()
            if row is not None:
                yield code, functie.value, row.medewerker
        helper = Taakaccenthouder.objects.filter(taakaccent__portefeuille__team=team).first()
        yield code, "taakaccenthouder", helper.medewerker
        yield code, "beheerder", placed.filter(beheerder=True).first().medewerker


def kind_of(url):
    """The page, whichever object and whatever was asked in its query."""
    return re.sub(r"=[^&]*", "=", re.sub(r"\d+", "N", url))


class Asked(collections.Counter):
    """How often each question is put to the database, whichever object it is about."""

    def __call__(self, execute, sql, params, many, context):
        self[re.sub(r"\(?(%s|\d+)(, (%s|\d+))*\)?", "?", sql)] += 1
        return execute(sql, params, many, context)


def walk(person, asked):
    """Every page that can be reached by clicking, with its status and the page it was clicked on."""
    walker = Walker(person)
    todo, seen, per_kind = ["/"], {"/": ""}, collections.Counter()
    while todo:
        url = todo.pop()
        asked.clear()
        with connection.execute_wrapper(asked):
            response = walker.get(url)
        yield url, response.status_code, seen[url]
        found = []
        if response.status_code in (301, 302):
            found = [response["Location"]]
        elif response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            found = [link.replace("&amp;", "&") for link in LINK.findall(response.content.decode())]
        for link in found:
            if link in seen or not link.startswith("/") or NOT_HERE.search(link):
                continue
            seen[link] = url
            per_kind[kind_of(link)] += 1
            if per_kind[kind_of(link)] <= PER_KIND:
                todo.append(link)


@pytest.mark.walk
def test_nobody_meets_a_door_that_stays_shut(demo):
    closed, opened = collections.defaultdict(list), collections.Counter()
    again, asked = {}, Asked()
    for code, who, person in people():
        for url, status, source in walk(person, asked):
            for sql, times in asked.items():
                if times > AGAIN:
                    again[kind_of(url.split("?")[0]), sql[:300]] = (times, code, who, url)
            if status >= 400 and status != 405:
                closed[kind_of(url.split("?")[0]), status].append((code, who, source, url))
            else:
                opened[who] += 1

    assert not closed, pformat({kind: rows[:3] for kind, rows in closed.items()}, width=120)
    assert min(opened.values()) > 40
    assert not again, "\n".join(map(str, again.items()))
