"""Logged work: one's own week, and where the time goes."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from logboek.models import Logregel
from logboek.services import record
from organisatie.access import fetch_for, own_team
from organisatie.models import Medewerker
from organisatie.queries import instelling_for
from regels import werktijd
from ui.export import list_file, wanted
from ui.forms import parse_date
from ui.grafiek import taart
from ui.pages import form_page, post_action
from ui.templatetags.ui import duur

from . import services
from .afspraken import TIJD
from .forms import LABELS, CorrectieForm, WerkregelForm
from .models import Favoriet, Werkregel
from .queries import days_of, monday_of, shown_since, still_there, team_time, time_of, week_of

PERIODEN = {"week": 7, "maand": 30, "kwartaal": 91, "jaar": 365}
EERDER = 120  # periods one can look back


def _added_up(medewerker):
    """What an entry gives back: what the week adds up to."""
    return lambda row: f"Gelogd: {duur(row.minuten)}. Deze week samen {duur(week_of(medewerker)[1])}."


@require_http_methods(["GET", "POST"])
def werk(request):
    """Log work, repeat what comes often, and see one's own week. `?week=` shows the week of a day, `?voor=` fills in what for."""
    team = own_team(request.user, perm="werk.log_work")
    monday = monday_of(parse_date(request.GET.get("week", "")[:10]))
    rows, minuten = week_of(request.user, monday)
    if soort := wanted(request):
        return _export(request, team, soort)
    form = WerkregelForm(request.POST or None, medewerker=request.user, voor=request.GET.get("voor", ""))
    recent = Werkregel.objects.filter(medewerker=request.user).select_related("onderwerp_type")[:20]
    herhaal = {
        (row.soort, row.onderwerp_type_id, row.onderwerp_id, row.minuten, row.tekst): row for row in recent
    }
    vandaag = timezone.localdate()
    dagen = days_of(rows, monday)
    return form_page(
        request,
        form,
        do=lambda **data: services.log_work(by=request.user, team=team, **data),
        titel="Werk loggen",
        template="werk/werk.html",
        terug=reverse("werk:werk"),
        bericht=_added_up(request.user),
        extra={
            "week": rows,
            "minuten": minuten,
            "herhaal": still_there(list(herhaal.values()), request.user)[:4],
            "favorieten": still_there(
                Favoriet.objects.filter(medewerker=request.user).select_related("onderwerp_type")[:12],
                request.user,
            ),
            "dagen": dagen,
            "meeste": max([som for _, som in dagen] + [8 * 60]),
            "maandag": monday,
            "vorige": monday - timedelta(days=7),
            "volgende": monday + timedelta(days=7) if monday + timedelta(days=7) <= vandaag else None,
            "weg": Werkregel.alle.filter(
                medewerker=request.user, weg_op__gt=timezone.now() - werktijd.BEDENKTIJD
            ).order_by("-weg_op")[:3],
        },
    )


def _export(request, team, soort):
    rows = Werkregel.objects.filter(medewerker=request.user, team=team)
    return list_file(
        request,
        soort,
        subject=team,
        naam="mijn-werk",
        kop=["Dag", "Soort", "Waarvoor", "Minuten", "Wat", "Resultaat", "Ging voor door"],
        rijen=[
            [
                r.dag,
                r.get_soort_display(),
                r.titel,
                r.minuten,
                r.tekst,
                r.resultaat,
                r.get_verdringing_display(),
            ]
            for r in rows
        ],
    )


@require_POST
def werk_repeat(request, pk):
    row = fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.repeat_work(werkregel=row, by=request.user),
        terug=reverse("dashboard:mijn-werk")
        if request.POST.get("naar") == "mijn-werk"
        else reverse("werk:werk"),
        bericht=_added_up(request.user),
    )


@require_http_methods(["GET", "POST"])
def werk_change(request, pk):
    row = fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    initial = {name: getattr(row, name) for name in ("minuten", "dag", "tekst", "resultaat", "verdringing")}
    return form_page(
        request,
        CorrectieForm(request.POST or None, initial=initial),
        do=lambda **data: services.change_work(werkregel=row, by=request.user, **data),
        titel=row.titel or row.get_soort_display().capitalize(),
        terug=reverse("werk:werk"),
    )


@require_POST
def werk_remove(request, pk):
    row = fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_work(werkregel=row, by=request.user),
        terug=reverse("werk:werk"),
        bericht="Weggehaald. Terugzetten kan een dag lang, onder je week.",
    )


@require_POST
def werk_restore(request, pk):
    """The way back for a line that was taken away: only one's own, found among all lines."""
    row = Werkregel.alle.visible_to(request.user).filter(pk=pk).first()
    if row is None:
        fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.restore_work(werkregel=row, by=request.user),
        terug=reverse("werk:werk"),
        bericht="Teruggezet.",
    )


@require_POST
def favoriet_add(request, pk):
    row = fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.add_favoriet(werkregel=row, by=request.user),
        terug=reverse("werk:werk"),
        bericht="Deze regel staat nu bij je favorieten.",
    )


@require_POST
def favoriet_log(request, pk):
    row = fetch_for(request.user, Favoriet, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.repeat_work(werkregel=row, by=request.user),
        terug=reverse("werk:werk"),
        bericht=_added_up(request.user),
    )


