"""Lijkt een tekst op een persoonsgegeven? Een waarschuwing vóór het bewaren; de gebruiker beslist (T6).

Gezocht wordt naar drie dingen: een BSN (negen cijfers die de elfproef doorstaan), een geboortedatum, en een
volledige naam van iemand die geen collega of contactpersoon is.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from .grondslag import is_gevoelig


class Signaal(StrEnum):
    BSN = "een BSN"
    GEBOORTEDATUM = "een geboortedatum"
    NAAM = "een volledige naam"
    TELEFOON = "een telefoonnummer; dat hoort in het veld Telefoon"
    GEVOELIG = "iets over geloof, herkomst of politiek"


TELEFOON = re.compile(r"(?<!\d)(?:(?:\+|00)31[ -]?|0)6(?:[ -]?\d){8}(?!\d)")
NEGEN_CIJFERS = re.compile(
    r"(?<![\d-])\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d-])|(?<![\d-])\d{4}[ .]\d{2}[ .]\d{3}(?![\d-])"
)
DATUM = r"(\d{1,2})[-/. ](\d{1,2}|jan\w*|feb\w*|maa\w*|mrt|apr\w*|mei|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*)[-/. ]((?:19|20)\d{2})"
GEBOREN = re.compile(r"\b(?:geb(?:oren|\.)?|geboortedatum)\b[^\d]{0,20}" + r"\d{1,2}[-/. ]", re.IGNORECASE)
OUDE_DATUM = re.compile(DATUM, re.IGNORECASE)
LAATSTE_JAREN = 12  # een datum die langer geleden is gaat bijna altijd over een geboorte

TUSSEN = r"(?:van der|van den|van de|van 't|van|de la|de|den|der|ten|ter|el|al|bin|ben|von|da|dos|di)"
ACHTER = r"[A-ZÀ-Þ][\w'’-]+"
AANHEF = re.compile(
    rf"\b(?:[Dd]e heer|[Mm]evrouw|[Mm]eneer|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?)\s+(?:{TUSSEN}\s+)?{ACHTER}"
)
VOORLETTERS = re.compile(rf"\b(?:[A-Z]\.\s?){{1,4}}(?:{TUSSEN}\s+)?{ACHTER}")
# Vooruitkijkend: in "Melding van Jan de Vries" begint op elk woord een poging.
VOLUIT = re.compile(rf"\b(?=([A-ZÀ-Þ][a-zà-ÿ]+)\s+((?:{TUSSEN}\s+)?{ACHTER}))")

# Veelgebruikte voornamen in Nederland: zonder lijst lijkt elke plaatsnaam op een mens.
VOORNAMEN = frozenset(
    """aaron abdel abdullah achmed adam adrie ahmed aisha ali alex alexander alice amal amina amir amira anders andre
    andrea angela anita anke anna anne anneke annelies annemarie annie anouk ans anton antoinette arend arie arjan
    arthur astrid aya ayoub ayse bart bas bastiaan beatrix ben bernard bert betty bianca bilal bo bob boris bram
    brecht brigitte burak can carla carlijn carolien caroline cees chantal charlotte chris christa christiaan
    christina claudia conny coen cor cornelis daan daniel danielle daphne dave david dennis derk diana dick dieuwertje
    dilan dirk dominique dorien ed eddy edith edwin eelco ellen ellie elisa elise elif els elsbeth emine emiel emily
    emma emre erik ernst esmee esther eva evelien evert fadma farid fatima fatma femke ferdi fenna floor floris frank
    franka frans fred freek frits gabriel geert gerard gerda gerrit gertjan gijs gina guus hakan hamid hamza han hanna
    hanneke hans harm harold harrie harry hasan hassan heleen helena hendrik henk hennie herman hidde hilde hugo
    husein ibrahim ida ilse imane ineke inge ingeborg ingrid irene iris isa isabel ismail ivo jaap jacob jacqueline
    jaime jan janine janneke jantine jasmijn jasper jay jayden jelle jens jeroen jesse jessica jet jim joan job jochem
    joep joke jolanda johan johanna john joost jorien joris jos joyce judith julia julian jurgen jurre kamal karel
    karim karin karlijn kasper katja kees kelly kevin khadija khalid kim klaas koen lars laura laurens leen leila lena
    lennart leo lianne lieke lies linda lisa liselotte loes lotte louis lucas luuk maaike maarten madelief malika
    manon marc marcel maria marianne marieke mariam marijke marijn marja marjan mark marleen marlies martijn martin
    mathijs matthias maud maurice max mees mehmet mehdi menno mette michael michel michiel mieke mila miranda mirjam
    moad mohamed mohammed monique morris murat mustafa nadia naomi natasja nathalie nico nick niels nienke nikki nina
    nora noor noortje omar onno oscar otto pascal patricia patrick paul paula peter petra pien pierre pieter pim piet
    piotr pleun quinten rachid rachel raoul ramon rashid rebecca remco renate rene rens richard rick rik rianne rob
    robbert robert robin roel roelof rogier roos rosa ruben rutger ruud sabine said salma sam samira sander sandra
    sanne sara sarah sascha saskia sebastiaan selma sem senna shirley sietske silvia simon sjaak sjoerd sofie sonja
    sophie stefan stephanie sterre steven stijn susan suzanne sven sylvia tamara tanja teun tess theo thijs thomas tijn
    tim tineke tobias tom toon trudy tygo victor vera vincent wendy wessel wietske wijnand willem willemijn wilma wim
    wouter xander yara yasin yasmina youssef yvonne yusuf zainab zara zeynep""".split()  # noqa: SIM905
)


def is_bsn(cijfers: str) -> bool:
    """Doorstaat dit de elfproef van het BSN?"""
    if len(cijfers) != 9 or cijfers == "0" * 9:
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(gewichten, cijfers, strict=True)) % 11 == 0


def signalen(tekst: str, *, jaar: int, bekend: Iterable[str] = (), over_mens: bool = False) -> list[Signaal]:
    """Waar deze tekst op lijkt. `jaar` is het jaar van nu; `bekend` zijn namen van collega's en contactpersonen.

    `over_mens`: de tekst gaat over één mens; dan horen geloof, herkomst en politiek er niet in (Wpg art. 5), en een
    telefoonnummer alleen in het veld waar te zien is wie ernaar keek.
    """
    gevonden = []
    if any(is_bsn(re.sub(r"\D", "", reeks)) for reeks in NEGEN_CIJFERS.findall(tekst)):
        gevonden.append(Signaal.BSN)
    oud = any(int(match[2]) <= jaar - LAATSTE_JAREN for match in OUDE_DATUM.findall(tekst))
    if oud or GEBOREN.search(tekst):
        gevonden.append(Signaal.GEBOORTEDATUM)
    if _heeft_naam(tekst, {naam.casefold() for naam in bekend}):
        gevonden.append(Signaal.NAAM)
    if over_mens and TELEFOON.search(tekst):
        gevonden.append(Signaal.TELEFOON)
    if over_mens and is_gevoelig(tekst):
        gevonden.append(Signaal.GEVOELIG)
    return gevonden


def _heeft_naam(tekst: str, bekend: set[str]) -> bool:
    achternamen = {naam.split(" ", 1)[-1] for naam in bekend}
    for match in (*AANHEF.finditer(tekst), *VOORLETTERS.finditer(tekst)):
        if not any(match[0].casefold().endswith(achternaam) for achternaam in achternamen):
            return True
    for match in VOLUIT.finditer(tekst):
        if match[1].casefold() in VOORNAMEN and f"{match[1]} {match[2]}".casefold() not in bekend:
            return True
    return False
