"""Forms of pages that look across apps."""

from crispy_forms.layout import Layout
from django import forms

from ui.forms import CrispyForm, Knoppen, Naast

TERUG = [("", "alle besluiten"), ("nu", "nu terugkijken"), ("ja", "werkte"), ("deels", "werkte deels"), ("nee", "werkte niet")]  # fmt: skip


class ZoekForm(CrispyForm):
    """What to look for. Posted, so that what is sought stands in no address and no log."""

    q = forms.CharField(label="Woorden", max_length=80, required=False)
    portefeuille = forms.ModelChoiceField(None, label="Portefeuille", required=False, empty_label="alle")
    gebied = forms.ModelChoiceField(None, label="Gebied", required=False, empty_label="alle")
    casus = forms.CharField(
        label="Casus", max_length=20, required=False, help_text="Het nummer, bijvoorbeeld C-12"
    )
    terug = forms.ChoiceField(label="Werkte het?", choices=TERUG, required=False)
    layout = Layout("q", Naast("portefeuille", "gebied"), Naast("casus", "terug"), Knoppen("Zoeken"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portefeuille"].queryset = team.portefeuilles.all()
        self.fields["gebied"].queryset = team.gebieden.all()
