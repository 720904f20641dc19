"""What a team agrees about time: the norm, and what counts as one's own work (P5)."""

from django import forms

from organisatie import afspraken
from organisatie.afspraken import Groep, getal
from regels.werktijd import WERKSOORTEN, Afspraken

TIJD = Groep(
    "tijd",
    "Tijd voor eigen werk",
    Afspraken,
    {
        "norm": getal("Norm voor eigen werk (procent van de tijd)", hoogstens=100),
        "eigen": forms.MultipleChoiceField(
            label="Wat telt als eigen werk?",
            choices=[(soort.value, naam.capitalize()) for soort, naam in WERKSOORTEN.items()],
            widget=forms.CheckboxSelectMultiple,
        ),
    },
)


def register():
    afspraken.register(TIJD)
