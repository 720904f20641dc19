"""Signals of tension: how long they count, the picture of a gebied, which network fits (B5)."""

from datetime import date, timedelta

import pytest

from regels import signaal
from regels.signaal import Betrouwbaarheid, Niveau, Signaal, Zekerheid

VANDAAG = date(2026, 11, 25)


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
