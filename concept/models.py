"""What somebody typed in a form and did not send yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Concept(models.Model):
    """One form of one person: what they typed (`velden`, encrypted, see kluis.py), or where it went when it was sent.

    `formulier` is the form and the address it is sent to, `pagina` the page where it is filled in. `verstuurd` is the key of the
    last copy of the form that was sent, `afdruk` a hash of its words, and `naar` where that led: the same words sent again go
    there too, and do nothing.
    Who types in two windows has a row for each (`venster`), beside the one that knows what was sent; `exemplaar` is the copy of
    the form that wrote the words last.
    A week after the last key it is gone.
    """

    medewerker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="concepten", null=True
    )
    gast = models.CharField(
        max_length=60, blank=True, help_text="Team en rij van wie met een eigen link komt"
    )
    formulier = models.CharField(max_length=300)
    venster = models.CharField(max_length=16, blank=True)
    exemplaar = models.CharField(max_length=16, blank=True)
    pagina = models.CharField(max_length=300)
    velden = models.BinaryField(null=True)
    bijgewerkt_op = models.DateTimeField(default=timezone.now)
    verstuurd = models.CharField(max_length=16, blank=True)
    afdruk = models.CharField(max_length=16, blank=True)
    naar = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["medewerker", "formulier", "venster"], name="concept_once"),
            models.UniqueConstraint(
                fields=["gast", "formulier", "venster"], condition=~Q(gast=""), name="concept_once_per_gast"
            ),
            models.CheckConstraint(
                condition=Q(medewerker=None, gast__gt="") | Q(medewerker__isnull=False, gast=""),
                name="concept_of_medewerker_or_gast",
            ),
        ]
        indexes = [
            models.Index(fields=["medewerker"], condition=Q(velden__isnull=False), name="concept_open"),
            models.Index(fields=["bijgewerkt_op"], name="concept_oud"),
        ]

    def __str__(self):
        return f"concept {self.pk}"
