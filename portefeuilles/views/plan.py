"""The plan of a portefeuille, its strategiekaart, and its activities."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from logboek.services import record
from organisatie.access import fetch_for, own_team
from overleggen.forms import ActiepuntForm
from overleggen.services import add_actiepunt
from portefeuilles.handelingen import ACTIVITEIT, PLAN
from regels.plan import Niveau
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import services
from ..forms import plan as forms
from ..kaart import kaart_van
from ..models import Activiteit, Effect, Indicator, Meting, Plan, Portefeuille
from ..queries import average, indicator_of, logged_by_enough, picture_of, rows_of, work_per_activiteit

PER_PAGE = 30
TOON = [
    ("open", "Open"),
    ("mijn", "Van mij"),
    ("laat", "Over de datum"),
    ("klaar", "Klaar"),
    ("alle", "Alle"),
]


@require_http_methods(["GET", "POST"])
def plan_add(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.NieuwPlanForm(request.POST or None, portefeuille=portefeuille),
        do=lambda **data: services.make_plan(portefeuille=portefeuille, by=request.user, **data),
        titel="Nieuw plan",
        intro=f"Voor {portefeuille}, voor een of twee jaar.",
        terug=lambda plan: plan,
        bericht="Het plan is een concept. Voeg indicatoren en activiteiten toe, en stel het dan vast.",
    )


@require_http_methods(["GET", "POST"])
def plan_change(request, pk):
    plan = fetch_for(request.user, Plan, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.PlanForm(request.POST or None, portefeuille=plan.portefeuille, plan=plan),
        do=lambda **data: services.change_plan(plan=plan, by=request.user, **data),
        titel=plan.titel,
        terug=plan,
    )


@require_GET
def plan(request, pk):
    """A plan: per effect how far it is, how that shows, and what is done for it."""
    plan = fetch_for(request.user, Plan, perm="portefeuilles.view_plan", pk=pk)
    beelden = picture_of(plan)
    if soort := wanted(request):
        return list_file(request, soort, subject=plan, naam="plan", kop=PLAN_KOP, rijen=_plan_rows(beelden))
    context = {
        "plan": plan,
        "titel": plan.titel,
        "beelden": beelden,
        "voortgang": average(beelden),
        "kansen": PLAN.kansen(plan, request.user),
    }
    return render(request, "portefeuilles/plan.html", context)


PLAN_KOP = ["Effect", "Niveau", "Activiteit", "Valt onder", "Eigenaar", "Voor", "Partners", "Wijken", "Steunt op", "Stand", "Voortgang (%)"]  # fmt: skip


def _plan_rows(beelden):
    for beeld in beelden:
        for rij in beeld.rijen:
            a = rij.activiteit
            yield [
                beeld.effect.tekst,
                a.niveau,
                a.tekst,
                a.boven,
                a.eigenaar.naam,
                a.deadline,
                ", ".join(partner.naam for partner in a.partners.all()),
                ", ".join(wijk.naam for wijk in a.wijken.all()),
                a.bron,
                rij.stand,
                rij.voortgang,
            ]


@require_GET
def strategiekaart(request, pk):
    """The plan on one page: effects on top, and below them what is done per level. Prints on one A4."""
    plan = fetch_for(request.user, Plan, perm="portefeuilles.view_plan", pk=pk)
    kolommen = kaart_van(picture_of(plan))
    record(event="plan.kaart_viewed", by=request.user, subject=plan)
    context = {
        "plan": plan,
        "titel": f"Strategiekaart {plan.portefeuille}",
        "kolommen": kolommen,
        "niveaus": [
            (str(niveau), [kolom.vakken[nr] for kolom in kolommen]) for nr, niveau in enumerate(Niveau)
        ],
    }
    return render(request, "portefeuilles/strategiekaart.html", context)


@require_POST
def plan_vaststel(request, pk):
    plan = fetch_for(request.user, Plan, perm="portefeuilles.work_on", pk=pk)
    return post_action(
        request,
        do=lambda: services.vaststel_plan(plan=plan, by=request.user),
        terug=plan,
        bericht="Het plan is vastgesteld.",
    )


@require_http_methods(["GET", "POST"])
def effect_add(request, pk):
    plan = fetch_for(request.user, Plan, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.EffectForm(request.POST or None),
        do=lambda tekst: services.add_effect(plan=plan, by=request.user, tekst=tekst),
        titel="Beoogd effect",
        intro="Geen activiteit, maar wat je merkt als het lukt.",
        terug=plan,
    )


@require_http_methods(["GET", "POST"])
def effect_change(request, pk):
    effect = fetch_for(request.user, Effect, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.EffectForm(request.POST or None, initial={"tekst": effect.tekst}),
        do=lambda tekst: services.change_effect(effect=effect, by=request.user, tekst=tekst),
        titel="Effect wijzigen",
        terug=effect.plan,
    )


@require_POST
def effect_remove(request, pk):
    effect = fetch_for(request.user, Effect, perm="portefeuilles.work_on", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_effect(effect=effect, by=request.user),
        terug=effect.plan,
        bericht="Weggehaald.",
    )


@require_http_methods(["GET", "POST"])
def indicator_add(request, pk):
    effect = fetch_for(request.user, Effect, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.IndicatorForm(request.POST or None),
        do=lambda **data: services.add_indicator(effect=effect, by=request.user, **data),
        titel="Waaraan zie je het?",
        intro=effect.tekst,
        terug=effect.plan,
    )


@require_http_methods(["GET", "POST"])
def indicator_change(request, pk):
    indicator = fetch_for(request.user, Indicator, perm="portefeuilles.work_on", pk=pk)
    names = ("naam", "eenheid", "nul", "nul_op", "doel", "doel_op", "bron")
    return form_page(
        request,
        forms.IndicatorForm(request.POST or None, initial={name: getattr(indicator, name) for name in names}),
        do=lambda **data: services.change_indicator(indicator=indicator, by=request.user, **data),
        titel="Indicator wijzigen",
        intro=indicator.effect.tekst,
        terug=indicator.effect.plan,
    )


@require_POST
def indicator_remove(request, pk):
    indicator = fetch_for(request.user, Indicator, perm="portefeuilles.work_on", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_indicator(indicator=indicator, by=request.user),
        terug=indicator.effect.plan,
        bericht="De indicator is weggehaald.",
    )


@require_POST
def meting_remove(request, pk):
    meting = fetch_for(request.user, Meting, perm="portefeuilles.measure", pk=pk)
    return post_action(
        request,
        do=lambda: services.remove_meting(meting=meting, by=request.user),
        terug=reverse("portefeuilles:meting-add", args=[meting.indicator_id]),
        bericht="De meting is weggehaald.",
    )


@require_http_methods(["GET", "POST"])
def meting_add(request, pk):
    """A measurement, with the line so far beside it."""
    indicator = fetch_for(request.user, Indicator, perm="portefeuilles.measure", pk=pk)
    return form_page(
        request,
        forms.MetingForm(request.POST or None),
        do=lambda **data: services.measure(indicator=indicator, by=request.user, **data),
        titel=indicator.naam,
        intro="Opnieuw gemeten op dezelfde dag? Dan vervangt dit de vorige waarde.",
        template="portefeuilles/meting.html",
        terug=indicator.effect.plan,
        bericht="De meting staat erbij.",
        extra={"beeld": indicator_of(indicator), "metingen": indicator.metingen.order_by("-dag")},
    )


# --- activities -----------------------------------------------------------------------------------------


@require_GET
def activiteit_list(request):
    """Activities of all plans of the team, 30 a page. A constant number of queries."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    toon = request.GET.get("toon", "open")
    toon = toon if toon in dict(TOON) else "open"
    rows = _filtered(request.user, team, toon)
    if soort := wanted(request):
        return list_file(
            request,
            soort,
            subject=team,
            naam="activiteiten",
            kop=LIJST_KOP,
            rijen=_list_rows(rows.select_related("effect")),
        )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    known = rows_of(page.object_list)
    context = {
        "titel": "Activiteiten",
        "page": page,
        "rijen": [known[row.pk] for row in page.object_list],
        "toon": toon,
        "keuzes": TOON,
    }
    return render(request, "portefeuilles/activiteit_list.html", context)


