"""With others: partners, the shop-log, opsporing, debriefing, the tasks of regievoeren, and coming back."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import services
from casuistiek.forms import samen as forms
from casuistiek.forms.casus import RedenForm
from casuistiek.models import Casus, Casuspartner, Opsporing, Terugoverdracht
from casuistiek.queries import stand_now, standen_of
from logboek.services import record
from organisatie.access import fetch_for, own_team
from regels.regie_op_regie import REGIETAKEN
from ui.pages import is_valid, post_action

from .basis import casus_button, casus_for, casus_form


@require_http_methods(["GET", "POST"])
def partner_add(request, pk):
    """Partners of a casus: who is the contact there, and which colleague has it; with the text to copy."""
    casus = casus_for(request, pk, "change_casus")
    return casus_form(
        request,
        casus,
        forms.PartnerForm(request.POST or None, team=casus.team),
        do=lambda **data: services.add_partner(casus=casus, by=request.user, **data),
        titel="Partner bij deze casus",
        intro="Staat de partner er al bij, dan wordt het contact bijgewerkt.",
    )


@require_POST
def partner_remove(request, pk):
    partner = fetch_for(request.user, Casuspartner, perm="casuistiek.change_partner", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_partner(partner=partner, by=request.user),
        terug=partner.casus,
        bericht="Deze partner doet niet meer mee.",
    )


@require_POST
def partners_told(request, pk):
    casus = casus_for(request, pk, "change_casus")
    return casus_button(
        request,
        casus,
        do=lambda: services.tell_partners(casus=casus, by=request.user),
        bericht="Vastgelegd: de partners weten wie de regie heeft.",
    )


@require_http_methods(["GET", "POST"])
def shop_add(request, pk):
    """Somebody was asked by a partner: who to refer to, in one look, and a line in the shop-log."""
    casus = casus_for(request, pk, "log_shop")
    stand = stand_now(casus)
    naar = f"Verwijs naar {stand.naam}." if not stand.aan_zet.is_gat else f"Niemand is aan zet. {stand.piket}"
    return casus_form(
        request,
        casus,
        forms.ShopForm(request.POST or None, team=casus.team),
        do=lambda **data: services.log_shopvraag(casus=casus, by=request.user, **data),
        titel="Een partner vroeg mij hierover",
        intro=naar,
        bericht=f"Vastgelegd. {naar}",
    )


@require_http_methods(["GET", "POST"])
def partnervraag(request):
    """A partner asks somebody about something. The answer is the same whether a casus exists or not (C9, C15)."""
    team = own_team(request.user, perm="casuistiek.ask_partnervraag")
    form = forms.PartnervraagForm(request.POST or None, team=team)
    if request.method == "POST" and is_valid(request, form):
        vraag = services.refer_partner(team=team, by=request.user, **form.cleaned_data)
        own = services.with_partner(team, vraag.organisatie, vraag.gebied)
        own = own.filter(pk__in=Casus.objects.visible_to(request.user).values("pk")).zonder_verhaal()
        if vraag.nummer is not None:
            own = own.none()  # which casus it is about was said: it is logged there
        return render(
            request,
            "casuistiek/partnervraag.html",
            {"titel": "Verwijs de partner", "wie": vraag.verwezen_naar, "standen": standen_of(own[:10])},
        )
    return render(
        request,
        "form.html",
        {
            "form": form,
            "titel": "Een partner stelt jou een vraag",
            "intro": "Je ziet naar wie je verwijst. Wie de regie heeft hoort dat de partner jou vroeg.",
        },
    )


@require_http_methods(["GET", "POST"])
def opsporing_ask(request, pk):
    casus = casus_for(request, pk, "change_casus")
    return casus_form(
        request,
        casus,
        forms.OpsporingForm(request.POST or None, team=casus.team),
        do=lambda **data: services.ask_opsporing(casus=casus, by=request.user, **data),
        titel="Opsporing vragen",
        intro="De regisseur stuurt ook de opsporing aan. Zonder naam blijft dit open staan, voor iedereen te zien.",
    )


@require_POST
def opsporing_accept(request, pk):
    row = fetch_for(request.user, Opsporing, perm="casuistiek.accept_opsporing", pk=pk)
    return post_action(
        request,
        do=lambda: services.accept_opsporing(opsporing=row, by=request.user),
        terug=row.casus,
        bericht="Jij doet de opsporing.",
    )


@require_POST
def opsporing_refuse(request, pk):
    row = fetch_for(request.user, Opsporing, perm="casuistiek.accept_opsporing", pk=pk)
    return post_action(
        request,
        do=lambda: services.refuse_opsporing(opsporing=row, by=request.user),
        terug=reverse("dashboard:mijn-werk"),
        bericht="Duidelijk. De regisseur vraagt een ander.",
    )


@require_http_methods(["GET", "POST"])
def opsporing_stop(request, pk):
    row = fetch_for(request.user, Opsporing, perm="casuistiek.stop_opsporing", pk=pk)
    return casus_form(
        request,
        row.casus,
        RedenForm(request.POST or None),
        do=lambda reden: services.stop_opsporing(opsporing=row, by=request.user, reden=reden),
        titel="Opsporing stoppen",
    )


@require_http_methods(["GET", "POST"])
def debrief_add(request, pk):
    casus = casus_for(request, pk, "debrief")
    return casus_form(
        request,
        casus,
        forms.DebriefForm(request.POST or None),
        do=lambda **data: services.debrief(casus=casus, by=request.user, **data),
        titel="Debriefing",
        intro="Kort, door wie erbij waren. Het komt op de tijdlijn, en later in de casusleerbijeenkomst.",
    )


@require_POST
def regietaak_tick(request, pk):
    """Tick one of the nine tasks of regievoeren, or untick it."""
    casus = casus_for(request, pk, "tick_regietaak")
    nummer = request.POST.get("nummer", "")
    taak = REGIETAKEN.get(int(nummer)) if nummer.isascii() and nummer.isdigit() and len(nummer) < 3 else None
    if taak is None:
        raise Http404("regietaak")
    return casus_button(
        request,
        casus,
        do=lambda: services.tick_regietaak(casus=casus, by=request.user, nummer=int(nummer), titel=taak),
        bericht="Bijgewerkt.",
    )


@require_http_methods(["GET", "POST"])
def terugoverdracht(request, pk):
    """What was done while the regisseur was away (C18)."""
    row = fetch_for(request.user, Terugoverdracht, perm="casuistiek.read_terug", pk=pk)
    if request.method == "POST":
        return post_action(
            request,
            do=lambda: services.read_terugoverdracht(terugoverdracht=row, by=request.user),
            terug=row.casus,
            bericht="Fijn dat je er weer bent. Vastgelegd dat je bent bijgepraat.",
        )
    record(event="casus.viewed", by=request.user, subject=row.casus, reden="terugoverdracht")
    rows = row.casus.gebeurtenissen.filter(moment__gte=row.van, moment__lte=row.tot).select_related("door")
    return render(
        request,
        "casuistiek/terugoverdracht.html",
        {
            "terug": row,
            "casus": row.casus,
            "titel": "Terugoverdracht",
            "gebeurd": rows.exclude(door=row.regisseur_id)[:200],
            "als_dan": row.casus.als_dan.filter(afgedaan_op=None),
        },
    )
