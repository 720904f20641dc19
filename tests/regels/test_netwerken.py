"""Rules of networks: the ground for keeping data, how a network stands, signals, and whom to call first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regels import bellen, grondslag, netwerk, signaal
from regels.bellen import Mens
from regels.grondslag import Grondslag, Stand
from regels.netwerk import Aspect, Feiten, Kleur, Maten, Voorwaarde
from regels.signaal import Betrouwbaarheid, Niveau, Signaal, Zekerheid

VANDAAG = date(2026, 11, 25)
MATEN = Maten()


# --- the ground (B2) ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grond", "op", "doel", "tot", "mag"),
    [
        pytest.param("taak", None, "", None, True, id="publieke taak: niets erbij"),
        pytest.param("toestemming", VANDAAG, "contact", VANDAAG + timedelta(days=365), True, id="alles erbij"),
        pytest.param("toestemming", None, "contact", VANDAAG + timedelta(days=9), False, id="zonder dag"),
        pytest.param("toestemming", VANDAAG, "  ", VANDAAG + timedelta(days=9), False, id="zonder doel"),
        pytest.param("toestemming", VANDAAG, "contact", None, False, id="zonder einde"),
        pytest.param("toestemming", VANDAAG + timedelta(days=1), "c", VANDAAG + timedelta(days=9), False, id="nog niet"),
        pytest.param("toestemming", VANDAAG - timedelta(days=9), "c", VANDAAG, False, id="al voorbij"),
        pytest.param("toestemming", VANDAAG, "c", VANDAAG + timedelta(days=1200), False, id="te lang"),
    ],
)  # fmt: skip
def test_toestemming_zegt_wanneer_waarvoor_en_tot_wanneer(grond, op, doel, tot, mag):
    oordeel = grondslag.mag_vastleggen(grondslag=Grondslag(grond), op=op, doel=doel, tot=tot, vandaag=VANDAAG)

    assert bool(oordeel) == mag


@pytest.mark.parametrize(
    ("dagen", "stand", "vraag"),
    [
        (31, Stand.GOED, ""),
        (30, Stand.LOOPT_AF, "maand"),
        (8, Stand.LOOPT_AF, "maand"),
        (7, Stand.LOOPT_AF, "week"),
        (0, Stand.LOOPT_AF, "week"),
        (-1, Stand.AFGELOPEN, "voorbij"),
    ],
)
def test_een_toestemming_loopt_af_en_daar_wordt_op_tijd_naar_gevraagd(dagen, stand, vraag):
    tot = VANDAAG + timedelta(days=dagen)

    assert grondslag.stand_van(tot, VANDAAG) == stand
    assert grondslag.toestemming_herinnering(tot, VANDAAG) == vraag


@pytest.mark.parametrize(
    ("van", "naar", "mag"),
    [
        ("taak", "toestemming", True),
        ("taak", "taak", True),
        ("toestemming", "toestemming", True),
        ("toestemming", "taak", False),
    ],
)
def test_wie_toestemming_gaf_houdt_het_recht_die_in_te_trekken(van, naar, mag):
    oordeel = grondslag.mag_grond_wijzigen(van=Grondslag(van), naar=Grondslag(naar))

    assert bool(oordeel) == mag


@pytest.mark.parametrize(
    ("dagen", "door_mt", "mag"), [(0, False, False), (30, False, False), (31, False, True), (0, True, True)]
)
def test_wie_iemand_net_vastlegde_wist_niet_uit_wat_hij_niet_mag_lezen(dagen, door_mt, mag):
    vastgelegd = VANDAAG - timedelta(days=dagen)

    assert grondslag.mag_ongelezen_wissen(vastgelegd=vastgelegd, door_mt=door_mt, vandaag=VANDAAG) == mag


@pytest.mark.parametrize(
    ("tekst", "gevoelig"),
    [
        ("trainer bij de voetbalclub", False),
        ("bestuur van de moskee", True),
        ("Turkse ondernemer", True),
        ("raadslid voor de VVD", True),
        ("leidt de huiskamer van de buurt", False),
        ("werkt bij de Chinese toko", True),
        ("christelijke school", True),
        ("voorzitter van de ondernemers", False),
        ("winkelier in de Kerkstraat", False),
        ("collega van Christiaan", False),
        ("poolshoogte nemen op het plein", False),
        ("linkse buitenspeler", False),
        ("trainer in de turkooise hal", False),
        ("priester in ruste", True),
        ("geeft les op de koranschool", True),
        ("Poolse winkel", True),
        ("actief voor een linkse partij", True),
    ],
)
def test_wat_een_mens_gelooft_of_waar_die_vandaan_komt_wordt_herkend(tekst, gevoelig):
    assert grondslag.is_gevoelig(tekst) == gevoelig


# --- how a network stands (B7) --------------------------------------------------------------------------

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


# --- signals (B5) ---------------------------------------------------------------------------------------


def een_signaal(niveau=2, zekerheid="vastgesteld", bron="redelijk", van=0, tot=10, nummer=1):
    return Signaal(
        nummer, 1, None, Niveau(niveau), Zekerheid(zekerheid), Betrouwbaarheid(bron),
        VANDAAG + timedelta(days=van), VANDAAG + timedelta(days=tot),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("signalen", "beeld"),
    [
        pytest.param([], 0, id="niets: rustig"),
        pytest.param([een_signaal(2)], 2, id="één vastgesteld signaal"),
        pytest.param([een_signaal(2, "mogelijk")], 1, id="wat alleen mogelijk is telt lager"),
        pytest.param([een_signaal(3, "vastgesteld", "laag")], 2, id="een zwakke bron telt lager"),
        pytest.param([een_signaal(1, "mogelijk")], 1, id="nooit lager dan merkbaar"),
        pytest.param([een_signaal(2)] * 3, 3, id="drie samen tellen hoger"),
        pytest.param([een_signaal(4)] * 3, 4, id="nooit hoger dan acuut"),
        pytest.param(
            [een_signaal(3), een_signaal(1), een_signaal(1), een_signaal(1)], 3, id="het hoogste telt"
        ),
        pytest.param([een_signaal(3, van=-20, tot=-1)], 0, id="afgelopen telt niet"),
        pytest.param([een_signaal(3, van=1)], 0, id="nog niet gemeld telt niet"),
    ],
)
def test_beeld_van_een_gebied(signalen, beeld):
    assert signaal.beeld(signalen, VANDAAG) == beeld


@pytest.mark.parametrize("niveau", list(Niveau))
def test_hoe_hoger_hoe_sneller_een_signaal_afloopt(niveau):
    einde = signaal.loopt_af_op(niveau, VANDAAG)

    assert all(signaal.loopt_af_op(hoger, VANDAAG) < einde for hoger in Niveau if hoger > niveau)


def test_het_best_passende_netwerk_staat_vooraan_en_wie_niemand_kent_niet():
    netwerken = [
        signaal.Netwerk(1, 5, frozenset(), 4),
        signaal.Netwerk(2, 5, frozenset({9}), 3),
        signaal.Netwerk(3, None, frozenset({9}), 8),
        signaal.Netwerk(4, 6, frozenset({9}), 8),
        signaal.Netwerk(5, 5, frozenset({9}), 0),
        signaal.Netwerk(6, 6, frozenset(), 8),
    ]

    gevonden = signaal.voorstellen(gebied=5, gemeenschap=9, niveau=2, netwerken=netwerken, vandaag=VANDAAG)

    assert [item.netwerk for item in gevonden] == [2, 3, 1, 4]
    assert gevonden[0].reden == "zit in dit gebied en kent deze gemeenschap"


@pytest.mark.parametrize(
    ("niveau", "dagen", "wacht"), [(2, 14, True), (2, 15, False), (3, 3, False), (4, 1, False)]
)
def test_bij_hoog_of_acuut_wachten_we_niet_op_de_volgende_bijeenkomst(niveau, dagen, wacht):
    rij = signaal.Netwerk(1, 5, frozenset(), 4, VANDAAG + timedelta(days=dagen))

    gevonden = signaal.voorstellen(
        gebied=5, gemeenschap=None, niveau=niveau, netwerken=[rij], vandaag=VANDAAG
    )

    assert [item.wacht_op_volgende for item in gevonden] == [wacht]


# --- calling at an event (B6) ---------------------------------------------------------------------------

A, B, C = 101, 102, 103


def test_de_bellijst_begint_bij_wie_het_dichtst_bij_staat_en_wie_we_het_best_kennen():
    mensen = [
        Mens(1, True, False, A, None, VANDAAG),
        Mens(2, True, True, C, None, VANDAAG),  # C is er niet
        Mens(3, True, True, A, None, VANDAAG - timedelta(days=90)),
        Mens(4, True, True, A, None, VANDAAG - timedelta(days=2)),
        Mens(5, False, True, C, B, None),
        Mens(4, True, False, A, None, VANDAAG - timedelta(days=2)),  # zit in twee netwerken
    ]

    volgorde = bellen.belvolgorde(mensen, {A, B})

    assert [mens.nummer for mens in volgorde] == [4, 3, 2, 5, 1]


@pytest.mark.parametrize(
    ("houder", "vervanger", "belt"), [(A, B, A), (C, B, B), (C, None, None), (None, None, None)]
)
def test_wie_belt_is_wie_de_mens_kent_en_er_is(houder, vervanger, belt):
    assert bellen.wie_belt(Mens(1, True, True, houder, vervanger), {A, B}).medewerker == belt


@pytest.mark.parametrize(
    ("anders", "mag"),
    [
        ({}, True),
        ({"gesloten": True}, False),
        ({"gewist": True}, False),
        ({"bezig_door": "Noor"}, False),
        ({"afloop": "gesproken"}, False),
        ({"afloop": "geen_gehoor"}, True),
    ],
)
def test_een_regel_wordt_door_een_collega_tegelijk_gebeld(anders, mag):
    assert (
        bool(
            bellen.mag_bellen(
                **{"gesloten": False, "gewist": False, "bezig_door": "", "afloop": "", **anders}
            )
        )
        == mag
    )


@pytest.mark.parametrize(
    ("anders", "mag"),
    [
        ({}, True),
        ({"stemming": ""}, False),
        ({"afloop": "later", "stemming": ""}, True),
        ({"gewist": True}, False),
        ({"gesloten": True}, False),
        ({"afloop": ""}, False),
        ({"stemming": "gevaar"}, False),
        ({"stemming": "gevaar", "gehoord": "Er komt een groep aan"}, True),
    ],
)
def test_na_een_gesprek_hoort_hoe_het_in_de_wijk_is(anders, mag):
    basis = {"gesloten": False, "gewist": False, "afloop": "gesproken", "stemming": "rustig", "gehoord": ""}

    assert bool(bellen.mag_afloop(**{**basis, **anders})) == mag


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


NU = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("uren", "gesloten", "loopt"), [(0, False, True), (36, False, True), (37, False, False), (1, True, False)]
)
def test_een_belronde_is_na_anderhalve_dag_vanzelf_voorbij(uren, gesloten, loopt):
    begonnen = NU - timedelta(hours=uren)

    assert bellen.loopt(begonnen, NU if gesloten else None, NU) == loopt


@pytest.mark.parametrize(("minuten", "nog"), [(0, True), (20, True), (21, False), (None, False)])
def test_wie_een_regel_liet_liggen_houdt_niemand_op(minuten, nog):
    assert bellen.belt_nog(None if minuten is None else NU - timedelta(minutes=minuten), NU) == nog


@pytest.mark.parametrize(
    ("gekozen", "iedereen", "mensen", "mag"),
    [(True, False, 3, True), (False, False, 3, False), (False, True, 3, True), (True, False, 0, False)],
)
def test_wie_niets_kiest_belt_niemand_tenzij_dat_gezegd_is(gekozen, iedereen, mensen, mag):
    oordeel = bellen.mag_beginnen(gekozen=gekozen, iedereen=iedereen, mensen=mensen, collegas=2)

    assert bool(oordeel) == mag


@pytest.mark.parametrize(
    ("was", "wordt", "dagen_over", "verwacht"),
    [
        pytest.param(1, 1, 60, 60, id="even hoog: nooit korter"),
        pytest.param(2, 2, 3, 28, id="even hoog: opnieuw"),
        pytest.param(1, 3, 42, 14, id="hoger: korter"),
        pytest.param(4, 1, 7, 42, id="lager: langer"),
    ],
)
def test_een_bevestigd_signaal_telt_naar_zijn_niveau(was, wordt, dagen_over, verwacht):
    einde = signaal.nieuw_einde(
        was=Niveau(was), wordt=Niveau(wordt), einde=VANDAAG + timedelta(days=dagen_over), vandaag=VANDAAG
    )

    assert einde == VANDAAG + timedelta(days=verwacht)


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
