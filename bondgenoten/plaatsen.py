"""Every place where words about a person can stand: all texts of the team, found by looking at the models themselves.

A model that is added later is searched without anybody thinking of it; one that is left out says why here.
"""

import re
from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import normalize

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from organisatie.models import Contactpersoon, Gebied, Team

from .models import Belregel, Belronde, Contact, Relatie, Sleutelfiguur

GEWIST = "[gewist]"
APOSTROFS = "'\u2019\u2018\u02bc\u00b4`"
# What has no accent to leave out.
KAAL = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "Ø": "O", "Ł": "L", "Đ": "D", "ß": "ss"}
TUSSEN = "[ .()/\u00a0\u2010-\u2015-]*"  # what people write between the digits of a number
# Not searched, with why. Everything else with a text must lead to a team (tests/bondgenoten/test_wissen.py).
NIET_DOORZOCHT = {
    "admin.LogEntry": "technical administration only",
    "auth.Permission": "names of permissions",
    "auth.Group": "names of groups",
    "contenttypes.ContentType": "names of models",
    "sessions.Session": "who is logged in, and a link shown once: never words about a person",
    "account.EmailAddress": "addresses of colleagues",
    "account.EmailConfirmation": "keys of colleagues",
    "concept.Concept": "unreadable in the database; taken out of what was typed by services/wissen.py",
    "logboek.Logregel": "append-only; ids and codes, never names",
    "organisatie.Eenheid": "names of places",
    "organisatie.District": "names of places",
    "organisatie.Team": "names of places",
    "organisatie.Medewerker": "colleagues",
    "notificaties.Notificatie": "fixed sentences without names or content (H4)",
    "notificaties.Hartslag": "names of parts",
    "notificaties.Storing": "names of parts and numbers of rows",
    "overleggen.Agendalink": "a hash",
    "portefeuilles.Thema": "fixed list of the country",
}
KORT = "een naam van één woord"
ANDER = {Contactpersoon: "een contactpersoon van een partner", Gebied: "de naam van een plek"}
# No words but codes of ours: a person called "osc" must not take the chain of escalatie along.
CODES = {
    "hash", "onderwerp_type", "overleggen.Agendapunt.bron", "regel", "escalatieketen", "functies",
    "organisatie.Teaminstelling.afspraken", "gevraagd", "vanzelf", "criteria", "personen", "cijfers", "eerder",
}  # fmt: skip
# Of these the person's own rows are emptied whole, and those of others searched.
EIGEN = (Sleutelfiguur, Relatie, Contact, Belregel)
LEESBAAR = {
    "bondgenoten.Netwerk", "bondgenoten.Gemeenschap", "bondgenoten.Afspraak", "bondgenoten.Advies",
    "bondgenoten.Resultaat", "bondgenoten.Signaal", "bondgenoten.Belronde", "organisatie.Contactpersoon",
    "organisatie.Gebied", "casuistiek.Casus",
}  # fmt: skip
NOEMT = ("naam", "telefoon", "email")


@dataclass(frozen=True)
class Plaats:
    """A text of the team in which the person is named."""

    model: type[models.Model]
    pk: int
    veld: str
    tekst: str
    twijfel: str = ""  # why it may be about somebody else: then it stays unless somebody says it goes

    @property
    def sleutel(self):
        return f"{self.model._meta.label_lower}:{self.pk}:{self.veld}"

    @property
    def soort(self):
        return str(self.model._meta.verbose_name)


def _text_fields(model):
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField))
        and not field.choices
        and not isinstance(field, models.SlugField)
        and field.name not in CODES
        and f"{model._meta.label}.{field.name}" not in CODES
    ]


def _way_to_team(model):
    """The lookup from this model to its team over foreign keys, the shortest that is never empty; None when there is none."""
    return _shortest(model, with_empty=False) or _shortest(model, with_empty=True)


def _shortest(model, *, with_empty):
    queue: deque[tuple[Any, tuple[str, ...]]] = deque([(model, ())])
    seen = {model}
    while queue:
        here, path = queue.popleft()
        if here is Team:
            return "__".join(path) or "pk"
        ties = [
            f
            for f in here._meta.concrete_fields
            if isinstance(f, models.ForeignKey) and (with_empty or not f.null)
        ]
        for field in sorted(ties, key=lambda f: f.null):
            target: Any = field.related_model
            if target not in seen and target._meta.label != "organisatie.Medewerker" and len(path) < 5:
                seen.add(target)
                queue.append((target, (*path, field.name)))
    return None


@cache
def searched():
    """(model, its text fields, way to its team) for everything that is searched; the way is None where it is missing."""
    found = []
    for model in apps.get_models():
        fields = _text_fields(model)
        if fields and model._meta.label not in NIET_DOORZOCHT:
            found.append((model, fields, _way_to_team(model)))
    return found


@dataclass(frozen=True)
class Sporen:
    """What names this person: their name, numbers and addresses, now and before a correction.

    `zoek` is for the database, the others for Python. A name of one word ("Jan") says little: it is in `alles` only.
    """

    zoek: str
    zeker: re.Pattern | None
    alles: re.Pattern


def _letter(char, *, in_database):
    """One letter of a name as it may be stored: composed or not, and in the database as SQLite keeps it inside JSON."""
    if char in APOSTROFS:
        forms = set(APOSTROFS)
    elif char.isascii():
        return re.escape(char)
    else:  # composed or not, and as somebody in a hurry types it: without the accent
        cases = {char, char.lower(), char.upper()}
        forms = {
            form for c in cases for form in (c, normalize("NFD", c), KAAL.get(c) or normalize("NFD", c)[0])
        }
    codes = {"".join(rf"\\u{ord(c):04x}" if not c.isascii() else c for c in form) for form in forms}
    return "(?:" + "|".join(sorted(forms | codes if in_database else forms)) + ")"


