"""Forms of casuïstiek. They offer only what belongs to the team; whether it may is for the rules."""

from datetime import timedelta

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from casuistiek.models import Betrokkene, Opschaling
from casuistiek.models.casus import ERNSTEN
from casuistiek.verhaal import LANG
from organisatie.models import Contactpersoon, Medewerker, Wijk
from overleggen.models import Agendapunt, Overleg
from regels.agenda import CRITERIA, Vanzelf
from regels.overdracht import GEEN_NUMMER
from regels.tijd import lokaal
from regels.voordeur import TEKENS
from ui.forms import CrispyForm, DagField, KeuzesField, KloktijdField, Knoppen, Meer, Naast
from ui.pages import SleutelMixin

WAAROM = [
    ("Gaat over meer gebieden of duurt lang", "Gaat over meer gebieden of duurt lang"),
    ("Vraagt veel van één gebied", "Vraagt veel van één gebied"),
    ("Grote impact of veel media", "Grote impact of veel media"),
]


class PlaatsMixin(CrispyForm):
    """Where a casus belongs: hoofdgebied and hoofdportefeuille, and what else it touches."""

    hoofdgebied = forms.ModelChoiceField(
        None, label="Waar?", required=False, empty_label="Geen gebied (online)"
    )
    hoofdportefeuille = forms.ModelChoiceField(
        None, label="Portefeuille", required=False, empty_label="Geen of weet ik niet"
    )
    andere_gebieden = KeuzesField(
        None, label="Raakt ook", required=False, widget=forms.CheckboxSelectMultiple
    )
    andere_portefeuilles = KeuzesField(
        None, label="Raakt ook deze portefeuilles", required=False, widget=forms.CheckboxSelectMultiple
    )

    wijk = forms.ModelChoiceField(None, label="Welke wijk?", required=False, empty_label="Het hele gebied")

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.team = team
        self.fields["wijk"].queryset = Wijk.objects.filter(gebied__team=team).select_related("gebied")
        gebieden, portefeuilles = team.gebieden.op(), team.portefeuilles.op()
        for name, rows in (
            ("hoofdgebied", gebieden),
            ("andere_gebieden", gebieden),
            ("hoofdportefeuille", portefeuilles),
            ("andere_portefeuilles", portefeuilles),
        ):
            self.fields[name].queryset = rows

    def clean(self):
        cleaned = super().clean()
        for hoofd, andere, naar in (
            ("hoofdgebied", "andere_gebieden", "gebieden"),
            ("hoofdportefeuille", "andere_portefeuilles", "portefeuilles"),
        ):
            eerste, rest = cleaned.pop(hoofd, None), list(cleaned.pop(andere, None) or [])
            if eerste is None and rest:
                eerste = rest[0]
            cleaned[naar] = [eerste, *[item for item in rest if item != eerste]] if eerste else []
        wijk = cleaned.get("wijk")
        if wijk is not None and wijk.gebied not in cleaned["gebieden"][:1]:
            self.add_error(
                "wijk", f"Deze wijk hoort bij {wijk.gebied.naam}. Kies dat bij 'Waar?', of laat de wijk leeg."
            )
        return cleaned


MEER_PLAATS = Meer(
    "Welke wijk? Raakt het meer gebieden of portefeuilles?", "wijk", "andere_gebieden", "andere_portefeuilles"
)


def soort_field():
    return forms.CharField(
        label="Wat voor casus is het?",
        max_length=60,
        required=False,
        help_text="Bijvoorbeeld woonoverlast. Zo komen lessen van casussen die erop lijken in beeld.",
    )


def contactpersonen_of(team):
    """People at partners of the team who are there now, to choose from."""
    return Contactpersoon.objects.filter(organisatie__team=team, gestopt_op=None).select_related(
        "organisatie"
    )


def titel_field():
    return forms.CharField(
        label="Waar gaat het over?", max_length=120, help_text="Kort. Geen namen van burgers."
    )


