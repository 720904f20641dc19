"""Who may do what with a casus. Visibility has been decided by `visible_to`; whether it may now is in `regels.regie`."""

import rules
from rules import always_allow

from organisatie.permissions import is_mt, is_placed, is_teamchef, object_predicate
from organisatie.queries import instelling_for, opco_van_dienst
from regels.begrippen import Functie

from .models import Casus
from .queries import stand_now

BEGINT_ZELF = {Functie.WOE, Functie.OE, Functie.OSA, Functie.OSB, Functie.OSC, Functie.OSE}


def _casus_of(obj):
    return obj if isinstance(obj, Casus) else obj.casus


@object_predicate
def is_aan_zet(medewerker, obj):
    return stand_now(_casus_of(obj)).aan_zet.medewerker == medewerker.pk


@object_predicate
def is_regisseur(medewerker, obj):
    """The formal regisseur keeps reading and writing rights, absent or not."""
    return stand_now(_casus_of(obj)).feiten.regisseur == medewerker.pk


@object_predicate
def is_opco(medewerker, obj):
    """On duty now, in the team of the object."""
    if isinstance(obj, Casus):
        stand = stand_now(obj)
        return stand.team.opco_op(stand.moment) == medewerker.pk
    dienst = opco_van_dienst(obj.team_id)
    return dienst is not None and dienst.medewerker_id == medewerker.pk


@object_predicate
def is_escalatiefunctie(medewerker, obj):
    """Holds a function of the team's escalation chain."""
    keten = {Functie(functie) for functie in instelling_for(medewerker, obj.team_id).escalatieketen}
    return bool(medewerker.functies_in(obj.team_id) & keten)


@object_predicate
def may_begin(medewerker, obj):
    return bool(medewerker.functies_in(obj.team_id) & BEGINT_ZELF)


@object_predicate
def is_asked(medewerker, overdracht):
    return overdracht.aan_id == medewerker.pk


@object_predicate
def opened_ronde(medewerker, casus):
    return casus.rondes.filter(gesloten_op=None, geopend_door=medewerker).exists()


@object_predicate
def may_undo(medewerker, aanwijzing):
    return medewerker.pk in (aanwijzing.door_id, aanwijzing.medewerker_id)


leads = is_aan_zet | is_regisseur

# on the team
rules.add_perm("casuistiek.open_casus", is_escalatiefunctie | is_opco)
rules.add_perm("casuistiek.meld_casus", is_placed)
rules.add_perm("casuistiek.open_zelf", may_begin)
rules.add_perm("casuistiek.list_casus", is_placed)
# on a casus
rules.add_perm("casuistiek.view_casus", always_allow)
rules.add_perm("casuistiek.add_gebeurtenis", is_placed)
rules.add_perm("casuistiek.change_casus", leads | is_opco | is_mt)
rules.add_perm("casuistiek.start_ronde", is_aan_zet | is_opco | is_escalatiefunctie)
rules.add_perm("casuistiek.withdraw_ronde", opened_ronde | is_escalatiefunctie)
rules.add_perm("casuistiek.offer_regie", is_regisseur)
rules.add_perm("casuistiek.appoint", is_escalatiefunctie)
rules.add_perm("casuistiek.take_over", is_placed)
rules.add_perm("casuistiek.answer_waarneming", is_aan_zet)
rules.add_perm("casuistiek.exclude", is_teamchef)
rules.add_perm("casuistiek.close_casus", leads | is_opco | is_escalatiefunctie)
rules.add_perm("casuistiek.reopen_casus", is_mt | is_opco | is_escalatiefunctie | may_begin)
rules.add_perm("casuistiek.undo_geen_regie", is_escalatiefunctie)
rules.add_perm("casuistiek.set_vertrouwelijk", is_regisseur | is_teamchef)
rules.add_perm("casuistiek.bring_to_overleg", leads | is_mt)
# on an overdracht, an aanwijzing, an als-dan
rules.add_perm("casuistiek.view_overdracht", always_allow)
rules.add_perm("casuistiek.answer_overdracht", is_asked)
rules.add_perm("casuistiek.undo_aanwijzing", may_undo)
rules.add_perm("casuistiek.do_als_dan", is_placed)
