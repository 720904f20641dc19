"""During the meeting: one point at a time, with a clock, and nothing runs away (V4, V5)."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from logboek.services import record
from regels import agenda
from regels.agenda import Uitkomst
from regels.begrippen import RegelOvertreden, eis

from ..agendabronnen import uitkomstbron_of
from ..models import Agendapunt, Besluit, Overleg
from .actiepunten import make_actiepunt
from .agenda import fill_agenda


@transaction.atomic
def start_overleg(*, overleg, by):
    """Begin: the agenda is filled a last time, the starter is the chair. A second start changes nothing."""
    fill_agenda(overleg)
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    if row.status == Overleg.Status.BEZIG:
        return row
    if row.status != Overleg.Status.GEPLAND:
        raise RegelOvertreden("Dit overleg is al gesloten.")
    row.status, row.gestart_op, row.voorzitter = Overleg.Status.BEZIG, timezone.now(), by
    row.save(update_fields=["status", "gestart_op", "voorzitter"])
    record(event="overleg.started", by=by, subject=row)
    return row


@transaction.atomic
def start_punt(*, punt, by):
    """Start the clock of a point, and stop that of the point before it."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    if overleg.status != Overleg.Status.BEZIG:
        raise RegelOvertreden("Start eerst het overleg.")
    now = timezone.now()
    for running in overleg.punten.exclude(gestart_op=None).exclude(pk=punt.pk):
        _stop_clock(running, now)
    Agendapunt.objects.filter(pk=punt.pk, gestart_op=None, uitkomst="").update(gestart_op=now)
    record(event="agendapunt.started", by=by, subject=punt)


def _stop_clock(punt, now):
    used = round((now - punt.gestart_op).total_seconds())
    Agendapunt.objects.filter(pk=punt.pk, gestart_op=punt.gestart_op).update(
        seconden=F("seconden") + max(used, 0), gestart_op=None
    )


@transaction.atomic
def end_punt(*, punt, by, uitkomst, tekst="", eigenaar=None, deadline=None, keuze=""):
    """End a point in a besluit, an actiepunt, postponed to the next meeting, or "geen vervolg" with a reason (V4).

    `keuze` is a choice that the app of the onderwerp offered. Raises RegelOvertreden; two people ending the
    same point: one wins.
    """
    overleg = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=punt.overleg_id)
    )
    punt = Agendapunt.objects.select_related("onderwerp_type").get(pk=punt.pk)
    punt.overleg = overleg
    if overleg.status != Overleg.Status.BEZIG:
        raise RegelOvertreden("Start eerst het overleg.")
    uitkomst = Uitkomst(uitkomst)
    eis(
        agenda.mag_eindigen(
            uitkomst=uitkomst,
            doorgeschoven=punt.doorgeschoven,
            tekst=tekst,
            eigenaar=eigenaar is not None,
            deadline=deadline is not None,
            al_afgerond=bool(punt.uitkomst),
        )
    )
    now = timezone.now()
    if punt.gestart_op:
        _stop_clock(punt, now)
        punt.refresh_from_db(fields=["seconden", "gestart_op"])
    punt.uitkomst, punt.uitkomst_tekst = uitkomst.value, tekst.strip()
    punt.afgerond_op, punt.afgerond_door = now, by
    punt.save()
    bron = uitkomstbron_of(punt)
    if bron is not None:  # before the first row in the logboek: it locks its onderwerp
        if keuze:
            bron.kies(punt, keuze, by)
        bron.na(punt, by)
    about = {
        "onderwerp_type_id": punt.onderwerp_type_id,
        "onderwerp_id": punt.onderwerp_id,
        "titel": punt.titel,
    }
    if uitkomst == Uitkomst.BESLUIT:
        Besluit.objects.create(
            team_id=overleg.team_id, agendapunt=punt, tekst=tekst.strip(), genomen_op=now, **about
        )
    elif uitkomst == Uitkomst.ACTIEPUNT:
        make_actiepunt(
            team_id=overleg.team_id,
            agendapunt=punt,
            tekst=tekst,
            eigenaar=eigenaar,
            deadline=deadline,
            by=by,
            **about,
        )
    elif uitkomst == Uitkomst.DOORGESCHOVEN:
        _postpone(punt, overleg)
    record(event=f"agendapunt.ended_{uitkomst.value}", by=by, subject=punt)
    return punt


def _postpone(punt, overleg):
    """A postponed point returns by itself in the next meeting of the series, with its count (V5)."""
    following = (
        Overleg.objects.filter(reeks=overleg.reeks_id, status=Overleg.Status.GEPLAND, begin__gt=overleg.begin)
        .order_by("begin")
        .first()
    )
    if following is None:
        raise RegelOvertreden("Er is nog geen volgend overleg om dit punt naartoe te schuiven.")
    bron = punt.bron
    if bron and following.punten.filter(bron=bron).exists():
        following.punten.filter(bron=bron, vorige=None).update(bron="")
        following.punten.filter(bron="", titel=punt.titel, inbrenger=None, vorige=None).delete()
    Agendapunt.objects.create(
        overleg=following,
        soort=punt.soort,
        bron=bron,
        titel=punt.titel,
        reden=f"doorgeschoven: {punt.doorgeschoven + 1}x",
        criteria=punt.criteria,
        inbrenger_id=punt.inbrenger_id,
        doel=punt.doel,
        gewenst=punt.gewenst,
        niveau=punt.niveau,
        minuten=punt.minuten,
        doorgeschoven=punt.doorgeschoven + 1,
        vorige=punt,
        onderwerp_type_id=punt.onderwerp_type_id,
        onderwerp_id=punt.onderwerp_id,
    )


@transaction.atomic
def close_overleg(*, overleg, by):
    """Close a meeting in which every point has an outcome."""
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    if row.status != Overleg.Status.BEZIG:
        raise RegelOvertreden("Dit overleg is niet bezig.")
    eis(agenda.mag_sluiten(open_punten=row.punten.filter(uitkomst="").count()))
    row.status, row.gesloten_op = Overleg.Status.GESLOTEN, timezone.now()
    row.save(update_fields=["status", "gesloten_op"])
    record(event="overleg.closed", by=by, subject=row)
