"""The presentation rota: everybody in turn, and another when somebody cannot come (V9)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from notificaties.storingen import each
from organisatie.models import Afwezigheid, Plaatsing
from regels import presentaties as regels
from regels.agenda import Uitkomst, Vanzelf
from regels.begrippen import eis, vers
from regels.functies import DRAAGT_THEMA
from regels.tijd import lokaal

from ..agendabronnen import Uitkomstbron, uitkomstbronnen
from ..models import Agendapunt, Overleg, Presentatie

VOORUIT = timedelta(weeks=13)
TERUG = timedelta(weeks=52)
BEURT = ("pk", "medewerker", "medewerker__naam", "overleg__begin", "overleg__status", "gehouden_op")
VELDEN = ("wat", "wie", "waar", "wanneer", "waarom", "vraag")


def speakers_of(team_id, dag=None):
    """The WOE's of a team with the day of their last presentation there. Two queries."""
    placed = Plaatsing.objects.op(dag).filter(
        team=team_id, functie__in=DRAAGT_THEMA, medewerker__is_active=True
    )
    last = dict(
        Presentatie.objects.filter(overleg__team=team_id)
        .exclude(gehouden_op=None)
        .order_by()
        .values_list("medewerker")
        .annotate(laatst=Max("overleg__begin"))
    )
    return [
        regels.Spreker(pk, timezone.localdate(last[pk]) if pk in last else None)
        for pk in placed.order_by("medewerker__naam").values_list("medewerker", flat=True)
    ]


def _absent_at(begin):
    rows = Afwezigheid.objects.filter(Q(tot=None) | Q(tot__gt=begin), ingetrokken_op=None, van__lte=begin)
    return frozenset(rows.values_list("medewerker", flat=True))


@transaction.atomic
def plan_presentaties(reeks, *, moment=None):
    """Give the coming meetings of this series the turns they need; who is absent then is replaced. Idempotent."""
    if not reeks.vult(Vanzelf.PRESENTATIES):
        return
    nu = moment or timezone.now()
    meetings = list(reeks.overleggen.gepland_na(nu).select_for_update(of=("self",), no_key=True))
    half_year = sum(1 for row in meetings if row.begin <= nu + regels.HALF_JAAR) or 1
    speakers = speakers_of(reeks.team_id, timezone.localdate(nu))
    if not speakers:
        return
    known = {speaker.nummer for speaker in speakers}
    aantal = reeks.presentaties
    if aantal is None:
        aantal = regels.per_overleg(len(speakers), half_year)
    soon = [row for row in meetings if row.begin <= nu + VOORUIT]
    planned = {}
    for turn in Presentatie.objects.filter(overleg__in=soon, gehouden_op=None).select_related("overleg"):
        planned.setdefault(turn.overleg_id, []).append(turn)
    momenten = []
    vacant = {}
    for row in soon:
        absent = _absent_at(row.begin)
        stay = [turn for turn in planned.get(row.pk, ()) if turn.medewerker_id in known - absent]
        vacant[row.pk] = [turn for turn in planned.get(row.pk, ()) if turn not in stay]
        vast = tuple(turn.medewerker_id for turn in stay)
        momenten.append(regels.Moment(row.pk, timezone.localdate(row.begin), absent, vast))
    for beurt in regels.rooster(speakers, momenten, aantal):
        if vacant[beurt.overleg]:
            _replace(vacant[beurt.overleg].pop(0), beurt.spreker)
        else:
            turn = Presentatie.objects.create(overleg_id=beurt.overleg, medewerker_id=beurt.spreker)
            _tell(turn, "beurt", "Je bent aan de beurt om te presenteren. Kijk wanneer.")


def _tell(turn, key, tekst, moment=None):
    notify(
        ontvangers=[turn.medewerker_id],
        key=f"presentatie:{turn.pk}:{key}:{turn.medewerker_id}:{turn.versie if key == 'vervangt' else ''}",
        tekst=tekst,
        url=turn.get_absolute_url(),
        onderwerp=turn,
        vraagt=f"presentatie:{turn.pk}",
        moment=moment,
    )


def _replace(turn, spreker):
    """Another presents; whose turn it was stays to be read, and comes first at the next."""
    first = turn.in_plaats_van_id or turn.medewerker_id
    turn.in_plaats_van_id = first if first != spreker else None
    turn.medewerker_id = spreker
    turn.versie += 1
    turn.save()  # what was prepared stays: whoever presents may use it ("Zorg dan toch samen voor een presentatie")
    _rename_punt(turn)
    _tell(turn, "vervangt", "Je presenteert in plaats van een collega. Kijk wanneer.")
    record(event="presentatie.replaced", by=None, subject=turn)


def _rename_punt(turn):
    turn = Presentatie.objects.select_related("medewerker", "in_plaats_van").get(pk=turn.pk)
    extra = f", in plaats van {turn.in_plaats_van.naam}" if turn.in_plaats_van_id else ""
    punten = Agendapunt.objects.filter(bron=f"presentatie:{turn.pk}", uitkomst="")
    punten.update(reden=f"beurt volgens het rooster{extra}"[:200])
    punten.filter(inbrenger=None).update(  # what somebody changed there stays as they wrote it
        titel=f"Presentatie: {turn.medewerker.naam}"[:160],
        gewenst=turn.vraag or "Meedenken over de vraag van de presentator",
    )


