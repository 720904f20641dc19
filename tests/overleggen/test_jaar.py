"""A year of WOE/OS and BMO meetings: nothing runs away, and the counts of the mail add up at every step."""

import random
from collections import Counter
from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from casuistiek import services as casuistiek
from notificaties.models import Notificatie
from notificaties.services import mail_counts, send_due
from overleggen import services
from overleggen.models import Actiepunt, Agendapunt, Besluit, Overleg, Vraag
from portefeuilles import services as portefeuilles
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db

BEGIN = date(2026, 1, 5)
WEKEN = 52
PUNTEN = 200
SEED = 20260105


def ways(punten):
    """Where each chain of postponed points is now: ended, on an agenda, or in the voorraad. Never nowhere."""
    # A standing point comes on every meeting by itself, so that of one that is not held need not go along.
    last = [punt for punt in punten if not hasattr(punt, "volgende") and punt.soort != "vast"]
    found = Counter()
    for punt in last:
        if punt.uitkomst and punt.uitkomst != "doorgeschoven":
            found["afgerond"] += 1
        elif punt.uitkomst == "doorgeschoven":
            found["verloren"] += 1  # postponed, without a successor
        elif punt.overleg is None:
            found["voorraad"] += 1
        elif punt.overleg.status in ("gepland", "bezig"):
            found["agenda"] += 1
        else:
            found["verloren"] += 1  # still open on a meeting that was closed or not held
    return found


class Year:
    def __init__(self, bt):
        self.bt, self.dice = bt, random.Random(SEED)
        self.woes = [bt.woe, bt.woe_zuid, bt.houder, bt.vervanger]
        self.brought, self.moved, self.cancelled, self.held = 0, 0, 0, 0
        self.seen = Counter()
        self.reeksen = [
            services.save_reeks(
                team=bt.team, by=bt.chef, soort="woe_os", naam="WOE/OS-overleg", regel="FREQ=WEEKLY;INTERVAL=2",
                eerste=date(2026, 1, 6), begintijd=time(9), duur=120, functies=["woe", "osa", "osc"],
                vaste_punten=["Rondje"],
            ),
            services.save_reeks(
                team=bt.team, by=bt.chef, soort="bmo", naam="BMO", regel="FREQ=MONTHLY;BYDAY=3TH",
                eerste=date(2026, 1, 1), begintijd=time(13), duur=120,
                functies=["teamchef", "oe", "osa", "osc", "woe"], vaste_punten=[],
            ),
        ]  # fmt: skip

    def tick(self, moment):
        casuistiek.tick(moment)
        services.tick(moment)
        portefeuilles.tick(moment)
        send_due(now=moment)

    def bring_in(self):
        reeks = self.dice.choice(self.reeksen)
        overleg = services.next_of(reeks, timezone.now())
        where = {"overleg": overleg} if overleg and self.dice.random() < 0.85 else {"reeks": reeks}
        services.add_punt(
            by=self.dice.choice(self.woes),
            titel=f"Punt {self.brought}",
            doel="besluitvorming",
            gewenst="Een besluit",
            minuten=10,
            **where,
        )
        self.brought += 1

    def somebody_is_away(self):
        who = self.dice.choice([*self.woes, self.bt.osc, self.bt.osa])
        van = timezone.now() + timedelta(days=self.dice.randint(0, 10))
        factories.afwezig(who, van=van, tot=van + timedelta(days=self.dice.randint(1, 12)))

    def shift(self):
        reeks = self.dice.choice(self.reeksen)
        overleg = services.next_of(reeks, timezone.now() + timedelta(hours=12))
        if overleg is None:
            return
        kind = self.dice.random()
        if kind < 0.4:
            services.cancel_overleg(overleg=overleg, by=self.bt.osc, reden="Te weinig mensen.")
            self.cancelled += 1
        elif kind < 0.9:
            begin = overleg.begin + timedelta(days=self.dice.choice([1, 2]), hours=1)
            services.move_overleg(overleg=overleg, by=self.bt.osc, begin=begin, reden="Zaal bezet.")
            self.moved += 1
        else:
            begin = overleg.begin + timedelta(days=1)
            services.move_rest(overleg=overleg, by=self.bt.osc, begin=begin, reden="Andere dag.")
            self.moved += 1

    def hold(self, overleg):
        services.start_overleg(overleg=overleg, by=self.bt.osc)
        for punt in services.op_volgorde(list(overleg.punten.filter(uitkomst=""))):
            self.end(punt)
        services.close_overleg(overleg=overleg, by=self.bt.osc)
        self.held += 1

    def end(self, punt):
        services.start_punt(punt=punt, by=self.bt.osc)
        choice = self.dice.choice(["besluit", "actiepunt", *["doorgeschoven"] * 3, "geen_vervolg", "vraag"])
        if choice == "vraag" and punt.reeks.soort == "woe_os":
            opties = [{"tekst": "ja", "kost": "8 uur"}, {"tekst": "nee", "kost": ""}]
            services.ask_bmo(
                team=self.bt.team,
                by=self.bt.osc,
                vraag=f"Mag {punt.titel}?",
                opties=opties,
                punt=punt,
                afronden=True,
            )
            return
        if choice == "doorgeschoven":
            try:
                services.end_punt(punt=punt, by=self.bt.osc, uitkomst="doorgeschoven")
                return
            except RegelOvertreden:
                self.seen["derde keer"] += 1
                choice = "besluit"
        extra = {}
        if choice == "actiepunt":
            extra = {
                "eigenaar": self.dice.choice(self.woes),
                "deadline": timezone.localdate() + timedelta(days=self.dice.randint(3, 30)),
            }
        uitkomst = "besluit" if choice == "vraag" else choice
        services.end_punt(punt=punt, by=self.bt.osc, uitkomst=uitkomst, tekst="Zo doen we het.", **extra)

    def do_actiepunten(self):
        for row in Actiepunt.objects.open():
            if self.dice.random() < 0.2:
                services.update_actiepunt(actiepunt=row, by=row.eigenaar, klaar=True)

    def check(self):
        punten = list(Agendapunt.objects.select_related("overleg", "volgende"))
        found = ways(punten)
        assert found["verloren"] == 0
        assert len({p.titel for p in punten if p.titel.startswith("Punt ")}) == self.brought
        counts = mail_counts()
        assert counts["due"] == counts["sent"] + counts["pending"] + counts["failed"]
        return found


