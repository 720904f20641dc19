"""The casusleerbijeenkomst: good and less good casussen, everybody's view, and lessons that come back (C14)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, Team
from overleggen.models import Actiepunt
from portefeuilles.models import Portefeuille
from regels.leren import Verloop

from ..zicht import LeerQuerySet, LesQuerySet, ViaLerenQuerySet
from .casus import Casus, Gebeurtenis


class Leerbijeenkomst(models.Model):
    """Looking back together, later and in peace, at what helped and what hindered."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="leerbijeenkomsten")
    begin = models.DateTimeField("wanneer")
    plaats = models.CharField("waar", max_length=80, blank=True)
    uitnodiging = models.TextField("wat lezen genodigden?", max_length=1000, blank=True)
    gespreksleider = models.ForeignKey(Medewerker, models.PROTECT, related_name="leidt_leerbijeenkomsten")
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    goed = models.TextField("wat ging goed?", max_length=2000, blank=True)
    beter = models.TextField("wat kan beter?", max_length=2000, blank=True)
    afgerond_op = models.DateTimeField(null=True)

    objects = LeerQuerySet.as_manager()

    class Meta:
        ordering = ["-begin", "-pk"]

    def __str__(self):
        return f"Casusleerbijeenkomst {timezone.localtime(self.begin):%d-%m-%Y}"

    def get_absolute_url(self):
        return reverse("casuistiek:leren", args=[self.pk])


class Leercasus(models.Model):
    """A casus that is looked back on, and how it went."""

    class Verlopen(models.TextChoices):
        GOED = Verloop.GOED.value, "ging goed"
        MINDER_GOED = Verloop.MINDER_GOED.value, "ging minder goed"

    bijeenkomst = models.ForeignKey(Leerbijeenkomst, models.CASCADE, related_name="leercasussen")
    casus = models.ForeignKey(Casus, models.PROTECT, related_name="leercasussen")
    verloop = models.CharField(max_length=12, choices=Verlopen.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bijeenkomst", "casus"], name="leercasus_once")]
        ordering = ["verloop", "pk"]

    def __str__(self):
        return f"{self.casus} {self.get_verloop_display()}"


class Genodigde(models.Model):
    """Somebody invited, also without an account; who cannot come gives input beforehand by a link of their own."""

    bijeenkomst = models.ForeignKey(Leerbijeenkomst, models.CASCADE, related_name="genodigden")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    naam = models.CharField("naam", max_length=120, blank=True)
    komt = models.BooleanField("komt", default=True)
    hash = models.CharField(max_length=64, blank=True)
    hielp = models.TextField("wat hielp?", max_length=1000, blank=True)
    hinderde = models.TextField("wat hinderde?", max_length=1000, blank=True)
    inbreng_op = models.DateTimeField(null=True)

    objects = ViaLerenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bijeenkomst", "medewerker"], condition=~Q(medewerker=None), name="genodigde_once"
            ),
            models.UniqueConstraint(fields=["hash"], condition=~Q(hash=""), name="genodigde_one_per_link"),
            models.CheckConstraint(
                condition=~Q(medewerker=None) | ~Q(naam=""), name="genodigde_has_name_or_account"
            ),
        ]
        ordering = ["pk"]

    def __str__(self):
        return self.medewerker.naam if self.medewerker is not None else self.naam

    @property
    def team_id(self):
        return self.bijeenkomst.team_id


class LeermomentQuerySet(models.QuerySet):
    def visible_to(self, medewerker):
        """Those of a meeting one sees, at a moment of a casus that exists for them."""
        return self.filter(
            bijeenkomst__in=Leerbijeenkomst.objects.visible_to(medewerker),
            gebeurtenis__casus__in=Casus.objects.visible_to(medewerker),
        )


class Leermoment(models.Model):
    """A moment on the timeline of a casus, with what helped or hindered there."""

    class Werking(models.TextChoices):
        HIELP = "hielp", "hielp"
        HINDERDE = "hinderde", "hinderde"

    bijeenkomst = models.ForeignKey(Leerbijeenkomst, models.CASCADE, related_name="leermomenten")
    gebeurtenis = models.ForeignKey(Gebeurtenis, models.PROTECT, related_name="leermomenten")
    werking = models.CharField(max_length=8, choices=Werking.choices)
    tekst = models.CharField("wat hielp of hinderde hier?", max_length=300)

    objects = LeermomentQuerySet.as_manager()

    class Meta:
        ordering = ["gebeurtenis__moment", "pk"]

    def __str__(self):
        return self.tekst


class Les(models.Model):
    """What the team learned, and what it agreed to do from now on. Written for all: no names, no casus.

    After some months somebody is asked whether practice really changed. `portefeuilles`, `gebieden` and `soort`
    say to which new casussen it is offered.
    """

    class Veranderd(models.TextChoices):
        JA = "ja", "ja, het gaat nu anders"
        DEELS = "deels", "een beetje"
        NEE = "nee", "nee, nog niet"

    team = models.ForeignKey(Team, models.PROTECT, related_name="lessen")
    bijeenkomst = models.ForeignKey(Leerbijeenkomst, models.PROTECT, related_name="lessen")
    tekst = models.CharField("wat leerden we?", max_length=300)
    werkafspraak = models.CharField("wat doen we voortaan anders?", max_length=300, blank=True)
    actiepunt = models.ForeignKey(Actiepunt, models.PROTECT, related_name="+", null=True)
    portefeuilles = models.ManyToManyField(Portefeuille, related_name="lessen")
    gebieden = models.ManyToManyField(Gebied, related_name="+")
    soort = models.CharField(max_length=60, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    navraag_op = models.DateField("navraag op")
    veranderd = models.CharField(
        "gaat het nu echt anders?", max_length=6, choices=Veranderd.choices, blank=True
    )
    antwoord = models.CharField("waaraan zie je dat?", max_length=300, blank=True)
    beantwoord_op = models.DateTimeField(null=True)

    objects = LesQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op", "-pk"]

    def __str__(self):
        return self.tekst
