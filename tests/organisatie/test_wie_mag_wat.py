"""Who may what with the team and its people; `tests/rechten.py` explains the table."""

import pytest

from tests import factories
from tests.rechten import check_each_part, check_table, people

pytestmark = pytest.mark.django_db

MAG = """
view_team            team        | allen
change_team          team        | beheerder zelf
view_bmo             team        | teamchef osa osc oe
take_dienst          team        | opco-bevoegd opco
view_medewerker      collega     | allen
view_medewerker      vertrokkene | vertrokken
add_afwezigheid      collega     | allen
add_afwezigheid      vertrokkene | vertrokken
withdraw_afwezigheid afwezigheid | allen
add_vrijstelling     collega     | teamchef osa osc oe beheerder zelf
change_medewerker    collega     | teamchef osa osc oe beheerder zelf
give_rights          team        | teamchef beheerder zelf
manage_ties          team        | teamchef osa osc oe beheerder zelf
change_vrijstelling  team        | teamchef osa osc oe beheerder zelf
place_medewerker     collega     | teamchef beheerder zelf
place_medewerker     medewerker  | teamchef beheerder
change_plaatsing     plaatsing   | teamchef beheerder
change_plaatsing     dienst      | teamchef beheerder zelf
change_koppeling     team        | teamchef osa osc oe beheerder zelf
change_dienst        dienst      | opco
change_dienst        plaatsing   | zelf
change_partner       team        | allen
merge_partner        team        | teamchef osa osc oe beheerder zelf
share_contacten      team        | teamchef osa osc oe beheerder zelf
change_beslisregel   team        | teamchef beheerder zelf
"""


@pytest.fixture
def wereld(bt, ander):
    mensen = people(bt, ander)
    mensen["opco-bevoegd"] = factories.medewerker(bt.team, "ggp", "Ook OpCo", opco_bevoegd=True)
    mensen["zelf"] = factories.medewerker(bt.team, "ggp", "Zelf Even", beheerder=True)
    dienst = bt.dienst
    mensen["opco"] = bt.opco
    mensen["vertrokken"] = factories.medewerker(naam="Al Weg")
    return mensen, {
        "team": bt.team,
        "medewerker": mensen["zelf"],
        "collega": bt.ggp,
        "vertrokkene": mensen["vertrokken"],
        "plaatsing": mensen["zelf"].plaatsingen.get(),
        "afwezigheid": factories.afwezig(mensen["zelf"]),
        "dienst": dienst,
    }


def test_who_may_what(wereld):
    check_table("organisatie", MAG, *wereld)


def test_each_part_of_a_permission_decides_something(wereld, monkeypatch):
    check_each_part("organisatie", MAG, *wereld, monkeypatch)
