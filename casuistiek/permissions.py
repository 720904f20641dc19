"""Who may do what with a casus. Visibility has been decided by `visible_to`; whether it may now is in `regels.regie`."""

from typing import Any

import rules
from rules import always_allow

from organisatie.models import Medewerker
from organisatie.permissions import is_beheerder, is_mt, is_placed, is_teamchef, object_predicate
from organisatie.queries import instelling_for, opco_van_dienst
from portefeuilles.permissions import may_ask_briefing
from regels.begrippen import Functie
from regels.functies import BEGINT_CASUS

from .models import Aanwijzing, Casus, Genodigde, Leerbijeenkomst, Opsporing, Overdracht, Terugoverdracht
from .queries import stand_now


def _casus_of(obj: Any) -> Casus:
    return obj if isinstance(obj, Casus) else obj.casus


@object_predicate
def is_aan_zet(medewerker: Medewerker, obj: Any) -> bool:
    return stand_now(_casus_of(obj)).aan_zet.medewerker == medewerker.pk


@object_predicate
def is_regisseur(medewerker: Medewerker, obj: Any) -> bool:
    """The formal regisseur keeps reading and writing rights, absent or not."""
    return stand_now(_casus_of(obj)).feiten.regisseur == medewerker.pk


@object_predicate
def is_opco(medewerker: Medewerker, obj: Any) -> bool:
    """On duty now, in the team of the object."""
    if isinstance(obj, Casus):
        stand = stand_now(obj)
        return stand.team.opco_op(stand.moment) == medewerker.pk
    dienst = opco_van_dienst(obj.team_id)
    return dienst is not None and dienst.medewerker_id == medewerker.pk


@object_predicate
def is_escalatiefunctie(medewerker: Medewerker, obj: Any) -> bool:
    """Holds a function of the team's escalation chain."""
    keten = {Functie(functie) for functie in instelling_for(medewerker, obj.team_id).escalatieketen}
    return bool(medewerker.functies_in(obj.team_id) & keten)


@object_predicate
def may_begin(medewerker: Medewerker, obj: Any) -> bool:
    return bool(medewerker.functies_in(obj.team_id) & BEGINT_CASUS)


@object_predicate
def is_asked(medewerker: Medewerker, overdracht: Overdracht) -> bool:
    return overdracht.aan_id == medewerker.pk


@object_predicate
def opened_ronde(medewerker: Medewerker, casus: Casus) -> bool:
    return casus.rondes.filter(gesloten_op=None, geopend_door=medewerker).exists()


@object_predicate
def may_undo(medewerker: Medewerker, aanwijzing: Aanwijzing) -> bool:
    return medewerker.pk in (aanwijzing.door_id, aanwijzing.medewerker_id)


@object_predicate
def is_asked_opsporing(medewerker: Medewerker, opsporing: Opsporing) -> bool:
    return opsporing.gevraagd_id == medewerker.pk


@object_predicate
def is_back(medewerker: Medewerker, terugoverdracht: Terugoverdracht) -> bool:
    return terugoverdracht.regisseur_id == medewerker.pk


@object_predicate
def leads_leren(medewerker: Medewerker, bijeenkomst: Leerbijeenkomst) -> bool:
    """The gespreksleider, or who planned it."""
    return medewerker.pk in (bijeenkomst.gespreksleider_id, bijeenkomst.gemaakt_door_id)


@object_predicate
def leads_leren_of(medewerker: Medewerker, obj: Any) -> bool:
    return leads_leren(medewerker, obj.bijeenkomst)


@object_predicate
def is_that_genodigde(medewerker: Medewerker, genodigde: Genodigde) -> bool:
    return genodigde.medewerker_id == medewerker.pk


@object_predicate
def needs_to_know(medewerker: Medewerker, obj: Any) -> bool:
    """The casus exists for them by their work: break-glass is for reading, not for taking over (C15)."""
    casus = _casus_of(obj)
    known = casus.__dict__.setdefault("_known_to", {})  # a page asks it several times
    if medewerker.pk not in known:
        known[medewerker.pk] = Casus.objects.visible_to(medewerker, nood=False).filter(pk=casus.pk).exists()
    return known[medewerker.pk]


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
rules.add_perm("casuistiek.brief_casus", (leads | is_opco | is_mt) & (is_mt | may_ask_briefing))
rules.add_perm("casuistiek.start_ronde", is_aan_zet | is_opco | is_escalatiefunctie)
rules.add_perm("casuistiek.withdraw_ronde", opened_ronde | is_escalatiefunctie)
rules.add_perm("casuistiek.offer_regie", is_regisseur)
rules.add_perm("casuistiek.appoint", is_escalatiefunctie)
rules.add_perm("casuistiek.take_over", is_placed & needs_to_know)
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
rules.add_perm("casuistiek.do_als_dan", is_placed & needs_to_know)

# with others, on a casus (C9, C20, C21)
rules.add_perm("casuistiek.log_shop", is_placed & needs_to_know)
rules.add_perm("casuistiek.ask_partnervraag", is_placed)  # on the team
rules.add_perm("casuistiek.change_partner", leads | is_opco | is_mt)  # on a Casuspartner
rules.add_perm("casuistiek.accept_opsporing", is_asked_opsporing)
rules.add_perm("casuistiek.stop_opsporing", leads | is_opco | is_mt)
rules.add_perm("casuistiek.debrief", is_placed & needs_to_know)
rules.add_perm("casuistiek.tick_regietaak", leads | is_mt)
rules.add_perm("casuistiek.read_terug", is_back)
# decisions (C6, C11, C12, C16)
rules.add_perm("casuistiek.change_scenario", leads | is_mt)
rules.add_perm("casuistiek.share_scenario", is_escalatiefunctie)  # through the OSC
rules.add_perm("casuistiek.free_medewerker", is_escalatiefunctie)
rules.add_perm("casuistiek.ask_arbitrage", leads | is_mt)
rules.add_perm("casuistiek.give_standpunt", is_placed & needs_to_know)
rules.add_perm("casuistiek.decide_arbitrage", is_teamchef)
rules.add_perm("casuistiek.disclose", leads | is_mt)
rules.add_perm("casuistiek.change_sjabloon", is_teamchef | is_beheerder)  # on the team
# need-to-know (C15)
rules.add_perm("casuistiek.break_glass", is_placed)  # on the team
rules.add_perm("casuistiek.judge_noodtoegang", is_teamchef)
# over many (C1, C17, C18)
rules.add_perm("casuistiek.view_regie_op_regie", is_mt | is_escalatiefunctie)  # on the team
# learning (C14)
rules.add_perm("casuistiek.plan_leren", is_mt | may_begin)  # on the team
rules.add_perm("casuistiek.list_leren", is_placed)
rules.add_perm("casuistiek.view_leren", always_allow)
rules.add_perm("casuistiek.change_leren", leads_leren)
rules.add_perm("casuistiek.change_genodigde", leads_leren_of)
rules.add_perm("casuistiek.give_inbreng", is_that_genodigde)
rules.add_perm("casuistiek.answer_les", leads_leren_of | is_mt)
