"""Werkopdrachten voor een dienst: weinig tegelijk, en altijd een antwoord (P9).

Langere lijsten worden niet onthouden; daarom heeft een dienst een maximum. Dat is een afspraak van het team.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel
from .tijd import AMSTERDAM, dag_in_woorden

MAXIMUM = 3
LANGSTE = timedelta(days=31)
NAZORG = timedelta(days=7)  # zo lang na de laatste dag is een antwoord nog welkom


@dataclass(frozen=True)
class Afspraken:
    """Hoeveel opdrachten een dienst hoogstens meekrijgt."""

    maximum: int = MAXIMUM


class Dienst(StrEnum):
    VROEG = "vroeg"
    LAAT = "laat"
    NACHT = "nacht"


NAMEN = {Dienst.VROEG: "vroege dienst", Dienst.LAAT: "late dienst", Dienst.NACHT: "nachtdienst"}
BEGIN = {Dienst.VROEG: 7, Dienst.LAAT: 15, Dienst.NACHT: 23}  # uur in Amsterdam


class Antwoord(StrEnum):
    """Wat hebben jullie gedaan? In één tik."""

    GEDAAN = "gedaan"
    GEZIEN = "gezien"
    NIET = "niet"


def dienst_op(moment: datetime) -> tuple[date, Dienst]:
    """Welke dienst er nu is, en van welke dag. De nacht hoort bij de dag waarop zij begon."""
    hier = moment.astimezone(AMSTERDAM)
    if hier.hour < BEGIN[Dienst.VROEG]:
        return hier.date() - timedelta(days=1), Dienst.NACHT
    if hier.hour < BEGIN[Dienst.LAAT]:
        return hier.date(), Dienst.VROEG
    return hier.date(), Dienst.LAAT if hier.hour < BEGIN[Dienst.NACHT] else Dienst.NACHT


def eerstvolgende(gekozen: Dienst, nu: tuple[date, Dienst]) -> date:
    """Van welke dag de gekozen dienst is: die van nu, of de eerste die nog komt."""
    dag, dienst = nu
    return dag if BEGIN[gekozen] >= BEGIN[dienst] else dag + timedelta(days=1)


def diensten_in(van: date, tot_en_met: date, diensten: Collection[str]) -> list[tuple[date, Dienst]]:
    """Alle diensten waarin een opdracht op de briefing staat."""
    dagen = [van + timedelta(days=nr) for nr in range((tot_en_met - van).days + 1)]
    return [(dag, dienst) for dag in dagen for dienst in Dienst if dienst in diensten]


def mag_uitzetten(
    *,
    van: date,
    tot_en_met: date,
    diensten: Collection[str],
    nu: tuple[date, Dienst],
    bezet: Mapping[tuple[date, Dienst], int],
    maximum: int = MAXIMUM,
) -> Oordeel:
    """Mag deze opdracht op de briefing van deze diensten?"""
    if tot_en_met < van:
        return Oordeel("De laatste dag ligt voor de eerste dag.")
    vandaag, deze = nu
    if tot_en_met < vandaag:
        return Oordeel("Deze dagen zijn al geweest. Kies een periode die nog komt.")
    if tot_en_met - van > LANGSTE:
        return Oordeel("Een opdracht staat hoogstens een maand op de briefing. Zet hem daarna opnieuw uit.")
    if not diensten:
        return Oordeel("Kies voor welke dienst deze opdracht is.")
    komend = [
        (dag, dienst)
        for dag, dienst in diensten_in(max(van, vandaag), tot_en_met, diensten)
        if dag > vandaag or BEGIN[dienst] >= BEGIN[deze]
    ]
    if not komend:
        return Oordeel("Deze dienst is al geweest. Kies een dienst of dag die nog komt.")
    for dag, dienst in komend:
        if bezet.get((dag, dienst), 0) >= maximum:
            return Oordeel(
                f"Op {dag_in_woorden(dag)} staan voor de {NAMEN[dienst]} al {maximum} opdrachten. "
                "Meer wordt niet onthouden. Kies een andere dag of dienst, of haal er een af."
            )
    return JA


def mag_terugkoppelen(*, van: date, tot_en_met: date, vandaag: date, ingetrokken: bool) -> Oordeel:
    """Een antwoord kan vanaf de eerste dag tot een week na de laatste."""
    if ingetrokken:
        return Oordeel("Deze opdracht is ingetrokken.")
    if vandaag < van:
        return Oordeel(f"Deze opdracht begint pas op {dag_in_woorden(van)}.")
    if vandaag > tot_en_met + NAZORG:
        return Oordeel("De periode van deze opdracht is voorbij. Vertel het aan wie hem uitzette.")
    return JA


def deel_met_antwoord(met: int, totaal: int) -> int | None:
    """Op hoeveel procent van de opdrachten een antwoord kwam; None als er geen waren."""
    return round(100 * met / totaal) if totaal else None


def mag_opdracht_wijzigen(*, tot_en_met: date, vandaag: date, ingetrokken: bool) -> Oordeel:
    """Een opdracht verandert zolang zij op de briefing staat of nog komt."""
    if ingetrokken:
        return Oordeel("Deze opdracht is van de briefing gehaald.")
    return JA if vandaag <= tot_en_met else Oordeel("Deze opdracht is al geweest.")


def mag_intrekken(*, ingetrokken: bool) -> Oordeel:
    return Oordeel("Deze opdracht is al ingetrokken.") if ingetrokken else JA
