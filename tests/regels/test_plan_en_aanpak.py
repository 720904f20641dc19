"""The rules of a plan and of an aanpak, as tables and properties (P2, P3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regels import aanpak, plan
from regels.aanpak import Aanpakfase, Inhoud
from regels.plan import Activiteit, Niveau, Stand

JAN26, JAN27, JAN28 = date(2026, 1, 1), date(2027, 1, 1), date(2028, 1, 1)
VANDAAG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("van", "tot", "andere", "mag"),
    [
        pytest.param(JAN26, JAN27, [], True, id="een jaar"),
        pytest.param(JAN26, JAN28, [], True, id="twee jaar"),
        pytest.param(JAN26, date(2028, 1, 2), [], False, id="een dag te lang"),
        pytest.param(JAN26, JAN26, [], False, id="leeg"),
        pytest.param(JAN27, JAN28, [(JAN26, JAN27)], True, id="sluit aan op het vorige"),
        pytest.param(date(2026, 12, 31), JAN28, [(JAN26, JAN27)], False, id="overlapt het vorige"),
        pytest.param(date(2028, 2, 29), date(2030, 2, 28), [], True, id="van 29 februari"),
        pytest.param(date(2028, 2, 29), date(2030, 3, 1), [], False, id="van 29 februari, te lang"),
    ],
)
def test_how_long_a_plan_may_be(van, tot, andere, mag):
    assert bool(plan.mag_plan(van=van, tot=tot, andere=andere)) is mag


@pytest.mark.parametrize(
    ("effecten", "zonder", "al", "bezwaar"),
    [
        (1, [], False, ""),
        (0, [], False, "nog geen beoogd effect"),
        (2, ["Minder last"], False, "Geef een indicator bij: Minder last."),
        (1, [], True, "al vastgesteld"),
    ],
)
def test_what_a_plan_needs_before_it_holds(effecten, zonder, al, bezwaar):
    oordeel = plan.mag_vaststellen(effecten=effecten, zonder_indicator=zonder, al_vastgesteld=al)

    assert bezwaar in oordeel.bezwaar
    assert bool(oordeel) is not bool(bezwaar)


def test_an_activity_hangs_under_a_higher_level_only():
    mag = {
        (niveau, boven) for niveau in Niveau for boven in (None, *Niveau) if plan.mag_hangen(niveau, boven)
    }

    assert mag == {
        (Niveau.STRATEGISCH, None),
        (Niveau.TACTISCH, None),
        (Niveau.OPERATIONEEL, None),
        (Niveau.TACTISCH, Niveau.STRATEGISCH),
        (Niveau.OPERATIONEEL, Niveau.STRATEGISCH),
        (Niveau.OPERATIONEEL, Niveau.TACTISCH),
    }


@pytest.mark.parametrize(
    ("activiteiten", "voortgang"),
    [
        pytest.param([Activiteit(1, 1)], {1: None}, id="geen werk: geen voortgang"),
        pytest.param([Activiteit(1, 1, delen=(1.0, 0.0))], {1: 50}, id="een van twee stukken klaar"),
        pytest.param([Activiteit(1, 1, delen=(0.5,))], {1: 50}, id="een aanpak halverwege"),
        pytest.param([Activiteit(1, 1, afgerond=True)], {1: 100}, id="afgerond is honderd"),
        pytest.param(
            [Activiteit(1, 1), Activiteit(2, 1, boven=1, delen=(1.0,))],
            {1: 100, 2: 100},
            id="van onder naar boven",
        ),
        pytest.param(
            [Activiteit(1, 1, delen=(0.0,)), Activiteit(2, 1, boven=1, delen=(1.0,))],
            {1: 50, 2: 100},
            id="eigen werk en wat eronder hangt, even zwaar",
        ),
        pytest.param(
            [Activiteit(1, 1, delen=(0.0,)), Activiteit(2, 1, boven=1, gestopt=True)],
            {1: 0, 2: None},
            id="wat gestopt is telt niet mee",
        ),
        pytest.param(
            [Activiteit(1, 1), Activiteit(2, 1, boven=1), Activiteit(3, 1, boven=2, delen=(1.0,))],
            {1: 100, 2: 100, 3: 100},
            id="drie lagen",
        ),
    ],
)
def test_progress_follows_from_the_work(activiteiten, voortgang):
    assert plan.voortgang(activiteiten) == voortgang


def test_an_effect_is_the_mean_of_what_hangs_on_it_and_no_work_is_nothing():
    rijen = [
        Activiteit(1, 7, delen=(1.0,)),
        Activiteit(2, 7),
        Activiteit(3, 7, boven=1, delen=(1.0,)),
        Activiteit(4, 7, gestopt=True),
        Activiteit(5, 8, afgerond=True),
    ]

    assert plan.voortgang_effecten(rijen, plan.voortgang(rijen)) == {7: 50, 8: 100}


@given(st.lists(st.tuples(st.lists(st.floats(0, 1), max_size=4), st.booleans(), st.booleans()), max_size=8))
def test_progress_is_never_below_nothing_or_above_all(rijen):
    activiteiten = [
        Activiteit(
            nr, 1, boven=nr - 1 if nr % 3 else None, delen=tuple(delen), afgerond=klaar, gestopt=gestopt
        )
        for nr, (delen, klaar, gestopt) in enumerate(rijen)
    ]

    for waarde in plan.voortgang(activiteiten).values():
        assert waarde is None or 0 <= waarde <= 100


@pytest.mark.parametrize(
    ("anders", "stand"),
    [
        ({}, Stand.ZONDER_WERK),
        ({"minuten": 30}, Stand.BEZIG),
        ({"delen": (0.0,)}, Stand.BEZIG),
        ({"deadline": date(2026, 11, 22)}, Stand.TE_LAAT),
        ({"deadline": VANDAAG, "delen": (0.0,)}, Stand.BEZIG),
        ({"deadline": date(2026, 1, 1), "afgerond": True}, Stand.KLAAR),
        ({"deadline": date(2026, 1, 1), "gestopt": True}, Stand.GESTOPT),
    ],
)
def test_how_an_activity_stands(anders, stand):
    assert plan.stand(replace(Activiteit(1, 1), **anders), VANDAAG) == stand


@pytest.mark.parametrize(
    ("start", "doel", "nu", "procent"),
    [(48, 30, 39, 50), (48, 30, 48, 0), (48, 30, 52, -22), (3, 8, 8, 100), (3, 8, 13, 200), (5, 5, 5, None)],
)
def test_how_far_an_indicator_is_whichever_way_is_better(start, doel, nu, procent):
    assert plan.op_weg(Decimal(start), Decimal(doel), Decimal(nu)) == procent


def test_an_activity_is_done_when_its_work_is_and_it_says_what_it_brought():
    assert plan.mag_afronden(open_werk=0, resultaat="Minder meldingen.")
    assert "nog 1 stuk werk open" in plan.mag_afronden(open_werk=1, resultaat="x").bezwaar
    assert "wat het opleverde" in plan.mag_afronden(open_werk=0, resultaat=" ").bezwaar


def test_no_more_effects_than_one_can_choose():
    assert plan.mag_effect_erbij(plan.MEESTE_EFFECTEN - 1)
    assert not plan.mag_effect_erbij(plan.MEESTE_EFFECTEN)


# --- aanpak ---------------------------------------------------------------------------------------------

VOL = Inhoud(
    vijf_w=dict.fromkeys(aanpak.VIJF_W, "x"),
    oorzaken="x",
    interventies=2,
    mislukken="x",
    deblokkeren="x",
    meet="meldingen",
    voor=Decimal(0),
    assessment_op=date(2027, 1, 1),
    na=Decimal(3),
    werkte="deels",
    blijft="x",
)


@pytest.mark.parametrize(
    ("fase", "anders", "nodig"),
    [
        (Aanpakfase.SCAN, {}, []),
        (Aanpakfase.SCAN, {"vijf_w": {"wat": "x"}}, list(aanpak.VIJF_W.values())[1:]),
        (Aanpakfase.ANALYSE, {}, []),
        (Aanpakfase.ANALYSE, {"oorzaken": " "}, ["de oorzaken eronder"]),
        (Aanpakfase.ANALYSE, {"interventies": 0}, ["minstens één interventie"]),
        (Aanpakfase.ANALYSE, {"zonder_partij": 1}, ["bij elke interventie de partij die het doet"]),
        (Aanpakfase.ANALYSE, {"voor": None}, ["wat je meet, met de meting vooraf"]),
        (Aanpakfase.ANALYSE, {"assessment_op": None}, ["de dag van de assessment"]),
        (
            Aanpakfase.ANALYSE,
            {"mislukken": "", "deblokkeren": ""},
            ["wat dit laat mislukken", "wie dat kan deblokkeren"],
        ),
        (Aanpakfase.RESPONS, {"open_interventies": 1}, ["van elke interventie de afloop"]),
        (Aanpakfase.ASSESSMENT, {"na": None, "werkte": ""}, ["de meting achteraf", "of het werkte"]),
        (Aanpakfase.ASSESSMENT, {"blijft": ""}, ["wat er blijft"]),
        (Aanpakfase.ASSESSMENT, {}, []),
    ],
)
def test_what_a_phase_still_needs(fase, anders, nodig):
    inhoud = replace(VOL, **anders)

    assert aanpak.ontbreekt(fase, inhoud) == nodig
    assert bool(aanpak.mag_verder(fase, inhoud)) is not bool(nodig)


def test_a_measurement_of_nothing_is_a_measurement():
    assert aanpak.ontbreekt(Aanpakfase.ANALYSE, replace(VOL, voor=Decimal(0))) == []


@given(st.sampled_from(list(Aanpakfase)[:-1]))
def test_forward_goes_one_phase_at_a_time(fase):
    assert aanpak.STAP[aanpak.volgende(fase)] == aanpak.STAP[fase] + 1
    assert not aanpak.mag_terug(fase, aanpak.volgende(fase), "reden")


def test_a_closed_aanpak_goes_nowhere():
    assert not aanpak.mag_verder(Aanpakfase.AFGESLOTEN, VOL)
    assert not aanpak.mag_terug(Aanpakfase.AFGESLOTEN, Aanpakfase.SCAN, "reden")


def test_back_asks_a_reason():
    assert aanpak.mag_terug(Aanpakfase.RESPONS, Aanpakfase.SCAN, "De oorzaak klopte niet.")
    assert not aanpak.mag_terug(Aanpakfase.RESPONS, Aanpakfase.SCAN, " ")


@pytest.mark.parametrize(
    ("gehad", "gestopt", "overgeslagen"),
    [
        ([Aanpakfase.SCAN], False, []),
        ([Aanpakfase.SCAN], True, [Aanpakfase.ANALYSE, Aanpakfase.RESPONS, Aanpakfase.ASSESSMENT]),
        ([Aanpakfase.SCAN, Aanpakfase.ANALYSE, Aanpakfase.RESPONS], True, [Aanpakfase.ASSESSMENT]),
    ],
)
def test_which_phases_were_passed_over(gehad, gestopt, overgeslagen):
    assert aanpak.overgeslagen(gehad, gestopt=gestopt) == overgeslagen


def test_an_assessment_cannot_come_before_its_start():
    assert not aanpak.mag_assessment_op(assessment_op=JAN26, begin=JAN26)
    assert aanpak.mag_assessment_op(assessment_op=date(2026, 1, 2), begin=JAN26)
    assert not aanpak.mag_nameting(dag=JAN26, respons_op=date(2026, 2, 1), vandaag=VANDAAG)
    assert not aanpak.mag_nameting(dag=JAN26, respons_op=None, vandaag=VANDAAG)
    assert not aanpak.mag_nameting(dag=JAN27, respons_op=JAN26, vandaag=VANDAAG)
    assert aanpak.mag_nameting(dag=VANDAAG, respons_op=JAN26, vandaag=VANDAAG)


def test_how_far_an_aanpak_is_for_the_activity_above_it():
    assert [aanpak.hoe_ver(fase) for fase in Aanpakfase] == [0, 0.25, 0.5, 0.75, 1]