def test_a_year_in_which_nothing_runs_away(bt, inbox):
    """52 weeks with absences, moved and cancelled meetings and 200 points."""
    with time_machine.travel(op("2026-01-05", 8), tick=False) as clock:
        year = Year(bt)
        for week in range(WEKEN):
            for weekday in range(5):
                dag = BEGIN + timedelta(weeks=week, days=weekday)
                for uur in (8, 17):
                    clock.move_to(op(dag.isoformat(), uur, 30))
                    year.tick(timezone.now())
                due = Overleg.objects.filter(status="gepland", eind__lte=timezone.now()).order_by("begin")
                for overleg in due:
                    year.hold(overleg)
                while year.brought < PUNTEN * (week * 5 + weekday + 1) / (WEKEN * 5):
                    year.bring_in()
            if week % 3 == 0:
                year.somebody_is_away()
            if week % 3 == 1:
                year.shift()
            year.do_actiepunten()
            year.check()

        assert year.brought == PUNTEN
        assert year.held >= 25
        assert year.moved >= 3
        assert year.cancelled >= 2
        assert year.seen["derde keer"] > 0  # the third time it had to be decided
        assert year.check()["afgerond"] > PUNTEN / 2

        # Every question of a year but the newest got its answer, and every answer was heard back.
        answered = Vraag.objects.exclude(beantwoord_op=None)
        assert answered.count() > 10
        assert (
            answered.filter(gesteld_op__lt=timezone.now() - timedelta(days=120), teruggemeld_op=None).count()
            == 0
        )
        # Nobody hears the same twice, and all that was due has been sent once the last mail went out.
        clock.move_to(op("2027-01-08", 9))
        send_due()
        assert (
            mail_counts()["pending"] == Notificatie.objects.filter(sent_at=None).open().count() == waiting(bt)
        )
        assert len(set(inbox.ids)) == len(inbox.ids)
        assert Besluit.objects.count() > 20


def waiting(bt):
    """What is still to be mailed: only to who is absent now."""
    away = bt.team.plaatsingen.filter(
        medewerker__afwezigheden__van__lte=timezone.now(), medewerker__afwezigheden__tot__gt=timezone.now()
    ).values("medewerker")
    return Notificatie.objects.filter(sent_at=None, ontvanger__in=away).open().count()
