"""Mijn werk: one list of what I must do now, soon and later, over all apps (V6)."""

from datetime import timedelta

from django.utils import timezone

from organisatie.aandacht import Aandacht
from overleggen.models import Overleg
from overleggen.permissions import takes_part_in
from regels.aandacht import Wanneer
from ui.templatetags.ui import moment

from .aandacht import aandacht_for

OVERLEG_VOORUIT = timedelta(days=14)


def work_of(medewerker):
    """(what waits for this person per Wanneer, how their casussen stand). At most ten queries, whatever there is."""
    items, standen = aandacht_for(medewerker)
    items += _meetings(medewerker)
    today = timezone.localdate()
    items.sort(key=lambda item: (item.wanneer != Wanneer.NU and item.op is None, item.op or today))
    return {when: [item for item in items if item.wanneer == when] for when in Wanneer}, standen


def _meetings(medewerker):
    """Meetings to come that one takes part in."""
    today = timezone.localdate()
    coming = (
        Overleg.objects.te_komen()
        .filter(team=medewerker.team, begin__date__lte=today + OVERLEG_VOORUIT)
        .select_related("reeks")
    )
    for row in coming:
        if takes_part_in(medewerker, row.reeks):
            yield Aandacht(
                "overleg", medewerker.pk, row.pk, Wanneer.STRAKS, row.reeks.naam, row.get_absolute_url(),
                moment(row.begin), op=timezone.localdate(row.begin),
            )  # fmt: skip
