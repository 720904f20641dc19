"""Does everything still run? Each part that time drives says when it began and ended; this reads it back (H1)."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from regels.ritme import Ritme, laatste_keer

from .models import Hartslag, Mail, Storing
from .storingen import waits

TE_LAAT = timedelta(minutes=5)
MAIL_TE_LAAT = timedelta(minutes=20)


@dataclass(frozen=True)
class Onderdeel:
    """One part: whether it is well, and one Dutch sentence that says what to do when it is not."""

    naam: str
    goed: bool
    zin: str


controlebronnen: list[Callable] = []  # each takes the moment and yields Onderdelen of its own app


@contextmanager
def hartslag(naam):
    """Around what a task does: when it began, when it ended well, or what it stumbled over (the kind, not the words)."""
    row, _ = Hartslag.objects.get_or_create(naam=naam)
    mine = Hartslag.objects.filter(pk=row.pk)
    mine.update(begonnen_op=timezone.now())
    try:
        yield
    except Exception as error:
        mine.update(fout=type(error).__name__[:80], fout_op=timezone.now())
        raise
    mine.update(klaar_op=timezone.now(), fout="")


def once_a_day(naam, moment, *, uur):
    """Whether the daily work of this name is still to be done since its hour (Amsterdam) last struck: see `once_since`."""
    return once_since(naam, moment, laatste_keer(Ritme(uur=uur), moment))


@contextmanager
def once_since(naam, moment, since):
    """Yields whether the work of this name is still to be done since that moment.

    A machine that stood still does it when it is back; work that stumbles is tried again.
    """
    row, _ = Hartslag.objects.get_or_create(naam=naam)
    due = row.klaar_op is None or row.klaar_op < since or waits(naam, moment)
    yield due
    if due:
        Hartslag.objects.filter(pk=row.pk).update(begonnen_op=moment, klaar_op=moment)


def zelfcontrole(now=None):
    """Every part, with whether it is well. Never content, names or numbers of things."""
    now = now or timezone.now()
    rows = {row.naam: row for row in Hartslag.objects.all()}
    onderdelen = [_tick(naam, rows.get(naam), now) for naam in settings.CELERY_BEAT_SCHEDULE]
    onderdelen += [*_mail(now), _put_off()]
    for bron in controlebronnen:
        onderdelen += bron(now)
    return onderdelen


def _tick(naam, row, now):
    limit = max(TE_LAAT, timedelta(seconds=5 * settings.TIK_SECONDEN))
    if row is None or row.klaar_op is None:
        return Onderdeel(naam, False, "Heeft nog niet gelopen. Draaien worker en beat?")
    if row.fout:
        return Onderdeel(naam, False, f"Struikelde over {row.fout}. Kijk in het log van de worker.")
    if row.klaar_op < now - limit:
        minuten = round((now - row.klaar_op).total_seconds() / 60)
        return Onderdeel(naam, False, f"Is al {minuten} minuten niet klaar gekomen. Draaien worker en beat?")
    return Onderdeel(naam, True, "Loopt.")


def _put_off():
    rows = Storing.objects.values_list("taak", "fout", "opnieuw_op").order_by("opnieuw_op")
    if not rows:
        return Onderdeel("storingen", True, "Alles lukte.")
    fouten = ", ".join(sorted({fout for _, fout, _ in rows}))
    zin = f"{len(rows)} keer lukte iets niet ({fouten}); de rest gaat door. Het wordt vanzelf opnieuw geprobeerd."
    return Onderdeel("storingen", False, f"{zin} Kijk in het log van de worker.")


def _mail(now):
    waiting = Mail.objects.filter(sent_at=None, failed_at=None, lapsed_at=None)
    late = waiting.filter(gemaakt_op__lt=now - MAIL_TE_LAAT).count()
    failed = Mail.objects.filter(failed_at__gt=now - timedelta(days=7)).count()
    yield Onderdeel(
        "mail",
        not late,
        f"{late} berichten wachten te lang. Is de mailserver bereikbaar? Niets gaat verloren."
        if late
        else "Gaat eruit.",
    )
    yield Onderdeel(
        "mailadressen",
        not failed,
        f"{failed} berichten kwamen in een week niet aan: het adres klopt niet."
        if failed
        else "Geen enkel adres werd deze week geweigerd.",
    )
