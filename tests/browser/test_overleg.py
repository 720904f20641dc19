"""A meeting prepared, held by two people at once over a line that drops, closed and followed up; and the BMO on one A4."""

from datetime import timedelta

import pytest
from django.utils import timezone

from overleggen import services
from overleggen.models import Aantekening, Actiepunt, Agendapunt, Besluit, Overleg
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def overleg(bt):
    reeks = factories.reeks(bt.team)
    # Today at every hour: late in the evening one in an hour is tomorrow's, and to start that one the page asks first.
    now = timezone.localtime()
    begin = min(now + timedelta(hours=1), now.replace(hour=23, minute=59))
    overleg = factories.overleg(reeks, begin=begin)
    factories.overleg(reeks, begin=begin + timedelta(days=28))
    factories.overleg(factories.reeks(bt.team, "bmo"), begin=begin + timedelta(days=2))
    return overleg


def wait_until(check, page, seconds=15):
    for _ in range(seconds * 5):
        if found := check():
            return found
        page.wait_for_timeout(200)
    raise AssertionError(f"did not happen: {check}")


def test_a_meeting_from_preparing_to_following_up(bt, overleg, somebody):
    factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    url = overleg.get_absolute_url()

    # The WOE prepares: brings in a point, with goal, outcome and time. The agenda filled itself with the trend.
    woe = somebody(bt.woe, width=360)
    page = woe.goto(url)
    assert "Vuurwerk" in woe.text()
    page.get_by_role("link", name="Punt inbrengen").first.click()
    page.get_by_label("Waar gaat het over?").fill("Toezicht op het plein")
    page.get_by_label("Wat moet het opleveren?").fill("Wie doet wat?")
    page.get_by_role("button", name="Op de agenda zetten").click()
    assert "20 van 120 minuten gepland" in woe.text()

    # The OSC chairs on a laptop, the WOE takes notes on her own.
    osc = somebody(bt.osc)
    chair = osc.goto(url)
    chair.get_by_role("button", name="Start het overleg").click()
    chair.get_by_role("button", name="Start de klok").click()
    page.goto(url)
    page.get_by_role("button", name="Ik notuleer").click()

    # Both write at once; each sees what the other writes, and nobody loses a word.
    chair.get_by_label("Mijn aantekeningen").fill("Vorig jaar veel schade.")
    page.get_by_label("Mijn aantekeningen").fill("Drie scholen doen mee.")
    wait_until(lambda: "Drie scholen doen mee." in osc.text(), chair)
    wait_until(lambda: "Vorig jaar veel schade." in woe.text(), page)

    # The line of the chair drops. What was typed is kept, and sent when it is back.
    osc.context.set_offline(True)
    chair.get_by_label("Mijn aantekeningen").fill("Vorig jaar veel schade. Gemeente betaalt borden.")
    wait_until(lambda: "Geen verbinding" in osc.text(), chair)
    chair.get_by_label("Besluit", exact=True).check()
    chair.get_by_label("Wat is er besloten of afgesproken?").fill("We vragen borden aan.")
    chair.get_by_role("button", name="Punt afronden").click()
    chair.wait_for_timeout(1500)
    assert not Besluit.objects.exists()
    assert chair.get_by_label("Wat is er besloten of afgesproken?").input_value() == "We vragen borden aan."
    osc.context.set_offline(False)
    wait_until(lambda: Besluit.objects.exists(), chair)
    osc.faults[:] = [fault for fault in osc.faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    assert Besluit.objects.get().tekst == "We vragen borden aan."
    kept = dict(Aantekening.objects.values_list("medewerker", "tekst"))
    assert kept == {
        bt.osc.pk: "Vorig jaar veel schade. Gemeente betaalt borden.",
        bt.woe.pk: "Drie scholen doen mee.",
    }

    # The notulist sees that the meeting went on, and ends the next point with the keyboard alone.
    wait_until(lambda: "Nu: Toezicht op het plein" in woe.text() or "verder gegaan" in woe.text(), page)
    page.goto(url)
    page.get_by_label("Actiepunt", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Wat is er besloten of afgesproken?").focus()
    page.keyboard.type("Rooster maken")
    page.get_by_label("Wie doet het?").select_option(label="Noor Bakker")
    page.get_by_label("Voor wanneer?").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="Punt afronden").press("Enter")
    wait_until(lambda: Actiepunt.objects.exists(), page)

    # Closed: the list is there for who takes part, by a link without words.
    chair.goto(url)
    chair.get_by_role("button", name="Sluit het overleg").click()
    assert "We vragen borden aan." in osc.text()
    assert Overleg.objects.get(pk=overleg.pk).status == "gesloten"
    assert bt.woe.notificaties.filter(tekst="De besluitenlijst van een overleg staat klaar.").count() == 1

    # Followed up: she finds it on her start page, gives a part of it away, and finishes.
    page.goto("/")
    page.get_by_role("link", name="Rooster maken").click()
    page.get_by_label("Hoe staat het ervoor?").fill("Besproken met jongerenwerk")
    page.get_by_role("button", name="Het is klaar").click()
    assert Actiepunt.objects.get().afgerond_op is not None
    assert not Agendapunt.objects.filter(overleg=overleg, uitkomst="").exists()


def test_the_screen_in_the_room_follows_the_meeting(bt, overleg, somebody):
    services.add_punt(
        overleg=overleg,
        by=bt.woe,
        titel="Eerste punt",
        doel="besluitvorming",
        gewenst="Een besluit",
        minuten=10,
    )
    services.add_punt(
        overleg=overleg,
        by=bt.woe,
        titel="Tweede punt",
        doel="besluitvorming",
        gewenst="Een besluit",
        minuten=10,
    )
    services.start_overleg(overleg=overleg, by=bt.osc)
    room = somebody(bt.osc, width=1920)
    page = room.goto(f"{overleg.get_absolute_url()}scherm/")
    assert page.get_by_role("heading", level=1).inner_text() == "Eerste punt"

    services.end_punt(
        punt=overleg.punten.get(titel="Eerste punt"), by=bt.osc, uitkomst="besluit", tekst="Ja."
    )

    wait_until(lambda: page.get_by_role("heading", level=1).inner_text() == "Tweede punt", page)


def test_without_javascript_a_point_is_noted_and_ended(bt, overleg, somebody):
    services.add_punt(
        overleg=overleg,
        by=bt.woe,
        titel="Eerste punt",
        doel="besluitvorming",
        gewenst="Een besluit",
        minuten=10,
    )
    services.start_overleg(overleg=overleg, by=bt.osc)
    osc = somebody(bt.osc, java_script_enabled=False)
    page = osc.goto(overleg.get_absolute_url())
    page.get_by_label("Mijn aantekeningen").fill("Goed gesprek.")
    page.get_by_role("button", name="Alleen bewaren").click()
    page.get_by_label("Geen vervolg", exact=True).check()
    page.get_by_label("Wat is er besloten of afgesproken?").fill("Opgelost.")
    page.get_by_role("button", name="Punt afronden").click()

    assert Aantekening.objects.get().tekst == "Goed gesprek."
    assert overleg.punten.get().uitkomst == "geen_vervolg"


def test_the_bmo_page_is_one_a4_also_when_everything_asks_for_attention(bt, somebody):
    for nr in range(9):
        factories.overgedragen(
            bt, titel=f"Casus met een lange titel over een onrustige straat in het centrum {nr}"
        )
        factories.medewerker(bt.team, "woe", naam=f"Collega met een lange naam {nr}")
        services.add_actiepunt(
            team=bt.team,
            by=bt.osc,
            tekst=f"Een lang actiepunt over een afspraak met de gemeente en de corporatie {nr}",
            eigenaar=bt.woe,
            deadline=timezone.localdate(),
        )
    from overleggen.models import Actiepunt as Rows

    Rows.objects.update(deadline=timezone.localdate() - timedelta(days=3))
    bt.dienst.tot = timezone.now()
    bt.dienst.save()
    chef = somebody(bt.chef)
    page = chef.goto("/bmo/")
    assert "9 casussen vragen aandacht" in chef.text().replace("\n", " ")

    pdf = page.pdf(format="A4", prefer_css_page_size=True)

    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page/") == 1
