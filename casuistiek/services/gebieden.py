"""A gebied ends: the open casussen in it go on in its successor (O10)."""

from ..models import Casus, Overdrachtronde
from .basis import happened, lock_at, set_places


def move_to_opvolger(gebied, opvolger, *, by):
    """Move the open casussen of a gebied; True when it can end. Without a successor: only when there are none.

    Called within the transaction of the change; who is aan zet follows from `gevolgen` after it.
    """
    found = Casus.objects.open().filter(casusgebieden__gebied=gebied).order_by("pk")
    if opvolger is None:
        return not found.exists()
    for casus in list(found):
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
        tekst = f"{gebied.naam} houdt op; de casus hoort nu bij {opvolger.naam}."
        happened(casus, "inhoud", tekst, moment=moment, by=by, event="casus.gebied_succeeded")
    return True
