"""Forms of meetings."""

from datetime import datetime

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Gebied, Medewerker
from organisatie.models.mensen import FUNCTIES
from regels.agenda import VANZELF_NAMEN, VASTE_PUNTEN, Vanzelf
from regels.functies import DRAAGT_THEMA
from regels.tijd import AMSTERDAM
from ui.forms import (
    CrispyForm,
    DagField,
    KeuzesField,
    KloktijdField,
    Knoppen,
    Meer,
    Naast,
    regels_van,
    tekstvak,
)
from ui.pages import SleutelMixin

from .models import Agendapunt, Besluit, Gast, Overleg, Overlegreeks

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
        for nr, hoe in ((1, "eerste"), (2, "tweede"), (3, "derde"), (4, "vierde"), (-1, "laatste"))
    ],
    ("FREQ=WEEKLY", "elke week, op de weekdag van de eerste dag"),
    *[
        (f"FREQ=WEEKLY;INTERVAL={aantal}", f"om de {woord} weken, op de weekdag van de eerste dag")
        for aantal, woord in ((2, "twee"), (4, "vier"), (5, "vijf"), (6, "zes"))
    ],
]


class PuntForm(SleutelMixin, CrispyForm):
    """A point is not taken without goal, wanted outcome and time."""

    titel = forms.CharField(label="Waar gaat het over?", max_length=160)
    gewenst = forms.CharField(label="Wat moet het opleveren?", max_length=200)
    doel = forms.ChoiceField(
        label="Doel", choices=Agendapunt.Doel.choices, initial="oordeelsvorming", widget=forms.RadioSelect
    )
    minuten = forms.IntegerField(label="Minuten", min_value=1, max_value=120, initial=10)
    niveau = forms.ChoiceField(label="Niveau", choices=Agendapunt.Niveau.choices, initial="tactisch")
    layout = Layout(
        "sleutel", "titel", "gewenst", "doel", Naast("minuten", "niveau"), Knoppen("Op de agenda zetten")
    )


class PuntWijzigForm(PuntForm):
    layout = Layout("titel", "gewenst", "doel", Naast("minuten", "niveau"), Knoppen("Bewaren"))

    def __init__(self, *args, punt, **kwargs):
        names = ("titel", "gewenst", "doel", "minuten", "niveau")
        super().__init__(*args, initial={name: getattr(punt, name) for name in names}, **kwargs)
        del self.fields["sleutel"]


class StartForm(CrispyForm):
    """Whether a meeting of another day really begins now."""

    zeker = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)
    knop = "Ja, start het nu"


def _places(team, reeksen):
    """Where a point may go: the coming meetings of these series, and the voorraad of each."""
    coming = Overleg.objects.te_komen().filter(reeks__in=reeksen).select_related("reeks")[:12]
    return [
        *[(f"overleg:{row.pk}", str(row)) for row in coming],
        *[(f"reeks:{row.pk}", f"Nog geen dag: de voorraad van {row.naam}") for row in reeksen],
    ]


