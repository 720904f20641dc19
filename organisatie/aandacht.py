"""What is asked of whom: the one source of Mijn werk, "Nu nodig" on the BMO, and own days in the calendar.

Each app names its bronnen in its `aandacht.py`: which rows ask something, of whom, and in which words. All bronnen together are
one query (a UNION), so that a new kind of thing costs nobody a query. Nothing is stored: what is done no longer asks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    Model,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from regels.aandacht import Wanneer, neemt_waar_voor, plaatsvervanger
from regels.feiten import Teamfeiten


@dataclass(frozen=True)
class Aandacht:
    """One thing that is asked of one person: when, in which words, and where it is done.

    `over` is the casus, or (kind, pk) the onderwerp, that a reader must be allowed to read. `nodig`: it also stands under "Nu
    nodig" of the BMO. `namens`: the name of the colleague who is not there, whose work this row of `model` is. `agenda`: how it is
    called on its day in one's own calendar, outside the login: without a name or content.
    """

    soort: str
    wie: int
    pk: int
    wanneer: Wanneer
    tekst: str
    url: str
    merk: str = ""
    kleur: str = ""
    bij: str = ""
    op: date | None = None
    nodig: bool = False
    namens: str = ""
    agenda: str = ""
    casus: int | None = None
    over: tuple[int, int] | None = None
    model: type[Model] | None = None

    @property
    def wat(self):
        """What it is, whoever it is asked of."""
        return (self.soort, self.pk)


@dataclass(frozen=True)
class Kader:
    """For which team, at which moment and for whom (None: everybody) we look."""

    team: int
    feiten: Teamfeiten
    nu: datetime
    vandaag: date
    wie: frozenset[int] | None = None
    namens: frozenset[int] = field(default_factory=frozenset)  # absent people whose work `wie` takes over

    @classmethod
    def voor(cls, team, feiten, nu, vandaag, wie: int | None = None):
        if wie is None:
            return cls(team, feiten, nu, vandaag)
        return cls(team, feiten, nu, vandaag, frozenset({wie}), neemt_waar_voor(wie, nu, feiten))

    def vraagt(self, mensen: Iterable[int]) -> bool:
        return self.wie is None or bool(self.wie & set(mensen))


NIETS = Value(None, output_field=TextField())  # takes the type of its column in the first part of the union


class Rij(NamedTuple):
    """A row of the union."""

    bron: int
    pk: int
    wie: int | None
    titel: str | None
    bij: str | None
    moment: datetime | None
    dag: date | None
    casus: int | None
    over_type: int | None
    over_pk: int | None


@dataclass(frozen=True)
class Bron:
    """Rows that ask something.

    `rows(kader)`: those of the team that are open, unordered. `wie`: the column of who is asked; or `allen(kader)`: the people by
    their role. `titel`, `bij`, `moment`, `dag`, `casus`: columns; `over`: the row has an onderwerp. `lees(rij, kader)`: its words,
    as Aandacht without `wie`. `niet`: the column (in `bij`) of who may not answer. `over_te_nemen`: their
    model, when a deputy does it for who is absent. `telt`: rows with the same pk are one line with their number. `nodig`: it also
    stands under "Nu nodig" of the BMO. `agenda`: its day stands in one's own calendar, under this name.
    """

    soort: str
    rows: Callable[[Kader], QuerySet]
    lees: Callable[[Rij, Kader], dict[str, Any]]
    wie: str = ""
    allen: Callable[[Kader], frozenset[int]] | None = None
    titel: str = ""
    bij: str = ""
    moment: str = ""
    dag: str = ""
    casus: str = ""
    pk: str = "pk"
    over: bool = False
    over_te_nemen: type[Model] | None = None
    telt: bool = False
    nodig: bool = False
    agenda: str = ""

    def query(self, nr: int, kader: Kader, *, getypeerd: bool) -> QuerySet | None:
        """`getypeerd`: every column with its type, as the first part of the union must; the rest takes those over."""
        rows = self.rows(kader)
        if kader.wie is not None and not (self.allen and kader.vraagt(self.allen(kader))):
            if not self.wie:
                return None
            mensen = kader.wie | kader.namens if self.over_te_nemen else kader.wie
            rows = rows.filter(**{f"{self.wie}__in": mensen})
        return rows.order_by().values_list(
            Value(nr, output_field=IntegerField()),
            *(
                Cast(F(column) if column else Value(None), soort())
                if getypeerd or column and column == self.bij
                else column or NIETS
                for column, soort in (
                    (self.pk, BigIntegerField),
                    (self.wie, BigIntegerField),
                    (self.titel, TextField),
                    (self.bij, TextField),
                    (self.moment, DateTimeField),
                    (self.dag, DateField),
                    (self.casus, BigIntegerField),
                    ("onderwerp_type" if self.over else "", BigIntegerField),
                    ("onderwerp_id" if self.over else "", BigIntegerField),
                )
            ),
        )

    def aandacht(self, rij: Rij, kader: Kader) -> Iterator[Aandacht]:
        """For each who is asked, and for who does it instead of somebody absent."""
        words: dict[str, Any] = {
            "casus": rij.casus,
            "nodig": self.nodig,
            "agenda": self.agenda,
            **self.lees(rij, kader),
        }
        over = None if rij.over_type is None or rij.over_pk is None else (rij.over_type, rij.over_pk)
        not_asked = words.pop("niet", frozenset())
        asked = set(self.allen(kader)) if self.allen else set()
        if rij.wie is not None:
            asked.add(rij.wie)
        for wie in sorted(asked - not_asked):
            yield Aandacht(self.soort, wie, rij.pk, over=over, **words)
            if self.over_te_nemen and (ander := plaatsvervanger(wie, kader.nu, kader.feiten)) is not None:
                namens = kader.feiten.naam(wie)
                yield Aandacht(
                    self.soort, ander, rij.pk, over=over, namens=namens, model=self.over_te_nemen, **words
                )


bronnen: list[Bron] = []


def register(*nieuw: Bron) -> None:
    bronnen.extend(bron for bron in nieuw if bron not in bronnen)


def read(kader: Kader, *, nodig: bool = False, soorten: Collection[str] | None = None) -> Iterator[Aandacht]:
    """All that the bronnen ask of these people, or with `nodig` only what also stands on the BMO, or only these `soorten`.

    One query.
    """
    queries: list[QuerySet] = []
    for nr, bron in enumerate(bronnen):
        if (nodig and not bron.nodig) or (soorten is not None and bron.soort not in soorten):
            continue
        if (query := bron.query(nr, kader, getypeerd=not queries)) is not None:
            queries.append(query)
    if not queries:
        return
    counted: dict[tuple[str, int, int], tuple[Aandacht, int]] = {}
    for row in queries[0].union(*queries[1:], all=True):
        rij = Rij(*row)
        bron = bronnen[rij.bron]
        for item in bron.aandacht(rij, kader):
            if kader.wie is not None and item.wie not in kader.wie:
                continue
            if not bron.telt:
                yield item
                continue
            key = (item.soort, item.pk, item.wie)
            counted[key] = (item, counted[key][1] + 1 if key in counted else 1)
    for item, aantal in counted.values():
        yield replace(item, merk=f"nog {aantal}")
