"""What happens at a bijeenkomst of a network: who was there, what was promised, what was advised (B3, B4)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker
from organisatie.models.basis import TeamQuerySet, team_queryset
from overleggen.models import Actiepunt, Overleg

from .netwerk import Lid, Netwerk


class Aanwezigheid(models.Model):
    """Whether a member was at a bijeenkomst. Rows exist once somebody wrote down who was there."""

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="aanwezigheid")
    lid = models.ForeignKey(Lid, models.PROTECT, related_name="aanwezigheid")
    was_er = models.BooleanField(default=False)

    objects = team_queryset("lid__netwerk__team").as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["overleg", "lid"], name="aanwezigheid_once_per_lid")]

    def __str__(self):
        return "was er" if self.was_er else "was er niet"


class AfspraakQuerySet(TeamQuerySet):
    team_lookup = "netwerk__team"

    def met_klaar(self):
        """With `klaar`: when it was done, by whoever did it."""
        return self.annotate(klaar=Coalesce("nagekomen_op", "actiepunt__afgerond_op"))


class Afspraak(models.Model):
    """Something promised in or to a network. Ours is an actiepunt of a colleague as well; what it led to is told back.

    `wie` says who does it when that is not a colleague: a role or an organisatie, not a name.
    """

    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="afspraken")
    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="+", null=True, blank=True)
    belregel = models.ForeignKey(
        "bondgenoten.Belregel", models.PROTECT, related_name="afspraken", null=True, blank=True
    )
    tekst = models.CharField("wat is afgesproken?", max_length=300)
    actiepunt = models.OneToOneField(
        Actiepunt, models.PROTECT, related_name="afspraak", null=True, blank=True
    )
    wie = models.CharField("wie doet het?", max_length=80, blank=True)
    voor = models.DateField("voor")
    nagekomen_op = models.DateTimeField(null=True, blank=True)
    terugkoppeling = models.CharField("wat is ermee gedaan?", max_length=300, blank=True)
    teruggekoppeld_op = models.DateTimeField(null=True, blank=True)
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        ordering = ["voor", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actiepunt__isnull=False) | ~Q(wie=""), name="afspraak_somebody_does_it"
            )
        ]

    def __str__(self):
        return self.tekst

    def get_absolute_url(self):
        return reverse("bondgenoten:afspraak", args=[self.pk])

    @property
    def team_id(self):
        return self.netwerk.team_id

    @property
    def is_klaar(self):
        return bool(self.nagekomen_op or (self.actiepunt is not None and self.actiepunt.afgerond_op))

    @property
    def is_te_laat(self):
        return not self.is_klaar and self.voor < timezone.localdate()

    @property
    def door_wie(self):
        return self.actiepunt.eigenaar.naam if self.actiepunt is not None else self.wie


class Advies(models.Model):
    """What a network told us: advice we asked for or not, or a mirror of what our doing led to; and our answer (B4)."""

    class Soort(models.TextChoices):
        GEVRAAGD = "gevraagd", "gevraagd advies"
        ONGEVRAAGD = "ongevraagd", "ongevraagd advies"
        SPIEGEL = "spiegel", "spiegel: effect van ons optreden"

    class Effect(models.TextChoices):
        BETER = "beter", "meer vertrouwen"
        GELIJK = "gelijk", "maakt geen verschil"
        SLECHTER = "slechter", "minder vertrouwen"

    class Antwoord(models.TextChoices):
        JA = "ja", "we doen het"
        DEELS = "deels", "we doen het deels"
        NEE = "nee", "we doen het niet"

    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="adviezen")
    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="+", null=True, blank=True)
    soort = models.CharField("soort", max_length=10, choices=Soort.choices)
    vraag = models.CharField("onze vraag, of ons optreden", max_length=300, blank=True)
    tekst = models.TextField("wat zegt het netwerk?", max_length=1000)
    effect = models.CharField("effect", max_length=8, choices=Effect.choices, blank=True)
    gekregen_op = models.DateField("wanneer", default=timezone.localdate)
    gehoord_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    antwoord = models.CharField("antwoord", max_length=5, choices=Antwoord.choices, blank=True)
    antwoord_tekst = models.CharField("waarom, en wat we doen", max_length=300, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    beantwoord_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    teruggekoppeld_op = models.DateTimeField(null=True, blank=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = team_queryset("netwerk__team").as_manager()

    class Meta:
        ordering = ["-gekregen_op", "-pk"]

    def __str__(self):
        return self.get_soort_display()

    @property
    def team_id(self):
        return self.netwerk.team_id
