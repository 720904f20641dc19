"""Reading networks: how they stand, what they cover, who reaches whom. Each a constant number of queries."""

from collections import Counter, defaultdict, namedtuple
from datetime import timedelta

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils import timezone

from organisatie.models import Gebied
from overleggen.models import Actiepunt, Overleg
from regels import netwerk as regels
from regels import signaal as signaalregels
from regels.tijd import lokaal

from .afspraken import NETWERKEN
from .models import (
    Aanwezigheid,
    Afspraak,
    Belronde,
    Contact,
    Gemeenschap,
    Lid,
    Netwerk,
    Relatie,
    Resultaat,
    Signaalstand,
    Voorwaardenmeting,
)

JAAR = timedelta(days=365)
Opkomst = namedtuple("Opkomst", "alle er leiding")
Gesproken = namedtuple("Gesproken", "laatst gehaald gebracht")
LAATSTE = 3  # bijeenkomsten over which attendance is looked at
WEKEN = 12


def feiten_van(netwerken, vandaag=None, *, leden=None, alleen_nu=False):
    """{pk: regels.Feiten} for these networks. Eight queries at most, however many networks and people.

    `leden`: what `members_of` gave, when the caller has it. `alleen_nu`: only what can make an aspect red
    (`regels.KAN_ROOD`), in half as many queries; the rest stays as if nothing were known.
    """
    vandaag = vandaag or timezone.localdate()
    by_pk = {row.pk: row for row in netwerken}
    if not by_pk:
        return {}
    since = vandaag - JAAR
    roles, people, keeper = leden or members_of(by_pk, vandaag)
    held, following = _meetings(by_pk, since)
    promises = _promises(by_pk, vandaag, since)
    attendance, spoken, results, measured = defaultdict(list), {}, Counter(), {}
    if not alleen_nu:
        attendance = _attendance({netwerk: rows[:LAATSTE] for netwerk, rows in held.items()})
        spoken = _contacts({mens for group in people.values() for mens in group}, since)
        results.update(
            Resultaat.objects.filter(netwerk__in=by_pk, op__gte=since).values_list("netwerk", flat=True)
        )
        measured = _measured(by_pk)
    found = {}
    for pk, row in by_pk.items():
        here, promised = roles[pk], promises[pk]
        contacts = [spoken[mens] for mens in people[pk] if mens in spoken]
        known = Counter(keeper[mens] for mens in people[pk] if mens in keeper)
        last = held[pk][0][1] if held[pk] else None
        gemeten, treden = measured.get(pk, (None, {}))
        found[pk] = regels.Feiten(
            begonnen=row.begonnen_op,
            eigen=row.is_eigen,
            keren_per_jaar=row.keren_per_jaar,
            gehouden=len(held[pk]),
            laatste=last,
            laatste_contact=max((dag for dag in (last, *(c.laatst for c in contacts)) if dag), default=None),
            volgende=following.get(pk),
            sleutelfiguren=here[Lid.Rol.SLEUTELFIGUUR],
            politie=here[Lid.Rol.POLITIE] + here[Lid.Rol.LEIDING],
            gemeente=here[Lid.Rol.GEMEENTE],
            leiding=here[Lid.Rol.LEIDING],
            uitgenodigd=sum(item.alle for item in attendance[pk]),
            gekomen=sum(item.er for item in attendance[pk]),
            met_leiding=sum(1 for item in attendance[pk] if item.leiding),
            geteld=len(attendance[pk]),
            nagekomen=promised["nagekomen"],
            te_laat=promised["te_laat"],
            zonder_terugkoppeling=promised["zonder_terugkoppeling"],
            gehaald=sum(contact.gehaald for contact in contacts),
            gebracht=sum(contact.gebracht for contact in contacts) + results[pk],
            per_houder=tuple(sorted(known.values(), reverse=True)),
            zonder_houder=len(people[pk]) - sum(known.values()),
            voorwaarden=treden,
            gemeten=gemeten,
        )
    return found


def members_of(netwerken, dag=None):
    """({netwerk: how many per role}, {netwerk: ids of its sleutelfiguren}, {sleutelfiguur: who keeps the relation}) on a day.

    One query.
    """
    roles, people, keeper = defaultdict(Counter), defaultdict(set), {}
    keeps = Relatie.objects.op(dag).filter(als=Relatie.Als.HOUDER, sleutelfiguur=OuterRef("sleutelfiguur"))
    rows = Lid.objects.op(dag).filter(netwerk__in=netwerken).order_by()
    rows = rows.annotate(houder=Subquery(keeps.order_by().values("medewerker")[:1]))
    for netwerk, rol, mens, houder in rows.values_list("netwerk", "rol", "sleutelfiguur", "houder"):
        roles[netwerk][rol] += 1
        if mens is not None:
            people[netwerk].add(mens)
            if houder is not None:
                keeper[mens] = houder
    return roles, people, keeper


