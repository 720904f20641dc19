"""Forms of a network, its members, its bijeenkomsten and what comes of them."""

from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.utils import timezone

from organisatie.models import Contactpersoon, Gebied, Medewerker
from overleggen.forms import RITMES
from regels.netwerk import TREDEN, VOORWAARDEN, Voorwaarde
from ui.forms import CrispyForm, DagField, KeuzesField, KloktijdField, Knoppen, Meer, Naast, tekstvak
from ui.pages import SleutelMixin

from ..models import Advies, Gemeenschap, Lid, Netwerk, Signaal, Sleutelfiguur

WAARSCHUWING = (
    "Een gemeenschap is een groep waar een netwerk over gaat, zoals ondernemers van de markt of jongeren van het plein. "
    "Je legt nooit vast dat één mens erbij hoort: geen geloof, geen herkomst, geen politiek."
)


class GemeenschapForm(CrispyForm):
    naam = forms.CharField(label="Hoe noemen jullie deze gemeenschap?", max_length=80, help_text=WAARSCHUWING)
    gestopt = forms.BooleanField(label="Wordt niet meer gebruikt", required=False)

    def __init__(self, *args, gemeenschap=None, **kwargs):
        super().__init__(*args, **kwargs)
        if gemeenschap is None:
            del self.fields["gestopt"]
            self.helper.layout = self.default_layout()
        else:
            self.initial = {"naam": gemeenschap.naam, "gestopt": gemeenschap.gestopt}


class NetwerkForm(SleutelMixin, CrispyForm):
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    naam = forms.CharField(label="Naam", max_length=80, help_text="Bijvoorbeeld: Bondgenoten Binnenstad")
    soort = forms.ChoiceField(
        label="Wat voor netwerk?",
        choices=Netwerk.Soort.choices,
        initial="bondgenoten",
        widget=forms.RadioSelect,
        help_text="Een eigen netwerk van een wijkagent staat ernaast: de pagina laat zien wat elk toevoegt.",
    )
    gebied = forms.ModelChoiceField(None, label="Waar?", required=False, empty_label="het hele team")
    waarover = tekstvak("Waar gaat het over?", 600, rows=2)
    gemeenschappen = KeuzesField(
        None,
        label="Welke gemeenschappen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=WAARSCHUWING,
    )
    trekker = forms.ModelChoiceField(None, label="Trekker", empty_label="Kies een collega")
    vervanger = forms.ModelChoiceField(None, label="Vervanger", required=False, empty_label="nog niemand")
    keren_per_jaar = forms.IntegerField(
        label="Hoe vaak per jaar bij elkaar?", required=False, min_value=1, max_value=52
    )
    layout = Layout(
        "sleutel",
        "versie",
        "naam",
        "soort",
        Naast("gebied", "keren_per_jaar"),
        "waarover",
        "gemeenschappen",
        Naast("trekker", "vervanger"),
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, team, keren, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versie"].required = "versie" in self.initial  # a change says what it read
        now = [
            row.pk for row in self.initial.get("gemeenschappen", [])
        ]  # one that is no longer used may stay
        groups = Gemeenschap.objects.filter(Q(gestopt=False) | Q(pk__in=now), team=team)
        self.fields["gebied"].queryset = Gebied.objects.op().filter(team=team)
        self.fields["gemeenschappen"].queryset = groups
        self.fields["keren_per_jaar"].help_text = f"Leeg: zoals het team afsprak, {keren} keer"
        people = Medewerker.objects.geplaatst(team)
        self.fields["trekker"].queryset = self.fields["vervanger"].queryset = people


class RedenForm(CrispyForm):
    reden = forms.CharField(label="Waarom?", max_length=200)
    knop = "Stoppen"


class LidForm(CrispyForm):
    """One person: known from the neighbourhood, of a partner, or a colleague."""

    sleutelfiguur = forms.ModelChoiceField(
        None,
        label="Iemand uit de wijk",
        required=False,
        empty_label="–",
        help_text="Wie jij of nog niemand kent. Houdt een collega het contact? Vraag die",
    )
    contactpersoon = forms.ModelChoiceField(
        None, label="Iemand van de gemeente of een partner", required=False, empty_label="–"
    )
    medewerker = forms.ModelChoiceField(None, label="Een collega", required=False, empty_label="–")
    rol = forms.ChoiceField(
        label="Rol",
        required=False,
        choices=[("", "volgt uit wie het is"), *Lid.Rol.choices[1:]],
        help_text="Kies 'leiding' voor de teamchef, het sectorhoofd of de politiechef",
    )
    van = DagField(label="Vanaf", initial=timezone.localdate)
    layout = Layout(
        "sleutelfiguur", "contactpersoon", "medewerker", Naast("rol", "van"), Knoppen("Toevoegen")
    )

    def __init__(self, *args, netwerk, user, **kwargs):
        super().__init__(*args, **kwargs)
        team = netwerk.team_id
        seen = Sleutelfiguur.objects.visible_to(user).in_te_brengen_door(user, team)
        self.fields["sleutelfiguur"].queryset = seen.distinct()
        self.fields["contactpersoon"].queryset = Contactpersoon.objects.filter(
            organisatie__team=team, gestopt_op=None
        ).select_related("organisatie")
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team)


