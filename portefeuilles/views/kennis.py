"""Kennissessies: what is planned, what they brought, and where the team did not look yet (V10)."""

from django.db.models import Max, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from organisatie.access import fetch_for, own_team
from overleggen.models import Overleg
from regels.agenda import Vanzelf
from ui.pages import form_page

from .. import services
from ..forms import kennis as forms
from ..models import Kennissessie, Trend


@require_GET
def kennissessie_list(request):
    """Coming sessions, earlier ones, and the blind spots: portefeuilles that were not told about for long."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    coming = (
        Overleg.objects.te_komen()
        .filter(team=team)
        .select_related("reeks", "kennissessie__portefeuille", "kennissessie__spreker")
    )
    sessions = Kennissessie.objects.filter(overleg__team=team).select_related(
        "overleg", "portefeuille", "spreker"
    )
    held = Q(kennissessies__overleg__status="gesloten")
    told = team.portefeuilles.op().annotate(laatst=Max("kennissessies__overleg__begin", filter=held))
    ahead = Trend.objects.actueel().filter(team=team, horizon=Trend.Horizon.VIJF_JAAR)
    planned = [row for row in coming if row.reeks.vult(Vanzelf.KENNIS)][:6]
    context = {
        "titel": "Kennissessies",
        "komend": planned,
        "geweest": sessions.filter(overleg__begin__lt=timezone.now())[:20],
        "portefeuilles": sorted(told, key=lambda row: (row.laatst is not None, row.laatst or row.naam)),
        "trends": ahead.select_related("portefeuille")[:20],
    }
    return render(request, "portefeuilles/kennissessie_list.html", context)


@require_http_methods(["GET", "POST"])
def kennissessie_plan(request, pk):
    """Which portefeuille this meeting is about."""
    overleg = fetch_for(request.user, Overleg, perm="portefeuilles.plan_kennissessie", pk=pk)
    row = Kennissessie.objects.filter(overleg=overleg).first()
    names = list(forms.KennissessieForm.base_fields)
    initial = {naam: getattr(row, naam) for naam in names} if row else {"spreker": request.user.pk}
    return form_page(
        request,
        forms.KennissessieForm(request.POST or None, team=overleg.team, initial=initial),
        do=lambda **data: services.plan_kennissessie(overleg=overleg, by=request.user, **data),
        titel="Kennissessie voorbereiden",
        intro=f"{overleg}. Vertel waar je mee bezig bent, waar je tegenaan loopt en wat je wilt leren.",
        terug=lambda row: row.get_absolute_url(),
        bericht="De kennissessie staat gepland en komt op de agenda.",
    )


@require_GET
def kennissessie(request, pk):
    row = fetch_for(request.user, Kennissessie, perm="portefeuilles.view_kennissessie", pk=pk)
    trends = Trend.objects.actueel().filter(portefeuille=row.portefeuille).order_by("-horizon")
    context = {
        "titel": str(row),
        "sessie": row,
        "trends": trends,
    }
    return render(request, "portefeuilles/kennissessie.html", context)


@require_http_methods(["GET", "POST"])
def kennissessie_write(request, pk):
    row = fetch_for(request.user, Kennissessie, perm="portefeuilles.change_kennissessie", pk=pk)
    initial = {naam: getattr(row, naam) for naam in forms.OpbrengstForm.base_fields}
    return form_page(
        request,
        forms.OpbrengstForm(request.POST or None, initial=initial),
        do=lambda **data: services.write_kennissessie(kennissessie=row, by=request.user, **data),
        titel="Wat bracht de sessie?",
        intro=f"{row.portefeuille}. Wat hieruit volgt maak je tot trend of actiepunt.",
        terug=reverse("portefeuilles:kennissessie", args=[row.pk]),
    )
