"""The one door from a request to an object.

A list starts with `Model.objects.visible_to(medewerker)`; a single object comes through `fetch_for` and
nothing else. Invisible and absent look the same (404); visible but not allowed is 403. Both are logged.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from logboek.services import record


def fetch_for(medewerker, model, *, perm, **lookup):
    """The object, if this medewerker may see it and may do `perm` with it.

    Raises Http404 when it is absent or not theirs to see, PermissionDenied when it is not theirs to do.
    """
    obj = model.objects.visible_to(medewerker).filter(**lookup).first()
    if obj is None:
        record(
            event="access.not_found",
            by=medewerker,
            team=medewerker.team_ids[0] if medewerker.team_ids else None,
            reden=f"{model._meta.label_lower} {perm}",
            uitkomst="geweigerd",
        )
        raise Http404(model._meta.label_lower)
    require_perm(medewerker, perm, obj)
    return obj


def require_perm(medewerker, perm, obj):
    """Go on if this medewerker has this permission on this object; otherwise log it and raise PermissionDenied."""
    if not medewerker.has_perm(perm, obj):
        record(event="access.denied", by=medewerker, subject=obj, reden=perm, uitkomst="geweigerd")
        raise PermissionDenied(perm)


def own_team(medewerker, *, perm):
    """The team of this medewerker, if they may do `perm` with it. Placed nowhere: 403."""
    if medewerker.team is None:
        raise PermissionDenied(perm)
    require_perm(medewerker, perm, medewerker.team)
    return medewerker.team


def own_key(sleutel, medewerker):
    """The key of a form as it is kept: one's own, so that the key of another finds and blocks nothing."""
    return uuid.uuid5(uuid.UUID(str(sleutel)), str(medewerker.pk)) if sleutel else None