@require_POST
def favoriet_remove(request, pk):
    row = fetch_for(request.user, Favoriet, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_favoriet(favoriet=row, by=request.user),
        terug=reverse("werk:werk"),
        bericht="Weg uit je favorieten.",
    )


# --- where the time goes --------------------------------------------------------------------------------


def _period(request):
    """The period that was asked for: its name, how many back, and `[van, tot)` in days."""
    naam = request.GET.get("periode", "maand")
    naam = naam if naam in PERIODEN else "maand"
    terug = request.GET.get("terug", "0")
    terug = min(int(terug), EERDER) if terug.isascii() and terug.isdigit() and len(terug) < 4 else 0
    tot = timezone.localdate() + timedelta(days=1 - terug * PERIODEN[naam])
    return naam, terug, tot - timedelta(days=PERIODEN[naam]), tot


def _month(request):
    """A calendar month, `terug` back: months never overlap, so their difference is nobody's figure."""
    terug = request.GET.get("terug", "0")
    terug = min(int(terug), EERDER) if terug.isascii() and terug.isdigit() and len(terug) < 4 else 0
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 - terug
    van = date(months // 12, months % 12 + 1, 1)
    return terug, van, (van + timedelta(days=32)).replace(day=1)


def _picture(per_soort, instelling):
    """The pie and the norm, from minutes per kind: own work first, then what came before it."""
    afspraak = TIJD.van(instelling)
    eigen = [soort for soort in LABELS if soort in afspraak.eigen]
    ander = [soort for soort in LABELS if soort not in afspraak.eigen]
    delen = [(LABELS[soort].capitalize(), per_soort.get(soort, 0)) for soort in (*eigen, *ander)]
    return {
        "punten": taart(delen),
        "som": sum(per_soort.values()),
        "verdeling": werktijd.verdeling(per_soort, eigen=afspraak.eigen, norm=afspraak.norm),
        "eigen_werk": [LABELS[soort] for soort in eigen],
    }


def _tijd_page(request, medewerker, team, since=None):
    naam, terug, van, tot = _period(request)
    if since is not None:
        van = max(van, since)
    per_soort, verdrongen = time_of(medewerker, team.pk, van, tot)
    eigen = medewerker.pk == request.user.pk
    context = {
        "titel": "Mijn tijd" if eigen else f"Tijd van {medewerker.naam}",
        "medewerker": medewerker,
        "eigen": eigen,
        "periode": naam,
        "perioden": PERIODEN,
        "van": van,
        "tot_en_met": tot - timedelta(days=1),
        "eerder": terug + 1 if terug < EERDER else None,
        "later": terug - 1 if terug else None,
        "verdrongen": verdrongen,
        "instelling": instelling_for(request.user, team.pk),
        "gekeken": _looked(medewerker) if eigen else [],
        **_picture(per_soort, instelling_for(request.user, team.pk)),
    }
    return render(request, "werk/tijd.html", context)


def _looked(medewerker):
    """Who looked at my time, newest first: the record of looking is for whom it is about too."""
    rows = Logregel.objects.filter(
        actie="tijd.viewed", object_type="organisatie.medewerker", object_id=medewerker.pk
    ).order_by("-pk")[:10]
    names = dict(Medewerker.objects.filter(pk__in={row.actor for row in rows}).values_list("pk", "naam"))
    return [(names.get(row.actor, "een collega"), row.moment) for row in rows]


@require_GET
def tijd(request):
    """One's own time as a pie, beside the norm of the team."""
    team = own_team(request.user, perm="werk.log_work")
    return _tijd_page(request, request.user, team)


@require_GET
def tijd_van(request, pk):
    """The time of one colleague: only for whom the team decided so, from that day on; each look is logged."""
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.view_medewerker", pk=pk)
    team = own_team(request.user, perm="werk.log_work")
    since = shown_since(request.user, medewerker, team.pk)
    if since is None:
        record(event="access.denied", by=request.user, subject=team, reden="tijd", uitkomst="geweigerd")
        raise PermissionDenied("tijd")
    if medewerker.pk != request.user.pk:
        record(event="tijd.viewed", by=request.user, subject=medewerker, team=team.pk)
    return _tijd_page(request, medewerker, team, since)


@require_GET
def team_tijd(request):
    """The time of the team together: no person in it, and nothing when too few people logged."""
    team = own_team(request.user, perm="werk.view_team_time")
    terug, van, tot = _month(request)
    per_soort, mensen = team_time(team.pk, van, tot)
    oordeel = werktijd.mag_samen_tonen(mensen)
    instelling = instelling_for(request.user, team.pk)
    context = {
        "titel": "Tijd van het team samen",
        "periode": "maand",
        "perioden": [],
        "van": van,
        "tot_en_met": tot - timedelta(days=1),
        "eerder": terug + 1 if terug < EERDER else None,
        "later": terug - 1 if terug else None,
        "instelling": instelling,
        "bezwaar": "" if oordeel or not mensen else oordeel.bezwaar,
        "samen": True,
        **_picture(per_soort if oordeel else {}, instelling),
    }
    return render(request, "werk/tijd.html", context)
