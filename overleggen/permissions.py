"""Who may do what with meetings, points and actiepunten."""

import rules

from organisatie.permissions import is_mt, is_placed, object_predicate

from .agendabronnen import is_readable


@object_predicate
def takes_part(medewerker, overleg):
    return bool({str(f) for f in medewerker.functies_in(overleg.team_id)} & set(overleg.reeks.functies))


@object_predicate
def takes_part_in_its_overleg(medewerker, punt):
    return takes_part(medewerker, punt.overleg)


@object_predicate
def may_read_onderwerp(medewerker, rij):
    return is_readable(rij, medewerker)


@object_predicate
def is_owner(medewerker, actiepunt):
    return medewerker.pk in (actiepunt.eigenaar_id, actiepunt.gemaakt_door_id)


rules.add_perm("overleggen.list_overleg", is_placed)
rules.add_perm("overleggen.add_reeks", is_mt)  # who takes part sees what is on the agenda
rules.add_perm("overleggen.view_overleg", takes_part | is_mt)
rules.add_perm("overleggen.add_punt", is_placed)
rules.add_perm("overleggen.hold_overleg", takes_part)
rules.add_perm("overleggen.end_punt", (takes_part_in_its_overleg | is_mt) & may_read_onderwerp)
rules.add_perm("overleggen.skip_punt", takes_part_in_its_overleg)
rules.add_perm("overleggen.move_punt", takes_part_in_its_overleg)
rules.add_perm("overleggen.add_actiepunt", is_placed)
rules.add_perm("overleggen.view_actiepunt", is_owner | is_mt & may_read_onderwerp)
rules.add_perm("overleggen.change_actiepunt", is_owner | is_mt & may_read_onderwerp)
