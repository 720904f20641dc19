"""Good work does not vanish with the person: a houder leaves, the successor finds everything (P14-P16, K8)."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.forms.models import model_to_dict
from django.urls import reverse
from docx import Document

from casuistiek.models import Gebeurtenis, Regie
from casuistiek.services import set_vertrouwelijk
from logboek.models import Logregel
from notificaties.models import Notificatie
from organisatie.services import end_plaatsing, save_contactpersoon
from overleggen.services import add_actiepunt
from portefeuilles import services
from portefeuilles.models import (
    Aanpak,
    Activiteit,
    Houderschap,
    Inwerkplan,
    Navolging,
    Overdrachtsdossier,
    Plan,
    Voorbeeld,
)
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from werk.models import Werkregel
from werk.services import log_work

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(op("2026-11-23", 10), tick=False) as traveller:
        yield traveller


@pytest.fixture
def werk(bt):
    """Everything a houder builds up in a year."""
    partner = factories.partner(bt.team, "GGZ Centraal", "zorg", "Mirjam Vos")
    plan = factories.plan(bt, waarvoor="Eerder hulp, minder crisis.")
    effect = plan.effecten.get()
    services.add_indicator(
        effect=effect,
        by=bt.houder,
        naam="Crisis",
        nul=Decimal(9),
        nul_op=VANDAAG,
        doel=Decimal(4),
        doel_op=date(2027, 6, 1),
    )
    activiteit = factories.activiteit(effect, bt.houder, tekst="Vast overleg met de GGZ", partners=[partner])
    aanpak = factories.aanpak(bt, titel="Overlast op het plein")
    add_actiepunt(
        team=bt.team,
        by=bt.osc,
        tekst="Bel de wijkverpleging",
        eigenaar=bt.houder,
        deadline=VANDAAG + timedelta(5),
    )
    casus = factories.casus(bt, regisseur=bt.houder, portefeuilles=[bt.zorg], titel="Zorgen om een bewoner")
    factories.trend(bt.team, bt.houder, titel="Meer verward gedrag", portefeuille=bt.zorg)
    services.choose_betrekken(
        portefeuille=bt.zorg, by=bt.houder, manieren=["taakaccent"], reden="Lange casussen."
    )
    log_work(
        by=bt.houder,
        team=bt.team,
        soort="portefeuille",
        onderwerp=bt.zorg,
        titel="Zorg",
        minuten=90,
        tekst="Plan",
    )
    return {"plan": plan, "activiteit": activiteit, "aanpak": aanpak, "casus": casus, "partner": partner}


def dossier_of(bt, **anders):
    return services.make_dossier(
        portefeuille=bt.zorg,
        van=bt.houder,
        by=bt.houder,
        **{
            "waarom": "Ik bel altijd eerst de GGZ.",
            "vragen": "Wie betaalt het spreekuur?\n\nGaat de pilot door?",
            **anders,
        },
    )


def history(bt):
    """What must never change when people do: the record of work and of who held what."""
    models = (Plan, Activiteit, Aanpak, Regie, Gebeurtenis, Werkregel)
    rows = [[model_to_dict(row) for row in model.objects.order_by("pk")] for model in models]
    held = list(Houderschap.objects.order_by("pk").values("portefeuille", "medewerker", "rol", "van"))
    return rows, held


def test_a_houder_leaves_the_successor_finds_everything_and_nothing_in_history_has_changed(
    bt, werk, client, clock
):
    before = history(bt)
    client.force_login(bt.houder)
    client.post(
        reverse("portefeuilles:dossier-make", args=[bt.zorg.pk]),
        {
            "van": bt.houder.pk,
            "waarom": "Ik bel altijd eerst de GGZ.",
            "vragen": "Wie betaalt het spreekuur?",
        },
    )
    services.set_houder(portefeuille=bt.zorg, medewerker=bt.woe_zuid, van=VANDAAG + timedelta(1), by=bt.chef)
    clock.move_to(op("2026-11-24", 9))
    end_plaatsing(plaatsing=bt.houder.plaatsingen.get(), tot=date(2026, 11, 24), by=bt.chef)

    dossier = Overdrachtsdossier.objects.get()
    assert (dossier.van, dossier.aan) == (bt.houder, bt.woe_zuid)
    client.force_login(bt.woe_zuid)
    assert "Werk het overdrachtsdossier door: Zorg en Veiligheid" in client.get("/").content.decode()
    html = client.get(dossier.get_absolute_url()).content.decode()
    for found in (
        "Plan: Plan zorg",
        "Activiteit: Vast overleg met de GGZ",
        "Aanpak: Overlast op het plein",
        "Actiepunt: Bel de wijkverpleging",
        "Casus: Zorgen om een bewoner",
        "Trend: Meer verward gedrag",
        "GGZ Centraal",
        "Mirjam Vos",
        "033 469 0000",
        "Eerder hulp, minder crisis.",
        "Lange casussen.",
        "Ik bel altijd eerst de GGZ.",
        "Wie betaalt het spreekuur?",
    ):
        assert found in html, found

    rows, held = history(bt)
    gone = {"gebeurtenis"}  # what happened since was added, nothing was changed
    assert gone
    for old, new in zip(before[0], rows, strict=True):
        assert new[: len(old)] == old or old == [row for row in new if row["id"] in {r["id"] for r in old}]
    assert held[: len(before[1])] == before[1]
    assert len(held) == len(before[1]) + 1
    client.force_login(bt.osc)
    home = client.get(bt.zorg.get_absolute_url()).content.decode()
    assert "Hind Amrani" in home
    assert "t/m maandag 23 november" in home


def test_the_successor_ticks_asks_and_finishes(bt, werk, client):
    dossier = dossier_of(bt, aan=bt.woe)
    assert Notificatie.objects.filter(ontvanger=bt.woe, sleutel__startswith="dossier").count() == 1
    client.force_login(bt.woe)
    with pytest.raises(RegelOvertreden, match="te bekijken"):
        services.finish_dossier(dossier=dossier, by=bt.woe)
    punten = list(dossier.punten.all())
    for punt in punten:
        client.post(reverse("portefeuilles:dossierpunt-tick", args=[punt.pk]))
    client.post(
        reverse("portefeuilles:dossierpunt-note", args=[punten[0].pk]), {"opmerking": "Wanneer precies?"}
    )

    again = dossier_of(bt, aan=bt.woe)

    fresh = again.punten.get(titel=punten[0].titel)
    assert (fresh.gezien_op is not None, fresh.opmerking) == (True, "Wanneer precies?")
    client.post(reverse("portefeuilles:dossier-finish", args=[again.pk]))
    again.refresh_from_db()
    assert again.afgerond_op is not None
    with pytest.raises(RegelOvertreden, match="afgerond"):
        services.tick_dossierpunt(punt=fresh, by=bt.woe)


def test_names_of_people_outside_are_read_anew_never_frozen(bt, werk, client):
    dossier = dossier_of(bt, aan=bt.woe)
    contact = werk["partner"].contact
    assert "Mirjam" not in " ".join(f"{p.titel} {p.tekst}" for p in dossier.punten.all())

    save_contactpersoon(
        organisatie=werk["partner"], contactpersoon=contact, by=bt.osc, naam="Nieuwe Naam", functie="x"
    )

    client.force_login(bt.woe)
    assert "Nieuwe Naam" in client.get(dossier.get_absolute_url()).content.decode()


def test_pdf_and_word_say_the_same(bt, werk, client):
    dossier = dossier_of(bt, aan=bt.woe)
    client.force_login(bt.woe)

    pdf = client.get(reverse("portefeuilles:dossier-pdf", args=[dossier.pk]))
    word = client.get(reverse("portefeuilles:dossier-docx", args=[dossier.pk]))

    assert pdf.content.startswith(b"%PDF")
    text = "\n".join(p.text for p in Document(io.BytesIO(word.content)).paragraphs)
    for found in (
        "Lopend werk",
        "Activiteit: Vast overleg met de GGZ",
        "Mirjam Vos",
        "Ik bel altijd eerst de GGZ.",
    ):
        assert found in text
    assert Logregel.objects.filter(actie="dossier.downloaded").count() == 2


@pytest.mark.parametrize(
    ("who", "ziet"),
    [
        ("houder", True),
        ("woe", True),
        ("vervanger", True),
        ("osc", True),
        ("woe_zuid", False),
        ("ggp", False),
    ],
)
def test_for_whom_a_dossier_exists(bt, werk, client, who, ziet):
    dossier = dossier_of(bt, aan=bt.woe)
    client.force_login(getattr(bt, who))

    assert client.get(dossier.get_absolute_url()).status_code == (200 if ziet else 404)
    assert ("Overdrachtsdossier van" in client.get(bt.zorg.get_absolute_url()).content.decode()) is ziet


def test_a_casus_in_a_dossier_exists_only_for_whom_it_exists(bt, werk, client):
    elders = factories.casus(bt, regisseur=bt.houder, gebieden=[bt.zuid], titel="Zeldzaamwoord")
    geheim = factories.casus(bt, regisseur=bt.houder, portefeuilles=[bt.zorg], titel="Heelgeheim")
    set_vertrouwelijk(casus=geheim, by=bt.houder, vertrouwelijk=True)
    dossier = dossier_of(bt, aan=bt.woe)
    assert not dossier.punten.filter(titel__contains="Heelgeheim").exists()

    client.force_login(bt.woe)
    pages = [
        client.get(dossier.get_absolute_url()).content.decode(),
        "".join(
            p.text
            for p in Document(
                io.BytesIO(client.get(reverse("portefeuilles:dossier-docx", args=[dossier.pk])).content)
            ).paragraphs
        ),
    ]
    for page in pages:
        assert "Zeldzaamwoord" not in page
    punt = dossier.punten.get(onderwerp_id=elders.pk, titel__contains="Zeldzaamwoord")
    for name in ("dossierpunt-tick", "dossierpunt-note"):
        assert client.post(reverse(f"portefeuilles:{name}", args=[punt.pk])).status_code == 404
    for row in dossier.punten.exclude(pk=punt.pk):
        services.tick_dossierpunt(punt=row, by=bt.woe)
    services.finish_dossier(dossier=dossier, by=bt.woe)  # what does not exist for you is not asked of you
    client.force_login(bt.houder)
    assert "Zeldzaamwoord" in client.get(dossier.get_absolute_url()).content.decode()


# --- inwerken -------------------------------------------------------------------------------------------


def test_a_new_woe_gets_steps_from_takenpakket_and_dossier(bt, werk, client):
    services.save_taakaccent(portefeuille=bt.zorg, by=bt.houder, naam="Zorg", cursussen=["Verward gedrag"])
    dossier_of(bt, aan=bt.woe_zuid)
    services.set_houder(portefeuille=bt.zorg, medewerker=bt.woe_zuid, van=VANDAAG + timedelta(7), by=bt.chef)
    client.force_login(bt.osc)

    client.post(
        reverse("portefeuilles:inwerkplan-make", args=[bt.woe_zuid.pk]),
        {"begin": "2026-12-01", "ruimte": "Drie maanden geen regie."},
    )

    plan = Inwerkplan.objects.get()
    stappen = dict(plan.stappen.values_list("tekst", "soort"))
    assert stappen["Werk het overdrachtsdossier door: Zorg en Veiligheid"] == "lezen"
    assert stappen["Verward gedrag"] == "cursus"
    assert stappen["Maak kennis met de OE en de wijkagenten van Zuid"] == "kennismaken"
    assert stappen["Maak kennis met GGZ Centraal"] == "kennismaken"
    client.force_login(bt.woe_zuid)
    assert "Mijn inwerkplan" in client.get("/").content.decode()
    client.post(reverse("portefeuilles:inwerkstap-tick", args=[plan.stappen.first().pk]))
    assert plan.stappen.exclude(klaar_op=None).count() == 1
    client.force_login(bt.woe)
    assert client.get(plan.get_absolute_url()).status_code == 404
    with pytest.raises(RegelOvertreden, match="al een inwerkplan"):
        services.make_inwerkplan(medewerker=bt.woe_zuid, team=bt.team, by=bt.osc, begin=date(2026, 12, 1))


# --- voorbeelden ----------------------------------------------------------------------------------------


def voorbeeld(bt, **anders):
    return services.save_voorbeeld(
        team=bt.team, by=bt.houder, **{"titel": "Spreekuur met de GGZ", "tekst": "Elke week samen.", "portefeuille": bt.zorg, **anders}
    )  # fmt: skip


def test_an_example_is_for_the_team_until_the_maker_shares_it(bt, ander, client):
    row = voorbeeld(bt)
    client.force_login(ander.woe)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert "Spreekuur" not in client.get(reverse("portefeuilles:voorbeeld-list")).content.decode()

    services.save_voorbeeld(team=bt.team, voorbeeld=row, by=bt.houder, delen="alle")

    assert client.get(row.get_absolute_url()).status_code == 200
    html = client.post(reverse("portefeuilles:voorbeeld-list"), {"q": "spreekuur"}).content.decode()
    assert "1 gevonden" in html
    assert client.get(reverse("portefeuilles:voorbeeld-change", args=[row.pk])).status_code == 403


def test_wij_doen_dit_ook_once_per_team_and_the_maker_hears(bt, ander, client):
    row = voorbeeld(bt, delen="alle")
    client.force_login(ander.woe)
    url = reverse("portefeuilles:voorbeeld-follow", args=[row.pk])

    client.post(url, {"tekst": "Bij ons elke maand."})
    client.post(url, {"tekst": "Bij ons elke week."})

    assert Navolging.objects.get().tekst == "Bij ons elke week."
    assert Notificatie.objects.get().ontvanger == bt.houder
    client.force_login(bt.woe)
    assert "Bij ons elke week." in client.get(row.get_absolute_url()).content.decode()
    with pytest.raises(RegelOvertreden, match="eigen voorbeeld"):
        services.follow_voorbeeld(voorbeeld=row, team=bt.team, by=bt.houder)

    services.save_voorbeeld(team=bt.team, voorbeeld=row, by=bt.houder, delen="team")

    assert not Navolging.objects.exists()
    client.force_login(ander.woe)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_a_shared_example_shows_nothing_else_of_its_team(bt, ander, client):
    aanpak = factories.aanpak(bt, titel="Zeldzaamwoord")
    row = voorbeeld(bt, delen="alle", aanpak=aanpak)
    client.force_login(ander.woe)

    html = client.get(row.get_absolute_url()).content.decode()

    assert "Zeldzaamwoord" not in html
    assert client.get(aanpak.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("woord", ["spreekuur", "SAMEN", "zorg en", "wijk en web"])
def test_examples_are_found_by_word_label_and_portefeuille(bt, client, woord):
    services.fill_ggp_labels(team=bt.team, by=bt.chef)
    voorbeeld(bt, labels=bt.team.labels.filter(naam__contains="wijk en web"))
    voorbeeld(bt, titel="Iets anders", tekst="x", portefeuille=None)
    client.force_login(bt.ggp)

    html = client.post(reverse("portefeuilles:voorbeeld-list"), {"q": woord}).content.decode()

    assert ("Spreekuur met de GGZ" in html, "Iets anders" in html) == (True, False)
    assert Voorbeeld.objects.count() == 2


# --- vacature -------------------------------------------------------------------------------------------


def test_a_vacature_is_drafted_from_the_work_and_keeps_its_choice(bt, werk, client):
    client.force_login(bt.chef)
    client.post(
        reverse("portefeuilles:vacature-make"),
        {
            "functie": "WOE",
            "portefeuilles": [bt.zorg.pk],
            "gebieden": [bt.binnenstad.pk],
            "keuze": "generalist",
            "waarom": "We zijn met weinig.",
        },
    )

    vacature = bt.team.vacatures.get()
    for found in ("Zorg en Veiligheid", "Binnenstad", "GGZ Centraal", "generalist", "We zijn met weinig."):
        assert found in vacature.tekst
    url = reverse("portefeuilles:vacature", args=[vacature.pk])
    client.post(url, {"tekst": "Eigen tekst."})
    vacature.refresh_from_db()
    assert (vacature.tekst, vacature.keuze, vacature.waarom) == (
        "Eigen tekst.",
        "generalist",
        "We zijn met weinig.",
    )
    client.force_login(bt.ggp)
    assert client.get(url).status_code == 200
    assert client.post(url, {"tekst": "x"}).status_code == 403
