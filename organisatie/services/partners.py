"""Organisaties, their contactpersonen, and the link to the contactoverzicht for partners (O7, O10)."""

import hashlib
import secrets
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from logboek.services import record
from regels import partner as regels
from regels.begrippen import eis

from ..models import Contactpersoon, Deellink, Gebied, Organisatie
from .mensen import lock_team


@transaction.atomic
def save_organisatie(*, team, organisatie, by, naam, soort, ivp=""):
    """Add a partner (`organisatie` None) or change one."""
    lock_team(team)
    same = Organisatie.objects.filter(team=team, naam__iexact=naam.strip(), opgegaan_in=None)
    eis(
        regels.mag_partner_bewaren(
            staat_er_al=same.exclude(pk=organisatie.pk if organisatie else None).exists()
        )
    )
    organisatie = organisatie or Organisatie(team=team)
    organisatie.naam, organisatie.soort, organisatie.ivp = naam.strip(), soort, ivp.strip()
    organisatie.save()
    record(event="organisatie.saved", by=by, subject=organisatie)
    return organisatie


@transaction.atomic
def save_contactpersoon(*, organisatie, contactpersoon, by, vervanger=None, **values):
    """Add somebody at a partner (`contactpersoon` None) or change them. The vervanger works there too."""
    contactpersoon = contactpersoon or Contactpersoon(organisatie=organisatie)
    if vervanger is not None:
        eis(
            regels.mag_vervanger(
                zelfde_partner=vervanger.organisatie_id == organisatie.pk,
                is_zelf=vervanger.pk == contactpersoon.pk,
            )
        )
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
    eis(regels.mag_contactpersoon_stoppen(gestopt=row.gestopt_op is not None))
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
    eis(
        regels.mag_samenvoegen(
            dezelfde=weg.pk == blijft.pk,
            zelfde_team=weg.team_id == blijft.team_id,
            al_samengevoegd=bool(weg.opgegaan_in_id or blijft.opgegaan_in_id),
        )
    )
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
    eis(regels.mag_link_maken(verloopt=verloopt_op, vandaag=timezone.localdate()))
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
    eis(regels.mag_link_intrekken(ingetrokken=row.ingetrokken_op is not None))
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
