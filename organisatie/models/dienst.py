"""Who is there: absence, exemption, and who is OpCo (O4-O6)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .basis import Dagperiode, PeriodeQuerySet, periode_constraint
from .mensen import Medewerker
from .team import Team


class AfwezigheidQuerySet(PeriodeQuerySet):
    def visible_to(self, medewerker):
        """Those of colleagues; a subquery, so that two shared teams never double a row."""
        return self.filter(medewerker__in=Medewerker.objects.visible_to(medewerker).values("pk"))


class Afwezigheid(models.Model):
    """Somebody is not there in `[van, tot)`; without `tot` nobody knows how long yet.

    No reason is kept, and there is no field for one. A withdrawn row stays: what was shown can be explained.
    """

    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="afwezigheden")
    van = models.DateTimeField("van")
    tot = models.DateTimeField("tot", null=True, blank=True)
    ingevoerd_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    ingevoerd_op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    objects = AfwezigheidQuerySet.as_manager()

    class Meta:
        constraints = [periode_constraint("afwezigheid_periode")]
        indexes = [models.Index(fields=["medewerker", "tot"], name="afwezigheid_wie_tot")]
        ordering = ["van"]

    def __str__(self):
        return f"{self.medewerker} afwezig vanaf {self.van:%d-%m-%Y}"


class Vrijstelling(Dagperiode):
    """Somebody need not do shifts, coaching or regie for a time (O5)."""

    class Soort(models.TextChoices):
        DIENSTEN = "diensten", "operationele diensten"
        COACHING = "coaching", "coaching van wijkagenten"
        REGIE = "regie", "regie over casussen"

    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="vrijstellingen")
    team = models.ForeignKey(Team, models.PROTECT, related_name="vrijstellingen")
    soort = models.CharField("vrijgesteld van", max_length=10, choices=Soort.choices)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints = [periode_constraint("vrijstelling_periode")]
        ordering = ["van"]

    def __str__(self):
        return f"{self.medewerker}: {self.get_soort_display()}"


class OpCoDienst(models.Model):
    """Somebody is OpCo from a moment until the next takes over, with a read-back (O6). One at a time per team."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="diensten")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="diensten")
    van = models.DateTimeField("van")
    tot = models.DateTimeField("tot", null=True, blank=True)
    volgende = models.ForeignKey(
        Medewerker, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="volgende OpCo"
    )
    bericht = models.CharField("wat de volgende OpCo moet weten", max_length=300, blank=True)
    teruglezing = models.CharField("teruglezing", max_length=300, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(tot=None), name="opcodienst_one_open_per_team"
            ),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="opcodienst_periode"),
        ]
        ordering = ["-van"]

    def __str__(self):
        return f"{self.medewerker} OpCo vanaf {self.van:%d-%m-%Y %H:%M}"
