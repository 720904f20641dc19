"""Calling at an event: the list on a phone, each call in seconds, the overview while it runs, the report (B6)."""

from collections import Counter

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team, require_perm
from organisatie.verbeteren import correcting
from regels.begrippen import RegelOvertreden
from regels.bellen import STEMMINGEN, Afloop
from ui.export import list_file, wanted
from ui.pages import form_page, is_valid, log_toch_bewaard, post_action

from .. import queries, services
from ..forms import signalen as forms
from ..models import Belregel, Belronde, Sleutelfiguur
from ..namen import ONBEKEND


@require_GET
def belronde_list(request):
    team = own_team(request.user, perm="bondgenoten.list_netwerk")
    rows = Belronde.objects.filter(team=team).select_related("begonnen_door")
    if soort := wanted(request):
        rijen = [[r.aanleiding, r.begonnen_op, r.begonnen_door.naam, r.gesloten_op] for r in rows[:500]]
        kop = ["Aanleiding", "Begonnen", "Door", "Gesloten"]
        return list_file(request, soort, subject=team, naam="belrondes", kop=kop, rijen=rijen)
    shown = list(rows[:50])
    mine = set(queries.rondes_voor(request.user, team).values_list("pk", flat=True))
    for row in shown:
        row.opent = row.pk in mine
    context = {
        "titel": "Belrondes",
        "rows": shown,
    }
    return render(request, "bondgenoten/belronde_list.html", context)


@require_http_methods(["GET", "POST"])
def belronde_add(request):
    team = own_team(request.user, perm="bondgenoten.start_belronde")
    return form_page(
        request,
        forms.BelrondeForm(request.POST or None, team=team),
        do=lambda **data: services.start_belronde(team=team, by=request.user, **data),
        titel="Er is iets gebeurd: wie bellen we?",
        intro="Kies waar en wie het raakt. De bellijst staat er meteen, wie het dichtst bij is eerst.",
        terug=lambda ronde: ronde,
        vanaf=reverse("bondgenoten:belronde-list"),
        bericht="De bellijst staat klaar. Wie gevraagd is om te bellen, hoort het nu.",
    )


