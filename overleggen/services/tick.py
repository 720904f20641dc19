"""What time brings: coming meetings, agendas, turns, and reminders (H1)."""

from contextlib import nullcontext
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from notificaties.hartslag import Onderdeel, once_since
from notificaties.services import notify, notify_each, unheard
from notificaties.storingen import each
from organisatie.invallen import deputy_of
from organisatie.models import Afwezigheid, Feestdag, Medewerker, Plaatsing
from organisatie.queries import instelling_van
from regels.agenda import Vanzelf
from regels.escalatie import actiepunt_herinnering
from regels.tijd import lokaal

from ..models import Actiepunt, Overleg, Overlegreeks
from .agenda import fill_agenda
from .presentaties import plan_presentaties, remind_turns
from .reeksen import VOORUIT, after_feestdagen, deelnemers, give_up, make_overleggen

EERSTE_UUR = 7
VAN_TEVOREN = timedelta(hours=36)  # from then on an agenda fills itself, also when nobody looks
VERGETEN = timedelta(days=3)  # so long after its end and never started: it was not held
RUSTIG = timedelta(minutes=15)
LANG_WEG = timedelta(days=7)  # so long past its day and its owner away: then the maker hears it


def tick(moment=None, *, always=True):
    """Make coming meetings, fill agendas, and remind: actiepunten, presentations, agendas that close, tomorrow (H1).

    Runs every minute; idempotent. Nobody absent at this moment is reminded now; they are when they are back. What looks at
    each coming meeting by itself is done once in a quarter of an hour, and sooner when something of it failed; with `always`
    now.
    """
    moment = moment or timezone.now()
    today = timezone.localdate(moment)
    running = Overlegreeks.objects.lopend(today)
    made = running.exclude(overleggen__datum__gt=today + VOORUIT - timedelta(days=45))
    each("overleggen.maken", made, lambda reeks: make_overleggen(reeks, moment=moment), moment=moment)
    free = Feestdag.objects.filter(team=OuterRef("team"), dag=OuterRef("overleggen__datum"))
    touched = running.filter(
        Exists(free), overleggen__status="gepland", overleggen__begin__gt=moment, overleggen__verzet_van=None
    ).exclude(bij_feestdag=Overlegreeks.Feestdag.DOOR)
    each(
        "overleggen.feestdag",
        touched.distinct(),
        lambda reeks: after_feestdagen(reeks, moment=moment),
        moment=moment,
    )
    forgotten = Overleg.objects.filter(status=Overleg.Status.GEPLAND, eind__lt=moment - VERGETEN)
    each("overleggen.vergeten", forgotten, give_up, moment=moment)
    by_day = timezone.localtime(moment).hour >= EERSTE_UUR  # nobody is reminded in the night
    if by_day:
        _remind_actiepunten(moment, today, _absent(moment))
    with nullcontext(True) if always else once_since("overleggen.rustig", moment, moment - RUSTIG) as due:
        if due:
            _look_at_meetings(running, moment, today, by_day)


def _look_at_meetings(running, moment, today, by_day):
    """Some queries for each series and each coming meeting: turns, agendas, and reminders."""
    coming = running.filter(overleggen__status="gepland", overleggen__begin__gt=moment).distinct()
    turns = [reeks for reeks in coming if reeks.vult(Vanzelf.PRESENTATIES)]
    plan = lambda reeks: plan_presentaties(reeks, moment=moment)  # noqa: E731
    each("overleggen.rustig.beurten", turns, plan, moment=moment)
    soon = Overleg.objects.filter(
        status=Overleg.Status.GEPLAND, begin__gt=moment, begin__lt=moment + VAN_TEVOREN
    )
    each("overleggen.rustig.agenda", soon, fill_agenda, moment=moment)
    if by_day:
        absent = _absent(moment)
        reminders = (_remind_overleggen, _ask_about_unstarted, remind_turns)
        each(
            "overleggen.rustig.herinneren",
            reminders,
            lambda remind: remind(moment, today, absent),
            moment=moment,
        )


def check(now):
    """A meeting that nobody closed: its besluitenlijst waits."""
    open_long = Overleg.objects.filter(status=Overleg.Status.BEZIG, eind__lt=now - timedelta(days=1)).count()
    behind = Overlegreeks.objects.filter(laatste=None, eerste__lte=timezone.localdate(now)).exclude(
        overleggen__begin__gt=now
    )
    yield Onderdeel(
        "overleggen",
        not behind.exists(),
        "Een reeks maakt geen overleggen meer. Draaien worker en beat?"
        if behind.exists()
        else "Ontstaan vanzelf.",
    )
    zin = (
        f"{open_long} overleggen zijn een dag na afloop nog niet gesloten." if open_long else "Zijn gesloten."
    )
    yield Onderdeel("besluitenlijsten", not open_long, zin)


def _absent(moment):
    return set(
        Afwezigheid.objects.filter(ingetrokken_op=None).op(moment).values_list("medewerker", flat=True)
    )


def _remind_actiepunten(moment, today, absent):
    """The owner; the maker when the owner is long away or left; and who may decide when the maker left too."""
    here = Plaatsing.objects.op(today).filter(medewerker=OuterRef("eigenaar"), team=OuterRef("team"))
    soon = Actiepunt.objects.open().filter(deadline__lte=today + timedelta(days=2))
    rows = list(soon.annotate(is_hier=Exists(here)))
    notify_each("overleggen.actiepunt", rows, lambda row: _reminders(row, today, absent), moment=moment)
    away = [row for row in rows if row.is_hier and row.eigenaar_id in absent]
    asked = [row for row in away if actiepunt_herinnering((row.deadline - today).days)]
    rows = unheard(asked, lambda row: _key_of_deputy(row, today))
    notify_each("overleggen.inval", rows, lambda row: _for_deputy(row, today, moment), moment=moment)


