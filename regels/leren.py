"""De casusleerbijeenkomst: welke casussen, wie leidt het gesprek, en verandert er echt iets? (C14)"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .begrippen import JA, Oordeel


class Verloop(StrEnum):
    GOED = "goed"
    MINDER_GOED = "minder_goed"


def balans(gekozen: Iterable[Verloop], eerder: Iterable[Verloop] = ()) -> str:
    """Wat er scheef is aan de keuze van casussen, als zin; leeg als goed en minder goed allebei aan bod komen.

    `eerder` zijn de casussen van het afgelopen jaar: daar gaat het meestal over wat minder goed ging.
    """
    keuze, voorheen = list(gekozen), list(eerder)
    if not keuze:
        return "Kies een casus die goed ging en een die minder goed ging."
    if Verloop.GOED not in keuze:
        return "Er is geen casus die goed ging. Juist daar leer je hoe het wél lukt."
    if Verloop.MINDER_GOED not in keuze:
        return "Er is geen casus die minder goed ging."
    goed, minder = voorheen.count(Verloop.GOED), voorheen.count(Verloop.MINDER_GOED)
    if abs(goed - minder) >= 3:
        welke = "minder goed ging" if minder > goed else "goed ging"
        return f"Het afgelopen jaar ging het vaak over wat {welke}: {max(goed, minder)} tegen {min(goed, minder)}."
    return ""


def mag_leiden(gespreksleider: int, betrokken: Collection[int]) -> Oordeel:
    """De gespreksleider had zelf geen deel in de casussen."""
    if gespreksleider in betrokken:
        return Oordeel("Deze collega had een rol in de casus. Kies een gespreksleider die er niet bij was.")
    return JA


def mag_afronden(*, goed: str, beter: str, wie_doet_wat: int, lessen: int) -> Oordeel:
    """De drie vragen zijn beantwoord, en er is minstens één les."""
    if not goed.strip() or not beter.strip():
        return Oordeel("Vul in wat goed ging en wat beter kan.")
    if not lessen and not wie_doet_wat:
        return Oordeel("Leg minstens één les of actiepunt vast: wie doet wanneer wat?")
    return JA


def navraag_op(dag: date, maanden: int) -> date:
    """Wanneer wordt gevraagd of de praktijk echt veranderd is. 30 november en drie maanden is 28 februari."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    laatste = monthrange(jaar, maand + 1)[1]
    return date(jaar, maand + 1, min(dag.day, laatste))


@dataclass(frozen=True)
class Afspraken:
    """Na hoeveel maanden wordt gevraagd of het na een les echt anders gaat."""

    maanden: int = 3


@dataclass(frozen=True)
class Kenmerken:
    """Waarop casussen op elkaar lijken."""

    gebieden: frozenset[int] = frozenset()
    portefeuilles: frozenset[int] = frozenset()
    soort: str = ""


def lijkt_op(een: Kenmerken, ander: Kenmerken) -> list[str]:
    """Wat deze twee delen: portefeuille, gebied of soort. Leeg: ze lijken niet op elkaar."""
    gedeeld = []
    if een.portefeuilles & ander.portefeuilles:
        gedeeld.append("portefeuille")
    if een.gebieden & ander.gebieden:
        gedeeld.append("gebied")
    if een.soort and een.soort == ander.soort:
        gedeeld.append("soort")
    return gedeeld


def mag_plannen(*, geweest: bool, goed: int, minder_goed: int, dubbel: bool, vertrouwelijk: bool) -> Oordeel:
    """Een casusleerbijeenkomst komt nog, en gaat over minstens één casus die iedereen mag kennen (C14)."""
    if geweest:
        return Oordeel("Deze dag is al geweest.")
    if not goed and not minder_goed:
        return Oordeel("Kies minstens één casus.")
    if dubbel:
        return Oordeel("Een casus ging goed of minder goed: kies hem één keer.")
    if vertrouwelijk:
        return Oordeel(
            "Een vertrouwelijke casus kan niet in een casusleerbijeenkomst: wie erbij hoort zou zichtbaar worden."
        )
    return JA


def mag_bewerken(*, afgerond: bool) -> Oordeel:
    return Oordeel("Deze bijeenkomst is al afgerond.") if afgerond else JA


def mag_uitnodigen(*, collega: bool, naam: str, al_uitgenodigd: bool) -> Oordeel:
    """Een collega, of iemand van buiten bij naam; één keer."""
    if collega == bool(naam.strip()):
        return Oordeel("Kies een collega, of schrijf de naam van iemand buiten het team.")
    return Oordeel("Deze collega is al uitgenodigd.") if al_uitgenodigd else JA


def mag_link_vernieuwen(*, collega: bool) -> Oordeel:
    return Oordeel("Een collega geeft inbreng op de eigen pagina, zonder link.") if collega else JA


def mag_inbreng(*, hielp: str, hinderde: str, nieuwere_link: bool) -> Oordeel:
    """Inbreng zegt wat hielp of hinderde, langs de link die nu geldt."""
    if not (hielp.strip() or hinderde.strip()):
        return Oordeel("Schrijf op wat hielp, of wat hinderde.")
    if nieuwere_link:
        return Oordeel("Er is intussen een nieuwere link. Vraag die aan uw contactpersoon.")
    return JA


def mag_leermoment(*, hoort_erbij: bool) -> Oordeel:
    return JA if hoort_erbij else Oordeel("Dit moment hoort niet bij een casus van deze bijeenkomst.")


def mag_les(*, werkafspraak: str, actie: str, eigenaar_en_datum: bool) -> Oordeel:
    """Een les is een andere werkafspraak, een actiepunt met een eigenaar en een datum, of allebei."""
    if not werkafspraak.strip() and not actie.strip():
        return Oordeel("Wat doen we voortaan anders, of wie doet wat? Vul minstens één van beide in.")
    if actie.strip() and not eigenaar_en_datum:
        return Oordeel("Een actiepunt heeft een eigenaar en een datum.")
    return JA