def _meetings(by_pk, since):
    """({netwerk: [(overleg, day)] held in a year, the newest first}, {netwerk: day of the next}). One query."""
    of_reeks = {row.reeks_id: pk for pk, row in by_pk.items() if row.reeks_id}
    held, following = defaultdict(list), {}
    now = timezone.now()
    rows = Overleg.objects.filter(reeks__in=of_reeks, begin__gte=lokaal(since)).exclude(status="vervallen")
    for pk, reeks, status, begin in rows.order_by("-begin").values_list("pk", "reeks", "status", "begin"):
        if status in ("gesloten", "bezig"):
            held[of_reeks[reeks]].append((pk, timezone.localdate(begin)))
        elif begin > now:
            following[of_reeks[reeks]] = timezone.localdate(begin)
    return held, following


def _attendance(held):
    """{netwerk: [Opkomst]} of these bijeenkomsten, of which somebody wrote down who was there. One query."""
    of_overleg = {overleg: netwerk for netwerk, rows in held.items() for overleg, _ in rows}
    found = defaultdict(list)
    if not of_overleg:
        return found
    counts = {}
    rows = Aanwezigheid.objects.filter(overleg__in=of_overleg).values_list("overleg", "was_er", "lid__rol")
    for overleg, was_er, rol in rows:
        alle, er, leiding = counts.get(overleg, (0, 0, 0))
        counts[overleg] = (alle + 1, er + was_er, leiding + (was_er and rol == Lid.Rol.LEIDING))
    for overleg, (alle, er, leiding) in counts.items():
        found[of_overleg[overleg]].append(Opkomst(alle, er, leiding))
    return found


def _promises(by_pk, vandaag, since):
    """{netwerk: how many were kept, are late, were done but not told back} of the last year. Two queries at most."""
    found = defaultdict(Counter)
    rows = list(
        Afspraak.objects.filter(
            Q(gemaakt_op__gte=lokaal(since)) | Q(nagekomen_op=None, teruggekoppeld_op=None), netwerk__in=by_pk
        )
        .order_by()
        .values_list("netwerk", "actiepunt", "nagekomen_op", "voor", "teruggekoppeld_op")
    )
    ours = {actiepunt for _, actiepunt, *_ in rows if actiepunt is not None}
    done = (
        set(Actiepunt.objects.filter(pk__in=ours).exclude(afgerond_op=None).values_list("pk", flat=True))
        if ours
        else set()
    )
    for netwerk, actiepunt, nagekomen, voor, told in rows:
        if nagekomen or actiepunt in done:
            found[netwerk]["nagekomen"] += 1
            found[netwerk]["zonder_terugkoppeling"] += told is None
        elif voor < vandaag:
            found[netwerk]["te_laat"] += 1
    return found


def _contacts(people, since):
    """{sleutelfiguur: Gesproken} in a year. One query."""
    rows = (
        Contact.objects.filter(sleutelfiguur__in=people, op__gte=since)
        .order_by()
        .values_list("sleutelfiguur")
        .annotate(
            laatst=Max("op"),
            gehaald=Count("pk", filter=Q(richting=Contact.Richting.HALEN)),
            gebracht=Count("pk", filter=Q(richting=Contact.Richting.BRENGEN)),
        )
    )
    return {mens: Gesproken(*counts) for mens, *counts in rows}


def _measured(by_pk):
    """{netwerk: (day, steps)} of the last time the basisvoorwaarden were spoken about. One query."""
    names = [str(voorwaarde) for voorwaarde in regels.Voorwaarde]
    rows = Voorwaardenmeting.objects.filter(netwerk__in=by_pk).order_by("op", "pk")
    return {
        netwerk: (op, dict(zip(regels.Voorwaarde, steps, strict=True)))
        for netwerk, op, *steps in rows.values_list("netwerk", "op", *names)
    }


def netwerken_op_bmo(team, instelling):
    """(network, what it asks now) of this team's Bondgenoten networks, those that ask most first. Four queries."""
    rows = list(Netwerk.objects.lopend().filter(team=team, soort=Netwerk.Soort.BONDGENOTEN))
    facts, maten, today = feiten_van(rows, alleen_nu=True), NETWERKEN.van(instelling), timezone.localdate()
    found = [(row, regels.nu_nodig(regels.gezondheid(facts[row.pk], maten, today))) for row in rows]
    return sorted(found, key=lambda item: -len(item[1]))


