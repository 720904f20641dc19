"""Werkuren, termijnen en bevestigen, ook op de twee dagen dat de klok verspringt."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from regels.begrippen import Ernst, Grond, Periode
from regels.escalatie import (
    Rood,
    actiepunt_herinnering,
    afwezigheid_vraagt_bevestiging,
    regisseur_gaat_weg,
    te_bevestigen,
    termijn_na_ernst,
    waarom_rood,
)
from regels.feiten import Aanwijzing, Bevestiging, Rondefeiten, Termijnen
from regels.tijd import einde_termijn, lokaal, moment_in_woorden, na_werkuren, tot_en_met, werkuren_tussen
from regels.vervanging import aan_zet

from .voorbeelden import MOMENT, OE, WOE, casus, dagen, team

TERMIJNEN = Termijnen()
KERST = {date(2026, 12, 25), date(2026, 12, 26)}


def uur(dag, uur, minuut=0):
    return lokaal(date.fromisoformat(dag), uur, minuut)


@pytest.mark.parametrize(
    ("ernst", "gevraagd", "uiterlijk"),
    [
        pytest.param("rustig", uur("2026-11-23", 9), uur("2026-11-23", 17), id="zelfde dag"),
        pytest.param("rustig", uur("2026-11-23", 10), uur("2026-11-23", 18), id="18.00 hoort bij de dag"),
        pytest.param("rustig", uur("2026-11-23", 12), uur("2026-11-24", 10), id="over de nacht"),
        pytest.param("rustig", uur("2026-11-27", 17), uur("2026-11-30", 15), id="over het weekend"),
        pytest.param("alert", uur("2026-11-28", 3), uur("2026-11-30", 12), id="gevraagd in het weekend"),
        pytest.param("alert", uur("2026-12-24", 16), uur("2026-12-28", 10), id="kerst valt weg"),
        pytest.param(
            "kritiek", uur("2026-12-24", 23, 30), uur("2026-12-25", 0, 30), id="kritiek dag en nacht"
        ),
        pytest.param(
            "kritiek", uur("2026-10-25", 1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="wintertijd"
        ),
        pytest.param("kritiek", uur("2027-03-28", 1, 30), uur("2027-03-28", 3, 30), id="zomertijd"),
        pytest.param("rustig", uur("2026-10-23", 17), uur("2026-10-26", 15), id="weekend van de wintertijd"),
    ],
)
def test_einde_van_de_termijn(ernst, gevraagd, uiterlijk):
    assert einde_termijn(Ernst(ernst), gevraagd, TERMIJNEN, KERST) == uiterlijk


def test_team_kiest_eigen_termijnen():
    eigen = Termijnen(rustig=2, werkdag_van=7, werkdag_tot=15)

    assert na_werkuren(uur("2026-11-23", 14), 2, eigen) == uur("2026-11-24", 8)


def test_werkuren_tussen_twee_momenten():
    assert werkuren_tussen(uur("2026-11-27", 16), uur("2026-11-30", 9), TERMIJNEN) == timedelta(hours=3)


@pytest.mark.parametrize(
    ("oud", "nieuw", "uiterlijk", "verwacht"),
    [
        pytest.param("rustig", "kritiek", 300, 60, id="stijgt: een nieuwe, kortere termijn"),
        pytest.param("rustig", "kritiek", 30, 30, id="stijgt: de lopende was al vroeger"),
        pytest.param("kritiek", "rustig", 30, 30, id="daalt: niets verandert"),
    ],
)
def test_termijn_als_de_ernst_verandert(oud, nieuw, uiterlijk, verwacht):
    einde = termijn_na_ernst(Ernst(oud), Ernst(nieuw), MOMENT + timedelta(minutes=uiterlijk), MOMENT, team())

    assert einde == MOMENT + timedelta(minutes=verwacht)


@pytest.mark.parametrize(
    ("afwezig", "vraagt"),
    [
        pytest.param(Periode(uur("2026-11-23", 0), uur("2026-11-25", 0)), False, id="precies twee werkdagen"),
        pytest.param(Periode(uur("2026-11-23", 0), uur("2026-11-25", 13)), True, id="twee en een halve dag"),
        pytest.param(Periode(uur("2026-11-27", 0), uur("2026-12-01", 0)), False, id="een weekend ertussen"),
        pytest.param(Periode(uur("2026-11-23", 0)), True, id="zonder einde"),
    ],
)
def test_wanneer_een_afwezigheid_bevestiging_vraagt(afwezig, vraagt):
    feiten = team()

    assert afwezigheid_vraagt_bevestiging(afwezig, feiten.regels[0], feiten) is vraagt


class TestBevestigen:
    def vraag(self, feiten, **anders):
        vraag = casus(aan_zet_sinds=(OE, MOMENT - timedelta(hours=1)), **anders)
        return te_bevestigen(vraag, aan_zet(vraag, MOMENT, feiten), MOMENT, feiten)

    def test_lang_afwezig_vraagt_bevestiging_vanaf_dat_de_waarnemer_aan_zet_kwam(self):
        gevraagd = self.vraag(replace(team(), afwezig={WOE: (dagen(-1, 9),)}))

        assert (gevraagd.medewerker, gevraagd.uiterlijk) == (OE, MOMENT + timedelta(hours=7))

    def test_kort_afwezig_en_rustig_vraagt_niets(self):
        assert self.vraag(replace(team(), afwezig={WOE: (dagen(-0.2, 0.5),)})) is None

    def test_kort_afwezig_en_kritiek_wel(self):
        feiten = replace(team(), afwezig={WOE: (dagen(-0.2, 0.5),)})

        assert self.vraag(feiten, ernst=Ernst.KRITIEK).uiterlijk == MOMENT + timedelta(hours=1)

    def test_bevestigd_is_bevestigd_voor_deze_afwezigheid(self):
        feiten = replace(team(), afwezig={WOE: (dagen(-1, 9),)})

        assert self.vraag(feiten, bevestigd=(Bevestiging(OE, MOMENT),)) is None
        assert self.vraag(feiten, bevestigd=(Bevestiging(OE, MOMENT - timedelta(days=3)),)) is not None

    def test_wie_zelf_overnam_hoeft_niets_te_bevestigen(self):
        feiten = replace(team(), afwezig={WOE: (dagen(-1, 9),)})
        zelf = (Aanwijzing(OE, dagen(-1), MOMENT, zelf=True),)

        assert self.vraag(feiten, aanwijzingen=zelf) is None


class TestRood:
    def rood(self, vraag, feiten):
        return waarom_rood(vraag, aan_zet(vraag, MOMENT, feiten), MOMENT, feiten)

    def test_een_gat(self):
        assert self.rood(casus(), team(plaatsingen=())) == [Rood.GAT]

    def test_een_aanbod_over_de_termijn_tot_iemand_aanvaardt(self):
        ronde = Rondefeiten(
            Grond.GEBIED, nu_gevraagd=OE, uiterlijk=MOMENT + timedelta(hours=1), over_termijn=True
        )

        assert self.rood(casus(ronde=ronde), team()) == [Rood.OVERDRACHT]
        assert self.rood(casus(ronde=replace(ronde, over_termijn=False)), team()) == []

    def test_een_waarneming_over_de_bevestiging(self):
        feiten = replace(team(), afwezig={WOE: (dagen(-9, 9),)})
        vraag = casus(aan_zet_sinds=(OE, MOMENT - timedelta(days=5)))

        assert self.rood(vraag, feiten) == [Rood.WAARNEMING]


@pytest.mark.parametrize(
    ("feiten", "anders", "gaat_weg"),
    [
        pytest.param(team(), {}, False, id="niets aan de hand"),
        pytest.param(
            team(vrijgesteld={WOE: (dagen(5, 40),)}), {}, True, id="meer dan vier weken vrijgesteld"
        ),
        pytest.param(team(vrijgesteld={WOE: (dagen(5, 30),)}), {}, False, id="korter vrijgesteld"),
        pytest.param(team(vrijgesteld={WOE: (dagen(5),)}), {}, True, id="vrijgesteld zonder einde"),
        pytest.param(team(), {"uitgesloten": {WOE: (dagen(-1),)}}, True, id="uitgesloten"),
        pytest.param(
            replace(
                team(),
                plaatsingen=tuple(
                    replace(p, periode=dagen(-9, 9)) if p.medewerker == WOE else p for p in team().plaatsingen
                ),
            ),
            {},
            True,
            id="gaat uit het team",
        ),
        pytest.param(team(afwezig=[WOE]), {}, False, id="afwezig is geen weggaan"),
    ],
)
def test_wanneer_de_regisseur_weggaat(feiten, anders, gaat_weg):
    assert bool(regisseur_gaat_weg(casus(**anders), MOMENT, feiten)) is gaat_weg


@pytest.mark.parametrize(
    ("dagen_tot", "soort"),
    [
        (5, ""),
        (2, "bijna"),
        (1, "bijna"),
        (0, "vandaag"),
        (-1, "te-laat-0"),
        (-7, "te-laat-0"),
        (-8, "te-laat-1"),
    ],
)
def test_herinnering_van_een_actiepunt(dagen_tot, soort):
    assert actiepunt_herinnering(dagen_tot) == soort


def test_hoe_een_mens_een_moment_zegt():
    assert moment_in_woorden(uur("2026-12-04", 14, 30)) == "vrijdag 4 december, 14.30 uur"
    assert tot_en_met(uur("2026-12-05", 0)) == "t/m vrijdag 4 december"
    assert tot_en_met(uur("2026-12-04", 13)) == "tot vrijdag 4 december, 13.00 uur"
