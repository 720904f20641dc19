"""Time somebody spent, about any onderwerp (P4)."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from organisatie.models import Medewerker, Team
from organisatie.models.basis import TeamQuerySet


class WerkregelQuerySet(TeamQuerySet):
    def visible_to(self, medewerker):
        """Only one's own lines: figures of one person are that person's own (P5)."""
        return super().visible_to(medewerker).filter(medewerker=medewerker)


class Werkregel(models.Model):
    """One line of work: what for, how long, in a few words."""

    class Soort(models.TextChoices):
        PORTEFEUILLE = "portefeuille", "portefeuille"
        GEBIED = "gebied", "gebied"
        CASUS = "casus", "casus"
        COACHING = "coaching", "coaching van wijkagenten"
        OVERGENOMEN = "overgenomen", "werk overgenomen van een wijkagent"
        DIENST = "dienst", "operationele dienst"
        OVERLEG = "overleg", "overleg"
        OVERIG = "overig", "overig"

    team = models.ForeignKey(Team, models.PROTECT, related_name="werkregels")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="werkregels")
    dag = models.DateField("dag")
    soort = models.CharField("waarvoor", max_length=14, choices=Soort.choices)
    onderwerp_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True)
    onderwerp_id = models.PositiveBigIntegerField(null=True, blank=True)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    titel = models.CharField("titel", max_length=160, blank=True)
    minuten = models.PositiveSmallIntegerField("hoe lang (minuten)")
    tekst = models.CharField("wat", max_length=200, blank=True)
    resultaat = models.CharField("zichtbaar resultaat", max_length=200, blank=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = WerkregelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minuten__gt=0, minuten__lte=24 * 60), name="werkregel_minuten")
        ]
        indexes = [
            models.Index(fields=["medewerker", "-dag"], name="werkregel_van_wie"),
            models.Index(fields=["team", "dag", "soort"], name="werkregel_team_dag"),
        ]
        ordering = ["-dag", "-pk"]

    def __str__(self):
        return f"{self.dag} {self.minuten} min"
