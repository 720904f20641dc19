"""What portefeuilles answer when a lower app asks."""

from django.utils import timezone

from organisatie.services import organisatie_merges, plaatsing_endings
from overleggen.agendabronnen import Voorstel, agendabronnen, inbrengbaar, verhuisbronnen
from overleggen.models import Actiepunt
from regels.agenda import Soort, Vanzelf
from werk.bronnen import Logbaar, eigen_pagina, onderwerpbronnen

from .models import (
    Aanpak,
    Actie,
    Activiteit,
    Houderschap,
    Interventie,
    Kennissessie,
    Onderbouwing,
    Portefeuille,
    Trend,
)
from .services import end_houderschappen_of, move_kennissessie


def register():
    agendabronnen.append(points_for)
    verhuisbronnen.append(move_kennissessie)
    inbrengbaar[Trend._meta.label_lower] = Soort.TREND
    inbrengbaar.update(
        {model._meta.label_lower: Soort.PORTEFEUILLE for model in (Portefeuille, Activiteit, Aanpak, Actie)}
    )
    onderwerpbronnen.append(loggable)
    eigen_pagina.update(
        {model._meta.label_lower: "portefeuille" for model in (Portefeuille, Activiteit, Aanpak)}
    )
    plaatsing_endings.append(end_houderschappen_of)
    organisatie_merges.append(merge_partners)


def points_for(overleg):
    """Trends that play now come first (P11); then aanpakken whose assessment is due (P3)."""
    if overleg.reeks.vult(Vanzelf.TRENDS):
        yield from _trends(overleg)
    if overleg.reeks.vult(Vanzelf.ASSESSMENTS):
        yield from _assessments(overleg)
    if overleg.reeks.vult(Vanzelf.KENNIS):
        yield from _kennis(overleg)


def _kennis(overleg):
    """The session planned for this meeting: telling, and looking five years ahead (V10)."""
    row = Kennissessie.objects.filter(overleg=overleg).select_related("portefeuille", "spreker").first()
    if row is None:
        return
    yield Voorstel(
        bron=f"kennis:{row.pk}",
        soort=Soort.PORTEFEUILLE,
        titel=f"{row.portefeuille}: {row.spreker.naam} vertelt",
        reden="kennissessie over deze portefeuille",
        onderwerp=row,
        doel="beeldvorming",
        gewenst=row.vraag or "Doen we de goede dingen, en kan het anders?",
        minuten=30,
    )
    yield Voorstel(
        bron=f"kennis:{row.pk}:vijf-jaar",
        soort=Soort.PORTEFEUILLE,
        titel=f"{row.portefeuille} over vijf jaar",
        reden="vooruitkijken in de kennissessie",
        onderwerp=row,
        doel="oordeelsvorming",
        gewenst="Trends, blinde vlekken en verbanden met andere portefeuilles",
        minuten=20,
    )


def _trends(overleg):
    nearest_first = list(Trend.Horizon)
    trends = Trend.objects.actueel().filter(team=overleg.team_id)
    for trend in sorted(trends, key=lambda trend: (nearest_first.index(trend.horizon), trend.pk)):
        yield Voorstel(
            bron=f"trend:{trend.pk}",
            soort=Soort.TREND,
            titel=trend.titel,
            reden=f"trend: {trend.get_horizon_display()}",
            onderwerp=trend,
            doel="oordeelsvorming",
            gewenst="Wat betekent dit voor ons, en welke actie is nodig?",
            minuten=10,
        )


def _assessments(overleg):
    due = Aanpak.objects.open().filter(
        portefeuille__team=overleg.team_id, assessment_op__lte=timezone.localdate(overleg.begin)
    )
    for aanpak in due:
        yield Voorstel(
            bron=f"aanpak:{aanpak.pk}",
            soort=Soort.PORTEFEUILLE,
            titel=aanpak.titel,
            reden="de assessment: werkte deze aanpak?",
            onderwerp=aanpak,
            doel="oordeelsvorming",
            gewenst="Wat werkte, en wat blijft er?",
            minuten=10,
        )


def loggable(medewerker):
    """One's own portefeuilles, activities, aanpakken and actiepunten, and what the team does outside its speerpunten."""
    teams = medewerker.team_ids
    held = (
        Houderschap.objects.op()
        .filter(medewerker=medewerker, portefeuille__team__in=teams)
        .select_related("portefeuille__team")
    )
    for row in held:
        yield Logbaar("portefeuille", row.portefeuille, row.portefeuille.naam)
    own = Activiteit.objects.filter(
        eigenaar=medewerker, afgerond_op=None, gestopt_op=None, plan__portefeuille__team__in=teams
    )
    for row in own.select_related("plan__portefeuille")[:60]:
        yield Logbaar("portefeuille", row, f"Activiteit: {row.tekst}")
    led = Aanpak.objects.open().filter(trekker=medewerker, portefeuille__team__in=teams)
    for row in led.select_related("portefeuille")[:60]:
        yield Logbaar("portefeuille", row, f"Aanpak: {row.titel}")
    mine = Actiepunt.objects.open().filter(eigenaar=medewerker, team__in=teams)
    for row in mine[:60]:
        yield Logbaar("actiepunt", row, row.tekst)
    for row in Onderbouwing.objects.op().filter(team__in=teams)[:60]:
        yield Logbaar("buiten", row, row.titel)


def merge_partners(weg, blijft):
    """Two partners were one: what they did with us goes to the one that stays."""
    for model in (Activiteit, Actie):
        for row in model.objects.filter(partners=weg):
            row.partners.add(blijft)
            row.partners.remove(weg)
    Interventie.objects.filter(partij=weg).update(partij=blijft)
