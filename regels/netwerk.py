"""Hoe een netwerk ervoor staat (B1, B7): van het netwerk, nooit van een mens, en altijd met uitleg.

Er is geen cijfer: elk aspect zegt wat er is, of het aandacht vraagt, en wat helpt. De maten stelt het team in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel


class Voorwaarde(StrEnum):
    """De vier basisvoorwaarden ("In verbinding: Bondgenoten nader bekeken")."""

    DRAAGVLAK = "draagvlak"
    LEIDING = "leiding"
    BEELD = "beeld"
    GEMEENTE = "gemeente"


VOORWAARDEN = {
    Voorwaarde.DRAAGVLAK: "Gedeeld draagvlak, dus niet van bovenaf",
    Voorwaarde.LEIDING: "De leidinggevende pakt een actieve rol",
    Voorwaarde.BEELD: "Iedereen heeft het juiste beeld van de werkwijze",
    Voorwaarde.GEMEENTE: "De samenwerking met de gemeente staat",
}
TREDEN = {1: "nog niet", 2: "een begin", 3: "grotendeels", 4: "staat"}


class Aspect(StrEnum):
    """Waar naar gekeken wordt, in deze volgorde."""

    RITME = "ritme"
    CONTACT = "contact"
    MENSEN = "mensen"
    OPKOMST = "opkomst"
    LEIDING = "leiding"
    AFSPRAKEN = "afspraken"
    BALANS = "balans"
    RELATIES = "relaties"
    VOORWAARDEN = "voorwaarden"


NAMEN = {
    Aspect.RITME: "Ritme",
    Aspect.CONTACT: "Contact",
    Aspect.MENSEN: "Mensen en dekking",
    Aspect.OPKOMST: "Opkomst",
    Aspect.LEIDING: "Leiding erbij",
    Aspect.AFSPRAKEN: "Afspraken",
    Aspect.BALANS: "Halen en brengen",
    Aspect.RELATIES: "Wie kent wie",
    Aspect.VOORWAARDEN: "Basisvoorwaarden",
}


class Kleur(StrEnum):
    GOED = "groen"
    LET_OP = "oranje"
    NU = "rood"
    ONBEKEND = ""


@dataclass(frozen=True)
class Maten:
    """Wat het team heeft afgesproken. Beschrijvingen van de methode noemen vijf keer per jaar en tien mensen."""

    keren: int = 5
    mensen: int = 10
    stil_weken: int = 10


@dataclass(frozen=True)
class Feiten:
    """Wat er van één netwerk bekend is op een dag; aantallen over het laatste jaar, tenzij anders gezegd."""

    begonnen: date
    eigen: bool = False  # van één collega: zonder bijeenkomsten, gemeente of leiding
    keren_per_jaar: int | None = None
    gehouden: int = 0
    laatste: date | None = None  # laatste bijeenkomst
    laatste_contact: date | None = None  # bijeenkomst of gesprek
    volgende: date | None = None
    sleutelfiguren: int = 0
    politie: int = 0
    gemeente: int = 0
    leiding: int = 0
    uitgenodigd: int = 0  # som over de laatste drie bijeenkomsten waarvan de opkomst is vastgelegd
    gekomen: int = 0
    met_leiding: int = 0  # bij hoeveel van die bijeenkomsten leiding was
    geteld: int = 0  # van hoeveel bijeenkomsten de opkomst is vastgelegd (hoogstens drie)
    nagekomen: int = 0
    te_laat: int = 0
    zonder_terugkoppeling: int = 0
    gehaald: int = 0
    gebracht: int = 0
    per_houder: tuple[int, ...] = ()  # hoeveel relaties elke relatiehouder heeft
    zonder_houder: int = 0
    voorwaarden: Mapping[Voorwaarde, int] = field(default_factory=dict)
    gemeten: date | None = None


@dataclass(frozen=True)
class Bevinding:
    """Wat er over één aspect te zeggen is: wat er is, en wat helpt."""

    aspect: Aspect
    kleur: Kleur
    zin: str
    hulp: str = ""

    @property
    def naam(self) -> str:
        return NAMEN[self.aspect]


def keren_van(feiten: Feiten, maten: Maten) -> int:
    """Hoe vaak per jaar dit netwerk bij elkaar wil komen: eigen keuze, anders die van het team."""
    return feiten.keren_per_jaar or maten.keren


def te_lang(keren: int) -> timedelta:
    """Zo lang zonder bijeenkomst is langer dan afgesproken: het ritme, met een maand speling."""
    return timedelta(days=365 // max(keren, 1) + 30)


def gezondheid(feiten: Feiten, maten: Maten, vandaag: date) -> list[Bevinding]:
    """Elk aspect van een netwerk met kleur, zin en hulp, in vaste volgorde.

    Van een eigen netwerk van een collega vragen we geen bijeenkomsten, gemeente of leiding: wel contact, en dat er een
    ander is die de mensen kent.
    """
    if feiten.eigen:
        return [_contact(feiten, maten, vandaag), _balans(feiten), _relaties(feiten)]
    return [
        _ritme(feiten, maten, vandaag),
        _mensen(feiten, maten),
        _opkomst(feiten),
        _leiding(feiten),
        _afspraken(feiten),
        _balans(feiten),
        _relaties(feiten),
        _voorwaarden(feiten, vandaag),
    ]


# Wat rood kan worden: dat vraagt iets van wie leiding geeft. De rest is raad voor het netwerk zelf.
KAN_ROOD = (Aspect.RITME, Aspect.MENSEN, Aspect.AFSPRAKEN, Aspect.RELATIES)


def nu_nodig(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """Alleen wat rood is."""
    return [b for b in bevindingen if b.kleur == Kleur.NU]


def vraagt_aandacht(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """Wat nu iets vraagt: rood eerst, dan oranje."""
    volgorde = (Kleur.NU, Kleur.LET_OP)
    return sorted((b for b in bevindingen if b.kleur in volgorde), key=lambda b: volgorde.index(b.kleur))


def _keer(aantal: int) -> str:
    return f"{aantal} keer"


def _mens(aantal: int) -> str:
    return "1 mens" if aantal == 1 else f"{aantal} mensen"


def _ritme(f: Feiten, maten: Maten, vandaag: date) -> Bevinding:
    keren = keren_van(f, maten)
    sinds = f.laatste or f.begonnen
    zin = f"{_keer(f.gehouden)} bij elkaar in het laatste jaar; afgesproken is {_keer(keren)} per jaar."
    te_lang_stil = vandaag - sinds > te_lang(keren)
    if te_lang_stil and f.volgende is None:
        return Bevinding(Aspect.RITME, Kleur.NU, zin, "Plan nu een bijeenkomst: het is te lang geleden.")
    if te_lang_stil:
        return Bevinding(Aspect.RITME, Kleur.LET_OP, zin, "De volgende staat gepland. Laat die doorgaan.")
    if f.volgende is None:
        return Bevinding(Aspect.RITME, Kleur.LET_OP, zin, "Plan de volgende bijeenkomst.")
    return Bevinding(Aspect.RITME, Kleur.GOED, zin)


def _contact(f: Feiten, maten: Maten, vandaag: date) -> Bevinding:
    zin = f"{_mens(f.sleutelfiguren)} uit de wijk."
    if not f.sleutelfiguren:
        return Bevinding(Aspect.CONTACT, Kleur.LET_OP, zin, "Wie ken je hier al?")
    if is_stil(f.laatste_contact, f.begonnen, maten, vandaag):
        return Bevinding(Aspect.CONTACT, Kleur.LET_OP, zin, "Lang geen contact: wie spreek je deze week?")
    return Bevinding(Aspect.CONTACT, Kleur.GOED, zin)


def _mensen(f: Feiten, maten: Maten) -> Bevinding:
    zin = f"{_mens(f.sleutelfiguren)} uit de wijk, {f.politie} van de politie, {f.gemeente} van de gemeente."
    if not f.sleutelfiguren:
        return Bevinding(
            Aspect.MENSEN, Kleur.NU, zin, "Zoek de eerste sleutelfiguren, samen met de gemeente."
        )
    if not f.gemeente:
        return Bevinding(Aspect.MENSEN, Kleur.LET_OP, zin, "Vraag iemand van de gemeente erbij.")
    if f.sleutelfiguren + f.politie + f.gemeente > 2 * maten.mensen:
        return Bevinding(
            Aspect.MENSEN,
            Kleur.LET_OP,
            zin,
            f"Rond {maten.mensen} praat het best. Misschien zijn het twee netwerken.",
        )
    return Bevinding(Aspect.MENSEN, Kleur.GOED, zin)


def _opkomst(f: Feiten) -> Bevinding:
    if not f.geteld or not f.uitgenodigd:
        return Bevinding(Aspect.OPKOMST, Kleur.ONBEKEND, "Nog van geen bijeenkomst is vastgelegd wie er was.")
    zin = f"{f.gekomen} van de {f.uitgenodigd} plekken bezet bij de laatste {'keer' if f.geteld == 1 else f'{f.geteld} keer'}."
    if 2 * f.gekomen < f.uitgenodigd:
        return Bevinding(
            Aspect.OPKOMST, Kleur.LET_OP, zin, "Vraag wat helpt: andere tijd, plek of onderwerp?"
        )
    return Bevinding(Aspect.OPKOMST, Kleur.GOED, zin)


def _leiding(f: Feiten) -> Bevinding:
    if not f.leiding:
        return Bevinding(
            Aspect.LEIDING, Kleur.LET_OP, "Er zit geen leidinggevende in het netwerk.",
            "Vraag de teamchef, het sectorhoofd of de politiechef om aan te schuiven.",
        )  # fmt: skip
    if not f.geteld:
        return Bevinding(
            Aspect.LEIDING, Kleur.ONBEKEND, "Er is een leidinggevende; nog geen opkomst vastgelegd."
        )
    zin = (
        f"De laatste keer was leiding er {'wel' if f.met_leiding else 'niet'}."
        if f.geteld == 1
        else f"Bij {f.met_leiding} van de laatste {f.geteld} keer was leiding erbij."
    )
    if not f.met_leiding:
        return Bevinding(
            Aspect.LEIDING, Kleur.LET_OP, zin, "Niet alleen de wijkagent: laat de leiding aanschuiven."
        )
    return Bevinding(Aspect.LEIDING, Kleur.GOED, zin)


def _afspraken(f: Feiten) -> Bevinding:
    if not f.nagekomen + f.te_laat + f.zonder_terugkoppeling:
        return Bevinding(Aspect.AFSPRAKEN, Kleur.ONBEKEND, "Nog geen afspraken die af moesten zijn.")
    zin = f"{f.nagekomen} nagekomen, {f.te_laat} over de datum, {f.zonder_terugkoppeling} nog niet teruggekoppeld."
    if f.te_laat:
        return Bevinding(
            Aspect.AFSPRAKEN, Kleur.NU, zin, "Kom na wat is beloofd, of zeg eerlijk dat het niet lukt."
        )
    if f.zonder_terugkoppeling:
        return Bevinding(Aspect.AFSPRAKEN, Kleur.LET_OP, zin, "Vertel het netwerk wat ermee is gedaan.")
    return Bevinding(Aspect.AFSPRAKEN, Kleur.GOED, zin)


def _balans(f: Feiten) -> Bevinding:
    """ "We zien jullie alleen als er problemen zijn": wie alleen haalt, raakt een netwerk kwijt."""
    if f.gehaald + f.gebracht < 3:
        return Bevinding(Aspect.BALANS, Kleur.ONBEKEND, "Nog te weinig contacten om iets van te zeggen.")
    zin = f"{_keer(f.gehaald)} iets gehaald, {_keer(f.gebracht)} iets gebracht."
    if f.gehaald > 2 * f.gebracht:
        return Bevinding(
            Aspect.BALANS, Kleur.LET_OP, zin, "Kom ook eens iets brengen: nieuws, hulp, een antwoord."
        )
    return Bevinding(Aspect.BALANS, Kleur.GOED, zin)


def _kennen(collegas: int) -> str:
    return {0: "Geen collega kent", 1: "1 collega kent"}.get(collegas, f"{collegas} collega’s kennen samen")


def _relaties(f: Feiten) -> Bevinding:
    totaal = sum(f.per_houder) + f.zonder_houder
    if not totaal:
        return Bevinding(Aspect.RELATIES, Kleur.ONBEKEND, "Nog geen sleutelfiguren.")
    zin = f"{_kennen(len(f.per_houder))} {_mens(totaal)}."
    if f.zonder_houder:
        hulp = f"{_mens(f.zonder_houder)} zonder relatiehouder: wie neemt het contact over?"
        return Bevinding(Aspect.RELATIES, Kleur.NU, zin, hulp)
    if totaal >= 3 and 4 * max(f.per_houder) > 3 * totaal:
        return Bevinding(
            Aspect.RELATIES, Kleur.LET_OP, zin, "Bijna alles hangt aan één collega. Stel een ander voor."
        )
    return Bevinding(Aspect.RELATIES, Kleur.GOED, zin)


def _voorwaarden(f: Feiten, vandaag: date) -> Bevinding:
    if not f.voorwaarden or f.gemeten is None:
        return Bevinding(
            Aspect.VOORWAARDEN, Kleur.LET_OP, "Nog niet besproken.", "Bespreek samen de vier voorwaarden."
        )
    laag = [VOORWAARDEN[v].lower() for v in Voorwaarde if f.voorwaarden.get(v, 0) <= 1]
    staat = sum(1 for v in Voorwaarde if f.voorwaarden.get(v, 0) >= 3)
    zin = {0: "Geen van de vier staat.", 1: "1 van de 4 staat.", 4: "Alle vier staan."}.get(
        staat, f"{staat} van de 4 staan."
    )
    if laag:
        return Bevinding(Aspect.VOORWAARDEN, Kleur.LET_OP, zin, f"Nog niet: {'; '.join(laag)}.")
    if not staat:
        return Bevinding(
            Aspect.VOORWAARDEN, Kleur.LET_OP, zin, "Er is een begin. Welke pak je samen als eerste op?"
        )
    if vandaag - f.gemeten > timedelta(days=365):
        return Bevinding(
            Aspect.VOORWAARDEN, Kleur.LET_OP, zin, "Langer dan een jaar geleden besproken. Doe het opnieuw."
        )
    return Bevinding(Aspect.VOORWAARDEN, Kleur.GOED, zin)


@dataclass(frozen=True)
class Dekking:
    """Of er voor een gemeenschap of gebied een netwerk met mensen is."""

    nummer: int
    netwerken: tuple[int, ...]
    mensen: int

    @property
    def is_blinde_vlek(self) -> bool:
        """Niemand uit de wijk: hier kun je niemand bellen als het nodig is."""
        return self.mensen == 0


def dekking(
    nummers: Iterable[int], netwerken: Iterable[tuple[int, frozenset[int], frozenset[int]]]
) -> list[Dekking]:
    """Per gemeenschap (of gebied) welke netwerken er zijn en hoeveel mensen daarin, ieder mens één keer geteld.

    Elk netwerk is (nummer, waar of waarover het gaat, mensen uit de wijk).
    """
    rijen = list(netwerken)
    uit = []
    for nummer in nummers:
        passend = [rij for rij in rijen if nummer in rij[1]]
        mensen = {mens for _, _, groep in passend for mens in groep}
        uit.append(Dekking(nummer, tuple(rij[0] for rij in passend), len(mensen)))
    return uit


@dataclass(frozen=True)
class Overlap:
    """Wat twee netwerken elkaar te bieden hebben: wie in beide zit, en wat elk toevoegt."""

    samen: int
    alleen_dit: int
    alleen_ander: int


def overlap(dit: frozenset[int], ander: frozenset[int]) -> Overlap:
    """Het netwerk van de wijkagent en dat van Bondgenoten tellen op: hoeveel mensen kennen ze samen en apart?"""
    return Overlap(len(dit & ander), len(dit - ander), len(ander - dit))


def is_stil(laatste_contact: date | None, begonnen: date, maten: Maten, vandaag: date) -> bool:
    """Of er te lang geen contact is geweest met wie dan ook in dit netwerk."""
    return vandaag - (laatste_contact or begonnen) > timedelta(weeks=maten.stil_weken)


def al_geweest(dag: date, vandaag: date) -> Oordeel:
    """Wat is gebeurd staat er met de dag waarop het was: vandaag of eerder, niet langer dan tien jaar terug."""
    if dag > vandaag:
        return Oordeel("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
    if dag < vandaag - timedelta(days=3653):
        return Oordeel("Deze dag is langer dan tien jaar geleden. Klopt het jaar?")
    return JA


def mag_eerste_zijn(dag: date, vandaag: date) -> Oordeel:
    """Een ritme begint hoogstens een jaar terug (een netwerk dat al samenkomt) of twee jaar vooruit."""
    if abs((dag - vandaag).days) > (366 if dag < vandaag else 731):
        return Oordeel("Deze dag is te lang geleden of te ver weg. Klopt het jaar?")
    return JA


def komt_nog(dag: date, vandaag: date) -> Oordeel:
    """Wat we afspreken of plannen is vandaag of later, en binnen twee jaar."""
    if dag < vandaag:
        return Oordeel("Deze datum is al geweest. Kies een dag die nog komt.")
    if dag > vandaag + timedelta(days=731):
        return Oordeel("Deze dag is meer dan twee jaar vooruit. Klopt het jaar?")
    return JA


def mag_lid(*, al_lid: bool, gestopt: bool, aantal_keuzes: int) -> Oordeel:
    """Eén mens tegelijk, en niemand twee keer in hetzelfde netwerk."""
    if gestopt:
        return Oordeel("Dit netwerk is gestopt. Begin een nieuw netwerk.")
    if aantal_keuzes != 1:
        return Oordeel("Kies één mens: uit de wijk, van een partner, of een collega.")
    if al_lid:
        return Oordeel("Deze persoon zit al in dit netwerk.")
    return JA


def mag_opkomst(*, aanwezig: int, begonnen: bool) -> Oordeel:
    """Een bijeenkomst heeft iemand gehad; was er niemand, dan ging zij niet door."""
    if not begonnen:
        return Oordeel("Deze bijeenkomst is nog niet begonnen.")
    if not aanwezig:
        return Oordeel("Kruis aan wie er was. Was er niemand? Kies dan bij het overleg: gaat niet door.")
    return JA
