"""What came out of a meeting: told, corrected, found again, looked back at (V7, V13)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from overleggen import services
from overleggen.models import Besluit, Overleg
from tests import factories
from tests.factories import op
from tests.overleggen.punten import add, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


@pytest.fixture
def gesloten(bt, overleg):
    besluit, actie = add(overleg, bt.woe, "Een"), add(overleg, bt.woe, "Twee")
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(besluit, bt.osc, terugkijken_op=date(2026, 12, 20))
    end(actie, bt.osc, "actiepunt", "Bel de school", eigenaar=bt.woe, deadline=date(2026, 12, 4))
    services.close_overleg(overleg=overleg, by=bt.osc)
    return Overleg.objects.get(pk=overleg.pk)


def actiepunt(bt, **anders):
    feiten = {"tekst": "Regel het", "eigenaar": bt.woe, "deadline": date(2026, 12, 4), **anders}
    return services.add_actiepunt(team=bt.team, by=bt.osc, **feiten)


def test_closing_tells_who_takes_part_with_a_link_and_no_words(bt, gesloten):
    row = bt.woe.notificaties.get(sleutel__contains=":besluitenlijst:")

    assert row.tekst == "De besluitenlijst van een overleg staat klaar."
    assert not bt.osc.notificaties.filter(
        sleutel__contains=":besluitenlijst:"
    ).exists()  # who closed it knows


def test_a_correction_stays_to_be_seen(bt, gesloten, client):
    punt = gesloten.punten.get(titel="Een")

    services.correct_punt(punt=punt, by=bt.osa, tekst="We doen het niet.", reden="Verkeerd genoteerd.")

    assert Besluit.objects.get().tekst == "We doen het niet."
    client.force_login(bt.woe)
    html = client.get(reverse("overleggen:besluitenlijst", args=[gesloten.pk])).content.decode()
    assert "We doen het niet." in html
    assert "<del>We doen het.</del>" in html
    assert "Anouk Blom: Verkeerd genoteerd." in html


def test_the_list_as_pdf(bt, gesloten, client):
    client.force_login(bt.woe)

    content = client.get(reverse("overleggen:besluitenlijst-pdf", args=[gesloten.pk])).content

    assert content.startswith(b"%PDF")


def test_a_besluit_comes_back_with_the_question_whether_it_worked(bt, gesloten):
    volgende = gesloten.reeks.overleggen.last()
    with time_machine.travel(op("2026-12-21", 9), tick=False):
        services.fill_agenda(volgende)
        punt = volgende.punten.get(soort="terugkijken")
        services.start_overleg(overleg=volgende, by=bt.osc)
        end(punt, bt.osc, tekst="De overlast is weg.", keuze="ja")

    besluit = Besluit.objects.get(agendapunt__titel="Een")
    assert (besluit.werkte, besluit.werkte_tekst, besluit.teruggekeken_door) == (
        "ja",
        "De overlast is weg.",
        bt.osc,
    )


def test_eerder_besloten_stands_beside_a_new_point_on_the_same(bt, overleg, client):
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    services.fill_agenda(overleg)
    services.start_overleg(overleg=overleg, by=bt.osc)
    end(overleg.punten.get(titel="Vuurwerk"), bt.osc, tekst="Extra toezicht.")
    services.close_overleg(overleg=overleg, by=bt.osc)
    volgende = overleg.reeks.overleggen.last()
    add(volgende, bt.woe, "Weer vuurwerk", onderwerp=trend, soort="trend")
    client.force_login(bt.woe)

    html = client.get(reverse("overleggen:overleg", args=[volgende.pk])).content.decode()

    assert "Eerder besloten:" in html
    assert "Extra toezicht." in html


def test_the_register_finds_by_word_portefeuille_gebied_and_casus(bt, client):
    reeks = factories.reeks(bt.team)
    overleg = factories.overleg(reeks, begin=op("2026-11-24", 9))
    casus = factories.casus(bt, titel="Zaak", portefeuilles=[bt.zorg])
    add(overleg, bt.woe, "Zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])
    add(overleg, bt.woe, "Los punt")
    services.start_overleg(overleg=overleg, by=bt.osc)
    for punt in overleg.punten.all():
        end(punt, bt.osc, tekst=f"Besluit over {punt.titel}")
    client.force_login(bt.osc)

    def found(**query):
        html = client.post(reverse("dashboard:besluiten"), query).content.decode()
        return [titel for titel in ("Zaak", "Los punt") if f"Besluit over {titel}" in html]

    assert found() == ["Zaak", "Los punt"]
    assert found(q="los") == ["Los punt"]
    assert found(portefeuille=bt.zorg.pk) == ["Zaak"]
    assert found(portefeuille=bt.jeugd.pk) == []
    assert found(gebied=bt.binnenstad.pk) == ["Zaak"]
    assert found(gebied=bt.zuid.pk) == []
    assert found(casus=f"C-{casus.nummer}") == ["Zaak"]
