"""Reading portefeuilles side by side: state of plans, helpers, answers on briefings, time. Constant numbers of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, Sum
from django.utils import timezone

from organisatie.models import Contactpersoon, Koppeling, Organisatie, Plaatsing
from organisatie.queries import instelling_van
from regels import briefing, taakaccent
from regels.begrippen import Houderrol, Rol
from regels.overdrachtsdossier import Takenpakket
from regels.werktijd import MINSTENS_MENSEN
from werk.models import Werkregel

from ..models import (
    Aanpak,
    Activiteit,
    Briefingopdracht,
    Houderschap,
    Overdrachtsdossier,
    Plan,
    Portefeuille,
    Taakaccent,
    Taakaccenthouder,
    Terugkoppeling,
)

HOUDERFEIT = ("medewerker", "van", "tot", "fase", "vraagbaak")  # what the rules want to know of a holder
TERUGKIJKEN = timedelta(days=91)  # over which answers on briefings are counted


@dataclass
class Samenvatting:
    """One portefeuille in a list: who holds it, how its plan stands, who is short, how often a briefing is answered."""

    portefeuille: Portefeuille
    houders: list
    plan: Plan | None = None
    open: int = 0
    te_laat: int = 0
    aanpakken: int = 0
    wacht_op_assessment: int = 0
    tekort: list = field(default_factory=list)
    antwoord: int | None = None

    @property
    def houder(self):
        return next((row for row in self.houders if row.rol == Houderrol.HOUDER), None)


def summaries(team):
    """A `Samenvatting` per running portefeuille of the team. Ten queries."""
    today = timezone.localdate()
    now = Houderschap.objects.op().select_related("medewerker").order_by("rol", "volgorde", "van")
    portefeuilles = list(
        Portefeuille.objects.op()
        .filter(team=team)
        .prefetch_related("themas", "labels", Prefetch("houderschappen", queryset=now, to_attr="nu"))
    )
    rows = {row.pk: Samenvatting(row, row.nu) for row in portefeuilles}
    for plan in Plan.objects.op().filter(portefeuille__in=rows):
        rows[plan.portefeuille_id].plan = plan
    open_now = Q(afgerond_op=None, gestopt_op=None)
    counted = (
        Activiteit.objects.filter(open_now, plan__portefeuille__in=rows)
        .order_by()
        .values_list("plan__portefeuille")
        .annotate(open=Count("pk"), laat=Count("pk", filter=Q(deadline__lt=today)))
    )
    for pk, total, late in counted:
        rows[pk].open, rows[pk].te_laat = total, late
    running = (
        Aanpak.objects.open()
        .filter(portefeuille__in=rows)
        .order_by()
        .values_list("portefeuille")
        .annotate(totaal=Count("pk"), wacht=Count("pk", filter=Q(assessment_op__lt=today)))
    )
    for pk, total, waiting in running:
        rows[pk].aanpakken, rows[pk].wacht_op_assessment = total, waiting
    for accent in accents_of(rows):
        if accent["tekort"] or accent["eerste_tekort"]:
            rows[accent["taakaccent"].portefeuille_id].tekort.append(accent)
    for pk, rate in answer_rates(rows).items():
        rows[pk].antwoord = rate
    return list(rows.values())


def accents_of(portefeuilles):
    """Per taakaccent of these portefeuilles: holders, shortage now and coming, turnover. Two queries."""
    today = timezone.localdate()
    everybody = Taakaccenthouder.objects.select_related("medewerker")
    accents = Taakaccent.objects.filter(portefeuille__in=portefeuilles).select_related("portefeuille")
    accents = accents.prefetch_related(Prefetch("houders", queryset=everybody))
    found = []
    for accent in accents:
        houders = list(accent.houders.all())
        facts = [row.als_feit for row in houders]
        found.append(
            {
                "taakaccent": accent,
                "houders": [row for row in houders if row.tot is None or row.tot > today],
                "vroeger": [row for row in houders if row.tot is not None and row.tot <= today],
                "bezet": taakaccent.bezet(facts, today),
                "tekort": taakaccent.tekort(accent.wens, facts, today),
                "eerste_tekort": taakaccent.eerste_tekort(accent.wens, facts, today),
                "verloop": taakaccent.verloop(facts, today),
                "uren": sum(row.uren for row in houders if row.loopt),
            }
        )
    return found


def needs_of(portefeuilles):
    """The taakaccenten of these portefeuilles, by name: how many people each is short now, and from which day in the weeks to come.

    One query.
    """
    today = timezone.localdate()
    rows = (
        Taakaccent.objects.filter(portefeuille__in=portefeuilles)
        .order_by("naam", "pk")
        .values_list("pk", "naam", "wens", *(f"houders__{veld}" for veld in HOUDERFEIT))
    )
    holders = defaultdict(list)
    for pk, naam, wens, wie, van, tot, fase, vraagbaak in rows:
        facts = holders[pk, naam, wens]
        if wie is not None:
            facts.append(taakaccent.Houder(wie, van, tot, taakaccent.Accentfase(fase), vraagbaak))
    return [
        {
            "pk": pk,
            "naam": naam,
            "tekort": taakaccent.tekort(wens, facts, today),
            "eerste_tekort": taakaccent.eerste_tekort(wens, facts, today),
        }
        for (pk, naam, wens), facts in holders.items()
    ]


def answer_rates(portefeuilles):
    """Per portefeuille on how many percent of its briefingopdrachten of the last three months an answer came.

    Only opdrachten whose last day has been count. One query.
    """
    today = timezone.localdate()
    answered = Terugkoppeling.objects.filter(opdracht=OuterRef("pk"))
    rows = (
        Briefingopdracht.objects.filter(
            portefeuille__in=portefeuilles,
            ingetrokken_op=None,
            tot_en_met__lt=today,
            tot_en_met__gte=today - TERUGKIJKEN,
        )
        .annotate(met=Exists(answered))
        .order_by()
        .values_list("portefeuille", "met")
    )
    counts = defaultdict(lambda: [0, 0])
    for pk, met in rows:
        counts[pk][0] += met
        counts[pk][1] += 1
    return {pk: briefing.deel_met_antwoord(*count) for pk, count in counts.items()}


def minutes_of_portefeuilles(team_id, *, since=None):
    """Minutes of everybody together per portefeuille: on itself, on its activities and on its aanpakken.

    A portefeuille on which fewer than three people logged is left out: its sum would be somebody's own (P5). Three
    queries.
    """
    minutes, people = defaultdict(int), defaultdict(set)
    for model, place in ((Portefeuille, "pk"), (Activiteit, "plan__portefeuille"), (Aanpak, "portefeuille")):
        of = model.objects.filter(pk=OuterRef("onderwerp_id")).values(place)
        rows = Werkregel.objects.filter(
            team=team_id, onderwerp_type=ContentType.objects.get_for_model(model)
        ).annotate(bij=Subquery(of[:1]))
        if since is not None:
            rows = rows.filter(dag__gte=since)
        for pk, wie, som in rows.order_by().values_list("bij", "medewerker").annotate(som=Sum("minuten")):
            minutes[pk] += som
            people[pk].add(wie)
    return {pk: som for pk, som in minutes.items() if pk and len(people[pk]) >= MINSTENS_MENSEN}


def logged_by_enough(onderwerp):
    """Whether so many people logged on this object that their sum is nobody's own (P5)."""
    kind = ContentType.objects.get_for_model(onderwerp)
    rows = Werkregel.objects.filter(onderwerp_type=kind, onderwerp_id=onderwerp.pk).order_by()
    return rows.values("medewerker").distinct().count() >= MINSTENS_MENSEN


