"""Changes in portefeuilles: thema's, labels and houders, and how the team is involved (P1, P7, P12, P13)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from organisatie.bronnen import facts_changed, gevolgen
from organisatie.models import Medewerker
from organisatie.services import (
    end_row,
    end_row_at_latest,
    ended_by_hand,
    move_forward,
    refuse_oneself,
    require_placed,
    take_back_row,
)
from regels.begrippen import JA, Houderrol, eis
from regels.portefeuille import (
    HOUDER_IS_EERSTE,
    TASTBAAR,
    mag_betrekken,
    mag_houder,
    mag_houder_worden,
    mag_label,
    mag_vervanger_worden,
)

from ..models import (
    Betrekkeuze,
    Houderschap,
    Label,
    Onderbouwing,
    Portefeuille,
    Taakaccenthouder,
    Tastbaarheid,
    Teamlid,
)
from .dossier import hand_over_dossiers
from .slot import lock_team

# The eight opgaven of "Podium voor goed politiewerk" (GGP), to start a list of labels with.
GGP_OPGAVEN = (
    "Werken in wijk en web",
    "Omgaan met de wereld in de wijk",
    "Samenspannen tegen ondermijning",
    "Wendbare nabijheid",
    "Teams en teamchefs in positie",
    "Klein binnen groot organiseren",
    "Beter samenspel",
    "Vernieuwend werken",
)


@transaction.atomic
def save_portefeuille(*, team, portefeuille=None, by, themas, labels=(), **values):
    """Add a portefeuille or change one; `themas` is the list of its thema's, `labels` those put on it."""
    lock_team(team.pk)
    portefeuille = portefeuille or Portefeuille(team=team, van=timezone.localdate())
    for name, value in values.items():
        setattr(portefeuille, name, value)
    portefeuille.save()
    wanted = list(dict.fromkeys(themas))
    portefeuille.themas.exclude(naam__in=wanted).delete()
    for naam in wanted:
        portefeuille.themas.get_or_create(naam=naam)
    portefeuille.labels.set(labels)
    facts_changed(team)
    record(event="portefeuille.saved", by=by, subject=portefeuille)
    return portefeuille


@transaction.atomic
def set_houder(*, portefeuille, medewerker, van, by):
    """A new houder from a day; the running houder ends on that day, or goes when it was entered by mistake (N5)."""
    lock_team(portefeuille.team_id)
    require_placed(medewerker, portefeuille.team)
    refuse_oneself(medewerker, by)
    today = timezone.localdate()
    running = Houderschap.objects.filter(portefeuille=portefeuille, rol=Houderrol.HOUDER, tot=None).first()
    if running is not None:
        eis(
            mag_houder_worden(
                is_al_houder=running.medewerker_id == medewerker.pk,
                van=van,
                huidige_van=running.van,
                vandaag=today,
            )
        )
    others = Houderschap.objects.filter(portefeuille=portefeuille, rol=Houderrol.HOUDER)
    others = others.exclude(pk=running.pk if running else None)
    eis(mag_houder(van=van, tot=None, andere=others.values_list("van", "tot")))
    with gevolgen(portefeuille.team, by=by) as caused:
        if running is not None and running.van == van:
            _take_back(running, by)
        elif running is not None:
            end_row(running, van)
        row = Houderschap.objects.create(
            portefeuille=portefeuille, medewerker=medewerker, rol=Houderrol.HOUDER, van=van
        )
        hand_over_dossiers(portefeuille, medewerker)
    record(event="houderschap.added", by=by, subject=row)
    return caused


@transaction.atomic
def add_vervanger(*, portefeuille, medewerker, volgorde, van, by):
    """A vervanger from a day, in an order."""
    lock_team(portefeuille.team_id)
    require_placed(medewerker, portefeuille.team)
    refuse_oneself(medewerker, by)
    running = Houderschap.objects.filter(portefeuille=portefeuille, medewerker=medewerker).niet_voorbij(van)
    eis(mag_vervanger_worden(is_er_al=running.exists()))
    with gevolgen(portefeuille.team, by=by) as caused:
        row = Houderschap.objects.create(
            portefeuille=portefeuille,
            medewerker=medewerker,
            rol=Houderrol.VERVANGER,
            volgorde=volgorde,
            van=van,
        )
    record(event="houderschap.added", by=by, subject=row)
    return caused


@transaction.atomic
def end_houderschap(*, houderschap, tot, by):
    """End a houderschap: `tot` is the first day on which it no longer holds."""
    lock_team(houderschap.portefeuille.team_id)
    pk = houderschap.pk
    with gevolgen(houderschap.portefeuille.team, by=by) as caused:
        end_row(houderschap, tot)
    houderschap.pk = pk  # a tie that had not begun is gone; the logboek still says which
    record(event="houderschap.ended", by=by, subject=houderschap)
    return caused


