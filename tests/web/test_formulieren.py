"""Bad input gets a clear Dutch message, and what was typed stays. Never a fault."""

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from casuistiek import services
from casuistiek.models import Casus
from organisatie.models import Afwezigheid, Medewerker, OpCoDienst
from overleggen.models import Actiepunt
from portefeuilles.models import Trend
from tests import factories
from tests.factories import op
from ui.forms import parse_date, parse_minutes
from werk.models import Werkregel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(op("2026-11-23", 10), tick=False):
        yield


def page(client, who, name, data=None, pk=None):
    client.force_login(who)
    url = reverse(name, args=[pk] if pk else [])
    return client.get(url) if data is None else client.post(url, data)


# --- the overdracht on the phone ------------------------------------------------------------------------


def overdracht(bt, **anders):
    return {
        "titel": "Chemische lucht",
        "ernst": "alert",
        "hoofdgebied": bt.binnenstad.pk,
        "wat_gebeurd": "Chemische lucht in een woning.",
        "wat_gedaan": "Ontruimd.",
        "situatie": "Rustig.",
        "als": "de buren bellen",
        "dan": "ga langs",
        "bronnummer": "PL0900-2026-1",
        "waarom_regie": "Grote impact of veel media",
        "sleutel": str(uuid.uuid4()),
        "stap": "controle",
        **anders,
    }


def test_overdracht_first_shows_whom_it_will_ask_and_why(bt, client):
    factories.afwezig(bt.woe, tot=op("2026-12-05", 0))

    html = page(client, bt.opco, "casuistiek:casus-open", overdracht(bt)).content.decode()

    assert "Bram de Wit" in html
    assert "is afwezig t/m vrijdag 4 december" in html
    assert Casus.objects.count() == 0


def test_overdracht_then_says_who_hears_what(bt, client):
    response = page(client, bt.opco, "casuistiek:casus-open", overdracht(bt, stap="overdragen"))

    html = client.get(response["Location"]).content.decode()
    assert "<strong>Noor Bakker</strong> is gevraagd" in html
    assert "Zita Vink" in html
    assert "maandag 23 november, 14.00 uur" in html


def test_overdracht_twice_makes_one_casus(bt, client):
    data = overdracht(bt, stap="overdragen")

    page(client, bt.opco, "casuistiek:casus-open", data)
    page(client, bt.opco, "casuistiek:casus-open", data)

    assert Casus.objects.count() == 1


def test_overdracht_back_keeps_everything_typed(bt, client):
    html = page(
        client,
        bt.opco,
        "casuistiek:casus-open",
        overdracht(bt, stap="terug", als="het regent", dan="paraplu"),
    ).content.decode()

    for typed in ("Chemische lucht in een woning.", "Ontruimd.", "het regent", "paraplu"):
        assert typed in html


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"titel": ""}, "Dit veld is verplicht"),
        ({"titel": "x" * 121}, "120"),
        ({"wat_gebeurd": ""}, "Dit veld is verplicht"),
        ({"ernst": "paniek"}, "geldige keuze"),
        ({"hoofdgebied": "999999"}, "geldige keuze"),
        ({"dan": ""}, "Vul allebei in"),
        ({"als": "brand", "dan": "bel", "uiterlijk": "straks"}, "Deze tijd begrijpen we niet"),
        ({"stap": "overdragen", "aan": "999999"}, "geldige keuze"),
    ],
)
def test_overdracht_with_bad_input(bt, client, change, says):
    html = page(client, bt.opco, "casuistiek:casus-open", overdracht(bt, **change)).content.decode()

    assert "Er ging iets niet goed" in html
    assert says in html
    assert "Ontruimd." in html
    assert "<title> Fout: " in html
    assert Casus.objects.count() == 0


def test_overdracht_to_a_place_or_a_person_of_another_team(bt, ander, client):
    for change in (
        {"hoofdgebied": ander.binnenstad.pk},
        {"hoofdportefeuille": ander.zorg.pk},
        {"andere_gebieden": [ander.zuid.pk]},
        {"stap": "overdragen", "aan": ander.woe.pk, "gekozen_reden": "Handig."},
    ):
        response = page(client, bt.opco, "casuistiek:casus-open", overdracht(bt, **change))
        assert "geldige keuze" in response.content.decode()
    assert Casus.objects.count() == 0


def test_choosing_another_without_a_reason_comes_back_with_everything(bt, client):
    data = overdracht(bt, stap="overdragen", aan=bt.houder.pk)

    html = page(client, bt.opco, "casuistiek:casus-open", data).content.decode()

    assert "Schrijf op waarom" in html
    assert "Ontruimd." in html


