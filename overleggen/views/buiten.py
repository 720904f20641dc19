"""People from outside at a meeting: inviting them, and the page behind their link (V11)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisatie.access import fetch_for
from overleggen import forms, services
from overleggen.agendabronnen import readable_ids
from overleggen.models import Gast, Overleg
from regels.begrippen import RegelOvertreden
from ui.pages import form_page, is_valid, post_action, private

GONE = "Deze link werkt niet (meer)"


def _offered(overleg, user):
    """The points this user may read, to invite a guest to."""
    rows = list(overleg.punten.select_related("onderwerp_type"))
    return overleg.punten.filter(pk__in=readable_ids(rows, user))


def _keep(request, geheim):
    request.session["gast"] = request.build_absolute_uri(reverse("overleggen:gast-page", args=[geheim]))


@require_http_methods(["GET", "POST"])
def gast_add(request, pk):
    """Invite somebody from outside; their link is shown once."""
    overleg = fetch_for(request.user, Overleg, perm="overleggen.hold_overleg", pk=pk)

    def do(**data):
        _, geheim = services.invite_gast(overleg=overleg, by=request.user, **data)
        _keep(request, geheim)

    return form_page(
        request,
        forms.GastForm(request.POST or None, punten=_offered(overleg, request.user)),
        do=do,
        titel="Iemand van buiten uitnodigen",
        intro="De gast krijgt een eigen link, zonder inloggen. Elke keer openen wordt vastgelegd.",
        terug=overleg.get_absolute_url(),
        bericht="De link is gemaakt. Kopieer hem nu: hij is maar één keer te zien.",
    )


@require_http_methods(["GET", "POST"])
def gast_change(request, pk):
    gast = fetch_for(request.user, Gast, perm="overleggen.invite_gast", pk=pk)
    offered = _offered(gast.overleg, request.user)
    kept = gast.punten.exclude(pk__in=offered.values("pk"))
    initial = {"punten": [punt.pk for punt in gast.punten.all()]}
    return form_page(
        request,
        forms.GastForm(request.POST or None, punten=offered, gast=gast, initial=initial),
        do=lambda punten: services.change_gast(gast=gast, by=request.user, punten=[*punten, *kept]),
        titel=str(gast),
        terug=gast.overleg.get_absolute_url(),
    )


def _require_readable(user, gast):
    """Who makes a link can open it: so only somebody who may read all it shows."""
    rows = list(gast.punten.select_related("onderwerp_type"))
    if len(readable_ids(rows, user)) < len(rows):
        raise PermissionDenied("overleggen.invite_gast")


@require_POST
def gast_renew(request, pk):
    gast = fetch_for(request.user, Gast, perm="overleggen.invite_gast", pk=pk)
    _require_readable(request.user, gast)
    return post_action(
        request,
        do=lambda: _keep(request, services.renew_gast(gast=gast, by=request.user)),
        terug=gast.overleg.get_absolute_url(),
        bericht="Een nieuwe link. De oude werkt niet meer.",
    )


@require_POST
def gast_revoke(request, pk):
    gast = fetch_for(request.user, Gast, perm="overleggen.invite_gast", pk=pk)
    return post_action(
        request,
        do=lambda: services.revoke_gast(gast=gast, by=request.user),
        terug=gast.overleg.get_absolute_url(),
        bericht="De link werkt niet meer.",
    )


def _gone(request):
    """Unknown, revoked and over look the same: the answer tells nobody whether a link ever was."""
    return private(render(request, "overleggen/gast_weg.html", {"titel": GONE}, status=410))


@login_not_required
@require_http_methods(["GET", "POST"])
def gast_page(request, geheim):
    """For a guest: when and where, the points they are invited to, and what came of those. Nothing else."""
    gast = services.find_gast(geheim)
    if gast is None:
        return _gone(request)
    form = forms.KomtForm(request.POST or None, initial={"komt": gast.komt})
    if request.method == "POST" and is_valid(request, form):
        try:
            services.answer_gast(gast=gast, **form.cleaned_data)
        except RegelOvertreden as overtreding:
            form.add_error(None, str(overtreding))
        else:
            messages.success(request, "Dank u wel, wij weten het.")
            return redirect("overleggen:gast-page", geheim)
    services.seen_by_gast(gast)
    # What its inviter may not read any more (a casus that became vertrouwelijk), a guest does not read either.
    rows = list(gast.punten.filter(overleg=gast.overleg_id).select_related("onderwerp_type"))
    allowed = readable_ids(rows, gast.uitgenodigd_door)
    context = {
        "titel": gast.overleg.reeks.naam,
        "gast": gast,
        "overleg": gast.overleg,
        "punten": [punt for punt in services.op_volgorde(rows) if punt.pk in allowed],
        "form": form if gast.overleg.status == Overleg.Status.GEPLAND else None,
    }
    return private(render(request, "overleggen/gast.html", context))
