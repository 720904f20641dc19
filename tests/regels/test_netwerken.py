"""How a network stands, always explained and never a score on a person (B1, B7)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regels import netwerk
from regels.netwerk import Aspect, Feiten, Kleur, Maten, Voorwaarde

VANDAAG = date(2026, 11, 25)


MATEN = Maten()


GOED = Feiten(
    begonnen=VANDAAG - timedelta(days=400),
    gehouden=5,
    laatste=VANDAAG - timedelta(days=40),
    laatste_contact=VANDAAG - timedelta(days=4),
    volgende=VANDAAG + timedelta(days=30),
    sleutelfiguren=6,
    politie=2,
    gemeente=1,
    leiding=1,
    uitgenodigd=27,
    gekomen=20,
    met_leiding=2,
    geteld=3,
    nagekomen=4,
    gehaald=3,
    gebracht=3,
    per_houder=(3, 3),
    voorwaarden=dict.fromkeys(Voorwaarde, 3),
    gemeten=VANDAAG - timedelta(days=100),
)


def kleur_van(feiten, aspect):
    return next(b for b in netwerk.gezondheid(feiten, MATEN, VANDAAG) if b.aspect == aspect).kleur


def test_een_netwerk_dat_goed_staat_vraagt_niets():
    bevindingen = netwerk.gezondheid(GOED, MATEN, VANDAAG)

    assert [b.aspect for b in bevindingen] == [
        a for a in Aspect if a != Aspect.CONTACT
    ]  # that is of an own network
    assert {b.kleur for b in bevindingen} == {Kleur.GOED}
    assert netwerk.vraagt_aandacht(bevindingen) == []


@pytest.mark.parametrize(
    ("anders", "aspect", "kleur"),
    [
        pytest.param({"laatste": VANDAAG - timedelta(days=120)}, "ritme", "oranje", id="te lang, wel gepland"),
        pytest.param(
            {"laatste": VANDAAG - timedelta(days=120), "volgende": None}, "ritme", "rood", id="te lang en niets gepland"
        ),
        pytest.param({"volgende": None}, "ritme", "oranje", id="niets gepland"),
        pytest.param({"laatste": VANDAAG - timedelta(days=103)}, "ritme", "groen", id="vijf keer per jaar en een maand speling"),
        pytest.param({"keren_per_jaar": 12, "laatste": VANDAAG - timedelta(days=61)}, "ritme", "oranje", id="eigen ritme"),
        pytest.param({"sleutelfiguren": 0}, "mensen", "rood", id="niemand uit de wijk"),
        pytest.param({"gemeente": 0}, "mensen", "oranje", id="zonder gemeente"),
        pytest.param({"sleutelfiguren": 18}, "mensen", "oranje", id="erg veel: een hint, geen muur"),
        pytest.param({"gekomen": 13}, "opkomst", "oranje", id="minder dan de helft"),
        pytest.param({"geteld": 0, "uitgenodigd": 0}, "opkomst", "", id="nog niet geteld"),
        pytest.param({"leiding": 0}, "leiding", "oranje", id="geen leiding in het netwerk"),
        pytest.param({"met_leiding": 0}, "leiding", "oranje", id="leiding komt niet"),
        pytest.param({"te_laat": 1}, "afspraken", "rood", id="afspraak niet nagekomen"),
        pytest.param({"zonder_terugkoppeling": 1}, "afspraken", "oranje", id="niet verteld"),
        pytest.param({"gehaald": 7}, "balans", "oranje", id="alleen halen"),
        pytest.param({"gehaald": 1, "gebracht": 1}, "balans", "", id="te weinig om iets te zeggen"),
        pytest.param({"per_houder": (6,)}, "relaties", "oranje", id="alles bij één collega"),
        pytest.param({"zonder_houder": 1}, "relaties", "rood", id="iemand zonder relatiehouder"),
        pytest.param({"gemeten": None, "voorwaarden": {}}, "voorwaarden", "oranje", id="nooit besproken"),
        pytest.param({"gemeten": VANDAAG - timedelta(days=366)}, "voorwaarden", "oranje", id="lang geleden besproken"),
        pytest.param(
            {"voorwaarden": {**dict.fromkeys(Voorwaarde, 3), Voorwaarde.GEMEENTE: 1}}, "voorwaarden", "oranje", id="één nog niet"
        ),
    ],
)  # fmt: skip
def test_elk_aspect_zegt_wat_er_aan_de_hand_is(anders, aspect, kleur):
    assert kleur_van(replace(GOED, **anders), Aspect(aspect)) == Kleur(kleur)


def test_van_een_eigen_netwerk_wordt_geen_bijeenkomst_gemeente_of_leiding_gevraagd():
    feiten = Feiten(begonnen=VANDAAG - timedelta(days=400), eigen=True, sleutelfiguren=4, per_houder=(2, 2),
                    laatste_contact=VANDAAG)  # fmt: skip

    assert netwerk.vraagt_aandacht(netwerk.gezondheid(feiten, MATEN, VANDAAG)) == []


def test_elke_bevinding_die_iets_vraagt_zegt_wat_helpt():
    slecht = Feiten(begonnen=VANDAAG - timedelta(days=400), zonder_houder=2, te_laat=1, gehaald=9)

    for bevinding in netwerk.vraagt_aandacht(netwerk.gezondheid(slecht, MATEN, VANDAAG)):
        assert bevinding.hulp
        assert bevinding.zin


@given(
    st.builds(
        Feiten,
        begonnen=st.dates(date(2020, 1, 1), VANDAAG),
        laatste=st.none() | st.dates(date(2025, 1, 1), VANDAAG),
        sleutelfiguren=st.integers(0, 40),
        gehaald=st.integers(0, 40),
        gebracht=st.integers(0, 40),
        per_houder=st.lists(st.integers(1, 9), max_size=5).map(tuple),
        zonder_houder=st.integers(0, 3),
    )
)
def test_er_is_altijd_een_zin_en_nooit_een_cijfer_voor_een_mens(feiten):
    for bevinding in netwerk.gezondheid(feiten, MATEN, VANDAAG):
        assert bevinding.zin.endswith(".")
        assert bevinding.kleur in Kleur


def test_dekking_telt_ieder_mens_een_keer_en_wijst_blinde_vlekken_aan():
    rijen = netwerk.dekking(
        [1, 2, 3],
        [(10, frozenset({1}), frozenset({7, 8})), (11, frozenset({1, 2}), frozenset({8})), (12, frozenset({3}), frozenset())],
    )  # fmt: skip

    assert [(rij.nummer, rij.netwerken, rij.mensen, rij.is_blinde_vlek) for rij in rijen] == [
        (1, (10, 11), 2, False),
        (2, (11,), 1, False),
        (3, (12,), 0, True),
    ]


def test_twee_netwerken_naast_elkaar_tellen_op():
    gezien = netwerk.overlap(frozenset({1, 2, 3}), frozenset({3, 4}))

    assert (gezien.samen, gezien.alleen_dit, gezien.alleen_ander) == (1, 2, 1)


@given(
    st.builds(
        Feiten,
        begonnen=st.dates(date(2020, 1, 1), VANDAAG),
        laatste=st.none() | st.dates(date(2025, 1, 1), VANDAAG),
        laatste_contact=st.none() | st.dates(date(2025, 1, 1), VANDAAG),
        volgende=st.none() | st.just(VANDAAG),
        eigen=st.booleans(),
        sleutelfiguren=st.integers(0, 40),
        gemeente=st.integers(0, 2),
        leiding=st.integers(0, 2),
        uitgenodigd=st.integers(0, 30),
        gekomen=st.integers(0, 30),
        geteld=st.integers(0, 3),
        met_leiding=st.integers(0, 3),
        te_laat=st.integers(0, 2),
        gehaald=st.integers(0, 40),
        zonder_houder=st.integers(0, 3),
        gemeten=st.none() | st.dates(date(2020, 1, 1), VANDAAG),
    )
)
def test_alleen_deze_aspecten_kunnen_rood_worden(feiten):
    rood = netwerk.nu_nodig(netwerk.gezondheid(feiten, MATEN, VANDAAG))

    assert {bevinding.aspect for bevinding in rood} <= set(netwerk.KAN_ROOD)
    zonder = replace(feiten, uitgenodigd=0, gekomen=0, geteld=0, met_leiding=0, gehaald=0, gemeten=None)
    assert netwerk.nu_nodig(netwerk.gezondheid(zonder, MATEN, VANDAAG)) == rood


@pytest.mark.parametrize(
    ("regel", "dagen", "mag"),
    [
        (netwerk.al_geweest, 0, True), (netwerk.al_geweest, 1, False), (netwerk.al_geweest, -3654, False),
        (netwerk.komt_nog, 0, True), (netwerk.komt_nog, -1, False), (netwerk.komt_nog, 732, False),
        (netwerk.mag_eerste_zijn, -366, True), (netwerk.mag_eerste_zijn, -367, False),
        (netwerk.mag_eerste_zijn, 731, True), (netwerk.mag_eerste_zijn, 732, False),
    ],
)  # fmt: skip
def test_een_dag_met_een_tikfout_wordt_gevraagd(regel, dagen, mag):
    assert bool(regel(VANDAAG + timedelta(days=dagen), VANDAAG)) == mag
