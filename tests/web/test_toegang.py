"""Every URL, as everybody. A new URL without an example object fails here."""

import re

import pytest
from django.urls import reverse

from logboek.models import Logregel
from tests.web.objecten import GEHEIM, objects, routes, url_for

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

OPEN = {"account_login", "account_logout", "health", "health-parts", "demo:login"}
ROUTES = [(name, takes_pk) for name, takes_pk in routes() if name not in OPEN]
PERSONS = [
    "woe",
    "oe",
    "osa",
    "osc",
    "chef",
    "opco",
    "opco2",
    "wijkagent",
    "zaco",
    "ggp",
    "intake",
    "houder",
    "vervanger",
]


def test_every_route_with_an_id_has_an_example_object(bt):
    pks = objects(bt)

    assert {name for name, takes_pk in ROUTES if takes_pk} == set(pks)


def test_anonymous_gets_the_login_page_everywhere(bt, client):
    pks = objects(bt)

    for name, _ in ROUTES:
        if (
            name == "concept:bewaren"
        ):  # a signed kaartje says whose words they are; without one nothing is kept
            assert client.post(url_for(name, pks)).json() == {"bewaard": False, "ingelogd": False}
            continue
        if name == "concept:weggooien":  # nor is anything thrown away
            assert client.post(url_for(name, pks))["Location"] == reverse("concept:concepten")
            continue
        url = url_for(name, pks)
        for method in (client.get, client.post):
            response = method(url)
            assert (name, response.status_code) == (name, 302)
            assert response["Location"].startswith(reverse("account_login"))


def test_for_another_team_an_object_looks_like_one_that_does_not_exist(bt, ander, client):
    pks = objects(bt)
    own_things = [ander.chef, ander.woe, ander.opco]

    for person in own_things:
        client.force_login(person)
        for name, takes_pk in ROUTES:
            if not takes_pk or name == "demo:mail":
                continue
            for method in (client.get, client.post):
                foreign = method(url_for(name, pks))
                absent = method(reverse(name, args=[999_999]))
                assert (name, foreign.status_code) in ((name, 404), (name, 405))
                assert foreign.status_code == absent.status_code
                assert _without_token(foreign) == _without_token(absent)


def _without_token(response):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", response.content)


def test_pages_without_an_id_show_nothing_of_another_team(bt, ander, client):
    objects(bt)
    client.force_login(ander.chef)

    for name, takes_pk in ROUTES:
        if not takes_pk:
            response = client.get(reverse(name))
            assert response.status_code in (200, 403, 405), name
            assert GEHEIM.encode() not in response.content, name


@pytest.mark.parametrize("who", PERSONS)
def test_every_page_as_every_kind_of_person_of_the_team(bt, client, who):
    """Nobody meets a fault: a page, a 403 with what to do, or a 404."""
    pks = objects(bt)
    client.force_login(getattr(bt, who))

    for name, _ in ROUTES:
        response = client.get(url_for(name, pks))
        assert response.status_code in (200, 302, 403, 404, 405), name
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            assert html.count("<h1") == 1, name
            assert not re.search(r"<script>|style=|onclick", html), name


@pytest.mark.parametrize("who", PERSONS)
def test_every_post_as_every_kind_of_person_with_an_empty_form(bt, client, who):
    pks = objects(bt)
    client.force_login(getattr(bt, who))

    for name, _ in sorted(ROUTES, key=lambda route: "end" in route[0] or "close" in route[0]):
        response = client.post(url_for(name, pks), {})
        assert response.status_code in (200, 302, 403, 404, 405), name


def test_need_to_know_within_the_team(bt, client):
    """C15: for whom the casus exists, page by page."""
    pks = objects(bt)
    url = url_for("casuistiek:casus", pks)

    seen = set()
    for who in PERSONS:
        client.force_login(getattr(bt, who))
        if client.get(url).status_code == 200:
            seen.add(who)

    # WOE (regisseur) and OE of the gebied, the MT, who took over, and who is asked for the opsporing; not
    # wijkagent, ggp, intake (whose break-glass is over), OpCo
    assert seen == {"woe", "oe", "osa", "osc", "chef", "houder", "zaco"}


def test_denied_and_not_found_are_logged_without_content(bt, ander, client):
    pks = objects(bt)
    client.force_login(ander.woe)
    client.get(url_for("casuistiek:casus", pks))
    client.force_login(bt.woe)
    client.get(url_for("casuistiek:exclude", pks))

    found = Logregel.objects.filter(actie__in=["access.not_found", "access.denied"]).order_by("pk")
    assert [(row.actie, row.actor, row.uitkomst) for row in found] == [
        ("access.not_found", ander.woe.pk, "geweigerd"),
        ("access.denied", bt.woe.pk, "geweigerd"),
    ]
    assert not Logregel.objects.filter(reden__contains=GEHEIM).exists()


def test_every_look_at_a_casus_is_logged(bt, client):
    pks = objects(bt)
    client.force_login(bt.osc)

    client.get(url_for("casuistiek:casus", pks))

    row = Logregel.objects.get(actie="casus.viewed")
    assert (row.actor, row.object_id, row.keten) == (bt.osc.pk, pks["casuistiek:casus"], bt.team.pk)


def test_without_a_log_there_is_no_page(bt, client, monkeypatch):
    pks = objects(bt)
    client.force_login(bt.osc)

    def broken(**kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("casuistiek.views.casus.record", broken)
    client.raise_request_exception = False

    response = client.get(url_for("casuistiek:casus", pks))

    assert response.status_code == 500
    assert GEHEIM not in response.content.decode()


def test_a_strict_policy_on_every_answer(bt, client):
    client.force_login(bt.woe)

    for url in ("/", "/casussen/", "/casussen/999999/", "/bmo/", "/inloggen/"):
        policy = client.get(url)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_a_person_without_a_team_sees_no_work_of_anybody(bt, client):
    from tests.factories import medewerker

    objects(bt)
    client.force_login(medewerker())

    assert "geen team" in client.get("/").content.decode()
    for name, takes_pk in ROUTES:
        own = (
            "concept:concepten",
            "dashboard:mijn-werk",
            "notificaties:meldingen",
            "notificaties:voorkeur",
            "organisatie:sessie",
            "demo:mail",
        )
        if not takes_pk and name not in own:
            response = client.get(reverse(name))
            assert (name, response.status_code in (403, 405)) == (name, True)


def test_rights_end_with_the_plaatsing(bt, client):
    pks = objects(bt)
    bt.osc.plaatsingen.update(tot="2026-02-01")
    client.force_login(bt.osc)

    assert client.get(url_for("casuistiek:casus", pks)).status_code == 404


def test_own_log_lines_are_for_oneself_only(bt, client):
    pks = objects(bt)

    for who in ("chef", "osc", "houder"):
        client.force_login(getattr(bt, who))
        assert client.get(url_for("werk:werk-change", pks)).status_code == 404
