"""Links and buttons that ask the table of handelingen first: no link to a door that stays shut, no button without a reason."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from organisatie.handelingen import TABELLEN, Zaak

register = template.Library()


def _opens(context, obj):
    """Whether the own page of this object opens: as the list asked for all its rows at once, else asked here."""
    known = getattr(obj, "opent", None)
    if known is not None:
        return known
    tabel = TABELLEN.get(obj._meta.label_lower) if hasattr(obj, "_meta") else None
    if tabel is None or not tabel.zien:
        return True
    return context["user"].has_perm(tabel.zien, obj)  # an include with `only` says user=user


@register.simple_block_tag(takes_context=True)
def naar(context, content, obj, klas=""):
    """A link to the page of `obj`, or the same words without one for who may not open it."""
    url = obj.get_absolute_url() if obj and _opens(context, obj) else ""
    css = format_html(' class="{}"', klas) if klas else ""
    if not url:
        return format_html("<span{}>{}</span>", css, mark_safe(content))  # noqa: S308  drawn by the template itself
    return format_html('<a{} href="{}">{}</a>', css, url, mark_safe(content))  # noqa: S308


@register.simple_block_tag(takes_context=True)
def doe(context, content, obj, naam, klas="", anders=False, van=None, vraag=""):
    """One handeling of a row of a list: a link, or a button that looks like one when it asks nothing.

    For who cannot, nothing, or with `anders` the words alone. `van`: what the row hangs on, when its permission is about
    that: then all rows ask it once. `vraag`: what the form behind it is given along.
    """
    zaak = Zaak(obj, context["user"])
    handeling = TABELLEN[obj._meta.label_lower][naam]
    words = mark_safe(content)  # noqa: S308  drawn by the template itself
    if not (handeling.door(zaak.wie, van or obj) and handeling.mag(zaak)):
        return words if anders else ""
    url = handeling.url(zaak) + (f"?{vraag}" if vraag else "")
    if handeling.knop:
        css = "utrecht-button " + (klas or "knop-tekst")
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<button class="{}">{}</button></form>',
            *(url, context["csrf_token"], css, words),
        )
    css = format_html(' class="{}"', klas) if klas else ""
    return format_html('<a{} href="{}">{}</a>', css, url, words)


@register.inclusion_tag("components/handelingen.html", takes_context=True)
def handelingen(context, kansen, meer=""):
    """All that one can do: what is needed now first, then what is done daily, the rest under `meer`; and why not, where not."""
    return {"kansen": kansen, "token": context.get("csrf_token", ""), "meer": meer or "Meer doen"}


@register.inclusion_tag("components/kans.html", takes_context=True)
def handeling(context, kansen, naam, soort="secondary-action", klas=""):
    """One handeling of these, at its own place on the page; nothing when it cannot be done now."""
    kans = kansen.kan.get(naam) if kansen else None
    return {"kans": kans, "soort": soort, "klas": klas, "token": context.get("csrf_token", "")}