# --- answering ------------------------------------------------------------------------------------------


def test_answer_after_the_term_keeps_what_was_typed(bt, client):
    aanbod = factories.open_aanbod(factories.overgedragen(bt))
    with time_machine.travel(op("2026-11-23", 14, 1), tick=False):
        response = page(
            client,
            bt.woe,
            "casuistiek:overdracht-answer",
            {"antwoord": "aanvaard", "ja-teruglezing": "Ik ga."},
            aanbod.pk,
        )

    assert "De tijd om te antwoorden is voorbij" in response.content.decode()
    assert "Ik ga." in response.content.decode()


def withdrawn(bt, aanbod):
    services.withdraw_ronde(casus=aanbod.casus, by=bt.opco, reden="Toch niet.")


def refused(bt, aanbod):
    services.refuse_overdracht(overdracht=aanbod, by=bt.woe, reden="Vol.")


def lapsed(bt, aanbod):
    services.tick(op("2026-11-23", 14, 1))


@pytest.mark.parametrize("happened", [withdrawn, refused, lapsed])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"antwoord": "aanvaard", "ja-teruglezing": "Ik ga er langs."}, "Ik ga er langs."),
        ({"antwoord": "weiger", "nee-reden": "Ik zit vol."}, "Ik zit vol."),
        ({"antwoord": "weiger", "nee-reden": ""}, ""),
    ],
)
def test_an_answer_to_a_question_that_is_over_is_told_and_kept(bt, client, happened, data, words):
    """Accepting a regie too late was a fault, and the read-back was lost (H4)."""
    aanbod = factories.open_aanbod(factories.overgedragen(bt))
    happened(bt, aanbod)

    html = page(client, bt.woe, "casuistiek:overdracht-answer", data, aanbod.pk).content.decode()

    assert "Er ging iets niet goed" in html
    assert words in html
    assert "None" not in html


def test_refusing_shows_the_own_offer_but_not_the_casus_any_more(bt, client):
    aanbod = factories.open_aanbod(factories.overgedragen(bt, aan=bt.ggp, gekozen_reden="Kent het."))
    page(
        client, bt.ggp, "casuistiek:overdracht-answer", {"antwoord": "weiger", "nee-reden": "Vol."}, aanbod.pk
    )

    html = page(client, bt.ggp, "casuistiek:overdracht-answer", pk=aanbod.pk).content.decode()

    assert "De casus zelf zie je niet meer" in html
    assert "Chemische lucht" not in html


def test_a_stale_form_is_told_and_keeps_what_was_typed(bt, client):
    casus = factories.casus(bt)
    data = {
        "versie": casus.versie,
        "titel": "Mijn titel",
        "hoofdgebied": bt.binnenstad.pk,
        "wat_gebeurd": "Mijn tekst",
    }
    page(client, bt.osc, "casuistiek:casus-change", {**data, "titel": "Van een ander"}, casus.pk)

    response = page(client, bt.woe, "casuistiek:casus-change", data, casus.pk)

    html = response.content.decode()
    assert "Iemand heeft dit intussen gewijzigd" in html
    assert "Mijn titel" in html
    assert Casus.objects.get().titel == "Van een ander"
    again = {**data, "versie": response.context["form"]["versie"].value()}  # as the page now holds it
    page(client, bt.woe, "casuistiek:casus-change", again, casus.pk)
    assert Casus.objects.get().titel == "Mijn titel"


def test_the_overdracht_is_locked_after_acceptance(bt, client):
    casus = factories.overgedragen(bt)
    services.accept_overdracht(overdracht=factories.open_aanbod(casus), by=bt.woe, teruglezing="Ja.")
    versie = Casus.objects.get().versie
    data = {"versie": versie, "titel": "Nieuw", "hoofdgebied": bt.binnenstad.pk, "wat_gebeurd": "Herschreven"}

    page(client, bt.woe, "casuistiek:casus-change", data, casus.pk)
    page(client, bt.woe, "casuistiek:gebeurtenis-add", {"tekst": "Aanvulling."}, casus.pk)

    casus.refresh_from_db()
    assert (casus.titel, casus.wat_gebeurd) == ("Nieuw", "Twee hulpverleners roken een chemische lucht.")
    assert casus.gebeurtenissen.get(tekst="Aanvulling.").met_de_hand


def test_writing_about_a_moment_that_has_not_been(bt, client):
    casus = factories.casus(bt)

    html = page(
        client, bt.woe, "casuistiek:gebeurtenis-add", {"tekst": "Morgen.", "dag": "2026-11-24"}, casus.pk
    ).content.decode()

    assert "Dit moment is nog niet geweest" in html


