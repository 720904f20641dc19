"""A meeting: its agenda before, one point at a time during, its besluitenlijst after; and on the screen in the room."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from logboek.services import record
from organisatie.access import fetch_for
from organisatie.handelingen import opent
from overleggen import forms, services
from overleggen.agendabronnen import readable_ids, uitkomstbron_of
from overleggen.handelingen import OVERLEG
from overleggen.models import Aantekening, Besluit, Overleg
from regels.agenda import past_nog
from regels.overleg import is_zeker
from ui.pages import post_action
from ui.pdf import download, make_pdf


def page_of(overleg):
    return reverse("overleggen:overleg", args=[overleg.pk])


def keuzes_of(punt):
    """What else the app of the onderwerp lets one choose at the end of this point."""
    bron = uitkomstbron_of(punt)
    return bron.keuzes(punt) if bron else []


def punten_for(overleg, user):
    """The points in order, each with its number and whether this user may read it."""
    punten = list(
        overleg.punten.select_related(
            "inbrenger",
            "onderwerp_type",
            "actiepunt__eigenaar",
            "besluit",
            "reeks",
            "afgerond_door",
            "volgende__overleg__reeks",
        ).prefetch_related("correcties__door")
    )
    allowed = readable_ids(punten, user)
    punten = services.op_volgorde(punten)
    for nummer, punt in enumerate(punten, 1):
        punt.nummer, punt.leesbaar, punt.overleg = nummer, punt.pk in allowed, overleg
    return punten


def current(punten):
    """The point that is on now: whose clock runs, else the first without an outcome."""
    open_now = [punt for punt in punten if not punt.uitkomst]
    return next((punt for punt in open_now if punt.gestart_op), open_now[0] if open_now else None)


@require_GET
def overleg(request, pk):
    """The agenda of a meeting, and during it the screen to hold it: one point at a time."""
    overleg = fetch_for(request.user, Overleg, perm="overleggen.view_overleg", pk=pk)
    services.fill_agenda(overleg)
    return render(request, "overleggen/overleg.html", overleg_context(request, overleg))


def overleg_context(request, overleg):
    user = request.user
    punten = punten_for(overleg, user)
    bezig = overleg.status == Overleg.Status.BEZIG
    holds = user.has_perm("overleggen.hold_overleg", overleg)
    nu = current(punten) if bezig else None
    notes, form = _notes(punten), None
    if nu is not None and holds and nu.leesbaar:
        form = form_for(
            nu, overleg, next((row for row in notes[nu.pk] if row.medewerker_id == user.pk), None)
        )
    for punt in punten:
        mine = next((row for row in notes[punt.pk] if row.medewerker_id == user.pk), None)
        punt.notities = [row for row in notes[punt.pk] if row.tekst and not (punt is nu and row is mine)]
        punt.klaargezet = mine.uitkomst.get("tekst", "") if mine and punt.uitkomst else ""
    open_punten = [punt for punt in punten if not punt.uitkomst]
    nodig = sum(punt.minuten for punt in open_punten)
    eerder = _decided_before(overleg, punten, user)
    for punt in punten:
        punt.eerder = eerder.get((punt.onderwerp_type_id, punt.onderwerp_id), [])
    return {
        "overleg": overleg,
        "titel": f"{overleg.reeks.naam}",
        "punten": punten,
        "som": sum(punt.minuten for punt in punten),
        "gebruikt": round(sum(punt.seconden for punt in punten) / 60),
        "open": len(open_punten),
        "bezig": bezig,
        "nu": nu,
        "form": form,
        "deelnemers": services.deelnemers(overleg),
        "gasten": overleg.gasten.prefetch_related("punten"),
        "gast_link": request.session.pop("gast", None) if holds else None,
        "kansen": OVERLEG.kansen(
            overleg, user, open=len(open_punten), afgerond=len(punten) - len(open_punten)
        ),
        "sluit_op": _closes(overleg),
        "past": past_nog(over=_minutes_left(overleg), nodig=nodig) if bezig else "",
        "wachtend": _waiting(overleg, user) if holds and overleg.is_open else [],
        "stand": stand_of(overleg),
        "presentaties": overleg.presentaties.select_related("medewerker", "in_plaats_van"),
    }


def form_for(punt, overleg, own=None, data=None):
    """The form to end this point, with one's own notes in it, and the outcome one was filling in."""
    initial = {"aantekening": "", "versie": 0}
    if own is not None:
        initial = {"aantekening": own.tekst, "versie": own.versie, **own.uitkomst}
    form = forms.UitkomstForm(data, team=overleg.team_id, keuzes=keuzes_of(punt), initial=initial)
    form.helper.form_action = reverse("overleggen:punt-end", args=[punt.pk])
    form.fields["aantekening"].widget.attrs["data-bewaar"] = reverse("overleggen:punt-note", args=[punt.pk])
    return form


