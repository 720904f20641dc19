"""Every product page under axe: at 360 and 1280 px, light and dark. And the main flows without JavaScript, and by keyboard."""

import itertools

import pytest
from django.conf import settings
from django.urls import reverse

from casuistiek.models import Casus
from tests import factories
from tests.web.objecten import objects, routes, url_for
from werk.models import Werkregel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
  return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ") + " " + (n.any[0] || n.all[0] || n.none[0] || {}).message).join(" | "));
}"""
NOT_A_PAGE = {
    "health",
    "health-parts",
    "account_logout",
    "demo:login",
    "notificaties:melding",
    "organisatie:sessie",
    "overleggen:overleg-stand",
}


def pages(bt):
    """(person, url) for every page that can be shown, each as somebody who may see it."""
    pks = objects(bt)
    as_whom = {
        "casuistiek:casus-open": bt.opco,
        "casuistiek:casus-done": bt.opco,
        "casuistiek:ronde-withdraw": bt.opco,
        "casuistiek:overdracht-answer": bt.woe,
        "casuistiek:regie-offer": bt.woe,
        "casuistiek:casus-zelf": bt.woe,
        "casuistiek:exclude": bt.chef,
        "casuistiek:casus-reopen": bt.osc,
        "organisatie:dienst": bt.opco,
        "overleggen:overleg": bt.osc,
        "overleggen:overleg-cancel": bt.osc,
        "overleggen:overleg-start": bt.osc,
        "overleggen:punt-change": bt.osc,
        "overleggen:punt-end": bt.osc,
        "overleggen:punt-move": bt.osc,
        "overleggen:overleg-scherm": bt.osc,
        "overleggen:overleg-move": bt.osc,
        "overleggen:overleg-extra": bt.osc,
        "overleggen:besluitenlijst": bt.osc,
        "overleggen:gast-add": bt.osc,
        "overleggen:gast-change": bt.osc,
        "overleggen:punt-plan": bt.osc,
        "overleggen:punt-drop": bt.osc,
        "overleggen:punt-correct": bt.osc,
        "overleggen:vraag-ask": bt.osc,
        "overleggen:vraag": bt.woe,
        "overleggen:besluit": bt.osc,
        "overleggen:besluit-look-back": bt.osc,
        "overleggen:presentatie": bt.woe,
        "overleggen:presentatie-change": bt.woe,
        "overleggen:presentatie-swap": bt.woe,
        "overleggen:actiepunt": bt.woe,
        "overleggen:deeltaak-add": bt.woe,
        "overleggen:actiepunt-hand-over": bt.woe,
        "notificaties:melding-snooze": bt.woe,
        "casuistiek:terugoverdracht": bt.woe,
        "casuistiek:inbreng-own": bt.woe,
        "casuistiek:les-answer": bt.osa,
        "casuistiek:leren": bt.osa,
        "casuistiek:leren-invite": bt.osa,
        "casuistiek:les-add": bt.osa,
        "casuistiek:leren-close": bt.osa,
        "casuistiek:medewerker-free": bt.osc,
        "casuistiek:scenario-share": bt.osc,
        "casuistiek:taakaccent-answer": bt.ggp,
        "portefeuilles:dossier": bt.woe,
        "portefeuilles:dossier-finish": bt.woe,
        "portefeuilles:dossierpunt-note": bt.woe,
        "portefeuilles:taakaccent-apply": bt.ggp,
        "portefeuilles:actie-finish": bt.houder,
        "portefeuilles:voorbeeld-change": bt.houder,
        "bondgenoten:line": bt.woe,
        "bondgenoten:consent-extend": bt.woe,
        "bondgenoten:sleutelfiguur-change": bt.woe,
        "bondgenoten:contact-add": bt.woe,
        "bondgenoten:contact-change": bt.woe,
        "bondgenoten:kennis-change": bt.woe,
        "casuistiek:leermoment-change": bt.osa,
        "bondgenoten:ndv-result": bt.woe,
        "werk:favoriet-log": bt.woe,
        "werk:tijd": bt.woe,
        "werk:tijd-van": bt.woe,
        "werk:werk": bt.woe,
        "werk:werk-change": bt.woe,
    }
    for name, _ in routes():
        if name not in NOT_A_PAGE:
            yield name, as_whom.get(name, bt.chef), url_for(name, pks)


@pytest.mark.axe
def test_axe_finds_nothing_on_any_page(somebody):
    bt = factories.basisteam()
    problems, seen = [], 0
    people = {}
    for name, person, url in pages(bt):
        if person.pk not in people:
            people[person.pk] = somebody(person)
        page = people[person.pk].page
        response = page.request.get(url, max_redirects=0)
        if response.status != 200:
            assert response.status in (302, 405), (name, response.status)
            continue
        if not response.headers["content-type"].startswith("text/html"):
            continue  # a file: PDF is tagged, see test_links.py
        page.goto(url)
        seen += 1
        page.evaluate(AXE.read_text())
        for width, scheme in itertools.product((1280, 360), ("light", "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            problems += [f"{name} {width} {scheme}: {problem}" for problem in page.evaluate(RUN)]
            if people[person.pk].width() > width:
                problems.append(f"{name}: scrolls sideways at {width} px")

    assert seen > 190
    assert problems == []


def test_axe_finds_nothing_on_forms_with_errors(somebody):
    bt = factories.basisteam()
    visitor = somebody(bt.opco, width=360)
    visitor.goto(reverse("casuistiek:casus-open"))
    visitor.page.get_by_role("button", name="Verder: wie wordt gevraagd?").click()
    visitor.evaluate(AXE.read_text())

    assert visitor.evaluate(RUN) == []
    assert visitor.evaluate("document.activeElement.id") == "fouten"
    assert visitor.page.title().startswith("Fout: ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_login_and_on_pages_that_say_no(somebody, chromium, live_server, scheme):
    bt = factories.basisteam()
    stranger = chromium.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 800}, color_scheme=scheme
    ).new_page()
    stranger.goto(reverse("account_login"))
    stranger.get_by_role("button", name="Inloggen").click()
    visitor = somebody(bt.ggp, width=360, color_scheme=scheme)

    for page in (stranger, visitor.goto("/bestaat-niet/"), visitor.goto("/bmo/")):
        page.evaluate(AXE.read_text())
        assert page.evaluate(RUN) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    visitor.faults.clear()  # a 404 and a 403 are what was asked for
    stranger.context.close()


def test_overdracht_and_answer_without_javascript(somebody):
    bt = factories.basisteam()
    opco = somebody(bt.opco, width=360, java_script_enabled=False)
    page = opco.goto(reverse("casuistiek:casus-open"))
    page.get_by_label("Waar gaat het over?").fill("Zonder script")
    page.get_by_label("Waar?", exact=False).first.select_option(label="Binnenstad")
    page.get_by_label("Wat is er gebeurd?").fill("Het werkt ook zo.")
    page.get_by_label("Wat is er gedaan?").fill("Alles.")
    page.get_by_label("Hoe is het nu").fill("Rustig.")
    page.get_by_label("Voor de volgende dienst is niets nodig").check()
    page.get_by_label("Er is nog geen nummer").check()
    page.get_by_role("button", name="Verder: wie wordt gevraagd?").click()
    page.get_by_role("button", name="Overdragen").click()
    woe = somebody(bt.woe, java_script_enabled=False)
    page = woe.goto("/")
    page.get_by_role("link", name="Neem jij de regie? Zonder script").click()
    page.get_by_label("Lees in één zin terug").fill("Gelezen.")
    page.get_by_role("button", name="Ik neem de regie").click()

    assert Casus.objects.get().regies.get(tot=None).medewerker == bt.woe


def test_logging_work_by_keyboard_alone_in_few_keys(somebody):
    """From Mijn werk: a link, three fields, done. Counted: keys, not seconds."""
    bt = factories.basisteam()
    visitor = somebody(bt.houder)
    page = visitor.goto("/")
    keys = 0

    def press(key, times=1):
        nonlocal keys
        for _ in range(times):
            page.keyboard.press(key)
            keys += 1

    for _ in range(30):
        press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Werk loggen":
            break
    press("Enter")
    page.wait_for_url("**/werk/")
    page.get_by_label("Waarvoor?").focus()
    page.keyboard.type("Zorg")
    press("Tab")
    page.keyboard.type("1u30")
    press("Tab")
    page.keyboard.type("Overleg gemeente")
    press("Enter")
    page.wait_for_selector("text=Deze week samen 1 uur 30")

    assert Werkregel.objects.get().onderwerp == bt.zorg
    assert keys < 20


def test_every_control_on_the_casus_page_can_be_reached_and_seen(somebody):
    bt = factories.basisteam()
    casus = factories.casus(bt)
    visitor = somebody(bt.osc)
    page = visitor.goto(casus.get_absolute_url())
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 40)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if page.evaluate("document.activeElement !== document.body"):
            assert outline != "none"

    assert {"Ik neem over", "Bijschrijven", "Op de agenda", "Meer doen met deze casus"} <= reached
