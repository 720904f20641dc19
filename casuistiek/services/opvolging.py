"""A gebied or a portefeuille ends: the open casussen in it go on in its successor (O10)."""

from typing import Any

from django.utils import timezone

from notificaties.storingen import each
from organisatie.models import Gebied
from portefeuilles.models import Portefeuille

from ..models import Casus, Overdrachtronde
from .basis import happened, lock_all, lock_at, set_places

SOORTEN: dict[Any, tuple[str, str]] = {
    Gebied: ("casusgebieden", "gebied"),
    Portefeuille: ("casusportefeuilles", "portefeuille"),
}


def move_to_opvolger(row):
    """Move the open casussen of what ended, on the day it ends. Who is aan zet follows in the same tick."""
    opvolger = row.opvolger
    rows, naam = SOORTEN[type(row)]
    for casus in lock_all(Casus.objects.open().filter(**{f"{rows}__{naam}": row})):
        casus, moment = lock_at(casus)
        set_places(
            casus,
            _instead(row, opvolger, [r.gebied for r in casus.casusgebieden.select_related("gebied")]),
            _instead(
                row,
                opvolger,
                [r.portefeuille for r in casus.casusportefeuilles.select_related("portefeuille")],
            ),
        )
        running = {f"hoofd{naam}": row}
        Overdrachtronde.objects.filter(casus=casus, gesloten_op=None, **running).update(
            **{f"hoofd{naam}": opvolger}
        )
        if naam == "gebied" and casus.wijk is not None and casus.wijk.gebied_id == row.pk:
            casus.wijk = None
            casus.save(update_fields=["wijk"])
        tekst = f"{row.naam} houdt op; de casus hoort nu bij {opvolger.naam}."
        happened(casus, "inhoud", tekst, moment=moment, event=f"casus.{naam}_succeeded")


def _instead(old, new, rows):
    return list(dict.fromkeys(new if row == old else row for row in rows))


def move_ended(moment):
    """Tick: gebieden and portefeuilles whose last day has been, with casussen still in them."""
    today = timezone.localdate(moment)
    found = []
    for model, (rows, _) in SOORTEN.items():
        ended = model.objects.filter(tot__lte=today, opvolger__isnull=False).select_related("opvolger")
        ended = ended.filter(**{f"{rows}__casus__in": Casus.objects.open()}).distinct()
        found += ended
    each("casuistiek.opvolging", found, move_to_opvolger, moment=moment)
