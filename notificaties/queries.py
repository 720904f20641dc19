"""What a notificatie is about, for who may see that (B3)."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType

from organisatie.handelingen import TABELLEN, opent


def still_opens(row, medewerker):
    """Whether the page of what this notificatie is about exists for this person, as it did when they were told."""
    model: Any = row.onderwerp_type.model_class() if row.onderwerp_type_id is not None else None
    subject: Any = model._base_manager.filter(pk=row.onderwerp_id).first() if model is not None else None
    page = getattr(subject, "get_absolute_url", None)
    if page is None or model._meta.label_lower not in TABELLEN or page() != row.url:
        return True  # it leads to another page, with a door of its own: that of an offer, say
    return any(
        item.opent for item in opent(medewerker, model.objects.visible_to(medewerker).filter(pk=subject.pk))
    )


def subjects_of(rows, medewerker, *, only=lambda model: True):
    """Per pk of these notificaties its onderwerp, when that has a name and its page opens for this person.

    Two queries per kind of onderwerp, however many rows. `only`: the kinds that are wanted.
    """
    asked = defaultdict(set)
    for row in rows:
        if row.onderwerp_type_id is not None:
            asked[row.onderwerp_type_id].add(row.onderwerp_id)
    found = {}
    for kind, pks in asked.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()  # known in this process
        tabel = TABELLEN.get(model._meta.label_lower) if model is not None else None
        if tabel is None or tabel.noemt is None or not only(model):
            continue
        visible = model.objects.visible_to(medewerker).filter(pk__in=pks).select_related(*tabel.noemt)
        found |= {(kind, row.pk): row for row in opent(medewerker, visible) if row.opent}
    keys = {row.pk: (row.onderwerp_type_id, row.onderwerp_id) for row in rows}
    return {pk: found[key] for pk, key in keys.items() if key in found}
