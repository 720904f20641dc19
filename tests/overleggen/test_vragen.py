"""A question to the BMO, and its answer back (V12)."""

import pytest
import time_machine
from django.urls import reverse

from casuistiek.models import Gebeurtenis
from casuistiek.services import set_vertrouwelijk
from overleggen import services
from overleggen.models import Agendapunt, Vraag
from portefeuilles.services import close_trend
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from tests.overleggen.punten import add, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


OPTIES = [{"tekst": "Extra koppel", "kost": "8 uur"}, {"tekst": "Niets doen", "kost": ""}]


@pytest.fixture
def bmo(bt):
    reeks = factories.reeks(bt.team, "bmo", functies=["teamchef", "woe"])
    for dag in ("2026-11-26", "2026-12-17", "2027-01-21", "2027-02-18"):
        factories.overleg(reeks, begin=op(dag, 13))
    return reeks


def test_a_question_goes_to_the_bmo_and_its_answer_comes_back_everywhere(bt, overleg, client):
    bmo = factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    casus = factories.casus(bt, titel="Jongeren op het plein")
    punt = add(overleg, bt.woe, casus.titel, soort="casus", onderwerp=casus, criteria=["belemmering"])
    services.start_overleg(overleg=overleg, by=bt.osc)

    vraag = services.ask_bmo(
        team=bt.team, by=bt.woe, vraag="Mag er een koppel bij?", opties=OPTIES, punt=punt, afronden=True
    )
    assert Agendapunt.objects.get(pk=punt.pk).uitkomst_tekst == "Vraag aan het BMO: Mag er een koppel bij?"

    services.start_overleg(overleg=bmo, by=bt.osc)
    bij_bmo = bmo.punten.get(soort="vraag")
    end(bij_bmo, bt.osc, tekst="Voor een maand.", keuze="0")

    vraag.refresh_from_db()
    assert vraag.antwoord == "Extra koppel. Voor een maand"
    assert bt.woe.notificaties.filter(tekst="Er is een antwoord op je vraag aan het BMO.").count() == 1
    assert Gebeurtenis.objects.filter(casus=casus, tekst__contains="BMO: besluit. Voor een maand.").exists()
    volgende = overleg.reeks.overleggen.last()
    with time_machine.travel(op("2026-12-21", 9), tick=False):
        services.fill_agenda(volgende)
        antwoord = volgende.punten.get(titel="Antwoord: Mag er een koppel bij?")
        services.start_overleg(overleg=volgende, by=bt.osc)
        end(antwoord, bt.osc, "geen_vervolg", "Gehoord.")
        services.fill_agenda(volgende)
    assert Vraag.objects.get().teruggemeld_op is not None


def test_a_question_about_a_vertrouwelijke_casus_is_read_by_who_may_read_that(bt, overleg, client):

    factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    casus = factories.casus(bt, titel="Jongeren op het plein")
    punt = add(overleg, bt.woe, casus.titel, soort="casus", onderwerp=casus, criteria=["belemmering"])
    vraag = services.ask_bmo(team=bt.team, by=bt.woe, vraag="Geheime vraag?", opties=OPTIES, punt=punt)
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)

    for who, status in ((bt.woe, 200), (bt.osc, 403), (bt.ggp, 403)):
        client.force_login(who)
        assert client.get(vraag.get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("opties", "bmo", "says"),
    [(OPTIES[:1], True, "minstens twee opties"), (OPTIES, False, "nog geen overleg")],
)
def test_a_question_that_cannot_be(bt, overleg, opties, bmo, says):
    if bmo:
        factories.reeks(bt.team, "bmo")

    with pytest.raises(RegelOvertreden, match=says):
        services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=opties)

    assert not Vraag.objects.exists()


def test_a_question_is_asked_in_the_browser(bt, overleg, client):
    factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    client.force_login(bt.woe)
    data = {"vraag": "Mag er een koppel bij?", "opties": "Elke avond | 8 uur per week\nAlleen vrijdag"}

    response = client.post(reverse("overleggen:vraag-add"), data)

    assert response.status_code == 302
    assert Vraag.objects.get().opties == [
        {"tekst": "Elke avond", "kost": "8 uur per week"},
        {"tekst": "Alleen vrijdag", "kost": ""},
    ]


def test_a_point_with_a_question_stays_when_nobody_proposes_it_any_more(bt, overleg):
    factories.reeks(bt.team, "bmo")
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    services.fill_agenda(overleg)
    services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES, punt=overleg.punten.get())
    close_trend(trend=trend, by=bt.woe, reden="Voorbij.")

    services.fill_agenda(overleg)
    services.tick()
    services.cancel_overleg(overleg=overleg, by=bt.osc, reden="Ziekte.")

    assert Agendapunt.objects.get(titel="Vuurwerk").overleg.status == "gepland"


def test_a_question_that_could_not_be_read_stays_open(bt, overleg):
    from regels.agenda import BUITEN

    bmo = factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    vraag = services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES)
    services.start_overleg(overleg=bmo, by=bt.osc)

    services.end_punt(punt=bmo.punten.get(), by=bt.osc, uitkomst="geen_vervolg", tekst=BUITEN)

    vraag.refresh_from_db()
    assert vraag.beantwoord_op is None


def test_a_question_waits_on_one_agenda_only(bt, overleg):
    factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES)

    with pytest.raises(RegelOvertreden, match="kwam vanzelf"):
        services.park_punt(punt=Agendapunt.objects.get(soort="vraag"), by=bt.woe)


def test_asked_from_the_voorraad_ends_nothing(bt, overleg):
    factories.reeks(bt.team, "bmo")
    punt = services.add_punt(
        reeks=overleg.reeks, by=bt.woe, titel="Later", doel="besluitvorming", gewenst="x", minuten=5
    )

    services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES, punt=punt, afronden=True)

    assert Agendapunt.objects.get(pk=punt.pk).uitkomst == ""
