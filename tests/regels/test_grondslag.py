"""On what ground somebody is kept, and till when (B2)."""

from datetime import date, timedelta

import pytest

from regels import grondslag
from regels.grondslag import Grondslag, Stand

VANDAAG = date(2026, 11, 25)


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