def _filtered(medewerker, team, toon):
    rows = Activiteit.objects.filter(plan__portefeuille__team=team)
    open_now = rows.filter(afgerond_op=None, gestopt_op=None)
    rows = {
        "open": open_now,
        "mijn": open_now.filter(eigenaar=medewerker),
        "laat": open_now.filter(deadline__lt=timezone.localdate()),
        "klaar": rows.exclude(afgerond_op=None),
    }.get(toon, rows)
    return rows.select_related("eigenaar", "plan__portefeuille").order_by("deadline", "pk")


LIJST_KOP = ["Portefeuille", "Plan", "Effect", "Niveau", "Activiteit", "Eigenaar", "Voor", "Steunt op", "Afgerond", "Gestopt", "Resultaat"]  # fmt: skip


def _list_rows(rows):
    for a in rows:
        yield [
            a.plan.portefeuille,
            a.plan,
            a.effect,
            a.niveau,
            a.tekst,
            a.eigenaar.naam,
            a.deadline,
            a.bron,
            a.afgerond_op,
            a.gestopt_op,
            a.resultaat,
        ]


@require_GET
def activiteit(request, pk):
    """One activity: how far, because of which work, and what it rests on."""
    activiteit = fetch_for(request.user, Activiteit, perm="portefeuilles.view_plan", pk=pk)
    under = list(activiteit.eronder.select_related("plan__portefeuille"))
    rows = rows_of([activiteit, *under])
    context = {
        "activiteit": activiteit,
        "titel": activiteit.tekst,
        "rij": rows[activiteit.pk],
        "samen_gelogd": rows[activiteit.pk].minuten if logged_by_enough(activiteit) else None,
        "werk": work_per_activiteit([activiteit.pk])[activiteit.pk],
        "eronder": [rows[row.pk] for row in under],
        "kansen": ACTIVITEIT.kansen(activiteit, request.user),
    }
    return render(request, "portefeuilles/activiteit.html", context)


