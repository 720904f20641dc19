"""What is for who takes part, and who may read what (V3, V10)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from overleggen import services
from overleggen.models import Actiepunt, Besluit
from tests import factories
from tests.factories import op
from tests.overleggen.punten import MAANDAG, add, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


@pytest.fixture
def bmo(bt):
    reeks = factories.reeks(bt.team, "bmo", functies=["teamchef", "woe"])
    for dag in ("2026-11-26", "2026-12-17", "2027-01-21", "2027-02-18"):
        factories.overleg(reeks, begin=op(dag, 13))
    return reeks


def actiepunt(bt, **anders):
    feiten = {"tekst": "Regel het", "eigenaar": bt.woe, "deadline": date(2026, 12, 4), **anders}
    return services.add_actiepunt(team=bt.team, by=bt.osc, **feiten)


def test_what_an_intervisie_brought_stays_with_who_took_part(bt, client):
    reeks = factories.reeks(
        bt.team, "intervisie", naam="Intervisie", functies=["woe"], alleen_deelnemers=True
    )
    overleg = factories.overleg(reeks, begin=op("2026-11-24", 9))
    besluit = add(overleg, bt.woe, "Over de portefeuille", onderwerp=bt.zorg, soort="portefeuille")
    actie = add(overleg, bt.woe, "Actie")
    services.start_overleg(overleg=overleg, by=bt.woe)
    end(besluit, bt.woe, tekst="Zachtwoord besluit")
    end(actie, bt.woe, "actiepunt", "Zachtwoord actie", eigenaar=bt.woe_zuid, deadline=date(2026, 11, 30))

    with time_machine.travel(op("2026-12-10", 9), tick=False):
        for who in (bt.chef, bt.osc, bt.ggp):
            client.force_login(who)
            for url in (
                reverse("dashboard:besluiten"),
                reverse("dashboard:portefeuille", args=[bt.zorg.pk]),
                reverse("overleggen:actiepunt-list"),
                reverse("overleggen:overleg-list"),
                reverse("dashboard:bmo"),
                Besluit.objects.get().get_absolute_url(),
                Actiepunt.objects.get().get_absolute_url(),
                reverse("overleggen:besluitenlijst", args=[overleg.pk]),
            ):
                assert "Zachtwoord" not in client.get(url).content.decode(), (who, url)
        client.force_login(bt.houder)  # a WOE: took part
        assert "Zachtwoord besluit" in client.get(reverse("dashboard:besluiten")).content.decode()


def test_pages_of_a_subject_show_a_point_that_waits(bt, overleg, client):
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    casus = factories.casus(bt, titel="Zaak")
    for onderwerp, anders in (
        (trend, {"soort": "trend"}),
        (casus, {"soort": "casus", "criteria": ["leerzaam"]}),
    ):
        services.add_punt(
            reeks=overleg.reeks, by=bt.woe, titel="Wacht", doel="besluitvorming", gewenst="x", minuten=5,
            onderwerp=onderwerp, **anders,
        )  # fmt: skip
    client.force_login(bt.woe)

    assert "wacht in de voorraad" in client.get(trend.get_absolute_url()).content.decode()
    assert "In de voorraad van WOE/OS-overleg" in client.get(casus.get_absolute_url()).content.decode()
    assert client.get(reverse("casuistiek:wie-ziet", args=[casus.pk])).status_code in (200, 403)


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


def test_only_a_kennissessie_is_about_a_portefeuille(bt, overleg, client):
    url = reverse("portefeuilles:kennissessie-plan", args=[overleg.pk])
    client.force_login(bt.ggp)
    assert client.get(url).status_code == 403

    client.force_login(bt.woe)
    html = client.post(url, {"portefeuille": bt.zorg.pk, "spreker": bt.woe.pk}).content.decode()
    assert "Dit is geen kennissessie." in html
