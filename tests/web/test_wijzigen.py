"""What was written is put right twice, what was a mistake goes, and each answers to its own rule (D1-D4)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bondgenoten.services import change_contact, save_gemeenschap
from bondgenoten.services.wissen import erase
from casuistiek import services as casuistiek
from casuistiek.models import Betrokkene, Casus, Leermoment, Scenario
from logboek.models import Logregel
from organisatie.handelingen import TABELLEN
from portefeuilles import services as portefeuilles
from portefeuilles.models import Briefingopdracht, Taakaccenthouder
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.web.objecten import things

pytestmark = pytest.mark.django_db

MORGEN, GISTEREN = 1, -1  # days from today, as they are typed

# Per route: by whom, and what is typed, of which the first is what changes.
WIJZIGEN = {
    "bondgenoten:contact-change": (
        "woe",
        {"tekst": "Anders", "richting": "halen", "wijze": "gebeld", "op": GISTEREN},
    ),
    "bondgenoten:resultaat-change": ("woe", {"titel": "Anders", "tekst": "", "op": GISTEREN}),
    "bondgenoten:afspraak-change": ("woe", {"tekst": "Anders", "wie": "buurthuis", "voor": MORGEN}),
    "bondgenoten:lid-change": ("woe", {"rol": "leiding"}),
    "bondgenoten:belronde-change": ("woe", {"aanleiding": "Anders", "boodschap": "", "vraag": ""}),
    "bondgenoten:ndv-change": ("woe", {"vraag": "Anders", "toelichting": ""}),
    "bondgenoten:kennis-change": ("woe", {"onderwerp": "Anders"}),
    "casuistiek:als-dan-change": ("osc", {"als": "Anders", "dan": "bel", "wie": ""}),
    "casuistiek:leermoment-change": ("osa", {"tekst": "Anders", "werking": "hinderde"}),
}
WEG = {
    "bondgenoten:contact-remove": "woe",
    "bondgenoten:resultaat-remove": "woe",
    "casuistiek:leermoment-remove": "osa",
    "casuistiek:scenario-remove": "woe",
    "portefeuilles:cursus-remove": "houder",
    "portefeuilles:taakaccenthouder-remove": "houder",
    "portefeuilles:teamlid-remove": "houder",
    "portefeuilles:themamaand-remove": "woe",
    "portefeuilles:voorbeeld-remove": "houder",
}


def day(offset):
    return f"{timezone.localdate() + timedelta(days=offset):%d-%m-%Y}"


def test_words_are_put_right_twice_as_a_form_that_shows_what_stands(bt, client):
    dingen = things(bt)
    for route, (who, data) in WIJZIGEN.items():
        row = dingen[route]
        client.force_login(getattr(bt, who))
        url = reverse(route, args=[row.pk])
        data = {name: day(value) if isinstance(value, int) else value for name, value in data.items()}
        name, value = next(iter(data.items()))
        for again in (value, value if name == "rol" else f"{value} weer"):
            row.refresh_from_db()
            assert str(getattr(row, name)) in client.get(url).content.decode(), route
            answer = client.post(url, {**data, name: again})
            assert answer.status_code == 302, (route, answer.content.decode())
            row.refresh_from_db()
            assert getattr(row, name) == again, route


def test_a_mistake_goes_and_a_second_click_finds_nothing(bt, client):
    dingen = things(bt)
    for route, who in WEG.items():
        row = dingen[route]
        client.force_login(getattr(bt, who))
        url = reverse(route, args=[row.pk])
        assert client.post(url).status_code == 302, route
        assert not type(row)._default_manager.filter(pk=row.pk).exists(), route
        assert client.post(url).status_code == 404, route


def test_every_way_to_put_right_or_take_off_is_of_this_team_only(bt, ander, client):
    dingen = things(bt)
    for tabel in TABELLEN.values():
        for handeling in tabel.handelingen:
            if handeling.naam in ("wijzigen", "weg", "voren") and handeling.route in dingen:
                client.force_login(ander.chef)
                url = reverse(handeling.route, args=[dingen[handeling.route].pk])
                assert client.post(url).status_code == 404, handeling.route


def test_a_signal_is_put_right_and_keeps_how_high_it_is(bt, client):
    row = factories.signaal(bt)
    niveau = row.niveau
    client.force_login(bt.woe)
    data = {
        "titel": "Onrust bij de markt", "gebied": bt.binnenstad.pk, "zekerheid": row.zekerheid, "bron": "partner",
        "betrouwbaarheid": "redelijk", "niveau": "4",
    }  # fmt: skip
    assert client.post(reverse("bondgenoten:signaal-change", args=[row.pk]), data).status_code == 302
    row.refresh_from_db()
    assert (row.titel, row.bron, row.niveau) == ("Onrust bij de markt", "partner", niveau)


def test_an_opdracht_is_put_right_while_its_shift_is_full(bt, client):
    rows = [factories.opdracht(bt, opdracht=f"Kijk {nr}") for nr in range(3)]
    client.force_login(bt.woe)
    row = rows[0]
    url = reverse("portefeuilles:opdracht-change", args=[row.pk])
    html = client.get(url).content.decode()
    assert "Kijk 0" in html
    for tekst in ("Kijk bij het plein", "Kijk bij de markt"):
        data = {
            "opdracht": tekst, "van": f"{row.van:%d-%m-%Y}", "tot_en_met": f"{row.tot_en_met:%d-%m-%Y}",
            "diensten": row.diensten,
        }  # fmt: skip
        assert client.post(url, data).status_code == 302
        assert Briefingopdracht.objects.get(pk=row.pk).opdracht == tekst
    portefeuilles.withdraw_opdracht(opdracht=row, by=bt.woe)
    assert "van de briefing gehaald" in client.post(url, data).content.decode()


def test_who_is_involved_by_mistake_sees_the_casus_no_more(bt, client):
    casus = factories.casus(bt)
    casuistiek.add_betrokkene(casus=casus, by=bt.woe, medewerker=bt.intake, als="uitvoerder")
    assert Casus.objects.visible_to(bt.intake).filter(pk=casus.pk).exists()
    row = Betrokkene.objects.get(casus=casus, medewerker=bt.intake)
    client.force_login(bt.woe)
    assert client.post(reverse("casuistiek:betrokkene-remove", args=[row.pk])).status_code == 302
    assert not Casus.objects.visible_to(bt.intake).filter(pk=casus.pk).exists()
    assert casus.gebeurtenissen.filter(tekst=f"{bt.intake.naam} is niet meer betrokken.").exists()


def test_who_belongs_to_a_casus_by_what_they_did_stays(bt):
    casus = factories.overgedragen(bt)
    row = casus.betrokkenen.get(medewerker=bt.opco)
    with pytest.raises(RegelOvertreden, match="hoort erbij door wat er is gebeurd"):
        casuistiek.remove_betrokkene(row, bt.chef)


def test_a_shared_scenario_stays(bt):
    casus = factories.casus(bt)
    scenario = casuistiek.save_scenario(casus=casus, by=bt.woe, naam="Brand", handelingskader="Praten.")
    casuistiek.share_scenario(scenario=scenario, by=bt.osc, organisatie=factories.partner(bt.team))
    with pytest.raises(RegelOvertreden, match="gedeeld met de gemeente"):
        casuistiek.remove_scenario(scenario, bt.woe)
    assert Scenario.objects.exists()


def test_a_leermoment_of_a_casus_one_does_not_see_is_not_put_right(bt, client):
    row = things(bt)["casuistiek:leermoment-change"]
    Casus.objects.filter(pk=row.gebeurtenis.casus_id).update(vertrouwelijk=True)
    casuistiek.exclude_medewerker(casus=row.gebeurtenis.casus, medewerker=bt.osa, by=bt.chef)
    client.force_login(bt.osa)
    assert client.get(reverse("casuistiek:leermoment-change", args=[row.pk])).status_code == 404
    assert Leermoment.objects.filter(pk=row.pk).exists()


def test_looking_at_what_an_agreement_says_is_logged(bt, client):
    row = things(bt)["casuistiek:als-dan-change"]
    client.force_login(bt.osc)
    client.get(reverse("casuistiek:als-dan-change", args=[row.pk]))
    assert Logregel.objects.filter(actie="casus.viewed", reden="als-dan", actor=bt.osc.pk).exists()


def test_a_team_stops_and_who_is_in_it_leaves(bt, client):
    dingen = things(bt)
    team, today = dingen["portefeuilles:team-end"], timezone.localdate()
    client.force_login(bt.houder)
    url = reverse("portefeuilles:team-end", args=[team.pk])
    assert client.post(url, {"laatste_dag": f"{today:%d-%m-%Y}"}).status_code == 302
    team.refresh_from_db()
    assert team.tot == today + timedelta(days=1)
    assert not team.leden.niet_voorbij(team.tot).exists()


def test_a_taakaccent_somebody_had_stays_and_one_nobody_had_goes(bt, client):
    accent = things(bt)["portefeuilles:taakaccent-remove"]
    client.force_login(bt.houder)
    url = reverse("portefeuilles:taakaccent-remove", args=[accent.pk])
    assert "Iemand heeft of had dit" in client.post(url, follow=True).content.decode()
    Taakaccenthouder.objects.all().delete()
    assert client.post(url).status_code == 302
    assert not type(accent).objects.filter(pk=accent.pk).exists()


def test_words_about_who_was_erased_do_not_come_back(bt, client):
    contact = things(bt)["bondgenoten:contact-change"]
    client.force_login(bt.woe)
    erase(sleutelfiguur=contact.sleutelfiguur, by=bt.woe, reden="verzoek")
    url = reverse("bondgenoten:contact-change", args=[contact.pk])
    data = {"tekst": "Jan zei", "richting": "halen", "wijze": "gebeld", "op": day(-1)}
    assert client.get(url).status_code == 404
    assert client.post(url, data).status_code == 404
    with pytest.raises(RegelOvertreden, match="gewist"):
        change_contact(contact, bt.woe, tekst="Jan zei")
    contact.refresh_from_db()
    assert contact.tekst == ""


def test_a_letter_put_right_keeps_what_ended_since(bt, client):
    row = factories.signaal(bt)
    groep = save_gemeenschap(team=bt.team, by=bt.woe, naam="Buurt")
    type(row).objects.filter(pk=row.pk).update(gemeenschap=groep)
    save_gemeenschap(team=bt.team, by=bt.woe, naam="Buurt", gemeenschap=groep, gestopt=True)
    client.force_login(bt.woe)
    url = reverse("bondgenoten:signaal-change", args=[row.pk])
    assert f'<option value="{groep.pk}" selected' in client.get(url).content.decode()
