"""Which taakaccenthouder fits a casus (P6): the one who knows the thema, is there, and has the least on their hands."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from organisatie.models import Afwezigheid
from portefeuilles.models import Taakaccenthouder
from regels.taakaccent import Accentfase, Kandidaat, voorstel

from .zicht import OPEN

MEESTE = 3


def propose_for(casus, portefeuilles, betrokken):
    """At most three `Taakaccenthouder`s to ask, best first, without who is involved already. One query.

    `portefeuilles` are ids in the order of the casus, its hoofdportefeuille first; `betrokken` ids of medewerkers.
    """
    places = {pk: place for place, pk in enumerate(portefeuilles)}
    if not places:
        return []
    now = timezone.now()
    absent = Afwezigheid.objects.filter(
        Q(tot=None) | Q(tot__gt=now), medewerker=OuterRef("medewerker"), ingetrokken_op=None, van__lte=now
    )
    carries = Q(medewerker__betrokken_bij__als="uitvoerder", medewerker__betrokken_bij__casus__fase__in=OPEN)
    rows = (
        Taakaccenthouder.objects.op()
        .filter(taakaccent__portefeuille__in=places)
        .exclude(medewerker__in=betrokken)
        .exclude(fase=Accentfase.WERVING)
        .select_related("medewerker", "taakaccent")
        .only("fase", "vraagbaak", "medewerker__naam", "taakaccent__naam", "taakaccent__portefeuille")
        .annotate(
            afwezig=Exists(absent),
            loopt_al=Count("medewerker__betrokken_bij", filter=carries, distinct=True),
        )
    )
    by_person = {}
    for row in rows:
        found = Kandidaat(
            medewerker=row.medewerker_id,
            plaats=places[row.taakaccent.portefeuille_id],
            fase=Accentfase(row.fase),
            vraagbaak=row.vraagbaak,
            afwezig=row.afwezig,
            loopt_al=row.loopt_al,
        )
        known = by_person.get(row.medewerker_id)
        if known is None or found.plaats < known[0].plaats:
            by_person[row.medewerker_id] = (found, row)
    ordered = voorstel(found for found, _ in by_person.values())
    return [by_person[found.medewerker][1] for found in ordered[:MEESTE]]
