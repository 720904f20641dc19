"""How far plans, activities and aanpakken are: read from the work that hangs on them. Constant numbers of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.utils import timezone

from overleggen.models import Actiepunt
from regels import plan as regels
from regels.aanpak import Aanpakfase, hoe_ver
from regels.plan import Stand
from ui.grafiek import lijn
from werk.queries import minutes_about

from ..models import Aanpak, Actie, Activiteit, Briefingopdracht, Terugkoppeling


@dataclass(frozen=True)
class Werk:
    """One piece of work that hangs on an activity: what it is, how far, and the object itself."""

    soort: str
    object: object
    deel: float


def work_per_activiteit(ids):
    """Per activity (ids) the pieces of work that hang on it, what was stopped left out. Five queries, however many activities."""
    found = defaultdict(list)
    kind = ContentType.objects.get_for_model(Activiteit)
    for punt in Actiepunt.objects.filter(onderwerp_type=kind, onderwerp_id__in=ids).select_related(
        "eigenaar"
    ):
        found[punt.onderwerp_id].append(Werk("Actiepunt", punt, 1.0 if punt.afgerond_op else 0.0))
    opdrachten = Briefingopdracht.objects.filter(
        onderwerp_type=kind, onderwerp_id__in=ids, ingetrokken_op=None
    ).prefetch_related("terugkoppelingen")
    for opdracht in opdrachten:
        answered = any(row.antwoord != "niet" for row in opdracht.terugkoppelingen.all())
        found[opdracht.onderwerp_id].append(Werk("Briefing", opdracht, 1.0 if answered else 0.0))
    for actie in Actie.objects.filter(activiteit__in=ids):
        found[actie.activiteit_id].append(Werk("Actie", actie, 1.0 if actie.afgerond_op else 0.0))
    for aanpak in Aanpak.objects.filter(activiteit__in=ids, gestopt_op=None):
        deel = hoe_ver(Aanpakfase(aanpak.fase))
        found[aanpak.activiteit_id].append(Werk("Aanpak", aanpak, deel))
    return found


def open_work_of(activiteit):
    """How many pieces of work under this activity are not done: linked work, and activities under it."""
    linked = work_per_activiteit([activiteit.pk])[activiteit.pk]
    under = activiteit.eronder.filter(afgerond_op=None, gestopt_op=None).count()
    open_now = sum(1 for werk in linked if werk.deel < 1 and not _over(werk))
    return open_now + under


def _over(werk):
    """A briefingopdracht whose period is over is not open any more, also without an answer."""
    return werk.soort == "Briefing" and werk.object.tot_en_met < timezone.localdate()


@dataclass
class Rij:
    """An activity as the pages show it: with its progress, how it stands, and the minutes of everybody on it."""

    activiteit: Activiteit
    voortgang: int | None
    stand: Stand
    minuten: int
    diepte: int = 0  # under how many others it hangs, on the page of a plan


def facts_of(activiteiten, *, minuten=None):
    """What the rules want to know of these activities (a queryset). Two queries, however many."""
    rows = list(
        activiteiten.order_by("pk").values_list(
            "pk", "effect", "boven", "deadline", "afgerond_op", "gestopt_op", named=True
        )
    )
    parts, minuten = _parts_of(activiteiten.order_by().values("pk")), minuten or {}
    return [
        regels.Activiteit(
            nummer=row.pk,
            effect=row.effect,
            boven=row.boven,
            deadline=row.deadline,
            afgerond=row.afgerond_op is not None,
            gestopt=row.gestopt_op is not None,
            delen=tuple(parts[row.pk]),
            minuten=minuten.get(row.pk, 0),
        )
        for row in rows
    ]


def _parts_of(ids):
    """Per activity (a subquery of ids) how far each piece of work on it is, from 0 to 1. One query."""
    kind = ContentType.objects.get_for_model(Activiteit)
    answered = Exists(Terugkoppeling.objects.filter(opdracht=OuterRef("pk")).exclude(antwoord="niet"))
    about = {"onderwerp_type": kind, "onderwerp_id__in": ids}
    parts = [
        (Actiepunt.objects.filter(**about), "onderwerp_id", Value(""), _is_set("afgerond_op")),
        (
            Briefingopdracht.objects.filter(**about, ingetrokken_op=None),
            "onderwerp_id",
            Value(""),
            ExpressionWrapper(answered, BooleanField()),
        ),
        (Actie.objects.filter(activiteit__in=ids), "activiteit", Value(""), _is_set("afgerond_op")),
        (
            Aanpak.objects.filter(activiteit__in=ids, gestopt_op=None),
            "activiteit",
            F("fase"),
            _is_set("gestopt_op"),
        ),
    ]
    first, *rest = [
        rows.order_by().annotate(stap_=stap, over_=over).values_list(own, "stap_", "over_")
        for rows, own, stap, over in parts
    ]
    found = defaultdict(list)
    for pk, fase, over in first.union(*rest, all=True):
        found[pk].append(hoe_ver(Aanpakfase(fase)) if fase else float(over))
    return found


def _is_set(naam):
    return ExpressionWrapper(Q(**{f"{naam}__isnull": False}), BooleanField())


def rows_of(activiteiten):
    """`Rij` per activity id, reckoned with everything that hangs under it. Four queries, however many."""
    activiteiten = list(activiteiten)
    if not activiteiten:
        return {}
    ids = [row.pk for row in activiteiten]
    minutes = minutes_about(activiteiten[0].team_id, Activiteit, ids)
    under = Activiteit.objects.filter(boven__in=ids).order_by().values_list("pk", "eronder")
    everything = {*ids, *chain.from_iterable(under)} - {None}
    facts = facts_of(Activiteit.objects.filter(pk__in=everything), minuten=minutes)
    return _rows(activiteiten, facts, minutes)


def _rows(activiteiten, facts, minutes):
    progress, today = regels.voortgang(facts), timezone.localdate()
    known = {fact.nummer: fact for fact in facts}
    under = Counter(fact.boven for fact in facts)
    return {
        row.pk: Rij(
            activiteit=row,
            voortgang=progress[row.pk],
            stand=regels.stand(known[row.pk], today, kinderen=under[row.pk]),
            minuten=minutes.get(row.pk, 0),
        )
        for row in activiteiten
    }


@dataclass
class Effectbeeld:
    """An effect on the page of a plan: its progress, its indicators as small lines, its activities as rows."""

    effect: object
    voortgang: int | None
    indicatoren: list
    rijen: list = field(default_factory=list)

    def op_niveau(self, niveau):
        return [rij for rij in self.rijen if rij.activiteit.niveau == niveau]


def effects_of(plan):
    """The effects of a plan with their progress and indicators, without the activities. Five queries."""
    facts = facts_of(plan.activiteiten.all())
    return _effects(plan, regels.voortgang_effecten(facts, regels.voortgang(facts)))


def _effects(plan, progress):
    return [
        Effectbeeld(effect, progress.get(effect.pk), [indicator_of(row) for row in effect.indicatoren.all()])
        for effect in plan.effecten.prefetch_related("indicatoren__metingen")
    ]


def picture_of(plan):
    """Everything the page of a plan and its strategiekaart show. Nine queries, whatever its size."""
    activiteiten = list(
        plan.activiteiten.select_related("eigenaar", "boven").prefetch_related("partners", "wijken")
    )
    minutes = minutes_about(plan.team_id, Activiteit, [row.pk for row in activiteiten])
    facts = facts_of(plan.activiteiten.all(), minuten=minutes)
    rows = _rows(activiteiten, facts, minutes)
    beelden = _effects(plan, regels.voortgang_effecten(facts, regels.voortgang(facts)))
    for beeld in beelden:
        beeld.rijen = _as_tree([rows[row.pk] for row in activiteiten if row.effect_id == beeld.effect.pk])
    return beelden


def _as_tree(rijen):
    """Each activity followed by those under it, with how deep they hang."""
    ids = {rij.activiteit.pk for rij in rijen}
    under, ordered = defaultdict(list), []
    for rij in rijen:
        boven = rij.activiteit.boven_id
        under[boven if boven in ids else None].append(rij)

    def walk(boven, diepte):
        for rij in under[boven]:
            rij.diepte = diepte
            ordered.append(rij)
            walk(rij.activiteit.pk, diepte + 1)

    walk(None, 0)
    return ordered


def indicator_of(indicator):
    """An indicator with its last value, how far on the way that is, and its line."""
    metingen = [(row.dag, row.waarde) for row in indicator.metingen.all()]
    nu = max(metingen)[1] if metingen else indicator.nul
    return {
        "indicator": indicator,
        "nu": nu,
        "op_weg": regels.op_weg(indicator.nul, indicator.doel, nu),
        "lijn": lijn(metingen, indicator.doel, doel_op=indicator.doel_op),
    }


def average(beelden):
    """The progress of a plan: the mean over its effects; None when no activity hangs on any of them."""
    delen = [beeld.voortgang for beeld in beelden if beeld.voortgang is not None]
    return round(sum(delen) / len(delen)) if delen else None
