"""Who may what around a portefeuille; `tests/rechten.py` explains the table."""

import pytest

from portefeuilles.models import Houderschap, Onderbouwing, Taakaccenthouder, Voorbeeld
from tests import factories
from tests.rechten import check_each_part, check_table, invaller_of, people
from tests.web.objecten import things

pytestmark = pytest.mark.django_db

MAG = """
list_portefeuille   team                | allen
view_portefeuille   portefeuille        | allen
add_portefeuille    team                | teamchef osa osc oe beheerder
change_portefeuille portefeuille        | teamchef osa osc oe beheerder houder
change_houderschap  portefeuille        | teamchef osa osc oe beheerder
change_label        team                | teamchef osa osc oe beheerder
work_on             portefeuille        | teamchef osa osc oe houder vervanger
measure             portefeuille        | teamchef osa osc oe houder vervanger
measure             actie               | teamchef osa osc oe houder vervanger taakaccenthouder
view_plan           team                | allen
finish_activiteit   activiteit          | teamchef osa osc oe houder vervanger eigenaar
finish_activiteit   activiteit_afwezige | teamchef osa osc oe houder vervanger afwezige invaller
start_aanpak        portefeuille        | allen
change_aanpak       aanpak              | teamchef osa osc oe houder vervanger trekker
change_aanpak       aanpak_afwezige     | teamchef osa osc oe houder vervanger afwezige invaller
apply_taakaccent    portefeuille        | allen
change_actie        actie               | teamchef osa osc oe houder vervanger trekker
add_trend           team                | allen
view_trend          trend               | allen
change_trend        trend               | teamchef osa osc woe oe houder vervanger ziener
set_themamaand      team                | teamchef osa osc woe oe
add_onderbouwing    team                | teamchef osa osc woe oe
change_onderbouwing onderbouwing        | teamchef osa osc oe maker
change_onderbouwing onderbouwing_elders | teamchef osa osc oe
view_briefing       team                | allen
issue_opdracht      team                | teamchef osa osc woe oe wijkagent houder vervanger
withdraw_opdracht   opdracht            | teamchef osa osc oe vrager
answer_opdracht     opdracht            | allen
view_dossier        dossier             | allen elders
work_dossier        dossier             | teamchef osa osc oe houder vervanger opvolger
work_dossier        dossierpunt         | teamchef osa osc oe houder vervanger opvolger
view_inwerkplan     inwerkplan          | allen elders
make_inwerkplan     team                | teamchef osa osc oe
work_inwerkplan     inwerkplan          | teamchef osa osc oe nieuw
work_inwerkplan     inwerkstap          | teamchef osa osc oe nieuw
view_voorbeeld      voorbeeld           | allen elders
add_voorbeeld       team                | allen
change_voorbeeld    voorbeeld           | teamchef osa osc oe maker
change_voorbeeld    voorbeeld_elders    | teamchef osa osc oe
view_vacature       team                | allen
change_vacature     team                | teamchef osa osc oe
view_takenpakketten team                | teamchef osa osc woe oe
plan_kennissessie   kennisoverleg       | teamchef osa osc woe oe
view_kennissessie   team                | allen
change_kennissessie team                | allen
"""


@pytest.fixture
def wereld(bt, ander):
    """One activiteit and one aanpak is of the afwezige, and the invaller does their work."""
    mensen = people(bt, ander)
    mensen |= {
        name: factories.medewerker(bt.team, "ggp", name.title())
        for name in (
            "houder", "vervanger", "taakaccenthouder", "eigenaar", "trekker", "maker", "opvolger", "nieuw",
            "vrager", "ziener", "spreker",
        )
    }  # fmt: skip
    invaller_of(bt, mensen)
    dingen = {name.partition(":")[2]: thing for name, thing in things(bt).items()}
    zorg = dingen["portefeuille-change"]
    Houderschap.objects.filter(portefeuille=zorg, rol="houder").update(medewerker=mensen["houder"])
    Houderschap.objects.filter(portefeuille=zorg, rol="vervanger").update(medewerker=mensen["vervanger"])
    Houderschap.objects.exclude(portefeuille=zorg).delete()
    Taakaccenthouder.objects.update(medewerker=mensen["taakaccenthouder"])
    activiteit, aanpak, trend = dingen["activiteit"], dingen["aanpak"], dingen["trend"]
    activiteit.eigenaar, aanpak.trekker = mensen["eigenaar"], mensen["trekker"]
    actie, dossier, inwerkplan = dingen["actie"], dingen["dossier"], dingen["inwerkplan"]
    actie.trekker, dossier.aan, inwerkplan.medewerker = mensen["trekker"], mensen["opvolger"], mensen["nieuw"]
    opdracht, onderbouwing, voorbeeld = (
        dingen["opdracht"], dingen["onderbouwing-change"], dingen["voorbeeld"],
    )  # fmt: skip
    opdracht.gevraagd_door, onderbouwing.door, voorbeeld.door = (
        mensen["vrager"],
        mensen["maker"],
        mensen["maker"],
    )
    trend.gezien_door, trend.portefeuille = mensen["ziener"], zorg
    return mensen, {
        "team": bt.team,
        "portefeuille": zorg,
        "activiteit": activiteit,
        "activiteit_afwezige": factories.activiteit(dingen["effect-change"], mensen["afwezige"]),
        "aanpak": aanpak,
        "aanpak_afwezige": factories.aanpak(bt, trekker=mensen["afwezige"]),
        "actie": actie,
        "trend": trend,
        "opdracht": opdracht,
        "onderbouwing": onderbouwing,
        "dossier": dossier,
        "dossierpunt": dingen["dossierpunt-tick"],
        "inwerkplan": inwerkplan,
        "inwerkstap": dingen["inwerkstap-tick"],
        "voorbeeld": voorbeeld,
        "voorbeeld_elders": Voorbeeld(team=bt.team, door=mensen["elders"]),
        "onderbouwing_elders": Onderbouwing(team=bt.team, door=mensen["elders"]),
        "kennisoverleg": dingen["kennissessie-plan"],
    }


def test_who_may_what(wereld):
    check_table("portefeuilles", MAG, *wereld)


def test_each_part_of_a_permission_decides_something(wereld, monkeypatch):
    check_each_part("portefeuilles", MAG, *wereld, monkeypatch)
