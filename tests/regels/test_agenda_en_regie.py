"""Hoe een punt eindigt, en wat er met een casus mag."""

from datetime import timedelta

import pytest

from regels import agenda, regie
from regels.agenda import Punt, Soort, Uitkomst
from regels.begrippen import Fase

from .voorbeelden import MOMENT


def test_inhoud_staat_voorop_en_wat_vaker_is_doorgeschoven_ook():
    punten = [
        Punt(Soort.VAST, nummer=1),
        Punt(Soort.ACTIEPUNT, nummer=2),
        Punt(Soort.CASUS, nummer=3),
        Punt(Soort.CASUS, doorgeschoven=2, nummer=4),
        Punt(Soort.TREND, nummer=5),
    ]

    assert [punt.nummer for punt in agenda.op_volgorde(punten)] == [5, 4, 3, 2, 1]


def test_een_verplaatst_punt_staat_op_zijn_eigen_plaats():
    punten = [
        Punt(Soort.TREND, verplaatst_naar=3, nummer=1),
        Punt(Soort.CASUS, nummer=2),
        Punt(Soort.VAST, nummer=3),
    ]

    assert [punt.nummer for punt in agenda.op_volgorde(punten)] == [2, 3, 1]


@pytest.mark.parametrize(
    ("soort", "van", "naar", "reden", "mag"),
    [
        (Soort.TREND, 1, 3, "", False),
        (Soort.TREND, 1, 3, "de gast komt later", True),
        (Soort.CASUS, 3, 1, "", True),
        (Soort.VAST, 1, 3, "", True),
    ],
)
def test_inhoud_naar_beneden_halen_vraagt_een_reden(soort, van, naar, reden, mag):
    assert bool(agenda.mag_verplaatsen(soort=soort, van=van, naar=naar, reden=reden)) is mag


@pytest.mark.parametrize(
    ("uitkomst", "anders", "mag"),
    [
        pytest.param(Uitkomst.BESLUIT, {"tekst": "We doen het."}, True, id="besluit"),
        pytest.param(Uitkomst.BESLUIT, {"tekst": " "}, False, id="leeg besluit"),
        pytest.param(
            Uitkomst.ACTIEPUNT, {"tekst": "Bel.", "eigenaar": True, "deadline": True}, True, id="actiepunt"
        ),
        pytest.param(Uitkomst.ACTIEPUNT, {"tekst": "Bel.", "eigenaar": True}, False, id="zonder datum"),
        pytest.param(Uitkomst.DOORGESCHOVEN, {"tekst": ""}, True, id="doorschuiven"),
        pytest.param(Uitkomst.DOORGESCHOVEN, {"tekst": "", "doorgeschoven": 1}, True, id="tweede keer"),
        pytest.param(Uitkomst.DOORGESCHOVEN, {"tekst": "", "doorgeschoven": 2}, False, id="derde keer niet"),
        pytest.param(Uitkomst.GEEN_VERVOLG, {"tekst": ""}, False, id="geen vervolg zonder reden"),
        pytest.param(Uitkomst.BESLUIT, {"tekst": "Ja.", "al_afgerond": True}, False, id="al afgerond"),
    ],
)
def test_hoe_een_punt_eindigt(uitkomst, anders, mag):
    assert bool(agenda.mag_eindigen(**{"uitkomst": uitkomst, "doorgeschoven": 0, **anders})) is mag


def test_een_overleg_sluit_pas_als_alles_een_einde_heeft():
    assert agenda.mag_sluiten(open_punten=0)
    assert "Nog 1 punt heeft" in agenda.mag_sluiten(open_punten=1).bezwaar


@pytest.mark.parametrize(
    ("anders", "mag"),
    [
        ({}, True),
        ({"fase": Fase.AFGESLOTEN}, False),
        ({"aan": 1}, False),
        ({"al_gevraagd": {2}}, False),
        ({"kan": "afwezig"}, False),
    ],
)
def test_aanbieden(anders, mag):
    vraag = {"fase": Fase.ACUUT, "door": 1, "aan": 2, "al_gevraagd": set(), **anders}

    assert bool(regie.mag_aanbieden(**vraag)) is mag


@pytest.mark.parametrize(
    ("anders", "bezwaar"),
    [
        ({}, ""),
        ({"door": 9}, "Alleen wie gevraagd is kan antwoorden."),
        ({"moment": MOMENT}, "De tijd om te antwoorden is voorbij. De volgende in de keten is gevraagd."),
        ({"status": "ingetrokken"}, "Deze vraag is ingetrokken. Je hoeft niets meer te doen."),
        ({"status": "aanvaard"}, "Deze vraag is al beantwoord."),
    ],
)
def test_antwoorden(anders, bezwaar):
    vraag = {"status": "aangeboden", "aan": 2, "door": 2, "uiterlijk": MOMENT, **anders}
    vraag.setdefault("moment", MOMENT - timedelta(seconds=1))

    assert regie.mag_antwoorden(**vraag).bezwaar == bezwaar


@pytest.mark.parametrize(("uren", "mag"), [(23, True), (24, False)])
def test_ongedaan_maken_kan_een_dag(uren, mag):
    oordeel = regie.mag_ongedaan(gemaakt_op=MOMENT, moment=MOMENT + timedelta(hours=uren), ingetrokken=False)

    assert bool(oordeel) is mag


@pytest.mark.parametrize(
    ("anders", "mag"),
    [
        ({}, True),
        ({"fase": Fase.ACUUT}, False),
        ({"geplaatst": False}, False),
        ({"uitgesloten": True}, False),
        ({"is_aan_zet": True}, False),
        ({"bezwaar": "afwezig"}, False),
    ],
)
def test_overnemen(anders, mag):
    vraag = {"fase": Fase.REGIE, "geplaatst": True, "uitgesloten": False, "is_aan_zet": False, "bezwaar": ""}

    assert bool(regie.mag_overnemen(**{**vraag, **anders})) is mag


@pytest.mark.parametrize(
    ("voorgesteld", "fase", "open_ronde", "mag"),
    [
        (1, Fase.ACUUT, False, True),
        (2, Fase.ACUUT, False, False),
        (1, Fase.REGIE, False, False),
        (1, Fase.ACUUT, True, False),
    ],
)
def test_opco_neemt_zelf(voorgesteld, fase, open_ronde, mag):
    oordeel = regie.mag_zelf_nemen(fase=fase, door=1, voorgesteld=voorgesteld, open_ronde=open_ronde)

    assert bool(oordeel) is mag
