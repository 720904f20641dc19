from .casus import AlsDan, Betrokkene, Casus, CasusGebied, CasusPortefeuille, Gebeurtenis
from .regie import Aanwijzing, Overdracht, Overdrachtronde, Regie, Uitsluiting, Waarneming

__all__ = [
    "Aanwijzing",
    "AlsDan",
    "Betrokkene",
    "Casus",
    "CasusGebied",
    "CasusPortefeuille",
    "Gebeurtenis",
    "Overdracht",
    "Overdrachtronde",
    "Regie",
    "Uitsluiting",
    "Waarneming",
]
