"""One fault stops nothing else: it is written down, put off, shown and done again (R-14)."""

import sys
from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from bondgenoten.models import Netwerk
from bondgenoten.services import tick as bondgenoten_tick
from casuistiek.models import Casus, Tik
from casuistiek.services import tick as casus_tick
from notificaties import storingen
from notificaties.hartslag import zelfcontrole
from notificaties.models import Notificatie, Storing
from overleggen.models import Overleg
from overleggen.services import add_actiepunt
from overleggen.services import tick as overleg_tick
from portefeuilles.models import Trend
from portefeuilles.services import tick as portefeuille_tick
from regels.ritme import opnieuw_na
from tests import factories
from tests.factories import op

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_faults_are_meant")]
MAANDAG = op("2026-11-23", 9)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MAANDAG, tick=False) as traveller:
        yield traveller


def poison(monkeypatch, where, pk, of=lambda item: item):
    """This one function fails for this one row, until it is healed."""
    path, name = where.rsplit(".", 1)
    module = sys.modules[path]  # not by attribute: a package may export a function of the same name
    real = getattr(module, name)
    sick = {pk}

    def fails(*args, **kwargs):
        if of(args[0]).pk in sick:
            raise ValueError("Jan Jansen, geheim")
        done.append(of(args[0]).pk)
        return real(*args, **kwargs)

    done = []
    monkeypatch.setattr(module, name, fails)
    return sick, done


@pytest.mark.parametrize(("keer", "minuten"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (1000, 60)])
def test_it_waits_longer_each_time_and_never_longer_than_an_hour(keer, minuten):
    assert opnieuw_na(keer) == timedelta(minutes=minuten)


class TestEach:
    def rows(self, bt):
        return [bt.binnenstad, bt.zuid]

    def test_the_next_goes_on_and_what_failed_left_nothing(self, bt):
        def do(gebied):
            gebied.naam = f"{gebied.naam}!"
            gebied.save()
            if gebied.pk == bt.binnenstad.pk:
                raise ValueError("Jan Jansen")

        left = storingen.each("proef", self.rows(bt), do, moment=MAANDAG)

        assert left == 1
        bt.binnenstad.refresh_from_db()
        bt.zuid.refresh_from_db()
        assert (bt.binnenstad.naam[-1], bt.zuid.naam[-1]) == ("d", "!")
        row = Storing.objects.get()
        assert (row.sleutel, row.fout) == (f"organisatie.gebied:{bt.binnenstad.pk}", "ValueError")

    def test_it_is_put_off_then_done_and_then_it_is_over(self, bt):
        done, sick = [], True

        def do(gebied):
            if sick and gebied.pk == bt.zuid.pk:
                raise ValueError
            done.append(gebied.pk)

        def run(minutes):
            done.clear()
            storingen.each("proef", self.rows(bt), do, moment=MAANDAG + timedelta(minutes=minutes))
            return len(done)

        assert run(0) == 1
        assert run(0.5) == 1  # not yet
        assert run(1) == 1  # fails again: two minutes now
        assert Storing.objects.get().keren == 2
        sick = False
        assert run(2) == 1
        assert run(3) == 2
        assert not Storing.objects.exists()

    def test_a_beheerder_need_not_wait(self, bt):
        def fail(gebied):
            raise ValueError

        storingen.each("proef", self.rows(bt), fail, moment=MAANDAG)
        assert storingen.try_again(MAANDAG) == 2

        assert storingen.each("proef", self.rows(bt), lambda gebied: None, moment=MAANDAG) == 0
        assert not Storing.objects.exists()

    def test_what_is_not_asked_any_more_is_forgotten_when_its_time_comes(self, bt):
        def fail(gebied):
            raise ValueError

        storingen.each("proef", self.rows(bt), fail, moment=MAANDAG)
        storingen.each("proef", [], fail, moment=MAANDAG)
        assert Storing.objects.count() == 2
        storingen.each("proef", [], fail, moment=MAANDAG + timedelta(hours=1))
        assert Storing.objects.count() == 0

    def test_when_all_is_well_it_costs_one_query(self, bt, django_assert_num_queries):
        rows = self.rows(bt)
        with django_assert_num_queries(1):
            storingen.each("proef", rows, lambda gebied: None, moment=MAANDAG, whole=False)

    def test_no_words_of_the_fault_are_kept(self, bt, caplog):
        words = " ".join(["Jan", "Jansen"])

        def fail(gebied):
            raise ValueError(words)

        storingen.each("proef", self.rows(bt), fail, moment=MAANDAG)

        assert "ValueError" in caplog.text
        assert "Jansen" not in caplog.text
        zin = next(part for part in zelfcontrole() if part.naam == "storingen")
        assert not zin.goed
        assert "2 keer lukte iets niet (ValueError)" in zin.zin
        assert "Jansen" not in zin.zin


