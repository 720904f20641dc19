"""The rules around a casus, as tables: overdracht, looking ahead, regie op regie, learning, the front door."""

from datetime import date, timedelta

import pytest

from regels import leren, overdracht, regie_op_regie, voordeur
from regels.begrippen import Fase, Functie, Grond, Periode, Rol
from regels.feiten import Casusfeiten, Koppeling, Plaatsing, Teamfeiten
from regels.leren import Kenmerken, Verloop
from regels.regie import mag_arbitrage_vragen, mag_beoordelen, mag_beslissen, mag_opsporing_aanvaarden
from regels.regie_op_regie import Aandacht, Grenzen
from regels.vooruit import drukte, stukken, weken_vanaf
from tests.factories import op

NU = op("2026-11-23", 10)
COMPLEET = {
    "ernst": "alert",
    "wat_gebeurd": "x",
    "wat_gedaan": "x",
    "situatie": "x",
    "als_dan": 1,
    "niets_nodig": False,
    "ingelicht": 1,
    "bronnummer": "PL1",
    "waarom_regie": "x",
}


@pytest.mark.parametrize(
    ("anders", "mist"),
    [
        ({}, []),
        ({"wat_gedaan": "  "}, ["wat er is gedaan"]),
        ({"als_dan": 0}, ["als … dan … voor de volgende dienst"]),
        ({"als_dan": 0, "niets_nodig": True}, []),
        ({"ingelicht": 0, "bronnummer": ""}, ["wie is ingelicht", "waar het staat vastgelegd"]),
    ],
)
def test_which_parts_of_an_overdracht_are_missing(anders, mist):
    assert overdracht.ontbreekt(**COMPLEET | anders) == mist


def test_every_part_counts():
    leeg = {name: "" if isinstance(value, str) else 0 for name, value in COMPLEET.items()}

    assert len(overdracht.ontbreekt(**leeg)) == overdracht.ONDERDELEN


@pytest.mark.parametrize(("mist", "deel"), [([], None), ([0, 0], 100), ([0, 2, 0, 1], 50)])
def test_completeness_over_a_month(mist, deel):
    assert overdracht.deel_compleet(mist) == deel


def test_the_middle_time_until_accepted():
    assert overdracht.middelste([]) is None
    assert overdracht.middelste([timedelta(hours=h) for h in (1, 2, 30)]) == timedelta(hours=2)


@pytest.mark.parametrize(("uren", "te_lang"), [(8, False), (9, True), (20, True)])
def test_a_shift_that_nobody_took_over(uren, te_lang):
    assert overdracht.dienst_te_lang(van=NU, moment=NU + timedelta(hours=uren), uren=9) is te_lang


# --- looking ahead -----------------------------------------------------------------------------------

WOE, OE = 1, 2
LANG = Periode(op("2026-01-01", 0))


def team(**afwezig):
    return Teamfeiten(
        namen={WOE: "Vera", OE: "Sanne"},
        plaatsingen=(Plaatsing(WOE, Functie.WOE, LANG), Plaatsing(OE, Functie.OE, LANG)),
        koppelingen=(Koppeling(WOE, 7, Rol.WOE, LANG), Koppeling(OE, 7, Rol.OE, LANG)),
        afwezig={WOE if who == "woe" else OE: (Periode(*period),) for who, period in afwezig.items()},
    )


CASUS = Casusfeiten(
    fase=Fase.REGIE, grond=Grond.GEBIED, hoofdgebied=7, regisseur=WOE, regie_van=op("2026-11-01", 9)
)


def test_the_coming_weeks_in_pieces():
    afwezig = team(
        woe=(op("2026-11-30", 0), op("2026-12-05", 0)), oe=(op("2026-12-03", 0), op("2026-12-10", 0))
    )

    rij = stukken(CASUS, NU, op("2026-12-31", 0), afwezig)

    assert [(stuk.antwoord.medewerker, stuk.van) for stuk in rij] == [
        (WOE, NU),
        (OE, op("2026-11-30", 0)),
        (None, op("2026-12-03", 0)),
        (WOE, op("2026-12-05", 0)),
    ]
    assert rij[0].tot == rij[1].van
    assert rij[-1].tot == op("2026-12-31", 0)


def test_load_per_week_counts_each_casus_once():
    afwezig = team(woe=(op("2026-11-30", 0), op("2026-12-05", 0)))
    weken = weken_vanaf(date(2026, 11, 25), 3)
    rij = stukken(CASUS, weken[0][0], weken[-1][1], afwezig)

    assert drukte([rij, rij], weken) == {WOE: [2, 2, 2], OE: [0, 2, 0]}


def test_eight_weeks_begin_on_a_monday_also_over_the_change_of_the_clock():
    weken = weken_vanaf(date(2026, 10, 22))

    assert len(weken) == 8
    assert weken[0][0] == op("2026-10-19", 0)
    assert weken[1][0] == op("2026-10-26", 0)
    assert weken[0][1] - weken[0][0] == timedelta(days=7, hours=1)


# --- regie op regie ----------------------------------------------------------------------------------

