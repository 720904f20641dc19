from .dienst import Afwezigheid, OpCoDienst, Vrijstelling
from .mensen import Koppeling, Medewerker, Plaatsing
from .partners import Beslisregel, Contactpersoon, Deellink, Organisatie
from .team import District, Eenheid, Feestdag, Gebied, Team, Teaminstelling, Wijk

__all__ = [
    "Afwezigheid",
    "Beslisregel",
    "Contactpersoon",
    "Deellink",
    "District",
    "Eenheid",
    "Feestdag",
    "Gebied",
    "Koppeling",
    "Medewerker",
    "OpCoDienst",
    "Organisatie",
    "Plaatsing",
    "Team",
    "Teaminstelling",
    "Vrijstelling",
    "Wijk",
]
