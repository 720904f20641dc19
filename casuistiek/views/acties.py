"""Doing something with a casus: door, form, one service, redirect."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import forms, services
from casuistiek.models import Aanwijzing, AlsDan, Casus, Overdracht
from casuistiek.queries import stand_of
from logboek.services import record
from organisatie.access import fetch_for, require_perm
from overleggen.forms import ActiepuntForm
from overleggen.services import add_actiepunt, add_punt
from regels.agenda import CRITERIA, Criterium, Soort
from regels.begrippen import RegelOvertreden
from regels.vervanging import voorstel
from ui.pages import form_page, is_valid, log_toch_bewaard, post_action


def _casus(request, pk, perm):
    return fetch_for(request.user, Casus, perm=f"casuistiek.{perm}", pk=pk)


@require_http_methods(["GET", "POST"])
def casus_change(request, pk):
    casus = _casus(request, pk, "change_casus")
    locked = Overdracht.objects.filter(ronde__casus=casus, status=Overdracht.Status.AANVAARD).exists()
    form = forms.ChangeForm(request.POST or None, casus=casus, locked=locked)
    intro = "De overdracht is aanvaard en ligt vast. Schrijf nieuws bij op de tijdlijn." if locked else ""
    return form_page(
        request,
        form,
        do=lambda **data: services.change_casus(casus=casus, by=request.user, **data),
        titel="Casus wijzigen",
        intro=intro,
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def ronde_start(request, pk):
    casus = _casus(request, pk, "start_ronde")
    form = forms.StartRondeForm(request.POST or None, team=casus.team, zonder=[request.user.pk])
    return form_page(
        request,
        form,
        do=lambda medewerker, gekozen_reden: services.start_ronde(
            casus=casus, by=request.user, aan=medewerker, gekozen_reden=gekozen_reden
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
    casus = _casus(request, pk, "start_ronde")
    return post_action(
        request,
        do=lambda: services.zelf_nemen(casus=casus, by=request.user),
        terug=casus,
        bericht="Jij hebt nu de regie.",
    )


@require_http_methods(["GET", "POST"])
def ronde_withdraw(request, pk):
    casus = _casus(request, pk, "withdraw_ronde")
    return form_page(
        request,
        forms.RedenForm(request.POST or None),
        do=lambda reden: services.trek_ronde_in(casus=casus, by=request.user, reden=reden),
        titel="Overdracht intrekken",
        intro="Wie gevraagd is hoort dat het niet meer hoeft.",
        terug=casus,
        bericht="De overdracht is ingetrokken.",
    )


@require_http_methods(["GET", "POST"])
def regie_offer(request, pk):
    casus = _casus(request, pk, "offer_regie")
    form = forms.OfferForm(request.POST or None, team=casus.team, zonder=[request.user.pk])
    return form_page(
        request,
        form,
        do=lambda medewerker, toelichting: services.bied_regie_aan(
            casus=casus, by=request.user, aan=medewerker, toelichting=toelichting
        ),
        titel="Regie aanbieden",
        intro="Jij houdt de regie tot je collega haar aanvaardt.",
        terug=casus,
        bericht="De regie is aangeboden. Jij houdt haar tot je collega aanvaardt.",
    )


@require_http_methods(["GET", "POST"])
def appoint(request, pk):
    casus = _casus(request, pk, "appoint")
    form = forms.AppointForm(request.POST or None, team=casus.team, zonder=[request.user.pk])

    def do(medewerker, als, reden):
        if als == "waarnemer":
            return services.wijs_waarnemer_aan(
                casus=casus, by=request.user, medewerker=medewerker, reden=reden
            )
        return services.wijs_regisseur_aan(casus=casus, by=request.user, aan=medewerker, reden=reden)

    return form_page(request, form, do=do, titel="Iemand aanwijzen", terug=casus, bericht="Aangewezen.")


@require_POST
def take_over(request, pk):
    casus = _casus(request, pk, "take_over")
    return post_action(
        request,
        do=lambda: services.neem_over(casus=casus, by=request.user),
        terug=casus,
        bericht="Jij bent nu aan zet. Ongedaan maken kan 24 uur.",
    )


@require_POST
def undo_aanwijzing(request, pk):
    aanwijzing = fetch_for(request.user, Aanwijzing, perm="casuistiek.undo_aanwijzing", pk=pk)
    return post_action(
        request,
        do=lambda: services.maak_ongedaan(aanwijzing=aanwijzing, by=request.user),
        terug=aanwijzing.casus,
        bericht="Ongedaan gemaakt.",
    )


@require_POST
def answer_waarneming(request, pk):
    casus = _casus(request, pk, "answer_waarneming")
    antwoord = "kan_niet" if request.POST.get("antwoord") == "kan_niet" else "ja"
    berichten = {
        "ja": "Bevestigd: jij neemt waar.",
        "kan_niet": "Duidelijk. De volgende in de keten is aan zet.",
    }
    return post_action(
        request,
        do=lambda: services.antwoord_waarneming(casus=casus, by=request.user, antwoord=antwoord),
        terug=casus if antwoord == "ja" else reverse("dashboard:mijn-werk"),
        bericht=berichten[antwoord],
    )


@require_http_methods(["GET", "POST"])
def exclude(request, pk):
    casus = _casus(request, pk, "exclude")
    form = forms.ExcludeForm(request.POST or None, team=casus.team)
    return form_page(
        request,
        form,
        do=lambda medewerker: services.sluit_uit(casus=casus, medewerker=medewerker, by=request.user),
        titel="Iemand uitsluiten van deze casus",
        intro="Wie is uitgesloten kan geen regie krijgen. Er wordt geen reden bewaard.",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def casus_close(request, pk):
    casus = _casus(request, pk, "close_casus")
    form = forms.CloseForm(request.POST or None, initial={"versie": casus.versie})
    intro = (
        ""
        if casus.heeft_regie
        else "Zonder regisseur heet dit 'geen regie nodig'. De escalatiefunctie hoort het."
    )
    return form_page(
        request,
        form,
        do=lambda **data: services.afsluiten(casus=casus, by=request.user, **data),
        titel="Casus afsluiten",
        intro=intro,
        terug=casus,
        bericht="De casus is afgesloten.",
    )


@require_http_methods(["GET", "POST"])
def casus_reopen(request, pk):
    casus = _casus(request, pk, "reopen_casus")
    return form_page(
        request,
        forms.RedenForm(request.POST or None),
        do=lambda reden: services.heropenen(casus=casus, by=request.user, reden=reden),
        titel="Casus heropenen",
        intro="De laatste regisseur wordt als eerste gevraagd.",
        terug=casus,
        bericht="De casus is heropend.",
    )


@require_POST
def undo_geen_regie(request, pk):
    casus = _casus(request, pk, "undo_geen_regie")
    return post_action(
        request,
        do=lambda: services.terugdraaien_geen_regie(casus=casus, by=request.user),
        terug=casus,
        bericht="Teruggedraaid. Er wordt iemand gevraagd.",
    )


@require_http_methods(["GET", "POST"])
def casus_ernst(request, pk):
    casus = _casus(request, pk, "change_casus")
    return form_page(
        request,
        forms.ErnstForm(request.POST or None, initial={"ernst": casus.ernst}),
        do=lambda ernst: services.change_ernst(casus=casus, by=request.user, ernst=ernst),
        titel="Ernst wijzigen",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def casus_scale(request, pk):
    """Scale up, or down again when it is up."""
    casus = _casus(request, pk, "change_casus")
    if casus.fase == "opgeschaald":
        return form_page(
            request,
            forms.RedenForm(request.POST or None),
            do=lambda reden: services.afschalen(casus=casus, by=request.user, reden=reden),
            titel="Afschalen",
            terug=casus,
        )
    return form_page(
        request,
        forms.OpschalenForm(request.POST or None),
        do=lambda naar, reden: services.opschalen(casus=casus, by=request.user, naar=naar, reden=reden),
        titel="Opschalen",
        intro="De regie blijft in het team; de regisseur is het contact.",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def gebeurtenis_add(request, pk):
    casus = _casus(request, pk, "add_gebeurtenis")
    return form_page(
        request,
        forms.BijschrijfForm(request.POST or None),
        do=lambda tekst, wanneer: services.schrijf_bij(
            casus=casus, by=request.user, tekst=tekst, wanneer=wanneer
        ),
        titel="Bijschrijven op de tijdlijn",
        intro="Kort, zonder namen van burgers. Ook voor een eerder moment.",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def betrokkene_add(request, pk):
    casus = _casus(request, pk, "change_casus")
    form = forms.InvolveForm(request.POST or None, team=casus.team)
    return form_page(
        request,
        form,
        do=lambda medewerker, als: services.voeg_betrokkene_toe(
            casus=casus, by=request.user, medewerker=medewerker, als=als
        ),
        titel="Collega betrekken",
        intro="Deze collega ziet de casus voortaan, en hoort dat.",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def als_dan_add(request, pk):
    casus = _casus(request, pk, "change_casus")
    return form_page(
        request,
        forms.AlsDanForm(request.POST or None),
        do=lambda **data: services.voeg_als_dan_toe(casus=casus, by=request.user, **data),
        titel="Als … dan … afspreken",
        terug=casus,
    )


@require_POST
def als_dan_done(request, pk):
    punt = fetch_for(request.user, AlsDan, perm="casuistiek.do_als_dan", pk=pk)
    return post_action(
        request,
        do=lambda: services.afdoen_als_dan(als_dan=punt, by=request.user),
        terug=punt.casus,
        bericht="Afgedaan.",
    )


@require_POST
def set_vertrouwelijk(request, pk):
    casus = _casus(request, pk, "set_vertrouwelijk")
    aan = not casus.vertrouwelijk
    return post_action(
        request,
        do=lambda: services.set_vertrouwelijk(casus=casus, by=request.user, vertrouwelijk=aan),
        terug=casus,
        bericht="Alleen betrokkenen en de teamchef zien deze casus nu."
        if aan
        else "De casus is niet meer vertrouwelijk.",
    )


@require_http_methods(["GET", "POST"])
def bring_to_overleg(request, pk):
    casus = _casus(request, pk, "bring_to_overleg")
    several = casus.casusgebieden.count() > 1 or casus.casusportefeuilles.count() > 1
    initial = {"criteria": [Criterium.MEERDERE.value] if several else []}
    form = forms.AgendaForm(request.POST or None, team=casus.team, initial=initial)

    def do(overleg, criteria, **data):
        reden = "; ".join(CRITERIA[Criterium(item)].lower() for item in criteria)
        return add_punt(
            overleg=overleg,
            by=request.user,
            titel=casus.titel,
            soort=Soort.CASUS,
            onderwerp=casus,
            criteria=criteria,
            reden=reden,
            bron=f"casus:{casus.pk}",
            **data,
        )

    return form_page(
        request,
        form,
        do=do,
        titel="Casus op de agenda zetten",
        terug=casus,
        bericht="De casus staat op de agenda.",
    )


@require_http_methods(["GET", "POST"])
def actiepunt_add(request, pk):
    casus = _casus(request, pk, "change_casus")
    form = ActiepuntForm(request.POST or None, team=casus.team)
    return form_page(
        request,
        form,
        do=lambda **data: add_actiepunt(team=casus.team, by=request.user, onderwerp=casus, **data),
        titel="Actiepunt bij deze casus",
        terug=casus,
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
        form = (
            forms.AcceptForm(request.POST, prefix="ja")
            if accepted
            else forms.RefuseForm(request.POST, prefix="nee")
        )
        if accepted:
            accept = form
        else:
            refuse = form
        if is_valid(request, form):
            service = services.aanvaard if accepted else services.weiger
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
            "aan_mij": aan_mij,
            "accept": accept,
            "refuse": refuse,
            "form": refuse if refuse.is_bound else accept,
            "titel": "Neem jij de regie?" if overdracht.is_open and aan_mij else "Overdracht",
        },
    )
