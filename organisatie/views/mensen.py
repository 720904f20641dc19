"""Colleagues, their ties, absence, exemption, and the OpCo-dienst."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from logboek.services import record
from organisatie import forms, services
from organisatie.access import fetch_for, own_team, require_perm
from organisatie.bronnen import openstaand, preview, readable
from organisatie.handelingen import TABELLEN
from organisatie.models import Afwezigheid, Koppeling, Medewerker, OpCoDienst, Plaatsing, Vrijstelling
from organisatie.queries import instelling_van, opco_van_dienst
from regels.begrippen import RegelOvertreden
from regels.overdracht import dienst_te_lang
from ui.export import list_file, wanted
from ui.pages import form_page, is_valid, log_toch_bewaard, post_action

from .team import gevolgen_bericht


def _page_of(medewerker):
    return reverse("organisatie:medewerker", args=[medewerker.pk])


@require_GET
def medewerker_list(request):
    """Colleagues of the team with their functie, and who is away now."""
    team = own_team(request.user, perm="organisatie.view_team")
    plaatsingen = (
        Plaatsing.objects.op().filter(team=team).select_related("medewerker").order_by("medewerker__naam")
    )
    weg = Afwezigheid.objects.filter(ingetrokken_op=None).op(timezone.now())
    afwezig = set(weg.filter(medewerker__plaatsingen__team=team).values_list("medewerker", flat=True))
    if soort := wanted(request):
        rijen = [
            [p.medewerker.naam, p.get_functie_display(), p.medewerker.telefoon, p.medewerker.email, p.van]
            for p in plaatsingen
        ]
        kop = ["Naam", "Functie", "Telefoon", "E-mail", "Sinds"]
        return list_file(request, soort, subject=team, naam="collegas", kop=kop, rijen=rijen)
    return render(
        request,
        "organisatie/medewerker_list.html",
        {
            "plaatsingen": plaatsingen,
            "afwezig": afwezig,
        },
    )


@require_GET
def medewerker(request, pk):
    """One colleague: how to reach them, what they do, when they are away (never why)."""
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.view_medewerker", pk=pk)
    now = timezone.now()
    own = request.user.team
    return render(
        request,
        "organisatie/medewerker.html",
        {
            "medewerker": medewerker,
            "titel": medewerker.naam,
            "plaatsingen": medewerker.plaatsingen.filter(team__in=request.user.team_ids)
            .select_related("team")
            .order_by("-van"),
            "koppelingen": Koppeling.objects.visible_to(request.user)
            .filter(medewerker=medewerker)
            .select_related("gebied", "wijk")
            .order_by("-van"),
            "afwezigheden": Afwezigheid.objects.filter(
                medewerker=medewerker, ingetrokken_op=None
            ).niet_voorbij(now),
            "vrijstellingen": medewerker.vrijstellingen.filter(team__in=request.user.team_ids).niet_voorbij(),
            "kansen": TABELLEN[Medewerker._meta.label_lower].kansen(medewerker, request.user),
            "team": own,
            "nu": now,
        },
    )


@require_http_methods(["GET", "POST"])
def afwezigheid_add(request, pk):
    """Enter an absence, for oneself or a colleague; what it causes is shown before it is saved."""
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.add_afwezigheid", pk=pk)
    form = forms.AfwezigheidForm(request.POST or None)
    return _afwezigheid(request, form, medewerker, services.add_afwezigheid, {"medewerker": medewerker})


@require_http_methods(["GET", "POST"])
def afwezigheid_change(request, pk):
    """Other days for an absence, with what that causes shown first, as when it was entered (D3)."""
    row = fetch_for(request.user, Afwezigheid, perm="organisatie.withdraw_afwezigheid", pk=pk)
    form = forms.AfwezigheidWijzigForm(request.POST or None, afwezigheid=row)
    return _afwezigheid(request, form, row.medewerker, services.change_afwezigheid, {"afwezigheid": row})


def _afwezigheid(request, form, medewerker, service, over):
    context = {
        "form": form,
        "medewerker": medewerker,
        "titel": f"Afwezigheid van {medewerker.naam}",
        "terug": _page_of(medewerker),
    }
    if request.method == "POST" and form.is_valid():
        data = {**over, "by": request.user, **form.cleaned_data}
        try:
            if request.POST.get("stap") == "bewaren":
                gevolgen = service(**data)
            else:
                gevolgen = preview(service, **data)
        except RegelOvertreden as overtreding:
            form.add_error(None, str(overtreding))
        else:
            zinnen = readable(gevolgen, request.user)
            if request.POST.get("stap") == "bewaren":
                return post_action(
                    request,
                    do=lambda: None,
                    terug=_page_of(medewerker),
                    bericht=" ".join(["Bewaard.", *zinnen]),
                )
            context |= {"gevolgen": zinnen, "getoond": True, "periode": form.cleaned_data}
    return render(request, "organisatie/afwezigheid.html", context)


@require_POST
def afwezigheid_withdraw(request, pk):
    row = fetch_for(request.user, Afwezigheid, perm="organisatie.withdraw_afwezigheid", pk=pk)
    return post_action(
        request,
        do=lambda: services.withdraw_afwezigheid(afwezigheid=row, by=request.user),
        terug=_page_of(row.medewerker),
        bericht=gevolgen_bericht(request, "De afwezigheid is beëindigd."),
    )


@require_http_methods(["GET", "POST"])
def vrijstelling_add(request, pk):
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.add_vrijstelling", pk=pk)
    team = own_team(request.user, perm="organisatie.manage_ties")
    return form_page(
        request,
        forms.VrijstellingForm(request.POST or None),
        do=lambda **data: services.add_vrijstelling(
            medewerker=medewerker, team=team, by=request.user, **data
        ),
        titel=f"Vrijstelling van {medewerker.naam}",
        terug=_page_of(medewerker),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_http_methods(["GET", "POST"])
def vrijstelling_change(request, pk):
    row = fetch_for(request.user, Vrijstelling, perm="organisatie.change_vrijstelling", pk=pk)
    return form_page(
        request,
        forms.VrijstellingWijzigForm(request.POST or None, vrijstelling=row),
        do=lambda **data: services.change_vrijstelling(vrijstelling=row, by=request.user, **data),
        titel=f"Vrijstelling van {row.medewerker.naam}",
        intro="Wat al geweest is blijft zoals het was.",
        terug=_page_of(row.medewerker),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_POST
def vrijstelling_end(request, pk):
    row = fetch_for(request.user, Vrijstelling, perm="organisatie.change_vrijstelling", pk=pk)
    return post_action(
        request,
        do=lambda: services.end_vrijstelling(vrijstelling=row, by=request.user),
        terug=_page_of(row.medewerker),
        bericht=gevolgen_bericht(request, "De vrijstelling is beëindigd."),
    )


@require_http_methods(["GET", "POST"])
def medewerker_add(request):
    team = own_team(request.user, perm="organisatie.change_team")
    return form_page(
        request,
        forms.NieuweMedewerkerForm(request.POST or None),
        do=lambda **data: services.add_medewerker(team=team, by=request.user, **data),
        titel="Nieuwe collega",
        terug=reverse("organisatie:medewerker-list"),
    )


@require_http_methods(["GET", "POST"])
def plaatsing_change(request, pk):
    """Another functie, or other rights, from a day on."""
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.place_medewerker", pk=pk)
    team = own_team(request.user, perm="organisatie.give_rights")
    running = get_object_or_404(medewerker.plaatsingen.op(), team=team)
    initial = {
        "functie": running.functie,
        "opco_bevoegd": running.opco_bevoegd,
        "beheerder": running.beheerder,
    }
    return form_page(
        request,
        forms.PlaatsingForm(request.POST or None, initial=initial),
        do=lambda **data: services.place(medewerker=medewerker, team=team, by=request.user, **data),
        titel=f"Functie van {medewerker.naam}",
        terug=_page_of(medewerker),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_http_methods(["GET", "POST"])
def plaatsing_end(request, pk):
    row = fetch_for(request.user, Plaatsing, perm="organisatie.change_plaatsing", pk=pk)
    return form_page(
        request,
        forms.TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_plaatsing(plaatsing=row, tot=tot, by=request.user),
        titel=f"{row.medewerker.naam} gaat uit het team",
        intro="Koppelingen en portefeuilles in dit team eindigen dan ook. Open regie krijgt meteen een opvolger gevraagd.",
        terug=_page_of(row.medewerker),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_POST
def plaatsing_take_back(request, pk):
    row = fetch_for(request.user, Plaatsing, perm="organisatie.change_plaatsing", pk=pk)
    person = row.medewerker
    return post_action(
        request,
        do=lambda: services.take_back_plaatsing(plaatsing=row, by=request.user),
        terug=_page_of(person)
        if person.plaatsingen.exclude(pk=pk).exists()
        else reverse("organisatie:medewerker-list"),
        bericht=gevolgen_bericht(request, "Teruggedraaid."),
    )


@require_http_methods(["GET", "POST"])
def koppeling_add(request, pk):
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.change_medewerker", pk=pk)
    team = own_team(request.user, perm="organisatie.manage_ties")
    form = forms.KoppelingForm(request.POST or None, team=team)
    return form_page(
        request,
        form,
        do=lambda **data: services.add_koppeling(medewerker=medewerker, by=request.user, **data),
        titel=f"Koppeling van {medewerker.naam}",
        terug=_page_of(medewerker),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_http_methods(["GET", "POST"])
def koppeling_end(request, pk):
    row = fetch_for(request.user, Koppeling, perm="organisatie.change_koppeling", pk=pk)
    return form_page(
        request,
        forms.TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_koppeling(koppeling=row, tot=tot, by=request.user),
        titel="Koppeling beëindigen",
        intro=str(row),
        terug=_page_of(row.medewerker),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_POST
def koppeling_take_back(request, pk):
    row = fetch_for(request.user, Koppeling, perm="organisatie.change_koppeling", pk=pk)
    return post_action(
        request,
        do=lambda: services.take_back_koppeling(koppeling=row, by=request.user),
        terug=_page_of(row.medewerker),
        bericht=gevolgen_bericht(request, "Teruggedraaid."),
    )


@require_POST
def koppeling_forward(request, pk):
    row = fetch_for(request.user, Koppeling, perm="organisatie.change_koppeling", pk=pk)
    return post_action(
        request,
        do=lambda: services.move_koppeling_forward(koppeling=row, by=request.user),
        terug=reverse("organisatie:gebied", args=[row.gebied_id]),
        bericht=gevolgen_bericht(request, f"{row.medewerker.naam} wordt nu eerder gevraagd."),
    )


@require_http_methods(["GET", "POST"])
def dienst(request):
    """Who is OpCo; take over the shift with everything that is open, and a read-back."""
    team = own_team(request.user, perm="organisatie.view_team")
    running = opco_van_dienst(team.pk)
    form = forms.DienstForm(request.POST or None, initial={"verwacht": running.pk if running else 0})
    if request.method == "POST":
        require_perm(request.user, "organisatie.take_dienst", team)
        if request.POST.get("stap") == "bekijk":
            form = forms.DienstForm(initial={"verwacht": running.pk if running else 0})
        elif is_valid(request, form):
            data = form.cleaned_data
            try:
                services.take_dienst(
                    team=team, by=request.user, teruglezing=data["teruglezing"], verwacht=data["verwacht"]
                )
            except RegelOvertreden as overtreding:
                running = opco_van_dienst(team.pk)
                fresh = request.POST | {"verwacht": running.pk if running else 0}
                form = forms.DienstForm(fresh)
                form.add_error(None, str(overtreding))
            else:
                log_toch_bewaard(request, form)
                return redirect("dashboard:mijn-werk")
    return _dienst_page(request, team, running, form)


def _dienst_page(request, team, running, form, volgende_form=None):
    may_take = request.user.has_perm("organisatie.take_dienst", team)
    is_mine = running is not None and running.medewerker_id == request.user.pk
    if is_mine and volgende_form is None:
        volgende_form = forms.VolgendeForm(
            team=team,
            zonder=request.user.pk,
            initial={"volgende": running.volgende_id, "bericht": running.bericht},
        )
    # Whoever is next sees what is open at once; another who may be OpCo asks for it, to take over (O6, C15).
    is_next = running is None or running.volgende_id == request.user.pk
    may_see = is_mine or (may_take and (is_next or request.method == "POST"))
    if may_see:
        record(event="dienst.viewed", by=request.user, subject=team)
    return render(
        request,
        "organisatie/dienst.html",
        {
            "titel": "OpCo-dienst",
            "running": running,
            "form": form,
            "is_mine": is_mine,
            "te_lang": running is not None
            and dienst_te_lang(
                van=running.van, moment=timezone.now(), uren=instelling_van(team.pk).dienst_uren
            ),
            "mag_overnemen": may_take and not is_mine and may_see,
            "mag_vragen": may_take and not may_see,
            "openstaand": openstaand(team, request.user) if may_see else [],
            "volgende_form": volgende_form,
            "eerder": OpCoDienst.objects.filter(team=team).exclude(tot=None).select_related("medewerker")[:5],
        },
    )


@require_http_methods(["POST"])
def dienst_volgende(request, pk):
    row = fetch_for(request.user, OpCoDienst, perm="organisatie.change_dienst", pk=pk)
    form = forms.VolgendeForm(request.POST, team=row.team, zonder=row.medewerker_id)
    if not is_valid(request, form):
        return _dienst_page(request, row.team, opco_van_dienst(row.team_id), form, volgende_form=form)
    log_toch_bewaard(request, form)
    return post_action(
        request,
        do=lambda: services.set_volgende_opco(dienst=row, by=request.user, **form.cleaned_data),
        terug=reverse("organisatie:dienst"),
        bericht="Bewaard. Je collega krijgt bericht en neemt over met een teruglezing.",
    )
