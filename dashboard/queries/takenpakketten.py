"""Takenpakketten side by side: where is it too much, and where is room? (P5)"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from casuistiek.models import Casus
from casuistiek.queries import open_per_woe, standen_of
from organisatie.models import Koppeling, Medewerker, OpCoDienst, Plaatsing
from organisatie.queries import instelling_for
from portefeuilles.afspraken import TAKENPAKKET
from portefeuilles.models import Activiteit, Houderschap, Thema
from regels.begrippen import Houderrol, Rol
from regels.functies import DRAAGT_THEMA
from regels.takenpakket import SOORTEN, Pakket, heeft_ruimte, te_veel

DIENSTEN_OVER = timedelta(days=30)


@dataclass
class Rij:
    """One person's takenpakket: the names of what they do, the numbers of it, and what the rules say."""

    medewerker: Medewerker
    functie: str
    portefeuilles: list = field(default_factory=list)
    gebieden: list = field(default_factory=list)
    pakket: Pakket = field(default_factory=Pakket)
    te_veel: list = field(default_factory=list)
    ruimte: bool = False
    staven: list = field(default_factory=list)


def rows_of(team, kijker):
    """A `Rij` for every WOE, and for everybody else who holds a portefeuille. Casussen count as far as `kijker` sees them."""
    today = timezone.localdate()
    held = list(
        Houderschap.objects.op()
        .filter(portefeuille__team=team, rol=Houderrol.HOUDER)
        .select_related("portefeuille")
    )
    holders = {row.medewerker_id for row in held}
    placed = [
        row
        for row in Plaatsing.objects.op()
        .filter(team=team)
        .select_related("medewerker")
        .order_by("medewerker__naam")
        if row.functie in DRAAGT_THEMA or row.medewerker_id in holders
    ]
    themas = dict(
        Thema.objects.filter(portefeuille__team=team)
        .order_by()
        .values_list("portefeuille")
        .annotate(aantal=Count("pk"))
    )
    ties = Koppeling.objects.op().filter(gebied__team=team).select_related("gebied")
    agents, gebieden = defaultdict(set), defaultdict(dict)
    for tie in ties:
        if tie.rol == Rol.WIJKAGENT:
            agents[tie.gebied_id].add(tie.medewerker_id)
        elif tie.rol == Rol.WOE:
            gebieden[tie.medewerker_id][tie.gebied_id] = tie.gebied
    shifts = dict(
        OpCoDienst.objects.filter(team=team, van__gte=timezone.now() - DIENSTEN_OVER)
        .order_by()
        .values_list("medewerker")
        .annotate(aantal=Count("pk"))
    )
    late = dict(
        Activiteit.objects.filter(
            plan__portefeuille__team=team, afgerond_op=None, gestopt_op=None, deadline__lt=today
        )
        .order_by()
        .values_list("eigenaar")
        .annotate(aantal=Count("pk"))
    )
    standen = standen_of(Casus.objects.visible_to(kijker).filter(team=team).open().voor_standen())
    people = {row.medewerker_id: row.medewerker.naam for row in placed}
    casussen = {row["medewerker"]: row["totaal"] for row in open_per_woe(people, standen)}
    instelling = instelling_for(kijker, team.pk)
    grenzen = TAKENPAKKET.van(instelling)
    het_gebied = f"{instelling.lidwoord_gebied} {instelling.woord_gebied}"
    rijen = []
    for row in placed:
        wie = row.medewerker
        mine = [h.portefeuille for h in held if h.medewerker_id == wie.pk]
        places = gebieden[wie.pk]
        pakket = Pakket(
            portefeuilles=len(mine),
            themas=sum(max(themas.get(p.pk, 0), 1) for p in mine),
            gebieden=len(places),
            casussen=casussen.get(wie.pk, 0),
            wijkagenten=len(set().union(*(agents[pk] for pk in places))) if places else 0,
            diensten=shifts.get(wie.pk, 0),
            activiteiten_te_laat=late.get(wie.pk, 0),
        )
        rijen.append(
            Rij(
                medewerker=wie,
                functie=row.get_functie_display(),
                portefeuilles=mine,
                gebieden=list(places.values()),
                pakket=pakket,
                te_veel=te_veel(pakket, grenzen, het_gebied=het_gebied),
                ruimte=heeft_ruimte(pakket, grenzen),
                staven=[
                    (meer, getattr(pakket, naam), getattr(grenzen, naam))
                    for naam, (_, meer) in SOORTEN.items()
                ],
            )
        )
    return rijen
