"""Bringing a casus up to date with a moment: what has lapsed, who is asked next, who is aan zet, who must hear.

Every service ends with `settle`, and so does every tick: a change that time brings takes the same road as
one that a person makes. It may run twice, late, or for a moment that was missed.
"""

from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from notificaties.services import lapse as lapse_notificaties
from organisatie.bronnen import Gevolg
from organisatie.models import Team
from regels.begrippen import MET_REGIE, Fase
from regels.escalatie import regisseur_gaat_weg, termijn
from regels.tijd import moment_in_woorden
from regels.vervanging import (
    Plek,
    aan_zet,
    bezwaar_tegen,
    vervalt,
    volgende_te_vragen,
    wisselmomenten,
)

from ..models import Casus, Overdracht, Overdrachtronde, Tik
from ..queries import stand_of, standen_of, utc
from .basis import happened, hears_gaps, involve, lock_at, tell, tell_escalatiefunctie

MAX_STEPS = 60  # a ronde asks nobody twice, so it ends long before


def settle(casus, *, moment, by=None, since=None):
    """Bring a locked casus up to date. Returns how it stands then.

    `since`: time went by unwatched from that moment on, so changes that came and went are written too.
    """
    for _ in range(MAX_STEPS):
        stand = stand_of(casus, moment)
        if not (_lapse(stand) or _open_needed(stand) or _ask_next(stand)):
            break
    if _record_aan_zet(stand, by=by, since=since):
        stand = stand_of(casus, moment)  # since when the waarnemer is aan zet decides on the term
    _confirm(stand)
    _remind(stand)
    _tell_gap(stand)
    _tell_exhausted(stand)
    return stand


# --- the ronde --------------------------------------------------------------------------------------


def _open_ronde(casus):
    return casus.rondes.filter(gesloten_op=None).first()


def offer(ronde, *, aan, reden, stand, van=None, overgeslagen=()):
    """Ask somebody, within a ronde. Who is aan zet does not change until they accept."""
    casus = stand.casus
    row = ronde.overdrachten.create(
        van=van,
        aan_id=aan,
        reden=reden[:400],
        overgeslagen=[
            {"wie": stap.plek.medewerker, "als": stap.plek.als, "bezwaar": stap.bezwaar}
            for stap in overgeslagen
        ],
        aangeboden_op=stand.moment,
        uiterlijk=termijn(stand.feiten.ernst, stand.moment, stand.team),
    )
    happened(
        casus,
        "overdracht",
        f"{stand.team.naam(aan)} is gevraagd om de regie te nemen ({reden}). "
        f"Antwoord voor {moment_in_woorden(row.uiterlijk)}.",
        moment=stand.moment,
        by=van,
        event="overdracht.offered",
    )
    tell(
        casus,
        [aan],
        f"overdracht:{row.pk}:gevraagd",
        "Je bent gevraagd om regie te nemen. Kijk en antwoord.",
        url=row.get_absolute_url(),
        dringend=stand.feiten.ernst == "kritiek",
        moment=stand.moment,
    )
    return row


def _lapse(stand):
    """End an open offer whose time is over, or whose person is not there any more."""
    reden = vervalt(stand.feiten, stand.moment, stand.team)
    if not reden:
        return False
    row = Overdracht.objects.select_related("ronde").get(
        ronde__casus=stand.casus, ronde__gesloten_op=None, besloten_op=None
    )
    termijn_voorbij = utc(row.uiterlijk) <= stand.moment
    row.status = Overdracht.Status.VERLOPEN
    row.besloten_op = stand.moment
    row.over_termijn = termijn_voorbij
    row.save(update_fields=["status", "besloten_op", "over_termijn"])
    lapse_notificaties(stand.casus, prefix=f"casus:{stand.casus.pk}:overdracht:{row.pk}:")
    happened(
        stand.casus,
        "overdracht",
        f"De vraag aan {stand.team.naam(row.aan_id)} is vervallen: {reden}.",
        moment=utc(row.uiterlijk) if termijn_voorbij else stand.moment,
        vastgelegd_op=stand.moment,
        event="overdracht.lapsed",
    )
    if row.ronde.alleen:
        row.ronde.gesloten_op = stand.moment
        row.ronde.save(update_fields=["gesloten_op"])
        tell(
            stand.casus,
            [row.van_id],
            f"overdracht:{row.pk}:niet-aanvaard",
            "Je aanbod van de regie is niet aanvaard. De regie blijft bij jou.",
            moment=stand.moment,
        )
    else:
        tell_escalatiefunctie(
            stand.casus,
            stand,
            f"overdracht:{row.pk}:verlopen",
            "Een overdracht is niet beantwoord. De volgende wordt gevraagd. Kijk of dat goed gaat.",
            niet=[row.aan_id],
            dringend=True,
        )
    return True


