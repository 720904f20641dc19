"""What time brings, and what a change in the organisation causes: both end in `settle`, casus by casus."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from notificaties.storingen import each, log_fault
from organisatie.bronnen import Gevolg
from organisatie.models import Team
from regels.begrippen import MET_REGIE
from regels.escalatie import regisseur_gaat_weg
from regels.tijd import moment_in_woorden, tot_en_met
from regels.vervanging import wisselmomenten
from regels.vooruit import WEKEN, Stuk, stukken, verschil

from ..models import Casus, Overdracht, Tik
from ..queries import stand_of, standen_of, utc
from .basis import involve, lock_at, tell
from .dienst import watch_diensten
from .gebieden import move_ended
from .leren import ask_whether_it_changed
from .opsporing import tell_opsporing_without_name
from .samen import write_partnervragen
from .settle import settle
from .vastleggen import sentence


def _asks_for_work(stand):
    ronde = stand.feiten.ronde
    return (
        stand.aan_zet.is_gat
        or stand.casus.vastgelegd_sinds is None
        or stand.casus.vastgelegd_aan_zet_id != stand.aan_zet.medewerker
        or ronde is not None
        or stand.te_bevestigen is not None
        or bool(regisseur_gaat_weg(stand.feiten, stand.moment, stand.team))
    )


def _something_between(stand, since):
    """A fact began or ended since the last tick, so somebody may have been aan zet and gone again."""
    return any(m < stand.moment for m in wisselmomenten(stand.feiten, since, stand.team))


def tick(moment=None):
    """Bring every open casus up to date with this moment (aware; default now). Runs every minute.

    Idempotent, and complete however many were missed: what is due follows from the database.
    """
    moment = utc(moment or timezone.now())
    steps = (
        move_ended,
        write_partnervragen,
        settle_teams,
        ask_regie_over,
        tell_opsporing_without_name,
        watch_diensten,
        ask_whether_it_changed,
    )
    each("casuistiek.tick", steps, lambda step: step(moment), moment=moment, whole=False)


def settle_teams(moment):
    """Every open casus of every team, one by one: a casus that fails keeps no other, and no other team."""
    teams = Team.objects.filter(casussen__in=Casus.objects.open()).distinct()
    each("casuistiek.team", teams, lambda team: _settle_team(team, moment), moment=moment, whole=False)


def _settle_team(team, moment):
    done = Tik.objects.filter(team=team).first()
    since = min(utc(done.moment), moment) if done else moment
    rows = Casus.objects.open().filter(team=team).zonder_verhaal()

    def one(stand):
        if _asks_for_work(stand) or _something_between(stand, since):
            casus, now = lock_at(stand.casus, moment)
            if casus.is_open:
                settle(casus, moment=now, since=since)

    def alone(casus):
        for stand in standen_of([casus], moment, back=since):
            one(stand)

    try:
        items, do, key = standen_of(rows, moment, back=since), one, lambda stand: stand.casus
    except Exception as error:
        # A casus that cannot even be read hides no other: each by itself, which costs more.
        log_fault(f"the casussen of team {team.pk} cannot be read together", error)
        items, do, key = list(rows), alone, lambda casus: casus
    left = each(f"casuistiek.casus.{team.pk}", items, do, moment=moment, key=key)
    if not left:  # what was missed between then and now is still to be looked at for who failed
        Tik.objects.update_or_create(team=team, defaults={"moment": moment})


def coming_weeks(team):
    """Before a change: per open casus of the team who is aan zet now and in the coming eight weeks, as it stands."""
    return {stand.casus.pk: _ahead(stand) for stand in standen_of(Casus.objects.open().filter(team=team))}


def _ahead(stand):
    """Who is aan zet when, from now on; without a regisseur only now is sure."""
    eind = stand.moment + timedelta(weeks=WEKEN)
    if stand.casus.fase not in MET_REGIE:
        return [Stuk(stand.moment, eind, stand.aan_zet)]
    return stukken(stand.feiten, stand.moment, eind, stand.team)


def consequences(team, before, *, by):
    """After a change: bring the team's open casussen up to date, and say per casus what is different because of it.

    `before` is what `coming_weeks` gave. What would have happened anyway is no consequence.
    """
    open_cases = Casus.objects.open().filter(team=team)
    # All locks first, in one order, before the first row in the logboek: nobody waits for each other in a ring.
    locked = list(open_cases.select_for_update(of=("self",), no_key=True).order_by("pk"))
    gevolgen = []
    for stand in standen_of(locked):
        if _asks_for_work(stand):
            casus, moment = lock_at(stand.casus)
            stand = settle(casus, moment=moment, by=by)
        ahead = _ahead(stand)
        wissels = verschil(_from(before.get(stand.casus.pk, []), stand.moment), _from(ahead, stand.moment))
        gevolgen += [Gevolg(stand.casus, _in_words(stand, wissel)) for wissel in _worth_saying(wissels)]
    return gevolgen


def _from(rij, moment):
    """The same pieces, without what is before this moment."""
    return [replace(stuk, van=max(stuk.van, moment)) for stuk in rij if stuk.tot > moment]


def _worth_saying(wissels):
    """The first two changes, and every gap: a gap is never behind "and so on"."""
    return [wissel for nr, wissel in enumerate(wissels) if nr < 2 or wissel.met.is_gat]


def _in_words(stand, wissel):
    """One change in a sentence: who, from when till when, and who could not either."""
    titel, team, nu = stand.casus.titel, stand.team, wissel.met
    if wissel.van <= stand.moment:
        begin = f"{titel}: {sentence(replace(stand, aan_zet=nu))}"
        return begin if not nu.is_gat else f"{begin} {_until(stand, wissel)}".strip()
    wie = f"{team.naam(nu.medewerker)} aan zet" if nu.medewerker else "niemand aan zet"
    waarom = f": {nu.reden}" if nu.medewerker is None else ""
    until = f" {tot_en_met(wissel.tot)}" if wissel.tot < stand.moment + timedelta(weeks=WEKEN) else ""
    ook_weg = [
        f"{team.naam(stap.plek.medewerker)} ({stap.plek.als}) is dan ook {stap.bezwaar}"
        for stap in nu.overgeslagen
        if stap.bezwaar.startswith("afwezig") and stap.plek.medewerker != stand.feiten.regisseur
    ]
    let_op = f" Let op: {'; '.join(ook_weg)}." if ook_weg else ""
    return f"{titel}: vanaf {moment_in_woorden(wissel.van)}{until} is {wie}{waarom}.{let_op}"


def _until(stand, wissel):
    return (
        f"Dit duurt {tot_en_met(wissel.tot)}." if wissel.tot < stand.moment + timedelta(weeks=WEKEN) else ""
    )


def ask_regie_over(moment):
    """Somebody skipped for absence is back: both get the question "regie over?" (Overdrachtronde)."""
    rows = Overdracht.objects.filter(
        status=Overdracht.Status.AANVAARD,
        ronde__casus__fase__in=MET_REGIE,
        ronde__casus__regies__tot=None,
        ronde__casus__regies__medewerker=F("aan"),
        ronde__casus__regies__van=F("besloten_op"),
    ).exclude(overgeslagen=[])
    by_team = {}

    def ask(row):
        casus = row.ronde.casus
        if casus.team_id not in by_team:
            by_team[casus.team_id] = stand_of(casus, moment).team
        team = by_team[casus.team_id]
        for stap in row.overgeslagen:
            who = stap["wie"]
            if who is None or not stap["bezwaar"].startswith("afwezig"):
                continue
            if casus.uitsluitingen.filter(medewerker=who, tot=None).exists():
                continue
            if team.afwezigheid(who, moment) is None and team.is_geplaatst(who, moment):
                if not casus.vertrouwelijk:
                    involve(casus, [who], "ingelicht")
                tell(
                    casus,
                    [who, row.aan_id],
                    f"regie-over:{row.pk}:{who}",
                    "Een collega die eerder aan de beurt was is terug. Spreek af of de regie overgaat.",
                    moment=moment,
                )

    each("casuistiek.regie_over", rows.select_related("ronde__casus"), ask, moment=moment)
