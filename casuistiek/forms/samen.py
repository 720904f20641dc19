"""Forms around a casus: partners, opsporing, decisions, disclosure, access and learning."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from casuistiek.models import Noodtoegang, Opsporing, Verstrekking
from casuistiek.rapport import BEGIN, VELDEN
from casuistiek.services.basis import case_number
from organisatie.models import Gebied, Medewerker, Organisatie
from regels.tijd import lokaal
from ui.forms import CrispyForm, DagField, KloktijdField, Knoppen, Naast

from .casus import CollegaForm, contactpersonen_of, tekst_field


def partners_of(team):
    """The partners of the team to choose from."""
    return Organisatie.objects.filter(team=team, opgegaan_in=None)


class PartnerKeuze(CrispyForm):
    organisatie = forms.ModelChoiceField(None, label="Welke partner?", empty_label="Kies een partner")

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = partners_of(team)


class PartnerForm(PartnerKeuze):
    contactpersoon = forms.ModelChoiceField(
        None, label="Wie daar?", required=False, empty_label="Nog niet bekend"
    )
    collega = forms.ModelChoiceField(
        None, label="Wie van ons heeft het contact?", required=False, empty_label="De regisseur"
    )
    rol = forms.CharField(label="Wat doet deze partner?", max_length=90, required=False)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, team=team, **kwargs)
        self.fields["contactpersoon"].queryset = contactpersonen_of(team)
        self.fields["collega"].queryset = Medewerker.objects.geplaatst(team)


class PartnervraagForm(PartnerKeuze):
    """A partner asks somebody about a casus that may not exist for them."""

    nummer = forms.CharField(
        label="Welk nummer noemt de partner?",
        max_length=20,
        required=False,
        help_text="Bijvoorbeeld C-12. Vraag ernaar: dan hoort de juiste collega dat de partner belde.",
    )
    gebied = forms.ModelChoiceField(
        None, label="In welk gebied speelt het?", required=False, empty_label="Weet ik niet"
    )
    knop = "Naar wie verwijs ik?"

    def clean_nummer(self):
        nummer = self.cleaned_data["nummer"].strip()
        if nummer and case_number(nummer) is None:
            raise forms.ValidationError("Schrijf het nummer zoals de partner het zegt, bijvoorbeeld C-12.")
        return nummer

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, team=team, **kwargs)
        self.fields["gebied"].queryset = Gebied.objects.op().filter(team=team)


class ShopForm(PartnerKeuze):
    knop = "Vastleggen dat ik ben gevraagd"


class OpsporingForm(CrispyForm):
    bij = forms.ChoiceField(label="Bij wie?", choices=Opsporing.Bij.choices, widget=forms.RadioSelect)
    gevraagd = forms.ModelChoiceField(
        None, label="Welke collega?", required=False, empty_label="Nog geen naam"
    )
    naam = forms.CharField(
        label="Of iemand buiten het team",
        max_length=90,
        required=False,
        help_text="Alleen als je die zelf hebt gesproken en het ja is",
    )
    wat = forms.CharField(label="Wat moet opsporing doen?", max_length=200, required=False)
    knop = "Vragen"

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gevraagd"].queryset = Medewerker.objects.geplaatst(team)


class DebriefForm(CrispyForm):
    aanwezig = forms.CharField(label="Wie waren erbij?", max_length=300, help_text="Collega's en functies")
    feiten = tekst_field("Wat gebeurde er?", required=True, max_length=1000)
    goed = tekst_field("Wat ging goed?", max_length=1000, rows=2)
    beter = tekst_field("Wat kan beter?", max_length=1000, rows=2)


class ScenarioForm(CrispyForm):
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    naam = forms.CharField(
        label="Welk scenario?", max_length=90, help_text="Bijvoorbeeld: het wordt druk op het plein"
    )
    uitgangspunten = tekst_field("Beleidsuitgangspunten", max_length=1000)
    handelingskader = tekst_field("Handelingskader: wat doen we dan?", required=True)
    inzet = forms.CharField(label="Welke inzet is nodig?", max_length=200, required=False)
    besloten_door = forms.CharField(label="Wie besloot over de inzet?", max_length=90, required=False)
    besloten_op = DagField(label="Wanneer?", required=False)
    layout = Layout(
        "versie",
        "naam",
        "uitgangspunten",
        "handelingskader",
        "inzet",
        Naast("besloten_door", "besloten_op"),
        Knoppen("Bewaren"),
    )


class VrijForm(CollegaForm):
    waarvan = forms.CharField(label="Waarvan wordt deze collega vrijgemaakt?", max_length=200)
    knop = "Vrijmaken"


class ArbitrageForm(CrispyForm):
    vraag = forms.CharField(
        label="Waarover moet de teamchef beslissen?", max_length=200, initial="Van wie is deze casus?"
    )
    tekst = tekst_field("Hoe zie jij het?", required=True, max_length=1000)
    bron = forms.CharField(
        label="Waar staat dat?", max_length=200, required=False, help_text="Afspraak, plan of stuk"
    )
    ander = forms.ModelChoiceField(
        None, label="Wie ziet het anders?", required=False, empty_label="Kies een collega"
    )
    knop = "Voorleggen aan de teamchef"

    def __init__(self, *args, team, zonder=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ander"].queryset = Medewerker.objects.geplaatst(team).exclude(pk__in=zonder)


class StandpuntForm(CrispyForm):
    alleen_van_mij = True
    tekst = tekst_field("Hoe zie jij het?", required=True, max_length=1000)
    bron = forms.CharField(
        label="Waar staat dat?", max_length=200, required=False, help_text="Afspraak, plan of stuk"
    )
    layout = Layout("tekst", "bron", Knoppen("Mijn kant bewaren", naam="stap", waarde="kant"))


class BesluitForm(CrispyForm):
    besluit = forms.CharField(label="Wat besluit je?", max_length=300)
    regisseur = forms.ModelChoiceField(
        None, label="Wie krijgt de regie?", required=False, empty_label="Er verandert niets"
    )
    layout = Layout("besluit", "regisseur", Knoppen("Besluiten", naam="stap", waarde="besluit"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regisseur"].queryset = Medewerker.objects.geplaatst(team)


class VerstrekForm(PartnerKeuze):
    """What goes out, to whom, on which basis and for what: all required, all registered (C12)."""

    ontvanger = forms.CharField(
        label="Aan wie daar?", max_length=90, help_text="Functie is genoeg: de burgemeester"
    )
    grondslag = forms.ChoiceField(
        label="Op welke grond?", choices=[("", "Kies een grond"), *Verstrekking.Grondslag.choices]
    )
    doel = forms.CharField(label="Waarvoor is het nodig?", max_length=300)
    onderdelen = forms.MultipleChoiceField(
        label="Wat gaat erin?",
        choices=list(VELDEN.items()),
        initial=BEGIN,
        widget=forms.CheckboxSelectMultiple,
    )
    maatregelen = tekst_field("Welke maatregel vraag je aan het bestuur?")
    layout = Layout(
        "organisatie",
        "ontvanger",
        "grondslag",
        "doel",
        "onderdelen",
        "maatregelen",
        Knoppen("Vastleggen en maken", ("Eerst bekijken", "stap", "bekijk")),
    )


class SjabloonForm(CrispyForm):
    bestand = forms.FileField(label="Word-bestand (.docx)", help_text="Hoogstens 2 MB")
    knop = "Dit sjabloon gebruiken"


class NoodForm(CrispyForm):
    referentie = forms.CharField(
        label="Welke casus?", max_length=12, help_text="Het nummer, bijvoorbeeld C-12"
    )
    reden = forms.CharField(label="Waarom moet je er nu bij?", max_length=300)
    knop = "Vastleggen en openen"


class OordeelForm(CrispyForm):
    oordeel = forms.ChoiceField(
        label="Was dit terecht?", choices=Noodtoegang.Oordeel.choices, widget=forms.RadioSelect
    )


class ZoekForm(CrispyForm):
    q = forms.CharField(label="Zoek in casussen", max_length=80)
    zonder_controle = True  # a search keeps nothing


class WanneerForm(CrispyForm):
    """A moment: a day and an hour of the clock."""

    dag = DagField(label="Welke dag?", initial=timezone.localdate)
    uur = KloktijdField(label="Hoe laat?", max_length=8, required=False, help_text="Leeg: 12.00 uur")

    def moment(self):
        uur = self.cleaned_data["uur"]
        return lokaal(self.cleaned_data["dag"], uur.hour if uur else 12, uur.minute if uur else 0)
