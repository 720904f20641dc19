"""Over many casussen: searching, regie op regie, the coming weeks, and how overdrachten go."""

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from casuistiek import overzichten
from casuistiek.forms.samen import ZoekForm
from casuistiek.queries import standen_of
from casuistiek.zoeken import KORTST, MEEST, zoek
from logboek.services import record
from organisatie.access import own_team

from .casus import rij_of


@require_http_methods(["GET", "POST"])
def casus_search(request):
    """Search. The words go in the body, never in an address; what does not exist for you is not found or counted."""
    team = own_team(request.user, perm="casuistiek.list_casus")
    form = ZoekForm(request.POST or None)
    rijen, meer = None, False
    if request.method == "POST" and form.is_valid():
        tekst = form.cleaned_data["q"]
        if len(tekst.strip()) < KORTST:
            form.add_error("q", f"Vul minstens {KORTST} tekens in.")
        else:
            standen = standen_of(zoek(request.user, team, tekst))
            rijen, meer = [rij_of(stand) for stand in standen[:MEEST]], len(standen) > MEEST
            record(event="casus.searched", by=request.user, subject=team)
    return render(
        request, "casuistiek/zoeken.html", {"titel": "Zoeken", "form": form, "rijen": rijen, "meer": meer}
    )


@require_GET
def regie_op_regie(request):
    """Which casussen ask for attention of OSC and teamchef, and why (C17)."""
    team = own_team(request.user, perm="casuistiek.view_regie_op_regie")
    record(event="regie_op_regie.viewed", by=request.user, subject=team)
    return render(
        request,
        "casuistiek/regie_op_regie.html",
        {
            "titel": "Regie op regie",
            "rijen": overzichten.regie_op_regie(team, request.user),
            "is_chef": request.user.has_perm("casuistiek.judge_noodtoegang", team),
            **overzichten.to_decide(team, request.user),
        },
    )


@require_GET
def vooruit(request):
    """The coming eight weeks: gaps, changes, and how many casussen lie with whom (C18)."""
    team = own_team(request.user, perm="casuistiek.list_casus")
    return render(
        request,
        "casuistiek/vooruit.html",
        {"titel": "De komende acht weken", **overzichten.vooruit(team, request.user)},
    )


@require_GET
def overdrachten(request):
    """How overdrachten by the OpCo go, per month: complete, in time, how long until accepted (C1)."""
    team = own_team(request.user, perm="casuistiek.view_regie_op_regie")
    return render(
        request,
        "casuistiek/overdrachten.html",
        {"titel": "Overdrachten per maand", "maanden": overzichten.overdracht_per_month(team, request.user)},
    )
