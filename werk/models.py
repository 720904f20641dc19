"""Time somebody spent, about any onderwerp (P4), and what they log often."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from organisatie.models import Medewerker, Team
from organisatie.models.basis import TeamQuerySet
from regels.werktijd import WERKSOORTEN, Verdringing

SOORTEN = [(soort.value, naam) for soort, naam in WERKSOORTEN.items()]
VERDRINGING = [
    (Verdringing.NOODHULP.value, "noodhulp en meldingen"),
    (Verdringing.ROOSTER.value, "het rooster"),
    (Verdringing.WIJK.value, "te weinig wijkagenten"),
    (Verdringing.ADMINISTRATIE.value, "administratie"),
    (Verdringing.SPOED.value, "een casus met spoed"),
    (Verdringing.ANDERS.value, "iets anders"),
]


class OwnQuerySet(TeamQuerySet):
    def visible_to(self, medewerker):
        """Only one's own lines: figures of one person are that person's own (P5)."""
        return super().visible_to(medewerker).filter(medewerker=medewerker)


class GeldigManager(models.Manager.from_queryset(OwnQuerySet)):  # type: ignore[misc]  # made while running
    """Lines that count: what was taken away is out of every list and every sum."""

    def get_queryset(self):
        return super().get_queryset().filter(weg_op=None)


class Waarvoor(models.Model):
    """What time goes to: a kind of work, and an object of any app when there is one, with its title kept."""

    soort = models.CharField("waarvoor", max_length=14, choices=SOORTEN)
    onderwerp_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True)
    onderwerp_id = models.PositiveBigIntegerField(null=True, blank=True)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    titel = models.CharField("titel", max_length=160, blank=True)
    minuten = models.PositiveSmallIntegerField("hoe lang (minuten)")
    tekst = models.CharField("wat", max_length=200, blank=True)

    class Meta:
        abstract = True


class Werkregel(Waarvoor):
    """One line of work: what for, how long, in a few words. Taken away it can come back for a day, then it goes."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="werkregels")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="werkregels")
    dag = models.DateField("dag")
    resultaat = models.CharField("zichtbaar resultaat", max_length=200, blank=True)
    verdringing = models.CharField(
        "ging voor op eigen werk, door", max_length=14, choices=VERDRINGING, blank=True
    )
    sleutel = models.UUIDField(unique=True, null=True, editable=False)
    weg_op = models.DateTimeField(null=True, editable=False)

    objects = GeldigManager()
    alle = models.Manager.from_queryset(OwnQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minuten__gt=0, minuten__lte=24 * 60), name="werkregel_minuten")
        ]
        indexes = [
            models.Index(fields=["medewerker", "-dag"], name="werkregel_van_wie"),
            models.Index(fields=["team", "dag", "soort"], name="werkregel_team_dag"),
            models.Index(fields=["onderwerp_type", "onderwerp_id", "dag"], name="werkregel_onderwerp"),
            models.Index(
                fields=["onderwerp_type", "onderwerp_id", "dag"],
                condition=~Q(resultaat=""),
                name="werkregel_resultaat",
            ),
        ]
        ordering = ["-dag", "-pk"]

    def __str__(self):
        return f"{self.dag} {self.minuten} min"


class Favoriet(Waarvoor):
    """A line somebody logs often: one tap, and it stands there again today."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    medewerker = models.ForeignKey(Medewerker, models.CASCADE, related_name="favorieten")

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["titel", "pk"]

    def __str__(self):
        return self.titel or self.get_soort_display()
