"""Networks: all of the team, one with how it stands, its members, its picture, and what came of it."""

from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from logboek.services import record
from organisatie.access import fetch_for, own_team
from organisatie.forms import TotEnMetForm
from organisatie.queries import instelling_for
from regels.netwerk import TREDEN, VOORWAARDEN, vraagt_aandacht
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import queries, services
from ..beeld import teken
from ..forms import netwerken as forms
from ..models import Belronde, Gemeenschap, Lid, Netwerk, Relatie, Signaal, Sleutelfiguur


def names_for(user, leden):
    """How each member is called for this user: a sleutelfiguur by name only for who may see them."""
    ids = {lid.sleutelfiguur_id for lid in leden if lid.sleutelfiguur_id}
    known = (
        dict(Sleutelfiguur.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "naam"))
        if ids
        else {}
    )

    def name(lid):
        if lid.sleutelfiguur_id:
            return known.get(lid.sleutelfiguur_id, "iemand uit de wijk")
        return str(lid.wie)

    return name, known


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
    maten = queries.maten_van(instelling)
    today = timezone.localdate()
    items = []
    for row in rows:
        health = queries.regels.gezondheid(facts[row.pk], maten, today)
        items.append({"netwerk": row, "feiten": facts[row.pk], "aandacht": vraagt_aandacht(health)})
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
        "rondes": Belronde.objects.filter(team=team, gesloten_op=None)[:3],
        "mag_netwerk": request.user.has_perm("bondgenoten.add_netwerk", team),
        "mag_bellen": request.user.has_perm("bondgenoten.start_belronde", team),
    }  # fmt: skip
    return render(request, "bondgenoten/netwerk_list.html", context)


@require_http_methods(["GET", "POST"])
def netwerk_add(request):
    team = own_team(request.user, perm="bondgenoten.add_netwerk")
    initial = {"trekker": request.user.pk}
    if len(request.user.gebied_ids) == 1:
        initial["gebied"] = next(iter(request.user.gebied_ids))
    keren = instelling_for(request.user, team.pk).bond_keren
    return form_page(
        request,
        forms.NetwerkForm(request.POST or None, team=team, keren=keren, initial=initial),
        do=lambda **data: services.save_netwerk(team=team, by=request.user, **data),
        titel="Netwerk beginnen",
        intro="Begin voordat het nodig is. Doe het samen met de gemeente: wie kennen jullie allebei?",
        terug=lambda netwerk: netwerk,
        bericht="Het netwerk staat. Voeg nu de eerste mensen toe.",
    )


