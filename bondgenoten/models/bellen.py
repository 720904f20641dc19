"""A call round at an event, and each call of it (B6)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, Team
from organisatie.models.basis import TeamQuerySet, team_queryset
from regels import bellen as regels

from .mensen import Sleutelfiguur
from .netwerk import Gemeenschap, Netwerk

AFLOPEN = [(str(wat), naam) for wat, naam in regels.AFLOPEN.items()]
STEMMINGEN = [(str(wat), naam) for wat, naam in regels.STEMMINGEN.items()]


class Belronde(models.Model):
    """At an event: which gebieden and communities, what we tell, what we ask; until it is closed with a report."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="belrondes")
    aanleiding = models.CharField("wat is er gebeurd?", max_length=160)
    gebieden = models.ManyToManyField(Gebied, related_name="+", blank=True)
    gemeenschappen = models.ManyToManyField(Gemeenschap, related_name="+", blank=True)
    boodschap = models.TextField("wat vertellen we?", max_length=600, blank=True)
    vraag = models.CharField("wat willen we weten?", max_length=300, blank=True)
    begonnen_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField(default=timezone.now)
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    verslag = models.TextField("verslag", max_length=3000, blank=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-begonnen_op", "-pk"]

    def __str__(self):
        return self.aanleiding

    def get_absolute_url(self):
        return reverse("bondgenoten:belronde", args=[self.pk])


class Belregel(models.Model):
    """One sleutelfiguur to call in a round: in what order, who should, who does now, and what came of it."""

    belronde = models.ForeignKey(Belronde, models.PROTECT, related_name="regels")
    sleutelfiguur = models.ForeignKey(Sleutelfiguur, models.PROTECT, related_name="belregels")
    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="+")
    volgorde = models.PositiveSmallIntegerField()
    beller = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    reden = models.CharField(max_length=80, blank=True)
    bezig = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    afloop = models.CharField(max_length=12, choices=AFLOPEN, blank=True)
    stemming = models.CharField(max_length=8, choices=STEMMINGEN, blank=True)
    gehoord = models.CharField("wat hoorde je?", max_length=300, blank=True)
    nodig = models.CharField("wat is nodig?", max_length=200, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    gebeld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    gebeld_op = models.DateTimeField(null=True)

    objects = team_queryset("belronde__team").as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["belronde", "sleutelfiguur"], name="belregel_once_per_sleutelfiguur"
            )
        ]

    def __str__(self):
        return f"regel {self.volgorde}"

    @property
    def team_id(self):
        return self.belronde.team_id

    @property
    def is_klaar(self):
        return self.afloop in regels.KLAAR
