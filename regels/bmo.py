"""Wat de cijfers van het BMO zeggen: een zin, een kleur, en of het beter gaat dan vier weken geleden (V8).

Elk cijfer gaat over het werk, nooit over één mens. Een cijfer is één rij in `MATEN`; de grens stelt het team in. Wat nog niet te
meten is, is onbekend: dat is niet goed en niet fout.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Maat:
    """Eén cijfer: hoe het heet, wat het betekent, en vanaf wanneer het rood is.

    `goed` staat er bij nul, `doen` als er iets is, `onbekend` als er nog niets te meten is. `{woes}` is het woord van het team.
    `instelling`: hoe de grens heet bij de afspraken van het team; leeg als die vaststaat. `procent`: een deel, waarvan meer beter
    is, en dat rood is onder de grens.
    """

    sleutel: str
    een: str
    meer: str
    goed: str
    doen: str
    onbekend: str
    grens: int = 1
    instelling: str = ""
    procent: bool = False

    def naam(self, waarde: int | None, *, woes: str = "WOE's") -> str:
        return (self.een if waarde == 1 and not self.procent else self.meer).format(woes=woes)


MATEN = (
    Maat(
        "rood",
        "casus vraagt aandacht",
        "casussen vragen aandacht",
        goed="Elke casus heeft iemand die er is.",
        doen="Wijs iemand aan, of bel wie gevraagd is.",
        onbekend="Er is nu geen open casus.",
        instelling="vanaf zoveel casussen die aandacht vragen",
    ),
    Maat(
        "overdracht",
        "overdracht over de termijn",
        "overdrachten over de termijn",
        goed="Elke overdracht kreeg op tijd antwoord.",
        doen="De volgende is al gevraagd: kijk of die kan.",
        onbekend="Er is nu geen open casus.",
    ),
    Maat(
        "geschil",
        "geschil open",
        "geschillen open",
        goed="Niemand wacht op een beslissing van jou.",
        doen="Hier wordt op jouw beslissing gewacht.",
        onbekend="Er is nu geen open casus.",
    ),
    Maat(
        "belasting",
        "collega met te veel casussen",
        "collega's met te veel casussen",
        goed="Niemand heeft meer casussen dan afgesproken.",
        doen="Verdeel opnieuw, of maak iemand vrij.",
        onbekend="Er zijn nog geen {woes} in dit team.",
    ),
    Maat(
        "plannen",
        "activiteit over de datum",
        "activiteiten over de datum",
        goed="De plannen lopen op tijd.",
        doen="Vraag de houders wat er nodig is.",
        onbekend="Er loopt nog geen plan.",
        grens=3,
        instelling="vanaf zoveel activiteiten over de datum",
    ),
    Maat(
        "taakaccenten",
        "taakaccent met een tekort",
        "taakaccenten met een tekort",
        goed="Elk taakaccent heeft genoeg mensen.",
        doen="Ga werven, of stel bij wat je wilt.",
        onbekend="Er zijn nog geen taakaccenten.",
        instelling="vanaf zoveel taakaccenten met een tekort",
    ),
    Maat(
        "actiepunten",
        "actiepunt over de datum",
        "actiepunten over de datum",
        goed="Alle actiepunten liggen op schema.",
        doen="Bespreek ze: afronden, overdragen of een nieuwe datum.",
        onbekend="Er is nu geen open actiepunt.",
        grens=3,
        instelling="vanaf zoveel actiepunten over de datum",
    ),
    Maat(
        "presentaties",
        "collega zonder beurt om te presenteren",
        "collega's zonder beurt om te presenteren",
        goed="Iedereen presenteert minstens eens per half jaar.",
        doen="Geef deze collega's de volgende beurten.",
        onbekend="Er zijn nog geen {woes} in dit team.",
        grens=2,
    ),
    Maat(
        "netwerken",
        "netwerk vraagt nu iets",
        "netwerken vragen nu iets",
        goed="De netwerken in de wijk staan klaar.",
        doen="Kom na wat is beloofd en plan een bijeenkomst: wacht niet tot het nodig is.",
        onbekend="Nog geen netwerk. Begin er een voordat het nodig is.",
        instelling="vanaf zoveel netwerken die nu iets vragen",
    ),
    Maat(
        "bezetting",
        "van de {woes} is er",
        "van de {woes} is er",
        goed="Genoeg {woes} vandaag voor het gewone werk.",
        doen="Te weinig {woes} vandaag: kijk wat kan wachten.",
        onbekend="Er zijn nog geen {woes} in dit team.",
        grens=60,
        instelling="als minder dan dit deel van de WOE's er is (procent)",
        procent=True,
    ),
)
MAAT = {maat.sleutel: maat for maat in MATEN}
RUIMTE = 10  # zoveel procent boven de grens is het nog krap


class Kleur(StrEnum):
    ROOD = "rood"
    ORANJE = "oranje"
    GOED = "groen"
    ONBEKEND = "onbekend"


def kleur(maat: Maat, waarde: int | None, grens: int) -> Kleur:
    """Rood vraagt nu iets van het MT, oranje om aandacht, groen om niets; onbekend is geen van drieën."""
    if waarde is None:
        return Kleur.ONBEKEND
    if maat.procent:
        if waarde < grens:
            return Kleur.ROOD
        return Kleur.ORANJE if waarde < grens + RUIMTE else Kleur.GOED
    if waarde == 0:
        return Kleur.GOED
    return Kleur.ROOD if waarde >= grens else Kleur.ORANJE


def zin(maat: Maat, waarde: int | None, grens: int, *, woes: str = "WOE's") -> str:
    """Eén zin die zegt wat dit cijfer betekent en wat er nu nodig is."""
    if waarde is None:
        tekst = maat.onbekend
    elif waarde >= grens if maat.procent else waarde == 0:
        tekst = maat.goed
    else:
        tekst = maat.doen
    return tekst.format(woes=woes)


@dataclass(frozen=True)
class Pijl:
    """Hoe het ging sinds de vorige keer: omhoog, omlaag of gelijk, en of dat goed is."""

    teken: str
    woorden: str


def pijl(maat: Maat, waarde: int | None, vorige: int | None) -> Pijl | None:
    """De pijl bij een cijfer; None als er nog niets is om mee te vergelijken."""
    if waarde is None or vorige is None:
        return None
    if waarde == vorige:
        return Pijl("→", "net zo als vier weken geleden")
    omhoog = waarde > vorige
    verschil = abs(waarde - vorige)
    eenheid = " procent" if maat.procent else ""
    hoe = f"{verschil}{eenheid} {'meer' if omhoog else 'minder'} dan vier weken geleden"
    return Pijl("↑" if omhoog else "↓", f"{hoe}: {'beter' if omhoog == maat.procent else 'slechter'}")
