"""A casus changes hands: what changes, what does not, and who hears it (C1-C5)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Betrokkene, Casus, Overdracht
from casuistiek.queries import stand_of, wie_was_aan_zet
from notificaties.gevraagd import end_in_teams
from notificaties.models import Notificatie
from regels.begrippen import Fase, RegelOvertreden
from regels.escalatie import Rood
from tests.factories import afwezig, casus, op, open_aanbod, overgedragen, regisseur_van

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


def heard(who, fragment):
    return Notificatie.objects.open().filter(ontvanger=who, tekst__contains=fragment).count()


def test_overdracht_asks_whom_the_rules_propose(bt):
    nieuw = overgedragen(bt)

    aanbod = open_aanbod(nieuw)
    assert (aanbod.aan, aanbod.van, aanbod.reden) == (bt.woe, bt.opco, "WOE van Binnenstad")
    assert aanbod.uiterlijk == op("2026-11-23", 14)
    assert heard(bt.woe, "gevraagd om regie") == 1


def test_overdracht_leaves_the_opco_aan_zet_until_somebody_accepts(bt):
    nieuw = overgedragen(bt)

    stand = stand_of(nieuw)
    assert (nieuw.fase, stand.aan_zet.medewerker, regisseur_van(nieuw)) == (Fase.ACUUT, bt.opco.pk, None)


def test_overdracht_informs_zaco_wijkagent_and_next_opco(bt):
    bt.dienst.volgende = bt.opco2
    bt.dienst.save()

    nieuw = overgedragen(bt)

    informed = set(nieuw.betrokkenen.filter(als="ingelicht").values_list("medewerker", flat=True))
    assert informed == {bt.zaco.pk, bt.wijkagent.pk, bt.opco2.pk}
    assert heard(bt.zaco, "waar jij van moet weten") == 1


def test_overdracht_with_an_absent_woe_asks_the_oe_and_says_why(bt):
    afwezig(bt.woe, tot=op("2026-12-05", 0))

    aanbod = open_aanbod(overgedragen(bt))

    assert aanbod.aan == bt.oe
    assert aanbod.reden == (
        "OE van Binnenstad, want Noor Bakker (WOE van Binnenstad) is afwezig t/m vrijdag 4 december"
    )


def test_choosing_another_needs_a_reason(bt):
    with pytest.raises(RegelOvertreden, match="Schrijf op waarom"):
        overgedragen(bt, aan=bt.houder)

    assert Casus.objects.count() == 0
    assert open_aanbod(overgedragen(bt, aan=bt.houder, gekozen_reden="kent het gezin")).aan == bt.houder


def test_double_submit_makes_one_casus(bt):
    sleutel = "8f8f8f8f-0000-4000-8000-000000000001"

    first = overgedragen(bt, sleutel=sleutel)
    second = overgedragen(bt, sleutel=sleutel)

    assert (first.pk, Casus.objects.count()) == (second.pk, 1)


def test_accepting_with_a_read_back_makes_the_regisseur(bt):
    nieuw = overgedragen(bt)

    services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.woe, teruglezing="Ik bel de gemeente.")

    nieuw.refresh_from_db()
    assert (nieuw.fase, regisseur_van(nieuw), nieuw.vastgelegd_aan_zet) == (Fase.REGIE, bt.woe.pk, bt.woe)
    assert not nieuw.rondes.filter(gesloten_op=None).exists()
    assert heard(bt.opco, "Je overdracht is aanvaard") == 1
    end_in_teams([bt.team.pk])
    assert heard(bt.woe, "gevraagd om regie") == 0


def test_accepting_without_a_read_back_changes_nothing(bt):
    nieuw = overgedragen(bt)

    with pytest.raises(RegelOvertreden, match="Lees in één zin terug"):
        services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.woe, teruglezing=" ")

    assert open_aanbod(nieuw).status == Overdracht.Status.AANGEBODEN


def test_nobody_accepts_for_another(bt):
    nieuw = overgedragen(bt)

    with pytest.raises(RegelOvertreden, match="Alleen wie gevraagd is"):
        services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.oe, teruglezing="Ja.")


def test_refusing_asks_the_next_and_tells_the_escalatiefunctie(bt):
    nieuw = overgedragen(bt)

    services.refuse_overdracht(overdracht=open_aanbod(nieuw), by=bt.woe, reden="Ik zit vol.")

    assert open_aanbod(nieuw).aan == bt.oe
    assert heard(bt.osc, "Een overdracht is geweigerd") == 1


def test_past_the_term_the_next_is_asked_and_it_is_red_until_somebody_accepts(bt):
    nieuw = overgedragen(bt)

    with time_machine.travel(op("2026-11-23", 14, 1), tick=False):
        services.tick()

        assert open_aanbod(nieuw).aan == bt.oe
        assert stand_of(Casus.objects.get()).rood == [Rood.OVERDRACHT]
        assert heard(bt.osc, "niet beantwoord") == 1
        services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.oe, teruglezing="Duidelijk.")
        assert stand_of(Casus.objects.get()).rood == []


def test_tick_twice_does_everything_once(bt):
    overgedragen(bt)
    with time_machine.travel(op("2026-11-23", 14, 1), tick=False):
        services.tick()
        counts = (Notificatie.objects.count(), Overdracht.objects.count())

        services.tick()

    assert (Notificatie.objects.count(), Overdracht.objects.count()) == counts


def test_asked_person_becomes_absent_and_the_next_is_asked_at_once(bt):
    from organisatie.services import add_afwezigheid

    nieuw = overgedragen(bt)

    add_afwezigheid(medewerker=bt.woe, van=MAANDAG, tot=op("2026-11-26", 0), by=bt.woe)

    assert open_aanbod(nieuw).aan == bt.oe


def test_absence_changes_no_owner_and_regie_returns_by_itself(bt):
    oud = casus(bt)
    afwezig(bt.woe, van=op("2026-11-24", 0), tot=op("2026-11-26", 0))

    for moment, wie in (
        (op("2026-11-23", 12), bt.woe),
        (op("2026-11-24", 0), bt.oe),
        (op("2026-11-25", 23), bt.oe),
        (op("2026-11-26", 0), bt.woe),
    ):
        assert stand_of(oud, moment).aan_zet.medewerker == wie.pk
        assert regisseur_van(oud) == bt.woe.pk


def test_a_change_that_time_brought_carries_its_own_moment(bt):
    oud = casus(bt)
    afwezig(bt.woe, van=op("2026-11-24", 0), tot=op("2026-11-26", 0))
    services.tick()

    services.tick(op("2026-11-24", 9))

    row = oud.gebeurtenissen.filter(soort="aan_zet").last()
    assert (row.aan_zet, row.moment, row.vastgelegd_op) == (bt.oe, op("2026-11-24", 0), op("2026-11-24", 9))
    assert wie_was_aan_zet(oud, op("2026-11-23", 20)).aan_zet == bt.woe
    assert wie_was_aan_zet(oud, op("2026-11-24", 3)).aan_zet == bt.oe


def test_past_is_what_was_recorded_when_an_absence_is_entered_late(bt):
    oud = casus(bt)
    before = list(oud.gebeurtenissen.values_list("pk", "tekst"))

    afwezig(bt.woe, van=op("2026-11-20", 0), tot=op("2026-11-25", 0))
    services.tick()

    assert list(oud.gebeurtenissen.values_list("pk", "tekst"))[: len(before)] == before


def test_waarnemer_confirms_and_silence_is_told(bt):
    oud = casus(bt)
    afwezig(bt.woe, tot=op("2026-12-05", 0))
    services.tick()
    assert heard(bt.oe, "Bevestig dat je het doet") == 1

    services.tick(op("2026-11-23", 18, 1))
    assert heard(bt.osc, "niet bevestigd") == 1
    oud.refresh_from_db()
    assert stand_of(oud, op("2026-11-23", 18, 1)).rood == [Rood.WAARNEMING]

    services.answer_waarneming(casus=oud, by=bt.oe, antwoord="ja")
    assert stand_of(oud, op("2026-11-24", 12)).rood == []


def test_kan_niet_goes_on_along_the_chain(bt):
    oud = casus(bt, portefeuilles=[bt.zorg])
    afwezig(bt.woe, tot=op("2026-12-05", 0))
    services.tick()

    services.answer_waarneming(casus=oud, by=bt.oe, antwoord="kan_niet")

    assert stand_of(oud).aan_zet.medewerker == bt.houder.pk
    assert heard(bt.osc, "dat het niet kan") == 1


def test_ik_neem_over_goes_before_the_chain_and_can_be_undone(bt):
    oud = casus(bt)
    afwezig(bt.woe, tot=op("2026-12-05", 0))

    services.take_over(casus=oud, by=bt.houder)
    assert stand_of(oud).aan_zet.medewerker == bt.houder.pk
    assert stand_of(oud, op("2026-12-05", 0)).aan_zet.medewerker == bt.woe.pk

    services.undo_aanwijzing(aanwijzing=oud.aanwijzingen.get(), by=bt.houder)
    assert stand_of(oud).aan_zet.medewerker == bt.oe.pk


def test_appointing_a_regisseur_opens_a_new_ronde_with_that_person_first(bt):
    nieuw = overgedragen(bt)

    services.appoint_regisseur(casus=nieuw, by=bt.osc, aan=bt.houder, reden="heeft ruimte")

    assert open_aanbod(nieuw).aan == bt.houder
    assert nieuw.rondes.count() == 2
    assert heard(bt.woe, "ingetrokken") == 1


def test_regisseur_offers_regie_and_keeps_it_when_nobody_answers(bt):
    oud = casus(bt)
    services.offer_regie(casus=oud, by=bt.woe, aan=bt.houder)

    services.tick(op("2026-11-24", 12))

    assert regisseur_van(oud) == bt.woe.pk
    assert not oud.rondes.filter(gesloten_op=None).exists()
    assert heard(bt.woe, "niet aanvaard") == 1


def test_closing_ends_everything_and_reopening_asks_the_last_regisseur_first(bt):
    oud = casus(bt)
    services.take_over(casus=oud, by=bt.houder)

    services.close_casus(casus=oud, by=bt.woe, reden="Opgelost.")

    assert regisseur_van(oud) is None
    still_open = Notificatie.objects.open().filter(onderwerp_id=oud.pk, ontvanger=bt.houder)
    assert [row.tekst for row in still_open] == ["Een casus waar jij bij hoort is afgesloten."]
    services.reopen_casus(casus=oud, by=bt.osc, reden="Weer onrust.")
    oud.refresh_from_db()
    assert (oud.fase, open_aanbod(oud).aan, stand_of(oud).aan_zet.medewerker) == (
        Fase.HEROPEND,
        bt.woe,
        bt.woe.pk,
    )


def test_geen_regie_nodig_is_told_and_can_be_undone_for_seven_days(bt):
    nieuw = overgedragen(bt)
    services.close_casus(casus=nieuw, by=bt.opco, reden="Blijkt klein.")
    assert heard(bt.osc, "geen regie nodig") == 1

    with pytest.raises(RegelOvertreden, match="7 dagen"):
        services.undo_geen_regie(casus=nieuw, by=bt.osc, moment=timezone.now() + timedelta(days=7))

    services.undo_geen_regie(casus=nieuw, by=bt.osc)
    nieuw.refresh_from_db()
    assert nieuw.fase == Fase.HEROPEND


def test_regisseur_who_leaves_the_team_gets_a_ronde_as_soon_as_it_is_known(bt):
    from organisatie.services import end_plaatsing

    oud = casus(bt)

    end_plaatsing(plaatsing=bt.woe.plaatsingen.get(), tot=op("2026-12-10").date(), by=bt.chef)

    assert open_aanbod(oud).aan == bt.oe
    assert regisseur_van(oud) == bt.woe.pk


def test_meeting_decides_another_grond(bt):
    oud = casus(bt, gebieden=[bt.binnenstad, bt.zuid], portefeuilles=[bt.zorg, bt.jeugd])
    assert (oud.grond, oud.waar_thuis) == ("gebied", True)

    services.change_grond(casus=oud, grond="portefeuille", by=bt.osc)

    assert open_aanbod(oud).aan == bt.houder
    assert stand_of(oud).aan_zet.medewerker == bt.woe.pk


def test_meeting_decides_a_grond_whose_first_is_the_regisseur(bt):
    oud = casus(bt, regisseur=bt.houder, gebieden=[bt.binnenstad, bt.zuid], portefeuilles=[bt.zorg, bt.jeugd])

    services.change_grond(casus=oud, grond="portefeuille", by=bt.osc)

    assert not oud.rondes.exists()
    assert oud.regies.get(tot=None).grond == "portefeuille"


def test_gap_is_told_to_os_and_teamchef(bt):
    nieuw = overgedragen(bt)
    services.withdraw_ronde(casus=nieuw, by=bt.opco, reden="Fout gebied.")
    bt.dienst.tot = timezone.now()
    bt.dienst.save()

    services.tick()

    stand = stand_of(Casus.objects.get())
    assert (stand.aan_zet.is_gat, stand.piket, stand.rood) == (True, "Piket 088-0000000", [Rood.GAT])
    assert [heard(who, "niemand aan zet") for who in (bt.osa, bt.osc, bt.chef, bt.oe)] == [1, 1, 1, 0]


def test_opco_takes_it_when_the_rules_propose_them(bt):
    bt.dienst.tot = timezone.now()
    bt.dienst.save()
    from tests.factories import dienst

    dienst(bt.woe, bt.team)
    nieuw = services.report_casus(
        team=bt.team,
        by=bt.wijkagent,
        gebieden=[bt.binnenstad],
        portefeuilles=[],
        titel="Onrust",
        wat_gebeurd="x",
    )

    services.take_regie(casus=nieuw, by=bt.woe)

    assert regisseur_van(nieuw) == bt.woe.pk


def test_rising_ernst_shortens_the_term(bt):
    nieuw = overgedragen(bt)

    services.change_ernst(casus=nieuw, by=bt.opco, ernst="kritiek")

    assert open_aanbod(nieuw).uiterlijk == op("2026-11-23", 11)


def test_skipped_for_absence_and_back_both_get_the_question(bt):
    afwezig(bt.woe, tot=op("2026-11-25", 0))
    nieuw = overgedragen(bt)
    services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.oe, teruglezing="Ok.")
    services.tick()
    assert heard(bt.woe, "is terug") == 0

    services.tick(op("2026-11-25", 9))

    assert (heard(bt.woe, "is terug"), heard(bt.oe, "is terug")) == (1, 1)
    assert regisseur_van(nieuw) == bt.oe.pk


def test_opco_keeps_reading_access(bt):
    nieuw = overgedragen(bt)
    services.accept_overdracht(overdracht=open_aanbod(nieuw), by=bt.woe, teruglezing="Ok.")

    assert Betrokkene.objects.get(casus=nieuw, medewerker=bt.opco).als == "opco"
    assert Casus.objects.visible_to(bt.opco).count() == 1