@require_http_methods(["GET", "POST"])
def activiteit_add(request, pk):
    effect = fetch_for(request.user, Effect, perm="portefeuilles.work_on", pk=pk)
    form = forms.ActiviteitForm(
        request.POST or None, plan=effect.plan, initial={"effect": effect.pk, "eigenaar": request.user.pk}
    )
    return form_page(
        request,
        form,
        do=lambda effect, **data: services.add_activiteit(effect=effect, by=request.user, **data),
        titel="Nieuwe activiteit",
        intro=effect.tekst,
        terug=effect.plan,
        bericht="Bewaard. De voortgang volgt uit het werk dat je eraan hangt.",
    )


@require_http_methods(["GET", "POST"])
def activiteit_change(request, pk):
    row = fetch_for(request.user, Activiteit, perm="portefeuilles.work_on", pk=pk)
    initial = {
        name: getattr(row, name)
        for name in ("tekst", "effect", "niveau", "eigenaar", "deadline", "boven", "bron")
    } | {name: list(getattr(row, name).values_list("pk", flat=True)) for name in ("partners", "wijken")}
    form = forms.ActiviteitForm(request.POST or None, plan=row.plan, activiteit=row, initial=initial)

    def do(sleutel, **data):
        return services.change_activiteit(activiteit=row, by=request.user, **data)

    return form_page(request, form, do=do, titel=row.tekst, terug=row)


@require_http_methods(["GET", "POST"])
def activiteit_finish(request, pk):
    row = fetch_for(request.user, Activiteit, perm="portefeuilles.finish_activiteit", pk=pk)
    return form_page(
        request,
        forms.ResultaatForm(request.POST or None),
        do=lambda resultaat: services.finish_activiteit(activiteit=row, by=request.user, resultaat=resultaat),
        titel=f"Afronden: {row.tekst}",
        terug=row,
        bericht="Mooi, klaar.",
    )


@require_http_methods(["GET", "POST"])
def activiteit_stop(request, pk):
    row = fetch_for(request.user, Activiteit, perm="portefeuilles.work_on", pk=pk)
    return form_page(
        request,
        forms.StopForm(request.POST or None),
        do=lambda reden: services.stop_activiteit(activiteit=row, by=request.user, reden=reden),
        titel=f"Stoppen: {row.tekst}",
        terug=row,
        bericht="Gestopt. Weer oppakken kan altijd.",
    )


@require_POST
def activiteit_reopen(request, pk):
    row = fetch_for(request.user, Activiteit, perm="portefeuilles.finish_activiteit", pk=pk)
    return post_action(
        request,
        do=lambda: services.reopen_activiteit(activiteit=row, by=request.user),
        terug=row,
        bericht="De activiteit loopt weer.",
    )


@require_http_methods(["GET", "POST"])
def activiteit_actiepunt(request, pk):
    """An actiepunt under an activity: who does what before when; it counts in its progress."""
    row = fetch_for(request.user, Activiteit, perm="portefeuilles.finish_activiteit", pk=pk)
    form = ActiepuntForm(
        request.POST or None, team=row.plan.portefeuille.team, initial={"eigenaar": request.user.pk}
    )
    return form_page(
        request,
        form,
        do=lambda **data: add_actiepunt(
            team=row.plan.portefeuille.team, by=request.user, onderwerp=row, **data
        ),
        titel="Nieuw actiepunt",
        intro=f"Bij: {row.tekst}",
        terug=reverse("portefeuilles:activiteit", args=[row.pk]),
        bericht="Het actiepunt is gemaakt en telt mee in de voortgang.",
    )
