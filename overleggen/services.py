"""Making meetings, filling agendas, and ending points so that nothing runs away."""

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse as lapse_notificaties
from notificaties.services import notify
from organisatie.models import Afwezigheid, Medewerker, Plaatsing, Team
from regels import agenda
from regels.agenda import Soort, Uitkomst
from regels.begrippen import RegelOvertreden, eis
from regels.escalatie import actiepunt_herinnering
from regels.tijd import AMSTERDAM

from .agendabronnen import uitkomstbron_of, voorstellen
from .models import Actiepunt, Agendapunt, Besluit, Overleg, Overlegreeks

VOORUIT = timedelta(days=190)
EERSTE_UUR = 7
VAN_TEVOREN = timedelta(hours=36)  # from then on an agenda fills itself, also when nobody looks


# --- series and meetings ------------------------------------------------------------------------------


def ritme(regel, eerste):
    """The rule as an iterator of naive local days. Raises RegelOvertreden when it cannot be read."""
    try:
        return rrulestr(regel, dtstart=datetime.combine(eerste, datetime.min.time()))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RegelOvertreden("Dit ritme is niet te lezen. Kies een van de voorbeelden.") from error


@transaction.atomic
def save_reeks(*, team, reeks=None, by, **values):
    """Add a series or change one; meetings that have not begun follow the new time and place."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    ritme(values["regel"], values["eerste"])
    reeks = reeks or Overlegreeks(team=team)
    for name, value in values.items():
        setattr(reeks, name, value)
    reeks.save()
    future = reeks.overleggen.filter(status=Overleg.Status.GEPLAND, begin__gt=timezone.now())
    for overleg in future:
        if not overleg.punten.exclude(soort=Soort.VAST.value).exists():
            overleg.punten.all().delete()
            overleg.delete()
    make_overleggen(reeks)
    record(event="reeks.saved", by=by, subject=reeks)
    return reeks


def make_overleggen(reeks, *, moment=None):
    """Meetings of a series come into being half a year ahead. Idempotent: one per day of the rhythm."""
    if reeks.gestopt_op is not None:
        return
    now = timezone.localtime(moment)
    until = now + VOORUIT
    for day in ritme(reeks.regel, reeks.eerste).between(
        now.replace(tzinfo=None) - timedelta(days=1), until.replace(tzinfo=None), inc=True
    ):
        begin = datetime.combine(day.date(), reeks.begintijd, tzinfo=AMSTERDAM)
        overleg, made = Overleg.objects.get_or_create(
            reeks=reeks,
            datum=day.date(),
            defaults={
                "team_id": reeks.team_id,
                "begin": begin,
                "eind": begin + timedelta(minutes=reeks.duur),
            },
        )
        if made:
            for nummer, titel in enumerate(reeks.vaste_punten):
                Agendapunt.objects.create(
                    overleg=overleg,
                    soort=Soort.VAST.value,
                    bron=f"vast:{nummer}",
                    titel=titel,
                    reden="vast punt van dit overleg",
                    minuten=5,
                )


def deelnemers(overleg):
    """People placed in the team in a functie that takes part, by name."""
    placed = Plaatsing.objects.op().filter(team=overleg.team_id, functie__in=overleg.reeks.functies)
    return Medewerker.objects.filter(pk__in=placed.values("medewerker"), is_active=True).order_by("naam")


# --- the agenda ---------------------------------------------------------------------------------------


@transaction.atomic
def fill_agenda(overleg):
    """Put on what all apps propose and is not there yet; take off what nobody proposes any more and nobody touched."""
    overleg = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=overleg.pk)
    )
    if overleg.status != Overleg.Status.GEPLAND or not _is_next(overleg):
        return
    proposed = {voorstel.bron: voorstel for voorstel in voorstellen(overleg)}
    proposed |= {voorstel.bron: voorstel for voorstel in _late_actiepunten(overleg)}
    existing = set(overleg.punten.exclude(bron="").values_list("bron", flat=True))
    stale = overleg.punten.exclude(bron="").exclude(bron__in=proposed).exclude(bron__startswith="vast:")
    stale.filter(inbrenger=None, vorige=None, uitkomst="").delete()
    for bron, voorstel in proposed.items():
        if bron not in existing:
            Agendapunt.objects.create(
                overleg=overleg,
                bron=bron,
                soort=voorstel.soort.value,
                titel=voorstel.titel[:160],
                reden=voorstel.reden[:200],
                criteria=list(voorstel.criteria),
                doel=voorstel.doel,
                gewenst=voorstel.gewenst,
                minuten=voorstel.minuten,
                **_about(voorstel.onderwerp),
            )


def _is_next(overleg):
    """Only the next meeting of a series fills itself: what it leaves open goes on to the one after."""
    return not overleg.reeks.overleggen.filter(
        status=Overleg.Status.GEPLAND, begin__lt=overleg.begin, eind__gt=timezone.now()
    ).exists()


def _about(onderwerp):
    if onderwerp is None:
        return {}
    return {
        "onderwerp_type": ContentType.objects.get_for_model(onderwerp),
        "onderwerp_id": onderwerp.pk,
    }


def _late_actiepunten(overleg):
    """Actiepunten past their term return on the agenda of the series they came from."""
    from .agendabronnen import Voorstel

    late = Actiepunt.objects.te_laat().filter(
        team=overleg.team_id, agendapunt__overleg__reeks=overleg.reeks_id
    )
    for actiepunt in late.select_related("eigenaar", "onderwerp_type"):
        yield Voorstel(
            bron=f"actiepunt:{actiepunt.pk}",
            soort=Soort.ACTIEPUNT,
            titel=actiepunt.titel,
            reden=f"actiepunt over de datum ({actiepunt.deadline:%d-%m})",
            onderwerp=actiepunt.onderwerp,
            doel="besluitvorming",
            gewenst="Afronden, of een nieuwe datum",
            minuten=5,
        )


def op_volgorde(punten):
    """Points in the order of the agenda: content first (V2)."""
    by_pk = {punt.pk: punt for punt in punten}
    ordered = agenda.op_volgorde(
        agenda.Punt(Soort(punt.soort), punt.plaats, punt.doorgeschoven, punt.pk) for punt in punten
    )
    return [by_pk[punt.nummer] for punt in ordered]


@transaction.atomic
def add_punt(
    *,
    overleg,
    by,
    titel,
    doel,
    gewenst,
    minuten,
    niveau="tactisch",
    soort=Soort.OVERIG,
    onderwerp=None,
    criteria=(),
    reden="",
    bron="",
):
    """Bring a point in by hand; the same onderwerp comes once per meeting."""
    overleg = Overleg.objects.select_for_update(of=("self",), no_key=True).get(pk=overleg.pk)
    if not overleg.is_open:
        raise RegelOvertreden("Dit overleg is al gesloten. Kies een volgend overleg.")
    if onderwerp is not None and soort == Soort.CASUS:
        eis(agenda.mag_inbrengen(criteria=criteria))
    if bron:
        existing = overleg.punten.filter(bron=bron).first()
        if existing is not None:
            if existing.inbrenger_id is not None:
                raise RegelOvertreden("Dit staat al op de agenda van dit overleg.")
            existing.inbrenger, existing.doel, existing.gewenst = by, doel, gewenst
            existing.minuten, existing.criteria, existing.reden = minuten, list(criteria), reden[:200]
            existing.save()
            return existing
    punt = Agendapunt.objects.create(
        overleg=overleg,
        inbrenger=by,
        titel=titel[:160],
        doel=doel,
        gewenst=gewenst,
        minuten=minuten,
        niveau=niveau,
        soort=Soort(soort).value,
        criteria=list(criteria),
        reden=reden[:200],
        bron=bron,
        **_about(onderwerp),
    )
    record(event="agendapunt.added", by=by, subject=punt)
    return punt


@transaction.atomic
def move_punt(*, punt, by, naar, reden=""):
    """Give a point its own place; moving trends or casussen down asks for a reason."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    if not overleg.is_open:
        raise RegelOvertreden("Dit overleg is al gesloten.")
    ordered = op_volgorde(list(overleg.punten.all()))
    van = [row.pk for row in ordered].index(punt.pk) + 1
    naar = max(1, min(naar, len(ordered)))
    eis(agenda.mag_verplaatsen(soort=Soort(punt.soort), van=van, naar=naar, reden=reden))
    Agendapunt.objects.filter(pk=punt.pk).update(plaats=naar, reden_plaats=reden.strip()[:200])
    record(event="agendapunt.moved", by=by, subject=punt)


