"""The home of a portefeuille: everything of the theme on one page, over all apps (P1)."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casuistiek.models import Casus
from casuistiek.queries import standen_of
from organisatie.access import fetch_for
from overleggen.agendabronnen import readable_ids
from overleggen.models import Besluit
from portefeuilles.models import Activiteit, Briefingopdracht, Overdrachtsdossier, Portefeuille, Voorbeeld
from portefeuilles.queries import accents_of, answer_rates, average, minutes_of_portefeuilles, picture_of
from werk.models import Werkregel

BEREIKT = timedelta(days=365)


@require_GET
def portefeuille(request, pk):
    """What we want to reach and how far, what runs, who helps, what it took, what was achieved."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.view_portefeuille", pk=pk)
    user, today = request.user, timezone.localdate()
    plannen = list(portefeuille.plannen.all())
    plan = next((row for row in plannen if row.loopt), None) or next(
        (row for row in plannen if row.van > today), None
    )
    beelden = picture_of(plan) if plan else []
    casussen = (
        Casus.objects.visible_to(user)
        .open()
        .filter(casusportefeuilles__portefeuille=portefeuille)
        .zonder_verhaal()
        .order_by("-geopend_op")
    )
    context = {
        "portefeuille": portefeuille,
        "titel": portefeuille.naam,
        "plan": plan,
        "plannen": plannen,
        "beelden": beelden,
        "voortgang": average(beelden),
        "houderschappen": portefeuille.houderschappen.select_related("medewerker").order_by("rol", "-van"),
        "aanpakken": portefeuille.aanpakken.open().select_related("trekker"),
        "standen": standen_of(casussen[:10]),
        "trends": portefeuille.trends.actueel(),
        "accenten": accents_of([portefeuille.pk]),
        "teams": portefeuille.teams.op(),
        "thema": portefeuille.themamaanden.filter(maand__gte=today.replace(day=1)).first(),
        "betrekken": portefeuille.betrekkeuzes.first(),
        "onderbouwingen": portefeuille.onderbouwingen.op(),
        "dossiers": Overdrachtsdossier.objects.visible_to(user)
        .filter(portefeuille=portefeuille)
        .select_related("van", "aan")[:3],
        "opdrachten": Briefingopdracht.objects.filter(
            portefeuille=portefeuille, tot_en_met__gte=today, ingetrokken_op=None
        ),
        "antwoord": answer_rates([portefeuille.pk]).get(portefeuille.pk),
        "minuten": minutes_of_portefeuilles(portefeuille.team_id, since=today - timedelta(days=30)).get(
            portefeuille.pk, 0
        ),
        **_achieved(portefeuille, today, user),
        "mag_wijzigen": user.has_perm("portefeuilles.change_portefeuille", portefeuille),
        "mag_houder": user.has_perm("portefeuilles.change_houderschap", portefeuille),
        "mag_werken": user.has_perm("portefeuilles.work_on", portefeuille),
        "mag_briefing": user.has_perm("portefeuilles.issue_opdracht", portefeuille.team),
        "logwaarde": f"portefeuille|{Portefeuille._meta.label_lower}|{portefeuille.pk}",
    }
    return render(request, "dashboard/portefeuille.html", context)


def _achieved(portefeuille, today, user):
    """What the last year brought: activities and acties that are done, aanpakken closed, besluiten, visible results."""
    since = today - BEREIKT
    kind = ContentType.objects.get_for_model(Portefeuille)
    besluiten = list(
        Besluit.objects.filter(
            onderwerp_type=kind, onderwerp_id=portefeuille.pk, genomen_op__date__gte=since
        ).order_by("-genomen_op")[:5]
    )
    allowed = readable_ids(besluiten, user)
    return {
        "gedaan": Activiteit.objects.filter(
            plan__portefeuille=portefeuille, afgerond_op__date__gte=since
        ).order_by("-afgerond_op")[:5],
        "afgesloten": portefeuille.aanpakken.filter(fase="afgesloten").order_by("-na_op")[:5],
        "acties": portefeuille.acties.filter(dag__gte=since).exclude(resultaat="")[:5],
        "besluiten": [row for row in besluiten if row.pk in allowed],
        "voorbeelden": Voorbeeld.objects.visible_to(user).filter(portefeuille=portefeuille)[:5],
        "resultaten": Werkregel.objects.filter(
            onderwerp_type=kind, onderwerp_id=portefeuille.pk, dag__gte=since
        )
        .exclude(resultaat="")
        .order_by("-dag")
        .values_list("dag", "resultaat")[:5],
    }
