"""Keeping what somebody types, giving it back to them alone, and letting one copy of a form act once (C1, C2, U-12).

A form that is drawn carries a signed kaartje: whose it is, which form, on which page. With it what was typed is kept while typing,
after an error, and when the session has ended in the meantime; nobody else can write or read it.
"""

import secrets
from dataclasses import dataclass, field, fields
from datetime import timedelta
from hashlib import blake2s

from django.core import signing
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from .kluis import lock_up, open_up
from .models import Concept

BEWAREN = timedelta(days=7)
NAIJLEN = timedelta(seconds=30)
VELD = "concept"
GROOTSTE = 100_000  # characters; more than any form of ours takes
NIET = {VELD, "csrfmiddlewaretoken", "password"}


@dataclass(frozen=True)
class Kaartje:
    """Which copy of which form this is. `teksten`: its fields with free text; without any it is never kept.

    `stond`: per field a hash of what stood there when it was drawn, so that a colleague's change since is seen (tekenen.py).
    `vervolgt`: the copy whose words stand in it again. Words of any other copy, in another window, stay what they are.
    """

    wie: int | str  # a medewerker; or a guest behind their own link (`gast_of`)
    formulier: str
    pagina: str
    titel: str = ""
    teksten: tuple[str, ...] = ()
    stond: dict[str, str] = field(default_factory=dict)
    exemplaar: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    vervolgt: str = ""

    @property
    def is_gast(self) -> bool:
        return isinstance(self.wie, str)

    def sign(self) -> str:
        parts = [getattr(self, part.name) for part in fields(self)]
        return signing.dumps(parts, salt="concept", compress=True)

    @classmethod
    def read(cls, text: str) -> "Kaartje | None":
        """The kaartje, or None when it is not ours or too old."""
        try:
            return cls(*signing.loads(text, salt="concept", max_age=BEWAREN))
        except (signing.BadSignature, ValueError, TypeError):
            return None


def gast_of(row) -> str:
    """Who this row invited from outside, for `Kaartje.wie`: they have no account, and their link is theirs alone."""
    return f"{row.team_id}:{row._meta.model_name}:{row.pk}"


def _whose(wie) -> dict:
    return {"medewerker": None, "gast": wie} if isinstance(wie, str) else {"medewerker_id": wie, "gast": ""}


def keep(kaartje: Kaartje, data: QueryDict) -> bool:
    """Keep what was typed, for its writer. False when there is nothing to keep: no words, too many, or this copy was sent."""
    velden = _typed(kaartje, data)
    if velden is None:
        emptied = kaartje.teksten and all(data.get(name) == "" for name in kaartje.teksten)
        if emptied:  # they took it out again
            forget(kaartje)
        return False
    # Words that arrive after the form they stood in was sent are not kept again. Who goes back and types on, is kept.
    since = timezone.now() - NAIJLEN
    own = Concept.objects.filter(**_whose(kaartje.wie), formulier=kaartje.formulier)
    if own.filter(verstuurd=kaartje.exemplaar, bijgewerkt_op__gt=since).exists():
        return False
    values = {
        "pagina": kaartje.pagina[:300],
        "velden": velden,
        "exemplaar": kaartje.exemplaar,
        "bijgewerkt_op": timezone.now(),
    }
    if not _change_words(kaartje, values):
        key = {**_whose(kaartje.wie), "formulier": kaartje.formulier}
        _, made = Concept.objects.get_or_create(**key, venster=kaartje.exemplaar, defaults=values)
        # Two keys at once: it is there by now. Or another window went on with what was typed here.
        if not made and not _change_words(kaartje, values):
            Concept.objects.create(**key, venster=secrets.token_urlsafe(9), **values)
    return True


def _change_words(kaartje, values):
    """Change what was typed in this copy of a form, or else in the one it goes on with: never that of another window."""
    rows = Concept.objects.filter(**_whose(kaartje.wie), formulier=kaartje.formulier)
    copies = [copy for copy in (kaartje.exemplaar, kaartje.vervolgt) if copy]
    return any(rows.filter(exemplaar=copy).update(**values) for copy in copies)


def _typed(kaartje, data):
    if not any(data.get(name, "").strip() for name in kaartje.teksten):
        return None
    velden = {name: values for name, values in data.lists() if name not in NIET}
    if sum(len(value) for values in velden.values() for value in values) > GROOTSTE:
        return None
    rest = {"titel": kaartje.titel, "teksten": list(kaartje.teksten), "stond": kaartje.stond}
    return lock_up({"velden": velden, **rest})


