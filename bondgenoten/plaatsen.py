"""Every place where words about a person can stand: all texts of the team, found by looking at the models themselves.

A model that is added later is searched without anybody thinking of it; one that is left out says why here.
"""

import re
from collections import deque
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from organisatie.models import Team

from .models import Belregel, Contact, Relatie, Sleutelfiguur

GEWIST = "[gewist]"
TUSSEN = "[ .()/\u00a0\u2011-]*"  # what people write between the digits of a number
# Not searched, with why. Everything else with a text must lead to a team (tests/bondgenoten/test_wissen.py).
NIET_DOORZOCHT = {
    "admin.LogEntry": "technical administration only",
    "auth.Permission": "names of permissions",
    "auth.Group": "names of groups",
    "contenttypes.ContentType": "names of models",
    "sessions.Session": "who is logged in, and a link shown once: never words about a person",
    "account.EmailAddress": "addresses of colleagues",
    "account.EmailConfirmation": "keys of colleagues",
    "logboek.Logregel": "append-only; ids and codes, never names",
    "organisatie.Eenheid": "names of places",
    "organisatie.District": "names of places",
    "organisatie.Team": "names of places",
    "organisatie.Medewerker": "colleagues",
    "notificaties.Notificatie": "fixed sentences without names or content (H4)",
    "notificaties.Hartslag": "names of parts",
    "overleggen.Agendalink": "a hash",
    "portefeuilles.Thema": "fixed list of the country",
}
EIGEN = (Sleutelfiguur, Relatie, Contact, Belregel)  # rows about the person: emptied whole, not searched


@dataclass(frozen=True)
class Plaats:
    """A text of the team in which the person is named."""

    model: type[models.Model]
    pk: int
    veld: str
    tekst: str

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
        and field.name not in ("hash", "bron", "onderwerp_type")
    ]


def _way_to_team(model):
    """The lookup from this model to its team over foreign keys, the shortest that is never empty; None when there is none."""
    return _shortest(model, with_empty=False) or _shortest(model, with_empty=True)


def _shortest(model, *, with_empty):
    queue, seen = deque([(model, ())]), {model}
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
            target = field.related_model
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
        if fields and model not in EIGEN and model._meta.label not in NIET_DOORZOCHT:
            found.append((model, fields, _way_to_team(model)))
    return found


def _letter(char):
    """One character of a name for a search in the database, also as SQLite keeps it inside JSON."""
    if char.isascii():
        return re.escape(char)
    return "(?:" + "|".join([char, *(rf"\\u{ord(c):04x}" for c in {*char.lower(), *char.upper()})]) + ")"


def patterns(sleutelfiguur):
    """(for the database, for Python) what names this person: full name, telephone, e-mail. None when nothing does."""
    texts = [" ".join(sleutelfiguur.naam.split()), sleutelfiguur.email.strip()]
    loose = ["".join(r"(?:\s|\\n)+" if c == " " else _letter(c) for c in t) for t in texts if t]
    exact = [re.escape(t).replace(r"\ ", r"\s+") for t in texts if t]
    digits = re.sub(r"\D", "", sleutelfiguur.telefoon)
    if len(digits) >= 8:
        number = rf"(?:(?:\+|00)31{TUSSEN})?{TUSSEN}0?{TUSSEN}" + TUSSEN.join(digits[-9:].lstrip("0"))
        loose.append(number)
        exact.append(number)
    if not loose:
        return None
    return "|".join(loose), re.compile(r"(?<!\w)(?:" + "|".join(exact) + r")(?!\w)", re.IGNORECASE)


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
    """Every text of the team in which this person is named by full name, telephone or e-mail. One query per text field."""
    both = patterns(sleutelfiguur)
    if both is None:
        return []
    loose, exact = both
    found = []
    for model, fields, way in searched():
        rows = model._base_manager.filter(**{way: sleutelfiguur.team_id})
        for field in fields:
            as_text = Cast(field.name, models.TextField())
            hits = rows.annotate(_als_tekst=as_text).filter(_als_tekst__iregex=loose)
            for pk, value in hits.values_list("pk", field.name):
                texts = [text for text in _strings(value) if exact.search(text)]
                if texts:
                    found.append(Plaats(model, pk, field.name, " / ".join(texts)))
    return found


def take_out(plaats, pattern):
    """Replace the person in this text. A name that must be unique keeps its number behind it."""
    rows = plaats.model._base_manager.filter(pk=plaats.pk)
    field = plaats.model._meta.get_field(plaats.veld)
    value = replaced(rows.values_list(plaats.veld, flat=True).get(), pattern)
    if isinstance(value, str) and field.max_length:
        value = value[: field.max_length]
    if isinstance(value, str) and _must_be_unique(plaats.model, plaats.veld):
        value = f"{value[: (field.max_length or 999) - 12]} {plaats.pk}"
    rows.update(**{plaats.veld: value})


def _must_be_unique(model, veld):
    return any(
        veld in getattr(constraint, "fields", ())
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    )


def readable_by(plaatsen, medewerker):
    """The places whose object exists for this medewerker, as the object's own need-to-know says."""
    by_model = {}
    for plaats in plaatsen:
        by_model.setdefault(plaats.model, []).append(plaats)
    found = []
    for model, rows in by_model.items():
        manager = model._default_manager
        if not hasattr(manager.all(), "visible_to"):
            continue
        seen = set(
            manager.all()
            .visible_to(medewerker)
            .filter(pk__in={r.pk for r in rows})
            .values_list("pk", flat=True)
        )
        found += [row for row in rows if row.pk in seen]
    return found
