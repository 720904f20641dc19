"""Forms of the organisation."""

from datetime import timedelta

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from regels.functies import KAN_ESCALEREN
from regels.organisatie import HALVE_DAG, afwezig_tot, afwezig_van
from ui.forms import CrispyForm, DagField, Knoppen, Naast

from .models import (
    Beslisregel,
    Contactpersoon,
    Gebied,
    Medewerker,
    Organisatie,
    Teaminstelling,
    Vrijstelling,
    Wijk,
)
from .models.mensen import FUNCTIES, ROLLEN

KETEN_FUNCTIES = [keuze for keuze in FUNCTIES if keuze[0] in KAN_ESCALEREN]


UREN = [
    ("uren_rustig", "Termijn bij rustig (werkuren)"),
    ("uren_alert", "Termijn bij alert (werkuren)"),
    ("uren_kritiek", "Termijn bij kritiek (klokuren)"),
    ("dienst_uren", "Een OpCo-dienst duurt (uren)"),
]


class AfwezigheidForm(CrispyForm):
    """Per day or half day; the screen says "t/m"."""

    van = DagField(label="Eerste dag", initial=timezone.localdate)
    van_middag = forms.BooleanField(label="Die dag pas vanaf 13.00 uur", required=False)
    tot = DagField(label="Laatste dag (t/m)", required=False, help_text="Leeg: nog niet bekend")
    tot_ochtend = forms.BooleanField(label="Die dag tot 13.00 uur", required=False)
    weekend_erbij = forms.BooleanField(label="Het weekend erna telt mee", required=False, initial=True)

    layout = Layout(
        Naast("van", "tot"),
        "van_middag",
        "tot_ochtend",
        "weekend_erbij",
        Knoppen("Bekijk wat dit betekent", naam="stap", waarde="gevolgen"),
    )

    def clean(self):
        cleaned = super().clean()
        van, tot = cleaned.get("van"), cleaned.get("tot")
        if van is None or self.errors:
            return cleaned
        if tot is not None and tot < van:
            self.add_error("tot", "De laatste dag ligt voor de eerste dag.")
            return cleaned
        moment_van = afwezig_van(van, middag=cleaned["van_middag"])
        moment_tot = None
        if tot is not None:
            moment_tot = afwezig_tot(
                tot, ochtend=cleaned["tot_ochtend"], weekend_erbij=cleaned["weekend_erbij"]
            )
            if moment_tot <= moment_van:
                self.add_error("tot", "Het einde ligt voor het begin: kies een latere dag, of een hele dag.")
        return {"van": moment_van, "tot": moment_tot}


class AfwezigheidWijzigForm(AfwezigheidForm):
    """Other days; of an absence that has begun the begin stands."""

    def __init__(self, *args, afwezigheid, **kwargs):
        van = timezone.localtime(afwezigheid.van)
        tot = timezone.localtime(afwezigheid.tot) if afwezigheid.tot else None
        morning = tot is not None and tot.hour == HALVE_DAG
        last = tot and (tot if morning else tot - timedelta(minutes=1)).date()
        initial = {
            "van": van.date(),
            "van_middag": van.hour == HALVE_DAG,
            "tot": last,
            "tot_ochtend": morning,
        }
        super().__init__(*args, initial={**initial, "weekend_erbij": False}, **kwargs)
        if afwezigheid.van <= timezone.now():
            self.fields["van"].disabled = self.fields["van_middag"].disabled = True


class TotEnMetForm(CrispyForm):
    """The last day on which something holds."""

    laatste_dag = DagField(label="Laatste dag (t/m)", initial=timezone.localdate)
    knop = "Beëindigen"

    def clean(self):
        cleaned = super().clean()
        dag = cleaned.pop("laatste_dag", None)
        return {**cleaned, "tot": dag + timedelta(days=1)} if dag else cleaned


