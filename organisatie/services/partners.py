"""Organisaties, their contactpersonen, and the link to the contactoverzicht for partners (O7, O10)."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from logboek.services import record
from regels.begrippen import RegelOvertreden

from ..models import Contactpersoon, Deellink, Gebied, Organisatie
from .mensen import lock_team

LANGST = timedelta(days=366)


@transaction.atomic
def save_organisatie(*, team, organisatie, by, naam, soort, ivp=""):
    """Add a partner (`organisatie` None) or change one."""
    lock_team(team)
    same = Organisatie.objects.filter(team=team, naam__iexact=naam.strip(), opgegaan_in=None)
    if same.exclude(pk=organisatie.pk if organisatie else None).exists():
        raise RegelOvertreden("Deze partner staat al in de lijst.")
    organisatie = organisatie or Organisatie(team=team)
    organisatie.naam, organisatie.soort, organisatie.ivp = naam.strip(), soort, ivp.strip()
    organisatie.save()
    record(event="organisatie.saved", by=by, subject=organisatie)
    return organisatie


@transaction.atomic
def save_contactpersoon(*, organisatie, contactpersoon, by, vervanger=None, **values):
    """Add somebody at a partner (`contactpersoon` None) or change them. The vervanger works there too."""
    if vervanger is not None and vervanger.organisatie_id != organisatie.pk:
        raise RegelOvertreden("De vervanger werkt bij een andere partner. Kies iemand van dezelfde partner.")
    contactpersoon = contactpersoon or Contactpersoon(organisatie=organisatie)
    if vervanger is not None and vervanger.pk == contactpersoon.pk:
        raise RegelOvertreden("Iemand kan niet de eigen vervanger zijn.")
    for name, value in values.items():
        setattr(contactpersoon, name, value)
    contactpersoon.vervanger = vervanger
    contactpersoon.save()
    record(event="contactpersoon.saved", by=by, subject=contactpersoon)
    return contactpersoon


@transaction.atomic
def stop_contactpersoon(*, contactpersoon, by):
    """Somebody left the partner: offered no more, and kept where they stand in what happened."""
    row = Contactpersoon.objects.select_for_update(no_key=True).get(pk=contactpersoon.pk)
    if row.gestopt_op is not None:
        raise RegelOvertreden("Deze contactpersoon is al gestopt.")
    row.gestopt_op = timezone.now()
    row.save(update_fields=["gestopt_op"])
    record(event="contactpersoon.stopped", by=by, subject=row)


# Filled by apps that point to an Organisatie: called with (weg, blijft), both locked, in the transaction.
organisatie_merges: list[Callable] = []


@transaction.atomic
def merge_organisaties(*, weg, blijft, by):
    """Two rows turned out to be one partner: everything that hung on `weg` goes to `blijft`."""
    lock_team(weg.team)
    weg, blijft = (Organisatie.objects.get(pk=row.pk) for row in (weg, blijft))
    if weg.pk == blijft.pk:
        raise RegelOvertreden("Kies twee verschillende partners.")
    if weg.team_id != blijft.team_id:
        raise RegelOvertreden("Deze partners horen bij verschillende teams.")
    if weg.opgegaan_in_id or blijft.opgegaan_in_id:
        raise RegelOvertreden("Deze partner is intussen al samengevoegd.")
    kept = {row.naam.casefold(): row for row in blijft.contactpersonen.filter(gestopt_op=None)}
    for persoon in weg.contactpersonen.all():
        same = kept.get(persoon.naam.casefold())
        if same is not None and persoon.gestopt_op is None:
            for name in ("functie", "telefoon", "email", "vervanger"):
                setattr(same, name, getattr(same, name) or getattr(persoon, name))
            same.save()
            persoon.gestopt_op = timezone.now()
        persoon.organisatie = blijft
        persoon.save()
    Gebied.objects.filter(gemeente=weg).update(gemeente=blijft)
    weg.opgegaan_in = blijft
    weg.save(update_fields=["opgegaan_in"])  # first: who adds this partner to a casus meanwhile sees it
    for merge in organisatie_merges:
        merge(weg, blijft)
    record(event="organisatie.merged", by=by, subject=weg)
    return blijft


def _hash(geheim):
    return hashlib.sha256(geheim.encode()).hexdigest()


@transaction.atomic
def make_deellink(*, team, by, voor, verloopt_op):
    """A new link to the contactoverzicht; returns (row, secret). The secret is shown once and never kept."""
    today = timezone.localdate()
    if verloopt_op < today:
        raise RegelOvertreden("Deze dag is al geweest.")
    if verloopt_op > today + LANGST:
        raise RegelOvertreden("Een link is hoogstens een jaar geldig. Kies een eerdere dag.")
    geheim = secrets.token_urlsafe(24)
    row = Deellink.objects.create(
        team=team, voor=voor.strip(), verloopt_op=verloopt_op, gemaakt_door=by, hash=_hash(geheim)
    )
    record(event="deellink.made", by=by, subject=row)
    return row, geheim


@transaction.atomic
def revoke_deellink(*, deellink, by):
    """From now on the link opens nothing."""
    row = Deellink.objects.select_for_update(no_key=True).get(pk=deellink.pk)
    if row.ingetrokken_op is not None:
        raise RegelOvertreden("Deze link is al ingetrokken.")
    row.ingetrokken_op = timezone.now()
    row.save(update_fields=["ingetrokken_op"])
    record(event="deellink.revoked", by=by, subject=row)


@transaction.atomic
def open_deellink(geheim):
    """The link with this secret, if it works now, counted and logged; otherwise None, and that is logged too."""
    row = Deellink.objects.select_related("team").filter(hash=_hash(geheim)).first()
    if row is None or not row.werkt:
        record(event="deellink.refused", subject=row, uitkomst="geweigerd")
        return None
    Deellink.objects.filter(pk=row.pk).update(geopend=F("geopend") + 1, laatst_geopend_op=timezone.now())
    record(event="deellink.opened", subject=row, ontvanger="partner")
    return row
