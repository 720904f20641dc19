"""Series and their meetings: they come into being by themselves, and stay traceable when moved or not held (V1)."""

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse as lapse_notificaties
from notificaties.services import notify
from organisatie.models import Feestdag, Koppeling, Medewerker, Plaatsing, Team
from regels import overleg as regels
from regels.agenda import Soort
from regels.begrippen import eis
from regels.tijd import AMSTERDAM, moment_in_woorden

from ..agendabronnen import verhuisbronnen
from ..models import Aantekening, Agendapunt, Overleg, Overlegreeks
from .agenda import make_room, untouched

VOORUIT = timedelta(days=190)
TIJDEN = ("regel", "eerste", "laatste", "begintijd", "duur", "bij_feestdag")


def ritme(regel, eerste):
    """The rule as an iterator of naive local days. Raises RegelOvertreden when it cannot be read."""
    try:
        return rrulestr(regel, dtstart=datetime.combine(eerste, datetime.min.time()))
    except (ValueError, TypeError, KeyError, AttributeError):
        eis(regels.mag_ritme(leesbaar=False))


def days_of(reeks, vanaf, *, moment=None):
    """(day of the rhythm, day it is held) from this day on, half a year ahead; holidays as the series wants them."""
    today = timezone.localdate(moment)
    until = min(today + VOORUIT, reeks.laatste or today + VOORUIT)
    free = set(Feestdag.objects.filter(team=reeks.team_id, dag__gte=vanaf).values_list("dag", flat=True))
    midnight = datetime.min.time()
    for found in ritme(reeks.regel, reeks.eerste).between(
        datetime.combine(vanaf, midnight), datetime.combine(until, midnight), inc=True
    ):
        dag = found.date()
        held = regels.dag_van_overleg(dag, free, regels.Feestdagkeuze(reeks.bij_feestdag))
        if held is not None:
            yield dag, held


def begin_of(reeks, dag):
    """When a meeting of this series begins on this day (aware, Amsterdam)."""
    return datetime.combine(dag, reeks.begintijd, tzinfo=AMSTERDAM)


@transaction.atomic
def save_reeks(*, team, reeks=None, by, moment=None, **values):
    """Add a series or change one; meetings that have not begun follow, in their order, with what hangs on them.

    Raises RegelOvertreden: a rhythm that cannot be read, a series that ends before it begins.
    """
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    nu = moment or timezone.now()
    ritme(values["regel"], values["eerste"])
    laatste = values.get("laatste")
    eis(regels.mag_reeks(eerste=values["eerste"], laatste=laatste, vandaag=timezone.localdate(nu)))
    reeks = reeks or Overlegreeks(team=team)
    new = reeks.pk is None
    changed = (
        set()
        if new
        else {name for name in TIJDEN if getattr(reeks, name) != values.get(name, getattr(reeks, name))}
    )
    placed = not new and reeks.plaats != values.get("plaats", reeks.plaats)
    closed = reeks.alleen_deelnemers
    for name, value in values.items():
        setattr(reeks, name, value)
    opens = not new and closed and not reeks.alleen_deelnemers
    eis(regels.mag_openstellen(al_gehouden=opens and _was_spoken_in(reeks)))
    reeks.save()
    if changed & {"regel", "eerste"}:
        _redate(reeks, nu, by=by, reden="het ritme van de reeks is veranderd")
    elif changed:
        _retime(reeks, nu, by=by, reden="de tijd van de reeks is veranderd")
    elif placed:
        _touch(reeks.overleggen.gepland_na(nu).filter(plaats=""))
    make_overleggen(reeks, moment=nu)
    record(event="reeks.saved", by=by, subject=reeks)
    return reeks


def _was_spoken_in(reeks):
    """A meeting of it began, or somebody wrote at a point: then there is something that only its people may read."""
    return (
        reeks.overleggen.exclude(gestart_op=None).exists()
        or Aantekening.objects.filter(punt__reeks=reeks).exists()
    )