# --- during the meeting ---------------------------------------------------------------------------------


@transaction.atomic
def start_overleg(*, overleg, by):
    """Begin: the agenda is filled a last time, the starter is the chair. A second start changes nothing."""
    fill_agenda(overleg)
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    if row.status == Overleg.Status.BEZIG:
        return row
    if row.status != Overleg.Status.GEPLAND:
        raise RegelOvertreden("Dit overleg is al gesloten.")
    row.status, row.gestart_op, row.voorzitter = Overleg.Status.BEZIG, timezone.now(), by
    row.save(update_fields=["status", "gestart_op", "voorzitter"])
    record(event="overleg.started", by=by, subject=row)
    return row


@transaction.atomic
def start_punt(*, punt, by):
    """Start the clock of a point, and stop that of the point before it."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    if overleg.status != Overleg.Status.BEZIG:
        raise RegelOvertreden("Start eerst het overleg.")
    now = timezone.now()
    for running in overleg.punten.exclude(gestart_op=None).exclude(pk=punt.pk):
        _stop_clock(running, now)
    Agendapunt.objects.filter(pk=punt.pk, gestart_op=None, uitkomst="").update(gestart_op=now)
    record(event="agendapunt.started", by=by, subject=punt)


def _stop_clock(punt, now):
    used = round((now - punt.gestart_op).total_seconds())
    Agendapunt.objects.filter(pk=punt.pk, gestart_op=punt.gestart_op).update(
        seconden=F("seconden") + max(used, 0), gestart_op=None
    )


@transaction.atomic
def end_punt(*, punt, by, uitkomst, tekst="", eigenaar=None, deadline=None, keuze=""):
    """End a point in a besluit, an actiepunt, postponed to the next meeting, or "geen vervolg" with a reason (V4).

    `keuze` is a choice that the app of the onderwerp offered. Raises RegelOvertreden; two people ending the
    same point: one wins.
    """
    overleg = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=punt.overleg_id)
    )
    punt = Agendapunt.objects.select_related("onderwerp_type").get(pk=punt.pk)
    punt.overleg = overleg
    if overleg.status != Overleg.Status.BEZIG:
        raise RegelOvertreden("Start eerst het overleg.")
    uitkomst = Uitkomst(uitkomst)
    eis(
        agenda.mag_eindigen(
            uitkomst=uitkomst,
            doorgeschoven=punt.doorgeschoven,
            tekst=tekst,
            eigenaar=eigenaar is not None,
            deadline=deadline is not None,
            al_afgerond=bool(punt.uitkomst),
        )
    )
    now = timezone.now()
    if punt.gestart_op:
        _stop_clock(punt, now)
        punt.refresh_from_db(fields=["seconden", "gestart_op"])
    punt.uitkomst, punt.uitkomst_tekst = uitkomst.value, tekst.strip()
    punt.afgerond_op, punt.afgerond_door = now, by
    punt.save()
    bron = uitkomstbron_of(punt)
    if bron is not None:  # before the first row in the logboek: it locks its onderwerp
        if keuze:
            bron.kies(punt, keuze, by)
        bron.na(punt, by)
    about = {
        "onderwerp_type_id": punt.onderwerp_type_id,
        "onderwerp_id": punt.onderwerp_id,
        "titel": punt.titel,
    }
    if uitkomst == Uitkomst.BESLUIT:
        Besluit.objects.create(
            team_id=overleg.team_id, agendapunt=punt, tekst=tekst.strip(), genomen_op=now, **about
        )
    elif uitkomst == Uitkomst.ACTIEPUNT:
        _make_actiepunt(
            team_id=overleg.team_id,
            agendapunt=punt,
            tekst=tekst,
            eigenaar=eigenaar,
            deadline=deadline,
            by=by,
            **about,
        )
    elif uitkomst == Uitkomst.DOORGESCHOVEN:
        _postpone(punt, overleg)
    record(event=f"agendapunt.ended_{uitkomst.value}", by=by, subject=punt)
    return punt


def _postpone(punt, overleg):
    """A postponed point returns by itself in the next meeting of the series, with its count (V5)."""
    following = (
        Overleg.objects.filter(reeks=overleg.reeks_id, status=Overleg.Status.GEPLAND, begin__gt=overleg.begin)
        .order_by("begin")
        .first()
    )
    if following is None:
        raise RegelOvertreden("Er is nog geen volgend overleg om dit punt naartoe te schuiven.")
    bron = punt.bron
    if bron and following.punten.filter(bron=bron).exists():
        following.punten.filter(bron=bron, vorige=None).update(bron="")
        following.punten.filter(bron="", titel=punt.titel, inbrenger=None, vorige=None).delete()
    Agendapunt.objects.create(
        overleg=following,
        soort=punt.soort,
        bron=bron,
        titel=punt.titel,
        reden=f"doorgeschoven: {punt.doorgeschoven + 1}x",
        criteria=punt.criteria,
        inbrenger_id=punt.inbrenger_id,
        doel=punt.doel,
        gewenst=punt.gewenst,
        niveau=punt.niveau,
        minuten=punt.minuten,
        doorgeschoven=punt.doorgeschoven + 1,
        vorige=punt,
        onderwerp_type_id=punt.onderwerp_type_id,
        onderwerp_id=punt.onderwerp_id,
    )


@transaction.atomic
def close_overleg(*, overleg, by):
    """Close a meeting in which every point has an outcome."""
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    if row.status != Overleg.Status.BEZIG:
        raise RegelOvertreden("Dit overleg is niet bezig.")
    eis(agenda.mag_sluiten(open_punten=row.punten.filter(uitkomst="").count()))
    row.status, row.gesloten_op = Overleg.Status.GESLOTEN, timezone.now()
    row.save(update_fields=["status", "gesloten_op"])
    record(event="overleg.closed", by=by, subject=row)


@transaction.atomic
def cancel_overleg(*, overleg, by, reden):
    """A meeting that is not held stays traceable; what hangs on it goes to the next that is."""
    row = (
        Overleg.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=overleg.pk)
    )
    if row.status != Overleg.Status.GEPLAND:
        raise RegelOvertreden("Alleen een gepland overleg kan vervallen.")
    if not reden.strip():
        raise RegelOvertreden("Schrijf op waarom het overleg niet doorgaat.")
    following = (
        Overleg.objects.filter(reeks=row.reeks_id, status=Overleg.Status.GEPLAND, begin__gt=row.begin)
        .order_by("begin")
        .first()
    )
    for punt in row.punten.exclude(soort=Soort.VAST.value):
        if following is None:
            raise RegelOvertreden("Er is geen volgend overleg voor de punten. Verzet dit overleg.")
        if punt.bron and following.punten.filter(bron=punt.bron).exists():
            continue
        punt.overleg = following
        punt.save(update_fields=["overleg"])
    row.status, row.reden_vervallen = Overleg.Status.VERVALLEN, reden.strip()[:200]
    row.save(update_fields=["status", "reden_vervallen"])
    lapse_notificaties(row)
    record(event="overleg.cancelled", by=by, subject=row)


# --- actiepunten ------------------------------------------------------------------------------------------


def _make_actiepunt(*, team_id, tekst, eigenaar, deadline, by, **values):
    if deadline < timezone.localdate():
        raise RegelOvertreden("De datum van het actiepunt is al geweest.")
    if not Plaatsing.objects.op().filter(team=team_id, medewerker=eigenaar).exists():
        raise RegelOvertreden("Deze collega werkt niet meer in het team. Kies een ander.")
    row = Actiepunt.objects.create(
        team_id=team_id, tekst=tekst.strip(), eigenaar=eigenaar, deadline=deadline, gemaakt_door=by, **values
    )
    record(event="actiepunt.added", by=by, subject=row)
    if eigenaar.pk != by.pk:
        notify(
            ontvangers=[eigenaar.pk],
            key=f"actiepunt:{row.pk}:nieuw",
            tekst="Je hebt een nieuw actiepunt.",
            url=row.get_absolute_url(),
            onderwerp=row,
        )
    return row


@transaction.atomic
def add_actiepunt(*, team, by, tekst, eigenaar, deadline, onderwerp=None, sleutel=None):
    """An actiepunt outside a meeting. A second submit of the same form gives the same actiepunt."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # a second tap waits for the first
    if sleutel and (existing := Actiepunt.objects.filter(sleutel=sleutel, team=team).first()):
        return existing
    return _make_actiepunt(
        team_id=team.pk,
        tekst=tekst,
        eigenaar=eigenaar,
        deadline=deadline,
        by=by,
        titel=str(onderwerp)[:160] if onderwerp is not None else tekst[:160],
        sleutel=sleutel,
        **_about(onderwerp),
    )


