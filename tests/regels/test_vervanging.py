"""Wie is aan zet? De paragrafen van domein.md 3 als voorbeelden."""

from dataclasses import replace
from datetime import timedelta

import pytest

from regels.begrippen import Fase, Grond, Periode, Rol
from regels.feiten import Aanwijzing, KanNiet, Koppeling, Rondefeiten, Teamregels
from regels.keten import keten
from regels.vervanging import (
    aan_zet,
    escalatiefunctie,
    grond_van,
    tot_wanneer,
    vervalt,
    volgende_te_vragen,
    voorstel,
)

from .voorbeelden import (
    BEGIN,
    BINNENSTAD,
    BUITEN,
    CHEF,
    HOUDER,
    HOUDER2,
    MOMENT,
    OE,
    OE2,
    OPCO,
    OSA,
    OSC,
    VERVANGER,
    VERVANGER2,
    WOE,
    WOE2,
    casus,
    dagen,
    team,
)

GEBIED_KETEN = [WOE, OE, WOE2, OE2, HOUDER, VERVANGER, HOUDER2, VERVANGER2, OSC, OSA, CHEF]
PORTEFEUILLE_KETEN = [HOUDER, VERVANGER, WOE, OE, HOUDER2, VERVANGER2, OSC, OSA, CHEF]


@pytest.mark.parametrize(
    ("grond", "volgorde"),
    [
        pytest.param(Grond.GEBIED, GEBIED_KETEN, id="gebied"),
        pytest.param(Grond.PORTEFEUILLE, PORTEFEUILLE_KETEN, id="portefeuille"),
        pytest.param(Grond.ESCALATIE, [OSC, OSA, CHEF], id="escalatie: stap 5 alleen"),
    ],
)
def test_keten_volgt_de_grond_stap_voor_stap(grond, volgorde):
    vraag = casus(grond=grond, regisseur=None, regie_van=None)

    for weg in range(len(volgorde)):
        feiten = team(afwezig=volgorde[:weg])

        assert aan_zet(vraag, MOMENT, feiten).medewerker == volgorde[weg]


@pytest.mark.parametrize(
    ("afwezig", "verwacht"),
    [
        pytest.param([], WOE, id="regisseur is er"),
        pytest.param([WOE], OE, id="regisseur afwezig: OE van het gebied"),
        pytest.param([WOE, OE], WOE2, id="ook de OE: andere WOE"),
        pytest.param([WOE, OE, WOE2, OE2], HOUDER, id="heel het gebied: houder van de portefeuille"),
        pytest.param(GEBIED_KETEN, None, id="niemand: gat"),
    ],
)
def test_aan_zet_bij_grond_gebied(afwezig, verwacht):
    gevonden = aan_zet(casus(), MOMENT, team(afwezig=afwezig))

    assert gevonden.medewerker == verwacht
    assert gevonden.is_waarnemer == (verwacht not in (WOE, None))


def test_oe_met_regie_wordt_vervangen_door_de_woe():
    assert aan_zet(casus(regisseur=OE), MOMENT, team(afwezig=[OE])).medewerker == WOE


def test_team_zet_andere_woe_voor_de_oe():
    feiten = team(afwezig=[WOE], regels=(Teamregels(vanaf=BEGIN, andere_woe_voor_oe=True),))

    assert aan_zet(casus(), MOMENT, feiten).medewerker == WOE2


def test_reden_noemt_wie_is_overgeslagen_en_tot_wanneer():
    gevonden = aan_zet(casus(), MOMENT, team(afwezig=[WOE]))

    assert gevonden.reden == (
        "OE van Binnenstad, want Noor (formeel regisseur) is afwezig tot vrijdag 27 november, 10.00 uur"
    )
    assert [(stap.plek.medewerker, stap.bezwaar) for stap in gevonden.overgeslagen] == [
        (WOE, "afwezig tot vrijdag 27 november, 10.00 uur")
    ]


def test_lege_plaatsen_staan_erbij_met_hun_reden():
    feiten = team(koppelingen=(), houderschappen=(), afwezig=[WOE, OSC, OSA, CHEF])

    gevonden = aan_zet(casus(), MOMENT, feiten)

    assert [stap.bezwaar for stap in gevonden.overgeslagen if stap.plek.medewerker is None] == [
        "geen WOE op dit gebied",
        "geen OE op dit gebied",
        "geen houder van deze portefeuille",
        "geen houder van deze portefeuille",
    ]
    assert gevonden.is_gat


