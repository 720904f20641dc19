"""Logging work in seconds, one's own and nobody else's, and time beside the norm (P4, P5)."""

from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from logboek.models import Logregel
from organisatie.models import Teaminstelling
from organisatie.services import change_instelling
from overleggen.services import add_actiepunt
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from ui.forms import parse_minutes
from werk import services
from werk.models import Favoriet, Werkregel
from werk.queries import minutes_per_soort, shown_since

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(op("2026-11-23", 16), tick=False) as traveller:
        yield traveller


def log(wie, team, minuten=60, soort="portefeuille", **anders):
    return services.log_work(by=wie, team=team, soort=soort, minuten=minuten, **anders)


@pytest.mark.parametrize(
    ("text", "minuten"),
    [
        ("1u30", 90),
        ("1:30", 90),
        ("1h30", 90),
        ("1.30", None),
        ("90", 90),
        ("1,5 uur", 90),
        ("1.5 uur", 90),
        ("1,5", 90),
        ("1.5", 90),
        ("1 uur 30", 90),
        ("1 uur 30 min", 90),
        ("1 uur en 30 minuten", 90),
        ("1u 30m", 90),
        ("2u", 120),
        ("2 uur", 120),
        ("45 min", 45),
        ("45 minuten", 45),
        ("half uur", 30),
        ("een half uur", 30),
        ("halfuur", 30),
        ("kwartier", 15),
        ("een kwartier", 15),
        ("drie kwartier", 45),
        ("anderhalf uur", 90),
        ("een uur", 60),
        ("0,25", 15),
        ("", None),
        ("veel", None),
        ("1u75", None),
        ("-30", None),
        ("1e9", None),
    ],
)
def test_dutch_times_are_understood(text, minuten):
    assert parse_minutes(text) == minuten


@given(uren=st.integers(0, 23), deel=st.integers(0, 99), teken=st.sampled_from(".,"))
def test_a_zero_behind_a_time_changes_nothing(uren, deel, teken):
    written = f"{uren}{teken}{deel:02}".rstrip("0").rstrip(".,")
    if teken in written:
        found = {parse_minutes(written), parse_minutes(f"{written}0"[: len(f"{uren}{teken}00")])} - {None}
        assert len(found) <= 1


@pytest.mark.parametrize(
    ("text", "minuten"),
    [("1.5", 90), ("1.50", 90), ("0.5", 30), ("0.50", 30), ("1,25", 75), ("1.25", 75), ("2,00", 120)],
)
def test_a_dot_and_a_comma_are_the_same(text, minuten):
    assert parse_minutes(text) == minuten


def test_a_time_with_two_readings_is_asked_and_stays(bt, client):
    client.force_login(bt.woe)

    html = client.post(reverse("werk:werk"), {"waarvoor": "overleg", "minuten": "1.30", "tekst": "Overleg"})

    assert "Bedoel je 1 uur en 30 minuten? Schrijf 1u30. Of bedoel je 1,3 uur? Schrijf 1,3u." in unescape(
        html.content.decode()
    )
    assert not Werkregel.objects.exists()


def test_three_fields_and_the_week_adds_up(bt, client):
    client.force_login(bt.houder)
    data = {
        "waarvoor": f"portefeuille|portefeuilles.portefeuille|{bt.zorg.pk}",
        "minuten": "1u30",
        "tekst": "Overleg",
    }

    html = client.post(reverse("werk:werk"), data, follow=True).content.decode()

    row = Werkregel.objects.get()
    assert (row.minuten, row.onderwerp, row.dag) == (90, bt.zorg, VANDAAG)
    assert "Deze week samen 1 uur 30" in html


def test_from_a_casus_an_actiepunt_or_an_activity_what_for_is_filled_in(bt, client):
    casus = factories.casus(bt, regisseur=bt.houder)
    punt = add_actiepunt(team=bt.team, by=bt.osc, tekst="Bel", eigenaar=bt.houder, deadline=date(2026, 12, 1))
    activiteit = factories.activiteit(factories.plan(bt).effecten.get(), bt.houder)
    client.force_login(bt.houder)

    for url, waarde in (
        (casus.get_absolute_url(), f"casus|casuistiek.casus|{casus.pk}"),
        (punt.get_absolute_url(), f"actiepunt|overleggen.actiepunt|{punt.pk}"),
        (activiteit.get_absolute_url(), f"portefeuille|portefeuilles.activiteit|{activiteit.pk}"),
    ):
        page = client.get(url).content.decode()
        assert f"{reverse('werk:werk')}?voor=" in page
        html = client.get(reverse("werk:werk"), {"voor": waarde}).content.decode()
        assert f'<option value="{waarde}" selected>' in html


