"""The page a teamchef opens every morning (V8)."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from logboek.services import record
from organisatie.access import own_team

from ..queries.bmo import bmo_of


@require_GET
def bmo(request):
    """What needs me now, load, plans, shortages, past terms, presentations, networks, bezetting: in that order (V8)."""
    team = own_team(request.user, perm="organisatie.view_bmo")
    record(event="bmo.viewed", by=request.user, subject=team)
    context = {"titel": "BMO", "team": team, **bmo_of(team, request.user)}
    return render(request, "dashboard/bmo.html", context)
