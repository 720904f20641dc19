"""What time brings to portefeuilles: an assessment, an activity, a trend or a step that asks for somebody (H1)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from notificaties.hartslag import once_a_day
from notificaties.services import notify_each
from notificaties.storingen import each
from organisatie.models import Afwezigheid, Plaatsing
from regels.begrippen import Houderrol
from regels.escalatie import actiepunt_herinnering

from ..models import Aanpak, Activiteit, Houderschap, Inwerkstap, Plan, Taakaccent, Trend
from ..queries import accents_of
from .opvolging import move_ended

EERSTE_UUR = 7
TREND_VOORAF = timedelta(days=14)
STIL = timedelta(days=30)  # so long nothing at an aanpak or a plan: is it still going?
ZELDEN = 8  # weeks between two words about the same shortage or the same silence

BIJNA = timedelta(days=2)
STILTE = "portefeuilles.stilte"


def tick(moment=None):
    """Remind whoever acts now: owners, trekkers, houders. Runs every minute; idempotent; nobody in the night.

    Nobody absent at this moment is reminded now; they are when they are back.
    """
    moment = moment or timezone.now()
    move_ended(moment)
    if timezone.localtime(moment).hour < EERSTE_UUR:
        return
    today = timezone.localdate(moment)
    absent = set(
        Afwezigheid.objects.filter(ingetrokken_op=None).op(moment).values_list("medewerker", flat=True)
    )
    steps = (_activiteiten, _assessments, _inwerken, _trends)
    each("portefeuilles.tick", steps, lambda step: step(today, absent, moment), moment=moment)
    with once_a_day(STILTE, moment, uur=EERSTE_UUR) as due:
        if due:
            each(STILTE, [_silence], lambda step: step(today, absent, moment), moment=moment)


def _activiteiten(today, absent, moment):
    soon = today + BIJNA
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
        bron="activiteit",
    )


def _assessments(today, absent, moment):
    soon = today + BIJNA
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
        bron="assessment",
    )


def _inwerken(today, absent, moment):
    soon = today + BIJNA
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
        bron="inwerken",
    )


def _houders(today):
    rows = Houderschap.objects.op(today).filter(rol=Houderrol.HOUDER)
    return dict(rows.values_list("portefeuille", "medewerker"))


def _silence(today, absent, moment):
    """An aanpak or a plan at which nothing happens, and too few taakaccenthouders: told seldom, to who can do something."""
    houders = _houders(today)
    period = today.toordinal() // (7 * ZELDEN)
    here = Plaatsing.objects.op(today).filter(
        medewerker=OuterRef("trekker"), team=OuterRef("portefeuille__team")
    )
    stil = Aanpak.objects.open().filter(Exists(here), bijgewerkt_op__lt=moment - STIL)
    tekst = "Aan een aanpak van jou is lang niets veranderd. Hoe gaat het verder?"
    _tell_once("aanpak", stil, lambda row: (row.trekker_id, f"stil:{period}", tekst), absent, moment)
    done = Activiteit.objects.filter(plan=OuterRef("pk"), afgerond_op__gte=moment - STIL)
    running = Plan.objects.op(today).filter(vastgesteld_op__lt=moment - STIL)
    still = running.filter(~Exists(done), activiteiten__afgerond_op=None, activiteiten__gestopt_op=None)
    nothing_done = "In een plan van jou is een maand niets afgerond. Wat is er nodig?"
    _tell_once(
        "plan",
        still.distinct(),
        lambda row: (houders.get(row.portefeuille_id), f"stil:{period}", nothing_done),
        absent,
        moment,
    )
    accents = accents_of(Taakaccent.objects.filter(portefeuille__in=houders).values("portefeuille"))
    too_few = "Er zijn of komen te weinig taakaccenthouders. Wie wil je vragen?"
    _tell_once(
        "taakaccent",
        [row["taakaccent"] for row in accents if row["eerste_tekort"]],
        lambda row: (houders.get(row.portefeuille_id), f"tekort:{period}", too_few),
        absent,
        moment,
    )


def _tell_once(what, rows, whom, absent, moment):
    """`whom(row)`: who hears it, once under which key, in which words. Nobody who is not there."""

    def words(row):
        wie, key, tekst = whom(row)
        if wie is not None and wie not in absent:
            yield wie, f"{what}:{row.pk}:{key}", tekst, row

    notify_each(f"{STILTE}.{what}", rows, words, moment=moment)


def _remind(rows, what, tekst, absent, moment, *, bron):
    """Once per kind of moment (nearly, today, each week after) per object and day. `bron`: what of aandacht it asks."""
    today = timezone.localdate(moment)

    def words(due):
        row, wie, dag = due
        if (kind := actiepunt_herinnering((dag - today).days)) and wie not in absent:
            yield wie, f"{what}:{row.pk}:herinnering:{dag}:{kind}", tekst, row, f"{bron}:{row.pk}"

    notify_each(f"portefeuilles.{bron}", rows, words, moment=moment, key=lambda due: due[0])


def _trends(today, absent, moment):
    """A trend that runs out soon: does it still play? Asked once, of the houder, or of who saw it."""
    rows = Trend.objects.actueel(today).filter(loopt_af_op__lte=today + TREND_VOORAF)
    houders = _houders(today)
    placed = set(
        Plaatsing.objects.op(today)
        .filter(team__in={trend.team_id for trend in rows})
        .values_list("medewerker", "team")
    )

    def words(trend):
        wie = houders.get(trend.portefeuille_id, trend.gezien_door_id)
        if wie not in absent and (wie, trend.team_id) in placed:
            key = f"trend:{trend.pk}:loopt-af:{trend.loopt_af_op}"
            yield wie, key, "Een trend loopt bijna af. Speelt het nog?", trend

    notify_each("portefeuilles.trend", rows, words, moment=moment)
