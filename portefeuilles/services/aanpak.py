"""The cycle of an aanpak: one phase at a time, measured before and after (P3)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.access import own_key
from organisatie.services import require_placed
from organisatie.verbeteren import still_there
from regels import aanpak as regels
from regels.aanpak import Aanpakfase
from regels.begrippen import JA, eis, vers

from ..models import Aanpak, Fasestap, Interventie
from .slot import lock_team


@transaction.atomic
def start_aanpak(
    *, portefeuille, by, titel, trekker, activiteit=None, trend=None, wijken=(), sleutel=None, **values
):
    """Begin with the scan. A second submit of the same form gives the same aanpak."""
    lock_team(portefeuille.team_id)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Aanpak.objects.filter(sleutel=sleutel).first()):
        return existing
    require_placed(trekker, portefeuille.team)
    row = Aanpak.objects.create(
        portefeuille=portefeuille,
        titel=titel.strip(),
        trekker=trekker,
        activiteit=activiteit,
        trend=trend,
        sleutel=sleutel,
        **values,
    )
    row.wijken.set(wijken)
    Fasestap.objects.create(aanpak=row, fase=Aanpakfase.SCAN, door=by)
    record(event="aanpak.started", by=by, subject=row)
    if trekker.pk != by.pk:
        notify(
            ontvangers=[trekker.pk],
            key=f"aanpak:{row.pk}:trekker:{trekker.pk}",
            tekst="Jij trekt een nieuwe aanpak. Begin met de scan.",
            url=row.get_absolute_url(),
            onderwerp=row,
        )
    return row


def _lock(aanpak, versie=None):
    row = Aanpak.objects.select_for_update(of=("self",), no_key=True).get(pk=aanpak.pk)
    vers(versie, row.versie)
    eis(regels.mag_wijzigen(open=row.is_open))
    return row


@transaction.atomic
def write_aanpak(*, aanpak, by, versie, wijken=None, verder=False, **values):
    """Write what belongs to a phase, and with `verder` go on to the next when it is complete.

    Returns the aanpak and an Oordeel: whether it could go on, and if not what is still needed. What was written is
    kept either way. Whoever saves on an old page hears that somebody was first, and loses nothing. The day of the
    assessment comes after the beginning; the measurement afterwards after the respons began.
    """
    row = _lock(aanpak, versie)
    if assessment_op := values.get("assessment_op"):
        eis(regels.mag_assessment_op(assessment_op=assessment_op, begin=row.begonnen_op))
    if voor_op := values.get("voor_op"):
        eis(regels.mag_voormeting(dag=voor_op, vandaag=timezone.localdate()))
    if na_op := values.get("na_op"):
        eis(regels.mag_nameting(dag=na_op, respons_op=_respons_began(row), vandaag=timezone.localdate()))
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.versie += 1
    row.save()
    if wijken is not None:
        row.wijken.set(wijken)
    record(event="aanpak.written", by=by, subject=row)
    oordeel = regels.mag_verder(Aanpakfase(row.fase), row.inhoud()) if verder else JA
    if verder and oordeel:
        _advance(row, by)
    return row, oordeel


def _respons_began(row):
    step = row.stappen.filter(fase=Aanpakfase.RESPONS).order_by("-op").first()
    return timezone.localdate(step.op) if step else None


@transaction.atomic
def advance_aanpak(*, aanpak, by, versie=None):
    """To the next phase, when this one is complete; the last one closes the aanpak."""
    row = _lock(aanpak, versie)
    eis(regels.mag_verder(Aanpakfase(row.fase), row.inhoud()))
    _advance(row, by)
    return row


def _advance(row, by):
    _go(row, regels.volgende(Aanpakfase(row.fase)), by)
    if not row.is_open:
        lapse(row)


@transaction.atomic
def return_aanpak(*, aanpak, by, naar, reden):
    """Back to an earlier phase, with the reason; the way it went stays visible.

    The assessment is done anew then: what was measured and judged goes into the reason, and the fields are empty.
    """
    row = _lock(aanpak)
    eis(regels.mag_terug(Aanpakfase(row.fase), Aanpakfase(naar), reden))
    if row.na is not None or row.werkte:
        found = f"{reden.strip()} (achteraf: {row.na if row.na is not None else 'niet gemeten'}; werkte: {row.werkte or 'niet gezegd'})"
        reden = found if len(found) <= 300 else reden
        row.na, row.na_op, row.werkte = None, None, ""
        row.save(update_fields=["na", "na_op", "werkte"])
    _go(row, Aanpakfase(naar), by, reden.strip())
    return row


def _go(row, fase, by, reden=""):
    row.fase = fase.value
    row.versie += 1
    row.save(update_fields=["fase", "versie"])
    Fasestap.objects.create(aanpak=row, fase=fase, door=by, reden=reden)
    record(event=f"aanpak.{fase.value}", by=by, subject=row)


@transaction.atomic
def stop_aanpak(*, aanpak, by, reden):
    """Stop on the way: allowed at any moment, with a reason, and the phases it never had stay in sight."""
    row = _lock(aanpak)
    eis(regels.mag_stoppen(reden=reden))
    row.gestopt_op, row.reden_gestopt = timezone.now(), reden.strip()
    row.versie += 1
    row.save(update_fields=["gestopt_op", "reden_gestopt", "versie"])
    lapse(row)
    record(event="aanpak.stopped", by=by, subject=row)
    return row


@transaction.atomic
def save_interventie(*, aanpak, by, interventie=None, wat, partij=None, medewerker=None, voor=None):
    """An intervention, always with the party that does it."""
    _lock(aanpak)
    eis(regels.mag_interventie(wie=partij is not None or medewerker is not None))
    if medewerker is not None:
        require_placed(medewerker, aanpak.portefeuille.team)
    row = interventie or Interventie(aanpak=aanpak)
    row.wat, row.partij, row.medewerker, row.voor = wat.strip(), partij, medewerker, voor
    row.save()
    record(event="interventie.saved", by=by, subject=row)
    return row


@transaction.atomic
def close_interventie(*, interventie, by, afloop):
    """How it went: done, or not, in words. Not before the respons began."""
    aanpak = _lock(interventie.aanpak)
    eis(regels.mag_afloop(Aanpakfase(aanpak.fase)))
    row = still_there(Interventie.objects.filter(pk=interventie.pk))
    stond_er = row.afloop if row.klaar_op else ""
    eis(regels.mag_interventie_afronden(stond_er=stond_er, afloop=afloop))
    row.afloop, row.klaar_op = afloop.strip(), timezone.localdate()
    row.save(update_fields=["afloop", "klaar_op"])
    record(event="interventie.closed", by=by, subject=row)
    return row


@transaction.atomic
def remove_interventie(*, interventie, by):
    """Take off an intervention that was not begun."""
    _lock(interventie.aanpak)
    row = still_there(Interventie.objects.filter(pk=interventie.pk))
    eis(regels.mag_interventie_weghalen(gedaan=row.klaar_op is not None))
    record(event="interventie.removed", by=by, subject=row)
    row.delete()
