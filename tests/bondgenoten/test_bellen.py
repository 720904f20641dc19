"""Calling people at an event: who is on the list, one call, the overview, and its end (B6)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bondgenoten import services
from bondgenoten.models import Belregel, Belronde, Contact
from bondgenoten.services.wissen import withdraw_consent
from notificaties.models import Notificatie
from regels.begrippen import RegelOvertreden
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk(bt):
    return factories.netwerk(bt)


@pytest.fixture
def ronde(bt, netwerk):
    for nr in range(3):
        factories.sleutelfiguur(bt, netwerk, naam=f"Wijk Mens{nr}")
    factories.sleutelfiguur(bt, factories.netwerk(bt, naam="Zuid", gebied=bt.zuid), naam="Van Elders")
    return services.start_belronde(team=bt.team, by=bt.chef, aanleiding="Brand", gebieden=[bt.binnenstad])


def called(regel, by, **anders):
    return services.result_line(regel=regel, by=by, **{"afloop": "gesproken", "stemming": "rustig", **anders})


def test_the_call_list_is_of_the_gebied_and_asks_who_knows_them(bt, ronde):
    assert [str(line.sleutelfiguur) for line in ronde.regels.all()] == [
        "Wijk Mens0",
        "Wijk Mens1",
        "Wijk Mens2",
    ]
    assert {(line.beller, line.reden) for line in ronde.regels.all()} == {(bt.woe, "relatiehouder")}
    assert Notificatie.objects.get(sleutel=f"belronde:{ronde.pk}").ontvanger == bt.woe


def test_a_relatiehouder_who_is_away_is_not_asked(bt, netwerk):
    mens = factories.sleutelfiguur(bt, netwerk)
    services.set_relatie(sleutelfiguur=mens, by=bt.woe, medewerker=bt.wijkagent, als="vervanger")
    factories.afwezig(bt.woe)

    ronde = services.start_belronde(team=bt.team, by=bt.chef, aanleiding="Brand", iedereen=True)

    assert ronde.regels.get().beller == bt.wijkagent


def test_nothing_chosen_calls_nobody_until_somebody_says_it_touches_everybody(bt, netwerk, client):
    factories.sleutelfiguur(bt, netwerk)
    client.force_login(bt.wijkagent)
    url = reverse("bondgenoten:belronde-add")

    page = client.post(url, {"aanleiding": "Zomaar"}).content.decode()

    assert "dat is 1 mens, met 1 collega om te bellen" in page
    assert not Belronde.objects.exists()
    client.post(url, {"aanleiding": "Zomaar", "iedereen": "on"})
    ronde = Belronde.objects.get()
    told = Notificatie.objects.filter(sleutel__endswith=f":{ronde.pk}")
    assert {row.ontvanger for row in told} == {bt.woe, bt.chef}  # who is asked, and the teamchef


def test_who_lives_there_is_on_the_list_without_a_network(bt, netwerk):
    loose = factories.sleutelfiguur(bt, naam="Woont Hier", gebied=bt.binnenstad)
    factories.sleutelfiguur(bt, naam="Woont Elders", gebied=bt.zuid)

    ronde = services.start_belronde(team=bt.team, by=bt.woe, aanleiding="Brand", gebieden=[bt.binnenstad])

    assert [(line.sleutelfiguur, line.netwerk) for line in ronde.regels.all()] == [(loose, None)]


def test_a_round_is_over_by_itself_and_then_names_nobody_to_who_called_along(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.opco)
    Belronde.objects.update(begonnen_op=timezone.now() - timedelta(hours=37))
    client.force_login(bt.opco)

    page = client.get(ronde.get_absolute_url()).content.decode()

    assert "is voorbij" in page
    assert "Wijk Mens" not in page
    assert not line.sleutelfiguur.__class__.objects.visible_to(bt.opco).exists()
    with pytest.raises(RegelOvertreden, match="voorbij"):
        services.claim_line(regel=line, by=bt.opco)
    client.force_login(bt.chef)
    client.post(reverse("bondgenoten:belronde-close", args=[ronde.pk]), {"verslag": "Rustig gebleven."})
    assert "Rustig gebleven." in client.get(ronde.get_absolute_url()).content.decode()


def test_a_line_that_was_forgotten_holds_nobody_up(bt, ronde):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    Belregel.objects.update(bezig_sinds=timezone.now() - timedelta(minutes=21))

    again = services.claim_line(regel=line, by=bt.wijkagent)

    assert again.bezig == bt.wijkagent


def test_giving_a_line_back_late_does_not_end_the_call_of_another(bt, ronde):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    Belregel.objects.update(bezig_sinds=timezone.now() - timedelta(minutes=21))
    services.claim_line(regel=line, by=bt.wijkagent)

    with pytest.raises(RegelOvertreden, match="belt nu met deze regel"):
        services.release_line(regel=line, by=bt.woe)

    assert Belregel.objects.get(pk=line.pk).bezig == bt.wijkagent


def test_one_call_at_a_time_also_over_two_rounds(bt, ronde):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    other = services.start_belronde(team=bt.team, by=bt.woe, aanleiding="Storm", iedereen=True)

    services.claim_line(regel=other.regels.last(), by=bt.woe)

    assert Belregel.objects.get(pk=line.pk).bezig is None


def test_a_wrong_tap_is_mended_by_who_made_it(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    called(line, bt.woe, gehoord="Onrust op het plein")
    client.force_login(bt.woe)
    url = reverse("bondgenoten:line", args=[line.pk])

    shown = client.get(url).content.decode()
    client.post(url, {"afloop": "geen_gehoor"})

    line.refresh_from_db()
    assert "Onrust op het plein" in shown
    assert (line.afloop, line.stemming, line.is_klaar, line.pogingen) == ("geen_gehoor", "", False, 1)
    assert not Contact.objects.exists()  # they did not speak after all


def test_a_form_without_a_button_says_what_is_missing(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    client.force_login(bt.woe)

    page = client.post(reverse("bondgenoten:line", args=[line.pk]), {"stemming": "rustig", "gehoord": "Iets"})

    assert "Kies hoe het telefoontje afliep" in page.content.decode()
    assert "Iets" in page.content.decode()


def test_what_is_needed_becomes_a_promise_or_a_signal_without_typing_it_again(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    called(line, bt.woe, nodig="Een hek om het plein")
    client.force_login(bt.woe)

    promise = client.get(f"{reverse('bondgenoten:afspraak-add', args=[line.netwerk_id])}?regel={line.pk}")
    signal = client.get(f"{reverse('bondgenoten:signaal-add')}?regel={line.pk}")
    client.force_login(bt.intake)
    other = client.get(f"{reverse('bondgenoten:signaal-add')}?regel={line.pk}")

    assert "Een hek om het plein" in promise.content.decode()
    assert "Een hek om het plein" in signal.content.decode()
    assert "Een hek om het plein" not in other.content.decode()


def test_the_list_of_rounds_leads_only_who_takes_part(bt, ronde, client):
    for wie, leads in (("woe", True), ("chef", True), ("intake", False)):
        client.force_login(getattr(bt, wie))
        page = client.get(reverse("bondgenoten:belronde-list")).content.decode()
        assert ronde.aanleiding in page
        assert (ronde.get_absolute_url() in page) == leads, wie


def test_a_round_that_is_closed_at_once_is_still_told_to_the_teamchef(bt, netwerk):
    """Else a round of a minute would be a way to a number that nobody hears of."""
    mens = factories.sleutelfiguur(bt, netwerk)
    ronde = services.start_belronde(team=bt.team, by=bt.woe_zuid, aanleiding="Zomaar", iedereen=True)
    services.claim_line(regel=ronde.regels.get(sleutelfiguur=mens), by=bt.woe_zuid)
    services.close_belronde(belronde=ronde, by=bt.woe_zuid, verslag="Niets.")

    assert Notificatie.objects.get(ontvanger=bt.chef, sleutel=f"gestart:{ronde.pk}").vervallen_op is None


def test_closing_says_who_was_not_called(bt, ronde, client):
    client.force_login(bt.chef)

    page = client.get(reverse("bondgenoten:belronde-close", args=[ronde.pk])).content.decode()

    assert "Let op: 3 mensen zijn nog niet gesproken." in page


def test_one_colleague_calls_a_person_at_a_time(bt, ronde):
    line = ronde.regels.first()
    services.claim_line(regel=line, by=bt.woe)

    with pytest.raises(RegelOvertreden, match="Noor Bakker belt nu"):
        services.claim_line(regel=line, by=bt.wijkagent)


def test_a_call_is_a_contact_and_the_line_is_done(bt, ronde):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)

    called(line, bt.woe, gehoord="Iedereen is rustig")
    called(line, bt.woe, gehoord="Iedereen is rustig")  # the same form once more

    line.refresh_from_db()
    assert (line.is_klaar, line.gebeld_door, line.pogingen) == (True, bt.woe, 1)
    assert Contact.objects.filter(sleutelfiguur=line.sleutelfiguur).count() == 1


def test_no_answer_keeps_the_line_open_for_another_try(bt, ronde):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    called(line, bt.woe, afloop="geen_gehoor", stemming="")

    again = services.claim_line(regel=line, by=bt.wijkagent)
    called(again, bt.wijkagent)

    again.refresh_from_db()
    assert (again.afloop, again.pogingen) == ("gesproken", 2)


def test_consent_withdrawn_during_a_call_round_stops_the_call_and_loses_nothing_else(bt, netwerk, client):
    today = factories.vandaag()
    mens = factories.sleutelfiguur(
        bt, netwerk, naam="Zeldzaam Genoemd", grondslag="toestemming", toestemming_op=today,
        toestemming_doel="contact", toestemming_tot=today + timedelta(days=90),
    )  # fmt: skip
    other = factories.sleutelfiguur(bt, netwerk, naam="Wel Te Bellen")
    ronde = services.start_belronde(team=bt.team, by=bt.woe, aanleiding="Brand", iedereen=True)
    line = services.claim_line(regel=ronde.regels.get(sleutelfiguur=mens), by=bt.woe)
    withdraw_consent(sleutelfiguur=mens, by=bt.wijkagent)
    client.force_login(bt.woe)

    page = client.post(
        reverse("bondgenoten:line", args=[line.pk]),
        {"afloop": "gesproken", "stemming": "rustig", "gehoord": "Er is hulp nodig"},
    ).content.decode()

    assert "trok intussen de toestemming in" in page
    assert "Er is hulp nodig" in page  # what was typed stays
    assert "Zeldzaam" not in page
    with pytest.raises(RegelOvertreden, match="Bel niet"):
        services.claim_line(regel=line, by=bt.wijkagent)
    assert "Wel Te Bellen" in client.get(ronde.get_absolute_url()).content.decode()
    called(services.claim_line(regel=ronde.regels.get(sleutelfiguur=other), by=bt.woe), bt.woe)


def test_a_round_nobody_fits_says_what_to_choose(bt, netwerk):
    with pytest.raises(RegelOvertreden, match="Hier kennen we nog niemand"):
        services.start_belronde(team=bt.team, by=bt.woe, aanleiding="Brand", gebieden=[bt.zuid])


def test_after_closing_the_report_is_there_and_numbers_are_not(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.chef)
    services.close_belronde(belronde=ronde, by=bt.chef, verslag="Rustig, de gemeente helpt.")
    client.force_login(bt.chef)

    page = client.get(ronde.get_absolute_url()).content.decode()

    assert "Rustig, de gemeente helpt." in page
    assert "Niet bereikt (3)" in page
    calling = client.get(reverse("bondgenoten:line", args=[line.pk])).content.decode()
    assert "06-12345678" not in calling
    with pytest.raises(RegelOvertreden, match="voorbij"):
        services.claim_line(regel=ronde.regels.last(), by=bt.chef)


def test_who_was_on_the_line_when_the_round_closed_may_end_that_call(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    client.force_login(bt.chef)
    closing = client.get(reverse("bondgenoten:belronde-close", args=[ronde.pk])).content.decode()
    services.close_belronde(belronde=ronde, by=bt.chef, verslag="Rustig.")

    called(line, bt.woe, gehoord="Toch iemand geslagen", stemming="gevaar")

    assert "1 collega is nog aan het bellen" in closing
    assert Belregel.objects.get(pk=line.pk).gehoord == "Toch iemand geslagen"


def test_danger_without_words_helps_nobody(bt, ronde):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)

    with pytest.raises(RegelOvertreden, match="Schrijf kort op wat er kan misgaan"):
        called(line, bt.woe, stemming="gevaar", gehoord=" ")


def test_what_became_a_promise_is_not_offered_again(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    called(line, bt.woe, nodig="Een hek om het plein")
    client.force_login(bt.woe)
    add = f"{reverse('bondgenoten:afspraak-add', args=[line.netwerk_id])}?regel={line.pk}"
    overview = reverse("bondgenoten:belronde-overview", args=[ronde.pk])
    assert add in client.get(overview).content.decode()

    client.post(add, {"tekst": "Een hek", "wie": "gemeente", "voor": f"{factories.vandaag():%d-%m-%Y}"})

    page = client.get(overview).content.decode()
    assert "Afspraak gemaakt" in page
    assert add not in page


def test_the_overview_names_nobody(bt, ronde, client):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    called(line, bt.woe, gehoord="Ouders zijn bezorgd", nodig="Een bericht van school", stemming="vragen")
    client.force_login(bt.chef)

    page = client.get(reverse("bondgenoten:belronde-overview", args=[ronde.pk])).content.decode()

    assert "1 van 3" in page
    assert "Ouders zijn bezorgd" in page
    assert "Een bericht van school" in page
    assert "Wijk Mens" not in page


@pytest.mark.parametrize("wat", ["gesloten", "vrijgegeven", "al klaar"])
def test_what_a_caller_typed_stays_whatever_happened_meanwhile(bt, ronde, client, wat):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    if wat == "gesloten":
        services.close_belronde(belronde=ronde, by=bt.chef, verslag="Klaar.")
        Belregel.objects.update(bezig_sinds=timezone.now() - timedelta(minutes=21))
    elif wat == "vrijgegeven":
        services.release_line(regel=line, by=bt.chef)
    else:
        services.release_line(regel=line, by=bt.chef)
        called(services.claim_line(regel=line, by=bt.wijkagent), bt.wijkagent)
    client.force_login(bt.woe)

    page = client.post(
        reverse("bondgenoten:line", args=[line.pk]),
        {"afloop": "gesproken", "stemming": "onrust", "gehoord": "Er is hulp nodig"},
    )

    assert page.status_code == 200
    assert "Er is hulp nodig" in page.content.decode()


def test_a_second_try_without_words_keeps_what_was_heard_before(bt, ronde):
    line = services.claim_line(regel=ronde.regels.first(), by=bt.woe)
    called(line, bt.woe, afloop="later", stemming="", gehoord="Plein staat vol", nodig="Een hek")

    called(services.claim_line(regel=line, by=bt.woe), bt.woe, afloop="geen_gehoor", stemming="")

    line.refresh_from_db()
    assert (line.gehoord, line.nodig) == ("Plein staat vol", "Een hek")
