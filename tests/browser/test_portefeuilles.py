"""Portefeuilles where people meet them: seconds to log work, one tap on a phone, one A4, and pictures beside their tables."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from overleggen.services import add_actiepunt
from portefeuilles import services
from portefeuilles.models import Activiteit, Terugkoppeling
from tests import factories
from tests.browser.hand import Hand
from werk.models import Werkregel
from werk.services import add_favoriet, log_work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bt():
    team = factories.basisteam()
    team.plan = factories.plan(team)
    team.activiteit = factories.activiteit(team.plan.effecten.get(), team.houder)
    team.casus = factories.casus(team, regisseur=team.houder)
    team.punt = add_actiepunt(
        team=team.team,
        by=team.osc,
        tekst="Bel de corporatie",
        eigenaar=team.houder,
        deadline=timezone.localdate() + timedelta(days=5),
    )
    team.eerder = log_work(
        by=team.houder, team=team.team, soort="overleg", titel="Overleg", minuten=60, tekst="Wijkoverleg"
    )
    add_favoriet(werkregel=team.eerder, by=team.houder)
    return team


def from_a_favourite(bt, hand, page):
    hand.click(page.locator("main").get_by_role("link", name="Werk loggen").first)
    hand.click(page.get_by_role("button", name="Overleg, 1 uur: Wijkoverleg").first)


def as_last_time(bt, hand, page):
    hand.click(page.locator("main").get_by_role("link", name="Werk loggen").first)
    hand.click(page.get_by_role("button", name="Overleg, 1 uur: Wijkoverleg").last)


def with_the_list(bt, hand, page):
    hand.click(page.locator("main").get_by_role("link", name="Werk loggen").first)
    page.wait_for_url("**/werk/**")
    if hand.phone:
        hand.choose(page.get_by_label("Waarvoor?"), "Zorg en Veiligheid")
        hand.tap_into(page.get_by_label("Hoe lang?"))
    else:  # the link puts the cursor in the first field
        hand.type("Zo")
        hand.key("Tab")
    finish(hand, page)


def from_the_portefeuille(bt, hand, page):
    page.goto(bt.zorg.get_absolute_url())
    from_here(hand, page)


def from_a_casus(bt, hand, page):
    page.goto(bt.casus.get_absolute_url())
    from_here(hand, page)


def from_an_activity(bt, hand, page):
    page.goto(bt.activiteit.get_absolute_url())
    from_here(hand, page)


def from_an_actiepunt(bt, hand, page):
    page.goto(bt.punt.get_absolute_url())
    from_here(hand, page)


def from_here(hand, page):
    """What for is filled in, and the cursor stands at how long."""
    hand.click(page.locator("main").get_by_role("link", name="Werk loggen"))
    finish(hand, page)


def finish(hand, page):
    page.wait_for_url("**/werk/**")
    hand.type("45")
    if hand.phone:
        hand.tap_into(page.get_by_label("Wat deed je?"))
    else:
        hand.key("Tab")
    hand.type("GGZ gebeld")
    if hand.phone:
        hand.click(page.get_by_role("button", name="Loggen", exact=True))
    else:
        hand.key("Enter")


WAYS = [
    from_a_favourite,
    as_last_time,
    with_the_list,
    from_the_portefeuille,
    from_a_casus,
    from_an_activity,
    from_an_actiepunt,
]


@pytest.mark.parametrize(("width", "most"), [(1280, 15), (360, 20)], ids=["desktop", "phone"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_work_is_logged_within_seconds(bt, somebody, way, width, most):
    """U-01: at most six interactions, and 15 seconds at a desk or 20 on a phone, for each of the ways people use."""
    visitor = somebody(bt.houder, width=width)
    page = visitor.goto("/")
    hand = Hand(page, phone=width == 360)

    way(bt, hand, page)
    page.wait_for_selector("text=Gelogd")

    assert Werkregel.objects.filter(medewerker=bt.houder).count() == 2
    assert hand.interactions <= 6
    assert hand.seconds <= most


def test_the_briefing_is_answered_in_one_tap_on_a_phone_and_then_told(bt, somebody):
    """P9: gedaan, gezien or niet gedaan; and what they saw comes back to who asked."""
    opdracht = factories.opdracht(bt, opdracht="Loop door de passage", onderwerp=bt.activiteit)
    agent = somebody(bt.ggp, width=360)
    page = agent.goto(reverse("portefeuilles:briefing"))
    hand = Hand(page, phone=True)

    hand.click(page.get_by_role("button", name=re.compile("^Gedaan")))
    page.wait_for_selector("text=Je antwoord staat erin")

    assert hand.interactions == 1
    assert Terugkoppeling.objects.get().antwoord == "gedaan"
    assert agent.width() == 360
    page.get_by_label("Wat zagen jullie?").fill("Rustig, de lamp is stuk.")
    page.get_by_role("button", name="Bewaren").click()
    asker = somebody(bt.woe)
    asker.goto(opdracht.get_absolute_url())
    assert "Rustig, de lamp is stuk." in asker.text()
    assert bt.activiteit.tekst in asker.text()


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def _crowd(bt):
    for _ in range(5):
        services.add_effect(plan=bt.plan, by=bt.houder, tekst=("Minder overlast op straat " * 8)[:200])
    for effect in bt.plan.effecten.all():
        services.add_indicator(
            effect=effect,
            by=bt.houder,
            naam=("Meldingen van overlast in de wijk " * 4)[:120],
            nul=Decimal(100),
            nul_op=timezone.localdate(),
            doel=Decimal(50),
            doel_op=timezone.localdate() + timedelta(days=90),
        )
        Activiteit.objects.bulk_create(
            Activiteit(
                plan=bt.plan,
                effect=effect,
                niveau=niveau,
                tekst=(f"{nr} Een lange zin over wat we gaan doen " * 5)[:160],
                eigenaar=bt.houder,
                deadline=timezone.localdate(),
            )
            for niveau in ("strategisch", "tactisch", "operationeel")
            for nr in range(12)
        )


@pytest.mark.parametrize("full", [False, True])
def test_the_strategiekaart_prints_on_one_a4(bt, somebody, full):
    """Also with six effects, the longest texts and 216 activities: then the page says how many more there are."""
    if full:
        _crowd(bt)
    visitor = somebody(bt.houder)
    page = visitor.goto(reverse("portefeuilles:strategiekaart", args=[bt.plan.pk]))

    pdf = page.pdf(prefer_css_page_size=True)

    assert pages_of(pdf) == 1
    width, height = (
        float(number) for number in re.search(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf).groups()
    )
    assert (round(width), round(height)) == (842, 595)
    assert ("en nog" in visitor.text()) is full
    assert full or bt.activiteit.tekst in visitor.text()


def test_lines_and_bars_say_what_their_tables_say(bt, somebody):
    """Each dot is a row of the table, at a height that fits its value; each bar as long as its number."""
    indicator = services.add_indicator(
        effect=bt.plan.effecten.get(),
        by=bt.houder,
        naam="Crisismeldingen",
        nul=Decimal("12.5"),
        nul_op=timezone.localdate() - timedelta(days=100),
        doel=Decimal(6),
        doel_op=timezone.localdate() + timedelta(days=90),
    )
    for days, waarde in ((60, 11), (30, 14), (1, 7)):
        services.measure(
            indicator=indicator,
            by=bt.woe,
            dag=timezone.localdate() - timedelta(days=days),
            waarde=Decimal(waarde),
        )
    visitor = somebody(bt.houder)
    page = visitor.goto(bt.plan.get_absolute_url())
    page.locator("summary", has_text="Alle metingen").click()
    table = [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in page.locator("details tbody tr").all()
    ]
    dots = [tuple(t.split(": ")) for t in page.locator("svg.lijnbeeld circle title").all_text_contents()]
    heights = [float(c.get_attribute("cy")) for c in page.locator("svg.lijnbeeld circle").all()]

    assert dots == [tuple(row) for row in table[:-1]]
    values = [float(value.replace(",", ".")) for _, value in dots]
    assert [v for _, v in sorted(zip(heights, values, strict=True))] == sorted(values, reverse=True)
    goal = float(page.locator("svg.lijnbeeld .doel").get_attribute("y1"))
    assert all((height < goal) == (value > 6) for height, value in zip(heights, values, strict=True))
    assert table[-1] == ["Doel", "6"]

    page = somebody(bt.chef).goto(reverse("dashboard:takenpakketten"))
    seen = 0
    for row in page.locator("ul.kaarten tbody tr").all():
        aantal, grens = (int(n) for n in re.findall(r"\d+", row.locator("td").first.inner_text()))
        svg = row.locator("svg")
        assert (svg.get_attribute("data-waarde"), svg.get_attribute("data-geheel")) == (
            str(aantal),
            str(grens),
        )
        width = float(svg.locator("rect").last.get_attribute("width"))
        assert width == pytest.approx(min(100, 100 * aantal / grens), abs=0.6)
        assert ("te-vol" in svg.locator("rect").last.get_attribute("class")) == (aantal > grens)
        seen += 1
    assert seen >= 8
