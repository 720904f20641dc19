"""Forms of portefeuilles and trends."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Medewerker
from ui.forms import CrispyForm, DagField, Knoppen, Naast
from ui.pages import SleutelMixin

from .models import Houderschap, Portefeuille, Trend


class PortefeuilleForm(CrispyForm):
    naam = forms.CharField(label="Naam", max_length=80)
    themas = forms.CharField(
        label="Thema's",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén per regel",
    )
    toelichting = forms.CharField(
        label="Waar werken we naartoe?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pijler = forms.CharField(
        label="Pijler", max_length=80, required=False, help_text="Uit het IVP of de Koers"
    )
    speerpunt = forms.BooleanField(label="Dit is een speerpunt", required=False)

    def __init__(self, *args, team, portefeuille=None, **kwargs):
        self.team, self.portefeuille = team, portefeuille
        initial = {}
        if portefeuille:
            initial = {
                name: getattr(portefeuille, name) for name in ("naam", "toelichting", "pijler", "speerpunt")
            }
            initial["themas"] = "\n".join(portefeuille.themas.values_list("naam", flat=True))
        super().__init__(*args, initial=initial, **kwargs)

    def clean_naam(self):
        naam = self.cleaned_data["naam"].strip()
        same = Portefeuille.objects.filter(team=self.team, naam__iexact=naam)
        if same.exclude(pk=self.portefeuille.pk if self.portefeuille else None).exists():
            raise forms.ValidationError("Deze naam is er al.")
        return naam

    def clean_themas(self):
        return [line.strip()[:80] for line in self.cleaned_data["themas"].splitlines() if line.strip()]


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


class TrendForm(SleutelMixin, CrispyForm):
    """What comes at us, when, and what it means: three questions, one of them required."""

    titel = forms.CharField(label="Wat komt er op ons af?", max_length=160)
    horizon = forms.ChoiceField(
        label="Wanneer?", choices=Trend.Horizon.choices, initial="nu", widget=forms.RadioSelect
    )
    betekenis = forms.CharField(
        label="Wat betekent dit voor de politie?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    acties = forms.CharField(
        label="Welke acties zijn nodig?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    portefeuille = forms.ModelChoiceField(None, label="Portefeuille", required=False, empty_label="Geen")
    layout = Layout(
        "sleutel", "titel", "horizon", "betekenis", "acties", Naast("portefeuille"), Knoppen("Bewaren")
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portefeuille"].queryset = team.portefeuilles.op()


class TrendSluitForm(CrispyForm):
    reden = forms.CharField(label="Waarom speelt dit niet meer?", max_length=200)
    knop = "Sluiten"
