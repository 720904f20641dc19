"""De cijfers van het BMO: één rij per cijfer, een zin en een kleur bij elke waarde, en onbekend is niet goed (V8)."""

import pytest

from regels.bmo import MAAT, MATEN, Kleur, kleur, pijl, zin


@pytest.mark.parametrize("maat", MATEN, ids=lambda maat: maat.sleutel)
def test_elk_cijfer_heeft_een_zin_en_een_kleur(maat):
    for waarde in (None, 0, 1, 2, 50, 100):
        assert zin(maat, waarde, maat.grens).endswith(".")
        assert "{" not in zin(maat, waarde, maat.grens) + maat.naam(waarde)
        assert kleur(maat, waarde, maat.grens) in Kleur


@pytest.mark.parametrize("maat", MATEN, ids=lambda maat: maat.sleutel)
def test_onbekend_is_niet_goed_en_niet_fout(maat):
    assert kleur(maat, None, maat.grens) == Kleur.ONBEKEND
    assert zin(maat, None, maat.grens) not in (maat.goed, maat.doen)


@pytest.mark.parametrize(
    ("sleutel", "waarde", "grens", "verwacht"),
    [
        ("actiepunten", 0, 3, Kleur.GOED),
        ("actiepunten", 2, 3, Kleur.ORANJE),
        ("actiepunten", 3, 3, Kleur.ROOD),
        ("actiepunten", 3, 5, Kleur.ORANJE),
        ("rood", 1, 1, Kleur.ROOD),
        ("rood", 1, 2, Kleur.ORANJE),
        ("bezetting", 0, 60, Kleur.ROOD),
        ("bezetting", 59, 60, Kleur.ROOD),
        ("bezetting", 60, 60, Kleur.ORANJE),
        ("bezetting", 69, 60, Kleur.ORANJE),
        ("bezetting", 70, 60, Kleur.GOED),
        ("bezetting", 70, 80, Kleur.ROOD),
    ],
)
def test_de_grens_stelt_het_team(sleutel, waarde, grens, verwacht):
    assert kleur(MAAT[sleutel], waarde, grens) == verwacht


@pytest.mark.parametrize(
    ("sleutel", "nu", "toen", "teken", "woorden"),
    [
        ("actiepunten", 5, 3, "↑", "2 meer dan vier weken geleden: slechter"),
        ("actiepunten", 1, 3, "↓", "2 minder dan vier weken geleden: beter"),
        ("bezetting", 80, 70, "↑", "10 procent meer dan vier weken geleden: beter"),
        ("bezetting", 60, 70, "↓", "10 procent minder dan vier weken geleden: slechter"),
        ("rood", 2, 2, "→", "net zo als vier weken geleden"),
    ],
)
def test_de_pijl_zegt_ook_of_het_beter_gaat(sleutel, nu, toen, teken, woorden):
    gevonden = pijl(MAAT[sleutel], nu, toen)

    assert (gevonden.teken, gevonden.woorden) == (teken, woorden)


@pytest.mark.parametrize(("nu", "toen"), [(2, None), (None, 2), (None, None)])
def test_zonder_iets_om_mee_te_vergelijken_geen_pijl(nu, toen):
    assert pijl(MAAT["rood"], nu, toen) is None


@pytest.mark.parametrize(
    ("waarde", "naam"), [(1, "geschil open"), (0, "geschillen open"), (2, "geschillen open")]
)
def test_een_of_meer(waarde, naam):
    assert MAAT["geschil"].naam(waarde) == naam
