"""Celery: beat only ticks; what is due follows from the database, so a lost message repairs itself."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "basisteam.settings")

app = Celery("basisteam")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
