"""What time brings to networks: told once, to who acts now, and what may not be kept any longer is erased (H1)."""

import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from bondgenoten import services
from bondgenoten.models import Afspraak, Belronde, Netwerk, Signaal, Sleutelfiguur, Wissing
from bondgenoten.services.tick import check, tick
from notificaties.models import Hartslag, Notificatie
from regels.tijd import lokaal
from tests import factories

pytestmark = pytest.mark.django_db


def on_day(dagen):
    """The daily work of a day from now, at half past seven."""
    tick(lokaal(factories.vandaag() + timedelta(days=dagen), 7, 30))


def heard(bt, wie, prefix):
    return list(
        Notificatie.objects.filter(ontvanger=getattr(bt, wie), sleutel__startswith=prefix).values_list(
            "tekst", flat=True
        )
    )


def begun(netwerk, dagen):
    Netwerk.objects.filter(pk=netwerk.pk).update(begonnen_op=factories.vandaag() - timedelta(days=dagen))


def test_a_network_without_contact_is_told_to_who_leads_it_and_not_every_day(bt):
    netwerk = factories.netwerk(bt)
    begun(netwerk, 80)

    for dag in range(1, 4):
        on_day(dag)

    assert len(heard(bt, "woe", f"netwerk:{netwerk.pk}:stil")) == 1
    assert len(heard(bt, "woe", f"netwerk:{netwerk.pk}:plannen")) == 1


def test_a_network_with_contact_and_a_plan_hears_nothing(bt):
    netwerk = factories.netwerk(bt)
    begun(netwerk, 80)
    mens = factories.sleutelfiguur(bt, netwerk)
    services.add_contact(sleutelfiguur=mens, by=bt.woe, richting="brengen", wijze="gebeld")
    services.plan_reeks(
        netwerk=netwerk, by=bt.woe, regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=factories.vandaag() + timedelta(days=9), begintijd=factories.TIJD,
    )  # fmt: skip

    on_day(1)

    assert heard(bt, "woe", f"netwerk:{netwerk.pk}") == []


def test_nobody_absent_is_reminded_now(bt):
    begun(factories.netwerk(bt), 80)
    factories.afwezig(bt.woe, dagen=3)

    on_day(1)
    during = heard(bt, "woe", "netwerk:")
    on_day(5)

    assert during == []
    assert len(heard(bt, "woe", "netwerk:")) == 2


@pytest.mark.parametrize(("vervanger", "hoort"), [("wijkagent", "wijkagent"), (None, "chef")])
def test_while_the_trekker_is_away_the_deputy_is_reminded_or_else_the_teamchef(bt, vervanger, hoort):
    begun(factories.netwerk(bt, vervanger=getattr(bt, vervanger) if vervanger else None), 80)
    factories.afwezig(bt.woe, dagen=3)

    on_day(1)

    assert len(heard(bt, hoort, "netwerk:")) == 2


def test_a_round_that_is_over_without_a_report_asks_for_one(bt):
    factories.sleutelfiguur(bt, factories.netwerk(bt))
    ronde = services.start_belronde(team=bt.team, by=bt.oe, aanleiding="Brand", iedereen=True)

    Belronde.objects.update(begonnen_op=timezone.now() - timedelta(days=2))
    on_day(1)
    on_day(2)

    assert heard(bt, "oe", f"belronde:{ronde.pk}:verslag") == [
        "Een belronde is voorbij. Schrijf op wat jullie hoorden."
    ]


def test_a_promise_of_another_is_asked_after(bt):
    netwerk = factories.netwerk(bt)
    row = services.add_afspraak(
        netwerk=netwerk, by=bt.woe, tekst="Lamp", wie="gemeente", voor=factories.vandaag() + timedelta(days=3)
    )

    for dag in (1, 2, 3, 4):
        on_day(dag)

    assert len(heard(bt, "woe", f"afspraak:{row.pk}")) == 3  # nearly, the day itself, too late
    Afspraak.objects.filter(pk=row.pk).update(nagekomen_op=timezone.now())
    on_day(20)
    assert len(heard(bt, "woe", f"afspraak:{row.pk}")) == 3


