"""Meetings: they come by themselves, fill themselves, and nothing runs away (V1-V6)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from casuistiek.models import Casus
from casuistiek.queries import stand_of
from overleggen import services
from overleggen.agendabronnen import BLADZIJDE, newest_readable, readable_ids
from overleggen.models import Actiepunt, Agendapunt, Besluit, Overleg
from portefeuilles.services import close_trend
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op
from tests.overleggen.punten import MAANDAG, add

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


def titles(overleg):
    return [punt.titel for punt in services.op_volgorde(list(overleg.punten.all()))]


def test_meetings_come_by_themselves_half_a_year_ahead_on_local_time(bt):
    reeks = factories.reeks(bt.team)

    services.tick()
    services.tick()

    begins = [timezone.localtime(o.begin) for o in reeks.overleggen.all()]
    assert [(b.day, b.month) for b in begins][:3] == [(1, 12), (5, 1), (2, 2)]
    assert {b.hour for b in begins} == {9}  # also after the summer time begins
    assert begins[-1] > timezone.localtime() + timedelta(days=150)


def test_agenda_fills_itself_with_trends_and_complex_casussen_first(bt, overleg):
    factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    factories.casus(bt, titel="Complex", gebieden=[bt.binnenstad, bt.zuid], portefeuilles=[bt.zorg, bt.jeugd])
    add(overleg, bt.woe)

    services.fill_agenda(overleg)
    services.fill_agenda(overleg)

    assert titles(overleg) == ["Vuurwerk", "Complex", "Ander punt"]
    assert overleg.punten.get(titel="Complex").reden == (
        "raakt meerdere portefeuilles of gebieden; waar hoort deze casus thuis?"
    )


def test_what_nobody_proposes_any_more_goes_off_unless_somebody_brought_it_in(bt, overleg):
    trend = factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    add(overleg, bt.woe)
    services.fill_agenda(overleg)

    close_trend(trend=trend, by=bt.woe, reden="Voorbij.")
    services.fill_agenda(overleg)

    assert titles(overleg) == ["Ander punt"]


def test_bmo_gets_the_red_casussen_with_the_reason(bt):
    bmo = factories.overleg(factories.reeks(bt.team, "bmo"), begin=op("2026-11-26", 13))
    factories.overgedragen(bt)
    bt.dienst.tot = timezone.now()
    bt.dienst.save()

    services.fill_agenda(bmo)

    assert [(p.titel, p.reden) for p in bmo.punten.all()] == [("Chemische lucht", "niemand is aan zet")]


def test_moving_content_down_needs_a_reason(bt, overleg):
    factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    add(overleg, bt.woe)
    services.fill_agenda(overleg)
    trend = overleg.punten.get(titel="Vuurwerk")

    with pytest.raises(RegelOvertreden, match="Inhoud komt eerst"):
        services.move_punt(punt=trend, by=bt.osc, naar=2)
    services.move_punt(punt=trend, by=bt.osc, naar=2, reden="De gast komt later.")

    assert titles(overleg) == ["Ander punt", "Vuurwerk"]


def held(overleg, by):
    services.start_overleg(overleg=overleg, by=by)
    return Overleg.objects.get(pk=overleg.pk)


def test_a_point_ends_in_a_besluit(bt, overleg):
    punt = add(overleg, bt.woe)
    held(overleg, bt.osc)

    services.end_punt(punt=punt, by=bt.osc, uitkomst="besluit", tekst="We doen het.")

    assert Besluit.objects.get().tekst == "We doen het."
    assert Agendapunt.objects.get(pk=punt.pk).afgerond_door == bt.osc


def test_a_point_ends_in_an_actiepunt_with_owner_and_date(bt, overleg):
    punt = add(overleg, bt.woe)
    held(overleg, bt.osc)

    services.end_punt(
        punt=punt, by=bt.osc, uitkomst="actiepunt", tekst="Bel", eigenaar=bt.woe, deadline=date(2026, 12, 4)
    )

    actiepunt = Actiepunt.objects.get()
    assert (actiepunt.eigenaar, actiepunt.deadline, actiepunt.titel) == (
        bt.woe,
        date(2026, 12, 4),
        "Ander punt",
    )
    assert bt.woe.notificaties.filter(tekst="Je hebt een nieuw actiepunt.").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"deadline": date(2026, 11, 22)}, "al geweest"),
        ({"eigenaar": "gone"}, "werkt niet meer in het team"),
        ({"eigenaar": None}, "een eigenaar en een datum"),
    ],
)
def test_an_actiepunt_that_cannot_be(bt, overleg, change, says):
    punt = add(overleg, bt.woe)
    held(overleg, bt.osc)
    gone = factories.medewerker(bt.team, "woe", van=date(2026, 1, 1), tot=date(2026, 2, 1))
    feiten = {"eigenaar": bt.woe, "deadline": date(2026, 12, 4), **change}
    if feiten["eigenaar"] == "gone":
        feiten["eigenaar"] = gone

    with pytest.raises(RegelOvertreden, match=says):
        services.end_punt(punt=punt, by=bt.osc, uitkomst="actiepunt", tekst="Bel", **feiten)

    assert Agendapunt.objects.get(pk=punt.pk).uitkomst == ""


def test_postponed_returns_by_itself_and_the_third_time_it_must_be_decided(bt, overleg):
    factories.overleg(overleg.reeks, begin=op("2027-01-19", 9))
    punt = add(overleg, bt.woe)

    for count, begin in ((1, op("2026-12-22", 9)), (2, op("2027-01-19", 9))):
        held(punt.overleg, bt.osc)
        services.end_punt(punt=punt, by=bt.osc, uitkomst="doorgeschoven")
        punt = Agendapunt.objects.get(vorige=punt)
        assert (punt.doorgeschoven, punt.overleg.begin) == (count, begin)

    held(punt.overleg, bt.osc)
    with pytest.raises(RegelOvertreden, match="al twee keer doorgeschoven"):
        services.end_punt(punt=punt, by=bt.osc, uitkomst="doorgeschoven")


def test_a_postponed_trend_stands_on_the_next_agenda_once(bt, overleg):
    factories.trend(bt.team, bt.woe, titel="Vuurwerk")
    volgende = overleg.reeks.overleggen.last()
    services.fill_agenda(volgende)
    held(overleg, bt.osc)

    services.end_punt(punt=overleg.punten.get(), by=bt.osc, uitkomst="doorgeschoven")
    services.fill_agenda(volgende)

    assert [(p.titel, p.doorgeschoven) for p in volgende.punten.all()] == [("Vuurwerk", 1)]


def test_a_meeting_closes_when_every_point_has_an_end(bt, overleg):
    punt = add(overleg, bt.woe)
    held(overleg, bt.osc)
    with pytest.raises(RegelOvertreden, match="Nog 1 punt"):
        services.close_overleg(overleg=overleg, by=bt.osc)

    services.end_punt(punt=punt, by=bt.osc, uitkomst="geen_vervolg", tekst="Opgelost.")
    services.close_overleg(overleg=overleg, by=bt.osc)

    assert Overleg.objects.get(pk=overleg.pk).status == "gesloten"


def test_ending_a_point_twice_gives_one_outcome(bt, overleg):
    punt = add(overleg, bt.woe)
    held(overleg, bt.osc)
    services.end_punt(punt=punt, by=bt.osc, uitkomst="besluit", tekst="Ja.")

    with pytest.raises(RegelOvertreden, match="al afgerond"):
        services.end_punt(punt=punt, by=bt.woe, uitkomst="besluit", tekst="Nee.")

    assert Besluit.objects.get().tekst == "Ja."


def test_the_clock_counts_per_point(bt, overleg):
    one, two = add(overleg, bt.woe, "Een"), add(overleg, bt.woe, "Twee")
    held(overleg, bt.osc)
    services.start_punt(punt=one, by=bt.osc)
    with time_machine.travel(MAANDAG + timedelta(minutes=7), tick=False):
        services.start_punt(punt=two, by=bt.osc)
    with time_machine.travel(MAANDAG + timedelta(minutes=12), tick=False):
        services.end_punt(punt=two, by=bt.osc, uitkomst="besluit", tekst="Ja.")

    assert [Agendapunt.objects.get(pk=p.pk).gebruikte_minuten for p in (one, two)] == [7, 5]


# --- nothing typed is lost (C1) ---------------------------------------------------------------------------


def screen(client, who, overleg):
    client.force_login(who)
    return client.get(reverse("overleggen:overleg", args=[overleg.pk]))


def typed(punt, bt, **anders):
    return {
        "aantekening": "Noor kent het plein.",
        "uitkomst": "actiepunt",
        "tekst": "Vraag de gemeente om licht",
        "eigenaar": bt.woe.pk,
        "deadline": "2026-12-01",
        **anders,
    }


def test_only_keeping_keeps_the_outcome_too_for_oneself_alone(bt, overleg, client):
    punt = add(overleg, bt.woe)
    services.start_overleg(overleg=overleg, by=bt.osc)
    screen(client, bt.osc, overleg)

    client.post(reverse("overleggen:punt-end", args=[punt.pk]), {**typed(punt, bt), "stap": "aantekening"})

    response = screen(client, bt.osc, overleg)
    html = response.content.decode()
    assert "Bewaard, ook wat je bij de uitkomst invulde. Het punt is nog niet afgerond." in html
    kept = response.context["form"]
    for name, value in typed(punt, bt).items():
        assert str(kept[name].value()) == str(value)
    assert "Vraag de gemeente om licht" not in screen(client, bt.woe, overleg).content.decode()
    client.force_login(bt.osc)
    client.post(reverse("overleggen:punt-end", args=[punt.pk]), typed(punt, bt))
    assert Actiepunt.objects.get().tekst == "Vraag de gemeente om licht"
    punt.refresh_from_db()
    assert punt.aantekeningen.get(medewerker=bt.osc).uitkomst == {}


def test_who_was_filling_in_while_a_colleague_ended_the_point_finds_their_words(bt, overleg, client):
    punt = add(overleg, bt.woe)
    services.start_overleg(overleg=overleg, by=bt.osc)
    client.force_login(bt.osa)
    note = reverse("overleggen:punt-note", args=[punt.pk])
    client.post(note, typed(punt, bt, uitkomst="besluit", tekst="We doen het anders"))
    services.end_punt(punt=punt, by=bt.osc, uitkomst="geen_vervolg", tekst="Niet nodig.")

    assert "We doen het anders" in screen(client, bt.osa, overleg).content.decode()
    assert "We doen het anders" not in screen(client, bt.woe, overleg).content.decode()
    late = client.post(
        reverse("overleggen:punt-end", args=[punt.pk]), typed(punt, bt, uitkomst="besluit", tekst="Toch wel")
    )
    assert late.status_code in (200, 403)


def test_too_late_with_an_outcome_says_who_was_earlier_and_keeps_every_word(bt, overleg, client):
    punt = add(overleg, bt.woe)
    services.start_overleg(overleg=overleg, by=bt.osc)
    services.end_punt(punt=punt, by=bt.osc, uitkomst="geen_vervolg", tekst="Niet nodig.")
    client.force_login(bt.osa)

    html = client.post(
        reverse("overleggen:punt-end", args=[punt.pk]), typed(punt, bt, uitkomst="besluit", tekst="Toch wel")
    ).content.decode()

    assert f"{bt.osc.naam} was eerder: geen vervolg" in html
    assert "Toch wel" in html
    assert "Noor kent het plein." in html


def test_an_actiepunt_with_parts_opens_for_its_owner(bt, client):
    heel = services.add_actiepunt(
        team=bt.team, by=bt.osc, tekst="Licht op het plein", eigenaar=bt.woe, deadline=date(2026, 12, 1)
    )
    for wie in (bt.oe, bt.ggp):
        services.add_actiepunt(
            team=bt.team, by=bt.woe, tekst="Bel", eigenaar=wie, deadline=date(2026, 12, 1), boven=heel
        )
    client.force_login(bt.woe)

    html = client.get(heel.get_absolute_url()).content.decode()

    assert "Deeltaken: 0 van 2 klaar" in html


def test_a_cancelled_meeting_stays_traceable_and_its_points_go_along(bt, overleg):
    add(overleg, bt.woe)

    services.cancel_overleg(overleg=overleg, by=bt.osc, reden="Ziekte.")

    overleg.refresh_from_db()
    assert (overleg.status, overleg.reden_vervallen) == ("vervallen", "Ziekte.")
    assert titles(overleg.reeks.overleggen.last()) == ["Ander punt"]


def test_late_actiepunten_return_on_the_agenda(bt, overleg):
    punt = add(overleg, bt.woe)
    held(overleg, bt.osc)
    services.end_punt(
        punt=punt, by=bt.osc, uitkomst="actiepunt", tekst="Bel", eigenaar=bt.woe, deadline=date(2026, 12, 4)
    )
    volgende = overleg.reeks.overleggen.last()

    with time_machine.travel(op("2026-12-07", 9), tick=False):
        services.fill_agenda(volgende)

    assert [p.reden for p in volgende.punten.all()] == ["actiepunt over de datum (04-12)"]


def test_the_meeting_decides_where_the_casus_belongs(bt, overleg):
    casus = factories.casus(bt, gebieden=[bt.binnenstad, bt.zuid], portefeuilles=[bt.zorg, bt.jeugd])
    held(overleg, bt.osc)
    punt = overleg.punten.get()

    services.end_punt(
        punt=punt, by=bt.osc, uitkomst="besluit", tekst="Naar jeugd.", keuze=f"portefeuille:{bt.jeugd.pk}"
    )

    casus.refresh_from_db()
    assert casus.waar_thuis is False
    assert factories.open_aanbod(casus).aan == bt.woe_zuid
    assert casus.gebeurtenissen.filter(tekst="WOE/OS-overleg: besluit. Naar jeugd.").exists()
    assert stand_of(casus).aan_zet.medewerker == bt.woe.pk


def test_participants_see_a_casus_while_it_is_on_their_agenda(bt, overleg):
    zuid = factories.casus(bt, regisseur=bt.woe_zuid, gebieden=[bt.zuid], portefeuilles=[bt.jeugd])
    assert not Casus.objects.visible_to(bt.vervanger).filter(pk=zuid.pk).exists()

    punt = add(overleg, bt.woe_zuid, zuid.titel, soort="casus", onderwerp=zuid, criteria=["leerzaam"])
    assert Casus.objects.visible_to(bt.vervanger).filter(pk=zuid.pk).exists()

    held(overleg, bt.osc)
    services.end_punt(punt=punt, by=bt.osc, uitkomst="besluit", tekst="Geleerd.")
    services.close_overleg(overleg=overleg, by=bt.osc)
    assert not Casus.objects.visible_to(bt.vervanger).filter(pk=zuid.pk).exists()


def test_a_vertrouwelijke_casus_is_a_besloten_punt_for_the_rest(bt, overleg, client):
    zuid = factories.casus(
        bt, regisseur=bt.woe_zuid, gebieden=[bt.zuid], vertrouwelijk=True, titel="Heel geheim"
    )
    punt = add(overleg, bt.woe_zuid, zuid.titel, soort="casus", onderwerp=zuid, criteria=["leerzaam"])

    assert readable_ids([punt], bt.vervanger) == set()
    client.force_login(bt.vervanger)
    html = client.get(overleg.get_absolute_url()).content.decode()
    assert "Besloten punt" in html
    assert "Heel geheim" not in html


def test_the_newest_one_may_read_lie_behind_pages_of_what_one_may_not(bt, overleg):
    geheim = factories.casus(bt, regisseur=bt.woe_zuid, gebieden=[bt.zuid], vertrouwelijk=True)
    for nr in range(2 * BLADZIJDE + 10):
        onderwerp = None if nr in (1, BLADZIJDE + 1, 2 * BLADZIJDE + 1, 2 * BLADZIJDE + 2) else geheim
        Agendapunt.objects.create(reeks=overleg.reeks, titel=f"{nr}", onderwerp=onderwerp)
    rows = Agendapunt.objects.filter(overleg=None).order_by("pk")

    def numbers(who, hoogstens):
        return [int(row.titel) for row in newest_readable(rows, who, hoogstens)]

    assert numbers(bt.vervanger, 3) == [1, BLADZIJDE + 1, 2 * BLADZIJDE + 1]
    assert numbers(bt.vervanger, 10) == [1, BLADZIJDE + 1, 2 * BLADZIJDE + 1, 2 * BLADZIJDE + 2]
    assert numbers(bt.woe_zuid, 4) == [0, 1, 2, 3]


def test_a_casus_without_one_of_the_four_criteria_is_not_taken(bt, overleg):
    oud = factories.casus(bt)

    with pytest.raises(RegelOvertreden, match="minstens één reden"):
        add(overleg, bt.woe, oud.titel, soort="casus", onderwerp=oud)


@pytest.mark.parametrize("regel", ["FREQ=SOMS", "", "BYDAY=1TU", "x" * 50])
def test_a_rhythm_that_cannot_be_read(bt, regel):
    with pytest.raises(RegelOvertreden, match="niet te lezen"):
        services.ritme(regel, date(2026, 1, 1))
