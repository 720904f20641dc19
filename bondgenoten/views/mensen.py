"""Sleutelfiguren: the list, one person, contact data on request, inzage and erasure."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bondgenoten.handelingen import SLEUTELFIGUUR
from logboek.services import record
from organisatie.access import fetch_for, own_team, require_perm
from organisatie.models import Medewerker
from organisatie.verbeteren import correcting, removing
from regels.sleutelfiguur import mag_contact
from ui.export import list_file, wanted
from ui.pages import form_page, is_valid
from ui.pdf import download, make_pdf

from .. import services
from ..forms import mensen as forms
from ..inzage import as_document, inzage_of
from ..models import Contact, Netwerk, Relatie, Sleutelfiguur, Wissing
from ..plaatsen import places_of, readable_by
from ..services.wissen import erase, takes_unread, withdraw_consent

PER_PAGE = 50
MEEST = 100  # found by a search


@require_http_methods(["GET", "POST"])
def sleutelfiguur_list(request):
    """Whom this user may see, with who keeps the relation; never a telephone number. Words to search for are posted."""
    team = own_team(request.user, perm="bondgenoten.list_sleutelfiguur")
    rows = Sleutelfiguur.objects.visible_to(request.user).filter(team=team).select_related("gebied")
    rows = rows.distinct().order_by("naam", "pk")
    if soort := wanted(request):
        everybody = _with_keepers(rows)
        services.see_names([row.pk for row in everybody], by=request.user, team=team.pk, waar="bestand")
        kop = ["Naam", "Wat in de wijk", "Gebied", "Relatiehouder", "Grondslag", "Toestemming t/m"]
        rijen = [
            [r.naam, r.rol, r.gebied, r.houder, r.get_grondslag_display(), r.toestemming_tot]
            for r in everybody
        ]
        return list_file(request, soort, subject=team, naam="sleutelfiguren", kop=kop, rijen=rijen)
    zoek = forms.ZoekForm(request.POST or None)
    if request.method == "POST" and zoek.is_valid():
        for woord in zoek.cleaned_data["q"].split()[:6]:
            rows = rows.filter(
                Q(naam__icontains=woord) | Q(rol__icontains=woord) | Q(gebied__naam__icontains=woord)
            )
        page = Paginator(rows, MEEST).get_page(1)
    else:
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    shown = _with_keepers(page.object_list)
    services.see_names([row.pk for row in shown], by=request.user, team=team.pk, waar="lijst")
    context = {
        "titel": "Sleutelfiguren",
        "rows": shown,
        "page": page,
        "zoek": zoek,
        "gezocht": request.method == "POST" and not zoek.errors,
    }
    return render(request, "bondgenoten/sleutelfiguur_list.html", context)


def _with_keepers(rows):
    rows = list(rows)
    keepers = Relatie.objects.op().filter(als="houder", sleutelfiguur__in=[row.pk for row in rows])
    houders = dict(keepers.values_list("sleutelfiguur", "medewerker__naam"))
    for row in rows:
        row.houder = houders.get(row.pk, "")
    return rows


@require_http_methods(["GET", "POST"])
def sleutelfiguur_add(request):
    team = own_team(request.user, perm="bondgenoten.add_sleutelfiguur")
    initial = {}
    text = request.GET.get("netwerk", "")
    if text.isascii() and text.isdigit():
        netwerk = Netwerk.objects.lopend().filter(team=team, pk=int(text[:9])).first()
        if netwerk is not None:
            initial = {"netwerk": netwerk.pk, "gebied": netwerk.gebied_id}
    return form_page(
        request,
        forms.SleutelfiguurForm(
            request.POST or None, team=team, user=request.user, nieuw=True, initial=initial
        ),
        do=lambda **data: services.add_sleutelfiguur(team=team, by=request.user, **data),
        titel="Sleutelfiguur vastleggen",
        intro="Zo weinig mogelijk: wat je nodig hebt om contact te houden.",
        terug=lambda row: row,
        vanaf=reverse("bondgenoten:sleutelfiguur-list"),
        bericht="Vastgelegd. Jij houdt de relatie, tot je die overdraagt.",
    )


@require_http_methods(["GET", "POST"])
def sleutelfiguur(request, pk):
    """One person, without contact data; those are shown after a reason, and that is in the logboek."""
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.view_sleutelfiguur", pk=pk)
    kansen = SLEUTELFIGUUR.kansen(row, request.user)
    kijk = forms.KijkForm(request.POST if request.method == "POST" else None)
    toon = False
    if request.method == "POST":
        if "gegevens" not in kansen:
            record(
                event="access.denied",
                by=request.user,
                subject=row,
                reden="bondgenoten.view_contact",
                uitkomst="geweigerd",
            )
            return render(request, "403.html", {"titel": "Dit kan nu niet"}, status=403)
        if is_valid(request, kijk):
            services.see_contact(sleutelfiguur=row, by=request.user, reden=kijk.cleaned_data["reden"])
            toon = True
    record(event="sleutelfiguur.viewed", by=request.user, subject=row)
    context = {
        "titel": row.naam,
        "row": row,
        "kansen": kansen,
        "toon": toon,
        "form": kijk,
        "relaties": row.relaties.op().select_related("medewerker"),
        "eerder": row.relaties.filter(tot__lte=timezone.localdate()).select_related("medewerker")[:6],
        "leden": row.lidmaatschappen.op().select_related("netwerk"),
        "contacten": row.contacten.select_related("medewerker", "belregel__belronde")[:20] if "contact" in kansen or "relatie" in kansen else [],
    }  # fmt: skip
    response = render(request, "bondgenoten/sleutelfiguur.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def sleutelfiguur_change(request, pk):
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.change_sleutelfiguur", pk=pk)
    names = (
        "naam", "rol", "gebied", "telefoon", "email", "taal", "bereikbaar", "grondslag", "regime",
        "toestemming_op", "toestemming_tot", "toestemming_doel", "versie",
    )  # fmt: skip
    initial = {name: getattr(row, name) for name in names}
    bereik = request.user.has_perm("bondgenoten.view_contact", row)
    if bereik and request.method == "GET":  # the form holds the telephone number
        services.see_contact(sleutelfiguur=row, by=request.user, reden="controle")
    services.see_names([row.pk], by=request.user, team=row.team_id, waar="verbeteren")
    return form_page(
        request,
        forms.SleutelfiguurForm(
            request.POST
            if request.method == "POST"
            else None,  # empty too: else the number would show unlogged
            team=row.team,
            user=request.user,
            bereik=bereik,
            initial=initial,
        ),
        do=lambda **data: services.change_sleutelfiguur(sleutelfiguur=row, by=request.user, **data),
        titel="Gegevens verbeteren",
        terug=row,
    )


@require_http_methods(["GET", "POST"])
def contact_add(request, pk):
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.add_contact", pk=pk)
    services.see_names([row.pk], by=request.user, team=row.team_id, waar="contact")
    return form_page(
        request,
        forms.ContactForm(request.POST or None),
        do=lambda **data: services.add_contact(sleutelfiguur=row, by=request.user, **data),
        titel=f"Contact met {row.naam}",
        intro="Een netwerk leeft van brengen. Wat bracht je, of wat vroeg je?",
        terug=row,
        bericht="Genoteerd.",
    )


@require_http_methods(["GET", "POST"])
def relatie_set(request, pk):
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.change_relatie", pk=pk)
    services.see_names([row.pk], by=request.user, team=row.team_id, waar="overdragen")
    return form_page(
        request,
        forms.RelatieForm(request.POST or None, team=row.team),
        do=lambda **data: services.set_relatie(sleutelfiguur=row, by=request.user, **data),
        titel=f"Wie houdt contact met {row.naam}?",
        # who handed the relation over may not see the person any more
        terug=reverse("bondgenoten:sleutelfiguur-list"),
        bericht="Overgedragen. De collega hoort het.",
    )


@require_http_methods(["GET", "POST"])
def relaties_hand_over(request, pk):
    """All relations of a colleague, to another: when somebody leaves."""
    van = fetch_for(request.user, Medewerker, perm="bondgenoten.hand_over_relaties", pk=pk)
    team = own_team(request.user, perm="bondgenoten.list_netwerk")
    if van.pk != request.user.pk:
        require_perm(request.user, "bondgenoten.see_all_people", team)
    form = forms.RelatiesForm(request.POST or None, van=van, team=team)
    if not form.fields["sleutelfiguren"].initial:
        messages.info(request, f"{van.naam} houdt met niemand contact. Er is niets over te dragen.")
        return redirect("bondgenoten:netwerk-list")
    services.see_names(
        form.fields["sleutelfiguren"].initial, by=request.user, team=team.pk, waar="overdragen"
    )
    return form_page(
        request,
        form,
        do=lambda aan, sleutelfiguren, meegegeven: services.hand_over_relaties(
            van=van, by=request.user, aan=aan, sleutelfiguren=sleutelfiguren, meegegeven=meegegeven
        ),
        titel=f"Relaties van {van.naam} overdragen",
        intro="Stel de nieuwe collega bij voorkeur samen voor.",
        terug=reverse("bondgenoten:netwerk-list"),
        bericht=lambda aantal: f"{aantal} {'relatie' if aantal == 1 else 'relaties'} overgedragen.",
    )


@require_http_methods(["GET", "POST"])
def consent_extend(request, pk):
    """Consent asked again and given: till when it counts now."""
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.change_sleutelfiguur", pk=pk)
    services.see_names([row.pk], by=request.user, team=row.team_id, waar="verlengen")
    return form_page(
        request,
        forms.VerlengForm(request.POST or None),
        do=lambda op, tot: services.extend_consent(sleutelfiguur=row, by=request.user, op=op, tot=tot),
        titel=f"Toestemming van {row.naam} verlengen",
        intro=f"Waarvoor: {row.toestemming_doel}.",
        terug=row,
        bericht="Verlengd.",
    )


def _wissen(request, row, form_class, *, do, titel, bericht):
    """Where this person is named, and a form to erase it all. What is in doubt and not readable here stays."""
    places = places_of(row)
    own = readable_by(places, request.user)
    readable = {plaats.sleutel for plaats in own}
    elsewhere = [plaats for plaats in places if plaats.sleutel not in readable]
    stays = [plaats.sleutel for plaats in elsewhere if plaats.twijfel]
    intro = (
        "Naam, telefoon, contacten en wat er is genoteerd verdwijnen. Wat blijft is dat er een contact was."
    )
    # The same words whatever is found: a number here would tell where somebody is named.
    intro += (
        " Teksten die jij niet mag lezen worden ook nagekeken. Staat daar alleen een voornaam, dan blijft die staan."
        if takes_unread(row, request.user)
        else " Deze persoon staat er korter dan een maand: teksten die jij niet mag lezen blijven staan. Moet alles weg? Vraag het MT."
    )
    record(event="sleutelfiguur.viewed", by=request.user, subject=row, reden="wissen")
    return form_page(
        request,
        form_class(request.POST if request.method == "POST" else None, plaatsen=own),
        do=lambda zeker=True, behalve=(), **data: do(behalve=[*behalve, *stays], **data),
        titel=titel,
        intro=intro,
        terug=reverse("bondgenoten:sleutelfiguur-list"),
        bericht=bericht,
    )


@require_http_methods(["GET", "POST"])
def consent_withdraw(request, pk):
    """Consent withdrawn: one page with what goes, and one button."""
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.erase_sleutelfiguur", pk=pk)
    return _wissen(
        request,
        row,
        forms.IntrekForm,
        do=lambda behalve: withdraw_consent(sleutelfiguur=row, by=request.user, behalve=behalve),
        titel=f"{row.naam} trekt de toestemming in",
        bericht=(
            "De toestemming is ingetrokken en alles over deze persoon is gewist."
            if takes_unread(row, request.user)
            else "De toestemming is ingetrokken en de gegevens zijn gewist, behalve in teksten die jij niet mag lezen."
        ),
    )


@require_http_methods(["GET", "POST"])
def erase_page(request, pk):
    """Erasing it all, with why."""
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.erase_sleutelfiguur", pk=pk)
    return _wissen(
        request,
        row,
        forms.WisForm,
        do=lambda reden, behalve: erase(sleutelfiguur=row, by=request.user, reden=reden, behalve=behalve),
        titel=f"{row.naam} wissen",
        bericht=lambda wissing: (
            f"Gewist op {wissing.plaatsen} {'plaats' if wissing.plaatsen == 1 else 'plaatsen'}."
        ),
    )


@require_http_methods(["GET", "POST"])
def inzage(request, pk):
    """Everything we hold on this person: as a page, as a PDF to give along, or as JSON. Posted, for it is in the logboek with a reason."""
    row = fetch_for(request.user, Sleutelfiguur, perm="bondgenoten.give_inzage", pk=pk)
    if request.method == "GET":  # the way back in a browser, or a bookmark
        return redirect(row)
    services.give_inzage(sleutelfiguur=row, by=request.user)
    data = inzage_of(row, request.user)
    if request.POST.get("als") == "json":
        content = json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder).encode()
        return download(content, naam="inzage.json", soort="application/json; charset=utf-8")
    if request.POST.get("als") == "pdf":
        return download(make_pdf("document", as_document(data)), naam="inzage.pdf")
    response = render(request, "bondgenoten/inzage.html", {"row": row, **as_document(data)})
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def wissing_list(request):
    """That people were erased: when, why, how many places. Never who."""
    team = own_team(request.user, perm="bondgenoten.view_wissingen")
    rows = Wissing.objects.filter(team=team).select_related("door")[:200]
    if soort := wanted(request):
        rijen = [[r.op, r.get_reden_display(), r.plaatsen, r.door] for r in rows]
        return list_file(
            request,
            soort,
            subject=team,
            naam="wissingen",
            kop=["Wanneer", "Reden", "Plaatsen", "Door"],
            rijen=rijen,
        )
    return render(request, "bondgenoten/wissing_list.html", {"titel": "Wat is gewist", "rows": rows})


contact_change = correcting(
    Contact,
    forms.ContactWijzigForm,
    *("richting", "wijze", "op", "tekst"),
    mag=lambda waarden: mag_contact(dag=waarden["op"], vandaag=timezone.localdate()),
    gezien=lambda wie, row: record(
        event="sleutelfiguur.viewed", by=wie, subject=row.sleutelfiguur, reden="contact"
    ),
    terug=lambda row: row.sleutelfiguur,
    do=services.change_contact,
)
contact_remove = removing(Contact, terug=lambda row: row.sleutelfiguur, do=services.remove_contact)
