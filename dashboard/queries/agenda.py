"""One's own calendar by a secret address: when and where, never about whom or what (V7, H3)."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from casuistiek.models import Leerbijeenkomst
from overleggen.models import Overleg, Presentatie
from overleggen.permissions import takes_part_in
from regels.tijd import AMSTERDAM

from .aandacht import aandacht_for

TERUG = timedelta(days=60)


def calendar_of(medewerker):
    """An icalendar Calendar of this person: meetings they take part in, also moved and cancelled ones, and own days.

    UID's are stable; a change of time, place or status raises SEQUENCE. Titles are names of series and kinds of
    things; what they are about stands behind the link, for who may see it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Basisteam//agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Basisteam")
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval;value=duration", "PT1H")
    for event in (*_meetings(medewerker), *_learning(medewerker), *_days(medewerker)):
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar


def _event(uid, *, begin, eind, titel, url, changed, sequence=0, waar="", status="CONFIRMED"):
    host = urlsplit(settings.BASIS_URL).hostname
    event = Event()
    event.add("uid", f"{uid}@{host}")
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("dtstart", begin)
    event.add("dtend", eind)
    event.add("summary", titel)
    event.add("status", status)
    event.add("url", settings.BASIS_URL + url)
    event.add("description", f"Kijk in Basisteam: {settings.BASIS_URL}{url}")
    if waar:
        event.add("location", waar)
    return event


def _meetings(medewerker):
    rows = (
        Overleg.objects.visible_to(medewerker)
        .filter(begin__gte=timezone.now() - TERUG)
        .select_related("reeks")
    )
    turns = set(
        Presentatie.objects.filter(medewerker=medewerker, overleg__in=rows).values_list("overleg", flat=True)
    )
    known = {}
    for row in rows:
        if row.reeks_id not in known:
            known[row.reeks_id] = takes_part_in(medewerker, row.reeks)
        if not known[row.reeks_id]:
            continue
        yield _event(
            f"overleg-{row.pk}",
            begin=row.begin.astimezone(AMSTERDAM),
            eind=row.eind.astimezone(AMSTERDAM),
            titel=row.reeks.naam + (" (jij presenteert)" if row.pk in turns else ""),
            url=row.get_absolute_url(),
            changed=row.gewijzigd_op,
            sequence=row.volgnummer,
            waar=row.waar,
            status="CANCELLED" if row.status == Overleg.Status.VERVALLEN else "CONFIRMED",
        )


def _learning(medewerker):
    rows = Leerbijeenkomst.objects.visible_to(medewerker).filter(
        begin__gte=timezone.now() - TERUG, genodigden__medewerker=medewerker
    )
    for row in rows.distinct():
        yield _event(
            f"leren-{row.pk}",
            begin=row.begin.astimezone(AMSTERDAM),
            eind=(row.begin + timedelta(hours=2)).astimezone(AMSTERDAM),
            titel="Casusleerbijeenkomst",
            url=row.get_absolute_url(),
            changed=row.gemaakt_op,
            waar=row.plaats,
        )


def _days(medewerker):
    """What is asked of this person before a day, as a whole day without words: the same as on Mijn werk."""
    items, _ = aandacht_for(medewerker)
    for item in items:
        if not item.agenda or item.op is None:
            continue
        yield _event(
            f"{item.soort.replace(' ', '-')}-{item.pk}",
            begin=item.op,
            eind=item.op + timedelta(days=1),
            titel=item.agenda + (" (je valt in)" if item.namens else ""),
            url=item.url,
            changed=timezone.now(),  # nobody keeps when a day was moved; a newer stamp is read as newer
        )
