"""Kennissessies: portefeuilles presented to each other, five years ahead, with an eye for blind spots (V10)."""

from django.db import models
from django.urls import reverse

from organisatie.models import Medewerker
from organisatie.models.basis import team_queryset
from overleggen.models import Overleg

from .basis import Portefeuille


class Kennissessie(models.Model):
    """What one meeting is about: a portefeuille, told by somebody, and what the team saw further on."""

    overleg = models.OneToOneField(Overleg, models.PROTECT, related_name="kennissessie")
    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="kennissessies")
    spreker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", verbose_name="wie vertelt?")
    vraag = models.CharField("waar loop je tegenaan, wat vraag je?", max_length=300, blank=True)
    deskundigen = models.CharField("welke deskundigen komen?", max_length=300, blank=True)
    vijf_jaar = models.TextField("wat zien we over vijf jaar?", max_length=1000, blank=True)
    blinde_vlekken = models.TextField("wat zagen we nog niet?", max_length=1000, blank=True)
    verbanden = models.TextField("hoe hangt het samen met andere portefeuilles?", max_length=1000, blank=True)

    objects = team_queryset("overleg__team").as_manager()

    class Meta:
        ordering = ["-overleg__begin"]

    def __str__(self):
        return f"Kennissessie: {self.portefeuille}"

    def get_absolute_url(self):
        return reverse("portefeuilles:kennissessie", args=[self.pk])

    @property
    def team_id(self):
        return self.overleg.team_id
