"""For whom a casus exists by the meeting it comes to (C15): who takes part, and of one gebied only who is tied to it."""

import pytest
from django.utils import timezone

from casuistiek.models import Casus
from organisatie.models import Medewerker
from overleggen.models import Agendapunt
from overleggen.services import about
from tests import factories

pytestmark = pytest.mark.django_db


def sees(who, casus):
    """Read anew, as in a next request."""
    return Casus.objects.visible_to(Medewerker.objects.get(pk=who.pk)).filter(pk=casus.pk).exists()


@pytest.fixture
def casus(bt):
    return factories.casus(bt, regisseur=bt.woe_zuid, gebieden=[bt.zuid])


def on_agenda(bt, casus, **reeks):
    overleg = factories.overleg(factories.reeks(bt.team, **reeks), begin=timezone.now())
    Agendapunt.objects.create(
        reeks=overleg.reeks, overleg=overleg, titel="Zaak", soort="casus", **about(casus)
    )
    return overleg


def test_of_a_meeting_of_one_gebied_only_who_is_tied_to_it(bt, casus):
    elsewhere = factories.medewerker(bt.team, "wijkagent")
    factories.koppel(elsewhere, bt.zuid, "wijkagent")
    assert not any(sees(who, casus) for who in (bt.wijkagent, elsewhere))

    overleg = on_agenda(bt, casus, functies=["wijkagent"], gebied=bt.binnenstad)
    assert (sees(bt.wijkagent, casus), sees(elsewhere, casus), sees(bt.ggp, casus)) == (True, False, False)

    overleg.status = "gesloten"
    overleg.save()
    assert not sees(bt.wijkagent, casus)


def test_who_takes_part_in_person_whatever_their_functie(bt, casus):
    on_agenda(bt, casus, functies=[], personen=[bt.ggp.pk])
    assert (sees(bt.ggp, casus), sees(bt.intake, casus)) == (True, False)
