"""A gebied ends: the open casussen in it go on in its successor (O10)."""

from django.utils import timezone

from notificaties.storingen import each
from organisatie.models import Gebied

from ..models import Casus, CasusGebied, Overdrachtronde
from .basis import happened, lock_all, lock_at, set_places


def move_to_opvolger(gebied, opvolger):
    """Move the open casussen of an ended gebied, on the day it ends. Who is aan zet follows in the same tick."""
    pks = CasusGebied.objects.filter(gebied=gebied).values("casus")
    for casus in lock_all(Casus.objects.open().filter(pk__in=pks)):
        casus, moment = lock_at(casus)
        gebieden = [
            opvolger if row.gebied_id == gebied.pk else row.gebied
            for row in casus.casusgebieden.select_related("gebied")
        ]
        portefeuilles = [row.portefeuille for row in casus.casusportefeuilles.select_related("portefeuille")]
        set_places(casus, list(dict.fromkeys(gebieden)), portefeuilles)
        Overdrachtronde.objects.filter(casus=casus, gesloten_op=None, hoofdgebied=gebied).update(
            hoofdgebied=opvolger
        )
        if casus.wijk is not None and casus.wijk.gebied_id == gebied.pk:
            casus.wijk = None
            casus.save(update_fields=["wijk"])
        tekst = f"{gebied.naam} houdt op; de casus hoort nu bij {opvolger.naam}."
        happened(casus, "inhoud", tekst, moment=moment, event="casus.gebied_succeeded")


def move_ended(moment):
    """Tick: gebieden whose last day has been, with casussen still in them."""
    today = timezone.localdate(moment)
    ended = Gebied.objects.filter(tot__lte=today, opvolger__isnull=False)
    each(
        "casuistiek.gebied",
        ended.filter(casusgebieden__casus__in=Casus.objects.open()).distinct(),
        lambda gebied: move_to_opvolger(gebied, gebied.opvolger),
        moment=moment,
    )
