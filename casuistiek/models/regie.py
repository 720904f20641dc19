"""Who leads, and how it changes hands."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker
from portefeuilles.models import Portefeuille

from ..zicht import AanbodQuerySet, ViaCasusQuerySet
from .casus import GRONDEN, Casus


class Regie(models.Model):
    """A term in which somebody is the formal regisseur. One open row per casus; absence changes none."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="regies")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="regies")
    grond = models.CharField(max_length=12, choices=GRONDEN)
    van = models.DateTimeField()
    tot = models.DateTimeField(null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["casus"], condition=Q(tot=None), name="regie_one_open_per_casus"),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="regie_periode"),
        ]
        indexes = [models.Index(fields=["medewerker"], condition=Q(tot=None), name="regie_open_van_wie")]
        ordering = ["van", "pk"]

    def __str__(self):
        return f"{self.medewerker} {self.casus_id}"


class Overdrachtronde(models.Model):
    """Offers one after the other, until somebody accepts or it is withdrawn. One open ronde per casus.

    `hoofdgebied` and `hoofdportefeuille` are what the casus gets at acceptance, when a meeting decided so.
    `alleen` is a ronde in which the regisseur offers regie to one colleague while holding it: no chain.
    """

    class Aanleiding(models.TextChoices):
        OVERDRACHT = "overdracht", "overdracht door de OpCo"
        HEROPEND = "heropend", "de casus is heropend"
        GROND = "grond", "de grond is veranderd"
        WEG = "weg", "de regisseur gaat weg"
        AANGEWEZEN = "aangewezen", "aangewezen door de escalatiefunctie"
        EIGEN = "eigen", "de regisseur biedt de regie aan"

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="rondes")
    grond = models.CharField(max_length=12, choices=GRONDEN)
    aanleiding = models.CharField(max_length=12, choices=Aanleiding.choices)
    geopend_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    eerst = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    alleen = models.BooleanField(default=False)
    over_termijn = models.BooleanField(default=False)  # an offer of the ronde before it lapsed past its term
    waarom = models.CharField(max_length=200, blank=True)
    ontbreekt = models.JSONField(default=list)  # which parts of the overdracht were empty when it opened (C1)
    hoofdgebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+", null=True)
    hoofdportefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="+", null=True)
    geopend_op = models.DateTimeField()
    gesloten_op = models.DateTimeField(null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(gesloten_op=None), name="ronde_one_open_per_casus"
            )
        ]
        ordering = ["geopend_op", "pk"]

    def __str__(self):
        return f"ronde {self.pk}"

    @property
    def team_id(self):
        return self.casus.team_id


class Overdracht(models.Model):
    """An offer, within a ronde, to take the regie of a casus; open until it is decided.

    An accepted overdracht ends its ronde and starts a Regie. Who is aan zet does not change before that.
    """

    class Status(models.TextChoices):
        AANGEBODEN = "aangeboden", "wacht op antwoord"
        AANVAARD = "aanvaard", "aanvaard"
        GEWEIGERD = "geweigerd", "geweigerd"
        VERLOPEN = "verlopen", "verlopen"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    ronde = models.ForeignKey(Overdrachtronde, models.PROTECT, related_name="overdrachten")
    van = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    aan = models.ForeignKey(Medewerker, models.PROTECT, related_name="aangeboden_overdrachten")
    reden = models.CharField("waarom deze collega", max_length=400)
    overgeslagen = models.JSONField(default=list)
    aangeboden_op = models.DateTimeField()
    uiterlijk = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.AANGEBODEN)
    besloten_op = models.DateTimeField(null=True)
    over_termijn = models.BooleanField(default=False)
    teruglezing = models.CharField("teruglezing", max_length=300, blank=True)
    reden_weigering = models.CharField("waarom niet", max_length=300, blank=True)

    objects = AanbodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ronde"], condition=Q(besloten_op=None), name="overdracht_one_open_per_ronde"
            ),
            models.UniqueConstraint(fields=["ronde", "aan"], name="overdracht_once_per_person"),
            models.CheckConstraint(
                condition=Q(van=None) | ~Q(van=F("aan")), name="overdracht_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(status="aangeboden", besloten_op=None)
                | (~Q(status="aangeboden") & Q(besloten_op__isnull=False)),
                name="overdracht_decided_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="aanvaard") | ~Q(teruglezing=""), name="overdracht_accepted_is_read_back"
            ),
        ]
        indexes = [models.Index(fields=["aan"], condition=Q(besloten_op=None), name="overdracht_open_aan")]
        ordering = ["aangeboden_op", "pk"]

    def __str__(self):
        return f"overdracht {self.pk}"

    def get_absolute_url(self):
        return reverse("casuistiek:overdracht-answer", args=[self.pk])

    @property
    def casus(self):
        return self.ronde.casus

    @property
    def team_id(self):
        return self.ronde.casus.team_id

    @property
    def is_open(self):
        return self.status == self.Status.AANGEBODEN


class Aanwijzing(models.Model):
    """Somebody goes before the chain for a time: "ik neem over", or appointed as waarnemer.

    `tot_terugkeer`: until the end of the absence of the regisseur that holds at `van`, whatever that becomes.
    """

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="aanwijzingen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="aanwijzingen")
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    van = models.DateTimeField()
    tot = models.DateTimeField(null=True)
    tot_terugkeer = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="aanwijzing_periode")
        ]
        ordering = ["-gemaakt_op", "-pk"]

    def __str__(self):
        return f"aanwijzing {self.pk}"

    @property
    def zelf(self):
        return self.medewerker_id == self.door_id

    @property
    def team_id(self):
        return self.casus.team_id


class Uitsluiting(models.Model):
    """The teamchef keeps somebody out of the regie of this casus."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="uitsluitingen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    van = models.DateTimeField(default=timezone.now)
    tot = models.DateTimeField(null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "medewerker"], condition=Q(tot=None), name="uitsluiting_one_open"
            )
        ]

    def __str__(self):
        return f"uitsluiting {self.pk}"

    @property
    def team_id(self):
        return self.casus.team_id


class Bevestigvraag(models.Model):
    """A waarnemer is asked to confirm, since a moment, before a term. Written once; only a rising ernst shortens it."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="bevestigvragen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    sinds = models.DateTimeField()
    uiterlijk = models.DateTimeField()

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["casus", "medewerker", "sinds"], name="bevestigvraag_once")
        ]

    def __str__(self):
        return f"bevestigvraag {self.pk}"


class Waarneming(models.Model):
    """What a waarnemer answered: "ik doe het" or "kan niet", at a moment."""

    class Antwoord(models.TextChoices):
        JA = "ja", "bevestigd"
        KAN_NIET = "kan_niet", "kan niet"

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="waarnemingen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    antwoord = models.CharField(max_length=8, choices=Antwoord.choices)
    op = models.DateTimeField(default=timezone.now)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]

    def __str__(self):
        return f"waarneming {self.pk}"
