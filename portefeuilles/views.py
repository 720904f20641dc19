"""Portefeuilles and trends."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from organisatie.bronnen import readable
from organisatie.forms import TotEnMetForm
from overleggen.models import Actiepunt, Agendapunt
from ui.pages import form_page, post_action
from werk.queries import minutes_per_titel

from . import forms, services
from .models import Houderschap, Portefeuille, Trend


def _caused(request):
    return lambda gevolgen: " ".join(["Bewaard.", *readable(gevolgen, request.user)])


@require_GET
def portefeuille_list(request):
    """The team's portefeuilles with houder and vervangers, and the trends that play."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    now = Houderschap.objects.op().select_related("medewerker").order_by("rol", "volgorde", "van")
    portefeuilles = (
        Portefeuille.objects.op()
        .filter(team=team)
        .prefetch_related("themas", Prefetch("houderschappen", queryset=now, to_attr="nu"))
    )
    return render(
        request,
        "portefeuilles/portefeuille_list.html",
        {
            "portefeuilles": portefeuilles,
            "trends": Trend.objects.actueel().filter(team=team).select_related("portefeuille")[:20],
            "mag_toevoegen": request.user.has_perm("portefeuilles.add_portefeuille", team),
        },
    )


@require_GET
def portefeuille(request, pk):
    """The theme's home, thin: who, what for, trends, and what it took the last month."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.view_portefeuille", pk=pk)
    since = timezone.localdate() - timedelta(days=30)
    minuten = minutes_per_titel(portefeuille.team_id, "portefeuille", since=since).get(portefeuille.pk, 0)
    return render(
        request,
        "portefeuilles/portefeuille.html",
        {
            "portefeuille": portefeuille,
            "titel": portefeuille.naam,
            "houderschappen": portefeuille.houderschappen.select_related("medewerker").order_by(
                "rol", "-van"
            ),
            "trends": portefeuille.trends.actueel(),
            "minuten": minuten,
            "mag_wijzigen": request.user.has_perm("portefeuilles.change_portefeuille", portefeuille),
            "mag_houder": request.user.has_perm("portefeuilles.change_houderschap", portefeuille),
        },
    )


@require_http_methods(["GET", "POST"])
def portefeuille_add(request):
    team = own_team(request.user, perm="portefeuilles.add_portefeuille")
    form = forms.PortefeuilleForm(request.POST or None, team=team)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_portefeuille(team=team, by=request.user, **data),
        titel="Nieuwe portefeuille",
        terug=lambda portefeuille: portefeuille,
    )


@require_http_methods(["GET", "POST"])
def portefeuille_change(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.change_portefeuille", pk=pk)
    form = forms.PortefeuilleForm(request.POST or None, team=portefeuille.team, portefeuille=portefeuille)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_portefeuille(
            team=portefeuille.team, portefeuille=portefeuille, by=request.user, **data
        ),
        titel=portefeuille.naam,
        terug=portefeuille,
    )


@require_http_methods(["GET", "POST"])
def houder_add(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.change_houderschap", pk=pk)
    form = forms.HouderForm(request.POST or None, team=portefeuille.team)

    def do(medewerker, rol, volgorde, van):
        if rol == "houder":
            return services.set_houder(
                portefeuille=portefeuille, medewerker=medewerker, van=van, by=request.user
            )
        return services.add_vervanger(
            portefeuille=portefeuille, medewerker=medewerker, volgorde=volgorde, van=van, by=request.user
        )

    return form_page(
        request,
        form,
        do=do,
        titel="Houder of vervanger",
        intro="Een nieuwe houder vervangt de huidige vanaf die dag. Wat was blijft bewaard.",
        terug=portefeuille,
        bericht=_caused(request),
    )


@require_http_methods(["GET", "POST"])
def houder_end(request, pk):
    row = fetch_for(request.user, Houderschap, perm="portefeuilles.change_houderschap", pk=pk)
    return form_page(
        request,
        TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_houderschap(houderschap=row, tot=tot, by=request.user),
        titel="Houderschap beëindigen",
        intro=str(row),
        terug=row.portefeuille,
        bericht=_caused(request),
    )


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
def trend(request, pk):
    """A trend, and what became of it: points, besluiten and actiepunten."""
    trend = fetch_for(request.user, Trend, perm="portefeuilles.view_trend", pk=pk)
    kind = ContentType.objects.get_for_model(Trend)
    punten = list(
        Agendapunt.objects.filter(onderwerp_type=kind, onderwerp_id=trend.pk)
        .select_related("overleg__reeks", "actiepunt__eigenaar")
        .order_by("-overleg__begin")[:20]
    )
    for punt in punten:
        punt.leesbaar = request.user.has_perm("overleggen.view_overleg", punt.overleg)
    return render(
        request,
        "portefeuilles/trend.html",
        {
            "trend": trend,
            "titel": trend.titel,
            "punten": punten,
            "actiepunten": Actiepunt.objects.filter(
                onderwerp_type=kind, onderwerp_id=trend.pk
            ).select_related("eigenaar"),
            "mag_wijzigen": request.user.has_perm("portefeuilles.change_trend", trend),
        },
    )


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
