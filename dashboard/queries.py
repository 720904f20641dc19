"""Reading across apps, for Mijn werk and the BMO. Constant numbers of queries; no rules."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from casuistiek.models import (
    Arbitrage,
    Betrokkene,
    Casus,
    Noodtoegang,
    Opsporing,
    Overdracht,
    Regie,
    Terugoverdracht,
)
from casuistiek.queries import standen_of
from organisatie.models import Medewerker, OpCoDienst, Plaatsing
from organisatie.queries import opco_van_dienst
from overleggen.agendabronnen import readable_ids
from overleggen.models import Actiepunt, Overleg
from portefeuilles.models import Aanpak, Activiteit, Inwerkplan, Overdrachtsdossier, Portefeuille, Themamaand
from portefeuilles.queries import minutes_of_portefeuilles
from regels.begrippen import Functie
from werk.queries import minutes_per_soort


def mijn_werk(medewerker):
    """What I must do now, soon and later: offers to answer, waarnemingen, my casussen, my actiepunten, meetings."""
    today = timezone.localdate()
    team = medewerker.team
    aanbod = (
        Overdracht.objects.filter(
            aan=medewerker, besloten_op=None, ronde__casus__team__in=medewerker.team_ids
        )
        .select_related("ronde__casus")
        .order_by("uiterlijk")
    )
    leads = Regie.objects.filter(medewerker=medewerker, tot=None).values("casus")
    casussen = (
        Casus.objects.visible_to(medewerker)
        .open()
        .filter(Q(pk__in=leads) | Q(vastgelegd_aan_zet=medewerker))
        .order_by("-geopend_op")
    )
    standen = standen_of(casussen.zonder_verhaal()[:60])
    actiepunten = list(
        Actiepunt.objects.visible_to(medewerker)
        .open()
        .filter(eigenaar=medewerker)
        .select_related("onderwerp_type")
        .order_by("deadline")
    )
    soon = today + timedelta(days=7)
    overleggen = [
        overleg
        for overleg in Overleg.objects.te_komen()
        .filter(team=team, begin__date__lte=today + timedelta(days=14))
        .select_related("reeks")
        if {str(functie) for functie in medewerker.functies_in(team.pk)} & set(overleg.reeks.functies)
    ]
    bevestigen = [
        stand
        for stand in standen
        if stand.te_bevestigen is not None and stand.te_bevestigen.medewerker == medewerker.pk
    ]
    return {
        "aanbod": list(aanbod),
        "bevestigen": bevestigen,
        "rood": [stand for stand in standen if stand.rood and stand not in bevestigen],
        "te_laat": [punt for punt in actiepunten if punt.deadline < today],
        "binnenkort": [punt for punt in actiepunten if today <= punt.deadline <= soon],
        "later": [punt for punt in actiepunten if punt.deadline > soon],
        "overleggen": overleggen,
        "standen": standen,
        **_asked_of(medewerker),
        **_from_plans(medewerker, today),
    }


def _from_plans(medewerker, today):
    """What waits for this person in portefeuilles: activities, assessments, dossiers, inwerken; and this month's thema."""
    soon = today + timedelta(days=7)
    activiteiten = list(
        Activiteit.objects.filter(
            eigenaar=medewerker,
            afgerond_op=None,
            gestopt_op=None,
            deadline__lte=today + timedelta(days=31),
            plan__portefeuille__team__in=medewerker.team_ids,
        ).order_by("deadline")
    )
    aanpakken = Aanpak.objects.open().filter(
        trekker=medewerker, assessment_op__lte=soon, portefeuille__team__in=medewerker.team_ids
    )
    return {
        "activiteiten_laat": [row for row in activiteiten if row.deadline < today],
        "activiteiten_straks": [row for row in activiteiten if row.deadline >= today],
        "assessments": list(aanpakken),
        "dossiers": list(
            Overdrachtsdossier.objects.filter(
                aan=medewerker, afgerond_op=None, portefeuille__team__in=medewerker.team_ids
            ).select_related("portefeuille", "van")
        ),
        "inwerken": list(
            Inwerkplan.objects.filter(medewerker=medewerker, team__in=medewerker.team_ids)
            .annotate(open=Count("stappen", filter=Q(stappen__klaar_op=None)))
            .filter(open__gt=0)
        ),
        "thema": Themamaand.objects.filter(team=medewerker.team, maand=today.replace(day=1))
        .select_related("portefeuille")
        .first(),
    }


