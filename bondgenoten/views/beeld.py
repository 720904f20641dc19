"""Pictures with the same facts as a table: who reaches whom in a network, and whom the team reaches at all (B8)."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from organisatie.access import fetch_for, own_team
from ui.export import list_file, wanted

from .. import queries
from ..beeld import teken
from ..models import Lid, Netwerk, Relatie
from ..namen import ONBEKEND, names_for


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
    _, known = names_for(request.user, netwerk, leden, waar="beeld")
    ties = {}
    for row in Relatie.objects.op().filter(sleutelfiguur__in=[lid.sleutelfiguur_id for lid in leden]).select_related("medewerker"):  # fmt: skip
        ties.setdefault(row.sleutelfiguur_id, []).append(row)
    groups = list(netwerk.gemeenschappen.all())
    colleagues, people, lines, table = {}, [], [], []
    for nr, lid in enumerate(leden, start=1):
        mens = lid.sleutelfiguur
        naam = known.get(mens.pk, f"{ONBEKEND} ({nr})")
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
