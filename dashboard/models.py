"""What the BMO page showed, a row a day: to see whether it goes better (V8)."""

from django.db import models

from organisatie.models import Team
from organisatie.models.basis import TeamQuerySet


class Dagstand(models.Model):
    """The figures of a team on one day, as counts of work. Vertrouwelijke casussen are in none of them."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="dagstanden")
    dag = models.DateField()
    cijfers = models.JSONField()

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "dag"], name="dagstand_one_per_dag")]
        ordering = ["-dag"]

    def __str__(self):
        return f"{self.team} {self.dag}"
