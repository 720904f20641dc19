"""Changes in who works here and when. Each returns what it causes elsewhere (`Gevolg`en), done in the same transaction."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from logboek.models import Logregel
from logboek.services import record
from regels import organisatie as regels
from regels.begrippen import eis
from regels.organisatie import mag_afwezigheid, mag_dienst_overnemen, voegt_samen
from regels.overdracht import mag_dienst_doorgeven

from ..bronnen import gevolgen, openstaand
from ..models import (
    Afwezigheid,
    Koppeling,
    Medewerker,
    OpCoDienst,
    Plaatsing,
    Team,
    Vrijstelling,
)
from ..verbeteren import still_there


def today():
    return timezone.localdate()


def lock_team(team):
    """One change at a time in the organisation of a team."""
    return Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def lock_teams_of(medewerker):
    """The teams this person is or was placed in, locked in one order."""
    teams = Team.objects.filter(plaatsingen__medewerker=medewerker).distinct().order_by("pk")
    return [lock_team(team) for team in teams]


def require_placed(medewerker, team):
    """Go on when this colleague works in the team, now or soon; otherwise RegelOvertreden."""
    placed = Plaatsing.objects.niet_voorbij().filter(medewerker=medewerker, team=team).exists()
    eis(regels.werkt_hier(geplaatst=placed))


def refuse_oneself(medewerker, by):
    """A tie decides which casussen exist for somebody, so nobody gives one to oneself."""
    eis(regels.mag_voor_ander(medewerker=medewerker.pk, door=by.pk if by else None))


@transaction.atomic
def add_afwezigheid(*, medewerker, van, tot, by):
    """Record that somebody is not there in `[van, tot)`, aware moments; `tot` None: nobody knows how long.

    Touching or overlapping rows become one, so that "until when" is one answer. Raises RegelOvertreden.
    """
    teams = lock_teams_of(medewerker)
    eis(mag_afwezigheid(van=van, tot=tot))
    with gevolgen(*teams, by=by) as caused:
        for row in Afwezigheid.objects.filter(medewerker=medewerker, ingetrokken_op=None):
            if voegt_samen(van, tot, row.van, row.tot):
                van = min(van, row.van)
                tot = None if tot is None or row.tot is None else max(tot, row.tot)
                row.ingetrokken_op = timezone.now()
                row.save(update_fields=["ingetrokken_op"])
        row = Afwezigheid.objects.create(medewerker=medewerker, van=van, tot=tot, ingevoerd_door=by)
    record(event="afwezigheid.added", by=by, subject=row, team=_team_of(medewerker))
    return caused


@transaction.atomic
def change_afwezigheid(*, afwezigheid, van, tot, by):
    """Other days for an absence: what was over of it stays as it was, so one that runs only gets another end.

    As one change: what it causes is the difference with how it stood, and nobody is asked in between. Raises RegelOvertreden.
    """
    now = timezone.now()
    teams = lock_teams_of(afwezigheid.medewerker)
    row = Afwezigheid.objects.select_for_update().get(pk=afwezigheid.pk)
    eis(regels.mag_afwezigheid_beeindigen(ingetrokken=row.ingetrokken_op is not None, tot=row.tot, nu=now))
    eis(regels.mag_afwezigheid_wijzigen(tot=tot, nu=now))
    with gevolgen(*teams, by=by) as caused:
        row.ingetrokken_op = now
        row.save(update_fields=["ingetrokken_op"])
        begin = row.van if row.van <= now else van
        add_afwezigheid(medewerker=row.medewerker, van=begin, tot=tot, by=by)
    record(event="afwezigheid.changed", by=by, subject=row, team=_team_of(row.medewerker))
    return caused


@transaction.atomic
def withdraw_afwezigheid(*, afwezigheid, by):
    """End an absence: from now on when it runs, altogether when it has not begun."""
    teams = lock_teams_of(afwezigheid.medewerker)  # before the row, as every change of an absence
    row = Afwezigheid.objects.select_for_update().get(pk=afwezigheid.pk)
    now = timezone.now()
    eis(regels.mag_afwezigheid_beeindigen(ingetrokken=row.ingetrokken_op is not None, tot=row.tot, nu=now))
    with gevolgen(*teams, by=by) as caused:
        if row.van < now:
            row.tot = now
        else:
            row.ingetrokken_op = now
        row.save(update_fields=["tot", "ingetrokken_op"])
    record(event="afwezigheid.withdrawn", by=by, subject=row, team=_team_of(row.medewerker))
    return caused


def _team_of(medewerker):
    return medewerker.team_ids[0] if medewerker.team_ids else None


@transaction.atomic
def add_vrijstelling(*, medewerker, team, soort, van, tot, by):
    """Exempt somebody from shifts, coaching or regie for `[van, tot)`, days."""
    lock_team(team)
    require_placed(medewerker, team)
    with gevolgen(team, by=by) as caused:
        row = Vrijstelling.objects.create(medewerker=medewerker, team=team, soort=soort, van=van, tot=tot)
    record(event="vrijstelling.added", by=by, subject=row)
    return caused


@transaction.atomic
def change_vrijstelling(*, vrijstelling, by, soort, van, tot):
    """Other days for an exemption; of one that runs only the end. Raises RegelOvertreden."""
    team = lock_team(vrijstelling.team)
    row = still_there(Vrijstelling.objects.filter(pk=vrijstelling.pk))
    eis(
        regels.mag_vrijstelling_wijzigen(
            was_van=row.van,
            was_tot=row.tot,
            van=van,
            tot=tot,
            zelfde_soort=soort == row.soort,
            vandaag=today(),
        )
    )
    with gevolgen(team, by=by) as caused:
        row.soort, row.van, row.tot = soort, van, tot
        row.save(update_fields=["soort", "van", "tot"])
    record(event="vrijstelling.changed", by=by, subject=row)
    return caused


@transaction.atomic
def end_vrijstelling(*, vrijstelling, by):
    """End an exemption today; one that has not begun disappears (nothing followed from it)."""
    lock_team(vrijstelling.team)
    row = still_there(Vrijstelling.objects.filter(pk=vrijstelling.pk))
    today = timezone.localdate()
    eis(regels.mag_vrijstelling_beeindigen(tot=row.tot, vandaag=today))
    with gevolgen(vrijstelling.team, by=by) as caused:
        record(event="vrijstelling.ended", by=by, subject=row)
        if row.van >= today:
            row.delete()
        else:
            row.tot = today
            row.save(update_fields=["tot"])
    return caused


@transaction.atomic
def take_dienst(*, team, by, teruglezing, verwacht=None):
    """Become OpCo now: the running shift ends, with a read-back by who takes over (O6).

    `verwacht` is the dienst the page showed (0: none); when another took over meanwhile the loser hears it.
    """
    lock_team(team)
    running = OpCoDienst.objects.filter(team=team, tot=None).select_related("medewerker").first()
    eis(
        mag_dienst_overnemen(
            is_al_opco=running is not None and running.medewerker_id == by.pk,
            teruglezing=teruglezing,
            iets_openstaand=running is not None or bool(openstaand(team, by)),
            ander=running.medewerker.naam
            if running is not None and verwacht is not None and running.pk != verwacht
            else "",
        )
    )
    now = timezone.now()
    with gevolgen(team, by=by) as caused:
        if running is not None:
            running.tot = now
            running.save(update_fields=["tot"])
        row = OpCoDienst.objects.create(team=team, medewerker=by, van=now, teruglezing=teruglezing)
    record(event="dienst.taken", by=by, subject=row)
    return caused


@transaction.atomic
def set_volgende_opco(*, dienst, volgende, by, bericht=""):
    """Say who is expected to be OpCo next, and in a line what they must know. They take over themselves (O6)."""
    row = OpCoDienst.objects.select_for_update().get(pk=dienst.pk)
    eis(regels.mag_volgende_noemen(voorbij=row.tot is not None))
    if volgende is not None:
        eis(mag_dienst_doorgeven(volgende=volgende.pk, zelf=row.medewerker_id))
    row.volgende, row.bericht = volgende, bericht.strip()
    row.save(update_fields=["volgende", "bericht"])
    record(event="dienst.volgende_set", by=by, subject=row)


@transaction.atomic
def place(*, medewerker, team, functie, van, opco_bevoegd, beheerder, by):
    """Place somebody in a team; a running plaatsing there ends on that day (a change of functie).

    One that begins on that same day, today or later, is put right instead (N5).
    """
    lock_team(team)
    running = Plaatsing.objects.filter(medewerker=medewerker, team=team, tot=None).first()
    eis(regels.mag_plaatsen(van=van, huidige_van=running.van if running else None, vandaag=today()))
    row = Plaatsing(medewerker=medewerker, team=team, van=van)
    with gevolgen(team, by=by) as caused:
        if running is not None and running.van == van:
            row = running  # it was entered today by mistake: nothing of it has been
        elif running is not None:
            running.tot = van
            running.save(update_fields=["tot"])
        if not opco_bevoegd and van <= today():
            _end_dienst(medewerker, team)
        row.functie, row.opco_bevoegd, row.beheerder = functie, opco_bevoegd, beheerder
        row.save()
    record(event="plaatsing.changed" if row is running else "plaatsing.added", by=by, subject=row)
    return caused


@transaction.atomic
def add_medewerker(*, team, by, personeelsnummer, naam, email="", telefoon="", **plaatsing):
    """A new colleague, placed in the team. Somebody known by this number elsewhere is refused: two people, one number."""
    existing = Medewerker.objects.filter(username=personeelsnummer).first()
    eis(regels.mag_nieuwe_collega(nummer_bestaat=existing is not None))
    medewerker = Medewerker(username=personeelsnummer, naam=naam, email=email, telefoon=telefoon)
    medewerker.set_unusable_password()
    medewerker.save()
    place(medewerker=medewerker, team=team, by=by, **plaatsing)
    return medewerker


@transaction.atomic
def end_plaatsing(*, plaatsing, tot, by):
    """Somebody leaves the team: `tot` is the first day not there. Their ties in the team end with it (3)."""
    lock_team(plaatsing.team)
    row = Plaatsing.objects.select_for_update().get(pk=plaatsing.pk)
    eis(regels.mag_eindigen(van=row.van, tot=tot, eindigt_al=row.tot, vandaag=today(), wat="Deze plaatsing"))
    with gevolgen(row.team, by=by) as caused:
        row.tot = tot
        row.save(update_fields=["tot"])
        _end_ties(row.medewerker, row.team, tot)
    record(event="plaatsing.ended", by=by, subject=row)
    return caused


@transaction.atomic
def take_back_plaatsing(*, plaatsing, by):
    """A plaatsing that was entered by mistake, and begins today or later, goes; the one before it runs on (N5).

    Somebody who is then placed nowhere was never here: their number is free again, unless something was done in their name.
    """
    team = lock_team(plaatsing.team)
    row = still_there(Plaatsing.objects.filter(pk=plaatsing.pk).select_related("medewerker"))
    eis(regels.mag_terugnemen(van=row.van, vandaag=today()))
    person = row.medewerker
    record(event="plaatsing.taken_back", by=by, subject=row)
    with gevolgen(team, by=by) as caused:
        row.delete()
        before = Plaatsing.objects.filter(medewerker=person, team=team, tot=row.van).first()
        if before is not None and not ended_by_hand(before):
            before.tot = row.tot
            before.save(update_fields=["tot"])
        ties = Koppeling.objects.filter(medewerker=person, gebied__team=team)
        if not Plaatsing.objects.niet_voorbij(row.van).filter(medewerker=person, team=team).exists():
            ties.filter(van__gte=row.van).delete()  # made for who was never here
            _end_ties(person, team, row.van)
        elif not Plaatsing.objects.op().filter(medewerker=person, team=team, opco_bevoegd=True).exists():
            _end_dienst(person, team)
    if person.last_login is None and not person.plaatsingen.exists():
        with suppress(models.ProtectedError), transaction.atomic():
            record(event="medewerker.removed", by=by, subject=person)
            person.delete()
    return caused


def ended_by_hand(row):
    """Whether somebody ended this tie, as the logboek says; otherwise it ended because another began."""
    event = f"{row._meta.model_name}.ended"
    return Logregel.objects.filter(actie=event, object_type=row._meta.label_lower, object_id=row.pk).exists()


def _end_ties(medewerker, team, tot):
    """Who leaves a team has no shift, gebied or portefeuille in it from that day."""
    if tot <= today():
        _end_dienst(medewerker, team)
    for tie in Koppeling.objects.filter(medewerker=medewerker, gebied__team=team).niet_voorbij(tot):
        _end_at_latest(tie, tot)
    for ending in plaatsing_endings:
        ending(medewerker, team, tot)


def _end_dienst(medewerker, team):
    """Whoever may not be OpCo here any more is not on duty any more."""
    OpCoDienst.objects.filter(team=team, medewerker=medewerker, tot=None).update(tot=timezone.now())


# Filled by apps whose own dated ties end with a plaatsing (portefeuilles: houderschappen).
plaatsing_endings: list[Callable] = []


def _end(row, tot):
    """End a dated tie: `tot` is the first day on which it no longer holds. What has run is never deleted."""
    if row.van > today() and row.van >= tot:
        row.delete()  # it had not begun: nothing ever followed from it
        return
    eis(regels.mag_eindigen(van=row.van, tot=tot, eindigt_al=row.tot, vandaag=min(tot, today())))
    row.tot = tot
    row.save(update_fields=["tot"])


def _end_at_latest(row, tot):
    """End a tie with a plaatsing; one that began after that last day ends on the day it began."""
    _end(row, tot if row.van > today() else max(tot, row.van + timedelta(days=1)))


end_row = _end
end_row_at_latest = _end_at_latest


@transaction.atomic
def add_koppeling(*, medewerker, gebied, rol, van, volgorde=None, wijk=None, by):
    """Tie somebody to a gebied (or one wijk of it) in a role, from a day."""
    lock_team(gebied.team)
    require_placed(medewerker, gebied.team)
    refuse_oneself(medewerker, by)
    same = Koppeling.objects.filter(medewerker=medewerker, gebied=gebied, wijk=wijk, rol=rol)
    eis(regels.mag_koppelen(is_er_al=same.niet_voorbij(van).exists()))
    with gevolgen(gebied.team, by=by) as caused:
        row = Koppeling.objects.create(
            medewerker=medewerker, gebied=gebied, wijk=wijk, rol=rol, van=van, volgorde=volgorde
        )
    record(event="koppeling.added", by=by, subject=row)
    return caused


@transaction.atomic
def take_back_koppeling(*, koppeling, by):
    """A tie that was entered by mistake, and begins today or later, goes (N5)."""
    team = lock_team(koppeling.gebied.team)
    with gevolgen(team, by=by) as caused:
        take_back_row(koppeling, "koppeling.taken_back", by)
    return caused


def take_back_row(row, event, by):
    """Delete a dated row that is no history yet, with a line in the logboek. Raises RegelOvertreden."""
    fresh = still_there(type(row).objects.filter(pk=row.pk))
    eis(regels.mag_terugnemen(van=fresh.van, vandaag=today()))
    record(event=event, by=by, subject=fresh)
    fresh.delete()


@transaction.atomic
def move_koppeling_forward(*, koppeling, by):
    """Who has this role in the gebied is asked one place earlier than now (D3)."""
    team = lock_team(koppeling.gebied.team)
    refuse_oneself(koppeling.medewerker, by)
    peers = Koppeling.objects.filter(gebied=koppeling.gebied_id, wijk=koppeling.wijk_id, rol=koppeling.rol)
    with gevolgen(team, by=by) as caused:
        move_forward(koppeling, peers)
    record(event="koppeling.moved_forward", by=by, subject=koppeling)
    return caused


def in_order(rows):
    """Ties that hold now or later, in the order in which they are asked, as in `regels/keten.py`. `rows` know their medewerker."""
    day = today()

    def asked(row):
        return row.volgorde is None, row.volgorde or 0, row.van, row.medewerker.naam, row.medewerker_id

    return sorted((row for row in rows if row.tot is None or row.tot > day), key=asked)


def move_forward(row, peers):
    """Put a tie one place earlier among its peers, and number them all. Raises RegelOvertreden."""
    pks = [peer.pk for peer in in_order(peers.select_related("medewerker"))]
    eis(regels.mag_naar_voren(voorbij=row.pk not in pks, is_eerste=pks[:1] == [row.pk]))
    for nr, pk in enumerate(regels.naar_voren(pks, row.pk), start=1):
        type(row).objects.filter(pk=pk).update(volgorde=nr)


@transaction.atomic
def end_koppeling(*, koppeling, tot, by):
    """End a tie: `tot` is the first day on which it no longer holds."""
    lock_team(koppeling.gebied.team)
    with gevolgen(koppeling.gebied.team, by=by) as caused:
        _end(koppeling, tot)
    record(event="koppeling.ended", by=by, subject=koppeling)
    return caused
