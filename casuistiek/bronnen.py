"""What casuïstiek answers when a lower app asks: gevolgen, open work of a shift, agenda, and time to log."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from notificaties.hartslag import TE_LAAT, Onderdeel, controlebronnen
from organisatie.bronnen import Gevolgbron, Openstaand, dienstbronnen, gevolgbronnen
from organisatie.services import organisatie_merges
from overleggen.agendabronnen import (
    Keuze,
    Uitkomstbron,
    Voorstel,
    agendabronnen,
    uitkomstbronnen,
)
from overleggen.models import Agendapunt
from portefeuilles.dossier import Item, dossierbronnen
from regels.agenda import CRITERIA, Criterium, Soort, Vanzelf
from regels.begrippen import Fase, Grond
from regels.overdrachtsdossier import Deel
from regels.tijd import moment_in_woorden
from werk.bronnen import Logbaar, eigen_pagina, onderwerpbronnen

from .models import AlsDan, Casus, Overdracht, Regie, Tik
from .queries import standen_of
from .services import change_grond, coming_weeks, consequences, merge_partners
from .services.basis import happened, lock_at


def register():
    gevolgbronnen.append(Gevolgbron(voor=coming_weeks, na=consequences))
    dienstbronnen.append(open_at_shift)
    agendabronnen.append(points_for)
    uitkomstbronnen[Casus._meta.label_lower] = Uitkomstbron(choices_for, choose, heard)
    onderwerpbronnen.append(loggable)
    eigen_pagina[Casus._meta.label_lower] = "casus"
    organisatie_merges.append(merge_partners)
    dossierbronnen.append(cases_for_dossier)
    controlebronnen.append(check)


def check(now):
    """An offer past its term that no tick let lapse, a team nobody looked at: then the ticks stand still, and casussen with them."""
    late = Overdracht.objects.filter(besloten_op=None, uiterlijk__lt=now - TE_LAAT).count()
    zin = (
        f"{late} overdrachten zijn over hun termijn zonder vervolg. Draaien worker en beat?"
        if late
        else "Op tijd."
    )
    yield Onderdeel("overdrachten", not late, zin)
    behind = Tik.objects.filter(moment__lt=now - TE_LAAT).count()
    zin = f"Van {behind} {'team' if behind == 1 else 'teams'} zijn de casussen niet bijgewerkt. Draaien worker en beat?"
    yield Onderdeel("casussen", not behind, zin if behind else "Zijn bijgewerkt.")


def open_at_shift(team, medewerker):
    """What the next OpCo must know: acute casussen, their unanswered overdrachten, and every open "als dan" (O6).

    Of a vertrouwelijke casus only that there is one, and whom to ask, for whom it does not exist. Who is not on duty yet reads
    what is open; a page opens only for whom it exists.
    """
    rows = Casus.objects.filter(team=team).open()
    seen = set(rows.visible_to(medewerker).values_list("pk", flat=True))
    hidden = set(rows.filter(vertrouwelijk=True).exclude(pk__in=seen).values_list("pk", flat=True))

    def page(casus):
        return casus.get_absolute_url() if casus.pk in seen else ""

    for stand in standen_of(Casus.objects.filter(pk__in=hidden, fase__in=[Fase.ACUUT, Fase.HEROPEND])):
        wie = "niemand is aan zet" if stand.aan_zet.is_gat else f"vraag {stand.naam}"
        yield Openstaand("Casus", "Besloten casus", wie, "")
    acute = Casus.objects.filter(team=team, fase__in=[Fase.ACUUT, Fase.HEROPEND]).exclude(pk__in=hidden)
    for casus in acute.order_by("geopend_op"):
        zin = "in de acute fase" if casus.fase == Fase.ACUUT else "heropend, wacht op een regisseur"
        yield Openstaand("Casus", casus.titel, zin, page(casus))
    offers = Overdracht.objects.filter(
        ronde__casus__team=team, ronde__casus__fase__in=[Fase.ACUUT, Fase.HEROPEND], besloten_op=None
    )
    offers = offers.exclude(ronde__casus__in=hidden).select_related("ronde__casus", "aan")
    for offer in offers.order_by("uiterlijk"):
        zin = f"{offer.aan.naam} is gevraagd en heeft nog niet geantwoord"
        yield Openstaand("Overdracht", offer.casus.titel, zin, page(offer.casus))
    todo = AlsDan.objects.filter(casus__team=team, afgedaan_op=None).exclude(casus__fase=Fase.AFGESLOTEN)
    for punt in todo.exclude(casus__in=hidden).select_related("casus"):
        wie = f" ({punt.wie})" if punt.wie else ""
        voor = f", voor {moment_in_woorden(punt.uiterlijk)}" if punt.uiterlijk else ""
        yield Openstaand("Als, dan", punt.casus.titel, f"{punt}{wie}{voor}", page(punt.casus))
    besloten = Casus.objects.filter(pk__in=hidden & set(todo.values_list("casus", flat=True)))
    for stand in standen_of(besloten.exclude(fase__in=[Fase.ACUUT, Fase.HEROPEND])):
        wie = "niemand is aan zet" if stand.aan_zet.is_gat else f"vraag {stand.naam}"
        yield Openstaand("Als, dan", "Besloten casus", wie, "")


def points_for(overleg):
    """Which casussen a meeting needs: by the rules, and the red ones for the BMO (V2, C10)."""
    open_cases = Casus.objects.open().filter(team=overleg.team_id)
    if overleg.reeks.vult(Vanzelf.CASUSSEN):
        for casus in open_cases.filter(waar_thuis=True):
            yield Voorstel(
                bron=f"casus:{casus.pk}",
                soort=Soort.CASUS,
                titel=casus.titel,
                reden=f"{CRITERIA[Criterium.MEERDERE].lower()}; {CRITERIA[Criterium.THUIS].lower()}",
                onderwerp=casus,
                criteria=(Criterium.MEERDERE, Criterium.THUIS),
                doel="besluitvorming",
                gewenst="Besluit: hoort deze casus bij een gebied of bij een portefeuille?",
                minuten=15,
            )
    if overleg.reeks.vult(Vanzelf.ROOD):
        for stand in standen_of(open_cases):
            if stand.rood:
                yield Voorstel(
                    bron=f"casus:{stand.casus.pk}",
                    soort=Soort.ROOD,
                    titel=stand.casus.titel,
                    reden="; ".join(rood.value.lower() for rood in stand.rood),
                    onderwerp=stand.casus,
                    doel="besluitvorming",
                    gewenst="Wie is er verantwoordelijk?",
                    minuten=10,
                )


def choices_for(punt):
    """ "Waar hoort deze casus thuis?": what the meeting may choose at the end of the point."""
    casus = punt.onderwerp
    if casus is None or not casus.is_open or not casus.waar_thuis:
        return []
    gebieden = [
        Keuze(f"gebied:{row.gebied_id}", f"Bij het gebied {row.gebied}")
        for row in casus.casusgebieden.select_related("gebied")
    ]
    portefeuilles = [
        Keuze(f"portefeuille:{row.portefeuille_id}", f"Bij de portefeuille {row.portefeuille}")
        for row in casus.casusportefeuilles.select_related("portefeuille")
    ]
    return gebieden + portefeuilles


def choose(punt, waarde, by):
    """The meeting decided where the casus belongs: the grond follows."""
    soort, _, pk = waarde.partition(":")
    casus = punt.onderwerp
    if soort == "gebied":
        row = casus.casusgebieden.select_related("gebied").get(gebied=pk)
        change_grond(casus=casus, grond=Grond.GEBIED, gebied=row.gebied, by=by)
    elif soort == "portefeuille":
        row = casus.casusportefeuilles.select_related("portefeuille").get(portefeuille=pk)
        change_grond(casus=casus, grond=Grond.PORTEFEUILLE, portefeuille=row.portefeuille, by=by)


def heard(casus, punt, by):
    """The timeline says what the meeting made of it; also the answer to a question about the casus."""
    casus, moment = lock_at(casus)
    tekst = f"{punt.overleg.reeks.naam}: {punt.get_uitkomst_display().lower()}. {punt.uitkomst_tekst}".strip()
    happened(casus, "overleg", tekst, moment=moment, by=by, event="casus.discussed")


def cases_for_dossier(portefeuille, houder):
    """Open casussen of the portefeuille, for its overdrachtsdossier (P14); a reader sees those that exist for them.

    A vertrouwelijke casus is handed over by its own ronde, never by a list.
    """
    casussen = Casus.objects.open().filter(
        Q(casusportefeuilles__portefeuille=portefeuille) | Q(regies__medewerker=houder, regies__tot=None),
        team=portefeuille.team_id,
        vertrouwelijk=False,
    )
    for casus in casussen.distinct().order_by("geopend_op"):
        leads = casus.regies.filter(medewerker=houder, tot=None).exists()
        tekst = f"{casus.referentie}, {casus.get_fase_display()}{', had de regie' if leads else ''}"
        yield Item(Deel.LOPEND, f"Casus: {casus.titel}"[:160], tekst, casus)


def loggable(medewerker):
    """Casussen this medewerker leads or is involved in, to log time on."""
    leads = Regie.objects.filter(medewerker=medewerker, tot=None).values("casus")
    mine = Casus.objects.visible_to(medewerker).open()
    for casus in mine.filter(pk__in=leads) | mine.filter(betrokkenen__medewerker=medewerker):
        yield Logbaar("casus", casus, casus.titel)


# What the page shows of a point, and what says whether its meeting opens for the reader.
REEKS = ("naam", "team", "functies", "personen", "gebied", "alleen_deelnemers")
PUNT = (
    "uitkomst",
    "overleg__begin",
    "overleg__team",
    "reeks__naam",
    *(f"overleg__reeks__{name}" for name in REEKS),
)


def punten_of(casus):
    """The points of meetings that are about this casus, newest first."""
    kind = ContentType.objects.get_for_model(Casus)
    return (
        Agendapunt.objects.filter(onderwerp_type=kind, onderwerp_id=casus.pk)
        .select_related("overleg__reeks", "reeks")
        .only(*PUNT)
        .order_by("-overleg__begin")
    )
