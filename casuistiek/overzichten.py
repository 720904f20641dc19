"""Looking over many casussen at once: regie op regie, the coming weeks, and how overdrachten go. No rules here."""

from collections import defaultdict
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q
from django.utils import timezone

from organisatie.queries import instelling_van
from overleggen.models import Actiepunt, Agendapunt
from portefeuilles.queries import facts_with_houders
from regels.begrippen import MET_REGIE, Fase
from regels.escalatie import Rood
from regels.leren import Kenmerken, lijkt_op
from regels.overdracht import deel_compleet, middelste
from regels.regie_op_regie import aandacht
from regels.vooruit import drukte, stukken, weken_vanaf

from .afspraken import CASUSSEN
from .models import (
    AlsDan,
    Arbitrage,
    Casus,
    Gebeurtenis,
    Les,
    Noodtoegang,
    Opsporing,
    Overdracht,
    Overdrachtronde,
)
from .queries import case_facts, standen_of, utc


def open_steps(casus_ids):
    """Per casus how many next steps are agreed: open actiepunten, open als-dan, coming agenda points. Three queries."""
    kind = ContentType.objects.get_for_model(Casus)
    about = {"onderwerp_type": kind, "onderwerp_id__in": casus_ids}
    steps = defaultdict(int)
    for rows, key in (
        (Actiepunt.objects.filter(afgerond_op=None, **about), "onderwerp_id"),
        (
            Agendapunt.objects.filter(uitkomst="", overleg__status__in=["gepland", "bezig"], **about),
            "onderwerp_id",
        ),
        (AlsDan.objects.filter(afgedaan_op=None, casus__in=casus_ids), "casus"),
    ):
        for pk, count in rows.order_by().values_list(key).annotate(Count("pk")):
            steps[pk] += count
    return steps


NO_NEWS = ("aan_zet", "waarneming", "toegang")  # who is aan zet, or looked, is no news about the casus


def regisseur_away_since(standen):
    """Per casus with a waarnemer: since when the regisseur is not aan zet, whoever replaced them. One query."""
    formal = {s.casus.pk: (s.feiten.regisseur, s.feiten.regie_van) for s in standen if s.aan_zet.is_waarnemer}
    rows = Gebeurtenis.objects.filter(casus__in=formal, soort="aan_zet").order_by("moment", "pk")
    since = {}
    for pk, moment, wie in rows.values_list("casus", "moment", "aan_zet"):
        regisseur, van = formal[pk]
        if wie == regisseur or utc(moment) < van:
            since.pop(pk, None)
        else:
            since.setdefault(pk, utc(moment))
    return since


def regie_op_regie(team, medewerker, moment=None):
    """Per casus that asks for it (of those that exist for this medewerker): the Stand and why (C17)."""
    moment = utc(moment or timezone.now())
    standen = standen_of(
        Casus.objects.visible_to(medewerker).filter(team=team).open().zonder_verhaal(), moment
    )
    pks = [stand.casus.pk for stand in standen]
    # News is what a person did or wrote; a replacement that time brought is none.
    news = Gebeurtenis.objects.filter(casus__in=pks).exclude(door=None).exclude(soort__in=NO_NEWS).order_by()
    latest = {pk: utc(when) for pk, when in news.values_list("casus").annotate(Max("vastgelegd_op"))}
    weg = regisseur_away_since(standen)
    nameless = set(
        Opsporing.objects.filter(casus__in=pks, gestopt_op=None, aanvaard_op=None).values_list(
            "casus", flat=True
        )
    )
    steps = open_steps(pks)
    grenzen = CASUSSEN.van(instelling_van(team.pk, timezone.localdate(moment)))
    found = []
    for stand in standen:
        waarom = aandacht(
            fase=Fase(stand.casus.fase),
            moment=moment,
            over_termijn=Rood.OVERDRACHT in stand.rood,
            waarnemer_sinds=weg.get(stand.casus.pk),
            open_stappen=steps[stand.casus.pk],
            laatste_nieuws=latest.get(stand.casus.pk, utc(stand.casus.geopend_op)),
            opsporing_zonder_naam=stand.casus.pk in nameless,
            grenzen=grenzen,
        )
        if waarom:
            found.append({"stand": stand, "waarom": waarom})
    return found


def to_decide(team, medewerker):
    """What waits for the teamchef: arbitrage, and break-glass to review; of casussen that exist for them."""
    casussen = Casus.objects.visible_to(medewerker).filter(team=team).values("pk")
    return {
        "arbitrages": Arbitrage.objects.filter(casus__in=casussen, besloten_op=None).select_related("casus"),
        "noodtoegangen": Noodtoegang.objects.filter(casus__in=casussen, oordeel="").select_related(
            "casus", "medewerker"
        ),
    }


