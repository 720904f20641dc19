"""For whom a casus exists, and why: the same answer as `visible_to`, the other way round (C15)."""

from collections import defaultdict
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from organisatie.models import Koppeling, Plaatsing
from organisatie.queries import instelling_van, opco_van_dienst
from overleggen.models import Agendapunt
from overleggen.services import deelnemers
from portefeuilles.models import Houderschap
from regels.begrippen import ZONDER_REGIE, Functie, Houderrol, Rol
from regels.functies import BESLIST

from .models import Casus, Overdracht


def wie_ziet(casus):
    """Every colleague for whom this casus exists now, with the reasons, by name. A constant number of queries."""
    placed = list(
        Plaatsing.objects.op()
        .filter(team=casus.team_id, medewerker__is_active=True)
        .select_related("medewerker")
    )
    reasons = defaultdict(list)
    for row in casus.betrokkenen.all():
        reasons[row.medewerker_id].append(row.get_als_display())
    for regie in casus.regies.filter(tot=None):
        reasons[regie.medewerker_id].append("is de formele regisseur")
    if casus.is_open and casus.vastgelegd_aan_zet_id:
        reasons[casus.vastgelegd_aan_zet_id].append("is nu aan zet")
    for row in Overdracht.objects.filter(ronde__casus=casus, besloten_op=None):
        reasons[row.aan_id].append("is gevraagd voor de regie")
    for nood in casus.noodtoegangen.filter(tot__gt=timezone.now()):
        reasons[nood.medewerker_id].append("heeft noodtoegang")
    ziet_alles = instelling_van(casus.team_id).ziet_alles
    for row in placed:
        if row.functie in BESLIST:
            reasons[row.medewerker_id].append("is teamchef")
        elif not casus.vertrouwelijk and Functie(row.functie) in ziet_alles:
            reasons[row.medewerker_id].append("hoort bij het MT")
    if not casus.vertrouwelijk:
        _by_role(casus, placed, reasons)
    people = {row.medewerker_id: row.medewerker for row in placed}
    found = [(people[pk], why) for pk, why in reasons.items() if pk in people]
    return sorted(found, key=lambda pair: pair[0].naam)


def _by_role(casus, placed, reasons):
    ties = Koppeling.objects.op().filter(
        gebied__in=casus.casusgebieden.values("gebied"), rol__in=[Rol.WOE, Rol.OE]
    )
    for tie in ties.select_related("gebied"):
        reasons[tie.medewerker_id].append(f"{tie.get_rol_display()} van {tie.gebied.naam}")
    holds = Houderschap.objects.op().filter(
        portefeuille__in=casus.casusportefeuilles.values("portefeuille"), rol=Houderrol.HOUDER
    )
    for row in holds.select_related("portefeuille"):
        reasons[row.medewerker_id].append(f"houder van {row.portefeuille.naam}")
    for item in casus.leercasussen.filter(bijeenkomst__afgerond_op=None).select_related("bijeenkomst"):
        reasons[item.bijeenkomst.gespreksleider_id].append("leidt de casusleerbijeenkomst")
    dienst = opco_van_dienst(casus.team_id)
    todo = casus.is_open and casus.als_dan.filter(afgedaan_op=None).exists()
    if dienst is not None and (casus.fase in ZONDER_REGIE or todo):
        reasons[dienst.medewerker_id].append("is OpCo van dienst")
    points = (
        Agendapunt.objects.filter(
            onderwerp_type=ContentType.objects.get_for_model(Casus), onderwerp_id=casus.pk
        )
        .exclude(overleg=None)
        .select_related("overleg__reeks")
    )
    now = timezone.now()
    for punt in points:
        overleg = punt.overleg
        if overleg.status == "bezig" or (
            overleg.status == "gepland" and overleg.eind > now - timedelta(days=1)
        ):
            people = set(deelnemers(overleg).values_list("pk", flat=True))
            for row in placed:
                if row.medewerker_id in people:
                    reasons[row.medewerker_id].append(f"neemt deel aan {overleg.reeks.naam}")
