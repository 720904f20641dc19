from celery import shared_task

from . import services
from .hartslag import hartslag


@shared_task(name="notificaties.send_mail", ignore_result=True)
def send_mail():
    """Mail what is due; what fails waits for the next tick."""
    with hartslag("notificaties.send_mail"):
        services.send_due()
