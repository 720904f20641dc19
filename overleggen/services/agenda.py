"""The agenda: it fills itself, content first, and anybody can bring a point in (V2, V3)."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from logboek.services import record
from regels import agenda
from regels.agenda import Soort
from regels.begrippen import RegelOvertreden, eis

from ..agendabronnen import Voorstel, voorstellen
from ..models import Actiepunt, Agendapunt, Overleg


@transaction.atomic
def fill_agenda(overleg):
    """Put on what all apps propose and is not there yet; take off what nobody proposes any more and nobody touched."""
    overleg = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=overleg.pk)
    )
    if overleg.status != Overleg.Status.GEPLAND or not _is_next(overleg):
        return
    proposed = {voorstel.bron: voorstel for voorstel in voorstellen(overleg)}
    proposed |= {voorstel.bron: voorstel for voorstel in _late_actiepunten(overleg)}
    existing = set(overleg.punten.exclude(bron="").values_list("bron", flat=True))
    stale = overleg.punten.exclude(bron="").exclude(bron__in=proposed).exclude(bron__startswith="vast:")
    stale.filter(inbrenger=None, vorige=None, uitkomst="").delete()
    for bron, voorstel in proposed.items():
        if bron not in existing:
            Agendapunt.objects.create(
                overleg=overleg,
                bron=bron,
                soort=voorstel.soort.value,
                titel=voorstel.titel[:160],
                reden=voorstel.reden[:200],
                criteria=list(voorstel.criteria),
                doel=voorstel.doel,
                gewenst=voorstel.gewenst,
                minuten=voorstel.minuten,
                **about(voorstel.onderwerp),
            )


def _is_next(overleg):
    """Only the next meeting of a series fills itself: what it leaves open goes on to the one after."""
    return not overleg.reeks.overleggen.filter(
        status=Overleg.Status.GEPLAND, begin__lt=overleg.begin, eind__gt=timezone.now()
    ).exists()


def about(onderwerp):
    if onderwerp is None:
        return {}
    return {
        "onderwerp_type": ContentType.objects.get_for_model(onderwerp),
        "onderwerp_id": onderwerp.pk,
    }


def _late_actiepunten(overleg):
    """Actiepunten past their term return on the agenda of the series they came from."""
    late = Actiepunt.objects.te_laat().filter(
        team=overleg.team_id, agendapunt__overleg__reeks=overleg.reeks_id
    )
    for actiepunt in late.select_related("eigenaar", "onderwerp_type"):
        yield Voorstel(
            bron=f"actiepunt:{actiepunt.pk}",
            soort=Soort.ACTIEPUNT,
            titel=actiepunt.titel,
            reden=f"actiepunt over de datum ({actiepunt.deadline:%d-%m})",
            onderwerp=actiepunt.onderwerp,
            doel="besluitvorming",
            gewenst="Afronden, of een nieuwe datum",
            minuten=5,
        )


def op_volgorde(punten):
    """Points in the order of the agenda: content first (V2)."""
    by_pk = {punt.pk: punt for punt in punten}
    ordered = agenda.op_volgorde(
        agenda.Punt(Soort(punt.soort), punt.plaats, punt.doorgeschoven, punt.pk) for punt in punten
    )
    return [by_pk[punt.nummer] for punt in ordered]


@transaction.atomic
def add_punt(
    *,
    overleg,
    by,
    titel,
    doel,
    gewenst,
    minuten,
    niveau="tactisch",
    soort=Soort.OVERIG,
    onderwerp=None,
    criteria=(),
    reden="",
    bron="",
):
    """Bring a point in by hand; the same onderwerp comes once per meeting."""
    overleg = Overleg.objects.select_for_update(of=("self",), no_key=True).get(pk=overleg.pk)
    if not overleg.is_open:
        raise RegelOvertreden("Dit overleg is al gesloten. Kies een volgend overleg.")
    if onderwerp is not None and soort == Soort.CASUS:
        eis(agenda.mag_inbrengen(criteria=criteria))
    if bron:
        existing = overleg.punten.filter(bron=bron).first()
        if existing is not None:
            if existing.inbrenger_id is not None:
                raise RegelOvertreden("Dit staat al op de agenda van dit overleg.")
            existing.inbrenger, existing.doel, existing.gewenst = by, doel, gewenst
            existing.minuten, existing.criteria, existing.reden = minuten, list(criteria), reden[:200]
            existing.save()
            return existing
    punt = Agendapunt.objects.create(
        overleg=overleg,
        inbrenger=by,
        titel=titel[:160],
        doel=doel,
        gewenst=gewenst,
        minuten=minuten,
        niveau=niveau,
        soort=Soort(soort).value,
        criteria=list(criteria),
        reden=reden[:200],
        bron=bron,
        **about(onderwerp),
    )
    record(event="agendapunt.added", by=by, subject=punt)
    return punt


@transaction.atomic
def move_punt(*, punt, by, naar, reden=""):
    """Give a point its own place; moving trends or casussen down asks for a reason."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    if not overleg.is_open:
        raise RegelOvertreden("Dit overleg is al gesloten.")
    ordered = op_volgorde(list(overleg.punten.all()))
    van = [row.pk for row in ordered].index(punt.pk) + 1
    naar = max(1, min(naar, len(ordered)))
    eis(agenda.mag_verplaatsen(soort=Soort(punt.soort), van=van, naar=naar, reden=reden))
    Agendapunt.objects.filter(pk=punt.pk).update(plaats=naar, reden_plaats=reden.strip()[:200])
    record(event="agendapunt.moved", by=by, subject=punt)
