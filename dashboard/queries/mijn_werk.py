"""Mijn werk: one list of what I must do now, soon and later, over all apps (V6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from bondgenoten.models import Advies, Belronde
from casuistiek.models import (
    Arbitrage,
    Casus,
    Noodtoegang,
    Opsporing,
    Overdracht,
    Regie,
    Terugoverdracht,
)
from casuistiek.queries import standen_of
from organisatie.models import OpCoDienst
from overleggen.agendabronnen import readable
from overleggen.models import Actiepunt, Agendapunt, Overleg, Presentatie
from overleggen.permissions import takes_part_in
from portefeuilles.models import Aanpak, Activiteit, Inwerkplan, Overdrachtsdossier
from regels.bellen import KLAAR
from regels.functies import BESLIST
from ui.templatetags.ui import dag, moment

NU, STRAKS, LATER = "nu", "straks", "later"
BINNENKORT = timedelta(days=7)
OVERLEG_VOORUIT = timedelta(days=14)
LANG_IN_VOORRAAD = timedelta(days=28)


@dataclass(frozen=True)
class Item:
    """One line: when it asks for me, what it is, where it is done, and a few words beside it."""

    wanneer: str
    tekst: str
    url: str
    merk: str = ""
    kleur: str = ""
    op: date | None = None


def items_of(medewerker, standen) -> Iterable[Item]:
    """Everything that waits for this person. A constant number of queries."""
    today = timezone.localdate()
    yield from _cases(medewerker, standen)
    yield from _actiepunten(medewerker, today)
    yield from _plans(medewerker, today)
    yield from _meetings(medewerker, today)


def _cases(medewerker, standen):
    offers = Overdracht.objects.filter(
        aan=medewerker, besloten_op=None, ronde__casus__team__in=medewerker.team_ids
    )
    for row in offers.select_related("ronde__casus").order_by("uiterlijk"):
        tekst = f"Neem jij de regie? {row.casus.titel}"
        yield Item(NU, tekst, row.get_absolute_url(), f"voor {moment(row.uiterlijk)}", "oranje")
    confirm = [
        s for s in standen if s.te_bevestigen is not None and s.te_bevestigen.medewerker == medewerker.pk
    ]
    for stand in confirm:
        tekst = f"Bevestig dat je waarneemt: {stand.casus.titel}"
        merk = f"voor {moment(stand.te_bevestigen.uiterlijk)}"
        yield Item(NU, tekst, stand.casus.get_absolute_url(), merk, "oranje")
    if OpCoDienst.objects.filter(volgende=medewerker, tot=None, team__in=medewerker.team_ids).exists():
        yield Item(NU, "Jij bent de volgende OpCo: neem de dienst over", reverse("organisatie:dienst"))
    yield from _asked(medewerker)
    yield from _networks(medewerker)
    for stand in standen:
        if stand.rood and stand not in confirm:
            merk = ", ".join(item.value.lower() for item in stand.rood)
            yield Item(NU, stand.casus.titel, stand.casus.get_absolute_url(), merk, "rood")


def _asked(medewerker):
    """Opsporing, coming back, a side to give, and what a chef decides."""
    open_cases = Casus.objects.open().filter(team__in=medewerker.team_ids)
    visible = Casus.objects.visible_to(medewerker).values("pk")
    chef_of = [pk for pk in medewerker.team_ids if BESLIST & medewerker.functies_in(pk)]
    sides = Arbitrage.objects.filter(
        ander=medewerker, besloten_op=None, casus__in=open_cases.filter(pk__in=visible)
    ).exclude(standpunten__medewerker=medewerker)
    for row in sides:
        url = reverse("casuistiek:arbitrage", args=[row.pk])
        yield Item(NU, f"Geef jouw kant: {row.vraag}", url, moment(row.gevraagd_op))
    asked = Opsporing.objects.filter(
        gevraagd=medewerker, aanvaard_op=None, gestopt_op=None, casus__in=open_cases
    )
    for row in asked.select_related("casus"):
        tekst = f"Doe jij de opsporing? {row.casus.titel}"
        yield Item(NU, tekst, row.casus.get_absolute_url(), f"voor {moment(row.uiterlijk)}", "oranje")
    for row in Terugoverdracht.objects.filter(regisseur=medewerker, gelezen_op=None, casus__in=open_cases):
        url = reverse("casuistiek:terugoverdracht", args=[row.pk])
        yield Item(NU, "Lees wat er gebeurde terwijl je weg was", url, f"tot {moment(row.tot)}")
    for row in Arbitrage.objects.filter(casus__team__in=chef_of, besloten_op=None):
        url = reverse("casuistiek:arbitrage", args=[row.pk])
        yield Item(NU, f"Beslis: {row.vraag}", url, moment(row.gevraagd_op))
    judge = Noodtoegang.objects.filter(casus__team__in=chef_of, oordeel="").exclude(medewerker=medewerker)
    if aantal := judge.count():
        yield Item(NU, "Beoordeel noodtoegang", reverse("casuistiek:regie-op-regie"), str(aantal))


def _actiepunten(medewerker, today):
    rows = Actiepunt.objects.visible_to(medewerker).open().filter(eigenaar=medewerker)
    for row in rows.order_by("deadline"):
        tekst = f"{row.tekst} (deeltaak)" if row.boven_id else row.tekst
        if row.deadline < today:
            merk = f"actiepunt te laat: {dag(row.deadline)}"
            yield Item(NU, tekst, row.get_absolute_url(), merk, "rood", row.deadline)
        else:
            when = STRAKS if row.deadline <= today + BINNENKORT else LATER
            yield Item(when, tekst, row.get_absolute_url(), dag(row.deadline), op=row.deadline)


def _networks(medewerker):
    """Call rounds that run in which I call, or of the team I lead; advice that waits for my answer. Two queries."""
    mine = Q(regels__beller=medewerker) & ~Q(regels__afloop__in=KLAAR)
    rounds = (
        Belronde.objects.lopend()
        .filter(team__in=medewerker.team_ids)
        .annotate(aantal=Count("regels", filter=mine))
    )
    for ronde in rounds:
        if ronde.aantal:
            yield Item(
                NU, f"Bel: {ronde.aanleiding}", ronde.get_absolute_url(), f"nog {ronde.aantal}", "oranje"
            )
        elif BESLIST & medewerker.functies_in(ronde.team_id):
            url = reverse("bondgenoten:belronde-overview", args=[ronde.pk])
            yield Item(NU, f"Belronde: {ronde.aanleiding}", url, "loopt", "oranje")
    waiting = (
        Advies.objects.filter(
            netwerk__trekker=medewerker,
            netwerk__gestopt_op=None,
            netwerk__team__in=medewerker.team_ids,
            antwoord="",
        )
        .order_by("gekregen_op")
        .values_list("pk", "netwerk__naam")
    )
    for pk, naam in waiting[:20]:
        yield Item(STRAKS, f"Antwoord op advies van {naam}", reverse("bondgenoten:advies-answer", args=[pk]))


def _plans(medewerker, today):
    """Activities, assessments, dossiers and inwerken."""
    teams = medewerker.team_ids
    rows = Activiteit.objects.filter(
        eigenaar=medewerker,
        afgerond_op=None,
        gestopt_op=None,
        deadline__lte=today + timedelta(days=31),
        plan__portefeuille__team__in=teams,
    )
    for row in rows.order_by("deadline"):
        late = row.deadline < today
        merk = (
            f"activiteit over de datum: {dag(row.deadline)}" if late else f"activiteit, {dag(row.deadline)}"
        )
        yield Item(
            NU if late else STRAKS, row.tekst, row.get_absolute_url(), merk, "rood" * late, row.deadline
        )
    for row in Aanpak.objects.open().filter(
        trekker=medewerker, assessment_op__lte=today + BINNENKORT, portefeuille__team__in=teams
    ):
        merk = f"assessment {dag(row.assessment_op)}"
        yield Item(NU, f"Werkte het? {row.titel}", row.get_absolute_url(), merk, "oranje", row.assessment_op)
    for row in Overdrachtsdossier.objects.filter(
        aan=medewerker, afgerond_op=None, portefeuille__team__in=teams
    ).select_related("portefeuille", "van"):
        tekst = f"Werk het overdrachtsdossier door: {row.portefeuille}"
        yield Item(NU, tekst, row.get_absolute_url(), f"van {row.van.naam}")
    for row in (
        Inwerkplan.objects.filter(medewerker=medewerker, team__in=teams)
        .annotate(open=Count("stappen", filter=Q(stappen__klaar_op=None)))
        .filter(open__gt=0)
    ):
        yield Item(STRAKS, "Mijn inwerkplan", row.get_absolute_url(), f"nog {row.open} te doen")


def _meetings(medewerker, today):
    """Meetings to come, a turn to present, and what I brought in and forgot."""
    turns = Presentatie.objects.filter(
        medewerker=medewerker, gehouden_op=None, overleg__status="gepland", overleg__begin__date__gte=today
    ).select_related("overleg")
    for row in turns:
        op = timezone.localdate(row.overleg.begin)
        if row.is_klaar:
            yield Item(LATER, "Jij presenteert", row.get_absolute_url(), moment(row.overleg.begin), op=op)
        else:
            when = NU if op <= today + timedelta(days=2) else STRAKS
            tekst = "Bereid je presentatie voor: de 5W en je vraag"
            yield Item(when, tekst, row.get_absolute_url(), moment(row.overleg.begin), "oranje", op)
    coming = (
        Overleg.objects.te_komen()
        .filter(team=medewerker.team, begin__date__lte=today + OVERLEG_VOORUIT)
        .select_related("reeks")
    )
    for row in coming:
        if takes_part_in(medewerker, row.reeks):
            op = timezone.localdate(row.begin)
            yield Item(STRAKS, row.reeks.naam, row.get_absolute_url(), moment(row.begin), op=op)
    waiting = Agendapunt.objects.filter(
        inbrenger=medewerker,
        overleg=None,
        uitkomst="",
        komt_terug=False,
        ingebracht_op__lt=timezone.now() - LANG_IN_VOORRAAD,
        reeks__team__in=medewerker.team_ids,
    )
    for row in readable(waiting, medewerker):
        url = reverse("overleggen:punt-plan", args=[row.pk])
        yield Item(LATER, f"Nog nodig? {row.titel}", url, "wacht al vier weken in de voorraad")


def standen_for(medewerker):
    """How my casussen stand: those I lead, and those I am aan zet in."""
    leads = Regie.objects.filter(medewerker=medewerker, tot=None).values("casus")
    casussen = (
        Casus.objects.visible_to(medewerker)
        .open()
        .filter(Q(pk__in=leads) | Q(vastgelegd_aan_zet=medewerker))
        .order_by("-geopend_op")
    )
    return standen_of(casussen.zonder_verhaal()[:60])