class TestOnePoisonedCasus:
    @pytest.mark.parametrize("how", ["settle", "read"])
    def test_the_other_casussen_and_the_other_team_go_on(self, bt, ander, monkeypatch, how):
        sick_one = factories.casus(bt)
        well = [factories.casus(bt), factories.casus(ander)]
        factories.afwezig(bt.woe)
        factories.afwezig(ander.woe)
        Casus.objects.update(vastgelegd_aan_zet=None, vastgelegd_sinds=None)
        where = {"settle": "casuistiek.services.tick.settle", "read": "casuistiek.queries._stand"}[how]
        sick, _ = poison(monkeypatch, where, sick_one.pk)

        casus_tick(MAANDAG)

        for casus in well:
            casus.refresh_from_db()
            assert casus.vastgelegd_aan_zet is not None
        sick_one.refresh_from_db()
        assert sick_one.vastgelegd_aan_zet is None
        assert Storing.objects.get().sleutel == f"casuistiek.casus:{sick_one.pk}"
        # The team looks back to before the fault, so that nothing of it is missed.
        assert set(Tik.objects.values_list("team", flat=True)) == {ander.team.pk}

        sick.clear()
        casus_tick(MAANDAG + timedelta(minutes=1))
        sick_one.refresh_from_db()
        assert sick_one.vastgelegd_aan_zet is not None
        assert not Storing.objects.exists()
        assert set(Tik.objects.values_list("team", flat=True)) == {bt.team.pk, ander.team.pk}


def test_one_poisoned_reeks(bt, ander, monkeypatch):
    mine, theirs = factories.reeks(bt.team), factories.reeks(ander.team)
    Overleg.objects.all().delete()
    sick, _ = poison(monkeypatch, "overleggen.services.tick.make_overleggen", mine.pk)

    overleg_tick(MAANDAG)

    assert not Overleg.objects.filter(reeks=mine).exists()
    assert Overleg.objects.filter(reeks=theirs).exists()
    sick.clear()
    overleg_tick(MAANDAG + timedelta(minutes=1))
    assert Overleg.objects.filter(reeks=mine).exists()


def test_one_poisoned_netwerk_and_the_day_is_done_again(bt, ander, monkeypatch):
    """Daily work that failed for one is done again the same day, and not only tomorrow."""
    mine, theirs = factories.netwerk(bt), factories.netwerk(ander)
    sick, done = poison(monkeypatch, "bondgenoten.services.tick.hand_on_trekkers", bt.team.pk)
    assert Netwerk.objects.lopend().count() == len({mine.pk, theirs.pk})

    bondgenoten_tick(MAANDAG)
    assert done == [ander.team.pk]

    sick.clear()
    bondgenoten_tick(MAANDAG + timedelta(minutes=1))
    assert bt.team.pk in done
    assert not Storing.objects.exists()


def test_the_beheerder_sees_it_and_has_it_done_again(bt, client):
    def fail(gebied):
        raise ValueError

    storingen.each("proef", [bt.zuid], fail, moment=MAANDAG)
    client.force_login(bt.chef)
    url = reverse("zelfcontrole")
    assert "Probeer nu opnieuw" in client.get(url).content.decode()

    response = client.post(url, follow=True)

    assert "Binnen een minuut" in response.content.decode()
    assert storingen.each("proef", [bt.zuid], lambda gebied: None, moment=MAANDAG) == 0
    assert "Probeer nu opnieuw" not in client.get(url).content.decode()
    client.force_login(bt.woe)
    assert client.post(url).status_code == 403


def of_each_kind(bt):
    """Two rows of each kind that is reminded of, all due: (taak, the sick row, the well row)."""
    today = timezone.localdate()
    punten = [
        add_actiepunt(team=bt.team, by=bt.osc, tekst=t, eigenaar=bt.woe, deadline=today)
        for t in ("een", "twee")
    ]
    plan = factories.plan(bt)
    effect = plan.effecten.get()
    work = [factories.activiteit(effect, bt.houder, deadline=today, tekst=t) for t in ("drie", "vier")]
    trends = [factories.trend(bt.team, bt.woe, titel=t) for t in ("vijf", "zes")]
    Trend.objects.update(loopt_af_op=today + timedelta(days=3))
    tomorrow = [factories.overleg(factories.reeks(bt.team), begin=op("2026-11-24", hour)) for hour in (9, 14)]
    netten = [factories.netwerk(bt, naam=n) for n in ("Noord", "Zuid")]
    Netwerk.objects.update(begonnen_op=today - timedelta(days=400))
    yield ("overleggen.actiepunt", *punten)
    yield ("portefeuilles.activiteit", *work)
    yield ("portefeuilles.trend", *trends)
    yield ("overleggen.rustig.morgen", *tomorrow)
    yield ("bondgenoten.dag.zeggen.networks", *netten)


def run_all():
    for tick in (overleg_tick, portefeuille_tick, bondgenoten_tick):
        tick()


def test_a_reminder_that_fails_keeps_none_of_its_kind(bt, monkeypatch):
    """Every kind: of the sick row nothing is said, of the well one it is, and the next tick makes it good."""
    kinds = list(of_each_kind(bt))
    sick = {(type(row), row.pk) for _, row, _ in kinds}

    real = storingen.each

    def each(taak, items, do, **options):
        def one(item):
            about = options.get("key", lambda row: row)(item)
            if taak in names and (type(about), about.pk) in sick:
                raise ValueError("geheim")
            return do(item)

        return real(taak, items, one, **options)

    names = {taak for taak, _, _ in kinds}
    for module in ("notificaties.services", "overleggen.services.tick"):
        monkeypatch.setattr(import_module(module), "each", each)

    run_all()

    told = lambda row: Notificatie.objects.filter(  # noqa: E731
        onderwerp_type=ContentType.objects.get_for_model(row), onderwerp_id=row.pk
    ).exclude(sleutel__endswith=":nieuw")
    assert {storing.taak for storing in Storing.objects.all()} == names
    assert [taak for taak, _, well in kinds if not told(well).exists()] == []
    sick.clear()
    with time_machine.travel(MAANDAG + timedelta(minutes=2), tick=False):
        run_all()
    assert [taak for taak, row, _ in kinds if not told(row).exists()] == []
    assert not Storing.objects.exists()
