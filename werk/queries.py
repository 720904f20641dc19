"""Reading logged work: one's own week, and sums of a team without anybody's name."""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from .models import Werkregel


def week_of(medewerker, dag=None):
    """One's own lines of the week of this day (Monday-Sunday), and their minutes together."""
    dag = dag or timezone.localdate()
    monday = dag - timedelta(days=dag.weekday())
    rows = list(
        Werkregel.objects.filter(medewerker=medewerker, dag__gte=monday, dag__lt=monday + timedelta(7))
    )
    return rows, sum(row.minuten for row in rows)


def minutes_per_titel(team_id, soort, *, since):
    """Minutes of the whole team per onderwerp of a kind since a day, most first. No person in it."""
    rows = (
        Werkregel.objects.filter(team=team_id, soort=soort, dag__gte=since)
        .values("onderwerp_id")
        .annotate(minuten=Sum("minuten"))
        .order_by("-minuten")
    )
    return {row["onderwerp_id"]: row["minuten"] for row in rows}


def minutes_per_soort(team_id, *, since):
    """Minutes of the whole team per kind of work since a day."""
    rows = (
        Werkregel.objects.filter(team=team_id, dag__gte=since)
        .values("soort")
        .annotate(minuten=Sum("minuten"))
        .order_by("-minuten")
    )
    labels = dict(Werkregel.Soort.choices)
    return [(labels[row["soort"]], row["minuten"]) for row in rows]
