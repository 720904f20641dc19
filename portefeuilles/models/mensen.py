"""Who helps with a portefeuille: taakaccenthouders, vraagbaken, zelfstandige teams and their acties (P6, P10)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from organisatie.models import Gebied, Medewerker, Organisatie
from organisatie.models.basis import Dagperiode, PeriodeQuerySet, periode_constraint, team_queryset
from regels.taakaccent import Accentfase
from regels.taakaccent import Houder as Houderfeit

from .basis import Portefeuille, VanPortefeuille
from .plan import Activiteit


class Taakaccent(VanPortefeuille, models.Model):
    """A specialisation within a portefeuille: how many people it wants, what they do and what they need for it."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="taakaccenten")
    naam = models.CharField("taakaccent", max_length=80)
    wens = models.PositiveSmallIntegerField("hoeveel zijn er nodig?", default=2)
    activiteiten = models.TextField("wat doen zij?", max_length=600, blank=True)
    competenties = models.TextField("wat vraagt het?", max_length=600, blank=True)
    cursussen = models.JSONField("welke cursussen horen erbij?", default=list, blank=True)

    objects = team_queryset("portefeuille__team").as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["portefeuille", "naam"], name="taakaccent_one_per_naam")
        ]
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("portefeuilles:taakaccent", args=[self.pk])


class VanTaakaccent:
    """A row whose portefeuille and team are those of its taakaccent."""

    taakaccent: Any  # the foreign key of whoever uses this

    @property
    def portefeuille(self):
        return self.taakaccent.portefeuille

    @property
    def team_id(self):
        return self.taakaccent.portefeuille.team_id


class Taakaccenthouder(VanTaakaccent, Dagperiode):
    """Somebody has a taakaccent for a time, with hours freed; or is vraagbaak, without."""

    FASEN = [
        (Accentfase.WERVING.value, "in werving"),
        (Accentfase.INWERKEN.value, "wordt ingewerkt"),
        (Accentfase.ZELFSTANDIG.value, "zelfstandig"),
    ]

    taakaccent = models.ForeignKey(Taakaccent, models.PROTECT, related_name="houders")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="taakaccenten")
    fase = models.CharField(
        "waar staat het?", max_length=12, choices=FASEN, default=Accentfase.INWERKEN.value
    )
    vraagbaak = models.BooleanField("vraagbaak, zonder vrijgemaakte uren", default=False)
    uren = models.PositiveSmallIntegerField("uren vrijgemaakt per week", default=0)

    objects = team_queryset("taakaccent__portefeuille__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [
            periode_constraint("taakaccenthouder_periode"),
            models.UniqueConstraint(
                fields=["taakaccent", "medewerker"],
                condition=Q(tot=None),
                name="taakaccenthouder_one_running",
            ),
            models.CheckConstraint(
                condition=Q(vraagbaak=False) | Q(uren=0), name="taakaccenthouder_vraagbaak_zonder_uren"
            ),
        ]
        ordering = ["-van", "pk"]

    def __str__(self):
        return f"{self.medewerker}, {self.taakaccent}"

    @property
    def als_feit(self):
        return Houderfeit(self.medewerker_id, self.van, self.tot, Accentfase(self.fase), self.vraagbaak)


class Cursus(models.Model):
    """A course somebody does for a taakaccent: planned, and followed."""

    houder = models.ForeignKey(Taakaccenthouder, models.CASCADE, related_name="cursussen")
    naam = models.CharField("cursus", max_length=120)
    gepland_op = models.DateField("gepland op", null=True, blank=True)
    gevolgd_op = models.DateField("gevolgd op", null=True, blank=True)

    objects = team_queryset("houder__taakaccent__portefeuille__team").as_manager()

    class Meta:
        ordering = ["gevolgd_op", "gepland_op", "pk"]

    def __str__(self):
        return self.naam

    @property
    def portefeuille(self):
        return self.houder.portefeuille

    @property
    def team_id(self):
        return self.houder.team_id


class ZelfstandigTeam(VanPortefeuille, Dagperiode):
    """A fixed group for fixed moments: voetbal, horeca (P10)."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="teams")
    naam = models.CharField("naam", max_length=80)
    doel = models.CharField("waarvoor?", max_length=300, blank=True)

    objects = team_queryset("portefeuille__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [
            periode_constraint("zelfstandigteam_periode"),
            models.UniqueConstraint(fields=["portefeuille", "naam"], name="zelfstandigteam_one_per_naam"),
        ]
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("portefeuilles:team", args=[self.pk])


class Teamlid(Dagperiode):
    """Somebody belongs to a zelfstandig team for a time."""

    zelfstandig_team = models.ForeignKey(ZelfstandigTeam, models.PROTECT, related_name="leden")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")

    objects = team_queryset("zelfstandig_team__portefeuille__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [
            periode_constraint("teamlid_periode"),
            models.UniqueConstraint(
                fields=["zelfstandig_team", "medewerker"], condition=Q(tot=None), name="teamlid_one_running"
            ),
        ]
        ordering = ["medewerker__naam"]

    def __str__(self):
        return f"{self.medewerker}, {self.zelfstandig_team}"

    @property
    def portefeuille(self):
        return self.zelfstandig_team.portefeuille

    @property
    def team_id(self):
        return self.zelfstandig_team.portefeuille.team_id


class Actie(VanPortefeuille, models.Model):
    """One day of doing: a control, or the deployment of a zelfstandig team, with what came of it (P10)."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="acties")
    zelfstandig_team = models.ForeignKey(
        ZelfstandigTeam, models.PROTECT, related_name="inzetten", null=True, blank=True
    )
    activiteit = models.ForeignKey(Activiteit, models.PROTECT, related_name="acties", null=True, blank=True)
    trend = models.ForeignKey(
        "portefeuilles.Trend", models.PROTECT, related_name="gehouden_acties", null=True, blank=True
    )
    titel = models.CharField("wat?", max_length=120)
    dag = models.DateField("wanneer")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+", null=True, blank=True)
    plek = models.CharField("waar precies?", max_length=120, blank=True)
    partners = models.ManyToManyField(Organisatie, related_name="acties", blank=True)
    collegas = models.PositiveSmallIntegerField("hoeveel collega's?", default=0)
    resultaat = models.TextField("wat leverde het op?", max_length=600, blank=True)
    geleerd = models.TextField("wat leerden jullie?", max_length=600, blank=True)
    trekker = models.ForeignKey(Medewerker, models.PROTECT, related_name="acties")
    afgerond_op = models.DateTimeField(null=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = team_queryset("portefeuille__team").as_manager()

    class Meta:
        indexes = [models.Index(fields=["portefeuille", "-dag"], name="actie_portefeuille_dag")]
        ordering = ["-dag", "-pk"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("portefeuilles:actie", args=[self.pk])
