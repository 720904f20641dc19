"""Op de grens zelf: de laatste dag die mag en de eerste die niet mag, en de woorden bij één en bij meer."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from regels import (
    agenda,
    bellen,
    bmo,
    grondslag,
    herinnering,
    leren,
    organisatie,
    overdrachtsdossier,
    partner,
    plan,
    portefeuille,
    presentaties,
    signaal,
    taakaccent,
    tekst,
    vervanging,
    werktijd,
)
from regels.agenda import Soort
from regels.begrippen import Grond
from regels.leren import Verloop
from regels.overdrachtsdossier import Inwerkstap, Profiel, Takenpakket
from regels.portefeuille import TASTBAAR, Mate
from regels.taakaccent import Accentfase, Houder

from .test_werk_en_mensen import PAKKET

VANDAAG = date(2026, 11, 23)


def dag(offset):
    return VANDAAG + timedelta(days=offset)


def uitstellen(offset):
    return herinnering.mag_uitstellen(dringend=False, tot=dag(offset), vandaag=VANDAAG)


def link(offset):
    return partner.mag_link_maken(verloopt=dag(offset), vandaag=VANDAAG)


def vrij(was, van):
    return organisatie.mag_vrijstelling_wijzigen(
        was_van=dag(was), was_tot=None, van=dag(van), tot=None, zelfde_soort=True, vandaag=VANDAAG
    )


def verplaats(van, naar):
    return agenda.mag_verplaatsen(soort=Soort.TREND, van=van, naar=naar, reden="")


def plannen(tot, ander_van):
    return plan.mag_plan(van=VANDAAG, tot=dag(tot), andere=[(dag(ander_van), dag(400))])


@pytest.mark.parametrize(
    ("oordeel", "mag"),
    [
        (uitstellen(31), True), (uitstellen(32), False),
        (link(0), True), (link(-1), False), (link(366), True), (link(367), False),
        (vrij(0, 0), True), (vrij(0, -1), False), (vrij(-1, -1), True),
        (verplaats(1, 1), True), (verplaats(1, 2), False),
        (plannen(100, 100), True), (plannen(100, 99), False),
    ],
)  # fmt: skip
def test_de_laatste_die_mag_en_de_eerste_die_niet_mag(oordeel, mag):
    assert bool(oordeel) is mag


def test_toestemming_geldt_hoogstens_drie_jaar():
    laatste = VANDAAG + grondslag.LANGSTE_TOESTEMMING
    for tot, mag in ((laatste, True), (laatste + timedelta(days=1), False)):
        oordeel = grondslag.mag_vastleggen(
            grondslag=grondslag.Grondslag.TOESTEMMING, op=VANDAAG, doel="Bellen", tot=tot, vandaag=VANDAAG
        )
        assert bool(oordeel) is mag


@pytest.mark.parametrize(
    ("al", "zin"),
    [
        (1440, "Deze dag is vol."), (1439, "Er past nog 0 uur 01 bij."), (1300, "Er past nog 2 uur 20 bij."),
        (1500, "Deze dag is vol."),
    ],
)  # fmt: skip
def test_wat_er_nog_bij_past(al, zin):
    assert zin in werktijd.mag_loggen(al_gelogd=al, erbij=200).bezwaar


@pytest.mark.parametrize(
    ("gebieden", "portefeuilles", "zonder", "grond"),
    [
        (1, 1, True, (Grond.PORTEFEUILLE, False)), (2, 1, True, (Grond.PORTEFEUILLE, False)),
        (1, 2, True, (Grond.PORTEFEUILLE, False)), (2, 2, True, (Grond.PORTEFEUILLE, True)),
        (2, 0, True, (Grond.GEBIED, False)), (2, 2, False, (Grond.GEBIED, True)),
    ],
)  # fmt: skip
def test_de_grond_bij_zoveel_gebieden_en_portefeuilles(gebieden, portefeuilles, zonder, grond):
    assert vervanging.grond_van(gebieden, portefeuilles, woe_zonder_gebied=zonder) == grond
    if not zonder:
        assert vervanging.grond_van(gebieden, portefeuilles) == grond


@pytest.mark.parametrize(
    ("cijfers", "is_bsn"),
    [("111222333", True), ("000000000", False), ("11122233", False), ("1112223330", False), ("111222334", False),
     ("0000000000", False)],
)  # fmt: skip
def test_de_elfproef(cijfers, is_bsn):
    assert tekst.is_bsn(cijfers) is is_bsn


@pytest.mark.parametrize(
    ("goed", "minder", "zin"),
    [
        (0, 2, ""), (0, 3, "Het afgelopen jaar ging het vaak over wat minder goed ging: 3 tegen 0."),
        (4, 1, "Het afgelopen jaar ging het vaak over wat goed ging: 4 tegen 1."), (3, 3, ""),
    ],
)  # fmt: skip
def test_de_balans_van_wat_er_geleerd_is(goed, minder, zin):
    eerder = [Verloop.GOED] * goed + [Verloop.MINDER_GOED] * minder
    assert leren.balans([Verloop.GOED, Verloop.MINDER_GOED], eerder) == zin


@pytest.mark.parametrize(
    ("sleutel", "waarde", "grens", "goed"),
    [("rood", 0, 3, True), ("rood", 1, 3, False), ("rood", 3, 3, False)],
)
def test_een_aantal_is_goed_bij_nul(sleutel, waarde, grens, goed):
    maat = bmo.MAAT[sleutel]
    assert bmo.zin(maat, waarde, grens) == (maat.goed if goed else maat.doen)


@pytest.mark.parametrize(("waarde", "goed"), [(79, False), (80, True), (81, True), (0, False)])
def test_een_deel_is_goed_vanaf_de_grens(waarde, goed):
    maat = next(maat for maat in bmo.MATEN if maat.procent)
    assert bmo.zin(maat, waarde, 80, woes="WOE's") == (maat.goed if goed else maat.doen).format(woes="WOE's")


def test_een_pijl_zonder_verschil_wijst_nergens_heen():
    maat = bmo.MAAT["rood"]
    tekens = {verschil: bmo.pijl(maat, 5 + verschil, 5).teken for verschil in (-1, 0, 1)}
    assert len(set(tekens.values())) == 3


@pytest.mark.parametrize(
    ("sprekers", "overleggen", "aantal"), [(0, 6, 0), (6, 6, 1), (7, 6, 2), (3, 0, 3), (12, 4, 3)]
)
def test_presentaties_per_overleg(sprekers, overleggen, aantal):
    assert presentaties.per_overleg(sprekers, overleggen) == aantal


def test_het_verloop_is_van_een_jaar():
    houders = [Houder(1, dag(-365)), Houder(2, dag(-364)), Houder(3, dag(0)), Houder(4, dag(1)),
               Houder(5, dag(-900), dag(-365)), Houder(6, dag(-900), dag(-364)), Houder(7, dag(-900), dag(0)),
               Houder(8, dag(-900), dag(1))]  # fmt: skip
    verloop = taakaccent.verloop(houders, VANDAAG)
    assert (verloop.instroom, verloop.uitstroom) == (2, 2)


def test_een_tekort_wordt_twaalf_weken_vooruit_gezien():
    laatste = taakaccent.VOORUIT
    for over, gezien in ((laatste, True), (laatste + timedelta(days=1), False)):
        weg = VANDAAG + over
        houders = [Houder(1, dag(-10), weg, Accentfase.ZELFSTANDIG)]
        assert taakaccent.eerste_tekort(1, houders, VANDAAG) == (weg if gezien else None)


def test_wie_het_dichtst_bij_de_gebeurtenis_staat_wordt_het_eerst_gebeld():
    def mens(nummer, hier, erover, houder, vervanger, contact=None):
        return bellen.Mens(nummer, hier, erover, houder, vervanger, contact)

    rijen = [
        mens(1, True, False, 9, None), mens(2, True, True, None, 8), mens(3, True, True, 9, None),
        mens(4, False, True, 9, None), mens(5, True, True, None, None), mens(6, True, True, 9, None, dag(-2)),
        mens(7, True, True, 9, None, dag(-9)), mens(3, False, False, None, None),
    ]  # fmt: skip
    assert [m.nummer for m in bellen.belvolgorde(rijen, {8, 9})] == [6, 7, 3, 2, 5, 4, 1]


@pytest.mark.parametrize(
    ("mensen", "collegas", "zin"),
    [(1, 1, "1 mens, met 1 collega om te bellen"), (2, 3, "2 mensen, met 3 collega’s om te bellen")],
)
def test_hoeveel_mensen_dat_zijn(mensen, collegas, zin):
    oordeel = bellen.mag_beginnen(gekozen=False, iedereen=False, mensen=mensen, collegas=collegas)
    assert zin in oordeel.bezwaar


def test_welk_netwerk_bij_een_signaal_past():
    def netwerk(nummer, gebied, gemeenschappen=(), mensen=5, volgende=None):
        return SimpleNamespace(
            nummer=nummer, gebied=gebied, gemeenschappen=set(gemeenschappen), mensen=mensen, volgende=volgende
        )

    rijen = [
        netwerk(1, 2), netwerk(2, 1), netwerk(3, None), netwerk(4, 2, [7]), netwerk(5, None, [7]), netwerk(6, 1, [7]),
        netwerk(7, 1, [7], mensen=0), netwerk(8, 1, mensen=9), netwerk(9, 1, volgende=dag(14)),
        netwerk(10, 1, volgende=dag(15)),
    ]  # fmt: skip

    def past(niveau):
        found = signaal.voorstellen(gebied=1, gemeenschap=7, niveau=niveau, netwerken=rijen, vandaag=VANDAAG)
        return [(v.netwerk, v.wacht_op_volgende) for v in found]

    volgorde = [6, 5, 8, 2, 9, 10, 4, 3]
    assert past(1) == [(nummer, nummer == 9) for nummer in volgorde]
    assert past(signaal.Niveau.HOOG) == [(nummer, False) for nummer in volgorde]


# --- in woorden ------------------------------------------------------------------------------------------


def test_inwerken_in_stappen():
    assert overdrachtsdossier.inwerken(PAKKET) == [
        Inwerkstap("lezen", "Werk het overdrachtsdossier door: Ondermijning", 1),
        Inwerkstap("lezen", "Lees het plan: Ondermijning", 1),
        Inwerkstap("lezen", "Lees het plan: Verkeer", 1),
        Inwerkstap("kennismaken", "Maak kennis met de OE en de wijkagenten van Zuid", 2),
        Inwerkstap("meelopen", "Loop een dienst mee in Zuid", 3),
        Inwerkstap("kennismaken", "Maak kennis met de taakaccenthouders", 2),
        Inwerkstap("kennismaken", "Maak kennis met Gemeente", 4),
        Inwerkstap("cursus", "Herkennen", 12),
        Inwerkstap("kennismaken", "Bespreek met de OE hoe je wijkagenten coacht", 4),
        Inwerkstap(
            "kennismaken", "Bespreek met de teamchef wat er van je wordt verwacht, en wat je nodig hebt", 2
        ),
    ]


def profiel(pakket, keuze=Profiel.GENERALIST, **anders):
    return overdrachtsdossier.profiel(
        pakket, team="Zuid", functie="WOE", keuze=keuze, **{"waarom": "", **anders}
    )


def test_een_profiel_in_alineas():
    assert profiel(PAKKET, waarom=" We zijn klein. ", woord_gebied="cluster") == [
        "Basisteam Zuid zoekt een WOE.",
        "Je draagt de portefeuille Ondermijning en Verkeer. Daarin werk je aan Geldstromen.",
        "Je bent verbonden aan cluster Zuid. Je coacht er de wijkagenten (3 nu).",
        "Je werkt aan oorzaken, voor langere tijd, met partners en bewoners. In complexe casussen neem je de regie.",
        "Je werkt veel samen met Gemeente.",
        "Taakaccenthouders werken met je mee; jij werft ze en werkt ze in.",
        "Je draait ook operationele diensten, bijvoorbeeld als OpCo.",
        "Je volgt of volgde: Herkennen.",
        "We zoeken een generalist: iemand die breed inzetbaar is. We zijn klein.",
    ]


def test_een_profiel_zonder_pakket_zegt_niet_meer_dan_er_is():
    assert profiel(Takenpakket(), Profiel.SPECIALIST) == [
        "Basisteam Zuid zoekt een WOE.",
        "Je werkt aan oorzaken, voor langere tijd, met partners en bewoners. In complexe casussen neem je de regie.",
        "We zoeken een specialist: iemand die dit onderwerp door en door kent.",
    ]
    drie = Takenpakket(gebieden=["Noord", "Oost", "Zuid"], coachend=False)
    assert (
        profiel(drie)[1] == "Je bent verbonden aan gebied Noord, Oost en Zuid. Je stuurt er de wijkagenten."
    )


def tastbaar(**anders):
    return {**dict.fromkeys(TASTBAAR, Mate.JA), **anders}


@pytest.mark.parametrize(
    ("antwoorden", "wijkagenten", "zin", "eerst"),
    [
        (tastbaar(), 4, "Thema en gebied samen kan goed werken.", []),
        (tastbaar(), 3, "Thema en gebied samen kan, met aandacht voor wat nog niet staat.",
         ["Kijk als team hoe je het wijkwerk opvangt: er zijn te weinig wijkagenten."]),
        (tastbaar(overleg=Mate.NEE), 4, "Thema en gebied samen kan, met aandacht voor wat nog niet staat.",
         ["Spreek af waar elk overleg voor is, of stop ermee."]),
        (tastbaar(afspraken=Mate.DEELS), 4, "Thema en gebied samen kan goed werken.",
         ["Leg met partners vast wat je van elkaar verwacht."]),
        (tastbaar(overleg=Mate.NEE, routine=Mate.NEE), 4,
         "Thema en gebied samen is nu veel gevraagd. Maak het thema eerst steviger, of verdeel het werk.",
         ["Spreek af waar elk overleg voor is, of stop ermee.", "Baken met elkaar af wat je met dit thema wilt, en hoe."]),
    ],
)  # fmt: skip
def test_het_advies_over_thema_en_gebied(antwoorden, wijkagenten, zin, eerst):
    advies = portefeuille.advies(antwoorden, wijkagenten=wijkagenten, norm=5)
    assert (advies.zin, list(advies.eerst)) == (zin, eerst)
    assert advies.redenen[-1] == f"Wijkagenten op het gebied van de houder: {wijkagenten}, de norm is 5."
    for naam, mate in antwoorden.items():
        woord = {Mate.JA: "Staat al", Mate.DEELS: "Staat deels", Mate.NEE: "Staat nog niet"}[mate]
        assert f"{woord}: {TASTBAAR[naam].lower()}." in advies.redenen
