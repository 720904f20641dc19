"""Writing to the logboek, and checking that nobody wrote in it since."""

import hashlib
import json
from datetime import UTC

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from .models import Logregel

FIELDS = (
    "keten",
    "nummer",
    "actor",
    "actie",
    "object_type",
    "object_id",
    "reden",
    "ontvanger",
    "uitkomst",
    "vorige",
)


def record(
    *, event, by=None, subject=None, subjects=None, team=None, reden="", ontvanger="", uitkomst="gelukt"
):
    """Append one row, in the caller's transaction if there is one. Raises when it cannot: then nothing happens.

    `team` is an id; without it the subject's `team_id`. `reden` is a code or a short sentence, never content.
    `subjects` is (model, ids): a look at several at once is one row that names each (`looked_at` finds them).
    """
    keten = team or getattr(subject, "team_id", None) or 0
    model, ids = subjects or (subject, ())
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite holds one writer at a time already
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(7301, %s)", [keten])
        last = Logregel.objects.filter(keten=keten).order_by("-nummer").values("nummer", "hash").first()
        row = Logregel(
            keten=keten,
            nummer=last["nummer"] + 1 if last else 1,
            moment=timezone.now(),
            actor=by.pk if by is not None else None,
            actie=event,
            object_type=model._meta.label_lower if model is not None else "",
            object_id=subject.pk if subject is not None else None,
            objecten=f",{','.join(str(pk) for pk in sorted(ids))}," if ids else None,
            reden=reden,
            ontvanger=ontvanger,
            uitkomst=uitkomst,
            vorige=last["hash"] if last else "",
        )
        row.hash = digest(row)
        row.save(force_insert=True)


def digest(row):
    """The hash of a row: everything in it, the hash of the row before included."""
    values = [getattr(row, field) for field in FIELDS]
    if row.objecten is not None:  # rows from before this column keep their hash
        values.append(row.objecten)
    values.append(row.moment.astimezone(UTC).isoformat())
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def looked_at(subject, since):
    """All rows since this moment about this object: by itself, or as one of several."""
    return Logregel.objects.filter(
        Q(object_id=subject.pk) | Q(objecten__contains=f",{subject.pk},"),
        object_type=subject._meta.label_lower,
        keten=subject.team_id,
        moment__gte=since,
    )


def first_broken_row():
    """The first row whose hash or place in its chain is wrong, or None when all is well."""
    previous = {}
    for row in Logregel.objects.order_by("keten", "nummer").iterator():
        nummer, hashed = previous.get(row.keten, (0, ""))
        if row.nummer != nummer + 1 or row.vorige != hashed or row.hash != digest(row):
            return row
        previous[row.keten] = (row.nummer, row.hash)
    return None
