"""What is asked of whom: every view tells the same, to everybody who is asked, and to nobody who may not read it (B1-B6)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bondgenoten.models import Signaal
from casuistiek import services
from casuistiek.models import AlsDan, Casus
from casuistiek.queries import standen_of
from dashboard.queries.aandacht import aandacht_for, nodig_of
from dashboard.queries.bmo import bmo_of
from dashboard.queries.mijn_werk import work_of
from notificaties.gevraagd import end_before_mail, end_in_teams
from notificaties.models import Notificatie
from notificaties.services import bundle_due, due_for_mail, notify
from organisatie.bronnen import facts_changed
from organisatie.models import Afwezigheid, Medewerker, OpCoDienst
from overleggen.models import Actiepunt, Agendapunt
from overleggen.services import add_actiepunt
from overleggen.services import tick as remind
from portefeuilles.queries import facts_with_houders
from regels.aandacht import Wanneer
from tests import factories
from tests.aandacht import check_views_agree

pytestmark = pytest.mark.django_db


INHOUD = {name: value for name, value in factories.INHOUD.items() if name != "waarom_regie"}


def asked(person):
    """(kind, pk) of all that is asked of this person, as their start page has it."""
    items, _ = aandacht_for(Medewerker.objects.get(pk=person.pk))
    return {item.wat: item for item in items}


def now_for(person):
    return {item.tekst for item in work_of(Medewerker.objects.get(pk=person.pk))[0][Wanneer.NU]}


def test_a_new_aanmelding_is_under_the_opcos_now(bt, client):
    casus = services.report_casus(
        team=bt.team, by=bt.wijkagent, gebieden=[bt.binnenstad], portefeuilles=[], **INHOUD
    )
    client.force_login(bt.opco)

    html = client.get(reverse("dashboard:mijn-werk")).content.decode()

    assert "Nieuwe aanmelding: Chemische lucht" in html
    services.start_ronde(casus=casus, by=bt.opco, waarom_regie="Grote impact.")
    assert ("overdragen", casus.pk) not in asked(bt.opco)


def test_an_overdracht_past_its_term_is_asked_of_who_can_loosen_it(bt):
    casus = factories.overgedragen(bt)
    people = [bt.woe, bt.osc, bt.chef]
    assert [("casus", casus.pk) in asked(person) for person in people] == [False, False, False]

    with time_machine.travel(timezone.now() + timedelta(days=12)):
        services.tick()

        assert [("casus", casus.pk) in asked(person) for person in [bt.osc, bt.chef]] == [True, True]
        assert ("casus", casus.pk) not in asked(bt.oe_zuid)
        bmo = bmo_of(bt.team, Medewerker.objects.get(pk=bt.chef.pk))
        assert [item.wat for item in bmo["nodig"]] == [("casus", casus.pk)]


def test_who_takes_over_the_shift_finds_its_open_als_dan(bt):
    casus = factories.overgedragen(bt)
    row = AlsDan.objects.create(casus=casus, als="de buurvrouw belt", dan="rijd langs")
    assert ("als dan", row.pk) in asked(bt.opco)

    OpCoDienst.objects.filter(pk=bt.dienst.pk).update(tot=timezone.now())
    factories.dienst(bt.opco2, bt.team, van=timezone.now())

    assert asked(bt.opco2)["als dan", row.pk].url == casus.get_absolute_url()
    AlsDan.objects.update(afgedaan_op=timezone.now())
    assert ("als dan", row.pk) not in asked(bt.opco2)


def test_a_deputy_takes_over_what_an_absent_colleague_must_do(bt):
    row = add_actiepunt(
        team=bt.team, by=bt.osc, tekst="Bel de corporatie", eigenaar=bt.houder, deadline=timezone.localdate()
    )
    assert ("actiepunt", row.pk) not in asked(bt.vervanger)

    factories.afwezig(bt.houder)

    assert asked(bt.vervanger)["actiepunt", row.pk].namens == bt.houder.naam
    assert asked(bt.houder)["actiepunt", row.pk].namens == ""
    assert ("actiepunt", row.pk) not in asked(bt.osc)


def test_a_deputy_is_reminded_and_may_do_the_work_until_the_owner_is_back(bt, client):
    row = add_actiepunt(
        team=bt.team,
        by=bt.houder,
        tekst="Bel de corporatie",
        eigenaar=bt.houder,
        deadline=timezone.localdate(),
    )
    away = factories.afwezig(bt.houder, van=timezone.now() - timedelta(days=1))
    client.force_login(bt.vervanger)

    with time_machine.travel(timezone.localtime().replace(hour=9), tick=False):
        remind()
        remind()

    heard = Notificatie.objects.filter(sleutel__contains="herinnering")
    assert [n.ontvanger_id for n in heard] == [bt.vervanger.pk]
    assert client.get(row.get_absolute_url()).status_code == 200
    assert client.post(row.get_absolute_url(), {"klaar": "on", "afloop": "Gebeld."}).status_code in (200, 302)
    away.ingetrokken_op = timezone.now()
    away.save()
    assert client.get(row.get_absolute_url()).status_code == 403
    assert ("actiepunt", row.pk) not in asked(bt.vervanger)


def test_every_line_of_everybodys_start_page_opens(bt, client):
    """Also what somebody does for an absent colleague, of every kind."""
    busy(bt)
    secret = factories.reeks(bt.team, naam="Besloten", alleen_deelnemers=True)
    for person in (bt.houder, bt.woe):
        factories.afwezig(person)
        uit = Agendapunt.objects.create(
            reeks=secret, titel="x", inbrenger=person, soort="anders", doel="informeren", minuten=5
        )
        row = add_actiepunt(
            team=bt.team, by=person, tekst="Uit besloten", eigenaar=person, deadline=timezone.localdate()
        )
        Actiepunt.objects.filter(pk=row.pk).update(agendapunt=uit)
    shut, seen = [], set()
    for name in (
        "woe",
        "oe",
        "houder",
        "vervanger",
        "osa",
        "osc",
        "chef",
        "opco",
        "wijkagent",
        "woe_zuid",
        "intake",
    ):
        person = getattr(bt, name)
        client.force_login(person)
        for item in asked(person).values():
            seen.add((item.soort, bool(item.namens)))
            if client.get(item.url).status_code != 200:
                shut.append((name, item.soort, item.namens, item.url))

    assert shut == []
    assert {("actiepunt", True), ("activiteit", True), ("als dan", False)} <= seen


def test_a_deputy_hears_nothing_of_what_is_not_theirs_to_read(bt):
    secret = factories.casus(bt, regisseur=bt.houder, vertrouwelijk=True)
    row = add_actiepunt(
        team=bt.team,
        by=bt.houder,
        tekst="Geheim",
        eigenaar=bt.houder,
        deadline=timezone.localdate(),
        onderwerp=secret,
    )
    factories.afwezig(bt.houder, dagen=1)
    Casus.objects.update(vastgelegd_aan_zet=bt.houder)

    assert ("actiepunt", row.pk) not in asked(bt.vervanger)
    assert ("actiepunt", row.pk) in asked(bt.houder)


def test_a_gap_of_the_coming_weeks_is_known_before_it_is_there(bt):
    casus = factories.casus(bt)
    keten = [bt.woe, bt.oe, bt.houder, bt.vervanger, bt.woe_zuid, bt.oe_zuid, bt.osc, bt.osa, bt.chef]
    for person in keten:
        factories.afwezig(person, van=timezone.now() + timedelta(days=20), dagen=5)

    item = asked(bt.chef)["gat", casus.pk]

    assert item.wanneer == Wanneer.STRAKS
    assert ("gat", casus.pk) in asked(bt.osc)
    assert ("gat", casus.pk) not in asked(bt.woe)


def test_the_teamchef_never_reads_that_nothing_waits_while_the_bmo_is_red(bt, client):
    factories.signaal(bt)
    Signaal.objects.update(niveau=4)
    services.ask_arbitrage(
        casus=factories.casus(bt), by=bt.oe, vraag="Wie heeft de regie?", tekst="Ik dacht ik.", ander=bt.woe
    )
    client.force_login(bt.chef)

    bmo = client.get(reverse("dashboard:bmo")).context["nodig"]
    mine = now_for(bt.chef)

    assert {item.tekst for item in bmo} <= mine
    assert {"Signaal: Onrust op het plein", "Beslis: Wie heeft de regie?"} <= mine


def busy(bt):
    """Something of everything that can be asked."""
    casus = factories.overgedragen(bt)
    AlsDan.objects.create(casus=casus, als="x", dan="y")
    factories.casus(bt, regisseur=bt.houder)
    factories.signaal(bt)
    netwerk = factories.netwerk(bt, by=bt.houder)
    factories.sleutelfiguur(bt, netwerk, by=bt.houder)
    plan = factories.plan(bt)
    factories.activiteit(
        plan.effecten.first() or plan.effecten.create(tekst="Rust"),
        bt.woe,
        deadline=timezone.localdate() + timedelta(days=3),
    )
    for person in (bt.woe, bt.houder, bt.chef):
        for onderwerp in (casus, None):
            add_actiepunt(
                team=bt.team,
                by=bt.osc,
                tekst="Bel",
                eigenaar=person,
                deadline=timezone.localdate(),
                onderwerp=onderwerp,
            )


def test_what_is_asked_costs_at_most_ten_queries_with_1_and_with_167_teams(bt):
    """Mijn werk, and "Nu nodig" on top of what the BMO page read already."""
    busy(bt)
    factories.afwezig(bt.houder)

    def cost(person):
        fresh = Medewerker.objects.get(pk=person.pk)
        assert fresh.team == bt.team
        assert fresh.team_ids
        with CaptureQueriesContext(connection) as caught:
            work_of(fresh)
        return len(caught)

    people = [bt.woe, bt.vervanger, bt.osc, bt.chef, bt.opco, bt.wijkagent]
    for person in people:
        cost(person)  # the facts of the team are remembered from here
    first = [cost(person) for person in people]
    for nr in range(166):
        factories.team(f"Ander {nr}")
    for person in people:
        cost(person)

    assert [cost(person) for person in people] == first
    assert max(first) <= 10
    assert first == [6, 7, 7, 7, 8, 4]


def test_nu_nodig_costs_one_query_more_than_the_figures(bt):
    """The facts and the standen are read for the figures already; what is asked is one question more."""
    busy(bt)
    chef = Medewerker.objects.get(pk=bt.chef.pk)
    now = timezone.now()
    feiten = facts_with_houders(bt.team.pk, now)
    standen = standen_of(Casus.objects.open().filter(team=bt.team), now, teams={bt.team.pk: feiten})

    with CaptureQueriesContext(connection) as caught:
        found = nodig_of(bt.team, chef, feiten, standen, now)

    assert len(caught) == 1
    assert isinstance(found, list)


def test_all_views_agree_for_everybody(bt, ander):
    for team in (bt, ander):
        busy(team)
        factories.afwezig(team.houder)
    services.tick()  # the minute in which who is aan zet is written down again

    check_views_agree(bt.team)
    check_views_agree(ander.team)


def test_who_handed_over_hears_the_end(bt):
    """On a refusal, and when the third who was asked accepts (B2)."""
    casus = factories.overgedragen(bt)
    for nr in range(2):
        offer = factories.open_aanbod(casus)
        services.refuse_overdracht(overdracht=offer, by=offer.aan, reden="Ik zit vol.")
        refused = Notificatie.objects.filter(ontvanger=bt.opco, sleutel__contains=":geweigerd")
        assert refused.count() == nr + 1
    offer = factories.open_aanbod(casus)

    services.accept_overdracht(overdracht=offer, by=offer.aan, teruglezing="Ik regel het.")

    heard = Notificatie.objects.get(ontvanger=bt.opco, sleutel__contains=":aanvaard")
    assert heard.tekst == "Je overdracht is aanvaard."


def test_the_next_who_is_asked_sees_who_refused_and_why(bt, client):
    casus = factories.overgedragen(bt)
    first = factories.open_aanbod(casus)
    services.refuse_overdracht(overdracht=first, by=first.aan, reden="Ik zit vol.")
    second = factories.open_aanbod(casus)
    client.force_login(second.aan)

    html = client.get(second.get_absolute_url()).content.decode()

    assert f"{first.aan.naam}: Ik zit vol." in html
    assert "Grote impact." in html


# --- what was told ends with what is asked ------------------------------------------------------------------


def waiting(person):
    return set(
        Notificatie.objects.open()
        .filter(ontvanger=person)
        .exclude(vraagt="")
        .values_list("vraagt", flat=True)
    )


def test_what_is_answered_through_any_door_is_asked_no_more(bt, client):
    """Nobody had to think of it: the door looks after each post what is still asked."""
    casus = factories.overgedragen(bt)
    row = add_actiepunt(
        team=bt.team,
        by=bt.osc,
        tekst="Bel",
        eigenaar=bt.woe,
        deadline=timezone.localdate() + timedelta(days=3),
    )
    aanbod = factories.open_aanbod(casus)
    assert waiting(bt.woe) == {f"regie gevraagd:{aanbod.pk}", f"actiepunt:{row.pk}"}
    client.force_login(bt.woe)

    client.post(
        row.get_absolute_url(), {"stap": "klaar", "voortgang": "", "deadline": row.deadline.isoformat()}
    )
    assert waiting(bt.woe) == {f"regie gevraagd:{aanbod.pk}"}
    client.force_login(bt.osc)
    client.post(reverse("casuistiek:ronde-withdraw", args=[casus.pk]), {"reden": "Het is opgelost."})
    assert waiting(bt.woe) == set()


def test_when_the_owner_is_back_the_deputy_gets_no_mail_about_it(bt):
    row = add_actiepunt(
        team=bt.team, by=bt.houder, tekst="Bel", eigenaar=bt.houder, deadline=timezone.localdate()
    )
    away = factories.afwezig(bt.houder, van=timezone.now() - timedelta(days=1))
    with time_machine.travel(timezone.localtime().replace(hour=9), tick=False):
        remind()
    assert waiting(bt.vervanger) == {f"actiepunt:{row.pk}"}

    Afwezigheid.objects.filter(pk=away.pk).update(ingetrokken_op=timezone.now())
    facts_changed(bt.team)
    with time_machine.travel(timezone.localtime().replace(hour=9) + timedelta(days=1)):
        bundle_due()

    assert waiting(bt.vervanger) == set()
    assert (
        not Notificatie.objects.filter(ontvanger=bt.vervanger, vraagt__startswith="actiepunt")
        .exclude(mail=None)
        .exists()
    )


def test_who_is_asked_again_hears_it_again(bt):
    """Anna is next, then Bart, then Anna after all: she hears it twice, and a tick without a change adds nothing."""

    def next_is(person):
        OpCoDienst.objects.filter(pk=bt.dienst.pk).update(volgende=person)
        services.tick()
        end_in_teams([bt.team.pk])

    for person in (bt.opco2, bt.ggp, bt.opco2, bt.opco2):
        next_is(person)

    told = Notificatie.objects.filter(vraagt=f"volgende OpCo:{bt.dienst.pk}")
    assert [told.filter(ontvanger=who).count() for who in (bt.opco2, bt.ggp)] == [2, 1]
    assert list(told.filter(vervallen_op=None).values_list("ontvanger", flat=True)) == [bt.opco2.pk]


def test_a_question_that_no_bron_asks_is_a_mistake(bt):
    with pytest.raises(ValueError, match="no bron"):
        notify(ontvangers=[bt.woe.pk], key="x", tekst="x", url="/", vraagt="regie gevrag:1")


def test_looking_what_is_still_asked_costs_six_queries(bt, ander, django_assert_num_queries):
    """One when nothing asks anything, however many teams there are; else the teams too, and per team its version and one union, in a savepoint."""
    with django_assert_num_queries(1):
        end_in_teams([bt.team.pk])
    factories.overgedragen(bt)
    end_in_teams([bt.team.pk])
    with django_assert_num_queries(6):
        end_in_teams([bt.team.pk])


def test_looking_before_a_mail_reads_each_notice_once(bt):
    """The table joined to itself cost half a minute a round with four thousand notices that wait for the morning."""
    factories.overgedragen(bt)
    with CaptureQueriesContext(connection) as caught:
        end_before_mail(due_for_mail(timezone.now()), timezone.now())

    assert caught[0]["sql"].count('FROM "notificaties_notificatie"') == 1
