"""Forms of a plan."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Medewerker, Wijk
from ui.forms import CrispyForm, DagField, KeuzesField, Knoppen, Meer, Naast, TotEnMetMixin, tekstvak
from ui.pages import SleutelMixin

from ..models import Activiteit
from .basis import labels_field, labels_of


class PlanForm(TotEnMetMixin, CrispyForm):
    titel = forms.CharField(label="Hoe heet het plan?", max_length=120)
    van = DagField(label="Eerste dag", initial=timezone.localdate)
    laatste_dag = DagField(label="Laatste dag (t/m)", help_text="Hoogstens twee jaar later")
    waarvoor = tekstvak("Waar doen we het voor?", 1000)
    labels = labels_field()
    names = ("titel", Naast("van", "laatste_dag"), "waarvoor", Meer("Labels", "labels"))

    def __init__(self, *args, portefeuille, plan=None, **kwargs):
        initial = {}
        if plan is not None:
            initial = {name: getattr(plan, name) for name in ("titel", "van", "waarvoor")}
            initial |= {
                "laatste_dag": plan.tot_en_met,
                "labels": list(plan.labels.values_list("pk", flat=True)),
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["labels"].queryset = labels_of(portefeuille.team, plan)
        self.helper.layout = Layout(*self.names, Knoppen("Bewaren"))


class NieuwPlanForm(PlanForm):
    """A new plan says at once what it wants to reach."""

    effect = forms.CharField(
        label="Wat is er dan anders?",
        max_length=200,
        help_text="Het eerste beoogde effect. Geen activiteit, maar wat je merkt als het lukt.",
    )
    names = ("titel", "effect", Naast("van", "laatste_dag"), "waarvoor", Meer("Labels", "labels"))


class EffectForm(CrispyForm):
    tekst = forms.CharField(label="Wat is er dan anders?", max_length=200)


class IndicatorForm(CrispyForm):
    naam = forms.CharField(label="Wat tellen we?", max_length=120)
    eenheid = forms.CharField(
        label="Eenheid", max_length=30, required=False, help_text="Bijvoorbeeld: per maand"
    )
    nul = forms.DecimalField(label="Nulmeting", max_digits=12, decimal_places=2, localize=True)
    nul_op = DagField(label="Gemeten op", initial=timezone.localdate)
    doel = forms.DecimalField(label="Streefwaarde", max_digits=12, decimal_places=2, localize=True)
    doel_op = DagField(label="Te halen op")
    bron = forms.CharField(label="Waar komt het getal vandaan?", max_length=120, required=False)
    layout = Layout(
        Naast("naam", "eenheid"), Naast("nul", "nul_op"), Naast("doel", "doel_op"), "bron", Knoppen("Bewaren")
    )


class MetingForm(CrispyForm):
    waarde = forms.DecimalField(label="Waarde", max_digits=12, decimal_places=2, localize=True)
    dag = DagField(label="Op welke dag?", initial=timezone.localdate)
    toelichting = forms.CharField(label="Toelichting", max_length=200, required=False)
    layout = Layout(Naast("waarde", "dag"), "toelichting", Knoppen("Bewaren"))


class ActiviteitForm(SleutelMixin, CrispyForm):
    tekst = forms.CharField(label="Wat gaan we doen?", max_length=160)
    effect = forms.ModelChoiceField(None, label="Voor welk effect?", empty_label=None)
    niveau = forms.ChoiceField(
        label="Niveau", choices=Activiteit.NIVEAUS, initial="tactisch", widget=forms.RadioSelect
    )
    eigenaar = forms.ModelChoiceField(None, label="Wie is eigenaar?", empty_label="Kies een collega")
    deadline = DagField(label="Voor wanneer?", required=False)
    boven = forms.ModelChoiceField(
        None,
        label="Valt onder",
        required=False,
        empty_label="Rechtstreeks onder het effect",
        help_text="Een activiteit van een hoger niveau",
    )
    partners = KeuzesField(
        None, label="Met welke partners?", required=False, widget=forms.CheckboxSelectMultiple
    )
    wijken = KeuzesField(None, label="In welke wijken?", required=False, widget=forms.CheckboxSelectMultiple)
    bron = forms.CharField(
        label="Waar steunt dit op?",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: Districtelijk uitvoeringsplan, hoofdstuk 3",
    )
    layout = Layout(
        "sleutel",
        "tekst",
        "effect",
        "niveau",
        Naast("eigenaar", "deadline"),
        Meer("Waaronder, met wie, waar, en waarop steunt het?", "boven", "partners", "wijken", "bron"),
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, plan, activiteit=None, **kwargs):
        super().__init__(*args, **kwargs)
        team = plan.portefeuille.team
        self.fields["effect"].queryset = plan.effecten.all()
        higher = plan.activiteiten.exclude(niveau="operationeel").filter(gestopt_op=None)
        self.fields["boven"].queryset = higher.exclude(pk=activiteit.pk if activiteit else None)
        self.fields["eigenaar"].queryset = Medewerker.objects.geplaatst(team)
        self.fields["partners"].queryset = team.organisaties.filter(opgegaan_in=None).order_by("naam")
        self.fields["wijken"].queryset = Wijk.objects.filter(gebied__team=team).order_by("naam")


class ResultaatForm(CrispyForm):
    resultaat = forms.CharField(label="Wat leverde het op?", max_length=300)
    knop = "Afronden"


class StopForm(CrispyForm):
    reden = forms.CharField(label="Waarom stoppen jullie hiermee?", max_length=300)
    knop = "Stoppen"
