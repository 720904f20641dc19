"""The chain trend -> agendapunt -> actiepunt -> briefing -> terugkoppeling -> resultaat, in both directions (P11).

What somebody may not read shows as "besloten": each step is asked for the medewerker who looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from overleggen.agendabronnen import readable_ids
from overleggen.models import Actiepunt, Agendapunt

from .models import Aanpak, Actie, Activiteit, Briefingopdracht, Trend


@dataclass
class Schakel:
    """One link: what kind, its words, where it leads, when, and what it became."""

    soort: str
    tekst: str
    url: str = ""
    dag: date | None = None
    daarna: str = ""
    schakels: list = field(default_factory=list)


def _generic(model, ids):
    return Q(onderwerp_type=ContentType.objects.get_for_model(model), onderwerp_id__in=list(ids))


def chain_of(trend, medewerker):
    """What became of a trend, downward, as `Schakel`s within `Schakel`s. Eight queries, however long the chain."""
    punten = list(
        Agendapunt.objects.filter(_generic(Trend, [trend.pk]))
        .select_related("overleg__reeks", "reeks", "actiepunt")
        .order_by("overleg__begin")
    )
    actiepunten = list(
        Actiepunt.objects.visible_to(medewerker)
        .filter(_generic(Trend, [trend.pk]))
        .select_related("eigenaar", "agendapunt")
    )
    aanpakken = list(trend.aanpakken.select_related("trekker"))
    acties = list(trend.gehouden_acties.all())
    about = _generic(Trend, [trend.pk]) | _generic(Actiepunt, [row.pk for row in actiepunten])
    about |= _generic(Aanpak, [row.pk for row in aanpakken])
    opdrachten = list(
        Briefingopdracht.objects.filter(about).prefetch_related("terugkoppelingen__door").order_by("van")
    )
    briefings = _briefings_per_onderwerp(opdrachten)
    kinds = {model: ContentType.objects.get_for_model(model).pk for model in (Trend, Actiepunt, Aanpak)}
    per_punt = {row.agendapunt_id: row for row in actiepunten if row.agendapunt_id}

    def action(row):
        link = Schakel(
            "Actiepunt",
            row.tekst,
            row.get_absolute_url() if medewerker.pk in (row.eigenaar_id, row.gemaakt_door_id) else "",
            row.deadline,
            f"{row.eigenaar.naam}, {'klaar' if row.afgerond_op else 'loopt'}",
        )
        link.schakels = briefings.get((kinds[Actiepunt], row.pk), [])
        return link

    chain = []
    for punt in punten:
        mag = punt.overleg is not None and medewerker.has_perm("overleggen.view_overleg", punt.overleg)
        nog = "staat op de agenda" if punt.overleg is not None else "wacht in de voorraad"
        uitkomst = punt.get_uitkomst_display().lower() if punt.uitkomst else nog
        if mag and punt.uitkomst_tekst:
            uitkomst = f"{uitkomst}: {punt.uitkomst_tekst}"
        link = Schakel(
            "Agendapunt",
            str(punt.reeks),
            punt.overleg.get_absolute_url() if mag else "",
            timezone.localdate(punt.overleg.begin if punt.overleg is not None else punt.ingebracht_op),
            uitkomst,
        )
        if punt.pk in per_punt:
            link.schakels = [action(per_punt[punt.pk])]
        chain.append(link)
    chain += [action(row) for row in actiepunten if not row.agendapunt_id]
    for row in aanpakken:
        link = Schakel("Aanpak", row.titel, row.get_absolute_url(), row.begonnen_op, _aanpak_became(row))
        link.schakels = briefings.get((kinds[Aanpak], row.pk), [])
        chain.append(link)
    chain += [Schakel("Actie", row.titel, row.get_absolute_url(), row.dag, row.resultaat) for row in acties]
    return chain + briefings.get((kinds[Trend], trend.pk), [])


def _aanpak_became(row):
    if row.werkte:
        return f"werkte het? {row.werkte}. {row.blijft}"
    return "gestopt" if row.gestopt_op else row.get_fase_display().lower()


def _briefings_per_onderwerp(opdrachten: Iterable[Briefingopdracht]):
    found: dict[tuple[int | None, int | None], list[Schakel]] = {}
    for opdracht in opdrachten:
        answers = [
            Schakel(
                "Terugkoppeling",
                row.tekst or row.get_antwoord_display(),
                "",
                row.dag,
                row.get_antwoord_display(),
            )
            for row in reversed(opdracht.terugkoppelingen.all())
        ]
        link = Schakel("Briefing", opdracht.opdracht, opdracht.get_absolute_url(), opdracht.van)
        link.schakels = answers
        link.daarna = "" if answers else "nog geen antwoord"
        found.setdefault((opdracht.onderwerp_type_id, opdracht.onderwerp_id), []).append(link)
    return found


def where_from(row, medewerker):
    """The way back from a briefingopdracht (or whatever else): nearest first, until it began."""
    links = []
    while row is not None and len(links) < 6:
        row = _one_up(row)
        if row is None:
            break
        links.append(_as_link(row, medewerker))
    return links


def _one_up(row):
    if isinstance(row, Actiepunt) and row.agendapunt_id:
        return row.agendapunt
    if isinstance(row, (Briefingopdracht, Actiepunt, Agendapunt)):
        return row.onderwerp
    if isinstance(row, (Aanpak, Actie)):
        return row.trend or row.activiteit
    if isinstance(row, Activiteit):
        return row.boven or row.effect
    return None


def _as_link(row, medewerker):
    soort = row._meta.verbose_name.capitalize()
    if isinstance(row, Agendapunt):
        if row.overleg is None:
            return Schakel("Agendapunt", f"voorraad van {row.reeks}", "")
        mag = medewerker.has_perm("overleggen.view_overleg", row.overleg) and readable_ids([row], medewerker)
        tekst = f"{row.overleg}: {row.titel}" if mag else str(row.overleg)
        return Schakel("Agendapunt", tekst, row.overleg.get_absolute_url() if mag else "")
    if isinstance(row, Actiepunt):
        mag = readable_ids([row], medewerker) or medewerker.pk in (row.eigenaar_id, row.gemaakt_door_id)
        return Schakel("Actiepunt", row.tekst if mag else "besloten", row.get_absolute_url() if mag else "")
    if not type(row).objects.visible_to(medewerker).filter(pk=row.pk).exists():
        return Schakel(soort, "besloten")
    url = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    return Schakel(soort, str(row), url)
