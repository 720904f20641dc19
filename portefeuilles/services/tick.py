"""What time brings to portefeuilles: an assessment, an activity, a trend or a step that asks for somebody (H1)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from notificaties.services import notify
from organisatie.models import Afwezigheid, Plaatsing
from regels.begrippen import Houderrol
from regels.escalatie import actiepunt_herinnering

from ..models import Aanpak, Activiteit, Houderschap, Inwerkstap, Trend

EERSTE_UUR = 7
TREND_VOORAF = timedelta(days=14)


def tick(moment=None):
    """Remind whoever acts now: owners, trekkers, houders. Runs every minute; idempotent; nobody in the night.

    Nobody absent at this moment is reminded now; they are when they are back.
    """
    moment = moment or timezone.now()
    if timezone.localtime(moment).hour < EERSTE_UUR:
        return
    today = timezone.localdate(moment)
    absent = set(
        Afwezigheid.objects.filter(ingetrokken_op=None).op(moment).values_list("medewerker", flat=True)
    )
    soon = today + timedelta(days=2)
    here = Plaatsing.objects.op(today).filter(
        medewerker=OuterRef("eigenaar"), team=OuterRef("plan__portefeuille__team")
    )
    open_now = Activiteit.objects.filter(Exists(here), afgerond_op=None, gestopt_op=None, deadline__lte=soon)
    _remind(
        ((row, row.eigenaar_id, row.deadline) for row in open_now),
        "activiteit",
        "Een activiteit van jou vraagt aandacht: kijk naar de datum.",
        absent,
        moment,
    )
    here = Plaatsing.objects.op(today).filter(
        medewerker=OuterRef("trekker"), team=OuterRef("portefeuille__team")
    )
    due = Aanpak.objects.open().filter(Exists(here), assessment_op__lte=soon)
    _remind(
        ((row, row.trekker_id, row.assessment_op) for row in due),
        "aanpak",
        "Tijd om te kijken of een aanpak werkte: doe de assessment.",
        absent,
        moment,
    )
    here = Plaatsing.objects.op(today).filter(
        medewerker=OuterRef("plan__medewerker"), team=OuterRef("plan__team")
    )
    steps = Inwerkstap.objects.filter(Exists(here), klaar_op=None, voor__lte=soon).select_related("plan")
    _remind(
        ((row.plan, row.plan.medewerker_id, row.voor) for row in steps),
        "inwerken",
        "Er staat nog iets open in je inwerkplan.",
        absent,
        moment,
    )
    _trends(today, absent, moment)


def _remind(rows, what, tekst, absent, moment):
    """Once per kind of moment (nearly, today, each week after) per object and day."""
    today = timezone.localdate(moment)
    for row, wie, dag in rows:
        kind = actiepunt_herinnering((dag - today).days)
        if kind and wie not in absent:
            notify(
                ontvangers=[wie],
                key=f"{what}:{row.pk}:herinnering:{dag}:{kind}",
                tekst=tekst,
                url=row.get_absolute_url(),
                onderwerp=row,
                moment=moment,
            )


def _trends(today, absent, moment):
    """A trend that runs out soon: does it still play? Asked once, of the houder, or of who saw it."""
    rows = Trend.objects.actueel(today).filter(loopt_af_op__lte=today + TREND_VOORAF)
    houders = dict(
        Houderschap.objects.op(today)
        .filter(rol=Houderrol.HOUDER, portefeuille__trends__in=rows)
        .values_list("portefeuille", "medewerker")
    )
    placed = set(
        Plaatsing.objects.op(today)
        .filter(team__in={trend.team_id for trend in rows})
        .values_list("medewerker", "team")
    )
    for trend in rows:
        wie = houders.get(trend.portefeuille_id, trend.gezien_door_id)
        if wie not in absent and (wie, trend.team_id) in placed:
            notify(
                ontvangers=[wie],
                key=f"trend:{trend.pk}:loopt-af:{trend.loopt_af_op}",
                tekst="Een trend loopt bijna af. Speelt het nog?",
                url=trend.get_absolute_url(),
                onderwerp=trend,
                moment=moment,
            )
