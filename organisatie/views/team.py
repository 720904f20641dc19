"""The team, its gebieden and wijken, and what it has agreed."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie import forms, services
from organisatie.access import fetch_for, own_team
from organisatie.afspraken import TEAM, groepen, in_woorden, titels
from organisatie.bronnen import readable
from organisatie.models import Beslisregel, Feestdag, Gebied, Koppeling, Wijk
from organisatie.models.team import wijkagenten_norm
from organisatie.queries import instelling_van, opco_van_dienst
from organisatie.verbeteren import removing
from regels.begrippen import Rol
from ui.pages import form_page, post_action


def gevolgen_bericht(request, start):
    """A message that says what a change caused, as far as this person may read it."""

    def bericht(gevolgen):
        return " ".join([start, *readable(gevolgen, request.user)])

    return bericht


@require_GET
def team(request):
    """The team at a glance: gebieden with their people, inhabitants against the norm, who is OpCo."""
    team = own_team(request.user, perm="organisatie.view_team")
    koppelingen = (
        Koppeling.objects.op().select_related("medewerker", "wijk").order_by("rol", "volgorde", "van")
    )
    gebieden = (
        Gebied.objects.op()
        .filter(team=team)
        .prefetch_related("wijken", Prefetch("koppelingen", queryset=koppelingen, to_attr="koppelingen_nu"))
    )
    rijen = []
    for gebied in gebieden:
        inwoners = sum(wijk.inwoners for wijk in gebied.wijken.all())
        wijkagenten = {k.medewerker_id for k in gebied.koppelingen_nu if k.rol == Rol.WIJKAGENT}
        rijen.append(
            {
                "gebied": gebied,
                "inwoners": inwoners,
                "norm": wijkagenten_norm(inwoners),
                "wijkagenten": len(wijkagenten),
                "tekort": max(0, round(wijkagenten_norm(inwoners) - len(wijkagenten), 1)),
                "mensen": [k for k in gebied.koppelingen_nu if k.rol != Rol.WIJKAGENT],
            }
        )
    return render(
        request,
        "organisatie/team.html",
        {
            "team": team,
            "titel": team.naam,
            "rijen": rijen,
            "dienst": opco_van_dienst(team.pk),
            "instelling": instelling_van(team.pk),
        },
    )


@require_GET
def gebied(request, pk):
    gebied = fetch_for(request.user, Gebied, perm="organisatie.view_team", pk=pk)
    wijken = gebied.wijken.prefetch_related(
        Prefetch(
            "koppelingen",
            queryset=Koppeling.objects.op().select_related("medewerker"),
            to_attr="koppelingen_nu",
        )
    )
    inwoners = sum(wijk.inwoners for wijk in wijken)
    return render(
        request,
        "organisatie/gebied.html",
        {
            "gebied": gebied,
            "titel": gebied.naam,
            "wijken": wijken,
            "inwoners": inwoners,
            "norm": wijkagenten_norm(inwoners),
            "koppelingen": _in_order(gebied),
        },
    )


def _in_order(gebied):
    """Who belongs to the gebied now or soon, per role in the order in which they are asked."""
    rows = services.in_order(gebied.koppelingen.select_related("medewerker", "wijk", "gebied"))
    rows = sorted(rows, key=lambda row: (list(Rol).index(row.rol), row.wijk.naam if row.wijk else ""))
    earlier = set()
    for row in rows:
        row.is_eerste = (row.rol, row.wijk_id) not in earlier
        earlier.add((row.rol, row.wijk_id))
    return rows


@require_http_methods(["GET", "POST"])
def gebied_add(request):
    team = own_team(request.user, perm="organisatie.change_team")
    form = forms.GebiedForm(request.POST or None, team=team)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_gebied(team=team, gebied=None, by=request.user, **data),
        titel=f"Nieuw {instelling_van(team.pk).woord_gebied}",
        terug=reverse("organisatie:team"),
    )


@require_http_methods(["GET", "POST"])
def gebied_change(request, pk):
    gebied = fetch_for(request.user, Gebied, perm="organisatie.change_team", pk=pk)
    form = forms.GebiedForm(request.POST or None, team=gebied.team, gebied=gebied)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_gebied(team=gebied.team, gebied=gebied, by=request.user, **data),
        titel=gebied.naam,
        terug=reverse("organisatie:gebied", args=[gebied.pk]),
    )


@require_http_methods(["GET", "POST"])
def wijk_add(request, pk):
    gebied = fetch_for(request.user, Gebied, perm="organisatie.change_team", pk=pk)
    form = forms.WijkForm(request.POST or None, gebied=gebied)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_wijk(gebied=gebied, wijk=None, by=request.user, **data),
        titel="Nieuwe wijk",
        terug=reverse("organisatie:gebied", args=[gebied.pk]),
    )


@require_http_methods(["GET", "POST"])
def wijk_change(request, pk):
    wijk = fetch_for(request.user, Wijk, perm="organisatie.change_team", pk=pk)
    form = forms.WijkForm(request.POST or None, gebied=wijk.gebied, wijk=wijk)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_wijk(gebied=wijk.gebied, wijk=wijk, by=request.user, **data),
        titel=wijk.naam,
        terug=reverse("organisatie:gebied", args=[wijk.gebied_id]),
    )


wijk_remove = removing(Wijk, terug=lambda wijk: reverse("organisatie:gebied", args=[wijk.gebied_id]))


@require_http_methods(["GET", "POST"])
def team_change(request):
    team = own_team(request.user, perm="organisatie.change_team")
    initial = {"formatie": team.formatie, "bezetting": team.bezetting}
    return form_page(
        request,
        forms.TeamForm(request.POST or None, initial=initial),
        do=lambda **data: services.change_team(team=team, by=request.user, **data),
        titel="Formatie en bezetting",
        terug=reverse("organisatie:team"),
    )


def _afspraken_form(instelling, sleutel, data=None):
    if sleutel == TEAM:
        return forms.InstellingForm(data, instelling=instelling)
    return groepen[sleutel].form(data, initial=groepen[sleutel].waarden(instelling))


@require_GET
def instellingen(request):
    """What the team has agreed, in groups, and what it agreed before."""
    team = own_team(request.user, perm="organisatie.change_team")
    instelling = instelling_van(team.pk)
    return render(
        request,
        "organisatie/instellingen.html",
        {
            "titel": "Afspraken van het team",
            "groepen": [
                (sleutel, titel, in_woorden(_afspraken_form(instelling, sleutel)))
                for sleutel, titel in titels().items()
            ],
            "eerder": [(rij, titels(rij.gevraagd).values()) for rij in team.instellingen.all()],
            "vandaag": services.today(),
            "feestdagen": team.feestdagen.filter(dag__gte=services.today()),
        },
    )


@require_http_methods(["GET", "POST"])
def afspraken(request, sleutel):
    """One group of agreements: changed from a day on, so that the past stays explainable."""
    team = own_team(request.user, perm="organisatie.change_team")
    return form_page(
        request,
        _afspraken_form(instelling_van(team.pk), sleutel, request.POST or None),
        do=lambda **data: services.change_instelling(team=team, by=request.user, groep=sleutel, **data),
        titel=titels()[sleutel],
        intro="Wat je wijzigt geldt vanaf de dag die je kiest. Wat eerder gold blijft bewaard.",
        terug=reverse("organisatie:instellingen"),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_http_methods(["GET", "POST"])
def feestdag_add(request):
    team = own_team(request.user, perm="organisatie.change_team")
    return form_page(
        request,
        forms.FeestdagForm(request.POST or None),
        do=lambda **data: services.add_feestdag(team=team, by=request.user, **data),
        titel="Vrije dag toevoegen",
        intro="Op een vrije dag lopen de termijnen in werkuren niet door.",
        terug=reverse("organisatie:instellingen"),
    )


@require_POST
def feestdag_remove(request, pk):
    feestdag = fetch_for(request.user, Feestdag, perm="organisatie.change_team", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_feestdag(feestdag=feestdag, by=request.user),
        terug=reverse("organisatie:instellingen"),
        bericht="Van de lijst gehaald.",
    )


@require_http_methods(["GET", "POST"])
def gebied_end(request, pk):
    """A gebied ends; open work gets its successor first (O10)."""
    gebied = fetch_for(request.user, Gebied, perm="organisatie.change_team", pk=pk)
    return form_page(
        request,
        forms.OphoudenForm(request.POST or None, row=gebied),
        do=lambda **data: services.end_gebied(gebied=gebied, by=request.user, **data),
        titel=f"{gebied.naam} houdt op",
        intro="Lopend werk gaat naar de opvolger. Wat was blijft te lezen onder de oude naam.",
        terug=reverse("organisatie:team"),
        bericht=gevolgen_bericht(request, "Bewaard."),
    )


@require_POST
def gebied_continue(request, pk):
    gebied = fetch_for(request.user, Gebied, perm="organisatie.change_team", pk=pk)
    return post_action(
        request,
        do=lambda: services.continue_gebied(gebied=gebied, by=request.user),
        terug=reverse("organisatie:gebied", args=[pk]),
        bericht=gevolgen_bericht(request, f"{gebied.naam} gaat toch door."),
    )


@require_GET
def beslistabel(request):
    """Who decides on what in this team (C16)."""
    team = own_team(request.user, perm="organisatie.view_team")
    context = {
        "titel": "Wie beslist waarover?",
        "regels": team.beslisregels.all(),
    }
    return render(request, "organisatie/beslistabel.html", context)


@require_http_methods(["GET", "POST"])
def beslisregel_add(request):
    team = own_team(request.user, perm="organisatie.change_beslisregel")
    return form_page(
        request,
        forms.BeslisregelForm(request.POST or None),
        do=lambda **data: services.save_beslisregel(team=team, regel=None, by=request.user, **data),
        titel="Afspraak toevoegen",
        terug=reverse("organisatie:beslistabel"),
    )


@require_http_methods(["GET", "POST"])
def beslisregel_change(request, pk):
    regel = fetch_for(request.user, Beslisregel, perm="organisatie.change_beslisregel", pk=pk)
    initial = {name: getattr(regel, name) for name in ("niveau", "onderwerp", "wie", "toelichting")}
    return form_page(
        request,
        forms.BeslisregelForm(request.POST or None, initial=initial),
        do=lambda **data: services.save_beslisregel(team=regel.team, regel=regel, by=request.user, **data),
        titel=regel.onderwerp,
        terug=reverse("organisatie:beslistabel"),
    )


@require_POST
def beslisregel_remove(request, pk):
    regel = fetch_for(request.user, Beslisregel, perm="organisatie.change_beslisregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_beslisregel(regel=regel, by=request.user),
        terug=reverse("organisatie:beslistabel"),
        bericht="Weggehaald.",
    )
