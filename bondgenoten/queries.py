"""Reading networks: how they stand, what they cover, who reaches whom. Each a constant number of queries."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from organisatie.models import Gebied
from overleggen.models import Overleg
from regels import netwerk as regels
from regels import signaal as signaalregels

from .models import (
    Aanwezigheid,
    Afspraak,
    Contact,
    Gemeenschap,
    Lid,
    Netwerk,
    Relatie,
    Resultaat,
    Signaal,
    Voorwaardenmeting,
)

JAAR = timedelta(days=365)
LAATSTE = 3  # bijeenkomsten over which attendance is looked at
WEKEN = 12


def maten_van(instelling):
    """What the team has agreed about networks, as the rules read it."""
    return regels.Maten(instelling.bond_keren, instelling.bond_mensen, instelling.bond_stil_weken)


def feiten_van(netwerken, vandaag=None):
    """{pk: regels.Feiten} for these networks. Eight queries, however many networks and people."""
    vandaag = vandaag or timezone.localdate()
    by_pk = {row.pk: row for row in netwerken}
    if not by_pk:
        return {}
    since = vandaag - JAAR
    roles, people = defaultdict(lambda: defaultdict(int)), defaultdict(set)
    members = Lid.objects.op(vandaag).filter(netwerk__in=by_pk)
    for netwerk, rol, mens in members.values_list("netwerk", "rol", "sleutelfiguur"):
        roles[netwerk][rol] += 1
        if mens is not None:
            people[netwerk].add(mens)
    attendance = _attendance(by_pk, since)
    held, last, following = _meetings(by_pk, attendance, since)
    kept, late, untold = _promises(by_pk, vandaag, since)
    everybody = {mens for group in people.values() for mens in group}
    spoken = _contacts(everybody, since)
    keeper = dict(
        Relatie.objects.op(vandaag)
        .filter(als=Relatie.Als.HOUDER, sleutelfiguur__in=everybody)
        .values_list("sleutelfiguur", "medewerker")
    )
    results = dict(
        Resultaat.objects.filter(netwerk__in=by_pk, op__gte=since)
        .order_by()
        .values("netwerk")
        .annotate(aantal=Count("pk"))
        .values_list("netwerk", "aantal")
    )
    measured = {}
    for row in Voorwaardenmeting.objects.filter(netwerk__in=by_pk).order_by("op", "pk"):
        measured[row.netwerk_id] = row
    found = {}
    for pk, row in by_pk.items():
        group = people[pk]
        contacts = [spoken[mens] for mens in group if mens in spoken]
        per_keeper = defaultdict(int)
        for mens in group:
            if mens in keeper:
                per_keeper[keeper[mens]] += 1
        rows = attendance[pk][:LAATSTE]
        meting = measured.get(pk)
        days = [dag for dag in (last.get(pk), *(contact["laatst"] for contact in contacts)) if dag]
        found[pk] = regels.Feiten(
            begonnen=row.begonnen_op,
            eigen=row.is_eigen,
            keren_per_jaar=row.keren_per_jaar,
            gehouden=held.get(pk, 0),
            laatste=last.get(pk),
            laatste_contact=max(days, default=None),
            volgende=following.get(pk),
            sleutelfiguren=roles[pk]["sleutelfiguur"],
            politie=roles[pk]["politie"] + roles[pk]["leiding"],
            gemeente=roles[pk]["gemeente"],
            leiding=roles[pk]["leiding"],
            uitgenodigd=sum(item["alle"] for item in rows),
            gekomen=sum(item["er"] for item in rows),
            met_leiding=sum(1 for item in rows if item["leiding"]),
            geteld=len(rows),
            nagekomen=kept.get(pk, 0),
            te_laat=late.get(pk, 0),
            zonder_terugkoppeling=untold.get(pk, 0),
            gehaald=sum(contact["gehaald"] for contact in contacts),
            gebracht=sum(contact["gebracht"] for contact in contacts) + results.get(pk, 0),
            per_houder=tuple(sorted(per_keeper.values(), reverse=True)),
            zonder_houder=sum(1 for mens in group if mens not in keeper),
            voorwaarden=meting.treden if meting else {},
            gemeten=meting.op if meting else None,
        )
    return found


def _attendance(by_pk, since):
    """{netwerk: [{overleg, op, alle, er, leiding}]}, the newest first: bijeenkomsten of which attendance was written down."""
    rows = (
        Aanwezigheid.objects.filter(lid__netwerk__in=by_pk, overleg__begin__date__gte=since)
        .order_by()
        .values("lid__netwerk", "overleg", "overleg__begin")
        .annotate(
            alle=Count("pk"),
            er=Count("pk", filter=Q(was_er=True)),
            leiding=Count("pk", filter=Q(was_er=True, lid__rol=Lid.Rol.LEIDING)),
        )
    )
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["overleg__begin"], reverse=True):
        found[row["lid__netwerk"]].append(row)
    return found


def _meetings(by_pk, attendance, since):
    """(held in a year, last held, next planned) per network. Held: closed, or somebody wrote down who was there."""
    of_reeks = {row.reeks_id: pk for pk, row in by_pk.items() if row.reeks_id}
    held, last, following = {}, {}, {}
    counted = {item["overleg"] for rows in attendance.values() for item in rows}
    now = timezone.now()
    rows = Overleg.objects.filter(reeks__in=of_reeks, begin__date__gte=since).exclude(status="vervallen")
    for pk, reeks, status, begin in rows.order_by("begin").values_list("pk", "reeks", "status", "begin"):
        netwerk = of_reeks[reeks]
        if status == "gesloten" or pk in counted:
            held[netwerk] = held.get(netwerk, 0) + 1
            last[netwerk] = timezone.localdate(begin)
        elif begin > now:
            following.setdefault(netwerk, timezone.localdate(begin))
    return held, last, following


def _promises(by_pk, vandaag, since):
    """(kept, late, done but not told back) per network, of the last year."""
    kept, late, untold = {}, {}, {}
    rows = Afspraak.objects.met_klaar().filter(netwerk__in=by_pk, gemaakt_op__date__gte=since).order_by()
    for netwerk, klaar, voor, told in rows.values_list("netwerk", "klaar", "voor", "teruggekoppeld_op"):
        if klaar:
            kept[netwerk] = kept.get(netwerk, 0) + 1
            if told is None:
                untold[netwerk] = untold.get(netwerk, 0) + 1
        elif voor < vandaag:
            late[netwerk] = late.get(netwerk, 0) + 1
    return kept, late, untold


def _contacts(people, since):
    rows = (
        Contact.objects.filter(sleutelfiguur__in=people, op__gte=since)
        .order_by()
        .values("sleutelfiguur")
        .annotate(
            laatst=Max("op"),
            gehaald=Count("pk", filter=Q(richting=Contact.Richting.HALEN)),
            gebracht=Count("pk", filter=Q(richting=Contact.Richting.BRENGEN)),
        )
    )
    return {row["sleutelfiguur"]: row for row in rows}


def gezondheid_van(netwerken, instelling, vandaag=None):
    """{pk: list of regels.Bevinding} for these networks; the very same on the list, the page, the BMO and in reminders."""
    vandaag = vandaag or timezone.localdate()
    facts, maten = feiten_van(netwerken, vandaag), maten_van(instelling)
    return {pk: regels.gezondheid(feiten, maten, vandaag) for pk, feiten in facts.items()}


def netwerken_op_bmo(team, instelling):
    """(network, what asks for attention now) of this team's Bondgenoten networks, those that ask first."""
    rows = list(Netwerk.objects.lopend().filter(team=team, soort=Netwerk.Soort.BONDGENOTEN))
    health = gezondheid_van(rows, instelling)
    found = [(row, regels.vraagt_aandacht(health[row.pk])) for row in rows]
    return sorted(found, key=lambda item: (not asks_now(item[1]), -len(item[1])))


