"""Wat de cijfers van het BMO zeggen: een zin, een kleur, en of het beter gaat dan vier weken geleden (V8).

Elk cijfer gaat over het werk, nooit over één mens. De grenzen stelt het team in.
"""

from dataclasses import dataclass
from enum import StrEnum


class Maat(StrEnum):
    """De cijfers, in de volgorde van de pagina."""

    ROOD = "rood"
    OVERDRACHT = "overdracht"
    GESCHIL = "geschil"
    BELASTING = "belasting"
    PLANNEN = "plannen"
    TAAKACCENTEN = "taakaccenten"
    ACTIEPUNTEN = "actiepunten"
    PRESENTATIES = "presentaties"
    NETWERKEN = "netwerken"
    BEZETTING = "bezetting"


@dataclass(frozen=True)
class Drempels:
    """Vanaf wanneer iets rood is. Bij bezetting: onder welk deel (procent)."""

    casussen: int = 1
    activiteiten: int = 3
    taakaccenten: int = 1
    actiepunten: int = 3
    netwerken: int = 1
    bezetting: int = 60


class Kleur(StrEnum):
    ROOD = "rood"
    ORANJE = "oranje"
    GOED = "groen"


def kleur(maat: Maat, waarde: int, drempels: Drempels) -> Kleur:
    """Rood vraagt nu iets van het MT, oranje om aandacht, groen om niets."""
    if maat == Maat.BEZETTING:
        if waarde < drempels.bezetting:
            return Kleur.ROOD
        return Kleur.ORANJE if waarde < drempels.bezetting + 10 else Kleur.GOED
    if waarde == 0:
        return Kleur.GOED
    grens = {
        Maat.ROOD: drempels.casussen,
        Maat.OVERDRACHT: 1,
        Maat.GESCHIL: 1,
        Maat.BELASTING: 1,
        Maat.PLANNEN: drempels.activiteiten,
        Maat.TAAKACCENTEN: drempels.taakaccenten,
        Maat.ACTIEPUNTEN: drempels.actiepunten,
        Maat.PRESENTATIES: 2,
        Maat.NETWERKEN: drempels.netwerken,
    }[maat]
    return Kleur.ROOD if waarde >= grens else Kleur.ORANJE


@dataclass(frozen=True)
class Pijl:
    """Hoe het ging sinds de vorige keer: omhoog, omlaag of gelijk, en of dat goed is."""

    teken: str
    woorden: str


def pijl(maat: Maat, waarde: int | None, vorige: int | None) -> Pijl | None:
    """De pijl bij een cijfer; None als er nog niets is om mee te vergelijken."""
    if waarde is None or vorige is None:
        return None
    if waarde == vorige:
        return Pijl("→", "net zo als vier weken geleden")
    omhoog = waarde > vorige
    beter = omhoog == (maat == Maat.BEZETTING)
    verschil = abs(waarde - vorige)
    eenheid = " procent" if maat == Maat.BEZETTING else ""
    hoe = f"{verschil}{eenheid} {'meer' if omhoog else 'minder'} dan vier weken geleden"
    return Pijl("↑" if omhoog else "↓", f"{hoe}: {'beter' if beter else 'slechter'}")


def _aantal(waarde: int, een: str, meer: str) -> str:
    return f"1 {een}" if waarde == 1 else f"{waarde} {meer}"


def zin(maat: Maat, waarde: int, drempels: Drempels, *, woes: str = "WOE's") -> str:
    """Eén zin die zegt wat dit cijfer betekent en wat er nu nodig is."""
    if maat == Maat.BEZETTING:
        if waarde < drempels.bezetting:
            return f"Te weinig {woes} vandaag: kijk wat kan wachten."
        return f"Genoeg {woes} vandaag voor het gewone werk."
    goed = {
        Maat.ROOD: "Elke casus heeft iemand die er is.",
        Maat.OVERDRACHT: "Elke overdracht kreeg op tijd antwoord.",
        Maat.GESCHIL: "Niemand wacht op een beslissing van jou.",
        Maat.BELASTING: "Niemand heeft meer casussen dan afgesproken.",
        Maat.PLANNEN: "De plannen lopen op tijd.",
        Maat.TAAKACCENTEN: "Elk taakaccent heeft genoeg mensen.",
        Maat.ACTIEPUNTEN: "Alle actiepunten liggen op schema.",
        Maat.PRESENTATIES: "Iedereen presenteert minstens eens per half jaar.",
        Maat.NETWERKEN: "De netwerken in de wijk staan klaar.",
    }
    if waarde == 0:
        return goed[maat]
    return {
        Maat.ROOD: "Wijs iemand aan, of bel wie gevraagd is.",
        Maat.OVERDRACHT: "De volgende is al gevraagd: kijk of die kan.",
        Maat.GESCHIL: f"{_aantal(waarde, 'vraag wacht', 'vragen wachten')} op jouw beslissing.",
        Maat.BELASTING: "Verdeel opnieuw, of maak iemand vrij.",
        Maat.PLANNEN: "Vraag de houders wat er nodig is.",
        Maat.TAAKACCENTEN: "Ga werven, of stel bij wat je wilt.",
        Maat.ACTIEPUNTEN: "Bespreek ze: afronden, overdragen of een nieuwe datum.",
        Maat.PRESENTATIES: "Geef deze collega's de volgende beurten.",
        Maat.NETWERKEN: "Kom na wat is beloofd en plan een bijeenkomst: wacht niet tot het nodig is.",
    }[maat]