class InbrengForm(PuntForm):
    """A point from the page of something: also on which agenda."""

    waar = forms.ChoiceField(label="Op welke agenda?")
    layout = Layout(
        "sleutel",
        "waar",
        "titel",
        "gewenst",
        "doel",
        Naast("minuten", "niveau"),
        Knoppen("Op de agenda zetten"),
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.reeksen = {row.pk: row for row in Overlegreeks.objects.lopend().filter(team=team)}
        self.fields["waar"].choices = _places(team, self.reeksen.values())
        content = [row.pk for row in self.reeksen.values() if row.vult(Vanzelf.TRENDS)]
        first = Overleg.objects.te_komen().filter(reeks__in=content).first()
        if first is not None:  # the meeting on content, not the first of any kind
            self.fields["waar"].initial = f"overleg:{first.pk}"

    def clean_waar(self):
        """Where it goes, as the arguments of the service: a meeting, or a series for its voorraad."""
        soort, _, pk = self.cleaned_data["waar"].partition(":")
        if soort == "reeks":
            return {"overleg": None, "reeks": self.reeksen[int(pk)]}
        return {"overleg": Overleg.objects.get(pk=pk, reeks__in=self.reeksen)}


class PlanForm(CrispyForm):
    """From the voorraad onto an agenda."""

    overleg = forms.ModelChoiceField(None, label="Op welk overleg?", empty_label=None)
    knop = "Op de agenda zetten"

    def __init__(self, *args, reeks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["overleg"].queryset = reeks.overleggen.te_komen().select_related("reeks")


class VerplaatsForm(CrispyForm):
    naar = forms.IntegerField(label="Naar plaats", min_value=1, max_value=99)
    reden = forms.CharField(
        label="Waarom?", max_length=200, required=False, help_text="Nodig als inhoud naar beneden gaat"
    )
    knop = "Verplaatsen"


UITKOMSTVELDEN = ("uitkomst", "tekst", "eigenaar", "deadline", "terugkijken_op", "keuze")


class UitkomstForm(SleutelMixin, CrispyForm):
    """How a point ends, and what the writer notes at it. Only what the outcome needs is asked; the rules say the rest."""

    alleen_van_mij = True
    aantekening = tekstvak(
        "Mijn aantekeningen", 4000, rows=4, help_text="Een collega die meeschrijft heeft een eigen vak"
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    uitkomst = forms.ChoiceField(label="Hoe eindigt dit punt?", widget=forms.RadioSelect)
    tekst = tekstvak(
        "Wat is er besloten of afgesproken?", 300, rows=2, help_text="Bij 'geen vervolg': waarom niet"
    )
    eigenaar = forms.ModelChoiceField(None, label="Wie doet het?", required=False, empty_label="–")
    deadline = DagField(label="Voor wanneer?", required=False)
    terugkijken_op = DagField(
        label="Wanneer kijken we terug?",
        required=False,
        help_text="Bij een besluit: dan komt de vraag of het werkte",
    )

    def __init__(self, *args, team, keuzes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = Agendapunt.Uitkomsten.choices
        self.fields["eigenaar"].queryset = Medewerker.objects.geplaatst(team)
        names = [
            "uitkomst",
            "tekst",
            Naast("eigenaar", "deadline"),
            Meer("Later terugkijken", "terugkijken_op"),
        ]
        if keuzes:
            self.fields["keuze"] = forms.ChoiceField(
                label="Wat kiezen we?",
                required=False,
                choices=[("", "Dat weten we nog niet"), *[(keuze.waarde, keuze.label) for keuze in keuzes]],
                widget=forms.RadioSelect,
            )
            names.insert(1, "keuze")
        knoppen = Knoppen(
            "Punt afronden", ("Alleen bewaren", "stap", "aantekening"), naam="stap", waarde="afronden"
        )
        self.helper.layout = Layout("sleutel", "versie", "aantekening", *names, knoppen)
        self.helper.form_id = "punt-form"


class NoteForm(CrispyForm):
    """What somebody notes at a point, and the outcome they are filling in: kept as it is, finished or not."""

    alleen_van_mij = True
    aantekening = tekstvak("Mijn aantekeningen", 4000)
    versie = forms.IntegerField(required=False, widget=forms.HiddenInput)
    uitkomst = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    tekst = tekstvak("Wat is er besloten of afgesproken?", 300, rows=2)
    eigenaar = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    deadline = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    terugkijken_op = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    keuze = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    layout = Layout(
        "aantekening",
        "versie",
        *UITKOMSTVELDEN,
        Knoppen("Bewaren", naam="stap", waarde="aantekening"),
    )

    def clean(self):
        """What the service keeps: the notes, and the filled parts of the outcome as `klaar`."""
        cleaned = super().clean()
        klaar = {name: cleaned.pop(name, "") for name in UITKOMSTVELDEN}
        cleaned["klaar"] = {name: value for name, value in klaar.items() if value}
        return cleaned


class RedenForm(CrispyForm):
    wat = forms.ChoiceField(
        label="Wat gaat niet door?",
        choices=[("een", "alleen dit overleg"), ("rest", "dit en alles erna: de reeks stopt")],
        initial="een",
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(label="Waarom gaat het niet door?", max_length=200)
    knop = "Laten vervallen"


class DropForm(CrispyForm):
    reden = forms.CharField(label="Waarom is dit niet meer nodig?", max_length=200)
    knop = "Laten vallen"


class _MomentForm(CrispyForm):
    """A day and a time become one moment (`begin`, aware, Amsterdam)."""

    def clean(self):
        cleaned = super().clean()
        dag, tijd = cleaned.pop("dag", None), cleaned.pop("tijd", None)
        if dag and tijd:
            cleaned["begin"] = datetime.combine(dag, tijd, tzinfo=AMSTERDAM)
        return cleaned


class VerzetForm(_MomentForm):
    wat = forms.ChoiceField(
        label="Wat verzet je?",
        choices=[("een", "alleen dit overleg"), ("rest", "dit en alles erna: het ritme begint hier opnieuw")],
        initial="een",
        widget=forms.RadioSelect,
    )
    dag = DagField(label="Nieuwe dag")
    tijd = KloktijdField(label="Begint om", max_length=8, help_text="Bijvoorbeeld 9.30")
    plaats = forms.CharField(label="Waar?", max_length=80, required=False, help_text="Leeg: zoals altijd")
    reden = forms.CharField(label="Waarom?", max_length=200)
    layout = Layout("wat", Naast("dag", "tijd"), "plaats", "reden", Knoppen("Verzetten"))


class ExtraForm(_MomentForm):
    dag = DagField(label="Dag")
    tijd = KloktijdField(label="Begint om", max_length=8)
    reden = forms.CharField(label="Waarom extra?", max_length=200, required=False)
    layout = Layout(Naast("dag", "tijd"), "reden", Knoppen("Extra overleg maken"))


class ActiepuntForm(SleutelMixin, CrispyForm):
    tekst = forms.CharField(label="Wat moet er gebeuren?", max_length=300)
    eigenaar = forms.ModelChoiceField(None, label="Wie doet het?", empty_label="Kies een collega")
    deadline = DagField(label="Voor wanneer?")
    layout = Layout("sleutel", "tekst", Naast("eigenaar", "deadline"), Knoppen("Actiepunt maken"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = Medewerker.objects.geplaatst(team)


class OverdraagForm(CrispyForm):
    aan = forms.ModelChoiceField(None, label="Aan wie?", empty_label="Kies een collega")
    reden = forms.CharField(label="Wat moet die weten?", max_length=200, required=False)
    knop = "Overdragen"

    def __init__(self, *args, actiepunt, **kwargs):
        super().__init__(*args, **kwargs)
        people = Medewerker.objects.geplaatst(actiepunt.team_id)
        self.fields["aan"].queryset = people.exclude(pk=actiepunt.eigenaar_id)


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
    laatste = DagField(label="Laatste dag", required=False, help_text="Leeg: loopt door")
    begintijd = KloktijdField(label="Begint om", max_length=8, help_text="Bijvoorbeeld 9.30")
    duur = forms.IntegerField(label="Duur in minuten", min_value=10, max_value=480, initial=120)
    plaats = forms.CharField(label="Waar?", max_length=80, required=False)
    functies = forms.MultipleChoiceField(
        label="Wie doet mee? (functies)",
        choices=FUNCTIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    gebied = forms.ModelChoiceField(
        None, label="Alleen wie aan dit gebied is gekoppeld", required=False, empty_label="het hele team"
    )
    vaste_punten = tekstvak(
        "Vaste punten", 1000, help_text="Eén per regel. Leeg bij een nieuwe reeks: een voorstel"
    )
    vanzelf = forms.MultipleChoiceField(
        label="Wat komt vanzelf op de agenda?",
        required=False,
        choices=[(str(wat), naam) for wat, naam in VANZELF_NAMEN.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets gekozen bij een nieuwe reeks: wat bij de soort hoort",
    )
    presentaties = forms.IntegerField(
        label="Presentaties per overleg",
        required=False,
        min_value=0,
        max_value=6,
        help_text="Leeg: zoveel dat iedereen eens per half jaar aan de beurt is",
    )
    bij_feestdag = forms.ChoiceField(
        label="Valt het op een feestdag?", choices=Overlegreeks.Feestdag.choices, initial="verschuif"
    )
    sluit_dagen = forms.IntegerField(
        label="Agenda sluit (dagen ervoor)", min_value=0, max_value=14, initial=2, help_text="0: sluit niet"
    )
    alleen_deelnemers = forms.BooleanField(
        label="Alleen voor deelnemers, ook het MT leest niet mee", required=False
    )
    layout = Layout(
        Naast("soort", "naam"),
        Naast("regel", "eerste", "laatste"),
        Naast("begintijd", "duur", "plaats"),
        "functies",
        "vaste_punten",
        Meer(
            "Meer keuzes",
            "vanzelf",
            "gebied",
            "presentaties",
            "bij_feestdag",
            "sluit_dagen",
            "alleen_deelnemers",
        ),
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, team, nieuw=False, personen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.nieuw, self.personen = nieuw, personen
        self.fields["gebied"].queryset = Gebied.objects.filter(team=team)
        regel = self.initial.get("regel")
        if regel and regel not in dict(RITMES):  # from an import: keep what it says
            self.fields["regel"].choices = [*RITMES, (regel, f"zoals nu ({regel})")]

    def clean_vaste_punten(self):
        return regels_van(self.cleaned_data["vaste_punten"], 160)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("functies") and not self.personen:
            self.add_error("functies", "Kies minstens één functie: anders doet er niemand mee.")
        if self.nieuw and not cleaned.get("vaste_punten"):
            cleaned["vaste_punten"] = list(VASTE_PUNTEN.get(cleaned.get("soort", ""), ()))
        return cleaned


class VraagForm(SleutelMixin, CrispyForm):
    vraag = forms.CharField(label="Wat moet het BMO beslissen?", max_length=300)
    opties = tekstvak(
        "Waaruit kan het kiezen?",
        1000,
        rows=4,
        required=True,
        help_text="Eén optie per regel, met na een | wat het kost. Bijvoorbeeld: elke avond een koppel | 8 uur per week",
    )
    afronden = forms.BooleanField(label="Rond het agendapunt hiermee af", required=False, initial=True)
    layout = Layout("sleutel", "vraag", "opties", "afronden", Knoppen("Vraag stellen"))

    def __init__(self, *args, punt=None, **kwargs):
        super().__init__(*args, **kwargs)
        if punt is None:
            del self.fields["afronden"]
            self.helper.layout = Layout("sleutel", "vraag", "opties", Knoppen("Vraag stellen"))

    def clean_opties(self):
        rows = [regel.partition("|") for regel in regels_van(self.cleaned_data["opties"], 300)]
        return [{"tekst": tekst.strip(), "kost": kost.strip()} for tekst, _, kost in rows if tekst.strip()]


class TerugkijkForm(CrispyForm):
    werkte = forms.ChoiceField(label="Werkte het?", choices=Besluit.Werkte.choices, widget=forms.RadioSelect)
    tekst = forms.CharField(label="Waaraan zie je dat?", max_length=300, required=False)
    opnieuw_op = DagField(label="Later nog eens kijken?", required=False, help_text="Leeg: klaar")
    knop = "Bewaren"


class CorrectieForm(CrispyForm):
    tekst = tekstvak("Wat moet er staan?", 300, required=True)
    reden = forms.CharField(label="Waarom?", max_length=200)
    knop = "Correctie bewaren"


class PresentatieForm(CrispyForm):
    """The problem in 5W, and a question to the meeting: the start of an approach, not only news (WOEst)."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wat = tekstvak("Wat is het probleem?", 300, rows=2)
    wie = tekstvak("Wie zijn erbij betrokken?", 300, rows=2, help_text="Zonder namen van burgers")
    waar = forms.CharField(label="Waar speelt het?", max_length=300, required=False)
    wanneer = forms.CharField(label="Wanneer speelt het?", max_length=300, required=False)
    waarom = tekstvak("Waarom speelt het?", 300, rows=2)
    vraag = forms.CharField(label="Wat vraag je aan het overleg?", max_length=200, required=False)
    knop = "Bewaren"


class RuilForm(CrispyForm):
    met = forms.ModelChoiceField(None, label="Wie presenteert dan?", empty_label="Kies een collega")
    knop = "Ruilen"

    def __init__(self, *args, presentatie, **kwargs):
        super().__init__(*args, **kwargs)
        people = Medewerker.objects.geplaatst(presentatie.team_id).filter(
            plaatsingen__functie__in=DRAAGT_THEMA
        )
        self.fields["met"].queryset = people.exclude(pk=presentatie.medewerker_id).distinct()


class GastForm(CrispyForm):
    """Somebody from outside and the points they are invited to."""

    zonder_controle = True
    naam = forms.CharField(label="Naam", max_length=80)
    organisatie = forms.CharField(label="Van welke organisatie?", max_length=80)
    punten = KeuzesField(
        None, label="Voor welke punten?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="De gast ziet alleen deze punten, en later wat eruit kwam",
    )  # fmt: skip
    layout = Layout(Naast("naam", "organisatie"), "punten", Knoppen("Uitnodigen"))

    def __init__(self, *args, punten, gast=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["punten"].queryset = punten
        if gast is not None:
            del self.fields["naam"], self.fields["organisatie"]
            self.helper.layout = Layout("punten", Knoppen("Bewaren"))


class KomtForm(CrispyForm):
    komt = forms.ChoiceField(label="Komt u?", choices=Gast.Komt.choices, widget=forms.RadioSelect)
    knop = "Doorgeven"
