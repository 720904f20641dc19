"""A call round at an event, and each call of it (B6)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, OpCoDienst, Team
from organisatie.models.basis import TeamQuerySet
from regels import bellen as regels

from .mensen import Relatie, Sleutelfiguur
from .netwerk import Gemeenschap, Netwerk

AFLOPEN = [(str(wat), naam) for wat, naam in regels.AFLOPEN.items()]
STEMMINGEN = [(str(wat), naam) for wat, naam in regels.STEMMINGEN.items()]


class BelrondeQuerySet(TeamQuerySet):
    def lopend(self):
        return self.filter(gesloten_op=None, begonnen_op__gte=timezone.now() - regels.LOOPT_HOOGSTENS)

    def van(self, medewerker):
        """Rounds this medewerker takes part in: began it, knows somebody on the list, works in its gebied, or is on duty."""
        own = Relatie.objects.op().filter(medewerker=medewerker).values("sleutelfiguur")
        lines = Belregel.objects.filter(
            Q(sleutelfiguur__in=own) | Q(netwerk__in=Netwerk.objects.van(medewerker).values("pk"))
        )
        here = Belronde.gebieden.through.objects.filter(gebied__in=medewerker.gebied_ids)
        duty = OpCoDienst.objects.filter(medewerker=medewerker, tot=None).values("team")
        return self.filter(
            Q(begonnen_door=medewerker)
            | Q(team__in=duty)
            | Q(pk__in=lines.values("belronde"))
            | Q(pk__in=here.values("belronde"))
        )

    def zonder_verslag(self):
        """Over by itself, and nobody wrote what was heard."""
        return self.filter(gesloten_op=None, begonnen_op__lt=timezone.now() - regels.LOOPT_HOOGSTENS)


class Belronde(models.Model):
    """At an event: which gebieden and communities, what we tell, what we ask; until it is closed with a report.

    It is over by itself as well (`loopt`), so that names do not stay open to whoever called along; the report can
    still be written then.
    """

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

    objects = BelrondeQuerySet.as_manager()

    class Meta:
        ordering = ["-begonnen_op", "-pk"]

    def __str__(self):
        return self.aanleiding

    def get_absolute_url(self):
        return reverse("bondgenoten:belronde", args=[self.pk])

    @property
    def loopt(self):
        return regels.loopt(self.begonnen_op, self.gesloten_op, timezone.now())


class BelregelQuerySet(TeamQuerySet):
    team_lookup = "belronde__team"

    def aan_de_lijn(self, medewerker=None):
        """Lines somebody calls now, in a round that runs."""
        now = timezone.now()
        rows = self.filter(
            bezig_sinds__gte=now - regels.BELT_HOOGSTENS,
            belronde__gesloten_op=None,
            belronde__begonnen_op__gte=now - regels.LOOPT_HOOGSTENS,
        )
        return rows.exclude(bezig=None) if medewerker is None else rows.filter(bezig=medewerker)


class Belregel(models.Model):
    """One sleutelfiguur to call in a round: in what order, who should, who does now, and what came of it."""

    belronde = models.ForeignKey(Belronde, models.PROTECT, related_name="regels")
    sleutelfiguur = models.ForeignKey(Sleutelfiguur, models.PROTECT, related_name="belregels")
    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="+", null=True)  # null: lives there
    volgorde = models.PositiveSmallIntegerField()
    beller = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    reden = models.CharField(max_length=80, blank=True)
    bezig = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    bezig_sinds = models.DateTimeField(null=True)
    afloop = models.CharField(max_length=12, choices=AFLOPEN, blank=True)
    stemming = models.CharField(max_length=8, choices=STEMMINGEN, blank=True)
    gehoord = models.CharField("wat hoorde je?", max_length=300, blank=True)
    nodig = models.CharField("wat is nodig?", max_length=200, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    gebeld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    gebeld_op = models.DateTimeField(null=True)

    objects = BelregelQuerySet.as_manager()

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
    def belt(self):
        """Whether somebody calls this line now."""
        return self.bezig_id is not None and regels.belt_nog(self.bezig_sinds, timezone.now())

    @property
    def is_klaar(self):
        return self.afloop in regels.KLAAR
