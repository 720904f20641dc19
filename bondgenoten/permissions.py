"""Who may do what with networks and the people in them. A functie alone never shows a telephone number."""

from typing import Any

import rules

from organisatie.models import Medewerker, OpCoDienst
from organisatie.permissions import is_mt, is_placed, is_self, manages_person, object_predicate
from organisatie.queries import instelling_for
from regels.functies import BOUWT_NETWERK

from .models import Belregel, Belronde, Contact, Kennis, Lid, Ndvvraag, Relatie, Signaal, Sleutelfiguur


def _netwerk_of(obj: Any) -> Any:
    return getattr(obj, "netwerk", obj)


@object_predicate
def builds(medewerker: Medewerker, obj: Any) -> bool:
    """Works with the neighbourhood: wijkagent, WOE, OE, OS, teamchef."""
    return bool(medewerker.functies_in(obj.team_id) & BOUWT_NETWERK)


@object_predicate
def leads(medewerker: Medewerker, obj: Any) -> bool:
    """Trekker or deputy of the network."""
    netwerk = _netwerk_of(obj)
    return medewerker.pk in (netwerk.trekker_id, netwerk.vervanger_id)


@object_predicate
def is_member(medewerker: Medewerker, obj: Any) -> bool:
    return Lid.objects.op().filter(netwerk=_netwerk_of(obj), medewerker=medewerker).exists()


@object_predicate
def runs(medewerker: Medewerker, obj: Any) -> bool:
    """The network was not stopped."""
    return _netwerk_of(obj).gestopt_op is None


@object_predicate
def keeps_relatie(medewerker: Medewerker, sleutelfiguur: Sleutelfiguur) -> bool:
    return Relatie.objects.op().filter(sleutelfiguur=sleutelfiguur, medewerker=medewerker).exists()


@object_predicate
def leads_their_netwerk(medewerker: Medewerker, sleutelfiguur: Sleutelfiguur) -> bool:
    """Trekker or deputy of a running network this sleutelfiguur is in now."""
    member = Lid.objects.op().filter(sleutelfiguur=sleutelfiguur, netwerk__gestopt_op=None)
    return any(medewerker.pk in pair for pair in member.values_list("netwerk__trekker", "netwerk__vervanger"))


@object_predicate
def is_calling(medewerker: Medewerker, sleutelfiguur: Sleutelfiguur) -> bool:
    """Calls them now, in an open belronde."""
    return Belregel.objects.aan_de_lijn(medewerker).filter(sleutelfiguur=sleutelfiguur).exists()


@object_predicate
def may_still_be_called(medewerker: Medewerker, sleutelfiguur: Sleutelfiguur) -> bool:
    return sleutelfiguur.gewist_op is None and sleutelfiguur.stand != "afgelopen"


@object_predicate
def wrote_down(medewerker: Medewerker, sleutelfiguur: Sleutelfiguur) -> bool:
    """Wrote them down, and nobody keeps the relation yet."""
    running = Relatie.objects.op().filter(sleutelfiguur=sleutelfiguur)
    return sleutelfiguur.vastgelegd_door_id == medewerker.pk and not running.exists()


@object_predicate
def is_on_duty(medewerker: Medewerker, obj: Any) -> bool:
    return OpCoDienst.objects.filter(team=obj.team_id, medewerker=medewerker, tot=None).exists()


@object_predicate
def takes_part(medewerker: Medewerker, belronde: Belronde) -> bool:
    return Belronde.objects.van(medewerker).filter(pk=belronde.pk).exists()


@object_predicate
def wrote_signaal(medewerker: Medewerker, signaal: Signaal) -> bool:
    return signaal.gemeld_door_id == medewerker.pk


@object_predicate
def spoke_them(medewerker: Medewerker, contact: Contact) -> bool:
    return contact.medewerker_id == medewerker.pk


@object_predicate
def is_asker(medewerker: Medewerker, vraag: Ndvvraag) -> bool:
    return vraag.gesteld_door_id == medewerker.pk


@object_predicate
def is_free(medewerker: Medewerker, vraag: Ndvvraag) -> bool:
    """Nobody helps with it yet."""
    return vraag.door_wie is None and vraag.afgerond_op is None


@object_predicate
def is_expert(medewerker: Medewerker, vraag: Ndvvraag) -> bool:
    return vraag.deskundige_id == medewerker.pk


