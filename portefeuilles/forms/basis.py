"""Forms of portefeuilles themselves, their labels and houders, and how the team is involved."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Medewerker
from regels.portefeuille import MANIEREN, TASTBAAR, WAAROM, Mate
from ui.forms import CrispyForm, DagField, KeuzesField, Knoppen, Meer, Naast, regels_van, tekstvak

from ..models import Houderschap, Label, Portefeuille


def labels_field(label="Labels"):
    return KeuzesField(None, label=label, required=False, widget=forms.CheckboxSelectMultiple)


def labels_of(team, obj=None):
    """Labels that can be chosen: those in use, and what the object has already."""
    rows = Label.objects.filter(team=team)
    chosen = list(obj.labels.values_list("pk", flat=True)) if obj is not None else []
    return rows.filter(gestopt=False) | rows.filter(pk__in=chosen)


class PortefeuilleForm(CrispyForm):
    naam = forms.CharField(label="Naam", max_length=80)
    themas = tekstvak("Thema's", 600, help_text="Eén per regel")
    toelichting = tekstvak("Waar werken we naartoe?", 1000)
    labels = labels_field()
    speerpunt = forms.BooleanField(label="Dit is een speerpunt", required=False)
    layout = Layout(
        "naam", "themas", "toelichting", "speerpunt", Meer("Labels", "labels"), Knoppen("Bewaren")
    )

    def __init__(self, *args, team, portefeuille=None, **kwargs):
        self.team, self.portefeuille = team, portefeuille
        initial = {}
        if portefeuille:
            initial = {name: getattr(portefeuille, name) for name in ("naam", "toelichting", "speerpunt")}
            initial["themas"] = "\n".join(portefeuille.themas.values_list("naam", flat=True))
            initial["labels"] = list(portefeuille.labels.values_list("pk", flat=True))
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["labels"].queryset = labels_of(team, portefeuille)

    def clean_naam(self):
        naam = self.cleaned_data["naam"].strip()
        same = Portefeuille.objects.filter(team=self.team, naam__iexact=naam)
        if same.exclude(pk=self.portefeuille.pk if self.portefeuille else None).exists():
            raise forms.ValidationError("Deze naam is er al.")
        return naam

    def clean_themas(self):
        return regels_van(self.cleaned_data["themas"], 80)


class HouderForm(CrispyForm):
    medewerker = forms.ModelChoiceField(None, label="Wie?", empty_label="Kies een collega")
    rol = forms.ChoiceField(
        label="Als wat?", choices=Houderschap.Rollen.choices, initial="houder", widget=forms.RadioSelect
    )
    volgorde = forms.IntegerField(
        label="Volgorde",
        required=False,
        min_value=1,
        max_value=99,
        help_text="Voor een vervanger: 1 is de eerste",
    )
    van = DagField(label="Vanaf", initial=timezone.localdate)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team)


class LabelForm(CrispyForm):
    soort = forms.ChoiceField(label="Soort", choices=Label.Soort.choices)
    naam = forms.CharField(label="Naam", max_length=80)
    gestopt = forms.BooleanField(label="Niet meer te kiezen", required=False)
    layout = Layout(Naast("soort", "naam"), "gestopt", Knoppen("Bewaren"))


class BetrekForm(CrispyForm):
    """The three ways are explained above it; several may go together."""

    manieren = forms.MultipleChoiceField(
        label="Op welke manier?",
        choices=[(str(manier), hulp.naam) for manier, hulp in MANIEREN.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    reden = forms.CharField(label="Waarom past dit hier?", max_length=300)


class TastbaarheidForm(CrispyForm):
    locals().update(
        {
            naam: forms.ChoiceField(
                label=f"{zin}?", choices=[(str(mate), str(mate)) for mate in Mate], widget=forms.RadioSelect
            )
            for naam, zin in TASTBAAR.items()
        }
    )
    toelichting = forms.CharField(label="Toelichting", max_length=300, required=False)


class OnderbouwingForm(CrispyForm):
    """Why something gets attention that is no speerpunt."""

    titel = forms.CharField(label="Welk werk?", max_length=120)
    waarom = forms.ChoiceField(
        label="Waarom toch?",
        choices=[(str(naam), zin) for naam, zin in WAAROM.items()],
        widget=forms.RadioSelect,
    )
    tekst = tekstvak("Onderbouwing", 1000, required=True, help_text="Zo dat een collega het ook vindt")
    portefeuille = forms.ModelChoiceField(
        None, label="Hoort bij een portefeuille", required=False, empty_label="Geen"
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portefeuille"].queryset = team.portefeuilles.op()
