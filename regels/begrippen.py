"""De woorden van de regels. Alles hier is gewone gegevens: geen database, geen klok.

Momenten zijn tijdstippen met tijdzone. Een periode is half open, `[van, tot)`: op `tot` is zij voorbij.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Functie(StrEnum):
    """Waarvoor iemand in een team is geplaatst (domein.md paragraaf 1)."""

    TEAMCHEF = "teamchef"
    OSA = "osa"
    OSB = "osb"
    OSC = "osc"
    OSE = "ose"
    OE = "oe"
    WOE = "woe"
    WIJKAGENT = "wijkagent"
    GGP = "ggp"
    INTAKE = "intake"
    ZACO = "zaco"
    BTR = "btr"


class Rol(StrEnum):
    """De rol waarin iemand aan een gebied is gekoppeld."""

    WOE = "woe"
    OE = "oe"
    OSA = "osa"
    WIJKAGENT = "wijkagent"


class Houderrol(StrEnum):
    HOUDER = "houder"
    VERVANGER = "vervanger"


class Grond(StrEnum):
    """Op grond waarvan iemand regie heeft: het gebied, de portefeuille, of de escalatieketen alleen."""

    GEBIED = "gebied"
    PORTEFEUILLE = "portefeuille"
    ESCALATIE = "escalatie"


class Fase(StrEnum):
    ACUUT = "acuut"
    HEROPEND = "heropend"
    REGIE = "regie"
    OPGESCHAALD = "opgeschaald"
    AFGESLOTEN = "afgesloten"


MET_REGIE = (Fase.REGIE, Fase.OPGESCHAALD)
ZONDER_REGIE = (Fase.ACUUT, Fase.HEROPEND)


class Ernst(StrEnum):
    RUSTIG = "rustig"
    ALERT = "alert"
    KRITIEK = "kritiek"


ERNST_VOLGORDE = (Ernst.RUSTIG, Ernst.ALERT, Ernst.KRITIEK)


@dataclass(frozen=True)
class Oordeel:
    """Ja, of nee met een reden die een gebruiker mag lezen."""

    bezwaar: str = ""

    def __bool__(self) -> bool:
        return not self.bezwaar


JA = Oordeel()


class RegelOvertreden(Exception):
    """Iets mag nu niet. De tekst is de reden, in het Nederlands, voor de gebruiker."""


class Verouderd(RegelOvertreden):
    """Iemand anders was eerder: de pagina is van een oudere versie. `versie` is die van nu."""

    def __init__(self, reden: str, versie: int) -> None:
        super().__init__(reden)
        self.versie = versie


def vers(gezien: int | None, nu: int) -> None:
    """Ga door als de pagina van nu is (of geen versie noemt); anders `Verouderd`, met de versie van nu."""
    if gezien is not None and gezien != nu:
        raise Verouderd(
            "Iemand heeft dit intussen gewijzigd. Kijk wat er veranderd is en bewaar opnieuw; "
            "wat je typte staat hieronder nog.",
            nu,
        )


def eis(oordeel: Oordeel) -> None:
    """Ga door als het mag; anders `RegelOvertreden` met de reden."""
    if not oordeel:
        raise RegelOvertreden(oordeel.bezwaar)


@dataclass(frozen=True, order=True)
class Periode:
    """`[van, tot)`; zonder `tot` loopt zij door."""

    van: datetime
    tot: datetime | None = None

    def bevat(self, moment: datetime) -> bool:
        return self.van <= moment and (self.tot is None or moment < self.tot)

    def overlapt(self, ander: "Periode") -> bool:
        return (self.tot is None or ander.van < self.tot) and (ander.tot is None or self.van < ander.tot)


def samengevoegd(periodes: Iterable[Periode]) -> tuple[Periode, ...]:
    """Periodes die elkaar raken of overlappen zijn er één (domein.md, kleine letters 11)."""
    uit: list[Periode] = []
    for periode in sorted(periodes, key=lambda p: p.van):
        if periode.tot is not None and periode.tot <= periode.van:
            continue
        vorige = uit[-1] if uit else None
        if vorige is not None and (vorige.tot is None or periode.van <= vorige.tot):
            if vorige.tot is not None and (periode.tot is None or periode.tot > vorige.tot):
                uit[-1] = Periode(vorige.van, periode.tot)
        else:
            uit.append(periode)
    return tuple(uit)


def periode_op(periodes: Iterable[Periode], moment: datetime) -> Periode | None:
    """De periode waarin dit moment valt."""
    return next((periode for periode in periodes if periode.bevat(moment)), None)
