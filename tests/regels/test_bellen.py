"""Calling at an event: who first, who calls, and when a round is over (B6)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from regels import bellen
from regels.bellen import Mens

VANDAAG = date(2026, 11, 25)


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
