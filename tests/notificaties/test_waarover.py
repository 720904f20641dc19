"""A notice inside the login names what it is about, for who may see that; a mail names a meeting and its day (B3)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notificaties.models import Notificatie
from notificaties.services import notify, send_due
from organisatie.handelingen import TABELLEN
from organisatie.services import set_volgende_opco
from overleggen.services import add_actiepunt
from tests import factories
from tests.web.objecten import objects

pytestmark = pytest.mark.django_db


def tell(person, onderwerp, tekst="Er is iets voor je."):
    notify(
        ontvangers=[person.pk],
        key=f"test:{onderwerp._meta.label_lower}:{onderwerp.pk}",
        tekst=tekst,
        url=onderwerp.get_absolute_url(),
        onderwerp=onderwerp,
        dringend=True,
    )


def test_four_actiepunten_are_told_apart(bt, client):
    for tekst in ("Bel de corporatie", "Bel de school"):
        row = add_actiepunt(
            team=bt.team, by=bt.osc, tekst=tekst, eigenaar=bt.woe, deadline=timezone.localdate()
        )
        tell(bt.woe, row)
    client.force_login(bt.woe)

    html = client.get(reverse("notificaties:meldingen")).content.decode()

    assert "Bel de corporatie" in html
    assert "Bel de school" in html


def test_what_is_not_ours_to_see_has_no_name(bt, client):
    casus = factories.casus(bt, regisseur=bt.houder, titel="Geheim 4711", vertrouwelijk=True)
    tell(bt.oe_zuid, casus)
    client.force_login(bt.oe_zuid)

    assert "Geheim 4711" not in client.get(reverse("notificaties:meldingen")).content.decode()


def test_every_kind_with_a_name_has_a_real_one(bt):
    """No notice says "casus 12": for each kind that may be named there is an example, and it has words."""
    objects(bt)
    for tabel in TABELLEN.values():
        if tabel.noemt is not None:
            row = tabel.model._base_manager.first()
            assert row is not None, tabel.soort
            assert not re.fullmatch(r"\w+ \d+", str(row)), tabel.soort


def test_a_mail_names_a_meeting_and_its_day_and_never_a_casus(bt):
    overleg = factories.overleg(
        factories.reeks(bt.team, naam="WOE/OS-overleg"), begin=factories.op("2027-03-09", 10)
    )
    tell(bt.woe, overleg, "De agenda sluit bijna.")
    tell(bt.woe, factories.casus(bt, titel="Geheim 4711"))

    send_due()

    body = " ".join(message.body for message in mail.outbox)
    assert "De agenda sluit bijna. WOE/OS-overleg, dinsdag 9 maart" in body
    assert "4711" not in body


def test_who_does_not_take_part_reads_no_meeting_in_a_mail(bt):
    secret = factories.reeks(bt.team, naam="Besloten overleg", functies=["teamchef"], alleen_deelnemers=True)
    tell(bt.woe, factories.overleg(secret))

    send_due()

    assert "Besloten" not in mail.outbox[0].body
    assert Notificatie.objects.exclude(sent_at=None).count() == 1


def test_names_cost_nothing_per_notice(bt, client, django_assert_num_queries):
    client.force_login(bt.woe)
    for nr in range(2):
        tell(bt.woe, factories.casus(bt, titel=f"Eerste {nr}"))
    url = reverse("notificaties:meldingen")
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    for nr in range(12):
        tell(bt.woe, factories.casus(bt, titel=f"Tweede {nr}"))

    with django_assert_num_queries(9):
        client.get(url)


def test_a_notice_of_what_is_not_ours_any_more_says_so_and_is_done(bt, client):
    """It led to a page that does not exist for them: excluded since, or vertrouwelijk."""
    casus = factories.casus(bt)
    tell(bt.oe, casus)
    row = Notificatie.objects.get(ontvanger=bt.oe)
    client.force_login(bt.oe)
    assert client.get(reverse("notificaties:melding", args=[row.pk])).url == casus.get_absolute_url()
    type(casus).objects.filter(pk=casus.pk).update(vertrouwelijk=True)

    response = client.get(reverse("notificaties:melding", args=[row.pk]), follow=True)

    assert "Dit is niet meer voor jou" in response.content.decode()
    assert response.status_code == 200


def test_the_page_of_an_offer_opens_also_when_the_casus_does_not(bt, client):
    casus = factories.overgedragen(bt, vertrouwelijk=True)
    offer = factories.open_aanbod(casus)
    notify(
        ontvangers=[offer.aan_id], key="test:aanbod", tekst="Je bent gevraagd.", url=offer.get_absolute_url(), onderwerp=casus
    )  # fmt: skip
    type(offer).objects.filter(pk=offer.pk).update(status="geweigerd", besloten_op=timezone.now())
    row = Notificatie.objects.get(sleutel="test:aanbod", ontvanger=offer.aan)
    client.force_login(offer.aan)

    response = client.get(reverse("notificaties:melding", args=[row.pk]), follow=True)

    assert response.redirect_chain[-1][0] == offer.get_absolute_url()
    assert response.status_code == 200


def test_every_notice_that_is_sent_opens_whatever_it_is_about(bt, client):
    """Of a shift, a person, a lesson: not every subject has a page of its own."""
    objects(bt)
    set_volgende_opco(dienst=bt.dienst, volgende=bt.opco2, by=bt.opco)
    kinds = [tabel.model for tabel in TABELLEN.values()]
    for nr, model in enumerate(kinds):
        row = model._base_manager.first()
        if row is not None:
            notify(ontvangers=[bt.woe.pk], key=f"test:{nr}", tekst="Kijk.", url="/team/", onderwerp=row)
    kinds_told = set(Notificatie.objects.values_list("onderwerp_type", flat=True))
    assert len(kinds_told) > 40

    for row in Notificatie.objects.select_related("ontvanger"):
        client.force_login(type(bt.woe).objects.get(pk=row.ontvanger_id))
        response = client.get(reverse("notificaties:melding", args=[row.pk]))
        assert response.status_code == 302, (row.tekst, row.url)
    assert client.get(reverse("notificaties:meldingen")).status_code == 200


def test_names_of_meetings_cost_nothing_per_notice(bt, client):
    reeks = factories.reeks(bt.team)
    client.force_login(bt.woe)
    url = reverse("notificaties:meldingen")
    counts = []
    for weeks in (range(1, 3), range(3, 12)):
        for nr in weeks:
            tell(bt.woe, factories.overleg(reeks, begin=timezone.now() + timedelta(weeks=nr)))
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        counts.append(len(caught))

    assert counts[0] == counts[1]


def test_a_mail_does_not_say_which_network_meets(bt):
    reeks = factories.reeks(
        bt.team, soort="bondgenoten", naam="Naam van een gemeenschap", personen=[bt.woe.pk]
    )
    tell(bt.woe, factories.overleg(reeks))

    send_due()

    assert "gemeenschap" not in mail.outbox[0].body
    assert "Bijeenkomst van een netwerk" in mail.outbox[0].body
