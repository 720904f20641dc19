"""Netwerk Divers Vakmanschap: who has which knowledge, what was asked, and what it brought (B9)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Contactpersoon, Medewerker, Team
from organisatie.models.basis import TeamQuerySet


class KennisQuerySet(TeamQuerySet):
    def te_vragen(self, team):
        """What somebody who is still there can help with: colleagues of this team, and contacts that did not stop."""
        here = Medewerker.objects.geplaatst(team).values("pk")
        return self.filter(
            Q(medewerker__in=here) | Q(contactpersoon__isnull=False, contactpersoon__gestopt_op=None),
            team=team,
        )


class Kennis(models.Model):
    """What a colleague offers to know about, in their own words; or what a contact outside the team can help with.

    A colleague offers and withdraws it themself: nobody writes about another what their background would be.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="ndvkennis")
    onderwerp = models.CharField("waar weet je van?", max_length=120)
    medewerker = models.ForeignKey(Medewerker, models.CASCADE, related_name="+", null=True, blank=True)
    contactpersoon = models.ForeignKey(
        Contactpersoon, models.CASCADE, related_name="+", null=True, blank=True
    )
    sinds = models.DateTimeField(default=timezone.now)

    objects = KennisQuerySet.as_manager()

    class Meta:
        ordering = ["onderwerp", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(medewerker__isnull=False, contactpersoon=None)
                | Q(medewerker=None, contactpersoon__isnull=False),
                name="ndvkennis_one_person",
            )
        ]

    def __str__(self):
        return self.onderwerp

    @property
    def wie(self):
        return self.medewerker or self.contactpersoon


class Ndvvraag(models.Model):
    """A question for expertise: asked, taken by somebody who has it, deployed, and what it brought (B9)."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="ndvvragen")
    vraag = models.CharField("wat wil je weten of kunnen?", max_length=200)
    toelichting = models.TextField("waarvoor is het?", max_length=600, blank=True)
    gesteld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gesteld_op = models.DateTimeField(default=timezone.now)
    kennis = models.ForeignKey(Kennis, models.SET_NULL, related_name="vragen", null=True, blank=True)
    deskundige = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    deskundige_buiten = models.ForeignKey(
        Contactpersoon, models.PROTECT, related_name="+", null=True, blank=True
    )
    ingezet_op = models.DateField("ingezet op", null=True, blank=True)
    inzet = models.CharField("wat is er gedaan?", max_length=300, blank=True)
    opbrengst = models.CharField("wat bracht het?", max_length=300, blank=True)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-gesteld_op", "-pk"]

    def __str__(self):
        return self.vraag

    def get_absolute_url(self):
        return reverse("bondgenoten:ndv-vraag", args=[self.pk])

    @property
    def door_wie(self):
        return self.deskundige or self.deskundige_buiten
