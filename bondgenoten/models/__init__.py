"""Bondgenoten: networks of key citizens, gemeente and police, that are there before they are needed (B1-B10).

A bijeenkomst is an Overleg of the network's own series, with attendance. Nothing here says anything about
somebody's religion, origin or politics: what a community is, is said of the network.
"""

from .bellen import Belregel, Belronde
from .bijeenkomst import Aanwezigheid, Advies, Afspraak
from .mensen import Contact, Relatie, Sleutelfiguur, Wissing
from .ndv import Kennis, Ndvvraag
from .netwerk import Gemeenschap, Lid, Netwerk, Resultaat, Voorwaardenmeting
from .signaal import Bijeenvraag, Signaal, Signaalstand

__all__ = [
    "Aanwezigheid",
    "Advies",
    "Afspraak",
    "Belregel",
    "Belronde",
    "Bijeenvraag",
    "Contact",
    "Gemeenschap",
    "Kennis",
    "Lid",
    "Ndvvraag",
    "Netwerk",
    "Relatie",
    "Resultaat",
    "Signaal",
    "Signaalstand",
    "Sleutelfiguur",
    "Voorwaardenmeting",
    "Wissing",
]