def test_a_colleague_logs_on_what_is_not_theirs_from_its_own_page(bt, client):
    """Whoever helps with a portefeuille, an aanpak or a casus they may see logs there too; and asks it on the briefing."""
    aanpak = factories.aanpak(bt)
    casus = factories.casus(bt, regisseur=bt.houder)
    client.force_login(bt.osc)

    for voor in (
        f"portefeuille|portefeuilles.portefeuille|{bt.zorg.pk}",
        f"portefeuille|portefeuilles.aanpak|{aanpak.pk}",
        f"casus|casuistiek.casus|{casus.pk}",
    ):
        url = f"{reverse('werk:werk')}?voor={voor}"
        assert f'<option value="{voor}" selected>' in client.get(url).content.decode()
        client.post(url, {"waarvoor": voor, "minuten": "10", "tekst": "x"})
        briefing = client.get(reverse("portefeuilles:opdracht-add"), {"over": voor}).content.decode()
        assert f'<option value="{voor}" selected>' in briefing

    assert Werkregel.objects.filter(medewerker=bt.osc).count() == 3


def test_what_is_not_yours_cannot_be_filled_in(bt, ander, client):
    hidden = factories.casus(bt)
    client.force_login(bt.ggp)
    for waarde in (
        f"portefeuille|portefeuilles.portefeuille|{ander.zorg.pk}",
        "x" * 500,
        "casus|casuistiek.casus|1",
        f"casus|casuistiek.casus|{hidden.pk}",
        f"portefeuille|casuistiek.casus|{hidden.pk}",
        f"portefeuille|organisatie.medewerker|{bt.chef.pk}",
    ):
        html = client.get(reverse("werk:werk"), {"voor": waarde}).content.decode()
        assert f'value="{waarde}" selected' not in html
        data = {"waarvoor": waarde, "minuten": "10", "tekst": "x"}
        url = f"{reverse('werk:werk')}?voor={waarde}"
        assert "geldige keuze" in client.post(url, data).content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"minuten": "veel"}, "Deze tijd begrijpen we niet"),
        ({"minuten": "25 uur"}, "tussen 1 minuut en 24 uur"),
        ({"minuten": "0"}, "tussen 1 minuut en 24 uur"),
        ({"dag": "2026-11-24"}, "Deze dag is nog niet geweest"),
        ({"minuten": "23 uur"}, "Op deze dag staat dan meer dan 24 uur. Er past nog 22 uur 00 bij."),
        ({"waarvoor": ""}, "Dit veld is verplicht"),
    ],
)
def test_bad_input_keeps_what_was_typed(bt, client, change, says):
    log(bt.woe, bt.team, 120)
    client.force_login(bt.woe)
    data = {"waarvoor": "dienst", "minuten": "60", "tekst": "Getypte tekst", **change}

    html = client.post(reverse("werk:werk"), data).content.decode()

    assert says in html
    assert "Getypte tekst" in html
    assert Werkregel.objects.count() == 1


def test_correcting_counts_the_hours_of_the_day_too(bt):
    log(bt.woe, bt.team, 1200)
    row = log(bt.woe, bt.team, 120)
    values = {"dag": VANDAAG, "tekst": "x", "resultaat": ""}

    with pytest.raises(RegelOvertreden, match="meer dan 24 uur"):
        services.change_work(werkregel=row, by=bt.woe, minuten=241, **values)
    services.change_work(werkregel=row, by=bt.woe, minuten=240, **values)


