"""Random weeks of a team against a plain-Python model: the six invariants hold after every step.

Actions go through the services; time goes on by itself; the tick runs when it likes. The model knows only who
is regisseur and what is open, from the answers; everything else is checked from the database.
"""

import os
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casuistiek import services
from casuistiek.models import AlsDan, Bevestigvraag, Casus, Gebeurtenis, Overdracht, Overdrachtronde, Regie
from casuistiek.queries import stand_of, wie_was_aan_zet
from notificaties.models import Notificatie
from organisatie.models import Afwezigheid, OpCoDienst
from organisatie.services import add_afwezigheid, add_vrijstelling, withdraw_afwezigheid
from overleggen.models import Actiepunt
from overleggen.services import add_actiepunt, update_actiepunt
from overleggen.services import tick as remind
from regels.begrippen import RegelOvertreden
from regels.escalatie import Rood
from tests import factories
from tests.aandacht import check_views_agree

FAULTS = os.environ.get("FAULTS") == "1"  # `make faults`: the nightly size
HISTORIES = int(os.environ.get("FAULTS_HISTORIES", 2000)) if FAULTS else 25
START = factories.op("2026-10-19", 9)  # the week before the clock goes back
PEOPLE = ["woe", "oe", "woe_zuid", "oe_zuid", "houder", "vervanger", "osa", "osc", "chef", "ggp"]
people = st.sampled_from(PEOPLE)


