"""Termijnen, bevestigen, en wat om aandacht vraagt (domein.md: Overdrachtronde, Waarneming, invariant 3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from .begrippen import ERNST_VOLGORDE, MET_REGIE, Ernst, Fase, Periode
from .feiten import Casusfeiten, Teamfeiten, Teamregels
from .tijd import einde_termijn, werkuren_tussen
from .vervanging import AanZet, vervalt

LANGE_VRIJSTELLING = timedelta(weeks=4)
BEVESTIGEN_NA_WERKDAGEN = 2


class Rood(StrEnum):
    """Waarom een casus rood staat op het BMO."""

    GAT = "Niemand is aan zet"
    OVERDRACHT = "Overdracht over de termijn"
    UITGEPUT = "Niemand kan gevraagd worden"
    WAARNEMING = "Waarneming niet bevestigd"


def termijn(ernst: Ernst, moment: datetime, team: Teamfeiten) -> datetime:
    """Tot wanneer wie nu gevraagd wordt mag antwoorden."""
    return einde_termijn(ernst, moment, team.regels_op(moment).termijnen, team.feestdagen)


def termijn_na_ernst(
    oud: Ernst, nieuw: Ernst, uiterlijk: datetime, moment: datetime, team: Teamfeiten
) -> datetime:
    """Stijgt de ernst, dan geldt de vroegste van de lopende en een nieuwe termijn vanaf nu (10)."""
    if ERNST_VOLGORDE.index(nieuw) <= ERNST_VOLGORDE.index(oud):
        return uiterlijk
    return min(uiterlijk, termijn(nieuw, moment, team))


@lru_cache(maxsize=256)
def afwezigheid_vraagt_bevestiging(afwezigheid: Periode, regels: Teamregels, team: Teamfeiten) -> bool:
    """Duurt de afwezigheid langer dan twee dagen aan werkuren? Zonder einde: ja."""
    if afwezigheid.tot is None:
        return True
    dag = regels.termijnen.werkdag_tot - regels.termijnen.werkdag_van
    grens = timedelta(hours=BEVESTIGEN_NA_WERKDAGEN * dag)
    return werkuren_tussen(afwezigheid.van, afwezigheid.tot, regels.termijnen, team.feestdagen) > grens


@dataclass(frozen=True)
class TeBevestigen:
    """De waarnemer moet voor `uiterlijk` zeggen dat hij of zij het doet."""

    medewerker: int
    uiterlijk: datetime
    sinds: datetime


def te_bevestigen(
    casus: Casusfeiten, aan_zet: AanZet, moment: datetime, team: Teamfeiten
) -> TeBevestigen | None:
    """De bevestiging die deze waarneming nog vraagt, of None.

    Wie zelf overnam hoeft niets te bevestigen: dat was al een ja.
    """
    if casus.fase not in MET_REGIE or not aan_zet.is_waarnemer or casus.regisseur is None:
        return None
    wie = aan_zet.medewerker
    assert wie is not None
    if aan_zet.plek is not None and aan_zet.plek.rang == "zelf":
        return None
    afwezigheid = team.afwezigheid(casus.regisseur, moment)
    regels = team.regels_op(moment)
    lang = afwezigheid is None or afwezigheid_vraagt_bevestiging(afwezigheid, regels, team)
    if not lang and casus.ernst == Ernst.RUSTIG:
        return None
    if any(b.medewerker == wie and _zelfde_waarneming(b.op, afwezigheid, casus) for b in casus.bevestigd):
        return None
    sinds = moment
    if casus.aan_zet_sinds is not None and casus.aan_zet_sinds[0] == wie:
        sinds = casus.aan_zet_sinds[1]
    for vraag in casus.bevestigvragen:
        if vraag.medewerker == wie and vraag.sinds == sinds:
            return TeBevestigen(wie, vraag.uiterlijk, sinds)
    # Nog niet gevraagd: de termijn loopt vanaf nu, als de ernst later steeg dan de waarneming begon.
    return TeBevestigen(wie, termijn(casus.ernst, sinds if lang else moment, team), sinds)


def _zelfde_waarneming(op: datetime, afwezigheid: Periode | None, casus: Casusfeiten) -> bool:
    if afwezigheid is not None:
        return afwezigheid.bevat(op)
    return casus.regie_van is None or casus.regie_van <= op


def waarom_rood(casus: Casusfeiten, aan_zet: AanZet, moment: datetime, team: Teamfeiten) -> list[Rood]:
    """Waarom deze casus rood is (invariant 3): een gat, een overdracht of een bevestiging over de termijn.

    `over_termijn` van een ronde blijft rood tot iemand aanvaardt, ook als de volgende al gevraagd is.
    """
    rood: list[Rood] = []
    if casus.fase == Fase.AFGESLOTEN:
        return rood
    if aan_zet.is_gat:
        rood.append(Rood.GAT)
    ronde = casus.ronde
    if ronde is not None and (ronde.over_termijn or vervalt(casus, moment, team)):
        rood.append(Rood.OVERDRACHT)
    elif ronde is not None and ronde.nu_gevraagd is None and not aan_zet.is_gat:
        rood.append(Rood.UITGEPUT)
    bevestigen = te_bevestigen(casus, aan_zet, moment, team)
    if bevestigen is not None and bevestigen.uiterlijk <= moment:
        rood.append(Rood.WAARNEMING)
    return rood


def regisseur_gaat_weg(casus: Casusfeiten, moment: datetime, team: Teamfeiten) -> str:
    """Waarom er nu een ronde moet beginnen omdat de formele regisseur weggaat, of leeg.

    Zodra het bekend is: geen plaatsing meer vanaf een moment, meer dan vier weken of zonder einde
    vrijgesteld, of uitgesloten.
    """
    wie = casus.regisseur
    if casus.fase not in MET_REGIE or wie is None:
        return ""
    if casus.is_uitgesloten(wie, moment):
        return "de regisseur is uitgesloten van deze casus"
    if not any(p.periode.tot is None for p in team.plaatsingen_per_persoon.get(wie, ())):
        return "de regisseur gaat uit het team"
    for vrij in team.vrijgesteld.get(wie, ()):
        lang = vrij.tot is None or vrij.tot - vrij.van > LANGE_VRIJSTELLING
        if lang and (vrij.tot is None or vrij.tot > moment):
            return "de regisseur is langere tijd vrijgesteld van regie"
    return ""


def actiepunt_herinnering(dagen_tot_deadline: int) -> str:
    """Welke herinnering een open actiepunt nu vraagt: twee dagen ervoor, op de dag, en daarna elke week.

    Leeg als er vandaag geen nodig is. De sleutel is per deadline uniek, dus niemand hoort iets twee keer.
    """
    if dagen_tot_deadline < 0:
        return f"te-laat-{(-dagen_tot_deadline - 1) // 7}"
    if dagen_tot_deadline == 0:
        return "vandaag"
    if dagen_tot_deadline <= 2:
        return "bijna"
    return ""
