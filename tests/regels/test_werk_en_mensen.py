"""Time beside the norm, takenpakketten, taakaccenten, briefing, and what is passed on (P4-P16), as tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regels import briefing, overdrachtsdossier, portefeuille, taakaccent, takenpakket, werktijd
from regels.briefing import Dienst
from regels.overdrachtsdossier import Profiel, Takenpakket
from regels.portefeuille import MANIEREN, TASTBAAR, Manier
from regels.taakaccent import Accentfase, Houder, Kandidaat
from regels.takenpakket import Grenzen, Pakket
from tests.factories import op

VANDAAG = date(2026, 11, 23)


# --- time -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("al", "erbij", "mag"),
    [(0, 1440, True), (0, 1441, False), (1400, 40, True), (1400, 41, False), (1440, 1, False)],
)
def test_a_day_has_24_hours(al, erbij, mag):
    assert bool(werktijd.mag_loggen(al_gelogd=al, erbij=erbij)) is mag


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_whole_percentages_add_up_to_a_hundred(aantallen):
    delen = werktijd.procenten(aantallen)

    assert sum(delen) == (100 if sum(aantallen) else 0)
    assert all(
        abs(deel - 100 * aantal / (sum(aantallen) or 1)) < 1
        for deel, aantal in zip(delen, aantallen, strict=True)
    )


@pytest.mark.parametrize(
    ("minuten", "eigen", "tekort"),
    [
        ({"portefeuille": 80, "dienst": 20}, 80, 0),
        ({"portefeuille": 300, "dienst": 300}, 50, 180),
        ({"dienst": 600}, 0, 480),
        ({"portefeuille": 60, "casus": 30, "gebied": 10}, 100, 0),
    ],
)
def test_own_work_beside_the_norm(minuten, eigen, tekort):
    verdeling = werktijd.verdeling(minuten)

    assert (verdeling.eigen, verdeling.minuten_tekort) == (eigen, tekort)
    assert verdeling.haalt_norm is (tekort == 0)
    assert f"{eigen}% was eigen werk" in verdeling.zin


def test_what_counts_as_own_is_for_the_team_to_say():
    assert werktijd.verdeling({"overleg": 60}, eigen=["overleg"], norm=50).haalt_norm
    assert werktijd.verdeling({}) is None


def test_figures_of_too_few_people_are_not_shown_together():
    assert [bool(werktijd.mag_samen_tonen(aantal)) for aantal in (0, 1, 2, 3, 9)] == [False] * 3 + [True] * 2


# --- takenpakketten -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pakket", "te_veel", "ruimte"),
    [
        (Pakket(themas=4, casussen=5, wijkagenten=8, diensten=6), [], False),
        (Pakket(themas=2, casussen=2, wijkagenten=4, diensten=3), [], True),
        (Pakket(themas=5), ["5 thema's; jullie afspraak is hoogstens 4"], False),
        (Pakket(casussen=7, diensten=9), ["7 casussen; jullie afspraak is hoogstens 5", "9 diensten als OpCo in 30 dagen; jullie afspraak is hoogstens 6"], False),
        (Pakket(gebieden=1, wijkagenten=0), ["geen wijkagent op de GGG: het wijkwerk komt hier terecht"], False),
    ],
)  # fmt: skip
def test_when_a_takenpakket_is_too_much_and_why(pakket, te_veel, ruimte):
    assert takenpakket.te_veel(pakket, Grenzen(), het_gebied="de GGG") == te_veel
    assert takenpakket.heeft_ruimte(pakket, Grenzen()) is ruimte


# --- taakaccenten ---------------------------------------------------------------------------------------

SINDS = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("houders", "bezet", "eerste"),
    [
        pytest.param([], 0, VANDAAG, id="niemand"),
        pytest.param([Houder(1, SINDS), Houder(2, SINDS)], 2, None, id="genoeg"),
        pytest.param(
            [Houder(1, SINDS), Houder(2, SINDS, vraagbaak=True)], 1, VANDAAG, id="vraagbaak telt niet"
        ),
        pytest.param(
            [Houder(1, SINDS), Houder(2, SINDS, fase=Accentfase.WERVING)], 1, VANDAAG, id="werving telt niet"
        ),
        pytest.param(
            [Houder(1, SINDS), Houder(2, SINDS, fase=Accentfase.INWERKEN)], 2, None, id="inwerken telt"
        ),
        pytest.param(
            [Houder(1, SINDS), Houder(2, SINDS, date(2026, 12, 15))],
            2,
            date(2026, 12, 15),
            id="straks te weinig",
        ),
        pytest.param(
            [Houder(1, SINDS), Houder(2, SINDS, date(2026, 12, 15)), Houder(3, date(2026, 12, 15))],
            2,
            None,
            id="de opvolger is op tijd",
        ),
        pytest.param([Houder(1, SINDS), Houder(2, SINDS, date(2027, 6, 1))], 2, None, id="te ver weg"),
    ],
)
def test_shortage_now_and_coming(houders, bezet, eerste):
    assert taakaccent.bezet(houders, VANDAAG) == bezet
    assert taakaccent.tekort(2, houders, VANDAAG) == max(0, 2 - bezet)
    assert taakaccent.eerste_tekort(2, houders, VANDAAG) == eerste


def test_turnover_of_the_last_year():
    houders = [
        Houder(1, date(2026, 3, 1)),
        Houder(2, date(2020, 1, 1), date(2026, 9, 1)),
        Houder(3, date(2020, 1, 1), date(2026, 10, 1)),
        Houder(4, date(2020, 1, 1), date(2024, 1, 1)),
        Houder(5, date(2026, 3, 1), vraagbaak=True),
    ]

    verloop = taakaccent.verloop(houders, VANDAAG)

    assert (verloop.instroom, verloop.uitstroom) == (1, 2)
    assert "meer weg dan er komen" in verloop.zin


def test_the_right_taakaccenthouder_first():
    z, i = Accentfase.ZELFSTANDIG, Accentfase.INWERKEN
    kandidaten = [
        Kandidaat(1, plaats=1, fase=z),
        Kandidaat(2, plaats=0, fase=i),
        Kandidaat(3, plaats=0, fase=z, loopt_al=2),
        Kandidaat(4, plaats=0, fase=z, afwezig=True),
        Kandidaat(5, plaats=0, fase=z, loopt_al=1),
        Kandidaat(6, plaats=0, fase=Accentfase.WERVING),
        Kandidaat(7, plaats=0, fase=z, vraagbaak=True),
    ]

    assert [rij.medewerker for rij in taakaccent.voorstel(kandidaten)] == [5, 3, 2, 7, 1]


# --- briefing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "dag", "dienst"),
    [
        (op("2026-11-23", 6, 59), date(2026, 11, 22), Dienst.NACHT),
        (op("2026-11-23", 7), VANDAAG, Dienst.VROEG),
        (op("2026-11-23", 14, 59), VANDAAG, Dienst.VROEG),
        (op("2026-11-23", 15), VANDAAG, Dienst.LAAT),
        (op("2026-11-23", 23), VANDAAG, Dienst.NACHT),
        (op("2026-11-24", 0), VANDAAG, Dienst.NACHT),
        (op("2026-03-29", 3), date(2026, 3, 28), Dienst.NACHT),  # de klok gaat vooruit
        (op("2026-10-25", 2, 30), date(2026, 10, 24), Dienst.NACHT),  # en terug
    ],
)
def test_which_shift_it_is(moment, dag, dienst):
    assert briefing.dienst_op(moment) == (dag, dienst)


def uitzetten(**anders):
    feiten = {
        "van": VANDAAG,
        "tot_en_met": VANDAAG,
        "diensten": ["laat"],
        "nu": (VANDAAG, Dienst.VROEG),
        "bezet": {},
        "maximum": 3,
    }
    return briefing.mag_uitzetten(**feiten | anders)


@pytest.mark.parametrize(
    ("anders", "bezwaar"),
    [
        ({}, ""),
        ({"tot_en_met": VANDAAG - timedelta(1)}, "De laatste dag ligt voor de eerste dag."),
        ({"van": date(2026, 11, 1), "tot_en_met": date(2026, 11, 22)}, "Deze dagen zijn al geweest."),
        ({"van": date(2026, 11, 20)}, ""),
        ({"tot_en_met": VANDAAG + timedelta(32)}, "hoogstens een maand"),
        ({"diensten": []}, "Kies voor welke dienst"),
        ({"nu": (VANDAAG, Dienst.LAAT)}, ""),
        ({"nu": (VANDAAG, Dienst.NACHT)}, "Deze dienst is al geweest"),
        ({"nu": (VANDAAG, Dienst.NACHT), "tot_en_met": VANDAAG + timedelta(1)}, ""),
        ({"nu": (VANDAAG, Dienst.NACHT), "diensten": ["laat", "nacht"]}, ""),
        ({"bezet": {(VANDAAG, Dienst.LAAT): 2}}, ""),
        ({"bezet": {(VANDAAG, Dienst.LAAT): 3}}, "al 3 opdrachten"),
        ({"bezet": {(VANDAAG, Dienst.VROEG): 3}}, ""),
        ({"bezet": {(VANDAAG, Dienst.LAAT): 3}, "maximum": 4}, ""),
        (
            {"tot_en_met": date(2026, 11, 27), "bezet": {(date(2026, 11, 26), Dienst.LAAT): 3}},
            "donderdag 26 november",
        ),
    ],
)
def test_what_may_go_on_a_briefing(anders, bezwaar):
    oordeel = uitzetten(**anders)

    assert bezwaar in oordeel.bezwaar
    assert bool(oordeel) is not bool(bezwaar)


@pytest.mark.parametrize(
    ("vandaag", "ingetrokken", "mag"),
    [
        (date(2026, 11, 22), False, False),
        (VANDAAG, False, True),
        (date(2026, 12, 2), False, True),
        (date(2026, 12, 3), False, False),
        (VANDAAG, True, False),
    ],
)
def test_when_an_answer_is_welcome(vandaag, ingetrokken, mag):
    oordeel = briefing.mag_terugkoppelen(
        van=VANDAAG, tot_en_met=date(2026, 11, 25), vandaag=vandaag, ingetrokken=ingetrokken
    )

    assert bool(oordeel) is mag


def test_rate_of_answers():
    assert briefing.deel_met_antwoord(0, 0) is None
    assert briefing.deel_met_antwoord(2, 3) == 67


# --- betrekken, tastbaarheid, houders -------------------------------------------------------------------


def test_each_way_to_involve_the_team_has_both_sides():
    assert set(MANIEREN) == set(Manier)
    for hulp in MANIEREN.values():
        assert hulp.past_bij
        assert hulp.voordelen
        assert hulp.nadelen


@pytest.mark.parametrize(
    ("antwoorden", "wijkagenten", "norm", "begin"),
    [
        pytest.param(dict.fromkeys(TASTBAAR, "ja"), 4, 4.0, "Thema en gebied samen kan goed werken", id="alles staat"),
        pytest.param(dict.fromkeys(TASTBAAR, "ja"), 1, 4.0, "Thema en gebied samen kan, met aandacht", id="te weinig wijkagenten"),
        pytest.param(
            {"overleg": "ja", "afspraken": "ja", "routine": "nee", "wijkwerk": "deels"},
            4,
            4.0,
            "Thema en gebied samen kan, met aandacht",
            id="een ding staat niet",
        ),
        pytest.param(dict.fromkeys(TASTBAAR, "nee"), 4, 4.0, "Thema en gebied samen is nu veel", id="niets staat"),
        pytest.param(dict.fromkeys(TASTBAAR, "deels"), 0, 0.0, "Thema en gebied samen is nu veel", id="alles half, geen gebied"),
    ],
)  # fmt: skip
def test_advice_on_combining_a_thema_with_a_gebied_says_why(antwoorden, wijkagenten, norm, begin):
    advies = portefeuille.advies(antwoorden, wijkagenten=wijkagenten, norm=norm)

    assert advies.zin.startswith(begin)
    assert len(advies.redenen) == 4 + bool(norm)
    krap = norm and wijkagenten < norm * 0.8
    assert any("wijkwerk opvangt" in zin for zin in advies.eerst) is bool(krap)


@pytest.mark.parametrize(
    ("van", "tot", "andere", "mag"),
    [
        (date(2026, 1, 1), None, [], True),
        (date(2026, 1, 1), None, [(date(2025, 1, 1), date(2026, 1, 1))], True),
        (date(2026, 1, 1), None, [(date(2025, 1, 1), date(2026, 1, 2))], False),
        (date(2026, 1, 1), None, [(date(2027, 1, 1), None)], False),
        (date(2026, 1, 1), date(2027, 1, 1), [(date(2027, 1, 1), None)], True),
        (date(2026, 1, 1), date(2026, 1, 1), [], False),
    ],
)
def test_one_houder_at_a_time(van, tot, andere, mag):
    assert bool(portefeuille.mag_houder(van=van, tot=tot, andere=andere)) is mag


# --- passing on -----------------------------------------------------------------------------------------

PAKKET = Takenpakket(
    portefeuilles=["Ondermijning", "Verkeer"],
    themas=["Geldstromen"],
    gebieden=["Zuid"],
    cursussen=["Herkennen", "Herkennen"],
    dossiers=["Ondermijning"],
    wijkagenten=3,
    taakaccenthouders=2,
    partners=["Gemeente"],
    opco=True,
)


def test_inwerken_follows_from_the_takenpakket():
    stappen = overdrachtsdossier.inwerken(PAKKET)

    assert stappen[0].tekst == "Werk het overdrachtsdossier door: Ondermijning"
    assert [stap.tekst for stap in stappen if stap.soort == "cursus"] == ["Herkennen"]
    assert "Maak kennis met de OE en de wijkagenten van Zuid" in [stap.tekst for stap in stappen]
    assert overdrachtsdossier.voor(stappen[0], VANDAAG) == date(2026, 11, 30)
    assert len(overdrachtsdossier.inwerken(Takenpakket())) == 1


@pytest.mark.parametrize(
    ("keuze", "woord"), [(Profiel.GENERALIST, "generalist"), (Profiel.SPECIALIST, "specialist")]
)
def test_a_profile_is_drafted_from_the_takenpakket(keuze, woord):
    tekst = "\n".join(
        overdrachtsdossier.profiel(PAKKET, team="Zuid", functie="OEWA", keuze=keuze, waarom="We zijn klein.", woord_gebied="cluster")
    )  # fmt: skip

    for deel in (
        "Basisteam Zuid zoekt een OEWA",
        "Ondermijning en Verkeer",
        "cluster Zuid",
        "Gemeente",
        "OpCo",
        woord,
        "We zijn klein.",
    ):
        assert deel in tekst


def test_a_dossier_is_done_when_each_point_was_seen():
    assert overdrachtsdossier.mag_dossier_afronden(open_punten=0)
    assert "Nog 1 punt" in overdrachtsdossier.mag_dossier_afronden(open_punten=1).bezwaar
