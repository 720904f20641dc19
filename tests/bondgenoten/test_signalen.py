"""Signals, and bringing a network together about one (B5)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bondgenoten import queries, services
from bondgenoten.models import Signaal
from notificaties.models import Notificatie
from overleggen.models import Agendapunt, Overleg
from overleggen.services import cancel_overleg, fill_agenda
from regels.begrippen import RegelOvertreden
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk(bt):
    return factories.netwerk(bt)


@pytest.fixture
def gepland(bt, netwerk):
    services.plan_reeks(
        netwerk=netwerk,
        by=bt.woe,
        regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=factories.vandaag() + timedelta(days=3),
        begintijd=factories.TIJD,
    )
    netwerk.refresh_from_db()
    return netwerk


def test_a_signal_runs_out_by_its_level_unless_a_day_is_given(bt):
    today = factories.vandaag()

    assert factories.signaal(bt, niveau=4).loopt_af_op == today + timedelta(days=7)
    assert factories.signaal(bt, loopt_af_op=today + timedelta(days=2)).loopt_af_op == today + timedelta(
        days=2
    )


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"gebied": None}, "Kies waar het speelt"),
        ({"loopt_af_op": timezone.localdate() - timedelta(days=1)}, "al geweest"),
    ],
)
def test_a_signal_without_a_place_or_of_yesterday_is_refused(bt, anders, zin):
    with pytest.raises(RegelOvertreden, match=zin):
        factories.signaal(bt, **anders)

    assert not Signaal.objects.exists()


def test_a_signal_without_gebied_keeps_what_was_typed(bt, client):
    client.force_login(bt.ggp)

    page = client.post(
        reverse("bondgenoten:signaal-add"),
        {"titel": "Onrust bij de winkels", "niveau": 2, "zekerheid": "ervaren"},
    ).content.decode()

    assert "Kies waar het speelt. Weet je het niet precies?" in page
    assert "Onrust bij de winkels" in page


@pytest.mark.parametrize(
    ("niveau", "hoort", "dringend"), [(2, False, False), (3, True, False), (4, True, True)]
)
def test_a_high_signal_is_told_at_once_to_who_works_there(bt, netwerk, niveau, hoort, dringend):
    row = factories.signaal(bt, niveau=niveau, by=bt.ggp)

    told = Notificatie.objects.filter(sleutel__startswith=f"signaal:{row.pk}:{niveau}:")
    expected = {bt.woe, bt.oe, bt.wijkagent, bt.chef} if hoort else set()
    assert {row.ontvanger for row in told} == expected
    assert {row.dringend for row in told} == ({dringend} if hoort else set())


def test_the_picture_of_a_gebied_goes_twelve_weeks_back(bt):
    row = factories.signaal(bt, niveau=3, zekerheid="vastgesteld")
    since, tot = factories.vandaag() - timedelta(days=30), factories.vandaag() - timedelta(days=16)
    row.standen.update(van=since, tot=tot)

    weken, beeld = queries.beeld_per_gebied(bt.team)

    assert len(weken) == 12
    assert {rij["gebied"].naam: rij["niveaus"] for rij in beeld} == {
        "Binnenstad": [0] * 7 + [3, 3] + [0] * 3,
        "Zuid": [0] * 12,
    }


def test_a_signal_that_rises_is_told_and_the_past_stays_as_it_was(bt, netwerk):
    row = factories.signaal(bt, niveau=1, zekerheid="vastgesteld", by=bt.ggp)
    row.standen.update(van=factories.vandaag() - timedelta(days=20))

    services.confirm_signaal(signaal=row, by=bt.ggp, niveau=4)

    _, beeld = queries.beeld_per_gebied(bt.team)
    assert next(rij["niveaus"] for rij in beeld if rij["gebied"] == bt.binnenstad)[-4:] == [0, 1, 1, 4]
    told = Notificatie.objects.filter(sleutel__startswith=f"signaal:{row.pk}:4:")
    assert {row.ontvanger for row in told} == {bt.woe, bt.oe, bt.wijkagent, bt.chef}


def test_a_signal_that_sinks_ends_by_its_new_level(bt):
    row = factories.signaal(bt, niveau=1)
    services.confirm_signaal(signaal=row, by=bt.woe, niveau=3)

    row.refresh_from_db()
    assert row.loopt_af_op == factories.vandaag() + timedelta(days=14)  # not the six weeks of mere talk


def test_who_leads_no_network_asks_who_does(bt, netwerk, client):
    row = factories.signaal(bt, niveau=3, by=bt.woe_zuid)
    client.force_login(bt.woe_zuid)
    url = reverse("bondgenoten:convene", args=[row.pk])

    page = client.get(url).content.decode()
    day = factories.vandaag() + timedelta(days=2)
    client.post(
        url, {"netwerk": netwerk.pk, "dag": f"{day:%d-%m-%Y}", "tijd": "10.00", "plaats": "Buurthuis"}
    )

    assert "we vragen Noor Bakker" in page
    client.force_login(bt.woe)  # who was asked finds it filled in
    asked = client.get(row.get_absolute_url()).content.decode()
    form = client.get(url).content.decode()
    assert f"{bt.woe_zuid.naam} vraagt: {netwerk}" in asked
    assert "Buurthuis" in form
    assert f"{day:%d-%m-%Y}" in form or f"{day:%Y-%m-%d}" in form
    assert Notificatie.objects.filter(ontvanger=bt.woe, tekst__contains="bijeen te roepen").count() == 1
    assert not Agendapunt.objects.filter(soort="signaal").exists()


def test_a_signal_goes_on_the_agenda_of_the_network_and_of_the_woe_os_overleg(bt, gepland):
    row = factories.signaal(bt, niveau=2)
    talk = factories.signaal(bt, titel="Er wordt gepraat", niveau=1)
    elsewhere = factories.signaal(bt, titel="In Zuid", gebied=bt.zuid, niveau=3)
    woe_os = factories.overleg(factories.reeks(bt.team))
    bijeenkomst = gepland.reeks.overleggen.te_komen().first()

    for overleg in (woe_os, bijeenkomst):
        fill_agenda(overleg)

    def subjects(overleg):
        return [punt.onderwerp for punt in overleg.punten.filter(soort="signaal").order_by("pk")]

    assert set(subjects(woe_os)) == {row, elsewhere}
    assert set(subjects(bijeenkomst)) == {row, talk}


def test_a_network_is_brought_together_on_a_day_of_its_own(bt, gepland):
    row = factories.signaal(bt, niveau=3)
    begin = timezone.now() + timedelta(days=1)

    overleg = services.convene(signaal=row, by=bt.woe, netwerk=gepland, begin=begin, plaats="Buurthuis")

    row.refresh_from_db()
    assert (row.netwerk, row.overleg) == (gepland, overleg)
    assert Agendapunt.objects.get(overleg=overleg, soort="signaal").onderwerp == row
    assert Overleg.objects.get(pk=overleg.pk).plaats == "Buurthuis"


def test_what_a_cancelled_bijeenkomst_was_called_for_goes_to_the_next(bt, gepland):
    row = factories.signaal(bt, niveau=3)
    overleg = services.convene(
        signaal=row, by=bt.woe, netwerk=gepland, begin=timezone.now() + timedelta(days=1)
    )
    following = gepland.reeks.overleggen.te_komen().exclude(pk=overleg.pk).order_by("begin").first()

    cancel_overleg(overleg=overleg, by=bt.woe, reden="zaal bezet")

    row.refresh_from_db()
    assert row.overleg == following
    assert Agendapunt.objects.filter(overleg=following, onderwerp_id=row.pk, soort="signaal").count() == 1


@pytest.mark.parametrize("toestand", ["geen ritme", "gestopt", "gesloten signaal"])
def test_convening_what_cannot_says_what_to_do(bt, netwerk, toestand):
    row = factories.signaal(bt)
    if toestand == "gestopt":
        services.stop_netwerk(netwerk=netwerk, by=bt.woe, reden="klaar")
    if toestand == "gesloten signaal":
        services.close_signaal(signaal=row, by=bt.woe, reden="voorbij")

    with pytest.raises(RegelOvertreden):
        services.convene(signaal=row, by=bt.woe, netwerk=netwerk)


def test_a_signal_that_is_on_the_agenda_by_itself_can_be_convened(bt, gepland):
    row = factories.signaal(bt)
    overleg = gepland.reeks.overleggen.te_komen().order_by("begin").first()
    fill_agenda(overleg)

    assert services.convene(signaal=row, by=bt.woe, netwerk=gepland) == overleg

    assert Agendapunt.objects.filter(overleg=overleg, onderwerp_id=row.pk, soort="signaal").count() == 1
