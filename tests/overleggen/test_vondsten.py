"""Faults that a strict reader found, so that they do not come back."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from casuistiek.services import set_vertrouwelijk
from overleggen import services
from overleggen.models import Actiepunt, Agendapunt, Overleg, Vraag
from portefeuilles.services import close_trend
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db
MAANDAG = op("2026-11-23", 10)
OPTIES = [{"tekst": "ja", "kost": "8 uur"}, {"tekst": "nee", "kost": ""}]


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(MAANDAG, tick=False):
        yield


@pytest.fixture
def overleg(bt):
    reeks = factories.reeks(bt.team)
    eerste = factories.overleg(reeks, begin=op("2026-11-24", 9))
    factories.overleg(reeks, begin=op("2026-12-22", 9))
    return eerste


def add(overleg, by, titel="Ander punt", **anders):
    feiten = {"doel": "besluitvorming", "gewenst": "Een besluit", "minuten": 10, **anders}
    return services.add_punt(overleg=overleg, by=by, titel=titel, **feiten)


def test_a_question_is_asked_in_the_browser(bt, overleg, client):
    factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    client.force_login(bt.woe)
    data = {"vraag": "Mag er een koppel bij?", "opties": "Elke avond | 8 uur per week\nAlleen vrijdag"}

    response = client.post(reverse("overleggen:vraag-add"), data)

    assert response.status_code == 302
    assert Vraag.objects.get().opties == [
        {"tekst": "Elke avond", "kost": "8 uur per week"},
        {"tekst": "Alleen vrijdag", "kost": ""},
    ]


def test_a_new_link_is_only_made_by_who_may_read_what_it_shows(bt, overleg, client):
    casus = factories.casus(bt, titel="Zaak")
    punt = add(overleg, bt.woe, "Zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])
    gast, _ = services.invite_gast(
        overleg=overleg, by=bt.woe, naam="Carla", organisatie="Gemeente", punten=[punt]
    )
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    url = reverse("overleggen:gast-renew", args=[gast.pk])

    client.force_login(bt.osc)
    assert client.post(url).status_code == 403
    client.force_login(bt.woe)
    assert client.post(url).status_code == 302


def test_a_point_with_a_question_stays_when_nobody_proposes_it_any_more(bt, overleg):
    factories.reeks(bt.team, "bmo")
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    services.fill_agenda(overleg)
    services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES, punt=overleg.punten.get())
    close_trend(trend=trend, by=bt.woe, reden="Voorbij.")

    services.fill_agenda(overleg)
    services.tick()
    services.cancel_overleg(overleg=overleg, by=bt.osc, reden="Ziekte.")

    assert Agendapunt.objects.get(titel="Vuurwerk").overleg.status == "gepland"


def values(reeks, **change):
    names = (
        "soort",
        "naam",
        "regel",
        "eerste",
        "laatste",
        "begintijd",
        "duur",
        "plaats",
        "functies",
        "vaste_punten",
    )
    return {name: getattr(reeks, name) for name in names} | change


def test_another_time_leaves_extra_and_moved_meetings_where_they_are(bt):
    reeks = factories.reeks(bt.team)
    services.make_overleggen(reeks)
    extra = services.add_overleg(reeks=reeks, by=bt.osc, begin=op("2026-12-03", 14))
    first = reeks.overleggen.exclude(datum=None).first()
    services.move_overleg(overleg=first, by=bt.osc, begin=op("2026-11-30", 9), reden="Zaal bezet.")
    days = dict(reeks.overleggen.values_list("pk", "datum"))

    services.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, begintijd=time(13)))

    assert dict(reeks.overleggen.filter(pk__in=days).values_list("pk", "datum")) == days
    assert Overleg.objects.get(pk=extra.pk).begin == op("2026-12-03", 14)
    assert Overleg.objects.get(pk=first.pk).begin == op("2026-11-30", 9)
    others = reeks.overleggen.exclude(pk__in=[extra.pk, first.pk])
    assert {timezone.localtime(row.begin).hour for row in others} == {13}


def test_a_changed_series_is_told_once(bt):
    reeks = factories.reeks(bt.team)
    services.make_overleggen(reeks)

    services.move_rest(
        overleg=reeks.overleggen.first(), by=bt.osc, begin=op("2026-12-03", 10), reden="Andere dag."
    )

    assert bt.woe.notificaties.filter(tekst__contains="andere dagen of tijden").count() == 1


def test_a_meeting_nobody_started_hands_on_its_points(bt, overleg, client):
    add(overleg, bt.woe)
    with time_machine.travel(op("2026-11-25", 9), tick=False):
        client.force_login(bt.woe)
        assert "niet gestart" in client.get(reverse("overleggen:overleg-list")).content.decode()
    with time_machine.travel(op("2026-11-28", 9), tick=False):
        services.tick()

    overleg.refresh_from_db()
    assert (overleg.status, overleg.reden_vervallen) == ("vervallen", "niet gehouden")
    assert Agendapunt.objects.get(titel="Ander punt").overleg.status == "gepland"


def test_the_same_subject_is_brought_in_again_after_it_ended(bt, overleg):
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    punt = add(overleg, bt.woe, "Vuurwerk", onderwerp=trend, soort="trend")
    services.start_overleg(overleg=overleg, by=bt.osc)
    services.end_punt(punt=punt, by=bt.osc, uitkomst="besluit", tekst="Ja.")

    assert add(overleg, bt.woe, "Nog eens", onderwerp=trend, soort="trend").overleg == overleg


def test_a_question_that_could_not_be_read_stays_open(bt, overleg):
    from regels.agenda import BUITEN

    bmo = factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    vraag = services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES)
    services.start_overleg(overleg=bmo, by=bt.osc)

    services.end_punt(punt=bmo.punten.get(), by=bt.osc, uitkomst="geen_vervolg", tekst=BUITEN)

    vraag.refresh_from_db()
    assert vraag.beantwoord_op is None


def test_a_question_waits_on_one_agenda_only(bt, overleg):
    factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES)

    with pytest.raises(RegelOvertreden, match="kwam vanzelf"):
        services.park_punt(punt=Agendapunt.objects.get(soort="vraag"), by=bt.woe)


def test_asked_from_the_voorraad_ends_nothing(bt, overleg):
    factories.reeks(bt.team, "bmo")
    punt = services.add_punt(
        reeks=overleg.reeks, by=bt.woe, titel="Later", doel="besluitvorming", gewenst="x", minuten=5
    )

    services.ask_bmo(team=bt.team, by=bt.woe, vraag="Mag het?", opties=OPTIES, punt=punt, afronden=True)

    assert Agendapunt.objects.get(pk=punt.pk).uitkomst == ""


def test_two_windows_that_are_too_long_together_lose_nothing(bt, overleg):
    punt = add(overleg, bt.woe)
    services.note(punt=punt, by=bt.woe, tekst="a" * 3000)

    with pytest.raises(RegelOvertreden, match="te lang"):
        services.note(punt=punt, by=bt.woe, tekst="b" * 3000)


@pytest.mark.parametrize("path", ["stand/?punt=²"])
def test_odd_digits_are_no_fault(bt, overleg, client, path):
    client.force_login(bt.woe)

    assert client.get(f"{overleg.get_absolute_url()}{path}").status_code == 200
    assert client.post(reverse("dashboard:besluiten"), {"casus": "²"}).status_code == 200
    assert client.get(reverse("overleggen:inbrengen") + "?over=portefeuilles.trend|²").status_code == 404


def test_a_title_that_may_no_longer_be_read_is_not_on_mijn_werk(bt, overleg, client):
    casus = factories.casus(bt, titel="Zaak")
    services.add_punt(
        reeks=overleg.reeks, by=bt.ggp, titel="Zachtwoord", doel="besluitvorming", gewenst="x", minuten=5,
        soort="casus", onderwerp=casus, criteria=["leerzaam"],
    )  # fmt: skip
    boven = services.add_actiepunt(
        team=bt.team,
        by=bt.woe,
        tekst="Zachtwoord boven",
        eigenaar=bt.woe,
        deadline=date(2026, 12, 4),
        onderwerp=casus,
    )
    deel = services.add_actiepunt(
        team=bt.team, by=bt.woe, tekst="Bel", eigenaar=bt.ggp, deadline=date(2026, 12, 4), boven=boven
    )
    with time_machine.travel(MAANDAG + timedelta(days=40), tick=False):
        client.force_login(bt.ggp)
        for url in (
            reverse("dashboard:mijn-werk"),
            deel.get_absolute_url(),
            reverse("overleggen:actiepunt-list"),
        ):
            assert "Zachtwoord" not in client.get(url).content.decode(), url
    assert Actiepunt.objects.count() == 2


def test_a_closed_series_does_not_open_afterwards(bt):
    reeks = factories.reeks(bt.team, "intervisie", functies=["woe"], alleen_deelnemers=True)
    overleg = factories.overleg(reeks, begin=op("2026-11-24", 9))
    services.start_overleg(overleg=overleg, by=bt.woe)

    with pytest.raises(RegelOvertreden, match="blijft alleen voor deelnemers"):
        services.save_reeks(team=bt.team, reeks=reeks, by=bt.chef, **values(reeks, alleen_deelnemers=False))
    reeks.refresh_from_db()
    assert not bt.chef.has_perm("overleggen.change_reeks", reeks)


def test_only_a_kennissessie_is_about_a_portefeuille(bt, overleg, client):
    url = reverse("portefeuilles:kennissessie-plan", args=[overleg.pk])
    client.force_login(bt.ggp)
    assert client.get(url).status_code == 403

    client.force_login(bt.woe)
    html = client.post(url, {"portefeuille": bt.zorg.pk, "spreker": bt.woe.pk}).content.decode()
    assert "Dit is geen kennissessie." in html
