"""Medewerkers, and their dated ties to a team and its gebieden (O2)."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from regels import functies
from regels.begrippen import Functie, Rol

from .basis import Dagperiode, PeriodeQuerySet, periode_constraint, team_queryset
from .team import Gebied, Team, Wijk

FUNCTIES = [(functie.value, rij.naam) for functie, rij in functies.FUNCTIES.items()]
ROLLEN = [
    (Rol.WOE.value, "WOE"),
    (Rol.OE.value, "OE"),
    (Rol.OSA.value, "OSA"),
    (Rol.WIJKAGENT.value, "Wijkagent"),
]


class MedewerkerQuerySet(models.QuerySet):
    def visible_to(self, medewerker):
        """Colleagues: people who are or were placed in a team of this medewerker."""
        return self.filter(pk__in=Plaatsing.objects.filter(team__in=medewerker.team_ids).values("medewerker"))

    def geplaatst(self, team, dag=None):
        """People who are placed in this team on this day, by name."""
        placed = Plaatsing.objects.op(dag).filter(team=team).values("medewerker")
        return self.filter(pk__in=placed, is_active=True).order_by("naam")


class MedewerkerManager(UserManager.from_queryset(MedewerkerQuerySet)):
    pass


class Medewerker(AbstractUser):
    """A colleague. Rights follow from the current plaatsing, never from the person.

    Contact data are those of work. Nothing about health, origin, religion or performance is kept.
    """

    first_name = None
    last_name = None
    naam = models.CharField("naam", max_length=120)
    telefoon = models.CharField("telefoon (werk)", max_length=30, blank=True)

    objects = MedewerkerManager()

    class Meta:
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    def get_full_name(self):
        return self.naam

    get_short_name = get_full_name

    antwoorden: dict[tuple[str, str, int], bool] | None = None  # of permissions, while a page is only read

    @cached_property
    def gelezen_instellingen(self):
        """What `instelling_for` read before, per team. A property, so that the lazy `request.user` shares it."""
        return {}

    @cached_property
    def plaatsingen_nu(self):
        """Current plaatsingen, with team. One query per object."""
        return list(self.plaatsingen.op().select_related("team__district").order_by("van", "pk"))

    @property
    def plaatsing(self):
        return self.plaatsingen_nu[0] if self.plaatsingen_nu else None

    @property
    def team(self):
        """The team the pages speak of; None for somebody who is placed nowhere today."""
        return self.plaatsing.team if self.plaatsing else None

    @property
    def team_ids(self):
        return [plaatsing.team_id for plaatsing in self.plaatsingen_nu] if self.is_active else []

    @cached_property
    def gebied_ids(self):
        """Ids of the gebieden this medewerker is tied to now, in any role. Read once per object."""
        return set(self.koppelingen.op().values_list("gebied", flat=True))

    def functies_in(self, team_id):
        return {Functie(p.functie) for p in self.plaatsingen_nu if p.team_id == team_id}

    def beheert(self, team_id):
        return any(p.beheerder for p in self.plaatsingen_nu if p.team_id == team_id)


class Plaatsing(Dagperiode):
    """Somebody works in a team, in a functie, for a time. Rights follow from it."""

    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="plaatsingen")
    team = models.ForeignKey(Team, models.PROTECT, related_name="plaatsingen")
    functie = models.CharField("functie", max_length=12, choices=FUNCTIES)
    opco_bevoegd = models.BooleanField("mag OpCo zijn", default=False)
    beheerder = models.BooleanField("beheert de instellingen van het team", default=False)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints = [
            periode_constraint("plaatsing_periode"),
            models.UniqueConstraint(
                fields=["medewerker", "team"], condition=Q(tot=None), name="plaatsing_one_running_per_team"
            ),
        ]
        indexes = [models.Index(fields=["team", "tot"], name="plaatsing_team_tot")]

    def __str__(self):
        return f"{self.medewerker}, {self.get_functie_display()}"


class Koppeling(Dagperiode):
    """Somebody is tied to a gebied, or to one wijk of it, in a role, for a time."""

    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="koppelingen")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="koppelingen")
    wijk = models.ForeignKey(Wijk, models.PROTECT, related_name="koppelingen", null=True, blank=True)
    rol = models.CharField("rol", max_length=10, choices=ROLLEN)
    volgorde = models.PositiveSmallIntegerField("volgorde", null=True, blank=True)

    objects = team_queryset("gebied__team", PeriodeQuerySet).as_manager()

    class Meta:
        constraints = [periode_constraint("koppeling_periode")]
        ordering = ["gebied", "rol", "volgorde", "van"]

    def __str__(self):
        return f"{self.medewerker}, {self.get_rol_display()} van {self.gebied}"

    @property
    def team_id(self):
        return self.gebied.team_id

    @property
    def begint_later(self):
        return self.van > timezone.localdate()
