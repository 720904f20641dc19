"""Networks, what they are about, who is in them, and what they brought (B1, B7, B10)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Contactpersoon, Gebied, Medewerker, Organisatie, Team
from organisatie.models.basis import (
    Dagperiode,
    PeriodeQuerySet,
    TeamQuerySet,
    periode_constraint,
    team_queryset,
)
from overleggen.models import Overlegreeks
from regels.netwerk import TREDEN, VOORWAARDEN, Voorwaarde


class Gemeenschap(models.Model):
    """What a network can be about, in the team's own words: youngsters of a square, shopkeepers, a sports club.

    A group, never a property of a person: no sleutelfiguur is tied to it, only a network is.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="gemeenschappen")
    naam = models.CharField("naam", max_length=80)
    gestopt = models.BooleanField("wordt niet meer gebruikt", default=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "naam"], name="gemeenschap_one_per_naam")]
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class NetwerkQuerySet(TeamQuerySet):
    def lopend(self):
        return self.filter(gestopt_op=None)

    def van(self, medewerker):
        """Networks this medewerker keeps: as trekker or deputy, or as a member now."""
        lid = Lid.objects.op().filter(medewerker=medewerker).values("netwerk")
        return self.filter(Q(trekker=medewerker) | Q(vervanger=medewerker) | Q(pk__in=lid))


class Netwerk(models.Model):
    """A network of a gebied or of the whole team; or a wijkagent's own one, which stands beside it (B1).

    Its bijeenkomsten are the Overleggen of its `reeks`. How it stands is computed, never stored.
    """

    class Soort(models.TextChoices):
        BONDGENOTEN = "bondgenoten", "Bondgenoten"
        EIGEN = "eigen", "eigen netwerk van een collega"

    team = models.ForeignKey(Team, models.PROTECT, related_name="netwerken")
    naam = models.CharField("naam", max_length=80)
    soort = models.CharField("soort", max_length=12, choices=Soort.choices, default=Soort.BONDGENOTEN)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="netwerken", null=True, blank=True)
    waarover = models.TextField("waar gaat het over?", max_length=600, blank=True)
    gemeenschappen = models.ManyToManyField(Gemeenschap, related_name="netwerken", blank=True)
    trekker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", verbose_name="trekker")
    vervanger = models.ForeignKey(
        Medewerker, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="vervanger"
    )
    keren_per_jaar = models.PositiveSmallIntegerField("keer per jaar bij elkaar", null=True, blank=True)
    reeks = models.OneToOneField(
        Overlegreeks, models.PROTECT, related_name="netwerk", null=True, blank=True, editable=False
    )
    begonnen_op = models.DateField("begonnen op", default=timezone.localdate)
    gestopt_op = models.DateTimeField(null=True, blank=True)
    reden_gestopt = models.CharField("waarom gestopt", max_length=200, blank=True)
    versie = models.PositiveIntegerField(default=1)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = NetwerkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "naam"], condition=Q(gestopt_op=None), name="netwerk_one_per_naam"
            ),
            models.CheckConstraint(
                condition=Q(vervanger=None) | ~Q(vervanger=F("trekker")), name="netwerk_vervanger_is_another"
            ),
        ]
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("bondgenoten:netwerk", args=[self.pk])

    @property
    def is_eigen(self):
        return self.soort == self.Soort.EIGEN


class Lid(Dagperiode):
    """Somebody is in a network, in a role, for a time: a sleutelfiguur, a contactpersoon of a partner, or a colleague."""

    class Rol(models.TextChoices):
        SLEUTELFIGUUR = "sleutelfiguur", "sleutelfiguur"
        GEMEENTE = "gemeente", "gemeente"
        PARTNER = "partner", "partner"
        POLITIE = "politie", "politie"
        LEIDING = "leiding", "leiding van de politie"

    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="leden")
    sleutelfiguur = models.ForeignKey(
        "bondgenoten.Sleutelfiguur", models.PROTECT, related_name="lidmaatschappen", null=True, blank=True
    )
    contactpersoon = models.ForeignKey(
        Contactpersoon, models.PROTECT, related_name="+", null=True, blank=True
    )
    medewerker = models.ForeignKey(
        Medewerker, models.PROTECT, related_name="netwerklidmaatschappen", null=True, blank=True
    )
    rol = models.CharField("rol", max_length=14, choices=Rol.choices)

    objects = team_queryset("netwerk__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [
            periode_constraint("lid_periode"),
            models.CheckConstraint(
                condition=Q(sleutelfiguur__isnull=False, contactpersoon=None, medewerker=None)
                | Q(sleutelfiguur=None, contactpersoon__isnull=False, medewerker=None)
                | Q(sleutelfiguur=None, contactpersoon=None, medewerker__isnull=False),
                name="lid_one_person",
            ),
            *[
                models.UniqueConstraint(
                    fields=["netwerk", soort], condition=Q(tot=None), name=f"lid_{soort}_once_per_netwerk"
                )
                for soort in ("sleutelfiguur", "contactpersoon", "medewerker")
            ],
        ]
        ordering = ["rol", "pk"]

    def __str__(self):
        return f"{self.get_rol_display()} in {self.netwerk}"

    @property
    def team_id(self):
        return self.netwerk.team_id

    @property
    def wie(self):
        return self.sleutelfiguur or self.contactpersoon or self.medewerker


class Voorwaardenmeting(models.Model):
    """The four basisvoorwaarden of a network on a day, as its people see them together (B7)."""

    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="metingen")
    op = models.DateField("dag", default=timezone.localdate)
    draagvlak = models.PositiveSmallIntegerField(VOORWAARDEN[Voorwaarde.DRAAGVLAK], choices=TREDEN.items())
    leiding = models.PositiveSmallIntegerField(VOORWAARDEN[Voorwaarde.LEIDING], choices=TREDEN.items())
    beeld = models.PositiveSmallIntegerField(VOORWAARDEN[Voorwaarde.BEELD], choices=TREDEN.items())
    gemeente = models.PositiveSmallIntegerField(VOORWAARDEN[Voorwaarde.GEMEENTE], choices=TREDEN.items())
    toelichting = models.CharField("waaraan merk je dat?", max_length=300, blank=True)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")

    objects = team_queryset("netwerk__team").as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["netwerk", "op"], name="voorwaardenmeting_one_per_day")
        ]

    def __str__(self):
        return f"voorwaarden op {self.op}"

    @property
    def treden(self):
        return {voorwaarde: getattr(self, voorwaarde.value) for voorwaarde in Voorwaarde}


class Resultaat(models.Model):
    """Something that came of a network: homework support in a room of the gemeente (B10)."""

    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="resultaten")
    titel = models.CharField("wat is er gekomen?", max_length=160)
    tekst = models.TextField("wat betekent het voor de wijk?", max_length=1000, blank=True)
    op = models.DateField("sinds", default=timezone.localdate)
    partners = models.ManyToManyField(Organisatie, related_name="+", blank=True)
    signaal = models.ForeignKey(
        "bondgenoten.Signaal", models.PROTECT, related_name="resultaten", null=True, blank=True
    )
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    teruggekoppeld_op = models.DateTimeField(null=True, blank=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = team_queryset("netwerk__team").as_manager()

    class Meta:
        ordering = ["-op", "-pk"]

    def __str__(self):
        return self.titel

    @property
    def team_id(self):
        return self.netwerk.team_id
