"""Portefeuilles with their thema's and houders, and the trends that come at the team (P1, P11)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Team
from organisatie.models.basis import (
    Dagperiode,
    PeriodeQuerySet,
    TeamQuerySet,
    periode_constraint,
    team_queryset,
)
from regels.begrippen import Houderrol


class Portefeuille(Dagperiode):
    """One or more thema's for which one medewerker is houder."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="portefeuilles")
    naam = models.CharField("naam", max_length=80)
    pijler = models.CharField("pijler", max_length=80, blank=True, help_text="Uit het IVP of de Koers")
    speerpunt = models.BooleanField("speerpunt", default=False)
    toelichting = models.TextField("waar werken we naartoe?", max_length=1000, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "naam"], name="portefeuille_one_per_naam"),
            periode_constraint("portefeuille_periode"),
        ]
        ordering = ["volgorde", "naam"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("portefeuilles:portefeuille", args=[self.pk])


class Thema(models.Model):
    portefeuille = models.ForeignKey(Portefeuille, models.CASCADE, related_name="themas")
    naam = models.CharField("naam", max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["portefeuille", "naam"], name="thema_one_per_naam")]
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class Houderschap(Dagperiode):
    """Somebody is houder or vervanger of a portefeuille, for a time. One running houder at most."""

    class Rollen(models.TextChoices):
        HOUDER = Houderrol.HOUDER.value, "houder"
        VERVANGER = Houderrol.VERVANGER.value, "vervanger"

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="houderschappen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="houderschappen")
    rol = models.CharField("rol", max_length=10, choices=Rollen.choices)
    volgorde = models.PositiveSmallIntegerField("volgorde", null=True, blank=True)

    objects = team_queryset("portefeuille__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [
            periode_constraint("houderschap_periode"),
            models.UniqueConstraint(
                fields=["portefeuille"],
                condition=Q(rol=Houderrol.HOUDER.value, tot=None),
                name="houderschap_one_running_houder",
            ),
        ]
        ordering = ["rol", "volgorde", "van"]

    def __str__(self):
        return f"{self.medewerker}, {self.get_rol_display()} van {self.portefeuille}"

    @property
    def team_id(self):
        return self.portefeuille.team_id


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
