"""Takenpakketten side by side: where is it too much, and where is room? (P5)"""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from organisatie.access import own_team
from organisatie.queries import instelling_for
from portefeuilles.afspraken import TAKENPAKKET
from portefeuilles.models import Houderschap
from regels.begrippen import Houderrol
from ui.export import list_file, wanted

from ..queries.takenpakketten import rows_of


@require_GET
def takenpakketten(request):
    """Everybody's tasks side by side, with the rule that says when it is too much."""
    team = own_team(request.user, perm="portefeuilles.view_takenpakketten")
    rijen = rows_of(team, request.user)
    if soort := wanted(request):
        kop = ["Wie", "Functie", "Portefeuilles", "Gebieden", "Thema's", "Casussen", "Wijkagenten", "Diensten in 30 dagen", "Activiteiten te laat", "Te veel"]  # fmt: skip
        return list_file(
            request,
            soort,
            subject=team,
            naam="takenpakketten",
            kop=kop,
            rijen=[_as_row(rij) for rij in rijen],
        )
    zonder = team.portefeuilles.op().exclude(
        pk__in=Houderschap.objects.op().filter(rol=Houderrol.HOUDER).values("portefeuille")
    )
    context = {
        "titel": "Takenpakketten naast elkaar",
        "rijen": rijen,
        "grenzen": TAKENPAKKET.van(instelling_for(request.user, team.pk)),
        "zonder_houder": zonder,
    }
    return render(request, "dashboard/takenpakketten.html", context)


def _as_row(rij):
    p = rij.pakket
    return [
        rij.medewerker.naam,
        rij.functie,
        ", ".join(row.naam for row in rij.portefeuilles),
        ", ".join(row.naam for row in rij.gebieden),
        p.themas,
        p.casussen,
        p.wijkagenten,
        p.diensten,
        p.activiteiten_te_laat,
        "; ".join(rij.te_veel),
    ]