def asks_now(bevindingen):
    """Whether one of these is red."""
    return any(item.kleur == regels.Kleur.NU for item in bevindingen)


def dekking_van(team):
    """(per gemeenschap, per gebied) what networks with people there are; blind spots among them. Four queries."""
    networks = list(Netwerk.objects.lopend().filter(team=team).prefetch_related("gemeenschappen"))
    people = defaultdict(set)
    members = Lid.objects.op().filter(netwerk__in=networks).exclude(sleutelfiguur=None)
    for netwerk, mens in members.values_list("netwerk", "sleutelfiguur"):
        people[netwerk].add(mens)
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
    people = defaultdict(set)
    members = Lid.objects.op().filter(netwerk__in=[netwerk.pk, *(row.pk for row in others)])
    for pk, mens in members.exclude(sleutelfiguur=None).values_list("netwerk", "sleutelfiguur"):
        people[pk].add(mens)
    return [
        {"netwerk": row, "overlap": regels.overlap(frozenset(people[netwerk.pk]), frozenset(people[row.pk]))}
        for row in others
    ]


def beeld_per_gebied(team, vandaag=None):
    """Per gebied the level of tension (0-4) at the end of each of twelve weeks, the newest last. Two queries."""
    vandaag = vandaag or timezone.localdate()
    weken = signaalregels.weken(vandaag, WEKEN)
    rows = Signaal.objects.filter(team=team, loopt_af_op__gte=weken[0] - timedelta(days=7))
    per_gebied = defaultdict(list)
    for row in rows:
        per_gebied[row.gebied_id].append(row.als_feit)
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
