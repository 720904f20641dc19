"""The home of a portefeuille: everything of the theme on one page, over all apps (P1)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, F, TextField, Value
from django.db.models.functions import Cast, TruncDate
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from casuistiek.models import Casus
from organisatie.access import fetch_for
from overleggen.agendabronnen import readable_ids
from overleggen.models import Besluit
from portefeuilles.models import FASEN, Activiteit, Label, Overdrachtsdossier, Portefeuille, Trend
from portefeuilles.queries import accents_of, answer_rates, average, effects_of, lines_about, minutes_of
from regels.portefeuille import WAAROM
from regels.tijd import lokaal

BEREIKT = timedelta(days=365)
MEESTE = 12


@require_GET
def portefeuille(request, pk):
    """What we want to reach and how far, what runs, who helps, what it took, what was achieved."""
    portefeuille = fetch_for(request.user, Portefeuille, perm="portefeuilles.view_portefeuille", pk=pk)
    user, today = request.user, timezone.localdate()
    plannen = list(portefeuille.plannen.all())
    coming = [row for row in plannen if row.van > today]
    plan = next((row for row in plannen if row.loopt), None) or min(
        coming, key=lambda row: row.van, default=None
    )
    beelden = effects_of(plan) if plan else []
    casussen = (
        Casus.objects.visible_to(user)
        .open()
        .filter(casusportefeuilles__portefeuille=portefeuille)
        .order_by("-geopend_op")
        .values("pk", "titel", "vastgelegd_aan_zet__naam")
    )
    context = {
        "portefeuille": portefeuille,
        "titel": portefeuille.naam,
        "plan": plan,
        "plannen": plannen,
        "beelden": beelden,
        "voortgang": average(beelden),
        "houderschappen": portefeuille.houderschappen.select_related("medewerker").order_by("rol", "-van"),
        "casussen": casussen[:10],
        "accenten": accents_of([portefeuille.pk]),
        "thema": portefeuille.themamaanden.filter(maand__gte=today.replace(day=1)).first(),
        "betrekken": portefeuille.betrekkeuzes.first(),
        "dossiers": Overdrachtsdossier.objects.visible_to(user)
        .filter(portefeuille=portefeuille)
        .values("pk", "van__naam", "afgerond_op")[:3],
        "antwoord": answer_rates([portefeuille.pk]).get(portefeuille.pk),
        "minuten": minutes_of(portefeuille, since=today - timedelta(days=30)),
        **_running(portefeuille, today),
        "bereikt": _achieved(portefeuille, plannen, today, user),
        "mag_wijzigen": user.has_perm("portefeuilles.change_portefeuille", portefeuille),
        "mag_houder": user.has_perm("portefeuilles.change_houderschap", portefeuille),
        "mag_werken": user.has_perm("portefeuilles.work_on", portefeuille),
        "mag_briefing": user.has_perm("portefeuilles.issue_opdracht", portefeuille),
        "logwaarde": f"portefeuille|{Portefeuille._meta.label_lower}|{portefeuille.pk}",
    }
    return render(request, "dashboard/portefeuille.html", context)


@dataclass(frozen=True)
class Regel:
    """One line on the page: what kind, its words, what goes with it, a day when it has one, and where it leads."""

    soort: str
    pk: int
    titel: str
    bij: str
    meer: str
    dag: date | None

    @property
    def url(self):
        naam = URLS.get(self.soort)
        return reverse(naam, args=[self.pk]) if naam else ""


URLS = {
    "activiteit": "portefeuilles:activiteit",
    "aanpak": "portefeuilles:aanpak",
    "actie": "portefeuilles:actie",
    "goed voorbeeld": "portefeuilles:voorbeeld",
    "trend": "portefeuilles:trend",
    "opdracht": "portefeuilles:opdracht",
    "team": "portefeuilles:team",
}


def _lines(*parts):
    """What a `Regel` takes, out of (soort, rows, titel, bij, meer, dag): rows of many models in one query."""
    first, *rest = [
        rows.order_by()
        .annotate(
            **{naam: Cast(wat, TextField()) for naam, wat in (("a_", titel), ("b_", bij), ("c_", meer))},
            soort_=Value(soort),
            dag_=dag,
        )
        .values_list("soort_", "pk", "a_", "b_", "c_", "dag_")
        for soort, rows, titel, bij, meer, dag in parts
    ]
    return first.union(*rest, all=True)


NIETS, GEEN_DAG = Value(""), Value(None, output_field=DateField())


def _running(portefeuille, today):
    """What hangs on a portefeuille and runs now, per kind, oldest first. One query."""
    opdrachten = portefeuille.briefingopdrachten.filter(tot_en_met__gte=today, ingetrokken_op=None)
    regels = _lines(
        ("opdracht", opdrachten, F("opdracht"), NIETS, NIETS, F("tot_en_met")),
        ("aanpak", portefeuille.aanpakken.open(), F("titel"), F("fase"), F("trekker__naam"), GEEN_DAG),
        ("trend", portefeuille.trends.actueel(), F("titel"), F("horizon"), NIETS, GEEN_DAG),
        ("team", portefeuille.teams.op(), F("naam"), NIETS, NIETS, GEEN_DAG),
        ("onderbouwing", portefeuille.onderbouwingen.op(), F("titel"), F("waarom"), NIETS, GEEN_DAG),
        ("thema", portefeuille.themas.all(), F("naam"), NIETS, NIETS, GEEN_DAG),
        ("label", portefeuille.labels.all(), F("naam"), F("soort"), NIETS, GEEN_DAG),
    )
    found = defaultdict(list)
    for row in regels.order_by("pk"):
        regel = Regel(*row)
        found[regel.soort].append(replace(regel, bij=WOORDEN.get(regel.bij, regel.bij)))
    return {
        naam: found[soort]
        for naam, soort in (
            ("opdrachten", "opdracht"),
            ("aanpakken", "aanpak"),
            ("trends", "trend"),
            ("teams", "team"),
            ("onderbouwingen", "onderbouwing"),
            ("themas", "thema"),
            ("labels", "label"),
        )
    }


WOORDEN = (
    {code: naam.lower() for code, naam in FASEN}
    | dict(Trend.Horizon.choices)
    | dict(Label.Soort.choices)
    | {str(waarom): zin for waarom, zin in WAAROM.items()}
)


def _achieved(portefeuille, plannen, today, user):
    """What the last year brought, newest first: activities and acties done, aanpakken closed, visible results, besluiten."""
    since = today - BEREIKT
    kind = ContentType.objects.get_for_model(Portefeuille)
    about = {"onderwerp_type": kind, "onderwerp_id": portefeuille.pk}
    midnight = lokaal(since)
    regels = _lines(
        (
            "activiteit",
            Activiteit.objects.filter(plan__in=plannen, afgerond_op__gte=midnight),
            F("tekst"),
            F("resultaat"),
            NIETS,
            TruncDate("afgerond_op"),
        ),
        (
            "aanpak",
            portefeuille.aanpakken.filter(fase="afgesloten", na_op__gte=since),
            F("titel"),
            F("blijft"),
            F("werkte"),
            F("na_op"),
        ),
        (
            "actie",
            portefeuille.acties.filter(dag__gte=since).exclude(resultaat=""),
            F("titel"),
            F("resultaat"),
            NIETS,
            F("dag"),
        ),
        (
            "resultaat",
            lines_about(portefeuille).filter(dag__gte=since).exclude(resultaat=""),
            F("resultaat"),
            NIETS,
            NIETS,
            F("dag"),
        ),
        (
            "goed voorbeeld",
            portefeuille.voorbeelden.filter(gemaakt_op__gte=midnight),
            F("titel"),
            NIETS,
            NIETS,
            TruncDate("gemaakt_op"),
        ),
    )
    besluiten = list(
        Besluit.objects.filter(
            genomen_op__gte=midnight, agendapunt__reeks__alleen_deelnemers=False, **about
        ).order_by("-genomen_op")[:MEESTE]
    )
    allowed = readable_ids(besluiten, user)
    lines = [Regel(*row) for row in regels.order_by("-dag_", "-pk")[:MEESTE]]
    lines += [
        Regel("besluit", row.pk, row.tekst, "", "", timezone.localdate(row.genomen_op))
        for row in besluiten
        if row.pk in allowed
    ]
    return sorted(lines, key=lambda regel: (regel.dag, regel.pk), reverse=True)[:MEESTE]
