"""Three stories in a real browser: a network from nothing, unrest that leads to homework support, and calling at an event."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bondgenoten import services
from bondgenoten.models import Belregel, Belronde, Netwerk, Resultaat, Signaal, Sleutelfiguur
from logboek.models import Logregel
from overleggen.services import close_overleg, end_punt, start_overleg
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def hold(overleg, by):
    """Hold this meeting and end its points; how that goes in a browser is told in test_overleg.py."""
    start_overleg(overleg=overleg, by=by)
    for punt in overleg.punten.filter(uitkomst=""):
        end_punt(punt=punt, by=by, uitkomst="geen_vervolg", tekst="Besproken.")
    close_overleg(overleg=overleg, by=by)


def test_a_network_from_nothing_to_its_first_bijeenkomst(bt, somebody):
    factories.partner(bt.team)
    woe = somebody(bt.woe)
    page = woe.goto(reverse("bondgenoten:netwerk-list"))
    assert "Begin er een voordat het nodig is" in woe.text()

    # What it is about, in the team's own words, and with the warning.
    page.get_by_role("link", name="Wie bereiken we?").first.click()
    page.get_by_role("link", name="Gemeenschappen").click()
    assert "geen geloof, geen herkomst, geen politiek" in woe.text()
    page.get_by_role("link", name="Gemeenschap toevoegen").click()
    page.get_by_label("Hoe noemen jullie deze gemeenschap?").fill("Jongeren van het plein")
    page.get_by_role("button", name="Bewaren").click()

    page.goto(reverse("bondgenoten:netwerk-list"))
    page.get_by_role("link", name="Netwerk beginnen").click()
    page.get_by_label("Naam").fill("Bondgenoten Binnenstad")
    page.get_by_label("Jongeren van het plein").check()
    page.get_by_label("Vervanger").select_option(label=bt.wijkagent.naam)
    page.get_by_role("button", name="Bewaren").click()
    assert "Nog niet bij elkaar geweest" in woe.text()

    # The first sleutelfiguur; a word about religion is refused, and what was typed stays.
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.get_by_role("link", name="Een nieuwe sleutelfiguur vastleggen").click()
    page.get_by_label("Naam").fill("Sari Verhof")
    page.get_by_label("Wat doet deze persoon in de wijk?").fill("bestuur van de moskee")
    page.get_by_label("Telefoon", exact=False).first.fill("06-12345678")
    page.get_by_role("button", name="Bewaren").click()
    assert "Dat leggen we van een mens niet vast" in woe.text()
    assert page.get_by_label("Naam").input_value() == "Sari Verhof"
    page.get_by_label("Wat doet deze persoon in de wijk?").fill("bestuur van een stichting")
    page.get_by_role("button", name="Bewaren").click()
    assert "Jij houdt de relatie" in woe.text()
    assert "06-12345678" not in woe.text()
    page.get_by_role("button", name="Toon telefoon en e-mail").click()
    assert "06-12345678" in woe.text()

    # The gemeente and the teamchef: not only the wijkagent.
    assert Netwerk.objects.get().leden.filter(sleutelfiguur__naam="Sari Verhof").exists()
    page.goto(Netwerk.objects.get().get_absolute_url())
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.get_by_label("Iemand van de gemeente of een partner").select_option(index=1)
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.get_by_label("Een collega").select_option(label=bt.chef.naam)
    page.get_by_label("Rol").select_option("leiding")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.get_by_label("Een collega").select_option(label=bt.chef.naam)
    page.get_by_role("button", name="Toevoegen").click()
    assert "Deze persoon zit al in dit netwerk." in woe.text()
    page.goto(Netwerk.objects.get().get_absolute_url())

    # Plan, meet, and write down who was there and what was promised.
    page.get_by_role("link", name="Bijeenkomsten plannen").click()
    page.get_by_label("Eerste dag").fill(f"{factories.vandaag() + timedelta(days=1):%Y-%m-%d}")
    page.get_by_role("button", name="Plannen").click()
    page.locator("section.nu a.vet").click()
    page.wait_for_url("**/bondgenoten/bijeenkomsten/**")
    hold(Netwerk.objects.get().reeks.overleggen.order_by("begin").first(), bt.woe)
    overleg = Netwerk.objects.get().reeks.overleggen.get(status="gesloten")
    page.goto(reverse("bondgenoten:bijeenkomst", args=[overleg.pk]))
    page.get_by_role("link", name="Wie was er?").click()
    page.get_by_role("button", name="Bewaren").click()
    assert "Was er niemand? Kies dan bij het overleg: gaat niet door." in woe.text()
    page.get_by_label("Sari Verhof").check()
    page.get_by_label(bt.chef.naam).check()
    page.get_by_role("button", name="Bewaren").click()
    assert "2 van 5" in woe.text()
    page.get_by_role("link", name="Afspraak").click()
    page.get_by_label("Wat is afgesproken?").fill("Elke vrijdag langs het plein")
    page.get_by_label("Welke collega doet het?").select_option(label=bt.wijkagent.naam)
    page.get_by_label("Voor wanneer?").fill(f"{factories.vandaag() + timedelta(days=7):%Y-%m-%d}")
    page.get_by_role("button", name="Bewaren").click()

    # It is in the wijkagent's list of work, and the network says how it stands.
    wijkagent = somebody(bt.wijkagent, width=360)
    wijkagent.goto("/")
    assert "Elke vrijdag langs het plein" in wijkagent.text()
    wijkagent.goto(Netwerk.objects.get().get_absolute_url())
    assert "Voor het laatst op" in wijkagent.text()
    assert "De laatste keer was leiding er wel." in wijkagent.text()


def test_unrest_among_youngsters_leads_to_homework_support_and_is_told_back(bt, somebody):
    groep = services.save_gemeenschap(team=bt.team, by=bt.woe, naam="Jongeren van het plein")
    netwerk = factories.netwerk(bt, gemeenschappen=[groep], vervanger=bt.wijkagent)
    factories.sleutelfiguur(bt, netwerk)
    services.plan_reeks(
        netwerk=netwerk, by=bt.woe, regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=factories.vandaag() + timedelta(days=40), begintijd=factories.TIJD,
    )  # fmt: skip

    # The wijkagent hears it in the street and reports it on the phone.
    wijkagent = somebody(bt.wijkagent, width=360)
    page = wijkagent.goto(reverse("bondgenoten:netwerk-list"))
    page.get_by_role("link", name="Signaal melden").click()
    page.get_by_label("Wat speelt er?").fill("Jongeren worden onrustig door de lockdown")
    page.get_by_label("In welke gemeenschap?").select_option(label="Jongeren van het plein")
    page.get_by_label("hoog: er zijn incidenten of oproepen").check()
    page.get_by_label("ervaren: mensen voelen het zo").check()
    page.get_by_role("button", name="Signaal melden").click()
    assert "Zit in dit gebied en kent deze gemeenschap." in wijkagent.text()

    # The network is called together: it does not wait for the next bijeenkomst.
    page.get_by_role("link", name="Netwerk bijeenroepen").click()
    assert "Wacht niet op de volgende bijeenkomst" in wijkagent.text()
    page.get_by_label("Welke dag?").fill(f"{factories.vandaag() + timedelta(days=1):%Y-%m-%d}")
    page.get_by_role("button", name="Bijeenroepen").click()
    assert "Vul dag en tijd allebei in" in wijkagent.text()
    page.get_by_label("Hoe laat?").fill("19.30")
    page.get_by_label("Waar?").fill("Buurthuis")
    page.get_by_role("button", name="Bijeenroepen").click()
    assert "Jongeren worden onrustig door de lockdown" in wijkagent.text()

    # At the bijeenkomst: advice, and what the gemeente will do.
    page.get_by_role("link", name="Advies").click()
    page.get_by_label("ongevraagd advies", exact=True).check()
    page.get_by_label("Wat zegt het netwerk?").fill("Thuis kunnen ze geen huiswerk maken. Geef ze een plek.")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Afspraak").click()
    page.get_by_label("Wat is afgesproken?").fill("Een ruimte voor huiswerk")
    page.get_by_label("Of wie anders?").fill("gemeente")
    page.get_by_label("Voor wanneer?").fill(f"{factories.vandaag() + timedelta(days=7):%Y-%m-%d}")
    page.get_by_role("button", name="Bewaren").click()

    # The WOE answers, writes down what came of it, and tells it back.
    woe = somebody(bt.woe)
    page = woe.goto(netwerk.get_absolute_url())
    page.get_by_role("link", name="Antwoorden").click()
    page.get_by_label("we doen het", exact=True).check()
    page.get_by_label("Waarom, en wat doen we?").fill(
        "De gemeente geeft een ruimte, vrijwilligers begeleiden."
    )
    page.get_by_role("button", name="Antwoord bewaren").click()
    page.get_by_role("link", name="Een ruimte voor huiswerk", exact=True).click()
    page.get_by_label("De afspraak is nagekomen").check()
    page.get_by_label("Wat is ermee gedaan?").fill("De zaal is drie avonden open.")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Resultaat toevoegen").click()
    page.get_by_label("Wat is er gekomen?").fill("Huiswerkbegeleiding in een ruimte van de gemeente")
    page.get_by_text("Partners en signaal").click()
    page.get_by_label("Na welk signaal?").select_option(label="Jongeren worden onrustig door de lockdown")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Terugkoppelen").click()
    for words in (
        "Geef ze een plek",
        "De zaal is drie avonden open.",
        "Huiswerkbegeleiding in een ruimte van de gemeente",
    ):
        assert words in woe.text()
    page.get_by_role("button", name="Dit is aan het netwerk verteld").click()
    assert "het netwerk weet wat ermee is gedaan" in woe.text()

    page.goto(Signaal.objects.get().get_absolute_url())
    assert "Huiswerkbegeleiding" in woe.text()
    page.get_by_role("link", name="Sluiten").click()
    page.get_by_label("Waarom speelt dit niet meer?").fill("De jongeren hebben een plek.")
    page.get_by_role("button", name="Sluiten").click()
    assert Signaal.objects.get().gesloten_op is not None
    assert Resultaat.objects.get().teruggekoppeld_op is not None


def test_an_attack_elsewhere_twenty_calls_on_a_phone_and_the_teamchef_looks_along(bt, somebody):
    groep = services.save_gemeenschap(team=bt.team, by=bt.woe, naam="Ouders rond de scholen")
    netwerk = factories.netwerk(bt, gemeenschappen=[groep])
    for nr in range(20):
        factories.sleutelfiguur(bt, netwerk, naam=f"Wijk Mens{nr:02}", telefoon=f"06-100000{nr:02}", email="")
    factories.sleutelfiguur(
        bt, factories.netwerk(bt, naam="Zuid", gebied=bt.zuid, by=bt.woe_zuid), naam="Van Elders"
    )

    # Open the page, say what happened and whom it touches: the call list is there, three steps after opening.
    woe = somebody(bt.woe, width=360)
    page = woe.goto(reverse("bondgenoten:belronde-add"))
    page.get_by_label("Wat is er gebeurd?").fill("Aanslag in een andere stad")
    page.get_by_label("Ouders rond de scholen").check()
    page.get_by_label("Wat vertellen we?").fill("Er is hier geen aanwijzing voor gevaar.")
    page.get_by_role("button", name="Maak de bellijst").click()
    assert "Jij belt (20)" in woe.text()
    assert "Van Elders" not in woe.text()
    ronde = Belronde.objects.get()

    chef = somebody(bt.chef)
    overview = chef.goto(reverse("bondgenoten:belronde-overview", args=[ronde.pk]))
    assert "0 van 20" in chef.text()

    # Twenty calls: one tap to call, one for how it is, one to keep it. Words only where there is something to say.
    for nr in range(20):
        page.get_by_role("button", name="Ik bel").first.click()
        assert page.locator("a[href^='tel:']").count() == 1
        if nr == 3:  # no answer: it stays on the list for later
            page.get_by_role("button", name="Geen gehoor").click()
            continue
        page.get_by_label("Mensen hebben vragen" if nr % 2 else "Rustig", exact=True).check()
        if nr == 5:
            page.get_by_label("Wat hoorde je?").fill("Ouders willen weten of school open is")
        page.get_by_role("button", name="Gesproken").click()

    assert (
        Belregel.objects.filter(afloop="gesproken").count()
        + Belregel.objects.filter(afloop="geen_gehoor").count()
        >= 19
    )
    # The overview follows by itself while the teamchef looks.
    for _ in range(200):
        if "Ouders willen weten" in chef.text():
            break
        overview.wait_for_timeout(200)
    assert "Ouders willen weten of school open is" in chef.text()
    assert "Wijk Mens" not in chef.text()

    left = Belregel.objects.exclude(afloop="gesproken").count()
    for _ in range(left):
        page.get_by_role("button", name="Ik bel").first.click()
        page.get_by_label("Rustig", exact=True).check()
        page.get_by_role("button", name="Gesproken").click()
    chef.goto(reverse("bondgenoten:belronde-overview", args=[ronde.pk]))
    assert "20 van 20" in chef.text()
    chef.page.get_by_role("link", name="Sluiten met verslag").click()
    chef.page.get_by_label("Wat hoorden jullie").fill("Rustig. De scholen sturen vandaag een bericht.")
    chef.page.get_by_role("button", name="Belronde sluiten").click()
    assert "De scholen sturen vandaag een bericht." in chef.text()

    seen = Logregel.objects.filter(actie="sleutelfiguur.contact_seen", reden="belronde")
    assert {row.object_id for row in seen} == set(
        Sleutelfiguur.objects.exclude(naam="Van Elders").values_list("pk", flat=True)
    )


def test_the_picture_works_with_the_keyboard_and_says_the_same_as_its_table(bt, somebody):
    netwerk = factories.netwerk(bt)
    mens = factories.sleutelfiguur(bt, netwerk)
    woe = somebody(bt.woe)
    page = woe.goto(reverse("bondgenoten:netwerkbeeld", args=[netwerk.pk]))

    link = page.locator("svg.netwerkbeeld a").nth(1)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**" + mens.get_absolute_url())
    page.go_back()

    names = [name.strip() for name in page.locator("svg.netwerkbeeld text:not(.kopje)").all_text_contents()]
    table = page.locator("table").inner_text()
    assert [name for name in names if name not in table] == []
