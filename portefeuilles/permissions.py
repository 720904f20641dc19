"""Who may do what around a portefeuille. What hangs on a portefeuille follows its houder, vervangers and the MT."""

from typing import Any

import rules

from organisatie.invallen import fills_in_for
from organisatie.models import Medewerker, Team
from organisatie.permissions import is_beheerder, is_mt, is_placed, is_woe, object_predicate
from overleggen.permissions import takes_part
from regels.begrippen import Houderrol
from regels.functies import VRAAGT_BRIEFING

from .models import Activiteit, Houderschap, Trend


@object_predicate
def is_houder(medewerker: Medewerker, obj: Any) -> bool:
    portefeuille = getattr(obj, "portefeuille", obj)
    return portefeuille.houderschappen.op().filter(medewerker=medewerker, rol=Houderrol.HOUDER).exists()


@object_predicate
def works_on(medewerker: Medewerker, obj: Any) -> bool:
    """Houder or vervanger of the portefeuille this hangs on."""
    portefeuille = getattr(obj, "portefeuille", obj)
    return (
        portefeuille is not None
        and Houderschap.objects.op().filter(medewerker=medewerker, portefeuille=portefeuille.pk).exists()
    )


@object_predicate
def helps_with(medewerker: Medewerker, obj: Any) -> bool:
    """Taakaccenthouder in the portefeuille this hangs on."""
    return (
        medewerker.taakaccenten.op().filter(taakaccent__portefeuille=obj.portefeuille.pk).exists()
        if getattr(obj, "portefeuille", None) is not None
        else False
    )


@object_predicate
def is_eigenaar(medewerker: Medewerker, activiteit: Activiteit) -> bool:
    return activiteit.eigenaar_id == medewerker.pk


@object_predicate
def fills_in(medewerker: Medewerker, obj: Any) -> bool:
    """Does the work of who owns this activiteit or pulls this aanpak, while they are not there."""
    row = getattr(obj, "aanpak", obj)
    owner = row.trekker_id if hasattr(row, "trekker_id") else row.eigenaar_id
    return owner in fills_in_for(medewerker)


@object_predicate
def is_trekker(medewerker: Medewerker, obj: Any) -> bool:
    """The object is an aanpak or actie, or a row of an aanpak."""
    return getattr(obj, "aanpak", obj).trekker_id == medewerker.pk


@object_predicate
def may_ask_briefing(medewerker: Medewerker, team: Team) -> bool:
    functies = medewerker.functies_in(team.team_id)
    held = Houderschap.objects.op().filter(medewerker=medewerker, portefeuille__team=team.team_id)
    return bool(functies & VRAAGT_BRIEFING) or held.exists()


@object_predicate
def may_answer_trend(medewerker: Medewerker, trend: Trend) -> bool:
    """Who is asked whether it still plays: who saw it, and who works on its portefeuille."""
    return trend.gezien_door_id == medewerker.pk or works_on(medewerker, trend)


@object_predicate
def is_asker(medewerker: Medewerker, opdracht: Any) -> bool:
    return opdracht.gevraagd_door_id == medewerker.pk


@object_predicate
def is_maker(medewerker: Medewerker, obj: Any) -> bool:
    return obj.door_id == medewerker.pk


@object_predicate
def is_successor(medewerker: Medewerker, obj: Any) -> bool:
    return getattr(obj, "dossier", obj).aan_id == medewerker.pk


@object_predicate
def holds_of_dossier(medewerker: Medewerker, obj: Any) -> bool:
    return works_on(medewerker, getattr(obj, "dossier", obj))


@object_predicate
def is_newcomer(medewerker: Medewerker, obj: Any) -> bool:
    return getattr(obj, "plan", obj).medewerker_id == medewerker.pk


rules.add_perm("portefeuilles.list_portefeuille", is_placed)
rules.add_perm("portefeuilles.view_portefeuille", is_placed)
rules.add_perm("portefeuilles.add_portefeuille", is_mt | is_beheerder)
rules.add_perm("portefeuilles.change_portefeuille", is_mt | is_houder | is_beheerder)
rules.add_perm("portefeuilles.change_houderschap", is_mt | is_beheerder)
rules.add_perm("portefeuilles.change_label", is_mt | is_beheerder)
rules.add_perm(
    "portefeuilles.work_on", is_mt | works_on
)  # plan, betrekken, tastbaarheid, taakaccenten, teams
rules.add_perm("portefeuilles.measure", is_mt | works_on | helps_with)

rules.add_perm("portefeuilles.view_plan", is_placed)
rules.add_perm("portefeuilles.finish_activiteit", is_mt | is_eigenaar | works_on | fills_in)
rules.add_perm("portefeuilles.start_aanpak", is_placed)  # a wijkagent sees a problem first
rules.add_perm("portefeuilles.change_aanpak", is_mt | is_trekker | works_on | fills_in)
rules.add_perm("portefeuilles.apply_taakaccent", is_placed)
rules.add_perm("portefeuilles.change_actie", is_mt | is_trekker | works_on)

rules.add_perm("portefeuilles.add_trend", is_placed)
rules.add_perm("portefeuilles.view_trend", is_placed)
rules.add_perm("portefeuilles.change_trend", is_mt | is_woe | may_answer_trend)
rules.add_perm("portefeuilles.set_themamaand", is_mt | is_woe)
rules.add_perm("portefeuilles.add_onderbouwing", is_mt | is_woe)
rules.add_perm("portefeuilles.change_onderbouwing", is_mt | (is_maker & is_placed))

rules.add_perm("portefeuilles.view_briefing", is_placed)
rules.add_perm("portefeuilles.issue_opdracht", is_mt | may_ask_briefing)
rules.add_perm("portefeuilles.withdraw_opdracht", is_mt | is_asker)
rules.add_perm("portefeuilles.answer_opdracht", is_placed)

rules.add_perm("portefeuilles.view_dossier", rules.always_allow)  # visible_to has decided
rules.add_perm("portefeuilles.work_dossier", is_mt | is_successor | holds_of_dossier)
rules.add_perm("portefeuilles.view_inwerkplan", rules.always_allow)  # visible_to has decided
rules.add_perm("portefeuilles.make_inwerkplan", is_mt)
rules.add_perm("portefeuilles.work_inwerkplan", is_mt | is_newcomer)
rules.add_perm("portefeuilles.view_voorbeeld", rules.always_allow)  # visible_to has decided
rules.add_perm("portefeuilles.add_voorbeeld", is_placed)
rules.add_perm("portefeuilles.change_voorbeeld", (is_maker & is_placed) | is_mt)
rules.add_perm("portefeuilles.view_vacature", is_placed)
rules.add_perm("portefeuilles.change_vacature", is_mt)
rules.add_perm("portefeuilles.view_takenpakketten", is_mt | is_woe)

# kennissessies (V10): of the whole team, to learn from each other
rules.add_perm("portefeuilles.plan_kennissessie", takes_part | is_mt)  # the object is the meeting
rules.add_perm("portefeuilles.view_kennissessie", is_placed)
rules.add_perm("portefeuilles.change_kennissessie", is_placed)
