"""The problem-oriented cycle: scan, analyse, respons, assessment (P3)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Organisatie, Wijk
from organisatie.models.basis import TeamQuerySet, team_queryset
from regels.aanpak import Aanpakfase, Inhoud, Werkte

from .basis import Portefeuille, VanPortefeuille
from .plan import Activiteit
from .trends import Trend

FASEN = [
    (Aanpakfase.SCAN.value, "Scan"),
    (Aanpakfase.ANALYSE.value, "Analyse"),
    (Aanpakfase.RESPONS.value, "Respons"),
    (Aanpakfase.ASSESSMENT.value, "Assessment"),
    (Aanpakfase.AFGESLOTEN.value, "Afgesloten"),
]


class AanpakQuerySet(TeamQuerySet):
    team_lookup = "portefeuille__team"

    def open(self):
        return self.filter(gestopt_op=None).exclude(fase=Aanpakfase.AFGESLOTEN)


class Aanpak(VanPortefeuille, models.Model):
    """How a problem is tackled. No phase is skipped; what was stopped on the way says which phases it never had."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="aanpakken")
    titel = models.CharField("welk probleem?", max_length=120)
    trekker = models.ForeignKey(Medewerker, models.PROTECT, related_name="aanpakken")
    activiteit = models.ForeignKey(
        Activiteit, models.PROTECT, related_name="aanpakken", null=True, blank=True
    )
    trend = models.ForeignKey(Trend, models.PROTECT, related_name="aanpakken", null=True, blank=True)
    wijken = models.ManyToManyField(Wijk, related_name="aanpakken", blank=True)
    begonnen_op = models.DateField("begonnen op", default=timezone.localdate)
    fase = models.CharField("fase", max_length=10, choices=FASEN, default=Aanpakfase.SCAN.value)
    # scan
    wat = models.TextField(max_length=600, blank=True)
    wie = models.TextField(max_length=600, blank=True)
    waar = models.TextField(max_length=600, blank=True)
    wanneer = models.TextField(max_length=600, blank=True)
    waarom = models.TextField(max_length=600, blank=True)
    # analyse
    oorzaken = models.TextField("welke oorzaken liggen eronder?", max_length=1500, blank=True)
    waarop = models.CharField("waar baseer je dit op?", max_length=300, blank=True)
    mislukken = models.TextField("wat laat dit mislukken?", max_length=600, blank=True)
    deblokkeren = models.CharField("wie kan dat deblokkeren?", max_length=200, blank=True)
    # assessment
    meet = models.CharField("wat meten we vooraf en achteraf?", max_length=160, blank=True)
    voor = models.DecimalField("vooraf", max_digits=12, decimal_places=2, null=True, blank=True)
    voor_op = models.DateField("gemeten op", null=True, blank=True)
    assessment_op = models.DateField("assessment op", null=True, blank=True)
    na = models.DecimalField("achteraf", max_digits=12, decimal_places=2, null=True, blank=True)
    na_op = models.DateField("gemeten op", null=True, blank=True)
    werkte = models.CharField(
        "werkte het?", max_length=5, blank=True, choices=[(str(keuze), str(keuze)) for keuze in Werkte]
    )
    geleerd = models.TextField("wat leerden we?", max_length=1000, blank=True)
    blijft = models.TextField("wat blijft er?", max_length=600, blank=True)
    gestopt_op = models.DateTimeField(null=True)
    reden_gestopt = models.CharField("waarom gestopt?", max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1)
    bijgewerkt_op = models.DateTimeField(auto_now=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = AanpakQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(fase__in=["respons", "assessment", "afgesloten"])
                | Q(assessment_op__isnull=False, voor__isnull=False),
                name="aanpak_measured_before_respons",
            )
        ]
        indexes = [models.Index(fields=["portefeuille", "fase"], name="aanpak_portefeuille_fase")]
        ordering = ["-begonnen_op", "-pk"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("portefeuilles:aanpak", args=[self.pk])

    @property
    def is_open(self):
        return self.gestopt_op is None and self.fase != Aanpakfase.AFGESLOTEN

    def inhoud(self, interventies=None):
        """What the rules need to know; pass the interventies when they were read already."""
        rijen = list(self.interventies.all()) if interventies is None else interventies
        return Inhoud(
            vijf_w={naam: getattr(self, naam) for naam in ("wat", "wie", "waar", "wanneer", "waarom")},
            oorzaken=self.oorzaken,
            interventies=len(rijen),
            zonder_partij=sum(1 for rij in rijen if not rij.door_wie),
            open_interventies=sum(1 for rij in rijen if rij.klaar_op is None),
            mislukken=self.mislukken,
            deblokkeren=self.deblokkeren,
            meet=self.meet,
            voor=self.voor,
            assessment_op=self.assessment_op,
            na=self.na,
            werkte=self.werkte,
            blijft=self.blijft,
        )


class VanAanpak:
    """A row whose portefeuille and team are those of its aanpak."""

    aanpak: Any  # the foreign key of whoever uses this

    @property
    def portefeuille(self):
        return self.aanpak.portefeuille

    @property
    def team_id(self):
        return self.aanpak.portefeuille.team_id


class Interventie(VanAanpak, models.Model):
    """One thing that is done about the causes, with the party that does it."""

    aanpak = models.ForeignKey(Aanpak, models.PROTECT, related_name="interventies")
    wat = models.CharField("wat?", max_length=200)
    partij = models.ForeignKey(
        Organisatie, models.PROTECT, related_name="interventies", null=True, blank=True
    )
    medewerker = models.ForeignKey(
        Medewerker, models.PROTECT, related_name="interventies", null=True, blank=True
    )
    voor = models.DateField("voor", null=True, blank=True)
    klaar_op = models.DateField("klaar op", null=True)
    afloop = models.CharField("hoe liep het?", max_length=300, blank=True)

    objects = team_queryset("aanpak__portefeuille__team").as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.wat

    @property
    def door_wie(self):
        """The party in words; empty when nobody is named."""
        namen = [str(wie) for wie in (self.partij, self.medewerker) if wie is not None]
        return ", ".join(namen)


class Fasestap(VanAanpak, models.Model):
    """When an aanpak went to which phase, forward or back, by whom and why: append-only."""

    aanpak = models.ForeignKey(Aanpak, models.PROTECT, related_name="stappen")
    fase = models.CharField(max_length=10, choices=FASEN)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    reden = models.CharField(max_length=300, blank=True)

    objects = team_queryset("aanpak__portefeuille__team").as_manager()

    class Meta:
        ordering = ["op", "pk"]

    def __str__(self):
        return f"{self.get_fase_display()} {self.op}"
