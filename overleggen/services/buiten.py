"""People from outside by a personal link (V11), and one's own calendar by a secret address (V7)."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from regels import overleg as regels
from regels.begrippen import eis

from ..models import Agendalink, Gast, Overleg

LINK_NA_OVERLEG = timedelta(days=31)


def _hash(geheim):
    return hashlib.sha256(geheim.encode()).hexdigest()


@transaction.atomic
def invite_gast(*, overleg, by, naam, organisatie, punten):
    """Invite somebody from outside to some points of one meeting. Returns (row, secret of the link, shown once)."""
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    eis(regels.mag_gast_uitnodigen(status=row.status))
    geheim = secrets.token_urlsafe(24)
    gast = Gast.objects.create(
        overleg=row,
        naam=naam.strip(),
        organisatie=organisatie.strip(),
        hash=_hash(geheim),
        uitgenodigd_door=by,
    )
    gast.punten.set(punten)
    record(event="gast.invited", by=by, subject=gast)
    return gast, geheim


@transaction.atomic
def change_gast(*, gast, by, punten):
    """Other points for this guest; the link stays the same."""
    row = Gast.objects.select_for_update(no_key=True).get(pk=gast.pk)
    row.punten.set(punten)
    record(event="gast.changed", by=by, subject=row)
    return row


@transaction.atomic
def renew_gast(*, gast, by):
    """A new link for this guest; the old one ends. Returns the secret, shown once."""
    geheim = secrets.token_urlsafe(24)
    row = Gast.objects.select_for_update(no_key=True).get(pk=gast.pk)
    row.hash, row.ingetrokken_op = _hash(geheim), None
    row.save(update_fields=["hash", "ingetrokken_op"])
    record(event="gast.renewed", by=by, subject=row)
    return geheim


@transaction.atomic
def revoke_gast(*, gast, by):
    """The link shows nothing any more, from now on."""
    row = Gast.objects.select_for_update(no_key=True).get(pk=gast.pk)
    if row.ingetrokken_op is None:
        row.ingetrokken_op = timezone.now()
        row.save(update_fields=["ingetrokken_op"])
        record(event="gast.revoked", by=by, subject=row)
    return row


def find_gast(geheim):
    """The guest of this link, or None when it is unknown, revoked, or over."""
    row = Gast.objects.select_related("overleg__reeks", "overleg__team").filter(hash=_hash(geheim)).first()
    if row is None or row.ingetrokken_op is not None:
        return None
    return row if row.overleg.eind + LINK_NA_OVERLEG > timezone.now() else None


def seen_by_gast(gast):
    """A guest looked: kept in the logboek as a disclosure, and shown to the team."""
    Gast.objects.filter(pk=gast.pk).update(gezien_op=timezone.now())
    record(event="gast.viewed", by=None, subject=gast)


def answer_gast(*, gast, komt):
    """The guest says whether they come."""
    eis(regels.mag_gast_antwoorden(status=gast.overleg.status))
    Gast.objects.filter(pk=gast.pk).update(komt=komt)
    record(event="gast.answered", by=None, subject=gast)


@transaction.atomic
def make_agendalink(*, medewerker):
    """A new secret address of one's own calendar; the one before it ends. Returns the secret, shown once."""
    now = timezone.now()
    Agendalink.objects.filter(medewerker=medewerker, ingetrokken_op=None).update(ingetrokken_op=now)
    geheim = secrets.token_urlsafe(24)
    row = Agendalink.objects.create(medewerker=medewerker, hash=_hash(geheim))
    record(event="agendalink.made", by=medewerker, subject=row, team=medewerker.team_ids[0])
    return geheim


@transaction.atomic
def revoke_agendalink(*, medewerker):
    """No calendar of this medewerker can be read by an address any more."""
    rows = Agendalink.objects.filter(medewerker=medewerker, ingetrokken_op=None)
    for row in rows:
        record(event="agendalink.revoked", by=medewerker, subject=row, team=medewerker.team_ids[0])
    rows.update(ingetrokken_op=timezone.now())


def find_agendalink(geheim):
    """The open link of this secret whose medewerker may still log in, or None."""
    return (
        Agendalink.objects.select_related("medewerker")
        .filter(hash=_hash(geheim), ingetrokken_op=None, medewerker__is_active=True)
        .first()
    )


def read_agendalink(link):
    """Somebody's calendar was fetched by its address: kept at the link, and in the logboek."""
    Agendalink.objects.filter(pk=link.pk).update(gelezen_op=timezone.now())
    team = link.medewerker.team_ids[0]
    record(event="agenda.read", by=link.medewerker, subject=link, team=team, ontvanger="agenda")
