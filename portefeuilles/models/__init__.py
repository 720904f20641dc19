"""Portefeuilles: the theme's home (`basis`), its plan, its aanpakken, its people, and what is passed on."""

from .aanpak import FASEN, Aanpak, Fasestap, Interventie
from .basis import Betrekkeuze, Houderschap, Label, Onderbouwing, Portefeuille, Tastbaarheid, Thema
from .briefing import ANTWOORDEN, DIENSTEN, Briefingopdracht, Terugkoppeling
from .doorgeven import (
    Dossierpunt,
    Inwerkplan,
    Inwerkstap,
    Navolging,
    Overdrachtsdossier,
    Vacature,
    Voorbeeld,
)
from .kennis import Kennissessie
from .mensen import Actie, Cursus, Taakaccent, Taakaccenthouder, Teamlid, ZelfstandigTeam
from .plan import Activiteit, Effect, Indicator, Meting, Plan
from .trends import Themamaand, Trend

__all__ = [
    "ANTWOORDEN",
    "DIENSTEN",
    "FASEN",
    "Aanpak",
    "Actie",
    "Activiteit",
    "Betrekkeuze",
    "Briefingopdracht",
    "Cursus",
    "Dossierpunt",
    "Effect",
    "Fasestap",
    "Houderschap",
    "Indicator",
    "Interventie",
    "Inwerkplan",
    "Inwerkstap",
    "Kennissessie",
    "Label",
    "Meting",
    "Navolging",
    "Onderbouwing",
    "Overdrachtsdossier",
    "Plan",
    "Portefeuille",
    "Taakaccent",
    "Taakaccenthouder",
    "Tastbaarheid",
    "Teamlid",
    "Terugkoppeling",
    "Thema",
    "Themamaand",
    "Trend",
    "Vacature",
    "Voorbeeld",
    "ZelfstandigTeam",
]
