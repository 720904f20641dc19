"""The meeting engine: series, meetings, points, besluiten and actiepunten. It knows no Casus.

A point is about an `onderwerp` of any app (generic), with its title frozen at that time; whoever may not see
the onderwerp reads "besloten punt".
"""

from .actiepunt import Actiepunt, ActiepuntQuerySet, Actiepuntstap
from .punt import SOORTEN, Aantekening, Agendapunt, Besluit, Correctie, Onderwerp, Presentatie, Vraag
from .reeks import Agendalink, Gast, Overleg, Overlegreeks

__all__ = [
    "SOORTEN",
    "Aantekening",
    "Actiepunt",
    "ActiepuntQuerySet",
    "Actiepuntstap",
    "Agendalink",
    "Agendapunt",
    "Besluit",
    "Correctie",
    "Gast",
    "Onderwerp",
    "Overleg",
    "Overlegreeks",
    "Presentatie",
    "Vraag",
]
