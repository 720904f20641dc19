"""The meeting engine: series, meetings, points, besluiten and actiepunten. It knows no Casus.

A point is about an `onderwerp` of any app (generic), with its title frozen at that time; whoever may not see
the onderwerp reads "besloten punt".
"""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Team
from organisatie.models.basis import TeamQuerySet, team_queryset
from organisatie.models.mensen import FUNCTIES
from regels.agenda import Soort, Uitkomst

SOORTEN = [
    (Soort.TREND.value, "Trend of ontwikkeling"),
    (Soort.CASUS.value, "Complexe casus"),
    (Soort.ROOD.value, "Vraagt nu aandacht"),
    (Soort.DOORGESCHOVEN.value, "Doorgeschoven"),
    (Soort.PORTEFEUILLE.value, "Portefeuille"),
    (Soort.ACTIEPUNT.value, "Actiepunt"),
    (Soort.VAST.value, "Vast punt"),
    (Soort.OVERIG.value, "Ingebracht"),
]


class Overlegreeks(models.Model):
    """A kind of meeting of a team with its rhythm; meetings come into being from it by themselves (V1)."""

    class Soort(models.TextChoices):
        WOE_OS = "woe_os", "WOE/OS-overleg"
        BMO = "bmo", "BMO"
        ANDERS = "anders", "Ander overleg"

    team = models.ForeignKey(Team, models.PROTECT, related_name="overlegreeksen")
    soort = models.CharField("soort", max_length=10, choices=Soort.choices)
    naam = models.CharField("naam", max_length=80)
    regel = models.CharField("ritme (RFC 5545)", max_length=120, help_text="FREQ=MONTHLY;BYDAY=1TU")
    eerste = models.DateField("eerste dag")
    begintijd = models.TimeField("begint om")
    duur = models.PositiveSmallIntegerField("duur (minuten)", default=120)
    plaats = models.CharField("plaats", max_length=80, blank=True)
    functies = models.JSONField("deelnemers (functies)", default=list)
    vaste_punten = models.JSONField("vaste punten", default=list, blank=True)
    gestopt_op = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    @property
    def functienamen(self):
        labels = dict(FUNCTIES)
        return [labels[functie] for functie in self.functies]


class OverlegQuerySet(TeamQuerySet):
    def te_komen(self, moment=None):
        return self.filter(status__in=["gepland", "bezig"], eind__gt=moment or timezone.now())


class Overleg(models.Model):
    """One meeting of a series."""

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        BEZIG = "bezig", "bezig"
        GESLOTEN = "gesloten", "gesloten"
        VERVALLEN = "vervallen", "gaat niet door"

    team = models.ForeignKey(Team, models.PROTECT, related_name="overleggen")
    reeks = models.ForeignKey(Overlegreeks, models.PROTECT, related_name="overleggen")
    datum = models.DateField("dag volgens het ritme")
    begin = models.DateTimeField("begin")
    eind = models.DateTimeField("eind")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.GEPLAND)
    reden_vervallen = models.CharField("waarom niet", max_length=200, blank=True)
    voorzitter = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    gestart_op = models.DateTimeField(null=True)
    gesloten_op = models.DateTimeField(null=True)

    objects = OverlegQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reeks", "datum"], name="overleg_one_per_day_of_reeks"),
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="overleg_eind_na_begin"),
        ]
        indexes = [models.Index(fields=["team", "begin"], name="overleg_team_begin")]
        ordering = ["begin"]

    def __str__(self):
        return f"{self.reeks.naam} {timezone.localtime(self.begin):%d-%m-%Y}"

    def get_absolute_url(self):
        return reverse("overleggen:overleg", args=[self.pk])

    @property
    def duur(self):
        """Length in minutes."""
        return round((self.eind - self.begin).total_seconds() / 60)

    @property
    def is_open(self):
        return self.status in (self.Status.GEPLAND, self.Status.BEZIG)


class Onderwerp(models.Model):
    """What a row is about: an object of any app, with its title as it was then."""

    onderwerp_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True)
    onderwerp_id = models.PositiveBigIntegerField(null=True, blank=True)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    titel = models.CharField("titel", max_length=160)

    class Meta:
        abstract = True


