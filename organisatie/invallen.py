"""Whose work somebody does now because a colleague is not there: for what is asked, and for what one may (B5).

The rule is `regels.aandacht.plaatsvervanger`. It needs to know who holds a portefeuille, so the app of the portefeuilles gives the
facts of a team.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from regels.aandacht import neemt_waar_voor, plaatsvervanger
from regels.feiten import Teamfeiten

from .models import Afwezigheid

feitenbronnen: list[Callable[[int, datetime], Teamfeiten]] = []


def absent_from(team_ids, moment) -> set[int]:
    """Ids of the people placed in these teams who are not there at this moment."""
    away = Afwezigheid.objects.filter(ingetrokken_op=None, medewerker__plaatsingen__team__in=team_ids).op(
        moment
    )
    return set(away.values_list("medewerker", flat=True))


def fills_in_for(medewerker) -> frozenset[int]:
    """The absent colleagues whose work this person does now. Read once per object; one query when everybody is there."""
    if "_invalt_voor" not in medewerker.__dict__:
        now = timezone.now()
        teams = medewerker.team_ids if absent_from(medewerker.team_ids, now) else []
        found = (neemt_waar_voor(medewerker.pk, now, facts_of_team(team, now)) for team in teams)
        medewerker.__dict__["_invalt_voor"] = frozenset().union(*found)
    return medewerker.__dict__["_invalt_voor"]


def remember(medewerker, absent) -> None:
    """Who has worked it out already for this moment says so."""
    medewerker.__dict__["_invalt_voor"] = frozenset(absent)


def deputy_of(medewerker_id, team_id, moment) -> int | None:
    """Who does the work of this colleague at this moment, when they are not there."""
    return plaatsvervanger(medewerker_id, moment, facts_of_team(team_id, moment))


def facts_of_team(team_id, moment) -> Teamfeiten:
    """The facts of this team with who holds what, remembered until something changes."""
    return feitenbronnen[0](team_id, moment)
