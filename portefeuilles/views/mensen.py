"""Who helps: taakaccenten, zelfstandige teams, acties."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from organisatie.forms import TotEnMetForm
from organisatie.verbeteren import removing
from portefeuilles.handelingen import ACTIE, TAAKACCENT
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import services
from ..forms import mensen as forms
from ..models import Actie, Cursus, Portefeuille, Taakaccent, Taakaccenthouder, Teamlid, ZelfstandigTeam
from ..queries import accents_of


@require_GET
def taakaccent_list(request):
    """All taakaccenten of the team: how many there are and should be, and who comes and goes."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    rijen = accents_of(team.portefeuilles.op())
    rijen.sort(key=lambda rij: (-rij["tekort"], rij["taakaccent"].naam))
    if soort := wanted(request):
        return list_file(
            request, soort, subject=team, naam="taakaccenten", kop=KOP, rijen=list(_as_rows(rijen))
        )
    return render(request, "portefeuilles/taakaccent_list.html", {"titel": "Taakaccenten", "rijen": rijen})


KOP = [
    "Portefeuille",
    "Taakaccent",
    "Nodig",
    "Er zijn er",
    "Wie",
    "Als",
    "Fase",
    "Uren per week",
    "Sinds",
    "T/m",
]


def _as_rows(rijen):
    for rij in rijen:
        accent = rij["taakaccent"]
        for h in rij["houders"] or [None]:
            wie = [h.medewerker.naam, "vraagbaak" if h.vraagbaak else "taakaccenthouder"] if h else ["", ""]
            meer = [h.get_fase_display(), h.uren, h.van, h.tot_en_met] if h else ["", "", None, None]
            yield [accent.portefeuille, accent.naam, accent.wens, rij["bezet"], *wie, *meer]


@require_GET
def taakaccent(request, pk):
    taakaccent = fetch_for(request.user, Taakaccent, perm="portefeuilles.view_plan", pk=pk)
    rij = next(
        row for row in accents_of([taakaccent.portefeuille_id]) if row["taakaccent"].pk == taakaccent.pk
    )
    prefetch_related_objects([*rij["houders"], *rij["vroeger"]], "cursussen")
    context = {
        "taakaccent": taakaccent,
        "titel": taakaccent.naam,
        "rij": rij,
        "kansen": TAAKACCENT.kansen(
            taakaccent,
            request.user,
            heeft_al=any(h.medewerker_id == request.user.pk for h in rij["houders"]),
            iemand=bool(rij["houders"] or rij["vroeger"]),
        ),
    }
    return render(request, "portefeuilles/taakaccent.html", context)


@require_http_methods(["GET", "POST"])
def taakaccent_add(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.TaakaccentForm(request.POST or None),
        do=lambda **data: services.save_taakaccent(portefeuille=portefeuille, by=request.user, **data),
        titel="Nieuw taakaccent",
        intro="Spreek af hoeveel collega's er nodig zijn, wat zij doen, en wat dat vraagt.",
        terug=lambda row: row,
    )


@require_http_methods(["GET", "POST"])
def taakaccent_change(request, pk):
    row = fetch_for(request.user, Taakaccent, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.TaakaccentForm(request.POST or None, taakaccent=row),
        do=lambda **data: services.save_taakaccent(
            portefeuille=row.portefeuille, taakaccent=row, by=request.user, **data
        ),
        titel=row.naam,
        terug=row,
    )


@require_http_methods(["GET", "POST"])
def taakaccenthouder_add(request, pk):
    row = fetch_for(request.user, Taakaccent, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.TaakaccenthouderForm(request.POST or None, team=row.portefeuille.team),
        do=lambda **data: services.add_taakaccenthouder(taakaccent=row, by=request.user, **data),
        titel="Taakaccenthouder of vraagbaak",
        terug=row,
        bericht="Bewaard. De cursussen van dit taakaccent staan klaar.",
    )


@require_POST
def taakaccent_apply(request, pk):
    row = fetch_for(request.user, Taakaccent, perm="portefeuilles.apply_taakaccent", pk=pk)
    return post_action(
        request,
        do=lambda: services.apply_for(taakaccent=row, by=request.user),
        terug=row,
        bericht="Fijn. De houder van de portefeuille hoort het en neemt contact op.",
    )


