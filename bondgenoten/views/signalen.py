"""Signals: the picture per gebied over time, one signal with which network fits, and bringing it together."""

from django.contrib.contenttypes.models import ContentType
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bondgenoten.handelingen import SIGNAAL
from organisatie.access import fetch_for, own_team
from organisatie.verbeteren import correcting
from overleggen.models import Agendapunt
from regels.signaal import KORT, Niveau
from ui.export import list_file, wanted
from ui.pages import form_page

from .. import queries, services
from ..forms import signalen as forms
from ..models import Netwerk, Signaal
from .bellen import words_of

NIVEAUNAMEN = {0: "rustig", **{int(niveau): naam for niveau, naam in KORT.items()}}


@require_GET
def signaal_list(request):
    """What plays now, by level; and per gebied how it went in twelve weeks."""
    team = own_team(request.user, perm="bondgenoten.list_netwerk")
    rows = Signaal.objects.filter(team=team).select_related("gebied", "gemeenschap", "gemeld_door")
    if soort := wanted(request):
        kop = ["Wat", "Waar", "Plek", "Gemeenschap", "Niveau", "Zekerheid", "Bron", "Betrouwbaarheid", "Nodig", "Gemeld op", "Telt t/m", "Gesloten"]  # fmt: skip
        rijen = [
            [
                r.titel, r.gebied, r.plek, r.gemeenschap, r.kort, r.zekerheid, r.get_bron_display(), r.betrouwbaarheid,
                r.wat_te_doen, r.gemeld_op, r.loopt_af_op, r.gesloten_op,
            ]
            for r in rows[:1000]
        ]  # fmt: skip
        return list_file(request, soort, subject=team, naam="signalen", kop=kop, rijen=rijen)
    weken, beeld = queries.beeld_per_gebied(team)
    weken.reverse()  # on a phone the newest week must be in sight
    for row in beeld:
        row["vakken"] = [(niveau, NIVEAUNAMEN[niveau]) for niveau in reversed(row["niveaus"])]
    context = {
        "titel": "Signalen",
        "actueel": rows.actueel().order_by("-niveau", "-gemeld_op")[:100],
        "voorbij": rows.exclude(pk__in=rows.actueel().values("pk"))[:20],
        "weken": weken,
        "beeld": beeld,
    }
    return render(request, "bondgenoten/signaal_list.html", context)


@require_http_methods(["GET", "POST"])
def signaal_add(request):
    team = own_team(request.user, perm="bondgenoten.add_signaal")
    initial = {"gebied": next(iter(request.user.gebied_ids))} if len(request.user.gebied_ids) == 1 else {}
    heard = words_of(request)
    if heard is not None:
        initial |= {"wat_te_doen": heard.nodig, "tekst": heard.gehoord, "bron": Signaal.Bron.NETWERK}
        initial |= {"gebied": heard.netwerk.gebied_id} if heard.netwerk and heard.netwerk.gebied_id else {}
    return form_page(
        request,
        forms.SignaalForm(request.POST or None, team=team, initial=initial),
        do=lambda **data: services.add_signaal(team=team, by=request.user, belregel=heard, **data),
        titel="Signaal melden",
        intro="Zachte informatie over spanning. Een strafbaar feit of gevaar nu? Registreer dat zoals altijd, en bel.",
        terug=lambda signaal: signaal,
        vanaf=reverse("bondgenoten:signaal-list"),
        bericht="Bewaard. Hieronder staat welk netwerk hierbij past.",
    )


@require_GET
def signaal(request, pk):
    """One signal: what it is, until when it counts, which network fits and on which agenda it stands."""
    row = fetch_for(request.user, Signaal, perm="bondgenoten.view_signaal", pk=pk)
    kind = ContentType.objects.get_for_model(Signaal)
    points = Agendapunt.objects.filter(onderwerp_type=kind, onderwerp_id=row.pk).exclude(overleg=None)
    user = request.user
    context = {
        "titel": row.titel,
        "signaal": row,
        "voorstellen": [] if row.is_afgelopen else queries.voorstellen_voor(row),
        "punten": points.select_related("overleg__reeks").order_by("-pk")[:6],
        "vragen": row.vragen.select_related("gevraagd_door", "netwerk")[:6] if not row.is_afgelopen else [],
        "standen": row.standen.select_related("door")[:12],
        "resultaten": row.resultaten.select_related("netwerk"),
        "kansen": SIGNAAL.kansen(row, user),
    }
    return render(request, "bondgenoten/signaal.html", context)


