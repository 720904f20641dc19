"""The home of a portefeuille: everything of the theme on one page, over all apps (P1)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, F, TextField, Value
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils import timezone

from organisatie.services import in_order
from overleggen.agendabronnen import readable_ids
from overleggen.models import Besluit
from portefeuilles.models import FASEN, Activiteit, Label, Portefeuille, Trend
from portefeuilles.queries import lines_about
from regels.begrippen import Houderrol
from regels.portefeuille import WAAROM
from regels.tijd import lokaal

BEREIKT = timedelta(days=365)
MEESTE = 12


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


def held_of(portefeuille, today):
    """Houder, vervangers in the order in which they are asked (`plaats`, from 1), and who was it before."""
    rows = list(portefeuille.houderschappen.select_related("medewerker").order_by("rol", "-van"))
    vervangers = in_order(row for row in rows if row.rol == Houderrol.VERVANGER)
    plaats = {row.pk: nr for nr, row in enumerate(vervangers, start=1)}
    for row in rows:
        row.plaats = plaats.get(row.pk)
        row.is_eerste = row.plaats == 1
        row.portefeuille = portefeuille
    return sorted(rows, key=lambda row: (row.tot is not None and row.tot <= today, row.rol, row.plaats or 0))


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


def running_of(portefeuille, today):
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


def achieved_of(portefeuille, plannen, today, user):
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
