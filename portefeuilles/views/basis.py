"""Portefeuilles themselves: the list, houders and labels, and how the team is involved."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie.access import fetch_for, own_team
from organisatie.bronnen import readable
from organisatie.forms import OphoudenForm, TotEnMetForm
from organisatie.models import Koppeling
from organisatie.models.team import wijkagenten_norm
from regels.begrippen import Houderrol, Rol
from regels.portefeuille import MANIEREN, advies
from ui.export import list_file, wanted
from ui.pages import form_page, post_action

from .. import services
from ..forms import basis as forms
from ..models import Houderschap, Label, Onderbouwing, Portefeuille, Trend
from ..queries import summaries

KOP = ["Portefeuille", "Thema's", "Labels", "Speerpunt", "Houder", "Vervangers", "Plan t/m", "Open activiteiten", "Over de datum", "Lopende aanpakken", "Antwoord op briefing (%)"]  # fmt: skip


def caused(request):
    """A message that says what a change caused, as far as this person may read it."""
    return lambda gevolgen: " ".join(["Bewaard.", *readable(gevolgen, request.user)])


@require_GET
def portefeuille_list(request):
    """The team's portefeuilles side by side: who, how the plan stands, who is short; and the trends that play."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    rijen = summaries(team)
    if soort := wanted(request):
        return list_file(
            request, soort, subject=team, naam="portefeuilles", kop=KOP, rijen=[_as_row(rij) for rij in rijen]
        )
    return render(
        request,
        "portefeuilles/portefeuille_list.html",
        {
            "rijen": rijen,
            "trends": Trend.objects.actueel().filter(team=team).select_related("portefeuille")[:20],
        },
    )


def _as_row(rij):
    p = rij.portefeuille
    vervangers = [row.medewerker.naam for row in rij.houders if row.rol == Houderrol.VERVANGER]
    return [
        p.naam,
        ", ".join(thema.naam for thema in p.themas.all()),
        ", ".join(str(label) for label in p.labels.all()),
        p.speerpunt,
        rij.houder.medewerker.naam if rij.houder else "",
        ", ".join(vervangers),
        rij.plan.tot_en_met if rij.plan else None,
        rij.open,
        rij.te_laat,
        rij.aanpakken,
        rij.antwoord,
    ]


@require_http_methods(["GET", "POST"])
def portefeuille_add(request):
    team = own_team(request.user, perm="portefeuilles.add_portefeuille")
    form = forms.PortefeuilleForm(request.POST or None, team=team)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_portefeuille(team=team, by=request.user, **data),
        titel="Nieuwe portefeuille",
        terug=lambda portefeuille: portefeuille,
    )


