"""Signalen van spanning (B5): hoe zeker, hoe hoog, wat het beeld per gebied is, en welk netwerk erbij past."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from .begrippen import JA, Oordeel


class Zekerheid(StrEnum):
    """Gezien, gevoeld of verwacht. Een signaal is zachte informatie; het vervangt nooit een aangifte of registratie."""

    VASTGESTELD = "vastgesteld"
    ERVAREN = "ervaren"
    MOGELIJK = "mogelijk"


ZEKERHEDEN = {
    Zekerheid.VASTGESTELD: "vastgesteld: gezien of bevestigd",
    Zekerheid.ERVAREN: "ervaren: mensen voelen het zo",
    Zekerheid.MOGELIJK: "mogelijk: het kan gaan spelen",
}


class Niveau(IntEnum):
    MERKBAAR = 1
    GESPANNEN = 2
    HOOG = 3
    ACUUT = 4


NIVEAUS = {
    Niveau.MERKBAAR: "merkbaar: er wordt over gepraat",
    Niveau.GESPANNEN: "gespannen: groepen gaan elkaar uit de weg",
    Niveau.HOOG: "hoog: er zijn incidenten of oproepen",
    Niveau.ACUUT: "acuut: het kan vandaag misgaan",
}
KORT = {niveau: naam.split(":")[0] for niveau, naam in NIVEAUS.items()}


class Betrouwbaarheid(StrEnum):
    HOOG = "hoog"
    REDELIJK = "redelijk"
    LAAG = "laag"
    ONBEKEND = "onbekend"


GELDT_DAGEN = {Niveau.MERKBAAR: 42, Niveau.GESPANNEN: 28, Niveau.HOOG: 14, Niveau.ACUUT: 7}
BIJNA_AF = timedelta(days=3)
LANGST = timedelta(days=183)


@dataclass(frozen=True)
class Signaal:
    """Een signaal zolang het op één niveau stond; wie het hoger of lager bevestigt, verandert niet wat eerder gold."""

    nummer: int
    gebied: int
    gemeenschap: int | None
    niveau: Niveau
    zekerheid: Zekerheid
    betrouwbaarheid: Betrouwbaarheid
    van: date
    tot: date  # tot en met; bij een gesloten signaal de dag van sluiten


@dataclass(frozen=True)
class Netwerk:
    """Wat een netwerk kan: waar het zit, waarover het gaat, en wanneer het weer bij elkaar komt."""

    nummer: int
    gebied: int | None
    gemeenschappen: frozenset[int]
    mensen: int
    volgende: date | None = None


@dataclass(frozen=True)
class Voorstel:
    """Welk netwerk bijeen te roepen, en waarom juist dit."""

    netwerk: int
    reden: str
    wacht_op_volgende: bool


def loopt_af_op(niveau: Niveau, vandaag: date) -> date:
    """De laatste dag waarop een signaal telt als niemand het bevestigt: hoe hoger, hoe korter."""
    return vandaag + timedelta(days=GELDT_DAGEN[niveau])


def nieuw_einde(*, was: Niveau, wordt: Niveau, einde: date, vandaag: date) -> date:
    """Tot wanneer een bevestigd signaal telt. Blijft het even hoog, dan nooit korter dan het al stond."""
    nieuw = loopt_af_op(wordt, vandaag)
    return max(nieuw, einde) if was == wordt else nieuw


def gewogen(signaal: Signaal) -> int:
    """Het niveau waarmee een signaal meetelt: wat alleen mogelijk is of uit een zwakke bron komt telt één lager."""
    zacht = signaal.zekerheid == Zekerheid.MOGELIJK or signaal.betrouwbaarheid == Betrouwbaarheid.LAAG
    return max(int(signaal.niveau) - zacht, 1)


def beeld(signalen: Iterable[Signaal], dag: date) -> int:
    """Het beeld van een gebied op een dag: 0 rustig tot en met 4 acuut.

    Het hoogste gewogen niveau telt. Drie of meer losse signalen op dat niveau tillen het één hoger: veel kleine
    dingen samen zijn een groot ding.
    """
    niveaus = [gewogen(s) for s in signalen if s.van <= dag <= s.tot]
    if not niveaus:
        return 0
    hoogste = max(niveaus)
    return min(hoogste + (niveaus.count(hoogste) >= 3), int(Niveau.ACUUT))


def weken(vandaag: date, aantal: int = 12) -> list[date]:
    """De laatste dag van elk van de laatste weken, de oudste eerst; de laatste is vandaag."""
    return [vandaag - timedelta(weeks=terug) for terug in range(aantal - 1, -1, -1)]


def voorstellen(
    *, gebied: int, gemeenschap: int | None, niveau: int, netwerken: Collection[Netwerk], vandaag: date
) -> list[Voorstel]:
    """Welke netwerken passen, het best passende eerst: zelfde gebied en zelfde gemeenschap, dan alleen het een of ander.

    Bij hoog of acuut wachten we niet op de volgende bijeenkomst; anders wel als die binnen twee weken is.
    """
    gevonden = []
    for netwerk in netwerken:
        if not netwerk.mensen:
            continue
        hier = netwerk.gebied == gebied
        erover = gemeenschap is not None and gemeenschap in netwerk.gemeenschappen
        if hier and erover:
            punten, reden = 3, "zit in dit gebied en kent deze gemeenschap"
        elif erover and netwerk.gebied is None:
            punten, reden = 2, "kent deze gemeenschap, voor het hele team"
        elif hier:
            punten, reden = 1, "zit in dit gebied"
        elif erover:
            punten, reden = 0, "kent deze gemeenschap, maar in een ander gebied"
        elif netwerk.gebied is None:
            punten, reden = -1, "is er voor het hele team"
        else:
            continue
        snel = netwerk.volgende is not None and netwerk.volgende - vandaag <= timedelta(days=14)
        wacht = snel and niveau < Niveau.HOOG
        gevonden.append((-punten, -netwerk.mensen, netwerk.nummer, Voorstel(netwerk.nummer, reden, wacht)))
    return [voorstel for *_, voorstel in sorted(gevonden, key=lambda rij: rij[:3])]


def mag_signaal(*, gebied: bool, tot: date | None, vandaag: date) -> Oordeel:
    """Een signaal heeft een plek en een einde dat nog komt."""
    if not gebied:
        return Oordeel("Kies waar het speelt. Weet je het niet precies? Kies dan waar het het meest speelt.")
    if tot is not None and tot < vandaag:
        return Oordeel("Deze dag is al geweest. Kies een dag die nog komt.")
    if tot is not None and tot > vandaag + LANGST:
        return Oordeel("Een signaal telt hoogstens een half jaar. Speelt het dan nog, bevestig het.")
    return JA


def mag_sluiten(*, gesloten: bool, reden: str) -> Oordeel:
    if gesloten:
        return GESLOTEN
    return JA if reden.strip() else Oordeel("Schrijf op waarom dit niet meer speelt.")


def mag_wijzigen(*, gesloten: bool) -> Oordeel:
    return GESLOTEN if gesloten else JA


GESLOTEN = Oordeel("Dit signaal is gesloten.")


def mag_bijeenroepen(*, gestopt: bool, heeft_ritme: bool, dag_gekozen: bool, gepland: bool) -> Oordeel:
    """Een netwerk komt bij elkaar op een dag die gekozen is, of op de volgende die gepland staat (B5)."""
    if gestopt:
        return Oordeel("Dit netwerk is gestopt. Kies een ander.")
    if not heeft_ritme:
        return Oordeel("Dit netwerk heeft nog geen bijeenkomsten. Plan eerst het ritme.")
    if not dag_gekozen and not gepland:
        return Oordeel("Er staat geen bijeenkomst gepland. Kies een dag en tijd.")
    return JA


def mag_vragen_bijeen_te_roepen(*, heeft_trekker: bool) -> Oordeel:
    if not heeft_trekker:
        return Oordeel("Dit netwerk heeft nu geen trekker. Vraag de teamchef of kies een ander.")
    return JA
