"""Sleutelfiguren, who keeps the relation with them, and what is erased (B2)."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Koppeling, Medewerker, Team
from organisatie.models.basis import (
    Dagperiode,
    PeriodeQuerySet,
    TeamQuerySet,
    periode_constraint,
    team_queryset,
)
from regels.grondslag import Grondslag, Regime, stand_van

GRONDSLAGEN = [
    (Grondslag.PUBLIEKE_TAAK.value, "publieke taak"),
    (Grondslag.TOESTEMMING.value, "toestemming"),
]
REGIMES = [
    (Regime.AVG.value, "AVG: contact en samenwerking"),
    (Regime.WPG.value, "Wpg: uitvoering van de politietaak"),
]
KIJKREDENEN = [
    ("contact", "om contact op te nemen"),
    ("bijeenkomst", "voor een bijeenkomst"),
    ("gebeurtenis", "er is iets gebeurd"),
    ("controle", "om te controleren of het nog klopt"),
]
GEWIST = "gewist"


class SleutelfiguurQuerySet(TeamQuerySet):
    def visible_to(self, medewerker):
        """Who needs them: who keeps the relation, is in a network with them, works in their gebied, or is of the MT.

        For anybody else they do not exist. Nobody sees who was erased.
        """
        from organisatie.queries import instelling_for

        from .bellen import Belregel
        from .netwerk import Lid, Netwerk

        teams = [
            pk for pk in medewerker.team_ids
            if medewerker.functies_in(pk) & instelling_for(medewerker, pk).ziet_alles
        ]  # fmt: skip
        mine = Netwerk.objects.van(medewerker).values("pk")
        tied = Koppeling.objects.op().filter(medewerker=medewerker).values("gebied")
        member = Lid.objects.op().exclude(sleutelfiguur=None)
        calling = Belregel.objects.aan_de_lijn(medewerker)
        seen = (
            Q(team__in=teams)
            | Q(pk__in=Relatie.objects.op().filter(medewerker=medewerker).values("sleutelfiguur"))
            | Q(pk__in=member.filter(netwerk__in=mine).values("sleutelfiguur"))
            | Q(pk__in=member.filter(netwerk__gebied__in=tied).values("sleutelfiguur"))
            | Q(gebied__in=tied)
            | Q(pk__in=calling.values("sleutelfiguur"))
        )
        return super().visible_to(medewerker).filter(seen, gewist_op=None)

    def in_te_brengen_door(self, medewerker, team):
        """Whom this medewerker may bring into a network: with whom they or nobody keeps the relation, or of a network of theirs."""
        from .netwerk import Lid, Netwerk

        running = Relatie.objects.op()
        mine = running.filter(medewerker=medewerker).values("sleutelfiguur")
        led = Netwerk.objects.lopend().filter(Q(trekker=medewerker) | Q(vervanger=medewerker)).values("pk")
        known = Lid.objects.op().filter(netwerk__in=led).exclude(sleutelfiguur=None).values("sleutelfiguur")
        nobody = ~Q(pk__in=running.values("sleutelfiguur"))
        return self.filter(Q(pk__in=mine) | Q(pk__in=known) | nobody, team=team)

    def te_bereiken(self, dag=None):
        """Whom we may still call: not erased, and consent (where that is the ground) has not run out."""
        return self.filter(
            Q(toestemming_tot=None) | Q(toestemming_tot__gte=dag or timezone.localdate()), gewist_op=None
        )


class Sleutelfiguur(models.Model):
    """An active citizen with a following; not a professional. As little as the work needs (B2).

    When erased the row stays without any word about the person, so that counts and calls keep adding up.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="sleutelfiguren")
    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField("naam", max_length=120, blank=True)
    rol = models.CharField("wat doet deze persoon in de wijk?", max_length=120, blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+", null=True, blank=True)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    taal = models.CharField("taal aan de telefoon", max_length=40, blank=True)
    bereikbaar = models.CharField("wanneer bereikbaar", max_length=80, blank=True)
    grondslag = models.CharField("grondslag", max_length=12, choices=GRONDSLAGEN)
    regime = models.CharField("regime", max_length=4, choices=REGIMES)
    toestemming_op = models.DateField("toestemming gegeven op", null=True, blank=True)
    toestemming_doel = models.CharField("toestemming waarvoor", max_length=200, blank=True)
    toestemming_tot = models.DateField("toestemming geldt t/m", null=True, blank=True)
    vastgelegd_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now)
    # Former names, numbers and addresses: only so that erasing finds those too.
    eerder = models.JSONField(default=dict, blank=True, editable=False)
    versie = models.PositiveIntegerField(default=1)
    gewist_op = models.DateTimeField(null=True, blank=True, editable=False)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = SleutelfiguurQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        indexes = [models.Index(fields=["team", "naam"], name="sleutelfiguur_team_naam")]
        constraints = [
            models.CheckConstraint(
                condition=Q(gewist_op=None)
                | Q(
                    naam="",
                    rol="",
                    telefoon="",
                    email="",
                    taal="",
                    bereikbaar="",
                    toestemming_doel="",
                    eerder={},
                ),
                name="sleutelfiguur_gewist_is_leeg",
            ),
            models.CheckConstraint(
                condition=~Q(grondslag="toestemming")
                | Q(toestemming_op__isnull=False, toestemming_tot__isnull=False),
                name="sleutelfiguur_toestemming_met_dagen",
            ),
        ]

    def __str__(self):
        return self.naam or GEWIST

    def get_absolute_url(self):
        return reverse("bondgenoten:sleutelfiguur", args=[self.pk])

    @property
    def stand(self):
        """How the ground stands today (regels.grondslag.Stand)."""
        return stand_van(self.toestemming_tot, timezone.localdate())