def _asked_of(medewerker):
    """What else waits for this person on casussen: opsporing, coming back, a part to do, and for the chef to decide."""
    open_cases = Casus.objects.open().filter(team__in=medewerker.team_ids)
    visible = Casus.objects.visible_to(medewerker).values("pk")
    chef_of = [pk for pk in medewerker.team_ids if Functie.TEAMCHEF in medewerker.functies_in(pk)]
    asked = Opsporing.objects.filter(gevraagd=medewerker, aanvaard_op=None, gestopt_op=None)
    return {
        "diensten": OpCoDienst.objects.filter(volgende=medewerker, tot=None, team__in=medewerker.team_ids),
        "opsporingen": asked.filter(casus__in=open_cases).select_related("casus"),
        "terug": Terugoverdracht.objects.filter(regisseur=medewerker, gelezen_op=None, casus__in=open_cases),
        "uitvoert": Betrokkene.objects.filter(
            medewerker=medewerker, als__in=["uitvoerder", "opsporing"], casus__in=open_cases
        ).select_related("casus"),
        "kanten": Arbitrage.objects.filter(
            ander=medewerker, besloten_op=None, casus__in=open_cases.filter(pk__in=visible)
        ).exclude(standpunten__medewerker=medewerker),
        "te_beslissen": Arbitrage.objects.filter(casus__team__in=chef_of, besloten_op=None),
        "te_beoordelen": Noodtoegang.objects.filter(casus__team__in=chef_of, oordeel="").exclude(
            medewerker=medewerker
        ),
    }


def bmo(team, medewerker):
    """What the BMO page shows, in its order; each figure leads to what is behind it.

    Twenty-odd queries however many casussen there are, and as many with 1 team as with 167.
    """
    now = timezone.now()
    since = timezone.localdate() - timedelta(days=30)
    visible = Casus.objects.visible_to(medewerker).filter(team=team).open().zonder_verhaal()
    standen = standen_of(visible, now)
    rood = [stand for stand in standen if stand.rood]
    late = list(Actiepunt.objects.te_laat().filter(team=team).select_related("eigenaar", "onderwerp_type"))
    allowed = readable_ids(late, medewerker)
    late = [punt for punt in late if punt.pk in allowed]
    load = open_per_woe(woes_of(team), standen)
    per_portefeuille = minutes_of_portefeuilles(team.pk, since=since)
    namen = dict(Portefeuille.objects.filter(team=team).values_list("pk", "naam"))
    uren = [(pk, naam, per_portefeuille[pk]) for pk, naam in namen.items() if pk in per_portefeuille]
    return {
        "rood": rood,
        "open": len(standen),
        "over_termijn": sum(1 for stand in rood if "OVERDRACHT" in {item.name for item in stand.rood}),
        "te_laat": late,
        "load": load,
        "max_load": max([row["totaal"] for row in load], default=0),
        "uren": sorted(uren, key=lambda row: -row[2]),
        "max_uren": max([row[2] for row in uren], default=0),
        "soorten": minutes_per_soort(team.pk, since=since),
        "overleggen": Overleg.objects.te_komen().filter(team=team).select_related("reeks")[:4],
        "opco": opco_van_dienst(team.pk),
    }


def woes_of(team):
    """Everybody placed as WOE in this team, by name."""
    placed = Plaatsing.objects.op().filter(team=team, functie="woe").values("medewerker")
    return Medewerker.objects.filter(pk__in=placed).order_by("naam")


def open_per_woe(woes, standen):
    """Open casussen per person: as regisseur, and as waarnemer. Also who has none."""
    rows = {woe.pk: {"medewerker": woe, "regie": 0, "waarnemend": 0, "totaal": 0} for woe in woes}
    for stand in standen:
        formeel, nu = stand.feiten.regisseur, stand.aan_zet
        if formeel in rows:
            rows[formeel]["regie"] += 1
        if nu.is_waarnemer and nu.medewerker in rows:
            rows[nu.medewerker]["waarnemend"] += 1
    for row in rows.values():
        row["totaal"] = row["regie"] + row["waarnemend"]
    return sorted(rows.values(), key=lambda row: (-row["totaal"], row["medewerker"].naam))
