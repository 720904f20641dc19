"""Two at once: one wins, the other gets a clear message. On SQLite and on PostgreSQL, with real threads."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus, Overdracht, Overdrachtronde, Regie, Uitsluiting
from organisatie.models import OpCoDienst
from organisatie.services import add_afwezigheid, take_dienst
from regels.begrippen import RegelOvertreden
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions):
    """Run the actions in threads of their own, started together; what each returned or refused."""
    gate = threading.Barrier(len(actions))
    outcomes = [None] * len(actions)

    def run(nr, action):
        gate.wait()
        try:
            outcomes[nr] = ("ok", action())
        except RegelOvertreden as overtreding:
            outcomes[nr] = ("nee", str(overtreding))
        except Exception as error:  # a database error here is exactly what must not happen
            outcomes[nr] = ("fout", repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(nr, action)) for nr, action in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def kinds(outcomes):
    assert not [outcome for outcome in outcomes if outcome is None or outcome[0] == "fout"], outcomes
    return sorted(kind for kind, _ in outcomes)


def test_accepting_twice_at_once_gives_one_regisseur():
    bt = factories.basisteam()
    nieuw = factories.overgedragen(bt)
    aanbod = factories.open_aanbod(nieuw)

    outcomes = at_once(
        *[
            lambda: services.accept_overdracht(overdracht=aanbod, by=bt.woe, teruglezing="Ja.")
            for _ in range(4)
        ]
    )

    assert kinds(outcomes) == ["nee", "nee", "nee", "ok"]
    assert {text for kind, text in outcomes if kind == "nee"} == {"Deze vraag is al beantwoord."}
    assert Regie.objects.filter(casus=nieuw, tot=None).count() == 1


def test_accepting_while_the_ronde_is_withdrawn():
    bt = factories.basisteam()
    nieuw = factories.overgedragen(bt)
    aanbod = factories.open_aanbod(nieuw)

    outcomes = at_once(
        lambda: services.accept_overdracht(overdracht=aanbod, by=bt.woe, teruglezing="Ja."),
        lambda: services.withdraw_ronde(casus=nieuw, by=bt.opco, reden="Toch niet."),
    )

    assert kinds(outcomes) == ["nee", "ok"]
    accepted = outcomes[0][0] == "ok"
    assert Regie.objects.filter(casus=nieuw, tot=None).count() == (1 if accepted else 0)
    assert Casus.objects.get().fase == ("regie" if accepted else "acuut")


def test_accepting_while_the_term_passes():
    bt = factories.basisteam()
    nieuw = factories.overgedragen(bt)
    aanbod = factories.open_aanbod(nieuw)
    Overdracht.objects.update(uiterlijk=timezone.now())

    outcomes = at_once(
        services.tick,
        lambda: services.accept_overdracht(overdracht=aanbod, by=bt.woe, teruglezing="Ja."),
        services.tick,
    )

    assert kinds(outcomes) == ["nee", "ok", "ok"]
    assert factories.open_aanbod(nieuw).aan == bt.oe
    assert nieuw.rondes.get().overdrachten.count() == 2


def test_two_rondes_at_once():
    bt = factories.basisteam()
    nieuw = services.report_casus(
        team=bt.team,
        by=bt.wijkagent,
        gebieden=[bt.binnenstad],
        portefeuilles=[],
        titel="Onrust",
        wat_gebeurd="x",
    )

    outcomes = at_once(*[lambda: services.start_ronde(casus=nieuw, by=bt.opco) for _ in range(3)])

    assert kinds(outcomes) == ["nee", "nee", "ok"]
    assert Overdrachtronde.objects.filter(gesloten_op=None).count() == 1


def test_closing_while_taking_over():
    bt = factories.basisteam()
    oud = factories.casus(bt)

    outcomes = at_once(
        lambda: services.close_casus(casus=oud, by=bt.woe, reden="Klaar."),
        lambda: services.take_over(casus=oud, by=bt.houder),
    )

    assert "ok" in kinds(outcomes)
    oud.refresh_from_db()
    assert oud.fase == "afgesloten"
    assert not Regie.objects.filter(tot=None).exists()
    assert not oud.aanwijzingen.filter(tot=None, ingetrokken_op=None).exists()


def test_two_take_the_shift_at_once():
    bt = factories.basisteam()

    outcomes = at_once(
        *[
            lambda who=who: take_dienst(
                team=bt.team, by=who, teruglezing="Alles gelezen.", verwacht=bt.dienst.pk
            )
            for who in (bt.opco2, bt.chef)
        ]
    )

    assert kinds(outcomes) == ["nee", "ok"]
    assert "Intussen heeft" in next(text for kind, text in outcomes if kind == "nee")
    assert OpCoDienst.objects.filter(team=bt.team, tot=None).count() == 1


def test_ten_casussen_at_once_get_ten_numbers():
    bt = factories.basisteam()

    outcomes = at_once(*[lambda: factories.overgedragen(bt) for _ in range(6)])

    assert kinds(outcomes) == ["ok"] * 6
    assert sorted(Casus.objects.values_list("nummer", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_an_absence_that_touches_many_casussen_while_each_is_changed():
    """Locks are taken in one order: nobody waits in a ring."""
    bt = factories.basisteam()
    casussen = [factories.casus(bt) for _ in range(4)]
    now = timezone.now()

    def change_all(order):
        for nr, casus in enumerate(order):
            services.change_ernst(casus=casus, by=bt.osc, ernst=["alert", "kritiek"][nr % 2])

    outcomes = at_once(
        lambda: add_afwezigheid(medewerker=bt.woe, van=now, tot=now + timedelta(days=9), by=bt.chef),
        lambda: change_all(casussen),
        lambda: change_all(list(reversed(casussen))),
        services.tick,
    )

    assert kinds(outcomes) == ["ok"] * 4
    assert {casus.vastgelegd_aan_zet for casus in Casus.objects.all()} == {bt.oe}


def test_the_lock_is_what_makes_one_win(monkeypatch):
    """Without the lock two acceptances get in each other's way: the constraint catches it, as a fault."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time by itself")
    bt = factories.basisteam()
    nieuw = factories.overgedragen(bt)
    aanbod = factories.open_aanbod(nieuw)
    gate = threading.Barrier(2)

    def no_lock(casus, moment=None):
        found = Casus.objects.get(pk=casus.pk)
        gate.wait(10)
        return found, timezone.now()

    monkeypatch.setattr("casuistiek.services.overdracht.lock_at", no_lock)

    outcomes = at_once(
        *[
            lambda: services.accept_overdracht(overdracht=aanbod, by=bt.woe, teruglezing="Ja.")
            for _ in range(2)
        ]
    )

    assert "fout" in {kind for kind, _ in outcomes} or len([o for o in outcomes if o[0] == "ok"]) > 1
    assert Regie.objects.filter(casus=nieuw, tot=None).count() == 1


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_the_database_itself_refuses_what_must_never_be():
    """Each constraint of the invariants, tried around every service."""
    bt = factories.basisteam()
    oud = factories.casus(bt)
    nieuw = factories.overgedragen(bt)
    aanbod = factories.open_aanbod(nieuw)
    now = timezone.now()
    ronde = aanbod.ronde
    kw = {"aangeboden_op": now, "uiterlijk": now, "reden": "x"}

    refused(lambda: Regie.objects.create(casus=oud, medewerker=bt.oe, grond="gebied", van=now))
    refused(
        lambda: Overdrachtronde.objects.create(
            casus=nieuw, grond="gebied", aanleiding="overdracht", geopend_op=now
        )
    )
    refused(lambda: Overdracht.objects.create(ronde=ronde, aan=bt.oe, **kw))
    refused(
        lambda: Overdracht.objects.create(ronde=ronde, aan=bt.woe, status="geweigerd", besloten_op=now, **kw)
    )
    refused(
        lambda: Overdracht.objects.create(
            ronde=ronde, van=bt.oe, aan=bt.oe, status="geweigerd", besloten_op=now, **kw
        )
    )
    refused(lambda: Overdracht.objects.filter(pk=aanbod.pk).update(status="aanvaard", besloten_op=now))
    refused(lambda: Overdracht.objects.filter(pk=aanbod.pk).update(status="aanvaard", teruglezing="x"))
    refused(lambda: Casus.objects.filter(pk=oud.pk).update(fase="afgesloten"))
    refused(lambda: Casus.objects.filter(pk=oud.pk).update(afgesloten_op=now))
    refused(lambda: Casus.objects.filter(pk=oud.pk).update(nummer=nieuw.nummer))
    refused(lambda: OpCoDienst.objects.create(team=bt.team, medewerker=bt.opco2, van=now))
    Uitsluiting.objects.create(casus=oud, medewerker=bt.oe, door=bt.chef)
    refused(lambda: Uitsluiting.objects.create(casus=oud, medewerker=bt.oe, door=bt.chef))
