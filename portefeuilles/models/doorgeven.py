"""What keeps good work from vanishing: dossiers, inwerken, voorbeelden, vacatures (P14-P16, K8)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, Team
from organisatie.models.basis import TeamQuerySet
from organisatie.permissions import in_mt
from organisatie.queries import instelling_for
from overleggen.models import Onderwerp
from regels.overdrachtsdossier import DELEN, Profiel

from .aanpak import Aanpak
from .basis import Houderschap, Label, Portefeuille, VanPortefeuille


def _mt_of(medewerker):
    """Ids of the teams whose MT this medewerker belongs to."""
    return [
        pk for pk in medewerker.team_ids if in_mt(medewerker.functies_in(pk), instelling_for(medewerker, pk))
    ]


class DossierQuerySet(TeamQuerySet):
    team_lookup = "portefeuille__team"

    def visible_to(self, medewerker):
        """Who hands over, who takes over, who holds or deputises the portefeuille now, and the MT."""
        held = Houderschap.objects.op().filter(medewerker=medewerker).values("portefeuille")
        return (
            super()
            .visible_to(medewerker)
            .filter(
                Q(portefeuille__team__in=_mt_of(medewerker))
                | Q(portefeuille__in=held)
                | Q(van=medewerker)
                | Q(aan=medewerker)
            )
        )


class Overdrachtsdossier(VanPortefeuille, models.Model):
    """Everything a successor needs of a portefeuille, as it was when the houder left. Frozen; the successor ticks."""

    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="dossiers")
    van = models.ForeignKey(Medewerker, models.PROTECT, related_name="dossiers_gegeven")
    aan = models.ForeignKey(
        Medewerker, models.PROTECT, related_name="dossiers_gekregen", null=True, blank=True
    )
    waarom = models.TextField("waarom ging het zo?", max_length=2000, blank=True)
    vragen = models.TextField("welke vragen staan open?", max_length=1000, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    afgerond_op = models.DateTimeField(null=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["portefeuille", "van"],
                condition=Q(afgerond_op=None),
                name="dossier_one_open_per_houder",
            )
        ]
        ordering = ["-gemaakt_op"]

    def __str__(self):
        return f"Overdrachtsdossier {self.portefeuille}"

    def get_absolute_url(self):
        return reverse("portefeuilles:dossier", args=[self.pk])


class ViaDossierQuerySet(models.QuerySet):
    def visible_to(self, medewerker):
        return self.filter(dossier__in=Overdrachtsdossier.objects.visible_to(medewerker).values("pk"))


class Dossierpunt(Onderwerp):
    """One thing the successor should know, with a link to it. Of people outside the police only the reference is kept."""

    dossier = models.ForeignKey(Overdrachtsdossier, models.CASCADE, related_name="punten")
    deel = models.CharField(max_length=10, choices=[(str(deel), naam) for deel, naam in DELEN.items()])
    tekst = models.CharField(max_length=300, blank=True)
    gezien_op = models.DateTimeField(null=True)
    opmerking = models.CharField("vraag of opmerking", max_length=300, blank=True)

    objects = ViaDossierQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.titel

    @property
    def team_id(self):
        return self.dossier.team_id


class InwerkplanQuerySet(TeamQuerySet):
    def visible_to(self, medewerker):
        """One's own, those one made, and those of the team for its MT: growing into work is nobody else's."""
        own = Q(medewerker=medewerker) | Q(gemaakt_door=medewerker) | Q(team__in=_mt_of(medewerker))
        return super().visible_to(medewerker).filter(own)


class ViaInwerkplanQuerySet(models.QuerySet):
    def visible_to(self, medewerker):
        return self.filter(plan__in=Inwerkplan.objects.visible_to(medewerker).values("pk"))


class Inwerkplan(models.Model):
    """How somebody grows into the work, and what room the team gives (K8)."""

    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="inwerkplannen")
    team = models.ForeignKey(Team, models.PROTECT, related_name="inwerkplannen")
    begin = models.DateField("vanaf", default=timezone.localdate)
    ruimte = models.CharField("waar geeft het team ruimte voor?", max_length=300, blank=True)
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")

    objects = InwerkplanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["medewerker", "team", "begin"], name="inwerkplan_one_per_begin")
        ]
        ordering = ["-begin", "-pk"]

    def __str__(self):
        return f"Inwerken {self.medewerker}"

    def get_absolute_url(self):
        return reverse("portefeuilles:inwerkplan", args=[self.pk])


class Inwerkstap(models.Model):
    """One thing to read, to do or to learn, before a day."""

    SOORTEN = [
        ("lezen", "lezen"),
        ("kennismaken", "kennismaken"),
        ("meelopen", "meelopen"),
        ("cursus", "cursus"),
    ]

    plan = models.ForeignKey(Inwerkplan, models.CASCADE, related_name="stappen")
    soort = models.CharField("soort", max_length=12, choices=SOORTEN, default="kennismaken")
    tekst = models.CharField("wat?", max_length=200)
    voor = models.DateField("voor")
    klaar_op = models.DateField(null=True)

    objects = ViaInwerkplanQuerySet.as_manager()

    class Meta:
        ordering = ["voor", "pk"]

    def __str__(self):
        return self.tekst

    @property
    def team_id(self):
        return self.plan.team_id


class VoorbeeldQuerySet(TeamQuerySet):
    def visible_to(self, medewerker):
        """Those of one's own teams, and what other teams chose to share with all."""
        if not medewerker.team_ids:
            return self.none()
        own = self.model._base_manager.filter(team__in=medewerker.team_ids).values("pk")
        return self.filter(Q(pk__in=own) | Q(delen=self.model.Delen.ALLE))