def _open_needed(stand):
    """Open a ronde as soon as it is known that the formal regisseur goes."""
    reden = regisseur_gaat_weg(stand.feiten, stand.moment, stand.team)
    if not reden or stand.feiten.ronde is not None:
        return False
    casus = stand.casus
    if casus.rondes.filter(aanleiding="weg", waarom=reden, geopend_op__gte=stand.feiten.regie_van).exists():
        return False  # withdrawn by somebody who saw this reason
    Overdrachtronde.objects.create(
        casus=casus,
        waarom=reden,
        grond=stand.feiten.grond,
        aanleiding=Overdrachtronde.Aanleiding.WEG,
        geopend_op=stand.moment,
    )
    happened(
        casus,
        "overdracht",
        f"Er is een nieuwe regisseur nodig: {reden}.",
        moment=stand.moment,
        event="ronde.opened",
    )
    return True


def _ask_next(stand):
    """Ask the next in the chain when a ronde is open and nobody is asked."""
    ronde = _open_ronde(stand.casus)
    if ronde is None or ronde.alleen or stand.feiten.ronde.nu_gevraagd is not None:
        return False
    gevonden = volgende_te_vragen(stand.feiten, stand.moment, stand.team)
    if gevonden.medewerker is None:
        return False
    offer(
        ronde,
        aan=gevonden.medewerker,
        reden=gevonden.reden,
        stand=stand,
        overgeslagen=gevonden.overgeslagen,
    )
    return True


# --- who is aan zet -----------------------------------------------------------------------------------


def _record_aan_zet(stand, *, by, since):
    """Write a gebeurtenis for each change of who is aan zet since the record, and tell both (invariant 4).

    What a person changed has the moment of now. What time brought has its own moments, also those that came
    and went while nobody ticked (17). True when something was written.
    """
    casus = stand.casus
    written = False
    for then in _since(stand, since) if since is not None else [stand]:
        if casus.vastgelegd_sinds is not None and casus.vastgelegd_aan_zet_id == then.aan_zet.medewerker:
            continue
        _write_aan_zet(casus, then, vastgelegd_op=stand.moment, by=by)
        written = True
    return written


def _write_aan_zet(casus, stand, *, vastgelegd_op, by):
    gevonden = stand.aan_zet
    row = happened(
        casus,
        "aan_zet",
        _sentence(stand),
        moment=stand.moment,
        vastgelegd_op=vastgelegd_op,
        by=by,
        event="aan_zet.changed",
        aan_zet=gevonden.medewerker,
    )
    old = casus.vastgelegd_aan_zet_id
    casus.vastgelegd_aan_zet_id = gevonden.medewerker
    casus.vastgelegd_sinds = stand.moment
    casus.save(update_fields=["vastgelegd_aan_zet", "vastgelegd_sinds"])
    if not casus.is_open:
        return
    actor = by.pk if by is not None else None
    if old is not None and old != actor:
        tekst = "Je bent niet meer aan zet voor een casus."
        tell(casus, [old], f"aan-zet:{row.pk}:oud", tekst, moment=vastgelegd_op)
    if gevonden.medewerker is not None and gevonden.medewerker != actor and casus.fase != Fase.HEROPEND:
        tekst = "Je bent nu aan zet voor een casus. Kijk wat er nodig is."
        tell(casus, [gevonden.medewerker], f"aan-zet:{row.pk}:nieuw", tekst, moment=vastgelegd_op)


def _sentence(stand):
    if not stand.casus.is_open:
        return "De casus is afgesloten: niemand is meer aan zet."
    if stand.aan_zet.is_gat:
        return f"Niemand is aan zet: {stand.aan_zet.reden}."
    waarnemer = " als waarnemer" if stand.aan_zet.is_waarnemer else ""
    return f"{stand.naam} is aan zet{waarnemer}: {stand.aan_zet.reden}."


def _since(stand, since):
    """How the casus stood at each moment since then at which the answer may have changed, up to now."""
    last = stand.casus.vastgelegd_sinds
    if last is None or stand.casus.fase not in (Fase.ACUUT, *MET_REGIE):
        return [stand]
    begin = max(utc(last), since, stand.feiten.regie_van or since)
    longer = stand_of(stand.casus, stand.moment, back=begin)
    moments = [m for m in wisselmomenten(longer.feiten, begin, longer.team) if m < stand.moment]
    earlier = [
        replace(longer, moment=moment, aan_zet=aan_zet(longer.feiten, moment, longer.team))
        for moment in moments
    ]
    return [*earlier, stand]


# --- what people must hear ----------------------------------------------------------------------------


