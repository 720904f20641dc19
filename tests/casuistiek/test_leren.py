"""The casusleerbijeenkomst, from choosing to the question whether practice changed (C14)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Genodigde, Leerbijeenkomst, Les
from casuistiek.overzichten import lessen_for
from logboek.models import Logregel
from notificaties.models import Notificatie
from overleggen.models import Actiepunt
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(op("2026-11-23", 10), tick=False) as traveller:
        yield traveller


def heard(person, part):
    return Notificatie.objects.filter(ontvanger=person, tekst__contains=part).count()


@pytest.fixture
def gepland(bt):
    goed = factories.casus(bt, titel="Verkiezingsavond", portefeuilles=[bt.jeugd], soort="drukte")
    minder = factories.overgedragen(bt, titel="Chemische lucht")
    return services.plan_leerbijeenkomst(
        team=bt.team,
        by=bt.osa,
        begin=op("2026-12-07", 13),
        gespreksleider=bt.osc,
        goed=[goed],
        minder_goed=[minder],
        uitnodiging="We kijken samen terug.",
    )


def les(bt, gepland, **anders):
    return services.add_les(
        bijeenkomst=gepland,
        by=bt.osc,
        **{"tekst": "Bel eerst de wijkagent.", "werkafspraak": "De OpCo belt.", **anders},
    )


def test_everybody_with_a_part_is_invited_and_none_of_them_leads(bt, gepland):
    invited = set(gepland.genodigden.values_list("medewerker", flat=True))

    assert {bt.woe.pk, bt.opco.pk, bt.zaco.pk, bt.wijkagent.pk} <= invited
    assert bt.osc.pk not in invited
    assert heard(bt.woe, "uitgenodigd voor een casusleerbijeenkomst") == 1
    for person in (bt.woe, bt.opco):
        with pytest.raises(RegelOvertreden, match="had een rol"):
            services.plan_leerbijeenkomst(
                team=bt.team,
                by=bt.osa,
                begin=op("2026-12-08", 13),
                gespreksleider=person,
                goed=[item.casus for item in gepland.leercasussen.filter(verloop="goed")],
                minder_goed=[item.casus for item in gepland.leercasussen.filter(verloop="minder_goed")],
            )


def test_the_balance_is_in_view_when_choosing(bt, gepland, client):
    client.force_login(bt.osa)

    html = client.get(reverse("casuistiek:leren-plan")).content.decode()
    assert "<strong>1</strong> casus die goed ging" in html
    casus = factories.casus(bt)
    response = client.post(
        reverse("casuistiek:leren-plan"),
        {"dag": "2026-12-14", "uur": "13.00", "gespreksleider": bt.osc.pk, "minder_goed": [casus.pk]},
        follow=True,
    )

    assert "Er is geen casus die goed ging" in response.content.decode()


def test_a_personal_link_gathers_input_and_shows_nothing_of_a_casus(bt, gepland, client):
    geheim = services.invite_genodigde(bijeenkomst=gepland, by=bt.osc, naam="Wijkteam Noord")
    url = reverse("casuistiek:inbreng", args=[geheim])

    response = client.get(url)
    html = response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "We kijken samen terug." in html
    for secret in ("Chemische lucht", "Verkiezingsavond", bt.woe.naam):
        assert secret not in html
    client.post(url, {"hielp": "Korte lijnen.", "hinderde": "Ik belde vier mensen."})

    row = Genodigde.objects.get(naam="Wijkteam Noord")
    assert (row.hielp, row.komt) == ("Korte lijnen.", False)
    assert heard(bt.osc, "Er is inbreng") == 1
    assert geheim not in row.hash
    assert Logregel.objects.filter(actie="inbreng.opened", ontvanger="extern").exists()


def test_a_new_link_closes_the_old_and_after_the_end_none_works(bt, gepland, client):
    oud = services.invite_genodigde(bijeenkomst=gepland, by=bt.osc, naam="Wijkteam Noord")
    nieuw = services.renew_link(genodigde=Genodigde.objects.get(naam="Wijkteam Noord"), by=bt.osc)
    assert client.get(reverse("casuistiek:inbreng", args=[oud])).status_code == 410
    assert client.get(reverse("casuistiek:inbreng", args=[nieuw])).status_code == 200
    les(bt, gepland)
    services.close_leerbijeenkomst(bijeenkomst=gepland, by=bt.osc, goed="x", beter="y")

    unknown = client.get(reverse("casuistiek:inbreng", args=["verzonnen"]))
    closed = client.get(reverse("casuistiek:inbreng", args=[nieuw]))

    assert (unknown.status_code, closed.status_code) == (410, 410)
    assert unknown.content == closed.content


def test_input_of_others_is_for_the_gespreksleider(bt, gepland, client):
    eigen = gepland.genodigden.get(medewerker=bt.wijkagent)
    services.give_inbreng(
        genodigde=eigen, by=bt.wijkagent, hielp="Mijn eerlijke verhaal.", hinderde="", komt=False
    )
    url = reverse("casuistiek:leren", args=[gepland.pk])

    seen = {}
    for who in ("osc", "wijkagent", "woe"):
        client.force_login(getattr(bt, who))
        seen[who] = "Mijn eerlijke verhaal." in client.get(url).content.decode()

    assert seen == {"osc": True, "wijkagent": True, "woe": False}


def test_a_casus_that_does_not_exist_for_a_guest_is_a_besloten_casus(bt, gepland, client):
    services.invite_genodigde(bijeenkomst=gepland, by=bt.osc, medewerker=bt.intake)
    client.force_login(bt.intake)

    html = client.get(reverse("casuistiek:leren", args=[gepland.pk])).content.decode()

    assert html.count("Besloten casus") == 2
    assert "Chemische lucht" not in html
    assert (
        client.get(reverse("casuistiek:leermoment-add", args=[gepland.pk])).content.decode().count("<option")
        == 1
    )


def test_the_gespreksleider_reads_the_timeline_until_it_is_done(bt, client):
    """They had no part in it, so need-to-know by part would leave them with nothing to lead."""
    casus = factories.casus(bt)
    row = services.plan_leerbijeenkomst(
        team=bt.team,
        by=bt.osa,
        begin=op("2026-12-07", 13),
        gespreksleider=bt.woe_zuid,
        goed=[casus],
        minder_goed=[],
    )
    client.force_login(bt.woe_zuid)
    assert client.get(casus.get_absolute_url()).status_code == 200
    les(bt, row)

    services.close_leerbijeenkomst(bijeenkomst=row, by=bt.osa, goed="x", beter="y")

    assert client.get(casus.get_absolute_url()).status_code == 404


def test_a_vertrouwelijke_casus_is_not_looked_back_on_with_many(bt):
    casus = factories.casus(bt, vertrouwelijk=True)

    with pytest.raises(RegelOvertreden, match="vertrouwelijke casus"):
        services.plan_leerbijeenkomst(
            team=bt.team,
            by=bt.osa,
            begin=op("2026-12-07", 13),
            gespreksleider=bt.osc,
            goed=[casus],
            minder_goed=[],
        )


def test_a_new_link_while_the_old_page_is_open_wins(bt, gepland):
    services.invite_genodigde(bijeenkomst=gepland, by=bt.osc, naam="Wijkteam Noord")
    open_page = Genodigde.objects.get(naam="Wijkteam Noord")
    nieuw = services.renew_link(genodigde=Genodigde.objects.get(pk=open_page.pk), by=bt.osc)

    with pytest.raises(RegelOvertreden, match="nieuwere link"):
        services.give_inbreng(genodigde=open_page, hielp="x", hinderde="", komt=False)
    assert services.find_genodigde(nieuw) is not None


def test_a_link_that_nobody_closed_ends_by_itself(bt, gepland, clock):
    geheim = services.invite_genodigde(bijeenkomst=gepland, by=bt.osc, naam="Wijkteam Noord")
    clock.move_to(op("2026-12-21", 12))
    assert services.find_genodigde(geheim) is not None
    clock.move_to(op("2026-12-21", 14))

    assert services.find_genodigde(geheim) is None


def test_what_helped_and_what_hindered_on_the_timeline(bt, gepland):
    casus = gepland.leercasussen.get(verloop="goed").casus
    moment = casus.gebeurtenissen.first()
    vreemd = factories.casus(bt).gebeurtenissen.first()

    services.add_leermoment(
        bijeenkomst=gepland, by=bt.woe, gebeurtenis=moment, werking="hielp", tekst="Vroeg begonnen."
    )

    assert gepland.leermomenten.get().tekst == "Vroeg begonnen."
    with pytest.raises(RegelOvertreden, match="hoort niet bij"):
        services.add_leermoment(
            bijeenkomst=gepland, by=bt.woe, gebeurtenis=vreemd, werking="hielp", tekst="x"
        )


def test_the_outcome_answers_three_questions(bt, gepland):
    with pytest.raises(RegelOvertreden, match="minstens één les"):
        services.close_leerbijeenkomst(bijeenkomst=gepland, by=bt.osc, goed="x", beter="y")
    with pytest.raises(RegelOvertreden, match="eigenaar"):
        les(bt, gepland, actie="Afspraak maken")
    row = les(
        bt, gepland, actie="Afspraak maken", eigenaar=bt.oe, deadline=timezone.localdate() + timedelta(days=9)
    )

    services.close_leerbijeenkomst(bijeenkomst=gepland, by=bt.osc, goed="Snel", beter="Bellen")

    assert row.actiepunt == Actiepunt.objects.get(eigenaar=bt.oe)
    with pytest.raises(RegelOvertreden, match="al afgerond"):
        les(bt, gepland)


def test_after_some_months_somebody_asks_whether_it_changed(bt, gepland, clock):
    row = les(bt, gepland)
    services.close_leerbijeenkomst(bijeenkomst=gepland, by=bt.osc, goed="x", beter="y")
    clock.move_to(op("2027-03-06", 9))
    services.tick()
    assert heard(bt.osc, "gaat het nu echt anders") == 0
    clock.move_to(op("2027-03-07", 9))
    services.tick()
    services.tick()
    assert heard(bt.osc, "gaat het nu echt anders") == 1

    services.answer_les(les=row, by=bt.osc, veranderd="nee", antwoord="Nog niet.")
    clock.move_to(op("2027-06-07", 9))
    services.tick()
    assert heard(bt.osc, "gaat het nu echt anders") == 2
    services.answer_les(les=row, by=bt.osc, veranderd="ja", antwoord="De OpCo belt.")
    clock.move_to(op("2027-12-07", 9))
    services.tick()

    assert heard(bt.osc, "gaat het nu echt anders") == 2


def offered(casus):
    """The lessons that the page of this casus offers."""
    gebieden = casus.casusgebieden.values_list("gebied", flat=True)
    portefeuilles = casus.casusportefeuilles.values_list("portefeuille", flat=True)
    return lessen_for(casus, gebieden, portefeuilles)


def test_a_lesson_is_offered_at_a_new_casus_that_looks_alike(bt, gepland, client):
    row = les(bt, gepland)
    jeugd = factories.casus(bt, gebieden=[bt.zuid], portefeuilles=[bt.jeugd])
    assert offered(jeugd) == []  # not before the bijeenkomst is done
    services.close_leerbijeenkomst(bijeenkomst=gepland, by=bt.osc, goed="x", beter="y")
    elders = factories.casus(bt, gebieden=[bt.zuid])
    soort = factories.casus(bt, gebieden=[bt.zuid], soort="Drukte")

    assert offered(jeugd) == [(row, ["portefeuille"])]
    assert offered(elders) == []
    assert offered(soort) == [(row, ["soort"])]
    client.force_login(bt.osc)
    assert "Bel eerst de wijkagent." in client.get(jeugd.get_absolute_url()).content.decode()


def test_lessons_are_for_the_team_and_the_bijeenkomst_for_who_belongs_there(bt, ander, gepland):
    les(bt, gepland)

    assert not Leerbijeenkomst.objects.visible_to(bt.ggp).exists()
    assert Leerbijeenkomst.objects.visible_to(bt.woe).exists()
    assert not Leerbijeenkomst.objects.visible_to(ander.chef).exists()
    assert not Les.objects.visible_to(ander.chef).exists()
