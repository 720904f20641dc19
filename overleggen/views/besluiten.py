"""Questions to the BMO and their answers, looking back at a besluit, and turns to present."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from organisatie.access import fetch_for, own_team
from organisatie.models import Plaatsing
from overleggen import forms, services
from overleggen.handelingen import BESLUIT, PRESENTATIE
from overleggen.models import Agendapunt, Besluit, Presentatie, Vraag
from regels.functies import DRAAGT_THEMA
from regels.tijd import lokaal
from ui.pages import form_page


@require_GET
def besluit(request, pk):
    """One besluit: where it was taken, what it was about, and whether it worked."""
    row = fetch_for(request.user, Besluit, perm="overleggen.view_besluit", pk=pk)
    return render(
        request,
        "overleggen/besluit.html",
        {"titel": row.titel, "besluit": row, "kansen": BESLUIT.kansen(row, request.user)},
    )


@require_http_methods(["GET", "POST"])
def besluit_look_back(request, pk):
    row = fetch_for(request.user, Besluit, perm="overleggen.look_back", pk=pk)
    return form_page(
        request,
        forms.TerugkijkForm(request.POST or None, initial={"werkte": row.werkte, "tekst": row.werkte_tekst}),
        do=lambda **data: services.look_back(besluit=row, by=request.user, **data),
        titel="Werkte dit besluit?",
        intro=row.tekst,
        terug=row.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def vraag_ask(request, pk):
    """From a point of a meeting: a question with options and cost goes to the BMO (V12)."""
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.end_punt", pk=pk)
    terug = punt.overleg.get_absolute_url() if punt.overleg_id else reverse("overleggen:overleg-list")
    return form_page(
        request,
        forms.VraagForm(request.POST or None, punt=punt if punt.overleg_id and not punt.uitkomst else None),
        do=lambda **data: services.ask_bmo(team=punt.reeks.team, by=request.user, punt=punt, **data),
        titel="Vraag aan het BMO",
        intro=f"Over: {punt.titel}. Het antwoord komt vanzelf terug: bij jou, op de agenda en bij het onderwerp.",
        terug=terug,
        bericht="De vraag staat op de agenda van het BMO.",
    )


@require_http_methods(["GET", "POST"])
def vraag_add(request):
    """A question to the BMO that comes from no meeting."""
    team = own_team(request.user, perm="overleggen.ask_bmo")
    return form_page(
        request,
        forms.VraagForm(request.POST or None),
        do=lambda **data: services.ask_bmo(team=team, by=request.user, **data),
        titel="Vraag aan het BMO",
        intro="Het antwoord komt vanzelf bij je terug.",
        terug=reverse("overleggen:overleg-list"),
        bericht="De vraag staat op de agenda van het BMO.",
    )


@require_GET
def vraag(request, pk):
    """A question to the BMO with its options, and the answer when it is there."""
    row = fetch_for(request.user, Vraag, perm="overleggen.view_vraag", pk=pk)
    opties = [{**optie, "gekozen": nr == row.gekozen} for nr, optie in enumerate(row.opties)]
    return render(request, "overleggen/vraag.html", {"titel": row.vraag, "vraag": row, "opties": opties})


@require_GET
def presentatie_list(request):
    """The rota: who presents when, and whose turn was long ago."""
    team = own_team(request.user, perm="overleggen.list_overleg")
    turns = Presentatie.objects.filter(overleg__team=team).select_related(
        "medewerker", "overleg__reeks", "in_plaats_van"
    )
    today = timezone.localdate()
    woes = Plaatsing.objects.op().filter(team=team, functie__in=DRAAGT_THEMA).select_related("medewerker")
    placed = {row.medewerker_id: lokaal(row.van) for row in woes}
    waiting = set(services.without_turn_for_long(services.turns_of(team.pk, today), placed, today))
    context = {
        "titel": "Presentaties",
        "zonder": sorted(row.medewerker.naam for row in woes if row.medewerker_id in waiting),
        "komend": turns.filter(
            gehouden_op=None,
            overleg__reeks__alleen_deelnemers=False,
            overleg__status__in=["gepland", "bezig"],
        ).order_by("overleg__begin"),
        "geweest": turns.exclude(gehouden_op=None)
        .filter(overleg__reeks__alleen_deelnemers=False)
        .order_by("-gehouden_op")[:20],
    }
    return render(request, "overleggen/presentatie_list.html", context)


@require_GET
def presentatie(request, pk):
    row = fetch_for(request.user, Presentatie, perm="overleggen.view_presentatie", pk=pk)
    context = {
        "titel": str(row),
        "beurt": row,
        "kansen": PRESENTATIE.kansen(row, request.user),
    }
    return render(request, "overleggen/presentatie.html", context)


@require_http_methods(["GET", "POST"])
def presentatie_change(request, pk):
    row = fetch_for(request.user, Presentatie, perm="overleggen.change_presentatie", pk=pk)
    initial = {name: getattr(row, name) for name in forms.PresentatieForm.base_fields}
    return form_page(
        request,
        forms.PresentatieForm(request.POST or None, initial=initial),
        do=lambda **data: services.prepare_presentatie(presentatie=row, by=request.user, **data),
        titel="Presentatie voorbereiden",
        intro="Niet alleen vertellen hoe het ging: leg een probleem en een vraag voor, en begin samen aan een aanpak.",
        terug=row.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def presentatie_swap(request, pk):
    row = fetch_for(request.user, Presentatie, perm="overleggen.swap_presentatie", pk=pk)
    return form_page(
        request,
        forms.RuilForm(request.POST or None, presentatie=row),
        do=lambda met: services.swap_presentatie(presentatie=row, by=request.user, met=met),
        titel="Wie presenteert dan?",
        intro="Wat al is voorbereid blijft staan. De collega hoort het meteen.",
        terug=row.get_absolute_url(),
    )
