"""All that is held on a sleutelfiguur, for the person themself (right to see: Wpg art. 25, AVG art. 15)."""

import re
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from logboek.services import looked_at
from organisatie.models import Contactpersoon, Medewerker, Plaatsing

from .models import Aanwezigheid, Belregel, Sleutelfiguur
from .models.mensen import KIJKREDENEN
from .plaatsen import KORT, places_of, readable_by, words

HANDELINGEN = {
    "sleutelfiguur.added": "vastgelegd",
    "sleutelfiguur.changed": "gewijzigd",
    "sleutelfiguur.consent_extended": "toestemming verlengd",
    "sleutelfiguur.viewed": "pagina bekeken",
    "sleutelfiguur.named": "naam gezien",
    "sleutelfiguur.contact_seen": "telefoon of e-mail bekeken",
    "sleutelfiguur.inzage": "dit overzicht gemaakt",
    "sleutelfiguur.erased": "gewist",
    "contact.added": "contact genoteerd",
    "relatie.set": "contact overgedragen",
    "access.denied": "geweigerd: mocht dit niet zien",
}
WAARVOOR = {
    **dict(KIJKREDENEN),
    "belronde": "om te bellen",
    "lijst": "in de lijst",
    "bestand": "in een bestand",
    "netwerk": "bij een netwerk",
    "bijeenkomst": "bij een bijeenkomst",
    "beeld": "in een beeld van een netwerk",
    "toevoegen": "om aan een netwerk toe te voegen",
    "overdragen": "om het contact over te dragen",
    "verbeteren": "om te verbeteren",
    "verlengen": "om toestemming te verlengen",
    "wissen": "om te wissen",
}
VELDEN = {"naam": "Naam", "rol": "Rol", "gebied": "Waar", "telefoon": "Telefoon", "email": "E-mail", "taal": "Taal",
          "bereikbaar": "Bereikbaar", "eerder": "Eerder genoteerd", "vastgelegd": "Vastgelegd op"}  # fmt: skip
DATUM = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
NUMMER = re.compile(rf"(?<!\d)(?!{DATUM})(?:(?:\+|00)31|0)(?:[ ().\-/\u00a0\u2010-\u2015]*\d){{9,10}}(?!\d)")
ADRES = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Masker:
    """Takes others out of a text: colleagues, contactpersonen and other sleutelfiguren by name, and whose number it is."""

    def __init__(self, sleutelfiguur):
        s = sleutelfiguur
        self.names = _names_of_others(s)
        self.numbers = {_digits(text) for text in [s.telefoon, *s.eerder.get("telefoon", [])]}
        self.mails = {text.casefold() for text in [s.email, *s.eerder.get("email", [])]}

    def __call__(self, tekst):
        if self.names is not None:
            tekst = self.names.sub("[naam]", tekst)
        tekst = NUMMER.sub(lambda m: m[0] if _digits(m[0]) in self.numbers else "[nummer]", tekst)
        return ADRES.sub(lambda m: m[0] if m[0].casefold() in self.mails else "[e-mail]", tekst)


def _digits(text):
    return re.sub(r"\D", "", text)[-9:]


def _names_of_others(sleutelfiguur):
    team = sleutelfiguur.team_id
    names = {
        *Medewerker.objects.filter(plaatsingen__team=team).values_list("naam", flat=True),
        *Contactpersoon.objects.filter(organisatie__team=team).values_list("naam", flat=True),
        *Sleutelfiguur.objects.filter(team=team).exclude(pk=sleutelfiguur.pk).values_list("naam", flat=True),
    } - {"", sleutelfiguur.naam}
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    any_name = "|".join(words(name, in_database=False) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{any_name})(?!\w)", re.IGNORECASE)


def dag(waarde):
    return f"{waarde:%d-%m-%Y}"


def as_document(data):
    """The same in words, for the page and for templates/typst/document.typ: what the person gets on paper."""

    def since(row):
        return f"vanaf {dag(row['van'])}" + (f" tot {dag(row['tot'])}" if row["tot"] else "")

    def line(row, *parts):
        return f"{dag(row['op'])}: " + ", ".join(part.rstrip(".") for part in parts if part) + "."

    grond = data["grondslag"]
    waarom = [f"{grond['grondslag'].capitalize()}. {grond['regime']}."]
    if grond["toestemming_op"]:
        waarom.append(
            f"Toestemming van {dag(grond['toestemming_op'])} tot en met {dag(grond['toestemming_tot'])}, voor: {grond['waarvoor']}."
        )
    gegevens = {**data["gegevens"], "vastgelegd": dag(data["gegevens"]["vastgelegd"])}
    delen = [
        ("Uw gegevens", [f"{VELDEN[naam]}: {waarde or '–'}" for naam, waarde in gegevens.items()]),
        ("Waarom wij dit mogen", waarom),
        ("Netwerken", [f"{row['netwerk']}, {since(row)}" for row in data["netwerken"]]),
        ("Wie contact met u houdt", [f"Een collega als {row['als']}, {since(row)}. {row['meegegeven']}" for row in data["relaties"]]),
        ("Contacten", [line(row, row["hoe"], row["richting"], row["tekst"]) for row in data["contacten"]]),
        ("Bijeenkomsten", [line(row, row["netwerk"], "u was er" if row["was_er"] else "u was er niet") for row in data["bijeenkomsten"]]),
        ("Gebeld", [line(row, row["aanleiding"], row["afloop"], row["gehoord"], row["nodig"]) for row in data["belrondes"]]),
        ("Waar u wordt genoemd", [f"{row['waar']}: {row['tekst']}" for row in data["genoemd"]]),
        ("Wie er keek, in vier jaar", [line(row, f"{row['wat']}, door {row['wie']}", row["waarvoor"], f"{row['keer']} keer" if row["keer"] > 1 else "") for row in data["gezien"]]),
    ]  # fmt: skip
    if data["elders"] is None:
        ook = [
            "Er kunnen teksten zijn die degene die dit maakte niet mag lezen. De privacyfunctionaris kan dat wel."
        ]
    else:
        ook = [zin for zin in (_elders(data["elders"]), _misschien(data["misschien"])) if zin]
    if ook:
        delen.append(("Ook genoemd", ook))
    return {
        "titel": "Wat wij van u vastleggen",
        "inleiding": "Namen en nummers van anderen zijn weggelaten. U mag dit laten verbeteren of wissen.",
        "voet": "Vertrouwelijk: alleen voor de persoon zelf",
        "delen": [
            {"kop": kop, "regels": [regel.strip() for regel in regels]} for kop, regels in delen if regels
        ],
    }


