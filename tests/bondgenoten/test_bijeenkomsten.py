"""Bijeenkomsten of a network: attendance, afspraken, advies, and what is told back (B3, B4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bondgenoten import queries, services
from bondgenoten.afspraken import NETWERKEN
from bondgenoten.models import Aanwezigheid, Afspraak, Lid, Netwerk, Relatie
from notificaties.models import Notificatie
from organisatie.queries import instelling_van
from overleggen.models import Actiepunt, Overleg
from overleggen.services import update_actiepunt
from regels.begrippen import RegelOvertreden
from regels.netwerk import Aspect, Kleur, gezondheid
from tests import factories

pytestmark = pytest.mark.django_db
MORGEN = timedelta(days=1)


@pytest.fixture
def netwerk(bt):
    return factories.netwerk(bt, vervanger=bt.wijkagent)


@pytest.fixture
def mens(bt, netwerk):
    return factories.sleutelfiguur(bt, netwerk)


def gepland(netwerk, by, dagen=3):
    return services.plan_reeks(
        netwerk=netwerk,
        by=by,
        regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=factories.vandaag() + timedelta(days=dagen),
        begintijd=factories.TIJD,
        plaats="Buurthuis",
    )


def gehouden(netwerk, dagen_geleden=4):
    """A bijeenkomst of this network some days ago, begun and closed."""
    begin = timezone.now() - timedelta(days=dagen_geleden)
    return Overleg.objects.create(
        team=netwerk.team,
        reeks=netwerk.reeks,
        begin=begin,
        eind=begin + timedelta(hours=2),
        status="gesloten",
        gestart_op=begin,
        gesloten_op=begin + timedelta(hours=2),
    )


def backdate(netwerk, dagen=200):
    start = factories.vandaag() - timedelta(days=dagen)
    Netwerk.objects.filter(pk=netwerk.pk).update(begonnen_op=start)
    Lid.objects.filter(netwerk=netwerk).update(van=start)
    Relatie.objects.filter(sleutelfiguur__team=netwerk.team).update(van=start)


def health(netwerk):
    netwerk.refresh_from_db()
    feiten = queries.feiten_van([netwerk])[netwerk.pk]
    maten = NETWERKEN.van(instelling_van(netwerk.team_id))
    return {item.aspect: item for item in gezondheid(feiten, maten, factories.vandaag())}


def test_attendance_counts_everybody_of_that_day_and_can_be_put_right(bt, netwerk, mens):
    backdate(netwerk)
    gepland(netwerk, bt.woe)
    netwerk.refresh_from_db()
    overleg = gehouden(netwerk)
    lid = netwerk.leden.get(sleutelfiguur=mens)

    services.write_attendance(netwerk=netwerk, overleg=overleg, by=bt.woe, aanwezig=[lid])
    services.write_attendance(netwerk=netwerk, overleg=overleg, by=bt.woe, aanwezig=list(netwerk.leden.all()))

    assert set(Aanwezigheid.objects.values_list("lid", "was_er")) == {
        (row.pk, True) for row in netwerk.leden.all()
    }
    assert health(netwerk)[Aspect.OPKOMST].zin == "3 van de 3 plekken bezet bij de laatste keer."


def test_a_bijeenkomst_with_nobody_is_refused_with_what_to_do(bt, netwerk, mens):
    gepland(netwerk, bt.woe)
    netwerk.refresh_from_db()

    with pytest.raises(RegelOvertreden, match="gaat niet door"):
        services.write_attendance(netwerk=netwerk, overleg=gehouden(netwerk), by=bt.woe, aanwezig=[])

    assert not Aanwezigheid.objects.exists()


def test_a_promise_of_a_colleague_is_an_actiepunt_and_counts_when_that_is_done(bt, netwerk):
    afspraak = services.add_afspraak(
        netwerk=netwerk,
        by=bt.woe,
        tekst="Vrijdag langs het plein",
        eigenaar=bt.wijkagent,
        voor=factories.vandaag() + MORGEN,
    )
    assert Actiepunt.objects.get().eigenaar == bt.wijkagent
    with pytest.raises(RegelOvertreden, match="rondt dit zelf af"):
        services.follow_up(afspraak=afspraak, by=bt.woe, nagekomen=True)

    update_actiepunt(actiepunt=afspraak.actiepunt, by=bt.wijkagent, klaar=True)

    assert Afspraak.objects.met_klaar().get().klaar is not None
    assert health(netwerk)[Aspect.AFSPRAKEN].kleur == Kleur.LET_OP  # done, not yet told


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({}, "Kies wie het doet"),
        ({"wie": "gemeente", "eigenaar": "woe"}, "Kies wie het doet"),
        ({"wie": "gemeente", "voor": -1}, "al geweest"),
    ],
)
def test_a_promise_nobody_keeps_or_of_yesterday_is_refused(bt, netwerk, anders, zin):
    voor = factories.vandaag() + timedelta(days=anders.get("voor", 3))
    eigenaar = getattr(bt, anders["eigenaar"]) if "eigenaar" in anders else None

    with pytest.raises(RegelOvertreden, match=zin):
        services.add_afspraak(
            netwerk=netwerk, by=bt.woe, tekst="Iets", voor=voor, wie=anders.get("wie", ""), eigenaar=eigenaar
        )

    assert not Afspraak.objects.exists()
    assert not Actiepunt.objects.exists()


def test_what_was_answered_is_told_back_once(bt, netwerk):
    advies = services.add_advies(
        netwerk=netwerk, by=bt.wijkagent, soort="ongevraagd", tekst="Kom eens zonder reden"
    )
    services.answer_advies(advies=advies, by=bt.woe, antwoord="ja", tekst="Elke vrijdag")
    resultaat = services.add_resultaat(netwerk=netwerk, by=bt.woe, titel="Huiswerkbegeleiding")
    shown = {"afspraken": [], "adviezen": [advies.pk], "resultaten": [resultaat.pk]}
    later = services.add_resultaat(netwerk=netwerk, by=bt.woe, titel="Kwam erbij na het lezen")

    assert services.tell_back(netwerk=netwerk, by=bt.woe, **shown) == 2
    with pytest.raises(RegelOvertreden, match="niets nieuws"):
        services.tell_back(netwerk=netwerk, by=bt.woe, **shown)
    later.refresh_from_db()
    assert later.teruggekoppeld_op is None  # nobody had it in front of them


def test_a_promise_that_was_ticked_by_mistake_is_open_again(bt, netwerk):
    afspraak = services.add_afspraak(
        netwerk=netwerk, by=bt.woe, tekst="Zaal", wie="gemeente", voor=factories.vandaag() + MORGEN
    )
    services.follow_up(
        afspraak=afspraak, by=bt.woe, nagekomen=True, terugkoppeling="Er is een zaal", teruggekoppeld=True
    )

    row = services.follow_up(afspraak=afspraak, by=bt.woe, nagekomen=False, terugkoppeling="Er is een zaal")

    assert (row.nagekomen_op, row.teruggekoppeld_op) == (None, None)


@pytest.mark.parametrize("dagen", [1, 4000, -5000])
def test_a_day_that_cannot_be_is_refused_everywhere(bt, netwerk, mens, dagen):
    """A typo in a year must not make a member of 2031, advice of next week or a first bijeenkomst in 2020."""
    day = factories.vandaag() + timedelta(days=dagen)
    tries = [
        lambda: services.add_lid(netwerk=netwerk, by=bt.woe, medewerker=bt.chef, van=day),
        lambda: services.add_advies(
            netwerk=netwerk, by=bt.woe, soort="ongevraagd", tekst="x", gekregen_op=day
        ),
        lambda: services.add_resultaat(netwerk=netwerk, by=bt.woe, titel="x", op=day),
    ]
    if dagen != 1:
        tries += [lambda: gepland(netwerk, bt.woe, dagen)]

    for attempt in tries:
        with pytest.raises(RegelOvertreden):
            attempt()


def test_one_own_promise_is_finished_where_one_stands(bt, netwerk, client):
    row = services.add_afspraak(
        netwerk=netwerk, by=bt.woe, tekst="Kijken", eigenaar=bt.woe, voor=factories.vandaag() + MORGEN
    )
    client.force_login(bt.woe)

    client.post(row.get_absolute_url(), {"nagekomen": "on", "terugkoppeling": "Gekeken, het is veilig"})

    row.refresh_from_db()
    assert row.actiepunt.afgerond_op is not None
    assert row.terugkoppeling == "Gekeken, het is veilig"


def test_a_promise_of_a_colleague_leads_to_their_actiepunt(bt, netwerk, client):
    row = services.add_afspraak(
        netwerk=netwerk, by=bt.woe, tekst="Kijken", eigenaar=bt.wijkagent, voor=factories.vandaag() + MORGEN
    )
    client.force_login(bt.woe)

    page = client.get(row.get_absolute_url()).content.decode()
    client.post(row.get_absolute_url(), {"terugkoppeling": "Er wordt gekeken"})

    row.refresh_from_db()
    assert row.actiepunt.get_absolute_url() in page
    assert 'name="nagekomen"' not in page
    assert (row.terugkoppeling, row.is_klaar) == ("Er wordt gekeken", False)


def test_advice_reaches_who_leads_the_network(bt, netwerk):
    services.add_advies(netwerk=netwerk, by=bt.wijkagent, soort="ongevraagd", tekst="Kom eens zonder reden")

    assert Notificatie.objects.get(ontvanger=bt.woe).tekst == "Een netwerk gaf advies. Wat antwoorden we?"


@pytest.mark.parametrize(
    ("anders", "zin"),
    [({"soort": "spiegel"}, "effect"), ({"soort": "gevraagd"}, "wat we vroegen")],
)
def test_advice_says_what_it_answers(bt, netwerk, anders, zin):
    with pytest.raises(RegelOvertreden, match=zin):
        services.add_advies(netwerk=netwerk, by=bt.woe, tekst="Iets", **anders)


def test_the_basisvoorwaarden_keep_their_history(bt, netwerk):
    netwerk.metingen.create(
        op=factories.vandaag() - timedelta(days=200), draagvlak=1, leiding=1, beeld=1, gemeente=1, door=bt.woe
    )
    for leiding in (2, 4):  # twice on one day: the last counts
        services.measure_voorwaarden(
            netwerk=netwerk, by=bt.woe, draagvlak=3, leiding=leiding, beeld=3, gemeente=4
        )

    assert list(netwerk.metingen.values_list("leiding", flat=True)) == [4, 1]
    assert health(netwerk)[Aspect.VOORWAARDEN].kleur == Kleur.GOED
