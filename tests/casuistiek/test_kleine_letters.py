"""The fine print, where two readers would build differently, and what once went wrong in it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus, Overdracht
from casuistiek.queries import stand_of
from notificaties.models import Notificatie
from organisatie.bronnen import openstaand
from organisatie.models import Afwezigheid, Feestdag
from organisatie.services import add_afwezigheid, end_plaatsing, withdraw_afwezigheid
from regels.begrippen import RegelOvertreden
from regels.escalatie import Rood
from tests import factories
from tests.factories import afwezig, casus, op, open_aanbod, overgedragen, regisseur_van

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MAANDAG, tick=False) as traveller:
        yield traveller


def heard(who, fragment):
    return Notificatie.objects.open().filter(ontvanger=who, tekst__contains=fragment).count()


def aan_zet(casus, moment=None):
    return stand_of(Casus.objects.get(pk=casus.pk), moment).aan_zet.medewerker


def test_taking_over_ends_when_an_open_ended_absence_ends(bt, clock):
    oud = casus(bt)
    add_afwezigheid(medewerker=bt.woe, van=MAANDAG, tot=None, by=bt.chef)
    services.take_over(casus=oud, by=bt.houder)
    clock.shift(timedelta(days=2))
    assert aan_zet(oud) == bt.houder.pk

    withdraw_afwezigheid(afwezigheid=Afwezigheid.objects.get(), by=bt.chef)

    assert aan_zet(oud) == bt.woe.pk


def test_kan_niet_is_forgotten_when_the_absence_is_over(bt, clock):
    oud = casus(bt)
    add_afwezigheid(medewerker=bt.woe, van=MAANDAG, tot=op("2026-11-28", 0), by=bt.chef)
    services.answer_waarneming(casus=oud, by=bt.oe, antwoord="kan_niet")
    assert aan_zet(oud) == bt.osc.pk

    clock.move_to(op("2026-12-21", 9))
    add_afwezigheid(medewerker=bt.woe, van=op("2026-12-21", 0), tot=op("2026-12-24", 0), by=bt.chef)

    assert aan_zet(oud) == bt.oe.pk


def test_kan_niet_does_not_count_against_an_appointment(bt):
    oud = casus(bt)
    add_afwezigheid(medewerker=bt.woe, van=MAANDAG, tot=op("2026-11-28", 0), by=bt.chef)
    services.answer_waarneming(casus=oud, by=bt.oe, antwoord="kan_niet")

    services.appoint_waarnemer(casus=oud, by=bt.osc, medewerker=bt.oe, reden="Vrijgemaakt.")

    assert aan_zet(oud) == bt.oe.pk


def test_a_tick_that_is_late_does_not_turn_back_what_somebody_did(bt, clock):
    oud = casus(bt)
    early = timezone.now() + timedelta(seconds=10)
    clock.shift(timedelta(seconds=30))
    services.take_over(casus=oud, by=bt.houder)
    before = oud.gebeurtenissen.count()

    services.tick(early)

    assert oud.gebeurtenissen.count() == before


def test_a_waarneming_between_two_ticks_is_in_the_record(bt):
    oud = casus(bt)
    services.tick()
    afwezig(bt.woe, van=op("2026-11-23", 12), tot=op("2026-11-23", 15))

    services.tick(op("2026-11-23", 17))

    rows = oud.gebeurtenissen.filter(soort="aan_zet").values_list("aan_zet", "moment")
    assert list(rows)[1:] == [(bt.oe.pk, op("2026-11-23", 12)), (bt.woe.pk, op("2026-11-23", 15))]


def test_closing_tells_the_regisseur_and_the_opco(bt):
    nieuw = overgedragen(bt)
    services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.woe, teruglezing="Ja.")

    services.close_casus(casus=nieuw, by=bt.osc, reden="Klaar.")

    assert (heard(bt.woe, "is afgesloten"), heard(bt.opco, "is afgesloten")) == (1, 1)


def test_who_was_asked_still_hears_it_is_over_when_the_casus_closes(bt):
    nieuw = overgedragen(bt)

    services.close_casus(casus=nieuw, by=bt.osc, reden="Klein.")

    assert heard(bt.woe, "ingetrokken") == 1


def test_the_term_to_confirm_is_fixed_over_a_holiday(bt, clock):
    Feestdag.objects.create(team=bt.team, dag=op("2026-11-26", 12).date(), naam="Vrij")
    oud = casus(bt)
    clock.move_to(op("2026-11-25", 15))
    add_afwezigheid(medewerker=bt.woe, van=op("2026-11-25", 15), tot=op("2026-12-12", 0), by=bt.chef)

    clock.move_to(op("2026-11-27", 9))
    services.tick()

    oud.refresh_from_db()
    assert stand_of(oud).te_bevestigen.uiterlijk == op("2026-11-27", 13)
    assert stand_of(oud).rood == []


def test_a_rising_ernst_gives_the_waarnemer_a_new_term_from_now(bt, clock):
    oud = casus(bt)
    add_afwezigheid(medewerker=bt.woe, van=MAANDAG, tot=op("2026-12-12", 0), by=bt.chef)
    clock.shift(timedelta(hours=6))

    services.change_ernst(casus=oud, by=bt.osc, ernst="kritiek")

    assert stand_of(Casus.objects.get()).te_bevestigen.uiterlijk == op("2026-11-23", 17)
    assert heard(bt.osc, "niet bevestigd") == 0


def test_confirming_is_asked_once_however_often_it_ticks(bt):
    casus(bt)
    afwezig(bt.woe, van=op("2026-11-23", 12), tot=op("2026-12-12", 0))

    for minute in range(3):
        services.tick(op("2026-11-23", 12, 40 + minute))

    assert heard(bt.oe, "Bevestig dat je het doet") == 1


def test_a_vertrouwelijke_casus_escalates_to_the_teamchef_who_may_see_it(bt, clock):
    nieuw = overgedragen(bt)
    services.set_vertrouwelijk(casus=nieuw, by=bt.woe, vertrouwelijk=True)
    clock.move_to(op("2026-11-23", 14, 1))

    services.tick()

    assert (heard(bt.chef, "niet beantwoord"), heard(bt.osc, "niet beantwoord")) == (1, 0)


def test_the_shift_says_of_a_vertrouwelijke_casus_only_that_there_is_one(bt):
    nieuw = overgedragen(bt, titel="Heel geheim")
    services.set_vertrouwelijk(casus=nieuw, by=bt.woe, vertrouwelijk=True)

    shown = [(punt.titel, punt.zin) for punt in openstaand(bt.team, bt.opco2)]

    assert shown == [("Besloten casus", "vraag Otto Prins")]


def test_an_ose_sees_only_what_they_are_involved_in(bt):
    ose = factories.medewerker(bt.team, "ose")
    casus(bt)

    assert Casus.objects.visible_to(ose).count() == 0


def test_handing_over_from_the_front_door_informs_the_same_people(bt):
    nieuw = services.report_casus(
        team=bt.team,
        by=bt.intake,
        gebieden=[bt.binnenstad],
        portefeuilles=[],
        titel="Onrust",
        wat_gebeurd="x",
    )

    services.start_ronde(casus=nieuw, by=bt.opco)

    assert [heard(who, "waar jij van moet weten") for who in (bt.zaco, bt.wijkagent)] == [1, 1]


def test_a_teamchef_excludes_oneself_and_is_let_in_by_another(bt):
    nieuw = casus(bt)
    services.exclude_medewerker(casus=nieuw, medewerker=bt.chef, by=bt.chef)

    with pytest.raises(RegelOvertreden, match="Een andere teamchef"):
        services.exclude_medewerker(casus=nieuw, medewerker=bt.chef, by=bt.chef)

    assert nieuw.uitsluitingen.filter(tot=None).count() == 1
    services.exclude_medewerker(casus=nieuw, medewerker=bt.chef, by=factories.medewerker(bt.team, "teamchef"))
    assert not nieuw.uitsluitingen.filter(tot=None).exists()


def test_a_withdrawn_ronde_does_not_stop_one_for_another_reason(bt):
    oud = casus(bt)
    services.exclude_medewerker(casus=oud, medewerker=bt.woe, by=bt.chef)
    services.exclude_medewerker(casus=oud, medewerker=bt.woe, by=bt.chef)
    services.withdraw_ronde(casus=oud, by=bt.osc, reden="Vergissing.")

    end_plaatsing(plaatsing=bt.woe.plaatsingen.get(), tot=op("2026-12-10", 12).date(), by=bt.chef)

    assert oud.rondes.filter(gesloten_op=None, aanleiding="weg").count() == 1


def test_red_stays_red_when_somebody_is_appointed(bt, clock):
    nieuw = overgedragen(bt)
    clock.move_to(op("2026-11-23", 14, 1))
    services.tick()

    services.appoint_regisseur(casus=nieuw, by=bt.osc, aan=bt.houder, reden="Ruimte.")

    assert stand_of(Casus.objects.get()).rood == [Rood.OVERDRACHT]


def test_everybody_refused_is_red_and_told(bt):
    nieuw = overgedragen(bt)
    while offer := Overdracht.objects.filter(besloten_op=None).first():
        services.refuse_overdracht(overdracht=offer, by=offer.aan, reden="Vol.")

    assert stand_of(Casus.objects.get(pk=nieuw.pk)).rood == [Rood.UITGEPUT]
    assert (heard(bt.opco, "niemand meer"), heard(bt.chef, "niemand meer")) == (1, 1)


def test_an_exhausted_ronde_goes_on_as_soon_as_somebody_is_there(bt, clock):
    afwezig(bt.chef, tot=op("2026-11-24", 0))
    nieuw = overgedragen(bt)
    while offer := Overdracht.objects.filter(besloten_op=None).first():
        services.refuse_overdracht(overdracht=offer, by=offer.aan, reden="Vol.")

    services.tick(op("2026-11-24", 0))

    assert open_aanbod(nieuw).aan == bt.chef


def test_aan_zet_follows_the_old_place_until_the_new_regisseur_accepts(bt):
    oud = casus(bt, gebieden=[bt.binnenstad, bt.zuid], portefeuilles=[bt.zorg, bt.jeugd])
    afwezig(bt.woe, tot=op("2026-11-28", 0))

    services.change_grond(casus=oud, grond="gebied", gebied=bt.zuid, by=bt.osc)

    assert aan_zet(oud) == bt.oe.pk
    assert open_aanbod(oud).aan == bt.woe_zuid
    services.accept_overdracht(overdracht=open_aanbod(oud), by=bt.woe_zuid, teruglezing="Ja.")
    assert (regisseur_van(oud), oud.casusgebieden.get(volgorde=0).gebied) == (bt.woe_zuid.pk, bt.zuid)


def test_who_is_excluded_is_not_asked_back_in(bt):
    afwezig(bt.woe, tot=op("2026-11-25", 0))
    nieuw = overgedragen(bt)
    services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.oe, teruglezing="Ok.")
    services.exclude_medewerker(casus=nieuw, medewerker=bt.woe, by=bt.chef)

    services.tick(op("2026-11-25", 9))

    assert heard(bt.woe, "is terug") == 0


def test_a_tie_that_has_run_is_never_deleted(bt):
    from organisatie.services import end_koppeling

    tie = bt.woe.koppelingen.get()

    with pytest.raises(RegelOvertreden, match="voor het begin"):
        end_koppeling(koppeling=tie, tot=tie.van, by=bt.chef)

    assert bt.woe.koppelingen.count() == 1


def test_nobody_makes_oneself_teamchef(bt, client):
    from django.urls import reverse

    for who, status in ((bt.oe, 403), (bt.chef, 403)):
        client.force_login(who)
        assert client.get(reverse("organisatie:plaatsing-change", args=[who.pk])).status_code == status
    assert client.get(reverse("organisatie:plaatsing-change", args=[bt.woe.pk])).status_code == 200


@pytest.mark.parametrize("gebied", ["²", "9" * 30, "-1", "x", "0"])
def test_a_strange_gebied_in_the_address_is_no_fault(bt, client, gebied):
    client.force_login(bt.osc)

    assert client.get("/casussen/", {"gebied": gebied}).status_code == 200
