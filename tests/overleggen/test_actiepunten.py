"""Actiepunten: their parts, handed over, and whose owner left (V6)."""

from datetime import date

import pytest
import time_machine

from notificaties.gevraagd import end_in_teams
from overleggen import services
from overleggen.models import Actiepunt
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from tests.overleggen.punten import add, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


def actiepunt(bt, **anders):
    feiten = {"tekst": "Regel het", "eigenaar": bt.woe, "deadline": date(2026, 12, 4), **anders}
    return services.add_actiepunt(team=bt.team, by=bt.osc, **feiten)


def test_parts_go_no_deeper_than_one_and_come_first(bt):
    boven = actiepunt(bt)
    deel = actiepunt(bt, tekst="Bel", boven=boven, eigenaar=bt.oe)

    with pytest.raises(RegelOvertreden, match="al een deeltaak"):
        actiepunt(bt, boven=deel)
    with pytest.raises(RegelOvertreden, match="Nog 1 deeltaak"):
        services.update_actiepunt(actiepunt=boven, by=bt.woe, klaar=True)

    services.update_actiepunt(actiepunt=deel, by=bt.oe, klaar=True)
    services.update_actiepunt(actiepunt=boven, by=bt.woe, klaar=True)
    assert bt.woe.notificaties.filter(tekst="Alle deeltaken van een actiepunt zijn klaar.").count() == 1


def test_handed_over_with_its_history(bt):
    row = actiepunt(bt)

    services.hand_over_actiepunt(actiepunt=row, by=bt.woe, aan=bt.oe, reden="Ik ben op cursus.")

    assert Actiepunt.objects.get().eigenaar == bt.oe
    assert [s.tekst for s in row.stappen.all()] == [
        "Overgedragen van Noor Bakker aan Bram de Wit: Ik ben op cursus.",
        "Gemaakt voor Noor Bakker, voor vrijdag 4 december.",
    ]
    assert bt.oe.notificaties.filter(tekst="Een actiepunt staat nu op jouw naam.").count() == 1
    end_in_teams([bt.team.pk])
    assert not bt.woe.notificaties.open().filter(onderwerp_id=row.pk).exists()


@pytest.mark.parametrize(
    ("aan", "says"), [("woe", "heeft het actiepunt al"), ("gone", "werkt niet meer in het team")]
)
def test_a_handover_that_cannot_be(bt, aan, says):
    row = actiepunt(bt)
    gone = factories.medewerker(bt.team, "woe", van=date(2026, 1, 1), tot=date(2026, 2, 1))

    with pytest.raises(RegelOvertreden, match=says):
        services.hand_over_actiepunt(actiepunt=row, by=bt.osc, aan=gone if aan == "gone" else bt.woe)

    assert Actiepunt.objects.get().eigenaar == bt.woe


def test_an_owner_who_left_is_noticed_by_the_maker_and_on_the_agenda(bt, overleg):
    punt = add(overleg, bt.woe)
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(punt, bt.osc, "actiepunt", "Bel", eigenaar=bt.woe_zuid, deadline=date(2026, 12, 4))
    services.close_overleg(overleg=overleg, by=bt.osc)
    bt.woe_zuid.plaatsingen.update(tot=date(2026, 11, 30))
    volgende = overleg.reeks.overleggen.last()

    with time_machine.travel(op("2026-12-21", 9), tick=False):
        services.tick()
        services.fill_agenda(volgende)

    assert bt.osc.notificaties.filter(tekst__contains="de eigenaar is er niet").exists()
    assert not bt.woe_zuid.notificaties.filter(sleutel__contains="te-laat").exists()
    assert (
        volgende.punten.get(soort="actiepunt").reden
        == "Wes Kuiper werkt niet meer in het team: wie neemt dit over?"
    )
