"""Reading logged work: one's own week and time, and sums of a team without anybody's name."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Sum
from django.utils import timezone

from organisatie.models import Teaminstelling
from organisatie.permissions import in_mt
from regels.functies import BESLIST
from regels.werktijd import MINSTENS_MENSEN, Werksoort

from .models import SOORTEN, VERDRINGING, Werkregel


def week_of(medewerker, dag=None):
    """One's own lines of the week of this day (Monday-Sunday), and their minutes together."""
    monday = monday_of(dag)
    rows = list(
        Werkregel.objects.filter(medewerker=medewerker, dag__gte=monday, dag__lt=monday + timedelta(7))
    )
    return rows, sum(row.minuten for row in rows)


def still_there(rows, medewerker):
    """The rows (lines or favourites) whose onderwerp exists for this medewerker; one query per kind of onderwerp."""
    per_kind = defaultdict(set)
    for row in rows:
        if row.onderwerp_type_id:
            per_kind[row.onderwerp_type].add(row.onderwerp_id)
    there = {
        (kind.pk, pk)
        for kind, ids in per_kind.items()
        for pk in kind.model_class()
        .objects.visible_to(medewerker)
        .filter(pk__in=ids)
        .values_list("pk", flat=True)
    }
    return [
        row for row in rows if not row.onderwerp_type_id or (row.onderwerp_type_id, row.onderwerp_id) in there
    ]


def monday_of(dag=None):
    dag = dag or timezone.localdate()
    return dag - timedelta(days=dag.weekday())


def days_of(rows, monday):
    """Per day of the week its minutes: seven (day, minutes) pairs."""
    days = {monday + timedelta(days=nr): 0 for nr in range(7)}
    for row in rows:
        days[row.dag] += row.minuten
    return list(days.items())


def minutes_about(team_id, model, ids):
    """Minutes of the whole team per object of a model. No person in it; whoever shows one counts the people first (P5)."""
    from django.contrib.contenttypes.models import ContentType

    rows = Werkregel.objects.filter(
        team=team_id, onderwerp_type=ContentType.objects.get_for_model(model), onderwerp_id__in=ids
    )
    return dict(rows.values_list("onderwerp_id").annotate(som=Sum("minuten")).order_by())


def minutes_per_soort(team_id, *, since):
    """Minutes of the whole team per kind of work since a day, most first.

    A kind that fewer than three people logged is left out: its sum would be somebody's own figure (P5).
    """
    rows = (
        Werkregel.objects.filter(team=team_id, dag__gte=since)
        .values("soort")
        .annotate(minuten=Sum("minuten"), mensen=Count("medewerker", distinct=True))
        .order_by("-minuten")
    )
    labels = dict(SOORTEN)
    return [(labels[row["soort"]], row["minuten"]) for row in rows if row["mensen"] >= MINSTENS_MENSEN]


def time_of(medewerker, team_id, van, tot):
    """Minutes per kind, and what pushed own work aside, of one person in `[van, tot)` days. Two queries."""
    rows = Werkregel.objects.filter(medewerker=medewerker, team=team_id, dag__gte=van, dag__lt=tot)
    per_soort = dict(rows.order_by().values_list("soort").annotate(som=Sum("minuten")))
    pushed = dict(
        rows.exclude(verdringing="").order_by().values_list("verdringing").annotate(som=Sum("minuten"))
    )
    labels = dict(VERDRINGING)
    return per_soort, sorted(((labels[key], som) for key, som in pushed.items()), key=lambda row: -row[1])


def team_time(team_id, van, tot):
    """Minutes per kind of the whole team in `[van, tot)`, and how many people logged them.

    Kinds that fewer than three people logged go together under "overig"; when those people are fewer than three too,
    they are left out: a sum of one or two is somebody's own figure (P5).
    """
    rows = Werkregel.objects.filter(team=team_id, dag__gte=van, dag__lt=tot).order_by()
    logged = defaultdict(lambda: defaultdict(int))
    for soort, medewerker, som in rows.values_list("soort", "medewerker").annotate(som=Sum("minuten")):
        logged[soort][medewerker] += som
    people = {medewerker for sums in logged.values() for medewerker in sums}
    few = [soort for soort, sums in logged.items() if len(sums) < MINSTENS_MENSEN]
    if few:
        rest = logged[Werksoort.OVERIG.value]
        for soort in few:
            if soort != Werksoort.OVERIG.value:
                for medewerker, som in logged.pop(soort).items():
                    rest[medewerker] += som
        if len(rest) < MINSTENS_MENSEN:
            del logged[Werksoort.OVERIG.value]
    return {soort: sum(sums.values()) for soort, sums in logged.items()}, len(people)


def shown_since(kijker, medewerker, team_id):
    """From which day on `kijker` may see the time of `medewerker`: a day, or None for never.

    Today's agreement decides, and it opens no days on which an earlier one was closed (P5): widening it shows
    nobody's past.
    """
    if kijker.pk == medewerker.pk:
        return timezone.localdate().replace(year=1950)
    functies = kijker.functies_in(team_id)
    since = None
    for row in Teaminstelling.objects.filter(team=team_id, vanaf__lte=timezone.localdate()).order_by(
        "-vanaf"
    ):
        chef = BESLIST & functies
        allowed = (
            row.wie_ziet_tijd == "mt" and in_mt(functies, row) or row.wie_ziet_tijd == "teamchef" and chef
        )
        if not (allowed or row.wie_ziet_tijd == "mt" and chef):
            break
        since = row.vanaf
    return since
