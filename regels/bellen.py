"""Bij een gebeurtenis: wie bellen we, in welke volgorde, en wie belt (B6)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .begrippen import JA, Oordeel


class Afloop(StrEnum):
    """Hoe een telefoontje eindigde."""

    GESPROKEN = "gesproken"
    GEEN_GEHOOR = "geen_gehoor"
    LATER = "later"
    NIET = "niet"


AFLOPEN = {
    Afloop.GESPROKEN: "Gesproken",
    Afloop.GEEN_GEHOOR: "Geen gehoor",
    Afloop.LATER: "Belt terug of later",
    Afloop.NIET: "Niet meer bellen",
}
KLAAR = (Afloop.GESPROKEN, Afloop.NIET)  # de rest staat nog open


LOOPT_HOOGSTENS = timedelta(hours=36)  # daarna ziet wie alleen meebelde geen namen meer
BELT_HOOGSTENS = timedelta(minutes=20)  # daarna mag een ander de regel nemen


def loopt(begonnen: datetime, gesloten: datetime | None, nu: datetime) -> bool:
    """Of een belronde nog loopt: niet gesloten, en niet langer dan anderhalve dag geleden begonnen."""
    return gesloten is None and nu - begonnen <= LOOPT_HOOGSTENS


def belt_nog(sinds: datetime | None, nu: datetime) -> bool:
    """Of wie een regel nam nog bezig is: wie het vergat houdt een ander niet tegen."""
    return sinds is not None and nu - sinds <= BELT_HOOGSTENS


class Stemming(StrEnum):
    """Hoe het volgens de gesprekspartner in de wijk is; nooit hoe de gesprekspartner zelf is."""

    RUSTIG = "rustig"
    VRAGEN = "vragen"
    ONRUST = "onrust"
    GEVAAR = "gevaar"


STEMMINGEN = {
    Stemming.RUSTIG: "Rustig",
    Stemming.VRAGEN: "Mensen hebben vragen",
    Stemming.ONRUST: "Er is onrust",
    Stemming.GEVAAR: "Het kan misgaan",
}


@dataclass(frozen=True)
class Mens:
    """Een sleutelfiguur die het raakt: via een netwerk, of omdat die er woont."""

    nummer: int
    hier: bool  # het netwerk is van een gekozen gebied
    erover: bool  # het netwerk gaat over een gekozen gemeenschap
    houder: int | None
    vervanger: int | None
    laatste_contact: date | None = None


@dataclass(frozen=True)
class Beller:
    """Wie belt, en waarom juist deze collega. Zonder collega: wie er is mag bellen."""

    medewerker: int | None
    reden: str


def wie_belt(mens: Mens, aanwezig: Collection[int]) -> Beller:
    """De relatiehouder, anders de vervanger, anders wie er is: mensen nemen op voor wie ze kennen."""
    if mens.houder in aanwezig:
        return Beller(mens.houder, "relatiehouder")
    if mens.vervanger in aanwezig:
        return Beller(mens.vervanger, "vervangt de relatiehouder")
    return Beller(None, "de relatiehouder is er niet: wie er is, belt")


def belvolgorde(mensen: Iterable[Mens], aanwezig: Collection[int]) -> list[Mens]:
    """De bellijst: wie het dichtst bij de gebeurtenis staat eerst, en daarbinnen wie we het best kennen.

    Best kennen is: de relatiehouder is er, dan de vervanger; en het meest recent gesproken.
    """

    def sleutel(mens: Mens) -> tuple[int, int, int, int]:
        nabij = 0 if mens.hier and mens.erover else 1 if mens.erover else 2
        bekend = 0 if mens.houder in aanwezig else 1 if mens.vervanger in aanwezig else 2
        contact = -mens.laatste_contact.toordinal() if mens.laatste_contact else 0
        return nabij, bekend, contact, mens.nummer

    beste: dict[int, Mens] = {}
    for mens in sorted(mensen, key=sleutel):
        beste.setdefault(mens.nummer, mens)  # in twee netwerken: één keer bellen
    return list(beste.values())


def mag_beginnen(*, gekozen: bool, iedereen: bool, mensen: int, collegas: int) -> Oordeel:
    """Wie niets kiest belt het hele team: dat zeg je erbij, want dan zien veel collega's veel namen."""
    if not gekozen and not iedereen:
        bereik = f"{mensen} {'mens' if mensen == 1 else 'mensen'}, met {collegas} {'collega' if collegas == 1 else 'collega’s'} om te bellen"
        return Oordeel(
            f"Kies waar het is of wie het raakt. Of kruis aan dat het iedereen raakt: dat is {bereik}."
        )
    if not mensen:
        return Oordeel("Hier kennen we nog niemand. Kies meer, of kruis aan dat het iedereen raakt.")
    return JA


def mag_bellen(*, gesloten: bool, gewist: bool, bezig_door: str, afloop: str) -> Oordeel:
    """Eén collega belt tegelijk; wie is gewist of zijn toestemming introk wordt niet gebeld."""
    if gesloten:
        return Oordeel("Deze belronde is voorbij. Begin een nieuwe als het nodig is.")
    if gewist:
        return Oordeel(
            "Deze persoon is gewist of wil niet meer meedoen. Bel niet; de regel blijft leeg staan."
        )
    if afloop in KLAAR:
        return Oordeel("Deze regel is al klaar.")
    if bezig_door:
        return Oordeel(f"{bezig_door} belt nu. Neem een andere regel.")
    return JA


def mag_afloop(*, gesloten: bool, gewist: bool, afloop: str, stemming: str, gehoord: str) -> Oordeel:
    """Na een gesprek hoort erbij hoe het in de wijk is, en bij gevaar waardoor. Wie is gewist krijgt geen nieuwe woorden."""
    if afloop not in AFLOPEN:
        return Oordeel("Kies hoe het telefoontje afliep.")
    if gesloten:
        return Oordeel("Deze belronde is voorbij. Zet het in het verslag of begin een nieuwe.")
    if gewist:
        return Oordeel(
            "Deze persoon trok intussen de toestemming in of is gewist. Wat je hoorde kan in het verslag, zonder naam."
        )
    if afloop == Afloop.GESPROKEN and not stemming:
        return Oordeel("Kies hoe het in de wijk is.")
    if stemming == Stemming.GEVAAR and not gehoord.strip():
        return Oordeel("Schrijf kort op wat er kan misgaan, dan kan een ander er iets mee.")
    return JA


def mag_vrijgeven(*, van_ander: bool) -> Oordeel:
    return Oordeel("Een collega belt nu met deze regel.") if van_ander else JA


def mag_opschrijven(*, klaar: bool, eigen_gesprek: bool, belt_zelf: bool) -> Oordeel:
    """Wie belde schrijft op wat ervan kwam, en mag dat verbeteren."""
    if klaar and not eigen_gesprek:
        return Oordeel("Een collega heeft deze regel al afgerond. Kijk wat er staat.")
    if not klaar and not belt_zelf:
        return Oordeel(
            "Deze regel is intussen vrijgegeven of van een ander. Kies op de bellijst opnieuw: Ik bel."
        )
    return JA


def mag_sluiten(*, gesloten: bool, verslag: str) -> Oordeel:
    if gesloten:
        return Oordeel("Deze belronde is al gesloten.")
    return JA if verslag.strip() else Oordeel("Schrijf kort op wat jullie hoorden en deden.")
