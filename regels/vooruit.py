"""Vooruitkijken: wie is de komende weken aan zet, waar valt een gat, en bij wie komt het samen? (C18)"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .feiten import Casusfeiten, Teamfeiten
from .tijd import lokaal
from .vervanging import AanZet, aan_zet, wisselmomenten

WEKEN = 8


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
