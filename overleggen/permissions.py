"""Who may do what with meetings, points and actiepunten."""

from collections.abc import Iterable, Set
from typing import Any

import rules

from organisatie.invallen import fills_in_for
from organisatie.models import Medewerker, Team
from organisatie.permissions import is_mt, is_placed, object_predicate
from regels.agenda import Vanzelf

from .agendabronnen import is_readable
from .models import Actiepunt, Agendapunt, Besluit, Overlegreeks, Presentatie


def takes_part_in(medewerker: Medewerker, reeks: Overlegreeks) -> bool:
    """Whether this medewerker takes part in meetings of this series: in person, or by functie (and by gebied where it is of one)."""
    if medewerker.pk in reeks.personen and reeks.team_id in medewerker.team_ids:
        return True
    if not {str(f) for f in medewerker.functies_in(reeks.team_id)} & set(reeks.functies):
        return False
    return reeks.gebied_id is None or reeks.gebied_id in medewerker.gebied_ids


def _reeks_of(obj: Any) -> Overlegreeks:
    if hasattr(obj, "functienamen"):
        return obj
    return obj.reeks if hasattr(obj, "reeks") else obj.overleg.reeks


@object_predicate
def takes_part(medewerker: Medewerker, obj: Any) -> bool:
    """The object is a series, or a meeting or point of one."""
    return takes_part_in(medewerker, _reeks_of(obj))


@object_predicate
def is_open_to_mt(medewerker: Medewerker, obj: Any) -> bool:
    return not _reeks_of(obj).alleen_deelnemers


@object_predicate
def takes_part_in_its_overleg(medewerker: Medewerker, rij: Any) -> bool:
    return takes_part_in(medewerker, rij.overleg.reeks)


@object_predicate
def is_its_speaker(medewerker: Medewerker, presentatie: Presentatie) -> bool:
    return medewerker.pk == presentatie.medewerker_id


@object_predicate
def took_part_in_its_besluit(medewerker: Medewerker, besluit: Besluit) -> bool:
    return takes_part_in(medewerker, besluit.agendapunt.reeks)


@object_predicate
def is_open_besluit(medewerker: Medewerker, besluit: Besluit) -> bool:
    return not besluit.agendapunt.reeks.alleen_deelnemers


@object_predicate
def may_read_onderwerp(medewerker: Medewerker, rij: Any) -> bool:
    known = getattr(rij, "leesbaar", None)  # a page of many points asked for all of them at once
    return is_readable(rij, medewerker) if known is None else known


@object_predicate
def is_owner(medewerker: Medewerker, actiepunt: Actiepunt) -> bool:
    return medewerker.pk in (actiepunt.eigenaar_id, actiepunt.gemaakt_door_id)


@object_predicate
def owns_the_whole(medewerker: Medewerker, actiepunt: Actiepunt) -> bool:
    """A part is seen by who has the actiepunt above it."""
    boven = actiepunt.boven
    return boven is not None and medewerker.pk in (boven.eigenaar_id, boven.gemaakt_door_id)


@object_predicate
def fills_in_for_owner(medewerker: Medewerker, actiepunt: Actiepunt) -> bool:
    """Does the work of its owner while they are not there."""
    return actiepunt.eigenaar_id in fills_in_for(medewerker)


def reads_actiepunt(medewerker: Medewerker, rows: Iterable[Actiepunt], readable: Set[int]) -> set[int]:
    """Pks of the actiepunten whose page opens, for all rows at once; `readable`: those whose onderwerp may be read."""
    own = {medewerker.pk}
    mt = {team for team in medewerker.team_ids if medewerker.has_perm("organisatie.view_bmo", Team(pk=team))}
    return {
        row.pk
        for row in rows
        if {row.eigenaar_id, row.gemaakt_door_id} & own
        or (row.boven is not None and {row.boven.eigenaar_id, row.boven.gemaakt_door_id} & own)
        or (row.pk in readable and (row.team_id in mt or row.eigenaar_id in fills_in_for(medewerker)))
    }