def _notes(punten):
    found = defaultdict(list)
    ids = [punt.pk for punt in punten if punt.leesbaar]
    rows = Aantekening.objects.filter(punt__in=ids).exclude(tekst="", uitkomst={})
    for row in rows.select_related("medewerker"):
        found[row.punt_id].append(row)
    return found


def _minutes_left(overleg):
    return round((overleg.eind - timezone.now()).total_seconds() / 60)


def _closes(overleg):
    """The last day to bring something in, while that is still to come."""
    if overleg.status != Overleg.Status.GEPLAND or not overleg.reeks.sluit_dagen:
        return None
    dag = timezone.localdate(overleg.begin) - timedelta(days=overleg.reeks.sluit_dagen)
    return dag if dag >= timezone.localdate() else None


def _waiting(overleg, user):
    rows = list(
        overleg.reeks.punten.filter(overleg=None, uitkomst="").select_related(
            "inbrenger", "onderwerp_type", "reeks"
        )
    )
    allowed = readable_ids(rows, user)
    return [row for row in rows if row.pk in allowed]


def _decided_before(overleg, punten, user):
    """Earlier besluiten on the same subject, newest first: "eerder besloten" beside a point (V13)."""
    subjects = {
        (punt.onderwerp_type_id, punt.onderwerp_id) for punt in punten if punt.onderwerp_id and punt.leesbaar
    }
    if not subjects:
        return {}
    condition = Q(pk__in=[])
    for kind, pk in subjects:
        condition |= Q(onderwerp_type=kind, onderwerp_id=pk)
    rows = Besluit.objects.filter(condition, team=overleg.team_id).exclude(agendapunt__overleg=overleg.pk)
    rows = rows.select_related("agendapunt__reeks").order_by("-genomen_op")
    found = defaultdict(list)
    for row in opent(user, rows[:60]):
        if row.opent:
            found[(row.onderwerp_type_id, row.onderwerp_id)].append(row)
    return {subject: rows[:3] for subject, rows in found.items()}


def stand_of(overleg):
    """A short text that is another one as soon as a page of this meeting should be drawn again. One query."""
    rows = overleg.punten.values_list("pk", "uitkomst", "gestart_op", "plaats", "minuten").order_by("pk")
    parts = [overleg.status, str(overleg.volgnummer)]
    parts += [
        f"{pk}{uitkomst[:2]}{'*' if begun else ''}{place or ''}" for pk, uitkomst, begun, place, _ in rows
    ]
    return "-".join(parts)


@require_GET
def overleg_stand(request, pk):
    """Where the meeting is now, for a page that is open: its stand, and what others note at the point that is on."""
    overleg = fetch_for(request.user, Overleg, perm="overleggen.view_overleg", pk=pk)
    running = (
        overleg.punten.exclude(gestart_op=None).filter(uitkomst="").select_related("onderwerp_type", "reeks")
    )
    wanted = request.GET.get("punt", "")
    if wanted.isdecimal():
        running = overleg.punten.filter(pk=wanted).select_related("onderwerp_type", "reeks")
    notes = []
    for punt in running[:1]:
        if readable_ids([punt], request.user):
            rows = punt.aantekeningen.exclude(medewerker=request.user).exclude(tekst="")
            notes = [
                {"wie": row.medewerker.naam, "tekst": row.tekst} for row in rows.select_related("medewerker")
            ]
    return JsonResponse({"stand": stand_of(overleg), "aantekeningen": notes})


@require_GET
def overleg_scherm(request, pk):
    """For the screen in the room: only what everybody who takes part may read."""
    overleg = fetch_for(request.user, Overleg, perm="overleggen.view_overleg", pk=pk)
    punten = punten_for(overleg, request.user)
    for mens in services.deelnemers(overleg):
        allowed = readable_ids([punt for punt in punten if punt.leesbaar], mens)
        for punt in punten:
            punt.leesbaar = punt.pk in allowed
    nu = current(punten) if overleg.status == Overleg.Status.BEZIG else None
    open_punten = [punt for punt in punten if not punt.uitkomst]
    context = {
        "titel": overleg.reeks.naam,
        "overleg": overleg,
        "nu": nu,
        "straks": [punt for punt in open_punten if punt is not nu][:5],
        "klaar": [punt for punt in punten if punt.uitkomst],
        "past": past_nog(over=_minutes_left(overleg), nodig=sum(p.minuten for p in open_punten))
        if nu
        else "",
        "stand": stand_of(overleg),
    }
    return render(request, "overleggen/scherm.html", context)


