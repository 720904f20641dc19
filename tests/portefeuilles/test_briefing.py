"""The briefing: few opdrachten, an answer in one tap, and it reaches who asked (P9); the chain both ways (P11)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from notificaties.models import Notificatie
from organisatie.models import Teaminstelling
from overleggen.services import end_punt, start_overleg
from portefeuilles import services
from portefeuilles.keten import chain_of, where_from
from portefeuilles.models import Briefingopdracht, Terugkoppeling
from portefeuilles.queries import answer_rates
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(op("2026-11-23", 16), tick=False) as traveller:
        yield traveller


def test_a_shift_gets_at_most_what_the_team_agreed(bt):
    for nr in range(3):
        factories.opdracht(bt, opdracht=f"Opdracht {nr}", diensten=["laat"])

    with pytest.raises(RegelOvertreden, match="maandag 23 november staan voor de late dienst al 3"):
        factories.opdracht(bt, opdracht="De vierde", diensten=["laat"])
    factories.opdracht(bt, opdracht="Voor de nacht", diensten=["nacht"])
    Teaminstelling.objects.update(afspraken={"briefing": {"maximum": 4}})
    factories.opdracht(bt, opdracht="De vierde", diensten=["laat"])


def test_what_is_withdrawn_makes_room(bt):
    rows = [factories.opdracht(bt, opdracht=f"{nr}") for nr in range(3)]

    services.withdraw_opdracht(opdracht=rows[0], by=bt.woe)

    factories.opdracht(bt, opdracht="Nieuw")
    with pytest.raises(RegelOvertreden, match="al ingetrokken"):
        services.withdraw_opdracht(opdracht=rows[0], by=bt.woe)


def test_one_tap_on_a_phone_answers_and_tells_who_asked(bt, client):
    opdracht = factories.opdracht(bt, opdracht="Rijd langs het plein")
    client.force_login(bt.ggp)
    html = client.get(reverse("portefeuilles:briefing")).content.decode()
    assert "Rijd langs het plein" in html

    client.post(reverse("portefeuilles:opdracht-answer", args=[opdracht.pk]), {"antwoord": "gezien"})

    row = Terugkoppeling.objects.get()
    assert (row.antwoord, row.dag, row.dienst, row.door) == ("gezien", MAANDAG, "laat", bt.ggp)
    told = Notificatie.objects.get()
    assert (told.ontvanger, "plein" in told.tekst) == (bt.woe, False)

    client.post(reverse("portefeuilles:opdracht-answer", args=[opdracht.pk]), {"tekst": "Acht jongeren."})
    client.post(reverse("portefeuilles:opdracht-answer", args=[opdracht.pk]), {"antwoord": "gedaan"})

    row = Terugkoppeling.objects.get()
    assert (row.antwoord, row.tekst) == ("gedaan", "Acht jongeren.")
    assert Notificatie.objects.count() == 1


def test_the_night_belongs_to_the_day_it_began(bt, client, clock):
    opdracht = factories.opdracht(bt, diensten=["nacht"])
    clock.move_to(op("2026-11-24", 2))
    client.force_login(bt.ggp)
    assert opdracht.opdracht in client.get(reverse("portefeuilles:briefing")).content.decode()

    services.answer_opdracht(opdracht=opdracht, by=bt.ggp, antwoord="gedaan")

    assert Terugkoppeling.objects.get().dag == MAANDAG


def test_an_answer_long_after_its_period_is_refused_kindly(bt, client, clock):
    opdracht = factories.opdracht(bt)
    clock.move_to(op("2026-12-20", 10))
    client.force_login(bt.ggp)

    response = client.post(
        reverse("portefeuilles:opdracht-answer", args=[opdracht.pk]), {"antwoord": "gedaan"}, follow=True
    )

    assert "De periode van deze opdracht is voorbij" in response.content.decode()
    assert not Terugkoppeling.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"van": "2026-11-01", "tot_en_met": "2026-11-20"}, "Deze dagen zijn al geweest"),
        ({"tot_en_met": "2026-11-20"}, "De laatste dag ligt voor de eerste dag"),
        ({"tot_en_met": "2027-03-01"}, "hoogstens een maand"),
        ({"diensten": []}, "Dit veld is verplicht"),
        ({"diensten": ["middag"]}, "geldige keuze"),
        ({"opdracht": ""}, "Dit veld is verplicht"),
        ({"over": "casus|casuistiek.casus|99"}, "geldige keuze"),
    ],
)
def test_bad_input_keeps_what_was_typed(bt, client, change, says):
    client.force_login(bt.woe)
    data = {
        "opdracht": "Rijd langs",
        "van": "2026-11-23",
        "tot_en_met": "2026-11-24",
        "diensten": ["laat"],
        "waarom": "Klachten van bewoners",
        **change,
    }

    html = client.post(reverse("portefeuilles:opdracht-add"), data).content.decode()

    assert says in html
    assert "Klachten van bewoners" in html
    assert not Briefingopdracht.objects.exists()


@pytest.mark.parametrize(
    ("who", "mag"), [("woe", True), ("wijkagent", True), ("chef", True), ("ggp", False), ("intake", False)]
)
def test_who_may_ask_something_of_a_shift(bt, client, who, mag):
    client.force_login(getattr(bt, who))

    assert client.get(reverse("portefeuilles:opdracht-add")).status_code == (200 if mag else 403)


def test_a_casus_on_the_briefing_is_secret_for_whom_it_does_not_exist(bt, client):
    casus = factories.casus(bt, titel="Zeldzaamwoord")
    opdracht = factories.opdracht(bt, onderwerp=casus, opdracht="Rijd door de straat")
    services.answer_opdracht(opdracht=opdracht, by=bt.ggp, antwoord="gedaan", tekst="Alles rustig.")

    client.force_login(bt.ggp)
    for url in (
        reverse("portefeuilles:briefing"),
        opdracht.get_absolute_url(),
        reverse("portefeuilles:opdracht-list"),
    ):
        assert "Zeldzaamwoord" not in client.get(url).content.decode()
    client.force_login(bt.woe)
    assert "Zeldzaamwoord" in client.get(opdracht.get_absolute_url()).content.decode()
    html = client.get(casus.get_absolute_url()).content.decode()
    assert "Rijd door de straat" in html
    assert "Alles rustig." in html


def test_a_vertrouwelijke_casus_never_goes_on_a_briefing(bt, client):
    from casuistiek.services import set_vertrouwelijk

    casus = factories.casus(bt, titel="Zeldzaamwoord")
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    client.force_login(bt.woe)

    assert "Zeldzaamwoord" not in client.get(reverse("portefeuilles:opdracht-add")).content.decode()
    data = {"opdracht": "x", "van": "2026-11-23", "tot_en_met": "2026-11-23", "diensten": ["laat"]}
    data["over"] = f"casus|casuistiek.casus|{casus.pk}"
    assert "geldige keuze" in client.post(reverse("portefeuilles:opdracht-add"), data).content.decode()


def test_the_rate_counts_what_is_over(bt, clock):
    rows = [factories.opdracht(bt, opdracht=f"{nr}", portefeuille=bt.zorg) for nr in range(3)]
    services.answer_opdracht(opdracht=rows[0], by=bt.ggp, antwoord="niet")
    assert answer_rates([bt.zorg.pk]) == {}

    clock.move_to(op("2026-11-24", 10))

    assert answer_rates([bt.zorg.pk, bt.jeugd.pk]) == {bt.zorg.pk: 33}


# --- the chain ------------------------------------------------------------------------------------------


@pytest.fixture
def keten(bt):
    """trend -> agendapunt -> actiepunt -> briefing -> terugkoppeling, and an aanpak with what it brought."""
    trend = factories.trend(bt.team, bt.woe, titel="Zwaar vuurwerk", portefeuille=bt.zorg)
    overleg = factories.overleg(factories.reeks(bt.team), begin=op("2026-11-23", 16))
    start_overleg(overleg=overleg, by=bt.osc)
    punt = overleg.punten.get(bron=f"trend:{trend.pk}")
    end_punt(
        punt=punt,
        by=bt.osc,
        uitkomst="actiepunt",
        tekst="Verkooppunten in kaart",
        eigenaar=bt.woe,
        deadline=date(2026, 12, 1),
    )
    punt.refresh_from_db()
    opdracht = factories.opdracht(
        bt, opdracht="Let op busjes", onderwerp=punt.actiepunt, tot_en_met=MAANDAG + timedelta(3)
    )
    services.answer_opdracht(opdracht=opdracht, by=bt.ggp, antwoord="gedaan", tekst="Twee busjes gezien.")
    services.save_actie(
        portefeuille=bt.zorg,
        by=bt.houder,
        titel="Controle bij de brug",
        dag=MAANDAG,
        trekker=bt.houder,
        trend=trend,
    )
    trend.opdracht, trend.punt = opdracht, punt
    return trend


def words(schakels):
    return [(s.soort, s.tekst, words(s.schakels)) for s in schakels]


def test_downward_from_the_trend(bt, keten):
    assert words(chain_of(keten, bt.osc)) == [
        (
            "Agendapunt",
            "WOE/OS-overleg",
            [
                (
                    "Actiepunt",
                    "Verkooppunten in kaart",
                    [("Briefing", "Let op busjes", [("Terugkoppeling", "Twee busjes gezien.", [])])],
                )
            ],
        ),
        ("Actie", "Controle bij de brug", []),
    ]


def test_and_upward_from_the_briefing(bt, keten):
    assert [(s.soort, s.tekst) for s in where_from(keten.opdracht, bt.osc)] == [
        ("Actiepunt", "Verkooppunten in kaart"),
        ("Agendapunt", "WOE/OS-overleg 23-11-2026: Zwaar vuurwerk"),
        ("Trend", "Zwaar vuurwerk"),
    ]


def test_in_the_chain_nobody_reads_what_they_may_not(bt, keten, client):
    down = chain_of(keten, bt.ggp)[0]
    assert (down.url, "Verkooppunten" in down.daarna) == ("", False)

    client.force_login(bt.ggp)
    html = client.get(keten.get_absolute_url()).content.decode()
    assert "Twee busjes gezien." in html  # what a shift saw is for the whole team
    assert keten.punt.overleg.get_absolute_url() not in html


def test_the_whole_chain_costs_the_same_however_long(bt, keten, django_assert_max_num_queries):
    for nr in range(6):
        row = factories.opdracht(bt, opdracht=f"Nog een {nr}", onderwerp=keten, van=MAANDAG + timedelta(7 + nr), tot_en_met=MAANDAG + timedelta(7 + nr))  # fmt: skip
        Terugkoppeling.objects.create(opdracht=row, dag=MAANDAG, dienst="laat", antwoord="niet", door=bt.ggp)
    chain_of(keten, bt.osc)

    with django_assert_max_num_queries(11):
        chain_of(keten, bt.osc)