@require_http_methods(["GET", "POST"])
def taakaccenthouder_change(request, pk):
    row = fetch_for(request.user, Taakaccenthouder, perm="portefeuilles.work_on", pk=pk)
    initial = {name: getattr(row, name) for name in ("fase", "uren", "vraagbaak")}
    return form_page(
        request,
        forms.HouderWijzigForm(request.POST or None, initial=initial),
        do=lambda **data: services.change_taakaccenthouder(houder=row, by=request.user, **data),
        titel=f"{row.medewerker.naam}, {row.taakaccent.naam}",
        terug=row.taakaccent,
    )


@require_http_methods(["GET", "POST"])
def taakaccenthouder_end(request, pk):
    row = fetch_for(request.user, Taakaccenthouder, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_taakaccenthouder(houder=row, tot=tot, by=request.user),
        titel=f"{row.medewerker.naam} stopt met {row.taakaccent.naam}",
        intro="Wat was blijft te zien. Een reden wordt niet gevraagd.",
        terug=row.taakaccent,
    )


@require_http_methods(["GET", "POST"])
def cursus_add(request, pk):
    row = fetch_for(request.user, Taakaccenthouder, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.CursusForm(request.POST or None),
        do=lambda **data: services.save_cursus(houder=row, by=request.user, **data),
        titel=f"Cursus van {row.medewerker.naam}",
        terug=row.taakaccent,
    )


@require_http_methods(["GET", "POST"])
def cursus_change(request, pk):
    row = fetch_for(request.user, Cursus, perm="portefeuilles.work_on", pk=pk)
    initial = {name: getattr(row, name) for name in ("naam", "gepland_op", "gevolgd_op")}
    return form_page(
        request,
        forms.CursusForm(request.POST or None, initial=initial),
        do=lambda **data: services.save_cursus(houder=row.houder, cursus=row, by=request.user, **data),
        titel=f"{row.naam}, {row.houder.medewerker.naam}",
        terug=row.houder.taakaccent,
    )


taakaccent_remove = removing(Taakaccent, terug=lambda row: row.portefeuille)
taakaccenthouder_remove = removing(Taakaccenthouder, terug=lambda row: row.taakaccent)
cursus_remove = removing(Cursus, terug=lambda row: row.houder.taakaccent)


# --- zelfstandige teams ---------------------------------------------------------------------------------


@require_GET
def team(request, pk):
    team = fetch_for(request.user, ZelfstandigTeam, perm="portefeuilles.view_plan", pk=pk)
    context = {
        "team": team,
        "titel": team.naam,
        "leden": team.leden.niet_voorbij().select_related("medewerker"),
        "inzetten": team.inzetten.select_related("gebied").prefetch_related("partners")[:30],
    }
    return render(request, "portefeuilles/team.html", context)


@require_http_methods(["GET", "POST"])
def team_add(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.TeamForm(request.POST or None),
        do=lambda **data: services.save_team(portefeuille=portefeuille, by=request.user, **data),
        titel="Nieuw zelfstandig team",
        intro="Vaste collega's voor vaste momenten, zoals voetbal of horeca.",
        terug=lambda row: row,
    )


@require_http_methods(["GET", "POST"])
def team_change(request, pk):
    row = fetch_for(request.user, ZelfstandigTeam, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.TeamForm(request.POST or None, initial={"naam": row.naam, "doel": row.doel}),
        do=lambda **data: services.save_team(
            portefeuille=row.portefeuille, zelfstandig_team=row, by=request.user, **data
        ),
        titel=row.naam,
        terug=row,
    )


@require_http_methods(["GET", "POST"])
def teamlid_add(request, pk):
    row = fetch_for(request.user, ZelfstandigTeam, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.LidForm(request.POST or None, team=row.portefeuille.team),
        do=lambda **data: services.add_teamlid(zelfstandig_team=row, by=request.user, **data),
        titel=f"Collega bij {row.naam}",
        terug=row,
    )


