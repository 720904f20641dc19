"""What is asked of whom, lived by people of each demo team: refused, absent, a shift that ends, a partner who calls."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from casuistiek import services
from casuistiek.models import AlsDan, Casus, Overdracht
from organisatie.invallen import deputy_of
from organisatie.models import OpCoDienst, Team
from overleggen.services import add_actiepunt
from tests import factories
from tests.browser.test_maanden import press, team_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEAMS = ["amersfoort", "utrecht-zuid", "almere-stad-haven"]


@pytest.fixture(params=TEAMS)
def leven(request):
    """A team as it was imported, its people by functie, and an OpCo on duty."""
    team = team_of(request.param)
    placed = list(team.plaatsingen.op().select_related("medewerker").order_by("pk"))
    opcos = [row.medewerker for row in placed if row.opco_bevoegd and row.functie == "ggp"]
    factories.dienst(opcos[0], team)
    return SimpleNamespace(
        team=Team.objects.get(pk=team.pk),
        opco=opcos[0],
        opco2=opcos[1],
        chef=next(row.medewerker for row in placed if row.functie == "teamchef"),
        intake=next(row.medewerker for row in placed if row.functie == "intake"),
        placed=placed,
        gebied=team.gebieden.order_by("volgorde").first(),
    )


def handed_over(leven, **anders):
    feiten = {"gebieden": [leven.gebied], "portefeuilles": list(leven.team.portefeuilles.all()[:1])}
    return services.open_by_opco(team=leven.team, by=leven.opco, **feiten, **{**factories.INHOUD, **anders})


def offer_of(casus):
    return Overdracht.objects.get(ronde__casus=casus, besloten_op=None)


def test_who_handed_over_hears_each_refusal_and_who_is_asked_next_reads_why(leven, somebody):
    """B2, B6: twice in a row, and the end."""
    casus = handed_over(leven)
    opco = somebody(leven.opco)
    reasons = ["Ik ga morgen weg.", "Mijn agenda is vol."]
    for nr, reden in enumerate(reasons):
        offer = offer_of(casus)
        asked = somebody(offer.aan, width=360)
        page = asked.goto(offer.get_absolute_url())
        for earlier in reasons[:nr]:
            assert earlier in asked.text()
        page.get_by_label("Waarom", exact=False).last.fill(reden)
        press(page, "Ik kan dit niet doen")
        opco.goto(reverse("notificaties:meldingen"))
        assert opco.text().count("Je overdracht is geweigerd") == nr + 1

    offer = offer_of(casus)
    services.accept_overdracht(overdracht=offer, by=offer.aan, teruglezing="Ik bel de corporatie.")

    opco.goto(reverse("notificaties:meldingen"))
    assert "aanvaard" in opco.text()
    assert casus.titel in opco.text()  # inside the login a notice names its subject (B3)


def test_a_casus_nobody_answers_for_is_asked_of_the_teamchef_with_one_button(leven, somebody):
    """A3, B1: what the BMO calls needed is on the start page of who can do it, and on top of the casus."""
    casus = handed_over(leven, ernst="kritiek")
    Overdracht.objects.update(uiterlijk=timezone.now() - timedelta(minutes=1))
    services.tick()

    chef = somebody(leven.chef)
    chef.goto("/bmo/")
    assert casus.titel in chef.text()
    page = chef.goto("/")
    assert "Er wacht nu niemand op jou" not in chef.text()
    page.locator("main").get_by_role("link", name=casus.titel).first.click()
    assert page.url.endswith(casus.get_absolute_url())
    assert page.locator(".acties .utrecht-button--primary-action").count() == 1


def test_the_next_opco_finds_what_was_left_to_do(leven, somebody):
    """B4: a shift is taken over, twice; the als-dan goes along until somebody did it."""
    casus = handed_over(leven)
    AlsDan.objects.create(casus=casus, als="het weer begint", dan="bel de regisseur")
    for who in (leven.opco2, leven.opco):
        OpCoDienst.objects.filter(team=leven.team, tot=None).update(tot=timezone.now())
        factories.dienst(who, leven.team, van=timezone.now())
        person = somebody(who, width=360)
        page = person.goto("/")
        assert "bel de regisseur" in person.text()
        page.locator("main").get_by_role("link", name="bel de regisseur").first.click()
        assert casus.titel in person.text()

    services.finish_als_dan(als_dan=AlsDan.objects.get(), by=leven.opco)
    person.goto("/")
    assert "bel de regisseur" not in person.text()


def test_the_work_of_who_is_absent_is_taken_over_and_given_back(leven, somebody):
    """B5: an absence, its correction in between, and again."""
    owner = next(
        row.medewerker for row in leven.placed if row.functie == "woe" and row.medewerker != leven.opco
    )
    add_actiepunt(
        team=leven.team,
        by=leven.chef,
        tekst="Bel de corporatie",
        eigenaar=owner,
        deadline=timezone.localdate(),
    )
    for _ in range(2):
        away = factories.afwezig(owner)
        found = deputy_of(owner.pk, leven.team.pk, timezone.now())
        deputy = somebody(next(row.medewerker for row in leven.placed if row.medewerker_id == found))
        page = deputy.goto("/")
        page.locator("main").get_by_role("link", name="Bel de corporatie").first.click()
        assert "Bel de corporatie" in deputy.text()
        away.ingetrokken_op = timezone.now()
        away.save()
        deputy.goto("/")
        assert "Bel de corporatie" not in deputy.text()


def test_a_partner_with_a_number_is_sent_to_who_leads_that_casus(leven, somebody):
    """E1: by somebody to whom the casus does not exist; and nothing else is written down."""
    casus, other = handed_over(leven), handed_over(leven, titel="Een andere zaak")
    offer = offer_of(casus)
    services.accept_overdracht(overdracht=offer, by=offer.aan, teruglezing="Ik bel.")
    gemeente = factories.partner(leven.team)
    services.add_partner(casus=casus, by=offer.aan, organisatie=gemeente)
    services.add_partner(casus=other, by=leven.opco, organisatie=gemeente)
    desk = somebody(leven.intake)
    page = desk.goto(reverse("casuistiek:partnervraag"))
    page.get_by_label("Welk nummer noemt de partner?").fill(Casus.objects.get(pk=casus.pk).referentie)
    page.get_by_label("Welke partner?").select_option(str(gemeente.pk))
    page.locator("main form button[type=submit], main form button").last.click()

    assert offer.aan.naam in desk.text()
    assert casus.titel not in desk.text()
    services.tick()
    assert casus.shopvragen.exists()
    assert not other.shopvragen.exists()


def test_an_absence_that_changes_nothing_says_so(leven, somebody):
    """E2: of somebody without any tie, while casussen are open."""
    handed_over(leven)
    chef = somebody(leven.chef)
    page = chef.goto(reverse("organisatie:afwezigheid-add", args=[leven.intake.pk]))
    page.locator("main form button").first.click()

    assert "Voor geen casus verandert er nu iets." in chef.text()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_new_team_reads_what_is_not_known_yet(somebody, width):
    """E7: ten dashes with a sentence each, and nothing green."""
    team = factories.team("Nieuw")
    chef = somebody(factories.medewerker(team, "teamchef"), width=width)
    page = chef.goto("/bmo/")

    assert page.locator(".cijfers .onbekend").count() == page.locator(".cijfers li").count() == 10
    assert page.locator(".cijfers .groen").count() == 0
    assert "Er loopt nog geen plan." in chef.text()
    assert chef.width() == width
