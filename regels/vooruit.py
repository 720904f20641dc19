"""Vooruitkijken: wie is de komende weken aan zet, waar valt een gat, en bij wie komt het samen? (C18)"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from .begrippen import MET_REGIE, Fase, Periode, samengevoegd
from .feiten import Casusfeiten, Teamfeiten
from .keten import escalatieketen
from .tijd import lokaal
from .vervanging import AanZet, aan_zet, eerste_beschikbare, wisselmomenten

WEKEN = 8
BEGIN = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Stuk:
    """In `[van, tot)` is dit het antwoord op "wie is aan zet?"."""

    van: datetime
    tot: datetime
    antwoord: AanZet


def stukken(casus: Casusfeiten, van: datetime, tot: datetime, team: Teamfeiten) -> list[Stuk]:
    """De periode in stukken waarin steeds dezelfde aan zet is. Wat nu al vaststaat telt mee."""
    grenzen = [van, *[m for m in wisselmomenten(casus, van, team) if m < tot]]
    uit: list[Stuk] = []
    for begin, eind in zip(grenzen, [*grenzen[1:], tot], strict=True):
        antwoord = aan_zet(casus, begin, team)
        if uit and uit[-1].antwoord.medewerker == antwoord.medewerker:
            uit[-1] = Stuk(uit[-1].van, eind, uit[-1].antwoord)
        else:
            uit.append(Stuk(begin, eind, antwoord))
    return uit


def eerste_gat(casus: Casusfeiten, van: datetime, tot: datetime, team: Teamfeiten) -> datetime | None:
    """Wanneer in deze periode voor het eerst niemand aan zet is; None als er steeds iemand is.

    Elke keten eindigt bij de escalatieketen van het team. Zolang daar steeds iemand is die bij deze casus mag en geen nee
    zei, is er geen gat, en hoeft niet per moment te worden gekeken.
    """
    deze = Periode(van, tot)
    ieder_mag = casus.fase in MET_REGIE and not casus.uitgesloten and not casus.kan_niet
    if ieder_mag and not any(periode.overlapt(deze) for periode in zonder_achtervang(team)):
        return None
    return next((stuk.van for stuk in stukken(casus, van, tot, team) if stuk.antwoord.is_gat), None)


@lru_cache(maxsize=256)
def zonder_achtervang(team: Teamfeiten) -> tuple[Periode, ...]:
    """Wanneer niemand van de escalatieketen er is, welke casus het ook is."""
    leeg = Casusfeiten(Fase.REGIE)
    momenten = [BEGIN, *wisselmomenten(leeg, BEGIN, team)]
    zonder = [
        Periode(begin, eind)
        for begin, eind in zip(momenten, [*momenten[1:], None], strict=True)
        if eerste_beschikbare(escalatieketen(None, begin, team), leeg, begin, team).is_gat
    ]
    return samengevoegd(zonder)


@dataclass(frozen=True)
class Wissel:
    """In `[van, tot)` is door een verandering een ander aan zet dan zonder die verandering."""

    van: datetime
    tot: datetime
    zonder: AanZet
    met: AanZet


def verschil(zonder: list[Stuk], met: list[Stuk]) -> list[Wissel]:
    """Wat een verandering veroorzaakt: alleen waar het antwoord met haar iemand anders is dan zonder haar (C18).

    Beide rijen gaan over dezelfde periode. Wat ook zonder de verandering zou gebeuren staat er niet in.
    """
    uit: list[Wissel] = []
    grenzen = sorted({stuk.van for stuk in (*zonder, *met)} | {stuk.tot for stuk in (*zonder, *met)})
    for van, tot in zip(grenzen, grenzen[1:], strict=False):
        eerst, nu = _antwoord_op(zonder, van), _antwoord_op(met, van)
        if eerst is None or nu is None or eerst.medewerker == nu.medewerker:
            continue
        vorige = uit[-1] if uit else None
        if vorige and vorige.tot == van and vorige.met.medewerker == nu.medewerker:
            uit[-1] = Wissel(vorige.van, tot, vorige.zonder, vorige.met)
        else:
            uit.append(Wissel(van, tot, eerst, nu))
    return uit


def _antwoord_op(rij: list[Stuk], moment: datetime) -> AanZet | None:
    return next((stuk.antwoord for stuk in rij if stuk.van <= moment < stuk.tot), None)


def weken_vanaf(dag: date, aantal: int = WEKEN) -> list[tuple[datetime, datetime]]:
    """De komende weken, van maandag tot maandag; de eerste is de week van deze dag."""
    maandag = dag - timedelta(days=dag.weekday())
    return [
        (lokaal(maandag + timedelta(weeks=nr)), lokaal(maandag + timedelta(weeks=nr + 1)))
        for nr in range(aantal)
    ]


def drukte(
    per_casus: Iterable[list[Stuk]], weken: list[tuple[datetime, datetime]]
) -> dict[int | None, list[int]]:
    """Per persoon hoeveel casussen per week bij hem of haar liggen; onder None de gaten."""
    uit: dict[int | None, list[int]] = {}
    for rij in per_casus:
        for nr, (begin, eind) in enumerate(weken):
            wie = {stuk.antwoord.medewerker for stuk in rij if stuk.van < eind and begin < stuk.tot}
            for persoon in wie:
                uit.setdefault(persoon, [0] * len(weken))[nr] += 1
    return uit