def test_taken_away_it_can_come_back_for_a_day_and_then_it_is_gone(bt, client, clock):
    row = log(bt.woe, bt.team, tekst="Per ongeluk weg")
    client.force_login(bt.woe)
    client.post(reverse("werk:werk-remove", args=[row.pk]))
    assert not Werkregel.objects.exists()
    assert "Zet terug" in client.get(reverse("werk:werk")).content.decode()
    services.tick()

    client.post(reverse("werk:werk-restore", args=[row.pk]))
    assert Werkregel.objects.get() == row

    client.post(reverse("werk:werk-remove", args=[row.pk]))
    clock.move_to(op("2026-11-24", 17))
    with pytest.raises(RegelOvertreden, match="langer dan een dag"):
        services.restore_work(werkregel=row, by=bt.woe)
    services.tick()
    assert not Werkregel.alle.exists()


def test_nobody_brings_back_the_line_of_another(bt, client):
    row = log(bt.woe, bt.team)
    services.remove_work(werkregel=row, by=bt.woe)
    client.force_login(bt.houder)

    assert client.post(reverse("werk:werk-restore", args=[row.pk])).status_code == 404
    assert not Werkregel.objects.exists()


def test_favourites_are_one_tap_and_ones_own(bt, client):
    row = log(bt.houder, bt.team, 45, onderwerp=bt.zorg, titel="Zorg", tekst="Spreekuur")
    client.force_login(bt.houder)
    for _ in range(2):
        client.post(reverse("werk:favoriet-add", args=[row.pk]))
    favoriet = Favoriet.objects.get()

    client.post(reverse("werk:favoriet-log", args=[favoriet.pk]))

    new = Werkregel.objects.exclude(pk=row.pk).get()
    assert (new.minuten, new.tekst, new.onderwerp, new.dag) == (45, "Spreekuur", bt.zorg, VANDAAG)
    client.force_login(bt.woe)
    for name in ("favoriet-log", "favoriet-remove"):
        assert client.post(reverse(f"werk:{name}", args=[favoriet.pk])).status_code == 404


def test_the_own_week_at_a_glance_and_the_weeks_before(bt, client):
    log(bt.woe, bt.team, 120, tekst="Deze week")
    log(bt.woe, bt.team, 90, dag=VANDAAG - timedelta(7), tekst="Vorige week")
    client.force_login(bt.woe)

    nu = client.get(reverse("werk:werk")).content.decode()
    eerder = client.get(reverse("werk:werk"), {"week": "2026-11-16"}).content.decode()

    assert "Mijn week: 2 uur" in nu
    assert "Mijn week: 1 uur 30" in eerder
    assert client.get(reverse("werk:werk"), {"week": "onzin"}).status_code == 200


# --- time beside the norm -------------------------------------------------------------------------------


def test_the_picture_and_the_table_say_the_same(bt, client):
    log(bt.woe, bt.team, 300, soort="portefeuille")
    log(bt.woe, bt.team, 200, soort="dienst", verdringing="noodhulp")
    log(bt.woe, bt.team, 100, soort="overgenomen", verdringing="wijk")
    client.force_login(bt.woe)

    html = client.get(reverse("werk:tijd")).content.decode()

    assert (
        picture(html)
        == table(html)
        == [
            ("A", "Portefeuille", "5 uur", "50%"),
            ("B", "Werk overgenomen van een wijkagent", "1 uur 40", "17%"),
            ("C", "Operationele dienst", "3 uur 20", "33%"),
        ]
    )
    assert "50% was eigen werk. Jullie norm is 80%: dat scheelt ongeveer 3 uur." in html
    assert "Noodhulp en meldingen" in html
    assert "Te weinig wijkagenten" in html


def picture(html):
    import re

    found = re.findall(
        r"<path class=\"arcering\"[^>]*> ?<title> ?(\w) ([^:]+): ([^,]+), (\d+%) ?</title>", html
    )
    return [tuple(part.strip() for part in row) for row in found]


def table(html):
    import re

    rows = re.findall(
        r'<td class="vet">(\w)</td> <th scope="row">([^<]+)</th> <td class="getal">([^<]+)</td> <td class="getal">([^<]+)</td>',
        html,
    )
    return [tuple(part.strip() for part in row) for row in rows]


