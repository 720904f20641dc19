"""The casusleerbijeenkomst: planning, inviting, looking back, and the lessons."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casuistiek import services
from casuistiek.forms import leren as forms
from casuistiek.handelingen import GENODIGDE, LEREN
from casuistiek.models import (
    Casus,
    Debriefing,
    Gebeurtenis,
    Genodigde,
    Leerbijeenkomst,
    Leercasus,
    Leermoment,
    Les,
)
from concept.services import gast_of
from logboek.services import record
from organisatie.access import fetch_for, own_team
from organisatie.verbeteren import correcting, removing
from regels.begrippen import RegelOvertreden
from regels.leren import Verloop, balans
from ui.pages import form_page, is_valid, log_toch_bewaard, post_action, private


@require_GET
def leren_list(request):
    """Lessons of the team, and the bijeenkomsten that exist for you."""
    team = own_team(request.user, perm="casuistiek.list_leren")
    return render(
        request,
        "casuistiek/leren_list.html",
        {
            "titel": "Leren van casussen",
            "bijeenkomsten": Leerbijeenkomst.objects.visible_to(request.user).filter(team=team)[:50],
            "lessen": Les.objects.filter(team=team, bijeenkomst__afgerond_op__isnull=False)[:50],
        },
    )


def _recent(team):
    since = timezone.now() - timedelta(days=365)
    rows = Leercasus.objects.filter(bijeenkomst__team=team, bijeenkomst__begin__gt=since)
    return [Verloop(verloop) for verloop in rows.values_list("verloop", flat=True)]


@require_http_methods(["GET", "POST"])
def leren_plan(request):
    """Choose casussen, with the balance of good and less good in view, and a gespreksleider who was not there."""
    team = own_team(request.user, perm="casuistiek.plan_leren")
    recent = _recent(team)
    return form_page(
        request,
        forms.LeerForm(request.POST or None, team=team, user=request.user),
        do=lambda **data: services.plan_leerbijeenkomst(
            team=team,
            by=request.user,
            **{**data, "goed": list(data["goed"]), "minder_goed": list(data["minder_goed"])},
        ),
        titel="Casusleerbijeenkomst plannen",
        template="casuistiek/leren_plan.html",
        terug=lambda row: row,
        bericht=lambda row: " ".join(
            [
                "Gepland. Alle betrokken collega's zijn uitgenodigd.",
                balans([c.verloop for c in row.leercasussen.all()], recent),
            ]
        ).strip(),
        extra={"goed": recent.count(Verloop.GOED), "minder_goed": recent.count(Verloop.MINDER_GOED)},
    )


def _leren_for(request, pk, perm="change_leren"):
    return fetch_for(request.user, Leerbijeenkomst, perm=f"casuistiek.{perm}", pk=pk)


def _visible_events(user, bijeenkomst):
    """Gebeurtenissen of its casussen, as far as those exist for this person."""
    casussen = Casus.objects.visible_to(user).filter(leercasussen__bijeenkomst=bijeenkomst)
    return Gebeurtenis.objects.filter(casus__in=casussen).order_by("moment", "pk")


def _log_looks(user, bijeenkomst):
    """Its page shows something of each casus that exists for this person: each look is logged."""
    for casus in Casus.objects.visible_to(user).filter(leercasussen__bijeenkomst=bijeenkomst).order_by("pk"):
        record(event="casus.viewed", by=user, subject=casus, reden="leerbijeenkomst")


@require_GET
def leren(request, pk):
    row = _leren_for(request, pk, "view_leren")
    user = request.user
    zichtbaar = set(
        Casus.objects.visible_to(user).filter(leercasussen__bijeenkomst=row).values_list("pk", flat=True)
    )
    _log_looks(user, row)
    marks = row.leermomenten.filter(gebeurtenis__casus__in=zichtbaar).select_related("gebeurtenis__casus")
    guests = list(row.genodigden.select_related("medewerker"))
    leads = user.has_perm("casuistiek.change_leren", row)
    mine = next((guest for guest in guests if guest.medewerker_id == user.pk), None)
    return render(
        request,
        "casuistiek/leren.html",
        {
            "titel": str(row),
            "rij": row,
            "casussen": [
                (item, item.casus_id in zichtbaar) for item in row.leercasussen.select_related("casus")
            ],
            "momenten": marks,
            # The list says who had a part: for whom a casus is hidden, so are they.
            "genodigden": guests
            if len(zichtbaar) == row.leercasussen.count()
            else [guest for guest in guests if guest.medewerker_id in (None, user.pk)],
            "inbreng": [
                guest
                for guest in guests
                if guest.inbreng_op and (guest == mine or row.gespreksleider_id == user.pk)
            ],
            "eigen": mine,
            "debriefings": Debriefing.objects.filter(casus__in=zichtbaar).select_related("casus"),
            "lessen": row.lessen.select_related("actiepunt__eigenaar"),
            "kansen": LEREN.kansen(row, user, momenten=bool(zichtbaar)),
            "mijn": GENODIGDE.kansen(mine, user) if mine else None,
            "link": request.session.pop("inbreng", None) if leads else None,
            "balans": balans([item.verloop for item in row.leercasussen.all()]),
        },
    )


def _keep_link(request, geheim):
    if geheim:
        request.session["inbreng"] = request.build_absolute_uri(reverse("casuistiek:inbreng", args=[geheim]))


@require_http_methods(["GET", "POST"])
def leren_invite(request, pk):
    row = _leren_for(request, pk)
    return form_page(
        request,
        forms.GenodigdeForm(request.POST or None, team=row.team),
        do=lambda **data: _keep_link(
            request, services.invite_genodigde(bijeenkomst=row, by=request.user, **data)
        ),
        titel="Iemand uitnodigen",
        intro="Wie geen account heeft krijgt een eigen link, om vooraf inbreng te geven. Kopieer die en stuur hem zelf.",
        terug=row,
        bericht="Uitgenodigd.",
    )


@require_POST
def genodigde_link(request, pk):
    row = fetch_for(request.user, Genodigde, perm="casuistiek.change_genodigde", pk=pk)
    return post_action(
        request,
        do=lambda: _keep_link(request, services.renew_link(genodigde=row, by=request.user)),
        terug=row.bijeenkomst,
        bericht="Een nieuwe link. De oude werkt niet meer.",
    )


@require_http_methods(["GET", "POST"])
def inbreng_own(request, pk):
    """A colleague who cannot come gives input beforehand."""
    row = fetch_for(request.user, Genodigde, perm="casuistiek.give_inbreng", pk=pk)
    return form_page(
        request,
        forms.InbrengForm(request.POST or None, genodigde=row),
        do=lambda **data: services.give_inbreng(genodigde=row, by=request.user, **data),
        titel="Jouw inbreng vooraf",
        intro="De gespreksleider brengt dit in.",
        terug=row.bijeenkomst,
        bericht="Dank je. De gespreksleider leest het.",
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def inbreng(request, geheim):
    """Somebody without an account gives input by a personal link; nothing of a casus is shown."""
    row = services.find_genodigde(geheim)
    if row is None:
        return private(
            render(
                request, "casuistiek/inbreng_weg.html", {"titel": "Deze link werkt niet (meer)"}, status=410
            )
        )
    form = forms.InbrengForm(request.POST or None, genodigde=row)
    form.gast = gast_of(row)
    if request.method == "POST" and is_valid(request, form):
        try:
            services.give_inbreng(genodigde=row, **form.cleaned_data)
        except RegelOvertreden as overtreding:
            form.add_error(None, str(overtreding))
        else:
            log_toch_bewaard(request, form)
            messages.success(request, "Dank u wel. Uw inbreng is bewaard; u kunt die hier nog aanpassen.")
            return redirect("casuistiek:inbreng", geheim)
    record(event="inbreng.opened", subject=row, ontvanger="extern")
    context = {"form": form, "titel": "Uw inbreng vooraf", "rij": row.bijeenkomst, "genodigde": row}
    return private(render(request, "casuistiek/inbreng.html", context))


@require_http_methods(["GET", "POST"])
def leermoment_add(request, pk):
    row = _leren_for(request, pk, "view_leren")
    _log_looks(request.user, row)
    form = forms.LeermomentForm(request.POST or None, gebeurtenissen=_visible_events(request.user, row))
    return form_page(
        request,
        form,
        do=lambda **data: services.add_leermoment(bijeenkomst=row, by=request.user, **data),
        titel="Wat hielp of hinderde?",
        intro="Kies een moment van de tijdlijn.",
        terug=row,
    )


leermoment_change = correcting(
    Leermoment,
    forms.LeermomentWijzigForm,
    *("werking", "tekst"),
    gezien=lambda wie, row: _log_looks(wie, row.bijeenkomst),
    terug=lambda row: row.bijeenkomst,
)
leermoment_remove = removing(Leermoment, terug=lambda row: row.bijeenkomst)


@require_http_methods(["GET", "POST"])
def les_add(request, pk):
    row = _leren_for(request, pk)
    return form_page(
        request,
        forms.LesForm(request.POST or None, team=row.team),
        do=lambda **data: services.add_les(bijeenkomst=row, by=request.user, **data),
        titel="Les vastleggen",
        terug=row,
    )


@require_http_methods(["GET", "POST"])
def leren_close(request, pk):
    row = _leren_for(request, pk)
    initial = {"goed": row.goed, "beter": row.beter}
    return form_page(
        request,
        forms.AfrondForm(request.POST or None, initial=initial),
        do=lambda **data: services.close_leerbijeenkomst(bijeenkomst=row, by=request.user, **data),
        titel="Bijeenkomst afronden",
        intro="Drie vragen: wat ging goed, wat kan beter, en wie doet wanneer wat? De derde staat in de lessen.",
        terug=row,
        bericht="Afgerond. Over een tijd vragen we of het echt anders gaat.",
    )


@require_http_methods(["GET", "POST"])
def les_answer(request, pk):
    """Did practice really change?"""
    les = fetch_for(request.user, Les, perm="casuistiek.answer_les", pk=pk)
    initial = {"veranderd": les.veranderd, "antwoord": les.antwoord}
    return form_page(
        request,
        forms.LesAntwoordForm(request.POST or None, initial=initial),
        do=lambda **data: services.answer_les(les=les, by=request.user, **data),
        titel="Gaat het nu echt anders?",
        intro=f"{les.tekst} Afspraak: {les.werkafspraak}" if les.werkafspraak else les.tekst,
        terug=reverse("casuistiek:leren-list"),
        bericht="Dank je. Zo zien we of leren ook doen wordt.",
    )
