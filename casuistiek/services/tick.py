"""What time brings, and what a change in the organisation causes: both end in `settle`, casus by casus."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from notificaties.models import Storing
from notificaties.storingen import each, log_fault
from organisatie.bronnen import Gevolg
from organisatie.models import Team
from portefeuilles.queries import facts_with_houders
from regels.begrippen import MET_REGIE
from regels.escalatie import regisseur_gaat_weg
from regels.kijken import grens_van_casus, grens_van_team
from regels.tijd import moment_in_woorden, tot_en_met
from regels.vervanging import wisselmomenten
from regels.vooruit import WEKEN, Stuk, stukken, verschil

from ..models import Casus, Overdracht, Tik
from ..queries import standen_of, utc
from .basis import involve, lock_at, tell
from .dienst import watch_diensten
from .leren import ask_whether_it_changed
from .opsporing import tell_opsporing_without_name
from .opvolging import move_ended
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


def tick(moment=None, *, hand_out=None):
    """Bring every open casus up to date with this moment (aware; default now). Runs every minute.

    Idempotent, and complete however many were missed: what is due follows from the database. `hand_out(team)` gives a team in
    which something is due to a task of its own; without it the teams are done here, one by one.
    """
    moment = utc(moment or timezone.now())
    steps = (
        move_ended,
        write_partnervragen,
        lambda at: settle_teams(at, hand_out or (lambda team: settle_team(team, at))),
        tell_opsporing_without_name,
        watch_diensten,
        ask_whether_it_changed,
    )
    each("casuistiek.tick", steps, lambda step: step(moment), moment=moment, whole=False)


def settle_teams(moment, hand_out):
    """The teams in which something changed or falls due; for all others is written that they are up to date. Three queries.

    Also a team of which something failed and may be tried again: so that what nobody asks any more is forgotten too.
    """
    failed = Storing.objects.filter(taak__startswith="casuistiek.", opnieuw_op__lte=moment)
    again = {
        int(end)
        for end in (taak.rsplit(".")[-1] for taak in failed.values_list("taak", flat=True))
        if end.isdecimal()
    }
    due = list(teams_to_look_at(moment, again))
    Tik.objects.exclude(team__in=due).filter(moment__lt=moment).update(moment=moment)
    for team in due:
        hand_out(team)


def teams_to_look_at(moment, again=()):
    """These teams, and teams with an open casus whose time has come, or with facts that are others than at the last look."""
    casussen = Casus.objects.filter(team=OuterRef("pk"))
    same = Tik.objects.filter(team=OuterRef("pk"), versie=OuterRef("feitenversie"), tot__gt=moment)
    return Team.objects.filter(
        Q(pk__in=again) | Exists(casussen.to_look_at(moment)) | Exists(casussen.open()) & ~Exists(same)
    ).order_by("pk")


def settle_team(team, moment=None):
    """The open casussen of one team, one by one: a casus that fails keeps no other, and no other team."""
    moment = utc(moment or timezone.now())
    each(
        f"casuistiek.team.{team.pk}",
        [team],
        lambda team: _settle_team(team, moment),
        moment=moment,
        whole=False,
    )


def _settle_team(team, moment):
    done = Tik.objects.filter(team=team).first()
    since = min(utc(done.moment), moment) if done else moment
    same = (
        done is not None and done.versie == team.feitenversie and done.tot is not None and done.tot > moment
    )
    rows = Casus.objects.filter(team=team).zonder_verhaal()
    # Claimed before it is read: whoever changes one after this takes the claim away, and it is looked at again.
    claimed = _put(rows.to_look_at(moment) if same else rows.open(), moment)
    facts = facts_with_houders(team.pk, moment, back=since)
    tot = grens_van_team(moment, facts)
    quiet = defaultdict(list)

    def one(stand):
        if _asks_for_work(stand) or _something_between(stand, since):
            casus, now = lock_at(stand.casus, moment)
            if casus.is_open:
                stand = settle(casus, moment=now, since=since)
                Casus.objects.filter(pk=casus.pk).update(kijk_op=_next_look(stand, tot))
        else:
            quiet[_next_look(stand, tot)].append(stand.casus.pk)

    def alone(casus):
        for stand in standen_of([casus], moment, back=since):
            one(stand)

    rows = rows.filter(pk__in=claimed)
    try:
        items, do, key = standen_of(rows, moment, teams={team.pk: facts}), one, lambda stand: stand.casus
    except Exception as error:
        # A casus that cannot even be read hides no other: each by itself, which costs more.
        log_fault(f"the casussen of team {team.pk} cannot be read together", error)
        items, do, key = list(rows), alone, lambda casus: casus
    left = each(f"casuistiek.casus.{team.pk}", items, do, moment=moment, key=key)
    for later, pks in quiet.items():
        _put(Casus.objects.filter(pk__in=pks, kijk_op=moment), later)
    if unasked := ask_regie_over(team, claimed, moment):
        left += unasked
        _put(Casus.objects.filter(pk__in=claimed), None)  # the next tick asks again
    left += 0 if same else rows.open().exclude(pk__in=claimed).count()  # locked by somebody: at the next tick
    if not left:  # what was missed between then and now is still to be looked at for who failed
        found = {"moment": moment, "versie": team.feitenversie, "tot": tot}
        Tik.objects.update_or_create(team=team, defaults=found)


def _put(rows, moment):
    """Write when these are looked at again, and return which. Who is being changed just now is left for the next tick."""
    with transaction.atomic():
        free = rows.select_for_update(of=("self",), no_key=True, skip_locked=True).order_by("pk")
        pks = list(free.values_list("pk", flat=True))
        Casus.objects.filter(pk__in=pks).update(kijk_op=moment)
    return pks


def _next_look(stand, tot):
    own = grens_van_casus(stand.feiten, stand.aan_zet, stand.moment, stand.team)
    return min(own, tot) if own else tot


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


def ask_regie_over(team, casussen, moment):
    """Somebody skipped for absence is back: both get the question "regie over?" (Overdrachtronde). Returns how many failed."""
    rows = Overdracht.objects.filter(
        status=Overdracht.Status.AANVAARD,
        ronde__casus__in=casussen,
        ronde__casus__fase__in=MET_REGIE,
        ronde__casus__regies__tot=None,
        ronde__casus__regies__medewerker=F("aan"),
        ronde__casus__regies__van=F("besloten_op"),
    ).exclude(overgeslagen=[])

    def ask(row):
        casus = row.ronde.casus
        facts = facts_with_houders(team.pk, moment)
        for stap in row.overgeslagen:
            who = stap["wie"]
            if who is None or not stap["bezwaar"].startswith("afwezig"):
                continue
            if casus.uitsluitingen.filter(medewerker=who, tot=None).exists():
                continue
            if facts.afwezigheid(who, moment) is None and facts.is_geplaatst(who, moment):
                if not casus.vertrouwelijk:
                    involve(casus, [who], "ingelicht")
                tell(
                    casus,
                    [who, row.aan_id],
                    f"regie-over:{row.pk}:{who}",
                    "Een collega die eerder aan de beurt was is terug. Spreek af of de regie overgaat.",
                    moment=moment,
                )

    return each(f"casuistiek.regie_over.{team.pk}", rows.select_related("ronde__casus"), ask, moment=moment)