def test_the_norm_and_what_is_own_work_are_the_teams(bt, client):
    Teaminstelling.objects.update(afspraken={"tijd": {"norm": 50, "eigen": ["dienst"]}})
    log(bt.woe, bt.team, 60, soort="dienst")
    client.force_login(bt.woe)

    assert "100% was eigen werk. Jullie norm is 50%." in client.get(reverse("werk:tijd")).content.decode()


@pytest.mark.parametrize(
    ("afspraak", "ziet"),
    [("zelf", {"woe"}), ("teamchef", {"woe", "chef"}), ("mt", {"woe", "chef", "osc", "oe"})],
)
def test_who_sees_the_figures_of_one_person_is_a_decision_of_the_team(bt, client, afspraak, ziet):
    Teaminstelling.objects.update(wie_ziet_tijd=afspraak)
    log(bt.woe, bt.team, 60, soort="dienst")
    url = reverse("werk:tijd-van", args=[bt.woe.pk])

    gezien = set()
    for who in ("woe", "chef", "osc", "oe", "houder", "ggp"):
        client.force_login(getattr(bt, who))
        if client.get(url).status_code == 200:
            gezien.add(who)

    assert gezien == ziet
    looked = Logregel.objects.filter(actie="tijd.viewed").values_list("actor", flat=True)
    assert set(looked) == {getattr(bt, who).pk for who in ziet - {"woe"}}
    client.force_login(bt.woe)
    html = client.get(reverse("werk:tijd")).content.decode()
    assert ("Er is gekeken door" in html) is bool(ziet - {"woe"})


def test_a_wider_agreement_opens_no_past(bt, client):
    log(bt.woe, bt.team, 60, soort="dienst", dag=VANDAAG - timedelta(20), tekst="x")
    log(bt.woe, bt.team, 30, soort="casus")
    change_instelling(team=bt.team, by=bt.chef, vanaf=VANDAAG, wie_ziet_tijd="teamchef")

    assert shown_since(bt.chef, bt.woe, bt.team.pk) == VANDAAG
    client.force_login(bt.chef)
    html = client.get(reverse("werk:tijd-van", args=[bt.woe.pk])).content.decode()
    assert "Waar ging 30 min heen?" in html
    assert shown_since(bt.osc, bt.woe, bt.team.pk) is None


def test_nobody_but_the_teamchef_opens_figures_for_oneself(bt):
    bt.osc.plaatsingen.update(beheerder=True)

    with pytest.raises(RegelOvertreden, match="zelf meer rechten"):
        change_instelling(team=bt.team, by=bt.osc, vanaf=VANDAAG, wie_ziet_tijd="mt")
    change_instelling(team=bt.team, by=bt.chef, vanaf=VANDAAG, wie_ziet_tijd="mt")
    change_instelling(team=bt.team, by=bt.osc, vanaf=VANDAAG, wie_ziet_tijd="zelf")


def test_figures_of_too_few_are_nobodys_business(bt, client):
    log(bt.woe, bt.team, 60, soort="dienst")
    log(bt.houder, bt.team, 60, soort="dienst")
    client.force_login(bt.chef)
    url = reverse("werk:team-tijd")
    assert "te weinig mensen" in client.get(url).content.decode()
    assert minutes_per_soort(bt.team.pk, since=VANDAAG) == []

    log(bt.osa, bt.team, 60, soort="dienst")

    assert "3 uur" in client.get(url).content.decode()
    assert minutes_per_soort(bt.team.pk, since=VANDAAG) == [("operationele dienst", 180)]
    client.force_login(bt.ggp)
    assert client.get(url).status_code == 403


def test_periods_can_be_walked_and_bad_ones_do_nothing(bt, client):
    log(bt.woe, bt.team, 60, soort="dienst", dag=timezone.localdate() - timedelta(40))
    client.force_login(bt.woe)

    assert "nog niets gelogd" in client.get(reverse("werk:tijd")).content.decode()
    assert "1 uur" in client.get(reverse("werk:tijd"), {"periode": "maand", "terug": "1"}).content.decode()
    for query in ({"periode": "eeuw"}, {"terug": "-1"}, {"terug": "9" * 30}, {"terug": "x"}):
        assert client.get(reverse("werk:tijd"), query).status_code == 200
