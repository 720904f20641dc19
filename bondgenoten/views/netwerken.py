"""Networks: all of the team, one with how it stands, its members, and what came of it."""

from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bondgenoten.handelingen import NETWERK
from organisatie.access import fetch_for, own_team
from organisatie.forms import TotEnMetForm
from organisatie.handelingen import all_open
from organisatie.queries import instelling_for
from organisatie.verbeteren import correcting, removing
from regels.netwerk import TREDEN, VOORWAARDEN, Kleur, al_geweest, vraagt_aandacht
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import queries, services
from ..afspraken import NETWERKEN
from ..forms import netwerken as forms
from ..models import Lid, Netwerk, Relatie, Resultaat, Signaal
from ..namen import names_for


@require_GET
def netwerk_list(request):
    """All networks with how they stand, what plays now, and where nobody is reached."""
    team = own_team(request.user, perm="bondgenoten.list_netwerk")
    instelling = instelling_for(request.user, team.pk)
    rows = list(
        Netwerk.objects.lopend()
        .filter(team=team)
        .select_related("gebied", "trekker")
        .prefetch_related("gemeenschappen")
        .order_by("soort", "naam")
    )
    leden = queries.members_of(rows)
    facts = queries.feiten_van(rows, leden=leden)
    maten = NETWERKEN.van(instelling)
    today = timezone.localdate()
    items = []
    for row in rows:
        health = queries.regels.gezondheid(facts[row.pk], maten, today)
        items.append(
            {
                "netwerk": row,
                "feiten": facts[row.pk],
                "aandacht": vraagt_aandacht(health),
                "goed": any(b.kleur == Kleur.GOED for b in health),
            }
        )
    if soort := wanted(request):
        kop = ["Netwerk", "Soort", "Gebied", "Trekker", "Uit de wijk", "Politie", "Gemeente", "Laatste bijeenkomst", "Volgende", "Vraagt aandacht"]  # fmt: skip
        rijen = [
            [
                item["netwerk"].naam,
                item["netwerk"].get_soort_display(),
                item["netwerk"].gebied,
                item["netwerk"].trekker.naam,
                item["feiten"].sleutelfiguren,
                item["feiten"].politie,
                item["feiten"].gemeente,
                item["feiten"].laatste,
                item["feiten"].volgende,
                "; ".join(f"{b.naam}: {b.zin}" for b in item["aandacht"]),
            ]
            for item in items
        ]
        return list_file(request, soort, subject=team, naam="netwerken", kop=kop, rijen=rijen)
    groups, areas = queries.dekking_van(team, rows, leden[1])
    context = {
        "titel": "Bondgenoten",
        "bondgenoten": [item for item in items if not item["netwerk"].is_eigen],
        "eigen": [item for item in items if item["netwerk"].is_eigen],
        "blind": [item["wat"] for item in (*groups, *areas) if item["dekking"].is_blinde_vlek],
        "signalen": Signaal.objects.actueel().filter(team=team).select_related("gebied").order_by("-niveau", "-gemeld_op")[:6],
        "rondes": all_open(queries.rondes_voor(request.user, team).lopend()[:3]),
    }  # fmt: skip
    return render(request, "bondgenoten/netwerk_list.html", context)


@require_http_methods(["GET", "POST"])
def netwerk_add(request):
    team = own_team(request.user, perm="bondgenoten.add_netwerk")
    initial = {"trekker": request.user.pk}
    if len(request.user.gebied_ids) == 1:
        initial["gebied"] = next(iter(request.user.gebied_ids))
    keren = NETWERKEN.van(instelling_for(request.user, team.pk)).keren
    return form_page(
        request,
        forms.NetwerkForm(request.POST or None, team=team, keren=keren, initial=initial),
        do=lambda **data: services.save_netwerk(team=team, by=request.user, **data),
        titel="Netwerk beginnen",
        intro="Begin voordat het nodig is. Doe het samen met de gemeente: wie kennen jullie allebei?",
        terug=lambda netwerk: netwerk,
        vanaf=reverse("bondgenoten:netwerk-list"),
        bericht="Het netwerk staat. Voeg nu de eerste mensen toe.",
    )