# --- the organisation ---------------------------------------------------------------------------------------


def test_absence_shows_its_consequences_before_it_is_saved(bt, client):
    casus = factories.casus(bt)
    data = {"van": "2026-11-23", "tot": "2026-11-27"}

    html = page(client, bt.oe, "organisatie:afwezigheid-add", data, bt.woe.pk).content.decode()

    assert f"{casus.titel}: Bram de Wit is aan zet als waarnemer" in html
    assert not Afwezigheid.objects.exists()
    page(client, bt.oe, "organisatie:afwezigheid-add", {**data, "stap": "bewaren"}, bt.woe.pk)
    row = Afwezigheid.objects.get()
    assert (row.ingevoerd_door, row.van, row.tot) == (bt.oe, op("2026-11-23", 0), op("2026-11-28", 0))


def test_absence_shows_only_what_you_may_see(bt, client):
    factories.casus(bt, titel="Heel geheim", vertrouwelijk=True)

    html = page(
        client,
        bt.ggp,
        "organisatie:afwezigheid-add",
        {"van": "2026-11-23", "tot": "2026-11-27"},
        bt.woe.pk,
    ).content.decode()

    assert "Heel geheim" not in html


@pytest.mark.parametrize(
    ("data", "van", "tot"),
    [
        ({"van": "23-11-2026", "tot": "27-11-2026"}, ("2026-11-23", 0), ("2026-11-28", 0)),
        (
            {"van": "23 november", "tot": "27 nov", "weekend_erbij": "on"},
            ("2026-11-23", 0),
            ("2026-11-30", 0),
        ),
        (
            {"van": "2026-11-23", "van_middag": "on", "tot": "2026-11-24", "tot_ochtend": "on"},
            ("2026-11-23", 13),
            ("2026-11-24", 13),
        ),
        ({"van": "morgen"}, ("2026-11-24", 0), None),
    ],
)
def test_absence_per_day_and_half_day(bt, client, data, van, tot):
    page(client, bt.woe, "organisatie:afwezigheid-add", {**data, "stap": "bewaren"}, bt.woe.pk)

    row = Afwezigheid.objects.get()
    assert (row.van, row.tot) == (op(*van), op(*tot) if tot else None)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"van": ""}, "Dit veld is verplicht"),
        ({"van": "31-02-2026"}, "Deze datum begrijpen we niet"),
        ({"van": "2026-11-27", "tot": "2026-11-23"}, "ligt voor de eerste dag"),
        (
            {"van": "2026-11-23", "van_middag": "on", "tot": "2026-11-23", "tot_ochtend": "on"},
            "ligt voor het begin",
        ),
        ({"van": "9999-01-01"}, "Deze datum begrijpen we niet"),
    ],
)
def test_absence_with_bad_input(bt, client, data, says):
    html = page(
        client, bt.woe, "organisatie:afwezigheid-add", {**data, "stap": "bewaren"}, bt.woe.pk
    ).content.decode()

    assert says in html
    assert not Afwezigheid.objects.exists()


def test_touching_absences_become_one(bt, client):
    for van, tot in (("2026-11-23", "2026-11-25"), ("2026-11-26", "2026-11-27")):
        page(
            client,
            bt.woe,
            "organisatie:afwezigheid-add",
            {"van": van, "tot": tot, "stap": "bewaren"},
            bt.woe.pk,
        )

    row = Afwezigheid.objects.get(ingetrokken_op=None)
    assert (row.van, row.tot) == (op("2026-11-23", 0), op("2026-11-28", 0))


def test_the_shift_is_not_taken_over_without_a_read_back(bt, client):
    factories.overgedragen(bt)
    verwacht = {"verwacht": bt.dienst.pk}

    html = page(client, bt.opco2, "organisatie:dienst", verwacht).content.decode()
    assert "Lees kort terug" in html
    assert "Chemische lucht" in html
    page(client, bt.opco2, "organisatie:dienst", {**verwacht, "teruglezing": "Een casus, WOE antwoordt nog."})

    assert OpCoDienst.objects.get(tot=None).medewerker == bt.opco2
    assert Casus.objects.get().vastgelegd_aan_zet == bt.opco2


def test_who_may_not_be_opco_cannot_take_the_shift_nor_see_what_is_open(bt, client):
    factories.overgedragen(bt)

    assert "Chemische lucht" not in page(client, bt.ggp, "organisatie:dienst").content.decode()
    assert page(client, bt.ggp, "organisatie:dienst", {"teruglezing": "Ja."}).status_code == 403


