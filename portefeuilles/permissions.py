"""Who may do what with portefeuilles and trends."""

import rules

from organisatie.permissions import is_beheerder, is_mt, is_placed, object_predicate
from regels.begrippen import Functie, Houderrol


@object_predicate
def is_houder(medewerker, portefeuille):
    return portefeuille.houderschappen.op().filter(medewerker=medewerker, rol=Houderrol.HOUDER).exists()


@object_predicate
def is_woe(medewerker, obj):
    return Functie.WOE in medewerker.functies_in(obj.team_id)


rules.add_perm("portefeuilles.list_portefeuille", is_placed)
rules.add_perm("portefeuilles.view_portefeuille", is_placed)
rules.add_perm("portefeuilles.add_portefeuille", is_mt | is_beheerder)
rules.add_perm("portefeuilles.change_portefeuille", is_houder | is_mt | is_beheerder)
rules.add_perm("portefeuilles.change_houderschap", is_mt | is_beheerder)
rules.add_perm("portefeuilles.add_trend", is_placed)
rules.add_perm("portefeuilles.view_trend", is_placed)
rules.add_perm("portefeuilles.change_trend", is_mt | is_woe)
