"""Mijn werk: the start page (V6)."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casuistiek.models import Betrokkene, Casus
from organisatie.handelingen import kan
from portefeuilles.models import Themamaand
from werk.models import Werkregel
from werk.queries import week_of

from ..queries.mijn_werk import work_of

# How somebody begins a casus: the first of these that is theirs, as the button says it.
BEGIN = {
    "casus_overdragen": "Casus overdragen",
    "casus_beginnen": "Casus beginnen",
    "casus_aanmelden": "Casus aanmelden",
}


@require_GET
def mijn_werk(request):
    """The start page: what I must do now, soon, later."""
    medewerker, team = request.user, request.user.team
    if team is None:
        return render(request, "dashboard/geen_team.html", {"titel": "Nog geen team"})
    today = timezone.localdate()
    _, minuten = week_of(medewerker)
    items, standen = work_of(medewerker)
    open_cases = Casus.objects.open().filter(team__in=medewerker.team_ids)
    context = {
        "titel": "Mijn werk",
        "vandaag": today,
        "minuten": minuten,
        "laatste": Werkregel.objects.filter(medewerker=medewerker).first(),
        "begin": next(((naam, woord) for naam, woord in BEGIN.items() if kan(medewerker, team, naam)), None),
        **items,
        "standen": standen,
        "uitvoert": Betrokkene.objects.filter(
            medewerker=medewerker, als__in=["uitvoerder", "opsporing"], casus__in=open_cases
        ).select_related("casus"),
        "thema": Themamaand.objects.filter(team=team, maand=today.replace(day=1))
        .select_related("portefeuille")
        .first(),
    }
    return render(request, "dashboard/mijn_werk.html", context)
