"""What goes into an overdrachtsdossier, gathered from what is there already (P14). Nobody types it again.

Apps that know more fill `dossierbronnen` (see docs/bronnen.md): casuïstiek adds the open casussen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from organisatie.models import Contactpersoon, Organisatie
from overleggen.agendabronnen import readable_ids
from overleggen.models import Actiepunt, Besluit
from regels.overdrachtsdossier import Deel
from regels.tijd import dag_in_woorden

from .models import Aanpak, Activiteit, Taakaccenthouder, Trend


@dataclass(frozen=True)
class Item:
    """One point of a dossier: in which part, its words, and the object it leads to."""

    deel: Deel
    titel: str
    tekst: str = ""
    onderwerp: models.Model | None = None


dossierbronnen: list[Callable] = []  # each takes (portefeuille, houder) and yields `Item`s


def gather(portefeuille, houder):
    """Everything a successor of `houder` needs to know of this portefeuille, part by part."""
    yield from _running(portefeuille, houder)
    yield from _agreements(portefeuille)
    for bron in dossierbronnen:
        yield from bron(portefeuille, houder)
    yield from _contacts(portefeuille)
    yield from _why(portefeuille)


def readable_points(dossier, medewerker):
    """The points of a dossier that exist for this medewerker, in their order."""
    punten = list(dossier.punten.select_related("onderwerp_type").prefetch_related("onderwerp"))
    allowed = readable_ids(punten, medewerker)
    return [punt for punt in punten if punt.pk in allowed]


def _voor(dag):
    return f"voor {dag_in_woorden(dag)} {dag.year}" if dag else ""


def _running(portefeuille, houder):
    for plan in portefeuille.plannen.niet_voorbij():
        yield Item(
            Deel.LOPEND,
            f"Plan: {plan.titel}",
            f"t/m {dag_in_woorden(plan.tot_en_met)} {plan.tot_en_met.year}",
            plan,
        )
    rows = Activiteit.objects.filter(
        plan__portefeuille=portefeuille, afgerond_op=None, gestopt_op=None
    ).select_related("eigenaar")
    for row in rows:
        tekst = ", ".join(part for part in (f"eigenaar {row.eigenaar.naam}", _voor(row.deadline)) if part)
        yield Item(Deel.LOPEND, f"Activiteit: {row.tekst}", tekst, row)
    for aanpak in portefeuille.aanpakken.open().select_related("trekker"):
        dag = _voor(aanpak.assessment_op)
        tekst = f"{aanpak.get_fase_display()}, trekker {aanpak.trekker.naam}{f', assessment {dag}' if dag else ''}"
        yield Item(Deel.LOPEND, f"Aanpak: {aanpak.titel}", tekst, aanpak)
    for actie in portefeuille.acties.filter(afgerond_op=None):
        yield Item(Deel.LOPEND, f"Actie: {actie.titel}", dag_in_woorden(actie.dag), actie)
    today = timezone.localdate()
    for opdracht in portefeuille.briefingopdrachten.filter(tot_en_met__gte=today, ingetrokken_op=None):
        yield Item(Deel.LOPEND, f"Briefing: {opdracht.opdracht}", _voor(opdracht.tot_en_met), opdracht)
    for trend in portefeuille.trends.actueel():
        yield Item(Deel.LOPEND, f"Trend: {trend.titel}", trend.get_horizon_display(), trend)
    about = _about(portefeuille) | models.Q(onderwerp_type=None)
    mine = Actiepunt.objects.open().filter(about, team=portefeuille.team_id, eigenaar=houder)
    for punt in mine:
        yield Item(Deel.LOPEND, f"Actiepunt: {punt.tekst}"[:160], _voor(punt.deadline), punt)


def _agreements(portefeuille):
    """What was decided about this portefeuille and what hangs on it, and who helps with it."""
    for besluit in Besluit.objects.filter(
        _about(portefeuille), team=portefeuille.team_id, agendapunt__reeks__alleen_deelnemers=False
    ).order_by("-genomen_op")[:40]:
        dag = timezone.localdate(besluit.genomen_op)
        yield Item(
            Deel.AFSPRAKEN,
            f"Besluit: {besluit.tekst}"[:160],
            f"{besluit.titel}, {dag_in_woorden(dag)} {dag.year}",
            besluit.onderwerp,
        )
    helpers = Taakaccenthouder.objects.filter(taakaccent__portefeuille=portefeuille).niet_voorbij()
    for row in helpers.select_related("medewerker", "taakaccent"):
        als = "vraagbaak" if row.vraagbaak else f"{row.get_fase_display()}, {row.uren} uur per week"
        yield Item(Deel.AFSPRAKEN, f"{row.medewerker.naam}: {row.taakaccent.naam}", als, row.taakaccent)
    for team in portefeuille.teams.op():
        yield Item(Deel.AFSPRAKEN, f"Zelfstandig team: {team.naam}", team.doel, team)


def _about(portefeuille):
    """Rows whose onderwerp is this portefeuille or what hangs on it: nothing of another, and no casus."""
    about = models.Q()
    for model, ids in (
        (type(portefeuille), [portefeuille.pk]),
        (Trend, portefeuille.trends.values("pk")),
        (Aanpak, portefeuille.aanpakken.values("pk")),
        (Activiteit, Activiteit.objects.filter(plan__portefeuille=portefeuille).values("pk")),
    ):
        about |= models.Q(onderwerp_type=ContentType.objects.get_for_model(model), onderwerp_id__in=ids)
    return about


def _contacts(portefeuille):
    """Partners with whom this portefeuille works. Of their people only the reference is kept: names are read anew."""
    used = Organisatie.objects.filter(
        models.Q(activiteiten__plan__portefeuille=portefeuille)
        | models.Q(acties__portefeuille=portefeuille)
        | models.Q(interventies__aanpak__portefeuille=portefeuille),
        opgegaan_in=None,
    ).distinct()
    for partner in used.order_by("naam"):
        yield Item(Deel.CONTACTEN, partner.naam, partner.get_soort_display(), partner)
        people = Contactpersoon.objects.filter(organisatie=partner, gestopt_op=None).order_by("pk")
        for contact in people:
            yield Item(Deel.CONTACTEN, f"Contact bij {partner.naam}", "", contact)


def _why(portefeuille):
    for plan in portefeuille.plannen.niet_voorbij().exclude(waarvoor=""):
        yield Item(Deel.WAAROM, f"Waar we het voor doen: {plan.titel}", plan.waarvoor[:300], plan)
    keuze = portefeuille.betrekkeuzes.first()
    if keuze is not None:
        yield Item(Deel.WAAROM, f"Het team betrekken: {keuze}"[:160], keuze.reden, portefeuille)
    for row in portefeuille.onderbouwingen.op():
        yield Item(Deel.WAAROM, f"Buiten de speerpunten: {row.titel}", f"{row.grond}. {row.tekst}"[:300], row)
    for aanpak in portefeuille.aanpakken.open().exclude(oorzaken=""):
        yield Item(Deel.WAAROM, f"Oorzaken: {aanpak.titel}", aanpak.oorzaken[:300], aanpak)
