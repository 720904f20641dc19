"""De keten: wie er achter elkaar staan voor een casus, als wat (domein.md paragraaf 3, tabel "Chain").

`vervanging` loopt langs de keten en zegt wie er is. Kleine letters staan met hun nummer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .begrippen import Functie, Grond, Houderrol, Periode, Rol, periode_op, samengevoegd
from .feiten import Aanwijzing, Casusfeiten, Houderschap, Koppeling, Plaatsing, Teamfeiten, Teamregels
from .functies import EERST_EIGEN_GEBIED, FUNCTIES


@dataclass(frozen=True)
class Plek:
    """Een plaats in de keten: wie er staat en als wat. Zonder medewerker is de plaats leeg, met de reden."""

    medewerker: int | None
    als: str
    leeg: str = ""
    rang: str = "stap"  # zelf, aanwijzing, regisseur, eerst of stap


def keten(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> Iterator[Plek]:
    """De hele keten van een lopende regie: aanwijzingen, de formele regisseur, dan de stappen van de grond."""
    lopend = [a for a in casus.aanwijzingen if aanwijzing_geldt(a, casus, moment, team)]
    for aanwijzing in sorted(lopend, key=lambda a: a.gemaakt_op, reverse=True):
        als = "nam zelf over" if aanwijzing.zelf else "aangewezen als waarnemer"
        yield Plek(aanwijzing.medewerker, als, rang="zelf" if aanwijzing.zelf else "aanwijzing")
    if casus.regisseur is not None:
        yield Plek(casus.regisseur, "formeel regisseur", rang="regisseur")
    yield from stappen(casus, casus.grond, moment, team)


def aanwijzing_geldt(aanwijzing: Aanwijzing, casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> bool:
    """Een aanwijzing loopt tot haar eind, of tot het eind van de afwezigheid waarvoor zij was."""
    if not aanwijzing.periode.bevat(moment):
        return False
    if not aanwijzing.tot_terugkeer or casus.regisseur is None:
        return True
    afwezigheid = afwezigheid_van_regisseur(casus, aanwijzing.periode.van, team)
    return afwezigheid is not None and afwezigheid.bevat(moment)


def afwezigheid_van_regisseur(casus: Casusfeiten, op: datetime, team: Teamfeiten) -> Periode | None:
    """De afwezigheid van de regisseur op een moment, ook een die al voorbij is."""
    assert casus.regisseur is not None
    alle = (*casus.afwezig_regisseur, *team.afwezig.get(casus.regisseur, ()))
    return periode_op(samengevoegd(alle), op)


def stappen(casus: Casusfeiten, grond: Grond, moment: datetime, team: Teamfeiten) -> Iterator[Plek]:
    """De stappen van een grond, in hun volgorde (domein.md, tabel "Chain")."""
    regels = team.regels_op(moment)
    if grond == Grond.GEBIED:
        yield from _eigen_gebied(casus, moment, team, regels)
        yield from _portefeuilles(casus.portefeuilles, moment, team)
    elif grond == Grond.PORTEFEUILLE:
        yield from _portefeuilles(casus.portefeuilles[:1], moment, team)
        if casus.hoofdgebied is not None:
            for rol, woord in ((Rol.WOE, regels.woord_woe), (Rol.OE, "OE")):
                yield from _eerste_van_gebied(casus.hoofdgebied, rol, woord, moment, team)
        yield from _portefeuilles(casus.portefeuilles[1:], moment, team)
    yield from escalatieketen(casus.hoofdgebied, moment, team)


def _eigen_gebied(
    casus: Casusfeiten, moment: datetime, team: Teamfeiten, regels: Teamregels
) -> Iterator[Plek]:
    gebied = casus.hoofdgebied
    if gebied is None:
        return
    woord = regels.woord_woe
    naam = team.gebieden.get(gebied, "")
    andere_woe = [Plek(wie, f"{woord} van {naam}") for wie in gekoppeld(gebied, Rol.WOE, moment, team)[1:]]
    andere_oe = [Plek(wie, f"OE van {naam}") for wie in gekoppeld(gebied, Rol.OE, moment, team)[1:]]
    yield from _eerste_van_gebied(gebied, Rol.WOE, woord, moment, team)
    if regels.andere_woe_voor_oe:
        yield from andere_woe
        yield from _eerste_van_gebied(gebied, Rol.OE, "OE", moment, team)
    else:
        yield from _eerste_van_gebied(gebied, Rol.OE, "OE", moment, team)
        yield from andere_woe
    yield from andere_oe


def _eerste_van_gebied(
    gebied: int, rol: Rol, woord: str, moment: datetime, team: Teamfeiten
) -> Iterator[Plek]:
    naam = team.gebieden.get(gebied, "")
    wie = gekoppeld(gebied, rol, moment, team)
    if wie:
        yield Plek(wie[0], f"{woord} van {naam}")
    else:
        yield Plek(None, f"{woord} van {naam}", leeg=f"geen {woord} op dit gebied")


def _portefeuilles(portefeuilles: Iterable[int], moment: datetime, team: Teamfeiten) -> Iterator[Plek]:
    for portefeuille in portefeuilles:
        naam = team.portefeuilles.get(portefeuille, "")
        houders = houders_van(portefeuille, Houderrol.HOUDER, moment, team)
        if not houders:
            yield Plek(None, f"houder van {naam}", leeg="geen houder van deze portefeuille")
        for wie in houders:
            yield Plek(wie, f"houder van {naam}")
        for wie in houders_van(portefeuille, Houderrol.VERVANGER, moment, team):
            yield Plek(wie, f"vervanger voor {naam}")


def escalatieketen(hoofdgebied: int | None, moment: datetime, team: Teamfeiten) -> Iterator[Plek]:
    """Stap 5: de functies van het team in hun volgorde, elk uitgeschreven naar personen."""
    for functie in team.regels_op(moment).escalatieketen:
        wie = in_functie(functie, hoofdgebied, moment, team)
        woord = FUNCTIES[functie].kort
        if not wie:
            yield Plek(None, woord, leeg=f"geen {woord} in het team")
        for persoon in wie:
            yield Plek(persoon, woord)


def gekoppeld(gebied: int, rol: Rol, moment: datetime, team: Teamfeiten) -> list[int]:
    """Wie in deze rol aan het gebied is gekoppeld, in volgorde: gegeven, dan langst, dan op naam (4)."""
    rijen = [k for k in team.koppelingen_per_plek.get((gebied, rol), ()) if k.periode.bevat(moment)]
    return _op_volgorde(rijen, team)


def houders_van(portefeuille: int, rol: Houderrol, moment: datetime, team: Teamfeiten) -> list[int]:
    """De houders of de vervangers van een portefeuille, in hun volgorde."""
    gehouden = team.houderschappen_per_plek.get((portefeuille, rol), ())
    rijen = [h for h in gehouden if h.periode.bevat(moment)]
    return _op_volgorde(rijen, team)


def in_functie(functie: Functie, hoofdgebied: int | None, moment: datetime, team: Teamfeiten) -> list[int]:
    """Wie deze functie heeft, op begin van de plaatsing; een OSA van het hoofdgebied eerst (4)."""
    rijen = [p for p in team.plaatsingen if p.functie == functie and p.periode.bevat(moment)]

    def volgorde(plaatsing: Plaatsing) -> tuple[bool, datetime, str, int]:
        elders = True
        if functie in EERST_EIGEN_GEBIED and hoofdgebied is not None:
            elders = plaatsing.medewerker not in gekoppeld(hoofdgebied, Rol.OSA, moment, team)
        return elders, plaatsing.periode.van, team.naam(plaatsing.medewerker), plaatsing.medewerker

    return [plaatsing.medewerker for plaatsing in sorted(rijen, key=volgorde)]


def _op_volgorde(rijen: Iterable[Koppeling] | Iterable[Houderschap], team: Teamfeiten) -> list[int]:
    def volgorde(rij: Koppeling | Houderschap) -> tuple[bool, int, datetime, str, int]:
        return (
            rij.volgorde is None,
            rij.volgorde or 0,
            rij.periode.van,
            team.naam(rij.medewerker),
            rij.medewerker,
        )

    return [rij.medewerker for rij in sorted(rijen, key=volgorde)]