@require_http_methods(["GET", "POST"])
def teamlid_end(request, pk):
    row = fetch_for(request.user, Teamlid, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_teamlid(teamlid=row, tot=tot, by=request.user),
        titel=f"{row.medewerker.naam} gaat uit {row.zelfstandig_team.naam}",
        terug=row.zelfstandig_team,
    )


teamlid_remove = removing(Teamlid, terug=lambda row: row.zelfstandig_team)


@require_http_methods(["GET", "POST"])
def team_end(request, pk):
    row = fetch_for(request.user, ZelfstandigTeam, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_team(zelfstandig_team=row, tot=tot, by=request.user),
        titel=f"{row.naam} stopt",
        intro="Wie erin zit, gaat er op die dag uit. Wat jullie deden blijft te lezen.",
        terug=row,
    )


# --- acties ---------------------------------------------------------------------------------------------


@require_GET
def actie_list(request):
    """Acties and inzetten of the team, newest first, with what they brought."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    rows = (
        Actie.objects.visible_to(request.user)
        .filter(portefeuille__team=team)
        .select_related("portefeuille", "zelfstandig_team", "gebied", "trekker")
        .prefetch_related("partners")
    )
    if soort := wanted(request):
        kop = [
            "Dag",
            "Portefeuille",
            "Wat",
            "Team",
            "Gebied",
            "Plek",
            "Partners",
            "Collega's",
            "Resultaat",
            "Geleerd",
        ]
        rijen = [
            [
                a.dag,
                a.portefeuille,
                a.titel,
                a.zelfstandig_team,
                a.gebied,
                a.plek,
                ", ".join(partner.naam for partner in a.partners.all()),
                a.collegas,
                a.resultaat,
                a.geleerd,
            ]
            for a in rows
        ]
        return list_file(request, soort, subject=team, naam="acties", kop=kop, rijen=rijen)
    return render(request, "portefeuilles/actie_list.html", {"titel": "Acties", "acties": rows[:100]})


@require_GET
def actie(request, pk):
    actie = fetch_for(request.user, Actie, perm="portefeuilles.view_plan", pk=pk)
    context = {
        "actie": actie,
        "titel": actie.titel,
        "kansen": ACTIE.kansen(actie, request.user),
    }
    return render(request, "portefeuilles/actie.html", context)


@require_http_methods(["GET", "POST"])
def actie_add(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.ActieForm(
            request.POST or None, portefeuille=portefeuille, initial={"trekker": request.user.pk}
        ),
        do=lambda **data: services.save_actie(portefeuille=portefeuille, by=request.user, **data),
        titel="Nieuwe actie",
        terug=lambda row: row,
    )


@require_http_methods(["GET", "POST"])
def actie_change(request, pk):
    row = fetch_for(request.user, Actie, perm="portefeuilles.change_actie", pk=pk)
    names = ("titel", "dag", "trekker", "zelfstandig_team", "gebied", "plek", "activiteit", "trend")
    initial = {name: getattr(row, name) for name in names}
    initial["partners"] = list(row.partners.values_list("pk", flat=True))
    return form_page(
        request,
        forms.ActieForm(request.POST or None, portefeuille=row.portefeuille, initial=initial),
        do=lambda **data: services.save_actie(
            portefeuille=row.portefeuille, actie=row, by=request.user, **data
        ),
        titel=row.titel,
        terug=row,
    )


@require_http_methods(["GET", "POST"])
def actie_finish(request, pk):
    row = fetch_for(request.user, Actie, perm="portefeuilles.change_actie", pk=pk)
    initial = {"resultaat": row.resultaat, "geleerd": row.geleerd, "collegas": row.collegas or None}
    return form_page(
        request,
        forms.ActieKlaarForm(request.POST or None, initial=initial),
        do=lambda **data: services.finish_actie(actie=row, by=request.user, **data),
        titel=f"Afronden: {row.titel}",
        terug=reverse("portefeuilles:actie", args=[row.pk]),
        bericht="Bewaard. Is dit een goed voorbeeld? Deel het dan.",
    )
