"""Who comes too late, twice, or after a colleague, reads what happened and keeps what they typed: on every form there is.

Every route is posted as somebody who may, with values its own fields allow; then the same page, made before that, is
posted again: from another window (another key), and by a colleague who had it open.
"""

import uuid

import pytest
from django.contrib.messages import get_messages
from django.db import transaction

from tests.web.invullen import GETYPT, ingevuld
from tests.web.objecten import objects, routes, url_for

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

PERSONS = [
    "woe", "osc", "chef", "oe", "osa", "houder", "opco", "opco2", "zaco", "wijkagent", "ggp", "intake", "vervanger"
]  # fmt: skip
ANDERS = {"account_login", "account_logout", "health", "health-parts", "demo:login", "demo:mail"}


def forms_in(response):
    """The bound or empty forms a page was drawn with, by the name in its context."""
    found = {}
    for context in response.context or []:
        for name, value in context.flatten().items():
            if hasattr(value, "fields") and hasattr(value, "helper") and hasattr(value, "is_bound"):
                found.setdefault(name, value)
    return found


def posts_of(client, url):
    """What may be posted at this address: (data, the one that is a form) per form, or one empty post for a button."""
    response = client.get(url)
    if response.status_code == 405:
        return [{}]
    if response.status_code != 200:
        return None
    return [ingevuld(form) for form in forms_in(response).values()]


def anew(data):
    """The same form in another window: its own key."""
    return {name: str(uuid.uuid4()) if name.endswith("sleutel") else value for name, value in data.items()}


def says_so(response):
    """Whether the answer tells what happened: a message after a redirect, or an error on the page."""
    if response.status_code == 302:
        return bool(list(get_messages(response.wsgi_request)))
    html = response.content.decode()
    return "Er ging iets niet goed" in html or "melding" in html


def variants(data):
    """The ways in which this form can be sent: as it is, or past its page of checking, or as the other answer."""
    if any(name.startswith("nee-") for name in data):
        return [{**data, "antwoord": "weiger"}]
    return [data, {**data, "stap": "bewaren"}, {**data, "stap": "overdragen"}]


def test_a_second_post_of_any_form_is_answered_and_loses_no_word(bt, client):
    pks = objects(bt)
    done, lost = set(), []
    for name, _ in routes():
        if name not in ANDERS and (reason := _twice(client, bt, name, url_for(name, pks), done)):
            lost.append(reason)

    assert lost == []
    assert len(done) >= 150, sorted(done)


def _twice(client, bt, name, url, done):
    """Post it as the first who may, then again; undo everything. Says what was lost."""
    tried = 0
    for who in PERSONS:
        client.force_login(getattr(bt, who))
        forms = posts_of(client, url)
        tried += forms is not None
        if tried == 3 or (
            tried == 2 and not forms
        ):  # a page to read, or a form that asks more than its fields allow
            return ""
        for form in forms or ():
            for data in variants(form):
                with transaction.atomic():
                    first = client.post(url, data)
                    assert first.status_code in (200, 302, 403, 404, 405, 422), name
                    again = client.post(url, anew(data)) if first.status_code == 302 else None
                    transaction.set_rollback(True)
                if again is not None:
                    done.add(name)
                    return _lost(name, data, again)
    return ""


def _lost(name, data, again):
    assert again.status_code in (200, 302, 403, 404), name
    if again.status_code != 200 or not forms_in(again):
        return ""
    if not says_so(again):
        return f"{name}: says nothing"
    html = again.content.decode()
    missing = [key for key, value in data.items() if str(value).startswith(GETYPT) and value not in html]
    return f"{name}: lost {missing}" if missing else ""
