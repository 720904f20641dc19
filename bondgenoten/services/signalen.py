"""Signals: reporting, confirming, closing, and bringing a network together about one (B5)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.access import own_key
from organisatie.models import Koppeling, Plaatsing
from overleggen.models import Overleg
from overleggen.services import add_overleg, add_punt
from regels import signaal as regels
from regels.agenda import Soort
from regels.begrippen import Functie, RegelOvertreden, Rol, eis

from ..models import Netwerk, Signaal
from .netwerken import lock_team


@transaction.atomic
def add_signaal(*, team, by, gebied=None, loopt_af_op=None, niveau, sleutel=None, **values):
    """Report what plays. Without a day it runs out by its level. High or acute: told at once. Raises RegelOvertreden."""
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Signaal.objects.filter(sleutel=sleutel).first()):
        return existing
    today = timezone.localdate()
    eis(regels.mag_signaal(gebied=gebied is not None, tot=loopt_af_op, vandaag=today))
    niveau = regels.Niveau(int(niveau))
    row = Signaal.objects.create(
        team=team,
        gebied=gebied,
        niveau=niveau,
        loopt_af_op=loopt_af_op or regels.loopt_af_op(niveau, today),
        gemeld_door=by,
        sleutel=sleutel,
        **values,
    )
    record(event="signaal.added", by=by, subject=row)
    if niveau >= regels.Niveau.HOOG:
        notify(
            ontvangers=who_must_know(row) - {by.pk},
            key=f"signaal:{row.pk}:{niveau}",
            tekst="Er is een signaal van spanning in een gebied van jou. Kijk wat nodig is.",
            url=row.get_absolute_url(),
            onderwerp=row,
            dringend=niveau == regels.Niveau.ACUUT,
            direct=True,
        )
    return row


def who_must_know(signaal):
    """Ids: WOE, OE and wijkagenten of the gebied, who leads its networks, and the teamchef."""
    ties = Koppeling.objects.op().filter(gebied=signaal.gebied_id, rol__in=[Rol.WOE, Rol.OE, Rol.WIJKAGENT])
    chefs = Plaatsing.objects.op().filter(team=signaal.team_id, functie=Functie.TEAMCHEF)
    leads = Netwerk.objects.lopend().filter(gebied=signaal.gebied_id)
    return {
        *ties.values_list("medewerker", flat=True),
        *chefs.values_list("medewerker", flat=True),
        *leads.values_list("trekker", flat=True),
    }


@transaction.atomic
def confirm_signaal(*, signaal, by, niveau=None):
    """It still plays, perhaps at another level: it counts on from today."""
    row = _open(signaal)
    row.niveau = regels.Niveau(int(niveau or row.niveau))
    row.loopt_af_op = max(regels.loopt_af_op(row.niveau, timezone.localdate()), row.loopt_af_op)
    row.save(update_fields=["niveau", "loopt_af_op"])
    record(event="signaal.confirmed", by=by, subject=row, reden=f"niveau {row.niveau}")
    return row


@transaction.atomic
def close_signaal(*, signaal, by, reden):
    """It plays no more, with a reason."""
    row = _open(signaal)
    if not reden.strip():
        raise RegelOvertreden("Schrijf op waarom dit niet meer speelt.")
    row.gesloten_op, row.reden_gesloten = timezone.now(), reden.strip()
    row.save(update_fields=["gesloten_op", "reden_gesloten"])
    lapse(row)
    record(event="signaal.closed", by=by, subject=row)
    return row


def _open(signaal):
    row = Signaal.objects.select_for_update(no_key=True).get(pk=signaal.pk)
    if row.gesloten_op is not None:
        raise RegelOvertreden("Dit signaal is gesloten.")
    return row


@transaction.atomic
def convene(*, signaal, by, netwerk, begin=None, plaats="", sleutel=None):
    """Bring a network together about a signal: an extra bijeenkomst, or a point of the next one. Raises RegelOvertreden.

    Without `begin` it goes on the agenda of the next planned bijeenkomst.
    """
    row = _open(signaal)
    netwerk = (
        Netwerk.objects.select_for_update(of=("self",), no_key=True)
        .select_related("reeks")
        .get(pk=netwerk.pk)
    )
    if netwerk.gestopt_op is not None:
        raise RegelOvertreden("Dit netwerk is gestopt. Kies een ander.")
    if netwerk.reeks_id is None:
        raise RegelOvertreden("Dit netwerk heeft nog geen bijeenkomsten. Plan eerst het ritme.")
    if begin is not None:
        same = Overleg.objects.filter(reeks=netwerk.reeks, begin=begin, status=Overleg.Status.GEPLAND).first()
        overleg = same or add_overleg(
            reeks=netwerk.reeks, by=by, begin=begin, reden="bijeengeroepen om een signaal"
        )
        if plaats.strip():
            overleg.plaats = plaats.strip()
            overleg.save(update_fields=["plaats"])
    else:
        overleg = netwerk.reeks.overleggen.te_komen().order_by("begin").first()
        if overleg is None:
            raise RegelOvertreden("Er staat geen bijeenkomst gepland. Kies een dag en tijd.")
    on_it = overleg.punten.filter(bron=f"signaal:{row.pk}", uitkomst="").exists()  # it came by itself
    if not on_it:
        _bring_in(row, overleg, by, sleutel)
    row.netwerk, row.overleg = netwerk, overleg
    row.save(update_fields=["netwerk", "overleg"])
    record(event="signaal.convened", by=by, subject=row)
    return overleg


def _bring_in(row, overleg, by, sleutel):
    add_punt(
        overleg=overleg,
        by=by,
        titel=row.titel,
        doel="oordeelsvorming",
        gewenst=row.wat_te_doen or "Wat zien jullie, en wat helpt?",
        minuten=20,
        soort=Soort.SIGNAAL,
        onderwerp=row,
        reden=f"signaal: {row.kort}",
        sleutel=sleutel,
    )
