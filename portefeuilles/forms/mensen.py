"""Forms of taakaccenten, zelfstandige teams and acties."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Medewerker
from ui.forms import CrispyForm, DagField, KeuzesField, Knoppen, Meer, Naast, regels_van, tekstvak
from ui.pages import SleutelMixin

from ..models import Activiteit, Taakaccenthouder


class TaakaccentForm(CrispyForm):
    naam = forms.CharField(label="Taakaccent", max_length=80)
    wens = forms.IntegerField(label="Hoeveel collega's zijn er nodig?", min_value=0, max_value=50, initial=2)
    activiteiten = tekstvak("Wat doen zij?", 600)
    competenties = tekstvak("Wat vraagt het?", 600)
    cursussen = tekstvak("Welke cursussen horen erbij?", 600, help_text="Eén per regel")

    def __init__(self, *args, taakaccent=None, **kwargs):
        initial = {}
        if taakaccent is not None:
            initial = {
                name: getattr(taakaccent, name) for name in ("naam", "wens", "activiteiten", "competenties")
            } | {"cursussen": "\n".join(taakaccent.cursussen)}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_cursussen(self):
        return regels_van(self.cleaned_data["cursussen"], 120)


class TaakaccenthouderForm(CrispyForm):
    medewerker = forms.ModelChoiceField(None, label="Wie?", empty_label="Kies een collega")
    van = DagField(label="Vanaf", initial=timezone.localdate)
    fase = forms.ChoiceField(
        label="Waar staat het?",
        choices=Taakaccenthouder.FASEN,
        initial="inwerken",
        widget=forms.RadioSelect,
    )
    uren = forms.IntegerField(label="Uren vrijgemaakt per week", min_value=0, max_value=40, initial=0)
    vraagbaak = forms.BooleanField(label="Vraagbaak: zonder vrijgemaakte uren", required=False)
    layout = Layout("medewerker", "fase", Naast("van", "uren"), "vraagbaak", Knoppen("Bewaren"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team)


class HouderWijzigForm(CrispyForm):
    fase = forms.ChoiceField(
        label="Waar staat het?", choices=Taakaccenthouder.FASEN, widget=forms.RadioSelect
    )
    uren = forms.IntegerField(label="Uren vrijgemaakt per week", min_value=0, max_value=40)
    vraagbaak = forms.BooleanField(label="Vraagbaak: zonder vrijgemaakte uren", required=False)


class CursusForm(CrispyForm):
    naam = forms.CharField(label="Cursus", max_length=120)
    gepland_op = DagField(label="Gepland op", required=False)
    gevolgd_op = DagField(label="Gevolgd op", required=False)
    layout = Layout("naam", Naast("gepland_op", "gevolgd_op"), Knoppen("Bewaren"))


class TeamForm(CrispyForm):
    naam = forms.CharField(label="Naam", max_length=80)
    doel = forms.CharField(label="Waarvoor?", max_length=300, required=False)


class LidForm(CrispyForm):
    medewerker = forms.ModelChoiceField(None, label="Wie?", empty_label="Kies een collega")
    van = DagField(label="Vanaf", initial=timezone.localdate)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team)


class ActieForm(SleutelMixin, CrispyForm):
    titel = forms.CharField(label="Wat?", max_length=120)
    dag = DagField(label="Wanneer?")
    trekker = forms.ModelChoiceField(None, label="Wie trekt dit?", empty_label="Kies een collega")
    zelfstandig_team = forms.ModelChoiceField(
        None, label="Met een zelfstandig team", required=False, empty_label="Nee"
    )
    gebied = forms.ModelChoiceField(None, label="Waar?", required=False, empty_label="Hele werkgebied")
    plek = forms.CharField(label="Waar precies?", max_length=120, required=False)
    partners = KeuzesField(
        None, label="Met welke partners?", required=False, widget=forms.CheckboxSelectMultiple
    )
    activiteit = forms.ModelChoiceField(
        None, label="Hoort bij een activiteit uit het plan", required=False, empty_label="Nee"
    )
    trend = forms.ModelChoiceField(None, label="Komt uit een trend", required=False, empty_label="Nee")
    layout = Layout(
        "sleutel",
        "titel",
        Naast("dag", "trekker"),
        Naast("gebied", "plek"),
        Meer("Met wie, en waar hangt het aan?", "zelfstandig_team", "partners", "activiteit", "trend"),
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, portefeuille, **kwargs):
        super().__init__(*args, **kwargs)
        team = portefeuille.team
        self.fields["trekker"].queryset = Medewerker.objects.geplaatst(team)
        self.fields["zelfstandig_team"].queryset = portefeuille.teams.op()
        self.fields["gebied"].queryset = team.gebieden.op()
        self.fields["partners"].queryset = team.organisaties.filter(opgegaan_in=None).order_by("naam")
        self.fields["activiteit"].queryset = Activiteit.objects.filter(
            plan__portefeuille=portefeuille, gestopt_op=None
        )
        self.fields["trend"].queryset = team.trends.filter(gesloten_op=None)


class ActieKlaarForm(CrispyForm):
    resultaat = tekstvak("Wat leverde het op?", 600, required=True)
    geleerd = tekstvak("Wat leerden jullie?", 600)
    collegas = forms.IntegerField(
        label="Hoeveel collega's deden mee?", min_value=0, max_value=500, required=False
    )
    knop = "Afronden"
