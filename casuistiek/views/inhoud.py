"""What a casus says: changing it, adding to it, agreeing what comes next."""

from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import services
from casuistiek.forms import casus as forms
from casuistiek.models import AlsDan, Betrokkene, Overdracht
from logboek.services import record
from organisatie.access import fetch_for
from organisatie.verbeteren import correcting, removing
from overleggen.forms import ActiepuntForm
from overleggen.services import add_actiepunt, add_punt
from regels.agenda import CRITERIA, Criterium, Soort
from ui.pages import form_page, post_action

from .basis import casus_for


@require_http_methods(["GET", "POST"])
def casus_change(request, pk):
    casus = casus_for(request, pk, "change_casus")
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
def casus_ernst(request, pk):
    casus = casus_for(request, pk, "change_casus")
    return form_page(
        request,
        forms.ErnstForm(request.POST or None, initial={"ernst": casus.ernst}),
        do=lambda ernst: services.change_ernst(casus=casus, by=request.user, ernst=ernst),
        titel="Ernst wijzigen",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def gebeurtenis_add(request, pk):
    casus = casus_for(request, pk, "add_gebeurtenis")
    return form_page(
        request,
        forms.BijschrijfForm(request.POST or None),
        do=lambda tekst, wanneer: services.add_gebeurtenis(
            casus=casus, by=request.user, tekst=tekst, wanneer=wanneer
        ),
        titel="Bijschrijven op de tijdlijn",
        intro="Kort, zonder namen van burgers. Ook voor een eerder moment.",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def betrokkene_add(request, pk):
    casus = casus_for(request, pk, "change_casus")
    initial = {"medewerker": request.GET.get("wie"), "als": request.GET.get("als", "betrokken")}
    form = forms.InvolveForm(request.POST or None, team=casus.team, initial=initial)
    return form_page(
        request,
        form,
        do=lambda **data: services.add_betrokkene(casus=casus, by=request.user, **data),
        titel="Collega betrekken",
        intro="Deze collega ziet de casus voortaan, en hoort dat.",
        terug=casus,
    )


@require_http_methods(["GET", "POST"])
def als_dan_add(request, pk):
    casus = casus_for(request, pk, "change_casus")
    return form_page(
        request,
        forms.AlsDanForm(request.POST or None),
        do=lambda **data: services.add_als_dan(casus=casus, by=request.user, **data),
        titel="Als … dan … afspreken",
        terug=casus,
    )


als_dan_change = correcting(
    AlsDan,
    forms.AlsDanWijzigForm,
    *("als", "dan", "wie"),
    gezien=lambda wie, row: record(event="casus.viewed", by=wie, subject=row.casus, reden="als-dan"),
    terug=lambda row: row.casus,
    do=services.change_als_dan,
)
betrokkene_remove = removing(Betrokkene, terug=lambda row: row.casus, do=services.remove_betrokkene)


@require_POST
def als_dan_done(request, pk):
    punt = fetch_for(request.user, AlsDan, perm="casuistiek.do_als_dan", pk=pk)
    return post_action(
        request,
        do=lambda: services.finish_als_dan(als_dan=punt, by=request.user),
        terug=punt.casus,
        bericht="Afgedaan.",
    )


@require_POST
def set_vertrouwelijk(request, pk):
    casus = casus_for(request, pk, "set_vertrouwelijk")
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
    casus = casus_for(request, pk, "bring_to_overleg")
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
    casus = casus_for(request, pk, "change_casus")
    form = ActiepuntForm(request.POST or None, team=casus.team)
    return form_page(
        request,
        form,
        do=lambda **data: add_actiepunt(team=casus.team, by=request.user, onderwerp=casus, **data),
        titel="Actiepunt bij deze casus",
        terug=casus,
    )
