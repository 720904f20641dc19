"""Who may what with meetings, points and actiepunten; `tests/rechten.py` explains the table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from overleggen.models import Actiepunt, Agendapunt, Besluit, Presentatie, Vraag
from tests import factories
from tests.rechten import check_each_part, check_table, invaller_of, people

pytestmark = pytest.mark.django_db

MAG = """
list_overleg       team                 | allen
add_reeks          team                 | teamchef osa osc oe mt_deelnemer
change_reeks       reeks                | teamchef osa osc oe mt_deelnemer
change_reeks       besloten_reeks       | mt_deelnemer
view_overleg       overleg              | teamchef osa osc woe oe mt_deelnemer
view_overleg       besloten_overleg     | deelnemer mt_deelnemer
plan_overleg       reeks                | teamchef osa osc woe oe mt_deelnemer
plan_overleg       besloten_reeks       | deelnemer mt_deelnemer
add_punt           overleg              | allen
hold_overleg       overleg              | woe
hold_overleg       besloten_overleg     | deelnemer mt_deelnemer
end_punt           punt                 | teamchef osa osc woe oe mt_deelnemer
end_punt           besloten_punt        | deelnemer mt_deelnemer
end_punt           casuspunt            | teamchef
note_punt          punt                 | woe
note_punt          besloten_punt        | deelnemer mt_deelnemer
note_punt          casuspunt            |
skip_punt          punt                 | woe
skip_punt          besloten_punt        | deelnemer mt_deelnemer
move_punt          punt                 | woe
move_punt          besloten_punt        | deelnemer mt_deelnemer
park_punt          punt                 | teamchef osa osc woe oe inbrenger mt_deelnemer
park_punt          besloten_punt        | deelnemer inbrenger mt_deelnemer
park_punt          casuspunt            | teamchef
correct_punt       punt                 | woe
correct_punt       besloten_punt        | deelnemer mt_deelnemer
correct_punt       casuspunt            |
invite_gast        punt                 | woe
invite_gast        besloten_punt        | deelnemer mt_deelnemer
view_presentatie   presentatie          | teamchef osa osc woe oe spreker mt_deelnemer
view_presentatie   besloten_presentatie | deelnemer spreker mt_deelnemer
change_presentatie presentatie          | teamchef osa osc oe spreker mt_deelnemer
change_presentatie besloten_presentatie | spreker
swap_presentatie   presentatie          | teamchef osa osc woe oe spreker mt_deelnemer
swap_presentatie   besloten_presentatie | deelnemer spreker mt_deelnemer
add_actiepunt      team                 | allen
view_actiepunt     actiepunt            | teamchef osa osc oe maker afwezige invaller mt_deelnemer
view_actiepunt     deeltaak             | teamchef osa osc oe maker van_geheel afwezige invaller mt_deelnemer
view_actiepunt     casusactiepunt       | teamchef maker afwezige
change_actiepunt   actiepunt            | teamchef osa osc oe maker afwezige invaller mt_deelnemer
change_actiepunt   deeltaak             | teamchef osa osc oe maker van_geheel afwezige invaller mt_deelnemer
change_actiepunt   casusactiepunt       | teamchef maker afwezige
ask_bmo            punt                 | allen
view_vraag         vraag                | teamchef osa osc woe oe zaco vrager mt_deelnemer
view_vraag         besloten_vraag       | zaco deelnemer vrager mt_deelnemer
view_vraag         casusvraag           | teamchef vrager
view_besluit       besluit              | teamchef osa osc woe oe mt_deelnemer
view_besluit       besloten_besluit     | deelnemer mt_deelnemer
view_besluit       casusbesluit         | teamchef
look_back          besluit              | teamchef osa osc woe oe mt_deelnemer
look_back          besloten_besluit     | deelnemer mt_deelnemer
look_back          casusbesluit         | teamchef
"""


@pytest.fixture
def wereld(bt, ander):
    """WOE's meet in one series; the other is closed to all but its deelnemer. One casus is known to its regisseur only. The
    owner of the actiepunten is the afwezige, and the invaller does their work."""
    mensen = people(bt, ander)
    mensen |= {
        name: factories.medewerker(bt.team, "ggp", name.title())
        for name in ("deelnemer", "inbrenger", "spreker", "maker", "van_geheel", "vrager")
    }
    invaller_of(bt, mensen)
    mensen["mt_deelnemer"] = bt.oe_zuid
    geheim = factories.casus(bt, regisseur=bt.houder, gebieden=[bt.zuid], vertrouwelijk=True)
    reeks = factories.reeks(bt.team, functies=["woe"])
    besloten = factories.reeks(
        bt.team, naam="Besloten", functies=[], alleen_deelnemers=True,
        personen=[mensen["deelnemer"].pk, mensen["mt_deelnemer"].pk],
    )  # fmt: skip
    later = timezone.localdate() + timedelta(days=5)
    overleg, besloten_overleg = factories.overleg(reeks), factories.overleg(besloten)

    def punt(reeks, overleg, onderwerp=None):
        return Agendapunt.objects.create(
            reeks=reeks, overleg=overleg, titel="Punt", inbrenger=mensen["inbrenger"], onderwerp=onderwerp
        )

    def actiepunt(onderwerp=None, boven=None, **anders):
        who = {"eigenaar": mensen["afwezige"], "gemaakt_door": mensen["maker"], **anders}
        return Actiepunt.objects.create(
            team=bt.team, tekst="Bel", deadline=later, onderwerp=onderwerp, boven=boven, **who
        )

    def besluit(punt):
        return Besluit.objects.create(
            team=bt.team, agendapunt=punt, titel="Zo", tekst="Zo", genomen_op=timezone.now(),
            onderwerp=punt.onderwerp,
        )  # fmt: skip

    def vraag(uit, onderwerp=None):
        return Vraag.objects.create(
            team=bt.team, vraag="Mag het?", gesteld_door=mensen["vrager"], uit=uit, onderwerp=onderwerp
        )

    factories.reeks(bt.team, "bmo", functies=["zaco"], vanzelf=["vragen"])
    geheel = actiepunt(eigenaar=mensen["van_geheel"], gemaakt_door=mensen["van_geheel"])
    punten = punt(reeks, overleg), punt(besloten, besloten_overleg), punt(reeks, overleg, geheim)
    spreekt = {"medewerker": mensen["spreker"], "wat": "De jeugd"}
    return mensen, {
        "team": bt.team,
        "reeks": reeks,
        "besloten_reeks": besloten,
        "overleg": overleg,
        "besloten_overleg": besloten_overleg,
        "punt": punten[0],
        "besloten_punt": punten[1],
        "casuspunt": punten[2],
        "presentatie": Presentatie.objects.create(overleg=overleg, **spreekt),
        "besloten_presentatie": Presentatie.objects.create(overleg=besloten_overleg, **spreekt),
        "actiepunt": actiepunt(),
        "deeltaak": actiepunt(boven=geheel),
        "casusactiepunt": actiepunt(geheim),
        "vraag": vraag(reeks),
        "besloten_vraag": vraag(besloten),
        "casusvraag": vraag(reeks, geheim),
        "besluit": besluit(punten[0]),
        "besloten_besluit": besluit(punten[1]),
        "casusbesluit": besluit(punten[2]),
    }


def test_who_may_what(wereld):
    check_table("overleggen", MAG, *wereld)


def test_each_part_of_a_permission_decides_something(wereld, monkeypatch):
    check_each_part("overleggen", MAG, *wereld, monkeypatch)
