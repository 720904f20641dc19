"""All that is held on a person, for that person: what is masked, counted and said (P-10)."""

import pytest
from django.urls import reverse

from bondgenoten import services
from bondgenoten.inzage import inzage_of
from bondgenoten.models import Contact
from notificaties.models import Notificatie
from tests import factories
from tests.bondgenoten.iemand import EMAIL, NAAM, TELEFOON, iemand

pytestmark = pytest.mark.django_db


@pytest.fixture
def mens(bt):
    return iemand(bt)


def test_the_one_who_keeps_the_relation_hears_of_an_overview(bt, mens, client):
    client.force_login(bt.chef)

    client.post(reverse("bondgenoten:inzage", args=[mens.pk]))

    assert Notificatie.objects.filter(ontvanger=bt.woe, tekst__contains="overzicht van alles").count() == 1
    assert client.get(reverse("bondgenoten:inzage", args=[mens.pk])).status_code == 302


def test_the_overview_for_the_person_masks_others_and_says_who_looked(bt, mens, client):
    services.add_contact(
        sleutelfiguur=mens,
        by=bt.woe,
        richting="brengen",
        wijze="gesproken",
        tekst=f"Met {bt.wijkagent.naam} langs geweest",
    )
    client.force_login(bt.woe)
    client.post(mens.get_absolute_url(), {"reden": "contact"})

    page = client.post(reverse("bondgenoten:inzage", args=[mens.pk])).content.decode()
    data = client.post(reverse("bondgenoten:inzage", args=[mens.pk]), {"als": "json"}).json()

    pdf = client.post(reverse("bondgenoten:inzage", args=[mens.pk]), {"als": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    assert b"StructTreeRoot" in pdf.content
    assert NAAM in page
    assert TELEFOON in page
    assert bt.wijkagent.naam not in page
    assert data["gegevens"]["telefoon"] == TELEFOON
    assert {
        "wat": "telefoon of e-mail bekeken",
        "wie": "Wijkagent operationeel expert (WOE)",
        "waarvoor": "om contact op te nemen",
    } in [{k: row[k] for k in ("wat", "wie", "waarvoor")} for row in data["gezien"]]
    named = {row["wat"] for row in data["gezien"]}
    assert not any("." in wat for wat in named)  # words, no codes
    assert [row["tekst"] for row in data["contacten"] if "langs" in row["tekst"]] == [
        "Met [naam] langs geweest"
    ]


@pytest.mark.parametrize(
    ("tekst", "getoond"),
    [
        pytest.param("Bel ook Wim de Vos, 06-99887766", "Bel ook [naam], [nummer]", id="een ander"),
        pytest.param(f"Bereikbaar op {TELEFOON}", f"Bereikbaar op {TELEFOON}", id="eigen nummer"),
        pytest.param(f"Mail {EMAIL} of w@vos.example", f"Mail {EMAIL} of [e-mail]", id="adressen"),
        pytest.param("Gesproken op 01-12-2026", "Gesproken op 01-12-2026", id="een dag is geen nummer"),
        pytest.param("Op 05-11-2025 14.30 uur", "Op 05-11-2025 14.30 uur", id="een dag met een tijd evenmin"),
        pytest.param("Of +31 (0)6 8765 4321", "Of [nummer]", id="met landnummer"),
        pytest.param("Of 06/87654321", "Of [nummer]", id="met een streep"),
        pytest.param("Wim de Vossenburcht staat leeg", "Wim de Vossenburcht staat leeg", id="langer woord"),
    ],
)
def test_what_says_who_another_is_is_taken_out_of_the_overview(bt, mens, tekst, getoond):
    factories.sleutelfiguur(bt, naam="Wim de Vos", telefoon="", email="")
    Contact.objects.filter(tekst__contains="belde").update(tekst=tekst)

    export = inzage_of(mens, bt.woe)

    assert getoond in [row["tekst"] for row in export["contacten"]]


def test_what_the_giver_may_not_read_is_counted_not_shown(bt, mens):
    secret = factories.casus(bt, titel=f"{NAAM} bedreigd", vertrouwelijk=True)
    woe_zuid = bt.woe_zuid

    export = inzage_of(mens, woe_zuid)

    assert secret.vertrouwelijk
    assert (export["genoemd"], export["elders"]) == ([], None)  # a number would tell that there is something
    assert inzage_of(mens, bt.chef)["elders"] is not None
