"""What a team agrees about casussen and lessons."""

from organisatie import afspraken
from organisatie.afspraken import Groep, getal
from regels import leren
from regels.regie_op_regie import Grenzen

CASUSSEN = Groep(
    "casussen",
    "Casussen",
    Grenzen,
    {
        "dagen_zonder_nieuws": getal("Een casus is lang zonder nieuws na (dagen)"),
        "weken_waarneming": getal("Een waarneming duurt lang na (weken)"),
    },
)
LEREN = Groep(
    "leren",
    "Leren van casussen",
    leren.Afspraken,
    {"maanden": getal("Na een les vragen of het echt anders gaat, na (maanden)")},
)


def register():
    afspraken.register(CASUSSEN, LEREN)
