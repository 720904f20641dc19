"""One's own logged work."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from ui.pages import form_page, post_action
from ui.templatetags.ui import duur

from . import services
from .forms import CorrectieForm, WerkregelForm
from .models import Werkregel
from .queries import week_of


def _added_up(medewerker):
    """What an entry gives back: what the week adds up to."""
    return lambda row: f"Gelogd: {duur(row.minuten)}. Deze week samen {duur(week_of(medewerker)[1])}."


@require_http_methods(["GET", "POST"])
def werk(request):
    """Log work, repeat the last, and see one's own week."""
    team = own_team(request.user, perm="werk.log_work")
    form = WerkregelForm(request.POST or None, medewerker=request.user)
    rows, minuten = week_of(request.user)
    recent = Werkregel.objects.filter(medewerker=request.user)[:20]
    herhaal = list({(row.soort, row.onderwerp_id, row.minuten, row.tekst): row for row in recent}.values())[
        :4
    ]
    return form_page(
        request,
        form,
        do=lambda **data: services.log_work(by=request.user, team=team, **data),
        titel="Werk loggen",
        template="werk/werk.html",
        terug=reverse("werk:werk"),
        bericht=_added_up(request.user),
        extra={"week": rows, "minuten": minuten, "herhaal": herhaal},
    )


@require_POST
def werk_repeat(request, pk):
    row = fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.repeat_work(werkregel=row, by=request.user),
        terug=request.POST.get("naar") == "mijn-werk"
        and reverse("dashboard:mijn-werk")
        or reverse("werk:werk"),
        bericht=_added_up(request.user),
    )


@require_http_methods(["GET", "POST"])
def werk_change(request, pk):
    row = fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    initial = {"minuten": row.minuten, "dag": row.dag, "tekst": row.tekst, "resultaat": row.resultaat}
    return form_page(
        request,
        CorrectieForm(request.POST or None, initial=initial),
        do=lambda **data: services.change_work(werkregel=row, by=request.user, **data),
        titel=row.titel or row.get_soort_display().capitalize(),
        terug=reverse("werk:werk"),
    )


@require_POST
def werk_remove(request, pk):
    row = fetch_for(request.user, Werkregel, perm="werk.change_werkregel", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_work(werkregel=row, by=request.user),
        terug=reverse("werk:werk"),
        bericht="Weggehaald.",
    )
