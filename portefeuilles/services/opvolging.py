"""A portefeuille ends: what runs in it goes on in its successor (O10). The casussen follow in their own app."""

from functools import partial, reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from logboek.services import record
from notificaties.storingen import each
from organisatie.bronnen import facts_changed
from organisatie.models import Gebied, Koppeling
from organisatie.services import continue_after_all, end_row_at_latest, end_with_successor

from ..models import (
    Aanpak,
    Actie,
    Briefingopdracht,
    Houderschap,
    Onderbouwing,
    Plan,
    Portefeuille,
    Taakaccent,
    Themamaand,
    Trend,
    ZelfstandigTeam,
)
from .slot import lock_team


@transaction.atomic
def end_portefeuille(*, portefeuille, tot, opvolger, by):
    """A portefeuille ends: `tot` is the first day on which it is no more; what runs goes to `opvolger` on that day."""
    own = Houderschap.objects.filter(portefeuille=opvolger.pk)
    return end_with_successor(portefeuille, tot, opvolger, by, wat="Deze portefeuille", own=own)


@transaction.atomic
def continue_portefeuille(*, portefeuille, by):
    """The portefeuille stays after all."""
    return continue_after_all(portefeuille, by)


def _running(portefeuille, today):
    """What of a portefeuille is not done yet, per kind. `portefeuille`: one, or an OuterRef."""
    later = Q(tot=None) | Q(tot__gt=today)
    kinds: dict[Any, Q] = {
        Plan: later,
        Aanpak: Q(pk__in=Aanpak.objects.open()),
        Actie: Q(afgerond_op=None),
        Trend: Q(gesloten_op=None),
        Briefingopdracht: Q(ingetrokken_op=None, tot_en_met__gte=today),
        Onderbouwing: later,
        Themamaand: Q(maand__gte=today.replace(day=1)),
        Taakaccent: Q(),
        ZelfstandigTeam: later,
    }
    for model, open_now in kinds.items():
        yield model.objects.filter(open_now, portefeuille=portefeuille)


@transaction.atomic
def move_to_opvolger(portefeuille, today):
    """Everything that runs, in one go. What has the same name there keeps the name of where it came from."""
    lock_team(portefeuille.team_id)
    opvolger = portefeuille.opvolger
    for rows in _running(portefeuille, today):
        if rows.model in (Taakaccent, ZelfstandigTeam):
            there = set(rows.model.objects.filter(portefeuille=opvolger).values_list("naam", flat=True))
            for row in rows.filter(naam__in=there):
                row.naam = f"{row.naam} ({portefeuille.naam})"[: row._meta.get_field("naam").max_length]
                row.save(update_fields=["naam"])
        rows.update(portefeuille=opvolger)
    record(event="portefeuille.succeeded", by=None, subject=portefeuille)


@transaction.atomic
def _end_ties(row, *, ties, naam):
    """Who belonged to what ended does so no more."""
    lock_team(row.team_id)
    for tie in ties.objects.niet_voorbij().filter(**{naam: row}):
        end_row_at_latest(tie, row.tot)
    facts_changed(row.team)


def move_ended(moment):
    """Tick: gebieden and portefeuilles whose last day has been, with somebody or something still in them."""
    today = timezone.localdate(moment)
    for model, ties, naam in ((Gebied, Koppeling, "gebied"), (Portefeuille, Houderschap, "portefeuille")):
        held = ties.objects.niet_voorbij(today).filter(**{naam: OuterRef("pk")})
        ended = model.objects.filter(Exists(held), tot__lte=today, opvolger__isnull=False).select_related(
            "team"
        )
        each(f"portefeuilles.einde.{naam}", ended, partial(_end_ties, ties=ties, naam=naam), moment=moment)
    ended = Portefeuille.objects.filter(tot__lte=today, opvolger__isnull=False).select_related("opvolger")
    left = reduce(or_, (Q(Exists(rows)) for rows in _running(OuterRef("pk"), today)))
    each(
        "portefeuilles.opvolging", ended.filter(left), lambda row: move_to_opvolger(row, today), moment=moment
    )
