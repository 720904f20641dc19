"""Points of an agenda, what came of them, and what is asked of another meeting (V2-V5, V9, V12, V13)."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Medewerker, Team
from organisatie.models.basis import TeamQuerySet, team_queryset
from regels.agenda import Soort, Uitkomst

from .reeks import Overleg, Overlegreeks

SOORTEN = [
    (Soort.TREND.value, "Trend of ontwikkeling"),
    (Soort.SIGNAAL.value, "Signaal"),
    (Soort.CASUS.value, "Complexe casus"),
    (Soort.ROOD.value, "Vraagt nu aandacht"),
    (Soort.VRAAG.value, "Vraag aan het BMO"),
    (Soort.PRESENTATIE.value, "Presentatie"),
    (Soort.DOORGESCHOVEN.value, "Doorgeschoven"),
    (Soort.PORTEFEUILLE.value, "Portefeuille"),
    (Soort.TERUGKIJKEN.value, "Terugkijken"),
    (Soort.ACTIEPUNT.value, "Actiepunt"),
    (Soort.VAST.value, "Vast punt"),
    (Soort.OVERIG.value, "Ingebracht"),
]


class Onderwerp(models.Model):
    """What a row is about: an object of any app, with its title as it was then."""

    onderwerp_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True)
    onderwerp_id = models.PositiveBigIntegerField(null=True, blank=True)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    titel = models.CharField("titel", max_length=160)

    class Meta:
        abstract = True


class Agendapunt(Onderwerp):
    """A point of a meeting: who brings it in, what for, how long, and how it ended (V3, V4).

    It ends in a besluit, an actiepunt, postponed, or "geen vervolg" with a reason; nothing else. A postponed
    point points to its successor, so that its count and its way can be followed. Without an overleg it waits in
    the voorraad of its series.
    """

    class Doel(models.TextChoices):
        BEELD = "beeldvorming", "beeldvorming"
        OORDEEL = "oordeelsvorming", "oordeelsvorming"
        BESLUIT = "besluitvorming", "besluitvorming"

    class Niveau(models.TextChoices):
        STRATEGISCH = "strategisch", "strategisch"
        TACTISCH = "tactisch", "tactisch"
        OPERATIONEEL = "operationeel", "operationeel"

    class Uitkomsten(models.TextChoices):
        BESLUIT = Uitkomst.BESLUIT.value, "Besluit"
        ACTIEPUNT = Uitkomst.ACTIEPUNT.value, "Actiepunt"
        DOORGESCHOVEN = Uitkomst.DOORGESCHOVEN.value, "Doorgeschoven"
        GEEN_VERVOLG = Uitkomst.GEEN_VERVOLG.value, "Geen vervolg"

    reeks = models.ForeignKey(Overlegreeks, models.PROTECT, related_name="punten")
    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="punten", null=True, blank=True)
    soort = models.CharField("soort", max_length=14, choices=SOORTEN, default=Soort.OVERIG.value)
    bron = models.CharField(max_length=120, blank=True, help_text="Waaruit het punt vanzelf kwam.")
    reden = models.CharField("waarom op de agenda", max_length=200, blank=True)
    criteria = models.JSONField(default=list, blank=True)
    inbrenger = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    ingebracht_op = models.DateTimeField(default=timezone.now)
    doel = models.CharField("doel", max_length=16, choices=Doel.choices, default=Doel.BEELD)
    gewenst = models.CharField("gewenste uitkomst", max_length=200, blank=True)
    niveau = models.CharField("niveau", max_length=14, choices=Niveau.choices, default=Niveau.TACTISCH)
    minuten = models.PositiveSmallIntegerField("minuten", default=10)
    plaats = models.PositiveSmallIntegerField(null=True, blank=True)
    reden_plaats = models.CharField(max_length=200, blank=True)
    doorgeschoven = models.PositiveSmallIntegerField(default=0)
    komt_terug = models.BooleanField("komt vanzelf op het volgende overleg", default=False)
    vorige = models.OneToOneField("self", models.PROTECT, related_name="volgende", null=True, blank=True)
    gestart_op = models.DateTimeField(null=True)
    seconden = models.PositiveIntegerField("gebruikte seconden", default=0)
    uitkomst = models.CharField(max_length=14, choices=Uitkomsten.choices, blank=True)
    uitkomst_tekst = models.TextField("uitkomst", max_length=1000, blank=True)
    afgerond_op = models.DateTimeField(null=True)
    afgerond_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)
    afrond_sleutel = models.UUIDField(null=True, editable=False)

    objects = team_queryset("reeks__team").as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "bron"], condition=~Q(bron=""), name="agendapunt_one_per_bron"
            ),
        ]
        indexes = [
            models.Index(fields=["onderwerp_type", "onderwerp_id"], name="agendapunt_onderwerp"),
        ]

    def __str__(self):
        return self.titel

    @property
    def team_id(self):
        return self.reeks.team_id

    @property
    def kwam_vanzelf(self):
        """Nobody brought it in, or it is a question that waits for an answer: it wants an outcome (V5)."""
        return bool(self.bron) and (self.inbrenger_id is None or self.soort == Soort.VRAAG)

    @property
    def gebruikte_minuten(self):
        return round(self.seconden / 60)


class Aantekening(models.Model):
    """What one person notes at a point. Everybody writes in a row of their own: nobody overwrites another (V4).

    `uitkomst` is the outcome they were filling in: kept with the notes, and theirs alone until the point ends.
    """

    punt = models.ForeignKey(Agendapunt, models.CASCADE, related_name="aantekeningen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    tekst = models.TextField("aantekeningen", max_length=4000)
    uitkomst = models.JSONField("uitkomst die klaarstaat", default=dict, blank=True)
    versie = models.PositiveIntegerField(default=1)
    bijgewerkt_op = models.DateTimeField(default=timezone.now)

    objects = team_queryset("punt__reeks__team").as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["punt", "medewerker"], name="aantekening_one_per_medewerker")
        ]
        ordering = ["pk"]

    def __str__(self):
        return f"aantekening bij {self.punt_id}"

    @property
    def team_id(self):
        return self.punt.team_id


class Correctie(models.Model):
    """An outcome that was put right after closing: what stood there first stays visible (V7)."""

    punt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="correcties")
    oude_tekst = models.TextField(max_length=1000)
    nieuwe_tekst = models.TextField(max_length=1000)
    reden = models.CharField("waarom", max_length=200)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["op", "pk"]

    def __str__(self):
        return f"correctie van {self.op:%d-%m-%Y}"


class Besluit(Onderwerp):
    """What a meeting decided, and later whether it worked (V13)."""

    class Werkte(models.TextChoices):
        JA = "ja", "ja"
        DEELS = "deels", "deels"
        NEE = "nee", "nee"

    team = models.ForeignKey(Team, models.PROTECT, related_name="besluiten")
    agendapunt = models.OneToOneField(Agendapunt, models.PROTECT, related_name="besluit")
    tekst = models.TextField("besluit", max_length=1000)
    genomen_op = models.DateTimeField()
    terugkijken_op = models.DateField("wanneer kijken we terug?", null=True, blank=True)
    werkte = models.CharField("werkte het?", max_length=5, choices=Werkte.choices, blank=True)
    werkte_tekst = models.CharField("waaraan zie je dat?", max_length=300, blank=True)
    teruggekeken_op = models.DateTimeField(null=True)
    teruggekeken_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["team", "-genomen_op"], name="besluit_team_genomen"),
            models.Index(fields=["onderwerp_type", "onderwerp_id"], name="besluit_onderwerp"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(werkte="") | Q(teruggekeken_op__isnull=False), name="besluit_werkte_met_dag"
            )
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("overleggen:besluit", args=[self.pk])


class Vraag(Onderwerp):
    """A question to the BMO with options and what each costs; the answer comes back by itself (V12).

    It goes to the BMO as a point (`punt`). The answer is that point's outcome. It is heard back (`teruggemeld`)
    when the point about the answer on the agenda of the asking series ended.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="vragen")
    vraag = models.CharField("vraag", max_length=300)
    opties = models.JSONField("opties", default=list)  # [{"tekst": ..., "kost": ...}]
    gesteld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    gesteld_op = models.DateTimeField(default=timezone.now)
    uit = models.ForeignKey(Overlegreeks, models.PROTECT, related_name="+", null=True)
    uit_punt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="vragen", null=True)
    gekozen = models.PositiveSmallIntegerField("gekozen optie", null=True)
    antwoord = models.TextField("antwoord", max_length=1000, blank=True)
    beantwoord_op = models.DateTimeField(null=True)
    teruggemeld_op = models.DateTimeField(null=True)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-gesteld_op"]

    def __str__(self):
        return self.vraag

    def get_absolute_url(self):
        return reverse("overleggen:vraag", args=[self.pk])

    @property
    def gekozen_optie(self):
        return self.opties[self.gekozen]["tekst"] if self.gekozen is not None else ""


