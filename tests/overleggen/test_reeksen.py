"""Series: moved, cancelled, stopped and extra meetings, and what hangs on them goes along (V1)."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from organisatie.models import Feestdag
from overleggen import services
from overleggen.models import Agendapunt, Overleg, Presentatie
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


@pytest.fixture
def reeks(bt):
    reeks = factories.reeks(bt.team)
    services.make_overleggen(reeks)
    return reeks


def begins(reeks, **filters):
    return [f"{timezone.localtime(o.begin):%d-%m %H:%M}" for o in reeks.overleggen.filter(**filters)]


def eerste(reeks):
    return reeks.overleggen.gepland_na(timezone.now()).first()


def point(overleg, by, titel="Ander punt", **anders):
    feiten = {"doel": "besluitvorming", "gewenst": "Een besluit", "minuten": 10, **anders}
    return services.add_punt(overleg=overleg, by=by, titel=titel, **feiten)


def values(reeks, **change):
    names = (
        "soort",
        "naam",
        "regel",
        "eerste",
        "laatste",
        "begintijd",
        "duur",
        "plaats",
        "functies",
        "vaste_punten",
    )
    return {name: getattr(reeks, name) for name in names} | change


def test_one_meeting_moves_with_its_points_and_shows_where_it_was(bt, reeks):
    overleg = eerste(reeks)
    punt = point(overleg, bt.woe)

    services.move_overleg(
        overleg=overleg, by=bt.osc, begin=op("2026-12-03", 14), reden="Zaal bezet.", plaats="Zaal 3"
    )

    overleg.refresh_from_db()
    assert (overleg.verzet_van, overleg.reden_verzet, overleg.waar, overleg.volgnummer) == (
        op("2026-12-01", 9),
        "Zaal bezet.",
        "Zaal 3",
        1,
    )
    assert overleg.duur == 120
    assert Agendapunt.objects.get(pk=punt.pk).overleg == overleg
    services.make_overleggen(reeks)
    assert begins(reeks)[:2] == ["03-12 14:00", "05-01 09:00"]  # no second one on the old day
    assert bt.woe.notificaties.filter(tekst="Een overleg is verzet. Kijk wanneer het nu is.").count() == 1


@pytest.mark.parametrize(
    ("begin", "reden", "says"),
    [(op("2026-11-22", 9), "x", "al geweest"), (op("2026-12-03", 9), " ", "waarom")],
)
def test_a_move_that_cannot_be(bt, reeks, begin, reden, says):
    with pytest.raises(RegelOvertreden, match=says):
        services.move_overleg(overleg=eerste(reeks), by=bt.osc, begin=begin, reden=reden)

    assert begins(reeks)[0] == "01-12 09:00"


def test_moving_the_rest_keeps_each_meeting_with_what_hangs_on_it(bt, reeks):
    first, second = reeks.overleggen.all()[:2]
    punt = point(second, bt.woe)
    ids = [row.pk for row in reeks.overleggen.all()]

    services.move_rest(overleg=first, by=bt.osc, begin=op("2026-12-03", 10), reden="Dinsdag past niet meer.")

    assert begins(reeks)[:3] == ["03-12 10:00", "07-01 10:00", "04-02 10:00"]  # each first Thursday
    assert [row.pk for row in reeks.overleggen.all()][: len(ids)] == ids
    assert Agendapunt.objects.get(pk=punt.pk).overleg_id == second.pk
    assert {row.volgnummer for row in reeks.overleggen.filter(pk__in=ids, status="gepland")} == {1}


def test_another_rhythm_with_fewer_meetings_carries_the_points_on(bt, reeks):
    rows = list(reeks.overleggen.all())
    for nr, row in enumerate(rows):
        point(row, bt.woe, f"Punt {nr}")

    services.save_reeks(
        team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, regel="FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE")
    )

    open_points = Agendapunt.objects.filter(uitkomst="", reeks=reeks)
    assert open_points.count() == len(rows)
    assert not open_points.filter(overleg__status="vervallen").exists()
    assert Overleg.objects.filter(reeks=reeks, status="vervallen").exists()


def test_another_time_moves_what_is_planned_and_nothing_that_was(bt, reeks):
    held = factories.overleg(reeks, begin=op("2026-11-03", 9), status="gesloten")

    services.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, begintijd=time(13)))

    held.refresh_from_db()
    assert held.begin == op("2026-11-03", 9)
    assert {row[-5:] for row in begins(reeks, status="gepland")} == {"13:00"}


def test_saving_without_a_change_of_time_touches_no_calendar(bt, reeks):
    services.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, naam="Ander woord"))

    assert set(reeks.overleggen.values_list("volgnummer", flat=True)) == {0}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"laatste": date(2026, 1, 1), "eerste": date(2026, 2, 1)}, "eindigt voor zij begint"),
        ({"laatste": date(2026, 11, 1)}, "al geweest"),
        ({"regel": "FREQ=SOMS"}, "niet te lezen"),
    ],
)
def test_a_series_that_cannot_be(bt, reeks, change, says):
    before = begins(reeks)

    with pytest.raises(RegelOvertreden, match=says):
        services.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, **change))

    assert begins(reeks) == before


def test_stopping_the_rest_keeps_the_points_in_the_voorraad(bt, reeks):
    first, second, third = reeks.overleggen.all()[:3]
    for row in (first, second, third):
        point(row, bt.woe, f"Punt {row.pk}")

    services.stop_reeks(overleg=second, by=bt.osc, reden="Wordt anders georganiseerd.")
    services.tick(MAANDAG + timedelta(days=1))

    assert begins(reeks, status="gepland") == ["01-12 09:00"]
    waiting = Agendapunt.objects.filter(reeks=reeks, overleg=None)
    assert {(p.titel, p.komt_terug) for p in waiting} == {
        (f"Punt {second.pk}", True),
        (f"Punt {third.pk}", True),
    }


def test_points_that_waited_come_by_themselves_on_the_next_meeting(bt, reeks):
    first = eerste(reeks)
    for row in reversed(list(reeks.overleggen.all()[1:])):
        services.cancel_overleg(overleg=row, by=bt.osc, reden="x")
    point(first, bt.woe)
    services.cancel_overleg(overleg=first, by=bt.osc, reden="Ziekte.")
    extra = services.add_overleg(reeks=reeks, by=bt.osc, begin=op("2026-12-02", 9))

    services.fill_agenda(extra)

    assert [p.titel for p in extra.punten.all()] == ["Ander punt"]
    assert not Agendapunt.objects.filter(overleg=None).exists()


def test_turns_and_guests_go_along_with_a_cancelled_meeting(bt, reeks):
    first, second = reeks.overleggen.all()[:2]
    Presentatie.objects.create(overleg=first, medewerker=bt.woe, wat="Fietsen", vraag="Wie helpt?")
    gast, geheim = services.invite_gast(
        overleg=first, by=bt.osc, naam="Carla", organisatie="Gemeente", punten=[]
    )

    services.cancel_overleg(overleg=first, by=bt.osc, reden="Ziekte.")

    assert Presentatie.objects.get().overleg == second
    assert services.find_gast(geheim).overleg == second


def test_a_holiday_moves_or_cancels_as_the_series_wants(bt):
    Feestdag.objects.create(team=bt.team, dag=date(2026, 12, 1), naam="Teamdag")
    verschuift = factories.reeks(bt.team)
    vervalt = factories.reeks(bt.team, "bmo", bij_feestdag="vervalt")

    for reeks in (verschuift, vervalt):
        services.make_overleggen(reeks)

    assert begins(verschuift)[0] == "02-12 09:00"
    assert begins(vervalt)[0] == "05-01 09:00"


def test_a_day_that_becomes_a_holiday_later_moves_what_was_planned(bt, reeks):
    overleg = eerste(reeks)
    Feestdag.objects.create(team=bt.team, dag=date(2026, 12, 1), naam="Teamdag")

    services.tick(MAANDAG)
    services.tick(MAANDAG)

    overleg.refresh_from_db()
    assert (overleg.begin, overleg.volgnummer) == (op("2026-12-02", 9), 1)


def test_an_agenda_that_closes_tomorrow_is_told(bt, reeks):
    services.tick(op("2026-11-28", 8))

    assert bt.woe.notificaties.filter(sleutel__contains=":sluit:").count() == 1
    assert not bt.ggp.notificaties.filter(sleutel__contains=":sluit:").exists()


def test_a_wijkagentenoverleg_of_one_gebied_is_for_who_is_tied_to_it(bt):
    reeks = factories.reeks(
        bt.team,
        "wijkagenten",
        regel="FREQ=WEEKLY;INTERVAL=5",
        functies=["wijkagent", "woe"],
        gebied=bt.binnenstad,
    )
    overleg = factories.overleg(reeks)

    assert set(services.deelnemers(overleg)) == {bt.woe, bt.wijkagent}
    assert bt.woe.has_perm("overleggen.view_overleg", overleg)
    assert not bt.woe_zuid.has_perm("overleggen.view_overleg", overleg)


def test_an_intervisie_is_not_read_by_the_mt(bt):
    overleg = factories.overleg(
        factories.reeks(bt.team, "intervisie", functies=["woe"], alleen_deelnemers=True)
    )

    assert bt.woe.has_perm("overleggen.view_overleg", overleg)
    assert not bt.chef.has_perm("overleggen.view_overleg", overleg)
