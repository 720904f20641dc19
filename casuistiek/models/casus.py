"""A casus: coordination of something complex, never a copy of police data."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisatie.models import Gebied, Medewerker, Team, Wijk
from portefeuilles.models import Portefeuille
from regels.begrippen import Ernst, Fase, Grond

from ..verhaal import KOPPEN, verhaal
from ..zicht import CasusQuerySet, ViaCasusQuerySet

FASES = [
    (Fase.ACUUT.value, "acute fase"),
    (Fase.HEROPEND.value, "heropend"),
    (Fase.REGIE.value, "regie"),
    (Fase.OPGESCHAALD.value, "opgeschaald"),
    (Fase.AFGESLOTEN.value, "afgesloten"),
]
ERNSTEN = [
    (Ernst.RUSTIG.value, "Rustig"),
    (Ernst.ALERT.value, "Alert"),
    (Ernst.KRITIEK.value, "Kritiek"),
]
GRONDEN = [
    (Grond.GEBIED.value, "gebied"),
    (Grond.PORTEFEUILLE.value, "portefeuille"),
    (Grond.ESCALATIE.value, "escalatieketen"),
]


class Casus(models.Model):
    """Something complex the team coordinates, with exactly one regisseur in `regie` and `opgeschaald`.

    Who is aan zet is computed from facts when read (`queries.aan_zet_of`). `vastgelegd_aan_zet` is what the
    record said last: it decides on lists and gives the tick something to compare with; it is not the answer.
    `kijk_op`: when the tick looks at it again, as long as nothing changes; empty after each change: at the next tick.
    Of gebieden and portefeuilles the first (volgorde 0) is the hoofdgebied and hoofdportefeuille.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="casussen")
    nummer = models.PositiveIntegerField("nummer")
    titel = models.CharField("titel", max_length=120, help_text="Kort, zonder namen van mensen")
    fase = models.CharField("fase", max_length=12, choices=FASES)
    ernst = models.CharField("ernst", max_length=8, choices=ERNSTEN, default=Ernst.RUSTIG.value)
    grond = models.CharField("grond", max_length=12, choices=GRONDEN)
    waar_thuis = models.BooleanField("overleg bepaalt waar de casus thuishoort", default=False)
    vertrouwelijk = models.BooleanField("vertrouwelijk", default=False)
    bronnummer = models.CharField(
        "waar staat het vastgelegd?", max_length=60, blank=True, help_text="Nummer in het bronsysteem (BVH)"
    )
    wat_gebeurd = models.TextField("wat is er gebeurd?", max_length=2000)
    wat_gedaan = models.TextField("wat is er gedaan?", max_length=2000, blank=True)
    situatie = models.TextField("hoe is het nu, en wat zijn de risico's?", max_length=2000, blank=True)
    wie_weet = models.TextField(
        "wie weet ervan of doet mee?",
        max_length=1000,
        blank=True,
        help_text="Partners en collega's, geen burgers",
    )
    waarom_regie = models.CharField("waarom is regie nodig?", max_length=300, blank=True)
    niets_nodig = models.BooleanField("niets nodig voor de volgende dienst", default=False)
    soort = models.CharField(
        "soort casus", max_length=60, blank=True, help_text="Bijvoorbeeld: woonoverlast, gevaarlijke stoffen"
    )
    wijk = models.ForeignKey(Wijk, models.SET_NULL, related_name="+", null=True, blank=True)
    oorsprong = models.CharField(
        max_length=10,
        choices=[("opco", "OpCo"), ("aangemeld", "aangemeld bij de OpCo"), ("zelf", "zonder acute fase")],
    )
    geopend_op = models.DateTimeField(default=timezone.now)
    geopend_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afsluitreden = models.CharField("waarom afgesloten", max_length=300, blank=True)
    zonder_regie = models.BooleanField("afgesloten als 'geen regie nodig'", default=False)
    vastgelegd_aan_zet = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    vastgelegd_sinds = models.DateTimeField(null=True)
    kijk_op = models.DateTimeField(null=True, editable=False)
    versie = models.PositiveIntegerField(default=1)
    sleutel = models.UUIDField(unique=True, null=True, editable=False)

    objects = CasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "nummer"], name="casus_one_per_nummer"),
            models.CheckConstraint(
                condition=Q(fase=Fase.AFGESLOTEN.value, afgesloten_op__isnull=False)
                | (~Q(fase=Fase.AFGESLOTEN.value) & Q(afgesloten_op=None)),
                name="casus_afgesloten_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(fase=Fase.AFGESLOTEN.value) | ~Q(afsluitreden=""),
                name="casus_afgesloten_has_reden",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "fase", "-geopend_op"], name="casus_team_fase"),
            models.Index(fields=["team", "-geopend_op"], name="casus_team_geopend"),
            models.Index(fields=["vastgelegd_aan_zet"], name="casus_aan_zet"),
            models.Index(fields=["kijk_op"], condition=Q(afgesloten_op=None), name="casus_kijk_op"),
        ]
        ordering = ["-geopend_op", "-pk"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("casuistiek:casus", args=[self.pk])

    @property
    def verhaal(self):
        """(heading, text) of what was written when it began, in the order of reading."""
        return verhaal({naam: getattr(self, naam) for naam in KOPPEN})

    @property
    def referentie(self):
        return f"C-{self.nummer}"

    @property
    def is_open(self):
        return self.fase != Fase.AFGESLOTEN

    @property
    def heeft_regie(self):
        return self.fase in (Fase.REGIE, Fase.OPGESCHAALD)


class CasusGebied(models.Model):
    casus = models.ForeignKey(Casus, models.CASCADE, related_name="casusgebieden")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="casusgebieden")
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["casus", "gebied"], name="casusgebied_once"),
            models.UniqueConstraint(fields=["casus", "volgorde"], name="casusgebied_one_per_volgorde"),
        ]
        ordering = ["volgorde"]

    def __str__(self):
        return str(self.gebied)


