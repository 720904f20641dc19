"""What somebody must hear, once."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


class NotificatieQuerySet(models.QuerySet):
    def visible_to(self, medewerker):
        return self.filter(ontvanger=medewerker)

    def open(self):
        """Not read, and not overtaken by events."""
        return self.filter(gelezen_op=None, vervallen_op=None)


class Notificatie(models.Model):
    """One thing one medewerker must hear, on one occasion. It *is* the message in the application.

    Written in the transaction of its cause, once per (ontvanger, sleutel). Mail is made from it later; its
    text says what to do, never about whom or what (H4). When its onderwerp is done, it lapses.
    """

    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notificaties")
    sleutel = models.CharField(max_length=120)
    tekst = models.CharField("tekst", max_length=200)
    url = models.CharField(max_length=200)
    dringend = models.BooleanField(default=False)
    moment = models.DateTimeField("moment", default=timezone.now)
    onderwerp_type = models.ForeignKey(ContentType, models.CASCADE, null=True)
    onderwerp_id = models.PositiveBigIntegerField(null=True)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    gelezen_op = models.DateTimeField(null=True)
    vervallen_op = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NotificatieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ontvanger", "sleutel"], name="notificatie_once_per_sleutel")
        ]
        indexes = [
            models.Index(
                fields=["moment"],
                condition=Q(sent_at=None, vervallen_op=None, gelezen_op=None),
                name="notificatie_te_versturen",
            ),
            models.Index(fields=["onderwerp_type", "onderwerp_id"], name="notificatie_onderwerp"),
        ]
        ordering = ["-moment", "-pk"]

    def __str__(self):
        return self.tekst
