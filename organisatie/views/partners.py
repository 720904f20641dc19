"""Partners of the team and the people there (O10)."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisatie import forms, services
from organisatie.access import fetch_for, own_team
from organisatie.models import Contactpersoon, Organisatie
from ui.export import list_file, wanted
from ui.pages import form_page, post_action


@require_GET
def partner_list(request):
    """The partners of the team with their people and deputies."""
    team = own_team(request.user, perm="organisatie.view_team")
    mensen = Contactpersoon.objects.filter(gestopt_op=None, organisatie__team=team).select_related(
        "vervanger"
    )
    per_partner = {}
    for persoon in mensen:
        per_partner.setdefault(persoon.organisatie_id, []).append(persoon)
    partners = team.organisaties.filter(opgegaan_in=None)
    if soort := wanted(request):
        rijen = [
            [partner.naam, partner.get_soort_display(), *_as_cells(persoon)]
            for partner in partners
            for persoon in per_partner.get(partner.pk, [None])
        ]
        kop = ["Partner", "Soort", "Naam", "Functie", "Telefoon", "E-mail", "Vervanger"]
        return list_file(request, soort, subject=team, naam="partners", kop=kop, rijen=rijen)
    context = {
        "titel": "Partners",
        "partners": [(partner, per_partner.get(partner.pk, [])) for partner in partners],
    }
    return render(request, "organisatie/partner_list.html", context)


def _as_cells(persoon):
    if persoon is None:
        return [""] * 5
    return [persoon.naam, persoon.functie, persoon.telefoon, persoon.email, persoon.vervanger]


def _terug():
    return reverse("organisatie:partner-list")


@require_http_methods(["GET", "POST"])
def partner_add(request):
    team = own_team(request.user, perm="organisatie.change_partner")
    return form_page(
        request,
        forms.OrganisatieForm(request.POST or None),
        do=lambda **data: services.save_organisatie(team=team, organisatie=None, by=request.user, **data),
        titel="Nieuwe partner",
        terug=_terug(),
    )


@require_http_methods(["GET", "POST"])
def partner_change(request, pk):
    partner = fetch_for(request.user, Organisatie, perm="organisatie.change_partner", pk=pk)
    initial = {name: getattr(partner, name) for name in ("naam", "soort", "ivp")}
    return form_page(
        request,
        forms.OrganisatieForm(request.POST or None, initial=initial),
        do=lambda **data: services.save_organisatie(
            team=partner.team, organisatie=partner, by=request.user, **data
        ),
        titel=partner.naam,
        terug=_terug(),
    )


@require_http_methods(["GET", "POST"])
def partner_merge(request, pk):
    partner = fetch_for(request.user, Organisatie, perm="organisatie.merge_partner", pk=pk)
    return form_page(
        request,
        forms.MergeForm(request.POST or None, organisatie=partner),
        do=lambda blijft: services.merge_organisaties(weg=partner, blijft=blijft, by=request.user),
        titel=f"{partner.naam} samenvoegen",
        intro="Contactpersonen en casussen gaan mee naar de partner die blijft. Er gaat niets verloren.",
        terug=_terug(),
        bericht="Samengevoegd.",
    )


@require_http_methods(["GET", "POST"])
def contactpersoon_add(request, pk):
    partner = fetch_for(request.user, Organisatie, perm="organisatie.change_partner", pk=pk)
    return form_page(
        request,
        forms.ContactpersoonForm(request.POST or None, organisatie=partner),
        do=lambda **data: services.save_contactpersoon(
            organisatie=partner, contactpersoon=None, by=request.user, **data
        ),
        titel=f"Contactpersoon bij {partner.naam}",
        intro="Alleen gegevens van het werk.",
        terug=_terug(),
    )


@require_http_methods(["GET", "POST"])
def contactpersoon_change(request, pk):
    persoon = fetch_for(request.user, Contactpersoon, perm="organisatie.change_partner", pk=pk)
    form = forms.ContactpersoonForm(
        request.POST or None, organisatie=persoon.organisatie, contactpersoon=persoon
    )
    return form_page(
        request,
        form,
        do=lambda **data: services.save_contactpersoon(
            organisatie=persoon.organisatie, contactpersoon=persoon, by=request.user, **data
        ),
        titel=persoon.naam,
        terug=_terug(),
    )


@require_POST
def contactpersoon_stop(request, pk):
    persoon = fetch_for(request.user, Contactpersoon, perm="organisatie.change_partner", pk=pk)
    return post_action(
        request,
        do=lambda: services.stop_contactpersoon(contactpersoon=persoon, by=request.user),
        terug=_terug(),
        bericht="Deze contactpersoon wordt niet meer aangeboden.",
    )
