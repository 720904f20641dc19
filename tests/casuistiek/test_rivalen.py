"""R-08: a barrier lets 16 rivals go at one casus at once. One winner, no fault, and every loser hears why.

Accept, refuse, withdraw, appoint and close, each from a page made before the others acted. 200 rounds on
PostgreSQL, fewer on SQLite, which has one writer at a time; `make faults` runs more.
"""

import os
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from casuistiek import services
from casuistiek.models import Casus, Overdracht, Overdrachtronde, Regie
from organisatie.models import OpCoDienst
from regels.begrippen import RegelOvertreden
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

RIVALS = 16
POSTGRES = connection.vendor == "postgresql"
FAULTS = os.environ.get("FAULTS") == "1"
ROUNDS = (1000 if FAULTS else 200) if POSTGRES else (60 if FAULTS else 12)
CLEAR = (
    "Deze vraag is al beantwoord",
    "Deze vraag is ingetrokken",
    "Iemand heeft dit intussen gewijzigd",
    "Deze casus is al afgesloten",
    "Deze casus is afgesloten",
    "Er loopt geen overdracht",
)


def rivals_for(bt, casus):
    """Sixteen actions on what the page showed: the open offer, and the version of the casus then."""
    aanbod, versie = factories.open_aanbod(casus), Casus.objects.get(pk=casus.pk).versie
    actions = [
        lambda: services.accept_overdracht(overdracht=aanbod, by=bt.woe, teruglezing="Ik heb het."),
        lambda: services.refuse_overdracht(overdracht=aanbod, by=bt.woe, reden="Ik kan niet."),
        lambda: services.withdraw_ronde(casus=casus, by=bt.opco, reden="Toch niet.", versie=versie),
        lambda: services.appoint_regisseur(
            casus=casus, by=bt.osc, aan=bt.houder, reden="Past beter.", versie=versie
        ),
        lambda: services.close_casus(casus=casus, by=bt.opco, reden="Niet complex.", versie=versie),
    ]
    return [actions[nr % len(actions)] for nr in range(RIVALS)]


class Arena:
    """Sixteen threads that keep their connection, let go together each round."""

    def __init__(self):
        self.gate = threading.Barrier(RIVALS)
        self.pool = ThreadPoolExecutor(RIVALS)

    def fight(self, actions):
        return list(self.pool.map(self._one, actions))

    def _one(self, action):
        self.gate.wait(60)
        try:
            action()
        except RegelOvertreden as overtreding:
            return "nee", str(overtreding)
        except Exception as error:  # whatever the database says here would be a 500 for somebody
            return "fout", repr(error)
        return "ja", ""

    def close(self):
        list(self.pool.map(lambda _: (self.gate.wait(60), connections.close_all()), range(RIVALS)))
        self.pool.shutdown()


@pytest.fixture
def arena():
    made = Arena()
    yield made
    made.close()


def whole(casus):
    """The invariants of one casus, read around every service."""
    fresh = Casus.objects.get(pk=casus.pk)
    regies = Regie.objects.filter(casus=casus, tot=None).count()
    assert regies == (1 if fresh.fase == "regie" else 0)
    assert Overdrachtronde.objects.filter(casus=casus, gesloten_op=None).count() <= 1
    assert Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).count() <= 1
    if fresh.fase == "afgesloten":
        assert not Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).exists()


def test_sixteen_rivals_one_winner(arena):
    bt = factories.basisteam()
    winners = Counter()
    for _ in range(ROUNDS):
        casus = factories.overgedragen(bt)
        outcomes = arena.fight(rivals_for(bt, casus))

        assert [text for kind, text in outcomes if kind == "fout"] == []
        won = [nr for nr, (kind, _) in enumerate(outcomes) if kind == "ja"]
        assert len(won) == 1, outcomes
        assert [text for kind, text in outcomes if kind == "nee" and not text.startswith(CLEAR)] == []
        whole(casus)
        winners[won[0] % 5] += 1
    print(f"{ROUNDS} rounds of {RIVALS} rivals, won by kind: {dict(winners)}")


@pytest.fixture
def no_lock(monkeypatch):
    """The lock taken away, and the moment in which it would have mattered made longer."""

    def bare(casus):
        found = Casus.objects.select_related("team").get(pk=casus.pk)
        time.sleep(0.02)
        return found

    monkeypatch.setattr("casuistiek.services.basis.lock", bare)


@pytest.mark.postgres
def test_without_the_lock_it_fails(arena, no_lock):
    """The test above bites: without the lock there are faults, or more than one winner; still never two regisseurs."""
    if not POSTGRES:
        pytest.skip("SQLite has one writer at a time by itself")
    bt = factories.basisteam()
    broken = 0
    for _ in range(5):
        casus = factories.overgedragen(bt)
        outcomes = arena.fight(rivals_for(bt, casus))
        broken += (
            len([1 for kind, _ in outcomes if kind == "fout"])
            + len([1 for kind, _ in outcomes if kind == "ja"])
            - 1
        )
        assert Regie.objects.filter(casus=casus, tot=None).count() <= 1

    assert broken > 0


def take_at_once(bt, arena):
    """The OpCo, who is the one the rules propose, takes the regie sixteen times at once."""
    OpCoDienst.objects.filter(pk=bt.dienst.pk).update(medewerker=bt.woe)
    casus = services.report_casus(
        team=bt.team, by=bt.wijkagent, gebieden=[bt.binnenstad], portefeuilles=[], titel="x", wat_gebeurd="x"
    )
    casus.outcomes = arena.fight([lambda: services.take_regie(casus=casus, by=bt.woe)] * RIVALS)
    return casus


def test_taking_the_regie_at_once_is_done_once(arena):
    casus = take_at_once(factories.basisteam(), arena)

    assert Counter(kind for kind, _ in casus.outcomes) == {"ja": 1, "nee": RIVALS - 1}
    assert Regie.objects.filter(casus=casus, tot=None).count() == 1


@pytest.mark.postgres
def test_without_lock_and_constraint_there_are_two_regisseurs(arena, no_lock):
    """And the constraint is what holds when the lock is gone."""
    if not POSTGRES:
        pytest.skip("SQLite has one writer at a time by itself")
    bt = factories.basisteam()
    index = "regie_one_open_per_casus"
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [index])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {index}")
    try:
        casus = take_at_once(bt, arena)
        assert Regie.objects.filter(casus=casus, tot=None).count() > 1
    finally:
        Regie.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(definition)