class Weeks(RuleBasedStateMachine):
    """Some weeks of one team with two casussen."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.bt = factories.basisteam()
        self.regisseur = {}  # the model: casus -> regisseur, as the answers said
        self.closed = set()

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def who(self, name):
        return getattr(self.bt, name)

    def casus(self, nr):
        found = list(Casus.objects.order_by("pk"))
        return found[nr % len(found)]

    def try_(self, action):
        """True when the rules allowed it; a refusal changes nothing."""
        try:
            with transaction.atomic():
                action()
        except RegelOvertreden:
            return False
        return True

    @initialize()
    def two_casussen(self):
        factories.overgedragen(self.bt)
        eigen = factories.casus(self.bt, portefeuilles=[self.bt.zorg, self.bt.jeugd])
        self.regisseur[eigen.pk] = self.bt.woe.pk

    @rule(hours=st.sampled_from([0.5, 1, 4, 9, 24, 72]))
    def time_passes(self, hours):
        self.traveller.shift(timedelta(hours=hours))

    @rule()
    def tick(self):
        services.tick()
        remind()
        check_nothing_was_left_to_do()

    @rule(name=people, begin=st.integers(0, 3), days=st.none() | st.integers(1, 6))
    def absent(self, name, begin, days):
        van = timezone.now() + timedelta(days=begin)
        tot = None if days is None else van + timedelta(days=days)
        add_afwezigheid(medewerker=self.who(name), van=van, tot=tot, by=self.bt.chef)

    @rule()
    def back(self):
        row = (
            Afwezigheid.objects.filter(ingetrokken_op=None)
            .niet_voorbij(timezone.now())
            .order_by("pk")
            .first()
        )
        if row is not None:
            self.try_(lambda: withdraw_afwezigheid(afwezigheid=row, by=self.bt.chef))

    @rule(name=people, weeks=st.sampled_from([1, 6]))
    def exempt(self, name, weeks):
        today = timezone.localdate()
        tot = today + timedelta(weeks=weeks)
        add_vrijstelling(
            medewerker=self.who(name), team=self.bt.team, soort="regie", van=today, tot=tot, by=self.bt.chef
        )

    @rule(nr=st.integers(0, 1), name=people)
    def exclude(self, nr, name):
        self.try_(
            lambda: services.exclude_medewerker(
                casus=self.casus(nr), medewerker=self.who(name), by=self.bt.chef
            )
        )

    @rule()
    def shift_ends(self):
        for dienst in OpCoDienst.objects.filter(tot=None):
            dienst.tot = timezone.now()
            dienst.save()

    @rule(name=st.sampled_from(["opco", "opco2"]))
    def shift_begins(self, name):
        if not OpCoDienst.objects.filter(team=self.bt.team, tot=None).exists():
            factories.dienst(self.who(name), self.bt.team, van=timezone.now())

    @rule(nr=st.integers(0, 1))
    def warn(self, nr):
        self.try_(
            lambda: services.add_als_dan(
                casus=self.casus(nr), by=self.bt.osc, als="het weer begint", dan="bel de regisseur"
            )
        )

    @rule()
    def heed(self):
        row = AlsDan.objects.filter(afgedaan_op=None).order_by("pk").first()
        if row is not None:
            self.try_(lambda: services.finish_als_dan(als_dan=row, by=self.bt.osc))

    @rule(nr=st.integers(0, 1), name=people, days=st.integers(0, 5))
    def promise(self, nr, name, days):
        self.try_(
            lambda: add_actiepunt(
                team=self.bt.team,
                by=self.bt.osc,
                tekst="Bel",
                eigenaar=self.who(name),
                deadline=timezone.localdate() + timedelta(days=days),
                onderwerp=self.casus(nr),
            )
        )

    @rule()
    def keep(self):
        row = Actiepunt.objects.open().order_by("pk").first()
        if row is not None:
            self.try_(lambda: update_actiepunt(actiepunt=row, by=row.eigenaar, klaar=True))

    @rule(nr=st.integers(0, 1))
    def accept(self, nr):
        casus = self.casus(nr)
        offer = Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).first()
        if offer and self.try_(
            lambda: services.accept_overdracht(overdracht=offer, by=offer.aan, teruglezing="Ja.")
        ):
            self.regisseur[casus.pk] = offer.aan_id

    @rule(nr=st.integers(0, 1))
    def refuse(self, nr):
        offer = Overdracht.objects.filter(ronde__casus=self.casus(nr), besloten_op=None).first()
        if offer:
            self.try_(lambda: services.refuse_overdracht(overdracht=offer, by=offer.aan, reden="Vol."))

    @rule(nr=st.integers(0, 1), name=people)
    def appoint(self, nr, name):
        self.try_(
            lambda: services.appoint_regisseur(
                casus=self.casus(nr), by=self.bt.osc, aan=self.who(name), reden="Ruimte."
            )
        )

    @rule(nr=st.integers(0, 1), name=people)
    def take_over(self, nr, name):
        self.try_(lambda: services.take_over(casus=self.casus(nr), by=self.who(name)))

    @rule(nr=st.integers(0, 1), answer=st.sampled_from(["ja", "kan_niet"]))
    def answer(self, nr, answer):
        stand = stand_of(self.casus(nr))
        person = next((self.who(n) for n in PEOPLE if self.who(n).pk == stand.aan_zet.medewerker), None)
        if person:
            self.try_(lambda: services.answer_waarneming(casus=stand.casus, by=person, antwoord=answer))

    @rule(nr=st.integers(0, 1), grond=st.sampled_from(["gebied", "portefeuille"]))
    def decide_grond(self, nr, grond):
        self.try_(lambda: services.change_grond(casus=self.casus(nr), grond=grond, by=self.bt.osc))

    @rule(nr=st.integers(0, 1))
    def withdraw(self, nr):
        self.try_(lambda: services.withdraw_ronde(casus=self.casus(nr), by=self.bt.osc, reden="Nee."))

    @rule(nr=st.integers(0, 1))
    def close(self, nr):
        casus = self.casus(nr)
        if self.try_(lambda: services.close_casus(casus=casus, by=self.bt.osc, reden="Klaar.")):
            self.regisseur.pop(casus.pk, None)
            self.closed.add(casus.pk)

    @precondition(lambda self: self.closed)
    @rule()
    def reopen(self):
        pk = min(self.closed)  # the first of a set is another one in each run
        self.closed.remove(pk)
        services.reopen_casus(casus=Casus.objects.get(pk=pk), by=self.bt.chef, reden="Weer.")

    @rule()
    def look(self):
        """Everybody opens their start page, the teamchef the BMO: they tell the same (H6), once the minute has been."""
        services.tick()
        check_views_agree(self.bt.team)

    @invariant()
    def six_invariants(self):
        for casus in Casus.objects.all():
            check_invariants(casus)
            running = Regie.objects.filter(casus=casus, tot=None).values_list("medewerker", flat=True).first()
            assert running == self.regisseur.get(casus.pk)


def check_nothing_was_left_to_do():
    """A tick that looks at every casus, whatever it was told, does nothing more than the one that looked at what was due."""

    def traces():
        return [
            (model._meta.label, model.objects.count(), model.objects.aggregate(Max("pk"))["pk__max"])
            for model in (Notificatie, Gebeurtenis, Overdracht, Overdrachtronde, Bevestigvraag)
        ]

    before = traces()
    Casus.objects.update(kijk_op=None)
    services.tick()
    assert traces() == before


def check_invariants(casus):
    """The six invariants of domein.md, for one casus, from what the database says."""
    regies = Regie.objects.filter(casus=casus, tot=None).count()
    assert regies == (1 if casus.heeft_regie else 0)  # 1
    stand = stand_of(casus)
    named = stand.aan_zet.medewerker is not None
    assert named or not casus.is_open or Rood.GAT in stand.rood  # 3
    last = wie_was_aan_zet(casus, timezone.now())
    assert last is not None  # 6: the record answers for every moment
    assert last.aan_zet_id == casus.vastgelegd_aan_zet_id  # 4
    if not casus.is_open:  # 5
        assert not casus.rondes.filter(gesloten_op=None).exists()
        assert not Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).exists()
        assert not casus.aanwijzingen.filter(tot=None, ingetrokken_op=None).exists()
        running = Notificatie.objects.open().filter(sleutel__startswith=f"casus:{casus.pk}:")
        running = running.exclude(sleutel__contains=":afgesloten:")
        assert (
            not running.exclude(sleutel__contains="geen-regie")
            .exclude(sleutel__contains="ingetrokken")
            .exists()
        )
    for ronde in casus.rondes.all():
        asked = list(ronde.overdrachten.values_list("aan", flat=True))
        assert len(asked) == len(set(asked))
        assert ronde.geopend_door_id not in asked
    left_acute = Gebeurtenis.objects.filter(casus=casus, tekst__contains="regie").exists()
    assert casus.fase in ("acuut", "heropend") or left_acute  # 2


@pytest.mark.django_db
def test_weeks_of_a_team_keep_the_invariants():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Weeks,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=80 if FAULTS else 25,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.mark.django_db
def test_the_check_bites(bt):
    """With the row that a constraint forbids, or one missing, the check fails."""
    oud = factories.casus(bt)
    check_invariants(oud)

    Regie.objects.filter(casus=oud).update(tot=timezone.now())

    with pytest.raises(AssertionError):
        check_invariants(Casus.objects.get())
