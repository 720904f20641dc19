"""Is een overdracht compleet? De onderdelen van C1, en wat er in een dienst van de OpCo openstaat."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

from .begrippen import JA, Oordeel

GEEN_NUMMER = "nog geen nummer"
NIETS_NODIG = "niets nodig"


def ontbreekt(
    *,
    ernst: str,
    wat_gebeurd: str,
    wat_gedaan: str,
    situatie: str,
    als_dan: int,
    niets_nodig: bool,
    ingelicht: int,
    bronnummer: str,
    waarom_regie: str,
) -> list[str]:
    """Welke onderdelen van de overdracht nog leeg zijn, als woorden die de OpCo kent (C1)."""
    delen = {
        "ernst": bool(ernst),
        "wat er is gebeurd": bool(wat_gebeurd.strip()),
        "wat er is gedaan": bool(wat_gedaan.strip()),
        "hoe het nu is, en de risico's": bool(situatie.strip()),
        "als … dan … voor de volgende dienst": bool(als_dan) or niets_nodig,
        "wie is ingelicht": bool(ingelicht),
        "waar het staat vastgelegd": bool(bronnummer.strip()),
        "waarom regie nodig is": bool(waarom_regie.strip()),
    }
    return [naam for naam, gevuld in delen.items() if not gevuld]


ONDERDELEN = 8


def deel_compleet(ontbrekend: Iterable[int]) -> int | None:
    """Hoeveel honderdsten van de overdrachten alles hadden; None zonder overdrachten."""
    aantallen = list(ontbrekend)
    if not aantallen:
        return None
    return round(100 * sum(1 for aantal in aantallen if aantal == 0) / len(aantallen))


def middelste(duren: Iterable[timedelta]) -> timedelta | None:
    """De middelste duur: de helft ging sneller, de helft langzamer."""
    rij = list(duren)
    return timedelta(seconds=median(duur.total_seconds() for duur in rij)) if rij else None


def dienst_te_lang(*, van: datetime, moment: datetime, uren: int) -> bool:
    """Loopt deze dienst langer dan het team afspreekt? Dan is de aflossing vergeten (O6)."""
    return moment - van >= timedelta(hours=uren)


def mag_dienst_doorgeven(*, volgende: int | None, zelf: int) -> Oordeel:
    if volgende == zelf:
        return Oordeel("Je kunt de dienst niet aan jezelf doorgeven.")
    return JA
