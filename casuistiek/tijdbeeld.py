"""The timeline as a picture: a lane per function, and who was aan zet. Plain numbers for an SVG (C8)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from organisatie.models import Plaatsing
from organisatie.queries import instelling_van
from regels.begrippen import Functie
from regels.functies import DRAAGT_THEMA, FUNCTIES

BREED = 1000
LINKS = 170  # room for the names of the lanes
HOOG = 34
STIP = 10  # dots closer than this become one


@dataclass
class Baan:
    """One lane: its name, its place from above, and its dots as (x, how many, text of the first)."""

    naam: str
    y: int
    stippen: list = field(default_factory=list)


@dataclass(frozen=True)
class Beeld:
    """Everything the template draws; numbers in SVG units."""

    banen: list
    balken: list
    streepjes: list
    hoog: int
    breed: int
    begin: datetime
    eind: datetime


def beeld_of(casus, begin, eind):
    """The picture of a casus over `[begin, eind]` (aware moments). Four queries, however many gebeurtenissen."""
    duur = max((eind - begin).total_seconds(), 1.0)

    def x(moment):
        deel = (moment - begin).total_seconds() / duur
        return round(LINKS + max(0.0, min(1.0, deel)) * (BREED - LINKS - 10), 1)

    rows = list(
        casus.gebeurtenissen.filter(moment__gte=begin, moment__lte=eind)
        .exclude(soort="aan_zet")
        .order_by("moment", "pk")
        .values_list("moment", "door", "tekst")
    )
    lanes = _lanes_of(casus, {door for _, door, _ in rows if door})
    names = {functie.value: rij.kort for functie, rij in FUNCTIES.items()}
    names |= dict.fromkeys(DRAAGT_THEMA, instelling_van(casus.team_id).woord_woe)
    order = [*(functie.value for functie in Functie), "", None]
    used = sorted({lanes.get(door, "") if door else None for _, door, _ in rows}, key=order.index)
    banen = {
        key: Baan("Vanzelf" if key is None else names.get(key, "Anderen"), 44 + nr * HOOG)
        for nr, key in enumerate(used)
    }
    for moment, door, tekst in rows:
        baan = banen[lanes.get(door, "") if door else None]
        place = x(moment)
        if baan.stippen and place - baan.stippen[-1][0] < STIP:
            first, count, text = baan.stippen[-1]
            baan.stippen[-1] = (first, count + 1, text)
        else:
            baan.stippen.append((place, 1, tekst[:90]))
    return Beeld(
        banen=list(banen.values()),
        balken=_bars(casus, begin, eind, x),
        streepjes=[(x(moment), f"{timezone.localtime(moment):%d-%m}") for moment in _ticks(begin, eind)],
        hoog=44 + len(banen) * HOOG + 30,
        breed=BREED,
        begin=begin,
        eind=eind,
    )


def _lanes_of(casus, people):
    """Per person the functie they have (or had last) in the team of the casus."""
    rows = Plaatsing.objects.filter(medewerker__in=people, team=casus.team_id).order_by("van")
    return dict(rows.values_list("medewerker", "functie"))


def _bars(casus, begin, eind, x):
    """Who was aan zet, as bars (x, width, name), read from what was recorded."""
    rows = list(
        casus.gebeurtenissen.filter(soort="aan_zet", moment__lte=eind)
        .order_by("moment", "pk")
        .values_list("moment", "aan_zet__naam")
    )
    bars = []
    for nr, (moment, naam) in enumerate(rows):
        until = rows[nr + 1][0] if nr + 1 < len(rows) else eind
        if until <= begin or moment >= eind or until == moment:
            continue
        left, right = x(max(moment, begin)), x(min(until, eind))
        bars.append(
            {
                "x": left,
                "breed": round(max(right - left, 2), 1),
                "naam": naam or "niemand",
                "gat": naam is None,
            }
        )
    return bars


def _ticks(begin, eind):
    step = (eind - begin) / 6
    return [begin + step * nr for nr in range(1, 6)] if step > timedelta(0) else []
