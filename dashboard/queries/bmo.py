"""The page a teamchef opens every morning: what needs me now, first; each figure with what it means (V8)."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from bondgenoten.queries import netwerken_op_bmo
from casuistiek.models import Arbitrage, Casus
from casuistiek.queries import standen_of
from organisatie.models import OpCoDienst
from organisatie.models.mensen import FUNCTIES
from organisatie.queries import instelling_for
from overleggen.agendabronnen import readable_ids
from overleggen.models import Actiepunt, Overleg
from overleggen.services import turns_of, without_turn_for_long
from portefeuilles.models import Activiteit
from portefeuilles.queries import facts_with_houders, shortages_of
from regels.bmo import Drempels, Kleur, Maat, Pijl, kleur, pijl, zin
from regels.functies import DRAAGT_THEMA

from ..models import Dagstand
from .aandacht import nodig_of
from .team import open_per_woe

TERUG = timedelta(days=28)
ACTIEPUNT = ("pk", "onderwerp_type_id", "onderwerp_id", "tekst", "deadline", "eigenaar__naam")
MEESTE_NODIG = 6
MEESTE = 6  # lines per list: the page stays one A4; what is behind a figure has it all


@dataclass(frozen=True)
class Cijfer:
    """One figure as the page shows it."""

    maat: Maat
    naam: str
    waarde: int
    zin: str
    kleur: Kleur
    pijl: Pijl | None
    url: str
    procent: bool = False


def drempels_van(instelling):
    return Drempels(
        casussen=instelling.bmo_casussen,
        activiteiten=instelling.bmo_activiteiten,
        taakaccenten=instelling.bmo_taakaccenten,
        actiepunten=instelling.bmo_actiepunten,
        netwerken=instelling.bmo_netwerken,
        bezetting=instelling.bmo_bezetting,
    )


def late_plans(team):
    """Per portefeuille with a running plan: activities, how many are done and how many past their day. One query."""
    today = timezone.localdate()
    rows = (
        Activiteit.objects.filter(
            plan__portefeuille__team=team, plan__van__lte=today, plan__tot__gt=today, gestopt_op=None
        )
        .order_by()
        .values("plan", "plan__portefeuille", "plan__portefeuille__naam")
        .annotate(
            alle=Count("pk"),
            klaar=Count("pk", filter=Q(afgerond_op__isnull=False)),
            laat=Count("pk", filter=Q(afgerond_op=None, deadline__lt=today)),
        )
    )
    return sorted(rows, key=lambda row: (-row["laat"], row["plan__portefeuille__naam"]))


def presence(placed, feiten, now):
    """Per functie how many of these plaatsingen there are, and of how many the person is not absent now.

    No reason, no names.
    """
    alle = Counter(row.functie for row in placed)
    er = Counter(row.functie for row in placed if not feiten.afwezigheid(row.medewerker, now))
    return [
        {"functie": naam, "code": functie, "alle": alle[functie], "er": er[functie]}
        for functie, naam in FUNCTIES
        if alle[functie]
    ]


def figures(*, team, feiten, standen, arbitrages, actiepunten, instelling, now):
    """(numbers per Maat, the lists behind them) for these casussen and actiepunten: the same sums on page and in the Dagstand.

    Who is placed and who is absent stand in the feiten of the team, which the standen needed too.
    """
    rood = [stand for stand in standen if stand.rood]
    placed = [row for row in feiten.plaatsingen if row.periode.bevat(now)]
    woes = {row.medewerker: row.periode.van for row in placed if row.functie in DRAAGT_THEMA}
    load = open_per_woe({pk: feiten.naam(pk) for pk in woes}, standen)
    plannen = late_plans(team)
    accenten = shortages_of(team.portefeuilles.op().values("pk"))
    today = timezone.localdate(now)
    turns = turns_of(team.pk, today)
    bezetting = presence(placed, feiten, now)
    netwerken = netwerken_op_bmo(team, instelling)
    woe = next((row for row in bezetting if row["code"] in DRAAGT_THEMA), {"alle": 0, "er": 0})
    getallen = {
        Maat.ROOD: len(rood),
        Maat.OVERDRACHT: sum(1 for stand in rood if "OVERDRACHT" in {item.name for item in stand.rood}),
        Maat.GESCHIL: arbitrages,
        Maat.BELASTING: sum(1 for row in load if row["totaal"] > instelling.grens_casussen),
        Maat.PLANNEN: sum(row["laat"] for row in plannen),
        Maat.TAAKACCENTEN: sum(1 for row in accenten if row["tekort"]),
        Maat.ACTIEPUNTEN: actiepunten,
        Maat.PRESENTATIES: len(without_turn_for_long(turns, woes, today)),
        Maat.NETWERKEN: sum(1 for _, nu in netwerken if nu),
        Maat.BEZETTING: round(100 * woe["er"] / woe["alle"]) if woe["alle"] else 100,
    }
    return getallen, {
        "rood": rood,
        "load": load,
        "plannen": plannen,
        "accenten": accenten,
        "bezetting": bezetting,
        "netwerken": netwerken,
        "presentaties": [
            row for row in turns if row.gehouden_op is None and row.overleg__status in ("gepland", "bezig")
        ],
    }


def write_dagstand(team, instelling, now):
    """Keep the figures of this day, once. Without vertrouwelijke casussen, and what is about them."""
    dag = timezone.localdate(now)
    if Dagstand.objects.filter(team=team, dag=dag).exists():
        return
    open_cases = Casus.objects.open().filter(team=team, vertrouwelijk=False)
    kind = ContentType.objects.get_for_model(Casus)
    secret = Casus.objects.filter(team=team, vertrouwelijk=True).values("pk")
    late = (
        Actiepunt.objects.te_laat(dag)
        .filter(team=team)
        .exclude(onderwerp_type=kind, onderwerp_id__in=secret)
        .uit_open_reeksen()
    )
    feiten = facts_with_houders(team.pk, now)
    getallen, _ = figures(
        team=team,
        feiten=feiten,
        standen=standen_of(open_cases.voor_standen(), now, teams={team.pk: feiten}),
        arbitrages=Arbitrage.objects.filter(casus__in=open_cases.values("pk"), besloten_op=None).count(),
        actiepunten=late.count(),
        instelling=instelling,
        now=now,
    )
    Dagstand.objects.bulk_create(
        [Dagstand(team=team, dag=dag, cijfers={str(maat): waarde for maat, waarde in getallen.items()})],
        ignore_conflicts=True,
    )


def _arrows(team, today):
    """Per Maat the pijl from about four weeks ago to the newest day that was kept. One query."""
    rows = list(
        Dagstand.objects.filter(team=team, dag__gte=today - TERUG - timedelta(days=7)).values_list(
            "dag", "cijfers"
        )
    )
    if not rows:
        return {}
    before = [cijfers for dag, cijfers in rows if dag <= today - TERUG]
    newest, then = rows[0][1], before[0] if before else {}
    return {maat: pijl(maat, newest.get(str(maat)), then.get(str(maat))) for maat in Maat}


def bmo_of(team, medewerker):
    """What the BMO page shows; as many queries with 1 team as with 167, and however many casussen there are."""
    now = timezone.now()
    instelling = instelling_for(medewerker, team.pk)
    visible = Casus.objects.visible_to(medewerker).filter(team=team).open()
    feiten = facts_with_houders(team.pk, now, team=team)
    standen = standen_of(visible.voor_standen(), now, teams={team.pk: feiten})
    late = list(
        Actiepunt.objects.te_laat()
        .uit_open_reeksen()
        .filter(team=team)
        .values_list(*ACTIEPUNT, named=True)[:500]
    )
    allowed = readable_ids(late, medewerker)
    late = [punt for punt in late if punt.pk in allowed]
    disputes = list(Arbitrage.objects.filter(casus__in=visible.values("pk"), besloten_op=None))
    getallen, lijsten = figures(
        team=team,
        feiten=feiten,
        standen=standen,
        arbitrages=len(disputes),
        actiepunten=len(late),
        instelling=instelling,
        now=now,
    )
    meest = MEESTE
    nodig = nodig_of(team, medewerker, feiten, standen, now)
    return {
        "cijfers": _as_cijfers(getallen, instelling, _arrows(team, timezone.localdate(now))),
        "open": len(standen),
        "te_laat": late[:meest],
        "overleggen": Overleg.objects.te_komen().filter(team=team).values("pk", "begin", "reeks__naam")[:4],
        "opco": OpCoDienst.objects.filter(team=team, tot=None)
        .values("medewerker__naam", "volgende__naam")
        .first(),
        "max_load": max([instelling.grens_casussen, *(row["totaal"] for row in lijsten["load"])]),
        "grens": instelling.grens_casussen,
        **lijsten,
        "plannen": lijsten["plannen"][:meest],
        "netwerken": lijsten["netwerken"][:meest],
        "nodig": nodig[:MEESTE_NODIG],
        "nodig_meer": max(len(nodig) - MEESTE_NODIG, 0),
        "accenten": lijsten["accenten"][:meest],
        "presentaties": lijsten["presentaties"][:meest],
    }


NAMEN = {
    Maat.ROOD: ("casus vraagt aandacht", "casussen vragen aandacht"),
    Maat.OVERDRACHT: ("overdracht over de termijn", "overdrachten over de termijn"),
    Maat.GESCHIL: ("geschil open", "geschillen open"),
    Maat.BELASTING: ("collega met te veel casussen", "collega's met te veel casussen"),
    Maat.PLANNEN: ("activiteit over de datum", "activiteiten over de datum"),
    Maat.TAAKACCENTEN: ("taakaccent met een tekort", "taakaccenten met een tekort"),
    Maat.ACTIEPUNTEN: ("actiepunt over de datum", "actiepunten over de datum"),
    Maat.NETWERKEN: ("netwerk vraagt nu iets", "netwerken vragen nu iets"),
    Maat.PRESENTATIES: ("collega zonder beurt om te presenteren", "collega's zonder beurt om te presenteren"),
}


def _as_cijfers(getallen, instelling, pijlen):
    urls = {
        Maat.ROOD: reverse("casuistiek:casus-list") + "?toon=rood",
        Maat.OVERDRACHT: reverse("casuistiek:casus-list") + "?toon=rood",
        Maat.GESCHIL: reverse("casuistiek:regie-op-regie"),
        Maat.BELASTING: reverse("dashboard:takenpakketten"),
        Maat.PLANNEN: reverse("portefeuilles:activiteit-list"),
        Maat.TAAKACCENTEN: reverse("portefeuilles:taakaccent-list"),
        Maat.ACTIEPUNTEN: reverse("overleggen:actiepunt-list") + "?toon=te-laat",
        Maat.PRESENTATIES: reverse("overleggen:presentatie-list"),
        Maat.NETWERKEN: reverse("bondgenoten:netwerk-list"),
        Maat.BEZETTING: reverse("casuistiek:vooruit"),
    }
    drempels = drempels_van(instelling)
    found = []
    for maat in Maat:
        waarde = getallen[maat]
        if maat == Maat.BEZETTING:
            naam = f"van de {instelling.woord_woes} is er"
        else:
            naam = NAMEN[maat][waarde != 1]
        found.append(
            Cijfer(
                maat=maat,
                naam=naam,
                waarde=waarde,
                zin=zin(maat, waarde, drempels, woes=instelling.woord_woes),
                kleur=kleur(maat, waarde, drempels),
                pijl=pijlen.get(maat),
                url=urls[maat],
                procent=maat == Maat.BEZETTING,
            )
        )
    return found