class Agendapunt(Onderwerp):
    """A point of a meeting: who brings it in, what for, how long, and how it ended (V3, V4).

    It ends in a besluit, an actiepunt, postponed, or "geen vervolg" with a reason; nothing else. A postponed
    point points to its successor, so that its count and its way can be followed.
    """

    class Doel(models.TextChoices):
        BEELD = "beeldvorming", "beeldvorming"
        OORDEEL = "oordeelsvorming", "oordeelsvorming"
        BESLUIT = "besluitvorming", "besluitvorming"

    class Niveau(models.TextChoices):
        STRATEGISCH = "strategisch", "strategisch"
        TACTISCH = "tactisch", "tactisch"
        OPERATIONEEL = "operationeel", "operationeel"

    class Uitkomsten(models.TextChoices):
        BESLUIT = Uitkomst.BESLUIT.value, "Besluit"
        ACTIEPUNT = Uitkomst.ACTIEPUNT.value, "Actiepunt"
        DOORGESCHOVEN = Uitkomst.DOORGESCHOVEN.value, "Doorgeschoven"
        GEEN_VERVOLG = Uitkomst.GEEN_VERVOLG.value, "Geen vervolg"

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="punten")
    soort = models.CharField("soort", max_length=14, choices=SOORTEN, default=Soort.OVERIG.value)
    bron = models.CharField(max_length=120, blank=True, help_text="Waaruit het punt vanzelf kwam.")
    reden = models.CharField("waarom op de agenda", max_length=200, blank=True)
    criteria = models.JSONField(default=list, blank=True)
    inbrenger = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    doel = models.CharField("doel", max_length=16, choices=Doel.choices, default=Doel.BEELD)
    gewenst = models.CharField("gewenste uitkomst", max_length=200, blank=True)
    niveau = models.CharField("niveau", max_length=14, choices=Niveau.choices, default=Niveau.TACTISCH)
    minuten = models.PositiveSmallIntegerField("minuten", default=10)
    plaats = models.PositiveSmallIntegerField(null=True, blank=True)
    reden_plaats = models.CharField(max_length=200, blank=True)
    doorgeschoven = models.PositiveSmallIntegerField(default=0)
    vorige = models.OneToOneField("self", models.PROTECT, related_name="volgende", null=True, blank=True)
    gestart_op = models.DateTimeField(null=True)
    seconden = models.PositiveIntegerField("gebruikte seconden", default=0)
    uitkomst = models.CharField(max_length=14, choices=Uitkomsten.choices, blank=True)
    uitkomst_tekst = models.TextField("uitkomst", max_length=1000, blank=True)
    afgerond_op = models.DateTimeField(null=True)
    afgerond_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)

    objects = team_queryset("overleg__team").as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "bron"], condition=~Q(bron=""), name="agendapunt_one_per_bron"
            )
        ]

    def __str__(self):
        return self.titel

    @property
    def team_id(self):
        return self.overleg.team_id

    @property
    def gebruikte_minuten(self):
        return round(self.seconden / 60)


class Besluit(Onderwerp):
    """What a meeting decided."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="besluiten")
    agendapunt = models.OneToOneField(Agendapunt, models.PROTECT, related_name="besluit")
    tekst = models.TextField("besluit", max_length=1000)
    genomen_op = models.DateTimeField()

    objects = TeamQuerySet.as_manager()

    def __str__(self):
        return self.titel


class ActiepuntQuerySet(TeamQuerySet):
    def open(self):
        return self.filter(afgerond_op=None)

    def te_laat(self, dag=None):
        return self.open().filter(deadline__lt=dag or timezone.localdate())


class Actiepunt(Onderwerp):
    """Something one person does before a day; the owner is reminded, and open ones return (V6)."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="actiepunten")
    agendapunt = models.OneToOneField(
        Agendapunt, models.PROTECT, related_name="actiepunt", null=True, blank=True
    )
    tekst = models.CharField("wat", max_length=300)
    eigenaar = models.ForeignKey(Medewerker, models.PROTECT, related_name="actiepunten", verbose_name="wie")
    deadline = models.DateField("voor")
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    voortgang = models.CharField("voortgang", max_length=300, blank=True)
    afgerond_op = models.DateTimeField(null=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = ActiepuntQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["team", "deadline"], condition=Q(afgerond_op=None), name="actiepunt_open"),
            models.Index(fields=["onderwerp_type", "onderwerp_id"], name="actiepunt_onderwerp"),
        ]
        ordering = ["deadline", "pk"]

    def __str__(self):
        return self.tekst

    def get_absolute_url(self):
        return reverse("overleggen:actiepunt", args=[self.pk])

    @property
    def is_te_laat(self):
        return self.afgerond_op is None and self.deadline < timezone.localdate()
