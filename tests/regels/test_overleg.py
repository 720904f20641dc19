"""Series and turns to present, as tables."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regels.overleg import Feestdagkeuze, dag_van_overleg, mag_reeks, mag_verzetten, nieuwe_dagen
from regels.presentaties import HALF_JAAR, Moment, Spreker, kies, per_overleg, rooster, te_lang_geleden
from regels.tijd import UTC

KERST = {date(2026, 12, 25), date(2026, 12, 26)}


@pytest.mark.parametrize(
    ("dag", "keuze", "valt_op"),
    [
        pytest.param(date(2026, 12, 24), Feestdagkeuze.VERSCHUIF, date(2026, 12, 24), id="gewone dag"),
        pytest.param(
            date(2026, 12, 25), Feestdagkeuze.VERSCHUIF, date(2026, 12, 28), id="kerst: maandag erna"
        ),
        pytest.param(date(2026, 12, 25), Feestdagkeuze.VERVALT, None, id="vervalt"),
        pytest.param(date(2026, 12, 25), Feestdagkeuze.DOOR, date(2026, 12, 25), id="gaat door"),
    ],
)
def test_dag_van_overleg(dag, keuze, valt_op):
    assert dag_van_overleg(dag, KERST, keuze) == valt_op


@pytest.mark.parametrize(
    ("laatste", "mag"),
    [(None, True), (date(2027, 1, 1), True), (date(2026, 11, 24), True), (date(2026, 11, 23), False)],
)
def test_een_reeks_eindigt_niet_voor_zij_begint(laatste, mag):
    vandaag = date(2026, 11, 20)

    assert bool(mag_reeks(eerste=date(2026, 11, 24), laatste=laatste, vandaag=vandaag)) is mag


def test_een_reeks_die_al_voorbij_is_maakt_niets_meer():
    oordeel = mag_reeks(eerste=date(2026, 1, 1), laatste=date(2026, 2, 1), vandaag=date(2026, 3, 1))

    assert oordeel.bezwaar == "De laatste dag is al geweest. Laat hem leeg, of kies een dag die nog komt."


NU = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gepland", "over", "reden", "mag"),
    [
        (True, timedelta(days=1), "ziek", True),
        (False, timedelta(days=1), "ziek", False),
        (True, timedelta(0), "ziek", False),
        (True, timedelta(days=1), "  ", False),
    ],
)
def test_verzetten(gepland, over, reden, mag):
    assert bool(mag_verzetten(gepland=gepland, naar=NU + over, nu=NU, reden=reden)) is mag


def test_overleggen_schuiven_in_hun_volgorde_mee():
    dagen = [date(2026, 12, 3), date(2027, 1, 7)]

    assert nieuwe_dagen([1, 2, 3], dagen) == {1: dagen[0], 2: dagen[1], 3: None}


# --- presentaties -------------------------------------------------------------------------------------------


def dag(nr):
    return date(2026, 1, 5) + timedelta(weeks=nr)


def test_wie_het_langst_niet_presenteerde_is_het_eerst():
    sprekers = [Spreker(1, dag(0)), Spreker(2), Spreker(3, dag(-9))]

    beurten = rooster(sprekers, [Moment(10, dag(4)), Moment(11, dag(8)), Moment(12, dag(12))], 1)

    assert [beurt.spreker for beurt in beurten] == [2, 3, 1]


def test_wie_er_niet_is_wordt_vervangen_en_is_daarna_het_eerst():
    sprekers = [Spreker(1), Spreker(2, dag(-4)), Spreker(3, dag(-2))]

    beurten = rooster(sprekers, [Moment(10, dag(4), frozenset({1})), Moment(11, dag(8))], 1)

    assert [(beurt.overleg, beurt.spreker) for beurt in beurten] == [(10, 2), (11, 1)]


def test_niemand_presenteert_twee_keer_in_een_overleg():
    beurten = rooster([Spreker(1), Spreker(2)], [Moment(10, dag(4), staat_vast=(1,))], 3)

    assert [beurt.spreker for beurt in beurten] == [2]


@given(
    st.integers(1, 12),
    st.integers(1, 8),
    st.lists(st.frozensets(st.integers(0, 11), max_size=3), min_size=26, max_size=26),
)
def test_iedereen_eens_per_half_jaar_wie_er_ook_afwezig_is(mensen, overleggen, afwezig):
    """Wie er bij elk overleg is, komt in een half jaar aan de beurt, ook als anderen wegvallen."""
    weken = [round(nr * 26 / overleggen) for nr in range(overleggen)]
    momenten = [Moment(nr, dag(week), afwezig[nr]) for nr, week in enumerate(weken)]
    aantal = per_overleg(mensen, overleggen)
    beurten = rooster([Spreker(nr) for nr in range(mensen)], momenten, aantal)

    for beurt in beurten:
        assert beurt.spreker not in momenten[beurt.overleg].afwezig
    if not any(set(range(mensen)) & moment.afwezig for moment in momenten):
        assert {beurt.spreker for beurt in beurten} == set(range(mensen))


def test_niemand_over_is_geen_keuze():
    assert kies({1: dag(0)}, {1}) is None


@pytest.mark.parametrize(
    ("laatst", "lang"),
    [(dag(-26), False), (dag(-27), True), (None, True)],
)
def test_te_lang_geleden(laatst, lang):
    assert te_lang_geleden(laatst, dag(-30), dag(0)) is lang
    assert timedelta(weeks=26) == HALF_JAAR
