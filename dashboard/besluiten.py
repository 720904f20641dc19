"""The register of besluiten: searchable, with the question whether they worked (V13)."""

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casuistiek.models import Casus
from organisatie.access import own_team
from overleggen.agendabronnen import readable
from overleggen.models import Besluit, Vraag
from overleggen.views.reeksen import readable_reeksen
from portefeuilles.models import Aanpak, Actie, Activiteit, Kennissessie, Portefeuille, Trend
from ui.export import list_file, wanted
from ui.pages import is_valid

from .forms import ZoekForm

KOLOMMEN = (  # what the list and the file show: whole rows of four tables are slow to sort
    *("tekst", "titel", "genomen_op", "terugkijken_op", "werkte", "werkte_tekst"),
    "agendapunt__overleg__reeks__naam",
)


def _about(pairs):
    """A condition on besluiten: about one of these (model, subquery of ids), also by way of a question about it."""
    condition = Q(pk__in=[])
    for model, ids in pairs:
        kind = ContentType.objects.get_for_model(model)
        condition |= Q(onderwerp_type=kind, onderwerp_id__in=ids)
        asked = Vraag.objects.filter(onderwerp_type=kind, onderwerp_id__in=ids)
        condition |= Q(
            onderwerp_type=ContentType.objects.get_for_model(Vraag), onderwerp_id__in=asked.values("pk")
        )
    return condition


def _of_portefeuille(row):
    own = {"portefeuille": row}
    return [
        (Portefeuille, Portefeuille.objects.filter(pk=row.pk).values("pk")),
        (Trend, Trend.objects.filter(**own).values("pk")),
        (Aanpak, Aanpak.objects.filter(**own).values("pk")),
        (Actie, Actie.objects.filter(**own).values("pk")),
        (Kennissessie, Kennissessie.objects.filter(**own).values("pk")),
        (Activiteit, Activiteit.objects.filter(plan__portefeuille=row).values("pk")),
        (Casus, Casus.objects.filter(casusportefeuilles__portefeuille=row).values("pk")),
    ]


def _of_gebied(row):
    return [
        (Casus, Casus.objects.filter(casusgebieden__gebied=row).values("pk")),
        (Aanpak, Aanpak.objects.filter(wijken__gebied=row).values("pk")),
        (Activiteit, Activiteit.objects.filter(wijken__gebied=row).values("pk")),
    ]


def search(rows, user, *, q="", portefeuille=None, gebied=None, casus="", terug=""):
    """These besluiten, narrowed. A casus that does not exist for this user finds nothing."""
    for woord in q.split():
        rows = rows.filter(
            Q(tekst__icontains=woord) | Q(titel__icontains=woord) | Q(werkte_tekst__icontains=woord)
        )
    if portefeuille is not None:
        rows = rows.filter(_about(_of_portefeuille(portefeuille)))
    if gebied is not None:
        rows = rows.filter(_about(_of_gebied(gebied)))
    if casus:
        nummer = "".join(char for char in casus if char.isdecimal())
        found = Casus.objects.visible_to(user).filter(nummer=nummer or 0)
        rows = rows.filter(_about([(Casus, found.values("pk"))]))
    if terug == "nu":
        rows = rows.filter(terugkijken_op__lte=timezone.localdate(), teruggekeken_op=None)
    elif terug:
        rows = rows.filter(werkte=terug)
    return rows


@require_http_methods(["GET", "POST"])
def besluiten(request):
    """All besluiten this user may read, newest first, with a search that is posted."""
    team = own_team(request.user, perm="overleggen.list_overleg")
    mine = readable_reeksen(request.user, team)
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
    gezocht = request.method == "POST"
    # Drawing the form costs as much as the rest of the page: only for who asks for it.
    context = {
        "titel": "Besluiten",
        "form": form if gezocht or "zoeken" in request.GET else None,
        "page": page,
        "gezocht": gezocht,
    }
    return render(request, "dashboard/besluiten.html", context)
