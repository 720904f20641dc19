"""The regisseur is back and reads what was done (C18)."""

from django.db import transaction

from regels.begrippen import eis
from regels.regie import mag_terug_lezen

from ..models import Terugoverdracht
from .basis import happened, lock_at


@transaction.atomic
def read_terugoverdracht(*, terugoverdracht, by, moment=None):
    """The regisseur says they have read what happened while they were away."""
    casus, moment = lock_at(terugoverdracht.casus, moment)
    row = Terugoverdracht.objects.get(pk=terugoverdracht.pk)
    eis(mag_terug_lezen(is_regisseur=row.regisseur_id == by.pk, gelezen=row.gelezen_op is not None))
    row.gelezen_op = moment
    row.save(update_fields=["gelezen_op"])
    happened(
        casus, "waarneming", f"{by.naam} las de terugoverdracht.", moment=moment, by=by, event="terug.read"
    )
