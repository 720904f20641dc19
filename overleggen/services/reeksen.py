"""Series and their meetings: they come into being by themselves, and stay traceable when not held (V1)."""

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr
from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse as lapse_notificaties
from organisatie.models import Medewerker, Plaatsing, Team
from regels.agenda import Soort
from regels.begrippen import RegelOvertreden
from regels.tijd import AMSTERDAM

from ..models import Agendapunt, Overleg, Overlegreeks

VOORUIT = timedelta(days=190)


def ritme(regel, eerste):
    """The rule as an iterator of naive local days. Raises RegelOvertreden when it cannot be read."""
    try:
        return rrulestr(regel, dtstart=datetime.combine(eerste, datetime.min.time()))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RegelOvertreden("Dit ritme is niet te lezen. Kies een van de voorbeelden.") from error


@transaction.atomic
def save_reeks(*, team, reeks=None, by, **values):
    """Add a series or change one; meetings that have not begun follow the new time and place."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    ritme(values["regel"], values["eerste"])
    reeks = reeks or Overlegreeks(team=team)
    for name, value in values.items():
        setattr(reeks, name, value)
    reeks.save()
    future = reeks.overleggen.filter(status=Overleg.Status.GEPLAND, begin__gt=timezone.now())
    for overleg in future:
        if not overleg.punten.exclude(soort=Soort.VAST.value).exists():
            overleg.punten.all().delete()
            overleg.delete()
    make_overleggen(reeks)
    record(event="reeks.saved", by=by, subject=reeks)
    return reeks


def make_overleggen(reeks, *, moment=None):
    """Meetings of a series come into being half a year ahead. Idempotent: one per day of the rhythm."""
    if reeks.gestopt_op is not None:
        return
    now = timezone.localtime(moment)
    until = now + VOORUIT
    for day in ritme(reeks.regel, reeks.eerste).between(
        now.replace(tzinfo=None) - timedelta(days=1), until.replace(tzinfo=None), inc=True
    ):
        begin = datetime.combine(day.date(), reeks.begintijd, tzinfo=AMSTERDAM)
        overleg, made = Overleg.objects.get_or_create(
            reeks=reeks,
            datum=day.date(),
            defaults={
                "team_id": reeks.team_id,
                "begin": begin,
                "eind": begin + timedelta(minutes=reeks.duur),
            },
        )
        if made:
            for nummer, titel in enumerate(reeks.vaste_punten):
                Agendapunt.objects.create(
                    overleg=overleg,
                    soort=Soort.VAST.value,
                    bron=f"vast:{nummer}",
                    titel=titel,
                    reden="vast punt van dit overleg",
                    minuten=5,
                )


def deelnemers(overleg):
    """People placed in the team in a functie that takes part, by name."""
    placed = Plaatsing.objects.op().filter(team=overleg.team_id, functie__in=overleg.reeks.functies)
    return Medewerker.objects.filter(pk__in=placed.values("medewerker"), is_active=True).order_by("naam")


@transaction.atomic
def cancel_overleg(*, overleg, by, reden):
    """A meeting that is not held stays traceable; what hangs on it goes to the next that is."""
    row = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=overleg.pk)
    )
    if row.status != Overleg.Status.GEPLAND:
        raise RegelOvertreden("Alleen een gepland overleg kan vervallen.")
    if not reden.strip():
        raise RegelOvertreden("Schrijf op waarom het overleg niet doorgaat.")
    following = (
        Overleg.objects.filter(reeks=row.reeks_id, status=Overleg.Status.GEPLAND, begin__gt=row.begin)
        .order_by("begin")
        .first()
    )
    for punt in row.punten.exclude(soort=Soort.VAST.value):
        if following is None:
            raise RegelOvertreden("Er is geen volgend overleg voor de punten. Verzet dit overleg.")
        if punt.bron and following.punten.filter(bron=punt.bron).exists():
            continue
        punt.overleg = following
        punt.save(update_fields=["overleg"])
    row.status, row.reden_vervallen = Overleg.Status.VERVALLEN, reden.strip()[:200]
    row.save(update_fields=["status", "reden_vervallen"])
    lapse_notificaties(row)
    record(event="overleg.cancelled", by=by, subject=row)