@pytest.mark.parametrize(
    ("feiten", "reden"),
    [
        pytest.param(team(afwezig=[WOE], vrijgesteld={WOE: (dagen(-1),)}), "afwezig", id="afwezig gaat voor"),
        pytest.param(team(vrijgesteld={WOE: (dagen(-1),)}), "vrijgesteld van regie", id="vrijgesteld"),
        pytest.param(
            replace(team(), plaatsingen=tuple(p for p in team().plaatsingen if p.medewerker != WOE)),
            "niet in het team geplaatst",
            id="uit het team",
        ),
    ],
)
def test_elke_reden_om_over_te_slaan(feiten, reden):
    gevonden = aan_zet(casus(), MOMENT, feiten)

    assert gevonden.medewerker == OE
    assert gevonden.overgeslagen[0].bezwaar.startswith(reden)


def test_uitgesloten_door_de_teamchef():
    gevonden = aan_zet(casus(uitgesloten={WOE: (dagen(-1),)}), MOMENT, team())

    assert (gevonden.medewerker, gevonden.overgeslagen[0].bezwaar) == (OE, "uitgesloten van deze casus")


class TestKanNiet:
    def test_geldt_voor_deze_afwezigheid(self):
        vraag = casus(kan_niet=(KanNiet(OE, MOMENT - timedelta(hours=1)),))

        assert aan_zet(vraag, MOMENT, team(afwezig=[WOE])).medewerker == WOE2

    def test_geldt_niet_voor_de_volgende_afwezigheid(self):
        vraag = casus(kan_niet=(KanNiet(OE, MOMENT - timedelta(hours=1)),))
        later = MOMENT + timedelta(days=30)
        feiten = team(afwezig=[WOE])
        feiten = replace(feiten, afwezig={WOE: (*feiten.afwezig[WOE], dagen(29, 31))})

        assert aan_zet(vraag, later, feiten).medewerker == OE

    def test_geldt_nooit_tegen_de_formele_regisseur_of_een_aanwijzing(self):
        kan_niet = (KanNiet(WOE, MOMENT - timedelta(hours=1)), KanNiet(OE, MOMENT - timedelta(hours=1)))
        aanwijzing = Aanwijzing(OE, dagen(-1), MOMENT)

        assert aan_zet(casus(kan_niet=kan_niet), MOMENT, team()).medewerker == WOE
        assert aan_zet(casus(kan_niet=kan_niet, aanwijzingen=(aanwijzing,)), MOMENT, team()).medewerker == OE

    def test_zonder_afwezigheid_zolang_de_regie_duurt(self):
        vraag = casus(kan_niet=(KanNiet(OE, MOMENT),), uitgesloten={WOE: (dagen(-1),)})

        assert aan_zet(vraag, MOMENT + timedelta(days=200), team()).medewerker == WOE2


class TestAanwijzing:
    def test_gaat_voor_de_regisseur_de_nieuwste_eerst(self):
        vraag = casus(
            aanwijzingen=(
                Aanwijzing(HOUDER, dagen(-2, 5), MOMENT - timedelta(days=2)),
                Aanwijzing(BUITEN, dagen(-1, 3), MOMENT - timedelta(days=1)),
            )
        )

        assert aan_zet(vraag, MOMENT, team()).medewerker == BUITEN
        assert aan_zet(vraag, MOMENT + timedelta(days=4), team()).medewerker == HOUDER
        assert aan_zet(vraag, MOMENT + timedelta(days=6), team()).medewerker == WOE

    def test_een_afwezige_aangewezene_wordt_overgeslagen(self):
        vraag = casus(aanwijzingen=(Aanwijzing(BUITEN, dagen(-1, 3), MOMENT),))

        assert aan_zet(vraag, MOMENT, team(afwezig=[BUITEN])).medewerker == WOE


