"""Netwerk Divers Vakmanschap: who knows what, what was asked, and what it brought (B9)."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from organisatie.verbeteren import correcting
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import services
from ..forms import signalen as forms
from ..models import Kennis, Ndvvraag


@require_GET
def ndv_list(request):
    team = own_team(request.user, perm="bondgenoten.view_ndv")
    vragen = Ndvvraag.objects.filter(team=team).select_related(
        "gesteld_door", "deskundige", "deskundige_buiten__organisatie"
    )
    if soort := wanted(request):
        kop = ["Vraag", "Gesteld door", "Gesteld op", "Door wie", "Ingezet op", "Inzet", "Opbrengst"]
        rijen = [
            [v.vraag, v.gesteld_door.naam, v.gesteld_op, v.door_wie, v.ingezet_op, v.inzet, v.opbrengst]
            for v in vragen[:500]
        ]
        return list_file(request, soort, subject=team, naam="ndv", kop=kop, rijen=rijen)
    context = {
        "titel": "Netwerk Divers Vakmanschap",
        "kennis": Kennis.objects.te_vragen(team).select_related("medewerker", "contactpersoon__organisatie"),
        "open": vragen.filter(afgerond_op=None)[:50],
        "klaar": vragen.exclude(afgerond_op=None)[:30],
    }
    return render(request, "bondgenoten/ndv_list.html", context)


@require_http_methods(["GET", "POST"])
def kennis_add(request):
    team = own_team(request.user, perm="bondgenoten.offer_kennis")
    return form_page(
        request,
        forms.KennisForm(request.POST or None),
        do=lambda **data: services.offer_kennis(team=team, by=request.user, **data),
        titel="Mijn kennis aanbieden",
        intro="Alleen jij zet dit erbij en haalt het weg. Collega's van je team zien het.",
        terug=reverse("bondgenoten:ndv-list"),
    )


@require_http_methods(["GET", "POST"])
def kennis_outside(request):
    team = own_team(request.user, perm="bondgenoten.add_kennis_buiten")
    return form_page(
        request,
        forms.KennisBuitenForm(request.POST or None, team=team),
        do=lambda **data: services.offer_kennis(team=team, by=request.user, **data),
        titel="Deskundige buiten het team",
        intro="Bijvoorbeeld de coördinator van het NDV in de eenheid.",
        terug=reverse("bondgenoten:ndv-list"),
    )


@require_POST
def kennis_remove(request, pk):
    row = fetch_for(request.user, Kennis, perm="bondgenoten.remove_kennis", pk=pk)
    return post_action(
        request,
        do=lambda: services.withdraw_kennis(kennis=row, by=request.user),
        terug=reverse("bondgenoten:ndv-list"),
        bericht="Weggehaald.",
    )


@require_http_methods(["GET", "POST"])
def ndv_ask(request):
    team = own_team(request.user, perm="bondgenoten.ask_ndv")
    text = request.GET.get("kennis", "")
    initial = {"kennis": int(text[:9])} if text.isascii() and text.isdigit() else {}
    return form_page(
        request,
        forms.NdvForm(request.POST or None, team=team, initial=initial),
        do=lambda **data: services.ask_ndv(team=team, by=request.user, **data),
        titel="Om kennis vragen",
        terug=lambda vraag: vraag,
        vanaf=reverse("bondgenoten:ndv-list"),
        bericht=lambda vraag: (
            "Gevraagd. Wie je koos, hoort het nu."
            if vraag.deskundige_id
            else "Gevraagd. Je vraag staat bij de open vragen: wie kan helpen, ziet hem daar."
        ),
    )


@require_GET
def ndv_vraag(request, pk):
    row = fetch_for(request.user, Ndvvraag, perm="bondgenoten.view_ndv", pk=pk)
    context = {
        "titel": row.vraag,
        "vraag": row,
    }
    return render(request, "bondgenoten/ndv_vraag.html", context)


@require_POST
def ndv_take(request, pk):
    """ "Ik kan helpen": a question nobody has yet."""
    row = fetch_for(request.user, Ndvvraag, perm="bondgenoten.take_ndv", pk=pk)
    return post_action(
        request,
        do=lambda: services.take_ndv(vraag=row, by=request.user),
        terug=row,
        bericht="Jij helpt. Wie het vroeg, hoort het nu.",
    )


@require_http_methods(["GET", "POST"])
def ndv_result(request, pk):
    row = fetch_for(request.user, Ndvvraag, perm="bondgenoten.change_ndv", pk=pk)
    initial = {"inzet": row.inzet, "opbrengst": row.opbrengst}
    if row.ingezet_op:
        initial["ingezet_op"] = row.ingezet_op
    return form_page(
        request,
        forms.InzetForm(request.POST or None, initial=initial),
        do=lambda **data: services.result_ndv(vraag=row, by=request.user, **data),
        titel="Inzet en opbrengst",
        intro=row.vraag,
        terug=row,
    )


ndv_change = correcting(Ndvvraag, forms.NdvWijzigForm, *("vraag", "toelichting"), terug=lambda row: row)
kennis_change = correcting(
    Kennis, forms.KennisWijzigForm, "onderwerp", terug=lambda row: reverse("bondgenoten:ndv-list")
)