@transaction.atomic
def move_rest(*, overleg, by, begin, reden, plaats=""):
    """Move this meeting and all after it: from here the series has this day and this time.

    Meetings keep their points, guests and place in everybody's calendar. Raises RegelOvertreden.
    """
    row = _locked(overleg)
    now = timezone.now()
    _may_move(row, begin, reden, now)
    reeks, hier = row.reeks, timezone.localtime(begin)
    reeks.regel = ritme_vanaf(reeks.regel, hier.date())
    reeks.eerste, reeks.begintijd = hier.date(), hier.time().replace(second=0, microsecond=0)
    eis(regels.mag_reeks(eerste=reeks.eerste, laatste=reeks.laatste, vandaag=timezone.localdate(now)))
    reeks.plaats = plaats.strip()[:80] or reeks.plaats
    reeks.save()
    _redate(reeks, row.begin - timedelta(seconds=1), by=by, reden=reden.strip()[:200], eerste=hier.date())
    make_overleggen(reeks)
    record(event="reeks.moved", by=by, subject=row)
    row.refresh_from_db()
    return row


def ritme_vanaf(regel, dag):
    """The same kind of rhythm on the weekday of this day: "elke eerste dinsdag" moved to a Thursday is "elke eerste donderdag"."""
    weekdag = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[dag.weekday()]
    delen = []
    for deel in regel.split(";"):
        naam, _, waarde = deel.partition("=")
        if naam == "BYDAY" and "," not in waarde:
            laatste = waarde.startswith("-1") and (dag + timedelta(days=7)).month != dag.month
            deel = (
                f"BYDAY={'-1' if laatste else (dag.day - 1) // 7 + 1}{weekdag}"
                if waarde[:-2]
                else f"BYDAY={weekdag}"
            )
        delen.append(deel)
    nieuw = ";".join(delen)
    # A fifth Tuesday is not in every month: then it is the last.
    return nieuw.replace("BYDAY=5", "BYDAY=-1")


def _redate(reeks, na, *, by, reden, eerste=None):
    """Planned meetings after this moment go, in their order, to the days of the new rhythm; what is left is not held."""
    rows = reeks.overleggen.gepland_na(na).exclude(datum=None)  # an extra meeting is no part of the rhythm
    if eerste is None:
        rows = rows.filter(verzet_van=None)  # moved by hand: it stays where somebody put it
    rows = list(rows.select_for_update(of=("self",), no_key=True))
    taken = set(reeks.overleggen.exclude(pk__in=[row.pk for row in rows]).values_list("datum", flat=True))
    later = na if eerste is None else timezone.now()
    days = [
        (dag, held)
        for dag, held in days_of(reeks, eerste or max(reeks.eerste, timezone.localdate(na)))
        if dag not in taken and begin_of(reeks, held) > later
    ]
    held = dict(days)
    plan = regels.nieuwe_dagen([row.pk for row in rows], [dag for dag, _ in days])
    reeks.overleggen.filter(pk__in=plan).update(datum=None)  # first free all days, then give them out
    moved = []
    for row in rows:
        dag = plan[row.pk]
        if dag is None:
            _cancel(row, by=by, reden=reden)
            continue
        row.datum = dag
        if _put(row, begin_of(reeks, held[dag]), reeks.duur, reden):
            moved.append(row)
    _tell_moved(moved, by)


def _retime(reeks, na, *, by, reden):
    """The same days, another time or length, another choice for holidays, or an end: each keeps its own day."""
    rows = reeks.overleggen.gepland_na(na).exclude(datum=None)
    free = set(Feestdag.objects.filter(team=reeks.team_id).values_list("dag", flat=True))
    moved = []
    for row in list(rows.select_for_update(of=("self",), no_key=True)):
        held = regels.dag_van_overleg(row.datum, free, regels.Feestdagkeuze(reeks.bij_feestdag))
        if held is None or (reeks.laatste is not None and row.datum > reeks.laatste):
            _cancel(row, by=by, reden="valt op een feestdag" if held is None else "de reeks is gestopt")
        elif row.verzet_van is None and _put(row, begin_of(reeks, held), reeks.duur, reden):
            moved.append(row)
    _tell_moved(moved, by)


def _put(row, begin, duur, reden):
    """Give a meeting this begin and length (minutes). True when that changes something in a calendar."""
    changed = begin != row.begin or row.duur != duur
    if changed:
        lapse_notificaties(row)
        row.reden_verzet = f"eerst {moment_in_woorden(row.begin)}: {reden}"[:200]
        row.volgnummer += 1
        row.gewijzigd_op = timezone.now()
    row.begin, row.eind = begin, begin + timedelta(minutes=duur)
    row.save()
    return changed


