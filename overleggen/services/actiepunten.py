"""Actiepunten: somebody does something before a day (V6)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse as lapse_notificaties
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.models import Plaatsing, Team
from regels.begrippen import RegelOvertreden

from ..models import Actiepunt
from .agenda import about


def make_actiepunt(*, team_id, tekst, eigenaar, deadline, by, **values):
    if deadline < timezone.localdate():
        raise RegelOvertreden("De datum van het actiepunt is al geweest.")
    if not Plaatsing.objects.op().filter(team=team_id, medewerker=eigenaar).exists():
        raise RegelOvertreden("Deze collega werkt niet meer in het team. Kies een ander.")
    row = Actiepunt.objects.create(
        team_id=team_id, tekst=tekst.strip(), eigenaar=eigenaar, deadline=deadline, gemaakt_door=by, **values
    )
    record(event="actiepunt.added", by=by, subject=row)
    if eigenaar.pk != by.pk:
        notify(
            ontvangers=[eigenaar.pk],
            key=f"actiepunt:{row.pk}:nieuw",
            tekst="Je hebt een nieuw actiepunt.",
            url=row.get_absolute_url(),
            onderwerp=row,
        )
    return row


@transaction.atomic
def add_actiepunt(*, team, by, tekst, eigenaar, deadline, onderwerp=None, sleutel=None):
    """An actiepunt outside a meeting. A second submit of the same form gives the same actiepunt."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # a second tap waits for the first
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Actiepunt.objects.filter(sleutel=sleutel).first()):
        return existing
    return make_actiepunt(
        team_id=team.pk,
        tekst=tekst,
        eigenaar=eigenaar,
        deadline=deadline,
        by=by,
        titel=str(onderwerp)[:160] if onderwerp is not None else tekst[:160],
        sleutel=sleutel,
        **about(onderwerp),
    )


@transaction.atomic
def update_actiepunt(*, actiepunt, by, voortgang="", deadline=None, klaar=False):
    """Progress, another day, or done. What is done is not reminded any more."""
    row = Actiepunt.objects.select_for_update(no_key=True).get(pk=actiepunt.pk)
    if row.afgerond_op is not None:
        raise RegelOvertreden("Dit actiepunt is al klaar.")
    if deadline is not None and deadline != row.deadline:
        if deadline < timezone.localdate():
            raise RegelOvertreden("Deze datum is al geweest.")
        row.deadline = deadline
        lapse_notificaties(row, prefix=f"actiepunt:{row.pk}:herinnering:")
    row.voortgang = voortgang.strip()
    if klaar:
        row.afgerond_op = timezone.now()
        lapse_notificaties(row)
    row.save()
    record(event="actiepunt.done" if klaar else "actiepunt.updated", by=by, subject=row)
    return row
