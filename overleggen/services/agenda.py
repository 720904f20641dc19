"""The agenda: it fills itself, content first, and anybody can bring a point in (V2, V3, V5)."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from logboek.services import record
from organisatie.access import own_key
from organisatie.models import Plaatsing, Team
from regels import agenda
from regels import overleg as regels_overleg
from regels.agenda import Soort, Vanzelf
from regels.begrippen import eis

from ..agendabronnen import Voorstel, voorstellen
from ..models import Actiepunt, Agendapunt, Besluit, Overleg, Overlegreeks, Vraag


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
    proposed |= {voorstel.bron: voorstel for voorstel in _own(overleg)}
    later = Agendapunt.objects.filter(overleg__in=_coming_after(overleg), komt_terug=True)  # put off to then
    existing = {
        bron for punten in (overleg.punten, later) for bron in punten.values_list("bron", flat=True) if bron
    }
    for punt in overleg.reeks.punten.filter(overleg=None, komt_terug=True, uitkomst=""):
        if punt.bron and punt.bron in existing:
            punt.bron = ""
        punt.overleg, punt.komt_terug = overleg, False
        punt.save(update_fields=["overleg", "komt_terug", "bron"])
        existing.add(punt.bron)
    stale = overleg.punten.exclude(bron="").exclude(bron__in=proposed).exclude(bron__startswith="vast:")
    untouched(stale).filter(uitkomst="").delete()
    for bron, voorstel in proposed.items():
        if bron not in existing:
            Agendapunt.objects.create(
                reeks=overleg.reeks,
                overleg=overleg,
                bron=bron,
                soort=voorstel.soort.value,
                titel=voorstel.titel[:160],
                reden=voorstel.reden[:200],
                criteria=list(voorstel.criteria),
                doel=voorstel.doel,
                gewenst=voorstel.gewenst[:200],
                minuten=voorstel.minuten,
                **about(voorstel.onderwerp),
            )


def untouched(punten):
    """Points that came by themselves and that nobody did anything with: these may go without a trace."""
    return punten.filter(inbrenger=None, vorige=None, aantekeningen=None, vragen=None, gasten=None)


def make_room(overleg, punt):
    """This point comes to a meeting where the same thing may stand by itself: that one goes, or loses its bron."""
    there = overleg.punten.filter(bron=punt.bron).exclude(bron="")
    doomed = list(untouched(there).filter(uitkomst="").values_list("pk", flat=True))
    Agendapunt.objects.filter(pk__in=doomed).delete()
    there.update(bron="")


def _coming_after(overleg):
    """The planned meetings of this series after this one, the first first."""
    rows = Overleg.objects.filter(
        reeks=overleg.reeks_id, status=Overleg.Status.GEPLAND, begin__gt=overleg.begin
    )
    return rows.order_by("begin", "pk")


def _is_next(overleg):
    """Only the next meeting of a series fills itself: what it leaves open goes on to the one after."""
    return not overleg.reeks.overleggen.filter(
        status=Overleg.Status.GEPLAND, begin__lt=overleg.begin, eind__gt=timezone.now()
    ).exists()


def about(onderwerp):
    if onderwerp is None:
        return {}
    return {
        "onderwerp_type": ContentType.objects.get_for_model(onderwerp),
        "onderwerp_id": onderwerp.pk,
    }


def about_row(rij):
    """What this row is about, to give along to another row with its title."""
    return {"onderwerp_type_id": rij.onderwerp_type_id, "onderwerp_id": rij.onderwerp_id, "titel": rij.titel}


def _own(overleg):
    """What the meeting engine itself has waiting: questions, answers, turns, late actiepunten, besluiten to look back at."""
    yield from _questions(overleg)
    yield from _answers(overleg)
    yield from _turns(overleg)
    yield from _late_actiepunten(overleg)
    yield from _look_back(overleg)


def _questions(overleg):
    if not overleg.reeks.vult(Vanzelf.VRAGEN):
        return
    for vraag in Vraag.objects.filter(team=overleg.team_id, beantwoord_op=None):
        yield Voorstel(
            bron=f"vraag:{vraag.pk}",
            soort=Soort.VRAAG,
            titel=vraag.titel,
            reden="vraag aan het BMO" + (f" uit {vraag.uit.naam}" if vraag.uit_id else ""),
            onderwerp=vraag,
            doel="besluitvorming",
            gewenst="Een antwoord: welke optie kiezen we?",
            minuten=10,
        )


def _answers(overleg):
    """The answer of the BMO comes back to the series that asked (V12)."""
    rows = Vraag.objects.filter(uit=overleg.reeks_id, teruggemeld_op=None).exclude(beantwoord_op=None)
    for vraag in rows:
        yield Voorstel(
            bron=f"antwoord:{vraag.pk}",
            soort=Soort.VRAAG,
            titel=f"Antwoord: {vraag.titel}",
            reden="het antwoord op onze vraag",
            onderwerp=vraag,
            doel="beeldvorming",
            gewenst="Wat doen we met het antwoord?",
            minuten=5,
        )


def _turns(overleg):
    if not overleg.reeks.vult(Vanzelf.PRESENTATIES):
        return
    for beurt in overleg.presentaties.filter(gehouden_op=None).select_related("medewerker", "in_plaats_van"):
        extra = f", in plaats van {beurt.in_plaats_van.naam}" if beurt.in_plaats_van_id else ""
        yield Voorstel(
            bron=f"presentatie:{beurt.pk}",
            soort=Soort.PRESENTATIE,
            titel=f"Presentatie: {beurt.medewerker.naam}",
            reden=f"beurt volgens het rooster{extra}",
            onderwerp=beurt,
            doel="oordeelsvorming",
            gewenst=beurt.vraag or "Meedenken over de vraag van de presentator",
            minuten=15,
        )


def _late_actiepunten(overleg):
    """Actiepunten past their term, or of somebody who left, return on the agenda of the series they came from."""
    here = Plaatsing.objects.op().filter(medewerker=OuterRef("eigenaar"), team=OuterRef("team"))
    late = (
        Actiepunt.objects.open()
        .filter(team=overleg.team_id, agendapunt__reeks=overleg.reeks_id)
        .annotate(is_hier=Exists(here))
        .filter(Q(deadline__lt=timezone.localdate()) | Q(is_hier=False))
    )
    for actiepunt in late.select_related("eigenaar", "onderwerp_type"):
        waarom = f"actiepunt over de datum ({actiepunt.deadline:%d-%m})"
        if not actiepunt.is_hier:
            waarom = f"{actiepunt.eigenaar.naam} werkt niet meer in het team: wie neemt dit over?"
        yield Voorstel(
            bron=f"actiepunt:{actiepunt.pk}",
            soort=Soort.ACTIEPUNT,
            titel=actiepunt.tekst,
            reden=waarom,
            onderwerp=None if overleg.reeks.alleen_deelnemers else actiepunt,  # who takes part reads it
            doel="besluitvorming",
            gewenst="Afronden, overdragen, of een nieuwe datum",
            minuten=5,
        )


def _look_back(overleg):
    """A besluit comes back on its day with the question whether it worked (V13)."""
    due = Besluit.objects.filter(
        agendapunt__reeks=overleg.reeks_id,
        terugkijken_op__lte=timezone.localdate(overleg.begin),
        teruggekeken_op=None,
    )
    for besluit in due:
        yield Voorstel(
            bron=f"besluit:{besluit.pk}",
            soort=Soort.TERUGKIJKEN,
            titel=f"Werkte het? {besluit.titel}",
            reden=f"besluit van {timezone.localtime(besluit.genomen_op):%d-%m-%Y}",
            onderwerp=besluit,
            doel="oordeelsvorming",
            gewenst="Werkte het: ja, deels of nee?",
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
    overleg=None,
    reeks=None,
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
    sleutel=None,
):
    """Bring a point in by hand; the same onderwerp comes once per meeting. Without overleg it waits in the voorraad.

    Raises RegelOvertreden: a closed meeting, a casus without criterion, no goal, outcome or time.
    """
    if overleg is not None:
        overleg = (
            Overleg.objects.select_for_update(of=("self",), no_key=True)
            .select_related("reeks")
            .get(pk=overleg.pk)
        )
        eis(regels_overleg.mag_punt_inbrengen(status=overleg.status, staat_er_al=False))
        reeks = overleg.reeks
    else:
        Overlegreeks.objects.select_for_update(no_key=True).get(pk=reeks.pk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Agendapunt.objects.filter(sleutel=sleutel).first()):
        return existing
    if onderwerp is not None and soort == Soort.CASUS:
        eis(agenda.mag_inbrengen(criteria=criteria))
    if onderwerp is not None and not bron:
        bron = f"{onderwerp._meta.model_name}:{onderwerp.pk}"
    same = Agendapunt.objects.filter(reeks=reeks, overleg=overleg, bron=bron).exclude(bron="")
    if overleg is not None and same.exclude(uitkomst="").exists():
        bron = ""  # it was on already and ended: brought in once more
    else:
        status = overleg.status if overleg else None
        eis(regels_overleg.mag_punt_inbrengen(status=status, staat_er_al=same.filter(uitkomst="").exists()))
    punt = Agendapunt.objects.create(
        reeks=reeks,
        overleg=overleg,
        inbrenger=by,
        titel=titel.strip()[:160],
        doel=doel,
        gewenst=gewenst,
        minuten=minuten,
        niveau=niveau,
        soort=Soort(soort).value,
        criteria=list(criteria),
        reden=reden[:200],
        bron=bron,
        sleutel=sleutel,
        **about(onderwerp),
    )
    record(event="agendapunt.added", by=by, subject=punt)
    return punt


@transaction.atomic
def change_punt(*, punt, by, titel, gewenst, doel, minuten, niveau):
    """Another title, goal or time. Who changes a point that came by itself brings it in: it stays, also when it is no longer due."""
    row = _locked_open(punt)
    eis(
        regels_overleg.mag_punt_aanpassen(
            status=row.overleg.status if row.overleg else None, uitkomst=row.uitkomst
        )
    )
    row.titel, row.gewenst, row.doel, row.minuten, row.niveau = (
        titel.strip(),
        gewenst.strip(),
        doel,
        minuten,
        niveau,
    )
    row.inbrenger = row.inbrenger or by
    row.save(update_fields=["titel", "gewenst", "doel", "minuten", "niveau", "inbrenger"])
    record(event="agendapunt.changed", by=by, subject=row)
    return row


@transaction.atomic
def move_punt(*, punt, by, naar, reden=""):
    """Give a point its own place; moving trends or casussen down asks for a reason."""
    overleg = Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    ordered = op_volgorde(list(overleg.punten.all()))
    eis(regels_overleg.mag_ordenen(status=overleg.status, op_agenda=punt.pk in {row.pk for row in ordered}))
    van = [row.pk for row in ordered].index(punt.pk) + 1
    naar = max(1, min(naar, len(ordered)))
    eis(agenda.mag_verplaatsen(soort=Soort(punt.soort), van=van, naar=naar, reden=reden))
    Agendapunt.objects.filter(pk=punt.pk).update(plaats=naar, reden_plaats=reden.strip()[:200])
    record(event="agendapunt.moved", by=by, subject=punt)


def _locked_open(punt):
    """The point, locked with its team and then its meeting: the order of every service here. Raises when it ended."""
    Team.objects.select_for_update(no_key=True).get(pk=punt.team_id)
    if punt.overleg_id is not None:
        Overleg.objects.select_for_update(no_key=True).get(pk=punt.overleg_id)
    row = Agendapunt.objects.select_related("reeks", "overleg").get(pk=punt.pk)
    eis(regels_overleg.mag_punt_wijzigen(uitkomst=row.uitkomst))
    return row


@transaction.atomic
def park_punt(*, punt, by):
    """From the agenda of a coming meeting to the voorraad of its series: not now, and not gone.

    What came by itself wants an outcome: it goes to the next meeting of the series, and comes back nowhere before (D1).
    """
    row = _locked_open(punt)
    if row.overleg is None:
        return row
    naar = _coming_after(row.overleg).first() if row.kwam_vanzelf else None
    eis(
        regels_overleg.mag_parkeren(
            status=row.overleg.status, vanzelf=row.kwam_vanzelf, volgend_overleg=naar is not None
        )
    )
    if naar is not None:
        make_room(naar, row)
    row.overleg, row.plaats, row.komt_terug = naar, None, naar is not None
    row.save(update_fields=["overleg", "plaats", "komt_terug"])
    record(event="agendapunt.parked", by=by, subject=row)
    return row


@transaction.atomic
def schedule_punt(*, punt, overleg, by):
    """From the voorraad onto the agenda of a meeting of the same series."""
    row = _locked_open(punt)
    meeting = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    eis(
        regels_overleg.mag_inplannen(
            zelfde_reeks=meeting.reeks_id == row.reeks_id,
            status=meeting.status,
            op_agenda=row.overleg_id is not None,
            staat_er_al=bool(row.bron) and meeting.punten.filter(bron=row.bron).exists(),
        )
    )
    row.overleg, row.komt_terug = meeting, False
    row.save(update_fields=["overleg", "komt_terug"])
    record(event="agendapunt.scheduled", by=by, subject=row)
    return row


@transaction.atomic
def drop_punt(*, punt, by, reden):
    """A point in the voorraad that nobody needs any more ends with a reason, and stays to be found."""
    row = _locked_open(punt)
    eis(regels_overleg.mag_laten_vallen(op_agenda=row.overleg_id is not None))
    eis(agenda.mag_eindigen(uitkomst=agenda.Uitkomst.GEEN_VERVOLG, doorgeschoven=0, tekst=reden))
    row.uitkomst, row.uitkomst_tekst = agenda.Uitkomst.GEEN_VERVOLG.value, reden.strip()
    row.afgerond_op, row.afgerond_door = timezone.now(), by
    row.save()
    record(event="agendapunt.dropped", by=by, subject=row)
    return row