def lines_about(portefeuille):
    """The werkregels of everybody on this portefeuille, its activities and its aanpakken."""
    about = Q(pk__in=[])
    for model, ids in (
        (Portefeuille, [portefeuille.pk]),
        (Activiteit, Activiteit.objects.filter(plan__portefeuille=portefeuille).values("pk")),
        (Aanpak, portefeuille.aanpakken.values("pk")),
    ):
        about |= Q(onderwerp_type=ContentType.objects.get_for_model(model), onderwerp_id__in=ids)
    return Werkregel.objects.filter(about, team=portefeuille.team_id)


def minutes_of(portefeuille, *, since):
    """Minutes of everybody together on this portefeuille since a day; None when fewer than three logged them (P5)."""
    rows = lines_about(portefeuille).filter(dag__gte=since)
    found = rows.aggregate(som=Sum("minuten"), mensen=Count("medewerker", distinct=True))
    return found["som"] if found["mensen"] >= MINSTENS_MENSEN else None


# --- what somebody stands for: for inwerken and for a vacature --------------------------------------------


def takenpakket_of(medewerker, team, begin):
    """The takenpakket of a colleague in this team, from this day on."""
    held = Houderschap.objects.niet_voorbij(begin).filter(
        medewerker=medewerker, portefeuille__team=team, rol=Houderrol.HOUDER
    )
    portefeuilles = Portefeuille.objects.filter(pk__in=held.values("portefeuille"))
    ties = Koppeling.objects.niet_voorbij(begin).filter(
        medewerker=medewerker, gebied__team=team, rol__in=[Rol.WOE, Rol.OE]
    )
    gebieden = team.gebieden.filter(pk__in=ties.values("gebied"))
    opco = Plaatsing.objects.niet_voorbij(begin).filter(medewerker=medewerker, team=team, opco_bevoegd=True)
    return takenpakket_voor(team, portefeuilles, gebieden, opco=opco.exists(), medewerker=medewerker)


