"""The demo holds at least one of every state of every object: what nobody ever saw in that state, nobody tried."""

from collections import Counter

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import models

from organisatie.handelingen import TABELLEN, opent
from organisatie.models import Medewerker
from tests import factories

pytestmark = pytest.mark.django_db

APPS = ("organisatie", "casuistiek", "overleggen", "portefeuilles", "bondgenoten", "werk", "notificaties")

# What somebody chose to write down: no step from one state to another.
KENMERK = {
    "organisatie.Teaminstelling", "organisatie.Medewerker", "organisatie.Plaatsing.functie", 
    "notificaties.Voorkeur.wijze", "overleggen.Overlegreeks.soort", "overleggen.Overlegreeks.bij_feestdag",
    "werk.Favoriet.soort", "portefeuilles.Vacature.keuze", "portefeuilles.Vacature.opco", "portefeuilles.Plan.tot",
    "bondgenoten.Sleutelfiguur.regime", "bondgenoten.Lid.rol", "bondgenoten.Voorwaardenmeting", "bondgenoten.Belregel.stemming",
    "bondgenoten.Signaal.betrouwbaarheid", "casuistiek.Opschaling.naar", "casuistiek.Verstrekking.grondslag", "casuistiek.Tik",
}  # fmt: skip

# States that the demo does not hold: (model, field, value), with what does.
ELDERS = {
    ("notificaties.Mail", "", ""): "nothing is sent in the demo: tests/notificaties",
    ("notificaties.Hartslag", "", ""): "of the tick: tests/processen",
    (
        "bondgenoten.Wissing",
        "",
        "",
    ): "the wisregister is a file beside the database: tests/bondgenoten/test_wissen.py",
    ("bondgenoten.Sleutelfiguur", "gewist_op", "set"): "the same",
    ("casuistiek.Sjabloon", "", ""): "a Word file of the team: tests/casuistiek/test_besluiten.py",
    (
        "organisatie.Deellink",
        "laatst_geopend_op",
        "set",
    ): "opened by somebody outside: tests/web/test_links.py",
    ("overleggen.Gast", "gezien_op", "set"): "the same: tests/overleggen/test_gasten.py",
    ("overleggen.Agendalink", "gelezen_op", "set"): "read by a telephone: tests/web/test_agenda.py",
    ("overleggen.Agendapunt", "soort", "doorgeschoven"): "tests/overleggen/test_voorraad.py",
    ("overleggen.Agendapunt", "soort", "actiepunt"): "tests/overleggen/test_overleg.py",
    ("overleggen.Agendapunt", "soort", "terugkijken"): "tests/overleggen/test_besluitenlijst.py",
    (
        "overleggen.Agendapunt",
        "komt_terug",
        True,
    ): "no later meeting is planned: tests/overleggen/test_voorraad.py",
    ("overleggen.Vraag", "teruggemeld_op", "set"): "tests/overleggen/test_vragen.py",
    ("casuistiek.Partnervraag", "verwerkt_op", None): "the tick answers it at once",
    ("casuistiek.Casus", "vastgelegd_sinds", None): "every casus was settled",
    ("casuistiek.Overdrachtronde", "aanleiding", "grond"): "tests/casuistiek/test_overdracht.py",
    ("casuistiek.Overdrachtronde", "over_termijn", True): "tests/casuistiek/test_overdracht.py",
    ("casuistiek.Aanwijzing", "tot", "set"): "tests/casuistiek/test_toestand.py",
    ("portefeuilles.Portefeuille", "tot", "set"): "tests/portefeuilles/test_opvolging.py",
    ("portefeuilles.ZelfstandigTeam", "tot", "set"): "tests/web/test_wijzigen.py",
    ("bondgenoten.Relatie", "tot", "set"): "tests/bondgenoten/test_netwerken.py",
    ("portefeuilles.Interventie", "voor", "set"): "tests/portefeuilles/test_aanpak.py",
    ("bondgenoten.Bijeenvraag", "begin", "set"): "tests/bondgenoten/test_signalen.py",
    ("casuistiek.Scenario", "besloten_op", "set"): "tests/casuistiek/test_besluiten.py",
}


def states():
    """(model, field, value) of every choice, every flag, and every day that is set when something ends."""
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in APPS or label in KENMERK:
            continue
        for field in model._meta.concrete_fields:
            if f"{label}.{field.name}" in KENMERK:
                continue
            if field.choices:
                yield from ((model, field, value) for value, _ in field.flatchoices if value)
            elif isinstance(field, models.BooleanField):
                yield from ((model, field, value) for value in (True, False))
            elif field.null and isinstance(field, models.DateField):
                yield from ((model, field, value) for value in ("set", None))


def is_held(model, field, value):
    rows = model._base_manager.all()
    return (
        rows.exclude(**{field.name: None}) if value == "set" else rows.filter(**{field.name: value})
    ).exists()


@pytest.fixture
def demo(settings):
    """As it was loaded on a Monday morning: which points an agenda gets by itself depends on the day."""
    settings.DEMO = True
    with time_machine.travel(factories.op("2026-11-30", 10)):
        call_command("laad_demo", verbosity=0)
        yield


@pytest.mark.usefixtures("demo")
def test_the_demo_holds_every_state_but_those_named():
    """Those named are really not there: a state that comes into the demo leaves the list."""
    empty = {label for label, name, _ in ELDERS if not name}
    missing = {
        (model._meta.label, field.name, value)
        for model, field, value in states()
        if model._meta.label not in empty and not is_held(model, field, value)
    }

    assert missing == {row for row in ELDERS if row[1]}
    assert not [label for label in empty if apps.get_model(label)._base_manager.exists()]


@pytest.mark.walk
@pytest.mark.usefixtures("demo")
def test_every_object_of_a_demo_team_is_drawn_in_the_state_it_is_in(client):
    """The team in which most has been: everything its teamchef may open, opens."""
    chef = Medewerker.objects.get(
        plaatsingen__team__naam__contains="Utrecht-Zuid", plaatsingen__functie="teamchef"
    )
    client.force_login(chef)
    drawn = Counter()
    for label, tabel in TABELLEN.items():
        if not hasattr(tabel.model, "get_absolute_url") or label == "organisatie.medewerker":
            continue
        for row in opent(chef, tabel.model.objects.visible_to(chef)):
            if row.opent:
                response = client.get(row.get_absolute_url(), follow=True)
                assert response.status_code == 200, (label, row.pk)
                drawn[label] += 1
    assert len(drawn) >= 15, drawn