@object_predicate
def offered_it(medewerker: Medewerker, kennis: Kennis) -> bool:
    return kennis.medewerker_id == medewerker.pk


@object_predicate
def is_of_contactpersoon(medewerker: Medewerker, kennis: Kennis) -> bool:
    return kennis.contactpersoon_id is not None


@object_predicate
def calls_this_line(medewerker: Medewerker, regel: Belregel) -> bool:
    return regel.bezig_id == medewerker.pk


@object_predicate
def called_this_line(medewerker: Medewerker, regel: Belregel) -> bool:
    """Wrote down what came of it, and may mend that while the round runs."""
    return regel.gebeld_door_id == medewerker.pk and regel.belronde.loopt


@object_predicate
def sees_all(medewerker: Medewerker, obj: Any) -> bool:
    """Of the functies that see everything in this very team."""
    team = getattr(obj, "team_id", None) or obj.pk
    return bool(medewerker.functies_in(team) & instelling_for(medewerker, team).ziet_alles)


knows = keeps_relatie | leads_their_netwerk | wrote_down
joins_round = is_mt | takes_part

rules.add_perm("bondgenoten.list_netwerk", is_placed)
rules.add_perm("bondgenoten.view_netwerk", is_placed)
rules.add_perm("bondgenoten.add_netwerk", builds)
rules.add_perm("bondgenoten.change_netwerk", (leads | sees_all) & runs)
rules.add_perm("bondgenoten.work_in_netwerk", leads | is_member | is_mt)  # also to finish what was promised
rules.add_perm("bondgenoten.add_to_netwerk", (leads | is_member | is_mt) & runs)
rules.add_perm("bondgenoten.change_gemeenschap", builds)

rules.add_perm("bondgenoten.list_sleutelfiguur", is_placed)
rules.add_perm("bondgenoten.add_sleutelfiguur", builds)
rules.add_perm("bondgenoten.view_sleutelfiguur", is_placed)  # visible_to has decided
rules.add_perm("bondgenoten.change_sleutelfiguur", knows)
rules.add_perm("bondgenoten.view_contact", (knows | is_calling) & may_still_be_called)
rules.add_perm("bondgenoten.add_contact", knows)
rules.add_perm("bondgenoten.change_contact", spoke_them)  # visible_to has decided where
rules.add_perm("bondgenoten.change_relatie", knows | is_mt)
rules.add_perm("bondgenoten.erase_sleutelfiguur", knows | is_mt)
rules.add_perm("bondgenoten.give_inzage", knows | is_mt)
rules.add_perm(
    "bondgenoten.hand_over_relaties", is_self | manages_person
)  # the object is the colleague who leaves
rules.add_perm("bondgenoten.see_all_people", sees_all)  # the object is the team
rules.add_perm("bondgenoten.view_wissingen", is_mt)

rules.add_perm("bondgenoten.add_signaal", is_placed)
rules.add_perm("bondgenoten.view_signaal", is_placed)
rules.add_perm("bondgenoten.change_signaal", wrote_signaal | builds)

rules.add_perm("bondgenoten.start_belronde", builds | is_on_duty)
rules.add_perm("bondgenoten.view_all_belrondes", is_mt)  # the object is the team
rules.add_perm("bondgenoten.view_belronde", joins_round)
rules.add_perm("bondgenoten.close_belronde", joins_round)
rules.add_perm("bondgenoten.see_belregel", is_placed)  # and view_belronde of its round
rules.add_perm("bondgenoten.result_belregel", calls_this_line | called_this_line)
rules.add_perm("bondgenoten.release_belregel", calls_this_line | is_mt)

rules.add_perm("bondgenoten.ask_ndv", is_placed)
rules.add_perm("bondgenoten.view_ndv", is_placed)
rules.add_perm("bondgenoten.take_ndv", is_placed & ~is_asker & is_free)
rules.add_perm("bondgenoten.change_ndv", is_asker | is_expert | is_mt)
rules.add_perm("bondgenoten.reword_ndv", is_asker | is_mt)
rules.add_perm("bondgenoten.offer_kennis", is_placed)
rules.add_perm("bondgenoten.add_kennis_buiten", builds)
rules.add_perm("bondgenoten.remove_kennis", offered_it | is_of_contactpersoon & builds)
