"""Werkopdrachten for a shift, and what the shift did with them (P9)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, Team
from organisatie.models.basis import TeamQuerySet, team_queryset
from overleggen.models import Onderwerp
from regels.briefing import Antwoord, Dienst

from .basis import Portefeuille

DIENSTEN = [
    (Dienst.VROEG.value, "vroege dienst"),
    (Dienst.LAAT.value, "late dienst"),
    (Dienst.NACHT.value, "nachtdienst"),
]
ANTWOORDEN = [
    (Antwoord.GEDAAN.value, "Gedaan"),
    (Antwoord.GEZIEN.value, "Gekeken, niets bijzonders"),
    (Antwoord.NIET.value, "Niet aan toegekomen"),
]


class BriefingQuerySet(TeamQuerySet):
    def op(self, dag):
        """Opdrachten that stand on a briefing on this day."""
        return self.filter(van__lte=dag, tot_en_met__gte=dag, ingetrokken_op=None)


class Briefingopdracht(Onderwerp):
    """One concrete thing a shift is asked to do, in a period and at a place, about an onderwerp of any app.

    Everybody on the shift reads it; what it is about is shown only to those for whom that exists.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="briefingopdrachten")
    portefeuille = models.ForeignKey(
        Portefeuille, models.PROTECT, related_name="briefingopdrachten", null=True, blank=True
    )
    opdracht = models.CharField("wat vraag je de dienst?", max_length=200)
    waarom = models.CharField("waarom?", max_length=200, blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+", null=True, blank=True)
    plek = models.CharField("waar precies?", max_length=120, blank=True)
    van = models.DateField("van")
    tot_en_met = models.DateField("t/m")
    diensten = models.JSONField("voor welke dienst?", default=list)
    gevraagd_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="briefingopdrachten")
    gevraagd_op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tot_en_met__gte=F("van")), name="briefingopdracht_periode")
        ]
        indexes = [
            models.Index(fields=["team", "tot_en_met"], name="briefingopdracht_team_tot"),
            models.Index(fields=["onderwerp_type", "onderwerp_id"], name="briefingopdracht_onderwerp"),
        ]
        ordering = ["van", "pk"]

    def __str__(self):
        return self.opdracht

    def get_absolute_url(self):
        return reverse("portefeuilles:opdracht", args=[self.pk])

    @property
    def dienstnamen(self):
        return [naam for waarde, naam in DIENSTEN if waarde in self.diensten]


class Terugkoppeling(models.Model):
    """What a colleague answered for a shift: one tap, and a line if there is more to say."""

    opdracht = models.ForeignKey(Briefingopdracht, models.PROTECT, related_name="terugkoppelingen")
    dag = models.DateField("dag")
    dienst = models.CharField("dienst", max_length=6, choices=DIENSTEN)
    antwoord = models.CharField("wat hebben jullie gedaan?", max_length=6, choices=ANTWOORDEN)
    tekst = models.CharField("wat zagen jullie?", max_length=300, blank=True)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    moment = models.DateTimeField(default=timezone.now)

    objects = team_queryset("opdracht__team").as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opdracht", "dag", "dienst", "door"], name="terugkoppeling_one_per_dienst"
            )
        ]
        ordering = ["-moment", "-pk"]

    def __str__(self):
        return f"{self.get_antwoord_display()}, {self.dag}"

    @property
    def team_id(self):
        return self.opdracht.team_id
