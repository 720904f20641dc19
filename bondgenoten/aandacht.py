"""What networks, call rounds and signals ask of people: see organisatie/aandacht.py."""

from django.db.models import Q
from django.urls import reverse

from organisatie.aandacht import Bron, register
from regels.aandacht import Wanneer, wie_beslissen
from regels.bellen import KLAAR
from regels.signaal import Niveau

from .models import Advies, Belregel, Belronde, Signaal


def _decide(kader):
    return wie_beslissen(kader.feiten, kader.nu)


def _mine(kader):
    runs = Belronde.objects.lopend().filter(team=kader.team)
    return Belregel.objects.filter(~Q(afloop__in=KLAAR), belronde__in=runs.values("pk")).exclude(beller=None)


def _signaal(rij, kader):
    acuut = int(rij.bij) >= Niveau.ACUUT
    return {
        "wanneer": Wanneer.NU,
        "tekst": f"Signaal: {rij.titel}",
        "url": reverse("bondgenoten:signaal", args=[rij.pk]),
        "merk": "acuut" if acuut else "hoog",
        "kleur": "rood",
    }


def _advice(kader):
    return Advies.objects.filter(netwerk__team=kader.team, netwerk__gestopt_op=None, antwoord="")


def _answer(rij, kader):
    return {
        "wanneer": Wanneer.STRAKS,
        "tekst": f"Antwoord op advies van {rij.titel}",
        "url": reverse("bondgenoten:advies-answer", args=[rij.pk]),
    }


def register_all():
    register(
        Bron(
            "bellen",
            _mine,
            lambda rij, kader: {
                "wanneer": Wanneer.NU,
                "tekst": f"Bel: {rij.titel}",
                "url": reverse("bondgenoten:belronde", args=[rij.pk]),
                "kleur": "oranje",
            },
            wie="beller",
            pk="belronde",
            titel="belronde__aanleiding",
            telt=True,
        ),
        Bron(
            "belronde",
            lambda kader: Belronde.objects.lopend().filter(team=kader.team),
            lambda rij, kader: {
                "wanneer": Wanneer.NU,
                "tekst": f"Belronde: {rij.titel}",
                "url": reverse("bondgenoten:belronde-overview", args=[rij.pk]),
                "merk": "loopt",
                "kleur": "oranje",
            },
            allen=_decide,
            titel="aanleiding",
            nodig=True,
        ),
        Bron(
            "signaal",
            lambda kader: Signaal.objects.actueel(kader.vandaag).filter(
                team=kader.team, niveau__gte=Niveau.HOOG
            ),
            _signaal,
            allen=_decide,
            titel="titel",
            bij="niveau",
            nodig=True,
        ),
        Bron(
            "advies",
            lambda kader: Advies.objects.filter(
                netwerk__team=kader.team, netwerk__gestopt_op=None, antwoord=""
            ),
            lambda rij, kader: {
                "wanneer": Wanneer.STRAKS,
                "tekst": f"Antwoord op advies van {rij.titel}",
                "url": reverse("bondgenoten:advies-answer", args=[rij.pk]),
            },
            wie="netwerk__trekker",
            titel="netwerk__naam",
        ),
        Bron(
            "advies",
            lambda kader: _advice(kader).filter(netwerk__trekker__in=kader.feiten.afwezig_op(kader.nu)),
            _answer,
            wie="netwerk__vervanger",
            titel="netwerk__naam",
        ),
    )
