from .casus import AlsDan, Betrokkene, Casus, CasusGebied, CasusPortefeuille, Gebeurtenis, Tik
from .regie import Aanwijzing, Bevestigvraag, Overdracht, Overdrachtronde, Regie, Uitsluiting, Waarneming

__all__ = [
    "Aanwijzing",
    "AlsDan",
    "Betrokkene",
    "Bevestigvraag",
    "Casus",
    "CasusGebied",
    "CasusPortefeuille",
    "Gebeurtenis",
    "Overdracht",
    "Overdrachtronde",
    "Regie",
    "Tik",
    "Uitsluiting",
    "Waarneming",
]
