"""Rekenen met werkuren en termijnen, in de tijd van Amsterdam."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .begrippen import Ernst
from .feiten import Termijnen

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
UTC = ZoneInfo("UTC")

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def lokaal(dag: date, uur: int = 0, minuut: int = 0) -> datetime:
    """Dit uur op deze dag in Amsterdam, als moment in UTC. Uur 24 is middernacht aan het eind van de dag.

    UTC, omdat Python twee momenten in dezelfde zone op de wijzers vergelijkt: in de nacht dat de klok
    teruggaat staat 02.10 uur dan voor 02.30 uur, ook als het een uur later is.
    """
    extra, uur = divmod(uur, 24)
    hier = datetime.combine(dag + timedelta(days=extra), time(uur, minuut), tzinfo=AMSTERDAM)
    return hier.astimezone(UTC)


def dag_in_woorden(dag: date) -> str:
    """`vrijdag 4 december`."""
    return f"{DAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]}"


def moment_in_woorden(moment: datetime) -> str:
    """`vrijdag 4 december, 14.30 uur`, in de tijd van Amsterdam."""
    hier = moment.astimezone(AMSTERDAM)
    return f"{dag_in_woorden(hier.date())}, {hier.hour}.{hier.minute:02d} uur"


def tot_en_met(tot: datetime) -> str:
    """Hoe een mens het einde van een half open periode zegt: `t/m vrijdag 4 december`, of tot een uur."""
    hier = tot.astimezone(AMSTERDAM)
    if (hier.hour, hier.minute) == (0, 0):
        return "t/m " + dag_in_woorden(hier.date() - timedelta(days=1))
    return "tot " + moment_in_woorden(tot)


def is_werkdag(dag: date, feestdagen: Collection[date]) -> bool:
    return dag.weekday() < 5 and dag not in feestdagen


def _werkvensters(
    vanaf: datetime, termijnen: Termijnen, feestdagen: Collection[date]
) -> Iterator[tuple[datetime, datetime]]:
    dag = vanaf.astimezone(AMSTERDAM).date()
    while True:
        if is_werkdag(dag, feestdagen):
            begin = max(lokaal(dag, termijnen.werkdag_van), vanaf.astimezone(UTC))
            eind = lokaal(dag, termijnen.werkdag_tot)
            if begin < eind:
                yield begin, eind
        dag += timedelta(days=1)


def na_werkuren(
    vanaf: datetime, uren: int, termijnen: Termijnen, feestdagen: Collection[date] = ()
) -> datetime:
    """Het moment waarop zoveel werkuren voorbij zijn. 18.00 uur hoort bij de dag die eindigt."""
    over = timedelta(hours=uren)
    for begin, eind in _werkvensters(vanaf, termijnen, feestdagen):
        if over <= eind - begin:
            return begin + over
        over -= eind - begin
    raise AssertionError("er komt altijd een werkdag")


def werkuren_tussen(
    van: datetime, tot: datetime, termijnen: Termijnen, feestdagen: Collection[date] = ()
) -> timedelta:
    """Hoeveel werktijd er in `[van, tot)` zit."""
    som = timedelta()
    for begin, eind in _werkvensters(van, termijnen, feestdagen):
        if begin >= tot:
            return som
        som += min(eind, tot.astimezone(UTC)) - begin
    return som


def einde_termijn(
    ernst: Ernst, vanaf: datetime, termijnen: Termijnen, feestdagen: Collection[date] = ()
) -> datetime:
    """Tot wanneer iemand mag antwoorden die op `vanaf` is gevraagd (domein.md, Overdrachtronde)."""
    if ernst == Ernst.KRITIEK:
        return vanaf.astimezone(UTC) + timedelta(hours=termijnen.kritiek)
    uren = termijnen.alert if ernst == Ernst.ALERT else termijnen.rustig
    return na_werkuren(vanaf, uren, termijnen, feestdagen)