def words(text, *, in_database):
    """A pattern of this name or address, however its words are joined and its letters written."""
    between = r"(?:[\s\-\u2010\u2011]|\\n)+" if in_database else r"[\s\-\u2010\u2011]+"
    words = re.split(r"[\s\-\u2010\u2011]+", normalize("NFC", text).strip())
    return between.join("".join(_letter(c, in_database=in_database) for c in word) for word in words)


def _number(text):
    if len(re.sub(r"\D", "", text)) > 13:  # two numbers in one field, as it once was allowed
        return [
            pattern
            for part in re.split(r"[/,;]|\bof\b|\ben\b", text)
            if part != text
            for pattern in _number(part)
        ]
    digits = re.sub(r"\D", "", text)
    if len(digits) < 8:
        return []
    return [rf"(?:(?:\+|00)31{TUSSEN})?(?:0{TUSSEN})?" + TUSSEN.join(digits[-9:].lstrip("0"))]


def _whole(parts):
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE) if parts else None


def sporen_van(sleutelfiguur):
    """The Sporen of this person; None when nothing names them."""

    def ever(veld):
        texts = [getattr(sleutelfiguur, veld), *sleutelfiguur.eerder.get(veld, [])]
        return [" ".join(text.split()) for text in texts if text.strip()]

    names, mails = ever("naam"), ever("email")
    numbers = [pattern for text in ever("telefoon") for pattern in _number(text)]
    if not names + mails + numbers:
        return None
    full = [name for name in names if re.search(r"[\s\-]", name)]
    sure = [words(text, in_database=False) for text in full + mails] + numbers
    return Sporen(
        zoek="|".join([words(text, in_database=True) for text in names + mails] + numbers),
        zeker=_whole(sure),
        alles=_whole([*sure, *(words(name, in_database=False) for name in names if name not in full)]),
    )


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def replaced(value, pattern):
    """The same text (or JSON) with the person taken out."""
    if isinstance(value, str):
        return pattern.sub(GEWIST, value)
    if isinstance(value, dict):
        return {key: replaced(part, pattern) for key, part in value.items()}
    if isinstance(value, list):
        return [replaced(part, pattern) for part in value]
    return value


def places_of(sleutelfiguur):
    """Every text of the team in which this person is named, now or as they were called before. One query per model."""
    sporen = sporen_van(sleutelfiguur)
    if sporen is None:
        return []
    found = []
    for model, fields, way in searched():
        rows = model._base_manager.filter(**{way: sleutelfiguur.team_id})
        if model in EIGEN:
            own = "pk" if model is Sleutelfiguur else "sleutelfiguur"
            rows = rows.exclude(**{own: sleutelfiguur.pk})
        hit = Q()
        for field in fields:
            rows = rows.annotate(**{f"_{field.name}_tekst": Cast(field.name, models.TextField())})
            hit |= Q(**{f"_{field.name}_tekst__iregex": sporen.zoek})
        for pk, *values in rows.filter(hit).values_list("pk", *(field.name for field in fields)):
            for field, value in zip(fields, values, strict=True):
                texts = [text for text in _strings(value) if sporen.alles.search(text)]
                if texts:
                    doubt = _doubt(model, field.name, texts, sporen)
                    found.append(Plaats(model, pk, field.name, " / ".join(texts), doubt))
    return found


def _doubt(model, veld, texts, sporen):
    if not any(sporen.zeker and sporen.zeker.search(text) for text in texts):
        return KORT
    if model is Sleutelfiguur:
        return "een andere sleutelfiguur" if veld in NOEMT else ""
    return ANDER.get(model, "")


def take_out(plaats, pattern):
    """Replace the person in this text. Where the model has a version it goes up, so that who has the old words open in
    a form is asked to look again.

    A name that must be unique keeps its number behind it. A row that is gone meanwhile needs nothing.
    """
    rows = plaats.model._base_manager.filter(pk=plaats.pk)
    field = plaats.model._meta.get_field(plaats.veld)
    now = rows.select_for_update(no_key=True).values_list(plaats.veld, flat=True).first()
    if now is None:
        return
    value = replaced(now, pattern)
    if isinstance(value, str) and field.max_length:
        value = value[: field.max_length]
    if isinstance(value, str) and _must_be_unique(plaats.model, plaats.veld):
        value = f"{value[: (field.max_length or 999) - 12]} {plaats.pk}"
    versioned = any(field.name == "versie" for field in plaats.model._meta.concrete_fields)
    version = {"versie": F("versie") + 1} if versioned else {}
    rows.update(**{plaats.veld: value}, **version)


def _must_be_unique(model, veld):
    return any(
        veld in getattr(constraint, "fields", ())
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    )


def readable_by(plaatsen, medewerker):
    """The places this medewerker may read anyway: of networks and signals of the team, of rounds they take part in, and
    of casussen that exist for them. Of all else (meetings, plans, logged work) each page decides finer than can be
    asked here, so it is not shown.
    """
    found, by_model = [], {}
    for plaats in plaatsen:
        if plaats.model._meta.label in LEESBAAR:
            by_model.setdefault(plaats.model, []).append(plaats)
    for model, rows in by_model.items():
        seen = model._default_manager.visible_to(medewerker)
        if model is Belronde:
            seen = seen.van(medewerker)
        pks = set(seen.filter(pk__in={row.pk for row in rows}).values_list("pk", flat=True))
        found += [row for row in rows if row.pk in pks]
    return found
