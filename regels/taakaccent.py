"""Taakaccenthouders: zijn het er genoeg, blijven ze, en wie past bij een casus? (P6)"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel

VOORUIT = timedelta(weeks=12)


class Accentfase(StrEnum):
    """Waar iemand in zijn taakaccent is. Vertrokken is geen fase maar een einddatum."""

    WERVING = "werving"
    INWERKEN = "inwerken"
    ZELFSTANDIG = "zelfstandig"


@dataclass(frozen=True)
class Houder:
    """Iemand met een taakaccent, of een vraagbaak: die heeft er geen vrijgemaakte uren voor."""

    medewerker: int
    van: date
    tot: date | None = None
    fase: Accentfase = Accentfase.ZELFSTANDIG
    vraagbaak: bool = False

    def doet_mee(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)


def bezet(houders: Iterable[Houder], dag: date) -> int:
    """Hoeveel er op deze dag zijn. Wie nog geworven wordt en wie vraagbaak is telt niet mee."""
    return len(
        {
            rij.medewerker
            for rij in houders
            if rij.doet_mee(dag) and not rij.vraagbaak and rij.fase != Accentfase.WERVING
        }
    )


def tekort(wens: int, houders: Iterable[Houder], dag: date) -> int:
    return max(0, wens - bezet(houders, dag))


def eerste_tekort(wens: int, houders: Sequence[Houder], vandaag: date) -> date | None:
    """De eerste dag in de komende twaalf weken waarop er te weinig zijn; None als het zo ver vooruit klopt."""
    dagen = {vandaag}
    for rij in houders:
        dagen |= {dag for dag in (rij.van, rij.tot) if dag and vandaag < dag <= vandaag + VOORUIT}
    return next((dag for dag in sorted(dagen) if tekort(wens, houders, dag)), None)


@dataclass(frozen=True)
class Verloop:
    """Wie er het laatste jaar bij kwam en wie er wegging."""

    instroom: int
    uitstroom: int

    @property
    def zin(self) -> str:
        if not self.instroom and not self.uitstroom:
            return "Het laatste jaar kwam er niemand bij en ging er niemand weg."
        zin = f"Het laatste jaar kwamen er {self.instroom} bij en gingen er {self.uitstroom} weg."
        return zin + (" Er gaan er meer weg dan er komen." if self.uitstroom > self.instroom else "")


def verloop(houders: Iterable[Houder], vandaag: date) -> Verloop:
    """In- en uitstroom van de laatste 365 dagen, zonder vraagbaken."""
    begin = vandaag - timedelta(days=365)
    echte = [rij for rij in houders if not rij.vraagbaak and rij.fase != Accentfase.WERVING]
    return Verloop(
        instroom=sum(1 for rij in echte if begin < rij.van <= vandaag),
        uitstroom=sum(1 for rij in echte if rij.tot is not None and begin < rij.tot <= vandaag),
    )


@dataclass(frozen=True)
class Kandidaat:
    """Een taakaccenthouder die bij een casus zou passen. `plaats`: van de portefeuille, hoofdportefeuille is 0."""

    medewerker: int
    plaats: int
    fase: Accentfase
    vraagbaak: bool = False
    afwezig: bool = False
    loopt_al: int = 0  # stukken van casussen die deze collega nu al uitvoert


def voorstel(kandidaten: Iterable[Kandidaat]) -> list[Kandidaat]:
    """Wie je vraagt, beste eerst: wie er is, van de hoofdportefeuille, zelfstandig, en met het minste werk.

    Wie afwezig is of nog geworven wordt staat er niet bij.
    """
    volgorde = {Accentfase.ZELFSTANDIG: 0, Accentfase.INWERKEN: 1}
    mee = [rij for rij in kandidaten if not rij.afwezig and rij.fase in volgorde]
    return sorted(
        mee, key=lambda rij: (rij.plaats, rij.vraagbaak, volgorde[rij.fase], rij.loopt_al, rij.medewerker)
    )


VRAAGBAAK_ZONDER_UREN = Oordeel(
    "Een vraagbaak heeft geen vrijgemaakte uren. Haal de uren weg, of het vinkje."
)


def mag_taakaccent_weghalen(*, iemand: bool) -> Oordeel:
    """Wie een taakaccent heeft of had, blijft te lezen."""
    return (
        Oordeel("Iemand heeft of had dit taakaccent. Zet het aantal op 0 als je het niet meer zoekt.")
        if iemand
        else JA
    )


def mag_taakaccent(*, is_er_al: bool) -> Oordeel:
    return Oordeel("Dit taakaccent is er al.") if is_er_al else JA


def mag_uren(*, vraagbaak: bool, uren: bool) -> Oordeel:
    """Een vraagbaak doet het naast het gewone werk (WOEst, "Structureel enthousiasmeren")."""
    return VRAAGBAAK_ZONDER_UREN if vraagbaak and uren else JA


def mag_taakaccent_krijgen(*, vraagbaak: bool, uren: bool, heeft_het_al: bool) -> Oordeel:
    if vraagbaak and uren:
        return VRAAGBAAK_ZONDER_UREN
    return Oordeel("Deze collega heeft dit taakaccent al.") if heeft_het_al else JA


def mag_cursus(*, gevolgd_op: date | None, vandaag: date) -> Oordeel:
    if gevolgd_op is not None and gevolgd_op > vandaag:
        return Oordeel("Deze dag is nog niet geweest. Vul hem in bij 'gepland op'.")
    return JA


# --- zelfstandige teams en acties (P10) -------------------------------------------------------------------


def mag_zelfstandig_team(*, is_er_al: bool) -> Oordeel:
    return Oordeel("Dit team is er al.") if is_er_al else JA


def mag_teamlid(*, zit_er_al_in: bool) -> Oordeel:
    return Oordeel("Deze collega zit al in dit team.") if zit_er_al_in else JA


def mag_actie_afronden(*, afgerond: bool, dag: date, vandaag: date, resultaat: str) -> Oordeel:
    """Wat een actie opleverde schrijf je op als zij is geweest, ook als het weinig was."""
    if afgerond:
        return Oordeel("Deze actie is al afgerond.")
    if dag > vandaag:
        return Oordeel("Deze actie is nog niet geweest.")
    if not resultaat.strip():
        return Oordeel("Schrijf op wat het opleverde, ook als dat weinig was.")
    return JA