class TestFases:
    def test_acuut_is_de_opco_van_dienst(self):
        assert aan_zet(casus(fase=Fase.ACUUT, regisseur=None), MOMENT, team()).medewerker == OPCO

    @pytest.mark.parametrize(
        ("feiten", "vraag"),
        [
            pytest.param(team(opco=()), casus(fase=Fase.ACUUT), id="geen dienst"),
            pytest.param(team(afwezig=[OPCO]), casus(fase=Fase.ACUUT), id="OpCo afwezig"),
            pytest.param(
                team(), casus(fase=Fase.ACUUT, uitgesloten={OPCO: (dagen(-1),)}), id="OpCo uitgesloten"
            ),
        ],
    )
    def test_acuut_zonder_opco_is_een_gat(self, feiten, vraag):
        assert aan_zet(vraag, MOMENT, feiten).is_gat

    def test_acuut_een_vrijstelling_van_regie_doet_er_niet_toe(self):
        feiten = team(vrijgesteld={OPCO: (dagen(-1),)})

        assert aan_zet(casus(fase=Fase.ACUUT), MOMENT, feiten).medewerker == OPCO

    def test_heropend_is_wie_gevraagd_is(self):
        ronde = Rondefeiten(
            Grond.GEBIED, nu_gevraagd=WOE, gevraagd=frozenset({WOE}), uiterlijk=MOMENT + timedelta(hours=4)
        )
        vraag = casus(fase=Fase.HEROPEND, regisseur=None, ronde=ronde)

        assert aan_zet(vraag, MOMENT, team()).medewerker == WOE
        assert tot_wanneer(vraag, MOMENT, team()) == ronde.uiterlijk
        assert aan_zet(vraag, ronde.uiterlijk, team()).medewerker == OE

    def test_heropend_zonder_ronde_is_een_gat(self):
        assert aan_zet(casus(fase=Fase.HEROPEND, regisseur=None), MOMENT, team()).is_gat

    def test_afgesloten_is_niemand_aan_zet(self):
        assert aan_zet(casus(fase=Fase.AFGESLOTEN), MOMENT, team()).medewerker is None


class TestRonde:
    def vraag(self, **anders):
        ronde = Rondefeiten(**{"grond": Grond.GEBIED, "opener": OPCO, **anders})
        return casus(fase=Fase.ACUUT, regisseur=None, ronde=ronde)

    def test_wie_haar_opende_wordt_overgeslagen(self):
        gevonden = volgende_te_vragen(self.vraag(opener=WOE), MOMENT, team())

        assert gevonden.medewerker == OE
        assert gevonden.overgeslagen[0].bezwaar == "heeft zelf overgedragen"

    def test_niemand_wordt_twee_keer_gevraagd(self):
        vraag = self.vraag(gevraagd=frozenset({WOE, OE}))

        assert volgende_te_vragen(vraag, MOMENT, team()).medewerker == WOE2

    def test_na_een_weigering_van_boven_af_de_eerste_die_nog_niet_gevraagd_is(self):
        vraag = self.vraag(gevraagd=frozenset({OE}))

        assert volgende_te_vragen(vraag, MOMENT, team()).medewerker == WOE

    def test_uitgeput_is_niemand(self):
        assert volgende_te_vragen(self.vraag(gevraagd=frozenset(GEBIED_KETEN)), MOMENT, team()).is_gat

    def test_de_formele_regisseur_staat_niet_in_de_keten_van_een_ronde(self):
        vraag = replace(
            casus(), ronde=Rondefeiten(Grond.PORTEFEUILLE, gevraagd=frozenset({HOUDER, VERVANGER}))
        )

        assert volgende_te_vragen(vraag, MOMENT, team()).medewerker == OE

    def test_bij_heropenen_de_laatste_regisseur_eerst(self):
        vraag = self.vraag(opener=None, eerst=BUITEN)

        assert volgende_te_vragen(vraag, MOMENT, team()).medewerker == BUITEN

    def test_voorstel_zegt_in_een_zin_waarom(self):
        vraag = casus(fase=Fase.ACUUT, regisseur=None)

        assert voorstel(vraag, OPCO, MOMENT, team()).reden == "WOE van Binnenstad"

    @pytest.mark.parametrize(
        ("feiten", "anders", "reden"),
        [
            pytest.param(team(), {}, "", id="loopt nog"),
            pytest.param(
                team(), {"uiterlijk": MOMENT}, "geen antwoord binnen de termijn", id="op het laatste moment"
            ),
            pytest.param(
                team(vrijgesteld={WOE: (dagen(-1),)}), {}, "vrijgesteld van regie", id="vrijgesteld"
            ),
            pytest.param(team(koppelingen=()), {}, "", id="koppeling eindigt: het aanbod blijft"),
        ],
    )
    def test_wanneer_een_aanbod_vervalt(self, feiten, anders, reden):
        aanbod = {"nu_gevraagd": WOE, "uiterlijk": MOMENT + timedelta(hours=1), **anders}

        assert vervalt(self.vraag(**aanbod), MOMENT, feiten) == reden

    def test_afwezig_worden_laat_het_aanbod_vervallen(self):
        vraag = self.vraag(nu_gevraagd=WOE, uiterlijk=MOMENT + timedelta(hours=1))

        assert vervalt(vraag, MOMENT, team(afwezig=[WOE])).startswith("afwezig")


