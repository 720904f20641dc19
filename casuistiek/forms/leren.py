"""Forms of the casusleerbijeenkomst."""

from datetime import timedelta

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from casuistiek.models import Casus, Genodigde, Les
from organisatie.models import Medewerker
from regels.tijd import lokaal
from ui.forms import CrispyForm, DagField, KeuzesField, KloktijdField, Knoppen, Naast

from .casus import tekst_field


class LeerForm(CrispyForm):
    dag = DagField(label="Welke dag?")
    uur = KloktijdField(label="Hoe laat?", max_length=8, initial="13.00")
    plaats = forms.CharField(label="Waar?", max_length=80, required=False)
    gespreksleider = forms.ModelChoiceField(
        None,
        label="Wie leidt het gesprek?",
        empty_label="Kies een collega",
        help_text="Iemand die er niet bij was",
    )
    goed = KeuzesField(None, label="Wat ging goed?", required=False, widget=forms.CheckboxSelectMultiple)
    minder_goed = KeuzesField(
        None, label="Wat ging minder goed?", required=False, widget=forms.CheckboxSelectMultiple
    )
    uitnodiging = tekst_field(
        "Wat lezen de genodigden?",
        max_length=1000,
        hulp="Ook mensen buiten de politie lezen dit. Geen gegevens uit de casus.",
    )
    layout = Layout(
        Naast("dag", "uur", "plaats"),
        "goed",
        "minder_goed",
        "gespreksleider",
        "uitnodiging",
        Knoppen("Plannen en uitnodigen"),
    )

    def __init__(self, *args, team, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gespreksleider"].queryset = Medewerker.objects.geplaatst(team)
        recent = Casus.objects.visible_to(user).filter(team=team).order_by("-geopend_op")
        recent = recent.filter(geopend_op__gt=timezone.now() - timedelta(days=730))
        for name in ("goed", "minder_goed"):
            self.fields[name].queryset = recent
            self.fields[name].label_from_instance = lambda casus: f"{casus.titel} ({casus.referentie})"

    def clean(self):
        cleaned = super().clean()
        dag, uur = cleaned.pop("dag", None), cleaned.pop("uur", None)
        if dag and uur:
            cleaned["begin"] = lokaal(dag, uur.hour, uur.minute)
        return cleaned


class GenodigdeForm(CrispyForm):
    medewerker = forms.ModelChoiceField(None, label="Een collega", required=False, empty_label="–")
    naam = forms.CharField(label="Of iemand buiten het team", max_length=90, required=False)
    knop = "Uitnodigen"

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team)


class InbrengForm(CrispyForm):
    hielp = tekst_field("Wat hielp in de samenwerking?", max_length=1000)
    hinderde = tekst_field("Wat hinderde?", max_length=1000)
    komt = forms.BooleanField(label="Ik ben erbij", required=False)

    def __init__(self, *args, genodigde: Genodigde, **kwargs):
        names = ("hielp", "hinderde", "komt")
        super().__init__(*args, initial={name: getattr(genodigde, name) for name in names}, **kwargs)


class LeermomentForm(CrispyForm):
    gebeurtenis = forms.ModelChoiceField(None, label="Welk moment?", empty_label="Kies een moment")
    werking = forms.ChoiceField(
        label="Wat deed het?",
        choices=[("hielp", "het hielp"), ("hinderde", "het hinderde")],
        widget=forms.RadioSelect,
    )
    tekst = forms.CharField(label="Wat precies?", max_length=300)
    knop = "Toevoegen"

    def __init__(self, *args, gebeurtenissen, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["gebeurtenis"]
        field.queryset = gebeurtenissen
        field.label_from_instance = lambda row: (
            f"{timezone.localtime(row.moment):%d-%m %H:%M} {row.tekst[:70]}"
        )


class LeermomentWijzigForm(LeermomentForm):
    """What helped or hindered; the moment stays."""

    gebeurtenis = None
    knop = "Bewaren"

    def __init__(self, *args, **kwargs):
        CrispyForm.__init__(self, *args, **kwargs)


class LesForm(CrispyForm):
    tekst = forms.CharField(
        label="Wat leerden we?", max_length=300, help_text="Voor iedereen te lezen: geen namen"
    )
    werkafspraak = forms.CharField(label="Wat doen we voortaan anders?", max_length=300, required=False)
    actie = forms.CharField(label="Wie doet wanneer wat? De actie", max_length=300, required=False)
    eigenaar = forms.ModelChoiceField(None, label="Wie?", required=False, empty_label="–")
    deadline = DagField(label="Voor wanneer?", required=False)
    layout = Layout(
        "tekst", "werkafspraak", "actie", Naast("eigenaar", "deadline"), Knoppen("Les vastleggen")
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = Medewerker.objects.geplaatst(team)


class AfrondForm(CrispyForm):
    goed = tekst_field("Wat ging goed?", required=True)
    beter = tekst_field("Wat kan beter?", required=True)
    knop = "Afronden"


class LesAntwoordForm(CrispyForm):
    veranderd = forms.ChoiceField(
        label="Gaat het nu echt anders?", choices=Les.Veranderd.choices, widget=forms.RadioSelect
    )
    antwoord = forms.CharField(label="Waaraan zie je dat?", max_length=300, required=False)