@require_http_methods(["GET", "POST"])
def overleg_start(request, pk):
    """Begin. On another day than its own it is asked first: one tap must not take a meeting of next month away (D4)."""
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)
    zeker = is_zeker(
        dag=timezone.localdate(overleg.begin), vandaag=timezone.localdate(), zeker="zeker" in request.POST
    )
    planned = overleg.status == Overleg.Status.GEPLAND
    if request.method == "GET" or (planned and not zeker):
        context = {
            "titel": "Overleg starten",
            "intro": zeker.bezwaar or f"Start {overleg}.",
            "form": forms.StartForm(),
            "terug": page_of(overleg),
        }
        return render(request, "form.html", context)
    return post_action(
        request,
        do=lambda: services.start_overleg(overleg=overleg, by=request.user),
        terug=page_of(overleg),
        bericht="Het overleg is begonnen.",
    )


@require_POST
def overleg_undo_start(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)
    return post_action(
        request,
        do=lambda: services.undo_start(overleg=overleg, by=request.user),
        terug=page_of(overleg),
        bericht="Het overleg staat weer gepland. Wat is aangetekend staat er nog.",
    )


@require_POST
def overleg_notes(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)
    return post_action(
        request,
        do=lambda: services.take_notes(overleg=overleg, by=request.user),
        terug=page_of(overleg),
        bericht="Jij notuleert. De voorzitter kan naast je meeschrijven.",
    )


@require_POST
def overleg_close(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)
    return post_action(
        request,
        do=lambda: services.close_overleg(overleg=overleg, by=request.user),
        terug=reverse("overleggen:besluitenlijst", args=[overleg.pk]),
        bericht="Het overleg is gesloten. Wie meedoet krijgt een link naar de besluitenlijst.",
    )


def _ended(overleg, user):
    """The points with an outcome: for each reader those they may see; of the rest only that there was one."""
    return [punt for punt in punten_for(overleg, user) if punt.uitkomst]


@require_GET
def besluitenlijst(request, pk):
    """What came out of a meeting, for who may read it (V7)."""
    overleg = fetch_for(request.user, Overleg, perm="overleggen.view_overleg", pk=pk)
    punten = _ended(overleg, request.user)
    context = {
        "overleg": overleg,
        "titel": f"Besluitenlijst {overleg}",
        "punten": punten,
        "minuten": sum(punt.minuten for punt in punten),
        "gebruikt": sum(punt.gebruikte_minuten for punt in punten),
    }
    return render(request, "overleggen/besluitenlijst.html", context)


@require_GET
def besluitenlijst_pdf(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.view_overleg", pk=pk)
    record(event="besluitenlijst.downloaded", by=request.user, subject=overleg)
    delen = []
    for punt in _ended(overleg, request.user):
        if not punt.leesbaar:
            delen.append({"kop": f"{punt.nummer}. Besloten punt", "regels": []})
            continue
        regels = [f"{punt.get_uitkomst_display()}. {punt.uitkomst_tekst}".strip()]
        if hasattr(punt, "actiepunt"):
            dag = punt.actiepunt.deadline
            regels.append(f"Wie: {punt.actiepunt.eigenaar.naam}, voor {dag:%d-%m-%Y}")
        regels += [
            f"Gecorrigeerd op {timezone.localtime(c.op):%d-%m-%Y} door {c.door.naam} ({c.reden}). Eerst stond er: {c.oude_tekst}"
            for c in punt.correcties.all()
        ]
        regels.append(f"Gepland {punt.minuten} minuten, gebruikt {punt.gebruikte_minuten}.")
        delen.append({"kop": f"{punt.nummer}. {punt.titel}", "regels": regels})
    data = {
        "titel": f"Besluitenlijst {overleg}",
        "inleiding": "Dit is de lijst voor wie hem ophaalde: besloten punten staan er zonder inhoud in.",
        "voet": f"Basisteam {overleg.team.naam}",
        "delen": delen,
    }
    return download(make_pdf("document", data), naam=f"besluitenlijst-{overleg.begin:%Y-%m-%d}.pdf")
