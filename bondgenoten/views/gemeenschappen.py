"""What networks can be about, in the team's own words."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from organisatie.access import fetch_for, own_team
from ui.pages import form_page

from .. import services
from ..forms import netwerken as forms
from ..models import Gemeenschap


@require_GET
def gemeenschap_list(request):
    team = own_team(request.user, perm="bondgenoten.list_netwerk")
    context = {
        "titel": "Gemeenschappen",
        "gemeenschappen": Gemeenschap.objects.filter(team=team).prefetch_related("netwerken"),
        "waarschuwing": forms.WAARSCHUWING,
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
