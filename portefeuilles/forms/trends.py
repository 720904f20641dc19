"""Forms of trends and the thema of the month."""

from crispy_forms.layout import Layout
from django import forms

from ui.forms import CrispyForm, Knoppen, Naast, tekstvak
from ui.pages import SleutelMixin

from ..models import Trend


class TrendForm(SleutelMixin, CrispyForm):
    """What comes at us, when, and what it means: three questions, one of them required."""

    titel = forms.CharField(label="Wat komt er op ons af?", max_length=160)
    horizon = forms.ChoiceField(
        label="Wanneer?", choices=Trend.Horizon.choices, initial="nu", widget=forms.RadioSelect
    )
    betekenis = tekstvak("Wat betekent dit voor de politie?", 1000, rows=2)
    acties = tekstvak("Welke acties zijn nodig?", 1000, rows=2)
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


class ThemamaandForm(CrispyForm):
    portefeuille = forms.ModelChoiceField(
        None, label="Welke portefeuille staat centraal?", empty_label="Kies"
    )
    inhoud = tekstvak(
        "Wat gaan we doen?", 1000, help_text="Bijvoorbeeld: kort verhaal bij de briefing, een actie"
    )
    werft = forms.BooleanField(label="We zoeken taakaccenthouders", required=False)
    opbrengst = forms.CharField(label="Wat bracht het?", max_length=300, required=False, help_text="Achteraf")

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portefeuille"].queryset = team.portefeuilles.op()
