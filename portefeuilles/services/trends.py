"""Changes in trends, and the thema of the month (P8, P11)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from organisatie.access import own_key
from regels import portefeuille as regels
from regels.begrippen import eis

from ..models import Themamaand, Trend
from .slot import lock_team

TREND_LOOPT = timedelta(days=90)


@transaction.atomic
def add_trend(*, team, by, sleutel=None, **values):
    """Record what comes at the team; it runs out in 90 days unless somebody confirms it."""
    lock_team(team.pk)  # a second tap waits for the first
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Trend.objects.filter(sleutel=sleutel).first()):
        return existing
    row = Trend.objects.create(
        team=team, gezien_door=by, loopt_af_op=timezone.localdate() + TREND_LOOPT, sleutel=sleutel, **values
    )
    record(event="trend.added", by=by, subject=row)
    return row


@transaction.atomic
def change_trend(*, trend, by, **values):
    row = Trend.objects.select_for_update(no_key=True).get(pk=trend.pk)
    eis(regels.mag_trend_wijzigen(gesloten=row.gesloten_op is not None))
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    record(event="trend.changed", by=by, subject=row)
    return row


@transaction.atomic
def confirm_trend(*, trend, by):
    """It still plays: another 90 days."""
    eis(regels.mag_trend_wijzigen(gesloten=trend.gesloten_op is not None))
    trend.loopt_af_op = timezone.localdate() + TREND_LOOPT
    trend.save(update_fields=["loopt_af_op"])
    record(event="trend.confirmed", by=by, subject=trend)


@transaction.atomic
def close_trend(*, trend, by, reden):
    """It does not play any more, with a reason."""
    eis(regels.mag_trend_sluiten(gesloten=trend.gesloten_op is not None, reden=reden))
    trend.gesloten_op, trend.reden_gesloten = timezone.now(), reden.strip()
    trend.save(update_fields=["gesloten_op", "reden_gesloten"])
    record(event="trend.closed", by=by, subject=trend)


@transaction.atomic
def set_themamaand(*, team, maand, by, portefeuille, inhoud="", werft=False, opbrengst=""):
    """Which portefeuille stands central in the month of this day, with what will be done (P8)."""
    lock_team(team.pk)
    row, _ = Themamaand.objects.update_or_create(
        team=team,
        maand=maand.replace(day=1),
        defaults={
            "portefeuille": portefeuille,
            "inhoud": inhoud.strip(),
            "werft": werft,
            "opbrengst": opbrengst.strip(),
        },
    )
    record(event="themamaand.set", by=by, subject=row)
    return row
