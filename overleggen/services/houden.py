"""During the meeting: one point at a time, with a clock, notes of everybody, and nothing runs away (V4, V5)."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse as lapse_notificaties
from notificaties.services import revive
from organisatie.access import own_key
from regels import agenda
from regels import overleg as regels
from regels.agenda import Uitkomst
from regels.begrippen import eis

from ..agendabronnen import uitkomstbron_of
from ..models import Aantekening, Agendapunt, Besluit, Correctie, Overleg
from .actiepunten import make_actiepunt
from .agenda import about_row, fill_agenda, make_room
from .reeksen import _tell, next_of

LANGSTE_AANTEKENING = 4000


@transaction.atomic
def start_overleg(*, overleg, by):
    """Begin: the agenda is filled a last time, the starter is the chair. A second start changes nothing."""
    fill_agenda(overleg)
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    if row.status == Overleg.Status.BEZIG:
        return row
    eis(regels.mag_starten(status=row.status))
    row.status, row.gestart_op, row.voorzitter = Overleg.Status.BEZIG, timezone.now(), by
    row.save(update_fields=["status", "gestart_op", "voorzitter"])
    lapse_notificaties(row)
    record(event="overleg.started", by=by, subject=row)
    return row


@transaction.atomic
def undo_start(*, overleg, by):
    """Started by mistake: it is planned again, with its notes and what was told; the clocks go back to nothing (V4)."""
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    ended = row.punten.exclude(uitkomst="").count()
    now = timezone.now()
    eis(regels.mag_start_terugdraaien(status=row.status, afgerond=ended, begin=row.begin, nu=now))
    row.punten.update(gestart_op=None, seconden=0)
    revive(row, since=row.gestart_op)
    row.status, row.gestart_op, row.voorzitter = Overleg.Status.GEPLAND, None, None
    row.save(update_fields=["status", "gestart_op", "voorzitter"])
    record(event="overleg.start_undone", by=by, subject=row)


@transaction.atomic
def take_notes(*, overleg, by):
    """Say that you take the notes. Anybody can write beside you; this says who does it."""
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    eis(regels.mag_notuleren(status=row.status))
    row.notulist = by
    row.save(update_fields=["notulist"])
    record(event="overleg.notulist", by=by, subject=row)


@transaction.atomic
def start_punt(*, punt, by):
    """Start the clock of a point, and stop that of the point before it."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    eis(regels.mag_punt_doen(status=overleg.status))
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
def note(*, punt, by, tekst, versie=0, klaar=None):
    """Keep what this person notes at a point; everybody has a row of their own, so nobody overwrites another.

    `klaar` is the outcome they are filling in (None: leave what stands ready). `versie` is what the writer's page last saw of their own row. Written in two windows at once, both texts stay, one
    under the other. Sent twice, it is kept once. Returns the row.
    """
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    eis(regels.mag_aantekenen(status=overleg.status, lengte=0, langste=LANGSTE_AANTEKENING))
    tekst = tekst.replace("\r\n", "\n").strip()[:LANGSTE_AANTEKENING]
    row = Aantekening.objects.filter(punt=punt.pk, medewerker=by).first()
    if row is None:
        if not (tekst or klaar):
            return None
        return Aantekening.objects.create(punt=punt, medewerker=by, tekst=tekst, uitkomst=klaar or {})
    if klaar is not None and row.uitkomst != klaar:
        row.uitkomst = klaar
        row.save(update_fields=["uitkomst"])
    if row.tekst == tekst:
        return row
    if versie != row.versie and row.tekst not in tekst:
        if tekst in row.tekst:
            return row
        tekst = f"{row.tekst}\n{tekst}"
        eis(regels.mag_aantekenen(status=overleg.status, lengte=len(tekst), langste=LANGSTE_AANTEKENING))
    row.tekst, row.versie, row.bijgewerkt_op = tekst, row.versie + 1, timezone.now()
    row.save()
    return row