def test_a_new_colleague_and_a_number_that_exists(bt, client):
    data = {"personeelsnummer": "p-77", "naam": "Nieuw", "functie": "woe", "van": "2026-11-23"}

    page(client, bt.chef, "organisatie:medewerker-add", data)
    response = page(client, bt.chef, "organisatie:medewerker-add", data)

    assert Medewerker.objects.get(username="p-77").functies_in(bt.team.pk) == {"woe"}
    assert "bestaat al" in response.content.decode()


# --- work, trends, actiepunten ---------------------------------------------------------------------------


def test_log_in_three_fields_and_hear_what_the_week_adds_up_to(bt, client):
    waarvoor = f"portefeuille|portefeuilles.portefeuille|{bt.zorg.pk}"
    client.force_login(bt.houder)
    url = reverse("werk:werk")

    response = client.post(url, {"waarvoor": waarvoor, "minuten": "1u30", "tekst": "Overleg"}, follow=True)

    row = Werkregel.objects.get()
    assert (row.onderwerp, row.minuten, row.dag) == (bt.zorg, 90, date(2026, 11, 23))
    assert "Deze week samen 1 uur 30" in response.content.decode()
    client.post(reverse("werk:werk-repeat", args=[row.pk]))
    assert Werkregel.objects.filter(minuten=90, tekst="Overleg").count() == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"minuten": "lang"}, "Deze tijd begrijpen we niet"),
        ({"minuten": "0"}, "tussen 1 minuut en 24 uur"),
        ({"minuten": "25u"}, "tussen 1 minuut en 24 uur"),
        ({"waarvoor": "casus|casuistiek.casus|1"}, "geldige keuze"),
        ({"dag": "2026-11-30"}, "Deze dag is nog niet geweest"),
        ({"tekst": "x" * 201}, "200"),
    ],
)
def test_log_with_bad_input(bt, client, change, says):
    data = {"waarvoor": "overleg", "minuten": "60", "tekst": "Iets", **change}

    html = page(client, bt.woe, "werk:werk", data).content.decode()

    assert says in html
    assert not Werkregel.objects.exists()


def test_double_submits_make_one(bt, client):
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        page(
            client,
            bt.woe,
            "werk:werk",
            {"sleutel": sleutel, "waarvoor": "overleg", "minuten": "60", "tekst": "x"},
        )
        page(
            client,
            bt.woe,
            "portefeuilles:trend-add",
            {"sleutel": sleutel, "titel": "Vuurwerk", "horizon": "nu"},
        )
        page(
            client,
            bt.woe,
            "overleggen:actiepunt-add",
            {"sleutel": sleutel, "tekst": "Bel", "eigenaar": bt.woe.pk, "deadline": "2026-12-01"},
        )

    assert [model.objects.count() for model in (Werkregel, Trend, Actiepunt)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("4-12-2026", date(2026, 12, 4)),
        ("4/12", date(2026, 12, 4)),
        ("3-4", date(2027, 4, 3)),
        ("20-11", date(2026, 11, 20)),
        ("4 dec", date(2026, 12, 4)),
        ("1 maart 2027", date(2027, 3, 1)),
        ("2026-12-04", date(2026, 12, 4)),
        ("vandaag", date(2026, 11, 23)),
        ("29-2-2027", None),
        ("13-13-2026", None),
        ("ooit", None),
        ("4 smart", None),
    ],
)
def test_dates_as_people_write_them(written, day):
    assert parse_date(written, today=date(2026, 11, 23)) == day


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("90", 90),
        ("1u30", 90),
        ("1:30", 90),
        ("1,5 uur", 90),
        ("1.5 uur", 90),
        ("2u", 120),
        ("45 min", 45),
        ("0,5", 30),
        ("x", None),
        ("", None),
    ],
)
def test_times_as_people_write_them(written, minutes):
    assert parse_minutes(written) == minutes


def test_an_actiepunt_in_the_past_keeps_what_was_typed(bt, client):
    data = {"tekst": "Bel de gemeente", "eigenaar": bt.woe.pk, "deadline": "2026-11-01"}

    html = page(client, bt.woe, "overleggen:actiepunt-add", data).content.decode()

    assert "al geweest" in html
    assert "Bel de gemeente" in html


def test_login_by_a_click_exists_only_in_the_demo(bt, client, settings):
    settings.DEMO = False
    person = factories.medewerker(bt.team)
    Medewerker.objects.filter(pk=person.pk).update(username="demo-x1")

    assert client.post(reverse("demo:login", args=[person.pk])).status_code == 404
    assert "Noor Bakker" not in client.get(reverse("account_login")).content.decode()


def test_demo_login_refuses_real_people(bt, client):
    assert client.post(reverse("demo:login", args=[bt.woe.pk])).status_code == 404
