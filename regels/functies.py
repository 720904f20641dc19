"""Wat er aan een functie hangt: één tabel, zodat een functie erbij één rij is (domein.md paragraaf 1).

Wie iets over functies wil weten vraagt het hier, met een kenmerk en nooit met een naam.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

from .begrippen import Functie


class Mt(StrEnum):
    """Hoort iemand met deze functie bij het MT, voor rechten?"""

    ALTIJD = "altijd"
    TEAM_KIEST = "het team kiest"
    NOOIT = "nooit"


@dataclass(frozen=True)
class Kenmerken:
    """Alles wat van een functie afhangt. Een kenmerk zonder waarde kan niet: de tabel is altijd compleet."""

    naam: str
    kort: str  # zoals het in een zin over de keten staat
    mt: Mt
    ziet_alle_casussen: (
        bool  # als lid van het MT; wie in het district werkt alleen waar die bij betrokken is (C15)
    )
    beslist: bool  # arbitreert, sluit uit, beoordeelt noodtoegang, hoort wat niemand anders hoort
    hoort_gaten: bool  # hoort altijd van een gat, ook als een ander de escalatiefunctie is (invariant 3)
    kan_escaleren: bool  # mag in de escalatieketen staan
    begint_casus: bool  # begint een casus zonder acute fase en neemt de regie (Begin)
    draagt_thema: (
        bool  # heeft een portefeuille als functie: belasting, presentaties, het eigen woord van het team
    )
    hoort_overdracht: bool  # hoort van elke overdracht door de OpCo (C1)
    vraagt_briefing: bool  # zet een opdracht op de briefing (P9)
    bouwt_netwerk: bool  # bouwt aan netwerken van Bondgenoten (B1)


def _rij(
    naam: str,
    kort: str,
    mt: Mt = Mt.NOOIT,
    *,
    ziet_alle_casussen: bool = False,
    beslist: bool = False,
    hoort_gaten: bool = False,
    kan_escaleren: bool = False,
    begint_casus: bool = False,
    draagt_thema: bool = False,
    hoort_overdracht: bool = False,
    vraagt_briefing: bool = False,
    bouwt_netwerk: bool = False,
) -> Kenmerken:
    return Kenmerken(
        naam=naam,
        kort=kort,
        mt=mt,
        ziet_alle_casussen=ziet_alle_casussen,
        beslist=beslist,
        hoort_gaten=hoort_gaten,
        kan_escaleren=kan_escaleren,
        begint_casus=begint_casus,
        draagt_thema=draagt_thema,
        hoort_overdracht=hoort_overdracht,
        vraagt_briefing=vraagt_briefing,
        bouwt_netwerk=bouwt_netwerk,
    )


def _specialist(letter: str, *, district: bool = False, bouwt_netwerk: bool = False) -> Kenmerken:
    return _rij(
        f"Operationeel specialist {letter} (OS{letter})",
        f"OS{letter}",
        Mt.ALTIJD,
        ziet_alle_casussen=not district,
        hoort_gaten=True,
        kan_escaleren=True,
        begint_casus=True,
        bouwt_netwerk=bouwt_netwerk,
    )


FUNCTIES: dict[Functie, Kenmerken] = {
    Functie.TEAMCHEF: _rij(
        "Teamchef",
        "teamchef",
        Mt.ALTIJD,
        ziet_alle_casussen=True,
        beslist=True,
        hoort_gaten=True,
        kan_escaleren=True,
        bouwt_netwerk=True,
    ),
    Functie.OSA: _specialist("A", bouwt_netwerk=True),
    Functie.OSB: _specialist("B", bouwt_netwerk=True),
    Functie.OSC: _specialist("C", bouwt_netwerk=True),
    Functie.OSE: _specialist("E", district=True),
    Functie.OE: _rij(
        "Operationeel expert (OE)",
        "OE",
        Mt.ALTIJD,
        ziet_alle_casussen=True,
        kan_escaleren=True,
        begint_casus=True,
        vraagt_briefing=True,
        bouwt_netwerk=True,
    ),
    Functie.WOE: _rij(
        "Wijkagent operationeel expert (WOE)",
        "WOE",
        Mt.TEAM_KIEST,
        ziet_alle_casussen=True,
        begint_casus=True,
        draagt_thema=True,
        vraagt_briefing=True,
        bouwt_netwerk=True,
    ),
    Functie.WIJKAGENT: _rij("Wijkagent", "wijkagent", vraagt_briefing=True, bouwt_netwerk=True),
    Functie.GGP: _rij("Medewerker GGP", "GGP"),
    Functie.INTAKE: _rij("Medewerker intake en service", "intake"),
    Functie.ZACO: _rij("Zaakscoördinator (ZaCo)", "ZaCo", hoort_overdracht=True),
    Functie.BTR: _rij("Basisteamrecherche (BTR)", "BTR"),
}
STANDAARD_KETEN = (Functie.OSC, Functie.OSA, Functie.TEAMCHEF)
JA_NEE = tuple(veld.name for veld in fields(Kenmerken) if veld.type is bool)


def met(kenmerk: str) -> frozenset[Functie]:
    """De functies met dit kenmerk."""
    return frozenset(functie for functie, rij in FUNCTIES.items() if getattr(rij, kenmerk))


def mt_van(*, woe_in_mt: bool) -> frozenset[Functie]:
    """Wie bij het MT hoort, voor rechten; waar het team kiest volgt de afspraak van het team."""
    kiest = {Mt.ALTIJD, Mt.TEAM_KIEST} if woe_in_mt else {Mt.ALTIJD}
    return frozenset(functie for functie, rij in FUNCTIES.items() if rij.mt in kiest)


TEAM_KIEST = frozenset(functie for functie, rij in FUNCTIES.items() if rij.mt == Mt.TEAM_KIEST)
BESLIST = met("beslist")
HOORT_GATEN = met("hoort_gaten")
KAN_ESCALEREN = met("kan_escaleren")
BEGINT_CASUS = met("begint_casus")
DRAAGT_THEMA = met("draagt_thema")
HOORT_OVERDRACHT = met("hoort_overdracht")
VRAAGT_BRIEFING = met("vraagt_briefing")
BOUWT_NETWERK = met("bouwt_netwerk")
EERST_EIGEN_GEBIED = frozenset(
    {Functie.OSA}
)  # in de escalatieketen gaat wie aan het hoofdgebied is gekoppeld voor
