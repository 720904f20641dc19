"""What one can do with an object: one table per kind, in the app that owns it (its `handelingen.py`).

A row says what it is called, where it is done, who may (permission) and whether it may now (the rule, with its reason). Pages draw
their buttons from it and say why something is not possible now; views take their permission from it; lists ask it which of their
rows open. So no page shows what the door refuses, and nothing is refused without a word.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.urls import reverse

from regels.begrippen import JA, Oordeel


@dataclass(frozen=True)
class Zaak:
    """Somebody before an object: what a rule may ask. `feiten` are what the page has read already, by name."""

    obj: Any
    wie: Any
    feiten: dict[str, Any] = field(default_factory=dict)


def altijd(zaak: Zaak) -> Oordeel:
    return JA


def nooit(zaak: Zaak) -> bool:
    return False


@dataclass(frozen=True)
class Handeling:
    """One thing one can do. `knop`: it asks nothing and is posted at once; `eerst`: when it is what is needed now.

    `dagelijks` stands beside the first; the rest is under "Meer". `elders`: it has its place at a row on the page.
    `leest`: its page is also there to read, for who may not do it.
    """

    naam: str
    label: str | Callable[[Zaak], str]
    route: str
    perm: str
    mag: Callable[[Zaak], Oordeel] = altijd
    eerst: Callable[[Zaak], bool] = nooit
    knop: bool = False
    veld: tuple[str, str] | None = None
    dagelijks: bool = False
    elders: bool = False
    adres: Callable[[Zaak], str] | None = None
    ook: str = ""
    ook_op: Callable[[Any, Any], Any] = lambda wie, obj: wie.team
    leest: bool = False

    def door(self, wie, obj) -> bool:
        """Whether this person may, whatever the moment: by `perm` on the object, and `ook` on another (their own team)."""
        return wie.has_perm(self.perm, obj) and self.also(wie, obj)

    def also(self, wie, obj) -> bool:
        return not self.ook or wie.has_perm(self.ook, self.ook_op(wie, obj))

    def url(self, zaak: Zaak) -> str:
        return self.adres(zaak) if self.adres else reverse(self.route, args=[zaak.obj.pk])


@dataclass(frozen=True)
class Kans:
    """A handeling for one person and one object: its words, its address, and whether it may now."""

    handeling: Handeling
    label: str
    zaak: Zaak
    oordeel: Oordeel

    @property
    def naam(self) -> str:
        return self.handeling.naam

    @property
    def url(self) -> str:
        return self.handeling.url(self.zaak)  # most are under "Meer" or not possible: asked when drawn


class Kansen:
    """All that somebody may do with an object, now or not now, in the order of the table."""

    def __init__(self, kansen: Iterable[tuple[Kans, bool]]):
        rows = list(kansen)
        self.alle = [kans for kans, _ in rows]
        self.kan = {kans.naam: kans for kans in self.alle if kans.oordeel}
        wanted = [kans for kans, eerst in rows if eerst and kans.oordeel]
        self.eerste = wanted[0] if wanted else None

    def __contains__(self, naam):
        return naam in self.kan

    def __getitem__(self, naam):
        return self.kan[naam]

    def _on_top(self):
        return [kans for kans in self.alle if not kans.handeling.elders and kans is not self.eerste]

    @property
    def dagelijks(self) -> list[Kans]:
        return [kans for kans in self._on_top() if kans.oordeel and kans.handeling.dagelijks]

    @property
    def meer(self) -> list[Kans]:
        return [kans for kans in self._on_top() if kans.oordeel and not kans.handeling.dagelijks]

    @property
    def niet_nu(self) -> list[Kans]:
        """What this person may do, but not now; each with its reason."""
        return [kans for kans in self._on_top() if not kans.oordeel]


@dataclass(frozen=True)
class Tabel:
    """The handelingen of one kind of object.

    `zien` is the permission of its own page. `leesbaar(wie, rows)` gives the pks of the rows whose page opens for somebody, for
    all rows at once; without it each row is asked, which may cost no query. `noemt`: it has a name that a notice inside the
    login may show, and what is read along with it; None: no such name. That of a person is none: seeing it is logged.
    """

    soort: str
    model: type[models.Model]
    zien: str
    handelingen: tuple[Handeling, ...]
    leesbaar: Callable[[Any, list], set] | None = None
    noemt: tuple[str, ...] | None = None

    def __getitem__(self, naam: str) -> Handeling:
        return next(handeling for handeling in self.handelingen if handeling.naam == naam)

    def kansen(self, obj, wie, **feiten) -> Kansen:
        """What this person may do with this object. Costs what its permissions and rules cost, and no more."""
        zaak = Zaak(obj, wie, feiten)
        may = {perm: wie.has_perm(perm, obj) for perm in {row.perm for row in self.handelingen}}
        return Kansen(
            (Kans(row, _label(row, zaak), zaak, row.mag(zaak)), row.eerst(zaak))
            for row in self.handelingen
            if may[row.perm] and row.also(wie, obj)
        )

    def mag(self, naam: str, obj, wie, **feiten) -> Oordeel:
        """Whether this may now, in the words of the rule; who may is another question."""
        return self[naam].mag(Zaak(obj, wie, feiten))


def _label(row, zaak):
    return row.label(zaak) if callable(row.label) else row.label


TABELLEN: dict[str, Tabel] = {}  # by model label; filled by the apps in AppConfig.ready()


def register(*tabellen: Tabel) -> None:
    for tabel in tabellen:
        TABELLEN[tabel.model._meta.label_lower] = tabel


def extend(model, *handelingen: Handeling) -> None:
    """More that one can do with a kind of another app: with the team, most of all."""
    label = model._meta.label_lower
    tabel = TABELLEN[label]
    TABELLEN[label] = replace(tabel, handelingen=(*tabel.handelingen, *handelingen))


def bij_team(naam, label, route, perm, **anders) -> Handeling:
    """What one does for the team as a whole: its page takes no pk."""
    return Handeling(naam, label, route, perm, adres=lambda zaak: reverse(route), **anders)


def kan(wie, obj, naam: str, **feiten) -> bool:
    """Whether this person can do this one thing with this object now, for a page that draws it in its own way."""
    handeling = TABELLEN[obj._meta.label_lower][naam]
    return handeling.door(wie, obj) and bool(handeling.mag(Zaak(obj, wie, feiten)))


def opent(wie, rows) -> list:
    """The same rows, each with `opent`: whether its own page opens for this person. No query per row."""
    rows = list(rows)
    if rows:
        tabel = TABELLEN[rows[0]._meta.label_lower]
        if tabel.leesbaar is not None:
            pks = tabel.leesbaar(wie, rows)
        elif not tabel.zien:  # who knows of it may open it
            pks = {row.pk for row in rows}
        else:
            pks = {row.pk for row in rows if wie.has_perm(tabel.zien, row)}
        for row in rows:
            row.opent = row.pk in pks
    return rows


def all_open(rows) -> list:
    """The same rows, when the query that gave them already asked whether their pages open."""
    rows = list(rows)
    for row in rows:
        row.opent = True
    return rows
