"""Series of meetings, the meetings themselves, and who is invited from outside (V1, V11)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, Team
from organisatie.models.basis import TeamQuerySet, team_queryset
from organisatie.models.mensen import FUNCTIES
from regels.agenda import VANZELF, Vanzelf
from regels.overleg import Feestdagkeuze
from regels.tijd import dag_in_woorden


class OverlegreeksQuerySet(TeamQuerySet):
    def lopend(self, dag=None):
        """Series that still bring new meetings."""
        return self.filter(Q(laatste=None) | Q(laatste__gte=dag or timezone.localdate()))


class Overlegreeks(models.Model):
    """A kind of meeting of a team, as data: rhythm, place, participants, standing points, and what comes by itself (V1).

    Meetings come into being from it by themselves. No code asks for its soort: what a meeting does follows from
    `vanzelf`, which the soort only proposes.
    """

    class Soort(models.TextChoices):
        WOE_OS = "woe_os", "WOE/OS-overleg"
        BMO = "bmo", "BMO"
        OEWA_OSA = "oewa_osa", "OEWA/OSA-overleg"
        WIJKAGENTEN = "wijkagenten", "Wijkagentenoverleg"
        KENNISSESSIE = "kennis", "Kennissessie"
        INTERVISIE = "intervisie", "Intervisie"
        BONDGENOTEN = "bondgenoten", "Bijeenkomst van een netwerk"
        ANDERS = "anders", "Ander overleg"

    class Feestdag(models.TextChoices):
        VERSCHUIF = Feestdagkeuze.VERSCHUIF.value, "naar de eerste werkdag erna"
        VERVALT = Feestdagkeuze.VERVALT.value, "gaat niet door"
        DOOR = Feestdagkeuze.DOOR.value, "gaat gewoon door"

    team = models.ForeignKey(Team, models.PROTECT, related_name="overlegreeksen")
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    naam = models.CharField("naam", max_length=80)
    regel = models.CharField("ritme (RFC 5545)", max_length=120, help_text="FREQ=MONTHLY;BYDAY=1TU")
    eerste = models.DateField("eerste dag")
    laatste = models.DateField("laatste dag", null=True, blank=True, help_text="Leeg: loopt door")
    begintijd = models.TimeField("begint om")
    duur = models.PositiveSmallIntegerField("duur (minuten)", default=120)
    plaats = models.CharField("plaats", max_length=80, blank=True)
    functies = models.JSONField("deelnemers (functies)", default=list)
    personen = models.JSONField(
        "deelnemers (personen)",
        default=list,
        blank=True,
        help_text="Ids van collega's die meedoen, wat hun functie ook is.",
    )
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+", null=True, blank=True)
    vaste_punten = models.JSONField("vaste punten", default=list, blank=True)
    vanzelf = models.JSONField("komt vanzelf op de agenda", default=list, blank=True)
    alleen_deelnemers = models.BooleanField("alleen voor deelnemers, ook niet voor het MT", default=False)
    bij_feestdag = models.CharField(
        "op een feestdag", max_length=10, choices=Feestdag.choices, default=Feestdag.VERSCHUIF
    )
    sluit_dagen = models.PositiveSmallIntegerField("agenda sluit (dagen ervoor)", default=2)
    presentaties = models.PositiveSmallIntegerField(
        "presentaties per overleg", null=True, blank=True, help_text="Leeg: zoveel als nodig is"
    )

    objects = OverlegreeksQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(laatste=None) | Q(laatste__gte=F("eerste")), name="overlegreeks_laatste_na_eerste"
            )
        ]

    def __str__(self):
        return self.naam

    def save(self, *args, **kwargs):
        if self._state.adding and not self.vanzelf:
            self.vanzelf = [str(wat) for wat in VANZELF.get(self.soort, ())]
        super().save(*args, **kwargs)

    def is_lopend(self, dag):
        """Whether it still brings new meetings on this day: what `lopend` asks the database."""
        return self.laatste is None or self.laatste >= dag

    @property
    def functienamen(self):
        labels = dict(FUNCTIES)
        return [labels[functie] for functie in self.functies]

    def vult(self, wat):
        """Whether this kind of thing comes on its agenda by itself."""
        return str(Vanzelf(wat)) in self.vanzelf


class OverlegQuerySet(TeamQuerySet):
    def te_komen(self, moment=None):
        return self.filter(status__in=["gepland", "bezig"], eind__gt=moment or timezone.now())

    def gepland_na(self, moment):
        """Planned meetings that begin after this moment, in order."""
        return self.filter(status=Overleg.Status.GEPLAND, begin__gt=moment).order_by("begin")


class Overleg(models.Model):
    """One meeting of a series. `volgnummer` goes up with every change of time, place or status (RFC 5545 SEQUENCE)."""

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        BEZIG = "bezig", "bezig"
        GESLOTEN = "gesloten", "gesloten"
        VERVALLEN = "vervallen", "gaat niet door"

    team = models.ForeignKey(Team, models.PROTECT, related_name="overleggen")
    reeks = models.ForeignKey(Overlegreeks, models.PROTECT, related_name="overleggen")
    datum = models.DateField("dag volgens het ritme", null=True)
    begin = models.DateTimeField("begin")
    eind = models.DateTimeField("eind")
    plaats = models.CharField("plaats", max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.GEPLAND)
    reden_vervallen = models.CharField("waarom niet", max_length=200, blank=True)
    verzet_van = models.DateTimeField("eerst gepland op", null=True)
    reden_verzet = models.CharField("waarom verzet", max_length=200, blank=True)
    volgnummer = models.PositiveIntegerField(default=0)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    voorzitter = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    notulist = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    gestart_op = models.DateTimeField(null=True)
    gesloten_op = models.DateTimeField(null=True)

    objects = OverlegQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reeks", "datum"], name="overleg_one_per_day_of_reeks"),
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="overleg_eind_na_begin"),
        ]
        indexes = [
            models.Index(fields=["team", "begin"], name="overleg_team_begin"),
            models.Index(fields=["status", "begin"], name="overleg_status_begin"),
        ]
        ordering = ["begin"]

    def __str__(self):
        return f"{self.reeks.naam} {timezone.localtime(self.begin):%d-%m-%Y}"

    def get_absolute_url(self):
        return reverse("overleggen:overleg", args=[self.pk])

    @property
    def in_mail(self):
        """What a mail may say of it: which meeting, on which day (B3); never what is on its agenda, nor which network meets."""
        network = self.reeks.soort == Overlegreeks.Soort.BONDGENOTEN
        return f"{self.reeks.get_soort_display() if network else self.reeks.naam}, {dag_in_woorden(timezone.localdate(self.begin))}"

    @property
    def duur(self):
        """Length in minutes."""
        return round((self.eind - self.begin).total_seconds() / 60)

    @property
    def waar(self):
        return self.plaats or self.reeks.plaats

    @property
    def is_open(self):
        return self.status in (self.Status.GEPLAND, self.Status.BEZIG)


class Gast(models.Model):
    """Somebody from outside at one meeting, by a personal link, for the points they are invited to (V11).

    Only a hash of the link is kept. It ends when it is revoked, or a month after the meeting.
    """

    class Komt(models.TextChoices):
        JA = "ja", "komt"
        NEE = "nee", "komt niet"

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="gasten")
    naam = models.CharField("naam", max_length=80)
    organisatie = models.CharField("organisatie", max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    uitgenodigd_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    uitgenodigd_op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True)
    gezien_op = models.DateTimeField(null=True)
    komt = models.CharField(max_length=3, choices=Komt.choices, blank=True)
    punten = models.ManyToManyField("overleggen.Agendapunt", related_name="gasten", blank=True)

    objects = team_queryset("overleg__team").as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.naam}, {self.organisatie}"

    @property
    def team_id(self):
        return self.overleg.team_id


class Agendalink(models.Model):
    """Somebody's own secret address of their calendar (V7, H3). Only a hash is kept; a new one ends the old one."""

    medewerker = models.ForeignKey(Medewerker, models.CASCADE, related_name="agendalinks")
    hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True)
    gelezen_op = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["medewerker"], condition=Q(ingetrokken_op=None), name="agendalink_one_open"
            )
        ]

    def __str__(self):
        return f"agenda van {self.medewerker}"
