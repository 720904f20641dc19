"""The contactoverzicht: who belongs to which gebied and portefeuille, for colleagues and for partners (O7)."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from logboek.services import record
from organisatie import services
from organisatie.access import fetch_for, own_team
from organisatie.forms import DeellinkForm
from organisatie.handelingen import kan
from organisatie.models import Deellink
from organisatie.queries import instelling_van
from regels.tijd import dag_in_woorden
from ui.pages import form_page, post_action, private
from ui.pdf import download, make_pdf

from ..queries.contacten import overzicht_of

GONE = "Deze link werkt niet (meer)"


def _pdf(team, overzicht):
    instelling = instelling_van(team.pk)

    def rijen(parts):
        return [
            [
                f"{naam}",
                f"{r.medewerker.naam}, {r.als}{f' ({r.wijk})' if r.wijk else ''}",
                r.medewerker.telefoon,
                r.medewerker.email,
            ]
            for naam, regels in parts
            for r in regels
        ]

    data = {
        "titel": f"Contactoverzicht basisteam {team.naam}",
        "uitleg": "Eén aanspreekpunt per gebied en per thema. De eerste naam is het eerste aanspreekpunt.",
        "voet": f"Stand van {dag_in_woorden(timezone.localdate())} {timezone.localdate().year}",
        "delen": [
            {
                "titel": instelling.woord_gebieden.capitalize(),
                "kop": instelling.woord_gebied.capitalize(),
                "rijen": rijen(overzicht["gebieden"]),
            },
            {"titel": "Portefeuilles", "kop": "Portefeuille", "rijen": rijen(overzicht["portefeuilles"])},
        ],
    }
    return download(make_pdf("contactoverzicht", data), naam="contactoverzicht.pdf")


@require_GET
def contacten(request):
    """For colleagues: the overview, and the links that were given to partners."""
    team = own_team(request.user, perm="organisatie.view_team")
    shares = kan(request.user, team, "delen")
    context = {
        "titel": "Contactoverzicht",
        "team": team,
        "links": team.deellinks.select_related("gemaakt_door") if shares else None,
        "link": request.session.pop("deellink", None),
        **overzicht_of(team),
    }
    return render(request, "dashboard/contacten.html", context)


@require_GET
def contacten_pdf(request):
    team = own_team(request.user, perm="organisatie.view_team")
    record(event="contactoverzicht.downloaded", by=request.user, subject=team)
    return _pdf(team, overzicht_of(team))


@require_http_methods(["GET", "POST"])
def deellink_add(request):
    """A link for a partner, shown once: only its hash is kept."""
    team = own_team(request.user, perm="organisatie.share_contacten")

    def do(**data):
        _, geheim = services.make_deellink(team=team, by=request.user, **data)
        request.session["deellink"] = request.build_absolute_uri(
            reverse("dashboard:overzicht", args=[geheim])
        )

    return form_page(
        request,
        DeellinkForm(request.POST or None),
        do=do,
        titel="Contactoverzicht delen",
        intro="Wie de link heeft ziet namen, telefoon en e-mail van het werk, zonder inloggen. Elke keer openen wordt vastgelegd.",
        terug=reverse("dashboard:contacten"),
        bericht="De link is gemaakt. Kopieer hem nu: hij is maar één keer te zien.",
    )


@require_POST
def deellink_revoke(request, pk):
    row = fetch_for(request.user, Deellink, perm="organisatie.share_contacten", pk=pk)
    return post_action(
        request,
        do=lambda: services.revoke_deellink(deellink=row, by=request.user),
        terug=reverse("dashboard:contacten"),
        bericht="De link werkt niet meer.",
    )


def _gone(request):
    """Unknown, expired and revoked look the same: the answer tells nobody whether a link ever was."""
    return private(render(request, "dashboard/overzicht_weg.html", {"titel": GONE}, status=410))


@login_not_required
@require_GET
def overzicht(request, geheim):
    """For a partner with a link: work contact data only, logged, not indexed."""
    link = services.open_deellink(geheim)
    if link is None:
        return _gone(request)
    context = {
        "titel": f"Contactoverzicht basisteam {link.team.naam}",
        "link": link,
        "geheim": geheim,
        "instelling": instelling_van(link.team_id),
        **overzicht_of(link.team),
    }
    return private(render(request, "dashboard/overzicht.html", context))


@login_not_required
@require_GET
def overzicht_pdf(request, geheim):
    link = services.open_deellink(geheim)
    return _gone(request) if link is None else private(_pdf(link.team, overzicht_of(link.team)))
