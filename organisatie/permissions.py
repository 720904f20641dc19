"""Who may do what with the team and its people. `rules` is the library; the rules of the work are in `regels`."""

from collections.abc import Callable, Set
from functools import wraps
from typing import Any

import rules

from regels.begrippen import Functie
from regels.functies import BESLIST, DRAAGT_THEMA

from .models import Afwezigheid, Medewerker, OpCoDienst, Plaatsing, Teaminstelling
from .queries import instelling_for


def object_predicate(func: Callable[[Any, Any], bool]) -> rules.Predicate:
    """A predicate that is false without an object, so that a permission is never given in general.

    A page asks many permissions of one object, and these ask the same of the database: while a page is only read
    (`medewerker.antwoorden`) each predicate looks once.
    """
    naam = f"{func.__module__}.{func.__name__}"

    @rules.predicate
    @wraps(func)
    def predicate(medewerker: Medewerker, obj: Any = None) -> bool:
        if obj is None or not medewerker.is_active:
            return False
        known = medewerker.antwoorden
        if known is None or getattr(obj, "pk", None) is None:
            return func(medewerker, obj)
        key = naam, obj._meta.label, obj.pk
        if key not in known:
            known[key] = func(medewerker, obj)
        return known[key]

    return predicate


@object_predicate
def is_placed(medewerker: Medewerker, obj: Any) -> bool:
    return obj.team_id in medewerker.team_ids


def in_mt(functies: Set[Functie], instelling: Teaminstelling) -> bool:
    """Whether somebody with these functies belongs to the MT under this agreement."""
    return bool(functies & instelling.mt_functies)


@object_predicate
def is_mt(medewerker: Medewerker, obj: Any) -> bool:
    return in_mt(medewerker.functies_in(obj.team_id), instelling_for(medewerker, obj.team_id))


@object_predicate
def is_woe(medewerker: Medewerker, obj: Any) -> bool:
    return bool(DRAAGT_THEMA & medewerker.functies_in(obj.team_id))


@object_predicate
def is_teamchef(medewerker: Medewerker, obj: Any) -> bool:
    return bool(BESLIST & medewerker.functies_in(obj.team_id))


@object_predicate
def is_beheerder(medewerker: Medewerker, obj: Any) -> bool:
    return medewerker.beheert(obj.team_id)


@object_predicate
def may_be_opco(medewerker: Medewerker, obj: Any) -> bool:
    return any(p.opco_bevoegd for p in medewerker.plaatsingen_nu if p.team_id == obj.team_id)


@object_predicate
def is_colleague(medewerker: Medewerker, obj: Any) -> bool:
    """The object is a medewerker; they share a team."""
    return bool(set(medewerker.team_ids) & set(obj.team_ids))


@object_predicate
def is_self(medewerker: Medewerker, obj: Any) -> bool:
    return medewerker.pk == obj.pk


@object_predicate
def shares_team_with_absent(medewerker: Medewerker, afwezigheid: Afwezigheid) -> bool:
    return bool(set(medewerker.team_ids) & set(afwezigheid.medewerker.team_ids))


@object_predicate
def is_their_own(medewerker: Medewerker, plaatsing: Plaatsing) -> bool:
    return plaatsing.medewerker_id == medewerker.pk


@object_predicate
def is_their_dienst(medewerker: Medewerker, dienst: OpCoDienst) -> bool:
    return dienst.medewerker_id == medewerker.pk


@object_predicate
def manages_person(medewerker: Medewerker, obj: Any) -> bool:
    """MT or beheerder of a team the other is placed in."""
    shared = set(medewerker.team_ids) & set(obj.team_ids)
    return any(
        medewerker.beheert(team_id)
        or medewerker.functies_in(team_id) & instelling_for(medewerker, team_id).mt_functies
        for team_id in shared
    )


@object_predicate
def gives_rights(medewerker: Medewerker, obj: Any) -> bool:
    """Teamchef or beheerder of a team the other is placed in: who may give functies and rights."""
    return any(
        medewerker.beheert(team_id) or BESLIST & medewerker.functies_in(team_id)
        for team_id in set(medewerker.team_ids) & set(obj.team_ids)
    )


rules.add_perm("organisatie.view_team", is_placed)
rules.add_perm("organisatie.change_team", is_beheerder)
rules.add_perm("organisatie.view_bmo", is_mt)
rules.add_perm("organisatie.take_dienst", may_be_opco)
rules.add_perm("organisatie.view_medewerker", is_colleague | is_self)
rules.add_perm("organisatie.add_afwezigheid", is_colleague | is_self)
rules.add_perm("organisatie.withdraw_afwezigheid", shares_team_with_absent)
rules.add_perm("organisatie.add_vrijstelling", manages_person)
rules.add_perm("organisatie.change_medewerker", manages_person)
rules.add_perm("organisatie.give_rights", is_teamchef | is_beheerder)  # on the team in which it happens
rules.add_perm("organisatie.manage_ties", is_mt | is_beheerder)
rules.add_perm("organisatie.change_vrijstelling", is_mt | is_beheerder)
rules.add_perm("organisatie.place_medewerker", gives_rights & ~is_self)  # nobody gives rights to oneself
rules.add_perm("organisatie.change_plaatsing", (is_teamchef | is_beheerder) & ~is_their_own)
rules.add_perm("organisatie.change_koppeling", is_mt | is_beheerder)
rules.add_perm("organisatie.change_dienst", is_their_dienst)

# partners (O7, O10) and who decides on what (C16)
rules.add_perm("organisatie.change_partner", is_placed)
rules.add_perm("organisatie.merge_partner", is_mt | is_beheerder)
rules.add_perm("organisatie.share_contacten", is_mt | is_beheerder)
rules.add_perm("organisatie.change_beslisregel", is_teamchef | is_beheerder)
