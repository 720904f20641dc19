"""What the members of a network are called, for who looks: a sleutelfiguur by name only for who may see them."""

from .models import Sleutelfiguur
from .services import see_names

ONBEKEND = "iemand uit de wijk"


def names_for(user, netwerk, leden, *, waar):
    """(a function from member to name, {id: name} of the sleutelfiguren this user may see). That they are named is logged."""
    ids = {lid.sleutelfiguur_id for lid in leden if lid.sleutelfiguur_id}
    seen = Sleutelfiguur.objects.visible_to(user).filter(pk__in=ids)
    known = dict(seen.values_list("pk", "naam")) if ids else {}
    see_names(known, by=user, team=netwerk.team_id, waar=waar)

    def name(lid):
        return known.get(lid.sleutelfiguur_id, ONBEKEND) if lid.sleutelfiguur_id else str(lid.wie)

    return name, known
