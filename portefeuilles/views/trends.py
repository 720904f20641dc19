"""Trends with the whole chain of what became of them, and the calendar of thema's."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from organisatie.handelingen import kan
from organisatie.verbeteren import removing
from portefeuilles.handelingen import TREND
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import services
from ..forms import trends as forms
from ..keten import chain_of
from ..models import Taakaccent, Themamaand, Trend


@require_http_methods(["GET", "POST"])
def trend_add(request):
    team = own_team(request.user, perm="portefeuilles.add_trend")
    form = forms.TrendForm(request.POST or None, team=team)
    return form_page(
        request,
        form,
        do=lambda **data: services.add_trend(team=team, by=request.user, **data),
        titel="Trend melden",
        intro="Wat zie je aankomen? Het komt vanzelf op het volgende overleg.",
        terug=lambda trend: trend,
        bericht="Bewaard. De trend komt op het volgende WOE/OS-overleg.",
    )


@require_GET
def trend_list(request):
    """All trends, by how near they are; those that ran out apart."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    rows = Trend.objects.filter(team=team).select_related("portefeuille", "gezien_door")
    if soort := wanted(request):
        kop = ["Trend", "Wanneer", "Betekent voor ons", "Acties", "Portefeuille", "Gezien door", "Gezien op", "Loopt af op", "Gesloten", "Waarom"]  # fmt: skip
        rijen = [
            [
                t.titel,
                t.get_horizon_display(),
                t.betekenis,
                t.acties,
                t.portefeuille,
                t.gezien_door.naam,
                t.gezien_op,
                t.loopt_af_op,
                t.gesloten_op,
                t.reden_gesloten,
            ]
            for t in rows
        ]
        return list_file(request, soort, subject=team, naam="trends", kop=kop, rijen=rijen)
    actueel = list(rows.actueel()[:200])
    groepen = [(naam, [t for t in actueel if t.horizon == code]) for code, naam in Trend.Horizon.choices]
    today = timezone.localdate()
    context = {
        "titel": "Trends en ontwikkelingen",
        "groepen": groepen,
        "afgelopen": rows.filter(gesloten_op=None, loopt_af_op__lte=today)[:30],
        "gesloten": rows.exclude(gesloten_op=None)[:30],
    }
    return render(request, "portefeuilles/trend_list.html", context)


@require_GET
def trend(request, pk):
    """A trend, and the whole chain of what became of it: points, actiepunten, briefings, answers, results."""
    trend = fetch_for(request.user, Trend, perm="portefeuilles.view_trend", pk=pk)
    context = {
        "trend": trend,
        "titel": trend.titel,
        "keten": chain_of(trend, request.user),
        "kansen": TREND.kansen(trend, request.user),
    }
    return render(request, "portefeuilles/trend.html", context)


@require_http_methods(["GET", "POST"])
def trend_change(request, pk):
    trend = fetch_for(request.user, Trend, perm="portefeuilles.change_trend", pk=pk)
    initial = {
        name: getattr(trend, name) for name in ("titel", "horizon", "betekenis", "acties", "portefeuille")
    }
    form = forms.TrendForm(request.POST or None, team=trend.team, initial=initial)

    def do(sleutel, **data):
        return services.change_trend(trend=trend, by=request.user, **data)

    return form_page(request, form, do=do, titel="Trend wijzigen", terug=trend)


@require_POST
def trend_confirm(request, pk):
    trend = fetch_for(request.user, Trend, perm="portefeuilles.change_trend", pk=pk)
    return post_action(
        request,
        do=lambda: services.confirm_trend(trend=trend, by=request.user),
        terug=trend,
        bericht="Bevestigd: de trend blijft nog 90 dagen staan.",
    )


@require_http_methods(["GET", "POST"])
def trend_close(request, pk):
    trend = fetch_for(request.user, Trend, perm="portefeuilles.change_trend", pk=pk)
    return form_page(
        request,
        forms.TrendSluitForm(request.POST or None),
        do=lambda reden: services.close_trend(trend=trend, by=request.user, reden=reden),
        titel="Trend sluiten",
        terug=trend,
    )


# --- thema van de maand ---------------------------------------------------------------------------------


def _year(request):
    text = request.GET.get("jaar", "")
    jaar = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return jaar if 2000 <= jaar <= 2100 else timezone.localdate().year


@require_GET
def themakalender(request):
    """The year: which portefeuille stands central in which month (P8)."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    jaar = _year(request)
    rows = Themamaand.objects.filter(team=team, maand__year=jaar).select_related("portefeuille")
    if soort := wanted(request):
        rijen = [[f"{r.maand:%m-%Y}", r.portefeuille, r.inhoud, r.werft, r.opbrengst] for r in rows]
        kop = ["Maand", "Portefeuille", "Wat", "Zoekt taakaccenthouders", "Opbrengst"]
        return list_file(request, soort, subject=team, naam="thema-van-de-maand", kop=kop, rijen=rijen)
    per_maand = {row.maand.month: row for row in rows}
    accents = {}
    chooses = kan(request.user, team, "themamaand")
    for accent in Taakaccent.objects.filter(portefeuille__in=[r.portefeuille_id for r in rows if r.werft]):
        accents.setdefault(accent.portefeuille_id, []).append(accent)
    context = {
        "titel": f"Thema van de maand {jaar}",
        "jaar": jaar,
        "maanden": [
            {
                "maand": date(jaar, nr, 1),
                "rij": per_maand.get(nr),
                "adres": reverse("portefeuilles:themamaand", args=[jaar, nr]) if chooses else "",
                "accenten": accents.get(per_maand[nr].portefeuille_id, []) if nr in per_maand else [],
            }
            for nr in range(1, 13)
        ],
        "nu": timezone.localdate().replace(day=1),
    }
    return render(request, "portefeuilles/themakalender.html", context)


@require_http_methods(["GET", "POST"])
def themamaand(request, jaar, maand):
    """Which portefeuille stands central in this month, and what will be done."""
    team = own_team(request.user, perm="portefeuilles.set_themamaand")
    if not (2000 <= jaar <= 2100 and 1 <= maand <= 12):
        raise Http404
    dag = date(jaar, maand, 1)
    row = Themamaand.objects.filter(team=team, maand=dag).first()
    names = ("portefeuille", "inhoud", "werft", "opbrengst")
    initial = {name: getattr(row, name) for name in names} if row else {}
    return form_page(
        request,
        forms.ThemamaandForm(request.POST or None, team=team, initial=initial),
        do=lambda **data: services.set_themamaand(team=team, maand=dag, by=request.user, **data),
        titel=f"Thema van de maand: {dag:%m-%Y}",
        terug=f"{reverse('portefeuilles:themakalender')}?jaar={jaar}",
    )


themamaand_remove = removing(
    Themamaand, terug=lambda row: f"{reverse('portefeuilles:themakalender')}?jaar={row.maand.year}"
)
