"""The plan of a portefeuille: what we want to reach, how we see it, and what we do for it (P2)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Organisatie, Wijk
from organisatie.models.basis import Dagperiode, PeriodeQuerySet, periode_constraint, team_queryset
from regels.plan import Niveau

from .basis import Label, Portefeuille, VanPortefeuille


class Plan(VanPortefeuille, Dagperiode):
    """What a portefeuille wants to reach in one or two years. Draft until it is vastgesteld. One at a time."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="plannen")
    titel = models.CharField("titel", max_length=120)
    waarvoor = models.TextField("waar doen we het voor?", max_length=1000, blank=True)
    labels = models.ManyToManyField(Label, related_name="plannen", blank=True)
    vastgesteld_op = models.DateTimeField(null=True)
    vastgesteld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)

    objects = team_queryset("portefeuille__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [
            periode_constraint("plan_periode"),
            models.CheckConstraint(condition=Q(tot__isnull=False), name="plan_has_an_end"),
        ]
        ordering = ["-van"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("portefeuilles:plan", args=[self.pk])


class VanPlan:
    """A row whose portefeuille and team are those of its plan."""

    plan: Any  # the foreign key of whoever uses this

    @property
    def portefeuille(self):
        return self.plan.portefeuille

    @property
    def team_id(self):
        return self.plan.portefeuille.team_id


class Effect(VanPlan, models.Model):
    """Something that will be different: a beoogd effect, never an activity."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="effecten")
    tekst = models.CharField("wat is er dan anders?", max_length=200)
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = team_queryset("plan__portefeuille__team").as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.tekst


class Indicator(models.Model):
    """How you see an effect: what is counted, where it began (nulmeting), where it should be, and by when."""

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="indicatoren")
    naam = models.CharField("wat tellen we?", max_length=120)
    eenheid = models.CharField("eenheid", max_length=30, blank=True)
    nul = models.DecimalField("nulmeting", max_digits=12, decimal_places=2)
    nul_op = models.DateField("gemeten op")
    doel = models.DecimalField("streefwaarde", max_digits=12, decimal_places=2)
    doel_op = models.DateField("te halen op")
    bron = models.CharField("waar komt het getal vandaan?", max_length=120, blank=True)

    objects = team_queryset("effect__plan__portefeuille__team").as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(doel_op__gt=F("nul_op")), name="indicator_doel_na_nulmeting")
        ]
        ordering = ["pk"]

    def __str__(self):
        return self.naam

    @property
    def portefeuille(self):
        return self.effect.portefeuille

    @property
    def team_id(self):
        return self.effect.team_id


class Meting(models.Model):
    """The value of an indicator on a day. Measured again on that day it is corrected."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="metingen")
    dag = models.DateField("dag")
    waarde = models.DecimalField("waarde", max_digits=12, decimal_places=2)
    toelichting = models.CharField("toelichting", max_length=200, blank=True)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")

    objects = team_queryset("indicator__effect__plan__portefeuille__team").as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "dag"], name="meting_one_per_day")]
        ordering = ["dag"]

    def __str__(self):
        return f"{self.dag}: {self.waarde}"

    @property
    def portefeuille(self):
        return self.indicator.portefeuille

    @property
    def team_id(self):
        return self.indicator.team_id


class Activiteit(VanPlan, models.Model):
    """What is done for an effect, and under which larger activity it falls.

    Its progress is not stored: it follows from the work that hangs on it (`regels.plan.voortgang`).
    """

    NIVEAUS = [(str(niveau), str(niveau)) for niveau in Niveau]

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="activiteiten")
    effect = models.ForeignKey(Effect, models.PROTECT, related_name="activiteiten")
    boven = models.ForeignKey("self", models.PROTECT, related_name="eronder", null=True, blank=True)
    niveau = models.CharField("niveau", max_length=12, choices=NIVEAUS, default=Niveau.TACTISCH.value)
    tekst = models.CharField("wat gaan we doen?", max_length=160)
    eigenaar = models.ForeignKey(Medewerker, models.PROTECT, related_name="activiteiten")
    partners = models.ManyToManyField(Organisatie, related_name="activiteiten", blank=True)
    wijken = models.ManyToManyField(Wijk, related_name="activiteiten", blank=True)
    deadline = models.DateField("voor", null=True, blank=True)
    bron = models.CharField("waar steunt dit op?", max_length=160, blank=True)
    afgerond_op = models.DateTimeField(null=True)
    gestopt_op = models.DateTimeField(null=True)
    resultaat = models.CharField("wat leverde het op?", max_length=300, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = team_queryset("plan__portefeuille__team").as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(afgerond_op=None) | Q(gestopt_op=None), name="activiteit_klaar_of_gestopt"
            )
        ]
        indexes = [
            models.Index(
                fields=["eigenaar", "deadline"],
                condition=Q(afgerond_op=None, gestopt_op=None),
                name="activiteit_open_van_wie",
            )
        ]
        ordering = ["deadline", "pk"]

    def __str__(self):
        return self.tekst

    def get_absolute_url(self):
        return reverse("portefeuilles:activiteit", args=[self.pk])

    @property
    def is_open(self):
        return self.afgerond_op is None and self.gestopt_op is None
