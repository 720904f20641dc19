"""The page a teamchef opens every morning: what needs me now, first; each figure with what it means (V8)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casuistiek.cijfers import standen
from organisatie.cijfers import Kader, cijferbronnen, count
from organisatie.handelingen import opent
from organisatie.queries import instelling_for
from overleggen.models import Overleg
from portefeuilles.afspraken import TAKENPAKKET
from portefeuilles.queries import facts_with_houders
from regels.bmo import MATEN, Kleur, Maat, Pijl, kleur, pijl, zin

from ..afspraken import BMO
from ..models import Dagstand
from .aandacht import nodig_of

TERUG = timedelta(days=28)
MEESTE = 6  # lines per list: the page stays one A4; what is behind a figure has it all


@dataclass(frozen=True)
class Cijfer:
    """One figure as the page shows it."""

    maat: Maat
    naam: str
    waarde: int | None
    zin: str
    kleur: Kleur
    pijl: Pijl | None
    url: str


def write_dagstand(team, instelling, now):
    """Keep the figures of this day, once. Without vertrouwelijke casussen, and what is about them."""
    dag = timezone.localdate(now)
    if Dagstand.objects.filter(team=team, dag=dag).exists():
        return
    kader = Kader(team, instelling, facts_with_houders(team.pk, now), now)
    cijfers = {sleutel: telling.waarde for sleutel, telling in count(kader).items()}
    Dagstand.objects.bulk_create([Dagstand(team=team, dag=dag, cijfers=cijfers)], ignore_conflicts=True)


def _arrows(team, today):
    """Per sleutel the pijl from about four weeks ago to the newest day of this week that was kept. One query."""
    week = timedelta(days=7)
    recent, earlier = Q(dag__gte=today - week), Q(dag__gte=today - TERUG - week, dag__lte=today - TERUG)
    rows = list(Dagstand.objects.filter(recent | earlier, team=team).values_list("dag", "cijfers"))
    if not rows or rows[0][0] < today - week:
        return {}
    before = [cijfers for dag, cijfers in rows if dag <= today - TERUG]
    newest, then = rows[0][1], before[0] if before else {}
    return {maat.sleutel: pijl(maat, newest.get(maat.sleutel), then.get(maat.sleutel)) for maat in MATEN}


def bmo_of(team, medewerker):
    """What the BMO page shows; as many queries with 1 team as with 167, and however many casussen there are."""
    now = timezone.now()
    feiten = facts_with_houders(team.pk, now, team=team)
    kader = Kader(team, instelling_for(medewerker, team.pk), feiten, now, medewerker)
    tellingen = count(kader)
    rijen = {sleutel: telling.rijen for sleutel, telling in tellingen.items()}
    nodig = nodig_of(team, medewerker, feiten, standen(kader), now)
    grens = TAKENPAKKET.van(kader.instelling).casussen
    cijfers = _as_cijfers(tellingen, kader.instelling, _arrows(team, kader.vandaag))
    return {
        "cijfers": cijfers,
        "onbekend": {cijfer.maat.sleutel: cijfer.zin for cijfer in cijfers if cijfer.waarde is None},
        "nodig": nodig[:MEESTE],
        "nodig_meer": max(len(nodig) - MEESTE, 0),
        "overleggen": opent(
            medewerker, Overleg.objects.te_komen().filter(team=team).select_related("reeks")[:4]
        ),
        "opco": team.dienst,
        "grens": grens,
        "max_load": max([grens, *(row["totaal"] for row in rijen["belasting"])]),
        "rood": rijen["rood"],
        "load": rijen["belasting"],
        "bezetting": rijen["bezetting"],
        "plannen": rijen["plannen"][:MEESTE],
        "accenten": rijen["taakaccenten"][:MEESTE],
        "te_laat": rijen["actiepunten"][:MEESTE],
        "presentaties": rijen["presentaties"][:MEESTE],
        "netwerken": rijen["netwerken"][:MEESTE],
    }


def _as_cijfers(tellingen, instelling, pijlen):
    woes, grenzen = instelling.woord_woes, BMO.van(instelling)
    found = []
    for maat in MATEN:
        bron, waarde = cijferbronnen[maat.sleutel], tellingen[maat.sleutel].waarde
        grens = getattr(grenzen, maat.sleutel, maat.grens)
        found.append(
            Cijfer(
                maat=maat,
                naam=maat.naam(waarde, woes=woes),
                waarde=waarde,
                zin=zin(maat, waarde, grens, woes=woes),
                kleur=kleur(maat, waarde, grens),
                pijl=pijlen.get(maat.sleutel),
                url=reverse(bron.adres) + (f"?{bron.vraag}" if bron.vraag else ""),
            )
        )
    return found