class VrijstellingForm(CrispyForm):
    soort = forms.ChoiceField(
        label="Vrijgesteld van", choices=Vrijstelling.Soort.choices, widget=forms.RadioSelect
    )
    van = DagField(label="Eerste dag", initial=timezone.localdate)
    tot = DagField(label="Laatste dag (t/m)", required=False, help_text="Leeg: zonder einde")
    layout = Layout("soort", Naast("van", "tot"), Knoppen("Bewaren"))

    def clean(self):
        cleaned = super().clean()
        van, tot = cleaned.get("van"), cleaned.get("tot")
        if van and tot:
            if tot < van:
                self.add_error("tot", "De laatste dag ligt voor de eerste dag.")
            else:
                cleaned["tot"] = tot + timedelta(days=1)
        return cleaned


class VrijstellingWijzigForm(VrijstellingForm):
    """Other days; of an exemption that runs only the end."""

    def __init__(self, *args, vrijstelling, **kwargs):
        row = vrijstelling
        super().__init__(*args, initial={"soort": row.soort, "van": row.van, "tot": row.tot_en_met}, **kwargs)
        if row.van < timezone.localdate():
            self.fields["soort"].disabled = self.fields["van"].disabled = True


class PlaatsingForm(CrispyForm):
    functie = forms.ChoiceField(label="Functie", choices=FUNCTIES)
    van = DagField(label="Vanaf", initial=timezone.localdate)
    opco_bevoegd = forms.BooleanField(label="Mag OpCo zijn", required=False)
    beheerder = forms.BooleanField(label="Beheert de instellingen van het team", required=False)


class NieuweMedewerkerForm(PlaatsingForm):
    zonder_controle = True  # a name is what it asks
    personeelsnummer = forms.CharField(label="Personeelsnummer", max_length=30)
    naam = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mail (werk)", required=False)
    telefoon = forms.CharField(label="Telefoon (werk)", max_length=30, required=False)
    field_order = [
        "personeelsnummer",
        "naam",
        "email",
        "telefoon",
        "functie",
        "van",
        "opco_bevoegd",
        "beheerder",
    ]


class KoppelingForm(CrispyForm):
    gebied = forms.ModelChoiceField(None, label="Waar?", empty_label="Kies een gebied")
    wijk = forms.ModelChoiceField(None, label="Wijk", required=False, empty_label="Het hele gebied")
    rol = forms.ChoiceField(label="Rol", choices=ROLLEN, widget=forms.RadioSelect)
    van = DagField(label="Vanaf", initial=timezone.localdate)
    volgorde = forms.IntegerField(label="Volgorde", required=False, min_value=1, max_value=99)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = Gebied.objects.op().filter(team=team)
        self.fields["wijk"].queryset = Wijk.objects.filter(gebied__team=team)

    def clean(self):
        cleaned = super().clean()
        wijk, gebied = cleaned.get("wijk"), cleaned.get("gebied")
        if wijk and gebied and wijk.gebied_id != gebied.pk:
            self.add_error("wijk", f"Deze wijk hoort bij {wijk.gebied}.")
        return cleaned


class DienstForm(CrispyForm):
    """Take over the shift: read back what you take over."""

    verwacht = forms.IntegerField(widget=forms.HiddenInput, required=False)
    teruglezing = forms.CharField(
        label="Lees kort terug wat je overneemt",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld: één casus open, om 22.30 uur langs de woning.",
    )
    knop = "Ik neem de dienst over"


class VolgendeForm(CrispyForm):
    volgende = forms.ModelChoiceField(
        None, label="Wie is na jou OpCo?", empty_label="Nog niet bekend", required=False
    )
    bericht = forms.CharField(
        label="Wat moet de volgende OpCo weten?",
        max_length=300,
        required=False,
        help_text="In één zin. Wat openstaat ziet je collega vanzelf.",
    )
    knop = "Bewaren"

    def __init__(self, *args, team, zonder=None, **kwargs):
        super().__init__(*args, **kwargs)
        bevoegd = team.plaatsingen.op().filter(opco_bevoegd=True).values("medewerker")
        self.fields["volgende"].queryset = (
            Medewerker.objects.filter(pk__in=bevoegd).exclude(pk=zonder).order_by("naam")
        )


