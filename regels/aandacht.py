"""Wat van wie gevraagd wordt, en wie het overneemt als iemand er niet is."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from .begrippen import ZONDER_REGIE, Houderrol, Rol
from .escalatie import Rood
from .feiten import Casusfeiten, Teamfeiten
from .functies import BESLIST, HOORT_GATEN
from .keten import gekoppeld, houders_van
from .vervanging import escalatiefunctie

BINNENKORT = timedelta(days=7)
VOORBEREIDEN = timedelta(days=2)


class Wanneer(StrEnum):
    NU = "nu"
    STRAKS = "straks"
    LATER = "later"


def wanneer(dag: date, vandaag: date) -> Wanneer:
    """Wat over de datum is vraagt nu om iemand, wat binnen een week moet straks, de rest later."""
    if dag < vandaag:
        return Wanneer.NU
    return Wanneer.STRAKS if dag <= vandaag + BINNENKORT else Wanneer.LATER


def wanneer_voorbereiden(dag: date, vandaag: date, *, klaar: bool) -> Wanneer:
    """Een beurt om te presenteren: twee dagen van tevoren moet de voorbereiding er zijn."""
    if klaar:
        return Wanneer.LATER
    return Wanneer.NU if dag <= vandaag + VOORBEREIDEN else Wanneer.STRAKS


@lru_cache(maxsize=256)
def wie_beslissen(team: Teamfeiten, moment: datetime) -> frozenset[int]:
    """De teamchefs van dit moment: zij horen alles wat vastloopt, ook als ze er niet zijn. Zonder teamchef: elke OS."""
    nu = [p for p in team.plaatsingen if p.periode.bevat(moment)]
    chefs = frozenset(p.medewerker for p in nu if p.functie in BESLIST)
    return chefs or frozenset(p.medewerker for p in nu if p.functie in HOORT_GATEN)


def wie_lossen_op(
    casus: Casusfeiten, team: Teamfeiten, moment: datetime, *, vertrouwelijk: bool
) -> frozenset[int]:
    """Wie een casus die vastloopt weer verder helpt: de teamchef, en de escalatiefunctie als die de casus mag zien (15)."""
    return _helpers(None if vertrouwelijk else (casus.hoofdgebied,), team, moment)


@lru_cache(maxsize=256)
def _helpers(gebied: tuple[int | None] | None, team: Teamfeiten, moment: datetime) -> frozenset[int]:
    """Voor alle casussen van een gebied dezelfde; `gebied` None: zonder de escalatiefunctie."""
    who = None if gebied is None else escalatiefunctie(gebied[0], moment, team)
    return wie_beslissen(team, moment) | ({who} if who is not None else set())


def wacht_op_de_opco(casus: Casusfeiten) -> bool:
    """Een casus in de acute fase zonder vraag om de regie: de OpCo moet haar overdragen of afsluiten (C19)."""
    return casus.fase in ZONDER_REGIE and casus.ronde is None


def is_stuk(rood: Collection[Rood]) -> bool:
    """Of een casus vastzit. Een waarneming die nog bevestigd moet worden hoort eerst bij wie waarneemt."""
    return bool(set(rood) - {Rood.WAARNEMING})


def plaatsvervanger(wie: int, moment: datetime, team: Teamfeiten) -> int | None:
    """Wie het werk van een afwezige overneemt, of None als die er is of niemand er is.

    Een vervanger van een portefeuille die de afwezige houdt gaat voor; dan een collega met dezelfde rol in hetzelfde
    gebied; dan de escalatiefunctie. Nooit iemand die er zelf niet is.
    """
    if not team.afwezigheid(wie, moment):
        return None
    for kandidaat in _kandidaten(wie, moment, team):
        if (
            kandidaat != wie
            and not team.afwezigheid(kandidaat, moment)
            and team.is_geplaatst(kandidaat, moment)
        ):
            return kandidaat
    return escalatiefunctie(None, moment, team, niet=(wie,))


def _kandidaten(wie: int, moment: datetime, team: Teamfeiten) -> Iterator[int]:
    for houder in team.houderschappen:
        if houder.medewerker == wie and houder.rol == Houderrol.HOUDER and houder.periode.bevat(moment):
            yield from houders_van(houder.portefeuille, Houderrol.VERVANGER, moment, team)
    for koppeling in team.koppelingen:
        if (
            koppeling.medewerker == wie
            and koppeling.rol in (Rol.WOE, Rol.OE)
            and koppeling.periode.bevat(moment)
        ):
            yield from gekoppeld(koppeling.gebied, koppeling.rol, moment, team)


def neemt_waar_voor(wie: int, moment: datetime, team: Teamfeiten) -> frozenset[int]:
    """De afwezigen van wie deze persoon nu het werk overneemt."""
    return frozenset(
        ander for ander in team.afwezig if ander != wie and plaatsvervanger(ander, moment, team) == wie
    )


def helpt_verder(wie: int, moment: datetime, team: Teamfeiten) -> bool:
    """Of deze persoon casussen van een ander verder kan moeten helpen: door een functie in de escalatieketen, of als chef."""
    keten = {*team.regels_op(moment).escalatieketen, *BESLIST, *HOORT_GATEN}
    return any(
        p.functie in keten and p.periode.bevat(moment) for p in team.plaatsingen_per_persoon.get(wie, ())
    )
