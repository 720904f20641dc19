"""What a team agrees about the load of its people and about the briefing (P5, P9)."""

from organisatie import afspraken
from organisatie.afspraken import Groep, getal
from regels import briefing
from regels.takenpakket import Grenzen

TAKENPAKKET = Groep(
    "takenpakket",
    "Wanneer is het veel voor één collega?",
    Grenzen,
    {
        "themas": getal("Meer dan zoveel thema's"),
        "casussen": getal("Meer dan zoveel casussen tegelijk"),
        "wijkagenten": getal("Meer dan zoveel wijkagenten"),
        "diensten": getal("Meer dan zoveel diensten als OpCo in 30 dagen"),
    },
)
BRIEFING = Groep(
    "briefing", "Briefing", briefing.Afspraken, {"maximum": getal("Opdrachten per dienst, hoogstens")}
)


def register():
    afspraken.register(TAKENPAKKET, BRIEFING)
