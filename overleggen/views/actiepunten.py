"""Actiepunten: the list, one with its parts and history, and giving it to another."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from overleggen import forms, services
from overleggen.agendabronnen import readable_ids
from overleggen.handelingen import ACTIEPUNT
from overleggen.models import Actiepunt
from overleggen.permissions import reads_actiepunt
from ui.export import list_file, wanted
from ui.pages import form_page, post_action


@require_GET
def actiepunt_list(request):
    """Open actiepunten of the team: those you may read."""
    team = own_team(request.user, perm="overleggen.list_overleg")
    rows = (
        Actiepunt.objects.visible_to(request.user)
        .open()
        .filter(team=team)
        .select_related("eigenaar", "onderwerp_type", "boven")
    )
    laat = request.GET.get("toon") == "te-laat"
    if laat:
        rows = rows.te_laat()
    rows = list(rows[:300])
    allowed = readable_ids(rows, request.user)
    mine = {request.user.pk}
    rows = [row for row in rows if row.pk in allowed or {row.eigenaar_id, row.gemaakt_door_id} & mine]
    opens = reads_actiepunt(request.user, rows, allowed)
    here = set(team.plaatsingen.op().values_list("medewerker", flat=True))
    for row in rows:
        row.leesbaar, row.weg = row.pk in allowed, row.eigenaar_id not in here
        row.opent = row.pk in opens
    if soort := wanted(request):
        rijen = [
            [row.tekst, row.eigenaar.naam, row.deadline, row.titel if row.leesbaar else "", row.voortgang]
            for row in rows
        ]
        kop = ["Wat", "Wie", "Voor", "Over", "Voortgang"]
        return list_file(request, soort, subject=team, naam="actiepunten", kop=kop, rijen=rijen)
    return render(request, "overleggen/actiepunt_list.html", {"actiepunten": rows, "laat": laat})


@require_http_methods(["GET", "POST"])
def actiepunt_add(request):
    team = own_team(request.user, perm="overleggen.add_actiepunt")
    return form_page(
        request,
        forms.ActiepuntForm(request.POST or None, team=team, initial={"eigenaar": request.user.pk}),
        do=lambda **data: services.add_actiepunt(team=team, by=request.user, **data),
        titel="Nieuw actiepunt",
        terug=reverse("overleggen:actiepunt-list"),
        bericht="Het actiepunt is gemaakt. Wie het doet wordt herinnerd.",
    )


@require_http_methods(["GET", "POST"])
def deeltaak_add(request, pk):
    """A part of an actiepunt, perhaps for somebody else."""
    boven = fetch_for(request.user, Actiepunt, perm="overleggen.change_actiepunt", pk=pk)
    initial = {"eigenaar": request.user.pk, "deadline": boven.deadline}
    return form_page(
        request,
        forms.ActiepuntForm(request.POST or None, team=boven.team_id, initial=initial),
        do=lambda **data: services.add_actiepunt(team=boven.team, by=request.user, boven=boven, **data),
        titel="Deeltaak",
        intro=boven.tekst,
        terug=boven.get_absolute_url(),
        bericht="De deeltaak is gemaakt.",
    )


@require_http_methods(["GET", "POST"])
def actiepunt(request, pk):
    """One actiepunt: say how it stands, or that it is done."""
    actiepunt = fetch_for(request.user, Actiepunt, perm="overleggen.change_actiepunt", pk=pk)
    form = forms.VoortgangForm(
        request.POST or None, initial={"voortgang": actiepunt.voortgang, "deadline": actiepunt.deadline}
    )
    klaar = request.POST.get("stap") != "bewaren"
    bron = actiepunt.agendapunt.overleg if actiepunt.agendapunt else None
    leesbaar = bool(readable_ids([actiepunt], request.user))
    deeltaken = list(actiepunt.deeltaken.select_related("eigenaar", "boven"))
    done = sum(1 for deel in deeltaken if deel.afgerond_op)
    return form_page(
        request,
        form,
        do=lambda **data: services.update_actiepunt(
            actiepunt=actiepunt, by=request.user, klaar=klaar, **data
        ),
        titel=actiepunt.tekst,
        template="overleggen/actiepunt.html",
        terug=reverse("dashboard:mijn-werk"),
        bericht="Mooi, klaar." if klaar else "Bewaard.",
        extra={
            "actiepunt": actiepunt,
            "kansen": ACTIEPUNT.kansen(actiepunt, request.user),
            "uit": bron if bron and request.user.has_perm("overleggen.view_overleg", bron) else None,
            "onderwerp": actiepunt.onderwerp if leesbaar else None,
            "leesbaar": leesbaar,
            "deeltaken": deeltaken,
            "deeltaken_klaar": done,
            "deeltaken_aantal": len(deeltaken),
            "stappen": actiepunt.stappen.select_related("door")[:30],
        },
    )


@require_http_methods(["GET", "POST"])
def actiepunt_hand_over(request, pk):
    row = fetch_for(request.user, Actiepunt, perm="overleggen.change_actiepunt", pk=pk)
    return form_page(
        request,
        forms.OverdraagForm(request.POST or None, actiepunt=row),
        do=lambda **data: services.hand_over_actiepunt(actiepunt=row, by=request.user, **data),
        titel="Actiepunt overdragen",
        intro=row.tekst,
        terug=reverse("overleggen:actiepunt-list"),
        bericht=lambda punt: f"Dit actiepunt staat nu op naam van {punt.eigenaar.naam}.",
    )


@require_POST
def actiepunt_reopen(request, pk):
    row = fetch_for(request.user, Actiepunt, perm="overleggen.change_actiepunt", pk=pk)
    return post_action(
        request,
        do=lambda: services.reopen_actiepunt(actiepunt=row, by=request.user),
        terug=row.get_absolute_url(),
        bericht="Het actiepunt staat weer open.",
    )