@transaction.atomic
def prepare_presentatie(*, presentatie, by, versie=None, **velden):
    """Fill in the 5W and the question to the meeting. Raises Verouderd when somebody else saved in between."""
    row = Presentatie.objects.select_for_update(no_key=True).get(pk=presentatie.pk)
    eis(regels.mag_voorbereiden(gehouden=row.gehouden_op is not None))
    vers(versie, row.versie)
    for naam in VELDEN:
        setattr(row, naam, velden.get(naam, "").strip())
    row.versie += 1
    row.save()
    _rename_punt(row)
    record(event="presentatie.prepared", by=by, subject=row)
    return row


@transaction.atomic
def swap_presentatie(*, presentatie, by, met):
    """Let another present this time; they hear it, and who had the turn comes first at the next."""
    row = (
        Presentatie.objects.select_for_update(of=("self",), no_key=True)
        .select_related("overleg")
        .get(pk=presentatie.pk)
    )
    eis(
        regels.mag_ruilen(
            geweest=row.gehouden_op is not None or not row.overleg.is_open,
            heeft_deze_beurt=met.pk == row.medewerker_id,
            afwezig=met.pk in _absent_at(row.overleg.begin),
            presenteert_al=Presentatie.objects.filter(overleg=row.overleg_id, medewerker=met).exists(),
        )
    )
    _replace(row, met.pk)
    record(event="presentatie.swapped", by=by, subject=row)
    return row


def _held(turn, punt, by):
    if punt.uitkomst != Uitkomst.DOORGESCHOVEN:
        Presentatie.objects.filter(pk=turn.pk, gehouden_op=None).update(gehouden_op=timezone.now())
        return
    following = (
        Overleg.objects.filter(reeks=punt.reeks_id)
        .gepland_na(max(punt.overleg.begin, timezone.now()))
        .first()
    )
    move_turns(Presentatie.objects.filter(pk=turn.pk), following)


def move_turns(turns, naar):
    """Turns of a meeting that is not held go to the next; what was prepared goes along, and wins from an empty turn there."""
    if naar is None:
        return
    for turn in turns.filter(gehouden_op=None):
        there = Presentatie.objects.filter(overleg=naar, medewerker=turn.medewerker_id).first()
        if there is None:
            turn.overleg = naar
            turn.save(update_fields=["overleg"])
        elif not any(getattr(there, naam) for naam in VELDEN):
            for naam in VELDEN:
                setattr(there, naam, getattr(turn, naam))
            there.save()
            Agendapunt.objects.filter(
                bron=f"presentatie:{turn.pk}", uitkomst="", inbrenger=None, vorige=None
            ).delete()


def remind_turns(moment, today, absent):
    """Two weeks before, and again two days before while the 5W are empty (H1)."""
    turns = Presentatie.objects.filter(
        gehouden_op=None,
        overleg__status=Overleg.Status.GEPLAND,
        overleg__begin__gt=moment,
        overleg__begin__date__lte=today + timedelta(days=14),
    ).select_related("overleg")

    def remind(turn):
        days = (timezone.localdate(turn.overleg.begin) - today).days
        key = f"{'vul-in' if days > 2 else 'vul-nu-in'}:{turn.overleg.begin.date()}"
        _tell(turn, key, "Bereid je presentatie voor: vul de 5W in.", moment)

    waiting = [turn for turn in turns if not turn.is_klaar and turn.medewerker_id not in absent]
    each("overleggen.rustig.presentatie", waiting, remind, moment=moment)


def turns_of(team_id, today):
    """Every turn at the meetings of this team, held or to come, in the order of the meetings. One query.

    From a year ago on: who presented before that has waited long enough, and the database need not read all
    meetings of all teams to find out.
    """
    return list(
        Presentatie.objects.filter(overleg__team=team_id, overleg__begin__gte=lokaal(today - TERUG))
        .order_by("overleg__begin", "pk")
        .values_list(*BEURT, named=True)
    )


def without_turn_for_long(turns, woes, today):
    """Ids of these WOE's (id -> when they came to the team) who did not present for more than half a year.

    Nor have a turn in sight, in these `turns_of` the team.
    """
    held = {row.medewerker: timezone.localdate(row.overleg__begin) for row in turns if row.gehouden_op}
    coming = {
        row.medewerker
        for row in turns
        if row.gehouden_op is None and row.overleg__status == Overleg.Status.GEPLAND
    }
    return [
        pk
        for pk, van in woes.items()
        if pk not in coming and regels.te_lang_geleden(held.get(pk), timezone.localdate(van), today)
    ]


def register():
    uitkomstbronnen[Presentatie._meta.label_lower] = Uitkomstbron(
        lambda punt: [], lambda punt, waarde, by: None, _held
    )