GOED = {
    "fase": Fase.REGIE,
    "moment": NU,
    "over_termijn": False,
    "waarnemer_sinds": None,
    "open_stappen": 1,
    "laatste_nieuws": NU - timedelta(days=1),
    "opsporing_zonder_naam": False,
    "grenzen": Grenzen(14, 4),
}


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({}, []),
        ({"fase": Fase.ACUUT, "open_stappen": 0}, [Aandacht.GEEN_REGISSEUR]),
        ({"over_termijn": True}, [Aandacht.OVER_TERMIJN]),
        ({"waarnemer_sinds": NU - timedelta(days=27)}, []),
        ({"waarnemer_sinds": NU - timedelta(days=28)}, [Aandacht.LANGE_WAARNEMING]),
        ({"open_stappen": 0}, [Aandacht.GEEN_STAP]),
        ({"laatste_nieuws": NU - timedelta(days=14)}, [Aandacht.GEEN_NIEUWS]),
        ({"opsporing_zonder_naam": True}, [Aandacht.OPSPORING]),
    ],
)
def test_what_asks_for_attention(anders, waarom):
    assert regie_op_regie.aandacht(**GOED | anders) == waarom


def test_the_nine_tasks_of_regievoeren():
    assert list(regie_op_regie.REGIETAKEN) == list(range(1, 10))


# --- learning ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gekozen", "eerder", "zegt"),
    [
        ([], [], "Kies een casus"),
        (["goed", "minder_goed"], [], ""),
        (["minder_goed"], [], "Er is geen casus die goed ging"),
        (["goed"], [], "Er is geen casus die minder goed ging"),
        (["goed", "minder_goed"], ["minder_goed"] * 3, "vaak over wat minder goed ging: 3 tegen 0"),
        (["goed", "minder_goed"], ["minder_goed"] * 2, ""),
    ],
)
def test_the_balance_of_good_and_less_good(gekozen, eerder, zegt):
    zin = leren.balans([Verloop(v) for v in gekozen], [Verloop(v) for v in eerder])

    assert zegt in zin if zegt else zin == ""


def test_the_gespreksleider_had_no_part():
    assert leren.mag_leiden(5, {1, 2})
    assert not leren.mag_leiden(1, {1, 2})


@pytest.mark.parametrize(
    ("dag", "maanden", "wanneer"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
    ],
)
def test_when_is_asked_whether_it_changed(dag, maanden, wanneer):
    assert leren.navraag_op(dag, maanden) == wanneer


@pytest.mark.parametrize(
    ("ander", "deelt"),
    [
        (Kenmerken(), []),
        (Kenmerken(gebieden=frozenset({1})), ["gebied"]),
        (Kenmerken(frozenset({9}), frozenset({3}), "overlast"), ["portefeuille", "soort"]),
    ],
)
def test_what_two_casussen_share(ander, deelt):
    assert leren.lijkt_op(Kenmerken(frozenset({1, 2}), frozenset({3}), "overlast"), ander) == deelt


# --- who decides, who may ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kwargs", "bezwaar"),
    [
        ({"besloten": True, "standpunten": 2}, "al besloten"),
        ({"besloten": False, "standpunten": 1}, "nog maar één kant"),
        ({"besloten": False, "standpunten": 2}, ""),
    ],
)
def test_the_teamchef_hears_both_sides(kwargs, bezwaar):
    oordeel = mag_beslissen(gevraagd_op=NU, moment=NU + timedelta(hours=47), **kwargs)

    assert bezwaar in oordeel.bezwaar
    assert bool(oordeel) is (bezwaar == "")


def test_a_side_that_does_not_come_does_not_stop_the_decision():
    assert mag_beslissen(besloten=False, standpunten=1, gevraagd_op=NU, moment=NU + timedelta(hours=48))


def test_one_question_to_the_teamchef_at_a_time():
    assert not mag_arbitrage_vragen(fase=Fase.REGIE, open_arbitrage=True)
    assert not mag_arbitrage_vragen(fase=Fase.AFGESLOTEN, open_arbitrage=False)


def test_only_who_was_asked_accepts_the_opsporing():
    ja = {"gevraagd": 1, "door": 1, "aanvaard": False, "gestopt": False}
    assert mag_opsporing_aanvaarden(**ja)
    for anders in ({"door": 2}, {"aanvaard": True}, {"gestopt": True}, {"gevraagd": None}):
        assert not mag_opsporing_aanvaarden(**ja | anders)


def test_nobody_judges_the_own_break_glass():
    assert mag_beoordelen(door=1, opende=2, beoordeeld=False)
    assert not mag_beoordelen(door=1, opende=1, beoordeeld=False)
    assert not mag_beoordelen(door=1, opende=2, beoordeeld=True)


@pytest.mark.parametrize(
    ("tekens", "gebieden", "portefeuilles", "zegt"),
    [
        ([], 1, 0, "misschien is dit niet complex"),
        (["impact"], 1, 0, "bij één gebied"),
        (["lang"], 2, 1, "houder van de portefeuille"),
        (["lang"], 2, 2, "het overleg beslist"),
        (["veel"], 0, 1, "Zonder gebied wordt de houder"),
        (["veel"], 0, 0, "escalatieketen"),
    ],
)
def test_the_aid_at_the_front_door(tekens, gebieden, portefeuilles, zegt):
    assert zegt in voordeur.advies(tekens, gebieden=gebieden, portefeuilles=portefeuilles)
