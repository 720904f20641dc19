"""With others: partners and who they asked, opsporing with a name, debriefing, coming back (C7, C9, C18, C20, C21)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casuspartner, Opsporing, Partnervraag, Shopvraag, Terugoverdracht
from casuistiek.queries import stand_of
from notificaties.models import Notificatie
from organisatie.models import Gebied, OpCoDienst
from organisatie.services import add_afwezigheid, end_gebied, merge_organisaties, set_volgende_opco
from portefeuilles.services.tick import tick as portefeuilles_tick
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.factories import op

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(op("2026-11-23", 10), tick=False) as traveller:
        yield traveller


def heard(person, part):
    return Notificatie.objects.filter(ontvanger=person, tekst__contains=part).count()


# --- partners ------------------------------------------------------------------------------------------


def test_a_partner_comes_once_and_its_contact_can_change(bt, clock):
    casus = factories.casus(bt)
    gemeente = factories.partner(bt.team)

    services.add_partner(casus=casus, by=bt.woe, organisatie=gemeente)
    services.add_partner(
        casus=casus, by=bt.woe, organisatie=gemeente, contactpersoon=gemeente.contact, collega=bt.wijkagent
    )

    row = Casuspartner.objects.get()
    assert (row.contactpersoon, row.collega) == (gemeente.contact, bt.wijkagent)
    assert casus.betrokkenen.filter(medewerker=bt.wijkagent).exists()
    assert heard(bt.wijkagent, "contact met een partner") == 1


@pytest.mark.parametrize("wat", ["organisatie", "contactpersoon"])
def test_a_partner_of_another_team_or_place_is_refused(bt, ander, clock, wat):
    casus = factories.casus(bt)
    eigen, vreemd = factories.partner(bt.team), factories.partner(ander.team)
    kwargs = (
        {"organisatie": eigen, "contactpersoon": vreemd.contact}
        if wat == "contactpersoon"
        else {"organisatie": vreemd}
    )

    with pytest.raises(RegelOvertreden):
        services.add_partner(casus=casus, by=bt.woe, **kwargs)
    assert not Casuspartner.objects.exists()


def test_four_people_asked_give_four_lines_and_the_regisseur_hears_each(bt, clock):
    """Chemische lucht: partners asked four different people."""
    casus = factories.casus(bt)
    gemeente = factories.partner(bt.team)

    for person in (bt.oe, bt.osa, bt.osc, bt.houder):
        services.log_shopvraag(casus=casus, by=person, organisatie=gemeente)

    assert list(casus.shopvragen.values_list("verwezen_naar", flat=True)) == [bt.woe.pk] * 4
    assert heard(bt.woe, "Een partner vroeg een ander") == 4


def test_who_may_not_see_the_casus_refers_without_learning_that_there_is_one(bt, clock):
    casus = factories.casus(bt, vertrouwelijk=True)
    gemeente, zorg = factories.partner(bt.team), factories.partner(bt.team, "Zorggroep", "zorg", "Piet Kok")
    services.add_partner(casus=casus, by=bt.woe, organisatie=gemeente)

    for partner in (gemeente, zorg):
        for gebied in (None, bt.binnenstad, bt.zuid):
            services.refer_partner(team=bt.team, by=bt.ggp, organisatie=partner, gebied=gebied)
    assert not Shopvraag.objects.exists()  # asking costs and says the same, whatever there is
    services.tick()
    services.tick()

    assert Shopvraag.objects.get().gevraagd_aan == bt.ggp  # the gemeente, in this gebied: only this one fits
    assert heard(bt.woe, "Een partner vroeg een ander") == 1


def referred(client, who, **data):
    """Whom the page says to refer to, for this person."""
    client.force_login(who)
    html = client.post(reverse("casuistiek:partnervraag"), data).content.decode()
    return html, Partnervraag.objects.latest("pk")


def test_the_number_of_the_casus_points_to_who_leads_it_and_the_record_says_what_was_said(bt, client, clock):
    """A partner asks Guus, who cannot see the casus that Wes leads; another casus of the gebied hears nothing (E1)."""
    gemeente = factories.partner(bt.team)
    casus, ander = factories.casus(bt, regisseur=bt.woe_zuid), factories.casus(bt, titel="Een andere")
    for row in (casus, ander):
        services.add_partner(casus=row, by=bt.osc, organisatie=gemeente)

    html, vraag = referred(
        client, bt.ggp, organisatie=gemeente.pk, nummer=casus.referentie.lower(), gebied=bt.binnenstad.pk
    )
    services.tick()

    assert f"{bt.woe_zuid.naam} is uw aanspreekpunt" in html
    assert casus.titel not in html
    row = Shopvraag.objects.get()
    assert (row.casus, row.gevraagd_aan, row.verwezen_naar) == (casus, bt.ggp, bt.woe_zuid)
    assert vraag.verwezen_naar == bt.woe_zuid
    assert not ander.gebeurtenissen.filter(soort="partner", tekst__contains="vroeg").exists()


def test_without_a_number_the_record_says_who_was_named_and_a_guess_gets_no_line(bt, client, clock):
    gemeente = factories.partner(bt.team)
    casus = factories.casus(bt, regisseur=bt.woe_zuid)
    services.add_partner(casus=casus, by=bt.osc, organisatie=gemeente)

    html, _ = referred(client, bt.ggp, organisatie=gemeente.pk, gebied=bt.binnenstad.pk)
    services.tick()

    assert f"{bt.woe.naam} is uw aanspreekpunt" in html  # the first of the gebied
    assert Shopvraag.objects.get().verwezen_naar == bt.woe
    zin = casus.gebeurtenissen.get(tekst__contains="vroeg").tekst
    assert zin == f"{gemeente.naam} vroeg {bt.ggp.naam}; die verwees naar {bt.woe.naam}."
    services.add_partner(casus=factories.casus(bt), by=bt.osc, organisatie=gemeente)
    referred(client, bt.ggp, organisatie=gemeente.pk, gebied=bt.binnenstad.pk)
    services.tick()
    assert Shopvraag.objects.count() == 1


def test_a_number_tells_nothing_about_a_vertrouwelijke_casus(bt, client, clock):
    gemeente = factories.partner(bt.team)
    casus = factories.casus(bt, regisseur=bt.woe_zuid, vertrouwelijk=True)
    services.add_partner(casus=casus, by=bt.woe_zuid, organisatie=gemeente)

    pages = [
        re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", referred(client, bt.ggp, **data)[0])
        for data in (
            {"organisatie": gemeente.pk, "nummer": casus.referentie, "gebied": bt.binnenstad.pk},
            {"organisatie": gemeente.pk, "nummer": "C-99999", "gebied": bt.binnenstad.pk},
        )
    ]
    services.tick()

    assert pages[0] == pages[1]
    assert f"{bt.woe.naam} is uw aanspreekpunt" in pages[0]
    assert Shopvraag.objects.get().verwezen_naar == bt.woe  # the regisseur calls back all the same


def test_a_number_that_is_none_is_said(bt, client):
    gemeente = factories.partner(bt.team)

    client.force_login(bt.ggp)
    html = client.post(
        reverse("casuistiek:partnervraag"), {"organisatie": gemeente.pk, "nummer": "die van gisteren"}
    ).content.decode()

    assert "Schrijf het nummer zoals de partner het zegt" in html
    assert "die van gisteren" in html


def test_who_may_see_the_casus_is_shown_who_is_aan_zet(bt, client, clock):
    casus = factories.casus(bt)
    gemeente = factories.partner(bt.team)
    services.add_partner(casus=casus, by=bt.woe, organisatie=gemeente)
    pages = {}
    for who in ("osc", "ggp"):
        client.force_login(getattr(bt, who))
        pages[who] = client.post(
            reverse("casuistiek:partnervraag"), {"organisatie": gemeente.pk}
        ).content.decode()

    assert f"Verwijs naar <strong>{bt.woe.naam}</strong>" in pages["osc"]
    assert casus.titel not in pages["ggp"]


def test_partners_are_untold_again_when_somebody_else_is_aan_zet(bt, client, clock):
    casus = factories.casus(bt)
    services.add_partner(casus=casus, by=bt.woe, organisatie=factories.partner(bt.team))
    services.tell_partners(casus=casus, by=bt.woe)
    client.force_login(bt.osc)
    assert "Weet wie aan zet is sinds" in client.get(casus.get_absolute_url()).content.decode()

    clock.shift(timedelta(hours=1))
    services.take_over(casus=casus, by=bt.oe)

    assert "Weet nog niet wie nu aan zet is" in client.get(casus.get_absolute_url()).content.decode()


def test_merging_two_partners_keeps_every_casus_and_every_question(bt, clock):
    een, twee = factories.casus(bt), factories.casus(bt)
    oud, blijft = factories.partner(bt.team, "Gem. Amersfoort"), factories.partner(bt.team)
    services.add_partner(casus=een, by=bt.woe, organisatie=oud, rol="vergunning")
    services.add_partner(casus=twee, by=bt.woe, organisatie=oud)
    services.add_partner(casus=twee, by=bt.woe, organisatie=blijft)
    services.log_shopvraag(casus=een, by=bt.oe, organisatie=oud)

    merge_organisaties(weg=oud, blijft=blijft, by=bt.chef)

    assert {row.casus_id for row in Casuspartner.objects.filter(organisatie=blijft, gestopt_op=None)} == {
        een.pk,
        twee.pk,
    }
    assert Casuspartner.objects.filter(gestopt_op=None).count() == 2
    assert Shopvraag.objects.get().organisatie == blijft
    assert blijft.contactpersonen.filter(gestopt_op=None).count() == 1  # the same name came once
    assert blijft.contactpersonen.get(gestopt_op=None).telefoon == "033 469 0000"
    with pytest.raises(RegelOvertreden, match="al samengevoegd"):
        merge_organisaties(weg=oud, blijft=blijft, by=bt.chef)


# --- opsporing -----------------------------------------------------------------------------------------


def test_opsporing_without_a_name_stands_open_and_past_the_term_is_told(bt, clock):
    """Chemische lucht: recherche of district and team pointed to each other."""
    casus = factories.casus(bt, ernst="alert")
    row = services.ask_opsporing(casus=casus, by=bt.woe, bij="dr", wat="Onderzoek de stof")

    clock.move_to(row.uiterlijk - timedelta(minutes=1))
    services.tick()
    assert heard(bt.osc, "nog geen naam") == 0
    clock.move_to(row.uiterlijk)
    services.tick()
    services.tick()

    assert heard(bt.osc, "nog geen naam") == heard(bt.woe, "nog geen naam") == 1
    assert Opsporing.objects.get().te_laat


def test_who_is_asked_accepts_and_the_casus_exists_for_them(bt, client, clock):
    casus = factories.casus(bt)
    row = services.ask_opsporing(casus=casus, by=bt.woe, bij="btr", gevraagd=bt.zaco)
    with pytest.raises(RegelOvertreden):
        services.accept_opsporing(opsporing=row, by=bt.woe)

    services.accept_opsporing(opsporing=row, by=bt.zaco)

    assert type(casus).objects.visible_to(bt.zaco).filter(pk=casus.pk).exists()
    assert heard(bt.woe, "heeft een naam") == 1
    with pytest.raises(RegelOvertreden, match="al een naam"):
        services.accept_opsporing(opsporing=row, by=bt.zaco)


def test_somebody_outside_the_team_counts_when_spoken_to(bt, clock):
    casus = factories.casus(bt)

    row = services.ask_opsporing(casus=casus, by=bt.woe, bij="dr", naam="teamleider DR Oost")

    assert row.aanvaard_op is not None
    with pytest.raises(RegelOvertreden, match="Niet allebei"):
        services.ask_opsporing(casus=casus, by=bt.woe, bij="dr", naam="x", gevraagd=bt.zaco)


# --- debriefing, tasks, uitvoerders --------------------------------------------------------------------


def test_a_debriefing_stands_on_the_timeline_and_not_in_the_future(bt, clock):
    casus = factories.overgedragen(bt)

    services.debrief(casus=casus, by=bt.opco, aanwezig="OpCo en twee collega's", feiten="Snel ontruimd.")

    assert casus.gebeurtenissen.filter(tekst__startswith="Debriefing (OpCo").exists()
    with pytest.raises(RegelOvertreden, match="nog niet geweest"):
        services.debrief(
            casus=casus, by=bt.opco, aanwezig="x", feiten="x", wanneer=timezone.now() + timedelta(hours=1)
        )


def test_a_task_of_regievoeren_is_ticked_with_date_and_person_and_unticked(bt, clock):
    casus = factories.casus(bt)

    services.tick_regietaak(casus=casus, by=bt.woe, nummer=6, titel="Netwerkpartners informeren")
    done = casus.regietaken.get()
    services.tick_regietaak(casus=casus, by=bt.oe, nummer=6, titel="Netwerkpartners informeren")

    assert (done.nummer, done.gedaan_door) == (6, bt.woe)
    assert not casus.regietaken.exists()
    assert [row.tekst for row in casus.gebeurtenissen.filter(soort="actie")] == [
        "Gedaan: netwerkpartners informeren.",
        "Weer open: netwerkpartners informeren.",
    ]


def test_an_uitvoerder_has_an_agreed_part(bt, clock):
    casus = factories.casus(bt)

    services.add_betrokkene(
        casus=casus, by=bt.woe, medewerker=bt.wijkagent, als="uitvoerder", taak="Elke week langs"
    )

    assert casus.betrokkenen.get(medewerker=bt.wijkagent).taak == "Elke week langs"


# --- coming back ---------------------------------------------------------------------------------------


def test_on_return_the_regisseur_reads_what_the_waarnemer_did(bt, clock):
    casus = factories.casus(bt)
    clock.shift(timedelta(hours=1))
    add_afwezigheid(medewerker=bt.woe, van=timezone.now(), tot=op("2026-12-05", 0), by=bt.chef)
    clock.shift(timedelta(days=1))
    services.add_gebeurtenis(casus=casus, by=bt.oe, tekst="Gesproken met de gemeente.")
    services.tick()
    clock.move_to(op("2026-12-05", 0, 1))
    services.tick()
    services.tick()

    row = Terugoverdracht.objects.get()
    assert (row.regisseur, row.van, row.tot) == (bt.woe, op("2026-11-23", 11), op("2026-12-05", 0))
    assert heard(bt.woe, "Je bent weer aan zet") == 1
    assert heard(bt.woe, "Je bent nu aan zet") == 0
    with pytest.raises(RegelOvertreden):
        services.read_terugoverdracht(terugoverdracht=row, by=bt.oe)
    services.read_terugoverdracht(terugoverdracht=row, by=bt.woe)
    assert casus.gebeurtenissen.filter(tekst__contains="las de terugoverdracht").exists()


def test_a_new_regisseur_is_not_somebody_who_comes_back(bt, clock):
    casus = factories.casus(bt)
    clock.shift(timedelta(hours=1))
    services.offer_regie(casus=casus, by=bt.woe, aan=bt.oe)
    services.accept_overdracht(overdracht=factories.open_aanbod(casus), by=bt.oe, teruglezing="Ja.")

    assert not Terugoverdracht.objects.exists()


# --- the shift, and a gebied that ends -------------------------------------------------------------------


def test_the_next_opco_hears_it_and_a_shift_without_a_successor_is_told(bt, clock):
    OpCoDienst.objects.filter(pk=bt.dienst.pk).update(van=op("2026-11-23", 7))
    set_volgende_opco(dienst=bt.dienst, volgende=bt.opco2, bericht="Eén casus open.", by=bt.opco)
    services.tick()
    services.tick()
    assert heard(bt.opco2, "Jij bent de volgende OpCo") == 1
    assert heard(bt.osc, "niet overgenomen") == 0

    clock.move_to(op("2026-11-23", 16))
    services.tick()
    services.tick()

    assert heard(bt.osc, "niet overgenomen") == heard(bt.opco, "niet overgenomen") == 1


def test_what_the_opco_wrote_for_the_next_is_never_lost(bt, client, clock):
    client.force_login(bt.opco)
    url = reverse("organisatie:dienst-volgende", args=[bt.dienst.pk])
    tekst = f"{bt.woe.naam} belt; mevrouw Jansen weet meer."

    html = client.post(url, {"volgende": bt.opco2.pk, "bericht": tekst}).content.decode()
    assert "Dit lijkt op een volledige naam" in html
    assert "mevrouw Jansen weet meer." in html
    client.post(url, {"volgende": bt.opco2.pk, "bericht": tekst, "toch_bewaren": "ja"})

    bt.dienst.refresh_from_db()
    assert (bt.dienst.bericht, bt.dienst.volgende) == (tekst, bt.opco2)


def test_opsporing_can_be_declined_and_then_stands_open(bt, clock):
    casus = factories.casus(bt)
    row = services.ask_opsporing(casus=casus, by=bt.woe, bij="btr", gevraagd=bt.zaco)

    services.refuse_opsporing(opsporing=row, by=bt.zaco)

    row.refresh_from_db()
    assert (row.gevraagd, row.aanvaard_op) == (None, None)
    assert heard(bt.woe, "Vraag een ander") == 1


def test_what_waits_for_you_is_on_your_start_page(bt, client, clock):
    casus = factories.casus(bt)
    services.ask_opsporing(casus=casus, by=bt.woe, bij="btr", gevraagd=bt.zaco)
    services.add_betrokkene(
        casus=casus, by=bt.woe, medewerker=bt.wijkagent, als="uitvoerder", taak="Elke week langs"
    )
    services.ask_arbitrage(casus=casus, by=bt.woe, vraag="Van wie is dit?", tekst="x")
    services.open_noodtoegang(team=bt.team, by=bt.ggp, referentie=casus.referentie, reden="Nu aan de balie.")
    home = {}
    for who in ("zaco", "wijkagent", "chef", "ggp"):
        client.force_login(getattr(bt, who))
        home[who] = client.get("/").content.decode()

    assert "Doe jij de opsporing?" in home["zaco"]
    assert "Elke week langs" in home["wijkagent"]
    assert "Beslis: Van wie is dit?" in home["chef"]
    assert "Beoordeel noodtoegang" in home["chef"]
    assert casus.titel not in home["ggp"]


def test_nobody_hands_the_shift_to_oneself(bt, clock):
    with pytest.raises(RegelOvertreden, match="aan jezelf"):
        set_volgende_opco(dienst=bt.dienst, volgende=bt.opco, by=bt.opco)


def test_a_gebied_ends_when_its_open_casussen_have_a_successor(bt, client, clock):
    casus = factories.casus(bt, wijk=bt.wijk)
    client.force_login(bt.chef)
    url = reverse("organisatie:gebied-end", args=[bt.binnenstad.pk])
    for opvolger in (bt.binnenstad, ""):
        html = client.post(
            url, {"laatste_dag": "2026-11-30", "opvolger": getattr(opvolger, "pk", "")}
        ).content.decode()
        assert "Er ging iets niet goed" in html
    with pytest.raises(RegelOvertreden, match="zelf bij de opvolger"):
        end_gebied(gebied=bt.binnenstad, tot=op("2026-12-01", 0).date(), opvolger=bt.zuid, by=bt.woe_zuid)
    assert Gebied.objects.get(pk=bt.binnenstad.pk).tot is None

    client.post(url, {"laatste_dag": "2026-11-30", "opvolger": bt.zuid.pk})
    services.tick()
    assert casus.casusgebieden.get().gebied == bt.binnenstad  # until its last day
    clock.move_to(op("2026-12-01", 0, 1))
    services.tick()
    portefeuilles_tick()

    assert casus.casusgebieden.get().gebied == bt.zuid
    casus.refresh_from_db()
    assert casus.wijk is None
    assert casus.gebeurtenissen.filter(tekst__contains="hoort nu bij Zuid").exists()
    assert factories.regisseur_van(casus) == bt.woe.pk
    assert bt.binnenstad.koppelingen.filter(tot=None).count() == 0
    assert stand_of(casus).aan_zet.medewerker == bt.woe.pk


def test_closing_ends_everything_around_the_casus(bt, clock):
    casus = factories.casus(bt)
    services.ask_opsporing(casus=casus, by=bt.woe, bij="btr")
    services.ask_arbitrage(casus=casus, by=bt.woe, vraag="Van wie?", tekst="Van mij.")
    services.scale_up(casus=casus, by=bt.woe, naar="tda", besloten_door="districtschef", reden="Te groot.")

    services.close_casus(casus=casus, by=bt.woe, reden="Klaar.")

    assert not casus.opsporingen.filter(gestopt_op=None).exists()
    assert not casus.arbitrages.filter(besloten_op=None).exists()
    assert not casus.opschalingen.filter(tot=None).exists()
