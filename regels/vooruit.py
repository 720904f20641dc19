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
