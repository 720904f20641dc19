"""Who may do what with logged work."""

import rules

from organisatie.models import Medewerker
from organisatie.permissions import is_mt, is_placed, is_woe, object_predicate

from .models import Werkregel


@object_predicate
def is_own(medewerker: Medewerker, regel: Werkregel) -> bool:
    return regel.medewerker_id == medewerker.pk


rules.add_perm("werk.log_work", is_placed)
rules.add_perm("werk.change_werkregel", is_own)
rules.add_perm("werk.view_team_time", is_mt | is_woe)