def _teksten(aantal):
    return "1 tekst" if aantal == 1 else f"{aantal} teksten"


def _elders(aantal):
    return (
        f"In {_teksten(aantal)} die degene die dit maakte niet mag lezen. De privacyfunctionaris kan dat wel."
        if aantal
        else ""
    )


def _misschien(aantal):
    return (
        f"In {_teksten(aantal)} staat alleen een naam van één woord: dat kan ook een ander zijn."
        if aantal
        else ""
    )


def _day(moment):
    return timezone.localdate(moment)


def inzage_of(sleutelfiguur, medewerker):
    """Everything, as plain data: what we keep, why, who has it, where they are named, and who looked in four years.

    Names and numbers of others are masked. Texts `medewerker` may not read are not shown; the MT sees how many
    (`elders`), and how many have a name of one word only, which may be of another (`misschien`).
    """
    s, mask = sleutelfiguur, Masker(sleutelfiguur)
    found = places_of(s)
    counts = medewerker.has_perm(
        "bondgenoten.view_wissingen", s.team
    )  # else a number tells where somebody is named
    places = [plaats for plaats in found if plaats.twijfel != KORT]
    own = readable_by(places, medewerker)
    lines = Belregel.objects.filter(sleutelfiguur=s).select_related("belronde")
    there = Aanwezigheid.objects.filter(lid__sleutelfiguur=s).select_related("overleg", "lid__netwerk")
    return {
        "gegevens": {
            "naam": s.naam,
            "rol": s.rol,
            "gebied": s.gebied.naam if s.gebied else "",
            "telefoon": s.telefoon,
            "email": s.email,
            "taal": s.taal,
            "bereikbaar": s.bereikbaar,
            "eerder": ", ".join(waarde for waarden in s.eerder.values() for waarde in waarden),
            "vastgelegd": _day(s.vastgelegd_op),
        },
        "grondslag": {
            "grondslag": s.get_grondslag_display(),
            "regime": s.get_regime_display(),
            "toestemming_op": s.toestemming_op,
            "waarvoor": s.toestemming_doel,
            "toestemming_tot": s.toestemming_tot,
        },
        "netwerken": [
            {
                "netwerk": mask(lid.netwerk.naam),
                "van": lid.van,
                "tot": lid.tot,
            }
            for lid in s.lidmaatschappen.select_related("netwerk").order_by("van")
        ],
        "relaties": [
            {
                "als": relatie.get_als_display(),
                "van": relatie.van,
                "tot": relatie.tot,
                "meegegeven": mask(relatie.meegegeven),
            }
            for relatie in s.relaties.order_by("van")
        ],
        "contacten": [
            {
                "op": contact.op,
                "hoe": contact.get_wijze_display(),
                "richting": contact.get_richting_display(),
                "tekst": mask(contact.tekst),
            }
            for contact in s.contacten.all()
        ],
        "bijeenkomsten": [
            {"op": _day(row.overleg.begin), "netwerk": mask(row.lid.netwerk.naam), "was_er": row.was_er}
            for row in there
        ],
        "belrondes": [
            {
                "op": _day(line.gebeld_op or line.belronde.begonnen_op),
                "aanleiding": mask(line.belronde.aanleiding),
                "afloop": line.get_afloop_display().lower() or "niet gebeld",
                "gehoord": mask(line.gehoord),
                "nodig": mask(line.nodig),
            }
            for line in lines
        ],
        "genoemd": [{"waar": plaats.soort, "tekst": mask(plaats.tekst)} for plaats in own],
        "elders": len(places) - len(own) if counts else None,
        "misschien": len(found) - len(places) if counts else None,
        "gezien": _looks(s),
    }


def _looks(sleutelfiguur):
    """Who did what with these data in the last four years: the functie, never the name."""
    rows = list(looked_at(sleutelfiguur, timezone.now() - timedelta(days=4 * 365 + 1)).order_by("-moment"))
    functies = {}
    for row in Plaatsing.objects.filter(team=sleutelfiguur.team_id, medewerker__in={r.actor for r in rows}):
        functies[row.medewerker_id] = row.get_functie_display()
    looks = Counter(
        (
            _day(row.moment),
            HANDELINGEN.get(row.actie, "iets gedaan met uw gegevens"),
            functies.get(row.actor, "het systeem"),
            WAARVOOR.get(row.reden, ""),
        )
        for row in rows
    )  # the newest first, as the rows are
    return [
        {"op": op, "wat": wat, "wie": wie, "waarvoor": waarvoor, "keer": keer}
        for (op, wat, wie, waarvoor), keer in looks.items()
    ]