@transaction.atomic
def update_actiepunt(*, actiepunt, by, voortgang="", deadline=None, klaar=False):
    """Progress, another day, or done. What is done is not reminded any more."""
    row = Actiepunt.objects.select_for_update(no_key=True).get(pk=actiepunt.pk)
    if row.afgerond_op is not None:
        raise RegelOvertreden("Dit actiepunt is al klaar.")
    if deadline is not None and deadline != row.deadline:
        if deadline < timezone.localdate():
            raise RegelOvertreden("Deze datum is al geweest.")
        row.deadline = deadline
        lapse_notificaties(row, prefix=f"actiepunt:{row.pk}:herinnering:")
    row.voortgang = voortgang.strip()
    if klaar:
        row.afgerond_op = timezone.now()
        lapse_notificaties(row)
    row.save()
    record(event="actiepunt.done" if klaar else "actiepunt.updated", by=by, subject=row)
    return row


# --- the tick -----------------------------------------------------------------------------------------------


def tick(moment=None):
    """Make coming meetings, fill agendas, and remind: actiepunten by their day, and the meeting of tomorrow (H1).

    Runs every minute; idempotent. Nobody absent at this moment is reminded now; they are when they are back.
    """
    moment = moment or timezone.now()
    today = timezone.localdate(moment)
    made = Overlegreeks.objects.filter(gestopt_op=None).exclude(
        overleggen__datum__gt=today + VOORUIT - timedelta(days=45)
    )
    for reeks in made:
        with transaction.atomic():
            make_overleggen(reeks, moment=moment)
    soon = Overleg.objects.filter(
        status=Overleg.Status.GEPLAND, begin__gt=moment, begin__lt=moment + VAN_TEVOREN
    )
    for overleg in soon:
        fill_agenda(overleg)
    if timezone.localtime(moment).hour >= EERSTE_UUR:  # nobody is reminded in the night
        _remind_actiepunten(moment, today)
        _remind_overleggen(moment, today)


