"""The home of a portefeuille: everything of the theme on one page, over all apps (P1)."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casuistiek.models import Casus
from organisatie.access import fetch_for
from portefeuilles.handelingen import PORTEFEUILLE
from portefeuilles.models import Overdrachtsdossier, Portefeuille
from portefeuilles.queries import accents_of, answer_rates, average, effects_of, minutes_of

from ..queries.portefeuille import achieved_of, held_of, running_of


@require_GET
def portefeuille(request, pk):
    """What we want to reach and how far, what runs, who helps, what it took, what was achieved."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.view_portefeuille", pk=pk)
    user, today = request.user, timezone.localdate()
    plannen = list(portefeuille.plannen.all())
    coming = [row for row in plannen if row.van > today]
    plan = next((row for row in plannen if row.loopt), None) or min(
        coming, key=lambda row: row.van, default=None
    )
    beelden = effects_of(plan) if plan else []
    casussen = (
        Casus.objects.visible_to(user)
        .open()
        .filter(casusportefeuilles__portefeuille=portefeuille)
        .order_by("-geopend_op")
        .values("pk", "titel", "vastgelegd_aan_zet__naam")
    )
    context = {
        "portefeuille": portefeuille,
        "titel": portefeuille.naam,
        "plan": plan,
        "plannen": plannen,
        "beelden": beelden,
        "voortgang": average(beelden),
        "houderschappen": held_of(portefeuille, today),
        "casussen": casussen[:10],
        "accenten": accents_of([portefeuille.pk]),
        "thema": portefeuille.themamaanden.filter(maand__gte=today.replace(day=1)).first(),
        "betrekken": portefeuille.betrekkeuzes.first(),
        "dossiers": Overdrachtsdossier.objects.visible_to(user)
        .filter(portefeuille=portefeuille)
        .values("pk", "van__naam", "afgerond_op")[:3],
        "antwoord": answer_rates([portefeuille.pk]).get(portefeuille.pk),
        "minuten": minutes_of(portefeuille, since=today - timedelta(days=30)),
        **running_of(portefeuille, today),
        "bereikt": achieved_of(portefeuille, plannen, today, user),
        "kansen": PORTEFEUILLE.kansen(portefeuille, user),
    }
    return render(request, "dashboard/portefeuille.html", context)
