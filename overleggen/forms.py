"""Forms of meetings."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Medewerker
from organisatie.models.mensen import FUNCTIES
from ui.forms import CrispyForm, DagField, KloktijdField, Knoppen, Naast
from ui.pages import SleutelMixin

from .models import Agendapunt, Overlegreeks

RITMES = [
    *[
        (f"FREQ=MONTHLY;BYDAY={nr}{dag}", f"maandelijks, de {hoe} {woord}")
        for dag, woord in (
            ("MO", "maandag"),
            ("TU", "dinsdag"),
            ("WE", "woensdag"),
            ("TH", "donderdag"),
            ("FR", "vrijdag"),
        )
        for nr, hoe in ((1, "eerste"), (2, "tweede"), (3, "derde"), (-1, "laatste"))
    ],
    ("FREQ=WEEKLY", "elke week, op de weekdag van de eerste dag"),
    ("FREQ=WEEKLY;INTERVAL=2", "om de twee weken, op de weekdag van de eerste dag"),
    ("FREQ=WEEKLY;INTERVAL=4", "om de vier weken, op de weekdag van de eerste dag"),
    ("FREQ=WEEKLY;INTERVAL=6", "om de zes weken, op de weekdag van de eerste dag"),
]


class PuntForm(CrispyForm):
    """A point is not taken without goal, wanted outcome and time."""

    titel = forms.CharField(label="Waar gaat het over?", max_length=160)
    gewenst = forms.CharField(label="Wat moet het opleveren?", max_length=200)
    doel = forms.ChoiceField(
        label="Doel", choices=Agendapunt.Doel.choices, initial="oordeelsvorming", widget=forms.RadioSelect
    )
    minuten = forms.IntegerField(label="Minuten", min_value=1, max_value=120, initial=10)
    niveau = forms.ChoiceField(label="Niveau", choices=Agendapunt.Niveau.choices, initial="tactisch")
    layout = Layout("titel", "gewenst", "doel", Naast("minuten", "niveau"), Knoppen("Op de agenda zetten"))


class VerplaatsForm(CrispyForm):
    naar = forms.IntegerField(label="Naar plaats", min_value=1, max_value=99)
    reden = forms.CharField(
        label="Waarom?", max_length=200, required=False, help_text="Nodig als inhoud naar beneden gaat"
    )
    knop = "Verplaatsen"


class UitkomstForm(CrispyForm):
    """How a point ends. Only what the outcome needs is asked; the rules say what is missing."""

    uitkomst = forms.ChoiceField(label="Hoe eindigt dit punt?", widget=forms.RadioSelect)
    tekst = forms.CharField(
        label="Wat is er besloten of afgesproken?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bij 'geen vervolg': waarom niet",
    )
    eigenaar = forms.ModelChoiceField(None, label="Wie doet het?", required=False, empty_label="–")
    deadline = DagField(label="Voor wanneer?", required=False)

    def __init__(self, *args, team, keuzes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = Agendapunt.Uitkomsten.choices
        self.fields["eigenaar"].queryset = Medewerker.objects.geplaatst(team)
        names = ["uitkomst", "tekst", Naast("eigenaar", "deadline")]
        if keuzes:
            self.fields["keuze"] = forms.ChoiceField(
                label="Waar hoort het thuis?",
                required=False,
                choices=[("", "Dat weten we nog niet"), *[(keuze.waarde, keuze.label) for keuze in keuzes]],
                widget=forms.RadioSelect,
            )
            names.insert(1, "keuze")
        self.helper.layout = Layout(*names, Knoppen("Punt afronden"))


class RedenForm(CrispyForm):
    reden = forms.CharField(label="Waarom gaat het niet door?", max_length=200)
    knop = "Laten vervallen"


class ActiepuntForm(SleutelMixin, CrispyForm):
    tekst = forms.CharField(label="Wat moet er gebeuren?", max_length=300)
    eigenaar = forms.ModelChoiceField(None, label="Wie doet het?", empty_label="Kies een collega")
    deadline = DagField(label="Voor wanneer?")
    layout = Layout("sleutel", "tekst", Naast("eigenaar", "deadline"), Knoppen("Actiepunt maken"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = Medewerker.objects.geplaatst(team)


class VoortgangForm(CrispyForm):
    voortgang = forms.CharField(label="Hoe staat het ervoor?", max_length=300, required=False)
    deadline = DagField(label="Voor wanneer?")
    layout = Layout(
        "voortgang",
        "deadline",
        Knoppen("Het is klaar", ("Alleen bewaren", "stap", "bewaren"), naam="stap", waarde="klaar"),
    )


class ReeksForm(CrispyForm):
    soort = forms.ChoiceField(label="Soort overleg", choices=Overlegreeks.Soort.choices)
    naam = forms.CharField(label="Naam", max_length=80)
    regel = forms.ChoiceField(label="Ritme", choices=RITMES)
    eerste = DagField(label="Eerste dag", initial=timezone.localdate)
    begintijd = KloktijdField(label="Begint om", max_length=8, help_text="Bijvoorbeeld 9.30")
    duur = forms.IntegerField(label="Duur in minuten", min_value=10, max_value=480, initial=120)
    plaats = forms.CharField(label="Waar?", max_length=80, required=False)
    functies = forms.MultipleChoiceField(
        label="Wie doet mee? (functies)", choices=FUNCTIES, widget=forms.CheckboxSelectMultiple
    )
    vaste_punten = forms.CharField(
        label="Vaste punten",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén per regel",
    )
    layout = Layout(
        Naast("soort", "naam"),
        Naast("regel", "eerste"),
        Naast("begintijd", "duur", "plaats"),
        "functies",
        "vaste_punten",
        Knoppen("Bewaren"),
    )

    def clean_vaste_punten(self):
        return [line.strip()[:160] for line in self.cleaned_data["vaste_punten"].splitlines() if line.strip()]