@pytest.mark.parametrize(
    ("gebieden", "portefeuilles", "zonder_gebied", "grond"),
    [
        (1, 0, False, (Grond.GEBIED, False)),
        (1, 1, False, (Grond.GEBIED, False)),
        (1, 3, False, (Grond.GEBIED, False)),
        (2, 0, False, (Grond.GEBIED, False)),
        (2, 1, False, (Grond.PORTEFEUILLE, False)),
        (2, 2, False, (Grond.GEBIED, True)),
        (0, 1, False, (Grond.PORTEFEUILLE, False)),
        (0, 0, False, (Grond.ESCALATIE, False)),
        (1, 1, True, (Grond.PORTEFEUILLE, False)),
        (1, 0, True, (Grond.GEBIED, False)),
        (2, 2, True, (Grond.PORTEFEUILLE, True)),
    ],
)
def test_grond(gebieden, portefeuilles, zonder_gebied, grond):
    assert grond_van(gebieden, portefeuilles, woe_zonder_gebied=zonder_gebied) == grond


class TestVolgorde:
    def test_gegeven_volgorde_dan_langst_dan_naam(self):
        lang, kort = Periode(BEGIN), Periode(BEGIN + timedelta(days=9))
        koppelingen = (
            Koppeling(WOE, BINNENSTAD, Rol.WOE, kort),
            Koppeling(HOUDER, BINNENSTAD, Rol.WOE, lang),
            Koppeling(WOE2, BINNENSTAD, Rol.WOE, kort, 1),
            Koppeling(HOUDER2, BINNENSTAD, Rol.WOE, kort),
        )
        feiten = team(koppelingen=koppelingen)

        volgorde = [
            p.medewerker for p in keten(casus(regisseur=None), MOMENT, feiten) if p.als.startswith("WOE")
        ]

        assert volgorde == [WOE2, HOUDER, HOUDER2, WOE]

    def test_geeindigde_en_komende_koppelingen_zijn_geen_stap(self):
        koppelingen = (
            Koppeling(WOE, BINNENSTAD, Rol.WOE, dagen(-20, 0)),
            Koppeling(WOE2, BINNENSTAD, Rol.WOE, dagen(1)),
        )

        gevonden = aan_zet(casus(regisseur=None), MOMENT, team(koppelingen=koppelingen))

        assert gevonden.overgeslagen[0].bezwaar == "geen WOE op dit gebied"

    def test_osa_van_het_hoofdgebied_eerst(self):
        basis = team(afwezig=[OSC])
        koppelingen = (*basis.koppelingen, Koppeling(BUITEN, BINNENSTAD, Rol.OSA, dagen(-1)))
        plaatsingen = (
            *basis.plaatsingen,
            replace(basis.plaatsingen[OSA - 1], medewerker=BUITEN, periode=dagen(-1)),
        )
        feiten = replace(basis, koppelingen=koppelingen, plaatsingen=plaatsingen)

        assert escalatiefunctie(BINNENSTAD, MOMENT, feiten) == BUITEN
        assert escalatiefunctie(None, MOMENT, feiten) == OSA


def test_escalatiefunctie_is_nooit_wie_het_betreft():
    assert escalatiefunctie(BINNENSTAD, MOMENT, team(), niet=[OSC]) == OSA
    assert escalatiefunctie(BINNENSTAD, MOMENT, team(afwezig=[OSC, OSA, CHEF])) is None


class TestTotWanneer:
    def test_tot_de_regisseur_terug_is(self):
        assert tot_wanneer(casus(), MOMENT, team(afwezig=[WOE])) == MOMENT + timedelta(days=4)

    def test_een_komende_afwezigheid_telt_mee(self):
        feiten = team(afwezig=[WOE])
        feiten = replace(feiten, afwezig={**feiten.afwezig, OE: (dagen(2, 3),)})

        assert tot_wanneer(casus(), MOMENT, feiten) == MOMENT + timedelta(days=2)

    def test_een_afwezigheid_van_wie_later_in_de_keten_staat_telt_niet(self):
        feiten = team()
        feiten = replace(feiten, afwezig={HOUDER: (dagen(2, 3),)})

        assert tot_wanneer(casus(), MOMENT, feiten) is None

    def test_aansluitende_afwezigheden_zijn_er_een(self):
        feiten = replace(team(), afwezig={WOE: (dagen(-1, 2), dagen(2, 6))})

        assert tot_wanneer(casus(), MOMENT, feiten) == MOMENT + timedelta(days=6)
