"""Forms of what is passed on."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Medewerker
from ui.forms import CrispyForm, DagField, KeuzesField, Knoppen, Meer, Naast, tekstvak
from ui.pages import SleutelMixin

from ..models import Aanpak, Inwerkstap, Vacature, Voorbeeld
from .basis import labels_field, labels_of


class DossierForm(CrispyForm):
    """Only what nobody can find anywhere else; the rest is gathered."""

    van = forms.ModelChoiceField(None, label="Wie draagt over?", empty_label=None)
    aan = forms.ModelChoiceField(None, label="Aan wie?", required=False, empty_label="Nog niet bekend")
    waarom = tekstvak(
        "Waarom ging het zo?",
        2000,
        rows=4,
        help_text="Wat zit er achter je manier van werken? Wat zou je zo weer doen?",
    )
    vragen = tekstvak("Welke vragen staan open?", 1000, help_text="Eén per regel: zij komen op de lijst")
    layout = Layout(Naast("van", "aan"), "waarom", "vragen", Knoppen("Dossier maken"))

    def __init__(self, *args, portefeuille, van=None, **kwargs):
        super().__init__(*args, **kwargs)
        held = portefeuille.houderschappen.values("medewerker")
        self.fields["van"].queryset = Medewerker.objects.filter(pk__in=held).order_by("naam")
        self.fields["van"].initial = van.pk if van else None
        self.fields["aan"].queryset = Medewerker.objects.geplaatst(portefeuille.team)


class OpmerkingForm(CrispyForm):
    opmerking = forms.CharField(label="Vraag of opmerking", max_length=300, required=False)


class InwerkplanForm(CrispyForm):
    begin = DagField(label="Vanaf", initial=timezone.localdate)
    ruimte = forms.CharField(
        label="Waar geeft het team ruimte voor?",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld: drie maanden geen regie, een dag in de week meelopen",
    )
    knop = "Inwerkplan maken"


class InwerkstapForm(CrispyForm):
    tekst = forms.CharField(label="Wat?", max_length=200)
    soort = forms.ChoiceField(label="Soort", choices=Inwerkstap.SOORTEN)
    voor = DagField(label="Voor")
    layout = Layout("tekst", Naast("soort", "voor"), Knoppen("Toevoegen"))


class VoorbeeldForm(SleutelMixin, CrispyForm):
    titel = forms.CharField(label="Wat lukte er?", max_length=120)
    tekst = tekstvak("Wat deden jullie?", 2000, rows=5, required=True)
    waarom = tekstvak("Waardoor werkte het?", 1000)
    delen = forms.ChoiceField(
        label="Met wie deel je dit?",
        choices=Voorbeeld.Delen.choices,
        initial="team",
        widget=forms.RadioSelect,
        help_text="Met alle teams: zij lezen de tekst, en zien jouw naam en team.",
    )
    portefeuille = forms.ModelChoiceField(None, label="Portefeuille", required=False, empty_label="Geen")
    aanpak = forms.ModelChoiceField(None, label="Uit een aanpak", required=False, empty_label="Geen")
    labels = labels_field()
    layout = Layout(
        "sleutel",
        "titel",
        "tekst",
        "waarom",
        "delen",
        Meer("Waar hoort het bij?", "portefeuille", "aanpak", "labels"),
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, team, voorbeeld=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portefeuille"].queryset = team.portefeuilles.all()
        self.fields["aanpak"].queryset = Aanpak.objects.filter(portefeuille__team=team)
        self.fields["labels"].queryset = labels_of(team, voorbeeld)


class NavolgingForm(CrispyForm):
    tekst = forms.CharField(
        label="Hoe doen jullie het?",
        max_length=300,
        required=False,
        help_text="Wie dit voorbeeld ziet leest dit ook, met jouw naam en team.",
    )
    knop = "Wij doen dit ook"


class ZoekVoorbeeldForm(CrispyForm):
    q = forms.CharField(label="Zoek op woord of label", max_length=60, required=False)
    knop = "Zoeken"


class VacatureForm(CrispyForm):
    functie = forms.CharField(label="Welke functie?", max_length=40)
    portefeuilles = KeuzesField(
        None, label="Welke portefeuilles?", required=False, widget=forms.CheckboxSelectMultiple
    )
    gebieden = KeuzesField(None, label="Welke gebieden?", required=False, widget=forms.CheckboxSelectMultiple)
    opco = forms.BooleanField(label="Draait ook operationele diensten", required=False, initial=True)
    keuze = forms.ChoiceField(
        label="Generalist of specialist?", choices=Vacature.PROFIELEN, widget=forms.RadioSelect
    )
    waarom = forms.CharField(
        label="Waarom?", max_length=300, help_text="Deze keuze blijft staan, ook als de tekst verandert"
    )
    layout = Layout(
        "functie", "portefeuilles", "gebieden", "opco", "keuze", "waarom", Knoppen("Eerste tekst maken")
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portefeuilles"].queryset = team.portefeuilles.op()
        self.fields["gebieden"].queryset = team.gebieden.op()


class VacatureTekstForm(CrispyForm):
    tekst = tekstvak("Tekst", 4000, rows=14, required=True)
