"""The append-only record of changes and of looking."""

from django.db import models


class Logregel(models.Model):
    """One thing somebody did or saw: ids only, never a name, never content.

    Rows form a chain per team: each holds the hash of the one before, so that a change, a gap or a cut in
    the middle shows. The database itself refuses update and delete (migration 0002). No foreign keys: a
    row outlives what it is about.
    """

    keten = models.PositiveBigIntegerField("keten", default=0, help_text="Het team, of 0.")
    nummer = models.PositiveBigIntegerField("nummer")
    moment = models.DateTimeField("moment")
    actor = models.PositiveBigIntegerField("wie", null=True)
    actie = models.CharField("wat", max_length=60)
    object_type = models.CharField("soort object", max_length=60, blank=True)
    object_id = models.PositiveBigIntegerField("object", null=True)
    # Null, not empty: adding a column with a default makes SQLite copy the table, and its triggers would be lost.
    objecten = models.TextField("objecten", null=True, help_text="Van een lijst: elk id, als ,3,8,")  # noqa: DJ001
    reden = models.CharField("waarom", max_length=200, blank=True)
    ontvanger = models.CharField("ontvanger", max_length=60, blank=True)
    uitkomst = models.CharField("uitkomst", max_length=20, default="gelukt")
    vorige = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keten", "nummer"], name="logregel_one_per_nummer")]
        indexes = [models.Index(fields=["object_type", "object_id"], name="logregel_object")]

    def __str__(self):
        return f"{self.keten}/{self.nummer} {self.actie}"