def tekst_field(label, *, required=False, max_length=2000, hulp="", rows=3):
    return forms.CharField(
        label=label,
        required=required,
        max_length=max_length,
        help_text=hulp,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


ALS_DAN = (
    Naast("als", "dan"),
    "niets_nodig",
    Meer("Door wie en voor hoe laat?", "wie", "uiterlijk"),
)


class AlsDanMixin(CrispyForm):
    """What must happen before the next shift, or that nothing must. By the next OpCo, in eight hours, unless said otherwise."""

    als = forms.CharField(label="Als dit gebeurt …", max_length=200, required=False)
    dan = forms.CharField(label="… dan moet dit", max_length=200, required=False)
    niets_nodig = forms.BooleanField(label="Voor de volgende dienst is niets nodig", required=False)
    wie = forms.CharField(label="Door wie?", max_length=80, required=False, initial="de volgende OpCo")
    uiterlijk = KloktijdField(
        label="Voor hoe laat?", max_length=8, required=False, help_text="Bijvoorbeeld 22.30"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"als", "dan"} & set(self.fields):
            self.fields[name].of_aanvinken = True  # filled in, or ticked that there is none
        if "uiterlijk" in self.fields:
            self.fields["uiterlijk"].initial = lambda: f"{timezone.localtime() + timedelta(hours=8):%H}.00"

    def clean(self):
        cleaned = super().clean()
        if "als" not in self.fields:
            return cleaned
        als, dan = cleaned.pop("als", ""), cleaned.pop("dan", "")
        wie, uiterlijk = cleaned.pop("wie", ""), cleaned.pop("uiterlijk", None)
        if bool(als) != bool(dan):
            self.add_error("dan" if als else "als", "Vul allebei in: als …, dan ….")
        elif not als and not cleaned.get("niets_nodig"):
            self.add_error(
                "als", "Wat moet er voor de volgende dienst gebeuren? Is er niets nodig, vink dat dan aan."
            )
        moment = None
        if uiterlijk is not None:
            now = timezone.now()
            moment = lokaal(timezone.localdate(), uiterlijk.hour, uiterlijk.minute)
            if moment < now:  # half past ten in the evening shift may well be tomorrow morning
                moment = lokaal(timezone.localdate() + timedelta(days=1), uiterlijk.hour, uiterlijk.minute)
        cleaned["als_dan"] = (
            [{"als": als, "dan": dan, "wie": wie, "uiterlijk": moment}] if als and dan else []
        )
        if als and dan:
            cleaned["niets_nodig"] = False
        return cleaned


class BronnummerMixin(CrispyForm):
    """Where it is recorded: a number in the source system, or openly not yet."""

    bronnummer = forms.CharField(
        label="Waar staat het vastgelegd?", max_length=60, required=False, help_text="Nummer in BVH"
    )
    geen_nummer = forms.BooleanField(label="Er is nog geen nummer", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "bronnummer" in self.fields:
            self.fields["bronnummer"].of_aanvinken = True

    def clean(self):
        cleaned = super().clean()
        if "bronnummer" in self.fields:
            none_yet = cleaned.pop("geen_nummer", False)
            if not cleaned.get("bronnummer"):
                if none_yet:
                    cleaned["bronnummer"] = GEEN_NUMMER
                else:
                    self.add_error("bronnummer", "Vul het nummer in. Is dat er nog niet, vink dat dan aan.")
        return cleaned


class OverdrachtForm(SleutelMixin, AlsDanMixin, BronnummerMixin, PlaatsMixin):
    """C1: what the OpCo hands over, in the order in which it is known. Nothing is left out without saying so."""

    titel = titel_field()
    ernst = forms.ChoiceField(label="Ernst", choices=ERNSTEN, initial="alert", widget=forms.RadioSelect)
    wat_gebeurd = tekst_field("Wat is er gebeurd?", required=True)
    wat_gedaan = tekst_field("Wat is er gedaan?", required=True)
    situatie = tekst_field("Hoe is het nu, en wat zijn de risico's?", required=True)
    wie_weet = tekst_field(
        "Wie weet ervan of doet mee?",
        max_length=1000,
        hulp="Partners en collega's. De ZaCo, de wijkagent en de volgende OpCo horen het vanzelf.",
    )
    waarom_regie = forms.ChoiceField(
        label="Waarom is regie nodig?", choices=WAAROM, initial=WAAROM[1][0], widget=forms.RadioSelect
    )
    soort = soort_field()
    aan = forms.ModelChoiceField(
        None,
        label="Vraag een ander dan het voorstel",
        required=False,
        empty_label="Nee, vraag wie is voorgesteld",
    )
    gekozen_reden = forms.CharField(label="Waarom een ander?", max_length=300, required=False)

    layout = Layout(
        "sleutel",
        "titel",
        "ernst",
        Naast("hoofdgebied", "hoofdportefeuille"),
        MEER_PLAATS,
        "wat_gebeurd",
        "wat_gedaan",
        "situatie",
        *ALS_DAN,
        "bronnummer",
        "geen_nummer",
        "waarom_regie",
        Meer("Wie weet ervan, en wat voor casus is het?", "wie_weet", "soort"),
        Knoppen("Verder: wie wordt gevraagd?", naam="stap", waarde="controle"),
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, team=team, **kwargs)
        self.fields["aan"].queryset = Medewerker.objects.geplaatst(team)


class CasusForm(SleutelMixin, PlaatsMixin):
    """A casus offered at the front door (C19), or begun without an acute phase."""

    titel = titel_field()
    ernst = forms.ChoiceField(label="Ernst", choices=ERNSTEN, initial="rustig", widget=forms.RadioSelect)
    wat_gebeurd = tekst_field("Wat is er aan de hand?", required=True)
    situatie = tekst_field("Hoe is het nu, en wat zijn de risico's?")
    bronnummer = forms.CharField(
        label="Waar staat het vastgelegd?", max_length=60, required=False, help_text="Nummer in BVH"
    )
    soort = soort_field()
    layout = Layout(
        "sleutel",
        "titel",
        "ernst",
        Naast("hoofdgebied", "hoofdportefeuille"),
        MEER_PLAATS,
        "wat_gebeurd",
        "situatie",
        "bronnummer",
        "soort",
        Knoppen("Verder"),
    )


class MeldForm(CasusForm):
    """The front door, with the aid "is dit complex?" (C19). Intake may offer it on behalf of a partner."""

    tekens = forms.MultipleChoiceField(
        label="Is dit complex?",
        choices=list(TEKENS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Eén ja is genoeg. Niets? Meld het toch: de OpCo beslist.",
    )
    namens = forms.ModelChoiceField(None, label="Namens een partner?", required=False, empty_label="Nee")
    layout = Layout(
        "sleutel",
        "titel",
        "tekens",
        "ernst",
        Naast("hoofdgebied", "hoofdportefeuille"),
        MEER_PLAATS,
        "wat_gebeurd",
        "situatie",
        Meer("Nummer, soort, en namens wie?", "bronnummer", "soort", "namens"),
        Knoppen("Aanmelden bij de OpCo"),
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, team=team, **kwargs)
        self.fields["namens"].queryset = contactpersonen_of(team)


class ChangeForm(PlaatsMixin):
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    titel = titel_field()
    bronnummer = forms.CharField(label="Waar staat het vastgelegd?", max_length=60, required=False)
    wat_gebeurd = tekst_field("Wat is er gebeurd?", required=True)
    wat_gedaan = tekst_field("Wat is er gedaan?")
    situatie = tekst_field("Hoe is het nu, en wat zijn de risico's?")
    wie_weet = tekst_field("Wie weet ervan of doet mee?", max_length=1000)
    soort = soort_field()

    layout = Layout(
        "versie",
        "titel",
        Naast("hoofdgebied", "hoofdportefeuille"),
        MEER_PLAATS,
        "wat_gebeurd",
        "wat_gedaan",
        "situatie",
        "wie_weet",
        "bronnummer",
        "soort",
        Knoppen("Bewaren"),
    )

    def __init__(self, *args, casus, locked, **kwargs):
        gebieden = [row.gebied_id for row in casus.casusgebieden.all()]
        portefeuilles = [row.portefeuille_id for row in casus.casusportefeuilles.all()]
        initial = {
            "hoofdgebied": gebieden[0] if gebieden else None,
            "andere_gebieden": gebieden[1:],
            "hoofdportefeuille": portefeuilles[0] if portefeuilles else None,
            "andere_portefeuilles": portefeuilles[1:],
            **{
                name: getattr(casus, name)
                for name in ("versie", "titel", "bronnummer", "soort", "wijk", *LANG)
            },
        }
        super().__init__(*args, team=casus.team, initial=initial, **kwargs)
        if locked:
            self.helper.layout = Layout(*[f for f in self.layout.fields if f not in LANG])
            for name in LANG:
                del self.fields[name]


class AcceptForm(CrispyForm):
    teruglezing = forms.CharField(
        label="Lees in één zin terug wat je overneemt",
        max_length=300,
        help_text="Bijvoorbeeld: de man is aangehouden, ik bel morgen de gemeente.",
    )
    layout = Layout("teruglezing", Knoppen("Ik neem de regie", naam="antwoord", waarde="aanvaard"))


class RefuseForm(CrispyForm):
    reden = forms.CharField(label="Waarom kan het niet?", max_length=300)
    layout = Layout(
        "reden", Knoppen("Ik kan dit niet doen", naam="antwoord", waarde="weiger", soort="secondary-action")
    )


class RedenForm(CrispyForm):
    reden = forms.CharField(label="Waarom?", max_length=300)


class WithdrawForm(RedenForm):
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CollegaForm(CrispyForm):
    """A colleague of the team, with a reason."""

    medewerker = forms.ModelChoiceField(None, label="Wie?", empty_label="Kies een collega")

    def __init__(self, *args, team, zonder=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["medewerker"].queryset = Medewerker.objects.geplaatst(team).exclude(pk__in=zonder)


class StartRondeForm(AlsDanMixin, BronnummerMixin, CollegaForm):
    """Hand over a casus that is there already: only what its overdracht still misses is asked (C1)."""

    ASKED = {
        "wat er is gedaan": ("wat_gedaan",),
        "hoe het nu is, en de risico's": ("situatie",),
        "als … dan … voor de volgende dienst": ("als", "dan", "niets_nodig", "wie", "uiterlijk"),
        "waar het staat vastgelegd": ("bronnummer", "geen_nummer"),
        "waarom regie nodig is": ("waarom_regie",),
    }
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wat_gedaan = tekst_field("Wat is er gedaan?", required=True)
    situatie = tekst_field("Hoe is het nu, en wat zijn de risico's?", required=True)
    waarom_regie = forms.ChoiceField(
        label="Waarom is regie nodig?", choices=WAAROM, initial=WAAROM[1][0], widget=forms.RadioSelect
    )
    medewerker = forms.ModelChoiceField(
        None, label="Wie?", required=False, empty_label="Wie de regels voorstellen"
    )
    gekozen_reden = forms.CharField(label="Waarom een ander?", max_length=300, required=False)

    def __init__(self, *args, ontbreekt=(), **kwargs):
        super().__init__(*args, **kwargs)
        keep = {name for part in ontbreekt for name in self.ASKED.get(part, ())}
        # What was typed stays, also when a colleague filled that part in the meantime.
        keep |= {name for names in self.ASKED.values() if set(names) & set(self.data) for name in names}
        for name in {name for names in self.ASKED.values() for name in names} - keep:
            del self.fields[name]
        asked = [name for name in ("wat_gedaan", "situatie") if name in keep]
        asked += ALS_DAN if "als" in keep else ()
        asked += [name for name in ("bronnummer", "geen_nummer", "waarom_regie") if name in keep]
        meer = Meer("Vraag een ander dan het voorstel", "medewerker", "gekozen_reden")
        self.helper.layout = Layout("versie", *asked, meer, Knoppen("Overdragen"))


class OfferForm(CollegaForm):
    toelichting = forms.CharField(label="Toelichting", max_length=200, required=False)
    knop = "Regie aanbieden"


class AppointForm(CollegaForm):
    als = forms.ChoiceField(
        label="Als wat?",
        choices=[("regisseur", "regisseur (moet nog aanvaarden)"), ("waarnemer", "waarnemer")],
        initial="regisseur",
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(label="Waarom deze collega?", max_length=300)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    knop = "Aanwijzen"


class InvolveForm(CollegaForm):
    als = forms.ChoiceField(
        label="Als wat?",
        choices=[c for c in Betrokkene.Als.choices if c[0] in ("uitvoerder", "betrokken", "ingelicht")],
        initial="betrokken",
        widget=forms.RadioSelect,
    )
    taak = forms.CharField(
        label="Welk deel doet of bewaakt deze collega?",
        max_length=200,
        required=False,
        help_text="Bij 'voert uit'",
    )
    knop = "Toevoegen"


class ExcludeForm(CollegaForm):
    knop = "Uitsluiten, of weer toelaten"


class ErnstForm(CrispyForm):
    ernst = forms.ChoiceField(label="Ernst", choices=ERNSTEN, widget=forms.RadioSelect)


class OpschalenForm(CrispyForm):
    naar = forms.ChoiceField(label="Waarheen?", choices=Opschaling.Naar.choices)
    waarheen = forms.CharField(label="Namelijk", max_length=80, required=False)
    besloten_door = forms.CharField(label="Wie besloot?", max_length=90, help_text="Functie is genoeg")
    reden = forms.CharField(label="Waarom?", max_length=300)
    knop = "Opschalen"


class CloseForm(CrispyForm):
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reden = forms.CharField(label="Waarom kan de casus dicht?", max_length=300)
    knop = "Afsluiten"


class BijschrijfForm(CrispyForm):
    tekst = tekst_field("Wat gebeurde er?", required=True)
    dag = DagField(label="Wanneer?", required=False, help_text="Leeg: nu")
    uur = KloktijdField(label="Hoe laat?", max_length=8, required=False)
    layout = Layout("tekst", Naast("dag", "uur"), Knoppen("Toevoegen aan de tijdlijn"))

    def clean(self):
        cleaned = super().clean()
        dag, uur = cleaned.pop("dag", None), cleaned.pop("uur", None)
        if uur is not None and dag is None:
            dag = timezone.localdate()
        cleaned["wanneer"] = lokaal(dag, uur.hour if uur else 12, uur.minute if uur else 0) if dag else None
        return cleaned


class AlsDanForm(CrispyForm):
    als = forms.CharField(label="Als dit gebeurt …", max_length=200)
    dan = forms.CharField(label="… dan moet dit", max_length=200)
    wie = forms.CharField(label="Door wie?", max_length=80, required=False)
    knop = "Toevoegen"


class AlsDanWijzigForm(AlsDanForm):
    knop = "Bewaren"


class AgendaForm(CrispyForm):
    """Bring a casus to a meeting: with at least one of the four criteria (C10)."""

    overleg = forms.ModelChoiceField(None, label="Welk overleg?", empty_label=None)
    criteria = forms.MultipleChoiceField(
        label="Waarom hoort deze casus op de agenda?",
        choices=[(criterium.value, label) for criterium, label in CRITERIA.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    gewenst = forms.CharField(label="Wat moet het opleveren?", max_length=200)
    doel = forms.ChoiceField(
        label="Doel", choices=Agendapunt.Doel.choices, initial="oordeelsvorming", widget=forms.RadioSelect
    )
    minuten = forms.IntegerField(label="Minuten", min_value=1, max_value=120, initial=10)
    knop = "Op de agenda zetten"

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        coming = (
            Overleg.objects.te_komen()
            .filter(team=team, begin__lt=timezone.now() + timedelta(days=62))
            .select_related("reeks")
        )
        self.fields["overleg"].queryset = coming
        self.fields["overleg"].initial = next(
            (row for row in coming if row.reeks.vult(Vanzelf.CASUSSEN)), None
        )
