"""Pages that look across apps."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from logboek.services import record
from organisatie.access import own_team
from werk.models import Werkregel
from werk.queries import week_of

from . import queries


@require_GET
def mijn_werk(request):
    """The start page: what I must do now, soon, later."""
    if request.user.team is None:
        return render(request, "dashboard/geen_team.html", {"titel": "Nog geen team"})
    team = request.user.team
    _, minuten = week_of(request.user)
    mag = {
        name: request.user.has_perm(f"casuistiek.{name}", team)
        for name in ("open_casus", "open_zelf", "meld_casus")
    }
    return render(
        request,
        "dashboard/mijn_werk.html",
        {
            "titel": "Mijn werk",
            "vandaag": timezone.localdate(),
            "minuten": minuten,
            "laatste": Werkregel.objects.filter(medewerker=request.user).first(),
            "mag": mag,
            **queries.mijn_werk(request.user),
        },
    )


@require_GET
def bmo(request):
    """The page a teamchef opens every morning, thin (V8)."""
    team = own_team(request.user, perm="organisatie.view_bmo")
    record(event="bmo.viewed", by=request.user, subject=team)
    data = queries.bmo(team, request.user)
    return render(request, "dashboard/bmo.html", {"titel": "BMO", "team": team, **data})