@transaction.atomic
def end_punt(
    *,
    punt,
    by,
    uitkomst,
    tekst="",
    eigenaar=None,
    deadline=None,
    terugkijken_op=None,
    keuze="",
    aantekening="",
    sleutel=None,
):
    """End a point in a besluit, an actiepunt, postponed to the next meeting, or "geen vervolg" with a reason (V4).

    `keuze` is a choice that the app of the onderwerp offered. Raises RegelOvertreden; two people ending the
    same point: one wins. The same form sent again (same `sleutel`, a network that dropped) changes nothing.
    """
    overleg = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=punt.overleg_id)
    )
    punt = Agendapunt.objects.select_related("onderwerp_type", "reeks").get(pk=punt.pk)
    punt.overleg = overleg
    sleutel = own_key(sleutel, by)
    if punt.uitkomst and sleutel and punt.afrond_sleutel == sleutel:
        return punt
    eis(regels.mag_punt_doen(status=overleg.status))
    uitkomst = Uitkomst(uitkomst)
    eis(
        agenda.mag_eindigen(
            uitkomst=uitkomst,
            doorgeschoven=punt.doorgeschoven,
            tekst=tekst,
            eigenaar=eigenaar is not None,
            deadline=deadline is not None,
            al_afgerond=_already(punt),
        )
    )
    now = timezone.now()
    eis(regels.mag_terugkijken_op(op=terugkijken_op, vandaag=timezone.localdate(now)))
    if aantekening.strip():
        note(punt=punt, by=by, tekst=aantekening)
    if punt.gestart_op:
        _stop_clock(punt, now)
        punt.refresh_from_db(fields=["seconden", "gestart_op"])
    punt.uitkomst, punt.uitkomst_tekst = uitkomst.value, tekst.strip()
    punt.afgerond_op, punt.afgerond_door, punt.afrond_sleutel = now, by, sleutel
    punt.save()
    punt.aantekeningen.filter(medewerker=by).update(uitkomst={})  # what stood ready is the outcome now
    bron = uitkomstbron_of(punt)
    if bron is not None:  # before the first row in the logboek: it locks its onderwerp
        if keuze and uitkomst != Uitkomst.DOORGESCHOVEN:
            bron.kies(punt, keuze, by)
        if punt.onderwerp is not None:
            bron.na(punt.onderwerp, punt, by)
    if uitkomst == Uitkomst.BESLUIT:
        Besluit.objects.create(
            team_id=overleg.team_id,
            agendapunt=punt,
            tekst=tekst.strip(),
            genomen_op=now,
            terugkijken_op=terugkijken_op,
            **about_row(punt),
        )
    elif uitkomst == Uitkomst.ACTIEPUNT:
        make_actiepunt(
            team_id=overleg.team_id,
            agendapunt=punt,
            tekst=tekst,
            eigenaar=eigenaar,
            deadline=deadline,
            by=by,
            **about_row(punt),
        )
    elif uitkomst == Uitkomst.DOORGESCHOVEN:
        _postpone(punt, overleg)
    record(event=f"agendapunt.ended_{uitkomst.value}", by=by, subject=punt)
    return punt


def _already(punt):
    """Who was earlier with ending this point, and how; empty when nobody was."""
    if not punt.uitkomst:
        return ""
    wie = punt.afgerond_door.naam if punt.afgerond_door_id else "een collega"
    return f"{wie} was eerder: {punt.get_uitkomst_display().lower()}"


def _postpone(punt, overleg):
    """A postponed point returns by itself in the next meeting of the series, with its count (V5).

    Is there none planned yet, then it waits in the voorraad and comes on the next that is made.
    """
    following = next_of(overleg.reeks, max(overleg.begin, timezone.now()))
    bron = punt.bron
    if following is not None:
        make_room(following, punt)
    Agendapunt.objects.create(
        reeks_id=overleg.reeks_id,
        overleg=following,
        komt_terug=following is None,
        soort=punt.soort,
        bron=bron,
        reden=f"doorgeschoven: {punt.doorgeschoven + 1}x",
        criteria=punt.criteria,
        inbrenger_id=punt.inbrenger_id,
        doel=punt.doel,
        gewenst=punt.gewenst,
        niveau=punt.niveau,
        minuten=punt.minuten,
        doorgeschoven=punt.doorgeschoven + 1,
        vorige=punt,
        **about_row(punt),
    )


@transaction.atomic
def close_overleg(*, overleg, by):
    """Close a meeting in which every point has an outcome; those who take part hear that the besluitenlijst is there."""
    row = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=overleg.pk)
    )
    eis(regels.mag_dicht(status=row.status))
    eis(agenda.mag_sluiten(open_punten=row.punten.filter(uitkomst="").count()))
    row.status, row.gesloten_op = Overleg.Status.GESLOTEN, timezone.now()
    row.save(update_fields=["status", "gesloten_op"])
    _tell(row, "besluitenlijst", "De besluitenlijst van een overleg staat klaar.", by=by)
    record(event="overleg.closed", by=by, subject=row)


@transaction.atomic
def correct_punt(*, punt, by, tekst, reden):
    """Put the words of an outcome right after closing. What stood there first stays to be read (V7)."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    row = Agendapunt.objects.get(pk=punt.pk)
    tekst = tekst.strip()
    eis(
        regels.mag_corrigeren(
            status=overleg.status,
            afgerond=bool(row.uitkomst),
            tekst=tekst,
            reden=reden,
            stond_er=row.uitkomst_tekst,
        )
    )
    Correctie.objects.create(
        punt=row, oude_tekst=row.uitkomst_tekst, nieuwe_tekst=tekst, reden=reden.strip(), door=by
    )
    row.uitkomst_tekst = tekst
    row.save(update_fields=["uitkomst_tekst"])
    Besluit.objects.filter(agendapunt=row).update(tekst=tekst)
    record(event="agendapunt.corrected", by=by, subject=row)
    return row
