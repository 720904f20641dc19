"""Wanneer iets gebeurt dat terugkomt: elke dag, elke werkdag, elke week of elke maand, op een uur in Amsterdam (H1, R-06).

Elke afspraak komt per dag precies één keer voor, ook in de twee nachten waarin de klok verspringt. Een uur dat
in de lente niet bestaat, valt zodra de klok weer loopt; een uur dat in de herfst twee keer komt, telt de eerste keer.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .tijd import AMSTERDAM, UTC, is_werkdag, lokaal


class Herhaling(StrEnum):
    DAG = "dag"
    WERKDAG = "werkdag"
    WEEK = "week"
    MAAND = "maand"


@dataclass(frozen=True)
class Ritme:
    """`weekdag`: 0 is maandag. `dag`: dag van de maand; een maand die te kort is, krijgt haar laatste dag."""

    herhaling: Herhaling = Herhaling.DAG
    uur: int = 8
    minuut: int = 0
    weekdag: int = 0
    dag: int = 1

    def valt_op(self, dag: date, feestdagen: Collection[date] = ()) -> bool:
        """Valt deze afspraak op deze dag?"""
        if self.herhaling == Herhaling.WERKDAG:
            return is_werkdag(dag, feestdagen)
        if self.herhaling == Herhaling.WEEK:
            return dag.weekday() == self.weekdag
        if self.herhaling == Herhaling.MAAND:
            return dag.day == min(self.dag, monthrange(dag.year, dag.month)[1])
        return True


def op_dag(ritme: Ritme, dag: date) -> datetime:
    """Het moment (UTC) waarop deze afspraak op deze dag valt."""
    return lokaal(dag, ritme.uur, ritme.minuut)


def momenten(
    ritme: Ritme, na: datetime, tot_en_met: datetime, feestdagen: Collection[date] = ()
) -> Iterator[datetime]:
    """Elke keer in `(na, tot_en_met]`, in UTC en op volgorde. Wie stilstond haalt zo in wat voorbijging."""
    dag = na.astimezone(AMSTERDAM).date() - timedelta(days=1)
    laatste = tot_en_met.astimezone(AMSTERDAM).date()
    while dag <= laatste:
        if ritme.valt_op(dag, feestdagen) and na < (moment := op_dag(ritme, dag)) <= tot_en_met:
            yield moment
        dag += timedelta(days=1)


def laatste_keer(ritme: Ritme, moment: datetime, feestdagen: Collection[date] = ()) -> datetime:
    """De laatste keer op of voor dit moment (UTC)."""
    dag = moment.astimezone(AMSTERDAM).date()
    while not (ritme.valt_op(dag, feestdagen) and op_dag(ritme, dag) <= moment):
        dag -= timedelta(days=1)
    return op_dag(ritme, dag)


def volgende_keer(ritme: Ritme, moment: datetime, feestdagen: Collection[date] = ()) -> datetime:
    """De eerste keer na dit moment (UTC)."""
    dag = moment.astimezone(AMSTERDAM).date()
    while not (ritme.valt_op(dag, feestdagen) and op_dag(ritme, dag) > moment.astimezone(UTC)):
        dag += timedelta(days=1)
    return op_dag(ritme, dag)


KORTSTE_UITSTEL, LANGSTE_UITSTEL = timedelta(minutes=1), timedelta(hours=1)


def opnieuw_na(keer: int) -> timedelta:
    """Hoe lang iets dat mislukte wacht: eerst een minuut, elke keer twee keer zo lang, hoogstens een uur (R-14)."""
    return min(KORTSTE_UITSTEL * (1 << min(keer - 1, 10)), LANGSTE_UITSTEL)
