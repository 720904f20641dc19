"""Nobody without need sees contact data: tried for every functie, over every way (B2, T2)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bondgenoten import services
from bondgenoten.models import Relatie, Sleutelfiguur
from logboek.models import Logregel
from logboek.services import looked_at
from notificaties.models import Notificatie
from notificaties.services import send_due
from overleggen.services import make_agendalink
from tests import factories
from tests.web.objecten import objects, routes, url_for

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

NAAM, TELEFOON, EMAIL = "Sefanja Quispelaar", "06-48291733", "sefanja@quispelaar.example"
# Of all functies: who keeps the relation (WOE), deputises (houder, a WOE of elsewhere), and leads the network (wijkagent).
BEREIKT = {"woe", "houder", "wijkagent"}
# Who may know that the person exists: also the MT, and who works in the gebied.
KENT = BEREIKT | {"oe", "oe_zuid", "osa", "osc", "chef"}
IEDEREEN = [
    "woe", "oe", "woe_zuid", "oe_zuid", "houder", "vervanger", "osa", "osc", "chef", "opco", "opco2", "wijkagent",
    "zaco", "ggp", "intake",
]  # fmt: skip


@pytest.fixture
def mens(bt):
    netwerk = factories.netwerk(bt, by=bt.wijkagent)
    services.plan_reeks(
        netwerk=netwerk,
        by=bt.wijkagent,
        regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=factories.vandaag() + timedelta(days=3),
        begintijd=factories.TIJD,
    )
    row = factories.sleutelfiguur(bt, netwerk, naam=NAAM, telefoon=TELEFOON, email=EMAIL, by=bt.wijkagent)
    services.set_relatie(sleutelfiguur=row, by=bt.wijkagent, medewerker=bt.woe)
    services.set_relatie(sleutelfiguur=row, by=bt.woe, medewerker=bt.houder, als="vervanger")
    services.add_contact(sleutelfiguur=row, by=bt.woe, richting="brengen", wijze="gebeld", tekst="Gebeld")
    return row


def holds_contact(response):
    text = response.content.decode(errors="ignore")
    return TELEFOON in text or EMAIL in text


@pytest.mark.parametrize("wie", IEDEREEN)
def test_the_number_is_shown_to_who_needs_it_after_a_reason_and_to_nobody_else(bt, mens, client, wie):
    client.force_login(getattr(bt, wie))

    look = client.get(mens.get_absolute_url())
    asked = client.post(mens.get_absolute_url(), {"reden": "contact"})

    assert not holds_contact(look)
    assert holds_contact(asked) == (wie in BEREIKT)
    assert look.status_code == (200 if wie in KENT else 404)
    seen = Logregel.objects.filter(
        actie="sleutelfiguur.contact_seen", object_id=mens.pk, actor=getattr(bt, wie).pk
    )
    assert [row.reden for row in seen] == (["contact"] if wie in BEREIKT else [])


@pytest.mark.parametrize("wie", IEDEREEN)
def test_no_page_list_export_or_file_holds_a_number(bt, mens, client, wie):
    """Every page of the product, and every list as a file; the two pages that are for the number aside."""
    person = getattr(bt, wie)
    client.force_login(person)
    netwerk = mens.lidmaatschappen.get().netwerk
    overleg = netwerk.reeks.overleggen.first()
    pks = {
        "bondgenoten:netwerk": netwerk.pk,
        "bondgenoten:netwerkbeeld": netwerk.pk,
        "bondgenoten:terugkoppeling": netwerk.pk,
        "bondgenoten:bijeenkomst": overleg.pk,
        "bondgenoten:attendance": overleg.pk,
        "bondgenoten:lid-add": netwerk.pk,
        "bondgenoten:erase": mens.pk,
        "bondgenoten:relatie-set": mens.pk,
        "bondgenoten:contact-add": mens.pk,
        "overleggen:overleg": overleg.pk,
        "organisatie:medewerker": person.pk,
    }

    for name, takes_pk in routes():
        if takes_pk and name not in pks:
            continue
        for query in ("", "?als=csv"):
            response = client.get(url_for(name, pks) + query)
            assert not holds_contact(response), name
            if wie not in KENT and name.startswith("bondgenoten:"):
                assert NAAM not in response.content.decode(errors="ignore"), name


@pytest.mark.parametrize("wie", IEDEREEN)
def test_search_finds_no_person(bt, mens, client, wie):
    client.force_login(getattr(bt, wie))

    for woord in ("Quispelaar", TELEFOON):
        found = client.post(reverse("casuistiek:casus-search"), {"q": woord})
        assert f"gevonden voor {woord}" not in found.content.decode()
        assert mens.get_absolute_url() not in found.content.decode()


def test_no_notification_mail_or_calendar_names_anybody(bt, mens, client):
    services.start_belronde(
        team=bt.team, by=bt.woe, aanleiding="Brand in de sporthal", gebieden=[bt.binnenstad]
    )
    services.set_relatie(sleutelfiguur=mens, by=bt.woe, medewerker=bt.oe)
    send_due()
    calendar = client.get(reverse("dashboard:agenda-ics", args=[make_agendalink(medewerker=bt.wijkagent)]))

    words = [f"{row.tekst} {row.url} {row.sleutel}" for row in Notificatie.objects.all()]
    words += [f"{m.subject} {m.body}" for m in mail.outbox]
    assert words
    assert "Bondgenoten Binnenstad" in calendar.content.decode()
    words.append(calendar.content.decode())
    assert [word for word in words if "Quispelaar" in word or TELEFOON in word or "sporthal" in word] == []


def test_who_does_not_know_the_person_sees_that_there_is_somebody_in_picture_and_list(bt, mens, client):
    client.force_login(bt.intake)
    netwerk = mens.lidmaatschappen.get().netwerk

    for url in (netwerk.get_absolute_url(), reverse("bondgenoten:netwerkbeeld", args=[netwerk.pk])):
        page = client.get(url).content.decode()
        assert NAAM not in page
        assert "iemand uit de wijk" in page


def test_a_relation_that_was_handed_over_takes_the_number_with_it(bt, mens, client):
    Relatie.objects.filter(sleutelfiguur=mens).update(van=factories.vandaag() - timedelta(days=30))
    services.set_relatie(sleutelfiguur=mens, by=bt.woe, medewerker=bt.woe_zuid)

    client.force_login(bt.woe)
    before = client.post(mens.get_absolute_url(), {"reden": "contact"})
    client.force_login(bt.woe_zuid)
    after = client.post(mens.get_absolute_url(), {"reden": "contact"})

    assert (before.status_code, holds_contact(before)) == (403, False)
    assert (after.status_code, holds_contact(after)) == (200, True)


def test_consent_that_ran_out_hides_the_number_from_everybody(bt, mens, client):
    today = factories.vandaag()
    type(mens).objects.filter(pk=mens.pk).update(
        grondslag="toestemming",
        toestemming_op=today - timedelta(days=400),
        toestemming_tot=today - timedelta(days=1),
    )

    for wie in BEREIKT:
        client.force_login(getattr(bt, wie))
        response = client.post(mens.get_absolute_url(), {"reden": "contact"})
        assert (response.status_code, holds_contact(response)) == (403, False)


def test_whoever_looks_at_a_person_is_in_the_logboek(bt, mens, client):
    client.force_login(bt.chef)

    client.get(mens.get_absolute_url())
    client.get(reverse("bondgenoten:sleutelfiguur-list"))

    mine = looked_at(mens, timezone.now() - timedelta(hours=1)).filter(actor=bt.chef.pk)
    assert [row.actie for row in mine.order_by("nummer")] == ["sleutelfiguur.viewed", "sleutelfiguur.named"]


@pytest.mark.parametrize("wie", ["woe", "chef", "wijkagent"])
def test_no_page_shows_a_name_without_a_line_in_the_logboek(bt, client, wie):
    """Whatever route: the name on the page means a row that says who saw it. Files too."""
    pks = objects(bt)
    mens = Sleutelfiguur.objects.get()
    Sleutelfiguur.objects.update(naam="Sari Zichtbaar")
    since = timezone.now() - timedelta(hours=1)
    client.force_login(getattr(bt, wie))
    named = set()

    for name, _ in (route for route in routes() if not route[0].startswith("demo:")):
        for query in ("", "?als=csv"):
            before = looked_at(mens, since).count()
            response = client.get(url_for(name, pks) + query)
            if b"Sari Zichtbaar" in response.content:
                named.add(name)
                assert looked_at(mens, since).count() > before, name

    assert {"bondgenoten:netwerk", "bondgenoten:sleutelfiguur-list", "bondgenoten:netwerkbeeld"} <= named


def test_a_name_in_a_searched_list_is_found_by_any_of_its_words(bt, mens, client):
    """The words are in the body: an address is kept by browsers and proxies."""
    client.force_login(bt.woe)
    factories.sleutelfiguur(bt, naam="Dirk Anders")

    page = client.post(reverse("bondgenoten:sleutelfiguur-list"), {"q": "ander dirk"}).content.decode()

    assert "Dirk Anders" in page
    assert mens.naam not in page


def test_nobody_takes_over_a_relation_unseen(bt, mens):
    """The MT may change who keeps a relation; with it goes the number, so who kept it hears that at once."""
    services.set_relatie(sleutelfiguur=mens, by=bt.osc, medewerker=bt.osc)

    told = Notificatie.objects.filter(ontvanger=bt.woe, sleutel__endswith=":anders")
    assert [row.direct for row in told] == [True]


def test_nobody_becomes_deputy_of_a_network_unseen(bt, mens, client):
    netwerk = mens.lidmaatschappen.get().netwerk
    client.force_login(bt.chef)
    client.post(
        reverse("bondgenoten:netwerk-change", args=[netwerk.pk]),
        {
            "naam": netwerk.naam, "soort": "bondgenoten", "versie": netwerk.versie,
            "trekker": netwerk.trekker_id, "vervanger": bt.chef.pk,
        },
    )  # fmt: skip

    told = Notificatie.objects.filter(sleutel__startswith=f"netwerk:{netwerk.pk}:trekkers")
    assert netwerk.trekker in {row.ontvanger for row in told}


def test_a_beheerder_hands_over_no_relations_of_others(bt, mens, client):
    bt.intake.plaatsingen.update(beheerder=True)
    client.force_login(bt.intake)

    response = client.get(reverse("bondgenoten:relaties-hand-over", args=[bt.woe.pk]))

    assert response.status_code == 403
    assert NAAM not in response.content.decode()


def test_an_empty_form_shows_no_number_unlogged(bt, mens, client):
    client.force_login(bt.woe)

    page = client.post(reverse("bondgenoten:sleutelfiguur-change", args=[mens.pk]), {})

    assert not holds_contact(page)


@pytest.mark.parametrize("wie", ["chef", "osc", "intake", "opco"])
def test_correcting_is_for_who_knows_the_person(bt, mens, client, wie):
    client.force_login(getattr(bt, wie))

    response = client.get(reverse("bondgenoten:sleutelfiguur-change", args=[mens.pk]))

    assert response.status_code in (403, 404)
    assert not holds_contact(response)
