"""The demo's own pages: log in with one click, and the mail that went out. They exist only with DEMO=true."""

from collections import Counter

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from notificaties.models import Notificatie
from organisatie.models import Koppeling, Medewerker, OpCoDienst, Plaatsing
from organisatie.queries import instelling_van

app_name = "demo"
SHOWN = ["woe", "oe", "osc", "osa", "teamchef", "wijkagent", "ggp", "zaco", "intake"]


def demo_people():
    """The demo people by team, with their role, the OpCo on duty first; a few per functie."""
    on_duty = set(OpCoDienst.objects.filter(tot=None).values_list("medewerker", flat=True))
    plaatsingen = (
        Plaatsing.objects.op()
        .filter(medewerker__username__startswith="demo-")
        .select_related("medewerker", "team")
        .order_by("team__pk", "pk")
    )
    teams, seen, words = {}, Counter(), {}
    led = Koppeling.objects.op().filter(rol__in=["woe", "oe"])
    ties = dict(led.values_list("medewerker", "gebied__naam"))
    for plaatsing in plaatsingen:
        rows = teams.setdefault(plaatsing.team, [])
        seen[plaatsing.team_id, plaatsing.functie] += 1
        many = seen[plaatsing.team_id, plaatsing.functie] > (6 if plaatsing.functie in ("woe", "oe") else 2)
        if plaatsing.functie not in SHOWN or (many and plaatsing.medewerker_id not in on_duty):
            continue
        rol = plaatsing.get_functie_display()
        if plaatsing.functie == "woe":
            rol = words.setdefault(plaatsing.team_id, instelling_van(plaatsing.team_id).woord_woe)
        if gebied := ties.get(plaatsing.medewerker_id):
            rol += f" {gebied}"
        if plaatsing.medewerker_id in on_duty:
            rol = "OpCo van dienst, " + rol
        if plaatsing.beheerder:
            rol += ", beheerder"
        rows.append(
            (
                plaatsing.medewerker_id not in on_duty,
                SHOWN.index(plaatsing.functie),
                plaatsing.medewerker,
                rol,
            )
        )
    return {team: [row[2:] for row in sorted(rows, key=lambda row: row[:2])] for team, rows in teams.items()}


@login_not_required
@require_POST
def demo_login(request, pk):
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Medewerker, pk=pk, username__startswith="demo-", is_active=True)
    login(request, person, backend="organisatie.inloggen.Backend")
    return redirect("dashboard:mijn-werk")


@require_GET
def demo_mail(request):
    """The mail of the demo: what would be in people's inboxes."""
    if not settings.DEMO:
        raise Http404
    rows = Notificatie.objects.exclude(sent_at=None).select_related("ontvanger").order_by("-sent_at")[:100]
    return render(request, "demo/mail.html", {"rows": rows, "titel": "Verstuurde mail"})


urlpatterns = [
    path("inloggen/<int:pk>/", demo_login, name="login"),
    path("mail/", demo_mail, name="mail"),
]