@require_http_methods(["GET", "POST"])
def portefeuille_change(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.change_portefeuille", pk=pk)
    form = forms.PortefeuilleForm(request.POST or None, team=portefeuille.team, portefeuille=portefeuille)
    return form_page(
        request,
        form,
        do=lambda **data: services.save_portefeuille(
            team=portefeuille.team, portefeuille=portefeuille, by=request.user, **data
        ),
        titel=portefeuille.naam,
        terug=portefeuille,
    )


@require_http_methods(["GET", "POST"])
def portefeuille_end(request, pk):
    """A portefeuille ends; what runs in it gets its successor first (O10)."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.change_houderschap", pk=pk)
    return form_page(
        request,
        OphoudenForm(request.POST or None, row=portefeuille),
        do=lambda **data: services.end_portefeuille(portefeuille=portefeuille, by=request.user, **data),
        titel=f"{portefeuille.naam} houdt op",
        intro="Wat dan nog loopt gaat na die dag naar de opvolger: casussen, plannen, aanpakken, acties, taakaccenten "
        "en trends. Wat klaar is blijft hier te lezen.",
        terug=portefeuille,
        bericht=caused(request),
    )


@require_POST
def portefeuille_continue(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.change_houderschap", pk=pk)
    return post_action(
        request,
        do=lambda: services.continue_portefeuille(portefeuille=portefeuille, by=request.user),
        terug=portefeuille,
        bericht=caused(request),
    )


@require_http_methods(["GET", "POST"])
def houder_add(request, pk):
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.change_houderschap", pk=pk)
    form = forms.HouderForm(request.POST or None, team=portefeuille.team)

    def do(medewerker, rol, volgorde, van):
        if rol == "houder":
            return services.set_houder(
                portefeuille=portefeuille, medewerker=medewerker, van=van, by=request.user
            )
        return services.add_vervanger(
            portefeuille=portefeuille, medewerker=medewerker, volgorde=volgorde, van=van, by=request.user
        )

    return form_page(
        request,
        form,
        do=do,
        titel="Houder of vervanger",
        intro="Een nieuwe houder vervangt de huidige vanaf die dag. Wat was blijft bewaard.",
        terug=portefeuille,
        bericht=caused(request),
    )


@require_http_methods(["GET", "POST"])
def houder_end(request, pk):
    row = fetch_for(request.user, Houderschap, perm="portefeuilles.change_houderschap", pk=pk)
    return form_page(
        request,
        TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_houderschap(houderschap=row, tot=tot, by=request.user),
        titel="Houderschap beëindigen",
        intro=f"{row}. Maak ook het overdrachtsdossier: dan verdwijnt er niets.",
        terug=row.portefeuille,
        bericht=caused(request),
    )


@require_POST
def houder_take_back(request, pk):
    row = fetch_for(request.user, Houderschap, perm="portefeuilles.change_houderschap", pk=pk)
    return post_action(
        request,
        do=lambda: services.take_back_houderschap(houderschap=row, by=request.user),
        terug=row.portefeuille,
        bericht=caused(request),
    )


@require_POST
def houder_forward(request, pk):
    row = fetch_for(request.user, Houderschap, perm="portefeuilles.change_houderschap", pk=pk)
    return post_action(
        request,
        do=lambda: services.move_vervanger_forward(houderschap=row, by=request.user),
        terug=row.portefeuille,
        bericht=caused(request),
    )


# --- labels ---------------------------------------------------------------------------------------------


@require_GET
def label_list(request):
    """The labels of the team: IVP, Koers, pijlers, opgaven of GGP."""
    team = own_team(request.user, perm="portefeuilles.change_label")
    labels = Label.objects.filter(team=team).prefetch_related("portefeuilles")
    if soort := wanted(request):
        rijen = [
            [
                row.get_soort_display(),
                row.naam,
                row.gestopt,
                ", ".join(p.naam for p in row.portefeuilles.all()),
            ]
            for row in labels
        ]
        kop = ["Soort", "Label", "Gestopt", "Portefeuilles"]
        return list_file(request, soort, subject=team, naam="labels", kop=kop, rijen=rijen)
    return render(
        request,
        "portefeuilles/label_list.html",
        {
            "titel": "Labels",
            "labels": labels,
            "zonder_ggp": not any(row.soort == Label.Soort.GGP for row in labels),
        },
    )


@require_http_methods(["GET", "POST"])
def label_add(request):
    team = own_team(request.user, perm="portefeuilles.change_label")
    return form_page(
        request,
        forms.LabelForm(request.POST or None),
        do=lambda **data: services.save_label(team=team, by=request.user, **data),
        titel="Nieuw label",
        terug=reverse("portefeuilles:label-list"),
    )


@require_http_methods(["GET", "POST"])
def label_change(request, pk):
    label = fetch_for(request.user, Label, perm="portefeuilles.change_label", pk=pk)
    initial = {name: getattr(label, name) for name in ("soort", "naam", "gestopt")}
    return form_page(
        request,
        forms.LabelForm(request.POST or None, initial=initial),
        do=lambda **data: services.save_label(team=label.team, label=label, by=request.user, **data),
        titel=label.naam,
        terug=reverse("portefeuilles:label-list"),
    )


@require_POST
def label_ggp(request):
    team = own_team(request.user, perm="portefeuilles.change_label")
    return post_action(
        request,
        do=lambda: services.fill_ggp_labels(team=team, by=request.user),
        terug=reverse("portefeuilles:label-list"),
        bericht="De acht opgaven van GGP staan erbij.",
    )


# --- how the team is involved ---------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def betrekken(request, pk):
    """Three ways to involve the team, with their pros and cons beside the choice (P7)."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.work_on", pk=pk)
    nu = portefeuille.betrekkeuzes.first()
    initial = {"manieren": nu.manieren, "reden": nu.reden} if nu else {}
    return form_page(
        request,
        forms.BetrekForm(request.POST or None, initial=initial),
        do=lambda **data: services.choose_betrekken(portefeuille=portefeuille, by=request.user, **data),
        titel="Hoe betrek je het team?",
        intro="Er is geen beste manier. Kies wat past bij dit thema en bij jullie team; meer dan één mag.",
        template="portefeuilles/betrekken.html",
        terug=portefeuille,
        extra={"manieren": MANIEREN.values(), "eerder": portefeuille.betrekkeuzes.select_related("door")},
    )


