"""The project: settings, addresses, Celery and the command that starts it. Knows every app."""

from .celery import app as celery_app

__all__ = ["celery_app"]
