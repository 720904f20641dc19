from .besluiten import Arbitrage, Opschaling, Scenario, Sjabloon, Standpunt, Verstrekking
from .casus import AlsDan, Betrokkene, Casus, CasusGebied, CasusPortefeuille, Gebeurtenis, Tik
from .leren import Genodigde, Leerbijeenkomst, Leercasus, Leermoment, Les
from .regie import Aanwijzing, Bevestigvraag, Overdracht, Overdrachtronde, Regie, Uitsluiting, Waarneming
from .samen import Casuspartner, Debriefing, Noodtoegang, Opsporing, Regietaak, Shopvraag, Terugoverdracht

__all__ = [
    "Aanwijzing",
    "AlsDan",
    "Arbitrage",
    "Betrokkene",
    "Bevestigvraag",
    "Casus",
    "CasusGebied",
    "CasusPortefeuille",
    "Casuspartner",
    "Debriefing",
    "Gebeurtenis",
    "Genodigde",
    "Leerbijeenkomst",
    "Leercasus",
    "Leermoment",
    "Les",
    "Noodtoegang",
    "Opschaling",
    "Opsporing",
    "Overdracht",
    "Overdrachtronde",
    "Regie",
    "Regietaak",
    "Scenario",
    "Shopvraag",
    "Sjabloon",
    "Standpunt",
    "Terugoverdracht",
    "Tik",
    "Uitsluiting",
    "Verstrekking",
    "Waarneming",
]
