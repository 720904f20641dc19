"""Forms of what I must hear."""

from crispy_forms.layout import Layout
from django import forms

from regels.herinnering import UREN
from ui.forms import CrispyForm, DagField, Knoppen

from .models import Voorkeur


class VoorkeurForm(CrispyForm):
    wijze = forms.ChoiceField(
        label="Hoe wil je horen wat kan wachten?", choices=Voorkeur.Wijzen.choices, widget=forms.RadioSelect
    )
    uur = forms.TypedChoiceField(
        label="Hoe laat komt de mail van die dag?",
        choices=[(uur, f"{uur}.00 uur") for uur in UREN],
        coerce=int,
    )
    layout = Layout("wijze", "uur", Knoppen("Bewaren"))


class UitstelForm(CrispyForm):
    dag = DagField(label="Wanneer wil je dit weer horen?", help_text="Hoogstens een maand vooruit")
    knop = "Uitstellen"
