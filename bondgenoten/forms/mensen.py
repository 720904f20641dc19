"""Forms of sleutelfiguren. They are *for* a name, so they do not warn of one; they warn of what never belongs here."""

import re
from datetime import timedelta

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.utils import timezone

from organisatie.models import Afwezigheid, Gebied, Medewerker
from regels.grondslag import Grondslag, is_gevoelig
from ui.forms import CrispyForm, DagField, KeuzesField, Knoppen, Meer, Naast
from ui.pages import SleutelMixin

from ..models import Contact, Netwerk, Relatie, Sleutelfiguur, Wissing
from ..models.mensen import GRONDSLAGEN, KIJKREDENEN, REGIMES

TELEFOON = re.compile(r"(?:\+|0)(?:[ ().\-/\u2010-\u2015]*\d){8,13}")
GEVOELIG = (
    "Dit lijkt iets te zeggen over geloof, herkomst of politiek. Dat leggen we van een mens niet vast. "
    "Schrijf op wat deze persoon doet, bijvoorbeeld 'bestuur van een stichting'."
)


class SleutelfiguurForm(SleutelMixin, CrispyForm):
    zonder_controle = True  # a name is what it asks
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    naam = forms.CharField(label="Naam", max_length=120)
    rol = forms.CharField(
        label="Wat doet deze persoon in de wijk?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: trainer bij de voetbalclub. Geen geloof, herkomst of politiek.",
    )
    gebied = forms.ModelChoiceField(None, label="Waar?", required=False, empty_label="–")
    telefoon = forms.CharField(label="Telefoon", max_length=30, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    taal = forms.CharField(
        label="Taal aan de telefoon",
        max_length=40,
        required=False,
        help_text="Alleen als Nederlands niet gaat",
    )
    bereikbaar = forms.CharField(
        label="Wanneer bereikbaar?", max_length=80, required=False, help_text="Bijvoorbeeld: na vijven"
    )
    grondslag = forms.ChoiceField(
        label="Waarom mogen we dit vastleggen?",
        choices=GRONDSLAGEN,
        initial="taak",
        widget=forms.RadioSelect,
        help_text="De publieke taak is de gewone grond. Toestemming moet echt vrij zijn, en kan altijd worden ingetrokken.",
    )
    toestemming_op = DagField(label="Toestemming gegeven op", required=False)
    toestemming_tot = DagField(label="Toestemming geldt t/m", required=False)
    toestemming_doel = forms.CharField(label="Toestemming waarvoor?", max_length=200, required=False)
    regime = forms.ChoiceField(
        label="Onder welke wet?", choices=REGIMES, initial="avg", widget=forms.RadioSelect
    )
    netwerk = forms.ModelChoiceField(None, label="In welk netwerk?", required=False, empty_label="nog geen")
    layout = Layout(
        "sleutel",
        "versie",
        "naam",
        "rol",
        Naast("gebied", "netwerk"),
        Naast("telefoon", "email"),
        Meer("Taal en bereikbaarheid", "taal", "bereikbaar"),
        Fieldset(
            "Grondslag",
            "grondslag",
            Meer("Bij toestemming: wanneer, tot wanneer en waarvoor", "toestemming_op", "toestemming_tot", "toestemming_doel"),
            "regime",
        ),
        HTML("<p class='klein zacht'>Vertel de persoon wat je vastlegt, en dat die het mag zien, verbeteren en laten wissen.</p>"),
        Knoppen("Bewaren"),
    )  # fmt: skip

    def __init__(self, *args, team, user, nieuw=False, bereik=True, **kwargs):
        """`bereik`: whether this user may see telephone and e-mail (not after consent ended)."""
        super().__init__(*args, **kwargs)
        self.nieuw = nieuw
        if not bereik:
            del self.fields["telefoon"], self.fields["email"]
            self.helper.layout.fields.pop(5)
        self.fields["gebied"].queryset = Gebied.objects.op().filter(team=team)
        if nieuw:
            mine = Netwerk.objects.lopend().filter(team=team)
            own = mine if user.has_perm("organisatie.view_bmo", team) else mine.van(user)
            self.fields["netwerk"].queryset = own.distinct()
        else:
            del self.fields["netwerk"]
            self.helper.layout.fields[4] = "gebied"

    def clean_telefoon(self):
        telefoon = self.cleaned_data["telefoon"].strip()
        if telefoon and not TELEFOON.fullmatch(telefoon):
            raise forms.ValidationError("Vul één telefoonnummer in, bijvoorbeeld 06-12345678.")
        return telefoon

    def clean(self):
        cleaned = super().clean()
        for name in ("rol", "bereikbaar", "toestemming_doel"):
            if is_gevoelig(cleaned.get(name, "")):
                self.add_error(name, GEVOELIG)
        if cleaned.get("grondslag") == Grondslag.TOESTEMMING:
            for name in ("toestemming_op", "toestemming_tot", "toestemming_doel"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, "Vul dit in bij toestemming.")
        if self.nieuw:
            cleaned.pop("versie", None)
        else:
            cleaned.pop("sleutel", None)
        return cleaned


class ZoekForm(forms.Form):
    q = forms.CharField(label="Zoek op naam, rol of gebied", max_length=80)


class KijkForm(CrispyForm):
    """Why somebody needs the telephone number: one tap."""

    reden = forms.ChoiceField(
        label="Waarvoor heb je de gegevens nodig?",
        choices=KIJKREDENEN,
        widget=forms.RadioSelect,
        initial="contact",
    )
    knop = "Toon telefoon en e-mail"


def with_absence(team):
    """A label for a colleague in a choice: the name, and till when they are away; never why."""
    now = timezone.now()
    rows = Afwezigheid.objects.filter(ingetrokken_op=None, medewerker__plaatsingen__team=team).op(now)
    away = dict(rows.values_list("medewerker", "tot"))

    def label(colleague):
        if colleague.pk not in away:
            return colleague.naam
        tot = away[colleague.pk]
        return f"{colleague.naam} (nu afwezig{f', tot {timezone.localdate(tot):%d-%m}' if tot else ''})"

    return label


class ContactForm(SleutelMixin, CrispyForm):
    over_mens = True
    richting = forms.ChoiceField(
        label="Halen of brengen?", choices=Contact.Richting.choices, widget=forms.RadioSelect
    )
    wijze = forms.ChoiceField(label="Hoe?", choices=Contact.Wijze.choices, initial="gesproken")
    op = DagField(label="Wanneer?", initial=timezone.localdate)
    tekst = forms.CharField(label="Kort", max_length=300, required=False, help_text="Waar ging het over?")
    layout = Layout("sleutel", "richting", Naast("wijze", "op"), "tekst", Knoppen("Bewaren"))


class ContactWijzigForm(ContactForm):
    layout = Layout("richting", Naast("wijze", "op"), "tekst", Knoppen("Bewaren"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["sleutel"]


class RelatieForm(CrispyForm):
    over_mens = True
    medewerker = forms.ModelChoiceField(None, label="Welke collega?", empty_label="Kies")
    als = forms.ChoiceField(
        label="Als", choices=Relatie.Als.choices, initial="houder", widget=forms.RadioSelect
    )
    meegegeven = forms.CharField(
        label="Wat moet deze collega weten?", max_length=300, required=False,
        help_text="Bijvoorbeeld: belt liever dan appen; stel jezelf samen voor",
    )  # fmt: skip
    knop = "Overdragen vanaf vandaag"

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team)
        self.fields["medewerker"].label_from_instance = with_absence(team)


class RelatiesForm(CrispyForm):
    """Several relations at once to one colleague."""

    over_mens = True

    aan = forms.ModelChoiceField(None, label="Aan welke collega?", empty_label="Kies")
    sleutelfiguren = KeuzesField(None, label="Wie?", widget=forms.CheckboxSelectMultiple)
    meegegeven = forms.CharField(label="Wat moet deze collega weten?", max_length=300, required=False)
    knop = "Overdragen"

    def __init__(self, *args, van, team, **kwargs):
        super().__init__(*args, **kwargs)
        held = Relatie.objects.op().filter(medewerker=van, als="houder", sleutelfiguur__team=team)
        people = Sleutelfiguur.objects.filter(pk__in=held.values("sleutelfiguur"), gewist_op=None)
        self.fields["sleutelfiguren"].queryset = people
        self.fields["sleutelfiguren"].initial = list(people.values_list("pk", flat=True))
        self.fields["aan"].queryset = Medewerker.objects.geplaatst(team).exclude(pk=van.pk)
        self.fields["aan"].label_from_instance = with_absence(team)


def _in_a_year():
    return timezone.localdate() + timedelta(days=365)


class VerlengForm(CrispyForm):
    """Consent asked again."""

    op = DagField(label="Wanneer zei de persoon ja?", initial=timezone.localdate)
    tot = DagField(label="Geldt nu t/m", initial=_in_a_year, help_text="Hoogstens drie jaar")
    knop = "Verlengen"
    layout = Layout(Naast("op", "tot"), Knoppen("Verlengen"))


class WisForm(CrispyForm):
    """Which places go too: all, unless one is about somebody else with the same name. What is in doubt stays."""

    reden = forms.ChoiceField(
        label="Waarom?",
        choices=[keuze for keuze in Wissing.Reden.choices if keuze[0] in ("verzoek", "niet_nodig")],
        widget=forms.RadioSelect,
    )
    behalve = forms.MultipleChoiceField(
        label="Gaat een tekst over iemand anders met dezelfde naam? Kruis die aan: dan blijft hij staan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    zeker = forms.BooleanField(
        label="Ja, wis alles over deze persoon; dit kan niet ongedaan worden gemaakt",
        error_messages={"required": "Kruis dit aan als je het zeker weet."},
    )
    layout = Layout("reden", "behalve", "zeker", Knoppen("Wissen"))

    def __init__(self, *args, plaatsen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["behalve"].choices = [(plaats.sleutel, _line(plaats)) for plaats in plaatsen]
        self.fields["behalve"].initial = [plaats.sleutel for plaats in plaatsen if plaats.twijfel]
        if not plaatsen:
            del self.fields["behalve"]
            self.helper.layout.fields.remove("behalve")


def _line(plaats):
    doubt = f" (let op: {plaats.twijfel})" if plaats.twijfel else ""
    return f"{plaats.soort}: {plaats.tekst[:120]}{doubt}"


class IntrekForm(WisForm):
    """Consent withdrawn: one page, one button."""

    reden = zeker = None
    layout = Layout(
        "behalve",
        Knoppen("Toestemming ingetrokken: wis alles", soort="primary-action utrecht-button--gevaar"),
    )
