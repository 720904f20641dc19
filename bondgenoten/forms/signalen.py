"""Forms of signals, of calling, and of knowledge (B5, B6, B9)."""

from datetime import datetime

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Contactpersoon, Gebied
from regels import bellen, signaal
from regels.tijd import AMSTERDAM
from ui.forms import (
    CrispyForm,
    DagField,
    KeuzesField,
    KloktijdField,
    Knoppen,
    Meer,
    Naast,
    keep_current,
    tekstvak,
)
from ui.pages import SleutelMixin

from ..models import Gemeenschap, Kennis, Signaal
from ..models.bellen import STEMMINGEN
from ..models.signaal import NIVEAUS, ZEKERHEDEN


class SignaalForm(SleutelMixin, CrispyForm):
    titel = forms.CharField(
        label="Wat speelt er?", max_length=160, help_text="Over een plek en een groep, nooit over een persoon"
    )
    gebied = forms.ModelChoiceField(
        None, label="Waar?", empty_label="Kies",
        error_messages={
            "required": "Kies waar het speelt. Weet je het niet precies? Kies dan waar het het meest speelt."
        },
    )  # fmt: skip
    plek = forms.CharField(label="Welke plek?", max_length=80, required=False)
    gemeenschap = forms.ModelChoiceField(
        None, label="In welke gemeenschap?", required=False, empty_label="weet ik niet, of iedereen"
    )
    niveau = forms.TypedChoiceField(label="Hoe hoog?", choices=NIVEAUS, coerce=int, widget=forms.RadioSelect)
    zekerheid = forms.ChoiceField(label="Hoe zeker?", choices=ZEKERHEDEN, widget=forms.RadioSelect)
    bron = forms.ChoiceField(
        label="Waar komt het vandaan?", choices=Signaal.Bron.choices, initial="wijkagent"
    )
    betrouwbaarheid = forms.ChoiceField(
        label="Hoe betrouwbaar is de bron?",
        choices=[(str(wat), str(wat)) for wat in signaal.Betrouwbaarheid],
        initial="redelijk",
    )
    tekst = tekstvak("Toelichting", 1000, rows=2)
    wat_te_doen = forms.CharField(label="Wat is nodig?", max_length=300, required=False)
    loopt_af_op = DagField(
        label="Telt mee t/m",
        required=False,
        help_text="Leeg: volgt uit hoe hoog het is. Bevestigen kan altijd.",
    )
    layout = Layout(
        "sleutel",
        "titel",
        Naast("gebied", "plek"),
        "gemeenschap",
        "niveau",
        "zekerheid",
        Naast("bron", "betrouwbaarheid"),
        "wat_te_doen",
        Meer("Toelichting en einddag", "tekst", "loopt_af_op"),
        Knoppen("Signaal melden"),
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["niveau"].onder_elkaar = self.fields["zekerheid"].onder_elkaar = (
            True  # a scale reads downwards
        )
        self.fields["gebied"].queryset = Gebied.objects.op().filter(team=team)
        self.fields["gemeenschap"].queryset = Gemeenschap.objects.filter(team=team, gestopt=False)


class SignaalWijzigForm(SignaalForm):
    """The words of a signal, and where; how high it is changes by confirming it."""

    layout = Layout(
        "titel",
        Naast("gebied", "plek"),
        "gemeenschap",
        "zekerheid",
        Naast("bron", "betrouwbaarheid"),
        "wat_te_doen",
        "tekst",
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("sleutel", "niveau", "loopt_af_op"):
            del self.fields[name]
        keep_current(self, "gebied", "gemeenschap")


class BevestigForm(CrispyForm):
    niveau = forms.TypedChoiceField(
        label="Hoe hoog is het nu?", choices=NIVEAUS, coerce=int, widget=forms.RadioSelect
    )
    knop = "Het speelt nog"


class SluitForm(CrispyForm):
    reden = forms.CharField(label="Waarom speelt dit niet meer?", max_length=200)
    knop = "Sluiten"


class RoepBijeenForm(SleutelMixin, CrispyForm):
    netwerk = forms.ModelChoiceField(None, label="Welk netwerk?", empty_label=None)
    dag = DagField(
        label="Welke dag?", required=False, help_text="Leeg: op de agenda van de volgende bijeenkomst"
    )
    tijd = KloktijdField(label="Hoe laat?", max_length=8, required=False)
    plaats = forms.CharField(label="Waar?", max_length=80, required=False)
    layout = Layout("sleutel", "netwerk", Naast("dag", "tijd"), "plaats", Knoppen("Bijeenroepen"))

    def __init__(self, *args, netwerken, eigen, **kwargs):
        """`eigen`: ids of the networks this user may bring together; of another the trekker is asked."""
        super().__init__(*args, **kwargs)
        self.fields["netwerk"].queryset = netwerken.select_related("trekker")
        self.fields["netwerk"].label_from_instance = lambda row: (
            str(row) if row.pk in eigen else f"{row} (we vragen {row.trekker.naam})"
        )

    def clean(self):
        cleaned = super().clean()
        dag, tijd = cleaned.pop("dag", None), cleaned.pop("tijd", None)
        if (dag is None) != (tijd is None) and not self.errors:
            self.add_error("tijd" if dag else "dag", "Vul dag en tijd allebei in, of laat ze allebei leeg.")
        cleaned["begin"] = datetime.combine(dag, tijd, tzinfo=AMSTERDAM) if dag and tijd else None
        return cleaned


class BelrondeForm(SleutelMixin, CrispyForm):
    aanleiding = forms.CharField(label="Wat is er gebeurd?", max_length=160)
    gebieden = KeuzesField(None, label="Waar?", required=False, widget=forms.CheckboxSelectMultiple)
    gemeenschappen = KeuzesField(
        None, label="Wie raakt het?", required=False, widget=forms.CheckboxSelectMultiple
    )
    iedereen = forms.BooleanField(label="Het raakt iedereen: bel alle mensen van het team", required=False)
    boodschap = tekstvak("Wat vertellen we?", 600, rows=2, help_text="Dit leest wie belt voor")
    vraag = forms.CharField(label="Wat willen we weten?", max_length=300, required=False)
    layout = Layout(
        "sleutel",
        "aanleiding",
        "gebieden",
        "gemeenschappen",
        "iedereen",
        "boodschap",
        "vraag",
        Knoppen("Maak de bellijst"),
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebieden"].of_aanvinken = self.fields["gemeenschappen"].of_aanvinken = (
            True  # or everybody
        )
        self.fields["gebieden"].queryset = Gebied.objects.op().filter(team=team)
        self.fields["gemeenschappen"].queryset = Gemeenschap.objects.filter(team=team, gestopt=False)


class BelrondeWijzigForm(CrispyForm):
    """What who calls reads out; who is called stays."""

    aanleiding = forms.CharField(label="Wat is er gebeurd?", max_length=160)
    boodschap = tekstvak("Wat vertellen we?", 600, rows=2, help_text="Dit leest wie belt voor")
    vraag = forms.CharField(label="Wat willen we weten?", max_length=300, required=False)


class AfloopForm(CrispyForm):
    """What came of a call: one tap, and a few words when there is something to say."""

    stemming = forms.ChoiceField(
        label="Hoe is het in de wijk?", choices=STEMMINGEN, required=False, widget=forms.RadioSelect
    )
    gehoord = forms.CharField(label="Wat hoorde je?", max_length=300, required=False)
    nodig = forms.CharField(label="Wat is nodig?", max_length=200, required=False)
    layout = Layout(
        "stemming",
        "gehoord",
        "nodig",
        Knoppen(
            bellen.AFLOPEN[bellen.Afloop.GESPROKEN],
            *[
                (naam, "afloop", str(wat))
                for wat, naam in bellen.AFLOPEN.items()
                if wat != bellen.Afloop.GESPROKEN
            ],
            naam="afloop",
            waarde=str(bellen.Afloop.GESPROKEN),
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stemming"].onder_elkaar = self.fields["stemming"].of_aanvinken = True

    def clean(self):
        cleaned = super().clean()
        cleaned["afloop"] = self.data.get("afloop", "")  # the button; the service says what is missing
        return cleaned


class VerslagForm(CrispyForm):
    verslag = tekstvak("Wat hoorden jullie, wat is gedaan, en wat is nog nodig?", 3000, rows=6, required=True)
    knop = "Belronde sluiten"


class KennisForm(CrispyForm):
    onderwerp = forms.CharField(
        label="Waar weet je van?", max_length=120,
        help_text="Wat je kunt en kent, in je eigen woorden. Je kunt het altijd weer weghalen.",
    )  # fmt: skip
    knop = "Aanbieden"


class KennisWijzigForm(KennisForm):
    knop = "Bewaren"


class KennisBuitenForm(CrispyForm):
    contactpersoon = forms.ModelChoiceField(None, label="Wie buiten het team?", empty_label="Kies")
    onderwerp = forms.CharField(label="Waarbij kan deze persoon helpen?", max_length=120)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contactpersoon"].queryset = Contactpersoon.objects.filter(
            organisatie__team=team, gestopt_op=None
        ).select_related("organisatie")


class NdvForm(SleutelMixin, CrispyForm):
    vraag = forms.CharField(label="Wat wil je weten of kunnen?", max_length=200)
    toelichting = tekstvak("Waarvoor is het?", 600, rows=2)
    kennis = forms.ModelChoiceField(
        None, label="Wie kan helpen?", required=False, empty_label="weet ik nog niet"
    )
    layout = Layout("sleutel", "vraag", "toelichting", "kennis", Knoppen("Vragen"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Kennis.objects.te_vragen(team).select_related("medewerker", "contactpersoon__organisatie")
        self.fields["kennis"].queryset = rows
        self.fields["kennis"].label_from_instance = lambda row: f"{row.onderwerp}: {row.wie}"


class NdvWijzigForm(CrispyForm):
    vraag = forms.CharField(label="Wat wil je weten of kunnen?", max_length=200)
    toelichting = tekstvak("Waarvoor is het?", 600, rows=2)


class InzetForm(CrispyForm):
    ingezet_op = DagField(label="Wanneer?", initial=timezone.localdate)
    inzet = forms.CharField(label="Wat is er gedaan?", max_length=300)
    opbrengst = forms.CharField(label="Wat bracht het?", max_length=300, required=False)
