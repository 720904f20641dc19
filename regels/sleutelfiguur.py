"""Wat er mag met een sleutelfiguur en met wie het contact houdt (B2, B7)."""

from datetime import date

from .begrippen import JA, Oordeel
from .grondslag import Grondslag


def mag_wijzigen(*, gewist: bool) -> Oordeel:
    if gewist:
        return Oordeel("Deze persoon is gewist. Er is niets meer om te bewaren.")
    return JA


def mag_toevoegen(*, naam_bestaat: bool) -> Oordeel:
    if naam_bestaat:
        return Oordeel(
            "Er staat al iemand met deze naam. Is het een ander? Schrijf er iets bij, zoals de straat of de club."
        )
    return JA


def mag_verlengen(*, grondslag: str) -> Oordeel:
    """Alleen toestemming loopt af, en is te verlengen."""
    if grondslag != Grondslag.TOESTEMMING:
        return Oordeel("Deze persoon staat er niet op grond van toestemming. Er is niets te verlengen.")
    return JA


def mag_intrekken(*, grondslag: str) -> Oordeel:
    """Alleen wie toestemming gaf trekt die in; wie anders weg wil, wordt gewist."""
    if grondslag != Grondslag.TOESTEMMING:
        return Oordeel(
            "Deze persoon staat er niet op grond van toestemming. Wil de persoon er niet meer in? Kies dan Wissen."
        )
    return JA


def mag_wissen(*, gewist: bool) -> Oordeel:
    return Oordeel("Deze persoon is al gewist.") if gewist else JA


def mag_gegevens_zien(*, reden: str) -> Oordeel:
    return JA if reden else Oordeel("Kies waarvoor je de gegevens nodig hebt.")


def mag_contact(*, dag: date, vandaag: date) -> Oordeel:
    """Contact was er vandaag of eerder."""
    if dag > vandaag:
        return Oordeel("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
    return JA


def mag_relatie(*, geplaatst: bool, is_al: str, is_houder_en_wordt_vervanger: bool) -> Oordeel:
    """Een collega van het team houdt het contact, of vervangt een ander daarin. `is_al`: wat die collega al is."""
    if not geplaatst:
        return Oordeel("Deze collega werkt niet (meer) in het team. Kies een ander.")
    if is_al:
        return Oordeel(f"Deze collega is al {is_al}.")
    if is_houder_en_wordt_vervanger:
        return Oordeel("Deze collega is de relatiehouder. De vervanger is een ander.")
    return JA


def mag_overdragen(*, aan_zichzelf: bool, gekozen: int) -> Oordeel:
    if aan_zichzelf:
        return Oordeel("Kies een andere collega dan wie nu het contact houdt.")
    return JA if gekozen else Oordeel("Kies minstens één persoon.")


def mag_contact_wijzigen(*, uit_belronde: bool) -> Oordeel:
    """Wat je zelf opschreef verbeter je zelf; wat uit een belronde komt verbeter je daar."""
    return Oordeel("Dit komt uit een belronde. Verbeter het bij de belronde.") if uit_belronde else JA
