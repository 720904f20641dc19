"""Template tags and filters all pages share. Built in: no load needed."""

from decimal import Decimal

from django import template
from django.utils import timezone

from regels.tijd import dag_in_woorden, moment_in_woorden

register = template.Library()


@register.filter
def moment(value):
    """`vrijdag 4 december, 14.30 uur`; with the year when it is not this year's."""
    if not value:
        return ""
    hier = timezone.localtime(value)
    text = moment_in_woorden(value)
    if hier.year != timezone.localdate().year:
        text = text.replace(",", f" {hier.year},", 1)
    return text


@register.filter
def dag(value):
    """`vrijdag 4 december`; with the year when it is not this year's."""
    if not value:
        return ""
    text = dag_in_woorden(value)
    return text if value.year == timezone.localdate().year else f"{text} {value.year}"


@register.filter
def duur(minuten):
    """Minutes as people say them: `1 uur 30`, `45 min`."""
    uren, rest = divmod(int(minuten or 0), 60)
    if not uren:
        return f"{rest} min"
    return f"{uren} uur {rest:02d}" if rest else f"{uren} uur"


@register.filter
def duur_lang(value):
    """A timedelta as people say it: `3 dagen 4 uur`, `2 uur 10 min`, `40 min`."""
    minuten = round(value.total_seconds() / 60)
    dagen, rest = divmod(minuten, 24 * 60)
    if dagen:
        return f"{dagen} {'dag' if dagen == 1 else 'dagen'} {rest // 60} uur"
    return duur(minuten)


@register.filter
def deel(value, totaal):
    """How many hundredths `value` is of `totaal`, at most 100; for the width of a bar."""
    return min(round(100 * float(value) / float(totaal)), 100) if totaal else 0


@register.filter
def get(mapping, key):
    return mapping.get(key)


@register.filter
def plat(value):
    """A number as SVG reads it: a point, whatever the language of the page."""
    return str(value)


@register.filter
def getal(value):
    """A number as people write it here: `1.234,5`, without zeros that say nothing."""
    if value is None:
        return ""
    text = f"{Decimal(value):,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


@register.inclusion_tag("components/kaartje.html", takes_context=True)
def kaartje(context, form):
    """What keeps the words of this form, in a `<form>` that a template draws by hand."""
    form.hand_out(context)
    return {"form": form}
