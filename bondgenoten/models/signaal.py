"""Signals of tension: soft information that runs out (B5)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, Team
from organisatie.models.basis import TeamQuerySet, team_queryset
from overleggen.models import Overleg
from regels import signaal as regels

from .netwerk import Gemeenschap, Netwerk

ZEKERHEDEN = [(str(wat), naam) for wat, naam in regels.ZEKERHEDEN.items()]
NIVEAUS = [(int(niveau), naam) for niveau, naam in regels.NIVEAUS.items()]


class SignaalQuerySet(TeamQuerySet):
    def actueel(self, dag=None):
        return self.filter(gesloten_op=None, loopt_af_op__gte=dag or timezone.localdate())


class Signaal(models.Model):
    """What plays, where, in which community; how sure, how high, from how good a source; and until when it counts.

    About a place and a group, never about a person; the source is a kind, never a name.
    """

    class Bron(models.TextChoices):
        NETWERK = "netwerk", "uit een netwerk"
        WIJKAGENT = "wijkagent", "uit de wijk"
        PARTNER = "partner", "van een partner"
        OPEN = "open", "open bron (nieuws, sociale media)"
        COLLEGA = "collega", "van een collega"

    team = models.ForeignKey(Team, models.PROTECT, related_name="signalen")
    titel = models.CharField("wat speelt er?", max_length=160)
    tekst = models.TextField("toelichting", max_length=1000, blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+", verbose_name="waar")
    plek = models.CharField("welke plek", max_length=80, blank=True)
    gemeenschap = models.ForeignKey(Gemeenschap, models.PROTECT, related_name="+", null=True, blank=True)
    zekerheid = models.CharField("hoe zeker", max_length=12, choices=ZEKERHEDEN)
    niveau = models.PositiveSmallIntegerField("hoe hoog", choices=NIVEAUS)
    bron = models.CharField("bron", max_length=10, choices=Bron.choices)
    betrouwbaarheid = models.CharField(
        "betrouwbaarheid van de bron",
        max_length=8,
        choices=[(str(wat), str(wat)) for wat in regels.Betrouwbaarheid],
    )
    wat_te_doen = models.CharField("wat is nodig?", max_length=300, blank=True)
    belregel = models.ForeignKey(
        "bondgenoten.Belregel", models.PROTECT, related_name="signalen", null=True, blank=True
    )
    gemeld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gemeld_op = models.DateTimeField(default=timezone.now)
    loopt_af_op = models.DateField("telt mee t/m")
    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="signalen", null=True, blank=True)
    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="+", null=True, blank=True)
    gesloten_op = models.DateTimeField(null=True, blank=True)
    reden_gesloten = models.CharField("waarom niet meer", max_length=200, blank=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = SignaalQuerySet.as_manager()

    class Meta:
        ordering = ["-gemeld_op", "-pk"]
        indexes = [models.Index(fields=["team", "loopt_af_op"], name="signaal_team_loopt_af")]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("bondgenoten:signaal", args=[self.pk])

    @property
    def is_afgelopen(self):
        return self.gesloten_op is not None or self.loopt_af_op < timezone.localdate()

    @property
    def kort(self):
        """The level in one word."""
        return regels.KORT[regels.Niveau(self.niveau)]


class Bijeenvraag(models.Model):
    """Somebody who does not lead this network asks who does to bring it together about a signal; when and where, if they said so."""

    signaal = models.ForeignKey(Signaal, models.PROTECT, related_name="vragen")
    netwerk = models.ForeignKey(Netwerk, models.PROTECT, related_name="vragen")
    begin = models.DateTimeField("wanneer", null=True, blank=True)
    plaats = models.CharField("waar", max_length=80, blank=True)
    gevraagd_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField(default=timezone.now)

    objects = team_queryset("signaal__team").as_manager()

    class Meta:
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signaal", "netwerk", "gevraagd_door"], name="bijeenvraag_once_per_asker"
            )
        ]

    def __str__(self):
        return f"vraag om {self.netwerk} bijeen te roepen"

    @property
    def team_id(self):
        return self.signaal.team_id


class Signaalstand(models.Model):
    """At which level a signal stood, from which day till and including which: the picture of the past does not change."""

    signaal = models.ForeignKey(Signaal, models.PROTECT, related_name="standen")
    niveau = models.PositiveSmallIntegerField("hoe hoog", choices=NIVEAUS)
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met")
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")

    objects = team_queryset("signaal__team").as_manager()

    class Meta:
        ordering = ["-van", "-pk"]
        constraints = [models.UniqueConstraint(fields=["signaal", "van"], name="signaalstand_one_per_day")]

    def __str__(self):
        return regels.KORT[regels.Niveau(self.niveau)]

    @property
    def team_id(self):
        return self.signaal.team_id

    @property
    def als_feit(self):
        """As the rules read it."""
        signaal = self.signaal
        return regels.Signaal(
            nummer=signaal.pk,
            gebied=signaal.gebied_id,
            gemeenschap=signaal.gemeenschap_id,
            niveau=regels.Niveau(self.niveau),
            zekerheid=regels.Zekerheid(signaal.zekerheid),
            betrouwbaarheid=regels.Betrouwbaarheid(signaal.betrouwbaarheid),
            van=self.van,
            tot=self.tot,
        )