def lock(kaartje: Kaartje) -> Concept:
    """The row of this form, locked until the transaction ends: the same form sent twice at once waits for the first."""
    key = {**_whose(kaartje.wie), "formulier": kaartje.formulier, "venster": ""}
    Concept.objects.get_or_create(**key, defaults={"pagina": kaartje.pagina[:300]})
    return Concept.objects.select_for_update(no_key=True).get(**key)


def print_of(data: QueryDict) -> str:
    """A hash of all that was sent, to know it again."""
    found = sorted((name, values) for name, values in data.lists() if name not in NIET)
    return blake2s(repr(found).encode(), digest_size=8).hexdigest()


def was_sent(row: Concept, kaartje: Kaartje, data: QueryDict) -> bool:
    """Whether this is the same copy with the same words. Who goes back and writes something else, sends it anew."""
    return row.verstuurd == kaartje.exemplaar and row.afdruk == print_of(data)


def sent(row: Concept, kaartje: Kaartje, data: QueryDict, naar: str) -> None:
    """This copy was sent and led there. What was typed in it is gone; what was typed in another window is not."""
    row.verstuurd, row.afdruk = kaartje.exemplaar, print_of(data)
    row.naar = "" if kaartje.is_gast else naar if len(naar) <= 300 else "/"  # the link of a guest is a secret
    row.bijgewerkt_op = timezone.now()
    row.save(update_fields=["verstuurd", "afdruk", "naar", "bijgewerkt_op"])
    forget(kaartje)


def forget(kaartje: Kaartje) -> None:
    """Throw away what was typed in this copy of a form."""
    _change_words(kaartje, {"velden": None})


def of(medewerker) -> list[Concept]:
    """What this person typed and did not send, the newest first. Read once per request, and not at all when it is known that there is none."""
    if not medewerker.is_authenticated or not getattr(medewerker, "heeft_concept", True):
        return []
    if "_concepten" not in medewerker.__dict__:
        rows = Concept.objects.filter(medewerker=medewerker, velden__isnull=False)
        medewerker.__dict__["_concepten"] = list(rows.order_by("-bijgewerkt_op", "-pk"))
    return medewerker.__dict__["_concepten"]


def of_gast(gast: str) -> list[Concept]:
    """What this guest typed and did not send, the newest first."""
    rows = Concept.objects.filter(**_whose(gast), velden__isnull=False)
    return list(rows.order_by("-bijgewerkt_op", "-pk"))


def typed_in(row: Concept) -> tuple[QueryDict, dict[str, str]]:
    """What was typed, as a form gets it; and what stood in the form (hashes) when they began."""
    found = open_up(row.velden)
    data = QueryDict(mutable=True)
    for name, values in found.get("velden", {}).items():
        data.setlist(name, values)
    return data, found.get("stond", {})


def to_read(row: Concept) -> dict:
    """The title of the form and the texts in it, to show to who typed them."""
    found = open_up(row.velden)
    velden = found.get("velden", {})
    teksten = [text for name in found.get("teksten", ()) for text in velden.get(name, ()) if text]
    return {"row": row, "titel": found.get("titel", ""), "teksten": teksten}


def change_typed(team_id, people, change) -> None:
    """Rewrite what these people, and guests of this team, typed and did not send.

    `change` takes and gives the words of a form, and its title.
    """
    writers = Q(medewerker__in=people) | Q(gast__startswith=f"{team_id}:")
    for row in Concept.objects.filter(writers, velden__isnull=False):
        found = open_up(row.velden)
        words = {name: found[name] for name in ("velden", "titel") if name in found}
        if (changed := change(words)) != words:
            # Sent or typed on meanwhile: then those words stand, not these.
            same = Concept.objects.filter(pk=row.pk, velden=row.velden)
            same.update(velden=lock_up({**found, **changed}))


def forget_page(part: str) -> None:
    """Throw away what anybody typed on a page with this in its address: what it was about is gone."""
    Concept.objects.filter(pagina__contains=part).update(velden=None)


def purge(now) -> int:
    """What nobody touched for a week is gone. Returns how many."""
    return Concept.objects.filter(bijgewerkt_op__lt=now - BEWAREN).delete()[0]
