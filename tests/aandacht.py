"""Compare what each view says is asked with a fresh derivation for the whole team."""

import re

from django.utils import timezone

from casuistiek.aandacht import of_stand
from casuistiek.models import Casus
from casuistiek.queries import standen_of
from dashboard.queries.aandacht import aandacht_for, nodig_of, readable
from dashboard.queries.agenda import calendar_of
from notificaties.gevraagd import end_in_teams
from notificaties.models import Notificatie
from organisatie.aandacht import Kader, read
from organisatie.bronnen import openstaand
from organisatie.models import Medewerker, OpCoDienst
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
    check_shift_agrees(team, items)
    for person in people:
        check_calendar_agrees(person, items)
    check_notices_ask_what_is_asked(people, items)


def check_shift_agrees(team, items):
    """What the OpCo on duty reads of "als ... dan ..." on the page of the shift is what their Mijn werk asks (B4)."""
    dienst = OpCoDienst.objects.filter(team=team, tot=None).select_related("medewerker").first()
    if dienst is None or not dienst.medewerker.plaatsingen_nu:
        return
    opco = Medewerker.objects.get(pk=dienst.medewerker_id)
    page = {punt.url for punt in openstaand(team, opco) if punt.soort == "Als, dan" and punt.url}
    asked = readable([item for item in items if item.soort == "als dan" and item.wie == opco.pk], opco)
    assert page == {item.url for item in asked}


def check_calendar_agrees(person, items):
    """What somebody must do before a day stands on that day in their calendar, and nothing else (H6)."""
    text = calendar_of(Medewerker.objects.get(pk=person.pk)).to_ical().decode()
    days = {uid for uid in re.findall(r"UID:(\S+)@", text) if not uid.startswith(("overleg-", "leren-"))}
    own = readable([i for i in items if i.wie == person.pk and i.agenda and i.op], person)
    assert days == {f"{i.soort.replace(' ', '-')}-{i.pk}" for i in own}, person.naam


def check_notices_ask_what_is_asked(people, items):
    """After what somebody does and before a mail: an open notificatie that asks something is asked of its reader now."""
    end_in_teams({team for person in people for team in person.team_ids})
    assert not end_in_teams({team for person in people for team in person.team_ids})
    open_now = Notificatie.objects.filter(ontvanger__in=people, vervallen_op=None, gelezen_op=None)
    waiting = set(open_now.exclude(vraagt="").values_list("ontvanger", "vraagt"))
    assert waiting <= {(item.wie, f"{item.soort}:{item.pk}") for item in items}
    confirm = set(
        open_now.filter(sleutel__regex=r":bevestig:\d+:\d+$").values_list("ontvanger", "onderwerp_id")
    )
    assert confirm <= {(item.wie, item.pk) for item in items if item.soort == "bevestigen"}