def _tell_moved(rows, by):
    """One word for a whole series, not one per meeting."""
    if rows:
        _tell(rows[0], "reeks", "Een reeks overleggen heeft andere dagen of tijden. Kijk wanneer.", by=by)


def _touch(rows):
    rows.update(volgnummer=F("volgnummer") + 1, gewijzigd_op=timezone.now())


def make_overleggen(reeks, *, moment=None):
    """Meetings of a series come into being half a year ahead. Idempotent: one per day of the rhythm."""
    nu = moment or timezone.now()
    known = set(reeks.overleggen.exclude(datum=None).values_list("datum", flat=True))
    for dag, held in days_of(reeks, timezone.localdate(nu) - timedelta(days=1), moment=nu):
        if dag in known:
            continue
        begin = begin_of(reeks, held)
        overleg, made = Overleg.objects.get_or_create(
            reeks=reeks,
            datum=dag,
            defaults={
                "team_id": reeks.team_id,
                "begin": begin,
                "eind": begin + timedelta(minutes=reeks.duur),
                "reden_verzet": "" if dag == held else "verschoven: feestdag",
            },
        )
        if made:
            _add_vaste_punten(overleg, reeks)


def _add_vaste_punten(overleg, reeks):
    Agendapunt.objects.bulk_create(
        Agendapunt(
            reeks=reeks,
            overleg=overleg,
            soort=Soort.VAST.value,
            bron=f"vast:{nummer}",
            titel=titel,
            reden="vast punt van dit overleg",
            minuten=5,
        )
        for nummer, titel in enumerate(reeks.vaste_punten)
    )


@transaction.atomic
def add_overleg(*, reeks, by, begin, reden=""):
    """An extra meeting of a series, beside its rhythm. Raises RegelOvertreden when the moment has been."""
    eis(regels.mag_verzetten(gepland=True, naar=begin, nu=timezone.now(), reden="extra"))
    overleg = Overleg.objects.create(
        team_id=reeks.team_id,
        reeks=reeks,
        begin=begin,
        eind=begin + timedelta(minutes=reeks.duur),
        reden_verzet=reden.strip()[:200] or "extra overleg",
    )
    _add_vaste_punten(overleg, reeks)
    _tell(overleg, "extra", "Er is een extra overleg. Kijk wanneer.", by=by)
    record(event="overleg.added", by=by, subject=overleg)
    return overleg


def deelnemers(overleg):
    """People placed in the team who take part, by name: in person, or by functie; of one gebied only who is tied to it."""
    reeks = overleg.reeks
    placed = Plaatsing.objects.op().filter(team=overleg.team_id)
    by_functie = Q(pk__in=placed.filter(functie__in=reeks.functies).values("medewerker"))
    if reeks.gebied_id is not None:
        by_functie &= Q(
            Exists(Koppeling.objects.op().filter(medewerker=OuterRef("pk"), gebied=reeks.gebied_id))
        )
    in_person = Q(pk__in=reeks.personen)
    people = Medewerker.objects.filter(
        by_functie | in_person, pk__in=placed.values("medewerker"), is_active=True
    )
    return people.order_by("naam")


def _locked(overleg):
    return (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=overleg.pk)
    )


def _may_move(row, begin, reden, now):
    gepland = row.status == Overleg.Status.GEPLAND
    eis(regels.mag_verzetten(gepland=gepland, naar=begin, nu=now, reden=reden))


def _tell(overleg, key, tekst, *, by):
    mensen = deelnemers(overleg).exclude(pk=by.pk if by else None).values_list("pk", flat=True)
    notify(
        ontvangers=list(mensen),
        key=f"overleg:{overleg.pk}:{key}:{overleg.volgnummer}",
        tekst=tekst,
        url=overleg.get_absolute_url(),
        onderwerp=overleg,
    )


@transaction.atomic
def move_overleg(*, overleg, by, begin, reden, plaats=""):
    """Hold one meeting at another moment or place; it keeps its points, and it shows where it was first."""
    row = _locked(overleg)
    _may_move(row, begin, reden, timezone.now())
    duur = row.eind - row.begin
    row.verzet_van, row.reden_verzet = row.verzet_van or row.begin, reden.strip()[:200]
    row.begin, row.eind, row.plaats = begin, begin + duur, plaats.strip()[:80]
    row.volgnummer += 1
    row.gewijzigd_op = timezone.now()
    row.save()
    lapse_notificaties(row)
    _tell(row, "verzet", "Een overleg is verzet. Kijk wanneer het nu is.", by=by)
    record(event="overleg.moved", by=by, subject=row)
    return row


