"""Erasing a sleutelfiguur for real, in every place; and once more after an older copy was put back (B2, T4, P-08, P-09)."""

import json
import os
import re
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from concept.services import change_typed, forget_page
from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.models import Plaatsing
from regels import grondslag as regels
from regels.begrippen import eis
from regels.functies import BESLIST
from regels.grondslag import Grondslag
from regels.sleutelfiguur import mag_intrekken, mag_wissen

from ..models import Belregel, Contact, Lid, Relatie, Sleutelfiguur, Wissing
from ..plaatsen import places_of, readable_by, replaced, sporen_van, take_out

LEEG = ("naam", "rol", "telefoon", "email", "taal", "bereikbaar", "toestemming_doel")


@transaction.atomic
def erase(*, sleutelfiguur, by, reden, behalve=None):
    """Take every word about this person out of the team's data. What is left: that somebody was called, was there, left.

    `behalve`: keys of places (plaatsen.Plaats.sleutel) that are about somebody else with the same name; when nobody
    was asked, those that may well be (`twijfel`). Written in the wisregister, outside the database, so that a copy put
    back later forgets the person too. Returns the Wissing. Raises RegelOvertreden when they were erased already.
    """
    row = Sleutelfiguur.objects.select_for_update(no_key=True).get(pk=sleutelfiguur.pk)
    eis(mag_wissen(gewist=row.gewist_op is not None))
    named = places_of(row)
    stays = {plaats.sleutel for plaats in named if plaats.twijfel} if behalve is None else set(behalve)
    unread = (
        {p.sleutel for p in named} - {p.sleutel for p in readable_by(named, by)} if by is not None else set()
    )
    if unread and not takes_unread(row, by):
        stays |= unread
    elif unread - stays:
        _tell_chef(row, by)
    wissing = _empty(row, named, by=by, reden=reden, behalve=stays, op=timezone.now())
    _write_down(row, wissing, stays, [plaats.sleutel for plaats in named if plaats.twijfel])
    return wissing


def takes_unread(sleutelfiguur, by):
    """Whether the name goes out of texts `by` may not read as well, when `by` erases this person (regels.grondslag)."""
    return regels.mag_ongelezen_wissen(
        vastgelegd=timezone.localdate(sleutelfiguur.vastgelegd_op),
        door_mt=by.has_perm("bondgenoten.view_wissingen", sleutelfiguur.team),
        vandaag=timezone.localdate(),
    )


def _tell_chef(row, by):
    """Words went that the eraser could not read: somebody else must know that it happened."""
    chefs = Plaatsing.objects.op().filter(team=row.team_id, functie__in=BESLIST)
    notify(
        ontvangers=set(chefs.values_list("medewerker", flat=True)) - {by.pk},
        key=f"gewist:{row.pk}",
        tekst="Een collega wiste iemand, ook uit teksten die de collega niet mag lezen. Kijk bij: wat is gewist.",
        url=reverse("bondgenoten:wissing-list"),
    )


def _empty(row, named, *, by, reden, behalve, op):
    today = timezone.localdate(op)
    gone = [plaats for plaats in named if plaats.sleutel not in behalve]
    sporen = sporen_van(row)
    for plaats in gone:
        # Beside a number "Jan" may still be another: only who read the text lets that word go.
        take_out(plaats, sporen.alles if plaats.twijfel else sporen.zeker)
    forget_page(f"/sleutelfiguren/{row.pk}/")
    if sporen is not None and sporen.zeker is not None:
        people = Plaatsing.objects.filter(team=row.team_id).values("medewerker")
        change_typed(row.team_id, people, lambda velden: replaced(velden, sporen.zeker))
    own = Contact.objects.filter(sleutelfiguur=row).exclude(tekst="").update(tekst="")
    own += Relatie.objects.filter(sleutelfiguur=row).exclude(meegegeven="").update(meegegeven="")
    own += Belregel.objects.filter(sleutelfiguur=row).update(gehoord="", nodig="", bezig=None)
    for tie in (*Relatie.objects.filter(sleutelfiguur=row), *Lid.objects.filter(sleutelfiguur=row)):
        if tie.tot is None or tie.tot > today:
            tie.van, tie.tot = min(tie.van, today - timedelta(days=1)), today  # out of it today, not tomorrow
            tie.save(update_fields=["van", "tot"])
    for veld in LEEG:
        setattr(row, veld, "")
    row.eerder = {}
    row.gebied, row.grondslag = None, Grondslag.PUBLIEKE_TAAK
    row.toestemming_op = row.toestemming_tot = None
    row.gewist_op, row.versie, row.sleutel = op, row.versie + 1, None
    row.save()
    lapse(row)
    wissing = Wissing.objects.create(
        team_id=row.team_id, kenmerk=row.kenmerk, reden=reden, plaatsen=len(gone) + own + 1, door=by, op=op
    )
    record(event="sleutelfiguur.erased", by=by, subject=row, reden=str(reden))
    return wissing


def withdraw_consent(*, sleutelfiguur, by, behalve=None):
    """Consent is withdrawn: in one step everything about the person is gone, from now on. Raises RegelOvertreden."""
    eis(mag_intrekken(grondslag=sleutelfiguur.grondslag))
    return erase(sleutelfiguur=sleutelfiguur, by=by, reden=Wissing.Reden.INGETROKKEN, behalve=behalve)


# --- the wisregister: who must stay forgotten, by a number that means nothing elsewhere -------------------


def _write_down(row, wissing, behalve, twijfel):
    """One line, on disk before the transaction ends: better erased once more than not at all.

    It says which texts stayed, and of those in doubt which went because somebody read them.
    """
    line = {
        "kenmerk": str(row.kenmerk),
        "op": wissing.op.isoformat(),
        "behalve": sorted(behalve),
        "toch_weg": sorted(set(twijfel) - set(behalve)),
    }
    path = settings.WISREGISTER
    path.parent.mkdir(parents=True, exist_ok=True)
    torn = path.exists() and path.stat().st_size and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as register:
        register.write(("\n" if torn else "") + json.dumps(line) + "\n")
        register.flush()
        os.fsync(register.fileno())


def _lines():
    if not settings.WISREGISTER.exists():
        return
    for text in settings.WISREGISTER.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            line = json.loads(text)
            stays, gone = set(line.get("behalve", [])), set(line.get("toch_weg", []))
            kenmerk, op = uuid.UUID(line["kenmerk"]), parse_datetime(line["op"])
            yield kenmerk, op if op and timezone.is_aware(op) else timezone.now(), stays, gone
        except (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
        ):  # a line half written when the power went: the others count
            for found in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text):
                yield uuid.UUID(found), timezone.now(), set(), set()


def replay():
    """Erase again whoever stands in the wisregister and came back with an older copy of the database. Returns how many.

    What is in doubt and nobody ever read stays, as when it was erased first. Runs in `manage.py prepare`, before the first request is served. Idempotent.
    """
    lines = {kenmerk: rest for kenmerk, *rest in _lines()}
    count = 0
    for row in Sleutelfiguur.objects.filter(kenmerk__in=lines, gewist_op=None):
        op, stays, gone = lines[row.kenmerk]
        with transaction.atomic():
            locked = Sleutelfiguur.objects.select_for_update(no_key=True).get(pk=row.pk)
            named = places_of(locked)
            doubtful = {plaats.sleutel for plaats in named if plaats.twijfel} - gone
            _empty(
                locked,
                named,
                by=None,
                reden=Wissing.Reden.HERSTEL,
                behalve=stays | doubtful,
                op=op or timezone.now(),
            )
        count += 1
    return count
