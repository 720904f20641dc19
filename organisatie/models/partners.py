"""Who the team works with: gemeenten and other organisaties, their people, and the link with our own (O7, O10)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .basis import TeamQuerySet, team_queryset
from .mensen import Medewerker
from .team import Team


class Organisatie(models.Model):
    """A netwerkpartner of the team: a gemeente, a care organisation, or a part of the police outside the team.

    Merged into another one it points there (`opgegaan_in`) and is offered no more; what hung on it moved.
    """

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", "gemeente"
        ZORG = "zorg", "zorg en welzijn"
        JEUGD = "jeugd", "jeugd en jongerenwerk"
        WONEN = "wonen", "woningcorporatie"
        SAMEN = "samen", "samenwerkingsverband (RIEC, zorg- en veiligheidshuis)"
        POLITIE = "politie", "politie buiten het team (capaciteitsmanagement, informatieknooppunt)"
        ANDERS = "anders", "anders"

    team = models.ForeignKey(Team, models.PROTECT, related_name="organisaties")
    naam = models.CharField("naam", max_length=80)
    soort = models.CharField("soort", max_length=10, choices=Soort.choices, default=Soort.ANDERS)
    ivp = models.CharField(
        "integraal veiligheidsplan", max_length=120, blank=True, help_text="Bij een gemeente"
    )
    opgegaan_in = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "naam"], condition=Q(opgegaan_in=None), name="organisatie_one_per_naam"
            ),
            models.CheckConstraint(
                condition=Q(opgegaan_in=None) | ~Q(opgegaan_in=F("id")), name="organisatie_not_into_itself"
            ),
        ]
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class Contactpersoon(models.Model):
    """Somebody at an organisatie, with work contact data only, and who deputises: partners are absent too (O10)."""

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="contactpersonen")
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=80, blank=True)
    telefoon = models.CharField("telefoon (werk)", max_length=30, blank=True)
    email = models.EmailField("e-mail (werk)", blank=True)
    vervanger = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, blank=True)
    gestopt_op = models.DateTimeField(null=True, blank=True)

    objects = team_queryset("organisatie__team").as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(vervanger=None) | ~Q(vervanger=F("id")), name="contactpersoon_not_own_vervanger"
            )
        ]
        ordering = ["naam"]

    def __str__(self):
        return f"{self.naam} ({self.organisatie.naam})"

    @property
    def team_id(self):
        return self.organisatie.team_id


class Deellink(models.Model):
    """A link to the contactoverzicht for somebody outside, without login: it expires and can be revoked (O7).

    Only a hash of the link is kept: who reads the database cannot open the page with it.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="deellinks")
    voor = models.CharField("voor wie", max_length=120)
    hash = models.CharField(max_length=64, unique=True)
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    verloopt_op = models.DateField("geldig t/m")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    geopend = models.PositiveIntegerField("keren geopend", default=0)
    laatst_geopend_op = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op", "-pk"]

    def __str__(self):
        return f"link voor {self.voor}"

    @property
    def werkt(self):
        return self.ingetrokken_op is None and timezone.localdate() <= self.verloopt_op


class Beslisregel(models.Model):
    """Who decides on what in this team, per level (C16)."""

    class Niveau(models.TextChoices):
        STRATEGISCH = "strategisch", "strategisch"
        TACTISCH = "tactisch", "tactisch"
        OPERATIONEEL = "operationeel", "operationeel"

    team = models.ForeignKey(Team, models.PROTECT, related_name="beslisregels")
    niveau = models.CharField("niveau", max_length=14, choices=Niveau.choices)
    onderwerp = models.CharField("waarover", max_length=120)
    wie = models.CharField("wie beslist", max_length=120)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["niveau", "onderwerp"]

    def __str__(self):
        return self.onderwerp
