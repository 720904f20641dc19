"""Who reads and changes what around portefeuilles: what is hidden stays so on every path, and old pages undo nothing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casuistiek.services import set_vertrouwelijk
from organisatie.models import Plaatsing
from organisatie.services import end_plaatsing
from overleggen.services import add_actiepunt
from portefeuilles import services
from portefeuilles.models import Trend
from regels.begrippen import RegelOvertreden
from tests import factories
from werk.models import Werkregel
from werk.queries import team_time
from werk.services import add_favoriet, log_work

pytestmark = pytest.mark.django_db
GEHEIM = "Zeldzaamwoord"


@pytest.fixture
def besloten(bt):
    """A vertrouwelijke casus of the houder, with an actiepunt on it."""
    casus = factories.casus(bt, regisseur=bt.houder, titel=GEHEIM, portefeuilles=[bt.zorg])
    add_actiepunt(
        team=bt.team,
        by=bt.houder,
        tekst=f"Bel {GEHEIM}",
        eigenaar=bt.houder,
        deadline=date(2030, 1, 1),
        onderwerp=casus,
    )
    set_vertrouwelijk(casus=casus, by=bt.houder, vertrouwelijk=True)
    return casus


@pytest.mark.parametrize("who", ["vervanger", "woe", "osc", "chef"])
def test_an_actiepunt_on_a_vertrouwelijke_casus_is_in_no_dossier(bt, besloten, client, who):
    dossier = services.make_dossier(portefeuille=bt.zorg, van=bt.houder, aan=bt.woe, by=bt.vervanger)
    client.force_login(getattr(bt, who))

    for name in ("dossier", "dossier-docx", "dossier-pdf"):
        response = client.get(reverse(f"portefeuilles:{name}", args=[dossier.pk]))
        if name == "dossier":
            assert GEHEIM not in response.content.decode()
    assert not dossier.punten.filter(titel__contains=GEHEIM).exists()


def test_an_actiepunt_is_read_only_by_who_may_read_what_it_is_about(bt, besloten):
    from overleggen.agendabronnen import readable_ids
    from overleggen.models import Actiepunt

    punt = Actiepunt.objects.get()
    opdracht = factories.opdracht(bt, onderwerp=punt)

    assert readable_ids([opdracht], bt.houder) == {opdracht.pk}
    assert readable_ids([opdracht], bt.ggp) == set()


def test_who_left_the_team_changes_no_voorbeeld_any_more(bt, ander, client):
    row = services.save_voorbeeld(team=bt.team, by=bt.ggp, titel="x", tekst="y", delen="alle")
    today = timezone.localdate()
    end_plaatsing(plaatsing=bt.ggp.plaatsingen.get(), tot=today + timedelta(days=1), by=bt.chef)
    Plaatsing.objects.filter(medewerker=bt.ggp).update(tot=today)
    Plaatsing.objects.create(medewerker=bt.ggp, team=ander.team, functie="ggp", van=today)
    client.force_login(bt.ggp)

    url = reverse("portefeuilles:voorbeeld-change", args=[row.pk])
    assert client.get(url).status_code == 403
    assert client.post(url, {"titel": "GEKAAPT", "tekst": "z", "delen": "team"}).status_code == 403


def test_the_words_of_another_team_find_nothing(bt, ander, client):
    services.save_voorbeeld(
        team=bt.team, by=bt.houder, titel="x", tekst="y", delen="alle", portefeuille=bt.zorg
    )
    client.force_login(ander.woe)

    html = client.post(reverse("portefeuilles:voorbeeld-list"), {"q": "veiligheid"}).content.decode()

    assert "0 gevonden" in html


def test_the_time_of_one_is_in_no_sum_of_the_team(bt, client):
    today = timezone.localdate()
    for wie in (bt.woe, bt.woe_zuid, bt.houder):
        log_work(by=wie, team=bt.team, soort="overleg", minuten=60, tekst="x")
    log_work(by=bt.houder, team=bt.team, soort="coaching", minuten=137, tekst="x")
    log_work(by=bt.houder, team=bt.team, soort="portefeuille", onderwerp=bt.zorg, minuten=137, tekst="x")

    per_soort, people = team_time(bt.team.pk, today, today + timedelta(days=1))
    assert (per_soort, people) == ({"overleg": 180}, 3)
    client.force_login(bt.osc)
    for url in (bt.zorg.get_absolute_url(), reverse("dashboard:bmo"), reverse("werk:team-tijd")):
        html = client.get(url).content.decode()
        assert "2 uur 17" not in html, url
        assert "4 uur 34" not in html, url


def test_small_kinds_go_together_when_enough_people_logged_them(bt):
    today = timezone.localdate()
    for wie, soort in ((bt.woe, "coaching"), (bt.woe_zuid, "dienst"), (bt.houder, "overleg")):
        log_work(by=wie, team=bt.team, soort=soort, minuten=60, tekst="x")

    per_soort, _ = team_time(bt.team.pk, today, today + timedelta(days=1))

    assert per_soort == {"overig": 180}


def test_months_of_the_team_do_not_overlap(bt, client):
    client.force_login(bt.chef)
    url = reverse("werk:team-tijd")
    today = timezone.localdate()

    assert client.get(url, {"periode": "week"}).context["van"] == today.replace(day=1)
    before = client.get(url, {"periode": "week", "terug": "1"}).context
    assert before["tot_en_met"] == today.replace(day=1) - timedelta(days=1)


def test_a_repeat_of_what_is_not_yours_any_more_is_refused_and_hidden(bt, client):
    casus = factories.casus(bt, regisseur=bt.woe, titel=GEHEIM)
    line = log_work(
        by=bt.osc, team=bt.team, soort="casus", onderwerp=casus, titel=casus.titel, minuten=30, tekst="x"
    )
    add_favoriet(werkregel=line, by=bt.osc)
    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    client.force_login(bt.osc)

    client.post(reverse("werk:werk-repeat", args=[line.pk]))

    assert Werkregel.objects.count() == 1
    html = client.get(reverse("werk:werk")).content.decode()
    assert "Favorieten" not in html
    assert "Zoals vorige keer" not in html


def test_what_is_finished_is_not_overwritten_by_an_old_page(bt):
    trend = factories.trend(bt.team, bt.woe)
    old = Trend.objects.get(pk=trend.pk)
    services.close_trend(trend=trend, by=bt.woe, reden="Voorbij")
    with pytest.raises(RegelOvertreden, match="gesloten"):
        services.change_trend(trend=old, by=bt.woe, titel="Terug")
    assert Trend.objects.get().gesloten_op is not None

    actie = services.save_actie(
        portefeuille=bt.zorg, by=bt.houder, titel="x", dag=timezone.localdate(), trekker=bt.houder
    )
    services.finish_actie(actie=actie, by=bt.houder, resultaat="Veel")
    with pytest.raises(RegelOvertreden, match="al afgerond"):
        services.finish_actie(actie=actie, by=bt.woe, resultaat="Niets")
    services.save_actie(
        portefeuille=bt.zorg, actie=actie, by=bt.houder, titel="y", dag=actie.dag, trekker=bt.houder
    )
    actie.refresh_from_db()
    assert (actie.titel, actie.resultaat) == ("y", "Veel")


def test_a_second_tap_on_the_next_phase_changes_nothing(bt, client):
    aanpak = factories.aanpak(bt)
    type(aanpak).objects.update(
        wat="a", wie="a", waar="a", wanneer="a", waarom="a", oorzaken="a", mislukken="a", deblokkeren="a",
        meet="a", voor=3, assessment_op=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip
    services.save_interventie(aanpak=aanpak, by=bt.houder, wat="x", medewerker=bt.woe)
    aanpak.refresh_from_db()
    client.force_login(bt.houder)
    url = reverse("portefeuilles:aanpak-advance", args=[aanpak.pk])

    for _ in range(2):
        client.post(url, {"versie": aanpak.versie})

    aanpak.refresh_from_db()
    assert aanpak.fase == "analyse"
