"""One's own calendar by a secret address: when and where, never about whom or what (V7, H3)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from organisatie.access import own_team
from overleggen.models import Agendalink
from overleggen.services import find_agendalink, make_agendalink, read_agendalink, revoke_agendalink
from ui.pages import post_action, private

from ..queries.agenda import calendar_of


@require_GET
def agenda(request):
    """Make or end one's own secret address."""
    own_team(request.user, perm="overleggen.list_overleg")
    context = {
        "titel": "In mijn agenda",
        "link": Agendalink.objects.filter(medewerker=request.user, ingetrokken_op=None).first(),
        "adres": request.session.pop("agendalink", None),
    }
    return render(request, "dashboard/agenda.html", context)


@require_POST
def agenda_make(request):
    own_team(request.user, perm="overleggen.list_overleg")

    def do():
        geheim = make_agendalink(medewerker=request.user)
        request.session["agendalink"] = request.build_absolute_uri(
            reverse("dashboard:agenda-ics", args=[geheim])
        )

    return post_action(
        request,
        do=do,
        terug=reverse("dashboard:agenda"),
        bericht="Je adres is gemaakt. Kopieer het nu: het is maar één keer te zien.",
    )


@require_POST
def agenda_revoke(request):
    own_team(request.user, perm="overleggen.list_overleg")
    return post_action(
        request,
        do=lambda: revoke_agendalink(medewerker=request.user),
        terug=reverse("dashboard:agenda"),
        bericht="Het adres werkt niet meer.",
    )


@login_not_required
@require_GET
def agenda_ics(request, geheim):
    """The calendar itself. Unknown, revoked, and of somebody who left look the same: 404."""
    link = find_agendalink(geheim)
    if link is None or not link.medewerker.team_ids:
        return private(HttpResponse(status=404))
    read_agendalink(link)
    content = calendar_of(link.medewerker).to_ical()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="basisteam.ics"'
    return private(response)