class Relatie(Dagperiode):
    """A colleague keeps the contact with a sleutelfiguur, or deputises, for a time."""

    class Als(models.TextChoices):
        HOUDER = "houder", "relatiehouder"
        VERVANGER = "vervanger", "vervanger"

    sleutelfiguur = models.ForeignKey(Sleutelfiguur, models.PROTECT, related_name="relaties")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="relaties")
    als = models.CharField("als", max_length=10, choices=Als.choices, default=Als.HOUDER)
    meegegeven = models.CharField("wat moet de opvolger weten?", max_length=300, blank=True)

    objects = team_queryset("sleutelfiguur__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [
            periode_constraint("relatie_periode"),
            models.UniqueConstraint(
                fields=["sleutelfiguur", "als"], condition=Q(tot=None), name="relatie_one_running"
            ),
        ]
        ordering = ["als", "-van"]

    def __str__(self):
        return f"{self.get_als_display()}: {self.medewerker}"


class ContactQuerySet(models.QuerySet):
    def visible_to(self, medewerker):
        """Of people who exist for this medewerker; what was said with who was erased is nobody's."""
        people = Sleutelfiguur.objects.visible_to(medewerker).filter(gewist_op=None)
        return self.filter(sleutelfiguur__in=people.values("pk"))


class Contact(models.Model):
    """One time somebody of us and a sleutelfiguur spoke: did we come to get something, or to bring something?"""

    class Wijze(models.TextChoices):
        GESPROKEN = "gesproken", "gesproken"
        GEBELD = "gebeld", "gebeld"
        BERICHT = "bericht", "bericht gestuurd"

    class Richting(models.TextChoices):
        BRENGEN = "brengen", "we brachten iets"
        HALEN = "halen", "we vroegen iets"
        SAMEN = "samen", "allebei, of gewoon bijpraten"

    sleutelfiguur = models.ForeignKey(Sleutelfiguur, models.PROTECT, related_name="contacten")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    op = models.DateField("wanneer", default=timezone.localdate)
    wijze = models.CharField("hoe", max_length=10, choices=Wijze.choices, default=Wijze.GESPROKEN)
    richting = models.CharField("halen of brengen", max_length=8, choices=Richting.choices)
    tekst = models.CharField("kort", max_length=300, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    belregel = models.OneToOneField(
        "bondgenoten.Belregel", models.SET_NULL, related_name="contact", null=True
    )
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["sleutelfiguur", "-op"], name="contact_sleutelfiguur_op")]

    def __str__(self):
        return f"{self.get_wijze_display()} op {self.op}"

    @property
    def team_id(self):
        return self.sleutelfiguur.team_id


class Wissing(models.Model):
    """Proof that somebody was erased: by what reason, how many places, when. Never who."""

    class Reden(models.TextChoices):
        INGETROKKEN = "ingetrokken", "toestemming ingetrokken"
        VERZOEK = "verzoek", "op verzoek van de persoon"
        NIET_NODIG = "niet_nodig", "niet meer nodig"
        AFGELOPEN = "afgelopen", "toestemming afgelopen en niet verlengd"
        HERSTEL = "herstel", "opnieuw gewist na terugzetten van een reservekopie"

    team = models.ForeignKey(Team, models.PROTECT, related_name="wissingen")
    kenmerk = models.UUIDField(editable=False)
    reden = models.CharField("reden", max_length=12, choices=Reden.choices)
    plaatsen = models.PositiveIntegerField("plaatsen", default=0)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    op = models.DateTimeField(default=timezone.now)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"wissing van {self.op:%d-%m-%Y}"