def _absent(moment):
    return set(
        Afwezigheid.objects.filter(ingetrokken_op=None).op(moment).values_list("medewerker", flat=True)
    )


def _remind_actiepunten(moment, today):
    absent = _absent(moment)
    soon = Actiepunt.objects.open().filter(deadline__lte=today + timedelta(days=2))
    for actiepunt in soon:
        kind = actiepunt_herinnering((actiepunt.deadline - today).days)
        if kind and actiepunt.eigenaar_id not in absent:
            notify(
                ontvangers=[actiepunt.eigenaar_id],
                key=f"actiepunt:{actiepunt.pk}:herinnering:{actiepunt.deadline}:{kind}",
                tekst="Een actiepunt van jou is over de datum."
                if kind.startswith("te-laat")
                else "Een actiepunt van jou moet bijna klaar zijn.",
                url=actiepunt.get_absolute_url(),
                onderwerp=actiepunt,
                moment=moment,
            )


def _remind_overleggen(moment, today):
    tomorrow = today + timedelta(days=1)
    absent = _absent(moment)
    for overleg in Overleg.objects.filter(status=Overleg.Status.GEPLAND, begin__date=tomorrow).select_related(
        "reeks"
    ):
        notify(
            ontvangers=[pk for pk in deelnemers(overleg).values_list("pk", flat=True) if pk not in absent],
            key=f"overleg:{overleg.pk}:morgen:{overleg.begin.date()}",
            tekst="Morgen heb je een overleg. Bekijk de agenda.",
            url=reverse("overleggen:overleg", args=[overleg.pk]),
            onderwerp=overleg,
            moment=moment,
        )
