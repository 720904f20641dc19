"""A plan: its progress follows from the work that hangs on it, and it says what it reaches (P2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from logboek.models import Logregel
from notificaties.models import Notificatie
from overleggen.services import add_actiepunt, update_actiepunt
from portefeuilles import services
from portefeuilles.models import Activiteit, Effect, Meting, Plan
from portefeuilles.queries import average, effects_of, picture_of, rows_of, work_per_activiteit
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from werk.services import log_work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(op("2026-11-23", 10), tick=False):
        yield


def progress(activiteit):
    return rows_of([Activiteit.objects.get(pk=activiteit.pk)])[activiteit.pk].voortgang


def actiepunt(bt, activiteit, **anders):
    return add_actiepunt(
        team=bt.team,
        by=bt.houder,
        tekst="Bel",
        eigenaar=bt.woe,
        deadline=date(2026, 12, 1),
        onderwerp=activiteit,
        **anders,
    )


def test_a_plan_begins_with_what_it_reaches(bt):
    plan = factories.plan(bt)

    assert [row.tekst for row in plan.effecten.all()] == ["Minder mensen in crisis"]
    assert plan.vastgesteld_op is None
    with pytest.raises(RegelOvertreden, match="begint met een beoogd effect"):
        factories.plan(bt, portefeuille=bt.jeugd, effect=" ")
    assert Plan.objects.count() == 1


def test_one_plan_at_a_time(bt):
    factories.plan(bt)

    with pytest.raises(RegelOvertreden, match="loopt dan al een plan"):
        factories.plan(bt, van=date(2026, 6, 1))
    factories.plan(bt, van=date(2027, 1, 1), tot=date(2028, 1, 1))


def test_vaststellen_asks_how_each_effect_shows(bt):
    plan = factories.plan(bt)
    with pytest.raises(RegelOvertreden, match="Geef een indicator bij: Minder mensen in crisis"):
        services.vaststel_plan(plan=plan, by=bt.houder)

    indicator = meting_van(bt, plan)
    services.vaststel_plan(plan=plan, by=bt.houder)

    plan.refresh_from_db()
    assert plan.vastgesteld_door == bt.houder
    assert indicator.metingen.get().toelichting == "nulmeting"


def meting_van(bt, plan):
    return services.add_indicator(
        effect=plan.effecten.get(),
        by=bt.houder,
        naam="Crisismeldingen",
        nul=Decimal("12.5"),
        nul_op=date(2026, 1, 1),
        doel=Decimal(6),
        doel_op=date(2026, 12, 31),
    )


def test_measurements_make_a_line_and_a_second_one_on_a_day_corrects(bt):
    plan = factories.plan(bt)
    indicator = meting_van(bt, plan)
    services.measure(indicator=indicator, by=bt.woe, dag=date(2026, 6, 1), waarde=Decimal(9))
    services.measure(indicator=indicator, by=bt.woe, dag=date(2026, 6, 1), waarde=Decimal(8))

    (beeld,) = picture_of(plan)
    (row,) = beeld.indicatoren
    assert [(str(dag), waarde) for _, _, dag, waarde in row["lijn"].stippen] == [
        ("2026-01-01", Decimal("12.5")),
        ("2026-06-01", Decimal(8)),
    ]
    assert (row["nu"], row["op_weg"]) == (Decimal(8), 69)
    for dag in (date(2025, 12, 31), date(2026, 11, 24)):
        with pytest.raises(RegelOvertreden):
            services.measure(indicator=indicator, by=bt.woe, dag=dag, waarde=Decimal(1))
    assert Meting.objects.count() == 2


def test_progress_follows_from_every_kind_of_work(bt):
    plan = factories.plan(bt)
    activiteit = factories.activiteit(plan.effecten.get(), bt.houder)
    assert progress(activiteit) is None

    punt = actiepunt(bt, activiteit)
    assert progress(activiteit) == 0
    update_actiepunt(actiepunt=punt, by=bt.woe, klaar=True)
    assert progress(activiteit) == 100

    factories.aanpak(bt, activiteit=activiteit)
    assert progress(activiteit) == 50

    opdracht = factories.opdracht(bt, onderwerp=activiteit)
    assert progress(activiteit) == 33
    services.answer_opdracht(opdracht=opdracht, by=bt.ggp, antwoord="niet")
    assert progress(activiteit) == 33
    services.answer_opdracht(opdracht=opdracht, by=bt.ggp, antwoord="gedaan")
    assert progress(activiteit) == 67

    services.save_actie(
        portefeuille=bt.zorg,
        by=bt.houder,
        titel="Controle",
        dag=date(2026, 11, 20),
        trekker=bt.houder,
        activiteit=activiteit,
    )
    assert progress(activiteit) == 50
    (beeld,) = picture_of(plan)
    assert (beeld.voortgang, average([beeld])) == (50, 50)
    assert [(row.effect, row.voortgang) for row in effects_of(plan)] == [(beeld.effect, 50)]
    werk = work_per_activiteit([activiteit.pk])[activiteit.pk]
    assert {stuk.soort for stuk in werk} == {"Actiepunt", "Aanpak", "Briefing", "Actie"}
    assert round(100 * sum(stuk.deel for stuk in werk) / 4) == 50  # the list of work adds up to the same


def test_an_activity_with_only_hours_runs_but_has_no_progress(bt):
    activiteit = factories.activiteit(factories.plan(bt).effecten.get(), bt.houder)
    log_work(by=bt.houder, team=bt.team, soort="portefeuille", onderwerp=activiteit, titel="x", minuten=90)

    rows = rows_of([activiteit])

    assert (rows[activiteit.pk].voortgang, rows[activiteit.pk].stand.value, rows[activiteit.pk].minuten) == (
        None,
        "bezig",
        90,
    )


def test_an_activity_hangs_upward_and_moves_with_the_one_above(bt):
    plan = factories.plan(bt)
    een, twee = plan.effecten.get(), services.add_effect(plan=plan, by=bt.houder, tekst="Meer rust")
    boven = factories.activiteit(een, bt.houder, niveau="strategisch")
    onder = factories.activiteit(twee, bt.houder, niveau="operationeel", boven=boven)
    assert onder.effect == een

    services.change_activiteit(
        activiteit=boven, by=bt.houder, effect=twee, niveau="strategisch", tekst="Anders", eigenaar=bt.houder
    )

    onder.refresh_from_db()
    assert onder.effect == twee
    with pytest.raises(RegelOvertreden, match="kan niet onder"):
        factories.activiteit(een, bt.houder, niveau="strategisch", boven=boven)
    with pytest.raises(RegelOvertreden, match="onder zichzelf"):
        services.change_activiteit(
            activiteit=boven, by=bt.houder, effect=twee, niveau="operationeel", tekst="x", eigenaar=bt.houder, boven=boven
        )  # fmt: skip
    with pytest.raises(RegelOvertreden, match="kan niet onder"):
        services.change_activiteit(
            activiteit=boven, by=bt.houder, effect=twee, niveau="operationeel", tekst="x", eigenaar=bt.houder
        )


def test_who_gets_an_activity_hears_it_without_its_words(bt):
    activiteit = factories.activiteit(factories.plan(bt).effecten.get(), bt.houder, tekst="Geheim woord")
    assert not Notificatie.objects.exists()

    services.change_activiteit(
        activiteit=activiteit, by=bt.houder, effect=activiteit.effect, niveau="tactisch", tekst="Geheim woord", eigenaar=bt.woe
    )  # fmt: skip

    row = Notificatie.objects.get()
    assert (row.ontvanger, "Geheim" in row.tekst) == (bt.woe, False)


def test_done_when_its_work_is_and_it_can_run_again(bt):
    activiteit = factories.activiteit(factories.plan(bt).effecten.get(), bt.houder)
    punt = actiepunt(bt, activiteit)
    with pytest.raises(RegelOvertreden, match="nog 1 stuk werk open"):
        services.finish_activiteit(activiteit=activiteit, by=bt.houder, resultaat="Rust.")

    update_actiepunt(actiepunt=punt, by=bt.woe, klaar=True)
    services.finish_activiteit(activiteit=activiteit, by=bt.houder, resultaat="Rust.")
    assert progress(activiteit) == 100
    with pytest.raises(RegelOvertreden, match="al klaar"):
        services.stop_activiteit(activiteit=activiteit, by=bt.houder, reden="x")

    services.reopen_activiteit(activiteit=activiteit, by=bt.houder)
    activiteit.refresh_from_db()
    assert (activiteit.is_open, activiteit.resultaat) == (True, "Rust.")


def test_an_effect_on_which_something_hangs_stays(bt):
    plan = factories.plan(bt)
    effect = plan.effecten.get()
    activiteit = factories.activiteit(effect, bt.houder)
    with pytest.raises(RegelOvertreden, match="blijft het staan"):
        services.remove_effect(effect=effect, by=bt.houder)

    activiteit.delete()
    services.remove_effect(effect=effect, by=bt.houder)

    assert not Effect.objects.exists()


@pytest.mark.parametrize(
    ("who", "mag"),
    [("houder", True), ("vervanger", True), ("osc", True), ("woe", False), ("wijkagent", False)],
)
def test_who_may_work_on_a_plan(bt, client, who, mag):
    plan = factories.plan(bt)
    client.force_login(getattr(bt, who))

    assert client.get(plan.get_absolute_url()).status_code == 200
    response = client.post(reverse("portefeuilles:effect-add", args=[plan.pk]), {"tekst": "Meer rust"})

    assert response.status_code == (302 if mag else 403)
    assert plan.effecten.count() == (2 if mag else 1)
    assert Logregel.objects.filter(actie="effect.added").exists() is mag


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"effect": ""}, "Dit veld is verplicht"),
        ({"laatste_dag": "2025-01-01"}, "ligt voor de eerste dag"),
        ({"laatste_dag": "2031-01-01"}, "hoogstens twee jaar"),
        ({"van": "gisteren of zo"}, "Deze datum begrijpen we niet"),
        ({"titel": "x" * 121}, "120"),
    ],
)
def test_a_plan_with_bad_input_keeps_what_was_typed(bt, client, change, says):
    client.force_login(bt.houder)
    data = {
        "titel": "Plan zorg",
        "effect": "Minder crisis",
        "van": "2026-01-01",
        "laatste_dag": "2026-12-31",
        "waarvoor": "Omdat het moet.",
        **change,
    }

    html = client.post(reverse("portefeuilles:plan-add", args=[bt.zorg.pk]), data).content.decode()

    assert says in html
    assert "Omdat het moet." in html
    assert not Plan.objects.exists()


def test_partners_that_were_one_stay_on_the_activity(bt):
    from organisatie.services import merge_organisaties

    weg, blijft = (
        factories.partner(bt.team, "GGZ", "zorg"),
        factories.partner(bt.team, "GGZ Centraal", "zorg", "Bo"),
    )
    activiteit = factories.activiteit(factories.plan(bt).effecten.get(), bt.houder, partners=[weg])

    merge_organisaties(weg=weg, blijft=blijft, by=bt.chef)

    assert list(activiteit.partners.all()) == [blijft]


def test_a_second_tap_makes_one_activity(bt, client):
    plan = factories.plan(bt)
    client.force_login(bt.houder)
    url = reverse("portefeuilles:activiteit-add", args=[plan.effecten.get().pk])
    data = {
        "sleutel": "6f9619ff-8b86-4011-b42d-00c04fc964ff",
        "tekst": "Overleg",
        "effect": plan.effecten.get().pk,
        "niveau": "tactisch",
        "eigenaar": bt.houder.pk,
    }

    client.post(url, data)
    client.post(url, data)

    assert Activiteit.objects.count() == 1


def test_the_tick_reminds_the_owner_once_and_nobody_absent(bt):
    effect = factories.plan(bt).effecten.get()
    dag = timezone.localdate() + timedelta(days=1)
    factories.activiteit(effect, bt.houder, deadline=dag)
    factories.activiteit(effect, bt.vervanger, deadline=dag)
    factories.afwezig(bt.vervanger)
    Notificatie.objects.all().delete()

    for uur in (3, 9, 9, 15):
        services.tick(op("2026-11-23", uur))

    assert list(Notificatie.objects.values_list("ontvanger", flat=True)) == [bt.houder.pk]
