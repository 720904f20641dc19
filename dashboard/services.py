"""What time brings to the overviews: the figures of each day (V8)."""

from django.utils import timezone

from concept.services import purge
from notificaties.hartslag import once_a_day
from notificaties.storingen import each
from organisatie.models import Team
from organisatie.queries import instelling_van

from .queries.bmo import write_dagstand

UUR = 6


def tick(moment=None):
    """Keep the figures of today for every team, once. Runs every minute; idempotent; catches up after standing still."""
    moment = moment or timezone.now()
    with once_a_day("dashboard.dagstand", moment, uur=UUR) as due:
        if due:
            each(
                "dashboard.dagstand",
                Team.objects.all(),
                lambda team: _write_today(team, moment),
                moment=moment,
            )
            each("concept.opruimen", [purge], lambda step: step(moment), moment=moment)


def _write_today(team, moment):
    write_dagstand(team, instelling_van(team.pk, timezone.localdate(moment)), moment)
