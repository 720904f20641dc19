"""Forms of a kennissessie."""

from crispy_forms.layout import Layout
from django import forms

from organisatie.models import Medewerker
from ui.forms import CrispyForm, Knoppen, Naast, tekstvak


class KennissessieForm(CrispyForm):
    portefeuille = forms.ModelChoiceField(
        None, label="Welke portefeuille?", empty_label="Kies een portefeuille"
    )
    spreker = forms.ModelChoiceField(None, label="Wie vertelt?", empty_label="Kies een collega")
    vraag = forms.CharField(label="Waar loop je tegenaan, wat vraag je?", max_length=300, required=False)
    deskundigen = forms.CharField(
        label="Welke deskundigen komen?",
        max_length=300,
        required=False,
        help_text="Van binnen of buiten. Geef ze een link bij het overleg",
    )
    layout = Layout(Naast("portefeuille", "spreker"), "vraag", "deskundigen", Knoppen("Bewaren"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portefeuille"].queryset = team.portefeuilles.op()
        self.fields["spreker"].queryset = Medewerker.objects.geplaatst(team)


class OpbrengstForm(CrispyForm):
    vijf_jaar = tekstvak("Wat zien we over vijf jaar?", 1000)
    blinde_vlekken = tekstvak("Wat zagen we nog niet?", 1000)
    verbanden = tekstvak("Hoe hangt het samen met andere portefeuilles?", 1000)
    knop = "Bewaren"
