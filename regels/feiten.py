"""De feiten waarover de regels oordelen, bijeengezocht door wie de regels vraagt.

`Teamfeiten` gelden voor alle casussen van een team; `Casusfeiten` voor één casus. Medewerkers, gebieden en
portefeuilles zijn nummers; hun namen staan ernaast, voor de zinnen.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from .begrippen import Ernst, Fase, Functie, Grond, Houderrol, Periode, Rol, periode_op, samengevoegd
from .functies import STANDAARD_KETEN


@dataclass(frozen=True)
class Plaatsing:
    medewerker: int
    functie: Functie
    periode: Periode


@dataclass(frozen=True)
class Koppeling:
    medewerker: int
    gebied: int
    rol: Rol
    periode: Periode
    volgorde: int | None = None


@dataclass(frozen=True)
class Houderschap:
    medewerker: int
    portefeuille: int
    rol: Houderrol
    periode: Periode
    volgorde: int | None = None


@dataclass(frozen=True)
class Termijnen:
    """Hoe lang wie gevraagd is mag nadenken: werkuren voor rustig en alert, klokuren voor kritiek."""

    rustig: int = 8
    alert: int = 4
    kritiek: int = 1
    werkdag_van: int = 8
    werkdag_tot: int = 18


@dataclass(frozen=True)
class Teamregels:
    """Wat een team zelf instelt, vanaf een moment. Standaarden uit domein.md paragraaf 3."""

    vanaf: datetime
    escalatieketen: tuple[Functie, ...] = STANDAARD_KETEN
    andere_woe_voor_oe: bool = False
    woe_zonder_gebied: bool = False
    termijnen: Termijnen = Termijnen()
    piket: str = ""
    woord_woe: str = "WOE"


@dataclass(frozen=True, eq=False)
class Teamfeiten:
    """Wie waar staat, wie er is, en wat het team heeft afgesproken. Gelijk is alleen hetzelfde: wat eruit volgt wordt onthouden."""

    namen: dict[int, str] = field(default_factory=dict)
    gebieden: dict[int, str] = field(default_factory=dict)
    portefeuilles: dict[int, str] = field(default_factory=dict)
    plaatsingen: tuple[Plaatsing, ...] = ()
    koppelingen: tuple[Koppeling, ...] = ()
    houderschappen: tuple[Houderschap, ...] = ()
    afwezig: dict[int, tuple[Periode, ...]] = field(default_factory=dict)
    vrijgesteld: dict[int, tuple[Periode, ...]] = field(default_factory=dict)
    regels: tuple[Teamregels, ...] = ()
    opco: tuple[tuple[int, Periode], ...] = ()
    feestdagen: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        afwezig = {wie: samengevoegd(periodes) for wie, periodes in self.afwezig.items()}
        object.__setattr__(self, "afwezig", afwezig)

    @cached_property
    def koppelingen_per_plek(self) -> dict[tuple[int, Rol], list[Koppeling]]:
        """De koppelingen per gebied en rol."""
        per: dict[tuple[int, Rol], list[Koppeling]] = {}
        for koppeling in self.koppelingen:
            per.setdefault((koppeling.gebied, koppeling.rol), []).append(koppeling)
        return per

    @cached_property
    def houderschappen_per_plek(self) -> dict[tuple[int, Houderrol], list[Houderschap]]:
        """De houderschappen per portefeuille en rol."""
        per: dict[tuple[int, Houderrol], list[Houderschap]] = {}
        for houderschap in self.houderschappen:
            per.setdefault((houderschap.portefeuille, houderschap.rol), []).append(houderschap)
        return per

    @cached_property
    def plaatsingen_per_persoon(self) -> dict[int, list[Plaatsing]]:
        per: dict[int, list[Plaatsing]] = {}
        for plaatsing in self.plaatsingen:
            per.setdefault(plaatsing.medewerker, []).append(plaatsing)
        return per

    def regels_op(self, moment: datetime) -> Teamregels:
        """De instellingen die op dit moment gelden; voor de eerste geldt de eerste."""
        gelden = [regels for regels in self.regels if regels.vanaf <= moment]
        if gelden:
            return max(gelden, key=lambda regels: regels.vanaf)
        if self.regels:
            return min(self.regels, key=lambda regels: regels.vanaf)
        return Teamregels(vanaf=moment)

    def naam(self, medewerker: int | None) -> str:
        return self.namen.get(medewerker, "onbekend") if medewerker is not None else "niemand"

    def afwezigheid(self, medewerker: int, moment: datetime) -> Periode | None:
        return periode_op(self.afwezig.get(medewerker, ()), moment)

    def afwezig_op(self, moment: datetime) -> set[int]:
        """Wie er op dit moment niet is."""
        return {wie for wie in self.afwezig if self.afwezigheid(wie, moment)}

    def is_vrijgesteld(self, medewerker: int, moment: datetime) -> Periode | None:
        return periode_op(self.vrijgesteld.get(medewerker, ()), moment)

    def is_geplaatst(self, medewerker: int, moment: datetime) -> bool:
        return any(p.periode.bevat(moment) for p in self.plaatsingen_per_persoon.get(medewerker, ()))

    def opco_op(self, moment: datetime) -> int | None:
        return next((wie for wie, periode in self.opco if periode.bevat(moment)), None)


@dataclass(frozen=True)
class Aanwijzing:
    """Iemand die voor de keten gaat: nam zelf over, of is aangewezen als waarnemer."""

    medewerker: int
    periode: Periode
    gemaakt_op: datetime
    zelf: bool = False
    tot_terugkeer: bool = False


@dataclass(frozen=True)
class KanNiet:
    medewerker: int
    op: datetime


@dataclass(frozen=True)
class Bevestiging:
    """Een waarnemer die heeft gezegd: ik doe het."""

    medewerker: int
    op: datetime


@dataclass(frozen=True)
class Bevestigvraag:
    """Een waarnemer is gevraagd te bevestigen, sinds een moment, voor een termijn die vaststaat."""

    medewerker: int
    sinds: datetime
    uiterlijk: datetime


@dataclass(frozen=True)
class Rondefeiten:
    """Een open overdrachtronde: wie haar opende, wie al gevraagd is, en wie nu gevraagd is tot wanneer."""

    grond: Grond
    opener: int | None = None
    eerst: int | None = None
    gevraagd: frozenset[int] = frozenset()
    nu_gevraagd: int | None = None
    gevraagd_op: datetime | None = None
    uiterlijk: datetime | None = None
    hoofdgebied: int | None = None  # alleen als deze ronde een andere plaats heeft dan de lopende regie
    portefeuilles: tuple[int, ...] | None = None
    over_termijn: bool = False  # een eerder aanbod verliep en nog niemand aanvaardde

    @property
    def halverwege(self) -> datetime | None:
        """Wanneer wie nu gevraagd is eraan herinnerd wordt: halverwege de termijn (H1)."""
        if self.gevraagd_op is None or self.uiterlijk is None:
            return None
        return self.gevraagd_op + (self.uiterlijk - self.gevraagd_op) / 2


@dataclass(frozen=True)
class Casusfeiten:
    fase: Fase
    ernst: Ernst = Ernst.RUSTIG
    grond: Grond = Grond.GEBIED
    hoofdgebied: int | None = None
    portefeuilles: tuple[int, ...] = ()
    regisseur: int | None = None
    regie_van: datetime | None = None
    aanwijzingen: tuple[Aanwijzing, ...] = ()
    uitgesloten: dict[int, tuple[Periode, ...]] = field(default_factory=dict)
    kan_niet: tuple[KanNiet, ...] = ()
    bevestigd: tuple[Bevestiging, ...] = ()
    ronde: Rondefeiten | None = None
    aan_zet_sinds: tuple[int, datetime] | None = None
    bevestigvragen: tuple[Bevestigvraag, ...] = ()
    afwezig_regisseur: tuple[Periode, ...] = ()  # ook wat voorbij is: daarvoor zei iemand "kan niet"

    def is_uitgesloten(self, medewerker: int, moment: datetime) -> bool:
        return periode_op(self.uitgesloten.get(medewerker, ()), moment) is not None
