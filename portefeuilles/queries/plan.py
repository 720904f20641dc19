"""How far plans, activities and aanpakken are: read from the work that hangs on them. Constant numbers of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from overleggen.models import Actiepunt
from regels import plan as regels
from regels.aanpak import Aanpakfase, hoe_ver
from regels.plan import Stand
from ui.grafiek import lijn
from werk.queries import minutes_about

from ..models import Aanpak, Actie, Activiteit, Briefingopdracht


@dataclass(frozen=True)
class Werk:
    """One piece of work that hangs on an activity: what it is, how far, and the object itself."""

    soort: str
    object: object
    deel: float


def work_per_activiteit(ids):
    """Per activity (ids) the pieces of work that hang on it. Four queries, however many activities."""
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
    for aanpak in Aanpak.objects.filter(activiteit__in=ids):
        deel = hoe_ver(Aanpakfase(aanpak.fase), gestopt=aanpak.gestopt_op is not None)
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
    """An activity as the pages show it: with its progress, how it stands, and the work on it."""

    activiteit: Activiteit
    voortgang: int | None
    stand: Stand
    werk: list
    minuten: int
    eronder: list


def rows_of(activiteiten):
    """`Rij` per activity id, for all activities of one or more plans. Seven queries at most.

    Activities under one that is given must be given too: progress is reckoned from the bottom up.
    """
    activiteiten = list(activiteiten)
    ids = [row.pk for row in activiteiten]
    work = work_per_activiteit(ids)
    team = activiteiten[0].plan.portefeuille.team_id if activiteiten else None
    minutes = minutes_about(team, Activiteit, ids) if ids else {}
    facts = {
        row.pk: regels.Activiteit(
            nummer=row.pk,
            effect=row.effect_id,
            boven=row.boven_id,
            deadline=row.deadline,
            afgerond=row.afgerond_op is not None,
            gestopt=row.gestopt_op is not None,
            delen=tuple(werk.deel for werk in work[row.pk]),
            minuten=minutes.get(row.pk, 0),
        )
        for row in activiteiten
    }
    progress = regels.voortgang(facts.values())
    under = defaultdict(list)
    for row in activiteiten:
        under[row.boven_id].append(row)
    today = timezone.localdate()
    return {
        row.pk: Rij(
            activiteit=row,
            voortgang=progress[row.pk],
            stand=regels.stand(facts[row.pk], today, kinderen=len(under[row.pk])),
            werk=work[row.pk],
            minuten=minutes.get(row.pk, 0),
            eronder=under[row.pk],
        )
        for row in activiteiten
    }, regels.voortgang_effecten(facts.values(), progress)


@dataclass
class Effectbeeld:
    """An effect on the page of a plan: its progress, its indicators as small lines, its activities as rows."""

    effect: object
    voortgang: int | None
    indicatoren: list
    rijen: list

    def op_niveau(self, niveau):
        return [rij for rij in self.rijen if rij.activiteit.niveau == niveau]


def picture_of(plan):
    """Everything the page of a plan and its strategiekaart show. Eleven queries, whatever its size."""
    activiteiten = list(
        plan.activiteiten.select_related("eigenaar", "plan__portefeuille", "boven").prefetch_related(
            "partners", "wijken"
        )
    )
    rows, effects = rows_of(activiteiten)
    beelden = []
    for effect in plan.effecten.prefetch_related("indicatoren__metingen"):
        indicatoren = [indicator_of(row) for row in effect.indicatoren.all()]
        own = [rows[row.pk] for row in activiteiten if row.effect_id == effect.pk]
        beelden.append(Effectbeeld(effect, effects.get(effect.pk), indicatoren, _as_tree(own)))
    return beelden


def _as_tree(rijen):
    """Each activity followed by those under it, with how deep they hang."""
    by_pk = {rij.activiteit.pk: rij for rij in rijen}
    ordered = []

    def walk(rij, diepte):
        rij.diepte = diepte
        ordered.append(rij)
        for kind in rij.eronder:
            if kind.pk in by_pk:
                walk(by_pk[kind.pk], diepte + 1)

    for rij in rijen:
        if rij.activiteit.boven_id not in by_pk:
            walk(rij, 0)
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
