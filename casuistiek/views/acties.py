"""Who leads: handing over, answering, replacing, closing and reopening. Door, form, one service, redirect."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import services
from casuistiek.forms import casus as forms
from casuistiek.models import Aanwijzing, Casus, Overdracht
from casuistiek.queries import stand_of
from logboek.services import record
from organisatie.access import fetch_for, require_perm
from regels.begrippen import Fase, RegelOvertreden
from regels.vervanging import voorstel
from ui.forms import CrispyForm
from ui.pages import form_page, is_valid, log_toch_bewaard, post_action

from .basis import casus_for


@require_http_methods(["GET", "POST"])
def ronde_start(request, pk):
    casus = casus_for(request, pk, "start_ronde")
    form = forms.StartRondeForm(
        request.POST or None,
        team=casus.team,
        zonder=[request.user.pk],
        ontbreekt=services.missing_parts(casus) if casus.fase == Fase.ACUUT else (),
        initial={"versie": casus.versie},
    )
    return form_page(
        request,
        form,
        do=lambda medewerker, **data: services.start_ronde(
            casus=casus, by=request.user, aan=medewerker, **data
        ),
        titel="Casus overdragen",
        template="casuistiek/ronde_start.html",
        terug=casus,
        bericht="De casus is overgedragen. Wie gevraagd is heeft bericht gekregen.",
        extra=_proposal(casus, request.user),
    )


def _proposal(casus, user):
    stand = stand_of(casus)
    gevonden = voorstel(stand.feiten, user.pk, stand.moment, stand.team)
    return {"gevonden": gevonden, "naam": stand.team.naam(gevonden.medewerker)}


@require_POST
def regie_take(request, pk):
    casus = casus_for(request, pk, "start_ronde")
    return post_action(
        request,
        do=lambda: services.take_regie(casus=casus, by=request.user),
        terug=casus,
        bericht="Jij hebt nu de regie.",
    )


@require_http_methods(["GET", "POST"])
def ronde_withdraw(request, pk):
    casus = casus_for(request, pk, "withdraw_ronde")
    return form_page(
        request,
        forms.WithdrawForm(request.POST or None, initial={"versie": casus.versie}),
        do=lambda **data: services.withdraw_ronde(casus=casus, by=request.user, **data),
        titel="Overdracht intrekken",
        intro="Wie gevraagd is hoort dat het niet meer hoeft.",
        terug=casus,
        bericht="De overdracht is ingetrokken.",
    )


@require_http_methods(["GET", "POST"])
def regie_offer(request, pk):
    casus = casus_for(request, pk, "offer_regie")
    form = forms.OfferForm(request.POST or None, team=casus.team, zonder=[request.user.pk])
    return form_page(
        request,
        form,
        do=lambda medewerker, toelichting: services.offer_regie(
            casus=casus, by=request.user, aan=medewerker, toelichting=toelichting
        ),
        titel="Regie aanbieden",
        intro="Jij houdt de regie tot je collega haar aanvaardt.",
        terug=casus,
        bericht="De regie is aangeboden. Jij houdt haar tot je collega aanvaardt.",
    )


@require_http_methods(["GET", "POST"])
def appoint(request, pk):
    casus = casus_for(request, pk, "appoint")
    form = forms.AppointForm(
        request.POST or None, team=casus.team, zonder=[request.user.pk], initial={"versie": casus.versie}
    )

    def do(medewerker, als, reden, versie):
        if als == "waarnemer":
            return services.appoint_waarnemer(
                casus=casus, by=request.user, medewerker=medewerker, reden=reden
            )
        return services.appoint_regisseur(
            casus=casus, by=request.user, aan=medewerker, reden=reden, versie=versie
        )

    return form_page(request, form, do=do, titel="Iemand aanwijzen", terug=casus, bericht="Aangewezen.")


@require_POST
def take_over(request, pk):
    casus = casus_for(request, pk, "take_over")
    return post_action(
        request,
        do=lambda: services.take_over(casus=casus, by=request.user),
        terug=casus,
        bericht="Jij bent nu aan zet. Ongedaan maken kan 24 uur.",
    )


@require_POST
def undo_aanwijzing(request, pk):
    aanwijzing = fetch_for(request.user, Aanwijzing, perm="casuistiek.undo_aanwijzing", pk=pk)
    return post_action(
        request,
        do=lambda: services.undo_aanwijzing(aanwijzing=aanwijzing, by=request.user),
        terug=aanwijzing.casus,
        bericht="Ongedaan gemaakt.",
    )


@require_POST
def answer_waarneming(request, pk):
    casus = casus_for(request, pk, "answer_waarneming")
    antwoord = "kan_niet" if request.POST.get("antwoord") == "kan_niet" else "ja"
    berichten = {
        "ja": "Bevestigd: jij neemt waar.",
        "kan_niet": "Duidelijk. De volgende in de keten is aan zet.",
    }
    return post_action(
        request,
        do=lambda: services.answer_waarneming(casus=casus, by=request.user, antwoord=antwoord),
        terug=casus if antwoord == "ja" else reverse("dashboard:mijn-werk"),
        bericht=berichten[antwoord],
    )


@require_http_methods(["GET", "POST"])
def exclude(request, pk):
    casus = casus_for(request, pk, "exclude")
    form = forms.ExcludeForm(request.POST or None, team=casus.team)
    return form_page(
        request,
        form,
        do=lambda medewerker: services.exclude_medewerker(
            casus=casus, medewerker=medewerker, by=request.user
        ),
        titel="Iemand uitsluiten van deze casus",
        intro="Wie is uitgesloten kan geen regie krijgen. Er wordt geen reden bewaard.",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def casus_close(request, pk):
    casus = casus_for(request, pk, "close_casus")
    form = forms.CloseForm(request.POST or None, initial={"versie": casus.versie})
    intro = (
        ""
        if casus.heeft_regie
        else "Zonder regisseur heet dit 'geen regie nodig'. De escalatiefunctie hoort het."
    )
    return form_page(
        request,
        form,
        do=lambda **data: services.close_casus(casus=casus, by=request.user, **data),
        titel="Casus afsluiten",
        intro=intro,
        terug=casus,
        bericht="De casus is afgesloten.",
    )


@require_http_methods(["GET", "POST"])
def casus_reopen(request, pk):
    casus = casus_for(request, pk, "reopen_casus")
    return form_page(
        request,
        forms.RedenForm(request.POST or None),
        do=lambda reden: services.reopen_casus(casus=casus, by=request.user, reden=reden),
        titel="Casus heropenen",
        intro="De laatste regisseur wordt als eerste gevraagd.",
        terug=casus,
        bericht="De casus is heropend.",
    )


@require_POST
def undo_geen_regie(request, pk):
    casus = casus_for(request, pk, "undo_geen_regie")
    return post_action(
        request,
        do=lambda: services.undo_geen_regie(casus=casus, by=request.user),
        terug=casus,
        bericht="Teruggedraaid. Er wordt iemand gevraagd.",
    )


@require_http_methods(["GET", "POST"])
def overdracht_answer(request, pk):
    """The question to take the regie: everything handed over, then yes with a read-back, or no with a reason."""
    overdracht = fetch_for(
        request.user,
        Overdracht,
        perm="casuistiek.view_overdracht",
        pk=pk,
    )
    casus = overdracht.casus
    aan_mij = overdracht.aan_id == request.user.pk
    accept = forms.AcceptForm(prefix="ja")
    refuse = forms.RefuseForm(prefix="nee")
    if request.method == "POST":
        require_perm(request.user, "casuistiek.answer_overdracht", overdracht)
        accepted = request.POST.get("antwoord") != "weiger"
        form: CrispyForm
        if accepted:
            form = accept = forms.AcceptForm(request.POST, prefix="ja")
        else:
            form = refuse = forms.RefuseForm(request.POST, prefix="nee")
        if is_valid(request, form):
            service = services.accept_overdracht if accepted else services.refuse_overdracht
            try:
                service(overdracht=overdracht, by=request.user, **form.cleaned_data)
            except RegelOvertreden as overtreding:
                form.add_error(None, str(overtreding))
            else:
                log_toch_bewaard(request, form)
                return redirect(casus) if accepted else redirect("dashboard:mijn-werk")
    zichtbaar = Casus.objects.visible_to(request.user).filter(pk=casus.pk).exists()
    if zichtbaar:
        record(event="casus.viewed", by=request.user, subject=casus, reden="overdracht")
    return render(
        request,
        "casuistiek/overdracht_answer.html",
        {
            "overdracht": overdracht,
            "casus": casus if zichtbaar else None,
            "eerder": overdracht.ronde.overdrachten.exclude(besloten_op=None)
            .exclude(pk=overdracht.pk)
            .select_related("aan")
            .order_by("besloten_op")
            if zichtbaar
            else [],
            "aan_mij": aan_mij,
            "accept": accept,
            "refuse": refuse,
            "form": refuse if refuse.is_bound else accept,
            "titel": "Neem jij de regie?" if overdracht.is_open and aan_mij else "Overdracht",
        },
    )