def _lines(ronde, user):
    """The lines with a name for who may know it: everybody in an open round; afterwards who may see the person."""
    lines = list(ronde.regels.select_related("sleutelfiguur", "netwerk", "beller", "bezig", "gebeld_door"))
    known = None
    if not ronde.loopt:
        ids = {line.sleutelfiguur_id for line in lines}
        known = set(Sleutelfiguur.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    reachable = set(
        Sleutelfiguur.objects.te_bereiken()
        .filter(pk__in=[line.sleutelfiguur_id for line in lines])
        .values_list("pk", flat=True)
    )
    if known is None:
        known = {line.sleutelfiguur_id for line in lines}
    for line in lines:
        line.weg = line.sleutelfiguur_id not in reachable
        line.bekend = line.sleutelfiguur_id in known
        gone = line.sleutelfiguur.gewist_op is not None
        line.naam = str(line.sleutelfiguur) if line.bekend or gone else ONBEKEND
        line.voor_mij = line.beller_id == user.pk
    return lines


@require_GET
def belronde(request, pk):
    """The call list: mine first, then the rest, each with one button."""
    ronde = fetch_for(request.user, Belronde, perm="bondgenoten.view_belronde", pk=pk)
    lines = _lines(ronde, request.user)
    named = [
        line.sleutelfiguur_id
        for line in lines
        if line.bekend and not line.sleutelfiguur.gewist_op and (line.is_klaar or not line.weg)
    ]
    services.see_names(named, by=request.user, team=ronde.team_id, waar="belronde")
    open_lines = [line for line in lines if not line.is_klaar and not line.weg]
    context = {
        "titel": ronde.aanleiding,
        "ronde": ronde,
        "bezig": next((line for line in open_lines if line.bezig_id == request.user.pk and line.belt), None),
        "gesloten": not ronde.loopt,
        "mijn": [line for line in open_lines if line.voor_mij and ronde.loopt],
        "rest": [line for line in open_lines if not (line.voor_mij and ronde.loopt)],
        "klaar": [line for line in lines if line.is_klaar],
        "weg": sum(1 for line in lines if line.weg and not line.is_klaar),
        "aantal": len(lines),
    }
    return render(request, "bondgenoten/belronde.html", context)


def _name_in(line, user):
    """The name on the page of one call: while the round is open, or for who may see the person."""
    mens = line.sleutelfiguur
    seen = line.belronde.loopt or Sleutelfiguur.objects.visible_to(user).filter(pk=mens.pk).exists()
    if seen:
        services.see_names([mens.pk], by=user, team=line.team_id, waar="belronde")
    return str(mens) if seen or mens.gewist_op is not None else ONBEKEND


@require_http_methods(["GET", "POST"])
def line_claim(request, pk):
    """ "Ik bel": the number is shown to this caller, and the form to say what came of it."""
    line = _line_of(request, pk)
    if request.method == "GET":  # after logging in again, or a bookmark
        return redirect(line.belronde)
    try:
        services.claim_line(regel=line, by=request.user)
    except RegelOvertreden as overtreding:
        messages.error(request, str(overtreding))
        return redirect(line.belronde)
    return redirect("bondgenoten:line", line.pk)


def _line_of(request, pk):
    line = fetch_for(request.user, Belregel, perm="bondgenoten.see_belregel", pk=pk)
    require_perm(request.user, "bondgenoten.view_belronde", line.belronde)
    return line


@require_http_methods(["GET", "POST"])
def line(request, pk):
    """One call: who, the number, what to tell and ask; and what came of it, also to mend what was tapped."""
    line = _line_of(request, pk)
    if request.method == "GET":  # what was typed meanwhile is answered by the service, and stays on the form
        require_perm(request.user, "bondgenoten.result_belregel", line)
    initial = (
        {name: getattr(line, name) for name in ("stemming", "gehoord", "nodig")} if line.is_klaar else {}
    )
    form = forms.AfloopForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and is_valid(request, form):
        try:
            services.result_line(regel=line, by=request.user, **form.cleaned_data)
        except RegelOvertreden as overtreding:
            form.add_error(None, str(overtreding))
        else:
            log_toch_bewaard(request, form)
            messages.success(request, "Genoteerd. Wie is de volgende?")
            return redirect(line.belronde)
    reach = request.user.has_perm("bondgenoten.view_contact", line.sleutelfiguur)
    if reach:
        services.see_contact(sleutelfiguur=line.sleutelfiguur, by=request.user, reden="belronde")
    context = {
        "titel": "Bellen",
        "naam": _name_in(line, request.user),
        "line": line,
        "mens": line.sleutelfiguur if reach else None,
        "form": form,
    }
    response = render(request, "bondgenoten/belregel.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def line_release(request, pk):
    line = _line_of(request, pk)
    require_perm(request.user, "bondgenoten.release_belregel", line)
    return post_action(
        request,
        do=lambda: services.release_line(regel=line, by=request.user),
        terug=line.belronde,
        bericht="De regel is weer vrij.",
    )


def _overview(ronde, user):
    lines = _lines(ronde, user)
    prefetch_related_objects(lines, "afspraken", "signalen")
    spoken = [line for line in lines if line.afloop == Afloop.GESPROKEN]
    moods = Counter(line.stemming for line in spoken)
    per_netwerk = {}
    for line in lines:
        item = per_netwerk.setdefault(
            line.netwerk or "Zonder netwerk", {"alle": 0, "gesproken": 0, "open": 0}
        )
        item["alle"] += 1
        item["gesproken"] += line.afloop == Afloop.GESPROKEN
        item["open"] += not line.is_klaar and not line.weg
    return {
        "ronde": ronde,
        "aantal": len(lines),
        "gesproken": len(spoken),
        "niet": sum(1 for line in lines if line.afloop == Afloop.NIET),
        "geen_gehoor": sum(
            1 for line in lines if line.afloop in (Afloop.GEEN_GEHOOR, Afloop.LATER) and not line.weg
        ),
        "bezig": sum(1 for line in lines if line.belt),
        "nog_niet": sum(1 for line in lines if not line.afloop and not line.weg),
        "stemmingen": [(naam, moods[str(wat)], str(wat)) for wat, naam in STEMMINGEN.items()],
        "per_netwerk": per_netwerk.items(),
        "gehoord": sorted((line for line in lines if line.gebeld_op and (line.gehoord or line.nodig)), key=lambda row: row.gebeld_op, reverse=True),
    }  # fmt: skip


@require_GET
def belronde_overview(request, pk):
    """While it runs: how far, how it is in the neighbourhood, what is needed. No telephone numbers, no names."""
    ronde = fetch_for(request.user, Belronde, perm="bondgenoten.view_belronde", pk=pk)
    ronde.opent = True  # it just did
    context = {
        "titel": f"Overzicht: {ronde.aanleiding}",
        "nu": timezone.now(),
        **_overview(ronde, request.user),
    }
    return render(request, "bondgenoten/belronde_overzicht.html", context)


@require_http_methods(["GET", "POST"])
def belronde_close(request, pk):
    ronde = fetch_for(request.user, Belronde, perm="bondgenoten.close_belronde", pk=pk)
    numbers = _overview(ronde, request.user)
    left = numbers["nog_niet"] + numbers["geen_gehoor"]
    busy = numbers["bezig"]
    waarschuwing = (
        f"Let op: {left} {'mens is' if left == 1 else 'mensen zijn'} nog niet gesproken. " if left else ""
    )
    if busy:
        waarschuwing += f"{busy} {'collega is' if busy == 1 else 'collega’s zijn'} nog aan het bellen: dat komt er nog bij. "
    return form_page(
        request,
        forms.VerslagForm(request.POST or None),
        do=lambda verslag: services.close_belronde(belronde=ronde, by=request.user, verslag=verslag),
        titel="Belronde sluiten",
        intro=f"{waarschuwing}Schrijf zonder namen. Wie niet is bereikt, blijft zo in het verslag staan.",
        terug=ronde,
        template="bondgenoten/belronde_sluiten.html",
        extra=numbers,
    )


def words_of(request):
    """What a caller wrote down, to make a promise or a signal of: named in the address by its id, never by its words."""
    text = request.GET.get("regel", "")
    if not (text.isascii() and text.isdigit()):
        return None
    rows = Belregel.objects.visible_to(request.user).select_related("belronde", "netwerk")
    found = rows.filter(pk=int(text[:9])).first()
    return found if found and request.user.has_perm("bondgenoten.view_belronde", found.belronde) else None


belronde_change = correcting(
    Belronde, forms.BelrondeWijzigForm, *("aanleiding", "boodschap", "vraag"), terug=lambda row: row
)
