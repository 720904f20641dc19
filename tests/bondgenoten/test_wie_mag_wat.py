"""Who may what with networks and the people in them; `tests/rechten.py` explains the table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bondgenoten import services
from bondgenoten.models import Belregel, Kennis, Lid, Netwerk, Relatie, Sleutelfiguur
from tests import factories
from tests.rechten import check_each_part, check_table, people
from tests.web.objecten import things

pytestmark = pytest.mark.django_db

MAG = """
list_netwerk         team          | allen
view_netwerk         netwerk       | allen
add_netwerk          team          | teamchef osa osc woe oe wijkagent
change_netwerk       netwerk       | teamchef osa osc oe trekker vervanger
change_netwerk       gestopt       |
work_in_netwerk      netwerk       | teamchef osa osc oe trekker vervanger lid
work_in_netwerk      gestopt       | teamchef osa osc oe trekker vervanger lid
add_to_netwerk       netwerk       | teamchef osa osc oe trekker vervanger lid
add_to_netwerk       gestopt       |
change_gemeenschap   team          | teamchef osa osc woe oe wijkagent
list_sleutelfiguur   team          | allen
add_sleutelfiguur    team          | teamchef osa osc woe oe wijkagent
view_sleutelfiguur   mens          | allen
change_sleutelfiguur mens          | trekker vervanger relatie
change_sleutelfiguur los           | schrijver
view_contact         mens          | trekker vervanger relatie beller
view_contact         los           | schrijver
view_contact         afgelopen     |
add_contact          mens          | trekker vervanger relatie
add_contact          los           | schrijver
change_contact       contact       | beller
change_relatie       mens          | teamchef osa osc oe trekker vervanger relatie
change_relatie       los           | teamchef osa osc oe schrijver
erase_sleutelfiguur  mens          | teamchef osa osc oe trekker vervanger relatie
erase_sleutelfiguur  los           | teamchef osa osc oe schrijver
give_inzage          mens          | teamchef osa osc oe trekker vervanger relatie
give_inzage          los           | teamchef osa osc oe schrijver
hand_over_relaties   collega       | teamchef osa osc oe beheerder lid
see_all_people       team          | teamchef osa osc oe
view_wissingen       team          | teamchef osa osc oe
add_signaal          team          | allen
view_signaal         signaal       | allen
change_signaal       signaal       | teamchef osa osc woe oe wijkagent melder
start_belronde       team          | teamchef osa osc woe oe wijkagent opco
view_all_belrondes   team          | teamchef osa osc oe
view_belronde        belronde      | teamchef osa osc oe trekker vervanger lid relatie opco
close_belronde       belronde      | teamchef osa osc oe trekker vervanger lid relatie opco
see_belregel         regel         | allen
result_belregel      regel         | beller
result_belregel      gebeld        | beller
release_belregel     regel         | teamchef osa osc oe beller
ask_ndv              team          | allen
view_ndv             vraag         | allen
take_ndv             vraag         | teamchef osa osc woe oe wijkagent zaco ggp intake beheerder trekker vervanger lid relatie schrijver beller melder deskundige aanbieder opco
take_ndv             opgepakt      |
change_ndv           vraag         | teamchef osa osc oe vrager
change_ndv           opgepakt      | teamchef osa osc oe deskundige
reword_ndv           vraag         | teamchef osa osc oe vrager
offer_kennis         team          | allen
add_kennis_buiten    team          | teamchef osa osc woe oe wijkagent
remove_kennis        kennis        | aanbieder
remove_kennis        kennis_buiten | teamchef osa osc woe oe wijkagent
"""


@pytest.fixture
def wereld(bt, ander):
    """One network runs and one has stopped; one sleutelfiguur is in the network and one is known to who wrote them down."""
    mensen = people(bt, ander)
    mensen |= {
        name: factories.medewerker(bt.team, "ggp", name.title())
        for name in (
            "trekker", "vervanger", "lid", "relatie", "schrijver", "beller", "melder", "vrager", "deskundige", "aanbieder",
        )
    }  # fmt: skip
    mensen["opco"] = bt.opco
    dingen = {name.partition(":")[2]: thing for name, thing in things(bt).items() if "bondgenoten:" in name}
    leiding = {"trekker": mensen["trekker"], "vervanger": mensen["vervanger"]}
    netwerk = dingen["netwerk"]
    Netwerk.objects.filter(pk=netwerk.pk).update(**leiding)
    Lid.objects.create(netwerk=netwerk, medewerker=mensen["lid"], van=timezone.localdate())
    gestopt = factories.netwerk(bt, naam="Gestopt")
    Netwerk.objects.filter(pk=gestopt.pk).update(gestopt_op=timezone.now(), **leiding)
    Lid.objects.create(netwerk=gestopt, medewerker=mensen["lid"], van=timezone.localdate())
    mens = dingen["sleutelfiguur"]
    Relatie.objects.filter(sleutelfiguur=mens).update(medewerker=mensen["relatie"])
    los = factories.sleutelfiguur(bt, naam="Los Bekend")
    los.relaties.all().delete()
    los.vastgelegd_door = mensen["schrijver"]
    regel, vraag, kennis, signaal = (
        dingen["line"],
        dingen["ndv-vraag"],
        dingen["kennis-remove"],
        dingen["signaal"],
    )
    Belregel.objects.filter(pk=regel.pk).update(bezig=mensen["beller"])
    vraag.gesteld_door, signaal.gemeld_door = mensen["vrager"], mensen["melder"]
    kennis.medewerker = mensen["aanbieder"]
    contact = dingen["contact-change"]
    contact.medewerker = mensen["beller"]
    opgepakt = services.ask_ndv(team=bt.team, by=bt.woe, vraag="Wie kent de moskee?")
    opgepakt.deskundige = mensen["deskundige"]
    gebeld = Belregel(belronde=dingen["belronde"], gebeld_door=mensen["beller"])
    afgelopen = Sleutelfiguur.objects.get(pk=los.pk)
    afgelopen.vastgelegd_door, afgelopen.toestemming_tot = (
        mensen["schrijver"],
        timezone.localdate() - timedelta(1),
    )
    return mensen, {
        "team": bt.team,
        "netwerk": Netwerk.objects.get(pk=netwerk.pk),
        "gestopt": Netwerk.objects.get(pk=gestopt.pk),
        "mens": mens,
        "los": los,
        "afgelopen": afgelopen,
        "signaal": signaal,
        "contact": contact,
        "belronde": dingen["belronde"],
        "gebeld": gebeld,
        "regel": Belregel.objects.get(pk=regel.pk),
        "vraag": vraag,
        "opgepakt": opgepakt,
        "kennis": kennis,
        "kennis_buiten": Kennis(team=bt.team, contactpersoon=factories.partner(bt.team, "GGD").contact),
        "collega": mensen["lid"],
    }


def test_who_may_what(wereld):
    check_table("bondgenoten", MAG, *wereld)


def test_each_part_of_a_permission_decides_something(wereld, monkeypatch):
    check_each_part("bondgenoten", MAG, *wereld, monkeypatch)
