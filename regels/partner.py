"""Partners van het team, hun contactpersonen, en de link naar het contactoverzicht (O7, O10)."""

from datetime import date, timedelta

from .begrippen import JA, Oordeel

LANGSTE_LINK = timedelta(days=366)


def mag_partner_bewaren(*, staat_er_al: bool) -> Oordeel:
    return Oordeel("Deze partner staat al in de lijst.") if staat_er_al else JA


def mag_vervanger(*, zelfde_partner: bool, is_zelf: bool) -> Oordeel:
    """De vervanger van een contactpersoon is een ander, bij dezelfde partner."""
    if not zelfde_partner:
        return Oordeel("De vervanger werkt bij een andere partner. Kies iemand van dezelfde partner.")
    if is_zelf:
        return Oordeel("Iemand kan niet de eigen vervanger zijn.")
    return JA


def mag_contactpersoon_stoppen(*, gestopt: bool) -> Oordeel:
    return Oordeel("Deze contactpersoon is al gestopt.") if gestopt else JA


def mag_samenvoegen(*, dezelfde: bool, zelfde_team: bool, al_samengevoegd: bool) -> Oordeel:
    """Twee verschillende partners van één team kunnen er één zijn."""
    if dezelfde:
        return Oordeel("Kies twee verschillende partners.")
    if not zelfde_team:
        return Oordeel("Deze partners horen bij verschillende teams.")
    if al_samengevoegd:
        return Oordeel("Deze partner is intussen al samengevoegd.")
    return JA


def mag_link_maken(*, verloopt: date, vandaag: date) -> Oordeel:
    """Een link naar buiten verloopt, binnen een jaar."""
    if verloopt < vandaag:
        return Oordeel("Deze dag is al geweest.")
    if verloopt > vandaag + LANGSTE_LINK:
        return Oordeel("Een link is hoogstens een jaar geldig. Kies een eerdere dag.")
    return JA


def mag_link_intrekken(*, ingetrokken: bool) -> Oordeel:
    return Oordeel("Deze link is al ingetrokken.") if ingetrokken else JA


def hoort_bij_team(*, zelfde_team: bool, samengevoegd: bool) -> Oordeel:
    """Alleen een partner die nog in de lijst van het team staat."""
    if not zelfde_team or samengevoegd:
        return Oordeel("Deze partner staat niet (meer) in de lijst van het team.")
    return JA


def werkt_bij(*, zelfde_partner: bool, naam: str, partner: str) -> Oordeel:
    """Een contactpersoon hoort bij de partner die erbij gekozen is."""
    return JA if zelfde_partner else Oordeel(f"{naam} werkt niet bij {partner}.")
