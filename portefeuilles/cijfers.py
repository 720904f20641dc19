"""What the BMO page counts of plans and taakaccenten (V8)."""

from django.db.models import Count, Q

from organisatie.cijfers import Cijferbron, Telling, cijferbronnen

from .models import Plan
from .queries import needs_of


def register_all():
    cijferbronnen["plannen"] = Cijferbron("portefeuilles:activiteit-list", _late_plans)
    cijferbronnen["taakaccenten"] = Cijferbron("portefeuilles:taakaccent-list", _shortages)


def _late_plans(kader):
    """Per running plan: its activities, how many are done and how many past their day. One query."""
    today = kader.vandaag
    goes_on = Q(activiteiten__gestopt_op=None)
    rows = (
        Plan.objects.filter(portefeuille__team=kader.team, van__lte=today, tot__gt=today)
        .order_by()
        .values("pk", "portefeuille__naam")
        .annotate(
            alle=Count("activiteiten", filter=goes_on),
            klaar=Count("activiteiten", filter=goes_on & Q(activiteiten__afgerond_op__isnull=False)),
            laat=Count(
                "activiteiten",
                filter=goes_on & Q(activiteiten__afgerond_op=None, activiteiten__deadline__lt=today),
            ),
        )
    )
    rijen = sorted(rows, key=lambda row: (-row["laat"], row["portefeuille__naam"]))
    return Telling(sum(row["laat"] for row in rijen) if rijen else None, rijen)


def _shortages(kader):
    alle = needs_of(kader.team.portefeuilles.op().values("pk"))
    rijen = [row for row in alle if row["tekort"] or row["eerste_tekort"]]
    return Telling(sum(1 for row in rijen if row["tekort"]) if alle else None, rijen)
