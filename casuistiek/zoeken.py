"""Searching casussen. Only what exists for you is searched, so that nothing else is found or counted."""

from django.db.models import Q

from regels.begrippen import Fase

from .models import Betrokkene, Casus, CasusGebied, Casuspartner, CasusPortefeuille, Les, Regie
from .models.casus import FASES

MEEST = 50
KORTST = 2


def zoek(medewerker, team, tekst):
    """Casussen that exist for this medewerker and match every word: title, reference, source number, kind, gebied,
    portefeuille, partner, phase, a person with a part in it, or a lesson. Newest first, at most 51.
    """
    found = Casus.objects.visible_to(medewerker).filter(team=team).zonder_verhaal()
    woorden = tekst.split()[:8]
    for woord in woorden:
        found = found.filter(pk__in=_matches(medewerker, team, woord))
    return found.order_by("-geopend_op", "-pk")[: MEEST + 1] if woorden else Casus.objects.none()


def _matches(medewerker, team, woord):
    own = Casus.objects.filter(team=team)
    nummer = woord.upper().removeprefix("C-")
    direct = Q(titel__icontains=woord) | Q(bronnummer__icontains=woord) | Q(soort__icontains=woord)
    if nummer.isascii() and nummer.isdigit() and len(nummer) < 10:
        direct |= Q(nummer=int(nummer))
    direct |= Q(vastgelegd_aan_zet__naam__icontains=woord) & ~Q(fase=Fase.AFGESLOTEN)
    direct |= Q(fase__in=[value for value, label in FASES if woord.lower() in label])
    if woord.lower() == "open":
        direct |= ~Q(fase=Fase.AFGESLOTEN)
    via = (
        CasusGebied.objects.filter(gebied__naam__icontains=woord),
        CasusPortefeuille.objects.filter(portefeuille__naam__icontains=woord),
        Casuspartner.objects.filter(
            Q(organisatie__naam__icontains=woord) | Q(contactpersoon__naam__icontains=woord)
        ),
        Betrokkene.objects.filter(medewerker__naam__icontains=woord),
        Regie.objects.filter(medewerker__naam__icontains=woord),
    )
    for rows in via:
        direct |= Q(pk__in=rows.values("casus"))
    lessen = (
        Les.objects.visible_to(medewerker)
        .filter(team=team)
        .filter(Q(tekst__icontains=woord) | Q(werkafspraak__icontains=woord))
    )
    direct |= Q(pk__in=lessen.values("bijeenkomst__leercasussen__casus"))
    return own.filter(direct).values("pk")
