"""Een klein team om regels aan te toetsen: Amersfoort Binnenstad, met fictieve mensen."""

from datetime import UTC, date, datetime, timedelta

from regels.begrippen import Fase, Functie, Houderrol, Periode, Rol
from regels.feiten import (
    Casusfeiten,
    Houderschap,
    Koppeling,
    Plaatsing,
    Teamfeiten,
    Teamregels,
)

WOE, OE, WOE2, OE2, HOUDER, VERVANGER, OSC, OSA, CHEF, OPCO, HOUDER2, VERVANGER2, BUITEN = range(1, 14)
BINNENSTAD, ZUID = 1, 2
ZORG, JEUGD = 1, 2
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # een maandag, 10.00 uur in Amsterdam
NAMEN = {
    WOE: "Noor",
    OE: "Bram",
    WOE2: "Wes",
    OE2: "Olga",
    HOUDER: "Hind",
    VERVANGER: "Vera",
    OSC: "Cor",
    OSA: "Anouk",
    CHEF: "Tess",
    OPCO: "Ophelia",
    HOUDER2: "Henk",
    VERVANGER2: "Victor",
    BUITEN: "Bas",
}


def altijd():
    return Periode(BEGIN)


def dagen(van, tot=None):
    """Afwezig van de ene dag na MOMENT tot de andere."""
    return Periode(MOMENT + timedelta(days=van), None if tot is None else MOMENT + timedelta(days=tot))


def team(*, afwezig=(), **anders):
    functies = {
        WOE: Functie.WOE,
        OE: Functie.OE,
        WOE2: Functie.WOE,
        OE2: Functie.OE,
        HOUDER: Functie.WOE,
        VERVANGER: Functie.WOE,
        OSC: Functie.OSC,
        OSA: Functie.OSA,
        CHEF: Functie.TEAMCHEF,
        OPCO: Functie.GGP,
        HOUDER2: Functie.WOE,
        VERVANGER2: Functie.WOE,
        BUITEN: Functie.WIJKAGENT,
    }
    feiten = {
        "namen": NAMEN,
        "gebieden": {BINNENSTAD: "Binnenstad", ZUID: "Zuid"},
        "portefeuilles": {ZORG: "Zorg en Veiligheid", JEUGD: "Jeugd"},
        "plaatsingen": tuple(Plaatsing(wie, functie, altijd()) for wie, functie in functies.items()),
        "koppelingen": (
            Koppeling(WOE, BINNENSTAD, Rol.WOE, altijd(), 1),
            Koppeling(WOE2, BINNENSTAD, Rol.WOE, altijd(), 2),
            Koppeling(OE, BINNENSTAD, Rol.OE, altijd(), 1),
            Koppeling(OE2, BINNENSTAD, Rol.OE, altijd(), 2),
        ),
        "houderschappen": (
            Houderschap(HOUDER, ZORG, Houderrol.HOUDER, altijd()),
            Houderschap(VERVANGER, ZORG, Houderrol.VERVANGER, altijd(), 1),
            Houderschap(HOUDER2, JEUGD, Houderrol.HOUDER, altijd()),
            Houderschap(VERVANGER2, JEUGD, Houderrol.VERVANGER, altijd(), 1),
        ),
        "afwezig": {wie: (dagen(-1, 4),) for wie in afwezig},
        "regels": (Teamregels(vanaf=BEGIN),),
        "opco": ((OPCO, Periode(MOMENT - timedelta(hours=3))),),
        "feestdagen": frozenset({date(2026, 12, 25), date(2026, 12, 26)}),
    }
    return Teamfeiten(**{**feiten, **anders})


def casus(**anders):
    feiten = {
        "fase": Fase.REGIE,
        "hoofdgebied": BINNENSTAD,
        "portefeuilles": (ZORG, JEUGD),
        "regisseur": WOE,
        "regie_van": MOMENT - timedelta(days=20),
    }
    return Casusfeiten(**{**feiten, **anders})
