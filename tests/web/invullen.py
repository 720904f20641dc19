"""Fills any form of a page as somebody would: what was chosen stays, what is empty gets a value that is allowed."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from ui.forms import KloktijdField, TijdsduurField

GETYPT = "Getypt in haast"


def waarde_voor(field, bound):
    """A value for this field that its own choices and kind allow; None when it may stay empty."""
    begin = bound.value()
    if isinstance(field, forms.UUIDField):
        return begin
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows = list(field.queryset[:1])
        return [str(row.pk) for row in rows] if field.required and not begin else _as_list(begin)
    if isinstance(field, forms.ModelChoiceField):
        chosen = getattr(begin, "pk", begin)
        return chosen or (getattr(field.queryset.first(), "pk", None) if field.required else None)
    if isinstance(field, forms.MultipleChoiceField):
        return begin or ([_first_choice(field)] if field.required else None)
    if isinstance(field, forms.ChoiceField):
        return begin if begin not in (None, "") else (_first_choice(field) if field.required else None)
    if isinstance(field, forms.BooleanField):
        return "on" if begin or field.required else None
    if isinstance(field, forms.DateField):
        return begin or ((timezone.localdate() + timedelta(days=3)).isoformat() if field.required else None)
    if isinstance(field, TijdsduurField):
        return begin or "30"
    if isinstance(field, KloktijdField):
        return begin or "14.00"
    if isinstance(field, (forms.IntegerField, forms.DecimalField)):
        return begin if begin not in (None, "") else (1 if field.required else None)
    if isinstance(field, forms.FileField):
        return None
    if isinstance(field, forms.EmailField):
        return begin or "iemand@example.test"
    if bound.name == "telefoon":
        return begin or "06 12345678"
    return f"{GETYPT} {bound.name}"[: field.max_length or 200]


def _as_list(begin):
    return [str(getattr(row, "pk", row)) for row in begin] if begin else None


def _first_choice(field):
    for value, label in field.choices:
        if isinstance(label, (list, tuple)):
            return label[0][0]
        if value not in (None, ""):
            return value
    return None


def ingevuld(form):
    """What a browser would post for this form, filled in."""
    data = {}
    for bound in form:
        value = waarde_voor(bound.field, bound)
        if value is not None:
            data[bound.html_name] = value
    return data