def reads_besluit(medewerker: Medewerker, rows: Iterable[Besluit], readable: Set[int]) -> set[int]:
    """Pks of the besluiten whose page opens, for all rows at once; `readable`: those whose onderwerp may be read."""
    return {
        row.pk
        for row in rows
        if row.pk in readable
        and (took_part_in_its_besluit(medewerker, row) or (is_mt & is_open_besluit)(medewerker, row))
    }


@object_predicate
def asked_it(medewerker: Medewerker, vraag: Any) -> bool:
    return medewerker.pk == vraag.gesteld_door_id


@object_predicate
def hears_it(medewerker: Medewerker, vraag: Any) -> bool:
    """Takes part in the series that asked, or in one that answers; or is of the MT, unless the asking series is closed to it."""
    if vraag.uit is not None and takes_part_in(medewerker, vraag.uit):
        return True
    if (vraag.uit is None or not vraag.uit.alleen_deelnemers) and is_mt(medewerker, vraag):
        return True
    answering = Overlegreeks.objects.filter(team=vraag.team_id)
    return any(takes_part_in(medewerker, reeks) for reeks in answering if reeks.vult(Vanzelf.VRAGEN))


@object_predicate
def is_inbrenger(medewerker: Medewerker, punt: Agendapunt) -> bool:
    return medewerker.pk == punt.inbrenger_id


mt_of_open = is_mt & is_open_to_mt

rules.add_perm("overleggen.list_overleg", is_placed)
rules.add_perm("overleggen.add_reeks", is_mt)  # who takes part sees what is on the agenda
rules.add_perm("overleggen.change_reeks", mt_of_open | is_mt & takes_part)
rules.add_perm("overleggen.view_overleg", takes_part | mt_of_open)
rules.add_perm("overleggen.plan_overleg", takes_part | mt_of_open)
rules.add_perm("overleggen.add_punt", is_placed)
rules.add_perm("overleggen.hold_overleg", takes_part)
rules.add_perm("overleggen.end_punt", (takes_part | mt_of_open) & may_read_onderwerp)
rules.add_perm("overleggen.note_punt", takes_part & may_read_onderwerp)
rules.add_perm("overleggen.skip_punt", takes_part)
rules.add_perm("overleggen.move_punt", takes_part)
rules.add_perm("overleggen.park_punt", (takes_part | mt_of_open | is_inbrenger) & may_read_onderwerp)
rules.add_perm("overleggen.correct_punt", takes_part & may_read_onderwerp)
rules.add_perm("overleggen.invite_gast", takes_part_in_its_overleg)
rules.add_perm("overleggen.view_presentatie", takes_part_in_its_overleg | is_its_speaker | mt_of_open)
rules.add_perm("overleggen.change_presentatie", is_its_speaker | mt_of_open)
rules.add_perm("overleggen.swap_presentatie", is_its_speaker | mt_of_open | takes_part_in_its_overleg)
rules.add_perm("overleggen.add_actiepunt", is_placed)
rules.add_perm(
    "overleggen.view_actiepunt", is_owner | owns_the_whole | (is_mt | fills_in_for_owner) & may_read_onderwerp
)
rules.add_perm(
    "overleggen.change_actiepunt",
    is_owner | owns_the_whole | (is_mt | fills_in_for_owner) & may_read_onderwerp,
)
rules.add_perm("overleggen.ask_bmo", is_placed)
rules.add_perm("overleggen.view_vraag", asked_it | hears_it & may_read_onderwerp)
rules.add_perm(
    "overleggen.view_besluit", (took_part_in_its_besluit | is_mt & is_open_besluit) & may_read_onderwerp
)
rules.add_perm(
    "overleggen.look_back", (took_part_in_its_besluit | is_mt & is_open_besluit) & may_read_onderwerp
)