def next_of(reeks, begin):
    """The next planned meeting of a series after this moment, or None."""
    return reeks.overleggen.gepland_na(begin).first()


def _cancel(row, *, by, reden):
    """What hangs on a meeting that is not held goes to the next that is; without one, points wait in the voorraad."""
    following = next_of(row.reeks, max(row.begin, timezone.now()))
    for punt in row.punten.exclude(soort=Soort.VAST.value).filter(uitkomst=""):
        if following is not None and punt.bron and following.punten.filter(bron=punt.bron).exists():
            if untouched(row.punten.filter(pk=punt.pk)).exists():
                punt.delete()  # it fills itself there: the same thing stands on the next agenda already
                continue
            make_room(following, punt)
        punt.overleg, punt.plaats = following, None
        punt.komt_terug = punt.komt_terug or following is None  # what was put off stays so
        punt.save(update_fields=["overleg", "plaats", "komt_terug"])
    if following is not None:
        for gast in row.gasten.all():
            gast.overleg = following
            gast.save(update_fields=["overleg"])
    for bron in verhuisbronnen:
        bron(row, following)
    row.status, row.reden_vervallen = Overleg.Status.VERVALLEN, reden.strip()[:200]
    row.volgnummer += 1
    row.gewijzigd_op = timezone.now()
    row.save(update_fields=["status", "reden_vervallen", "volgnummer", "gewijzigd_op"])
    lapse_notificaties(row)
    if row.begin > timezone.now():
        _tell(row, "vervalt", "Een overleg gaat niet door.", by=by)
    record(event="overleg.cancelled", by=by, subject=row)


@transaction.atomic
def cancel_overleg(*, overleg, by, reden):
    """A meeting that is not held stays traceable; what hangs on it goes to the next that is. Raises RegelOvertreden."""
    row = _locked(overleg)
    eis(regels.mag_vervallen(status=row.status, reden=reden))
    _cancel(row, by=by, reden=reden)


@transaction.atomic
def stop_reeks(*, overleg, by, reden):
    """This meeting and all after it are not held: the series ends the day before. Points wait in the voorraad."""
    row = _locked(overleg)
    eis(regels.mag_vervallen(status=row.status, reden=reden, alles_erna=True))
    reeks = row.reeks
    dag = row.datum or timezone.localdate(row.begin)
    reeks.laatste = max(dag - timedelta(days=1), reeks.eerste)
    reeks.save(update_fields=["laatste"])
    rest = list(reeks.overleggen.gepland_na(row.begin - timedelta(seconds=1)))
    for one in reversed(rest):  # the last first, so that nothing moves along from one to the next
        _cancel(one, by=by, reden=reden)
    record(event="reeks.stopped", by=by, subject=reeks)
    return reeks


def after_feestdagen(reeks, *, moment=None):
    """Meetings planned before a day became a holiday follow what the series wants; what was moved by hand stays."""
    nu = moment or timezone.now()
    free = set(Feestdag.objects.filter(team=reeks.team_id).values_list("dag", flat=True))
    for row in reeks.overleggen.gepland_na(nu).filter(verzet_van=None, datum__in=free):
        dag = regels.dag_van_overleg(row.datum, free, regels.Feestdagkeuze(reeks.bij_feestdag))
        if dag is None:
            _cancel(row, by=None, reden="valt op een feestdag")
        elif timezone.localdate(row.begin) != dag:
            row.begin = begin_of(reeks, dag)
            row.eind = row.begin + timedelta(minutes=reeks.duur)
            row.reden_verzet = "verschoven: feestdag"
            row.volgnummer += 1
            row.gewijzigd_op = nu
            row.save()
            lapse_notificaties(row)
            _tell(row, "verzet", "Een overleg is verzet. Kijk wanneer het nu is.", by=None)


@transaction.atomic
def give_up(overleg):
    """Nobody started this meeting, days ago: it was not held, and what hangs on it goes on to the next."""
    row = _locked(overleg)
    if row.status == Overleg.Status.GEPLAND:
        _cancel(row, by=None, reden="niet gehouden")
