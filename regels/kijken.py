"""Wanneer moet er weer naar een casus gekeken worden? Daarvoor kan de tijd alleen er niets aan veranderen (H1)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain

from .begrippen import Periode
from .escalatie import te_bevestigen
from .feiten import Casusfeiten, Teamfeiten
from .tijd import AMSTERDAM, lokaal
from .vervanging import AanZet


def grens_van_team(na: datetime, team: Teamfeiten) -> datetime:
    """Het eerste moment na `na` waarop een feit van het team begint of eindigt, en nooit later dan middernacht.

    Tot dan is wie er is, wie waar staat en wie dienst heeft hetzelfde. De nacht is er voor de zekerheid: één keer per dag wordt
    naar alles gekeken.
    """
    periodes: Iterable[Periode] = chain(
        (p.periode for p in team.plaatsingen),
        (k.periode for k in team.koppelingen),
        (h.periode for h in team.houderschappen),
        (periode for _, periode in team.opco),
        *team.afwezig.values(),
        *team.vrijgesteld.values(),
    )
    grenzen = {regels.vanaf for regels in team.regels} | _grenzen(periodes)
    middernacht = lokaal(na.astimezone(AMSTERDAM).date() + timedelta(days=1))
    return min([middernacht, *(grens for grens in grenzen if grens > na)])


def grens_van_casus(casus: Casusfeiten, aan_zet: AanZet, na: datetime, team: Teamfeiten) -> datetime | None:
    """Het eerste moment na `na` waarop voor deze casus een termijn, een halve termijn of een eigen feit begint of eindigt."""
    grenzen = _grenzen(chain((a.periode for a in casus.aanwijzingen), *casus.uitgesloten.values()))
    ronde = casus.ronde
    if ronde is not None:
        grenzen |= {grens for grens in (ronde.halverwege, ronde.uiterlijk) if grens is not None}
    vraag = te_bevestigen(casus, aan_zet, na, team)
    if vraag is not None:
        grenzen.add(vraag.uiterlijk)
    return min((grens for grens in grenzen if grens > na), default=None)


def _grenzen(periodes: Iterable[Periode]) -> set[datetime]:
    return {grens for periode in periodes for grens in (periode.van, periode.tot) if grens is not None}
