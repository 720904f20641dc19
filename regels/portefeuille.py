"""Rond een portefeuille: het team betrekken, hoe tastbaar het thema is, en werk buiten de speerpunten (P7, P12, P13).

De keuzes en hun voor- en nadelen komen uit WOEst; de woorden zijn van ons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .begrippen import JA, Oordeel
from .organisatie import nog_te_verbeteren


class Manier(StrEnum):
    """Drie manieren om het team te betrekken (WOEst, "Betrekken basisteam bij portefeuilles")."""

    ENTHOUSIASMEREN = "enthousiasmeren"
    TAAKACCENT = "taakaccent"
    TEAM = "team"


@dataclass(frozen=True)
class Keuzehulp:
    naam: str
    past_bij: str
    voordelen: tuple[str, ...]
    nadelen: tuple[str, ...]


MANIEREN = {
    Manier.ENTHOUSIASMEREN: Keuzehulp(
        naam="Iedereen enthousiast maken",
        past_bij="Een breed vraagstuk waarvan nog niet vaststaat hoe je het aanpakt, zoals ondermijning.",
        voordelen=(
            "Iedereen doet mee.",
            "Wie ervaring heeft leert nieuwe collega's waar ze op letten.",
            "Het team hoort en ziet meer.",
        ),
        nadelen=("Niemand krijgt er tijd voor: het moet tussendoor.",),
    ),
    Manier.TAAKACCENT: Keuzehulp(
        naam="Taakaccenthouders",
        past_bij="Casussen die lang duren en veel vragen, zoals bij zorg en veiligheid.",
        voordelen=("Een paar collega's worden er echt goed in.", "Zij zijn vrijgemaakt, dus er is tijd."),
        nadelen=("Wie ergens goed in is krijgt sneller een andere baan: je blijft werven en inwerken.",),
    ),
    Manier.TEAM: Keuzehulp(
        naam="Een zelfstandig team",
        past_bij="Vaste momenten die veel inzet tegelijk vragen, zoals voetbal of een uitgaansavond.",
        voordelen=("Getrainde collega's die de plek en de mensen kennen.",),
        nadelen=("Het kost veel capaciteit, die je dan ergens anders niet hebt.",),
    ),
}


class Mate(StrEnum):
    JA = "ja"
    DEELS = "deels"
    NEE = "nee"


TASTBAAR = {
    "overleg": "De overleggen hebben een vaste vorm en een duidelijk doel",
    "afspraken": "Met partners is afgesproken wie wat doet",
    "routine": "Er is routine: het werk loopt, ook in de systemen",
    "wijkwerk": "De wijkagenten op het gebied zijn er, en kennen het thema",
}


@dataclass(frozen=True)
class Advies:
    """Past dit thema samen met een gebied bij één persoon? Met het waarom erbij."""

    zin: str
    redenen: tuple[str, ...]
    eerst: tuple[str, ...]


def advies(antwoorden: dict[str, str], *, wijkagenten: int, norm: float) -> Advies:
    """Een advies over thema en gebied samen (P13). De mens beslist; dit laat zien waar het op steunt.

    `wijkagenten` en `norm` zijn van het gebied van de houder: zijn er te weinig, dan komt het wijkwerk bij de houder.
    """
    sterk = [TASTBAAR[naam] for naam in TASTBAAR if antwoorden.get(naam) == Mate.JA]
    zwak = [TASTBAAR[naam] for naam in TASTBAAR if antwoorden.get(naam) == Mate.NEE]
    half = [TASTBAAR[naam] for naam in TASTBAAR if antwoorden.get(naam) == Mate.DEELS]
    eerst = []
    if antwoorden.get("overleg") == Mate.NEE:
        eerst.append("Spreek af waar elk overleg voor is, of stop ermee.")
    if antwoorden.get("afspraken") != Mate.JA:
        eerst.append("Leg met partners vast wat je van elkaar verwacht.")
    if antwoorden.get("routine") == Mate.NEE:
        eerst.append("Baken met elkaar af wat je met dit thema wilt, en hoe.")
    krap = norm and wijkagenten < norm * 0.8
    if krap:
        eerst.append("Kijk als team hoe je het wijkwerk opvangt: er zijn te weinig wijkagenten.")
    redenen = [f"Staat al: {naam.lower()}." for naam in sterk]
    redenen += [f"Staat deels: {naam.lower()}." for naam in half]
    redenen += [f"Staat nog niet: {naam.lower()}." for naam in zwak]
    if norm:
        redenen.append(f"Wijkagenten op het gebied van de houder: {wijkagenten}, de norm is {norm:g}.")
    if len(sterk) >= 3 and not zwak and not krap:
        zin = "Thema en gebied samen kan goed werken."
    elif len(sterk) >= 2 and len(zwak) <= 1:
        zin = "Thema en gebied samen kan, met aandacht voor wat nog niet staat."
    else:
        zin = "Thema en gebied samen is nu veel gevraagd. Maak het thema eerst steviger, of verdeel het werk."
    return Advies(zin, tuple(redenen), tuple(eerst))


class Waarom(StrEnum):
    """Waarom iets aandacht krijgt dat geen speerpunt is (WOEst, "Spanning als thema geen beleid meer is")."""

    WIJK = "wijk"
    KETEN = "keten"
    OPLEIDEN = "opleiden"


WAAROM = {
    Waarom.WIJK: "De relatie met de wijk",
    Waarom.KETEN: "De relatie met partners",
    Waarom.OPLEIDEN: "Nieuwe collega's opleiden",
}


def mag_houder(*, van: date, tot: date | None, andere: Iterable[tuple[date, date | None]]) -> Oordeel:
    """Een portefeuille heeft één houder tegelijk; `tot` en het einde van een ander horen er niet meer bij."""
    if tot is not None and tot <= van:
        return Oordeel("De laatste dag ligt voor de eerste dag.")
    for ander_van, ander_tot in andere:
        if (ander_tot is None or van < ander_tot) and (tot is None or ander_van < tot):
            return Oordeel(
                "Er is dan al een houder. Laat de nieuwe houder later beginnen, of beëindig eerst het houderschap van de ander."
            )
    return JA


def mag_houder_worden(*, is_al_houder: bool, van: date, huidige_van: date | None, vandaag: date) -> Oordeel:
    """Een nieuwe houder begint na de huidige. Wie er vandaag per ongeluk bij kwam, wordt vervangen (N5)."""
    if is_al_houder:
        return Oordeel("Deze collega is al houder.")
    if (
        huidige_van is None
        or huidige_van < van
        or (van == huidige_van and nog_te_verbeteren(van=van, vandaag=vandaag))
    ):
        return JA
    return Oordeel("De nieuwe houder moet na het begin van de huidige ingaan.")


HOUDER_IS_EERSTE = Oordeel("De houder wordt altijd als eerste gevraagd.")


def mag_vervanger_worden(*, is_er_al: bool) -> Oordeel:
    if is_er_al:
        return Oordeel("Deze collega is al houder of vervanger van deze portefeuille.")
    return JA


def mag_voorbeeld_weghalen(*, gevolgd: bool) -> Oordeel:
    """Een voorbeeld dat een ander team ook doet blijft te lezen."""
    return Oordeel("Een ander team doet dit ook. Je kunt het wel wijzigen.") if gevolgd else JA


def mag_themamaand_weghalen(*, maand: date, vandaag: date, opbrengst: str) -> Oordeel:
    """Een maand die geweest is of iets opbracht, blijft op de kalender staan."""
    if opbrengst:
        return Oordeel("Hier staat al wat het opbracht.")
    return JA if maand >= vandaag.replace(day=1) else Oordeel("Deze maand is al geweest.")


def mag_label(*, is_er_al: bool) -> Oordeel:
    return Oordeel("Dit label is er al.") if is_er_al else JA


def mag_betrekken(*, manieren: int) -> Oordeel:
    return JA if manieren else Oordeel("Kies minstens één manier.")


# --- wat een portefeuille doorgeeft (P14-P16, K8) ---------------------------------------------------------


def mag_inwerkplan(*, is_er_al: bool) -> Oordeel:
    return Oordeel("Er is al een inwerkplan dat op die dag begint.") if is_er_al else JA


def mag_navolgen(*, eigen: bool) -> Oordeel:
    """ "Wij doen dit ook" zeg je bij het voorbeeld van een ander."""
    return Oordeel("Dit is je eigen voorbeeld.") if eigen else JA


def mag_vacature_wijzigen(*, gesloten: bool) -> Oordeel:
    return Oordeel("Deze vacature is al gesloten.") if gesloten else JA


# --- trends (P11) -----------------------------------------------------------------------------------------


def mag_trend_wijzigen(*, gesloten: bool) -> Oordeel:
    return Oordeel("Deze trend is gesloten.") if gesloten else JA


def mag_trend_sluiten(*, gesloten: bool, reden: str) -> Oordeel:
    """Een trend speelt niet meer, met een reden."""
    if gesloten:
        return Oordeel("Deze trend is gesloten.")
    return JA if reden.strip() else Oordeel("Schrijf op waarom deze trend niet meer speelt.")
