"""Meetings: coming ones, an agenda, the meeting screen, and actiepunten."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from . import forms, services
from .agendabronnen import readable_ids, uitkomstbron_of
from .models import Actiepunt, Agendapunt, Besluit, Overleg, Overlegreeks


def _page_of(overleg):
    return reverse("overleggen:overleg", args=[overleg.pk])


@require_GET
def overleg_list(request):
    """Coming meetings, and the last ones."""
    team = own_team(request.user, perm="overleggen.list_overleg")
    overleggen = Overleg.objects.filter(team=team).select_related("reeks")
    if soort := wanted(request):
        rijen = [
            [row.reeks.naam, row.begin, row.eind, row.reeks.plaats, row.get_status_display()]
            for row in overleggen.order_by("-begin")[:500]
        ]
        kop = ["Overleg", "Begin", "Eind", "Waar", "Stand"]
        return list_file(request, soort, subject=team, naam="overleggen", kop=kop, rijen=rijen)
    return render(
        request,
        "overleggen/overleg_list.html",
        {
            "komend": overleggen.te_komen()[:12],
            "geweest": overleggen.exclude(status="gepland").order_by("-begin")[:12],
            "reeksen": Overlegreeks.objects.filter(team=team, gestopt_op=None),
            "besluiten": _readable_besluiten(request.user, team)[:10],
            "mag_reeks": request.user.has_perm("overleggen.add_reeks", team),
        },
    )


def _readable_besluiten(user, team):
    rows = list(
        Besluit.objects.filter(team=team)
        .select_related("agendapunt__overleg__reeks", "onderwerp_type")
        .order_by("-genomen_op")[:40]
    )
    rows = [row for row in rows if user.has_perm("overleggen.view_overleg", row.agendapunt.overleg)]
    allowed = readable_ids(rows, user)
    return [row for row in rows if row.pk in allowed]


@require_GET
def overleg(request, pk):
    """The agenda of a meeting, and during it the screen to hold it: one point at a time."""
    overleg = fetch_for(request.user, Overleg, perm="overleggen.view_overleg", pk=pk)
    services.fill_agenda(overleg)
    return render(request, "overleggen/overleg.html", _overleg_context(request, overleg))


def _overleg_context(request, overleg, form=None):
    user = request.user
    punten = list(
        overleg.punten.select_related("inbrenger", "onderwerp_type", "actiepunt__eigenaar", "overleg__reeks")
    )
    allowed = readable_ids(punten, user)
    punten = services.op_volgorde(punten)
    for nummer, punt in enumerate(punten, 1):
        punt.nummer, punt.leesbaar = nummer, punt.pk in allowed
    bezig = overleg.status == Overleg.Status.BEZIG
    holds = user.has_perm("overleggen.hold_overleg", overleg)
    nu = None
    if bezig:
        open_now = [punt for punt in punten if not punt.uitkomst]
        nu = next((punt for punt in open_now if punt.gestart_op), open_now[0] if open_now else None)
    if nu is not None and holds and nu.leesbaar and form is None:
        form = forms.UitkomstForm(team=overleg.team, keuzes=_keuzes(nu))
        form.helper.form_action = reverse("overleggen:punt-end", args=[nu.pk])
    return {
        "overleg": overleg,
        "titel": f"{overleg.reeks.naam}",
        "punten": punten,
        "som": sum(punt.minuten for punt in punten),
        "open": sum(1 for punt in punten if not punt.uitkomst),
        "bezig": bezig,
        "nu": nu,
        "form": form,
        "deelnemers": services.deelnemers(overleg),
        "mag_houden": holds,
    }


def _keuzes(punt):
    bron = uitkomstbron_of(punt)
    return bron.keuzes(punt) if bron else []


@require_POST
def overleg_start(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)
    return post_action(
        request,
        do=lambda: services.start_overleg(overleg=overleg, by=request.user),
        terug=_page_of(overleg),
        bericht="Het overleg is begonnen.",
    )


@require_POST
def overleg_close(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)
    return post_action(
        request,
        do=lambda: services.close_overleg(overleg=overleg, by=request.user),
        terug=_page_of(overleg),
        bericht="Het overleg is gesloten.",
    )


@require_http_methods(["GET", "POST"])
def overleg_cancel(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)
    return form_page(
        request,
        forms.RedenForm(request.POST or None),
        do=lambda reden: services.cancel_overleg(overleg=overleg, by=request.user, reden=reden),
        titel="Overleg laten vervallen",
        intro="De punten gaan naar het volgende overleg.",
        terug=_page_of(overleg),
        bericht="Het overleg gaat niet door.",
    )


@require_http_methods(["GET", "POST"])
def punt_add(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.add_punt", pk=pk)
    return form_page(
        request,
        forms.PuntForm(request.POST or None),
        do=lambda **data: services.add_punt(overleg=overleg, by=request.user, **data),
        titel="Punt inbrengen",
        intro=f"Voor {overleg}.",
        terug=_page_of(overleg)
        if request.user.has_perm("overleggen.view_overleg", overleg)
        else reverse("overleggen:overleg-list"),
        bericht="Het punt staat op de agenda.",
    )


@require_http_methods(["GET", "POST"])
def punt_move(request, pk):
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.move_punt", pk=pk)
    return form_page(
        request,
        forms.VerplaatsForm(request.POST or None),
        do=lambda **data: services.move_punt(punt=punt, by=request.user, **data),
        titel="Punt verplaatsen",
        terug=_page_of(punt.overleg),
    )


@require_POST
def punt_start(request, pk):
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.end_punt", pk=pk)
    return post_action(
        request,
        do=lambda: services.start_punt(punt=punt, by=request.user),
        terug=_page_of(punt.overleg),
        bericht="De klok loopt.",
    )


@require_http_methods(["GET", "POST"])
def punt_end(request, pk):
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.end_punt", pk=pk)
    form = forms.UitkomstForm(request.POST or None, team=punt.overleg.team, keuzes=_keuzes(punt))
    return form_page(
        request,
        form,
        do=lambda **data: services.end_punt(punt=punt, by=request.user, **data),
        titel=punt.titel,
        intro=punt.gewenst,
        terug=_page_of(punt.overleg),
        bericht="Afgerond.",
    )


@require_POST
def punt_skip(request, pk):
    """A besloten punt that the one who holds the meeting may not read: it is spoken of elsewhere."""
    punt = fetch_for(request.user, Agendapunt, perm="overleggen.skip_punt", pk=pk)
    tekst = "Besloten punt: wordt buiten dit overleg besproken."
    return post_action(
        request,
        do=lambda: services.end_punt(punt=punt, by=request.user, uitkomst="geen_vervolg", tekst=tekst),
        terug=_page_of(punt.overleg),
        bericht="Dit punt wordt buiten het overleg besproken.",
    )


@require_http_methods(["GET", "POST"])
def reeks_add(request):
    team = own_team(request.user, perm="overleggen.add_reeks")
    return form_page(
        request,
        forms.ReeksForm(request.POST or None),
        do=lambda **data: services.save_reeks(team=team, by=request.user, **data),
        titel="Nieuwe reeks overleggen",
        intro="De overleggen ontstaan vanzelf, een half jaar vooruit.",
        terug=reverse("overleggen:overleg-list"),
    )


@require_http_methods(["GET", "POST"])
def reeks_change(request, pk):
    reeks = fetch_for(request.user, Overlegreeks, perm="overleggen.add_reeks", pk=pk)
    initial = {
        name: getattr(reeks, name)
        for name in ("soort", "naam", "regel", "eerste", "duur", "plaats", "functies")
    }
    initial |= {"begintijd": f"{reeks.begintijd:%H:%M}", "vaste_punten": "\n".join(reeks.vaste_punten)}
    return form_page(
        request,
        forms.ReeksForm(request.POST or None, initial=initial),
        do=lambda **data: services.save_reeks(team=reeks.team, reeks=reeks, by=request.user, **data),
        titel=reeks.naam,
        intro="Overleggen die nog niet zijn voorbereid schuiven mee.",
        terug=reverse("overleggen:overleg-list"),
    )


@require_GET
def actiepunt_list(request):
    """Open actiepunten of the team: those you may read."""
    team = own_team(request.user, perm="overleggen.list_overleg")
    rows = Actiepunt.objects.open().filter(team=team).select_related("eigenaar", "onderwerp_type")
    laat = request.GET.get("toon") == "te-laat"
    if laat:
        rows = rows.te_laat()
    rows = list(rows[:300])
    allowed = readable_ids(rows, request.user)
    mine = {request.user.pk}
    rows = [row for row in rows if row.pk in allowed or {row.eigenaar_id, row.gemaakt_door_id} & mine]
    for row in rows:
        row.leesbaar = row.pk in allowed
    if soort := wanted(request):
        rijen = [
            [row.tekst, row.eigenaar.naam, row.deadline, row.titel if row.leesbaar else "", row.voortgang]
            for row in rows
        ]
        kop = ["Wat", "Wie", "Voor", "Over", "Voortgang"]
        return list_file(request, soort, subject=team, naam="actiepunten", kop=kop, rijen=rijen)
    return render(request, "overleggen/actiepunt_list.html", {"actiepunten": rows, "laat": laat})


@require_http_methods(["GET", "POST"])
def actiepunt_add(request):
    team = own_team(request.user, perm="overleggen.add_actiepunt")
    return form_page(
        request,
        forms.ActiepuntForm(request.POST or None, team=team, initial={"eigenaar": request.user.pk}),
        do=lambda **data: services.add_actiepunt(team=team, by=request.user, **data),
        titel="Nieuw actiepunt",
        terug=reverse("overleggen:actiepunt-list"),
        bericht="Het actiepunt is gemaakt. Wie het doet wordt herinnerd.",
    )


@require_http_methods(["GET", "POST"])
def actiepunt(request, pk):
    """One actiepunt: say how it stands, or that it is done."""
    actiepunt = fetch_for(request.user, Actiepunt, perm="overleggen.change_actiepunt", pk=pk)
    form = forms.VoortgangForm(
        request.POST or None, initial={"voortgang": actiepunt.voortgang, "deadline": actiepunt.deadline}
    )
    klaar = request.POST.get("stap") != "bewaren"
    bron = actiepunt.agendapunt.overleg if actiepunt.agendapunt else None
    leesbaar = bool(readable_ids([actiepunt], request.user))
    return form_page(
        request,
        form,
        do=lambda **data: services.update_actiepunt(
            actiepunt=actiepunt, by=request.user, klaar=klaar, **data
        ),
        titel=actiepunt.tekst,
        template="overleggen/actiepunt.html",
        terug=reverse("dashboard:mijn-werk"),
        bericht="Mooi, klaar." if klaar else "Bewaard.",
        extra={
            "actiepunt": actiepunt,
            "uit": bron if bron and request.user.has_perm("overleggen.view_overleg", bron) else None,
            "onderwerp": actiepunt.onderwerp if leesbaar else None,
        },
    )
