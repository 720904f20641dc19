"""With whom: partners on a casus, who asked whom, the investigative part, and the debriefing (C9, C20, C21)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organisatie.models import Contactpersoon, Gebied, Medewerker, Organisatie, Team

from ..zicht import ViaCasusQuerySet
from .casus import Casus


class Casuspartner(models.Model):
    """A partner on a casus, the person there, and which colleague has the contact."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="partners")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="casuspartners")
    contactpersoon = models.ForeignKey(
        Contactpersoon, models.PROTECT, related_name="casuspartners", null=True, blank=True
    )
    collega = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True, blank=True)
    rol = models.CharField("wat doet deze partner?", max_length=90, blank=True)
    verteld_op = models.DateTimeField("weet wie de regie heeft sinds", null=True)
    gestopt_op = models.DateTimeField(null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "organisatie"], condition=Q(gestopt_op=None), name="casuspartner_once"
            )
        ]
        ordering = ["organisatie__naam"]

    def __str__(self):
        return f"{self.organisatie}"

    @property
    def team_id(self):
        return self.casus.team_id


class Shopvraag(models.Model):
    """A partner asked somebody else than the regisseur; that person referred (the shop-log, C9)."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="shopvragen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    gevraagd_aan = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    verwezen_naar = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    moment = models.DateTimeField(default=timezone.now)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        ordering = ["-moment", "-pk"]

    def __str__(self):
        return f"{self.organisatie} vroeg {self.gevraagd_aan}"


class Partnervraag(models.Model):
    """A partner asked a colleague something, and to whom that colleague referred: what the page said.

    Which casus it touches is worked out by the tick, out of sight (C9).
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+", null=True)
    nummer = models.PositiveIntegerField("nummer dat de partner noemde", null=True)
    gevraagd_aan = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    verwezen_naar = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)
    moment = models.DateTimeField(default=timezone.now)
    verwerkt_op = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["moment"], condition=Q(verwerkt_op=None), name="partnervraag_te_doen")
        ]

    def __str__(self):
        return f"partnervraag {self.pk}"


class Opsporing(models.Model):
    """The investigative part of a casus: at BTR or DR, with a name or openly without one (C20).

    A colleague accepts with a click. Of somebody outside the team the name is written down, with who heard it.
    """

    class Bij(models.TextChoices):
        BTR = "btr", "basisteamrecherche (BTR)"
        DR = "dr", "districtsrecherche (DR)"

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="opsporingen")
    bij = models.CharField("bij", max_length=3, choices=Bij.choices)
    gevraagd = models.ForeignKey(Medewerker, models.PROTECT, related_name="opsporingen", null=True)
    naam = models.CharField("wie, buiten het team", max_length=90, blank=True)
    wat = models.CharField("wat moet opsporing doen?", max_length=200, blank=True)
    sinds = models.DateTimeField()
    uiterlijk = models.DateTimeField()
    aanvaard_op = models.DateTimeField(null=True)
    gestopt_op = models.DateTimeField(null=True)
    reden_gestopt = models.CharField(max_length=200, blank=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(gestopt_op=None), name="opsporing_one_open_per_casus"
            ),
            models.CheckConstraint(
                condition=Q(aanvaard_op=None) | ~Q(gevraagd=None) | ~Q(naam=""),
                name="opsporing_accepted_has_name",
            ),
        ]
        ordering = ["sinds", "pk"]

    def __str__(self):
        return f"opsporing {self.pk}"

    @property
    def team_id(self):
        return self.casus.team_id

    @property
    def wie(self):
        return self.gevraagd.naam if self.gevraagd is not None else self.naam

    @property
    def te_laat(self):
        return self.aanvaard_op is None and self.uiterlijk <= timezone.now()


class Debriefing(models.Model):
    """Right after the acute phase, short, by those who were there; feeds the timeline and what is learned (C21)."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="debriefings")
    moment = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")
    aanwezig = models.CharField("wie waren erbij?", max_length=300)
    feiten = models.TextField("wat gebeurde er?", max_length=1000)
    goed = models.TextField("wat ging goed?", max_length=1000, blank=True)
    beter = models.TextField("wat kan beter?", max_length=1000, blank=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        ordering = ["moment", "pk"]

    def __str__(self):
        return f"debriefing {self.pk}"


class Regietaak(models.Model):
    """One of the nine tasks of regievoeren, done on this casus on a day by somebody (C7)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="regietaken")
    nummer = models.PositiveSmallIntegerField()
    gedaan_op = models.DateTimeField()
    gedaan_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+")

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["casus", "nummer"], name="regietaak_once")]
        ordering = ["nummer"]

    def __str__(self):
        return f"taak {self.nummer}"


class Terugoverdracht(models.Model):
    """The regisseur is back: what the waarnemer did in `[van, tot)`, with a word from them (C18)."""

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="terugoverdrachten")
    regisseur = models.ForeignKey(Medewerker, models.PROTECT, related_name="terugoverdrachten")
    van = models.DateTimeField()
    tot = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["casus", "regisseur", "tot"], name="terugoverdracht_once")
        ]
        ordering = ["tot", "pk"]

    def __str__(self):
        return f"terugoverdracht {self.pk}"

    @property
    def team_id(self):
        return self.casus.team_id


class Noodtoegang(models.Model):
    """Break-glass: somebody opened a casus that did not exist for them, with a reason, for a day (C15).

    The regisseur is told at once; the teamchef reviews it. Turned down, it ends there and then.
    """

    class Oordeel(models.TextChoices):
        TERECHT = "terecht", "terecht"
        ONTERECHT = "onterecht", "niet terecht"

    casus = models.ForeignKey(Casus, models.PROTECT, related_name="noodtoegangen")
    medewerker = models.ForeignKey(Medewerker, models.PROTECT, related_name="noodtoegangen")
    reden = models.CharField("waarom nu?", max_length=300)
    van = models.DateTimeField()
    tot = models.DateTimeField()
    oordeel = models.CharField("oordeel", max_length=10, choices=Oordeel.choices, blank=True)
    beoordeeld_op = models.DateTimeField(null=True)
    beoordeeld_door = models.ForeignKey(Medewerker, models.PROTECT, related_name="+", null=True)

    objects = ViaCasusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(oordeel="", beoordeeld_op=None)
                | (~Q(oordeel="") & Q(beoordeeld_op__isnull=False)),
                name="noodtoegang_judged_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(beoordeeld_door=None) | ~Q(beoordeeld_door=F("medewerker")),
                name="noodtoegang_not_judged_by_oneself",
            ),
        ]
        indexes = [models.Index(fields=["medewerker", "tot"], name="noodtoegang_wie_tot")]
        ordering = ["-van", "-pk"]

    def __str__(self):
        return f"noodtoegang {self.pk}"

    @property
    def team_id(self):
        return self.casus.team_id
