"""An aanpak goes one phase at a time, measured before and after; nothing typed is lost (P3)."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from notificaties.models import Notificatie
from overleggen.services import fill_agenda
from portefeuilles import services
from portefeuilles.models import Aanpak
from portefeuilles.views.aanpak import passed_over
from regels.aanpak import VIJF_W
from regels.begrippen import RegelOvertreden, Verouderd
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
SCAN = dict.fromkeys(VIJF_W, "Iets")
ANALYSE = {
    "oorzaken": "Geen plek binnen.",
    "mislukken": "Jongerenwerk stopt.",
    "deblokkeren": "De gemeente",
    "meet": "Meldingen per maand",
    "voor": Decimal(24),
    "voor_op": date(2026, 11, 23),
    "assessment_op": date(2027, 2, 1),
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(op("2026-11-23", 10), tick=False) as traveller:
        yield traveller


def write(aanpak, by, verder=True, **values):
    aanpak.refresh_from_db()
    return services.write_aanpak(aanpak=aanpak, by=by, versie=aanpak.versie, verder=verder, **values)


def in_respons(bt):
    aanpak = factories.aanpak(bt)
    write(aanpak, bt.houder, **SCAN)
    services.save_interventie(aanpak=aanpak, by=bt.houder, wat="Vaste avond", medewerker=bt.woe)
    write(aanpak, bt.houder, **ANALYSE)
    aanpak.refresh_from_db()
    return aanpak


def test_the_whole_way(bt, clock):
    aanpak = in_respons(bt)
    assert aanpak.fase == "respons"
    with pytest.raises(RegelOvertreden, match="van elke interventie de afloop"):
        services.advance_aanpak(aanpak=aanpak, by=bt.houder)
    services.close_interventie(interventie=aanpak.interventies.get(), by=bt.houder, afloop="Loopt.")
    services.advance_aanpak(aanpak=aanpak, by=bt.houder)

    clock.move_to(op("2027-02-01", 10))
    write(aanpak, bt.houder, na=Decimal(11), na_op=date(2027, 2, 1), werkte="ja", blijft="De avond.")

    aanpak.refresh_from_db()
    assert (aanpak.fase, aanpak.is_open) == ("afgesloten", False)
    assert [step.fase for step in aanpak.stappen.all()] == [
        "scan",
        "analyse",
        "respons",
        "assessment",
        "afgesloten",
    ]
    with pytest.raises(RegelOvertreden, match="afgesloten"):
        write(aanpak, bt.houder, wat="Toch anders")


def test_what_was_written_is_kept_when_the_next_phase_must_wait(bt):
    aanpak = factories.aanpak(bt)

    row, oordeel = write(aanpak, bt.houder, wat="Overlast")

    assert row.fase == "scan"
    assert oordeel.bezwaar.startswith("Nog nodig: Wie zijn erbij betrokken?")
    assert Aanpak.objects.get(pk=aanpak.pk).wat == "Overlast"


def test_the_respons_cannot_start_without_a_measurement_not_even_around_the_service(bt):
    aanpak = factories.aanpak(bt)

    with pytest.raises(IntegrityError), transaction.atomic():
        Aanpak.objects.filter(pk=aanpak.pk).update(fase="respons")


def test_an_intervention_has_a_party(bt):
    aanpak = factories.aanpak(bt)

    with pytest.raises(RegelOvertreden, match="Wie doet dit"):
        services.save_interventie(aanpak=aanpak, by=bt.houder, wat="Iets")
    row = services.save_interventie(
        aanpak=aanpak, by=bt.houder, wat="Iets", partij=factories.partner(bt.team), medewerker=bt.woe
    )
    assert row.door_wie == "Gemeente Amersfoort, Noor Bakker"


def test_stopping_leaves_what_was_passed_over_in_sight(bt):
    aanpak = factories.aanpak(bt)
    write(aanpak, bt.houder, **SCAN)

    with pytest.raises(RegelOvertreden, match="waarom jullie stoppen"):
        services.stop_aanpak(aanpak=aanpak, by=bt.houder, reden=" ")
    services.stop_aanpak(aanpak=aanpak, by=bt.houder, reden="Het ging vanzelf over.")

    aanpak.refresh_from_db()
    assert passed_over(aanpak) == ["respons", "assessment"]


def test_going_back_keeps_the_way_it_went(bt):
    aanpak = in_respons(bt)

    services.return_aanpak(aanpak=aanpak, by=bt.houder, naar="analyse", reden="Andere oorzaak.")

    aanpak.refresh_from_db()
    assert aanpak.fase == "analyse"
    assert [(step.fase, step.reden) for step in aanpak.stappen.all()][-1] == ("analyse", "Andere oorzaak.")
    assert aanpak.voor == Decimal(24)


def test_two_writers_do_not_wipe_each_other_out(bt, client):
    aanpak = factories.aanpak(bt)
    url = reverse("portefeuilles:aanpak-write", args=[aanpak.pk])
    client.force_login(bt.houder)
    client.post(url, {"versie": 1, "wat": "Van de houder"})

    html = client.post(url, {"versie": 1, "wat": "Van de tweede"}).content.decode()

    assert "Iemand heeft dit intussen gewijzigd" in html
    assert "Van de tweede" in html
    assert Aanpak.objects.get(pk=aanpak.pk).wat == "Van de houder"
    client.post(url, {"versie": 2, "wat": "Van de tweede"})
    assert Aanpak.objects.get(pk=aanpak.pk).wat == "Van de tweede"
    with pytest.raises(Verouderd):
        services.write_aanpak(aanpak=aanpak, by=bt.houder, versie=1, wat="x")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"assessment_op": "2026-11-23"}, "De assessment ligt voor het begin"),
        ({"assessment_op": "2026-01-01"}, "De assessment ligt voor het begin"),
        ({"voor": "veel"}, "Voer een getal in"),
        ({"assessment_op": "straks"}, "Deze datum begrijpen we niet"),
    ],
)
def test_an_assessment_before_its_start_and_other_bad_input(bt, client, data, says):
    aanpak = factories.aanpak(bt)
    write(aanpak, bt.houder, **SCAN)
    aanpak.refresh_from_db()
    client.force_login(bt.houder)

    html = client.post(
        reverse("portefeuilles:aanpak-write", args=[aanpak.pk]),
        {"versie": aanpak.versie, "oorzaken": "Geen plek binnen.", **data},
    ).content.decode()

    assert says in html
    assert "Geen plek binnen." in html
    assert Aanpak.objects.get(pk=aanpak.pk).oorzaken == ""


def test_the_measurement_afterwards_is_of_after_the_respons_began(bt, clock):
    aanpak = in_respons(bt)
    services.close_interventie(interventie=aanpak.interventies.get(), by=bt.houder, afloop="Loopt.")
    services.advance_aanpak(aanpak=aanpak, by=bt.houder)

    for dag in (date(2026, 11, 22), date(2026, 11, 24)):
        with pytest.raises(RegelOvertreden):
            write(aanpak, bt.houder, na=Decimal(1), na_op=dag)
    write(aanpak, bt.houder, verder=False, na=Decimal(0), na_op=date(2026, 11, 23))
    assert Aanpak.objects.get(pk=aanpak.pk).na == 0


def test_a_wijkagent_may_begin_and_then_draws_it(bt, client):
    client.force_login(bt.wijkagent)

    client.post(
        reverse("portefeuilles:aanpak-add", args=[bt.zorg.pk]),
        {"titel": "Jongeren op het plein", "trekker": bt.wijkagent.pk},
    )

    aanpak = Aanpak.objects.get()
    url = reverse("portefeuilles:aanpak-write", args=[aanpak.pk])
    assert client.post(url, {"versie": 1, **SCAN, "stap": "verder"}).status_code == 302
    aanpak.refresh_from_db()
    assert aanpak.fase == "analyse"
    client.force_login(bt.ggp)
    assert client.get(url).status_code == 403


def test_a_due_assessment_comes_on_the_agenda_and_to_the_trekker(bt, clock):
    aanpak = in_respons(bt)
    services.close_interventie(interventie=aanpak.interventies.get(), by=bt.houder, afloop="Loopt.")
    services.advance_aanpak(aanpak=aanpak, by=bt.houder)
    clock.move_to(op("2027-02-01", 9))
    overleg = factories.overleg(factories.reeks(bt.team), begin=op("2027-02-03", 9))
    Notificatie.objects.all().delete()

    fill_agenda(overleg)
    services.tick()

    assert overleg.punten.get().reden == "de assessment: werkte deze aanpak?"
    assert Notificatie.objects.get(tekst__contains="assessment").ontvanger == bt.houder
