"""The four things that went wrong in "Chemische lucht", each tried on purpose, in a real browser (domein.md 3).

Each test names who sees what, where and by when, and fails when that person sees nothing. And what a phone asks
of an OpCo: taps counted, nothing asked that the system knows.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus, Overdrachtronde
from organisatie.models import OpCoDienst
from tests import factories
from tests.factories import op

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MELDING = "Een overdracht is niet beantwoord"


@pytest.fixture
def bt(clock):
    clock.move_to(op("2026-11-23", 10))
    return factories.basisteam()


def test_woe_absent_and_the_oe_does_not_take_over(bt, somebody, clock):
    """OE: asked at once, with the reason. Past the term: the next is asked, the OSC told, the BMO red until accepted."""
    factories.afwezig(bt.woe, tot=op("2026-12-05", 0))
    casus = factories.overgedragen(bt)
    aanbod = factories.open_aanbod(casus)

    oe = somebody(bt.oe, width=360)
    oe.goto("/")
    assert f"Neem jij de regie? {casus.titel}" in oe.text()
    oe.page.get_by_role("link", name="Neem jij de regie?").click()
    assert f"want {bt.woe.naam} (WOE van Binnenstad) is afwezig t/m vrijdag 4 december" in oe.text()
    assert "Antwoord voor maandag 23 november, 14.00 uur" in oe.text()

    osc, chef = somebody(bt.osc), somebody(bt.chef)
    osc.goto("/meldingen/")
    assert MELDING not in osc.text()
    clock.move_to(aanbod.uiterlijk)
    services.tick()

    osc.goto("/meldingen/")
    assert MELDING in osc.text()
    chef.goto("/bmo/")
    assert casus.titel in chef.text()
    assert "Overdracht over de termijn" in chef.text()
    nu = factories.open_aanbod(casus)
    assert nu.aan not in (bt.woe, bt.oe)
    volgende = somebody(nu.aan, width=360)
    volgende.goto("/")
    assert f"Neem jij de regie? {casus.titel}" in volgende.text()
    services.accept_overdracht(overdracht=nu, by=nu.aan, teruglezing="Ik heb het.")
    chef.goto("/bmo/")
    assert "Overdracht over de termijn" not in chef.text()


def test_recherche_of_district_and_team_point_to_each_other(bt, somebody, clock):
    """Everybody on the casus: no name. Past the term the OSC and the regisseur hear it; a yes ends it."""
    casus = factories.casus(bt, ernst="kritiek")
    woe = somebody(bt.woe, width=360)
    page = woe.goto(casus.get_absolute_url())
    page.get_by_text("Meer doen met deze casus").click()
    page.get_by_role("link", name="Opsporing vragen").click()
    page.get_by_label("districtsrecherche (DR)").check()
    page.get_by_label("Wat moet opsporing doen?").fill("Onderzoek de stof")
    page.get_by_role("button", name="Vragen").click()
    assert "nog geen naam" in woe.text()

    clock.move_to(casus.opsporingen.get().uiterlijk)
    services.tick()

    for person in (bt.osc, bt.woe):
        visitor = somebody(person)
        visitor.goto("/meldingen/")
        assert "De opsporing in een casus heeft nog geen naam" in visitor.text()
    osc = somebody(bt.osc)
    page = osc.goto("/casussen/regie/")
    assert "Opsporing heeft geen naam" in osc.text()
    services.ask_opsporing(casus=casus, by=bt.osc, bij="btr", gevraagd=bt.zaco)
    zaco = somebody(bt.zaco, width=360)
    page = zaco.goto("/")
    page.get_by_role("link", name="Doe jij de opsporing?").click()
    page.get_by_role("button", name="Ik doe de opsporing").click()
    woe.goto(casus.get_absolute_url())
    assert f"{bt.zaco.naam} doet de opsporing" in woe.text()


def test_partners_ask_four_different_people(bt, somebody):
    """Each asked person sees in one look who is aan zet; the regisseur sees four lines."""
    casus = factories.casus(bt)
    factories.partner(bt.team)

    for person in (bt.oe, bt.osa, bt.osc, bt.chef):
        visitor = somebody(person, width=360)
        page = visitor.goto(casus.get_absolute_url())
        assert bt.woe.naam in page.get_by_label("Wie is nu aan zet?").inner_text()
        page.get_by_role("link", name="Een partner vroeg mij hierover").click()
        assert f"Verwijs naar {bt.woe.naam}." in visitor.text()
        page.get_by_label("Welke partner?").select_option(label="Gemeente Amersfoort")
        page.get_by_role("button", name="Vastleggen dat ik ben gevraagd").click()

    woe = somebody(bt.woe)
    woe.goto(casus.get_absolute_url())
    for person in (bt.oe, bt.osa, bt.osc, bt.chef):
        assert f"Gemeente Amersfoort vroeg {person.naam}" in woe.text()
    woe.goto("/meldingen/")
    assert woe.text().count("Een partner vroeg een ander dan de regisseur") == 4


def test_the_next_opco_is_told(bt, somebody):
    """Taking over the shift shows the casus and its "als dan"; without a read-back the shift is not taken over."""
    casus = factories.overgedragen(bt)
    services.add_als_dan(
        casus=casus,
        by=bt.opco,
        als="de hulpverleners bellen",
        dan="verwijs naar de regisseur",
        uiterlijk=op("2026-11-23", 22),
    )
    opco = somebody(bt.opco, width=360)
    page = opco.goto(reverse("organisatie:dienst"))
    page.get_by_label("Wie is na jou OpCo?").select_option(label=bt.opco2.naam)
    page.get_by_label("Wat moet de volgende OpCo weten?").fill("Let op de woning.")
    page.get_by_role("button", name="Bewaren").click()
    services.tick()

    volgende = somebody(bt.opco2, width=360)
    page = volgende.goto("/meldingen/")
    assert "Jij bent de volgende OpCo" in volgende.text()
    page.goto(reverse("organisatie:dienst"))
    for seen in (
        casus.titel,
        "Als de hulpverleners bellen, dan verwijs naar de regisseur",
        "22.00 uur",
        "Let op de woning.",
    ):
        assert seen in volgende.text()
    page.get_by_role("button", name="Ik neem de dienst over").click()
    assert OpCoDienst.objects.get(team=bt.team, tot=None).medewerker == bt.opco
    page.get_by_label("Lees kort terug wat je overneemt").fill("Eén casus, ik let op de woning.")
    page.get_by_role("button", name="Ik neem de dienst over").click()

    assert OpCoDienst.objects.get(team=bt.team, tot=None).medewerker == bt.opco2
    page.goto("/casussen/")
    assert casus.titel in volgende.text()


def test_a_partner_without_account_gives_input_by_the_link(bt, chromium, live_server):
    """A browser, not the test client: what it sends along with a form decides whether it is taken."""
    casus = factories.casus(bt)
    leren = services.plan_leerbijeenkomst(
        team=bt.team,
        by=bt.osa,
        begin=op("2026-12-07", 13),
        gespreksleider=bt.osc,
        goed=[casus],
        minder_goed=[],
    )
    geheim = services.invite_genodigde(bijeenkomst=leren, by=bt.osc, naam="Wijkteam Noord")
    page = chromium.new_context(base_url=live_server.url, viewport={"width": 360, "height": 800}).new_page()
    page.goto(reverse("casuistiek:inbreng", args=[geheim]))
    assert not page.get_by_label("Ik ben erbij").is_checked()
    page.get_by_label("Wat hinderde?").fill("Ik belde vier mensen.")
    page.get_by_role("button", name="Bewaren").click()

    assert "Uw inbreng is bewaard" in page.locator("main").inner_text()
    assert leren.genodigden.get(naam="Wijkteam Noord").hinderde == "Ik belde vier mensen."
    page.context.close()


# --- what a phone asks: taps counted -------------------------------------------------------------------

COUNT = """
const add = () => sessionStorage.setItem('n', 1 + Number(sessionStorage.getItem('n') || 0));
const typed = el => el.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
document.addEventListener('focusin', event => { if (typed(event.target)) add(); }, true);
document.addEventListener('click', event => {
  const el = event.target.closest('a, button, summary, input, label');
  if (el && event.detail && !(el.matches('label') || typed(el))) add();
}, true);
"""


def counted(visitor):
    return int(visitor.evaluate("sessionStorage.getItem('n') || 0"))


def test_an_overdracht_takes_twelve_interactions_at_most_and_its_answer_three(bt, somebody):
    opco = somebody(bt.opco, width=360)
    opco.context.add_init_script(COUNT)
    page = opco.goto("/")
    page.locator(".dienstbalk").get_by_role("link", name="Casus overdragen").click()
    for label, value in (
        ("Waar gaat het over?", "Chemische lucht"),
        ("Wat is er gebeurd?", "Een chemische lucht in een woning."),
        ("Wat is er gedaan?", "Ontruimd en aangehouden."),
        ("Hoe is het nu", "Rustig. De woning is verzegeld."),
        ("Als dit gebeurt", "de hulpverleners bellen"),
        ("dan moet dit", "verwijs naar de regisseur"),
        ("Waar staat het vastgelegd?", "PL0900-2026-4711"),
    ):
        page.get_by_label(label).click()
        page.keyboard.type(value)
    page.get_by_text("Kritiek", exact=True).click()
    select = page.get_by_label("Waar?", exact=False).first
    select.focus()
    select.select_option(label="Binnenstad")
    page.get_by_role("button", name="Verder: wie wordt gevraagd?").click()
    page.get_by_role("button", name="Overdragen").click()

    assert f"{bt.woe.naam} is gevraagd" in opco.text()
    assert counted(opco) <= 12
    assert counted(opco) >= 10  # the counter counts
    ronde, casus = Overdrachtronde.objects.get(), Casus.objects.get()
    assert ronde.ontbreekt == []
    assert casus.als_dan.get().wie == "de volgende OpCo"
    assert casus.als_dan.get().uiterlijk - timezone.now() <= timedelta(hours=8)

    woe = somebody(bt.woe, width=360)
    woe.context.add_init_script(COUNT)
    page = woe.goto("/")
    page.get_by_role("link", name="Neem jij de regie? Chemische lucht").click()
    page.get_by_label("Lees in één zin terug").click()
    page.keyboard.type("Woning verzegeld, ik bel de gemeente.")
    page.get_by_role("button", name="Ik neem de regie").click()

    assert casus.regies.get(tot=None).medewerker == bt.woe
    assert counted(woe) == 3
