"""Op welke grond we iets van een sleutelfiguur bewaren, en tot wanneer (B2; Wpg art. 3 en 5, AVG art. 6 en 7)."""

import re
from datetime import date, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel


class Grondslag(StrEnum):
    """Waarom we iemand mogen vastleggen. De publieke taak is de gewone grond; toestemming is zelden echt vrij."""

    PUBLIEKE_TAAK = "taak"
    TOESTEMMING = "toestemming"


class Regime(StrEnum):
    """Onder welke wet het valt: één van beide, nooit allebei."""

    AVG = "avg"
    WPG = "wpg"


class Stand(StrEnum):
    """Hoe het met de grond staat op een dag."""

    GOED = "goed"
    LOOPT_AF = "loopt af"
    AFGELOPEN = "afgelopen"


VRAAG_OP_TIJD = timedelta(days=30)  # zo lang van tevoren vragen of de toestemming verlengd wordt
LAATSTE_VRAAG = timedelta(days=7)
LANGSTE_TOESTEMMING = timedelta(days=3 * 366)
WACHT_MET_WISSEN = timedelta(days=30)  # zo lang na het einde kan verlengen nog; daarna wordt alles gewist


def mag_vastleggen(
    *, grondslag: Grondslag, op: date | None, doel: str, tot: date | None, vandaag: date
) -> Oordeel:
    """Toestemming noemt wanneer zij is gegeven, waarvoor en tot wanneer; de publieke taak niets van dat alles."""
    if grondslag == Grondslag.PUBLIEKE_TAAK:
        return JA
    if op is None or tot is None or not doel.strip():
        return Oordeel("Vul bij toestemming in: wanneer gegeven, waarvoor, en tot wanneer.")
    if op > vandaag:
        return Oordeel("De toestemming is nog niet gegeven: kies vandaag of een eerdere dag.")
    if tot <= vandaag:
        return Oordeel("Deze toestemming is al voorbij. Kies een dag die nog komt.")
    if tot > op + LANGSTE_TOESTEMMING:
        return Oordeel("Vraag toestemming voor hoogstens drie jaar; verlengen kan altijd.")
    return JA


def mag_grond_wijzigen(*, van: Grondslag, naar: Grondslag) -> Oordeel:
    """Wie toestemming gaf, mag die altijd intrekken: dat recht verdwijnt niet door een andere grond te kiezen."""
    if van == Grondslag.TOESTEMMING and naar == Grondslag.PUBLIEKE_TAAK:
        return Oordeel(
            "Deze persoon gaf toestemming, en mag die intrekken. Verleng de toestemming, of wis de persoon."
        )
    return JA


def stand_van(tot: date | None, vandaag: date) -> Stand:
    """Hoe het staat met een toestemming tot en met `tot`; zonder `tot` (publieke taak) is het goed."""
    if tot is None:
        return Stand.GOED
    if tot < vandaag:
        return Stand.AFGELOPEN
    return Stand.LOOPT_AF if tot - vandaag <= VRAAG_OP_TIJD else Stand.GOED


def toestemming_herinnering(tot: date, vandaag: date) -> str:
    """Welke vraag over een toestemming nu gesteld wordt: een maand ervoor, een week ervoor, en na afloop. Leeg: geen."""
    if tot < vandaag:
        return "voorbij"
    if tot - vandaag <= LAATSTE_VRAAG:
        return "week"
    return "maand" if tot - vandaag <= VRAAG_OP_TIJD else ""


PAS_VASTGELEGD = timedelta(days=30)


def mag_ongelezen_wissen(*, vastgelegd: date, door_mt: bool, vandaag: date) -> bool:
    """Of een naam ook verdwijnt uit teksten die wie wist niet mag lezen.

    Wie iemand vandaag vastlegt en vandaag wist, zou zo een ander uit een dossier kunnen halen dat voor hem niet
    bestaat. Het MT mag het altijd; een collega als de persoon langer dan een maand bekend is.
    """
    return door_mt or vandaag - vastgelegd > PAS_VASTGELEGD


# Woorden die iets zeggen over geloof, herkomst of politiek. Bij een mens horen die hier niet (Wpg art. 5, AVG art. 9).
# Een straat ("Kerkstraat") of een voornaam ("Christiaan") zegt dat niet.
GELOOF = (
    r"moslim|islam|moskee|koran|imam\b|christen|christelijk|katholie|protestant|gereformeerd|hervormd|joods|jood\b|joden"
    r"|synagog|rabbi|hindoe|boeddhis|kerk(?!straat|weg|laan|plein|hof\b|pad|brink|dijk|gracht|ring|stoep)|domine|pastoor"
    r"|priester|bisschop|diaken|soenn|sjii|salafis|evangeli|jehova|gelovig|geloofs|bijbel|gebedshuis"
)
HERKOMST = (
    r"marokk|turks|turk\b|turken|turkije|surina|antilli|kaapverd|somali|syri|afghaan|irak|eritre|ghane|pools\b|poolse|polen\b"
    r"|roemeen|roemen|bulgaar|oekra|moluk|indisch|chinees|chinese|roma\b|sinti|koerd|afkomst|allochto|migrant|asielzoek|statushouder"
)
POLITIEK = (
    r"pvv\b|pvda\b|vvd\b|cda\b|d66\b|bbb\b|groenlinks|sgp\b|christenunie|linkse (?:partij|politiek|activis)"
    r"|rechtse (?:partij|politiek|activis)|extreemrechts|extreemlinks|politieke voorkeur|stemt op|vakbond"
)
GEVOELIG = re.compile(rf"\b(?:{GELOOF}|{HERKOMST}|{POLITIEK})", re.IGNORECASE)


def is_gevoelig(tekst: str) -> bool:
    """Of een tekst bij een mens waarschijnlijk iets zegt over geloof, herkomst of politiek."""
    return bool(GEVOELIG.search(tekst))
