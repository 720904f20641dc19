"""All that is held on a sleutelfiguur, for the person themself (right to see: Wpg art. 25, AVG art. 15)."""

import re
from datetime import timedelta

from django.utils import timezone

from logboek.services import looked_at
from organisatie.models import Contactpersoon, Medewerker, Plaatsing

from .models import Aanwezigheid, Belregel, Sleutelfiguur
from .models.mensen import KIJKREDENEN
from .plaatsen import KORT, places_of, readable_by

HANDELINGEN = {
    "sleutelfiguur.added": "vastgelegd",
    "sleutelfiguur.changed": "gewijzigd",
    "sleutelfiguur.viewed": "bekeken",
    "sleutelfiguur.named": "naam gezien",
    "sleutelfiguur.contact_seen": "telefoon of e-mail bekeken",
    "sleutelfiguur.inzage": "overzicht gemaakt",
    "contact.added": "contact genoteerd",
    "relatie.set": "relatiehouder gewijzigd",
    "access.denied": "iemand zonder recht werd geweigerd",
}


NUMMER = re.compile(r"(?<!\d)(?:(?:\+|00)31|0)[\d ().\u00a0-]{7,13}\d(?!\d)")
ADRES = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WAARVOOR = {
    **dict(KIJKREDENEN),
    "belronde": "om te bellen",
    "lijst": "in de lijst",
    "bestand": "in een bestand",
}


class Masker:
    """Takes others out of a text: colleagues, contactpersonen and other sleutelfiguren by name, and whose number it is."""

    def __init__(self, sleutelfiguur):
        self.names = _names_of_others(sleutelfiguur)
        self.number = re.sub(r"\D", "", sleutelfiguur.telefoon)[-9:]
        self.email = sleutelfiguur.email.casefold()

    def __call__(self, tekst):
        if self.names is not None:
            tekst = self.names.sub("[naam]", tekst)
        tekst = NUMMER.sub(self._number, tekst)
        return ADRES.sub(lambda m: m[0] if m[0].casefold() == self.email else "[e-mail]", tekst)

    def _number(self, match):
        digits = re.sub(r"\D", "", match[0])
        return match[0] if len(digits) < 10 or digits[-9:] == self.number else "[nummer]"  # a date has eight


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
    names = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


def dag(waarde):
    return f"{waarde:%d-%m-%Y}"


def as_document(data):
    """The same as the data of templates/typst/document.typ: what the person gets on paper."""
    gegevens = data["gegevens"]

    def since(row):
        return f"vanaf {dag(row['van'])}" + (f" tot {dag(row['tot'])}" if row["tot"] else "")

    grond = data["grondslag"]
    waarom = [f"{grond['grondslag'].capitalize()}. {grond['regime']}."]
    if grond["toestemming_op"]:
        waarom.append(
            f"Toestemming van {dag(grond['toestemming_op'])} tot en met {dag(grond['toestemming_tot'])}, voor: {grond['waarvoor']}."
        )
    delen = [
        ("Uw gegevens", [f"{naam}: {dag(waarde) if naam == 'vastgelegd' else waarde or '–'}" for naam, waarde in gegevens.items()]),
        ("Waarom wij dit mogen", waarom),
        ("Netwerken", [f"{row['netwerk']}, {since(row)}" for row in data["netwerken"]]),
        ("Wie contact met u houdt", [f"een collega als {row['als']}, {since(row)}. {row['meegegeven']}" for row in data["relaties"]]),
        ("Contacten", [f"{dag(row['op'])}: {row['hoe']}, {row['richting']}. {row['tekst']}" for row in data["contacten"]]),
        ("Bijeenkomsten", [f"{dag(row['op'])}: {row['netwerk']}, {'was er' if row['was_er'] else 'was er niet'}" for row in data["bijeenkomsten"]]),
        ("Gebeld", [f"{dag(row['op'])}: {row['aanleiding']}. {row['afloop']}. {row['gehoord']} {row['nodig']}" for row in data["belrondes"]]),
        ("Waar u wordt genoemd", [f"{row['waar']}: {row['tekst']}" for row in data["genoemd"]]),
        ("Wie er keek, in vier jaar", [f"{dag(row['op'])}: {row['wat']}, {row['wie']}. {row['waarvoor']}" for row in data["gezien"]]),
    ]  # fmt: skip
    if data["elders"]:
        delen.append(
            ("Ook genoemd", [f"In {data['elders']} teksten die degene die dit maakte niet mag lezen."])
        )
    return {
        "titel": "Wat wij van u vastleggen",
        "inleiding": "Namen van anderen zijn weggelaten. U mag dit laten verbeteren of wissen.",
        "voet": "Vertrouwelijk: alleen voor de persoon zelf",
        "delen": [
            {"kop": kop, "regels": [regel.strip() for regel in regels]} for kop, regels in delen if regels
        ],
    }


def _day(moment):
    return timezone.localdate(moment)


def inzage_of(sleutelfiguur, medewerker):
    """Everything, as plain data: what we keep, why, who has it, where they are named, and who looked in four years.

    Names of others are masked. Texts `medewerker` may not read are counted, not shown (`elders`).
    """
    s, mask = sleutelfiguur, Masker(sleutelfiguur)
    places = [plaats for plaats in places_of(s) if plaats.twijfel != KORT]
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
                "afloop": line.get_afloop_display(),
                "gehoord": mask(line.gehoord),
                "nodig": mask(line.nodig),
            }
            for line in lines
        ],
        "genoemd": [{"waar": plaats.soort, "tekst": mask(plaats.tekst)} for plaats in own],
        "elders": len(places) - len(own),
        "gezien": _looks(s),
    }


def _looks(sleutelfiguur):
    """Who did what with these data in the last four years: the functie, never the name."""
    rows = list(looked_at(sleutelfiguur, timezone.now() - timedelta(days=4 * 365 + 1)).order_by("-moment"))
    functies = {}
    for row in Plaatsing.objects.filter(team=sleutelfiguur.team_id, medewerker__in={r.actor for r in rows}):
        functies[row.medewerker_id] = row.get_functie_display()
    return [
        {
            "op": _day(row.moment),
            "wat": HANDELINGEN.get(row.actie, row.actie),
            "wie": functies.get(row.actor, "het systeem"),
            "waarvoor": WAARVOOR.get(row.reden, row.reden),
        }
        for row in rows
    ]
