"""Eenheid > district > team > gebied > wijk, and what a team has agreed (O1, O3)."""

import uuid

from django.db import models
from django.utils.functional import cached_property

from regels import functies

from .basis import Dagperiode, PeriodeQuerySet, TeamQuerySet, periode_constraint, team_queryset

INWONERS_PER_WIJKAGENT = 5000


class Eenheid(models.Model):
    naam = models.CharField("naam", max_length=80, unique=True)

    def __str__(self):
        return self.naam


class District(models.Model):
    eenheid = models.ForeignKey(Eenheid, models.PROTECT, related_name="districten")
    naam = models.CharField("naam", max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["eenheid", "naam"], name="district_one_per_naam")]

    def __str__(self):
        return self.naam


class Team(models.Model):
    """A basisteam. What it has agreed stands in `Teaminstelling`, dated.

    `feitenversie` is another one after each change in people, places or agreements: see `facts_changed`.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="teams")
    code = models.SlugField("code", unique=True, help_text="Kort, zonder spaties: amersfoort")
    naam = models.CharField("naam", max_length=80)
    formatie = models.DecimalField(
        "formatie (fte)", max_digits=5, decimal_places=1, default=0, help_text="Hoeveel plaatsen er zijn"
    )
    bezetting = models.DecimalField(
        "bezetting (fte)", max_digits=5, decimal_places=1, default=0, help_text="Hoeveel er gevuld zijn"
    )

    feitenversie = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = team_queryset("pk").as_manager()

    def __str__(self):
        return self.naam

    @property
    def team_id(self):
        return self.pk

    @cached_property
    def dienst(self):
        """The open OpCo-dienst with its people, or None; read once for a page that is drawn."""
        return self.diensten.filter(tot=None).select_related("medewerker", "volgende").first()


class Teaminstelling(models.Model):
    """What a team has agreed from a day on: its words, who is MT, chain and terms (O3).

    The newest row whose `vanaf` has come holds, whole; older rows stay, so that the past can be explained. What other
    apps agree about stands in `afspraken`, per group (`organisatie.afspraken`). `gevraagd` names the groups somebody
    chose on this day; the others were taken along.
    """

    class Wijkagenten(models.TextChoices):
        COACHEND = "coachend", "coachend"
        STUREND = "sturend", "sturend"

    class WieZietTijd(models.TextChoices):
        ZELF = "zelf", "alleen de collega zelf"
        TEAMCHEF = "teamchef", "de collega en de teamchef"
        MT = "mt", "de collega en het MT"

    team = models.ForeignKey(Team, models.CASCADE, related_name="instellingen")
    vanaf = models.DateField("geldt vanaf")
    woord_gebied = models.CharField("een gebied heet", max_length=40, default="gebied")
    woord_gebieden = models.CharField("meer gebieden heten", max_length=40, default="gebieden")
    lidwoord_gebied = models.CharField(
        "lidwoord", max_length=3, default="het", choices=[("de", "de"), ("het", "het")]
    )
    woord_woe = models.CharField("een WOE heet", max_length=20, default="WOE")
    woord_woes = models.CharField("meer WOE's heten", max_length=20, default="WOE's")
    woe_in_mt = models.BooleanField("WOE's horen bij het MT", default=False)
    woe_naar_wijkagent = models.CharField(
        "rol naar wijkagenten", max_length=10, choices=Wijkagenten.choices, default=Wijkagenten.COACHEND
    )
    woe_zonder_gebied = models.BooleanField("onze WOE's hebben geen gebied", default=False)
    andere_woe_voor_oe = models.BooleanField("een andere WOE gaat voor de OE", default=False)
    escalatieketen = models.JSONField(
        "escalatieketen", default=list, help_text="Functies, in volgorde. De eerste die er is wordt gevraagd."
    )
    uren_rustig = models.PositiveSmallIntegerField("termijn bij rustig (werkuren)", default=8)
    uren_alert = models.PositiveSmallIntegerField("termijn bij alert (werkuren)", default=4)
    uren_kritiek = models.PositiveSmallIntegerField("termijn bij kritiek (klokuren)", default=1)
    werkdag_van = models.PositiveSmallIntegerField("werkdag begint om", default=8)
    werkdag_tot = models.PositiveSmallIntegerField("werkdag eindigt om", default=18)
    dienst_uren = models.PositiveSmallIntegerField("een OpCo-dienst duurt (uren)", default=9)
    wie_ziet_tijd = models.CharField(
        "wie ziet de uren van één collega?",
        max_length=8,
        choices=WieZietTijd.choices,
        default=WieZietTijd.ZELF,
    )
    piket = models.CharField(
        "piket", max_length=120, blank=True, help_text="Naam en nummer die bij een gat in beeld staan"
    )

    afspraken = models.JSONField("afspraken per groep", default=dict)
    gevraagd = models.JSONField("welke groepen zijn toen gekozen", default=list)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "vanaf"], name="teaminstelling_one_per_day"),
            models.CheckConstraint(
                condition=models.Q(werkdag_tot__gt=models.F("werkdag_van")), name="teaminstelling_werkdag"
            ),
        ]
        ordering = ["-vanaf"]

    def __str__(self):
        return f"{self.team} vanaf {self.vanaf}"

    @property
    def mt_functies(self):
        """Who belongs to the MT, for rights (domein.md paragraph 1)."""
        return functies.mt_van(woe_in_mt=self.woe_in_mt)

    @property
    def ziet_alles(self):
        """Whose functie makes every casus of the team exist for them: the MT, but not the OSE of the district (C15)."""
        return self.mt_functies & functies.met("ziet_alle_casussen")


class Feestdag(models.Model):
    """A day on which nobody is expected to answer; filled from a well-kept list, the team may change it."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="feestdagen")
    dag = models.DateField("dag")
    naam = models.CharField("naam", max_length=80)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "dag"], name="feestdag_one_per_day")]
        ordering = ["dag"]

    def __str__(self):
        return self.naam


class Gebied(Dagperiode):
    """A part of the team's work area; the team's own word for it is a setting."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="gebieden")
    naam = models.CharField("naam", max_length=80)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    gemeente = models.ForeignKey(
        "organisatie.Organisatie", models.PROTECT, related_name="gebieden", null=True, blank=True
    )
    opvolger = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "naam"], name="gebied_one_per_naam"),
            periode_constraint("gebied_periode"),
        ]
        ordering = ["volgorde", "naam"]

    def __str__(self):
        return self.naam


class Wijk(models.Model):
    """A neighbourhood of a gebied, with its inhabitants (CBS)."""

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="wijken")
    code = models.CharField("CBS-code", max_length=12)
    naam = models.CharField("naam", max_length=80)
    inwoners = models.PositiveIntegerField("inwoners", default=0)

    objects = team_queryset("gebied__team").as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gebied", "code"], name="wijk_one_per_code")]
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    @property
    def team_id(self):
        return self.gebied.team_id


def wijkagenten_norm(inwoners):
    """How many wijkagenten the norm of 1 per 5,000 inhabitants asks for, to one decimal (O1)."""
    return round(inwoners / INWONERS_PER_WIJKAGENT, 1)
