"""Forms of an aanpak: one per phase, so that nobody is asked what comes later."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Medewerker, Wijk
from regels.aanpak import VIJF_W, Aanpakfase, Werkte
from ui.forms import CrispyForm, DagField, KeuzesField, Knoppen, Meer, Naast, tekstvak
from ui.pages import SleutelMixin

from ..models import FASEN


class NieuweAanpakForm(SleutelMixin, CrispyForm):
    """Begin with a problem and who draws the cart; the scan follows."""

    titel = forms.CharField(label="Welk probleem pakken jullie aan?", max_length=120)
    trekker = forms.ModelChoiceField(None, label="Wie trekt dit?", empty_label="Kies een collega")
    activiteit = forms.ModelChoiceField(
        None, label="Hoort bij een activiteit uit het plan", required=False, empty_label="Nee"
    )
    trend = forms.ModelChoiceField(None, label="Komt uit een trend", required=False, empty_label="Nee")
    layout = Layout(
        "sleutel",
        "titel",
        "trekker",
        Meer("Hangt het ergens aan?", "activiteit", "trend"),
        Knoppen("Beginnen"),
    )

    def __init__(self, *args, portefeuille, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trekker"].queryset = Medewerker.objects.geplaatst(portefeuille.team)
        self.fields["activiteit"].queryset = _open_activiteiten(portefeuille)
        self.fields["trend"].queryset = portefeuille.team.trends.filter(gesloten_op=None)


def _open_activiteiten(portefeuille):
    from ..models import Activiteit

    return Activiteit.objects.filter(plan__portefeuille=portefeuille, afgerond_op=None, gestopt_op=None)


class FaseForm(CrispyForm):
    """The base of the phases: with the version of the page, so that two writers do not wipe each other out."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    names: tuple = ()

    def __init__(self, *args, aanpak, **kwargs):
        initial = {
            name: getattr(aanpak, name) for name in self.base_fields if name not in ("wijken",)
        } | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.helper.layout = Layout(
            "versie",
            *(self.names or [name for name in self.fields if name != "versie"]),
            Knoppen("Bewaren", ("Bewaren, en naar de volgende fase", "stap", "verder")),
        )


class ScanForm(FaseForm):
    locals().update({naam: tekstvak(vraag, 600, rows=2) for naam, vraag in VIJF_W.items()})
    wijken = KeuzesField(None, label="In welke wijken?", required=False, widget=forms.CheckboxSelectMultiple)
    names = (*VIJF_W, Meer("Wijken", "wijken"))

    def __init__(self, *args, aanpak, **kwargs):
        initial = {"wijken": list(aanpak.wijken.values_list("pk", flat=True))}
        super().__init__(*args, aanpak=aanpak, initial=initial, **kwargs)
        self.fields["wijken"].queryset = Wijk.objects.filter(gebied__team=aanpak.team_id).order_by("naam")


class AnalyseForm(FaseForm):
    oorzaken = tekstvak("Welke oorzaken liggen eronder?", 1500, rows=4)
    waarop = forms.CharField(label="Waar baseer je dit op?", max_length=300, required=False)
    mislukken = tekstvak("Wat laat dit mislukken?", 600, rows=2)
    deblokkeren = forms.CharField(label="Wie kan dat deblokkeren?", max_length=200, required=False)
    meet = forms.CharField(
        label="Wat meten we vooraf en achteraf?",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: meldingen van overlast per maand",
    )
    voor = forms.DecimalField(label="Vooraf", max_digits=12, decimal_places=2, required=False, localize=True)
    voor_op = DagField(label="Gemeten op", required=False, initial=timezone.localdate)
    assessment_op = DagField(label="Wanneer kijken we of het werkte?", required=False)
    names = (
        "oorzaken",
        "waarop",
        "mislukken",
        "deblokkeren",
        "meet",
        Naast("voor", "voor_op"),
        "assessment_op",
    )


class ResponsForm(FaseForm):
    """During the respons the interventies are what changes; the day of the assessment may move."""

    assessment_op = DagField(label="Wanneer kijken we of het werkte?")


class AssessmentForm(FaseForm):
    na = forms.DecimalField(label="Achteraf", max_digits=12, decimal_places=2, required=False, localize=True)
    na_op = DagField(label="Gemeten op", required=False)
    werkte = forms.ChoiceField(
        label="Werkte het?",
        choices=[(str(keuze), str(keuze)) for keuze in Werkte],
        required=False,
        widget=forms.RadioSelect,
    )
    geleerd = tekstvak("Wat leerden jullie?", 1000)
    blijft = tekstvak("Wat blijft er, en wie houdt dat vast?", 600)
    names = (Naast("na", "na_op"), "werkte", "geleerd", "blijft")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("na") is not None and not cleaned.get("na_op"):
            cleaned["na_op"] = timezone.localdate()
        return cleaned


FORMS = {
    Aanpakfase.SCAN: ScanForm,
    Aanpakfase.ANALYSE: AnalyseForm,
    Aanpakfase.RESPONS: ResponsForm,
    Aanpakfase.ASSESSMENT: AssessmentForm,
}


class InterventieForm(CrispyForm):
    wat = forms.CharField(label="Wat gaat er gebeuren?", max_length=200)
    partij = forms.ModelChoiceField(
        None, label="Welke partner doet dit?", required=False, empty_label="Wij zelf"
    )
    medewerker = forms.ModelChoiceField(
        None, label="Welke collega?", required=False, empty_label="Geen collega"
    )
    voor = DagField(label="Voor wanneer?", required=False)
    layout = Layout("wat", Naast("partij", "medewerker"), "voor", Knoppen("Bewaren"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = team.organisaties.filter(opgegaan_in=None).order_by("naam")
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team)


class AfloopForm(CrispyForm):
    afloop = forms.CharField(label="Hoe liep het?", max_length=300, help_text="Ook als het niet lukte")


class TerugForm(CrispyForm):
    naar = forms.ChoiceField(label="Naar welke fase?", widget=forms.RadioSelect)
    reden = forms.CharField(label="Waarom?", max_length=300)
    knop = "Teruggaan"

    def __init__(self, *args, aanpak, **kwargs):
        super().__init__(*args, **kwargs)
        codes = [code for code, _ in FASEN]
        self.fields["naar"].choices = FASEN[: codes.index(aanpak.fase)] or [("", "–")]


class StopAanpakForm(CrispyForm):
    reden = forms.CharField(label="Waarom stoppen jullie met deze aanpak?", max_length=300)
    knop = "Stoppen"
