"""Wat van wie gevraagd wordt, en wie het overneemt als iemand er niet is."""

from datetime import date, timedelta

import pytest

from regels.aandacht import (
    Wanneer,
    helpt_verder,
    is_stuk,
    neemt_waar_voor,
    plaatsvervanger,
    wacht_op_de_opco,
    wanneer,
    wanneer_voorbereiden,
    wie_beslissen,
    wie_lossen_op,
)
from regels.begrippen import Fase, Functie, Grond
from regels.escalatie import Rood
from regels.feiten import Plaatsing, Rondefeiten

from .voorbeelden import (
    CHEF,
    HOUDER,
    HOUDER2,
    MOMENT,
    OE,
    OPCO,
    OSA,
    OSC,
    VERVANGER,
    WOE,
    WOE2,
    altijd,
    casus,
    team,
)

VANDAAG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("dagen", "verwacht"),
    [(-1, Wanneer.NU), (0, Wanneer.STRAKS), (7, Wanneer.STRAKS), (8, Wanneer.LATER)],
)
def test_wat_over_de_datum_is_vraagt_nu_om_iemand(dagen, verwacht):
    assert wanneer(VANDAAG + timedelta(days=dagen), VANDAAG) == verwacht


@pytest.mark.parametrize(
    ("dagen", "klaar", "verwacht"),
    [(2, False, Wanneer.NU), (3, False, Wanneer.STRAKS), (0, True, Wanneer.LATER)],
)
def test_een_presentatie_moet_twee_dagen_van_tevoren_klaar_zijn(dagen, klaar, verwacht):
    assert wanneer_voorbereiden(VANDAAG + timedelta(days=dagen), VANDAAG, klaar=klaar) == verwacht


@pytest.mark.parametrize(
    ("wie", "afwezig", "verwacht"),
    [
        pytest.param(WOE, [], None, id="er is niemand weg"),
        pytest.param(HOUDER, [HOUDER], VERVANGER, id="de vervanger van de portefeuille"),
        pytest.param(HOUDER, [HOUDER, VERVANGER], OSC, id="geen vervanger: de escalatiefunctie"),
        pytest.param(WOE, [WOE], WOE2, id="een collega met dezelfde rol in het gebied"),
        pytest.param(WOE, [WOE, WOE2], OSC, id="niemand in het gebied: de escalatiefunctie"),
        pytest.param(OSC, [OSC], OSA, id="nooit de afwezige zelf"),
        pytest.param(OPCO, [OPCO, OSC, OSA, CHEF], None, id="er is niemand"),
    ],
)
def test_wie_het_werk_van_een_afwezige_overneemt(wie, afwezig, verwacht):
    assert plaatsvervanger(wie, MOMENT, team(afwezig=afwezig)) == verwacht


def test_waarnemen_is_hetzelfde_van_twee_kanten():
    feiten = team(afwezig=[HOUDER, WOE, OE, HOUDER2])

    for wie in feiten.namen:
        overgenomen = neemt_waar_voor(wie, MOMENT, feiten)
        assert overgenomen == {
            x for x in feiten.namen if x != wie and plaatsvervanger(x, MOMENT, feiten) == wie
        }


@pytest.mark.parametrize(
    ("vertrouwelijk", "afwezig", "verwacht"),
    [
        (False, [], {OSC, CHEF}),
        (False, [OSC], {OSA, CHEF}),
        (False, [OSC, OSA], {CHEF}),
        (True, [], {CHEF}),
    ],
)
def test_wie_een_casus_verder_helpt(vertrouwelijk, afwezig, verwacht):
    assert wie_lossen_op(casus(), team(afwezig=afwezig), MOMENT, vertrouwelijk=vertrouwelijk) == verwacht


def test_zonder_teamchef_hoort_elke_os_het():
    zonder = team(plaatsingen=(Plaatsing(OSC, Functie.OSC, altijd()), Plaatsing(WOE, Functie.WOE, altijd())))

    assert wie_beslissen(team(), MOMENT) == {CHEF}
    assert wie_beslissen(zonder, MOMENT) == {OSC}


RONDE = Rondefeiten(grond=Grond.GEBIED, opener=OPCO)


@pytest.mark.parametrize(
    ("fase", "ronde", "verwacht"),
    [
        (Fase.ACUUT, None, True),
        (Fase.HEROPEND, None, True),
        (Fase.ACUUT, RONDE, False),
        (Fase.REGIE, None, False),
        (Fase.AFGESLOTEN, None, False),
    ],
)
def test_een_nieuwe_casus_wacht_op_de_opco(fase, ronde, verwacht):
    assert wacht_op_de_opco(casus(fase=fase, ronde=ronde)) is verwacht


@pytest.mark.parametrize(
    ("rood", "verwacht"),
    [
        ([], False),
        ([Rood.WAARNEMING], False),
        ([Rood.GAT], True),
        ([Rood.OVERDRACHT, Rood.WAARNEMING], True),
        ([Rood.UITGEPUT], True),
    ],
)
def test_wat_een_ander_moet_losmaken(rood, verwacht):
    assert is_stuk(rood) is verwacht


@pytest.mark.parametrize(
    ("wie", "verwacht"), [(OSC, True), (OSA, True), (CHEF, True), (WOE, False), (OPCO, False)]
)
def test_wie_casussen_van_een_ander_verder_helpt(wie, verwacht):
    assert helpt_verder(wie, MOMENT, team()) is verwacht
