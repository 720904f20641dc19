"""Logging work: in seconds, and never twice by accident."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from logboek.services import record
from organisatie.access import own_key
from organisatie.models import Team
from regels.begrippen import RegelOvertreden

from .models import Werkregel


@transaction.atomic
def log_work(
    *, by, team, soort, minuten, dag=None, tekst="", resultaat="", onderwerp=None, titel="", sleutel=None
):
    """Log one line of one's own work. A second submit of the same form gives the same line."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # a second tap waits for the first
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Werkregel.objects.filter(sleutel=sleutel).first()):
        return existing
    dag = dag or timezone.localdate()
    if dag > timezone.localdate():
        raise RegelOvertreden("Deze dag is nog niet geweest.")
    row = Werkregel.objects.create(
        team=team,
        medewerker=by,
        dag=dag,
        soort=soort,
        minuten=minuten,
        tekst=tekst.strip(),
        resultaat=resultaat.strip(),
        titel=titel[:160],
        onderwerp_type=ContentType.objects.get_for_model(onderwerp) if onderwerp is not None else None,
        onderwerp_id=onderwerp.pk if onderwerp is not None else None,
        sleutel=sleutel,
    )
    record(event="werkregel.added", by=by, subject=row)
    return row


@transaction.atomic
def repeat_work(*, werkregel, by):
    """The same work again, today."""
    return log_work(
        by=by,
        team=werkregel.team,
        soort=werkregel.soort,
        minuten=werkregel.minuten,
        tekst=werkregel.tekst,
        onderwerp=werkregel.onderwerp,
        titel=werkregel.titel,
    )


@transaction.atomic
def change_work(*, werkregel, by, minuten, dag, tekst, resultaat):
    """Correct one's own line."""
    row = Werkregel.objects.select_for_update().get(pk=werkregel.pk)
    if dag > timezone.localdate():
        raise RegelOvertreden("Deze dag is nog niet geweest.")
    row.minuten, row.dag, row.tekst, row.resultaat = minuten, dag, tekst.strip(), resultaat.strip()
    row.save()
    record(event="werkregel.changed", by=by, subject=row)
    return row


@transaction.atomic
def remove_work(*, werkregel, by):
    """Take back one's own line."""
    record(event="werkregel.removed", by=by, subject=werkregel)
    werkregel.delete()
