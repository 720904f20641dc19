"""Beginning a casus: the overdracht of the OpCo, the front door, and without an acute phase."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casuistiek import services
from casuistiek.forms.casus import CasusForm, MeldForm, OverdrachtForm
from casuistiek.models import Casus
from casuistiek.queries import proposal_facts, stand_of
from casuistiek.services.basis import who_hears_overdracht
from casuistiek.services.begin import grond_for
from casuistiek.verhaal import verhaal
from organisatie.access import fetch_for, own_team
from organisatie.models import Medewerker
from organisatie.queries import opco_van_dienst
from regels.begrippen import Ernst, RegelOvertreden
from regels.escalatie import termijn
from regels.vervanging import voorstel
from regels.voordeur import advies
from ui.pages import form_page, is_valid, log_toch_bewaard


@require_http_methods(["GET", "POST"])
def casus_open(request):
    """The overdracht: fill in, then see who is asked and why, then hand over."""
    team = own_team(request.user, perm="casuistiek.open_casus")
    form = OverdrachtForm(request.POST or None, team=team)
    if request.method == "POST" and is_valid(request, form):
        stap = request.POST.get("stap")
        if stap == "overdragen":
            try:
                casus = services.open_by_opco(team=team, by=request.user, **form.cleaned_data)
            except RegelOvertreden as overtreding:
                form.add_error(None, str(overtreding))
            else:
                log_toch_bewaard(request, form)
                return redirect("casuistiek:casus-done", casus.pk)
        if stap != "terug":
            return render(request, "casuistiek/overdracht_check.html", _check(team, form, request.user))
    return render(
        request,
        "form.html",
        {
            "form": form,
            "titel": "Casus overdragen",
            "intro": "Na de acute fase. Vul in wat je weet; daarna zie je wie wordt gevraagd.",
        },
    )


def _check(team, form, user):
    """What the check page shows: the proposal with its reason, and what will happen."""
    cleaned = form.cleaned_data
    gebieden, portefeuilles = cleaned["gebieden"], cleaned["portefeuilles"]
    grond, waar_thuis = grond_for(team.pk, gebieden, portefeuilles)
    moment = timezone.now()
    feiten, facts = proposal_facts(
        team_id=team.pk,
        gebieden=gebieden,
        portefeuilles=portefeuilles,
        grond=grond,
        moment=moment,
        ernst=Ernst(cleaned["ernst"]),
    )
    gevonden = voorstel(feiten, user.pk, moment, facts)
    wijk = cleaned.get("wijk")
    horen = who_hears_overdracht(team.pk, gebieden[0].pk if gebieden else None, wijk.pk if wijk else None)
    return {
        "form": form,
        "titel": "Klopt dit?",
        "hidden": [(name, value) for name, values in _posted(form) for value in values],
        "cleaned": cleaned,
        "verhaal": verhaal(cleaned),
        "gevonden": gevonden,
        "naam": facts.naam(gevonden.medewerker),
        "stappen": [
            (facts.naam(stap.plek.medewerker) if stap.plek.medewerker else "", stap.plek.als, stap.bezwaar)
            for stap in gevonden.overgeslagen
        ],
        "uiterlijk": termijn(Ernst(cleaned["ernst"]), moment, facts),
        "waar_thuis": waar_thuis,
        "piket": facts.regels_op(moment).piket,
        "horen": Medewerker.objects.filter(pk__in=horen).order_by("naam"),
    }


def _posted(form):
    skip = ("csrfmiddlewaretoken", "concept", "stap", "aan", "gekozen_reden")
    return [(name, values) for name, values in form.data.lists() if name not in skip]


@require_http_methods(["GET"])
def casus_done(request, pk):
    """After the overdracht: who hears what now, and by when there is an answer."""
    casus = fetch_for(request.user, Casus, perm="casuistiek.view_casus", pk=pk)
    ronde = casus.rondes.order_by("-pk").first()
    aanbod = ronde.overdrachten.select_related("aan").order_by("-pk").first() if ronde else None
    informed = casus.betrokkenen.filter(als="ingelicht").select_related("medewerker")
    context = {
        "casus": casus,
        "aanbod": aanbod,
        "ingelicht": informed,
        "stand": stand_of(casus),
        "titel": "Overgedragen",
    }
    return render(request, "casuistiek/overdracht_done.html", context)


@require_http_methods(["GET", "POST"])
def casus_meld(request):
    """The front door: offer a casus to the OpCo on duty, with the aid "is dit complex?" beside it."""
    team = own_team(request.user, perm="casuistiek.meld_casus")
    form = MeldForm(request.POST or None, team=team)

    def bericht(casus):
        data = form.cleaned_data
        hulp = advies(
            data["tekens"], gebieden=len(data["gebieden"]), portefeuilles=len(data["portefeuilles"])
        )
        return f"Aangemeld. De OpCo van dienst is nu aan zet. {hulp}"

    return form_page(
        request,
        form,
        do=lambda **data: services.report_casus(team=team, by=request.user, **data),
        titel="Casus aanmelden bij de OpCo",
        template="casuistiek/casus_meld.html",
        terug=lambda casus: casus,
        bericht=bericht,
        extra={"dienst": opco_van_dienst(team.pk)},
    )


@require_http_methods(["GET", "POST"])
def casus_zelf(request):
    """A WOE, OE or OS begins without an acute phase and takes regie."""
    team = own_team(request.user, perm="casuistiek.open_zelf")
    form = CasusForm(request.POST or None, team=team)
    return form_page(
        request,
        form,
        do=lambda **data: services.open_by_self(team=team, by=request.user, **data),
        titel="Casus beginnen",
        intro="Zonder acute fase. Jij neemt meteen de regie; de escalatiefunctie hoort het.",
        terug=lambda casus: casus,
        bericht="De casus is begonnen. Jij hebt de regie.",
    )
