from celery import shared_task
from django.utils.dateparse import parse_datetime

from . import services


@shared_task(name="portefeuilles.tick", ignore_result=True)
def tick(moment=None):
    """Runs every minute; pass an ISO moment to catch up on one that was missed."""
    services.tick(parse_datetime(moment) if moment else None)
