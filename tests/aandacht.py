"""Compare what each view says is asked with a fresh derivation for the whole team."""

from django.utils import timezone

from casuistiek.aandacht import of_stand
from casuistiek.models import Casus
from casuistiek.queries import standen_of
from dashboard.queries.aandacht import aandacht_for, nodig_of, readable
from organisatie.aandacht import Kader, read
from organisatie.models import Medewerker
from portefeuilles.queries import facts_with_houders
from regels.aandacht import wie_beslissen


def derive(team):
    """All that is asked of anybody in this team, looked at as a whole."""
    now = timezone.now()
    feiten = facts_with_houders(team.pk, now)
    kader = Kader.voor(team.pk, feiten, now, timezone.localdate(now))
    items = list(read(kader))
    standen = standen_of(Casus.objects.open().filter(team=team), now)
    for stand in standen:
        items += of_stand(stand, kader)
    return items, feiten, standen, now


def shown(items):
    return {(item.wat, item.wie, item.wanneer, item.tekst, item.merk, item.namens) for item in items}


def check_views_agree(team):
    """Everybody's Mijn werk is the part of the whole that is theirs and that they may read; so is the BMO the chef's."""
    items, feiten, standen, now = derive(team)
    people = Medewerker.objects.filter(plaatsingen__team=team).distinct()
    for person in people:
        mine, _ = aandacht_for(Medewerker.objects.get(pk=person.pk), now)
        assert shown(mine) == shown(readable([i for i in items if i.wie == person.pk], person)), person.naam
    for chef in people.filter(pk__in=wie_beslissen(feiten, now)):
        visible = (
            Casus.objects.visible_to(chef)
            .filter(pk__in=[s.casus.pk for s in standen])
            .values_list("pk", flat=True)
        )
        bmo = nodig_of(team, chef, feiten, [s for s in standen if s.casus.pk in set(visible)], now)
        asked = readable([i for i in items if i.nodig], chef)
        assert {item.wat for item in bmo} == {item.wat for item in asked}
        mine = {i.wat for i in aandacht_for(Medewerker.objects.get(pk=chef.pk), now)[0] if i.nodig}
        assert {i.wat for i in asked if i.wie == chef.pk} == mine
