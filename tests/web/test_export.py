"""Every list as a file, safe against formulas (S-10), and never more than its page shows."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from logboek.models import Logregel
from portefeuilles import services
from tests import factories
from tests.web.objecten import GEHEIM, objects
from ui.export import as_file
from werk.services import log_work

PAYLOADS = [
    "=1+1",
    "+1",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff@SUM(1)",
    "＝1+1",  # noqa: RUF001
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
]
LISTS = [
    "portefeuilles:label-list",
    "portefeuilles:portefeuille-list",
    "portefeuilles:activiteit-list",
    "portefeuilles:aanpak-list",
    "portefeuilles:taakaccent-list",
    "portefeuilles:actie-list",
    "portefeuilles:trend-list",
    "portefeuilles:themakalender",
    "portefeuilles:opdracht-list",
    "portefeuilles:voorbeeld-list",
    "portefeuilles:onderbouwing-list",
    "portefeuilles:vacature-list",
    "dashboard:takenpakketten",
    "casuistiek:casus-list",
    "overleggen:actiepunt-list",
    "overleggen:overleg-list",
    "dashboard:besluiten",
    "organisatie:medewerker-list",
    "organisatie:partner-list",
    "werk:werk",
    "bondgenoten:netwerk-list",
    "bondgenoten:teambeeld",
    "bondgenoten:sleutelfiguur-list",
    "bondgenoten:signaal-list",
    "bondgenoten:belronde-list",
    "bondgenoten:ndv-list",
    "bondgenoten:wissing-list",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula(payload):
    table = {"naam": "lijst", "kop": ["Wat", payload], "rijen": [[payload, 5], ["gewoon", -3]]}

    book = openpyxl.load_workbook(io.BytesIO(as_file("xlsx", **table).content))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    rows = list(csv.reader(io.StringIO(as_file("csv", **table).content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][1][0] == rows[1][0][0] == "'" or not payload.strip("\0 ").startswith("=")
    assert not rows[1][0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rows[2] == ["gewoon", "-3"]  # a number stays a number


@pytest.mark.django_db
@pytest.mark.parametrize("soort", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_file_too_and_it_is_logged(bt, client, name, soort):
    objects(bt)
    client.force_login(bt.chef)

    response = client.get(reverse(name), {"als": soort})

    assert response.status_code == 200
    assert f".{soort}" in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    assert Logregel.objects.filter(actie__endswith=".exported", actor=bt.chef.pk).count() == 1
    assert client.get(reverse(name), {"als": "exe"})["Content-Type"].startswith("text/html")


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_file_holds_nothing_of_another_team_or_of_what_does_not_exist_for_you(bt, ander, client, name):
    objects(bt)
    client.force_login(ander.chef)
    assert GEHEIM not in client.get(reverse(name), {"als": "csv"}).content.decode("utf-8-sig", "replace")


@pytest.mark.django_db
def test_the_casus_of_somebody_else_is_in_no_file(bt, client):
    factories.casus(bt, titel="Zeldzaamwoord", portefeuilles=[bt.zorg])
    client.force_login(bt.ggp)

    for name in LISTS:
        response = client.get(reverse(name), {"als": "csv"})
        assert "Zeldzaamwoord" not in response.content.decode("utf-8-sig", "replace"), name


@pytest.mark.django_db
def test_ones_own_work_is_ones_own_in_the_file_too(bt, client):
    log_work(by=bt.houder, team=bt.team, soort="overleg", minuten=30, tekst="Zeldzaamwoord")
    client.force_login(bt.chef)
    assert "Zeldzaamwoord" not in client.get(reverse("werk:werk"), {"als": "csv"}).content.decode("utf-8-sig")


@pytest.mark.django_db
def test_typed_formulas_come_out_harmless(bt, client):
    services.save_onderbouwing(
        team=bt.team, by=bt.woe, titel="=1+1", waarom="wijk", tekst="@SUM(A1)", portefeuille=None
    )
    client.force_login(bt.woe)

    content = client.get(reverse("portefeuilles:onderbouwing-list"), {"als": "xlsx"}).content

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=False))
    assert (rows[1][0].value, rows[1][0].data_type) == ("=1+1", "s")
