"""What meetings and actiepunten ask of people: see organisatie/aandacht.py."""

from datetime import timedelta

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils import timezone

from organisatie.aandacht import Bron, register
from regels.aandacht import Wanneer, wanneer, wanneer_voorbereiden
from ui.templatetags.ui import dag, moment

from .models import Actiepunt, Agendapunt, Presentatie

LANG_IN_VOORRAAD = timedelta(days=28)


def _actiepunt(rij, kader):
    when = wanneer(rij.dag, kader.vandaag)
    late = when == Wanneer.NU
    return {
        "wanneer": when,
        "tekst": f"{rij.titel} (deeltaak)" if rij.bij else rij.titel,
        "url": reverse("overleggen:actiepunt", args=[rij.pk]),
        "merk": f"actiepunt te laat: {dag(rij.dag)}" if late else dag(rij.dag),
        "kleur": "rood" * late,
        "op": rij.dag,
    }


def _turn(rij, kader):
    op = timezone.localdate(rij.moment)
    klaar = rij.bij == "klaar"
    return {
        "wanneer": wanneer_voorbereiden(op, kader.vandaag, klaar=klaar),
        "tekst": "Jij presenteert" if klaar else "Bereid je presentatie voor: de 5W en je vraag",
        "url": reverse("overleggen:presentatie", args=[rij.pk]),
        "merk": moment(rij.moment),
        "kleur": "" if klaar else "oranje",
        "op": op,
    }


def _turns(kader):
    return Presentatie.objects.filter(
        overleg__team=kader.team,
        gehouden_op=None,
        overleg__status="gepland",
        overleg__begin__date__gte=kader.vandaag,
    ).annotate(
        klaar=Case(When(wat="", then=Value("")), When(vraag="", then=Value("")), default=Value("klaar"))
    )


def _forgotten(kader):
    return Agendapunt.objects.filter(
        reeks__team=kader.team,
        overleg=None,
        uitkomst="",
        komt_terug=False,
        ingebracht_op__lt=kader.nu - LANG_IN_VOORRAAD,
    )


def register_all():
    register(
        Bron(
            "actiepunt",
            lambda kader: Actiepunt.objects.open().filter(team=kader.team),
            _actiepunt,
            wie="eigenaar",
            titel="tekst",
            bij="boven",
            dag="deadline",
            over_te_nemen=Actiepunt,
            agenda="Actiepunt moet klaar zijn",
        ),
        Bron(
            "presentatie",
            _turns,
            _turn,
            wie="medewerker",
            bij="klaar",
            moment="overleg__begin",
            over_te_nemen=Presentatie,
        ),
        Bron(
            "voorraad",
            _forgotten,
            lambda rij, kader: {
                "wanneer": Wanneer.LATER,
                "tekst": f"Nog nodig? {rij.titel}",
                "url": reverse("overleggen:punt-plan", args=[rij.pk]),
                "merk": "wacht al vier weken in de voorraad",
            },
            wie="inbrenger",
            titel="titel",
            over=True,
        ),
    )
