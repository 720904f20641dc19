"""What time brings to portefeuilles: an assessment, an activity, a trend or a step that asks for somebody (H1)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from notificaties.hartslag import once_a_day
from notificaties.services import notify, notify_each
from notificaties.storingen import each
from organisatie.models import Afwezigheid, Plaatsing
from regels.begrippen import Houderrol
from regels.escalatie import actiepunt_herinnering

from ..models import Aanpak, Activiteit, Houderschap, Inwerkstap, Plan, Taakaccent, Trend
from ..queries import accents_of

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
    for row in Aanpak.objects.open().filter(Exists(here), bijgewerkt_op__lt=moment - STIL):
        if row.trekker_id not in absent:
            tekst = "Aan een aanpak van jou is lang niets veranderd. Hoe gaat het verder?"
            _tell_once(row, row.trekker_id, f"aanpak:{row.pk}:stil:{period}", tekst, moment)
    done = Activiteit.objects.filter(plan=OuterRef("pk"), afgerond_op__gte=moment - STIL)
    running = Plan.objects.op(today).filter(vastgesteld_op__lt=moment - STIL)
    for row in running.filter(
        ~Exists(done), activiteiten__afgerond_op=None, activiteiten__gestopt_op=None
    ).distinct():
        wie = houders.get(row.portefeuille_id)
        if wie and wie not in absent:
            tekst = "In een plan van jou is een maand niets afgerond. Wat is er nodig?"
            _tell_once(row, wie, f"plan:{row.pk}:stil:{period}", tekst, moment)
    accents = accents_of(Taakaccent.objects.filter(portefeuille__in=houders).values("portefeuille"))
    for row in accents:
        wie = houders.get(row["taakaccent"].portefeuille_id)
        if row["eerste_tekort"] and wie not in absent:
            tekst = "Er zijn of komen te weinig taakaccenthouders. Wie wil je vragen?"
            _tell_once(
                row["taakaccent"], wie, f"taakaccent:{row['taakaccent'].pk}:tekort:{period}", tekst, moment
            )


def _tell_once(row, wie, key, tekst, moment):
    notify(ontvangers=[wie], key=key, tekst=tekst, url=row.get_absolute_url(), onderwerp=row, moment=moment)


def _remind(rows, what, tekst, absent, moment, *, bron):
    """Once per kind of moment (nearly, today, each week after) per object and day. `bron`: what of aandacht it asks."""
    today = timezone.localdate(moment)
    due = ((row, wie, dag, actiepunt_herinnering((dag - today).days)) for row, wie, dag in rows)
    notify_each(
        (
            (wie, f"{what}:{row.pk}:herinnering:{dag}:{kind}", tekst, row, f"{bron}:{row.pk}")
            for row, wie, dag, kind in due
            if kind and wie not in absent
        ),
        moment=moment,
    )


def _trends(today, absent, moment):
    """A trend that runs out soon: does it still play? Asked once, of the houder, or of who saw it."""
    rows = Trend.objects.actueel(today).filter(loopt_af_op__lte=today + TREND_VOORAF)
    houders = _houders(today)
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
