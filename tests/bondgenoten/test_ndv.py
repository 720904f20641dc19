"""Netwerk Divers Vakmanschap: asking, taking, deploying, and what it brought (B9)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bondgenoten import services
from bondgenoten.models import Kennis
from notificaties.models import Notificatie
from organisatie.services import end_plaatsing
from regels.begrippen import RegelOvertreden
from tests import factories

pytestmark = pytest.mark.django_db


def test_expertise_is_asked_deployed_and_its_yield_kept(bt):
    kennis = services.offer_kennis(team=bt.team, by=bt.wijkagent, onderwerp="Gesprek met jongeren")

    vraag = services.ask_ndv(team=bt.team, by=bt.woe, vraag="Hoe bereid ik dit voor?", kennis=kennis)
    services.result_ndv(
        vraag=vraag,
        by=bt.woe,
        ingezet_op=factories.vandaag(),
        inzet="Samen voorbereid",
        opbrengst="Het gesprek lukte",
    )

    vraag.refresh_from_db()
    assert vraag.afgerond_op is not None
    assert Notificatie.objects.get(ontvanger=bt.wijkagent).vervallen_op is not None


def test_a_question_nobody_has_is_taken_by_who_can_help(bt, client):
    vraag = services.ask_ndv(team=bt.team, by=bt.woe, vraag="Wie kent de markt?")
    client.force_login(bt.wijkagent)

    client.post(reverse("bondgenoten:ndv-take", args=[vraag.pk]))

    vraag.refresh_from_db()
    assert vraag.deskundige == bt.wijkagent
    assert Notificatie.objects.filter(ontvanger=bt.woe, tekst__contains="helpt je").count() == 1
    with pytest.raises(RegelOvertreden, match="helpt al"):
        services.take_ndv(vraag=vraag, by=bt.oe)


def test_what_a_colleague_offered_goes_when_they_leave(bt, client):
    services.offer_kennis(team=bt.team, by=bt.wijkagent, onderwerp="Kent de markt")
    client.force_login(bt.woe)
    list_page = reverse("bondgenoten:ndv-list")
    assert "Kent de markt" in client.get(list_page).content.decode()

    end_plaatsing(plaatsing=bt.wijkagent.plaatsingen.get(), by=bt.chef, tot=factories.vandaag())

    assert "Kent de markt" not in client.get(list_page).content.decode()
    services.tick(timezone.now().replace(hour=10))
    assert not Kennis.objects.exists()


def test_nobody_writes_down_what_a_colleague_would_know(bt, client):
    kennis = services.offer_kennis(team=bt.team, by=bt.wijkagent, onderwerp="Gesprek met jongeren")
    client.force_login(bt.chef)

    assert client.post(reverse("bondgenoten:kennis-remove", args=[kennis.pk])).status_code == 403
    client.force_login(bt.wijkagent)
    assert client.post(reverse("bondgenoten:kennis-remove", args=[kennis.pk])).status_code == 302
