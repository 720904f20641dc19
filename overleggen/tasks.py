from celery import shared_task
from django.utils.dateparse import parse_datetime

from notificaties.hartslag import hartslag

from . import services


@shared_task(name="overleggen.tick", ignore_result=True)
def tick(moment=None):
    """Runs every minute; pass an ISO moment to catch up on one that was missed."""
    with hartslag("overleggen.tick"):
        services.tick(parse_datetime(moment) if moment else None, always=moment is not None)
