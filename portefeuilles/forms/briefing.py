"""Forms of the briefing."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from regels.briefing import dienst_op
from ui.forms import CrispyForm, DagField, Knoppen, Meer, Naast, keep_current
from ui.pages import SleutelMixin

from ..models import DIENSTEN


class OpdrachtForm(SleutelMixin, CrispyForm):
    """One thing to do, when, and for which shift. Everybody on the shift reads it."""

    opdracht = forms.CharField(
        label="Wat vraag je de dienst?",
        max_length=200,
        help_text="Iets dat je kunt doen. Iedereen in de dienst leest dit: geen namen.",
    )
    van = DagField(label="Van", initial=lambda: dienst_op(timezone.now())[0])
    tot_en_met = DagField(label="T/m", initial=lambda: dienst_op(timezone.now())[0])
    diensten = forms.MultipleChoiceField(
        label="Voor welke dienst?",
        choices=DIENSTEN,
        widget=forms.CheckboxSelectMultiple,
        initial=lambda: [dienst_op(timezone.now())[1].value],
    )
    gebied = forms.ModelChoiceField(None, label="Waar?", required=False, empty_label="Hele werkgebied")
    plek = forms.CharField(label="Waar precies?", max_length=120, required=False)
    waarom = forms.CharField(label="Waarom?", max_length=200, required=False)
    portefeuille = forms.ModelChoiceField(
        None, label="Voor welke portefeuille?", required=False, empty_label="Geen"
    )
    over = forms.ChoiceField(label="Waar gaat het over?", required=False)
    layout = Layout(
        "sleutel",
        "opdracht",
        Naast("van", "tot_en_met"),
        "diensten",
        Naast("gebied", "plek"),
        Meer("Waarom, en waar hoort het bij?", "waarom", "portefeuille", "over"),
        Knoppen("Op de briefing zetten"),
    )

    def __init__(self, *args, team, onderwerpen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = team.gebieden.op()
        self.fields["portefeuille"].queryset = team.portefeuilles.op()
        self.onderwerpen = {item.waarde: item for item in onderwerpen}
        self.fields["over"].choices = [
            ("", "Niets bepaalds"),
            *((w, i.titel) for w, i in self.onderwerpen.items()),
        ]

    def clean(self):
        cleaned = super().clean()
        item = self.onderwerpen.get(cleaned.pop("over", ""))
        cleaned["onderwerp"] = item.onderwerp if item else None
        return cleaned


class OpdrachtWijzigForm(OpdrachtForm):
    """What is asked, when and where; what it is about stays."""

    zonder = ("sleutel", "over")
    layout = Layout(
        "opdracht",
        Naast("van", "tot_en_met"),
        "diensten",
        Naast("gebied", "plek"),
        Meer("Waarom, en waar hoort het bij?", "waarom", "portefeuille"),
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, team=team, onderwerpen=(), **kwargs)
        for name in self.zonder:
            del self.fields[name]
        keep_current(self, "gebied", "portefeuille")

    def clean(self):
        cleaned = super().clean()
        cleaned.pop("onderwerp")
        return cleaned


class TerugkoppelingForm(CrispyForm):
    tekst = forms.CharField(label="Wat zagen jullie?", max_length=300, help_text="Eén regel. Geen namen.")
    knop = "Bewaren"