def with_consent(bt, dagen):
    today = factories.vandaag()
    return factories.sleutelfiguur(
        bt, grondslag="toestemming", toestemming_op=today, toestemming_doel="contact",
        toestemming_tot=today + timedelta(days=dagen),
    )  # fmt: skip


def test_consent_that_runs_out_is_asked_after_in_time_and_then_everything_is_erased(bt):
    mens = with_consent(bt, 40)

    told = []
    for dag in (9, 10, 11, 33, 34, 41, 60):
        on_day(dag)
        told.append(len(heard(bt, "woe", f"toestemming:{mens.pk}")))

    assert told == [0, 1, 1, 2, 2, 3, 3]  # a month before, a week before, and when it is over
    assert Sleutelfiguur.objects.get(pk=mens.pk).naam != ""
    on_day(71)
    assert Sleutelfiguur.objects.get(pk=mens.pk).naam == ""
    assert Wissing.objects.get().reden == "afgelopen"
    assert [part.goed for part in check(timezone.now() + timedelta(days=100))] == [True]


def test_consent_nobody_of_the_network_can_be_asked_about_is_asked_of_the_teamchef(bt):
    """Else it would be erased without a word to anybody."""
    mens = with_consent(bt, 40)
    factories.afwezig(bt.woe, dagen=30)

    on_day(12)

    assert len(heard(bt, "chef", f"toestemming:{mens.pk}")) == 1


@pytest.mark.usefixtures("_faults_are_meant")
def test_one_who_cannot_be_erased_does_not_keep_the_others(bt, monkeypatch):
    first, second = with_consent(bt, 5), factories.sleutelfiguur(bt, naam="Tweede Mens")
    Sleutelfiguur.objects.filter(pk=second.pk).update(
        grondslag="toestemming", toestemming_op=first.toestemming_op, toestemming_tot=first.toestemming_tot
    )
    module = sys.modules["bondgenoten.services.tick"]  # the package has a function of that name
    erase = module.erase

    def fails_for_the_first(*, sleutelfiguur, **more):
        if sleutelfiguur.pk == first.pk:
            raise OSError("the disk is full")
        return erase(sleutelfiguur=sleutelfiguur, **more)

    monkeypatch.setattr(module, "erase", fails_for_the_first)

    on_day(40)

    assert [Sleutelfiguur.objects.get(pk=row.pk).naam != "" for row in (first, second)] == [True, False]


def test_consent_that_was_renewed_is_left_alone(bt):
    mens = with_consent(bt, 10)
    Sleutelfiguur.objects.filter(pk=mens.pk).update(toestemming_tot=factories.vandaag() + timedelta(days=300))

    on_day(50)

    assert Sleutelfiguur.objects.get(pk=mens.pk).naam != ""


def test_who_should_have_been_erased_shows_on_the_zelfcontrole(bt):
    with_consent(bt, 5)

    assert [part.goed for part in check(timezone.now() + timedelta(days=60))] == [False]


def test_a_signal_that_runs_out_is_asked_after_once(bt):
    row = factories.signaal(bt, loopt_af_op=factories.vandaag() + timedelta(days=4), by=bt.wijkagent)

    for dag in (1, 2, 3):
        on_day(dag)

    assert heard(bt, "wijkagent", f"signaal:{row.pk}:loopt-af") == ["Een signaal loopt af. Speelt het nog?"]
    assert Signaal.objects.get(pk=row.pk).gesloten_op is None


def test_the_daily_work_is_done_once_a_day_from_seven(bt):
    morgen, overmorgen = (factories.vandaag() + timedelta(days=dagen) for dagen in (1, 2))
    done = []

    for dag, uur, minuut in ((morgen, 8, 0), (morgen, 23, 0), (overmorgen, 6, 59), (overmorgen, 7, 1)):
        tick(lokaal(dag, uur, minuut))
        done.append(Hartslag.objects.get(naam="bondgenoten.dag").klaar_op)

    assert done == [lokaal(morgen, 8), lokaal(morgen, 8), lokaal(morgen, 8), lokaal(overmorgen, 7, 1)]
