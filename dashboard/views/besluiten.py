"""The register of besluiten: searchable, with the question whether they worked (V13)."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from organisatie.access import own_team
from organisatie.handelingen import all_open
from overleggen.agendabronnen import readable
from overleggen.models import Besluit, Overlegreeks
from overleggen.views.reeksen import readable_reeksen
from ui.export import list_file, wanted
from ui.pages import is_valid

from ..forms import ZoekForm
from ..queries.besluiten import search

KOLOMMEN = (  # what the list and the file show: whole rows of four tables are slow to sort
    *("tekst", "titel", "genomen_op", "terugkijken_op", "werkte", "werkte_tekst"),
    "agendapunt__overleg__reeks__naam",
)


@require_http_methods(["GET", "POST"])
def besluiten(request):
    """All besluiten this user may read, newest first, with a search that is posted."""
    team = own_team(request.user, perm="overleggen.list_overleg")
    mine = readable_reeksen(request.user, team, Overlegreeks.objects.filter(team=team))
    rows = readable(Besluit.objects.filter(agendapunt__reeks__in=mine), request.user)
    form = ZoekForm(request.POST or None, team=team)
    if request.method == "POST" and is_valid(request, form):
        rows = search(rows, request.user, **form.cleaned_data)
    rows = rows.select_related("agendapunt__overleg__reeks").only(*KOLOMMEN).order_by("-genomen_op", "-pk")
    if soort := wanted(request):
        kop = ["Besluit", "Over", "Overleg", "Genomen op", "Terugkijken op", "Werkte het", "Waaraan"]
        rijen = [
            [
                row.tekst,
                row.titel,
                row.agendapunt.overleg.reeks.naam,
                row.genomen_op,
                row.terugkijken_op,
                row.get_werkte_display(),
                row.werkte_tekst,
            ]
            for row in rows[:2000]
        ]
        return list_file(request, soort, subject=team, naam="besluiten", kop=kop, rijen=rijen)
    page = Paginator(rows, 30).get_page(request.GET.get("pagina"))
    if request.method == "POST":  # the next page of a search would need its words in the address
        page = Paginator(rows, 200).get_page(1)
    page.object_list = all_open(page.object_list)
    gezocht = request.method == "POST"
    # Drawing the form costs as much as the rest of the page: only for who asks for it.
    context = {
        "titel": "Besluiten",
        "form": form if gezocht or "zoeken" in request.GET else None,
        "page": page,
        "gezocht": gezocht,
    }
    return render(request, "dashboard/besluiten.html", context)
