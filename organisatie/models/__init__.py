from .dienst import Afwezigheid, OpCoDienst, Vrijstelling
from .mensen import Koppeling, Medewerker, Plaatsing
from .team import District, Eenheid, Feestdag, Gebied, Team, Teaminstelling, Wijk

__all__ = [
    "Afwezigheid",
    "District",
    "Eenheid",
    "Feestdag",
    "Gebied",
    "Koppeling",
    "Medewerker",
    "OpCoDienst",
    "Plaatsing",
    "Team",
    "Teaminstelling",
    "Vrijstelling",
    "Wijk",
]