def takenpakket_voor(team, portefeuilles, gebieden, *, opco=False, medewerker=None):
    """The same for these portefeuilles and gebieden: for a vacature, or for somebody who gets them."""
    portefeuilles, gebieden = list(portefeuilles), list(gebieden)
    accents = list(Taakaccent.objects.filter(portefeuille__in=portefeuilles))
    helpers = Taakaccenthouder.objects.op().filter(taakaccent__in=accents).values("medewerker").distinct()
    wijkagenten = Koppeling.objects.op().filter(gebied__in=gebieden, rol=Rol.WIJKAGENT)
    partners = (
        Organisatie.objects.filter(
            Q(activiteiten__plan__portefeuille__in=portefeuilles)
            | Q(acties__portefeuille__in=portefeuilles)
            | Q(interventies__aanpak__portefeuille__in=portefeuilles),
            opgegaan_in=None,
        )
        .filter(Exists(Contactpersoon.objects.filter(organisatie=OuterRef("pk"), gestopt_op=None)))
        .distinct()
        .order_by("naam")
    )
    dossiers = Overdrachtsdossier.objects.filter(
        portefeuille__in=portefeuilles, aan=medewerker, afgerond_op=None
    ).select_related("portefeuille")
    themas = {
        naam
        for row in portefeuilles
        for naam in row.themas.values_list("naam", flat=True)
        if naam != row.naam
    }
    return Takenpakket(
        portefeuilles=[row.naam for row in portefeuilles],
        themas=sorted(themas),
        gebieden=[row.naam for row in gebieden],
        cursussen=[naam for accent in accents for naam in accent.cursussen],
        dossiers=[row.portefeuille.naam for row in dossiers] if medewerker else [],
        wijkagenten=wijkagenten.values("medewerker").distinct().count(),
        taakaccenthouders=helpers.count(),
        partners=[row.naam for row in partners[:8]],
        coachend=instelling_van(team.pk).woe_naar_wijkagent == "coachend",
        opco=opco,
    )
