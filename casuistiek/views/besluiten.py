"""Decisions on a casus: scenario's, scaling, arbitrage, disclosure, and break-glass."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casuistiek import rapport, services
from casuistiek.forms import samen as forms
from casuistiek.forms.casus import OpschalenForm, RedenForm
from casuistiek.models import Arbitrage, Noodtoegang, Scenario, Sjabloon, Verstrekking
from casuistiek.queries import stand_now
from logboek.services import record
from organisatie.access import fetch_for, own_team
from organisatie.verbeteren import removing
from regels.begrippen import RegelOvertreden, eis
from regels.regie import mag_beslissen, noodtoegang_gevonden
from ui.forms import CrispyForm
from ui.pages import form_page, is_valid, log_toch_bewaard, post_action
from ui.pdf import download

from .basis import casus_for, casus_form

DISCLOSE = "Bestuurlijke rapportage"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
def scenario_add(request, pk):
    casus = casus_for(request, pk, "change_scenario")
    return casus_form(
        request,
        casus,
        forms.ScenarioForm(request.POST or None),
        do=lambda versie, **data: services.save_scenario(casus=casus, by=request.user, **data),
        titel="Scenario opstellen",
        intro="Wat kan er gebeuren, en wat doen we dan?",
    )


@require_http_methods(["GET", "POST"])
def scenario_change(request, pk):
    row = fetch_for(request.user, Scenario, perm="casuistiek.change_scenario", pk=pk)
    record(event="casus.viewed", by=request.user, subject=row.casus, reden="scenario")
    names = ("versie", "naam", "uitgangspunten", "handelingskader", "inzet", "besloten_door", "besloten_op")
    form = forms.ScenarioForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    return casus_form(
        request,
        row.casus,
        form,
        do=lambda **data: services.save_scenario(casus=row.casus, scenario=row, by=request.user, **data),
        titel="Scenario aanpassen",
        intro="Daarna is het nog niet gedeeld: de partner heeft de oude versie." if row.gedeeld_op else "",
    )


scenario_remove = removing(Scenario, terug=lambda row: row.casus, do=services.remove_scenario)


@require_http_methods(["GET", "POST"])
def scenario_share(request, pk):
    """The OSC notes that the gemeente has this scenario."""
    row = fetch_for(request.user, Scenario, perm="casuistiek.share_scenario", pk=pk)
    record(event="casus.viewed", by=request.user, subject=row.casus, reden="scenario")
    return casus_form(
        request,
        row.casus,
        forms.PartnerKeuze(request.POST or None, team=row.casus.team),
        do=lambda **data: services.share_scenario(scenario=row, by=request.user, **data),
        titel="Scenario is gedeeld",
        intro="Je legt vast dat je dit met de gemeente hebt besproken. Wij versturen niets.",
    )


@require_http_methods(["GET", "POST"])
def casus_scale(request, pk):
    """Scale up, or down again when it is up."""
    casus = casus_for(request, pk, "change_casus")
    if casus.fase == "opgeschaald":
        return casus_form(
            request,
            casus,
            RedenForm(request.POST or None),
            do=lambda reden: services.scale_down(casus=casus, by=request.user, reden=reden),
            titel="Afschalen",
        )
    return casus_form(
        request,
        casus,
        OpschalenForm(request.POST or None),
        do=lambda **data: services.scale_up(casus=casus, by=request.user, **data),
        titel="Opschalen",
        intro="De regie blijft in het team; de regisseur is het contact.",
    )


@require_http_methods(["GET", "POST"])
def medewerker_free(request, pk):
    casus = casus_for(request, pk, "free_medewerker")
    return casus_form(
        request,
        casus,
        forms.VrijForm(request.POST or None, team=casus.team),
        do=lambda **data: services.free_medewerker(casus=casus, by=request.user, **data),
        titel="Een collega vrijmaken",
        intro="De collega hoort dat ander werk mag wachten. De regie verandert niet.",
    )


# --- arbitrage ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def arbitrage_ask(request, pk):
    casus = casus_for(request, pk, "ask_arbitrage")
    return casus_form(
        request,
        casus,
        forms.ArbitrageForm(request.POST or None, team=casus.team, zonder=[request.user.pk]),
        do=lambda **data: services.ask_arbitrage(casus=casus, by=request.user, **data),
        titel="Vraag aan de teamchef",
        intro="Jullie komen er samen niet uit. De teamchef hoort beide kanten en beslist.",
    )


@require_http_methods(["GET", "POST"])
def arbitrage(request, pk):
    """The question with both views; give yours, or decide (the teamchef)."""
    row = fetch_for(request.user, Arbitrage, perm="casuistiek.give_standpunt", pk=pk)
    casus = row.casus
    may_decide = request.user.has_perm("casuistiek.decide_arbitrage", row) and row.besloten_op is None
    own = row.standpunten.filter(medewerker=request.user).first()
    initial = {"tekst": own.tekst, "bron": own.bron} if own else {}
    standpunt = forms.StandpuntForm(prefix="kant", initial=initial)
    besluit = forms.BesluitForm(prefix="besluit", team=casus.team)
    if request.method == "POST":
        deciding = "besluit" in request.POST.get("stap", "")
        if deciding and not may_decide and row.besloten_op is None:
            raise Http404("arbitrage")
        form: CrispyForm
        if deciding:
            form = besluit = forms.BesluitForm(request.POST, prefix="besluit", team=casus.team)
        else:
            form = standpunt = forms.StandpuntForm(request.POST, prefix="kant", initial=initial)
        service = services.decide_arbitrage if deciding else services.give_standpunt
        if is_valid(request, form):
            try:
                service(arbitrage=row, by=request.user, **form.cleaned_data)
            except RegelOvertreden as overtreding:
                form.add_error(None, str(overtreding))
            else:
                log_toch_bewaard(request, form)
                return redirect(casus)
    record(event="casus.viewed", by=request.user, subject=casus, reden="arbitrage")
    nu = mag_beslissen(
        besloten=row.besloten_op is not None,
        standpunten=row.standpunten.count(),
        gevraagd_op=row.gevraagd_op,
        moment=timezone.now(),
        zelf_gevraagd=row.gevraagd_door_id == request.user.pk,
    )
    return render(
        request,
        "casuistiek/arbitrage.html",
        {
            "titel": row.vraag,
            "arbitrage": row,
            "casus": casus,
            "stand": stand_now(casus),
            "standpunten": row.standpunten.select_related("medewerker"),
            "beslisregels": casus.team.beslisregels.all(),
            "standpunt": standpunt,
            "besluit": besluit,
            "form": besluit if besluit.is_bound else standpunt,
            "beslist": may_decide and bool(nu),
            "nog_niet": nu.bezwaar if may_decide else "",
        },
    )


# --- disclosure --------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def disclose(request, pk):
    casus = casus_for(request, pk, "disclose")
    form = forms.VerstrekForm(request.POST or None, team=casus.team)
    if request.POST.get("stap") == "bekijk" and is_valid(request, form):
        data = form.cleaned_data
        delen = rapport.delen_of(casus, stand_now(casus), data["onderdelen"], data["maatregelen"])
        context = {"form": form, "titel": DISCLOSE, "terug": casus, "delen": delen}
        return render(request, "casuistiek/verstrekken.html", context)
    return form_page(
        request,
        form,
        do=lambda **data: services.disclose(casus=casus, by=request.user, **data),
        titel=DISCLOSE,
        template="casuistiek/verstrekken.html",
        intro="Kies wat erin komt. Wat je niet kiest staat ook niet verborgen in het bestand. De verstrekking wordt vastgelegd.",
        terug=lambda row: row,
        bericht="Vastgelegd. Haal het bestand op als Word of PDF.",
    )


@require_GET
def verstrekking(request, pk):
    row = fetch_for(request.user, Verstrekking, perm="casuistiek.disclose", pk=pk)
    record(event="casus.viewed", by=request.user, subject=row.casus, reden="verstrekking")
    return render(
        request,
        "casuistiek/verstrekking.html",
        {"titel": "Bestuurlijke rapportage", "rij": row, "casus": row.casus},
    )


@require_GET
def verstrekking_docx(request, pk):
    """The Word file of a registered disclosure, from the content and the template of then."""
    row = fetch_for(request.user, Verstrekking, perm="casuistiek.disclose", pk=pk)
    try:
        content = rapport.make_docx(row.inhoud, services.sjabloon_bytes(row.sjabloon))
    except RegelOvertreden as overtreding:
        messages.error(request, str(overtreding))
        return redirect(row)
    return _exported(request, row, download(content, naam=f"{_naam(row)}.docx", soort=DOCX), "docx")


@require_GET
def verstrekking_pdf(request, pk):
    """The same as a PDF."""
    row = fetch_for(request.user, Verstrekking, perm="casuistiek.disclose", pk=pk)
    return _exported(
        request, row, download(rapport.make_rapport_pdf(row.inhoud), naam=f"{_naam(row)}.pdf"), "pdf"
    )


def _naam(row):
    return f"bestuurlijke-rapportage-{row.pk}"  # what was left out is not in the name either


def _exported(request, row, answer, soort):
    naar = f"organisatie {row.organisatie_id}"
    record(event="casus.exported", by=request.user, subject=row.casus, reden=soort, ontvanger=naar)
    return answer


@require_http_methods(["GET", "POST"])
def sjabloon(request):
    """The team's own Word template; a file that does not work is refused with the reason."""
    team = own_team(request.user, perm="casuistiek.change_sjabloon")
    form = forms.SjabloonForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        do=lambda bestand: services.place_sjabloon(
            team=team, by=request.user, naam=bestand.name, bestand=bestand.read(rapport.GROOTSTE + 1)
        ),
        titel="Sjabloon van de rapportage",
        template="casuistiek/sjabloon.html",
        terug=reverse("casuistiek:sjabloon"),
        bericht="Dit sjabloon geldt voortaan.",
        extra={"nu": Sjabloon.objects.filter(team=team, vervallen_op=None).defer("bestand").first()},
    )


