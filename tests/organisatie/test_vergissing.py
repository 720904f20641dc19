"""What was entered today is put right today (N5), and the order in which people are asked can be changed (D3)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from casuistiek.models import Casus
from casuistiek.services import tick as casus_tick
from logboek.models import Logregel
from organisatie import services
from organisatie.models import Koppeling, Medewerker, Plaatsing, Vrijstelling
from portefeuilles import services as portefeuilles
from portefeuilles.models import Houderschap
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 11, 23)
EERDER = VANDAAG - timedelta(days=30)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(op("2026-11-23", 9), tick=False):
        yield


def place(bt, who, functie, van=VANDAAG, **rechten):
    return services.place(
        medewerker=who,
        team=bt.team,
        functie=functie,
        van=van,
        by=bt.chef,
        **{"opco_bevoegd": False, "beheerder": False, **rechten},
    )


def runs(who):
    return [(p.functie, p.van, p.tot) for p in who.plaatsingen.order_by("van", "pk")]


# --- a functie -------------------------------------------------------------------------------------------


def test_a_functie_of_today_is_put_right_twice_and_leaves_no_trace_but_in_the_logboek(bt):
    place(bt, bt.oe, "osc")
    place(bt, bt.oe, "osa")
    place(bt, bt.oe, "woe")
    assert runs(bt.oe) == [("oe", factories.SINDS, VANDAAG), ("woe", VANDAAG, None)]
    assert Logregel.objects.filter(actie="plaatsing.changed").count() == 2


def test_a_functie_of_today_is_taken_back_and_the_one_before_runs_on(bt, client):
    client.force_login(bt.chef)
    for _ in range(2):
        place(bt, bt.oe, "osc")
        row = bt.oe.plaatsingen.get(tot=None)
        assert (
            "Was een vergissing"
            in client.get(reverse("organisatie:medewerker", args=[bt.oe.pk])).content.decode()
        )
        assert client.post(reverse("organisatie:plaatsing-take-back", args=[row.pk])).status_code == 302
        assert runs(bt.oe) == [("oe", factories.SINDS, None)]
    assert Logregel.objects.filter(actie="plaatsing.taken_back").count() == 2


def test_a_functie_that_runs_since_yesterday_is_history(bt, client):
    with time_machine.travel(op("2026-11-22", 9), tick=False):
        place(bt, bt.oe, "osc", van=VANDAAG - timedelta(days=1))
    row = bt.oe.plaatsingen.get(tot=None)
    with pytest.raises(RegelOvertreden, match="Dit liep al voor vandaag"):
        services.take_back_plaatsing(plaatsing=row, by=bt.chef)
    with pytest.raises(RegelOvertreden, match="na het begin van de huidige"):
        place(bt, bt.oe, "osa", van=row.van)
    client.force_login(bt.chef)
    assert (
        "Was een vergissing"
        not in client.get(reverse("organisatie:medewerker", args=[bt.oe.pk])).content.decode()
    )


def test_nobody_takes_back_their_own_functie(bt, client):
    place(bt, bt.chef, "woe")
    row = bt.chef.plaatsingen.get(tot=None)
    client.force_login(Medewerker.objects.get(pk=bt.chef.pk))
    assert client.post(reverse("organisatie:plaatsing-take-back", args=[row.pk])).status_code in (403, 404)


def test_a_colleague_entered_with_a_wrong_number_can_be_entered_anew(bt, client):
    client.force_login(bt.chef)
    for naam in ("Lotte Verkeerd", "Lotte Goed"):
        data = {"personeelsnummer": "900001", "naam": naam, "functie": "woe", "van": "23-11-2026"}
        assert client.post(reverse("organisatie:medewerker-add"), data).status_code == 302
        row = Plaatsing.objects.get(medewerker__username="900001")
        assert row.medewerker.naam == naam
        services.add_koppeling(
            medewerker=row.medewerker, gebied=bt.binnenstad, rol="woe", van=VANDAAG, by=bt.chef
        )
        response = client.post(reverse("organisatie:plaatsing-take-back", args=[row.pk]))
        assert response.url == reverse("organisatie:medewerker-list")
        assert not Medewerker.objects.filter(username="900001").exists()


def test_a_colleague_in_whose_name_something_stands_stays_known(bt):
    services.add_medewerker(
        team=bt.team, by=bt.chef, personeelsnummer="900002", naam="Stef", functie="woe", van=VANDAAG,
        opco_bevoegd=False, beheerder=False,
    )  # fmt: skip
    stef = Medewerker.objects.get(username="900002")
    factories.trend(bt.team, stef)
    services.take_back_plaatsing(plaatsing=stef.plaatsingen.get(), by=bt.chef)
    assert Medewerker.objects.filter(pk=stef.pk).exists()
    assert not stef.plaatsingen.exists()
    assert not stef.koppelingen.exists()


def test_who_may_not_be_opco_after_all_is_off_duty(bt):
    place(bt, bt.oe, "oe", opco_bevoegd=True)
    services.take_dienst(team=bt.team, by=bt.oe, teruglezing="Rustig.")
    services.take_back_plaatsing(plaatsing=bt.oe.plaatsingen.get(tot=None), by=bt.chef)
    assert not bt.oe.diensten.filter(tot=None).exists()


# --- a houder --------------------------------------------------------------------------------------------


def held(portefeuille):
    rows = Houderschap.objects.filter(portefeuille=portefeuille, rol="houder").order_by("van", "pk")
    return [(h.medewerker.naam, h.van, h.tot) for h in rows]


def test_todays_casus_goes_to_the_right_houder_when_today_a_wrong_one_was_entered(bt):
    set_houder = portefeuilles.set_houder
    set_houder(portefeuille=bt.zorg, medewerker=bt.oe_zuid, van=VANDAAG, by=bt.chef)
    set_houder(portefeuille=bt.zorg, medewerker=bt.vervanger, van=VANDAAG, by=bt.chef)
    casus = factories.overgedragen(bt, portefeuilles=[bt.zorg], gebieden=[])
    assert held(bt.zorg) == [("Hind Amrani", factories.SINDS, VANDAAG), ("Vera Post", VANDAAG, None)]
    assert factories.open_aanbod(casus).aan == bt.vervanger


def test_a_houder_of_today_is_taken_back_and_who_was_it_runs_on(bt, client):
    client.force_login(bt.chef)
    for _ in range(2):
        portefeuilles.set_houder(portefeuille=bt.zorg, medewerker=bt.oe_zuid, van=VANDAAG, by=bt.chef)
        row = Houderschap.objects.get(portefeuille=bt.zorg, rol="houder", tot=None)
        assert client.post(reverse("portefeuilles:houder-take-back", args=[row.pk])).status_code == 302
        assert held(bt.zorg) == [("Hind Amrani", factories.SINDS, None)]


def test_nobody_becomes_houder_again_by_their_own_click(bt):
    zorg = factories.portefeuille(bt.team, "Wonen", houder=bt.chef)
    portefeuilles.set_houder(portefeuille=zorg, medewerker=bt.oe_zuid, van=VANDAAG, by=bt.osc)
    row = Houderschap.objects.get(portefeuille=zorg, rol="houder", tot=None)
    with pytest.raises(RegelOvertreden, match="niet voor jezelf"):
        portefeuilles.take_back_houderschap(houderschap=row, by=bt.chef)
    assert held(zorg)[-1][2] is None


def test_a_houder_who_left_the_team_does_not_come_back(bt):
    portefeuilles.set_houder(portefeuille=bt.zorg, medewerker=bt.oe_zuid, van=VANDAAG, by=bt.chef)
    bt.houder.plaatsingen.update(tot=VANDAAG)
    row = Houderschap.objects.get(portefeuille=bt.zorg, rol="houder", tot=None)
    portefeuilles.take_back_houderschap(houderschap=row, by=bt.chef)
    assert held(bt.zorg) == [("Hind Amrani", factories.SINDS, VANDAAG)]


def test_a_dossier_waits_again_when_its_receiver_was_a_mistake(bt):
    portefeuilles.set_houder(portefeuille=bt.zorg, medewerker=bt.oe_zuid, van=VANDAAG, by=bt.chef)
    dossier = portefeuilles.make_dossier(portefeuille=bt.zorg, van=bt.houder, by=bt.chef)
    assert dossier.aan == bt.oe_zuid
    portefeuilles.set_houder(portefeuille=bt.zorg, medewerker=bt.vervanger, van=VANDAAG, by=bt.chef)
    dossier.refresh_from_db()
    assert dossier.aan == bt.vervanger


# --- a tie, and the order --------------------------------------------------------------------------------


def test_a_tie_of_today_goes_and_one_of_before_stays(bt, client):
    client.force_login(bt.chef)
    services.add_koppeling(medewerker=bt.ggp, gebied=bt.binnenstad, rol="woe", van=VANDAAG, by=bt.chef)
    row = Koppeling.objects.get(medewerker=bt.ggp)
    url = reverse("organisatie:koppeling-take-back", args=[row.pk])
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 404
    old = bt.woe.koppelingen.get()
    with pytest.raises(RegelOvertreden, match="Dit liep al voor vandaag"):
        services.take_back_koppeling(koppeling=old, by=bt.chef)
    with pytest.raises(RegelOvertreden, match="haalde dit al weg"):
        services.take_back_koppeling(koppeling=row, by=bt.chef)


def test_the_order_of_vervangers_changes_and_the_next_absence_follows_it(bt, client):
    portefeuilles.add_vervanger(
        portefeuille=bt.zorg, medewerker=bt.oe_zuid, volgorde=None, van=VANDAAG, by=bt.chef
    )
    client.force_login(bt.chef)
    last = Houderschap.objects.get(portefeuille=bt.zorg, medewerker=bt.oe_zuid)
    page = client.get(reverse("dashboard:portefeuille", args=[bt.zorg.pk])).content.decode()
    assert (
        page.count("Eerder vragen")
        == Houderschap.objects.filter(portefeuille=bt.zorg, rol="vervanger").count() - 1
    )

    while (nu := list(services.in_order(bt.zorg.houderschappen.filter(rol="vervanger"))))[0] != last:
        before = [row.pk for row in nu]
        assert client.post(reverse("portefeuilles:houder-forward", args=[last.pk])).status_code == 302
        after = [row.pk for row in services.in_order(bt.zorg.houderschappen.filter(rol="vervanger"))]
        assert after.index(last.pk) == before.index(last.pk) - 1
    with pytest.raises(RegelOvertreden, match="al de eerste"):
        portefeuilles.move_vervanger_forward(houderschap=last, by=bt.chef)

    factories.afwezig(bt.houder)
    casus = factories.overgedragen(bt, portefeuilles=[bt.zorg], gebieden=[])
    assert factories.open_aanbod(casus).aan == bt.oe_zuid


def test_the_order_in_a_gebied_changes_and_what_runs_follows(bt, client):
    casus = factories.casus(bt)
    assert Casus.objects.get(pk=casus.pk).vastgelegd_aan_zet == bt.woe
    services.add_koppeling(medewerker=bt.oe_zuid, gebied=bt.binnenstad, rol="oe", van=VANDAAG, by=bt.chef)
    client.force_login(bt.chef)
    second = Koppeling.objects.get(medewerker=bt.oe_zuid, gebied=bt.binnenstad)
    page = client.get(reverse("organisatie:gebied", args=[bt.binnenstad.pk])).content.decode()
    assert page.count("Eerder vragen") == 1

    assert client.post(reverse("organisatie:koppeling-forward", args=[second.pk])).status_code == 302

    oes = services.in_order(bt.binnenstad.koppelingen.filter(rol="oe"))
    assert [row.medewerker for row in oes] == [bt.oe_zuid, bt.oe]
    factories.afwezig(bt.woe)
    casus_tick()
    assert Casus.objects.get(pk=casus.pk).vastgelegd_aan_zet == bt.oe_zuid


# --- an exemption and a wijk -----------------------------------------------------------------------------


def test_of_an_exemption_that_runs_only_the_end_changes_twice(bt, client):
    row = Vrijstelling.objects.create(medewerker=bt.oe, team=bt.team, soort="diensten", van=EERDER)
    client.force_login(bt.chef)
    url = reverse("organisatie:vrijstelling-change", args=[row.pk])
    for day in ("30-11-2026", "27-11-2026"):
        data = {"soort": "regie", "van": "01-01-2026", "tot": day}  # disabled fields stay as they were
        assert client.post(url, data).status_code == 302
    row.refresh_from_db()
    assert (row.soort, row.van, row.tot) == ("diensten", EERDER, date(2026, 11, 28))
    assert "Dit einde is al geweest" in client.post(url, {"tot": "01-11-2026"}).content.decode()


def test_an_exemption_to_come_gets_other_days_but_not_in_the_past(bt):
    row = Vrijstelling.objects.create(medewerker=bt.oe, team=bt.team, soort="diensten", van=VANDAAG)
    with pytest.raises(RegelOvertreden, match="Deze dag is al geweest"):
        services.change_vrijstelling(vrijstelling=row, by=bt.chef, soort="regie", van=EERDER, tot=None)
    services.change_vrijstelling(vrijstelling=row, by=bt.chef, soort="regie", van=VANDAAG, tot=None)
    row.refresh_from_db()
    assert row.soort == "regie"


def test_a_wijk_made_by_mistake_goes_and_one_that_is_used_stays(bt, client):
    client.force_login(bt.chef)
    loose = factories.wijk(bt.binnenstad, "Dubbel")
    assert client.post(reverse("organisatie:wijk-remove", args=[loose.pk])).status_code == 302
    assert not type(loose).objects.filter(pk=loose.pk).exists()
    factories.koppel(bt.ggp, bt.binnenstad, "wijkagent", wijk=bt.wijk)
    answer = client.post(reverse("organisatie:wijk-remove", args=[bt.wijk.pk]), follow=True)
    assert "Dit is al gebruikt" in answer.content.decode()
    assert timezone.localdate() == VANDAAG


# --- what may not follow from a click -----------------------------------------------------------------------


def test_nobody_puts_themself_in_front(bt):
    Koppeling.objects.create(medewerker=bt.chef, gebied=bt.binnenstad, rol="oe", van=EERDER)
    own = Koppeling.objects.get(medewerker=bt.chef)
    with pytest.raises(RegelOvertreden, match="niet voor jezelf"):
        services.move_koppeling_forward(koppeling=own, by=bt.chef)
    Houderschap.objects.create(
        portefeuille=bt.zorg, medewerker=bt.chef, rol="vervanger", volgorde=9, van=EERDER
    )
    with pytest.raises(RegelOvertreden, match="niet voor jezelf"):
        portefeuilles.move_vervanger_forward(houderschap=bt.chef.houderschappen.get(), by=bt.chef)


def test_who_was_leaving_anyway_does_not_stay_when_a_mistake_is_taken_back(bt):
    services.end_plaatsing(plaatsing=bt.oe.plaatsingen.get(), tot=VANDAAG, by=bt.chef)
    place(bt, bt.oe, "osc")
    services.take_back_plaatsing(plaatsing=bt.oe.plaatsingen.get(tot=None), by=bt.chef)
    assert runs(bt.oe) == [("oe", factories.SINDS, VANDAAG)]

    portefeuilles.end_houderschap(
        houderschap=bt.zorg.houderschappen.get(rol="houder"), tot=VANDAAG, by=bt.chef
    )
    portefeuilles.set_houder(portefeuille=bt.zorg, medewerker=bt.oe_zuid, van=VANDAAG, by=bt.chef)
    row = Houderschap.objects.get(portefeuille=bt.zorg, rol="houder", tot=None)
    portefeuilles.take_back_houderschap(houderschap=row, by=bt.chef)
    assert held(bt.zorg) == [("Hind Amrani", factories.SINDS, VANDAAG)]


def test_a_wijk_a_casus_lies_in_is_not_taken_from_it(bt, client):
    casus = factories.casus(bt, wijk=bt.wijk)
    Casus.objects.filter(pk=casus.pk).update(vertrouwelijk=True)
    client.force_login(bt.chef)
    answer = client.post(reverse("organisatie:wijk-remove", args=[bt.wijk.pk]), follow=True)
    assert "Dit is al gebruikt" in answer.content.decode()
    assert Casus.objects.get(pk=casus.pk).wijk == bt.wijk


def test_an_exemption_that_is_over_or_gone_gives_an_answer(bt):
    over = Vrijstelling.objects.create(
        medewerker=bt.oe, team=bt.team, soort="diensten", van=EERDER, tot=VANDAAG
    )
    with pytest.raises(RegelOvertreden, match="al voorbij"):
        services.change_vrijstelling(vrijstelling=over, by=bt.chef, soort="diensten", van=EERDER, tot=None)
    over.delete()
    over.pk = 4711
    with pytest.raises(RegelOvertreden, match="haalde dit al weg"):
        services.end_vrijstelling(vrijstelling=over, by=bt.chef)


def test_no_button_puts_oneself_in_front(bt, client):
    Houderschap.objects.create(
        portefeuille=bt.zorg, medewerker=bt.chef, rol="vervanger", volgorde=9, van=EERDER
    )
    url = reverse("dashboard:portefeuille", args=[bt.zorg.pk])
    for who, buttons in ((bt.chef, 0), (bt.osc, 1)):
        client.force_login(who)
        assert client.get(url).content.decode().count("Eerder vragen") == buttons
