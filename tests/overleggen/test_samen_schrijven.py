"""Two people write at once at a point, in two windows, over a line that drops, and lose nothing (V4)."""

import uuid

import pytest
from django.urls import reverse

from casuistiek.services import set_vertrouwelijk
from overleggen import services
from overleggen.models import Aantekening, Besluit
from regels.begrippen import RegelOvertreden
from tests import factories
from tests.overleggen.punten import add, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maandag")]


@pytest.fixture
def bezig(bt, overleg):
    punt = add(overleg, bt.woe)
    services.start_overleg(overleg=overleg, by=bt.osc)
    return punt


def notes(punt):
    return list(Aantekening.objects.filter(punt=punt).values_list("medewerker", "tekst"))


def test_chair_and_notulist_write_at_once_and_lose_nothing(bt, bezig):
    services.note(punt=bezig, by=bt.osc, tekst="Voorzitter")
    services.note(punt=bezig, by=bt.woe, tekst="Notulist")
    services.note(punt=bezig, by=bt.osc, tekst="Voorzitter schrijft door", versie=1)

    assert notes(bezig) == [(bt.osc.pk, "Voorzitter schrijft door"), (bt.woe.pk, "Notulist")]


def test_one_person_in_two_windows_keeps_both_texts(bt, bezig):
    services.note(punt=bezig, by=bt.osc, tekst="Op de laptop")
    services.note(punt=bezig, by=bt.osc, tekst="Op de telefoon", versie=0)

    assert notes(bezig) == [(bt.osc.pk, "Op de laptop\nOp de telefoon")]


def test_sent_again_after_a_dropped_line_is_kept_once(bt, bezig):
    for _ in range(3):
        services.note(punt=bezig, by=bt.osc, tekst="Eén keer", versie=0)

    assert notes(bezig) == [(bt.osc.pk, "Eén keer")]


def test_the_same_ending_sent_twice_is_one_outcome(bt, bezig):
    sleutel = uuid.uuid4()

    end(bezig, bt.osc, sleutel=sleutel)
    end(bezig, bt.osc, sleutel=sleutel)

    assert Besluit.objects.count() == 1


def test_two_people_end_the_same_point_and_the_second_keeps_the_words(bt, bezig, client):
    end(bezig, bt.osc)
    client.force_login(bt.osa)

    response = client.post(
        reverse("overleggen:punt-end", args=[bezig.pk]),
        {"uitkomst": "besluit", "tekst": "Wij doen iets anders.", "aantekening": "Goed gesprek."},
    )

    html = response.content.decode()
    assert "Cor Visser was eerder: besluit" in html
    assert "Wij doen iets anders." in html
    assert notes(bezig) == [(bt.osa.pk, "Goed gesprek.")]


def test_notes_are_read_by_who_may_read_the_point(bt, overleg, client):
    casus = factories.casus(bt, titel="Besloten zaak")
    services.add_punt(
        overleg=overleg, by=bt.woe, titel="Besloten zaak", doel="besluitvorming", gewenst="x", minuten=5,
        soort="casus", onderwerp=casus, criteria=["leerzaam"],
    )  # fmt: skip

    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    services.start_overleg(overleg=overleg, by=bt.osc)
    punt = overleg.punten.get(titel="Besloten zaak")
    services.note(punt=punt, by=bt.woe, tekst="Geheime aantekening")

    client.force_login(bt.osc)
    for name in ("overleg", "overleg-stand", "overleg-scherm", "besluitenlijst"):
        html = client.get(
            reverse(f"overleggen:{name}", args=[overleg.pk]), {"punt": punt.pk}
        ).content.decode()
        assert "Geheime aantekening" not in html
        assert "Besloten zaak" not in html
    assert (
        client.post(reverse("overleggen:punt-note", args=[punt.pk]), {"aantekening": "x"}).status_code == 403
    )


def test_the_screen_in_the_room_shows_what_everybody_may_read(bt, overleg, client):
    """The WOE who leads it may read it on her own screen; on the big one it is a besloten punt."""
    casus = factories.casus(bt, titel="Besloten zaak")
    add(overleg, bt.woe, "Besloten zaak", soort="casus", onderwerp=casus, criteria=["leerzaam"])

    set_vertrouwelijk(casus=casus, by=bt.woe, vertrouwelijk=True)
    services.start_overleg(overleg=overleg, by=bt.woe)
    client.force_login(bt.woe)

    assert "Besloten zaak" in client.get(reverse("overleggen:overleg", args=[overleg.pk])).content.decode()
    assert (
        "Besloten zaak"
        not in client.get(reverse("overleggen:overleg-scherm", args=[overleg.pk])).content.decode()
    )


def test_two_windows_that_are_too_long_together_lose_nothing(bt, overleg):
    punt = add(overleg, bt.woe)
    services.note(punt=punt, by=bt.woe, tekst="a" * 3000)

    with pytest.raises(RegelOvertreden, match="te lang"):
        services.note(punt=punt, by=bt.woe, tekst="b" * 3000)
