"""Logging work: in seconds, and never twice by accident."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from logboek.services import record
from organisatie.access import own_key
from organisatie.models import Medewerker, Team
from regels import werktijd as regels
from regels.begrippen import eis
from regels.werktijd import mag_loggen

from .models import Favoriet, Werkregel
from .queries import still_there


@transaction.atomic
def log_work(
    *,
    by,
    team,
    soort,
    minuten,
    dag=None,
    tekst="",
    resultaat="",
    verdringing="",
    onderwerp=None,
    titel="",
    sleutel=None,
):
    """Log one line of one's own work. A second submit of the same form gives the same line.

    `minuten` on `dag` (a day in Amsterdam, default today). Raises RegelOvertreden for a day that has not been, and
    when that day would hold more than 24 hours.
    """
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # a second tap waits for the first
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Werkregel.alle.filter(sleutel=sleutel).first()):
        return existing
    dag = dag or timezone.localdate()
    _may_log(by, dag, minuten)
    row = Werkregel.objects.create(
        team=team,
        medewerker=by,
        dag=dag,
        soort=soort,
        minuten=minuten,
        tekst=tekst.strip(),
        resultaat=resultaat.strip(),
        verdringing=verdringing,
        titel=titel[:160],
        onderwerp_type=ContentType.objects.get_for_model(onderwerp) if onderwerp is not None else None,
        onderwerp_id=onderwerp.pk if onderwerp is not None else None,
        sleutel=sleutel,
    )
    record(event="werkregel.added", by=by, subject=row)
    return row


def _may_log(medewerker, dag, minuten, *, zonder=None):
    Medewerker.objects.select_for_update(no_key=True).get(
        pk=medewerker.pk
    )  # two lines at once count together
    eis(regels.mag_dag_loggen(dag=dag, vandaag=timezone.localdate()))
    rows = Werkregel.objects.filter(medewerker=medewerker, dag=dag).exclude(pk=zonder)
    eis(mag_loggen(al_gelogd=rows.aggregate(som=Sum("minuten"))["som"] or 0, erbij=minuten))


@transaction.atomic
def repeat_work(*, werkregel, by):
    """The same work again, today: of an earlier line, or of a favourite.

    Raises RegelOvertreden when what it was about does not exist for them any more.
    """
    eis(regels.mag_herhalen(is_er_nog=bool(still_there([werkregel], by))))
    return log_work(
        by=by,
        team=by.team,
        soort=werkregel.soort,
        minuten=werkregel.minuten,
        tekst=werkregel.tekst,
        onderwerp=werkregel.onderwerp,
        titel=werkregel.titel,
    )


@transaction.atomic
def change_work(*, werkregel, by, minuten, dag, tekst, resultaat, verdringing=""):
    """Correct one's own line."""
    row = Werkregel.objects.select_for_update().get(pk=werkregel.pk)
    _may_log(by, dag, minuten, zonder=row.pk)
    row.minuten, row.dag, row.tekst, row.resultaat = minuten, dag, tekst.strip(), resultaat.strip()
    row.verdringing = verdringing
    row.save()
    record(event="werkregel.changed", by=by, subject=row)
    return row


@transaction.atomic
def remove_work(*, werkregel, by):
    """Take away one's own line; it can come back for a day, and then it is deleted."""
    Werkregel.objects.filter(pk=werkregel.pk).update(weg_op=timezone.now())
    record(event="werkregel.removed", by=by, subject=werkregel)
    return werkregel


@transaction.atomic
def restore_work(*, werkregel, by):
    """Put back a line that was taken away less than a day ago."""
    row = Werkregel.alle.select_for_update().get(pk=werkregel.pk)
    if row.weg_op is None:
        return row
    eis(regels.mag_terughalen(weg_sinds=row.weg_op, nu=timezone.now()))
    _may_log(by, row.dag, row.minuten)
    row.weg_op = None
    row.save(update_fields=["weg_op"])
    record(event="werkregel.restored", by=by, subject=row)
    return row


def tick(moment=None):
    """Delete for good what was taken away more than a day ago. Idempotent."""
    moment = moment or timezone.now()
    Werkregel.alle.filter(weg_op__lt=moment - regels.BEDENKTIJD).delete()


@transaction.atomic
def add_favoriet(*, werkregel, by):
    """Keep this line as one to log again with one tap. The same line twice is one favourite."""
    same = {
        name: getattr(werkregel, name)
        for name in ("soort", "onderwerp_type", "onderwerp_id", "titel", "minuten", "tekst")
    }
    row, _ = Favoriet.objects.get_or_create(medewerker=by, team=werkregel.team, **same)
    record(event="favoriet.added", by=by, subject=row)
    return row


@transaction.atomic
def remove_favoriet(*, favoriet, by):
    record(event="favoriet.removed", by=by, subject=favoriet)
    favoriet.delete()