class Presentatie(models.Model):
    """Somebody's turn to present at a meeting: the problem in 5W and a question to those there (V9).

    `in_plaats_van` is who had the turn first and could not come; they come first at the next.
    """

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="presentaties")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="presentaties")
    in_plaats_van = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    wat = models.CharField("wat is het probleem?", max_length=300, blank=True)
    wie = models.CharField("wie zijn erbij betrokken?", max_length=300, blank=True)
    waar = models.CharField("waar speelt het?", max_length=300, blank=True)
    wanneer = models.CharField("wanneer speelt het?", max_length=300, blank=True)
    waarom = models.CharField("waarom speelt het?", max_length=300, blank=True)
    vraag = models.CharField("wat vraag je aan het overleg?", max_length=200, blank=True)
    versie = models.PositiveIntegerField(default=1)
    gehouden_op = models.DateTimeField(null=True)

    objects = team_queryset("overleg__team").as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["overleg", "medewerker"], name="presentatie_once_per_overleg"),
            models.CheckConstraint(
                condition=Q(in_plaats_van=None) | ~Q(in_plaats_van=F("medewerker")),
                name="presentatie_for_another",
            ),
        ]
        ordering = ["overleg__begin", "pk"]

    def __str__(self):
        return f"Presentatie: {self.medewerker.naam}"

    def get_absolute_url(self):
        return reverse("overleggen:presentatie", args=[self.pk])

    @property
    def team_id(self):
        return self.overleg.team_id

    @property
    def is_klaar(self):
        """Whether it has what it needs: the problem, and a question to the meeting."""
        return bool(self.wat and self.vraag)
