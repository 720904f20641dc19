"""A bijeenkomst of a network: who was there, what was promised and advised, and what is told back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from organisatie.access import fetch_for, require_perm
from organisatie.handelingen import opent
from organisatie.verbeteren import correcting
from overleggen.agendabronnen import readable
from overleggen.models import Overleg
from overleggen.services import op_volgorde
from regels.netwerk import komt_nog
from ui.pages import form_page

from .. import services
from ..forms import netwerken as forms
from ..handelingen import NETWERK
from ..models import Aanwezigheid, Advies, Afspraak, Netwerk
from ..namen import names_for
from .bellen import words_of


def _of(request, pk, perm="bondgenoten.view_netwerk"):
    """(overleg, its network), when this user may do `perm` with the network."""
    overleg = Overleg.objects.visible_to(request.user).filter(pk=pk).select_related("reeks").first()
    netwerk = Netwerk.objects.filter(reeks=overleg.reeks_id).first() if overleg else None
    if netwerk is None:
        raise Http404
    require_perm(request.user, perm, netwerk)
    return overleg, netwerk


@require_GET
def bijeenkomst(request, pk):
    """One bijeenkomst on one page."""
    overleg, netwerk = _of(request, pk)
    user = request.user
    leden = list(services.members_at(netwerk, overleg))
    name, _ = names_for(user, netwerk, leden, waar="bijeenkomst")
    was_er = dict(Aanwezigheid.objects.filter(overleg=overleg).values_list("lid", "was_er"))
    opent(user, [overleg])
    context = {
        "titel": f"{netwerk}, {timezone.localtime(overleg.begin):%d-%m-%Y}",
        "overleg": overleg,
        "netwerk": netwerk,
        "leden": [
            {"naam": name(lid), "rol": lid.get_rol_display(), "er": was_er.get(lid.pk)} for lid in leden
        ],
        "geteld": bool(was_er),
        "gekomen": sum(was_er.values()),
        "punten": op_volgorde(list(readable(overleg.punten.all(), user))),
        "afspraken": netwerk.afspraken.met_klaar()
        .filter(overleg=overleg)
        .select_related("actiepunt__eigenaar"),
        "adviezen": netwerk.adviezen.filter(overleg=overleg),
        "bij": f"bij={overleg.pk}",
        "kansen": NETWERK.kansen(netwerk, user, overleg=overleg),
        "soort": "secondary-action" if was_er else "primary-action",
        "begonnen": overleg.begin <= timezone.now() or overleg.gestart_op is not None,
    }
    return render(request, "bondgenoten/bijeenkomst.html", context)


@require_http_methods(["GET", "POST"])
def attendance(request, pk):
    overleg, netwerk = _of(request, pk, "bondgenoten.work_in_netwerk")
    leden = list(services.members_at(netwerk, overleg))
    name, _ = names_for(request.user, netwerk, leden, waar="bijeenkomst")
    present = [
        str(lid)
        for lid in Aanwezigheid.objects.filter(overleg=overleg, was_er=True).values_list("lid", flat=True)
    ]
    return form_page(
        request,
        forms.OpkomstForm(request.POST or None, leden=leden, namen=name, initial={"aanwezig": present}),
        do=lambda aanwezig: services.write_attendance(
            netwerk=netwerk, overleg=overleg, by=request.user, aanwezig=aanwezig
        ),
        titel="Wie was er?",
        terug=reverse("bondgenoten:bijeenkomst", args=[overleg.pk]),
    )


def _overleg_of(request, netwerk):
    """The bijeenkomst named in the address, when it is one of this network."""
    text = request.GET.get("bij", "")
    if not (text.isascii() and text.isdigit()) or netwerk.reeks_id is None:
        return None
    return get_object_or_404(Overleg, pk=int(text[:9]), reeks=netwerk.reeks_id)


def _back(netwerk, overleg):
    return reverse("bondgenoten:bijeenkomst", args=[overleg.pk]) if overleg else netwerk


@require_http_methods(["GET", "POST"])
def afspraak_add(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.add_to_netwerk", pk=pk)
    overleg, heard = _overleg_of(request, netwerk), words_of(request)
    initial = {"tekst": heard.nodig} if heard else {}
    return form_page(
        request,
        forms.AfspraakForm(request.POST or None, team=netwerk.team, initial=initial),
        do=lambda **data: services.add_afspraak(
            netwerk=netwerk, overleg=overleg, belregel=heard, by=request.user, **data
        ),
        titel=f"{netwerk}: afspraak",
        terug=_back(netwerk, overleg),
    )


@require_http_methods(["GET", "POST"])
def afspraak(request, pk):
    """How it went, and what the network hears about it."""
    row = fetch_for(request.user, Afspraak, perm="bondgenoten.work_in_netwerk", pk=pk)
    own = row.actiepunt_id is None or row.actiepunt.eigenaar_id == request.user.pk
    initial = {
        "nagekomen": row.is_klaar,
        "terugkoppeling": row.terugkoppeling,
        "teruggekoppeld": row.teruggekoppeld_op is not None,
    }
    return form_page(
        request,
        forms.VervolgForm(request.POST or None, eigen=own, initial=initial),
        do=lambda nagekomen=row.is_klaar, **data: services.follow_up(
            afspraak=row, by=request.user, nagekomen=nagekomen, **data
        ),
        titel="Afspraak",
        intro=f"{row.tekst.rstrip('.')}. Wie: {row.door_wie}.",
        terug=row.netwerk,
        template="bondgenoten/afspraak.html",
        extra={"afspraak": row, "eigen": own},
    )


@require_http_methods(["GET", "POST"])
def advies_add(request, pk):
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.add_to_netwerk", pk=pk)
    overleg = _overleg_of(request, netwerk)
    return form_page(
        request,
        forms.AdviesForm(request.POST or None),
        do=lambda **data: services.add_advies(netwerk=netwerk, overleg=overleg, by=request.user, **data),
        titel=f"{netwerk}: advies",
        intro="Gevraagd of ongevraagd, of een spiegel: wat is het effect van wat wij doen?",
        terug=_back(netwerk, overleg),
    )


@require_http_methods(["GET", "POST"])
def advies_answer(request, pk):
    row = fetch_for(request.user, Advies, perm="bondgenoten.work_in_netwerk", pk=pk)
    initial = {
        "antwoord": row.antwoord,
        "tekst": row.antwoord_tekst,
        "teruggekoppeld": row.teruggekoppeld_op is not None,
    }
    return form_page(
        request,
        forms.AntwoordForm(request.POST or None, initial=initial),
        do=lambda **data: services.answer_advies(advies=row, by=request.user, **data),
        titel="Antwoord op advies",
        intro=row.tekst,
        terug=row.netwerk,
    )


@require_GET
def terugkoppeling(request, pk):
    """What we did with what the network said: one page to tell, print or send along."""
    netwerk = fetch_for(request.user, Netwerk, perm="bondgenoten.view_netwerk", pk=pk)
    context = {
        "titel": f"Wat deden we ermee? {netwerk}",
        "netwerk": netwerk,
        "afspraken": netwerk.afspraken.filter(teruggekoppeld_op=None).exclude(terugkoppeling=""),
        "adviezen": netwerk.adviezen.filter(teruggekoppeld_op=None).exclude(antwoord=""),
        "resultaten": netwerk.resultaten.filter(teruggekoppeld_op=None).prefetch_related("partners"),
        "kansen": NETWERK.kansen(netwerk, request.user),
    }
    return render(request, "bondgenoten/terugkoppeling.html", context)


afspraak_change = correcting(
    Afspraak,
    forms.AfspraakWijzigForm,
    *("tekst", "wie", "voor"),
    mag=lambda waarden: komt_nog(waarden["voor"], timezone.localdate()),
    terug=lambda row: row.netwerk,
)
