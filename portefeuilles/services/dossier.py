"""The overdrachtsdossier: frozen when a houder leaves, worked through by the successor (P14)."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.services import require_placed
from regels.begrippen import Houderrol, eis
from regels.overdrachtsdossier import Deel, mag_afvinken, mag_dossier_afronden, mag_opvolger

from ..dossier import gather, readable_points
from ..models import Dossierpunt, Houderschap, Overdrachtsdossier
from .slot import lock_team


@transaction.atomic
def make_dossier(*, portefeuille, van, by, aan=None, waarom="", vragen=""):
    """Freeze what a successor of `van` needs. Made again before it is finished, it replaces the open one.

    What the successor ticked on the open one is kept for points that are still there.
    """
    lock_team(portefeuille.team_id)
    if aan is not None:
        eis(mag_opvolger(is_zelf=aan.pk == van.pk))
        require_placed(aan, portefeuille.team)
    old = portefeuille.dossiers.filter(van=van, afgerond_op=None).first()
    known = {}
    if old is not None:
        known = {_same(p): (p.gezien_op, p.opmerking) for p in old.punten.all()}
        waarom, vragen = waarom.strip() or old.waarom, vragen.strip() or old.vragen
        old.delete()
    row = Overdrachtsdossier.objects.create(
        portefeuille=portefeuille,
        van=van,
        aan=aan or _next_houder(portefeuille, van),
        waarom=waarom.strip(),
        vragen=vragen.strip(),
        gemaakt_door=by,
    )
    points = [_point(row, item) for item in gather(portefeuille, van)]
    points += [
        Dossierpunt(dossier=row, deel=Deel.VRAGEN, titel=line.strip()[:160], tekst=line.strip()[160:])
        for line in vragen.splitlines()
        if line.strip()
    ]
    for point in points:
        point.gezien_op, point.opmerking = known.get(_same(point), (None, ""))
    Dossierpunt.objects.bulk_create(points)
    record(event="dossier.made", by=by, subject=row)
    tell_successor(row)
    return row


def _same(point):
    """What makes a point the same when a dossier is gathered again."""
    return (str(point.deel), point.titel, point.onderwerp_type_id, point.onderwerp_id)


def _next_houder(portefeuille, van):
    """Who holds the portefeuille from now or later on, when that is somebody else."""
    rows = Houderschap.objects.niet_voorbij().filter(portefeuille=portefeuille, rol=Houderrol.HOUDER)
    row = rows.exclude(medewerker=van).order_by("van").first()
    return row.medewerker if row else None


def _point(dossier, item):
    kind = ContentType.objects.get_for_model(item.onderwerp) if item.onderwerp is not None else None
    return Dossierpunt(
        dossier=dossier,
        deel=item.deel,
        titel=item.titel[:160],
        tekst=item.tekst[:300],
        onderwerp_type=kind,
        onderwerp_id=item.onderwerp.pk if item.onderwerp is not None else None,
    )


def tell_successor(dossier):
    if dossier.aan_id is not None:
        notify(
            ontvangers=[dossier.aan_id],
            key=f"dossier:{dossier.pk}:voor:{dossier.aan_id}",
            tekst="Er ligt een overdrachtsdossier voor je klaar. Werk het door.",
            url=dossier.get_absolute_url(),
            onderwerp=dossier,
            vraagt=f"dossier:{dossier.pk}",
        )


def hand_over_dossiers(portefeuille, medewerker):
    """A new houder: open dossiers without a successor are theirs. Called in the transaction of the change."""
    for row in portefeuille.dossiers.filter(aan=None, afgerond_op=None).exclude(van=medewerker):
        row.aan = medewerker
        row.save(update_fields=["aan"])
        tell_successor(row)


@transaction.atomic
def tick_dossierpunt(*, punt, by, opmerking=None):
    """Looked at, or not after all; a question or remark can be kept with it."""
    row = Dossierpunt.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=punt.pk)
    eis(mag_afvinken(afgerond=row.dossier.afgerond_op is not None))
    if opmerking is None:
        row.gezien_op = None if row.gezien_op else timezone.now()
    else:
        row.opmerking = opmerking.strip()
    row.save(update_fields=["gezien_op", "opmerking"])
    record(event="dossierpunt.ticked", by=by, subject=row)
    return row


@transaction.atomic
def finish_dossier(*, dossier, by):
    """Everything that exists for who finishes it was looked at."""
    row = Overdrachtsdossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    eis(
        mag_dossier_afronden(
            afgerond=row.afgerond_op is not None,
            open_punten=sum(1 for punt in readable_points(row, by) if punt.gezien_op is None),
        )
    )
    row.afgerond_op = timezone.now()
    row.save(update_fields=["afgerond_op"])
    record(event="dossier.done", by=by, subject=row)
    return row