def dekking_van(team, networks=None, people=None):
    """(per gemeenschap, per gebied) what networks with people there are; blind spots among them. Five queries at most.

    `networks` (with their gemeenschappen) and `people` (of `members_of`): when the caller has them.
    """
    if networks is None:
        networks = list(Netwerk.objects.lopend().filter(team=team).prefetch_related("gemeenschappen"))
        _, people, _ = members_of(networks)
    about = [
        (row.pk, frozenset(g.pk for g in row.gemeenschappen.all()), frozenset(people[row.pk]))
        for row in networks
    ]
    places = [(row.pk, frozenset({row.gebied_id} - {None}), frozenset(people[row.pk])) for row in networks]
    names = {row.pk: row for row in networks}
    groups = list(Gemeenschap.objects.filter(team=team, gestopt=False))
    areas = list(Gebied.objects.op().filter(team=team))

    def with_names(rows, items):
        for row, item in zip(rows, items, strict=True):
            yield {"wat": row, "dekking": item, "netwerken": [names[pk] for pk in item.netwerken]}

    return (
        list(with_names(groups, regels.dekking([row.pk for row in groups], about))),
        list(with_names(areas, regels.dekking([row.pk for row in areas], places))),
    )


def overlap_van(netwerk):
    """What the other networks of this gebied add to this one, and this one to them. Two queries; counts, no names."""
    if netwerk.gebied_id is None:
        return []
    others = list(
        Netwerk.objects.lopend().filter(team=netwerk.team_id, gebied=netwerk.gebied_id).exclude(pk=netwerk.pk)
    )
    _, people, _ = members_of([netwerk, *others])
    return [
        {"netwerk": row, "overlap": regels.overlap(frozenset(people[netwerk.pk]), frozenset(people[row.pk]))}
        for row in others
    ]


def beeld_per_gebied(team, vandaag=None):
    """Per gebied the level of tension (0-4) at the end of each of twelve weeks, the newest last. Two queries."""
    vandaag = vandaag or timezone.localdate()
    weken = signaalregels.weken(vandaag, WEKEN)
    rows = Signaalstand.objects.filter(signaal__team=team, tot__gte=weken[0] - timedelta(days=7))
    per_gebied = defaultdict(list)
    for row in rows.select_related("signaal"):
        per_gebied[row.signaal.gebied_id].append(row.als_feit)
    return weken, [
        {"gebied": gebied, "niveaus": [signaalregels.beeld(per_gebied[gebied.pk], dag) for dag in weken]}
        for gebied in Gebied.objects.op().filter(team=team)
    ]


def voorstellen_voor(signaal, vandaag=None):
    """(network, reason, whether it can wait for the next bijeenkomst) for a signal, the best first. Four queries."""
    vandaag = vandaag or timezone.localdate()
    rows = list(
        Netwerk.objects.lopend()
        .filter(team=signaal.team_id)
        .annotate(
            mensen=Count(
                "leden",
                filter=Q(leden__tot=None) & ~Q(leden__sleutelfiguur=None),
                distinct=True,
            )
        )
        .prefetch_related("gemeenschappen")
        .select_related("reeks")
    )
    of_reeks = {row.reeks_id: row.pk for row in rows if row.reeks_id}
    coming = {}
    planned = Overleg.objects.te_komen().filter(reeks__in=of_reeks).order_by("begin")
    for reeks, begin in planned.values_list("reeks", "begin"):
        coming.setdefault(of_reeks[reeks], timezone.localdate(begin))
    facts = [
        signaalregels.Netwerk(
            nummer=row.pk,
            gebied=row.gebied_id,
            gemeenschappen=frozenset(g.pk for g in row.gemeenschappen.all()),
            mensen=row.mensen,
            volgende=coming.get(row.pk),
        )
        for row in rows
    ]
    by_pk = {row.pk: row for row in rows}
    found = signaalregels.voorstellen(
        gebied=signaal.gebied_id,
        gemeenschap=signaal.gemeenschap_id,
        niveau=signaal.niveau,
        netwerken=facts,
        vandaag=vandaag,
    )
    return [
        {"netwerk": by_pk[item.netwerk], "reden": item.reden, "wacht": item.wacht_op_volgende,
         "volgende": coming.get(item.netwerk)}
        for item in found[:5]
    ]  # fmt: skip


def rondes_voor(medewerker, team):
    """The call rounds of this team that this medewerker may open."""
    rows = Belronde.objects.filter(team=team)
    return rows if medewerker.has_perm("bondgenoten.view_all_belrondes", team) else rows.van(medewerker)
