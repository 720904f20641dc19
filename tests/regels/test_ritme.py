"""Own schedule arithmetic: each local rule fires once a day it holds, over all twelve changes of the clock (R-06)."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regels.herinnering import Wijze, grens
from regels.ritme import Herhaling, Ritme, laatste_keer, momenten, op_dag, volgende_keer
from regels.tijd import AMSTERDAM
from regels.tijd import UTC as ONZE_UTC


def omslagen():
    """The twelve days from 2025 to 2030 on which the clock changes: last Sundays of March and October."""
    for jaar, maand in product(range(2025, 2031), (3, 10)):
        dag = date(jaar, maand, 31)
        yield dag - timedelta(days=(dag.weekday() + 1) % 7)


OMSLAGEN = list(omslagen())
RITMES = [
    Ritme(Herhaling.DAG),
    Ritme(Herhaling.WERKDAG),
    Ritme(Herhaling.WEEK, weekdag=6),
    Ritme(Herhaling.MAAND, dag=31),
]


def test_the_twelve_changes_are_what_the_zone_says():
    assert len(OMSLAGEN) == 12
    for dag in OMSLAGEN:
        voor = datetime(dag.year, dag.month, dag.day, 0, tzinfo=AMSTERDAM).utcoffset()
        na = datetime(dag.year, dag.month, dag.day, 12, tzinfo=AMSTERDAM).utcoffset()
        assert abs(na - voor) == timedelta(hours=1)


@pytest.mark.parametrize("dag", OMSLAGEN, ids=str)
def test_every_minute_of_the_night_fires_once_however_often_it_ticks(dag):
    """300 minutes of the clock, from midnight to five, four kinds of rhythm: ticked through in steps of a minute."""
    begin, eind = op_dag(Ritme(uur=0), dag - timedelta(days=1)), op_dag(Ritme(uur=0), dag + timedelta(days=2))
    for uur, minuut, soort in product(range(5), range(60), RITMES):
        ritme = Ritme(soort.herhaling, uur, minuut, soort.weekdag, soort.dag)
        fired = list(momenten(ritme, begin - timedelta(seconds=1), eind - timedelta(seconds=1)))
        days = [dag - timedelta(days=1), dag, dag + timedelta(days=1)]
        assert len(fired) == len(set(fired)) == sum(1 for d in days if ritme.valt_op(d))


@pytest.mark.parametrize("dag", OMSLAGEN, ids=str)
def test_ticking_by_the_minute_through_the_night_meets_each_moment_once(dag):
    for ritme in (Ritme(uur=2, minuut=30), Ritme(uur=3), Ritme(uur=2)):
        now = op_dag(Ritme(uur=0), dag)
        fired, last = [], now - timedelta(seconds=1)
        for _ in range(6 * 60):
            fired += momenten(ritme, last, now)
            last = now
            now += timedelta(minutes=1)
        assert len(fired) == 1


def test_an_hour_that_does_not_exist_falls_when_the_clock_runs_again():
    """The night of 29 March 2026 has no 2.30: it is 3.30 then."""
    moment = op_dag(Ritme(uur=2, minuut=30), date(2026, 3, 29)).astimezone(AMSTERDAM)

    assert (moment.hour, moment.minute) == (3, 30)


def test_an_hour_that_comes_twice_counts_the_first_time():
    moment = op_dag(Ritme(uur=2, minuut=30), date(2026, 10, 25))

    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ritme", "na", "volgende"),
    [
        pytest.param(Ritme(Herhaling.MAAND, 9, dag=31), date(2026, 2, 1), date(2026, 2, 28), id="31 in februari"),
        pytest.param(Ritme(Herhaling.MAAND, 9, dag=31), date(2028, 2, 1), date(2028, 2, 29), id="schrikkeljaar"),
        pytest.param(Ritme(Herhaling.MAAND, 9, dag=29), date(2027, 1, 30), date(2027, 2, 28), id="29 februari bestaat niet"),
        pytest.param(Ritme(Herhaling.WEEK, 9, weekdag=0), date(2026, 12, 29), date(2027, 1, 4), id="week 53"),
        pytest.param(Ritme(Herhaling.WERKDAG, 9), date(2026, 11, 28), date(2026, 11, 30), id="weekend"),
    ],
)  # fmt: skip
def test_days_that_are_hard(ritme, na, volgende):
    assert volgende_keer(ritme, op_dag(Ritme(uur=0), na)).astimezone(AMSTERDAM).date() == volgende


def test_a_holiday_is_no_workday():
    ritme = Ritme(Herhaling.WERKDAG, 9)

    assert volgende_keer(ritme, op_dag(Ritme(uur=12), date(2026, 12, 24)), {date(2026, 12, 25)}) == op_dag(
        ritme, date(2026, 12, 28)
    )


moments = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(ONZE_UTC))
ritmes = st.builds(
    Ritme,
    st.sampled_from(Herhaling),
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 6),
    st.integers(1, 31),
)


@given(ritmes, moments)
def test_last_and_next_are_neighbours(ritme, moment):
    vorige, volgende = laatste_keer(ritme, moment), volgende_keer(ritme, moment)

    assert vorige <= moment < volgende
    assert list(momenten(ritme, vorige, volgende)) == [volgende]


@given(ritmes, moments, st.lists(st.integers(1, 4000), max_size=12))
def test_ticks_at_any_distance_find_the_same_moments(ritme, moment, stappen):
    grenzen = [moment]
    for stap in stappen:
        grenzen.append(grenzen[-1] + timedelta(minutes=stap))
    found = [m for a, b in zip(grenzen, grenzen[1:], strict=False) for m in momenten(ritme, a, b)]

    assert found == list(momenten(ritme, grenzen[0], grenzen[-1]))


@given(st.sampled_from(Wijze), st.integers(6, 20), moments)
def test_nothing_waits_longer_than_its_daily_mail(wijze, uur, moment):
    tot = grens(wijze, uur, moment)

    if wijze == Wijze.GEEN_MAIL:
        assert tot is None
    else:
        assert moment - timedelta(days=3, hours=2) <= tot <= moment
