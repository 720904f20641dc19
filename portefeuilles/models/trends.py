"""What comes at the team (P11), and which portefeuille stands central this month (P8)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Team
from organisatie.models.basis import TeamQuerySet

from .basis import Portefeuille


class TrendQuerySet(TeamQuerySet):
    def actueel(self, dag=None):
        """Not closed, and confirmed recently enough."""
        return self.filter(gesloten_op=None, loopt_af_op__gt=dag or timezone.localdate())


class Trend(models.Model):
    """Something that comes at the team: what, how near, what it means for the police. Runs out unless confirmed."""

    class Horizon(models.TextChoices):
        NU = "nu", "speelt nu"
        JAAR = "jaar", "dit jaar"
        VIJF_JAAR = "vijf_jaar", "komende vijf jaar"

    team = models.ForeignKey(Team, models.PROTECT, related_name="trends")
    titel = models.CharField("wat komt er op ons af?", max_length=160)
    betekenis = models.TextField("wat betekent dit voor de politie?", max_length=1000, blank=True)
    acties = models.TextField("welke acties zijn nodig?", max_length=1000, blank=True)
    horizon = models.CharField("wanneer", max_length=10, choices=Horizon.choices, default=Horizon.NU)
    portefeuille = models.ForeignKey(
        Portefeuille,
        models.PROTECT,
        related_name="trends",
        null=True,
        blank=True,
        verbose_name="portefeuille",
    )
    gezien_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gezien_op = models.DateField("gezien op", default=timezone.localdate)
    loopt_af_op = models.DateField("loopt af op")
    gesloten_op = models.DateTimeField(null=True, blank=True)
    reden_gesloten = models.CharField("waarom niet meer", max_length=200, blank=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = TrendQuerySet.as_manager()

    class Meta:
        ordering = ["-gezien_op", "-pk"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("portefeuilles:trend", args=[self.pk])

    @property
    def is_afgelopen(self):
        return self.gesloten_op is not None or self.loopt_af_op <= timezone.localdate()


class Themamaand(models.Model):
    """The portefeuille that stands central in a month, with what will be done (P8). One a month per team."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="themamaanden")
    maand = models.DateField("maand", help_text="De eerste dag van de maand")
    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="themamaanden")
    inhoud = models.TextField("wat gaan we doen?", max_length=1000, blank=True)
    werft = models.BooleanField("we zoeken taakaccenthouders", default=False)
    opbrengst = models.CharField("wat bracht het?", max_length=300, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "maand"], name="themamaand_one_per_maand")]
        ordering = ["maand"]

    def __str__(self):
        return f"{self.portefeuille}, {self.maand:%m-%Y}"