class CasusPortefeuille(models.Model):
    casus = models.ForeignKey(Casus, models.CASCADE, related_name="casusportefeuilles")
    portefeuille = models.ForeignKey(Portefeuille, models.PROTECT, related_name="casusportefeuilles")
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["casus", "portefeuille"], name="casusportefeuille_once"),
            models.UniqueConstraint(fields=["casus", "volgorde"], name="casusportefeuille_one_per_volgorde"),
        ]
        ordering = ["volgorde"]

    def __str__(self):
        return str(self.portefeuille)


class Betrokkene(models.Model):
    """A colleague for whom this casus exists, and as what (C15)."""

    class Als(models.TextChoices):
        OPCO = "opco", "droeg over als OpCo"
        MELDER = "melder", "meldde de casus aan"
        INGELICHT = "ingelicht", "is ingelicht"
        UITVOERDER = "uitvoerder", "voert uit"
        OPSPORING = "opsporing", "doet de opsporing"
        BETROKKEN = "betrokken", "is betrokken"

    GENOEMD = {Als.UITVOERDER}  # named by a colleague; the others may follow from what they did

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="betrokkenen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="betrokken_bij")
    als = models.CharField("als", max_length=10, choices=Als.choices)
    taak = models.CharField("welk deel?", max_length=200, blank=True)
    sinds = models.DateTimeField(default=timezone.now)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["casus", "medewerker"], name="betrokkene_once")]

    def __str__(self):
        return f"{self.medewerker} {self.get_als_display()}"

    @property
    def team_id(self):
        return self.casus.team_id


class Tik(models.Model):
    """Up to which moment the casussen of a team have been brought up to date: what came after is still to be told.

    `versie`: the feitenversie of the team at that look; `tot`: when a fact of the team begins or ends. Until then, and with the
    same facts, only a casus whose `kijk_op` has come asks for a look.
    """

    team = models.OneToOneField(Team, models.CASCADE, related_name="+")
    moment = models.DateTimeField()
    versie = models.UUIDField(null=True)
    tot = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.team_id} {self.moment}"


class AlsDan(models.Model):
    """What must happen before the next shift: if this, then that, by whom, by when (C1)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="als_dan")
    als = models.CharField("als", max_length=200)
    dan = models.CharField("dan", max_length=200)
    wie = models.CharField("voor wie", max_length=80, blank=True)
    uiterlijk = models.DateTimeField("voor", null=True, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    afgedaan_op = models.DateTimeField(null=True, blank=True)
    afgedaan_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        ordering = ["uiterlijk", "pk"]

    def __str__(self):
        return f"Als {self.als}, dan {self.dan}"

    @property
    def team_id(self):
        return self.casus.team_id


class Gebeurtenis(models.Model):
    """What happened in a casus, as it was then: append-only, with frozen text (C8).

    `moment` is when it happened, `vastgelegd_op` when it was written: later means "later ingevoerd". An
    `aan_zet` gebeurtenis says who was aan zet from then on; the past is read from those.
    """

    class Soort(models.TextChoices):
        AAN_ZET = "aan_zet", "Aan zet"
        REGIE = "regie", "Regie"
        OVERDRACHT = "overdracht", "Overdracht"
        WAARNEMING = "waarneming", "Waarneming"
        FASE = "fase", "Fase"
        INHOUD = "inhoud", "Inhoud"
        OVERLEG = "overleg", "Overleg"
        ACTIE = "actie", "Actie"
        PARTNER = "partner", "Partners"
        OPSPORING = "opsporing", "Opsporing"
        TOEGANG = "toegang", "Toegang"

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="gebeurtenissen")
    soort = models.CharField(max_length=12, choices=Soort.choices)
    moment = models.DateTimeField()
    vastgelegd_op = models.DateTimeField(default=timezone.now)
    tekst = models.CharField(max_length=2000)
    door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    aan_zet = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    met_de_hand = models.BooleanField(default=False)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["casus", "soort", "-moment"], name="gebeurtenis_casus_soort"),
            models.Index(fields=["casus", "-moment", "-id"], name="gebeurtenis_casus_moment"),
            models.Index(
                fields=["aan_zet", "-moment"], condition=~Q(aan_zet=None), name="gebeurtenis_aan_zet"
            ),
        ]
        ordering = ["moment", "pk"]

    def __str__(self):
        return self.tekst

    @property
    def later_ingevoerd(self):
        return (self.vastgelegd_op - self.moment).total_seconds() > 120
