"""What models share: periods, and scoping to a team."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class TeamQuerySet(models.QuerySet):
    """Rows that belong to one team. `team_lookup` says where it stands, over foreign keys only."""

    team_lookup = "team"

    def visible_to(self, medewerker):
        """Rows of the teams this medewerker is placed in; none for anyone else."""
        return self.filter(**{f"{self.team_lookup}__in": medewerker.team_ids})


def team_queryset(lookup, base=TeamQuerySet):
    """A queryset class whose team stands at `lookup`: `team_queryset("gebied__team")`."""
    return type(base.__name__, (base,), {"team_lookup": lookup})


class PeriodeQuerySet(TeamQuerySet):
    """Rows with a half-open period `[van, tot)`; without `tot` still running."""

    def op(self, wanneer=None):
        """Rows that hold at this day (or moment); by default now."""
        wanneer = wanneer or timezone.localdate()
        return self.filter(Q(tot=None) | Q(tot__gt=wanneer), van__lte=wanneer)

    def niet_voorbij(self, wanneer=None):
        """Rows that hold now or start later."""
        wanneer = wanneer or timezone.localdate()
        return self.filter(Q(tot=None) | Q(tot__gt=wanneer))


class Dagperiode(models.Model):
    """A period in days, Europe/Amsterdam: `tot` is the first day on which it no longer holds."""

    van = models.DateField("van")
    tot = models.DateField("tot", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def tot_en_met(self):
        """The last day on which it holds, as people say it; None when it runs on."""
        return self.tot and self.tot - timedelta(days=1)

    @property
    def loopt(self):
        today = timezone.localdate()
        return self.van <= today and (self.tot is None or self.tot > today)


def periode_constraint(name):
    return models.CheckConstraint(condition=Q(tot=None) | Q(tot__gt=F("van")), name=name)
