"""Nothing typed is lost: a phone that closes, a session that ends, a colleague who was first (C1, C2)."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from casuistiek.models import Casus
from concept.models import Concept
from overleggen.models import Besluit
from overleggen.services import start_overleg
from tests import factories
from tests.overleggen.punten import add

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bt():
    return factories.basisteam()


def kept(count=1):
    """Wait until the server has it: typing is followed by a silence of two seconds."""
    for _ in range(60):
        if Concept.objects.filter(velden__isnull=False).count() >= count:
            return
        time.sleep(0.2)
    raise AssertionError("nothing was kept")


@pytest.mark.parametrize("name", ["Amersfoort", "Almere Stad-Haven"])
def test_a_phone_that_closes_in_the_middle_of_an_overdracht(somebody, name):
    team = factories.basisteam(name)
    opco = somebody(team.opco, width=360)
    page = opco.goto(reverse("casuistiek:casus-open"))
    page.get_by_label("Waar gaat het over?").fill("Chemische lucht")
    page.get_by_label("Wat is er gebeurd?").fill("Een chemische lucht in een woning.")
    page.get_by_text("Kritiek", exact=True).click()
    page.get_by_label("Waar?", exact=False).first.select_option(label="Binnenstad")
    page.get_by_text("Bewaard als concept.").wait_for()
    page.close()

    page = opco.context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Bekijk het en ga verder").click()
    page.get_by_role("link", name="Verder typen").click()

    page.get_by_text("Het is nog niet verstuurd").wait_for()
    assert page.get_by_label("Waar gaat het over?").input_value() == "Chemische lucht"
    assert page.get_by_label("Wat is er gebeurd?").input_value() == "Een chemische lucht in een woning."
    assert page.get_by_label("Kritiek").is_checked()
    assert (
        page.get_by_label("Waar?", exact=False).first.locator("option:checked").inner_text() == "Binnenstad"
    )
    page.get_by_label("Wat is er gedaan?").fill("Ontruimd.")
    page.get_by_label("Hoe is het nu").fill("Rustig.")
    page.get_by_label("Voor de volgende dienst is niets nodig").check()
    page.get_by_label("Er is nog geen nummer").check()
    page.get_by_role("button", name="Verder: wie wordt gevraagd?").click()
    page.get_by_role("button", name="Overdragen").click()
    page.get_by_text("is gevraagd", exact=False).first.wait_for()

    assert Casus.objects.get().wat_gedaan == "Ontruimd."
    page.goto(reverse("casuistiek:casus-open"))
    assert page.get_by_label("Waar gaat het over?").input_value() == ""


def test_a_session_that_ends_in_the_middle_of_a_besluit(bt, somebody):
    overleg = factories.overleg(factories.reeks(bt.team))
    add(overleg, bt.osc)
    start_overleg(overleg=overleg, by=bt.osc)
    chair = somebody(bt.osc)
    page = chair.goto(overleg.get_absolute_url())
    page.get_by_label("Besluit", exact=True).check()
    page.locator("[name=tekst]").fill("We nemen de Bloemenbuurt erbij.")
    Session.objects.all().delete()
    chair.faults.clear()

    page.locator("#punt-form button").first.click()
    page.get_by_text("Je bent uitgelogd. Wat je typte is bewaard", exact=False).first.wait_for()
    kept()
    page.get_by_role("link", name="Log in").click()
    page.wait_for_url("**/inloggen/**")
    chair.login(bt.osc)
    page.goto(overleg.get_absolute_url())

    assert page.locator("[name=tekst]").input_value() == "We nemen de Bloemenbuurt erbij."
    page.locator("#punt-form button").first.click()
    page.get_by_text("Afgerond.").first.wait_for()
    assert Besluit.objects.get().tekst == "We nemen de Bloemenbuurt erbij."
    chair.faults.clear()  # the answers of a session that was gone


def test_a_colleague_who_was_first(bt, somebody):
    """Both texts are side by side; who has read them may save."""
    plan = factories.plan(bt)
    first, second = somebody(bt.houder), somebody(bt.houder, width=360)
    url = reverse("portefeuilles:plan-change", args=[plan.pk])
    mine, theirs = second.goto(url), first.goto(url)
    theirs.get_by_label("Waar doen we het voor?", exact=False).fill("Minder overlast op het plein.")
    theirs.get_by_role("button", name="Bewaren").click()
    theirs.wait_for_load_state()
    mine.get_by_label("Waar doen we het voor?", exact=False).fill("Jongeren hebben wat te doen.")
    mine.get_by_role("button", name="Bewaren").click()

    mine.get_by_text("Iemand heeft dit intussen gewijzigd").first.wait_for()
    assert "Minder overlast op het plein." in second.text()
    assert second.width() == 360
    plan.refresh_from_db()
    assert plan.waarvoor == "Minder overlast op het plein."
    mine.get_by_role("button", name="Bewaren").click()
    mine.wait_for_load_state()
    plan.refresh_from_db()
    assert plan.waarvoor == "Jongeren hebben wat te doen."


def test_two_minutes_before_a_login_ends_it_is_said_and_put_off_twice(bt, somebody, settings):
    settings.SESSION_COOKIE_AGE = 122
    woe = somebody(bt.woe, width=360)
    page = woe.goto(reverse("dashboard:mijn-werk"))
    warning = page.get_by_text("Over twee minuten word je uitgelogd.")
    for _ in range(2):
        warning.wait_for()
        settings.SESSION_COOKIE_AGE = 123
        page.get_by_role("button", name="Ingelogd blijven").click()
        warning.wait_for(state="hidden")
    assert not woe.faults


def test_who_is_logged_out_while_looking_on_reads_that_it_is_kept(bt, somebody, settings):
    settings.SESSION_COOKIE_AGE = 121
    woe = somebody(bt.woe)
    page = woe.goto(reverse("dashboard:mijn-werk"))
    page.get_by_text("Over twee minuten word je uitgelogd.").wait_for()
    Session.objects.all().delete()
    page.get_by_role("button", name="Ingelogd blijven").click()
    page.get_by_text("Je bent uitgelogd. Log in en ga verder.").wait_for()
