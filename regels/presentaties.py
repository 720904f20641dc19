"""Wie wanneer presenteert (V9): iedereen minstens eens in het half jaar, en wie er niet is wordt vervangen."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .begrippen import JA, Oordeel

HALF_JAAR = timedelta(weeks=26)


@dataclass(frozen=True)
class Spreker:
    """Iemand die aan de beurt kan zijn; `laatst` is de dag van de laatste presentatie."""

    nummer: int
    laatst: date | None = None


@dataclass(frozen=True)
class Moment:
    """Een overleg dat komt, met wie er dan afwezig is en wie er al staat."""

    overleg: int
    dag: date
    afwezig: frozenset[int] = frozenset()
    staat_vast: tuple[int, ...] = ()


@dataclass(frozen=True)
class Beurt:
    overleg: int
    spreker: int


def per_overleg(sprekers: int, overleggen_in_half_jaar: int) -> int:
    """Hoeveel presentaties er per overleg nodig zijn, zodat iedereen eens per half jaar aan de beurt is."""
    return math.ceil(sprekers / max(overleggen_in_half_jaar, 1))


def rooster(sprekers: Collection[Spreker], overleggen: Sequence[Moment], aantal: int) -> list[Beurt]:
    """De beurten die nog nodig zijn, op volgorde: wie het langst niet presenteerde eerst, nooit wie er dan niet is.

    Wie al vast staat houdt die beurt. Is er niemand, dan blijft de plek leeg.
    """
    laatst: dict[int, date] = {s.nummer: s.laatst or date.min for s in sprekers}
    beurten: list[Beurt] = []
    for overleg in overleggen:
        for nummer in overleg.staat_vast:
            laatst[nummer] = max(laatst.get(nummer, date.min), overleg.dag)
    for overleg in sorted(overleggen, key=lambda o: (o.dag, o.overleg)):
        for _ in range(aantal - len(overleg.staat_vast)):
            nieuw = kies(laatst, overleg.afwezig | set(overleg.staat_vast) | _op(beurten, overleg.overleg))
            if nieuw is None:
                break
            beurten.append(Beurt(overleg.overleg, nieuw))
            laatst[nieuw] = max(laatst[nieuw], overleg.dag)
    return beurten


def _op(beurten: Sequence[Beurt], overleg: int) -> set[int]:
    return {beurt.spreker for beurt in beurten if beurt.overleg == overleg}


def kies(laatst: Mapping[int, date], niet: Collection[int]) -> int | None:
    """Wie van hen het langst niet presenteerde, behalve `niet`. None: er is niemand."""
    over = [nummer for nummer in laatst if nummer not in niet]
    return min(over, key=lambda nummer: (laatst[nummer], nummer), default=None)


def te_lang_geleden(laatst: date | None, sinds: date, vandaag: date) -> bool:
    """Is het langer dan een half jaar geleden? Wie nog nooit presenteerde telt vanaf de eerste dag in het team."""
    return vandaag - (laatst or sinds) > HALF_JAAR


def mag_voorbereiden(*, gehouden: bool) -> Oordeel:
    return Oordeel("Deze presentatie is al gehouden.") if gehouden else JA


def mag_ruilen(*, geweest: bool, heeft_deze_beurt: bool, afwezig: bool, presenteert_al: bool) -> Oordeel:
    """Een beurt gaat naar een ander die er dan is en nog niet presenteert (V9)."""
    if geweest:
        return Oordeel("Deze presentatie is al geweest.")
    if heeft_deze_beurt:
        return Oordeel("Deze collega heeft deze beurt al.")
    if afwezig:
        return Oordeel("Deze collega is er dan niet. Kies een ander.")
    if presenteert_al:
        return Oordeel("Deze collega presenteert al in dit overleg. Kies een ander.")
    return JA
