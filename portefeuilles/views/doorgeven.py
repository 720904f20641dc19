"""Passing on: the overdrachtsdossier, inwerken, voorbeelden, vacatures."""

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from logboek.services import record
from organisatie.access import fetch_for, own_team, require_perm
from organisatie.handelingen import kan
from organisatie.models import Medewerker
from organisatie.verbeteren import removing
from overleggen.agendabronnen import readable_ids
from regels.begrippen import Houderrol
from regels.overdrachtsdossier import DELEN, Deel
from regels.tijd import dag_in_woorden
from ui.docx import make_docx
from ui.export import list_file, wanted
from ui.pages import form_page, is_valid, post_action
from ui.pdf import download, make_pdf

from .. import services
from ..dossier import readable_points
from ..forms import doorgeven as forms
from ..models import (
    Dossierpunt,
    Inwerkplan,
    Inwerkstap,
    Navolging,
    Overdrachtsdossier,
    Portefeuille,
    Vacature,
    Voorbeeld,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# --- the dossier ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def dossier_make(request, pk):
    """One button: everything that is there is gathered; only the why and the questions are asked."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.work_on", pk=pk)
    old = portefeuille.dossiers.filter(afgerond_op=None).order_by("-gemaakt_op").first()
    held = portefeuille.houderschappen.filter(rol=Houderrol.HOUDER)
    running = held.op().first() or held.order_by("-van").first()
    van = old.van if old else running.medewerker if running else request.user
    initial = {"waarom": old.waarom, "vragen": old.vragen, "aan": old.aan_id} if old else {}
    return form_page(
        request,
        forms.DossierForm(request.POST or None, portefeuille=portefeuille, van=van, initial=initial),
        do=lambda **data: services.make_dossier(portefeuille=portefeuille, by=request.user, **data),
        titel="Overdrachtsdossier maken",
        intro="Lopend werk, afspraken en contacten verzamelt Basisteam zelf. Vertel alleen wat nergens staat.",
        terug=lambda row: row,
        bericht="Het dossier is gemaakt.",
    )


def parts_of(dossier, medewerker):
    """The parts of a dossier with their points. What does not exist for this medewerker is not there, nor counted."""
    punten = readable_points(dossier, medewerker)
    for punt in punten:
        over: Any = punt.onderwerp if punt.onderwerp_id else None
        punt.adres = over.get_absolute_url() if hasattr(over, "get_absolute_url") else ""
        punt.wie = over if over is not None and over._meta.model_name == "contactpersoon" else None
    return [(naam, [punt for punt in punten if punt.deel == deel]) for deel, naam in DELEN.items()]


@require_GET
def dossier(request, pk):
    """The dossier as the successor works through it. Every look is logged."""
    dossier = fetch_for(request.user, Overdrachtsdossier, perm="portefeuilles.view_dossier", pk=pk)
    record(event="dossier.viewed", by=request.user, subject=dossier)
    delen = parts_of(dossier, request.user)
    punten = [punt for _, rows in delen for punt in rows]
    context = {
        "dossier": dossier,
        "titel": f"Overdrachtsdossier {dossier.portefeuille}",
        "delen": delen,
        "totaal": len(punten),
        "gezien": sum(1 for punt in punten if punt.gezien_op),
    }
    return render(request, "portefeuilles/dossier.html", context)


def _point_for(medewerker, pk):
    """A point of a dossier, if it exists for this medewerker: the dossier, and what the point is about."""
    punt = fetch_for(medewerker, Dossierpunt, perm="portefeuilles.work_dossier", pk=pk)
    if not readable_ids([punt], medewerker):
        raise Http404
    return punt


@require_POST
def dossierpunt_tick(request, pk):
    punt = _point_for(request.user, pk)
    return post_action(
        request,
        do=lambda: services.tick_dossierpunt(punt=punt, by=request.user),
        terug=f"{punt.dossier.get_absolute_url()}#punt-{punt.pk}",
        bericht=lambda row: "Bekeken." if row.gezien_op else "Weer open.",
    )


@require_http_methods(["GET", "POST"])
def dossierpunt_note(request, pk):
    punt = _point_for(request.user, pk)
    return form_page(
        request,
        forms.OpmerkingForm(request.POST or None, initial={"opmerking": punt.opmerking}),
        do=lambda opmerking: services.tick_dossierpunt(punt=punt, by=request.user, opmerking=opmerking),
        titel=punt.titel,
        terug=punt.dossier,
    )


@require_POST
def dossier_finish(request, pk):
    row = fetch_for(request.user, Overdrachtsdossier, perm="portefeuilles.work_dossier", pk=pk)
    return post_action(
        request,
        do=lambda: services.finish_dossier(dossier=row, by=request.user),
        terug=row,
        bericht="Het dossier is doorgewerkt.",
    )


def _dossier_data(dossier, medewerker):
    """The dossier as plain texts for a file: what this person may read, and nothing else."""
    dag = timezone.localdate(dossier.gemaakt_op)
    delen = []
    for naam, punten in parts_of(dossier, medewerker):
        regels = []
        if naam == DELEN[Deel.WAAROM] and dossier.waarom:
            regels += dossier.waarom.splitlines()
        for punt in punten:
            wie = ""
            if punt.wie is not None:
                parts = (punt.wie.naam, punt.wie.functie, punt.wie.telefoon, punt.wie.email)
                wie = ", ".join(part for part in parts if part)
            regels.append(": ".join(part for part in (punt.titel, wie or punt.tekst) if part))
        delen.append({"kop": naam, "regels": regels or ["Niets."]})
    return {
        "titel": f"Overdrachtsdossier {dossier.portefeuille}",
        "inleiding": f"Van {dossier.van.naam}{f' aan {dossier.aan.naam}' if dossier.aan else ''}, "
        f"gemaakt op {dag_in_woorden(dag)} {dag.year}.",
        "voet": f"Basisteam {dossier.portefeuille.team.naam}. Alleen voor intern gebruik.",
        "delen": delen,
    }


@require_GET
def dossier_pdf(request, pk):
    dossier = fetch_for(request.user, Overdrachtsdossier, perm="portefeuilles.view_dossier", pk=pk)
    record(event="dossier.downloaded", by=request.user, subject=dossier, reden="pdf")
    return download(make_pdf("document", _dossier_data(dossier, request.user)), naam="overdrachtsdossier.pdf")


@require_GET
def dossier_docx(request, pk):
    dossier = fetch_for(request.user, Overdrachtsdossier, perm="portefeuilles.view_dossier", pk=pk)
    record(event="dossier.downloaded", by=request.user, subject=dossier, reden="docx")
    content = make_docx(_dossier_data(dossier, request.user))
    return download(content, naam="overdrachtsdossier.docx", soort=WORD)


# --- inwerken -------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def inwerkplan_make(request, pk):
    """For a new colleague: what to read, whom to meet, what to learn; from takenpakket and dossiers."""
    medewerker = fetch_for(request.user, Medewerker, perm="organisatie.view_medewerker", pk=pk)
    team = own_team(request.user, perm="portefeuilles.make_inwerkplan")
    return form_page(
        request,
        forms.InwerkplanForm(request.POST or None),
        do=lambda **data: services.make_inwerkplan(medewerker=medewerker, team=team, by=request.user, **data),
        titel=f"Inwerken: {medewerker.naam}",
        intro="De stappen volgen uit de portefeuilles en gebieden van deze collega. Aanvullen kan daarna.",
        terug=lambda row: row,
    )


@require_GET
def inwerkplan(request, pk):
    plan = fetch_for(request.user, Inwerkplan, perm="portefeuilles.view_inwerkplan", pk=pk)
    stappen = list(plan.stappen.all())
    context = {
        "plan": plan,
        "titel": f"Inwerken {plan.medewerker.naam}",
        "stappen": stappen,
        "klaar": sum(1 for stap in stappen if stap.klaar_op),
        "vandaag": timezone.localdate(),
    }
    return render(request, "portefeuilles/inwerkplan.html", context)


@require_http_methods(["GET", "POST"])
def inwerkstap_add(request, pk):
    plan = fetch_for(request.user, Inwerkplan, perm="portefeuilles.work_inwerkplan", pk=pk)
    return form_page(
        request,
        forms.InwerkstapForm(request.POST or None),
        do=lambda **data: services.add_inwerkstap(plan=plan, by=request.user, **data),
        titel="Stap toevoegen",
        terug=plan,
    )


@require_POST
def inwerkstap_tick(request, pk):
    stap = fetch_for(request.user, Inwerkstap, perm="portefeuilles.work_inwerkplan", pk=pk)
    return post_action(
        request,
        do=lambda: services.tick_inwerkstap(stap=stap, by=request.user),
        terug=stap.plan,
        bericht=lambda row: "Klaar." if row.klaar_op else "Weer open.",
    )


# --- voorbeelden ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def voorbeeld_list(request):
    """What worked, here and elsewhere as far as it was shared. Words to search for never stand in an address."""
    team = own_team(request.user, perm="portefeuilles.add_voorbeeld")
    form = forms.ZoekVoorbeeldForm(request.POST or None)
    rows = Voorbeeld.objects.visible_to(request.user).select_related("team", "portefeuille", "door")
    zoek = form.cleaned_data["q"].strip() if request.method == "POST" and is_valid(request, form) else ""
    for woord in zoek.split()[:6]:
        found = Q(titel__icontains=woord) | Q(tekst__icontains=woord) | Q(waarom__icontains=woord)
        own = Q(labels__naam__icontains=woord) | Q(portefeuille__naam__icontains=woord)
        rows = rows.filter(found | (Q(team__in=request.user.team_ids) & own))
    rows = rows.distinct().prefetch_related("labels", "navolgingen__team")
    if soort := wanted(request):
        rijen = [
            [v.titel, v.tekst, v.waarom, v.team, v.door.naam, v.get_delen_display(), v.gemaakt_op]
            for v in rows
        ]
        kop = ["Wat lukte er", "Wat deden zij", "Waardoor werkte het", "Team", "Van", "Gedeeld", "Op"]
        return list_file(request, soort, subject=team, naam="voorbeelden", kop=kop, rijen=rijen)
    context = {"titel": "Goede voorbeelden", "form": form, "rijen": rows[:60], "zoek": zoek, "eigen": team}
    return render(request, "portefeuilles/voorbeeld_list.html", context)


@require_GET
def voorbeeld(request, pk):
    voorbeeld = fetch_for(request.user, Voorbeeld, perm="portefeuilles.view_voorbeeld", pk=pk)
    ours = voorbeeld.team_id in request.user.team_ids
    teams = request.user.team_ids
    context = {
        "voorbeeld": voorbeeld,
        "titel": voorbeeld.titel,
        "navolgingen": voorbeeld.navolgingen.select_related("team", "door"),
        "ons": ours,
        "doen_wij": Navolging.objects.filter(voorbeeld=voorbeeld, team__in=teams).exists(),
    }
    return render(request, "portefeuilles/voorbeeld.html", context)


@require_http_methods(["GET", "POST"])
def voorbeeld_add(request):
    team = own_team(request.user, perm="portefeuilles.add_voorbeeld")
    initial = {name: request.GET.get(name) for name in ("portefeuille", "aanpak")}
    return form_page(
        request,
        forms.VoorbeeldForm(request.POST or None, team=team, initial=initial),
        do=lambda **data: services.save_voorbeeld(team=team, by=request.user, **data),
        titel="Een goed voorbeeld delen",
        intro="Zo dat een collega het kan nadoen. Geen namen van bewoners.",
        terug=lambda row: row,
    )


@require_http_methods(["GET", "POST"])
def voorbeeld_change(request, pk):
    row = fetch_for(request.user, Voorbeeld, perm="portefeuilles.change_voorbeeld", pk=pk)
    names = ("titel", "tekst", "waarom", "delen", "portefeuille", "aanpak")
    initial = {name: getattr(row, name) for name in names}
    initial["labels"] = list(row.labels.values_list("pk", flat=True))
    return form_page(
        request,
        forms.VoorbeeldForm(request.POST or None, team=row.team, voorbeeld=row, initial=initial),
        do=lambda **data: services.save_voorbeeld(team=row.team, voorbeeld=row, by=request.user, **data),
        titel=row.titel,
        terug=row,
    )


voorbeeld_remove = removing(Voorbeeld, terug=lambda row: reverse("portefeuilles:voorbeeld-list"))


@require_http_methods(["GET", "POST"])
def voorbeeld_follow(request, pk):
    row = fetch_for(request.user, Voorbeeld, perm="portefeuilles.view_voorbeeld", pk=pk)
    team = own_team(request.user, perm="portefeuilles.add_voorbeeld")
    return form_page(
        request,
        forms.NavolgingForm(request.POST or None),
        do=lambda tekst: services.follow_voorbeeld(voorbeeld=row, team=team, by=request.user, tekst=tekst),
        titel="Wij doen dit ook",
        intro=row.titel,
        terug=row,
        bericht="Mooi. De maker hoort dat jullie dit ook doen.",
    )


# --- vacatures ------------------------------------------------------------------------------------------


@require_GET
def vacature_list(request):
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    rows = team.vacatures.prefetch_related("portefeuilles")
    if soort := wanted(request):
        rijen = [
            [
                v.functie,
                ", ".join(p.naam for p in v.portefeuilles.all()),
                v.keuze,
                v.waarom,
                v.tekst,
                v.gemaakt_op,
            ]
            for v in rows
        ]
        kop = ["Functie", "Portefeuilles", "Keuze", "Waarom", "Tekst", "Gemaakt op"]
        return list_file(request, soort, subject=team, naam="vacatures", kop=kop, rijen=rijen)
    context = {
        "titel": "Vacatures",
        "rijen": rows,
    }
    return render(request, "portefeuilles/vacature_list.html", context)


@require_http_methods(["GET", "POST"])
def vacature_make(request):
    team = own_team(request.user, perm="portefeuilles.change_vacature")
    return form_page(
        request,
        forms.VacatureForm(request.POST or None, team=team),
        do=lambda **data: services.make_vacature(team=team, by=request.user, **data),
        titel="Nieuwe vacature",
        intro="Kies het werk; de eerste tekst volgt daaruit.",
        terug=lambda row: row,
    )


@require_http_methods(["GET", "POST"])
def vacature(request, pk):
    """The text of a vacature, to write further; and the choice that was made."""
    vacature = fetch_for(request.user, Vacature, perm="portefeuilles.view_vacature", pk=pk)
    if request.method == "POST":
        require_perm(request.user, "portefeuilles.change_vacature", vacature)
    return form_page(
        request,
        forms.VacatureTekstForm(request.POST or None, initial={"tekst": vacature.tekst}),
        do=lambda tekst: services.change_vacature(vacature=vacature, by=request.user, tekst=tekst),
        titel=f"Vacature {vacature.functie}",
        template="portefeuilles/vacature.html",
        terug=vacature,
        extra={"vacature": vacature, "schrijven": kan(request.user, vacature, "wijzigen")},
    )


@require_GET
def vacature_docx(request, pk):
    row = fetch_for(request.user, Vacature, perm="portefeuilles.view_vacature", pk=pk)
    data = {"titel": f"Vacature {row.functie}", "inleiding": f"Basisteam {row.team.naam}", "delen": [{"kop": "", "regels": row.tekst.split("\n")}]}  # fmt: skip
    return download(make_docx(data), naam="vacature.docx", soort=WORD)


@require_POST
def vacature_close(request, pk):
    row = fetch_for(request.user, Vacature, perm="portefeuilles.change_vacature", pk=pk)
    return post_action(
        request,
        do=lambda: services.close_vacature(vacature=row, by=request.user),
        terug=reverse("portefeuilles:vacature-list"),
        bericht="De vacature is gesloten.",
    )
