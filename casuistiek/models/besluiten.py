"""What was decided: scenario's, scaling up, arbitrage, and what was disclosed (C11-C13, C16)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Organisatie, Team
from organisatie.models.basis import TeamQuerySet

from ..zicht import ViaCasusQuerySet
from .casus import Casus


class Scenario(models.Model):
    """What could happen, the policy it starts from, and what to do then (C11)."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="scenarios")
    naam = models.CharField("scenario", max_length=90)
    uitgangspunten = models.TextField("beleidsuitgangspunten", max_length=1000, blank=True)
    handelingskader = models.TextField("handelingskader", max_length=2000)
    inzet = models.CharField("welke inzet is nodig?", max_length=200, blank=True)
    besloten_door = models.CharField("wie besloot over de inzet?", max_length=120, blank=True)
    besloten_op = models.DateField("besloten op", null=True, blank=True)
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    versie = models.PositiveIntegerField(default=1)
    gedeeld_met = models.ForeignKey(Organisatie, models.PROTECT, related_name="+", null=True, blank=True)
    gedeeld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    gedeeld_op = models.DateTimeField(null=True, blank=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.naam

    @property
    def team_id(self):
        return self.casus.team_id


class Opschaling(models.Model):
    """To whom the casus was scaled up, who decided it and why, and how it came back (C13)."""

    class Naar(models.TextChoices):
        TOP_X = "top_x", "Top-X van het district"
        TDA = "tda", "team districtelijke aanpak (TDA)"
        SGBO = "sgbo", "SGBO"
        PGA = "pga", "persoonsgerichte aanpak (PGA)"
        DRIEHOEK = "driehoek", "driehoek"
        ANDERS = "anders", "anders"

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="opschalingen")
    naar = models.CharField("waarheen?", max_length=10, choices=Naar.choices)
    waarheen = models.CharField("namelijk", max_length=80, blank=True)
    besloten_door = models.CharField("wie besloot?", max_length=120)
    reden = models.CharField("waarom?", max_length=300)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    van = models.DateTimeField()
    tot = models.DateTimeField(null=True)
    reden_afschalen = models.CharField(max_length=300, blank=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(tot=None), name="opschaling_one_open_per_casus"
            )
        ]
        ordering = ["van", "pk"]

    def __str__(self):
        return self.waarheen or self.get_naar_display()


class Arbitrage(models.Model):
    """Van wie is dit? Both views with their sources, and the decision of the teamchef (C16)."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="arbitrages")
    vraag = models.CharField("waarover verschillen jullie van mening?", max_length=200)
    gevraagd_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    ander = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    besluit = models.CharField("besluit", max_length=300, blank=True)
    regisseur = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    besloten_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    besloten_op = models.DateTimeField(null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(besloten_op=None), name="arbitrage_one_open_per_casus"
            ),
            models.CheckConstraint(
                condition=Q(besloten_op=None, besluit="") | (Q(besloten_op__isnull=False) & ~Q(besluit="")),
                name="arbitrage_decided_has_besluit",
            ),
            models.CheckConstraint(
                condition=Q(besloten_door=None) | ~Q(besloten_door=F("gevraagd_door")),
                name="arbitrage_not_decided_by_who_asked",
            ),
        ]
        ordering = ["gevraagd_op", "pk"]

    def __str__(self):
        return self.vraag

    @property
    def team_id(self):
        return self.casus.team_id


class Standpunt(models.Model):
    """One view in an arbitrage, with the document it rests on."""

    arbitrage = models.ForeignKey(Arbitrage, models.CASCADE, related_name="standpunten")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    tekst = models.TextField("hoe zie jij het?", max_length=1000)
    bron = models.CharField("waar staat dat?", max_length=200, blank=True)
    op = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arbitrage", "medewerker"], name="standpunt_once_per_person")
        ]
        ordering = ["op", "pk"]

    def __str__(self):
        return self.tekst


class Sjabloon(models.Model):
    """The team's own Word template for the bestuurlijke rapportage; the newest holds (C12)."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="sjablonen")
    naam = models.CharField("naam van het bestand", max_length=120)
    bestand = models.BinaryField()
    geplaatst_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    geplaatst_op = models.DateTimeField(default=timezone.now)
    vervallen_op = models.DateTimeField(null=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-geplaatst_op", "-pk"]

    def __str__(self):
        return self.naam


class Verstrekking(models.Model):
    """What was disclosed about a casus: to whom, on which basis, for what; frozen as it was given (C12, Wpg 16-20)."""

    class Grondslag(models.TextChoices):
        GEZAG = "wpg16", "Wpg artikel 16: burgemeester, OM of ander gezag"
        STRUCTUREEL = "wpg18", "Wpg artikel 18: structureel, bij besluit"
        INCIDENTEEL = "wpg19", "Wpg artikel 19: incidenteel, zwaarwegend belang"
        SAMENWERKING = "wpg20", "Wpg artikel 20: samenwerkingsverband"

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="verstrekkingen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="verstrekkingen")
    ontvanger = models.CharField("aan wie daar?", max_length=120)
    grondslag = models.CharField("op welke grond?", max_length=6, choices=Grondslag.choices)
    doel = models.CharField("waarvoor is het nodig?", max_length=300)
    onderdelen = models.JSONField(default=list)
    inhoud = models.JSONField(default=dict)
    sjabloon = models.ForeignKey(Sjabloon, models.PROTECT, related_name="+", null=True)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(doel="") & ~Q(ontvanger="") & ~Q(grondslag=""), name="verstrekking_is_justified"
            )
        ]
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"rapportage aan {self.organisatie}"

    def get_absolute_url(self):
        return reverse("casuistiek:verstrekking", args=[self.pk])

    @property
    def team_id(self):
        return self.casus.team_id
