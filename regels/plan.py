"""Het plan van een portefeuille: niveaus, verbanden naar boven, en voortgang die volgt uit het werk (P2).

Voortgang wordt nooit ingevuld. Zij volgt uit wat aan een activiteit hangt: actiepunten, opdrachten, acties,
aanpakken en de activiteiten eronder. Een activiteit zonder werk heeft geen voortgang, en dat is te zien.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .begrippen import JA, Oordeel

MEESTE_EFFECTEN = 6
LANGSTE_PLAN = 2  # jaar


class Niveau(StrEnum):
    """Op welk niveau een activiteit ligt (WOEst, "Probleemgericht werken onder druk")."""

    STRATEGISCH = "strategisch"
    TACTISCH = "tactisch"
    OPERATIONEEL = "operationeel"


HOOGTE = {niveau: hoogte for hoogte, niveau in enumerate(Niveau)}


class Stand(StrEnum):
    """Hoe een activiteit ervoor staat."""

    ZONDER_WERK = "nog geen werk gekoppeld"
    BEZIG = "bezig"
    TE_LAAT = "over de datum"
    KLAAR = "klaar"
    GESTOPT = "gestopt"


@dataclass(frozen=True)
class Activiteit:
    """Wat de regels van een activiteit weten. `delen`: per gekoppeld stuk werk hoe ver het is, van 0 tot 1."""

    nummer: int
    effect: int
    boven: int | None = None
    deadline: date | None = None
    afgerond: bool = False
    gestopt: bool = False
    delen: tuple[float, ...] = ()
    minuten: int = 0


def mag_plan(*, van: date, tot: date, andere: Iterable[tuple[date, date]] = ()) -> Oordeel:
    """Een plan duurt een of twee jaar, en een portefeuille heeft één plan tegelijk. `tot` hoort er niet bij."""
    if tot <= van:
        return Oordeel("De laatste dag van het plan ligt voor de eerste dag.")
    laatste = van.replace(year=van.year + LANGSTE_PLAN, day=28) if (van.month, van.day) == (2, 29) else None
    if tot > (laatste or van.replace(year=van.year + LANGSTE_PLAN)):
        return Oordeel("Een plan duurt hoogstens twee jaar. Kies een eerdere laatste dag.")
    if any(van < ander_tot and ander_van < tot for ander_van, ander_tot in andere):
        return Oordeel("Er loopt dan al een plan voor deze portefeuille. Laat dit plan later beginnen.")
    return JA


def mag_effect_erbij(aantal: int) -> Oordeel:
    """Kiezen hoort bij een plan: meer effecten is niet meer resultaat."""
    if aantal >= MEESTE_EFFECTEN:
        return Oordeel(f"Dit plan heeft al {aantal} beoogde effecten. Kies: haal er eerst een af.")
    return JA


def mag_vaststellen(*, effecten: int, zonder_indicator: Iterable[str], al_vastgesteld: bool) -> Oordeel:
    """Een plan zegt wat het bereikt, en waaraan je dat ziet."""
    if al_vastgesteld:
        return Oordeel("Dit plan is al vastgesteld.")
    if not effecten:
        return Oordeel("Dit plan heeft nog geen beoogd effect. Schrijf eerst op wat je wilt bereiken.")
    zonder = list(zonder_indicator)
    if zonder:
        return Oordeel(f"Waaraan zie je dit? Geef een indicator bij: {'; '.join(zonder)}.")
    return JA


def mag_hangen(niveau: Niveau, boven: Niveau | None) -> Oordeel:
    """Een activiteit hangt aan een effect, of aan een activiteit van een hoger niveau."""
    if boven is not None and HOOGTE[boven] >= HOOGTE[niveau]:
        return Oordeel(f"Een activiteit op {niveau} niveau kan niet onder een op {boven} niveau hangen.")
    return JA


def mag_afronden(*, open_werk: int, resultaat: str) -> Oordeel:
    """Een activiteit is klaar als het werk eraan klaar is en er staat wat het opleverde."""
    if open_werk:
        stuks = "1 stuk werk" if open_werk == 1 else f"{open_werk} stukken werk"
        return Oordeel(f"Er hangt nog {stuks} open aan deze activiteit. Rond dat eerst af.")
    if not resultaat.strip():
        return Oordeel("Schrijf op wat het opleverde.")
    return JA


def mag_meten(*, dag: date, vandaag: date, begin: date) -> Oordeel:
    """Een meting is van vandaag of eerder, en van na de nulmeting: die verbeter je bij de indicator."""
    if dag > vandaag:
        return Oordeel("Deze dag is nog niet geweest.")
    if dag < begin:
        return Oordeel("Deze dag ligt voor de nulmeting.")
    if dag == begin:
        return Oordeel("Op deze dag is de nulmeting. Klopt die niet? Verbeter haar bij de indicator.")
    return JA


def mag_indicator_weghalen(*, metingen: int) -> Oordeel:
    """Alleen een indicator waaraan na de nulmeting niets is gemeten gaat weg."""
    if metingen:
        return Oordeel("Hier is al gemeten. Wat gemeten is blijft staan; je kunt de indicator wel wijzigen.")
    return JA


def mag_nulmeting_verzetten(*, nul_op: date, eerste_meting: date | None) -> Oordeel:
    """De nulmeting blijft de eerste meting."""
    if eerste_meting is not None and nul_op >= eerste_meting:
        return Oordeel("De nulmeting ligt voor alle andere metingen. Kies een eerdere dag.")
    return JA


def mag_meting_weghalen(*, dag: date, begin: date, is_er_nog: bool) -> Oordeel:
    """Een verkeerde meting kan weg; de nulmeting hoort bij de indicator."""
    if dag == begin:
        return Oordeel("De nulmeting verbeter je bij de indicator.")
    return JA if is_er_nog else Oordeel("Een collega was eerder: deze meting is al weg of verbeterd.")


def voortgang(activiteiten: Iterable[Activiteit]) -> dict[int, int | None]:
    """Per activiteit de voortgang in hele procenten; None als er geen werk aan hangt.

    Elk stuk werk telt even zwaar, en een activiteit eronder als één stuk werk. Wat gestopt is telt niet mee.
    """
    rijen = {rij.nummer: rij for rij in activiteiten}
    onder: dict[int, list[int]] = {}
    for rij in rijen.values():
        if rij.boven in rijen and not rij.gestopt:
            onder.setdefault(rij.boven or 0, []).append(rij.nummer)
    uit: dict[int, float | None] = {}

    def bereken(nummer: int) -> float | None:
        if nummer not in uit:
            rij = rijen[nummer]
            delen = [*rij.delen, *(bereken(kind) or 0.0 for kind in onder.get(nummer, ()))]
            if rij.afgerond:
                uit[nummer] = 1.0
            else:
                uit[nummer] = sum(delen) / len(delen) if delen else None
        return uit[nummer]

    return {nummer: _procent(bereken(nummer)) for nummer in rijen}


def _procent(deel: float | None) -> int | None:
    return None if deel is None else int(deel * 100 + 0.5)


def voortgang_effecten(
    activiteiten: Iterable[Activiteit], per_activiteit: Mapping[int, int | None]
) -> dict[int, int | None]:
    """Per effect het gemiddelde van de activiteiten die er rechtstreeks aan hangen; zonder werk telt als nul."""
    per_effect: dict[int, list[int]] = {}
    for rij in activiteiten:
        if rij.boven is None and not rij.gestopt:
            per_effect.setdefault(rij.effect, []).append(per_activiteit[rij.nummer] or 0)
    return {effect: round(sum(delen) / len(delen)) for effect, delen in per_effect.items()}


def stand(activiteit: Activiteit, vandaag: date, *, kinderen: int = 0) -> Stand:
    """Hoe de activiteit ervoor staat, in een woord."""
    if activiteit.gestopt:
        return Stand.GESTOPT
    if activiteit.afgerond:
        return Stand.KLAAR
    if activiteit.deadline is not None and activiteit.deadline < vandaag:
        return Stand.TE_LAAT
    if activiteit.delen or activiteit.minuten or kinderen:
        return Stand.BEZIG
    return Stand.ZONDER_WERK


def op_weg(start: Decimal, doel: Decimal, nu: Decimal) -> int | None:
    """Hoeveel van de weg van nulmeting naar doel is afgelegd, in hele procenten; onder nul is verder weg.

    None als doel en nulmeting gelijk zijn: dan is er geen weg.
    """
    if start == doel:
        return None
    return round(100 * (nu - start) / (doel - start))


def mag_beginnen(*, effect: str) -> Oordeel:
    """Een plan zonder beoogd effect is geen plan (P2)."""
    if not effect.strip():
        return Oordeel("Een plan begint met een beoogd effect. Schrijf op wat er dan anders is.")
    return JA


def mag_effect_weghalen(*, hangt_er_iets_aan: bool) -> Oordeel:
    """Anders verliest het werk eraan zijn reden."""
    if hangt_er_iets_aan:
        return Oordeel("Aan dit effect hangen al activiteiten of indicatoren. Dan blijft het staan.")
    return JA


def mag_indicator(*, doel_op: date, nul_op: date, vandaag: date) -> Oordeel:
    """Eerst de nulmeting, die geweest is, dan het streven."""
    if doel_op <= nul_op:
        return Oordeel("De streefdatum ligt voor de nulmeting. Kies een latere dag.")
    if nul_op > vandaag:
        return Oordeel("De nulmeting is van een dag die nog niet is geweest.")
    return JA


def mag_onder(*, zichzelf: bool) -> Oordeel:
    return Oordeel("Een activiteit kan niet onder zichzelf hangen.") if zichzelf else JA


def mag_activiteit_wijzigen(*, open: bool) -> Oordeel:
    return JA if open else Oordeel("Deze activiteit is al klaar of gestopt.")


def mag_weer_lopen(*, open: bool) -> Oordeel:
    return Oordeel("Deze activiteit loopt al.") if open else JA
