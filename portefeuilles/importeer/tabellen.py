"""The format: which tables, which columns, what each may hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from organisatie.models import Vrijstelling
from overleggen.models import Overlegreeks
from regels.begrippen import Functie, Houderrol, Rol
from regels.taakaccent import Accentfase
from ui.forms import KloktijdField, parse_date


class Onjuist(ValueError):
    """What is wrong with a value, in Dutch."""


def tekst(maximum):
    def lees(waarde):
        if len(waarde) > maximum:
            raise Onjuist(f"te lang: {len(waarde)} tekens, hoogstens {maximum}")
        return waarde

    return lees


def heel(waarde):
    if not re.fullmatch(r"\d{1,8}", waarde):
        raise Onjuist(f"'{waarde}' is geen heel getal")
    return int(waarde)


def getal(waarde):
    try:
        found = Decimal(waarde.replace(",", "."))
    except InvalidOperation:
        raise Onjuist(f"'{waarde}' is geen getal") from None
    if not found.is_finite() or not 0 <= found < 10000:
        raise Onjuist(f"'{waarde}' is geen bruikbaar getal")
    return found


def dag(waarde):
    found = parse_date(waarde, today=date(2026, 1, 1)) if re.search(r"\d{4}", waarde) else None
    if found is None:
        raise Onjuist(f"'{waarde}' is geen datum; schrijf 2026-12-04 of 4-12-2026")
    return found


def ja_nee(waarde):
    if waarde.lower() not in ("ja", "nee"):
        raise Onjuist(f"'{waarde}': schrijf ja of nee")
    return waarde.lower() == "ja"


def klok(waarde):
    try:
        return KloktijdField().clean(waarde)
    except Exception:
        raise Onjuist(f"'{waarde}' is geen tijd; schrijf 9.30") from None


def label(waarde):
    """A label as (soort, naam), from `koers:Digitale veiligheid`."""
    soort, _, naam = waarde.partition(":")
    if soort.strip().lower() not in ("ivp", "koers", "ggp", "anders") or not naam.strip():
        raise Onjuist(f"'{waarde}' is geen label; schrijf bijvoorbeeld koers:Digitale veiligheid")
    return soort.strip().lower(), tekst(80)(naam.strip())


def een_van(keuzes):
    namen = [str(keuze) for keuze in keuzes]

    def lees(waarde):
        if waarde.lower() not in namen:
            raise Onjuist(f"'{waarde}' kennen we niet; kies uit: {', '.join(namen)}")
        return waarde.lower()

    return lees


def lijst(lees_een):
    """Several values in one cell, with a vertical bar between them."""

    def lees(waarde):
        return [lees_een(deel.strip()) for deel in waarde.split("|") if deel.strip()]

    return lees


def code(waarde):
    if not re.fullmatch(r"[a-z0-9-]{2,50}", waarde):
        raise Onjuist(f"'{waarde}': alleen kleine letters, cijfers en streepjes")
    return waarde


@dataclass(frozen=True)
class Kolom:
    naam: str
    lees: Callable
    uitleg: str
    verplicht: bool = True
    anders: object = None  # the value when the cell is empty


@dataclass(frozen=True)
class Tabel:
    naam: str
    uitleg: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]  # columns that name a row; twice the same is an error
    verplicht: bool = True


VAN = Kolom("van", dag, "eerste dag")
TM = Kolom("tot_en_met", dag, "laatste dag; leeg: loopt door", False)
WIE = Kolom("personeelsnummer", tekst(30), "uit medewerkers")
FUNCTIES = tuple(functie.value for functie in Functie)

TABELLEN = (
    Tabel(
        "team",
        "Het team zelf, één rij.",
        (
            Kolom("code", code, "kort en vast, bijvoorbeeld amersfoort"),
            Kolom("naam", tekst(80), "de naam"),
            Kolom("eenheid", tekst(80), "de eenheid"),
            Kolom("district", tekst(80), "het district"),
            Kolom("formatie", getal, "fte", False, Decimal(0)),
            Kolom("bezetting", getal, "fte", False, Decimal(0)),
        ),
        ("code",),
    ),
    Tabel(
        "afspraken",
        "Wat het team heeft afgesproken, vanaf een dag. Leeg: de standaard.",
        (
            Kolom("vanaf", dag, "geldt vanaf"),
            Kolom("woord_gebied", tekst(40), "een gebied heet", False),
            Kolom("woord_gebieden", tekst(40), "meer gebieden heten", False),
            Kolom("lidwoord_gebied", een_van(["de", "het"]), "de of het", False),
            Kolom("woord_woe", tekst(20), "een WOE heet", False),
            Kolom("woord_woes", tekst(20), "meer WOE's heten", False),
            Kolom("woe_in_mt", ja_nee, "horen WOE's bij het MT?", False),
            Kolom("woe_naar_wijkagent", een_van(["coachend", "sturend"]), "coachend of sturend", False),
            Kolom("woe_zonder_gebied", ja_nee, "onze WOE's hebben geen gebied", False),
            Kolom("andere_woe_voor_oe", ja_nee, "een andere WOE gaat voor de OE", False),
            Kolom("escalatieketen", lijst(een_van(FUNCTIES)), "functies, met | ertussen", False),
            Kolom("uren_rustig", heel, "termijn in werkuren", False),
            Kolom("uren_alert", heel, "termijn in werkuren", False),
            Kolom("uren_kritiek", heel, "termijn in klokuren", False),
            Kolom("piket", tekst(120), "naam en nummer bij een gat", False),
        ),
        ("vanaf",),
    ),
    Tabel(
        "gebieden",
        "De gebieden van het team.",
        (
            Kolom("naam", tekst(80), "de naam"),
            Kolom("volgorde", heel, "plaats in lijsten", False, 0),
            Kolom("van", dag, "eerste dag"),
            TM,
        ),
        ("naam",),
    ),
    Tabel(
        "wijken",
        "De wijken per gebied, met inwoners.",
        (
            Kolom("gebied", tekst(80), "naam uit gebieden"),
            Kolom("code", tekst(12), "CBS-code"),
            Kolom("naam", tekst(80), "de naam"),
            Kolom("inwoners", heel, "aantal", False, 0),
        ),
        ("code",),
        False,
    ),
    Tabel(
        "medewerkers",
        "De collega's. Alleen werkgegevens.",
        (
            Kolom("personeelsnummer", tekst(30), "uniek, in heel de organisatie"),
            Kolom("naam", tekst(120), "de naam"),
            Kolom("email", tekst(120), "van het werk", False, ""),
            Kolom("telefoon", tekst(30), "van het werk", False, ""),
        ),
        ("personeelsnummer",),
    ),
    Tabel(
        "plaatsingen",
        "Wie in het team werkt, in welke functie.",
        (
            WIE,
            Kolom("functie", een_van(FUNCTIES), "de functie"),
            Kolom("opco", ja_nee, "mag OpCo zijn", False, False),
            Kolom("beheerder", ja_nee, "beheert de instellingen", False, False),
            VAN,
            TM,
        ),
        ("personeelsnummer", "van"),
    ),
    Tabel(
        "koppelingen",
        "Wie aan welk gebied of welke wijk is gekoppeld.",
        (
            WIE,
            Kolom("gebied", tekst(80), "naam uit gebieden"),
            Kolom("wijk", tekst(12), "code uit wijken; leeg: het hele gebied", False, ""),
            Kolom("rol", een_van([rol.value for rol in Rol]), "de rol"),
            Kolom("volgorde", heel, "wie eerst", False),
            VAN,
            TM,
        ),
        ("personeelsnummer", "gebied", "wijk", "rol", "van"),
        False,
    ),
    Tabel(
        "portefeuilles",
        "De portefeuilles met hun thema's.",
        (
            Kolom("naam", tekst(80), "de naam"),
            Kolom("themas", lijst(tekst(80)), "thema's, met | ertussen", False, []),
            Kolom("pijler", tekst(80), "wordt een label van de soort pijler", False, ""),
            Kolom(
                "labels",
                lijst(label),
                "soort:naam, met | ertussen; soorten: ivp, koers, ggp, anders",
                False,
                [],
            ),
            Kolom("speerpunt", ja_nee, "ja of nee", False, False),
            Kolom("toelichting", tekst(1000), "waar werken we naartoe?", False, ""),
            Kolom("volgorde", heel, "plaats in lijsten", False, 0),
            VAN,
            TM,
        ),
        ("naam",),
        False,
    ),
    Tabel(
        "houderschappen",
        "Houders en vervangers van portefeuilles.",
        (
            Kolom("portefeuille", tekst(80), "naam uit portefeuilles"),
            WIE,
            Kolom("rol", een_van([rol.value for rol in Houderrol]), "houder of vervanger"),
            Kolom("volgorde", heel, "welke vervanger eerst", False),
            VAN,
            TM,
        ),
        ("portefeuille", "personeelsnummer", "van"),
        False,
    ),
    Tabel(
        "taakaccenten",
        "De taakaccenten van een portefeuille.",
        (
            Kolom("portefeuille", tekst(80), "naam uit portefeuilles"),
            Kolom("naam", tekst(80), "het taakaccent"),
            Kolom("wens", heel, "hoeveel collega's er nodig zijn", False, 2),
            Kolom("activiteiten", tekst(600), "wat zij doen", False, ""),
            Kolom("competenties", tekst(600), "wat het vraagt", False, ""),
            Kolom("cursussen", lijst(tekst(120)), "met | ertussen", False, []),
        ),
        ("portefeuille", "naam"),
        False,
    ),
    Tabel(
        "taakaccenthouders",
        "Wie een taakaccent heeft, of vraagbaak is.",
        (
            Kolom("portefeuille", tekst(80), "naam uit portefeuilles"),
            Kolom("taakaccent", tekst(80), "naam uit taakaccenten"),
            WIE,
            Kolom(
                "fase", een_van([fase.value for fase in Accentfase]), "waar het staat", False, "zelfstandig"
            ),
            Kolom("uren", heel, "uren vrijgemaakt per week", False, 0),
            Kolom("vraagbaak", ja_nee, "ja: zonder vrijgemaakte uren", False, False),
            VAN,
            TM,
        ),
        ("portefeuille", "taakaccent", "personeelsnummer", "van"),
        False,
    ),
    Tabel(
        "vrijstellingen",
        "Wie ergens van is vrijgesteld.",
        (WIE, Kolom("soort", een_van(Vrijstelling.Soort.values), "waarvan"), VAN, TM),
        ("personeelsnummer", "soort", "van"),
        False,
    ),
    Tabel(
        "overleggen",
        "Reeksen van overleggen.",
        (
            Kolom("soort", een_van(Overlegreeks.Soort.values), "de soort"),
            Kolom("naam", tekst(80), "de naam"),
            Kolom("ritme", tekst(120), "RFC 5545: FREQ=MONTHLY;BYDAY=1TU"),
            Kolom("eerste", dag, "eerste dag"),
            Kolom("begintijd", klok, "hoe laat"),
            Kolom("duur", heel, "minuten"),
            Kolom("plaats", tekst(80), "waar", False, ""),
            Kolom("functies", lijst(een_van(FUNCTIES)), "deelnemers, met | ertussen"),
            Kolom("vaste_punten", lijst(tekst(160)), "met | ertussen", False, []),
        ),
        ("naam",),
        False,
    ),
)