@transaction.atomic
def take_back_houderschap(*, houderschap, by):
    """A houderschap that was entered by mistake, and begins today or later, goes; the houder before runs on (N5)."""
    portefeuille = houderschap.portefeuille
    lock_team(portefeuille.team_id)
    with gevolgen(portefeuille.team, by=by) as caused:
        _take_back(houderschap, by)
        if houderschap.rol == Houderrol.HOUDER:
            before = Houderschap.objects.filter(
                portefeuille=portefeuille, rol=Houderrol.HOUDER, tot=houderschap.van
            )
            for row in before.filter(
                medewerker__in=Medewerker.objects.geplaatst(portefeuille.team, houderschap.van)
            ):
                if ended_by_hand(row):
                    continue
                refuse_oneself(row.medewerker, by)
                row.tot = houderschap.tot
                row.save(update_fields=["tot"])
    return caused


def _take_back(row, by):
    """What was made ready for them waits for who comes in their place."""
    take_back_row(row, "houderschap.taken_back", by)
    row.portefeuille.dossiers.filter(aan=row.medewerker_id, afgerond_op=None).update(aan=None)


@transaction.atomic
def move_vervanger_forward(*, houderschap, by):
    """This vervanger is asked one place earlier than now (D3)."""
    portefeuille = houderschap.portefeuille
    lock_team(portefeuille.team_id)
    eis(JA if houderschap.rol == Houderrol.VERVANGER else HOUDER_IS_EERSTE)
    refuse_oneself(houderschap.medewerker, by)
    with gevolgen(portefeuille.team, by=by) as caused:
        move_forward(
            houderschap, Houderschap.objects.filter(portefeuille=portefeuille, rol=Houderrol.VERVANGER)
        )
    record(event="houderschap.moved_forward", by=by, subject=houderschap)
    return caused


def end_houderschappen_of(medewerker, team, tot):
    """Somebody leaves the team: what they held in it, as houder, taakaccenthouder or lid of a team, ends too."""
    for model, lookup in (
        (Houderschap, "portefeuille__team"),
        (Taakaccenthouder, "taakaccent__portefeuille__team"),
        (Teamlid, "zelfstandig_team__portefeuille__team"),
    ):
        for row in model.objects.filter(medewerker=medewerker, **{lookup: team}).niet_voorbij(tot):
            end_row_at_latest(row, tot)


# --- labels ---------------------------------------------------------------------------------------------


@transaction.atomic
def save_label(*, team, label=None, by, soort, naam, gestopt=False):
    """Add a label or change one. Raises RegelOvertreden when the team has it already."""
    lock_team(team.pk)
    naam = naam.strip()
    same = Label.objects.filter(team=team, soort=soort, naam__iexact=naam)
    eis(mag_label(is_er_al=same.exclude(pk=label.pk if label else None).exists()))
    label = label or Label(team=team)
    label.soort, label.naam, label.gestopt = soort, naam, gestopt
    label.save()
    record(event="label.saved", by=by, subject=label)
    return label


@transaction.atomic
def fill_ggp_labels(*, team, by):
    """The eight opgaven of GGP as labels, to start with; what is there stays as it is."""
    lock_team(team.pk)
    Label.objects.bulk_create(
        [Label(team=team, soort=Label.Soort.GGP, naam=naam) for naam in GGP_OPGAVEN], ignore_conflicts=True
    )
    record(event="label.ggp_filled", by=by, subject=team)


# --- how the team is involved, how tangible the thema is, and what is done outside the speerpunten --------


@transaction.atomic
def choose_betrekken(*, portefeuille, by, manieren, reden):
    """Choose how to involve the team, with the reason; earlier choices stay readable (P7)."""
    eis(mag_betrekken(manieren=len(manieren)))
    row = Betrekkeuze.objects.create(
        portefeuille=portefeuille, manieren=list(manieren), reden=reden.strip(), door=by
    )
    record(event="betrekken.chosen", by=by, subject=row)
    return row


@transaction.atomic
def judge_tastbaarheid(*, portefeuille, by, toelichting="", **antwoorden):
    """How far the thema is embedded, today; judged again on the same day it is corrected (P13)."""
    row, _ = Tastbaarheid.objects.update_or_create(
        portefeuille=portefeuille,
        dag=timezone.localdate(),
        defaults={
            "antwoorden": {naam: antwoorden[naam] for naam in TASTBAAR},
            "toelichting": toelichting.strip(),
            "door": by,
        },
    )
    record(event="tastbaarheid.judged", by=by, subject=row)
    return row


@transaction.atomic
def save_onderbouwing(*, team, by, onderbouwing=None, **values):
    """Why work outside the speerpunten is done, from today or as it was (P12)."""
    row = onderbouwing or Onderbouwing(team=team, door=by, van=timezone.localdate())
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record(event="onderbouwing.saved", by=by, subject=row)
    return row


@transaction.atomic
def end_onderbouwing(*, onderbouwing, tot, by):
    end_row(onderbouwing, tot)
    record(event="onderbouwing.ended", by=by, subject=onderbouwing)