@require_GET
def sjabloon_download(request):
    """The template that holds now, to change it."""
    team = own_team(request.user, perm="casuistiek.change_sjabloon")
    return download(
        services.sjabloon_bytes(services.sjabloon_of(team.pk)), naam="sjabloon-rapportage.docx", soort=DOCX
    )


@require_POST
def sjabloon_remove(request):
    team = own_team(request.user, perm="casuistiek.change_sjabloon")
    return post_action(
        request,
        do=lambda: services.reset_sjabloon(team=team, by=request.user),
        terug=reverse("casuistiek:sjabloon"),
        bericht="Het standaardsjabloon geldt weer.",
    )


# --- break-glass -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def noodtoegang(request):
    """In need, open a casus that does not exist for you. Whether it exists is said after the reason is recorded."""
    team = own_team(request.user, perm="casuistiek.break_glass")
    form = forms.NoodForm(request.POST or None)

    def do(referentie, reden):
        if seen := services.seen_already(team=team, by=request.user, referentie=referentie):
            return seen, "Je ziet deze casus al: noodtoegang is niet nodig."
        row = services.open_noodtoegang(team=team, by=request.user, referentie=referentie, reden=reden)
        eis(noodtoegang_gevonden(gevonden=row is not None))
        return row.casus, "Vastgelegd. Je leest de casus tot morgen deze tijd."

    return form_page(
        request,
        form,
        do=do,
        titel="Noodtoegang",
        intro="Alleen als je er nu bij moet. De regisseur en de teamchef horen het meteen, de teamchef kijkt of het terecht was. De toegang duurt een dag.",
        terug=lambda result: result[0],
        bericht=lambda result: result[1],
    )


@require_http_methods(["GET", "POST"])
def noodtoegang_judge(request, pk):
    row = fetch_for(request.user, Noodtoegang, perm="casuistiek.judge_noodtoegang", pk=pk)
    return form_page(
        request,
        forms.OordeelForm(request.POST or None),
        do=lambda oordeel: services.judge_noodtoegang(noodtoegang=row, by=request.user, oordeel=oordeel),
        titel="Noodtoegang beoordelen",
        intro=f"{row.medewerker.naam} opende {row.casus.referentie}: {row.reden}",
        terug=reverse("casuistiek:regie-op-regie"),
        bericht="Beoordeeld.",
    )