@require_http_methods(["GET", "POST"])
def tastbaarheid(request, pk):
    """How tangible the thema is, with an explained advice on combining it with a gebied (P13)."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.work_on", pk=pk)
    nu = portefeuille.tastbaarheden.first()
    wijkagenten, norm = _wijkwerk(portefeuille)
    return form_page(
        request,
        forms.TastbaarheidForm(request.POST or None, initial=nu.antwoorden if nu else {}),
        do=lambda **data: services.judge_tastbaarheid(portefeuille=portefeuille, by=request.user, **data),
        titel="Hoe tastbaar is dit thema?",
        intro="Dit gaat over het thema, niet over wie het draagt.",
        template="portefeuilles/tastbaarheid.html",
        terug=reverse("portefeuilles:tastbaarheid", args=[portefeuille.pk]),
        extra={
            "portefeuille": portefeuille,
            "advies": advies(nu.antwoorden, wijkagenten=wijkagenten, norm=norm) if nu else None,
            "nu": nu,
            "eerder": portefeuille.tastbaarheden.select_related("door")[1:12],
        },
    )


def _wijkwerk(portefeuille):
    """How many wijkagenten there are on the gebieden of the houder, and what the norm asks for."""
    houder = portefeuille.houderschappen.op().filter(rol=Houderrol.HOUDER).first()
    if houder is None:
        return 0, 0
    ties = Koppeling.objects.op().filter(
        medewerker=houder.medewerker_id, rol=Rol.WOE, gebied__team=portefeuille.team_id
    )
    gebieden = list(ties.values_list("gebied", flat=True))
    inwoners = sum(
        portefeuille.team.gebieden.filter(pk__in=gebieden)
        .values_list("wijken__inwoners", flat=True)
        .exclude(wijken=None)
    )
    wijkagenten = Koppeling.objects.op().filter(gebied__in=gebieden, rol=Rol.WIJKAGENT)
    return wijkagenten.values("medewerker").distinct().count(), wijkagenten_norm(inwoners)


@require_GET
def onderbouwing_list(request):
    """Work outside the speerpunten, and why it is done (P12)."""
    team = own_team(request.user, perm="portefeuilles.list_portefeuille")
    rows = Onderbouwing.objects.niet_voorbij().filter(team=team).select_related("portefeuille", "door")
    if soort := wanted(request):
        rijen = [[r.titel, r.grond, r.tekst, r.portefeuille, r.door.naam, r.van, r.tot_en_met] for r in rows]
        kop = ["Werk", "Waarom", "Onderbouwing", "Portefeuille", "Van", "Sinds", "T/m"]
        return list_file(request, soort, subject=team, naam="buiten-de-speerpunten", kop=kop, rijen=rijen)
    context = {
        "titel": "Buiten de speerpunten",
        "rijen": rows,
    }
    return render(request, "portefeuilles/onderbouwing_list.html", context)


@require_http_methods(["GET", "POST"])
def onderbouwing_add(request):
    team = own_team(request.user, perm="portefeuilles.add_onderbouwing")
    return form_page(
        request,
        forms.OnderbouwingForm(request.POST or None, team=team),
        do=lambda **data: services.save_onderbouwing(team=team, by=request.user, **data),
        titel="Werk onderbouwen",
        intro="Iets is geen speerpunt, en toch doe je het. Schrijf op waarom: dan is het een keuze van het team.",
        terug=reverse("portefeuilles:onderbouwing-list"),
        bericht="Bewaard. Je kunt er nu ook tijd op loggen.",
    )


@require_http_methods(["GET", "POST"])
def onderbouwing_change(request, pk):
    row = fetch_for(request.user, Onderbouwing, perm="portefeuilles.change_onderbouwing", pk=pk)
    initial = {name: getattr(row, name) for name in ("titel", "waarom", "tekst", "portefeuille")}
    return form_page(
        request,
        forms.OnderbouwingForm(request.POST or None, team=row.team, initial=initial),
        do=lambda **data: services.save_onderbouwing(
            team=row.team, onderbouwing=row, by=request.user, **data
        ),
        titel=row.titel,
        terug=reverse("portefeuilles:onderbouwing-list"),
    )


@require_http_methods(["GET", "POST"])
def onderbouwing_end(request, pk):
    row = fetch_for(request.user, Onderbouwing, perm="portefeuilles.change_onderbouwing", pk=pk)
    return form_page(
        request,
        TotEnMetForm(request.POST or None),
        do=lambda tot: services.end_onderbouwing(onderbouwing=row, tot=tot, by=request.user),
        titel=f"{row.titel}: tot wanneer?",
        terug=reverse("portefeuilles:onderbouwing-list"),
    )
