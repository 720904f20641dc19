"""Logging work: three things at most, the rest on demand."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organisatie.models import Gebied
from ui.forms import CrispyForm, DagField, Knoppen, Meer, TijdsduurField
from ui.pages import SleutelMixin

from .bronnen import logbaar
from .models import Werkregel

LOS = [
    Werkregel.Soort.COACHING,
    Werkregel.Soort.OVERGENOMEN,
    Werkregel.Soort.DIENST,
    Werkregel.Soort.OVERLEG,
    Werkregel.Soort.OVERIG,
]


class WerkregelForm(SleutelMixin, CrispyForm):
    waarvoor = forms.ChoiceField(label="Waarvoor?")
    minuten = TijdsduurField(label="Hoe lang?", max_length=12, help_text="1u30, 90 of 1,5 uur")
    tekst = forms.CharField(label="Wat deed je?", max_length=200)
    dag = DagField(label="Welke dag?", initial=timezone.localdate, required=False)
    resultaat = forms.CharField(label="Zichtbaar resultaat", max_length=200, required=False)
    layout = Layout(
        "sleutel",
        "waarvoor",
        "minuten",
        "tekst",
        Meer("Andere dag, of een resultaat?", "dag", "resultaat"),
        Knoppen("Loggen"),
    )

    def __init__(self, *args, medewerker, **kwargs):
        super().__init__(*args, **kwargs)
        items = logbaar(medewerker)
        gebieden = Gebied.objects.op().filter(team__in=medewerker.team_ids)
        self.items = {item.waarde: item for item in items}
        self.gebieden = {f"gebied|{gebied.pk}": gebied for gebied in gebieden}
        groups = []
        for soort in ("portefeuille", "casus"):
            rows = [(item.waarde, item.titel) for item in items if item.soort == soort]
            if rows:
                groups.append((soort.capitalize(), rows))
        groups.append(("Anders", [(soort.value, soort.label.capitalize()) for soort in LOS]))
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
            cleaned |= {"soort": waarvoor, "titel": Werkregel.Soort(waarvoor).label.capitalize()}
        return cleaned


class CorrectieForm(CrispyForm):
    minuten = TijdsduurField(label="Hoe lang?", max_length=12)
    dag = DagField(label="Welke dag?")
    tekst = forms.CharField(label="Wat deed je?", max_length=200)
    resultaat = forms.CharField(label="Zichtbaar resultaat", max_length=200, required=False)
