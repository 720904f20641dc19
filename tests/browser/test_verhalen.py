"""The two stories of WOEst, replayed in a real browser with the Amersfoort demo team.

**Chemische lucht** went wrong then; here every chair has somebody on it. **Turkse verkiezingen** went well:
it begins without an acute phase, from a trend.
"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus
from notificaties.models import Notificatie
from organisatie.models import Afwezigheid, Koppeling, Medewerker, OpCoDienst, Team
from overleggen import services as overleg_services
from overleggen.models import Actiepunt
from portefeuilles.importeer import lees, voer_in
from portefeuilles.models import Houderschap
from tests import factories
from tests.factories import op

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def amersfoort(clock):
    clock.move_to(op("2026-11-23", 16))
    voer_in(lees(settings.BASE_DIR / "demo" / "teams" / "amersfoort"))
    team = Team.objects.get(code="amersfoort")
    team.opco = Medewerker.objects.filter(plaatsingen__team=team, plaatsingen__functie="ggp").order_by("pk")[
        0
    ]
    OpCoDienst.objects.create(team=team, medewerker=team.opco, van=timezone.now() - timedelta(hours=6))
    overleg_services.tick()
    return team


def tied(team, gebied, rol):
    return Koppeling.objects.get(gebied__team=team, gebied__naam=gebied, rol=rol).medewerker


def with_functie(team, functie):
    return (
        Medewerker.objects.filter(plaatsingen__team=team, plaatsingen__functie=functie).order_by("pk").first()
    )


def test_chemische_lucht(amersfoort, somebody, clock):
    team = amersfoort
    woe, oe = tied(team, "Binnenstad", "woe"), tied(team, "Binnenstad", "oe")
    osc, chef = with_functie(team, "osc"), with_functie(team, "teamchef")
    Afwezigheid.objects.create(
        medewerker=woe, van=op("2026-11-20", 0), tot=op("2026-12-05", 0), ingevoerd_door=chef
    )

    # The OpCo hands over on a phone, at the end of the shift.
    opco = somebody(team.opco, width=360)
    page = opco.goto("/casussen/overdragen/")
    interactions = 0
    for label, value in (
        ("Waar gaat het over?", "Chemische lucht"),
        ("Wat is er gebeurd?", "Hulpverleners roken een chemische lucht in een woning."),
        ("Wat is er gedaan?", "Opgeschaald en aangehouden."),
        ("Hoe is het nu", "Rustig. De woning is verzegeld."),
        ("Als dit gebeurt", "de hulpverleners bellen"),
        ("dan moet dit", "verwijs naar de regisseur"),
        ("Waar staat het vastgelegd?", "PL0900-2026-4711"),
    ):
        page.get_by_label(label).fill(value)
        interactions += 1
    page.get_by_label("Kritiek").check()
    page.get_by_label("Waar?", exact=False).first.select_option(label="Binnenstad")
    page.get_by_role("button", name="Verder: wie wordt gevraagd?").click()
    interactions += 3
    assert opco.width() == 360

    # The software proposes the OE, and says why.
    assert oe.naam in opco.text()
    assert (
        f"OE van Binnenstad, want {woe.naam} (WOE van Binnenstad) is afwezig t/m vrijdag 4 december"
        in opco.text()
    )
    page.get_by_role("button", name="Overdragen").click()
    interactions += 1
    assert interactions <= 12
    assert f"{oe.naam} is gevraagd" in opco.text()
    assert opco.width() == 360
    casus = Casus.objects.get()

    # The term passes without an answer: the next is asked, the escalatiefunctie told, the BMO page red.
    clock.move_to(op("2026-11-23", 17, 1))
    services.tick()
    offer = casus.rondes.get().overdrachten.get(besloten_op=None)
    assert offer.aan not in (woe, oe)
    assert (
        Notificatie.objects.filter(
            ontvanger=osc, tekst__startswith="Een overdracht is niet beantwoord"
        ).count()
        == 1
    )
    teamchef = somebody(chef)
    teamchef.goto("/bmo/")
    assert "Overdracht over de termijn" in teamchef.text()
    assert "Chemische lucht" in teamchef.text()

    # Acceptance with teruglezing.
    regisseur = somebody(offer.aan, width=360)
    page = regisseur.goto("/")
    page.get_by_role("link", name="Neem jij de regie? Chemische lucht").click()
    page.get_by_label("Lees in één zin terug").fill("Woning verzegeld, ik bel morgen de gemeente.")
    page.get_by_role("button", name="Ik neem de regie").click()
    assert offer.aan.naam in regisseur.text()
    assert "Woning verzegeld, ik bel morgen de gemeente." in regisseur.text()
    teamchef.goto("/bmo/")
    assert "Overdracht over de termijn" not in teamchef.text()

    # The casus is brought into the next WOE/OS agenda, with one of the four criteria.
    page.get_by_role("link", name="Op de agenda").click()
    page.get_by_label("De aanpak is leerzaam voor anderen").check()
    page.get_by_label("Wat moet het opleveren?").fill("Afspraak over vervanging")
    page.get_by_role("button", name="Op de agenda zetten").click()
    assert "De casus staat op de agenda." in regisseur.text()

    # The meeting ends it in an actiepunt.
    clock.move_to(op("2026-12-01", 9))
    voorzitter = somebody(osc)
    page = voorzitter.goto("/overleggen/")
    page.get_by_role("link", name="WOE/OS-overleg").first.click()
    page.get_by_role("button", name="Start het overleg").click()
    assert "Nu: Chemische lucht" in voorzitter.text()
    page.get_by_role("button", name="Start de klok").click()
    page.get_by_label("Actiepunt", exact=True).check()
    page.get_by_label("Wat is er besloten of afgesproken?").fill("Vervanging bespreken met de OE's")
    page.get_by_label("Wie doet het?").select_option(label=offer.aan.naam)
    page.get_by_label("Voor wanneer?").fill("2026-12-08")
    with page.expect_navigation():
        page.get_by_role("button", name="Punt afronden").click()
    assert Actiepunt.objects.get().eigenaar == offer.aan
    while "Sluit het overleg" not in voorzitter.text():
        page.get_by_label("Geen vervolg", exact=True).check()
        page.get_by_label("Wat is er besloten of afgesproken?").fill("Geen punten.")
        with page.expect_navigation():
            page.get_by_role("button", name="Punt afronden").click()
    page.get_by_role("button", name="Sluit het overleg").click()
    assert "Het overleg is gesloten." in voorzitter.text()

    # Its owner is reminded.
    clock.move_to(op("2026-12-06", 9))
    overleg_services.tick()
    regisseur.login(offer.aan)
    regisseur.goto("/meldingen/")
    assert "Een actiepunt van jou moet bijna klaar zijn." in regisseur.text()
    regisseur.goto("/")
    assert "Vervanging bespreken met de OE's" in regisseur.text()


def test_turkse_verkiezingen(amersfoort, somebody, clock):
    team = amersfoort
    woe = Houderschap.objects.get(portefeuille__team=team, portefeuille__naam="CTER", rol="houder").medewerker
    osc = with_functie(team, "osc")

    # A trend, seen in time.
    person = somebody(woe)
    page = person.goto("/portefeuilles/")
    page.get_by_role("link", name="Trend melden").click()
    page.get_by_label("Wat komt er op ons af?").fill("Verkiezingsavond in mei")
    page.get_by_label("Wat betekent dit voor de politie?").fill("Kans op drukte bij het plein.")
    page.get_by_role("button", name="Bewaren").click()

    # It becomes a point by itself, and an action.
    clock.move_to(op("2026-12-01", 9))
    voorzitter = somebody(osc)
    page = voorzitter.goto("/overleggen/")
    page.get_by_role("link", name="WOE/OS-overleg").first.click()
    assert "1. Verkiezingsavond in mei" in voorzitter.text()
    page.get_by_role("button", name="Start het overleg").click()
    page.get_by_label("Actiepunt", exact=True).check()
    page.get_by_label("Wat is er besloten of afgesproken?").fill(
        "Wijkagenten spreken moskeeën en jongerenwerk"
    )
    page.get_by_label("Wie doet het?").select_option(label=woe.naam)
    page.get_by_label("Voor wanneer?").fill("2026-12-15")
    page.get_by_role("button", name="Punt afronden").click()

    # Followed in the other direction: the trend says what was done with it.
    person.login(woe)
    page = person.goto("/portefeuilles/")
    page.get_by_role("link", name="Verkiezingsavond in mei").click()
    assert "Wijkagenten spreken moskeeën en jongerenwerk" in person.text()

    # The WOE starts a casus without an acute phase that touches two gebieden.
    page = person.goto("/casussen/beginnen/")
    page.get_by_label("Waar gaat het over?").fill("Verkiezingsavond")
    page.get_by_label("Waar?", exact=False).first.select_option(label="Zuid")
    page.get_by_label("Portefeuille", exact=False).first.select_option(label="CTER")
    page.get_by_text("Raakt het meer gebieden of portefeuilles?").click()
    page.get_by_label("Binnenstad").check()
    page.get_by_label("Wat is er aan de hand?").fill("Er komt een verkiezingsavond aan.")
    page.get_by_role("button", name="Verder").click()

    assert "Jij hebt de regie" in person.text()
    casus = Casus.objects.get()
    assert (casus.fase, casus.grond, casus.oorsprong) == ("regie", "portefeuille", "zelf")
    assert list(casus.casusgebieden.values_list("gebied__naam", flat=True)) == ["Zuid", "Binnenstad"]
    assert Notificatie.objects.filter(ontvanger=osc, tekst__contains="nam zelf de regie").count() == 1

    # Partners, with the text to copy; capaciteitsmanagement is a partner too.
    gemeente = factories.partner(team)
    factories.partner(team, "Capaciteitsmanagement", "politie", "Rick Boot")
    for naam in ("Gemeente Amersfoort", "Capaciteitsmanagement"):
        page.get_by_role("link", name="Partner erbij").click()
        page.get_by_label("Welke partner?").select_option(label=naam)
        page.get_by_role("button", name="Bewaren").click()
    assert (
        f"De regie in deze zaak ligt bij {woe.naam}" in page.get_by_label("Tekst voor partners").input_value()
    )
    page.get_by_role("button", name="Partners weten het").click()
    assert "Weet wie aan zet is sinds" in person.text()

    # A wijkagent does an agreed part, and sees the casus from then on.
    wijkagent = with_functie(team, "wijkagent")
    page.get_by_text("Meer doen met deze casus").click()
    page.get_by_role("link", name="Collega betrekken").click()
    page.get_by_label("Wie?").select_option(label=wijkagent.naam)
    page.get_by_label("voert uit").check()
    page.get_by_label("Welk deel doet of bewaakt deze collega?").fill(
        "Praat met de moskeeën en het jongerenwerk"
    )
    page.get_by_role("button", name="Toevoegen").click()
    there = somebody(wijkagent, width=360)
    there.goto("/")
    assert "Praat met de moskeeën en het jongerenwerk" in there.text()

    # A scenario with its handelingskader; the OSC shares it with the gemeente.
    page.get_by_text("Meer doen met deze casus").click()
    page.get_by_role("link", name="Scenario opstellen").click()
    page.get_by_label("Welk scenario?").fill("Het wordt druk op het plein")
    page.get_by_label("Beleidsuitgangspunten").fill("Feest mag, overlast niet.")
    page.get_by_label("Handelingskader").fill("Eerst aanspreken, dan het plein afsluiten.")
    page.get_by_label("Welke inzet is nodig?").fill("Drie extra collega's")
    page.get_by_label("Wie besloot over de inzet?").fill("teamchef en capaciteitsmanagement")
    page.get_by_role("button", name="Bewaren").click()
    voorzitter.login(osc)
    page = voorzitter.goto(casus.get_absolute_url())
    page.get_by_text("Het wordt druk op het plein").first.click()
    page.get_by_role("link", name="Gedeeld met de gemeente").click()
    page.get_by_label("Welke partner?").select_option(label=gemeente.naam)
    page.get_by_role("button", name="Bewaren").click()
    assert casus.scenarios.get().gedeeld_door == osc

    # Afterwards: closed, and chosen as the good casus of a casusleerbijeenkomst.
    person.login(woe)
    page = person.goto(casus.get_absolute_url())
    page.get_by_text("Meer doen met deze casus").click()
    page.get_by_role("link", name="Afsluiten").click()
    page.get_by_label("Waarom kan de casus dicht?").fill("De avond verliep rustig.")
    page.get_by_role("button", name="Afsluiten").click()
    chef = with_functie(team, "teamchef")
    page = voorzitter.goto("/casussen/leren/plannen/")
    page.get_by_label("Welke dag?").fill("2026-12-20")
    page.get_by_role("group", name="Wat ging goed?").get_by_label("Verkiezingsavond").check()
    page.get_by_label("Wie leidt het gesprek?").select_option(label=chef.naam)
    page.get_by_role("button", name="Plannen en uitnodigen").click()
    assert "Er is geen casus die minder goed ging" in voorzitter.text()
    leider = somebody(chef)
    page = leider.goto(page.url.replace(leider.base, ""))
    page.get_by_role("link", name="Wat hielp of hinderde?").click()
    page.get_by_label("Welk moment?").select_option(index=1)
    page.get_by_label("het hielp").check()
    page.get_by_label("Wat precies?").fill("Vroeg begonnen, samen met de wijkagenten.")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("link", name="Les vastleggen").click()
    page.get_by_label("Wat leerden we?").fill("Wie de wijk kent hoort het eerst.")
    page.get_by_label("Wat doen we voortaan anders?").fill("Wijkagenten doen mee vanaf de eerste dag.")
    page.get_by_role("button", name="Les vastleggen").click()
    page.get_by_role("link", name="Afronden").click()
    page.get_by_label("Wat ging goed?").fill("Vroeg contact.")
    page.get_by_label("Wat kan beter?").fill("Briefing eerder.")
    page.get_by_role("button", name="Afronden").click()
    assert "Wijkagenten doen mee vanaf de eerste dag." in leider.text()

    # The lesson is there when a casus that looks alike begins.
    page = person.goto("/casussen/beginnen/")
    page.get_by_label("Waar gaat het over?").fill("Volgende verkiezing")
    page.get_by_label("Portefeuille", exact=False).first.select_option(label="CTER")
    page.get_by_label("Wat is er aan de hand?").fill("Er komt er weer een.")
    page.get_by_role("button", name="Verder").click()
    assert "Wie de wijk kent hoort het eerst." in person.text()