@require_http_methods(["GET", "POST"])
def signaal_confirm(request, pk):
    row = fetch_for(request.user, Signaal, perm="bondgenoten.change_signaal", pk=pk)
    return form_page(
        request,
        forms.BevestigForm(request.POST or None, initial={"niveau": row.niveau}),
        do=lambda niveau: services.confirm_signaal(signaal=row, by=request.user, niveau=niveau),
        titel="Speelt het nog?",
        intro=row.titel,
        terug=row,
        bericht=lambda signaal: (
            f"Bewaard. Het telt mee t/m {signaal.loopt_af_op:%d-%m-%Y}: hoe hoger, hoe korter."
        ),
    )


@require_http_methods(["GET", "POST"])
def signaal_close(request, pk):
    row = fetch_for(request.user, Signaal, perm="bondgenoten.change_signaal", pk=pk)
    return form_page(
        request,
        forms.SluitForm(request.POST or None),
        do=lambda reden: services.close_signaal(signaal=row, by=request.user, reden=reden),
        titel="Signaal sluiten",
        intro=row.titel,
        terug=row,
    )


@require_http_methods(["GET", "POST"])
def convene(request, pk):
    """Bring a network together about this signal, on an extra day or its next agenda; or ask who leads it to do so."""
    row = fetch_for(request.user, Signaal, perm="bondgenoten.change_signaal", pk=pk)
    running = Netwerk.objects.lopend().filter(team=row.team_id)
    mine = running if request.user.has_perm("organisatie.view_bmo", row.team) else running.van(request.user)
    own = set(mine.values_list("pk", flat=True))
    fitting = [item["netwerk"].pk for item in queries.voorstellen_voor(row)]
    best = next((netwerk for netwerk in fitting if netwerk in own), next(iter(fitting), None))
    asked = row.vragen.filter(netwerk__in=own).select_related("gevraagd_door", "netwerk").first()
    initial = {"netwerk": best} if best else {}
    if asked is not None:  # what a colleague asked for stands there already
        initial = {"netwerk": asked.netwerk_id, "plaats": asked.plaats}
        if asked.begin is not None:
            begin = timezone.localtime(asked.begin)
            initial |= {"dag": begin.date(), "tijd": f"{begin:%H:%M}"}
    hoog = "Wacht niet op de volgende bijeenkomst: kies een dag." if row.niveau >= Niveau.HOOG else ""

    def do(netwerk, **data):
        if netwerk.pk in own:
            return services.convene(signaal=row, by=request.user, netwerk=netwerk, **data)
        services.ask_to_convene(signaal=row, by=request.user, netwerk=netwerk, **data)
        return None

    return form_page(
        request,
        forms.RoepBijeenForm(request.POST or None, netwerken=running, eigen=own, initial=initial),
        do=do,
        titel="Netwerk bijeenroepen",
        intro=f"{row.titel}. {hoog}",
        terug=lambda overleg: reverse("bondgenoten:bijeenkomst", args=[overleg.pk]) if overleg else row,
        vanaf=row,
        bericht=lambda overleg: (
            "Het staat op de agenda. Bel of app de mensen zelf: zij hebben geen account."
            if overleg
            else "Gevraagd. Wie het netwerk trekt, hoort het nu."
        ),
    )


signaal_change = correcting(
    Signaal,
    forms.SignaalWijzigForm,
    *(
        "titel",
        "gebied",
        "plek",
        "gemeenschap",
        "zekerheid",
        "bron",
        "betrouwbaarheid",
        "wat_te_doen",
        "tekst",
    ),
    bij=lambda row: {"team": row.team},
    terug=lambda row: row,
)
