"""What the BMO page counts of plans and taakaccenten (V8)."""

from django.db.models import Count, Q

from organisatie.cijfers import Cijferbron, Telling, cijferbronnen

from .models import Activiteit
from .queries import needs_of


def register_all():
    cijferbronnen["plannen"] = Cijferbron("portefeuilles:activiteit-list", _late_plans)
    cijferbronnen["taakaccenten"] = Cijferbron("portefeuilles:taakaccent-list", _shortages)


def _late_plans(kader):
    """Per portefeuille with a running plan: activities, how many are done and how many past their day. One query."""
    today = kader.vandaag
    rows = (
        Activiteit.objects.filter(
            plan__portefeuille__team=kader.team, plan__van__lte=today, plan__tot__gt=today, gestopt_op=None
        )
        .order_by()
        .values("plan", "plan__portefeuille", "plan__portefeuille__naam")
        .annotate(
            alle=Count("pk"),
            klaar=Count("pk", filter=Q(afgerond_op__isnull=False)),
            laat=Count("pk", filter=Q(afgerond_op=None, deadline__lt=today)),
        )
    )
    rijen = sorted(rows, key=lambda row: (-row["laat"], row["plan__portefeuille__naam"]))
    return Telling(sum(row["laat"] for row in rijen) if rijen else None, rijen)


def _shortages(kader):
    alle = needs_of(kader.team.portefeuilles.op().values("pk"))
    rijen = [row for row in alle if row["tekort"] or row["eerste_tekort"]]
    return Telling(sum(1 for row in rijen if row["tekort"]) if alle else None, rijen)
