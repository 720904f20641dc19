"""Netwerk Divers Vakmanschap: offering knowledge, asking for it, deploying, and what it brought (B9)."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.access import own_key
from organisatie.models import Plaatsing
from regels import bondgenoten as mag
from regels.begrippen import eis

from ..models import Kennis, Ndvvraag
from .netwerken import lock_team


@transaction.atomic
def offer_kennis(*, team, by, onderwerp, contactpersoon=None):
    """Offer what you know; or write down what a contact outside the team can help with."""
    lock_team(team.pk)
    own = {"contactpersoon": contactpersoon} if contactpersoon else {"medewerker": by}
    onderwerp = onderwerp.strip()
    same = Kennis.objects.filter(team=team, onderwerp__iexact=onderwerp, **own)
    eis(mag.mag_kennis_aanbieden(staat_er_al=same.exists()))
    row = Kennis.objects.create(team=team, onderwerp=onderwerp, **own)
    record(event="kennis.offered", by=by, subject=row)
    return row


@transaction.atomic
def withdraw_kennis(*, kennis, by):
    """It is offered no more; questions that were answered with it stay."""
    record(event="kennis.withdrawn", by=by, subject=kennis)
    Kennis.objects.filter(pk=kennis.pk).delete()


@transaction.atomic
def ask_ndv(*, team, by, vraag, toelichting="", kennis=None, sleutel=None):
    """Ask for expertise; who has it hears it at once."""
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Ndvvraag.objects.filter(sleutel=sleutel).first()):
        return existing
    row = Ndvvraag.objects.create(
        team=team,
        vraag=vraag.strip(),
        toelichting=toelichting.strip(),
        kennis=kennis,
        deskundige=kennis.medewerker if kennis else None,
        deskundige_buiten=kennis.contactpersoon if kennis else None,
        gesteld_door=by,
        sleutel=sleutel,
    )
    record(event="ndv.asked", by=by, subject=row)
    if row.deskundige_id not in (None, by.pk):
        notify(
            ontvangers=[row.deskundige_id],
            key=f"ndv:{row.pk}",
            tekst="Een collega vraagt om jouw kennis. Kun je helpen?",
            url=row.get_absolute_url(),
            onderwerp=row,
            direct=True,
        )
    return row


@transaction.atomic
def take_ndv(*, vraag, by):
    """A colleague helps with a question nobody has yet; who asked hears it. Raises RegelOvertreden: somebody was first."""
    row = Ndvvraag.objects.select_for_update(no_key=True).get(pk=vraag.pk)
    helped = row.deskundige_id is not None or row.deskundige_buiten_id is not None
    eis(mag.mag_helpen(iemand_helpt=helped or row.afgerond_op is not None))
    row.deskundige = by
    row.save(update_fields=["deskundige"])
    record(event="ndv.taken", by=by, subject=row)
    notify(
        ontvangers={row.gesteld_door_id} - {by.pk},
        key=f"ndv:{row.pk}:genomen",
        tekst="Een collega helpt je met je vraag om kennis.",
        url=row.get_absolute_url(),
        onderwerp=row,
    )
    return row


def drop_kennis_of_who_left():
    """What somebody said about themself goes when they leave the team."""
    placed = Plaatsing.objects.op().filter(team=OuterRef("team"), medewerker=OuterRef("medewerker"))
    Kennis.objects.exclude(medewerker=None).exclude(Exists(placed)).delete()


@transaction.atomic
def result_ndv(*, vraag, by, ingezet_op, inzet, opbrengst=""):
    """What was done and what it brought; with a yield it is done."""
    row = Ndvvraag.objects.select_for_update(no_key=True).get(pk=vraag.pk)
    eis(mag.mag_inzet(dag=ingezet_op, vandaag=timezone.localdate(), inzet=inzet))
    row.ingezet_op, row.inzet, row.opbrengst = ingezet_op, inzet.strip(), opbrengst.strip()
    row.afgerond_op = timezone.now() if row.opbrengst else None
    row.save()
    if row.afgerond_op:
        lapse(row)
    record(event="ndv.result", by=by, subject=row)
    return row
