"""Een functie is één rij: wat er aan hangt staat in de tabel, en de tabel is compleet (A7)."""

import pytest

from regels import functies
from regels.begrippen import Functie
from regels.functies import FUNCTIES, Mt, met, mt_van


def test_elke_functie_staat_in_de_tabel_en_alleen_die():
    assert set(FUNCTIES) == set(Functie)


def test_elk_kenmerk_hoort_bij_een_functie_en_niet_bij_alle():
    for kenmerk in functies.JA_NEE:
        assert set() < met(kenmerk) < set(Functie), kenmerk


@pytest.mark.parametrize(
    ("kenmerk", "wie"),
    [
        ("beslist", "teamchef"),
        ("hoort_gaten", "teamchef osa osb osc ose"),
        ("kan_escaleren", "teamchef osa osb osc ose oe"),
        ("begint_casus", "woe oe osa osb osc ose"),
        ("draagt_thema", "woe"),
        ("hoort_overdracht", "zaco"),
        ("vraagt_briefing", "woe wijkagent oe"),
        ("bouwt_netwerk", "wijkagent woe oe osa osb osc teamchef"),
        ("ziet_alle_casussen", "teamchef osa osb osc oe woe"),
    ],
)
def test_wie_wat_heeft(kenmerk, wie):
    assert met(kenmerk) == {Functie(functie) for functie in wie.split()}


def test_het_mt_met_en_zonder_woe():
    altijd = {Functie(functie) for functie in ["teamchef", "osa", "osb", "osc", "ose", "oe"]}

    assert mt_van(woe_in_mt=False) == altijd
    assert mt_van(woe_in_mt=True) == altijd | {Functie.WOE}
    assert {rij.mt for rij in FUNCTIES.values()} == set(Mt)
