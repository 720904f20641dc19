"""Who may what with a casus; `tests/rechten.py` explains the table."""

import pytest

from casuistiek.models import Regie
from portefeuilles.models import Houderschap
from tests import factories
from tests.rechten import check_each_part, check_table, people
from tests.web.objecten import things

pytestmark = pytest.mark.django_db

MAG = """
open_casus          team            | osc zaco opco
meld_casus          team            | allen
open_zelf           team            | osa osc woe oe regisseur aan_zet
list_casus          team            | allen
view_casus          casus           | allen elders
add_gebeurtenis     casus           | allen
change_casus        casus           | teamchef osa osc oe regisseur aan_zet opco
change_casus        acuut           | teamchef osa osc oe opco
brief_casus         casus           | teamchef osa osc oe regisseur aan_zet opco
brief_casus         acuut           | teamchef osa osc oe opco
brief_casus         casus_van_ggp   | teamchef osa osc oe opco
start_ronde         casus           | osc zaco aan_zet opco
start_ronde         acuut           | osc zaco opco
withdraw_ronde      acuut           | osc zaco opener
withdraw_ronde      casus           | osc zaco
offer_regie         casus           | regisseur
appoint             casus           | osc zaco
take_over           casus           | teamchef osa osc oe regisseur aan_zet
answer_waarneming   casus           | aan_zet
answer_waarneming   acuut           | opco
exclude             casus           | teamchef
close_casus         casus           | osc zaco regisseur aan_zet opco
close_casus         acuut           | osc zaco opco
reopen_casus        casus           | teamchef osa osc woe oe zaco regisseur aan_zet opco
undo_geen_regie     casus           | osc zaco
set_vertrouwelijk   casus           | teamchef regisseur
bring_to_overleg    casus           | teamchef osa osc oe regisseur aan_zet
view_overdracht     overdracht      | allen elders
answer_overdracht   overdracht      | gevraagde
undo_aanwijzing     aanwijzing      | aanwijzer aan_zet
do_als_dan          als_dan         | teamchef osa osc oe zaco regisseur aan_zet opco
log_shop            casus           | teamchef osa osc oe regisseur aan_zet
ask_partnervraag    team            | allen
change_partner      partner         | teamchef osa osc oe regisseur aan_zet opco
accept_opsporing    opsporing       | opspoorder
stop_opsporing      opsporing       | teamchef osa osc oe regisseur aan_zet opco
debrief             casus           | teamchef osa osc oe regisseur aan_zet
tick_regietaak      casus           | teamchef osa osc oe regisseur aan_zet
read_terug          terugoverdracht | terug
change_scenario     casus           | teamchef osa osc oe regisseur aan_zet
share_scenario      casus           | osc zaco
free_medewerker     casus           | osc zaco
ask_arbitrage       casus           | teamchef osa osc oe regisseur aan_zet
give_standpunt      arbitrage       | teamchef osa osc oe regisseur aan_zet
decide_arbitrage    arbitrage       | teamchef
disclose            casus           | teamchef osa osc oe regisseur aan_zet
change_sjabloon     team            | teamchef beheerder
break_glass         team            | allen
judge_noodtoegang   noodtoegang     | teamchef
view_regie_op_regie team            | teamchef osa osc oe zaco
plan_leren          team            | teamchef osa osc woe oe regisseur aan_zet
list_leren          team            | allen
view_leren          leren           | allen elders
change_leren        leren           | gespreksleider planner
change_genodigde    genodigde       | gespreksleider planner
give_inbreng        genodigde       | genodigde
answer_les          les             | teamchef osa osc oe gespreksleider planner
"""


@pytest.fixture
def wereld(bt, ander):
    """The chain of this team is OSC, ZACO. The opener opened the ronde of the acute casus; the other has a regisseur who is not
    there and somebody aan zet; a third the regie of a ggp. The OpCo is vervanger of a portefeuille."""
    mensen = people(bt, ander)
    mensen |= {
        name: factories.medewerker(bt.team, "ggp", name.title())
        for name in (
            "opener", "gevraagde", "aanwijzer", "terug", "gespreksleider", "planner", "genodigde", "regisseur_ggp", "opspoorder",
        )
    }  # fmt: skip
    dingen = things(bt)
    acuut, regie = (dingen[f"casuistiek:{name}"] for name in ("ronde-withdraw", "casus"))
    aanbod, leren = dingen["casuistiek:overdracht-answer"], dingen["casuistiek:leren"]
    genodigde, aanwijzing = dingen["casuistiek:inbreng-own"], dingen["casuistiek:aanwijzing-undo"]
    terug = dingen["casuistiek:terugoverdracht"]
    acuut.rondes.update(geopend_door=mensen["opener"])
    aanbod.aan, aanwijzing.door = mensen["gevraagde"], mensen["aanwijzer"]
    opsporing = dingen["casuistiek:opsporing-accept"]
    opsporing.gevraagd = mensen["opspoorder"]
    opsporing.save()
    leren.gespreksleider, leren.gemaakt_door = mensen["gespreksleider"], mensen["planner"]
    genodigde.medewerker, terug.regisseur = mensen["genodigde"], mensen["terug"]
    genodigde.bijeenkomst = leren
    les = dingen["casuistiek:les-answer"]
    les.bijeenkomst = leren
    mensen |= {
        "regisseur": bt.woe, "aan_zet": bt.houder, "opco": bt.opco, "noodlezer": bt.intake,
    }  # fmt: skip
    van_ggp = factories.casus(bt, titel="Geen functie maar wel de regie")
    Regie.objects.filter(casus=van_ggp).update(medewerker=mensen["regisseur_ggp"])
    bt.team.instellingen.update(escalatieketen=["osc", "zaco"])
    Houderschap.objects.create(
        portefeuille=bt.jeugd, medewerker=bt.opco, rol="vervanger", van=factories.SINDS
    )
    return mensen, {
        "team": bt.team,
        "acuut": acuut,
        "casus": regie,
        "casus_van_ggp": van_ggp,
        "overdracht": aanbod,
        "aanwijzing": aanwijzing,
        "als_dan": dingen["casuistiek:als-dan-done"],
        "partner": dingen["casuistiek:partner-remove"],
        "opsporing": opsporing,
        "terugoverdracht": terug,
        "arbitrage": dingen["casuistiek:arbitrage"],
        "noodtoegang": dingen["casuistiek:noodtoegang-judge"],
        "leren": leren,
        "genodigde": genodigde,
        "les": les,
    }


def test_who_may_what(wereld):
    check_table("casuistiek", MAG, *wereld)


def test_each_part_of_a_permission_decides_something(wereld, monkeypatch):
    # who needs to know of a casus is placed in its team
    known = {
        (perm, "is_placed") for perm in ("take_over", "do_als_dan", "log_shop", "debrief", "give_standpunt")
    }
    check_each_part("casuistiek", MAG, *wereld, monkeypatch, double=known)
