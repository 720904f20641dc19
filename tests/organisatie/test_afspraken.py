"""What a team agrees, in groups, each from a day on (O3)."""

from dataclasses import fields
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from organisatie.afspraken import TEAM, groepen, titels
from organisatie.models import Teaminstelling
from organisatie.queries import instelling_van
from organisatie.services import change_instelling
from tests.factories import op

VANDAAG = date(2026, 11, 23)
NIEUWJAAR = date(2027, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(op("2026-11-23", 10), tick=False):
        yield


@pytest.fixture
def chef(bt, client):
    client.force_login(bt.chef)
    return client


def text(response):
    return response.content.decode()


def fill(chef, sleutel, **changes):
    """Post the group's form as the page offers it, with these changes."""
    url = reverse(f"organisatie:afspraken-{sleutel}")
    form = chef.get(url).context["form"]
    data = {name: form[name].initial for name in form.fields}
    data |= {"vanaf": "2026-11-23"} | changes
    return chef.post(
        url, {name: value for name, value in data.items() if value not in (None, False)}, follow=True
    )


def gekozen(team, sleutel, dag=VANDAAG):
    return groepen[sleutel].waarden(instelling_van(team.pk, dag))


@pytest.mark.parametrize("sleutel", groepen)
def test_each_term_has_a_question_and_a_standard_that_its_own_form_accepts(sleutel):
    groep = groepen[sleutel]
    standaard = groep.waarden(Teaminstelling())

    assert set(groep.vragen) == {term.name for term in fields(groep.soort)}
    form = groep.form({"vanaf": "2026-11-23", **standaard})
    assert form.is_valid(), form.errors
    assert {naam: form.cleaned_data[naam] for naam in standaard} == {
        naam: list(waarde) if isinstance(waarde, tuple) else waarde for naam, waarde in standaard.items()
    }


@pytest.mark.parametrize("sleutel", titels())
def test_each_group_is_shown_and_saved_as_it_is_offered(bt, chef, sleutel):
    assert titels()[sleutel] in text(chef.get(reverse("organisatie:instellingen")))

    response = fill(chef, sleutel)

    assert "Bewaard." in text(response)
    row = Teaminstelling.objects.get(team=bt.team, vanaf=VANDAAG)
    assert row.gevraagd == [sleutel]
    rij, namen = response.context["eerder"][0]
    assert (rij.vanaf, list(namen)) == (VANDAAG, [titels()[sleutel]])


def test_what_was_not_asked_stays(bt, chef):
    Teaminstelling.objects.update(woord_gebied="GGG", escalatieketen=["osa"])
    fill(chef, "tijd", norm=70, eigen=["portefeuille"])
    fill(chef, "briefing", maximum=2)

    new = Teaminstelling.objects.get(team=bt.team, vanaf=VANDAAG)
    assert (new.woord_gebied, new.escalatieketen) == ("GGG", ["osa"])
    assert gekozen(bt.team, "tijd") == {"norm": 70, "eigen": ("portefeuille",)}
    assert gekozen(bt.team, "briefing") == {"maximum": 2}
    assert new.gevraagd == ["briefing", "tijd"]


def test_what_is_agreed_today_is_not_undone_by_a_day_that_was_set_for_something_else(bt, chef):
    fill(chef, "briefing", maximum=2, vanaf="2027-01-01")
    fill(chef, "tijd", norm=60)
    fill(chef, TEAM, woord_woe="OEWA")
    fill(chef, "briefing", maximum=5)

    later = instelling_van(bt.team.pk, NIEUWJAAR)
    assert gekozen(bt.team, "tijd", NIEUWJAAR)["norm"] == 60
    assert later.woord_woe == "OEWA"
    # The briefing was chosen for that day itself: so it stays.
    assert [gekozen(bt.team, "briefing", dag)["maximum"] for dag in (VANDAAG, NIEUWJAAR)] == [5, 2]


def test_a_mistake_is_mended_on_the_same_day(bt, chef):
    fill(chef, "tijd", norm=6)
    fill(chef, "tijd", norm=60)

    assert gekozen(bt.team, "tijd")["norm"] == 60
    assert Teaminstelling.objects.filter(team=bt.team).count() == 2


def test_agreements_hold_from_a_day_and_leave_the_past_alone(bt, chef):
    fill(chef, TEAM, vanaf="2026-12-01", woord_woe="OEWA", woe_in_mt="on")

    woorden = [instelling_van(bt.team.pk, dag).woord_woe for dag in (date(2026, 11, 30), date(2026, 12, 1))]
    assert woorden == ["WOE", "OEWA"]
    assert "niet in het verleden ingaan" in text(fill(chef, TEAM, vanaf="2026-01-01"))
    assert Teaminstelling.objects.filter(team=bt.team).count() == 2


def test_a_term_that_is_gone_from_the_product_breaks_nothing(bt):
    Teaminstelling.objects.update(afspraken={"tijd": {"norm": 55, "vroeger": 3}, "weg": {"x": 1}})

    assert gekozen(bt.team, "tijd")["norm"] == 55


@pytest.mark.parametrize(
    ("sleutel", "change", "says"),
    [
        (TEAM, {"keten_0": "", "keten_1": "", "keten_2": ""}, "minstens één functie"),
        (TEAM, {"werkdag_van": "18", "werkdag_tot": "8"}, "eindigt voor hij begint"),
        (TEAM, {"uren_rustig": "0"}, "minstens 1 is"),
        (TEAM, {"woord_woe": ""}, "Dit veld is verplicht"),
        ("tijd", {"norm": "101"}, "hoogstens 100 is"),
        ("netwerken", {"keren": "0"}, "minstens 1 is"),
        ("bmo", {"rood": "veel"}, "geheel getal"),
    ],
)
def test_bad_input_is_said_and_saves_nothing(bt, chef, sleutel, change, says):
    assert says in text(fill(chef, sleutel, **change))
    assert Teaminstelling.objects.filter(team=bt.team).count() == 1


def test_agreements_are_for_the_beheerder_only(bt, client):
    for who in (bt.woe, bt.osc, bt.opco):
        client.force_login(who)
        for url in (
            reverse("organisatie:instellingen"),
            *(reverse(f"organisatie:afspraken-{sleutel}") for sleutel in titels()),
        ):
            assert client.get(url).status_code == 403


def test_nobody_gives_oneself_more_by_way_of_a_day_that_is_set(bt):
    """A later day follows what is agreed now, so the rule looks at now."""
    change_instelling(team=bt.team, by=bt.chef, vanaf=NIEUWJAAR, groep="briefing", maximum=2)
    change_instelling(team=bt.team, by=bt.chef, vanaf=VANDAAG, wie_ziet_tijd="teamchef")

    assert instelling_van(bt.team.pk, NIEUWJAAR).wie_ziet_tijd == "teamchef"
