"""What can be added can be corrected, and ends (D1-D4): every kind of thing that is made in the interface, and the ways that were missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from casuistiek.models import Casus
from logboek.models import Logregel
from notificaties.models import Notificatie
from notificaties.services import notify
from organisatie import services as organisatie
from organisatie.handelingen import TABELLEN
from organisatie.models import Afwezigheid
from overleggen import services as overleggen
from overleggen.models import Overleg
from portefeuilles import services as portefeuilles
from portefeuilles.models import Indicator
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from tests.overleggen.test_reeks_veranderen import values

pytestmark = pytest.mark.django_db

APPS = ("organisatie", "portefeuilles", "overleggen", "casuistiek", "bondgenoten", "werk", "concept")
WIJZIGEN = {
    "wijzigen", "verbeteren", "bijwerken", "schrijven", "voorbereiden", "verzetten", "corrigeren", "ernst", "antwoorden",
    "volgende", "verlengen", "antwoord", "opschrijven", "punten", "inbreng", "opmerking", "opbrengst", "bellen",
    "voren",
}  # fmt: skip
EINDIGEN = {
    "weg", "einde", "stoppen", "sluiten", "intrekken", "afronden", "vervallen", "laten_vallen", "ongedaan", "weghalen", "afdoen",
    "klaar", "wissen", "vrijgeven", "samenvoegen", "nakomen", "helpen", "afsluiten", "beoordelen", "ruilen", "lezen",
}  # fmt: skip

# What has no such way of its own, on purpose: which, and why.
BEIDE = "wijzigen einde"
MET_HET_GEHEEL = (BEIDE, "is written with what it belongs to, and changed and taken off there")
GEBEURD = (BEIDE, "says what happened: a later row puts it right, and the first stays to be seen")
ZONDER = {
    **dict.fromkeys(
        (
            *(
                "casuistiek.casusgebied",
                "casuistiek.casusportefeuille",
                "casuistiek.leercasus",
                "portefeuilles.betrekkeuze",
            ),
            *(
                "bondgenoten.aanwezigheid",
                "bondgenoten.bijeenvraag",
                "overleggen.aantekening",
                "portefeuilles.thema",
            ),
            *("casuistiek.sjabloon", "organisatie.teaminstelling"),
        ),
        MET_HET_GEHEEL,
    ),
    **dict.fromkeys(
        (
            *(
                "casuistiek.gebeurtenis",
                "casuistiek.regie",
                "casuistiek.opschaling",
                "casuistiek.verstrekking",
            ),
            *(
                "casuistiek.waarneming",
                "casuistiek.bevestigvraag",
                "casuistiek.shopvraag",
                "casuistiek.partnervraag",
            ),
            *("casuistiek.overdrachtronde", "casuistiek.tik", "casuistiek.standpunt", "casuistiek.arbitrage"),
            *(
                "casuistiek.regietaak",
                "casuistiek.debriefing",
                "overleggen.correctie",
                "overleggen.actiepuntstap",
            ),
            *("overleggen.besluit", "overleggen.vraag", "portefeuilles.fasestap", "portefeuilles.navolging"),
            *("bondgenoten.wissing", "bondgenoten.voorwaardenmeting", "bondgenoten.signaalstand"),
            *("portefeuilles.tastbaarheid", "casuistiek.les", "portefeuilles.inwerkplan"),
        ),
        GEBEURD,
    ),
    "casuistiek.overdracht": ("einde", "ends with its ronde"),
    "casuistiek.noodtoegang": ("wijzigen", "is judged, and ends by itself"),
    "casuistiek.terugoverdracht": ("wijzigen", "is made by the tick and read once"),
    "casuistiek.aanwijzing": ("wijzigen", "is undone and made anew"),
    "casuistiek.casuspartner": ("wijzigen", "is taken off and put on anew"),
    "casuistiek.opsporing": ("wijzigen", "is asked anew: that ends the one before"),
    "casuistiek.leerbijeenkomst": ("wijzigen", "who was invited holds the day"),
    "casuistiek.uitsluiting": (BEIDE, "need-to-know is not given back by a click; it ends with the casus"),
    "concept.concept": (BEIDE, "is changed by typing, and ends by sending or throwing away"),
    "organisatie.eenheid": (BEIDE, "of the installation"),
    "organisatie.district": (BEIDE, "of the installation"),
    "organisatie.feestdag": ("wijzigen", "is a day with a name: taken off and put on anew"),
    "portefeuilles.plan": ("einde", "its last day is one of the things one changes"),
    "portefeuilles.terugkoppeling": (
        BEIDE,
        "answered again in the same shift it is corrected; after it, it happened",
    ),
    "portefeuilles.themamaand": ("wijzigen", "chosen again on the calendar"),
    "portefeuilles.teamlid": ("wijzigen", "has only days: taken back and put on anew"),
    "bondgenoten.gemeenschap": ("einde", "'wordt niet meer gebruikt' is one of the things one changes"),
    "bondgenoten.relatie": (BEIDE, "is handed over at the sleutelfiguur"),
    "casuistiek.betrokkene": ("wijzigen", "named again with another part"),
    "organisatie.plaatsing": (
        "wijzigen",
        "'Functie wijzigen' at the colleague, from a day; today's is put right there",
    ),
    "organisatie.opcodienst": ("einde", "ends when the next one takes over"),
    "organisatie.deellink": ("wijzigen", "what was given out is not changed behind the reader"),
    "organisatie.medewerker": (BEIDE, "comes and goes with a plaatsing; the name is of the login"),
    "overleggen.overlegreeks": ("einde", "its last day is one of the things one changes"),
    "overleggen.actiepunt": ("einde", "'bijwerken of afronden' is one form"),
    "overleggen.agendalink": (BEIDE, "is made anew: that ends the one before"),
    "portefeuilles.meting": ("wijzigen", "measured again on that day is corrected"),
    "portefeuilles.overdrachtsdossier": ("wijzigen", "is made anew"),
    "portefeuilles.label": ("einde", "'niet meer te kiezen' is one of the things one changes"),
    "portefeuilles.dossierpunt": ("einde", "goes with its dossier"),
    "portefeuilles.inwerkstap": ("wijzigen", "is ticked off and ticked on again"),
    "portefeuilles.kennissessie": ("einde", "goes with its meeting"),
    "bondgenoten.advies": ("einde", "is answered"),
    "casuistiek.genodigde": ("einde", "who was invited was invited"),
    "werk.favoriet": ("wijzigen", "is a shortcut: put away and made anew"),
}

# What is still missing. It may only become shorter: who builds one takes it off.
NOG_NIET = {
    "organisatie.team": "einde",  # O10
}


def missing_ways():
    """Per kind of thing which of the two ways has no handeling."""
    for model in apps.get_models():
        label = model._meta.label_lower
        if model._meta.app_label not in APPS:
            continue
        names = {item.naam for item in TABELLEN[label].handelingen} if label in TABELLEN else set()
        ways = [way for way, words in (("wijzigen", WIJZIGEN), ("einde", EINDIGEN)) if not names & words]
        if ways:
            yield label, " ".join(ways)


def test_everything_that_is_made_can_be_changed_and_ends_but_what_is_named():
    named = {**{label: ways for label, (ways, _) in ZONDER.items()}, **NOG_NIET}

    assert not ZONDER.keys() & NOG_NIET.keys()
    assert dict(missing_ways()) == named


# --- D1: a point -----------------------------------------------------------------------------------------


@pytest.fixture
def overleg(bt):
    reeks = factories.reeks(bt.team)
    return factories.overleg(reeks, begin=timezone.now() + timedelta(days=3))


def add(overleg, by, **anders):
    return overleggen.add_punt(
        **{
            "overleg": overleg,
            "by": by,
            "titel": "Te vol",
            "doel": "besluitvorming",
            "gewenst": "x",
            "minuten": 30,
            **anders,
        }
    )


ANDERS = {
    "titel": "Korter",
    "gewenst": "Een besluit",
    "doel": "oordeelsvorming",
    "minuten": 5,
    "niveau": "tactisch",
}


def test_a_point_is_made_shorter_twice_and_by_two(bt, overleg, client):
    punt = add(overleg, bt.woe)
    for who, minuten in ((bt.woe, 20), (bt.osc, 5)):
        client.force_login(who)
        url = reverse("overleggen:punt-change", args=[punt.pk])
        assert str(punt.titel) in client.get(url).content.decode()
        assert client.post(url, {**ANDERS, "minuten": minuten}).status_code == 302
        punt.refresh_from_db()
        assert (punt.titel, punt.minuten) == ("Korter", minuten)
    assert punt.inbrenger == bt.woe


def test_who_changes_a_point_that_came_by_itself_brings_it_in(bt, overleg):
    trend = factories.trend(bt.team, bt.woe)
    overleggen.fill_agenda(overleg)
    punt = overleg.punten.get(onderwerp_id=trend.pk, soort="trend")
    assert punt.inbrenger is None

    overleggen.change_punt(punt=punt, by=bt.osc, **ANDERS)
    overleggen.fill_agenda(overleg)

    punt.refresh_from_db()
    assert (punt.inbrenger, punt.minuten) == (bt.osc, 5)
    assert overleg.punten.filter(onderwerp_id=trend.pk, soort="trend").count() == 1


def test_a_point_that_ended_is_not_changed(bt, overleg):
    punt = add(overleg, bt.woe)
    overleggen.start_overleg(overleg=overleg, by=bt.osc)
    overleggen.end_punt(punt=punt, by=bt.osc, uitkomst="geen_vervolg", tekst="Klaar.")
    with pytest.raises(RegelOvertreden, match="al afgerond"):
        overleggen.change_punt(punt=punt, by=bt.osc, **ANDERS)


# --- D4: a meeting that was started by mistake -----------------------------------------------------------


def test_a_meeting_of_another_day_asks_before_it_starts_and_can_be_turned_back_twice(bt, overleg, client):
    punt = add(overleg, bt.woe)
    client.force_login(bt.osc)
    url = reverse("overleggen:overleg-start", args=[overleg.pk])
    for _ in range(2):
        assert "Wil je het nu al starten?" in client.post(url).content.decode()
        assert Overleg.objects.get().status == "gepland"

        assert client.post(url, {"zeker": "True"}).status_code == 302
        overleggen.start_punt(punt=punt, by=bt.osc)
        overleggen.note(punt=punt, by=bt.osc, tekst="Toch niet vandaag.")
        assert client.post(reverse("overleggen:overleg-undo-start", args=[overleg.pk])).status_code == 302

        row = Overleg.objects.get()
        punt.refresh_from_db()
        assert (row.status, row.voorzitter, row.gestart_op) == ("gepland", None, None)
        assert (punt.gestart_op, punt.seconden) == (None, 0)
    assert punt.aantekeningen.get().tekst == "Toch niet vandaag."
    assert client.get(reverse("overleggen:overleg-move", args=[overleg.pk])).status_code == 200


def test_a_meeting_of_today_starts_with_one_tap(bt, client):
    overleg = factories.overleg(factories.reeks(bt.team), begin=timezone.now())
    client.force_login(bt.osc)
    assert client.post(reverse("overleggen:overleg-start", args=[overleg.pk])).status_code == 302
    assert Overleg.objects.get().status == "bezig"


def test_a_meeting_in_which_something_ended_is_not_turned_back(bt, overleg):
    punt = add(overleg, bt.woe)
    overleggen.start_overleg(overleg=overleg, by=bt.osc)
    overleggen.end_punt(punt=punt, by=bt.osc, uitkomst="geen_vervolg", tekst="Klaar.")
    with pytest.raises(RegelOvertreden, match="al punten afgerond"):
        overleggen.undo_start(overleg=overleg, by=bt.osc)


def test_a_meeting_whose_time_has_come_is_held_and_not_turned_back(bt):
    """Else it would lapse three days later, with what was written at it."""
    overleg = factories.overleg(factories.reeks(bt.team), begin=timezone.now() - timedelta(minutes=5))
    overleggen.start_overleg(overleg=overleg, by=bt.osc)
    with pytest.raises(RegelOvertreden, match="Sluit het als het klaar is"):
        overleggen.undo_start(overleg=overleg, by=bt.osc)


def test_what_was_told_of_the_meeting_is_told_again_after_a_mistaken_start(bt, overleg):
    notify(ontvangers=[bt.woe.pk], key="verzet", tekst="Een overleg is verzet.", url="/", onderwerp=overleg)
    for _ in range(2):
        overleggen.start_overleg(overleg=overleg, by=bt.osc)
        assert not Notificatie.objects.open().filter(sleutel="verzet").exists()
        overleggen.undo_start(overleg=overleg, by=bt.osc)
        assert Notificatie.objects.open().filter(sleutel="verzet").exists()


def test_a_closed_series_with_words_in_it_stays_closed_after_its_start_was_turned_back(bt):
    reeks = factories.reeks(bt.team, "intervisie", functies=["woe"], alleen_deelnemers=True)
    overleg = factories.overleg(reeks, begin=timezone.now() + timedelta(days=1))
    punt = add(overleg, bt.woe)
    overleggen.start_overleg(overleg=overleg, by=bt.woe)
    overleggen.note(punt=punt, by=bt.woe, tekst="Besloten woorden.")
    overleggen.undo_start(overleg=overleg, by=bt.woe)

    with pytest.raises(RegelOvertreden, match="al besloten overlegd"):
        overleggen.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, alleen_deelnemers=False))


def test_what_somebody_wrote_at_a_turn_stays_when_another_presents(bt):
    reeks = factories.reeks(bt.team, "bmo", functies=["teamchef", "woe"])
    for days in (3, 24, 60):
        factories.overleg(reeks, begin=timezone.now() + timedelta(days=days))
    overleggen.plan_presentaties(reeks)
    overleg = reeks.overleggen.first()
    overleggen.fill_agenda(overleg)
    turn = overleg.presentaties.first()
    punt = overleg.punten.get(bron=f"presentatie:{turn.pk}")
    overleggen.change_punt(punt=punt, by=bt.chef, **ANDERS)

    overleggen.prepare_presentatie(presentatie=turn, by=turn.medewerker, wat="Fietsen", vraag="Wie helpt?")

    punt.refresh_from_db()
    assert (punt.titel, punt.gewenst) == ("Korter", "Een besluit")


# --- D2: an indicator and its measurements ---------------------------------------------------------------


@pytest.fixture
def indicator(bt):
    effect = factories.plan(bt).effecten.get()
    values = {
        "naam": "Meldingen",
        "nul": Decimal(2),
        "nul_op": date(2026, 1, 5),
        "doel": Decimal(10),
        "doel_op": date(2027, 1, 5),
    }
    return portefeuilles.add_indicator(effect=effect, by=bt.houder, **values)


def test_a_measurement_never_overwrites_the_nulmeting(bt, indicator):
    with pytest.raises(RegelOvertreden, match="Verbeter haar bij de indicator"):
        portefeuilles.measure(indicator=indicator, by=bt.houder, dag=date(2026, 1, 5), waarde=Decimal(4))
    indicator.refresh_from_db()
    assert (indicator.nul, indicator.metingen.get().waarde) == (2, 2)


def test_the_nulmeting_is_corrected_at_the_indicator_and_stays_one_with_its_measurement(
    bt, indicator, client
):
    client.force_login(bt.houder)
    url = reverse("portefeuilles:indicator-change", args=[indicator.pk])
    data = {"naam": "Meldingen", "nul": "3", "nul_op": "06-01-2026", "doel": "10", "doel_op": "05-01-2027"}
    for nul in ("3", "4"):
        assert client.post(url, {**data, "nul": nul}).status_code == 302
        indicator.refresh_from_db()
        meting = indicator.metingen.get()
        assert (indicator.nul, indicator.nul_op) == (Decimal(nul), date(2026, 1, 6))
        assert (meting.waarde, meting.dag) == (Decimal(nul), date(2026, 1, 6))


def test_a_wrong_measurement_and_then_the_indicator_go(bt, indicator, client):
    portefeuilles.measure(indicator=indicator, by=bt.houder, dag=date(2026, 3, 1), waarde=Decimal(400))
    client.force_login(bt.houder)
    with pytest.raises(RegelOvertreden, match="al gemeten"):
        portefeuilles.remove_indicator(indicator=indicator, by=bt.houder)
    meting = indicator.metingen.get(dag=date(2026, 3, 1))
    assert "400" in client.get(reverse("portefeuilles:meting-add", args=[indicator.pk])).content.decode()

    assert client.post(reverse("portefeuilles:meting-remove", args=[meting.pk])).status_code == 302
    assert client.post(reverse("portefeuilles:indicator-remove", args=[indicator.pk])).status_code == 302

    assert not Indicator.objects.exists()
    assert Logregel.objects.filter(actie="meting.removed").exists()


def test_a_measurement_that_a_colleague_corrected_meanwhile_is_not_taken_off(bt, indicator, client):
    day = date(2026, 3, 1)
    seen = portefeuilles.measure(indicator=indicator, by=bt.houder, dag=day, waarde=Decimal(400))
    portefeuilles.measure(indicator=indicator, by=bt.woe, dag=day, waarde=Decimal(40))

    with pytest.raises(RegelOvertreden, match="Een collega was eerder"):
        portefeuilles.remove_meting(meting=seen, by=bt.houder)
    client.force_login(bt.houder)
    assert client.post(reverse("portefeuilles:meting-remove", args=[seen.pk])).status_code == 404

    assert indicator.metingen.get(dag=day).waarde == 40
    assert not Logregel.objects.filter(actie="meting.removed").exists()


# --- D3: an absence that is still to come ----------------------------------------------------------------


def test_a_coming_absence_gets_other_days_and_nobody_is_asked_in_between(bt, client):
    with time_machine.travel(op("2026-11-23", 9), tick=False):
        casus = factories.casus(bt)
        organisatie.add_afwezigheid(
            medewerker=bt.woe, van=op("2026-12-07", 0), tot=op("2026-12-12", 0), by=bt.woe
        )
        row = Afwezigheid.objects.get()
        client.force_login(bt.woe)
        url = reverse("organisatie:afwezigheid-change", args=[row.pk])
        html = client.get(url).content.decode()
        assert 'value="07-12-2026"' in html or 'value="2026-12-07"' in html
        data = {"van": "14-12-2026", "tot": "18-12-2026"}

        assert "Dit betekent het" in client.post(url, {**data, "stap": "gevolgen"}).content.decode()
        assert Afwezigheid.objects.get(ingetrokken_op=None) == row
        assert client.post(url, {**data, "stap": "bewaren"}).status_code == 302

        changed = Afwezigheid.objects.get(ingetrokken_op=None)
        assert (changed.van, changed.tot) == (op("2026-12-14", 0), op("2026-12-19", 0))
        assert Casus.objects.get(pk=casus.pk).vastgelegd_aan_zet == bt.woe


def test_of_an_absence_that_runs_only_the_end_changes(bt, client):
    with time_machine.travel(op("2026-11-25", 9), tick=False):
        organisatie.add_afwezigheid(
            medewerker=bt.woe, van=op("2026-11-23", 0), tot=op("2026-11-28", 0), by=bt.woe
        )
        client.force_login(bt.osc)
        url = reverse("organisatie:afwezigheid-change", args=[Afwezigheid.objects.get().pk])

        assert (
            client.post(url, {"van": "01-11-2026", "tot": "04-12-2026", "stap": "bewaren"}).status_code == 302
        )

        changed = Afwezigheid.objects.get(ingetrokken_op=None)
        assert (changed.van, changed.tot) == (op("2026-11-23", 0), op("2026-12-05", 0))


def test_an_absence_that_runs_gets_no_end_in_the_past(bt):
    with time_machine.travel(op("2026-11-26", 9), tick=False):
        organisatie.add_afwezigheid(
            medewerker=bt.woe, van=op("2026-11-23", 0), tot=op("2026-11-28", 0), by=bt.woe
        )
        row = Afwezigheid.objects.get()
        with pytest.raises(RegelOvertreden, match="Weer aanwezig"):
            organisatie.change_afwezigheid(afwezigheid=row, van=row.van, tot=op("2026-11-25", 0), by=bt.chef)
        row.refresh_from_db()
        assert row.ingetrokken_op is None


def test_a_point_that_came_by_itself_goes_to_the_next_meeting_and_comes_back_nowhere_before(
    bt, overleg, client
):
    trend = factories.trend(bt.team, bt.woe)
    overleggen.fill_agenda(overleg)
    punt = overleg.punten.get(onderwerp_id=trend.pk, soort="trend")
    client.force_login(bt.osc)
    url = reverse("overleggen:punt-park", args=[punt.pk])
    assert "Er is nog geen volgend overleg" in client.post(url, follow=True).content.decode()
    week = timedelta(days=7)
    later = [factories.overleg(overleg.reeks, begin=overleg.begin + nr * week) for nr in (1, 2)]

    for naar in later:
        assert (
            "Naar het volgende overleg" in client.get(overleg.get_absolute_url()).content.decode()
            or naar == later[1]
        )
        assert client.post(url).status_code == 302
        overleggen.fill_agenda(overleg)
        punt.refresh_from_db()
        assert punt.overleg == naar
        assert not overleg.punten.filter(onderwerp_id=trend.pk, soort="trend").exists()
