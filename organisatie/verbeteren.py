"""Words are put right, and what was a mistake is taken off, in one way for every kind of row (D1-D4).

Who may, and whether it still can, stands in the table of the kind (`wijzigen`, `weg`): the page asks it and so does the service.
"""

from typing import Any

from django.db import models, transaction
from django.views.decorators.http import require_http_methods, require_POST

from logboek.services import record
from regels import organisatie as regels
from regels.begrippen import JA, eis
from ui.pages import form_page, post_action

from .access import fetch_for
from .handelingen import TABELLEN
from .models import Team


@transaction.atomic
def correct(row, by, **values):
    """Put right what was written. The logboek keeps that it was, and by whom. Raises RegelOvertreden."""
    fresh = _asked(row, "wijzigen", by)
    many = {field.name for field in fresh._meta.many_to_many}
    for name, value in values.items():
        if name in many:
            getattr(fresh, name).set(value)
        else:
            setattr(fresh, name, value.strip() if isinstance(value, str) else value)
    fresh.save(update_fields=[name for name in values if name not in many])
    record(event=f"{fresh._meta.model_name}.changed", by=by, subject=fresh)
    return fresh


@transaction.atomic
def remove(row, by):
    """Take off what was a mistake; what something else hangs on stays. Raises RegelOvertreden."""
    fresh = _asked(row, "weg", by)
    eis(regels.mag_weghalen(is_er_nog=True, in_gebruik=_is_used(fresh)))
    try:
        with transaction.atomic():
            record(event=f"{fresh._meta.model_name}.removed", by=by, subject=fresh)
            fresh.delete()
    except models.ProtectedError:
        eis(regels.mag_weghalen(is_er_nog=True, in_gebruik=True))


def _is_used(row):
    """Whether something would silently forget this row: what refers to it without being deleted with it or holding it back."""
    relations = (r for r in row._meta.get_fields(include_hidden=True) if r.auto_created and not r.concrete)
    quiet = (r for r in relations if r.many_to_many or r.on_delete is models.SET_NULL)
    return any(r.related_model._base_manager.filter(**{r.field.name: row}).exists() for r in quiet)


def still_there(rows) -> Any:
    """The one row of this queryset, or RegelOvertreden: a colleague took it off meanwhile."""
    row = rows.first()
    eis(regels.mag_weghalen(is_er_nog=row is not None, in_gebruik=False))
    return row


def _asked(row, naam, by):
    """The row as it is now, locked, when its table lets this be done with it now."""
    if (team := getattr(row, "team_id", None)) is not None:
        Team.objects.select_for_update(no_key=True).get(pk=team)  # first, as every service
    fresh = still_there(type(row).objects.select_for_update(of=("self",), no_key=True).filter(pk=row.pk))
    eis(TABELLEN[row._meta.label_lower].mag(naam, fresh, by))
    return fresh


def correcting(
    model, form, *names, terug, bij=lambda row: {}, mag=lambda waarden: JA, gezien=None, do=correct
):
    """A view in which these fields of a row are put right in a form.

    `bij(row)` is what the form takes besides, `mag(waarden)` a rule about what was filled in; `gezien(wie, row)` writes down the
    look, when what the form shows is sensitive.
    """

    many = {field.name for field in model._meta.many_to_many}

    @require_http_methods(["GET", "POST"])
    def view(request, pk):
        handeling = TABELLEN[model._meta.label_lower]["wijzigen"]
        row = fetch_for(request.user, model, perm=handeling.perm, pk=pk)
        if gezien is not None:
            gezien(request.user, row)
        now = {name: row.serializable_value(name) for name in names if name not in many}
        now |= {name: list(getattr(row, name).values_list("pk", flat=True)) for name in names if name in many}

        def put_right(**data):
            values = {name: data[name] for name in names}
            eis(mag(values))
            return do(row, request.user, **values)

        return form_page(
            request,
            form(request.POST or None, initial=now, **bij(row)),
            do=put_right,
            titel=handeling.label,
            terug=terug(row),
        )

    return view


def removing(model, *, terug, do=remove, bericht="Weggehaald."):
    """A view that takes a row off at once."""

    @require_POST
    def view(request, pk):
        perm = TABELLEN[model._meta.label_lower]["weg"].perm
        row = fetch_for(request.user, model, perm=perm, pk=pk)
        return post_action(request, do=lambda: do(row, request.user), terug=terug(row), bericht=bericht)

    return view