class Voorbeeld(models.Model):
    """Something that worked, written down so that others can do it too (P15). Shared wider only by choice."""

    class Delen(models.TextChoices):
        TEAM = "team", "met ons team"
        ALLE = "alle", "met alle teams"

    team = models.ForeignKey(Team, models.PROTECT, related_name="voorbeelden")
    portefeuille = models.ForeignKey(
        Portefeuille, models.PROTECT, related_name="voorbeelden", null=True, blank=True
    )
    aanpak = models.ForeignKey(Aanpak, models.PROTECT, related_name="voorbeelden", null=True, blank=True)
    titel = models.CharField("wat lukte er?", max_length=120)
    tekst = models.TextField("wat deden jullie?", max_length=2000)
    waarom = models.TextField("waardoor werkte het?", max_length=1000, blank=True)
    labels = models.ManyToManyField(Label, related_name="voorbeelden", blank=True)
    delen = models.CharField("delen", max_length=4, choices=Delen.choices, default=Delen.TEAM)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="voorbeelden")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = VoorbeeldQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["team", "-gemaakt_op"], name="voorbeeld_team")]
        ordering = ["-gemaakt_op", "-pk"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("portefeuilles:voorbeeld", args=[self.pk])


class Navolging(models.Model):
    """ "Wij doen dit ook": a team takes an example over, and says how."""

    voorbeeld = models.ForeignKey(Voorbeeld, models.CASCADE, related_name="navolgingen")
    team = models.ForeignKey(Team, models.PROTECT, related_name="navolgingen")
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    tekst = models.CharField("hoe doen jullie het?", max_length=300, blank=True)
    op = models.DateTimeField(default=timezone.now)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voorbeeld", "team"], name="navolging_one_per_team")]
        ordering = ["op"]

    def __str__(self):
        return f"{self.team}: {self.voorbeeld}"


class Vacature(models.Model):
    """A place to fill: which work, generalist or specialist and why, and the text that was made of it (P16)."""

    PROFIELEN = [(Profiel.GENERALIST.value, "generalist"), (Profiel.SPECIALIST.value, "specialist")]

    team = models.ForeignKey(Team, models.PROTECT, related_name="vacatures")
    functie = models.CharField("functie", max_length=40)
    portefeuilles = models.ManyToManyField(Portefeuille, related_name="vacatures", blank=True)
    gebieden = models.ManyToManyField(Gebied, related_name="+", blank=True)
    opco = models.BooleanField("draait ook operationele diensten", default=True)
    keuze = models.CharField("wat zoeken we?", max_length=10, choices=PROFIELEN)
    waarom = models.CharField("waarom?", max_length=300)
    tekst = models.TextField("tekst", max_length=4000)
    gemaakt_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gesloten_op = models.DateTimeField(null=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op"]

    def __str__(self):
        return f"Vacature {self.functie}"

    def get_absolute_url(self):
        return reverse("portefeuilles:vacature", args=[self.pk])
