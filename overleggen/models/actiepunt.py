"""Actiepunten: who does what before when, with parts, hand-over and history (V6)."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Team
from organisatie.models.basis import TeamQuerySet, team_queryset

from .punt import Agendapunt, Onderwerp


def _of_an_open_reeks():
    """Neither itself nor the actiepunt above it came from a series that is for its participants only."""
    besloten = Agendapunt.objects.filter(reeks__alleen_deelnemers=True)
    own = Exists(besloten.filter(pk=OuterRef("agendapunt")))
    return ~own & ~Exists(besloten.filter(actiepunt=OuterRef("boven")))


class ActiepuntQuerySet(TeamQuerySet):
    def visible_to(self, medewerker):
        """Of one's teams; what came from a series that is for its participants only, for owner and maker alone."""
        own = Q(eigenaar=medewerker) | Q(gemaakt_door=medewerker)
        return super().visible_to(medewerker).filter(own | _of_an_open_reeks())

    def uit_open_reeksen(self):
        """Not from a series that is for its participants only: what may be counted for everybody."""
        return self.filter(_of_an_open_reeks())

    def open(self):
        return self.filter(afgerond_op=None)

    def te_laat(self, dag=None):
        return self.open().filter(deadline__lt=dag or timezone.localdate())


class Actiepunt(Onderwerp):
    """Something one person does before a day; the owner is reminded, and open ones return (V6).

    It may have parts of its own, no deeper: a part has no parts. It is done when its parts are.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="actiepunten")
    agendapunt = models.OneToOneField(
        Agendapunt, models.PROTECT, related_name="actiepunt", null=True, blank=True
    )
    boven = models.ForeignKey("self", models.PROTECT, related_name="deeltaken", null=True, blank=True)
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


class Actiepuntstap(models.Model):
    """One thing that happened to an actiepunt: append-only, with the words of that time."""

    actiepunt = models.ForeignKey(Actiepunt, models.PROTECT, related_name="stappen")
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    tekst = models.CharField(max_length=400)

    objects = team_queryset("actiepunt__team").as_manager()

    class Meta:
        ordering = ["-op", "-pk"]

    def __str__(self):
        return self.tekst

    @property
    def team_id(self):
        return self.actiepunt.team_id
