"""Portefeuilles with their thema's, labels and houders (P1), and how the team is involved in them (P7, P12, P13)."""

from typing import Any

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
from regels.portefeuille import MANIEREN, TASTBAAR, WAAROM, Manier, Mate, Waarom


class VanPortefeuille:
    """A row whose team is that of its portefeuille."""

    portefeuille: Any  # the foreign key of whoever uses this

    @property
    def team_id(self):
        return self.portefeuille.team_id


class Label(models.Model):
    """What a portefeuille, plan or voorbeeld is counted under: a pijler, a line of the IVP or the Koers, an opgave.

    The team manages its own; one that is no longer used stays readable where it was put.
    """

    class Soort(models.TextChoices):
        PIJLER = "pijler", "Pijler"
        IVP = "ivp", "IVP"
        KOERS = "koers", "Koers"
        GGP = "ggp", "Opgave GGP"
        ANDERS = "anders", "Anders"

    team = models.ForeignKey(Team, models.PROTECT, related_name="labels")
    soort = models.CharField("soort", max_length=8, choices=Soort.choices, default=Soort.ANDERS)
    naam = models.CharField("naam", max_length=80)
    gestopt = models.BooleanField("niet meer te kiezen", default=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "soort", "naam"], name="label_one_per_naam")]
        ordering = ["soort", "naam"]

    def __str__(self):
        return f"{self.get_soort_display()}: {self.naam}"


class Portefeuille(Dagperiode):
    """One or more thema's for which one medewerker is houder."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="portefeuilles")
    naam = models.CharField("naam", max_length=80)
    pijler = models.CharField(max_length=80, blank=True)  # not used since 0.3: it became a Label; goes in 0.4
    labels = models.ManyToManyField(Label, related_name="portefeuilles", blank=True)
    speerpunt = models.BooleanField("speerpunt", default=False)
    toelichting = models.TextField("waar werken we naartoe?", max_length=1000, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    opvolger = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

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
        return reverse("dashboard:portefeuille", args=[self.pk])


class Thema(models.Model):
    portefeuille = models.ForeignKey(Portefeuille, models.CASCADE, related_name="themas")
    naam = models.CharField("naam", max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["portefeuille", "naam"], name="thema_one_per_naam")]
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class Houderschap(VanPortefeuille, Dagperiode):
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


class Betrekkeuze(VanPortefeuille, models.Model):
    """How the team is involved in this portefeuille, chosen with a reason; the newest holds, older ones stay (P7)."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="betrekkeuzes")
    manieren = models.JSONField("op welke manier?", default=list)
    reden = models.CharField("waarom zo?", max_length=300)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    objects = team_queryset("portefeuille__team").as_manager()

    class Meta:
        ordering = ["-op", "-pk"]

    def __str__(self):
        return ", ".join(MANIEREN[Manier(naam)].naam for naam in self.manieren)


class Tastbaarheid(VanPortefeuille, models.Model):
    """How far the thema is embedded, judged on a day (P13). It is about the thema, never about a person."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="tastbaarheden")
    dag = models.DateField("op", default=timezone.localdate)
    antwoorden = models.JSONField(default=dict, help_text=", ".join(TASTBAAR))
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")

    objects = team_queryset("portefeuille__team").as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["portefeuille", "dag"], name="tastbaarheid_one_per_day")
        ]
        ordering = ["-dag"]

    def __str__(self):
        return f"{self.portefeuille}, {self.dag}"

    @property
    def regels(self):
        """Per aspect its words and the answer, in the order in which they are asked."""
        return [(zin, Mate(self.antwoorden.get(naam, Mate.NEE))) for naam, zin in TASTBAAR.items()]


class Onderbouwing(Dagperiode):
    """Why work is done that is no speerpunt: from the wijk, from partners, or to train new colleagues (P12)."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="onderbouwingen")
    titel = models.CharField("welk werk?", max_length=120)
    waarom = models.CharField(
        "waarom toch?", max_length=10, choices=[(str(naam), zin) for naam, zin in WAAROM.items()]
    )
    tekst = models.TextField("onderbouwing", max_length=1000)
    portefeuille = models.ForeignKey(
        Portefeuille, models.PROTECT, related_name="onderbouwingen", null=True, blank=True
    )
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="onderbouwingen")

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints = [periode_constraint("onderbouwing_periode")]
        ordering = ["-van", "-pk"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("portefeuilles:onderbouwing-list")

    @property
    def grond(self):
        return WAAROM[Waarom(self.waarom)]
