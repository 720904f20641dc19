"""Planning a kennissessie, and keeping what it brought (V10)."""

from django.db import transaction

from logboek.services import record
from notificaties.services import notify
from overleggen.models import Overleg
from regels.agenda import Vanzelf
from regels.begrippen import eis
from regels.overleg import mag_kennissessie_plannen

from ..models import Kennissessie

VOORAF = ("portefeuille", "spreker", "vraag", "deskundigen")
OPBRENGST = ("vijf_jaar", "blinde_vlekken", "verbanden")


@transaction.atomic
def plan_kennissessie(*, overleg, by, **values):
    """Say which portefeuille a meeting is about and who tells; they hear it. Planned again: changed."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    eis(mag_kennissessie_plannen(status=overleg.status, is_kennissessie=overleg.reeks.vult(Vanzelf.KENNIS)))
    row = Kennissessie.objects.filter(overleg=overleg).first() or Kennissessie(overleg=overleg)
    for naam in VOORAF:
        setattr(row, naam, values[naam])
    row.save()
    record(event="kennissessie.planned", by=by, subject=row)
    if row.spreker_id != by.pk:
        notify(
            ontvangers=[row.spreker_id],
            key=f"kennissessie:{row.pk}:{row.spreker_id}",
            tekst="Jij vertelt over een portefeuille in een kennissessie. Kijk wanneer.",
            url=row.get_absolute_url(),
            onderwerp=row,
        )
    return row


@transaction.atomic
def write_kennissessie(*, kennissessie, by, **values):
    """Keep what the session brought: five years ahead, blind spots, how it hangs together."""
    row = Kennissessie.objects.select_for_update(no_key=True).get(pk=kennissessie.pk)
    for naam in OPBRENGST:
        setattr(row, naam, values[naam].strip())
    row.save(update_fields=list(OPBRENGST))
    record(event="kennissessie.written", by=by, subject=row)
    return row


def move_kennissessie(van, naar):
    """A session that is not held goes to the next, if nothing is planned there yet."""
    row = Kennissessie.objects.filter(overleg=van).first()
    if row is not None and naar is not None and not Kennissessie.objects.filter(overleg=naar).exists():
        row.overleg = naar
        row.save(update_fields=["overleg"])