@require_http_methods(["GET", "POST"])
def netwerk_change(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.change_netwerk", pk=pk)
    names = ("naam", "soort", "gebied", "waarover", "trekker", "vervanger", "keren_per_jaar", "versie")
    initial = {name: getattr(netwerk, name) for name in names}
    initial["gemeenschappen"] = list(netwerk.gemeenschappen.all())
    keren = NETWERKEN.van(instelling_for(request.user, netwerk.team_id)).keren
    return form_page(
        request,
        forms.NetwerkForm(request.POST or None, team=netwerk.team, keren=keren, initial=initial),
        do=lambda **data: services.save_netwerk(team=netwerk.team, netwerk=netwerk, by=request.user, **data),
        titel=f"{netwerk}: wijzigen",
        terug=netwerk,
    )


@require_http_methods(["GET", "POST"])
def netwerk_stop(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.change_netwerk", pk=pk)
    return form_page(
        request,
        forms.RedenForm(request.POST or None),
        do=lambda reden: services.stop_netwerk(netwerk=netwerk, by=request.user, reden=reden),
        titel=f"{netwerk}: stoppen",
        intro="Geplande bijeenkomsten gaan niet door. De contacten met de mensen blijven.",
        terug=netwerk,
    )


@require_GET
def netwerk(request, pk):
    """When did we last meet, what did we promise; then people, health, signals and results."""
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.view_netwerk", pk=pk)
    user, today = request.user, timezone.localdate()
    instelling = instelling_for(user, netwerk.team_id)
    feiten = queries.feiten_van([netwerk])[netwerk.pk]
    leden = list(
        Lid.objects.op()
        .filter(netwerk=netwerk, sleutelfiguur__gewist_op=None)
        .select_related("contactpersoon__organisatie", "medewerker")
    )
    name, known = names_for(user, netwerk, leden, waar="netwerk")
    for lid in leden:
        lid.naam = name(lid)
    houders = dict(
        Relatie.objects.op().filter(als="houder", sleutelfiguur__in=known).values_list("sleutelfiguur", "medewerker__naam")
    )  # fmt: skip
    afspraken = list(
        netwerk.afspraken.met_klaar()
        .select_related("actiepunt__eigenaar")
        .order_by(F("teruggekoppeld_op").desc(nulls_first=True), "voor")[:30]
    )
    context = {
        "titel": netwerk.naam,
        "netwerk": netwerk,
        "feiten": feiten,
        "gezondheid": queries.regels.gezondheid(feiten, NETWERKEN.van(instelling), today),
        "leden": leden,
        "houders": houders,
        "gemeenschappen": netwerk.gemeenschappen.all(),
        "open": [row for row in afspraken if not row.teruggekoppeld_op],
        "klaar": [row for row in afspraken if row.teruggekoppeld_op],
        "adviezen": netwerk.adviezen.all()[:12],
        "resultaten": netwerk.resultaten.all()[:12],
        "signalen": Signaal.objects.actueel().filter(team=netwerk.team_id, gebied=netwerk.gebied_id)[:6]
        if netwerk.gebied_id
        else netwerk.signalen.actueel()[:6],
        "overlap": queries.overlap_van(netwerk),
        "overleggen": list(netwerk.reeks.overleggen.exclude(status="vervallen").filter(begin__lte=timezone.now()).order_by("-begin")[:5]) if netwerk.reeks_id else [],
        "volgende": netwerk.reeks.overleggen.te_komen().order_by("begin").first() if netwerk.reeks_id else None,
        "kansen": NETWERK.kansen(netwerk, user),
    }  # fmt: skip
    return render(request, "bondgenoten/netwerk.html", context)


@require_http_methods(["GET", "POST"])
def lid_add(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.add_to_netwerk", pk=pk)
    form = forms.LidForm(request.POST or None, netwerk=netwerk, user=request.user)
    shown = form.fields["sleutelfiguur"].queryset.values_list("pk", flat=True)
    services.see_names(shown, by=request.user, team=netwerk.team_id, waar="toevoegen")
    return form_page(
        request,
        form,
        do=lambda **data: services.add_lid(netwerk=netwerk, by=request.user, **data),
        titel=f"{netwerk}: iemand toevoegen",
        intro="Staat iemand uit de wijk er nog niet bij? Leg die persoon eerst vast.",
        terug=netwerk,
        extra={"nieuw_url": f"{reverse('bondgenoten:sleutelfiguur-add')}?netwerk={netwerk.pk}"},
        template="bondgenoten/lid_form.html",
    )


@require_http_methods(["GET", "POST"])
def lid_end(request, pk):
    lid = fetch_for(request.user, Lid, perm="bondgenoten.change_netwerk", pk=pk)
    name, _ = names_for(request.user, lid.netwerk, [lid], waar="netwerk")
    return form_page(
        request,
        TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_lid(lid=lid, by=request.user, tot=tot),
        titel=f"{name(lid)} gaat uit {lid.netwerk}",
        terug=lid.netwerk,
    )


@require_http_methods(["GET", "POST"])
def netwerk_plan(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.change_netwerk", pk=pk)
    reeks = netwerk.reeks
    initial = {}
    if reeks is not None:
        initial = {name: getattr(reeks, name) for name in ("regel", "eerste", "duur", "plaats")}
        initial["begintijd"] = f"{reeks.begintijd:%H:%M}"
    return form_page(
        request,
        forms.RitmeForm(request.POST or None, initial=initial),
        do=lambda **data: services.plan_reeks(netwerk=netwerk, by=request.user, **data),
        titel=f"{netwerk}: bijeenkomsten plannen",
        intro="De bijeenkomsten ontstaan vanzelf, een half jaar vooruit. Verzetten kan per keer.",
        terug=netwerk,
    )


@require_http_methods(["GET", "POST"])
def voorwaarden(request, pk):
    """The four basisvoorwaarden: how they stand, and how they stood."""
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.add_to_netwerk", pk=pk)
    metingen = list(netwerk.metingen.all()[:10])
    initial = {v.value: trede for v, trede in metingen[0].treden.items()} if metingen else {}
    return form_page(
        request,
        forms.VoorwaardenForm(request.POST or None, initial=initial),
        do=lambda **data: services.measure_voorwaarden(netwerk=netwerk, by=request.user, **data),
        titel=f"{netwerk}: de vier basisvoorwaarden",
        intro="Bespreek dit samen in het netwerk. Het zegt iets over het netwerk, nooit over een mens.",
        terug=netwerk,
        template="bondgenoten/voorwaarden.html",
        extra={
            "namen": list(VOORWAARDEN.values()),
            "metingen": [(m, [TREDEN[t] for t in m.treden.values()]) for m in metingen],
        },
    )


@require_http_methods(["GET", "POST"])
def resultaat_add(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.add_to_netwerk", pk=pk)
    return form_page(
        request,
        forms.ResultaatForm(request.POST or None, netwerk=netwerk),
        do=lambda **data: services.add_resultaat(netwerk=netwerk, by=request.user, **data),
        titel=f"{netwerk}: resultaat",
        terug=netwerk,
        bericht="Bewaard. Vertel het ook aan het netwerk: dat kan bij Terugkoppelen.",
    )


@require_POST
def told_back(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.work_in_netwerk", pk=pk)
    return post_action(
        request,
        do=lambda: services.tell_back(
            netwerk=netwerk,
            by=request.user,
            **{
                name: [int(pk[:9]) for pk in request.POST.getlist(name) if pk.isascii() and pk.isdigit()]
                for name in ("afspraken", "adviezen", "resultaten")
            },
        ),
        terug=netwerk,
        bericht="Genoteerd: het netwerk weet wat ermee is gedaan.",
    )


lid_change = correcting(Lid, forms.RolForm, "rol", terug=lambda lid: lid.netwerk)
resultaat_change = correcting(
    Resultaat,
    forms.ResultaatWijzigForm,
    *("titel", "tekst", "op", "partners", "signaal"),
    bij=lambda row: {"netwerk": row.netwerk},
    mag=lambda waarden: al_geweest(waarden["op"], timezone.localdate()),
    terug=lambda row: row.netwerk,
)
resultaat_remove = removing(Resultaat, terug=lambda row: row.netwerk)