class InstellingForm(CrispyForm):
    """What the team agrees, from a day on (O3)."""

    vanaf = DagField(label="Geldt vanaf", initial=timezone.localdate)
    FIELDS = (
        "woord_gebied",
        "woord_gebieden",
        "lidwoord_gebied",
        "woord_woe",
        "woord_woes",
        "woe_in_mt",
        "woe_naar_wijkagent",
        "woe_zonder_gebied",
        "andere_woe_voor_oe",
        "wie_ziet_tijd",
        "uren_rustig",
        "uren_alert",
        "uren_kritiek",
        "werkdag_van",
        "werkdag_tot",
        "dienst_uren",
        "piket",
    )

    locals().update(forms.fields_for_model(Teaminstelling, FIELDS))
    wie_ziet_tijd = forms.ChoiceField(
        label="Wie ziet de uren van één collega?",
        choices=Teaminstelling.WieZietTijd.choices,
        widget=forms.RadioSelect,
        help_text="Geldt voor uren vanaf deze dag. Elke keer kijken wordt vastgelegd, en de collega ziet dat.",
    )
    locals().update(
        {name: forms.IntegerField(label=label, min_value=1, max_value=99) for name, label in UREN}
    )
    locals().update(
        {
            f"keten_{nummer}": forms.ChoiceField(
                label=f"Escalatieketen, plaats {nummer + 1}",
                choices=[("", "–"), *KETEN_FUNCTIES],
                required=False,
            )
            for nummer in range(5)
        }
    )

    def __init__(self, *args, instelling, **kwargs):
        initial = {name: getattr(instelling, name) for name in self.FIELDS}
        for nummer in range(5):
            keten = instelling.escalatieketen
            initial[f"keten_{nummer}"] = keten[nummer] if nummer < len(keten) else ""
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        keten = [cleaned.pop(f"keten_{nummer}", "") for nummer in range(5)]
        keten = list(dict.fromkeys(functie for functie in keten if functie))
        if not keten:
            self.add_error("keten_0", "Kies minstens één functie voor de escalatieketen.")
        cleaned["escalatieketen"] = keten
        begin, eind = cleaned.get("werkdag_van"), cleaned.get("werkdag_tot")
        if eind is not None and eind > 24:
            self.add_error("werkdag_tot", "Vul een uur in van 1 tot en met 24.")
        elif begin is not None and eind is not None and eind <= begin:
            self.add_error("werkdag_tot", "De werkdag eindigt voor hij begint.")
        return cleaned


class TeamForm(CrispyForm):
    formatie = forms.DecimalField(label="Formatie (fte)", min_value=0, max_digits=5, decimal_places=1)
    bezetting = forms.DecimalField(label="Bezetting (fte)", min_value=0, max_digits=5, decimal_places=1)


class GebiedForm(CrispyForm):
    naam = forms.CharField(label="Naam", max_length=80)
    volgorde = forms.IntegerField(label="Volgorde", min_value=0, max_value=99, initial=0)
    gemeente = forms.ModelChoiceField(
        None, label="In welke gemeente?", required=False, empty_label="Niet bekend"
    )

    def __init__(self, *args, team, gebied=None, **kwargs):
        self.team, self.gebied = team, gebied
        names = ("naam", "volgorde", "gemeente")
        initial = {name: getattr(gebied, name) for name in names} if gebied else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["gemeente"].queryset = team.organisaties.filter(soort="gemeente", opgegaan_in=None)

    def clean_naam(self):
        naam = self.cleaned_data["naam"].strip()
        same = Gebied.objects.filter(team=self.team, naam__iexact=naam)
        if same.exclude(pk=self.gebied.pk if self.gebied else None).exists():
            raise forms.ValidationError("Deze naam is er al.")
        return naam