def _confirm(stand):
    """Ask the waarnemer to confirm; past the term the escalatiefunctie hears (Waarneming)."""
    asked = stand.te_bevestigen
    if asked is None:
        return
    vraag, _ = stand.casus.bevestigvragen.get_or_create(
        medewerker_id=asked.medewerker, sinds=asked.sinds, defaults={"uiterlijk": asked.uiterlijk}
    )
    key = f"bevestig:{asked.medewerker}:{vraag.pk}"
    tell(
        stand.casus,
        [asked.medewerker],
        key,
        "Je neemt waar voor een casus. Bevestig dat je het doet, of zeg dat het niet kan.",
        moment=stand.moment,
        dringend=stand.feiten.ernst == "kritiek",
    )
    if asked.uiterlijk <= stand.moment:
        tell_escalatiefunctie(
            stand.casus,
            stand,
            key + ":over",
            "Een waarneming is niet bevestigd. Bel de waarnemer, of wijs een ander aan.",
            niet=[asked.medewerker],
            dringend=True,
        )


def _remind(stand):
    """Remind whoever is asked, halfway the term (H1)."""
    ronde = stand.feiten.ronde
    if ronde is None or ronde.nu_gevraagd is None or ronde.gevraagd_op is None or ronde.uiterlijk is None:
        return
    if stand.moment < ronde.gevraagd_op + (ronde.uiterlijk - ronde.gevraagd_op) / 2:
        return
    row = Overdracht.objects.get(ronde__casus=stand.casus, ronde__gesloten_op=None, besloten_op=None)
    tell(
        stand.casus,
        [row.aan_id],
        f"overdracht:{row.pk}:herinnering",
        "Iemand wacht op je antwoord over de regie. De helft van de tijd is om.",
        url=row.get_absolute_url(),
        moment=stand.moment,
    )


def _tell_gap(stand):
    if not stand.casus.is_open or not stand.aan_zet.is_gat:
        return
    tell(
        stand.casus,
        hears_gaps(stand.casus, stand),
        f"gat:{int(utc(stand.casus.vastgelegd_sinds).timestamp())}",
        "Voor een casus is niemand aan zet. Kijk wie het kan doen.",
        dringend=True,
        moment=stand.moment,
    )


def _tell_exhausted(stand):
    """Everybody in the chain was asked: that is told too, and the casus is red (2)."""
    ronde = stand.casus.rondes.filter(gesloten_op=None).first()
    if ronde is None or ronde.alleen or stand.feiten.ronde.nu_gevraagd is not None:
        return
    tell(
        stand.casus,
        [*hears_gaps(stand.casus, stand), ronde.geopend_door_id],
        f"uitgeput:{ronde.pk}:{ronde.overdrachten.count()}",
        "Voor een casus kan niemand meer gevraagd worden. Wijs iemand aan.",
        dringend=True,
        moment=stand.moment,
    )


# --- the tick, and what a change in the organisation causes ---------------------------------------------


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
    for team in Team.objects.filter(casussen__in=Casus.objects.open()).distinct():
        done = Tik.objects.filter(team=team).first()
        since = min(utc(done.moment), moment) if done else moment
        for stand in standen_of(Casus.objects.open().filter(team=team).zonder_verhaal(), moment, back=since):
            if _asks_for_work(stand) or _something_between(stand, since):
                with transaction.atomic():
                    casus, now = lock_at(stand.casus, moment)
                    if casus.is_open:
                        settle(casus, moment=now, since=since)
        Tik.objects.update_or_create(team=team, defaults={"moment": moment})
    ask_regie_over(moment)


def consequences(team, *, by):
    """Gevolgbron: bring the team's open casussen up to date after a change, and say what changed."""
    open_cases = Casus.objects.open().filter(team=team)
    # All locks first, in one order, before the first row in the logboek: nobody waits for each other in a ring.
    locked = list(open_cases.select_for_update(of=("self",), no_key=True).order_by("pk"))
    gevolgen = []
    for before in standen_of(locked):
        casus = before.casus
        if _asks_for_work(before):
            old = casus.vastgelegd_aan_zet_id
            casus, moment = lock_at(casus)
            after = settle(casus, moment=moment, by=by)
            if after.aan_zet.medewerker != old:
                gevolgen.append(Gevolg(casus, f"{casus.titel}: {_sentence(after)}"))
                continue
            before = after
        if later := _later(before):
            gevolgen.append(Gevolg(casus, later))
    return gevolgen


def _later(stand):
    """What is coming for a casus, in a sentence, when it is known who follows."""
    tot = stand.tot if stand.casus.fase in MET_REGIE else None
    if tot is None:
        return ""
    volgende = aan_zet(stand.feiten, tot, stand.team)
    wie = stand.team.naam(volgende.medewerker) if volgende.medewerker else "niemand"
    waarom = volgende.reden if volgende.medewerker is None else ""
    return f"{stand.casus.titel}: vanaf {moment_in_woorden(tot)} is {wie} aan zet{': ' + waarom if waarom else ''}."


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
    for row in rows.select_related("ronde__casus"):
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


def can_be_asked(stand, medewerker_id):
    """The objection against asking this person now, or empty; also for somebody outside the chain."""
    return bezwaar_tegen(Plek(medewerker_id, "", rang="eerst"), stand.feiten, stand.moment, stand.team)