def vooruit(team, medewerker, moment=None):
    """The coming eight weeks: per casus in regie who is aan zet when, the gaps, and how many lie with whom (C18)."""
    moment = utc(moment or timezone.now())
    weken = weken_vanaf(timezone.localdate(moment))
    eind = weken[-1][1]
    casussen = list(
        Casus.objects.visible_to(medewerker)
        .filter(team=team, fase__in=MET_REGIE)
        .zonder_verhaal()
        .order_by("titel")
    )
    feiten = case_facts(casussen)
    facts = facts_with_houders(team.pk, moment)
    rijen = []
    for casus in casussen:
        delen = stukken(feiten[casus.pk], moment, eind, facts)
        rijen.append(
            {
                "casus": casus,
                "stukken": delen,
                "regisseur": facts.naam(feiten[casus.pk].regisseur),
                "gaten": [deel for deel in delen if deel.antwoord.is_gat],
                "wisselt": len(delen) > 1,
            }
        )
    load = drukte([rij["stukken"] for rij in rijen], weken)
    people = [
        {"naam": facts.naam(pk), "weken": aantallen, "meest": max(aantallen)}
        for pk, aantallen in load.items()
        if pk is not None
    ]
    return {
        "weken": weken,
        "rijen": rijen,
        "wisselingen": [rij for rij in rijen if rij["wisselt"]],
        "gaten": [rij for rij in rijen if rij["gaten"]],
        "mensen": sorted(people, key=lambda row: (-row["meest"], row["naam"])),
        "team": facts,
    }


def overdracht_per_month(team, medewerker, *, months=12):
    """Per month how overdrachten by the OpCo went: complete, answered in time, and how long until accepted (C1).

    Newest first, of the casussen that exist for this medewerker.
    """
    today = timezone.localdate()
    since = today.replace(day=1) - timedelta(days=31 * (months - 1))
    rondes = Overdrachtronde.objects.filter(
        casus__in=Casus.objects.visible_to(medewerker).filter(team=team).values("pk"),
        aanleiding="overdracht",
        geopend_op__date__gte=since.replace(day=1),
    )
    accepted = {
        row.ronde_id: row.besloten_op
        for row in Overdracht.objects.filter(ronde__in=rondes, status=Overdracht.Status.AANVAARD)
    }
    late = set(Overdracht.objects.filter(ronde__in=rondes, over_termijn=True).values_list("ronde", flat=True))
    per_month = defaultdict(list)
    first = {}
    for ronde in rondes:  # asked again for another grond, or after reopening, is no new overdracht
        first.setdefault(ronde.casus_id, ronde)
    for ronde in first.values():
        per_month[timezone.localdate(ronde.geopend_op).replace(day=1)].append(ronde)
    return [
        {
            "maand": maand,
            "aantal": len(rows),
            "compleet": deel_compleet(len(row.ontbreekt) for row in rows),
            "aanvaard": sum(1 for row in rows if row.pk in accepted),
            "over_termijn": sum(1 for row in rows if row.pk in late),
            "duur": middelste(accepted[row.pk] - row.geopend_op for row in rows if row.pk in accepted),
        }
        for maand, rows in sorted(per_month.items(), reverse=True)
    ]


def lessen_for(casus, gebieden, portefeuilles, limit=5):
    """Lessons of closed leerbijeenkomsten that fit this casus, with what they share; the most alike first (C14).

    `gebieden` and `portefeuilles` are the ids of those of the casus.
    """
    eigen = Kenmerken(frozenset(gebieden), frozenset(portefeuilles), casus.soort.casefold())
    rows = (
        Les.objects.filter(team=casus.team_id, bijeenkomst__afgerond_op__isnull=False)
        .filter(
            Q(portefeuilles__in=eigen.portefeuilles)
            | Q(gebieden__in=eigen.gebieden)
            | (Q(soort__iexact=casus.soort) & ~Q(soort=""))
        )
        .distinct()
        .prefetch_related("portefeuilles", "gebieden")[:40]
    )
    found = []
    for les in rows:
        ander = Kenmerken(
            frozenset(row.pk for row in les.gebieden.all()),
            frozenset(row.pk for row in les.portefeuilles.all()),
            les.soort.casefold(),
        )
        if gedeeld := lijkt_op(eigen, ander):
            found.append((les, gedeeld))
    return sorted(found, key=lambda pair: -len(pair[1]))[:limit]
