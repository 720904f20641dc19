"""Actiepunten: somebody does something before a day, in parts, and it can change hands (V6)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse as lapse_notificaties
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.models import Plaatsing, Team
from regels import actiepunt as regels
from regels.begrippen import eis
from regels.tijd import dag_in_woorden

from ..models import Actiepunt, Actiepuntstap
from .agenda import about, about_row


def _is_placed(medewerker, team_id):
    return Plaatsing.objects.op().filter(team=team_id, medewerker=medewerker).exists()


def make_actiepunt(*, team_id, tekst, eigenaar, deadline, by, **values):
    eis(
        regels.mag_maken(
            deadline=deadline,
            vandaag=timezone.localdate(),
            geplaatst=_is_placed(eigenaar, team_id),
        )
    )
    row = Actiepunt.objects.create(
        team_id=team_id, tekst=tekst.strip(), eigenaar=eigenaar, deadline=deadline, gemaakt_door=by, **values
    )
    _happened(row, by, f"Gemaakt voor {eigenaar.naam}, voor {dag_in_woorden(deadline)}.")
    record(event="actiepunt.added", by=by, subject=row)
    _tell_owner(row, by, "nieuw", "Je hebt een nieuw actiepunt.")
    return row


def _happened(row, by, tekst):
    Actiepuntstap.objects.create(actiepunt=row, door=by, tekst=tekst[:400])


def _tell_owner(row, by, key, tekst):
    if row.eigenaar_id != by.pk:
        notify(
            ontvangers=[row.eigenaar_id],
            key=f"actiepunt:{row.pk}:{key}",
            tekst=tekst,
            url=row.get_absolute_url(),
            onderwerp=row,
            vraagt=f"actiepunt:{row.pk}",
        )


@transaction.atomic
def add_actiepunt(*, team, by, tekst, eigenaar, deadline, onderwerp=None, boven=None, sleutel=None):
    """An actiepunt outside a meeting, or a part of another. A second submit of the same form gives the same one."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # a second tap waits for the first
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Actiepunt.objects.filter(sleutel=sleutel).first()):
        return existing
    if boven is not None:
        boven = Actiepunt.objects.get(pk=boven.pk)
        klaar = boven.afgerond_op is not None
        eis(regels.mag_deeltaak(is_deeltaak=boven.boven_id is not None, klaar=klaar))
        subject = about_row(boven)
    else:
        subject = {
            "titel": str(onderwerp)[:160] if onderwerp is not None else tekst[:160],
            **about(onderwerp),
        }
    row = make_actiepunt(
        team_id=team.pk,
        tekst=tekst,
        eigenaar=eigenaar,
        deadline=deadline,
        by=by,
        boven=boven,
        sleutel=sleutel,
        **subject,
    )
    if boven is not None:
        _happened(boven, by, f"Deeltaak erbij voor {eigenaar.naam}.")
    return row


@transaction.atomic
def update_actiepunt(*, actiepunt, by, voortgang="", deadline=None, klaar=False):
    """Progress, another day, or done. What is done is not reminded any more. Raises RegelOvertreden."""
    row = Actiepunt.objects.select_for_update(no_key=True).get(pk=actiepunt.pk)
    eis(regels.mag_bijwerken(klaar=row.afgerond_op is not None))
    if deadline is not None and deadline != row.deadline:
        eis(regels.mag_naar_dag(deadline=deadline, vandaag=timezone.localdate()))
        _happened(row, by, f"Datum van {dag_in_woorden(row.deadline)} naar {dag_in_woorden(deadline)}.")
        row.deadline = deadline
        lapse_notificaties(row, prefix=f"actiepunt:{row.pk}:herinnering:")
    if voortgang.strip() and voortgang.strip() != row.voortgang:
        _happened(row, by, f"Voortgang: {voortgang.strip()}")
    row.voortgang = voortgang.strip()
    if klaar:
        eis(regels.mag_afronden(open_deeltaken=row.deeltaken.filter(afgerond_op=None).count()))
        row.afgerond_op = timezone.now()
        _happened(row, by, "Klaar.")
    row.save()
    if klaar and row.boven_id and not row.boven.deeltaken.filter(afgerond_op=None).exists():
        _tell_owner(row.boven, by, f"deeltaken:{row.pk}", "Alle deeltaken van een actiepunt zijn klaar.")
    record(event="actiepunt.done" if klaar else "actiepunt.updated", by=by, subject=row)
    return row


@transaction.atomic
def reopen_actiepunt(*, actiepunt, by):
    """Done too early: it is open again, with its history."""
    row = Actiepunt.objects.select_for_update(no_key=True).get(pk=actiepunt.pk)
    above = row.boven_id is not None and row.boven.afgerond_op is not None
    eis(regels.mag_weer_open(klaar=row.afgerond_op is not None, geheel_klaar=above))
    row.afgerond_op = None
    row.save(update_fields=["afgerond_op"])
    _happened(row, by, "Weer open.")
    record(event="actiepunt.reopened", by=by, subject=row)
    return row


@transaction.atomic
def hand_over_actiepunt(*, actiepunt, by, aan, reden=""):
    """Give an open actiepunt to another; reminders follow, and the history says from whom to whom."""
    row = (
        Actiepunt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("eigenaar")
        .get(pk=actiepunt.pk)
    )
    eis(
        regels.mag_overdragen(
            klaar=row.afgerond_op is not None,
            heeft_het_al=aan.pk == row.eigenaar_id,
            geplaatst=_is_placed(aan, row.team_id),
        )
    )
    waarom = f": {reden.strip()}" if reden.strip() else "."
    _happened(row, by, f"Overgedragen van {row.eigenaar.naam} aan {aan.naam}{waarom}")
    row.eigenaar = aan
    row.save(update_fields=["eigenaar"])
    stap = row.stappen.first().pk
    _tell_owner(row, by, f"overgedragen:{stap}", "Een actiepunt staat nu op jouw naam.")
    record(event="actiepunt.handed_over", by=by, subject=row)
    return row
