"""Logging work: three things at most, the rest on demand."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Gebied
from regels.werktijd import Werksoort
from ui.forms import CrispyForm, DagField, Knoppen, Meer, TijdsduurField
from ui.pages import SleutelMixin

from .bronnen import logbaar, logbaar_of
from .models import SOORTEN, VERDRINGING

LABELS = dict(SOORTEN)
LOS = [Werksoort.COACHING, Werksoort.OVERGENOMEN, Werksoort.DIENST, Werksoort.OVERLEG, Werksoort.OVERIG]
GROEPEN = [
    (Werksoort.PORTEFEUILLE, "Portefeuille"),
    (Werksoort.CASUS, "Casus"),
    (Werksoort.ACTIEPUNT, "Actiepunt"),
    (Werksoort.BUITEN, "Buiten de speerpunten"),
]


def verdringing_field():
    return forms.ChoiceField(
        label="Ging dit voor op je eigen werk? Waardoor?", choices=[("", "Nee"), *VERDRINGING], required=False
    )


class WerkregelForm(SleutelMixin, CrispyForm):
    waarvoor = forms.ChoiceField(label="Waarvoor?")
    minuten = TijdsduurField(label="Hoe lang?", max_length=20, help_text="1u30, 90 of 1,5 uur")
    tekst = forms.CharField(label="Wat deed je?", max_length=200)
    dag = DagField(label="Welke dag?", initial=timezone.localdate, required=False)
    resultaat = forms.CharField(
        label="Zichtbaar resultaat",
        max_length=200,
        required=False,
        help_text="Logde je op een portefeuille? Dan komt het op die pagina, zonder je naam en je tijd",
    )
    verdringing = verdringing_field()
    layout = Layout(
        "sleutel",
        "waarvoor",
        "minuten",
        "tekst",
        Meer("Andere dag, een resultaat, of ging dit voor?", "dag", "resultaat", "verdringing"),
        Knoppen("Loggen"),
    )

    def __init__(self, *args, medewerker, voor="", **kwargs):
        super().__init__(*args, initial={"waarvoor": voor}, **kwargs)
        items = logbaar(medewerker)
        if voor not in {item.waarde for item in items} and (named := logbaar_of(medewerker, voor)):
            items.append(named)
        gebieden = Gebied.objects.op().filter(team__in=medewerker.team_ids)
        self.items = {item.waarde: item for item in items}
        self.gebieden = {f"gebied|{gebied.pk}": gebied for gebied in gebieden}
        groups = []
        for soort, kop in GROEPEN:
            rows = [(item.waarde, item.titel) for item in items if item.soort == soort]
            if rows:
                groups.append((kop, rows))
        groups.append(("Anders", [(soort.value, LABELS[soort].capitalize()) for soort in LOS]))
        if gebieden:
            groups.append(("Gebied", [(waarde, gebied.naam) for waarde, gebied in self.gebieden.items()]))
        self.fields["waarvoor"].choices = [("", "Kies"), *groups]

    def clean(self):
        cleaned = super().clean()
        waarvoor = cleaned.pop("waarvoor", "")
        if item := self.items.get(waarvoor):
            cleaned |= {"soort": item.soort, "onderwerp": item.onderwerp, "titel": item.titel}
        elif gebied := self.gebieden.get(waarvoor):
            cleaned |= {"soort": "gebied", "onderwerp": gebied, "titel": gebied.naam}
        elif waarvoor:
            cleaned |= {"soort": waarvoor, "titel": LABELS[waarvoor].capitalize()}
        return cleaned


class CorrectieForm(CrispyForm):
    minuten = TijdsduurField(label="Hoe lang?", max_length=20)
    dag = DagField(label="Welke dag?")
    tekst = forms.CharField(label="Wat deed je?", max_length=200)
    resultaat = forms.CharField(label="Zichtbaar resultaat", max_length=200, required=False)
    verdringing = verdringing_field()
