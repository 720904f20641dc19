"""A month of a WOE in Amersfoort and of an OEWA in Utrecht-Zuid, in a real browser with the demo teams (P1-P16, K8)."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from organisatie.models import Medewerker, Team
from portefeuilles.importeer import lees, voer_in
from portefeuilles.models import Aanpak, Houderschap, Plan, Portefeuille, Voorbeeld
from tests import factories
from tests.factories import op
from werk.models import Werkregel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def team_of(code):
    voer_in(lees(settings.BASE_DIR / "demo" / "teams" / code))
    return Team.objects.get(code=code)


def somebody_with(team, functie, nr=0):
    return Medewerker.objects.filter(plaatsingen__team=team, plaatsingen__functie=functie).order_by("pk")[nr]


def fill(page, **velden):
    """Fill fields by their labels."""
    for label, value in velden.items():
        page.get_by_label(label, exact=False).first.fill(value)


def press(page, naam):
    page.locator("main").get_by_role("button", name=naam, exact=True).first.click()


def follow(page, naam):
    page.locator("main").get_by_role("link", name=naam).first.click()


def test_a_month_of_a_woe_in_amersfoort(somebody, clock):
    """From a plan to a result: activity, aanpak, briefing, logged work, assessment, and an example for all teams."""
    clock.move_to(op("2026-11-02", 9))
    team = team_of("amersfoort")
    port = Portefeuille.objects.get(team=team, naam="Jeugd")
    woe = Houderschap.objects.get(portefeuille=port, rol="houder").medewerker
    factories.partner(team, "Jongerenwerk", "welzijn")
    person = somebody(woe)

    # Week 1: what do we want to reach, and how does that show?
    page = person.goto(port.get_absolute_url())
    page.get_by_text("Meer doen met deze portefeuille").click()
    follow(page, "Nieuw plan")
    fill(page, **{"Hoe heet het plan?": "Jeugd 2027", "Wat is er dan anders?": "Minder jongeren glijden af"})
    fill(page, **{"Eerste dag": "2026-11-02", "Laatste dag": "2027-12-31"})
    press(page, "Bewaren")
    press(page, "Vaststellen")
    assert "Waaraan zie je dit? Geef een indicator bij" in person.text()
    follow(page, "Indicator erbij")
    fill(page, **{"Wat tellen we?": "Meldingen", "Nulmeting": "40", "Streefwaarde": "25"})
    fill(page, **{"Te halen op": "2027-12-31"})
    press(page, "Bewaren")
    follow(page, "Activiteit erbij")
    fill(
        page,
        **{"Wat gaan we doen?": "Elke maand om tafel met het jongerenwerk", "Voor wanneer?": "2026-12-01"},
    )
    page.get_by_text("Waaronder, met wie, waar").click()
    page.get_by_label("Jongerenwerk").check()
    fill(page, **{"Waar steunt dit op?": "IVP 2026"})
    press(page, "Bewaren")
    press(page, "Vaststellen")
    plan = Plan.objects.get(portefeuille=port)
    assert plan.vastgesteld_door == woe
    activiteit = plan.activiteiten.get()
    assert "nog geen werk gekoppeld" in person.text()

    # Week 2: a problem is taken to its cause; no phase can be skipped.
    clock.move_to(op("2026-11-09", 9))
    person.login(woe)
    page = person.goto(port.get_absolute_url())
    follow(page, "Probleem aanpakken")
    fill(page, **{"Welk probleem pakken jullie aan?": "Overlast op het plein"})
    page.get_by_label("Wie trekt dit?").select_option(label=woe.naam)
    page.get_by_text("Hangt het ergens aan?").click()
    page.get_by_label("Hoort bij een activiteit").select_option(label=str(activiteit))
    press(page, "Beginnen")
    for veld in page.locator("main form textarea").all():
        veld.fill("Jongeren, vrijdagavond, op het plein, omdat er niets te doen is.")
    press(page, "Bewaren, en naar de volgende fase")
    follow(page, "Analyse schrijven")
    fill(page, **{"Welke oorzaken liggen eronder?": "Er is geen plek."})
    fill(page, **{"Wat laat dit mislukken?": "Geen geld", "Wie kan dat deblokkeren?": "De gemeente"})
    fill(page, **{"Wat meten we vooraf en achteraf?": "Meldingen"})
    page.get_by_label("Vooraf (mag leeg)", exact=True).fill("12")
    fill(page, **{"Wanneer kijken we of het werkte?": "2026-11-27"})
    press(page, "Bewaren, en naar de volgende fase")
    assert "Nog nodig: minstens één interventie." in person.text()
    follow(page, "Interventie erbij")
    fill(page, **{"Wat gaat er gebeuren?": "Inloop op vrijdag"})
    page.get_by_label("Welke partner doet dit?").select_option(label="Jongerenwerk")
    press(page, "Bewaren")
    press(page, "Naar de volgende fase")
    page.wait_for_selector("text=Nu: respons")
    aanpak = Aanpak.objects.get(titel="Overlast op het plein")

    # Asked on the briefing, answered in the shift, and logged.
    follow(page, "Op de briefing")
    fill(page, **{"Wat vraag je de dienst?": "Spreek de jongeren op het plein aan op de inloop"})
    page.get_by_label("Vroege dienst").check()
    press(page, "Op de briefing zetten")
    agent = somebody(somebody_with(team, "ggp"), width=360)
    page = agent.goto("/portefeuilles/briefing/")
    page.get_by_role("button", name=re.compile("^Gedaan")).first.click()
    page.wait_for_selector("text=Je antwoord staat erin")
    page = person.goto(aanpak.get_absolute_url())
    assert "Gedaan" in person.text()
    follow(page, "Werk loggen")
    fill(page, **{"Hoe lang?": "1u30", "Wat deed je?": "Gesprek met het jongerenwerk"})
    press(page, "Loggen")
    assert Werkregel.objects.get(medewerker=woe).onderwerp == aanpak

    # Week 4: did it work, and what stays?
    clock.move_to(op("2026-11-30", 9))
    person.login(woe)
    page = person.goto("/")
    assert "Overlast op het plein" in person.text()  # the assessment is due
    page = person.goto(aanpak.get_absolute_url())
    follow(page, "Hoe liep het?")
    fill(page, **{"Hoe liep het?": "Elke vrijdag vol."})
    press(page, "Bewaren")
    press(page, "Naar de volgende fase")
    follow(page, "Assessment schrijven")
    fill(page, **{"Achteraf": "4", "Wat leerden jullie?": "Vraag het de jongeren zelf."})
    page.get_by_label("ja", exact=True).check()
    fill(page, **{"Wat blijft er": "De inloop; het jongerenwerk houdt die."})
    press(page, "Bewaren, en naar de volgende fase")
    assert "verschil: -8" in person.text()
    follow(page, "Deel als goed voorbeeld")
    fill(page, **{"Wat lukte er?": "Inloop op vrijdag", "Wat deden jullie?": "Samen met het jongerenwerk."})
    page.get_by_label("met alle teams").check()
    press(page, "Bewaren")

    page = person.goto(port.get_absolute_url())
    text = person.text()
    assert "Inloop op vrijdag" in text  # a good example
    assert "werkte het? ja. Blijft: De inloop" in text
    assert "100%" in text  # its only activity has one piece of work, and that is done
    elsewhere = team_of("utrecht-zuid")
    other = somebody(somebody_with(elsewhere, "woe"))
    page = other.goto("/portefeuilles/voorbeelden/")
    follow(page, "Inloop op vrijdag")
    follow(page, "Wij doen dit ook")
    fill(page, **{"Hoe doen jullie het?": "In het buurthuis"})
    press(page, "Wij doen dit ook")
    assert Voorbeeld.objects.get().navolgingen.get().team == elsewhere


def test_a_month_of_an_oewa_in_utrecht_zuid(somebody, clock):
    """Twelve themes in four portefeuilles; an OEWA leaves, there is a vacature, and an OSA takes one over."""
    clock.move_to(op("2026-11-02", 9))
    team = team_of("utrecht-zuid")
    chef, osa, oewa = (
        somebody_with(team, "teamchef"),
        somebody_with(team, "osa", 1),
        somebody_with(team, "woe"),
    )
    port = Portefeuille.objects.get(team=team, naam="Ondermijning, verkeer, social media")
    leaver = Houderschap.objects.get(portefeuille=port, rol="houder").medewerker

    # All of it on one page, and too much for somebody: the page says by which rule.
    teamchef = somebody(chef)
    page = teamchef.goto("/portefeuilles/")
    text = teamchef.text()
    themas = [thema.naam for p in team.portefeuilles.all() for thema in p.themas.all()]
    assert (team.portefeuilles.count(), len(themas)) == (4, 12)
    assert all(naam in text for naam in themas)
    page = teamchef.goto("/portefeuilles/takenpakketten/")
    assert "Takenpakketten naast elkaar" in teamchef.text()
    assert oewa.naam in teamchef.text()

    # The houder leaves: what is on their mind goes into a dossier, before the last day.
    person = somebody(leaver)
    page = person.goto(port.get_absolute_url())
    page.get_by_text("Meer doen met deze portefeuille").click()
    follow(page, "Overdrachtsdossier maken")
    fill(page, **{"Waarom ging het zo?": "Eerst vertrouwen, dan pas controle."})
    fill(page, **{"Welke vragen staan open?": "Komt de gemeente met geld?"})
    press(page, "Dossier maken")
    assert "Eerst vertrouwen, dan pas controle." in person.text()
    page = teamchef.goto(reverse("organisatie:plaatsing-end", args=[leaver.plaatsingen.get().pk]))
    fill(page, **{"Laatste dag": "2026-11-15"})
    press(page, "Beëindigen")
    clock.move_to(op("2026-11-16", 9))
    teamchef.login(chef)
    page = teamchef.goto("/portefeuilles/takenpakketten/")
    assert "Zonder houder: Ondermijning, verkeer, social media" in teamchef.text()

    # The vacature is drafted from the takenpakket.
    page = teamchef.goto("/portefeuilles/vacatures/nieuw/")
    fill(page, **{"Welke functie?": "OEWA", "Waarom?": "Twee specialisten hebben we al."})
    page.get_by_label("Ondermijning, verkeer, social media").check()
    page.get_by_label("Zuid", exact=True).check()
    page.get_by_label(re.compile("generalist", re.IGNORECASE)).first.check()
    press(page, "Eerste tekst maken")
    draft = page.locator("textarea").first.input_value()
    assert all(naam in draft for naam in ("Verkeer", "Social media"))

    # Until then an OSA takes it over, and finds everything.
    page = teamchef.goto(port.get_absolute_url())
    page.get_by_text("Meer doen met deze portefeuille").click()
    follow(page, "Houder of vervanger")
    page.get_by_label("Wie?").select_option(label=osa.naam)
    press(page, "Bewaren")
    assert osa.naam in teamchef.text()
    assert f"Overdrachtsdossier van {leaver.naam}" in teamchef.text()
    successor = somebody(osa)
    page = successor.goto(port.get_absolute_url())
    follow(page, f"Overdrachtsdossier van {leaver.naam}")
    assert "Komt de gemeente met geld?" in successor.text()

    # Everybody's time together, and nobody's alone.
    for nr in range(3):
        clock.move_to(op(f"2026-11-{17 + nr}", 10))
        colleague = somebody(somebody_with(team, "woe", nr)) if nr < 2 else somebody(osa)
        page = colleague.goto("/werk/")
        page.get_by_label("Waarvoor?").select_option(label="Overleg")
        fill(page, **{"Hoe lang?": "1,5 uur", "Wat deed je?": "OEWA/OSA-overleg"})
        press(page, "Loggen")
    teamchef.login(chef)
    page = teamchef.goto("/werk/tijd/team/?periode=maand")
    assert "4 uur 30" in teamchef.text()
    assert not any(naam in teamchef.text() for naam in (oewa.naam, osa.naam))
    old = Houderschap.objects.get(portefeuille=port, medewerker=leaver, rol="houder")
    assert str(old.tot) == "2026-11-16"  # what was is still there
