"""Taakaccenthouders, zelfstandige teams, acties, thema van de maand, labels and choices (P1, P6-P8, P10, P12, P13)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from casuistiek.services import add_betrokkene
from casuistiek.taakaccenten import propose_for
from notificaties.models import Notificatie
from organisatie.services import end_plaatsing
from portefeuilles import services
from portefeuilles.models import Actie, Houderschap, Label, Taakaccent, Taakaccenthouder, Teamlid, Themamaand
from portefeuilles.queries import accents_of, needs_of, summaries
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import SINDS, op

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(op("2026-11-23", 10), tick=False):
        yield


@pytest.fixture
def accent(bt):
    return services.save_taakaccent(
        portefeuille=bt.zorg, by=bt.houder, naam="Zorg en Veiligheid", wens=2, cursussen=["Verward gedrag"]
    )


def erbij(accent, wie, by, **anders):
    return services.add_taakaccenthouder(
        taakaccent=accent, by=by, medewerker=wie, **{"van": SINDS, "fase": "zelfstandig", "uren": 8, **anders}
    )


def test_shortage_is_shown_on_the_list_and_early(bt, accent, client):
    erbij(accent, bt.ggp, bt.houder)
    tweede = erbij(accent, bt.intake, bt.houder)
    assert summaries(bt.team)[0].tekort == []

    services.end_taakaccenthouder(houder=tweede, tot=VANDAAG + timedelta(20), by=bt.houder)

    (rij,) = accents_of([bt.zorg.pk])
    assert (rij["bezet"], rij["tekort"], rij["eerste_tekort"]) == (2, 0, VANDAAG + timedelta(20))
    client.force_login(bt.osc)
    assert "straks te weinig" in client.get(reverse("portefeuilles:portefeuille-list")).content.decode()
    assert "te weinig vanaf zondag 13 december" in client.get(accent.get_absolute_url()).content.decode()


def test_what_is_short_now_or_soon_is_found_without_its_people(bt, accent):
    assert [(row["naam"], row["tekort"]) for row in needs_of([bt.zorg.pk])] == [(accent.naam, 2)]

    erbij(accent, bt.ggp, bt.houder)
    tweede = erbij(accent, bt.intake, bt.houder)
    (rij,) = needs_of([bt.zorg.pk])
    assert (rij["tekort"], rij["eerste_tekort"]) == (0, None)

    services.end_taakaccenthouder(houder=tweede, tot=VANDAAG + timedelta(20), by=bt.houder)
    (rij,) = needs_of([bt.zorg.pk])
    assert (rij["tekort"], rij["eerste_tekort"]) == (0, VANDAAG + timedelta(20))


def test_courses_are_put_ready_and_followed(bt, accent):
    houder = erbij(accent, bt.ggp, bt.houder, fase="inwerken")
    cursus = houder.cursussen.get()
    assert cursus.naam == "Verward gedrag"

    with pytest.raises(RegelOvertreden, match="nog niet geweest"):
        services.save_cursus(
            houder=houder, by=bt.houder, cursus=cursus, naam=cursus.naam, gevolgd_op=date(2027, 1, 1)
        )
    services.save_cursus(houder=houder, by=bt.houder, cursus=cursus, naam=cursus.naam, gevolgd_op=VANDAAG)
    assert houder.cursussen.get().gevolgd_op == VANDAAG


def test_a_vraagbaak_has_no_hours(bt, accent):
    with pytest.raises(RegelOvertreden, match="geen vrijgemaakte uren"):
        erbij(accent, bt.ggp, bt.houder, vraagbaak=True, uren=4)
    row = erbij(accent, bt.ggp, bt.houder, vraagbaak=True, uren=0)
    with pytest.raises(RegelOvertreden, match="geen vrijgemaakte uren"):
        services.change_taakaccenthouder(houder=row, by=bt.houder, fase="zelfstandig", uren=4, vraagbaak=True)
    with pytest.raises(RegelOvertreden, match="heeft dit taakaccent al"):
        erbij(accent, bt.ggp, bt.houder)


def test_somebody_says_it_is_for_them_and_the_houder_hears(bt, accent, client):
    client.force_login(bt.ggp)

    client.post(reverse("portefeuilles:taakaccent-apply", args=[accent.pk]))

    row = Taakaccenthouder.objects.get()
    assert (row.medewerker, row.fase) == (bt.ggp, "werving")
    assert Notificatie.objects.get().ontvanger == bt.houder
    assert accents_of([bt.zorg.pk])[0]["bezet"] == 0


def test_who_leaves_the_team_leaves_taakaccent_and_team_too(bt, accent):
    erbij(accent, bt.ggp, bt.houder)
    team = services.save_team(portefeuille=bt.zorg, by=bt.houder, naam="Horecateam")
    services.add_teamlid(zelfstandig_team=team, by=bt.houder, medewerker=bt.ggp, van=SINDS)

    end_plaatsing(plaatsing=bt.ggp.plaatsingen.get(), tot=VANDAAG, by=bt.chef)

    assert Taakaccenthouder.objects.get().tot == VANDAAG
    assert Teamlid.objects.get().tot == VANDAAG


def test_the_right_taakaccenthouder_is_proposed_on_a_casus(bt, accent, client):
    erbij(accent, bt.ggp, bt.houder)
    erbij(accent, bt.intake, bt.houder, fase="inwerken")
    erbij(accent, bt.zaco, bt.houder)
    factories.afwezig(bt.zaco)
    casus = factories.casus(bt, portefeuilles=[bt.zorg])
    client.force_login(bt.woe)

    html = client.get(casus.get_absolute_url()).content.decode()
    assert html.index("Guus Dekker") < html.index("Ida Groen")
    assert "Vraag een taakaccenthouder" in html
    assert [row.medewerker for row in propose_for(casus, [bt.zorg.pk], [])] == [bt.ggp, bt.intake]

    add_betrokkene(casus=casus, by=bt.woe, medewerker=bt.ggp, als="uitvoerder", taak="Contact met de bewoner")
    assert [row.medewerker for row in propose_for(casus, [bt.zorg.pk], [bt.ggp.pk])] == [bt.intake]
    ander = factories.casus(bt, portefeuilles=[bt.zorg])
    assert propose_for(ander, [bt.zorg.pk], [])[0].loopt_al == 1
    client.force_login(bt.ggp)
    assert "Contact met de bewoner" in client.get("/").content.decode()


def test_a_zelfstandig_team_and_what_its_deployment_brought(bt, client):
    team = services.save_team(portefeuille=bt.zorg, by=bt.houder, naam="Voetbalteam", doel="Thuiswedstrijden")
    with pytest.raises(RegelOvertreden, match="is er al"):
        services.save_team(portefeuille=bt.zorg, by=bt.houder, naam="voetbalteam")
    services.add_teamlid(zelfstandig_team=team, by=bt.houder, medewerker=bt.ggp, van=VANDAAG)
    with pytest.raises(RegelOvertreden, match="zit al in dit team"):
        services.add_teamlid(zelfstandig_team=team, by=bt.houder, medewerker=bt.ggp, van=VANDAAG)
    actie = services.save_actie(
        portefeuille=bt.zorg,
        by=bt.houder,
        titel="Thuiswedstrijd",
        dag=VANDAAG + timedelta(1),
        trekker=bt.houder,
        zelfstandig_team=team,
        partners=[factories.partner(bt.team)],
    )
    with pytest.raises(RegelOvertreden, match="nog niet geweest"):
        services.finish_actie(actie=actie, by=bt.houder, resultaat="Rustig.")
    Actie.objects.update(dag=VANDAAG)

    services.finish_actie(
        actie=actie, by=bt.houder, resultaat="Rustig verlopen.", geleerd="Eerder beginnen.", collegas=12
    )

    client.force_login(bt.ggp)
    for url in (team.get_absolute_url(), bt.zorg.get_absolute_url(), reverse("portefeuilles:actie-list")):
        assert "Rustig verlopen." in client.get(url).content.decode()


def test_the_thema_of_the_month_is_on_everybodys_start_page(bt, client, accent):
    services.set_themamaand(
        team=bt.team, maand=VANDAAG, by=bt.woe, portefeuille=bt.zorg, inhoud="Kort verhaal.", werft=True
    )
    services.set_themamaand(
        team=bt.team, maand=date(2026, 11, 2), by=bt.woe, portefeuille=bt.jeugd, werft=False
    )
    assert Themamaand.objects.get().portefeuille == bt.jeugd
    services.set_themamaand(
        team=bt.team, maand=VANDAAG, by=bt.woe, portefeuille=bt.zorg, inhoud="Kort verhaal.", werft=True
    )

    client.force_login(bt.ggp)
    assert "Kort verhaal." in client.get("/").content.decode()
    html = client.get(reverse("portefeuilles:themakalender")).content.decode()
    assert accent.get_absolute_url() in html
    assert "November" in html
    assert client.get(reverse("portefeuilles:themamaand", args=[2026, 11])).status_code == 403
    client.force_login(bt.woe)
    assert client.get(reverse("portefeuilles:themamaand", args=[2026, 11])).status_code == 200
    assert client.get(reverse("portefeuilles:themamaand", args=[2026, 13])).status_code == 404
    assert client.get(reverse("portefeuilles:themakalender"), {"jaar": "x" * 40}).status_code == 200


def test_labels_are_the_teams_own_and_the_opgaven_of_ggp_can_be_filled_in(bt, ander, client):
    client.force_login(bt.chef)
    client.post(reverse("portefeuilles:label-ggp"))
    client.post(reverse("portefeuilles:label-ggp"))
    assert Label.objects.filter(team=bt.team, soort="ggp").count() == 8
    ons = services.save_label(team=bt.team, by=bt.chef, soort="koers", naam="Digitale veiligheid")
    vreemd = services.save_label(team=ander.team, by=ander.chef, soort="koers", naam="Vreemd")
    with pytest.raises(RegelOvertreden, match="is er al"):
        services.save_label(team=bt.team, by=bt.chef, soort="koers", naam="digitale veiligheid")

    url = reverse("portefeuilles:portefeuille-change", args=[bt.zorg.pk])
    html = client.post(url, {"naam": "Zorg", "labels": [vreemd.pk]}).content.decode()
    assert "geldige keuze" in html
    client.post(url, {"naam": "Zorg", "labels": [ons.pk]})
    services.save_label(
        team=bt.team, label=ons, by=bt.chef, soort="koers", naam="Digitale veiligheid", gestopt=True
    )

    assert list(bt.zorg.labels.all()) == [ons]  # what was put stays readable
    assert "Digitale veiligheid" in client.get(bt.zorg.get_absolute_url()).content.decode()
    assert "Digitale veiligheid" in client.get(url).content.decode()
    assert "Digitale veiligheid" not in client.get(reverse("portefeuilles:portefeuille-add")).content.decode()


def test_how_the_team_is_involved_is_chosen_with_both_sides_in_sight(bt, client):
    client.force_login(bt.houder)
    url = reverse("portefeuilles:betrekken", args=[bt.zorg.pk])
    html = client.get(url).content.decode()
    assert "Niemand krijgt er tijd voor" in html
    assert "Zij zijn vrijgemaakt" in html

    client.post(url, {"manieren": ["taakaccent"], "reden": "Lange casussen."})
    client.post(url, {"manieren": ["taakaccent", "team"], "reden": "Ook voor evenementen."})

    assert [row.reden for row in bt.zorg.betrekkeuzes.all()] == ["Ook voor evenementen.", "Lange casussen."]
    assert "Ook voor evenementen." in client.get(bt.zorg.get_absolute_url()).content.decode()


def test_the_advice_on_tastbaarheid_uses_the_real_number_of_wijkagenten(bt, client):
    factories.koppel(bt.houder, bt.binnenstad, "woe", 2)
    client.force_login(bt.houder)
    url = reverse("portefeuilles:tastbaarheid", args=[bt.zorg.pk])

    client.post(url, {"overleg": "ja", "afspraken": "ja", "routine": "ja", "wijkwerk": "ja"})

    html = client.get(url).content.decode()
    assert "Thema en gebied samen kan goed werken." in html
    assert "Wijkagenten op het gebied van de houder: 1, de norm is 1.2." in html
    bt.wijk.inwoners = 25_000
    bt.wijk.save()
    assert "Kijk als team hoe je het wijkwerk opvangt" in client.get(url).content.decode()


def test_work_outside_the_speerpunten_is_justified_and_can_be_logged_on(bt, client):
    client.force_login(bt.woe)
    data = {"titel": "Crossmotoren", "waarom": "wijk", "tekst": "Voor de buurt.", "portefeuille": ""}

    client.post(reverse("portefeuilles:onderbouwing-add"), data)

    assert "De relatie met de wijk" in client.get(reverse("portefeuilles:onderbouwing-list")).content.decode()
    assert "Crossmotoren" in client.get(reverse("werk:werk")).content.decode()
    client.force_login(bt.ggp)
    assert client.get(reverse("portefeuilles:onderbouwing-add")).status_code == 403


def test_overlapping_houders_are_refused_with_what_to_do(bt, client):
    Houderschap.objects.create(
        portefeuille=bt.jeugd, medewerker=bt.osa, rol="houder", van=date(2027, 6, 1), tot=date(2027, 7, 1)
    )
    client.force_login(bt.chef)
    url = reverse("portefeuilles:houder-add", args=[bt.jeugd.pk])

    html = client.post(url, {"medewerker": bt.woe.pk, "rol": "houder", "van": "2027-01-01"}).content.decode()

    assert "Er is dan al een houder." in html
    assert Houderschap.objects.filter(portefeuille=bt.jeugd, rol="houder").count() == 2
    assert (
        client.post(url, {"medewerker": bt.woe.pk, "rol": "houder", "van": "2027-07-01"}).status_code == 302
    )


def test_another_name_for_a_taakaccent_that_is_there(bt, accent, client):
    client.force_login(bt.houder)

    html = client.post(
        reverse("portefeuilles:taakaccent-add", args=[bt.zorg.pk]),
        {"naam": "zorg en veiligheid", "wens": 3, "activiteiten": "Getypt."},
    ).content.decode()

    assert "Dit taakaccent is er al." in html
    assert "Getypt." in html
    assert Taakaccent.objects.count() == 1
