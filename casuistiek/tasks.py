from celery import shared_task
from django.conf import settings
from django.utils.dateparse import parse_datetime

from notificaties.hartslag import hartslag
from organisatie.models import Team

from . import services


@shared_task(name="casuistiek.tick", ignore_result=True)
def tick(moment=None):
    """Runs every minute and gives each team in which something is due a task of its own.

    Pass an ISO moment to catch up on one that was missed.
    """
    with hartslag("casuistiek.tick"):
        services.tick(
            parse_datetime(moment) if moment else None,
            hand_out=lambda team: settle_team.apply_async(
                (team.pk, moment), expires=5 * settings.TIK_SECONDEN
            ),
        )


@shared_task(name="casuistiek.settle_team", ignore_result=True)
def settle_team(pk, moment=None):
    """The casussen of one team; lost or done twice it does no harm, for the next tick asks again what is due."""
    services.settle_team(Team.objects.get(pk=pk), parse_datetime(moment) if moment else None)
