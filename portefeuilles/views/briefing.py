"""The briefing: what a shift is asked, and its answer in one tap (P9)."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from organisatie.queries import instelling_for
from organisatie.verbeteren import correcting
from overleggen.agendabronnen import readable_ids
from portefeuilles.handelingen import OPDRACHT
from regels.begrippen import RegelOvertreden
from regels.briefing import Antwoord, Dienst, dienst_op, eerstvolgende
from ui.export import list_file, wanted
from ui.pages import form_page, post_action
from werk.bronnen import Logbaar, logbaar, logbaar_of

from .. import services
from ..afspraken import BRIEFING
from ..forms import briefing as forms
from ..keten import where_from
from ..models import ANTWOORDEN, DIENSTEN, Briefingopdracht, Terugkoppeling, Trend
from ..queries import answer_rates

PER_PAGE = 50


def onderwerpen_for(medewerker, team, over=""):
    """What a briefing can be about for this medewerker, with what a page named. Never a vertrouwelijke casus: the whole
    shift reads it."""
    items = [*logbaar(medewerker), *filter(None, [logbaar_of(medewerker, over)])]
    items = [item for item in items if not getattr(item.onderwerp, "vertrouwelijk", False)]
    trends = Trend.objects.actueel().filter(team=team).order_by("-gezien_op")[:20]
    return [*items, *(Logbaar("trend", trend, f"Trend: {trend.titel}") for trend in trends)]


@require_GET
def briefing(request):
    """What stands on the briefing of the shift of now: read it out, answer it. For a phone."""
    team = own_team(request.user, perm="portefeuilles.view_briefing")
    dag, dienst = dienst_op(timezone.now())
    gekozen = request.GET.get("dienst", "")
    dienst_nu = dienst
    if gekozen in [str(d) for d in Dienst]:
        dag, dienst = eerstvolgende(Dienst(gekozen), (dag, dienst)), Dienst(gekozen)
    rows = [
        row
        for row in Briefingopdracht.objects.op(dag)
        .filter(team=team)
        .select_related("gebied", "gevraagd_door", "portefeuille")
        if dienst in row.diensten
    ]
    mine = {
        row.opdracht_id: row
        for row in Terugkoppeling.objects.filter(opdracht__in=rows, dag=dag, dienst=dienst, door=request.user)
    }
    for row in rows:
        row.mijn = mine.get(row.pk)
    context = {
        "titel": "Briefing",
        "rijen": rows,
        "dag": dag,
        "dienst": dict(DIENSTEN)[dienst],
        "gekozen": str(dienst),
        "nu": dienst == dienst_nu,
        "diensten": DIENSTEN,
        "antwoorden": ANTWOORDEN,
        "maximum": BRIEFING.van(instelling_for(request.user, team.pk)).maximum,
    }
    return render(request, "portefeuilles/briefing.html", context)


@require_GET
def opdracht_list(request):
    """All opdrachten of the last months and those to come, with the answers, and how often one came per portefeuille."""
    team = own_team(request.user, perm="portefeuilles.view_briefing")
    since = timezone.localdate() - timedelta(days=91)
    rows = (
        Briefingopdracht.objects.filter(team=team, tot_en_met__gte=since)
        .select_related("gevraagd_door", "portefeuille", "gebied")
        .order_by("-van", "-pk")
    )
    if soort := wanted(request):
        rows = rows.prefetch_related("terugkoppelingen")
        return list_file(request, soort, subject=team, naam="briefing", kop=KOP, rijen=list(_as_rows(rows)))
    portefeuilles = list(team.portefeuilles.op())
    rates = answer_rates([row.pk for row in portefeuilles])
    context = {
        "titel": "Opdrachten op de briefing",
        "page": Paginator(rows.annotate(antwoorden=Count("terugkoppelingen")), PER_PAGE).get_page(
            request.GET.get("pagina")
        ),
        "cijfers": [(row, rates.get(row.pk)) for row in portefeuilles],
    }
    return render(request, "portefeuilles/opdracht_list.html", context)


KOP = ["Van", "T/m", "Diensten", "Opdracht", "Waar", "Gevraagd door", "Portefeuille", "Dag", "Dienst", "Antwoord", "Wat zagen jullie"]  # fmt: skip


def _as_rows(rows):
    for row in rows:
        begin = [
            row.van,
            row.tot_en_met,
            ", ".join(row.dienstnamen),
            row.opdracht,
            ", ".join(str(plek) for plek in (row.gebied, row.plek) if plek),
            row.gevraagd_door.naam,
            row.portefeuille,
        ]
        answers = list(row.terugkoppelingen.all())
        for answer in answers:
            yield [*begin, answer.dag, answer.dienst, answer.get_antwoord_display(), answer.tekst]
        if not answers:
            yield [*begin, None, "", "", ""]


@require_http_methods(["GET", "POST"])
def opdracht_add(request):
    team = own_team(request.user, perm="portefeuilles.issue_opdracht")
    over = request.GET.get("over", "")
    onderwerpen = onderwerpen_for(request.user, team, over)
    return form_page(
        request,
        forms.OpdrachtForm(request.POST or None, team=team, onderwerpen=onderwerpen, initial={"over": over}),
        do=lambda **data: services.issue_opdracht(team=team, by=request.user, **data),
        titel="Op de briefing zetten",
        intro=f"Hoogstens {BRIEFING.van(instelling_for(request.user, team.pk)).maximum} opdrachten per dienst: meer wordt niet onthouden.",
        terug=lambda row: row,
        bericht="De opdracht staat op de briefing. Antwoorden zie je hier, en bij waar het over gaat.",
    )


@require_GET
def opdracht(request, pk):
    """One opdracht: what was asked, where it came from, and every answer."""
    opdracht = fetch_for(request.user, Briefingopdracht, perm="portefeuilles.view_briefing", pk=pk)
    leesbaar = bool(readable_ids([opdracht], request.user))
    context = {
        "opdracht": opdracht,
        "titel": opdracht.opdracht,
        "herkomst": where_from(opdracht, request.user) if opdracht.onderwerp_type_id else [],
        "leesbaar": leesbaar,
        "antwoorden": opdracht.terugkoppelingen.select_related("door"),
        "tikken": ANTWOORDEN,
        "kansen": OPDRACHT.kansen(opdracht, request.user),
    }
    return render(request, "portefeuilles/opdracht.html", context)


def _change(row, by, *, opdracht, **data):
    return services.change_opdracht(opdracht=row, by=by, opdracht_tekst=opdracht, **data)


opdracht_change = correcting(
    Briefingopdracht,
    forms.OpdrachtWijzigForm,
    *("opdracht", "van", "tot_en_met", "diensten", "gebied", "plek", "waarom", "portefeuille"),
    bij=lambda row: {"team": row.team},
    terug=lambda row: row,
    do=_change,
)


@require_POST
def opdracht_withdraw(request, pk):
    row = fetch_for(request.user, Briefingopdracht, perm="portefeuilles.withdraw_opdracht", pk=pk)
    return post_action(
        request,
        do=lambda: services.withdraw_opdracht(opdracht=row, by=request.user),
        terug=row,
        bericht="Van de briefing gehaald.",
    )


@require_http_methods(["GET", "POST"])
def opdracht_answer(request, pk):
    """One tap answers (`antwoord`); then one line may be added (`tekst`)."""
    row = fetch_for(request.user, Briefingopdracht, perm="portefeuilles.answer_opdracht", pk=pk)
    antwoord = request.POST.get("antwoord", "")
    if request.method == "POST" and antwoord in [str(keuze) for keuze in Antwoord]:
        try:
            services.answer_opdracht(opdracht=row, by=request.user, antwoord=antwoord)
        except RegelOvertreden as overtreding:
            messages.error(request, str(overtreding))
            return redirect(row)
        return redirect("portefeuilles:opdracht-answer", pk=row.pk)
    dag, dienst = dienst_op(timezone.now())
    mijn = row.terugkoppelingen.filter(dag=dag, dienst=dienst, door=request.user).first()
    if mijn is None:
        return redirect(row)
    return form_page(
        request,
        forms.TerugkoppelingForm(request.POST or None, initial={"tekst": mijn.tekst}),
        do=lambda tekst: services.answer_opdracht(
            opdracht=row, by=request.user, antwoord=mijn.antwoord, tekst=tekst
        ),
        titel=f"{mijn.get_antwoord_display()}. Wil je iets toevoegen?",
        intro=row.opdracht,
        template="portefeuilles/opdracht_answer.html",
        terug=reverse("portefeuilles:briefing"),
        bericht="Dank. Het staat bij de opdracht.",
        extra={"opdracht": row},
    )
