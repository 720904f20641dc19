"""A real Chromium (Debian's), as several people at once."""

import shutil

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client

from tests.conftest import missing


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("a browser (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield browser
        browser.close()


class Somebody:
    """A person with a browser of their own. A violation of the policy or a script error fails the test."""

    def __init__(self, chromium, live_server, person, width=1280, **context):
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=live_server.url, locale="nl-NL", **context
        )
        self.base = live_server.url
        self.faults = []
        self.login(person)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def login(self, person):
        client = Client()
        client.force_login(person)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.base}])

    def goto(self, path):
        self.page.goto(path)
        return self.page

    def text(self):
        return self.page.locator("main").inner_text()

    def evaluate(self, script):
        """Of the page as it stands when loaded: right after a click the next document may still be empty."""
        self.page.wait_for_load_state()
        return self.page.evaluate(script)

    def width(self):
        return self.evaluate("document.documentElement.scrollWidth")


@pytest.fixture
def somebody(chromium, live_server):
    """`somebody(person, width=360)`: that person with a browser. Closed at the end; faults fail the test."""
    people = []

    def open_for(person, **options):
        people.append(Somebody(chromium, live_server, person, **options))
        return people[-1]

    yield open_for
    for person in people:
        person.context.close()
    assert [fault for person in people for fault in person.faults] == []


@pytest.fixture
def clock():
    """Time that the test moves, in its own process: `clock.move_to(moment)`."""
    with time_machine.travel(0, tick=False) as traveller:
        yield traveller
