"""Is it alive, and does every part still run? For the machine that watches over it, and for the beheerder."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from logboek.services import record
from notificaties.hartslag import zelfcontrole
from notificaties.services import mail_counts
from notificaties.storingen import failed, try_again
from organisatie.access import own_team
from ui.pages import post_action


@login_not_required
@require_GET
def health(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@login_not_required
@require_GET
def health_parts(request):
    """Every part with whether it is well; 503 as soon as one is not. Not even how many: what to do stands on the page."""
    parts = zelfcontrole()
    well = all(part.goed for part in parts)
    data = {
        "status": "ok" if well else "storing",
        "onderdelen": {part.naam: "ok" if part.goed else "storing" for part in parts},
    }
    return JsonResponse(data, status=200 if well else 503, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "POST"])
def zelfcontrole_page(request):
    """The same for a beheerder, with how the mail stands; posting it has what failed done at the next tick."""
    team = own_team(request.user, perm="organisatie.change_team")
    if request.method == "POST":
        record(event="storingen.again", by=request.user, subject=team)
        return post_action(
            request,
            do=try_again,
            terug=reverse("zelfcontrole"),
            bericht="Binnen een minuut wordt het opnieuw geprobeerd.",
        )
    context = {
        "titel": "Zelfcontrole",
        "onderdelen": zelfcontrole(),
        "mail": mail_counts(),
        "storing": failed(),
    }
    return render(request, "beheer/zelfcontrole.html", context)
