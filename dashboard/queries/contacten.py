"""The contactoverzicht: who belongs to which gebied and portefeuille, for colleagues and for partners (O7)."""

from dataclasses import dataclass

from organisatie.models import Koppeling, Medewerker
from organisatie.queries import instelling_van
from portefeuilles.models import Houderschap
from regels.begrippen import Rol


@dataclass(frozen=True)
class Regel:
    """One person in one role, with the contact data of work."""

    als: str
    medewerker: Medewerker
    wijk: str = ""


def overzicht_of(team):
    """Per gebied and per portefeuille who to turn to, in the order the rules use. Three queries."""
    woord = instelling_van(team.pk).woord_woe
    gebieden = {gebied.pk: (gebied, []) for gebied in team.gebieden.op()}
    volgorde = {rol: plek for plek, rol in enumerate((Rol.WOE, Rol.OE, Rol.OSA, Rol.WIJKAGENT))}
    ties = Koppeling.objects.op().filter(gebied__in=gebieden).select_related("medewerker", "wijk")
    for tie in sorted(ties, key=lambda tie: (volgorde[tie.rol], tie.volgorde or 99, tie.van)):
        als = woord if tie.rol == Rol.WOE else tie.get_rol_display()
        gebieden[tie.gebied_id][1].append(Regel(als, tie.medewerker, tie.wijk.naam if tie.wijk else ""))
    portefeuilles = {portefeuille.pk: (portefeuille, []) for portefeuille in team.portefeuilles.op()}
    holders = Houderschap.objects.op().filter(portefeuille__in=portefeuilles).select_related("medewerker")
    for row in holders:
        portefeuilles[row.portefeuille_id][1].append(Regel(row.get_rol_display(), row.medewerker))
    return {"gebieden": list(gebieden.values()), "portefeuilles": list(portefeuilles.values())}
