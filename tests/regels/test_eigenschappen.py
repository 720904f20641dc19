"""Wat altijd waar is, voor elke keten: met willekeurige feiten getoetst."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from regels.begrippen import Ernst, Fase, Functie, Grond, Houderrol, Periode, Rol
from regels.escalatie import regisseur_gaat_weg, te_bevestigen, waarom_rood
from regels.feiten import (
    Aanwijzing,
    Casusfeiten,
    Houderschap,
    KanNiet,
    Koppeling,
    Plaatsing,
    Rondefeiten,
    Teamfeiten,
    Teamregels,
)
from regels.keten import keten
from regels.kijken import grens_van_casus, grens_van_team
from regels.vervanging import aan_zet, escalatiefunctie, tot_wanneer, vervalt, volgende_te_vragen
from regels.vooruit import eerste_gat, stukken, zonder_achtervang

NUL = datetime(2026, 10, 20, tzinfo=UTC)  # het begin van een maand waarin de klok teruggaat
MENSEN = range(1, 9)
mensen = st.sampled_from(MENSEN)
uren = st.integers(0, 24 * 20)


def op(uur):
    return NUL + timedelta(hours=uur)


periodes = st.builds(
    lambda van, duur: Periode(op(van), None if duur is None else op(van + duur)),
    uren,
    st.none() | st.integers(1, 200),
)
vanaf_begin = st.builds(
    lambda duur: Periode(op(-999), None if duur is None else op(duur)), st.none() | st.integers(1, 480)
)
teams = st.builds(
    Teamfeiten,
    plaatsingen=st.lists(
        st.builds(Plaatsing, mensen, st.sampled_from(list(Functie)), vanaf_begin), max_size=10
    ).map(tuple),
    koppelingen=st.lists(
        st.builds(Koppeling, mensen, st.just(1), st.sampled_from(list(Rol)), vanaf_begin), max_size=6
    ).map(tuple),
    houderschappen=st.lists(
        st.builds(
            Houderschap, mensen, st.sampled_from([1, 2]), st.sampled_from(list(Houderrol)), vanaf_begin
        ),
        max_size=6,
    ).map(tuple),
    afwezig=st.dictionaries(mensen, st.lists(periodes, max_size=3).map(tuple), max_size=6),
    vrijgesteld=st.dictionaries(mensen, st.lists(periodes, max_size=1).map(tuple), max_size=2),
    regels=st.just((Teamregels(vanaf=op(-999)),)),
    opco=st.lists(st.tuples(mensen, periodes), max_size=2).map(tuple),
)
rondes = st.builds(
    lambda opener, gevraagd, uur: Rondefeiten(
        Grond.GEBIED,
        opener=opener,
        gevraagd=frozenset(gevraagd),
        nu_gevraagd=next(iter(sorted(gevraagd)), None),
        gevraagd_op=op(uur - 9),
        uiterlijk=op(uur),
    ),
    st.none() | mensen,
    st.sets(mensen, max_size=3),
    uren,
)
casussen = st.builds(
    Casusfeiten,
    fase=st.sampled_from(list(Fase)),
    ernst=st.sampled_from(list(Ernst)),
    grond=st.sampled_from(list(Grond)),
    hoofdgebied=st.sampled_from([None, 1]),
    portefeuilles=st.sampled_from([(), (1,), (1, 2)]),
    regisseur=st.none() | mensen,
    regie_van=st.just(op(-500)),
    aanwijzingen=st.lists(st.builds(Aanwijzing, mensen, periodes, uren.map(op)), max_size=2).map(tuple),
    uitgesloten=st.dictionaries(mensen, st.lists(periodes, max_size=1).map(tuple), max_size=2),
    kan_niet=st.lists(st.builds(KanNiet, mensen, uren.map(op)), max_size=2).map(tuple),
    ronde=st.none() | rondes,
)
momenten = uren.map(op)


@given(casussen, momenten, teams)
def test_nooit_iemand_die_afwezig_uitgesloten_of_vrijgesteld_is(casus, moment, team):
    wie = aan_zet(casus, moment, team).medewerker

    if wie is not None:
        assert team.afwezigheid(wie, moment) is None
        assert not casus.is_uitgesloten(wie, moment)
        if casus.fase != Fase.ACUUT:
            assert team.is_vrijgesteld(wie, moment) is None
            assert team.is_geplaatst(wie, moment)


@given(casussen, momenten, teams)
def test_niemand_staat_er_twee_keer_in_en_elke_stap_heeft_een_reden(casus, moment, team):
    gevonden = aan_zet(casus, moment, team)

    genoemd = [stap.plek.medewerker for stap in gevonden.overgeslagen if stap.plek.medewerker is not None]
    assert len(genoemd) == len(set(genoemd))
    assert gevonden.medewerker not in genoemd
    assert all(stap.bezwaar for stap in gevonden.overgeslagen)


@given(casussen, momenten, teams)
def test_wie_gevraagd_wordt_is_nog_niet_gevraagd_en_opende_de_ronde_niet(casus, moment, team):
    wie = volgende_te_vragen(casus, moment, team).medewerker

    if wie is not None:
        assert wie not in casus.ronde.gevraagd
        assert wie != casus.ronde.opener
        assert team.afwezigheid(wie, moment) is None


@given(casussen, momenten, teams)
def test_een_gat_is_er_alleen_als_echt_niemand_in_de_keten_kan(casus, moment, team):
    gevonden = aan_zet(casus, moment, team)

    if casus.fase in (Fase.REGIE, Fase.OPGESCHAALD) and gevonden.is_gat:
        personen = {plek.medewerker for plek in keten(casus, moment, team) if plek.medewerker is not None}
        assert personen == {s.plek.medewerker for s in gevonden.overgeslagen if s.plek.medewerker is not None}


@settings(max_examples=150)
@given(casussen, uren, teams)
def test_tot_wanneer_is_precies_het_eerste_moment_dat_het_antwoord_verandert(casus, uur, team):
    """Loop uur voor uur langs de tijd: alle feiten liggen op hele uren, ook in de nacht van de wintertijd."""
    nu = aan_zet(casus, op(uur), team).medewerker
    tot = tot_wanneer(casus, op(uur), team)

    veranderd = None
    if casus.fase != Fase.AFGESLOTEN:
        for later in range(uur + 1, 24 * 20 + 210):
            if aan_zet(casus, op(later), team).medewerker != nu:
                veranderd = op(later)
                break
    assert tot == veranderd


@settings(max_examples=300)
@given(casussen, uren, st.integers(1, 24 * 20), teams)
def test_het_eerste_gat_is_wat_je_vindt_als_je_elk_moment_vraagt(casus, uur, duur, team):
    van, tot = op(uur), op(uur + duur)

    elk_moment = [stuk.van for stuk in stukken(casus, van, tot, team) if stuk.antwoord.is_gat]
    assert eerste_gat(casus, van, tot, team) == next(iter(elk_moment), None)


@given(st.dictionaries(mensen, st.lists(periodes, max_size=3).map(tuple), max_size=4), uren)
def test_zonder_iemand_van_de_escalatieketen_is_het_team_zonder_achtervang(afwezig, uur):
    keten_van_drie = tuple(
        Plaatsing(wie, functie, Periode(op(-999)))
        for wie, functie in ((1, Functie.OSC), (2, Functie.OSA), (3, Functie.TEAMCHEF))
    )
    team = Teamfeiten(plaatsingen=keten_van_drie, afwezig=afwezig, regels=(Teamregels(vanaf=op(-999)),))

    alle_drie_weg = {1, 2, 3} <= team.afwezig_op(op(uur))
    zonder = any(periode.bevat(op(uur)) for periode in zonder_achtervang(team))
    assert zonder == alle_drie_weg


def wat_de_tik_vraagt(casus, moment, team):
    """Alles waarnaar bij een casus gekeken wordt als de tijd verstrijkt."""
    wie = aan_zet(casus, moment, team)
    vraag = te_bevestigen(casus, wie, moment, team)
    half = casus.ronde.halverwege if casus.ronde is not None else None
    return (
        wie.medewerker,
        vervalt(casus, moment, team),
        volgende_te_vragen(casus, moment, team).medewerker,
        regisseur_gaat_weg(casus, moment, team),
        vraag and vraag.medewerker,
        waarom_rood(casus, wie, moment, team),
        half is not None and half <= moment,
        escalatiefunctie(casus.hoofdgebied, moment, team),
        team.opco_op(moment),
    )


@given(casussen, uren, teams)
@settings(max_examples=300)
def test_tot_de_grens_hoeft_niemand_naar_een_casus_te_kijken(casus, uur, team):
    """Wat de tik dan overslaat, is wat er zonder die grens ook niet gedaan zou worden (H1)."""
    moment = op(uur)
    wie = aan_zet(casus, moment, team)
    eigen = grens_van_casus(casus, wie, moment, team)
    grens = min(grens_van_team(moment, team), eigen or op(9999))

    assert moment < grens <= moment + timedelta(hours=25)
    vooraf = wat_de_tik_vraagt(casus, moment, team)
    tussen = moment + timedelta(minutes=30)
    while tussen < grens:
        assert wat_de_tik_vraagt(casus, tussen, team) == vooraf
        tussen += timedelta(minutes=30)
