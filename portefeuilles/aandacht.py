"""What plans, aanpakken and dossiers ask of people: see organisatie/aandacht.py."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse

from organisatie.aandacht import Bron, register
from regels.aandacht import BINNENKORT, Wanneer
from ui.templatetags.ui import dag

from .models import Aanpak, Activiteit, Inwerkplan, Overdrachtsdossier

EEN_MAAND = timedelta(days=31)


def _activiteit(rij, kader):
    late = rij.dag < kader.vandaag
    return {
        "wanneer": Wanneer.NU if late else Wanneer.STRAKS,
        "tekst": rij.titel,
        "url": reverse("portefeuilles:activiteit", args=[rij.pk]),
        "merk": f"activiteit over de datum: {dag(rij.dag)}" if late else f"activiteit, {dag(rij.dag)}",
        "kleur": "rood" * late,
        "op": rij.dag,
    }


def register_all():
    register(
        Bron(
            "activiteit",
            lambda kader: Activiteit.objects.filter(
                plan__portefeuille__team=kader.team,
                afgerond_op=None,
                gestopt_op=None,
                deadline__lte=kader.vandaag + EEN_MAAND,
            ),
            _activiteit,
            wie="eigenaar",
            titel="tekst",
            dag="deadline",
            over_te_nemen=Activiteit,
            agenda="Activiteit moet klaar zijn",
        ),
        Bron(
            "assessment",
            lambda kader: Aanpak.objects.open().filter(
                portefeuille__team=kader.team, assessment_op__lte=kader.vandaag + BINNENKORT
            ),
            lambda rij, kader: {
                "wanneer": Wanneer.NU,
                "tekst": f"Werkte het? {rij.titel}",
                "url": reverse("portefeuilles:aanpak", args=[rij.pk]),
                "merk": f"assessment {dag(rij.dag)}",
                "kleur": "oranje",
                "op": rij.dag,
            },
            wie="trekker",
            titel="titel",
            dag="assessment_op",
            over_te_nemen=Aanpak,
            agenda="Kijken of een aanpak werkte",
        ),
        Bron(
            "dossier",
            lambda kader: Overdrachtsdossier.objects.filter(portefeuille__team=kader.team, afgerond_op=None),
            lambda rij, kader: {
                "wanneer": Wanneer.NU,
                "tekst": f"Werk het overdrachtsdossier door: {rij.titel}",
                "url": reverse("portefeuilles:dossier", args=[rij.pk]),
                "merk": f"van {rij.bij}",
            },
            wie="aan",
            titel="portefeuille__naam",
            bij="van__naam",
        ),
        Bron(
            "inwerken",
            lambda kader: (
                Inwerkplan.objects.filter(team=kader.team)
                .annotate(open=Count("stappen", filter=Q(stappen__klaar_op=None)))
                .filter(open__gt=0)
            ),
            lambda rij, kader: {
                "wanneer": Wanneer.STRAKS,
                "tekst": "Mijn inwerkplan",
                "url": reverse("portefeuilles:inwerkplan", args=[rij.pk]),
                "merk": f"nog {rij.bij} te doen",
            },
            wie="medewerker",
            bij="open",
        ),
    )
