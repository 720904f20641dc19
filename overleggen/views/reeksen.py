"""The list of meetings, their series, and moving or cancelling one or the rest."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from organisatie.access import fetch_for, own_team
from organisatie.handelingen import all_open, opent
from overleggen import forms, services
from overleggen.agendabronnen import newest_readable
from overleggen.models import Agendapunt, Besluit, Overleg, Overlegreeks
from overleggen.permissions import takes_part_in
from ui.export import list_file, wanted
from ui.pages import form_page


def readable_reeksen(user, team, reeksen):
    """Ids of the series, of these of the team, of which this user reads the outcomes.

    Takes part, or is of the MT (unless closed to it).
    """
    is_mt = user.has_perm("organisatie.view_bmo", team)
    return [row.pk for row in reeksen if (is_mt and not row.alleen_deelnemers) or takes_part_in(user, row)]


@require_GET
def overleg_list(request):
    """Coming meetings, and the last ones; what waits without a day; the last besluiten one may read."""
    team = own_team(request.user, perm="overleggen.list_overleg")
    overleggen = Overleg.objects.filter(team=team).select_related("reeks")
    if soort := wanted(request):
        rijen = [
            [row.reeks.naam, row.begin, row.eind, row.waar, row.get_status_display()]
            for row in overleggen.order_by("-begin")[:500]
        ]
        kop = ["Overleg", "Begin", "Eind", "Waar", "Stand"]
        return list_file(request, soort, subject=team, naam="overleggen", kop=kop, rijen=rijen)
    now = timezone.now()
    reeksen = list(Overlegreeks.objects.filter(team=team))
    mine = readable_reeksen(request.user, team, reeksen)
    besluiten = Besluit.objects.filter(agendapunt__reeks__in=mine).order_by("-genomen_op", "-pk")
    wachtend = Agendapunt.objects.filter(reeks__in=mine, overleg=None, uitkomst="").order_by(
        "ingebracht_op", "pk"
    )
    return render(
        request,
        "overleggen/overleg_list.html",
        {
            "komend": opent(request.user, overleggen.te_komen()[:12]),
            "geweest": opent(request.user, overleggen.filter(eind__lte=now).order_by("-begin")[:12]),
            "vervallen": opent(request.user, overleggen.filter(status="vervallen", begin__gte=now)[:6]),
            "reeksen": [row for row in reeksen if row.is_lopend(timezone.localdate(now))],
            "besluiten": all_open(newest_readable(besluiten, request.user, 10)),
            "wachtend": newest_readable(wachtend.select_related("reeks", "inbrenger"), request.user, 20),
        },
    )


@require_http_methods(["GET", "POST"])
def reeks_add(request):
    team = own_team(request.user, perm="overleggen.add_reeks")
    return form_page(
        request,
        forms.ReeksForm(request.POST or None, team=team, nieuw=True),
        do=lambda **data: services.save_reeks(team=team, by=request.user, **data),
        titel="Nieuwe reeks overleggen",
        intro="De overleggen ontstaan vanzelf, een half jaar vooruit.",
        terug=reverse("overleggen:overleg-list"),
    )


@require_http_methods(["GET", "POST"])
def reeks_change(request, pk):
    reeks = fetch_for(request.user, Overlegreeks, perm="overleggen.change_reeks", pk=pk)
    own = set(forms.ReeksForm.base_fields) - {"begintijd", "vaste_punten", "gebied"}
    initial = {name: getattr(reeks, name) for name in own}
    initial |= {"begintijd": f"{reeks.begintijd:%H:%M}", "vaste_punten": "\n".join(reeks.vaste_punten)}
    initial["gebied"] = reeks.gebied_id
    return form_page(
        request,
        forms.ReeksForm(request.POST or None, initial=initial, team=reeks.team_id, personen=reeks.personen),
        do=lambda **data: services.save_reeks(team=reeks.team, reeks=reeks, by=request.user, **data),
        titel=reeks.naam,
        intro="Overleggen die nog komen schuiven mee, met hun punten, gasten en plek in ieders agenda.",
        terug=reverse("overleggen:overleg-list"),
    )


@require_http_methods(["GET", "POST"])
def overleg_extra(request, pk):
    """One more meeting of a series, beside its rhythm."""
    reeks = fetch_for(request.user, Overlegreeks, perm="overleggen.plan_overleg", pk=pk)
    return form_page(
        request,
        forms.ExtraForm(request.POST or None, initial={"tijd": f"{reeks.begintijd:%H:%M}"}),
        do=lambda **data: services.add_overleg(reeks=reeks, by=request.user, **data),
        titel=f"Extra overleg: {reeks.naam}",
        terug=lambda overleg: overleg.get_absolute_url(),
        bericht="Het extra overleg is gemaakt. De deelnemers horen het.",
    )


@require_http_methods(["GET", "POST"])
def overleg_move(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.plan_overleg", pk=pk)
    begin = timezone.localtime(overleg.begin)

    def do(wat, begin, plaats, reden):
        if wat == "rest":
            return services.move_rest(
                overleg=overleg, by=request.user, begin=begin, reden=reden, plaats=plaats
            )
        return services.move_overleg(
            overleg=overleg, by=request.user, begin=begin, plaats=plaats, reden=reden
        )

    return form_page(
        request,
        forms.VerzetForm(
            request.POST or None,
            initial={"dag": begin.date(), "tijd": f"{begin:%H:%M}", "plaats": overleg.plaats},
        ),
        do=do,
        titel="Overleg verzetten",
        intro="Punten, presentaties en gasten gaan mee. De deelnemers horen het.",
        terug=overleg.get_absolute_url(),
        bericht="Het overleg is verzet.",
    )


@require_http_methods(["GET", "POST"])
def overleg_cancel(request, pk):
    overleg = fetch_for(request.user, Overleg, perm="overleggen.plan_overleg", pk=pk)

    def do(wat, reden):
        service = services.stop_reeks if wat == "rest" else services.cancel_overleg
        return service(overleg=overleg, by=request.user, reden=reden)

    return form_page(
        request,
        forms.RedenForm(request.POST or None),
        do=do,
        titel="Overleg laten vervallen",
        intro="Wat eraan hangt gaat naar het volgende overleg. Is dat er niet, dan wachten de punten in de voorraad.",
        terug=overleg.get_absolute_url(),
        bericht="Het overleg gaat niet door. De deelnemers horen het.",
    )
