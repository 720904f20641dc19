"""What a team agrees about networks."""

from organisatie import afspraken
from organisatie.afspraken import Groep, getal
from regels.netwerk import Maten

NETWERKEN = Groep(
    "netwerken",
    "Netwerken van Bondgenoten",
    Maten,
    {
        "keren": getal("Een netwerk komt bij elkaar (keer per jaar)"),
        "mensen": getal("Een netwerk telt ongeveer zoveel mensen"),
        "stil_weken": getal("Een netwerk is stil na zoveel weken zonder contact"),
    },
)


def register():
    afspraken.register(NETWERKEN)