def _deputy(actiepunt, moment):
    """Who does the work of the absent owner now, when they may see it."""
    who = deputy_of(actiepunt.eigenaar_id, actiepunt.team_id, moment)
    deputy = Medewerker.objects.filter(pk=who).first() if who else None
    if deputy is None or not Actiepunt.objects.visible_to(deputy).filter(pk=actiepunt.pk).exists():
        return None
    return who if deputy.has_perm("overleggen.view_actiepunt", actiepunt) else None


def _key_of_deputy(actiepunt, today):
    kind = actiepunt_herinnering((actiepunt.deadline - today).days)
    return f"actiepunt:{actiepunt.pk}:herinnering:{actiepunt.deadline}:inval-{kind}"


def _for_deputy(actiepunt, today, moment):
    """Who does the work of an absent owner is reminded instead, once a day that counts."""
    if deputy := _deputy(actiepunt, moment):
        tekst = "Een actiepunt van een collega voor wie jij invalt moet klaar zijn."
        yield deputy, _key_of_deputy(actiepunt, today), tekst, actiepunt, f"actiepunt:{actiepunt.pk}"


def _reminders(actiepunt, today, absent):
    if kind := actiepunt_herinnering((actiepunt.deadline - today).days):
        if actiepunt.is_hier and actiepunt.eigenaar_id not in absent:
            late = kind.startswith("te-laat")
            tekst = (
                "Een actiepunt van jou is over de datum."
                if late
                else "Een actiepunt van jou moet bijna klaar zijn."
            )
            wie, vraagt = [actiepunt.eigenaar_id], f"actiepunt:{actiepunt.pk}"
        elif not actiepunt.is_hier or actiepunt.deadline + LANG_WEG < today:
            tekst = "Een actiepunt ligt stil: de eigenaar is er niet. Draag het over."
            wie = [pk for pk in _who_decides(actiepunt, today) if pk not in absent]
            kind, vraagt = f"stil-{kind}", ""
        else:
            return
        key = f"actiepunt:{actiepunt.pk}:herinnering:{actiepunt.deadline}:{kind}"
        yield from ((pk, key, tekst, actiepunt, vraagt) for pk in wie)


def _who_decides(actiepunt, today):
    """The maker, if still in the team; else the first functie of the escalatieketen that has people."""
    placed = dict(
        Plaatsing.objects.op(today).filter(team=actiepunt.team_id).values_list("medewerker", "functie")
    )
    if actiepunt.gemaakt_door_id in placed and actiepunt.gemaakt_door_id != actiepunt.eigenaar_id:
        return [actiepunt.gemaakt_door_id]
    for functie in instelling_van(actiepunt.team_id, today).escalatieketen:
        if found := [pk for pk, own in placed.items() if own == functie]:
            return found
    return []


def _remind_overleggen(moment, today, absent):
    """The meeting of tomorrow; and the day before an agenda closes."""
    coming = Overleg.objects.filter(status=Overleg.Status.GEPLAND, begin__gt=moment).select_related("reeks")

    def tell(key, tekst):
        return lambda overleg: _tell(overleg, key, tekst, absent, moment)

    tomorrow = coming.filter(begin__date=today + timedelta(days=1))
    say = tell("morgen", "Morgen heb je een overleg. Bekijk de agenda.")
    each("overleggen.rustig.morgen", tomorrow, say, moment=moment)
    soon = coming.filter(begin__date__lte=today + timedelta(days=15), reeks__sluit_dagen__gt=0)
    closing = [o for o in soon if (timezone.localdate(o.begin) - today).days == o.reeks.sluit_dagen + 1]
    say = tell("sluit", "Morgen sluit de agenda van een overleg. Wil je nog iets inbrengen?")
    each("overleggen.rustig.sluit", closing, say, moment=moment)


def _ask_about_unstarted(moment, today, absent):
    """The morning after: a meeting that nobody started. Asked of who led the last of its series, before it is given up."""
    past = Overleg.objects.filter(
        status=Overleg.Status.GEPLAND, eind__lt=lokaal(today), eind__gt=moment - VERGETEN
    )

    def ask(overleg):
        led = Overleg.objects.filter(reeks=overleg.reeks_id, begin__lt=overleg.begin).exclude(voorzitter=None)
        chair = led.order_by("-begin").values_list("voorzitter", flat=True).first()
        tekst = "Een overleg is niet gestart. Is het gehouden? Start het en schrijf op wat eruit kwam. Anders vervalt het."
        _tell(overleg, "niet-gestart", tekst, absent, moment, first=chair)

    each("overleggen.rustig.niet-gestart", past.select_related("reeks"), ask, moment=moment)


def _tell(overleg, key, tekst, absent, moment, *, first=None):
    """Everybody who takes part and is there; only `first` when that is one of them."""
    here = [pk for pk in deelnemers(overleg).values_list("pk", flat=True) if pk not in absent]
    notify(
        ontvangers=[first] if first in here else here,
        key=f"overleg:{overleg.pk}:{key}:{overleg.begin.date()}",
        tekst=tekst,
        url=reverse("overleggen:overleg", args=[overleg.pk]),
        onderwerp=overleg,
        moment=moment,
    )
