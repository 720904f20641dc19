"""Rights follow from the plaatsing and the work: in one team, for as long as it lasts, and by no side path."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus
from organisatie.models import OpCoDienst, Plaatsing
from organisatie.services import place
from overleggen.services import add_actiepunt, add_punt
from tests import factories
from werk.models import Werkregel

pytestmark = pytest.mark.django_db


def post(client, who, name, data, *args):
    client.force_login(type(who).objects.get(pk=who.pk))
    return client.post(reverse(name, args=args), data)


def sees(who, casus):
    return Casus.objects.visible_to(type(who).objects.get(pk=who.pk)).filter(pk=casus.pk).exists()


def test_rights_in_one_team_give_none_in_another(bt, ander, client):
    """Somebody works in two teams: ggp in one, teamchef in the other."""
    Plaatsing.objects.create(medewerker=bt.ggp, team=ander.team, functie="teamchef", van=timezone.localdate())
    data = {"functie": "teamchef", "van": str(timezone.localdate()), "beheerder": "on"}

    assert post(client, bt.ggp, "organisatie:plaatsing-change", data, ander.ggp.pk).status_code == 403
    assert not Plaatsing.objects.filter(medewerker=ander.ggp, team=bt.team).exists()
    tie = {"gebied": bt.binnenstad.pk, "rol": "woe", "van": str(timezone.localdate())}
    assert post(client, bt.ggp, "organisatie:koppeling-add", tie, bt.ggp.pk).status_code == 403


def test_nobody_ties_oneself_to_see_more(bt, client):
    bt.ggp.plaatsingen.update(beheerder=True)
    casus = factories.casus(bt, portefeuilles=[bt.zorg])
    today = str(timezone.localdate())

    post(
        client,
        bt.ggp,
        "organisatie:koppeling-add",
        {"gebied": bt.binnenstad.pk, "rol": "woe", "van": today},
        bt.ggp.pk,
    )
    for rol in ("houder", "vervanger"):
        post(
            client,
            bt.ggp,
            "portefeuilles:houder-add",
            {"medewerker": bt.ggp.pk, "rol": rol, "van": today},
            bt.zorg.pk,
        )

    assert not sees(bt.ggp, casus)


def test_a_beheerder_makes_no_overleg_to_look_into_casussen(bt, client):
    bt.ggp.plaatsingen.update(beheerder=True)
    client.force_login(type(bt.ggp).objects.get(pk=bt.ggp.pk))

    assert client.get(reverse("overleggen:reeks-add")).status_code == 403


def test_a_waarnemer_does_not_lift_the_secrecy(bt, client):
    casus = factories.casus(bt, vertrouwelijk=True)
    factories.afwezig(bt.woe)
    services.tick()

    assert post(client, bt.oe, "casuistiek:vertrouwelijk", {}, casus.pk).status_code == 403
    assert Casus.objects.get().vertrouwelijk


def test_taking_over_and_undoing_leaves_no_access(bt):
    casus = factories.casus(bt)
    services.take_over(casus=casus, by=bt.ggp)
    assert sees(bt.ggp, casus)

    services.undo_aanwijzing(aanwijzing=casus.aanwijzingen.get(), by=bt.ggp)

    assert not sees(bt.ggp, casus)


def test_the_shift_shows_what_is_open_to_who_is_next_or_asks_to_take_over(bt, client):
    factories.overgedragen(bt)
    client.force_login(bt.opco2)
    url = reverse("organisatie:dienst")

    assert "Chemische lucht" not in client.get(url).content.decode()
    assert "Chemische lucht" in client.post(url, {"stap": "bekijk"}).content.decode()
    OpCoDienst.objects.update(volgende=bt.opco2)
    assert "Chemische lucht" in client.get(url).content.decode()


def test_the_shift_does_not_show_a_regie_that_is_offered_between_colleagues(bt, client):
    """An OpCo need not know of it, and the link led to a page that does not exist for them."""
    casus = factories.casus(bt, titel="Al lang geen acute zaak")
    services.offer_regie(casus=casus, by=bt.woe, aan=bt.woe_zuid)
    client.force_login(bt.opco)

    html = client.get(reverse("organisatie:dienst")).content.decode()

    assert "Al lang geen acute zaak" not in html
    assert not sees(bt.opco, casus)


def test_actiepunten_of_a_team_one_left_are_gone_from_mijn_werk(bt, ander, client):
    add_actiepunt(
        team=bt.team,
        by=bt.osc,
        tekst="Bel de bewoner",
        eigenaar=bt.ggp,
        deadline=timezone.localdate() + timedelta(3),
    )
    bt.ggp.plaatsingen.update(tot=timezone.localdate())
    Plaatsing.objects.create(medewerker=bt.ggp, team=ander.team, functie="ggp", van=timezone.localdate())
    client.force_login(type(bt.ggp).objects.get(pk=bt.ggp.pk))

    assert "Bel de bewoner" not in client.get("/").content.decode()


def test_a_meeting_that_nobody_closed_does_not_keep_a_casus_open(bt):
    zuid = factories.casus(bt, regisseur=bt.woe_zuid, gebieden=[bt.zuid])
    overleg = factories.overleg(factories.reeks(bt.team))
    add_punt(
        overleg=overleg,
        by=bt.woe_zuid,
        titel="x",
        doel="besluitvorming",
        gewenst="x",
        minuten=5,
        soort="casus",
        onderwerp=zuid,
        criteria=["leerzaam"],
    )
    assert sees(bt.vervanger, zuid)

    past = timezone.now() - timedelta(days=9)
    overleg.begin, overleg.eind = past, past + timedelta(hours=2)
    overleg.save()

    assert not sees(bt.vervanger, zuid)


def test_who_may_be_opco_no_more_is_it_no_more(bt):
    place(
        medewerker=bt.opco,
        team=bt.team,
        functie="ggp",
        van=timezone.localdate(),
        opco_bevoegd=False,
        beheerder=False,
        by=bt.chef,
    )

    assert not OpCoDienst.objects.filter(tot=None).exists()


@pytest.mark.parametrize("value", ["9" * 30, "-1", "x", "²"])
@pytest.mark.parametrize("field", ["andere_gebieden", "hoofdgebied", "andere_portefeuilles"])
def test_an_id_that_is_no_id(bt, client, field, value):
    data = {"titel": "x", "ernst": "rustig", "wat_gebeurd": "x", field: value}

    response = post(client, bt.woe, "casuistiek:casus-zelf", data)

    assert response.status_code == 200
    assert not Casus.objects.exists()


def test_the_key_of_another_blocks_and_finds_nothing(bt, ander, client):
    sleutel = str(uuid.uuid4())
    data = {"sleutel": sleutel, "waarvoor": "overleg", "minuten": "60", "tekst": "x"}
    meld = {"sleutel": sleutel, "titel": "x", "ernst": "rustig", "wat_gebeurd": "x"}

    for who in (bt.woe, bt.oe, ander.woe):
        assert post(client, who, "werk:werk", data).status_code == 302
        assert post(client, who, "casuistiek:casus-meld", meld).status_code == 302

    assert (Werkregel.objects.count(), Casus.objects.count()) == (3, 3)


def test_the_outcome_of_a_meeting_is_for_who_takes_part(bt, client):
    trend = factories.trend(bt.team, bt.woe)
    overleg = factories.overleg(factories.reeks(bt.team))
    punt = add_punt(
        overleg=overleg,
        by=bt.woe,
        titel="x",
        doel="besluitvorming",
        gewenst="x",
        minuten=5,
        soort="trend",
        onderwerp=trend,
    )
    punt.uitkomst, punt.uitkomst_tekst = "besluit", "Alleen voor het overleg"
    punt.save()

    for who, shown in ((bt.ggp, False), (bt.osc, True)):
        client.force_login(who)
        html = client.get(reverse("portefeuilles:trend", args=[trend.pk])).content.decode()
        assert ("Alleen voor het overleg" in html) is shown
