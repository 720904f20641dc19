"""Changes in portefeuilles and trends."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from organisatie.access import own_key
from organisatie.bronnen import facts_changed, gevolgen
from organisatie.models import Team
from organisatie.services import end_row, end_row_at_latest, refuse_oneself, require_placed
from regels.begrippen import Houderrol, RegelOvertreden

from .models import Houderschap, Portefeuille, Trend

TREND_LOOPT = timedelta(days=90)


@transaction.atomic
def save_portefeuille(*, team, portefeuille=None, by, themas, **values):
    """Add a portefeuille or change one; `themas` is the list of its thema's."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    portefeuille = portefeuille or Portefeuille(team=team, van=timezone.localdate())
    for name, value in values.items():
        setattr(portefeuille, name, value)
    portefeuille.save()
    wanted = list(dict.fromkeys(themas))
    portefeuille.themas.exclude(naam__in=wanted).delete()
    for naam in wanted:
        portefeuille.themas.get_or_create(naam=naam)
    facts_changed(team)
    record(event="portefeuille.saved", by=by, subject=portefeuille)
    return portefeuille


@transaction.atomic
def set_houder(*, portefeuille, medewerker, van, by):
    """A new houder from a day; the running houder ends on that day."""
    Team.objects.select_for_update(no_key=True).get(pk=portefeuille.team_id)
    require_placed(medewerker, portefeuille.team)
    refuse_oneself(medewerker, by)
    running = Houderschap.objects.filter(portefeuille=portefeuille, rol=Houderrol.HOUDER, tot=None).first()
    if running is not None:
        if running.medewerker_id == medewerker.pk:
            raise RegelOvertreden("Deze collega is al houder.")
        if van <= running.van:
            raise RegelOvertreden("De nieuwe houder moet na het begin van de huidige ingaan.")
        end_row(running, van)
    row = Houderschap.objects.create(
        portefeuille=portefeuille, medewerker=medewerker, rol=Houderrol.HOUDER, van=van
    )
    caused = gevolgen(portefeuille.team, by=by)
    record(event="houderschap.added", by=by, subject=row)
    return caused


@transaction.atomic
def add_vervanger(*, portefeuille, medewerker, volgorde, van, by):
    """A vervanger from a day, in an order."""
    Team.objects.select_for_update(no_key=True).get(pk=portefeuille.team_id)
    require_placed(medewerker, portefeuille.team)
    refuse_oneself(medewerker, by)
    running = Houderschap.objects.filter(portefeuille=portefeuille, medewerker=medewerker).niet_voorbij(van)
    if running.exists():
        raise RegelOvertreden("Deze collega is al houder of vervanger van deze portefeuille.")
    row = Houderschap.objects.create(
        portefeuille=portefeuille, medewerker=medewerker, rol=Houderrol.VERVANGER, volgorde=volgorde, van=van
    )
    caused = gevolgen(portefeuille.team, by=by)
    record(event="houderschap.added", by=by, subject=row)
    return caused


@transaction.atomic
def end_houderschap(*, houderschap, tot, by):
    """End a houderschap: `tot` is the first day on which it no longer holds."""
    Team.objects.select_for_update(no_key=True).get(pk=houderschap.portefeuille.team_id)
    pk = houderschap.pk
    end_row(houderschap, tot)
    caused = gevolgen(houderschap.portefeuille.team, by=by)
    houderschap.pk = pk  # a tie that had not begun is gone; the logboek still says which
    record(event="houderschap.ended", by=by, subject=houderschap)
    return caused


def end_houderschappen_of(medewerker, team, tot):
    """Somebody leaves the team: what they held in it ends too."""
    rows = Houderschap.objects.filter(medewerker=medewerker, portefeuille__team=team).niet_voorbij(tot)
    for row in rows:
        end_row_at_latest(row, tot)


@transaction.atomic
def add_trend(*, team, by, sleutel=None, **values):
    """Record what comes at the team; it runs out in 90 days unless somebody confirms it."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # a second tap waits for the first
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Trend.objects.filter(sleutel=sleutel).first()):
        return existing
    row = Trend.objects.create(
        team=team, gezien_door=by, loopt_af_op=timezone.localdate() + TREND_LOOPT, sleutel=sleutel, **values
    )
    record(event="trend.added", by=by, subject=row)
    return row


@transaction.atomic
def change_trend(*, trend, by, **values):
    for name, value in values.items():
        setattr(trend, name, value)
    trend.save()
    record(event="trend.changed", by=by, subject=trend)
    return trend


@transaction.atomic
def confirm_trend(*, trend, by):
    """It still plays: another 90 days."""
    if trend.gesloten_op is not None:
        raise RegelOvertreden("Deze trend is gesloten.")
    trend.loopt_af_op = timezone.localdate() + TREND_LOOPT
    trend.save(update_fields=["loopt_af_op"])
    record(event="trend.confirmed", by=by, subject=trend)


@transaction.atomic
def close_trend(*, trend, by, reden):
    """It does not play any more, with a reason."""
    if not reden.strip():
        raise RegelOvertreden("Schrijf op waarom deze trend niet meer speelt.")
    trend.gesloten_op, trend.reden_gesloten = timezone.now(), reden.strip()
    trend.save(update_fields=["gesloten_op", "reden_gesloten"])
    record(event="trend.closed", by=by, subject=trend)