@require_http_methods(["GET", "POST"])
def netwerk_change(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.change_netwerk", pk=pk)
    names = ("naam", "soort", "gebied", "waarover", "trekker", "vervanger", "keren_per_jaar")
    initial = {name: getattr(netwerk, name) for name in names}
    initial["gemeenschappen"] = list(netwerk.gemeenschappen.all())
    keren = instelling_for(request.user, netwerk.team_id).bond_keren
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
    name, known = names_for(user, leden)
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
    if known:
        record(event="netwerk.viewed", by=user, subject=netwerk)
    context = {
        "titel": netwerk.naam,
        "netwerk": netwerk,
        "feiten": feiten,
        "gezondheid": queries.regels.gezondheid(feiten, queries.maten_van(instelling), today),
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
        "mag": user.has_perm("bondgenoten.work_in_netwerk", netwerk) and netwerk.gestopt_op is None,
        "mag_wijzigen": user.has_perm("bondgenoten.change_netwerk", netwerk) and netwerk.gestopt_op is None,
    }  # fmt: skip
    return render(request, "bondgenoten/netwerk.html", context)


@require_http_methods(["GET", "POST"])
def lid_add(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.work_in_netwerk", pk=pk)
    return form_page(
        request,
        forms.LidForm(request.POST or None, netwerk=netwerk, user=request.user),
        do=lambda **data: services.add_lid(netwerk=netwerk, by=request.user, **data),
        titel=f"{netwerk}: iemand toevoegen",
        intro="Staat iemand uit de wijk er nog niet bij? Leg die persoon eerst vast.",
        terug=netwerk,
        extra={"nieuw_url": f"{reverse('bondgenoten:sleutelfiguur-add')}?netwerk={netwerk.pk}"},
        template="bondgenoten/lid_form.html",
    )


@require_http_methods(["GET", "POST"])
def lid_end(request, pk):
    lid = fetch_for(request.user, Lid, perm="bondgenoten.work_in_netwerk", pk=pk)
    name, _ = names_for(request.user, [lid])
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
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.work_in_netwerk", pk=pk)
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
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.work_in_netwerk", pk=pk)
    return form_page(
        request,
        forms.ResultaatForm(request.POST or None, netwerk=netwerk),
        do=lambda **data: services.add_resultaat(netwerk=netwerk, by=request.user, **data),
        titel=f"{netwerk}: resultaat",
        terug=netwerk,
        bericht="Bewaard. Vertel het ook aan het netwerk: dat kan bij Terugkoppelen.",
    )


@require_GET
def netwerkbeeld(request, pk):
    """Who reaches whom in this network: a picture, and the same as a table."""
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.view_netwerk", pk=pk)
    leden = list(
        Lid.objects.op()
        .filter(netwerk=netwerk)
        .exclude(sleutelfiguur=None)
        .filter(sleutelfiguur__gewist_op=None)
        .select_related("sleutelfiguur")
    )
    _, known = names_for(request.user, leden)
    ties = {}
    for row in Relatie.objects.op().filter(sleutelfiguur__in=[lid.sleutelfiguur_id for lid in leden]).select_related("medewerker"):  # fmt: skip
        ties.setdefault(row.sleutelfiguur_id, []).append(row)
    groups = list(netwerk.gemeenschappen.all())
    colleagues, people, lines, table = {}, [], [], []
    for nr, lid in enumerate(leden, start=1):
        mens = lid.sleutelfiguur
        naam = known.get(mens.pk, f"iemand uit de wijk ({nr})")
        own = ties.get(mens.pk, [])
        url = mens.get_absolute_url() if mens.pk in known else ""
        people.append((f"s{mens.pk}", naam, url, "mens", not own))
        for relatie in own:
            wie = relatie.medewerker
            colleagues[wie.pk] = (
                f"m{wie.pk}",
                wie.naam,
                reverse("organisatie:medewerker", args=[wie.pk]),
                "collega",
                False,
            )
            lines.append((f"m{wie.pk}", f"s{mens.pk}", relatie.als))
        lines += [(f"s{mens.pk}", f"g{group.pk}", "") for group in groups]
        table.append({"naam": naam, "url": url, "relaties": own})
    right = [(f"g{group.pk}", group.naam, "", "groep", not people) for group in groups]
    context = {
        "titel": f"{netwerk}: wie bereikt wie?",
        "netwerk": netwerk,
        "beeld": teken([list(colleagues.values()), people, right], lines),
        "tabel": table,
        "gemeenschappen": groups,
    }  # fmt: skip
    return render(request, "bondgenoten/beeld.html", context)


@require_GET
def teambeeld(request):
    """Which networks reach which communities and gebieden; blind spots stand out. No people in it."""
    team = own_team(request.user, perm="bondgenoten.list_netwerk")
    groups, areas = queries.dekking_van(team)
    networks = {row.pk: row for item in (*groups, *areas) for row in item["netwerken"]}
    left = [
        (f"a{item['wat'].pk}", item["wat"].naam, "", "gebied", item["dekking"].is_blinde_vlek)
        for item in areas
    ]
    middle = [(f"n{row.pk}", row.naam, row.get_absolute_url(), "netwerk", False) for row in networks.values()]
    right = [
        (f"g{item['wat'].pk}", item["wat"].naam, "", "groep", item["dekking"].is_blinde_vlek)
        for item in groups
    ]
    lines = [(f"a{item['wat'].pk}", f"n{row.pk}", "") for item in areas for row in item["netwerken"]]
    lines += [(f"n{row.pk}", f"g{item['wat'].pk}", "") for item in groups for row in item["netwerken"]]
    if soort := wanted(request):
        rijen = [
            [wat, item["wat"].naam, ", ".join(str(n) for n in item["netwerken"]), item["dekking"].mensen]
            for wat, rows in (("gemeenschap", groups), ("gebied", areas))
            for item in rows
        ]
        kop = ["Wat", "Naam", "Netwerken", "Mensen"]
        return list_file(request, soort, subject=team, naam="dekking", kop=kop, rijen=rijen)
    context = {
        "titel": "Wie bereiken we?",
        "beeld": teken([left, middle, right], lines),
        "groepen": groups,
        "gebieden": areas,
    }
    return render(request, "bondgenoten/teambeeld.html", context)


@require_GET
def gemeenschap_list(request):
    team = own_team(request.user, perm="bondgenoten.list_netwerk")
    context = {
        "titel": "Gemeenschappen",
        "gemeenschappen": Gemeenschap.objects.filter(team=team).prefetch_related("netwerken"),
        "waarschuwing": forms.WAARSCHUWING,
        "mag": request.user.has_perm("bondgenoten.change_gemeenschap", team),
    }
    return render(request, "bondgenoten/gemeenschap_list.html", context)


@require_http_methods(["GET", "POST"])
def gemeenschap_add(request):
    team = own_team(request.user, perm="bondgenoten.change_gemeenschap")
    return form_page(
        request,
        forms.GemeenschapForm(request.POST or None),
        do=lambda **data: services.save_gemeenschap(team=team, by=request.user, **data),
        titel="Gemeenschap toevoegen",
        terug=reverse("bondgenoten:gemeenschap-list"),
    )


@require_http_methods(["GET", "POST"])
def gemeenschap_change(request, pk):
    row = fetch_for(request.user, Gemeenschap, perm="bondgenoten.change_gemeenschap", pk=pk)
    return form_page(
        request,
        forms.GemeenschapForm(request.POST or None, gemeenschap=row),
        do=lambda **data: services.save_gemeenschap(team=row.team, by=request.user, gemeenschap=row, **data),
        titel=f"{row}: wijzigen",
        terug=reverse("bondgenoten:gemeenschap-list"),
    )


@require_POST
def told_back(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.work_in_netwerk", pk=pk)
    return post_action(
        request,
        do=lambda: services.tell_back(netwerk=netwerk, by=request.user),
        terug=netwerk,
        bericht="Genoteerd: het netwerk weet wat ermee is gedaan.",
    )
