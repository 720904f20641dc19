"""Wat een opvolger nodig heeft: dossier, inwerken, en het profiel van een vacature (P14, P16, K8).

Goed werk verdwijnt niet met een mens. Alles hier volgt uit wat er al staat; niemand typt het over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel


class Deel(StrEnum):
    """De delen van een overdrachtsdossier, in de volgorde waarin een opvolger ze leest."""

    LOPEND = "lopend"
    AFSPRAKEN = "afspraken"
    CONTACTEN = "contacten"
    WAAROM = "waarom"
    VRAGEN = "vragen"


DELEN = {
    Deel.LOPEND: "Lopend werk",
    Deel.AFSPRAKEN: "Afspraken",
    Deel.CONTACTEN: "Contacten",
    Deel.WAAROM: "Waarom het zo ging",
    Deel.VRAGEN: "Open vragen",
}


def mag_dossier_afronden(*, open_punten: int, afgerond: bool = False) -> Oordeel:
    """De opvolger is klaar als elk punt is bekeken."""
    if afgerond:
        return Oordeel("Dit dossier is al afgerond.")
    if open_punten:
        punten = "1 punt" if open_punten == 1 else f"{open_punten} punten"
        return Oordeel(f"Nog {punten} te bekijken. Vink ze af, ook als er niets mee hoeft.")
    return JA


@dataclass(frozen=True)
class Takenpakket:
    """Waar iemand voor staat: namen van portefeuilles met thema's, gebieden, en wat erbij hoort."""

    portefeuilles: Sequence[str] = ()
    themas: Sequence[str] = ()
    gebieden: Sequence[str] = ()
    cursussen: Sequence[str] = ()
    dossiers: Sequence[str] = ()
    wijkagenten: int = 0
    taakaccenthouders: int = 0
    partners: Sequence[str] = ()
    coachend: bool = True
    opco: bool = False


@dataclass(frozen=True)
class Inwerkstap:
    soort: str  # lezen, kennismaken, meelopen, cursus
    tekst: str
    na_weken: int


def inwerken(pakket: Takenpakket) -> list[Inwerkstap]:
    """Wat een nieuwe collega doet om in te werken, en in welke week; volgt uit het takenpakket (K8)."""
    stappen = [
        Inwerkstap("lezen", f"Werk het overdrachtsdossier door: {naam}", 1) for naam in pakket.dossiers
    ]
    stappen += [Inwerkstap("lezen", f"Lees het plan: {naam}", 1) for naam in pakket.portefeuilles]
    for gebied in pakket.gebieden:
        stappen.append(Inwerkstap("kennismaken", f"Maak kennis met de OE en de wijkagenten van {gebied}", 2))
        stappen.append(Inwerkstap("meelopen", f"Loop een dienst mee in {gebied}", 3))
    if pakket.taakaccenthouders:
        stappen.append(Inwerkstap("kennismaken", "Maak kennis met de taakaccenthouders", 2))
    stappen += [Inwerkstap("kennismaken", f"Maak kennis met {naam}", 4) for naam in pakket.partners]
    stappen += [Inwerkstap("cursus", naam, 12) for naam in dict.fromkeys(pakket.cursussen)]
    if pakket.gebieden:
        hoe = "coacht" if pakket.coachend else "stuurt"
        stappen.append(Inwerkstap("kennismaken", f"Bespreek met de OE hoe je wijkagenten {hoe}", 4))
    stappen.append(
        Inwerkstap(
            "kennismaken", "Bespreek met de teamchef wat er van je wordt verwacht, en wat je nodig hebt", 2
        )
    )
    return stappen


def voor(stap: Inwerkstap, begin: date) -> date:
    return begin + timedelta(weeks=stap.na_weken)


class Profiel(StrEnum):
    GENERALIST = "generalist"
    SPECIALIST = "specialist"


def profiel(
    pakket: Takenpakket, *, team: str, functie: str, keuze: Profiel, waarom: str, woord_gebied: str = "gebied"
) -> list[str]:
    """Een eerste tekst voor een vacature, in alinea's, uit het takenpakket (P16). Het team schrijft hem verder."""
    alineas = [f"Basisteam {team} zoekt een {functie}."]
    if pakket.portefeuilles:
        zin = f"Je draagt de portefeuille {_opsomming(pakket.portefeuilles)}."
        if pakket.themas:
            zin += f" Daarin werk je aan {_opsomming(pakket.themas)}."
        alineas.append(zin)
    if pakket.gebieden:
        werkt = "Je coacht er" if pakket.coachend else "Je stuurt er"
        alineas.append(
            f"Je bent verbonden aan {woord_gebied} {_opsomming(pakket.gebieden)}. {werkt} de wijkagenten"
            f"{f' ({pakket.wijkagenten} nu)' if pakket.wijkagenten else ''}."
        )
    alineas.append(
        "Je werkt aan oorzaken, voor langere tijd, met partners en bewoners. In complexe casussen neem je de regie."
    )
    if pakket.partners:
        alineas.append(f"Je werkt veel samen met {_opsomming(pakket.partners)}.")
    if pakket.taakaccenthouders:
        alineas.append("Taakaccenthouders werken met je mee; jij werft ze en werkt ze in.")
    if pakket.opco:
        alineas.append("Je draait ook operationele diensten, bijvoorbeeld als OpCo.")
    if pakket.cursussen:
        alineas.append(f"Je volgt of volgde: {_opsomming(dict.fromkeys(pakket.cursussen))}.")
    soort = (
        "We zoeken een generalist: iemand die breed inzetbaar is."
        if keuze == Profiel.GENERALIST
        else "We zoeken een specialist: iemand die dit onderwerp door en door kent."
    )
    alineas.append(f"{soort} {waarom.strip()}".strip())
    return alineas


def _opsomming(namen: Iterable[str]) -> str:
    namen = list(namen)
    if len(namen) < 2:
        return "".join(namen)
    return f"{', '.join(namen[:-1])} en {namen[-1]}"


def mag_opvolger(*, is_zelf: bool) -> Oordeel:
    return Oordeel("Kies een ander als opvolger.") if is_zelf else JA


def mag_afvinken(*, afgerond: bool) -> Oordeel:
    return Oordeel("Dit dossier is afgerond.") if afgerond else JA