class RolForm(CrispyForm):
    rol = forms.ChoiceField(label="Rol in het netwerk", choices=Lid.Rol.choices, widget=forms.RadioSelect)


class RitmeForm(CrispyForm):
    regel = forms.ChoiceField(label="Ritme", choices=[])
    eerste = DagField(label="Eerste dag", initial=timezone.localdate)
    begintijd = KloktijdField(
        label="Begint om", max_length=8, initial="19:30", help_text="Bijvoorbeeld 19.30"
    )
    duur = forms.IntegerField(label="Duur in minuten", min_value=10, max_value=480, initial=120)
    plaats = forms.CharField(label="Waar?", max_length=80, required=False, help_text="Liefst in de wijk")
    layout = Layout(Naast("regel", "eerste"), Naast("begintijd", "duur"), "plaats", Knoppen("Plannen"))

    EIGEN = [
        ("FREQ=WEEKLY;INTERVAL=10", "om de tien weken (vijf keer per jaar), op de weekdag van de eerste dag"),
        ("FREQ=WEEKLY;INTERVAL=8", "om de acht weken, op de weekdag van de eerste dag"),
        (
            "FREQ=WEEKLY;INTERVAL=13",
            "om de dertien weken (vier keer per jaar), op de weekdag van de eerste dag",
        ),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rhythms = [*self.EIGEN, *RITMES]
        now = self.initial.get("regel")
        if now and now not in dict(rhythms):
            rhythms.append((now, f"zoals nu ({now})"))
        self.fields["regel"].choices = rhythms


class VoorwaardenForm(CrispyForm):
    """The four basisvoorwaarden, seen together."""

    locals().update(
        {
            str(voorwaarde): forms.TypedChoiceField(
                label=naam, choices=list(TREDEN.items()), coerce=int, widget=forms.RadioSelect
            )
            for voorwaarde, naam in VOORWAARDEN.items()
        }
    )
    toelichting = forms.CharField(label="Waaraan merken jullie dat?", max_length=300, required=False)
    layout = Layout(*[str(voorwaarde) for voorwaarde in Voorwaarde], "toelichting", Knoppen("Bewaren"))


class OpkomstForm(CrispyForm):
    """Who was there."""

    aanwezig = forms.MultipleChoiceField(
        label="Wie was er?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, leden, namen, **kwargs):
        super().__init__(*args, **kwargs)
        self.leden = {str(lid.pk): lid for lid in leden}
        self.fields["aanwezig"].choices = [(pk, namen(lid)) for pk, lid in self.leden.items()]

    def clean_aanwezig(self):
        return [self.leden[pk] for pk in self.cleaned_data["aanwezig"]]


class AfspraakForm(SleutelMixin, CrispyForm):
    tekst = forms.CharField(label="Wat is afgesproken?", max_length=300)
    eigenaar = forms.ModelChoiceField(
        None, label="Welke collega doet het?", required=False, empty_label="–",
        help_text="Wordt een actiepunt van die collega",
    )  # fmt: skip
    wie = forms.CharField(
        label="Of wie anders?",
        max_length=80,
        required=False,
        help_text="Een rol, geen naam: gemeente, buurthuis",
    )
    voor = DagField(label="Voor wanneer?")
    layout = Layout("sleutel", "tekst", Naast("eigenaar", "wie"), "voor", Knoppen("Bewaren"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].of_aanvinken = self.fields["wie"].of_aanvinken = True  # one of the two
        self.fields["eigenaar"].queryset = Medewerker.objects.geplaatst(team)


class AfspraakWijzigForm(CrispyForm):
    tekst = forms.CharField(label="Wat is afgesproken?", max_length=300)
    wie = forms.CharField(
        label="Wie doet het?", max_length=80, help_text="Een rol, geen naam: gemeente, buurthuis"
    )
    voor = DagField(label="Voor wanneer?")


class VervolgForm(CrispyForm):
    """`eigen`: this user may say that it was kept; of a colleague's promise that colleague says so."""

    def __init__(self, *args, eigen, **kwargs):
        super().__init__(*args, **kwargs)
        if not eigen:
            del self.fields["nagekomen"]
            self.helper.layout = self.default_layout()

    nagekomen = forms.BooleanField(label="De afspraak is nagekomen", required=False)
    terugkoppeling = forms.CharField(
        label="Wat is ermee gedaan? Zo hoort het netwerk het", max_length=300, required=False
    )
    teruggekoppeld = forms.BooleanField(label="Dit is aan het netwerk verteld", required=False)


class AdviesForm(SleutelMixin, CrispyForm):
    soort = forms.ChoiceField(
        label="Wat voor advies?", choices=Advies.Soort.choices, widget=forms.RadioSelect
    )
    vraag = forms.CharField(
        label="Onze vraag, of ons optreden", max_length=300, required=False,
        help_text="Bij gevraagd advies: wat vroegen we? Bij een spiegel: wat deden we?",
    )  # fmt: skip
    tekst = tekstvak("Wat zegt het netwerk?", 1000, required=True)
    effect = forms.ChoiceField(
        label="Effect van ons optreden, volgens het netwerk",
        choices=[("", "–"), *Advies.Effect.choices],
        required=False,
        help_text="Alleen bij een spiegel",
    )
    gekregen_op = DagField(label="Wanneer?", initial=timezone.localdate)
    layout = Layout("sleutel", "soort", "vraag", "tekst", Naast("effect", "gekregen_op"), Knoppen("Bewaren"))


class AntwoordForm(CrispyForm):
    antwoord = forms.ChoiceField(
        label="Wat doen we ermee?", choices=Advies.Antwoord.choices, widget=forms.RadioSelect
    )
    tekst = tekstvak("Waarom, en wat doen we?", 300, rows=2, required=True)
    teruggekoppeld = forms.BooleanField(label="Dit is aan het netwerk verteld", required=False)
    knop = "Antwoord bewaren"


class ResultaatForm(SleutelMixin, CrispyForm):
    titel = forms.CharField(
        label="Wat is er gekomen?", max_length=160,
        help_text="Bijvoorbeeld: huiswerkbegeleiding in een ruimte van de gemeente",
    )  # fmt: skip
    tekst = tekstvak("Wat betekent het voor de wijk?", 1000, rows=2)
    op = DagField(label="Sinds", initial=timezone.localdate)
    partners = KeuzesField(None, label="Wie hielp mee?", required=False, widget=forms.CheckboxSelectMultiple)
    signaal = forms.ModelChoiceField(None, label="Na welk signaal?", required=False, empty_label="–")
    layout = Layout(
        "sleutel",
        "titel",
        "tekst",
        "op",
        Meer("Partners en signaal", "partners", "signaal"),
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, netwerk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partners"].queryset = netwerk.team.organisaties.filter(opgegaan_in=None)
        self.fields["signaal"].queryset = Signaal.objects.filter(team=netwerk.team_id)


class ResultaatWijzigForm(ResultaatForm):
    layout = Layout(
        "titel", "tekst", "op", Meer("Partners en signaal", "partners", "signaal"), Knoppen("Bewaren")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["sleutel"]
