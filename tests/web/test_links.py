"""The contactoverzicht for colleagues and for partners with a link (O7), and partners of the team (O10)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from logboek.models import Logregel
from organisatie.models import Contactpersoon, Deellink, Medewerker, Organisatie
from organisatie.services import make_deellink, revoke_deellink
from regels.begrippen import RegelOvertreden
from tests import factories

pytestmark = pytest.mark.django_db


def link(bt, **anders):
    row, geheim = make_deellink(
        team=bt.team, by=bt.chef, **{"voor": "Wijkteam Noord", "verloopt_op": timezone.localdate(), **anders}
    )
    return row, reverse("dashboard:overzicht", args=[geheim])


def test_a_partner_sees_who_to_turn_to_and_nothing_else(bt, client):
    Medewerker.objects.filter(pk=bt.woe.pk).update(telefoon="033 111 2222")
    factories.casus(bt, titel="Geheim 4711")
    factories.afwezig(bt.woe)
    row, url = link(bt)

    response = client.get(url)

    html = response.content.decode()
    assert "033 111 2222" in html
    assert bt.houder.naam in html
    assert bt.wijkagent.naam in html
    for secret in ("Geheim 4711", "afwezig", bt.chef.naam, bt.ggp.naam, "Uitloggen"):
        assert secret not in html
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-store"
    assert Logregel.objects.filter(actie="deellink.opened", object_id=row.pk, keten=bt.team.pk).count() == 1


def test_the_pdf_is_tagged_and_holds_the_same(bt, client):
    _, url = link(bt)

    response = client.get(url + "pdf/")

    assert response.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in response.content or b"pdfuaid" in response.content
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    client.force_login(bt.woe)
    assert client.get(reverse("dashboard:contacten-pdf")).content.startswith(b"%PDF")


@pytest.mark.parametrize("pad", ["", "pdf/"])
def test_expired_revoked_and_never_made_look_the_same(bt, client, pad):
    oud, expired = link(bt)
    Deellink.objects.filter(pk=oud.pk).update(verloopt_op=timezone.localdate() - timedelta(days=1))
    row, revoked = link(bt)
    revoke_deellink(deellink=row, by=bt.chef)

    answers = [
        client.get(url + pad)
        for url in (expired, revoked, reverse("dashboard:overzicht", args=["verzonnen"]))
    ]

    assert [answer.status_code for answer in answers] == [410] * 3
    assert len({answer.content for answer in answers}) == 1
    assert "Vraag uw contactpersoon" in answers[0].content.decode()
    assert Logregel.objects.filter(actie="deellink.refused", uitkomst="geweigerd").count() == 3


def test_the_link_is_shown_once_and_only_its_hash_is_kept(bt, client):
    client.force_login(bt.chef)
    dag = timezone.localdate() + timedelta(days=30)

    html = client.post(
        reverse("dashboard:deellink-add"), {"voor": "Wijkteam", "verloopt_op": dag.isoformat()}, follow=True
    ).content.decode()
    again = client.get(reverse("dashboard:contacten")).content.decode()

    geheim = html.split("/overzicht/")[1].split("/")[0]
    assert geheim not in again
    assert geheim not in Deellink.objects.get().hash
    client.logout()
    assert client.get(reverse("dashboard:overzicht", args=[geheim])).status_code == 200


@pytest.mark.parametrize(("dagen", "zegt"), [(-1, "al geweest"), (400, "hoogstens een jaar")])
def test_a_link_has_a_sensible_end(bt, dagen, zegt):
    with pytest.raises(RegelOvertreden, match=zegt):
        link(bt, verloopt_op=timezone.localdate() + timedelta(days=dagen))


def test_only_mt_and_beheerder_give_links(bt, client):
    for who, status in (("chef", 200), ("osc", 200), ("woe", 403), ("ggp", 403)):
        client.force_login(getattr(bt, who))
        assert client.get(reverse("dashboard:deellink-add")).status_code == status


# --- partners of the team --------------------------------------------------------------------------------


def test_a_contactpersoon_has_a_deputy_at_the_same_partner(bt, client):
    gemeente, zorg = factories.partner(bt.team), factories.partner(bt.team, "Zorggroep", "zorg", "Piet Kok")
    client.force_login(bt.woe)
    url = reverse("organisatie:contactpersoon-add", args=[gemeente.pk])

    client.post(url, {"naam": "Jan Jansen", "vervanger": gemeente.contact.pk})
    refused = client.post(url, {"naam": "Els Vos", "vervanger": zorg.contact.pk})

    assert Contactpersoon.objects.get(naam="Jan Jansen").vervanger == gemeente.contact
    assert not Contactpersoon.objects.filter(naam="Els Vos").exists()
    assert "Er ging iets niet goed" in refused.content.decode()


def test_the_same_partner_comes_once(bt, client):
    factories.partner(bt.team)
    client.force_login(bt.woe)

    html = client.post(
        reverse("organisatie:partner-add"), {"naam": "gemeente amersfoort", "soort": "gemeente"}
    ).content.decode()

    assert "staat al in de lijst" in html
    assert Organisatie.objects.count() == 1


def test_who_decides_on_what_is_for_everybody_to_read_and_for_the_chef_to_change(bt, client):
    client.force_login(bt.chef)
    client.post(
        reverse("organisatie:beslisregel-add"),
        {"niveau": "tactisch", "onderwerp": "Van wie een casus is", "wie": "de teamchef"},
    )
    client.force_login(bt.ggp)

    assert "Van wie een casus is" in client.get(reverse("organisatie:beslistabel")).content.decode()
    assert client.get(reverse("organisatie:beslisregel-add")).status_code == 403