class WijkForm(CrispyForm):
    naam = forms.CharField(label="Naam", max_length=80)
    code = forms.CharField(label="CBS-code", max_length=12)
    inwoners = forms.IntegerField(label="Inwoners", min_value=0, max_value=2_000_000)

    def __init__(self, *args, gebied, wijk=None, **kwargs):
        self.gebied, self.wijk = gebied, wijk
        initial = {"naam": wijk.naam, "code": wijk.code, "inwoners": wijk.inwoners} if wijk else {}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_code(self):
        code = self.cleaned_data["code"].strip()
        same = Wijk.objects.filter(gebied=self.gebied, code=code)
        if same.exclude(pk=self.wijk.pk if self.wijk else None).exists():
            raise forms.ValidationError("Deze code is er al in dit gebied.")
        return code


class FeestdagForm(CrispyForm):
    dag = DagField(label="Dag")
    naam = forms.CharField(label="Naam", max_length=80)
    knop = "Toevoegen"


class OphoudenForm(TotEnMetForm):
    """The last day of a gebied or a portefeuille, and what takes over what runs then."""

    opvolger = forms.ModelChoiceField(None, label="Waar gaat lopend werk naartoe?", empty_label="Kies")

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        others = type(row).objects.filter(team=row.team, tot=None)
        self.fields["opvolger"].queryset = others.exclude(pk=row.pk)


class OrganisatieForm(CrispyForm):
    naam = forms.CharField(label="Naam", max_length=80)
    soort = forms.ChoiceField(label="Soort", choices=Organisatie.Soort.choices)
    ivp = forms.CharField(
        label="Integraal veiligheidsplan",
        max_length=120,
        required=False,
        help_text="Bij een gemeente: naam of jaren",
    )


class ContactpersoonForm(CrispyForm):
    """Work contact data only."""

    naam = forms.CharField(label="Naam", max_length=120)
    functie = forms.CharField(label="Functie", max_length=80, required=False)
    telefoon = forms.CharField(label="Telefoon (werk)", max_length=30, required=False)
    email = forms.EmailField(label="E-mail (werk)", required=False)
    vervanger = forms.ModelChoiceField(
        None, label="Wie vervangt?", required=False, empty_label="Nog niet bekend"
    )
    zonder_controle = True  # names are what this form is for

    def __init__(self, *args, organisatie, contactpersoon=None, **kwargs):
        names = ("naam", "functie", "telefoon", "email", "vervanger")
        initial = {name: getattr(contactpersoon, name) for name in names} if contactpersoon else {}
        super().__init__(*args, initial=initial, **kwargs)
        others = Contactpersoon.objects.filter(organisatie=organisatie, gestopt_op=None)
        self.fields["vervanger"].queryset = others.exclude(pk=contactpersoon.pk if contactpersoon else None)


class MergeForm(CrispyForm):
    blijft = forms.ModelChoiceField(None, label="Met welke partner?", empty_label="Kies een partner")
    knop = "Samenvoegen"

    def __init__(self, *args, organisatie, **kwargs):
        super().__init__(*args, **kwargs)
        others = Organisatie.objects.filter(team=organisatie.team, opgegaan_in=None)
        self.fields["blijft"].queryset = others.exclude(pk=organisatie.pk)


class DeellinkForm(CrispyForm):
    voor = forms.CharField(
        label="Voor wie is de link?", max_length=120, help_text="Bijvoorbeeld: wijkteam Noord"
    )
    verloopt_op = DagField(label="Geldig t/m")
    knop = "Link maken"


class BeslisregelForm(CrispyForm):
    niveau = forms.ChoiceField(label="Niveau", choices=Beslisregel.Niveau.choices, widget=forms.RadioSelect)
    onderwerp = forms.CharField(label="Waarover?", max_length=120)
    wie = forms.CharField(label="Wie beslist?", max_length=120)
    toelichting = forms.CharField(label="Toelichting", max_length=300, required=False)
