"""Signals: reporting, confirming, closing, and bringing a network together about one (B5)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.access import own_key
from organisatie.models import Koppeling, Medewerker, Plaatsing
from overleggen.models import Overleg
from overleggen.services import add_overleg, add_punt
from regels import signaal as regels
from regels.agenda import Soort
from regels.begrippen import Rol, eis
from regels.functies import BESLIST

from ..models import Bijeenvraag, Netwerk, Signaal, Signaalstand
from .netwerken import lock_team


@transaction.atomic
def add_signaal(*, team, by, gebied=None, loopt_af_op=None, niveau, belregel=None, sleutel=None, **values):
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
        belregel=belregel,
        sleutel=sleutel,
        **values,
    )
    Signaalstand.objects.create(signaal=row, niveau=niveau, van=today, tot=row.loopt_af_op, door=by)
    record(event="signaal.added", by=by, subject=row)
    _tell(row, by)
    return row


def _tell(row, by):
    """High or acute is told at once, when it begins and when it rises."""
    if row.niveau >= regels.Niveau.HOOG:
        notify(
            ontvangers=who_must_know(row) - {by.pk},
            key=f"signaal:{row.pk}:{row.niveau}:{timezone.localdate()}",
            tekst="Er is een signaal van spanning in een gebied van jou. Kijk wat nodig is.",
            url=row.get_absolute_url(),
            onderwerp=row,
            dringend=row.niveau == regels.Niveau.ACUUT,
            direct=True,
        )


def who_must_know(signaal):
    """Ids: WOE, OE and wijkagenten of the gebied, who leads its networks, and the teamchef."""
    ties = Koppeling.objects.op().filter(gebied=signaal.gebied_id, rol__in=[Rol.WOE, Rol.OE, Rol.WIJKAGENT])
    chefs = Plaatsing.objects.op().filter(team=signaal.team_id, functie__in=BESLIST)
    leads = Netwerk.objects.lopend().filter(gebied=signaal.gebied_id)
    return {
        *ties.values_list("medewerker", flat=True),
        *chefs.values_list("medewerker", flat=True),
        *leads.values_list("trekker", flat=True),
    }


@transaction.atomic
def confirm_signaal(*, signaal, by, niveau=None):
    """It still plays, perhaps at another level: from today, what was before stays in the picture. A rise is told."""
    row, today = _open(signaal), timezone.localdate()
    was = regels.Niveau(row.niveau)
    row.niveau = regels.Niveau(int(niveau or was))
    row.loopt_af_op = regels.nieuw_einde(was=was, wordt=row.niveau, einde=row.loopt_af_op, vandaag=today)
    row.save(update_fields=["niveau", "loopt_af_op"])
    row.standen.filter(van__lt=today, tot__gte=today).update(tot=today - timedelta(days=1))
    Signaalstand.objects.update_or_create(
        signaal=row, van=today, defaults={"niveau": row.niveau, "tot": row.loopt_af_op, "door": by}
    )
    lapse(row, prefix=f"signaal:{row.pk}:loopt-af:")
    record(event="signaal.confirmed", by=by, subject=row, reden=f"niveau {row.niveau}")
    if row.niveau > was:
        _tell(row, by)
    return row


@transaction.atomic
def close_signaal(*, signaal, by, reden):
    """It plays no more, with a reason."""
    row = Signaal.objects.select_for_update(no_key=True).get(pk=signaal.pk)
    eis(regels.mag_sluiten(gesloten=row.gesloten_op is not None, reden=reden))
    row.gesloten_op, row.reden_gesloten = timezone.now(), reden.strip()
    row.save(update_fields=["gesloten_op", "reden_gesloten"])
    today = timezone.localdate()
    row.standen.filter(tot__gt=today).update(tot=today)
    lapse(row)
    record(event="signaal.closed", by=by, subject=row)
    return row


def _open(signaal):
    row = Signaal.objects.select_for_update(no_key=True).get(pk=signaal.pk)
    eis(regels.mag_wijzigen(gesloten=row.gesloten_op is not None))
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
    coming = netwerk.reeks.overleggen.te_komen().order_by("begin").first() if netwerk.reeks else None
    eis(
        regels.mag_bijeenroepen(
            gestopt=netwerk.gestopt_op is not None,
            heeft_ritme=netwerk.reeks_id is not None,
            dag_gekozen=begin is not None,
            gepland=coming is not None,
        )
    )
    if begin is not None:
        same = Overleg.objects.filter(reeks=netwerk.reeks, begin=begin, status=Overleg.Status.GEPLAND).first()
        overleg = same or add_overleg(
            reeks=netwerk.reeks, by=by, begin=begin, reden="bijeengeroepen om een signaal"
        )
        if plaats.strip():
            overleg.plaats = plaats.strip()
            overleg.save(update_fields=["plaats"])
    else:
        overleg = coming
    on_it = overleg.punten.filter(bron=f"signaal:{row.pk}", uitkomst="").exists()  # it came by itself
    if not on_it:
        _bring_in(row, overleg, by, sleutel)
    row.netwerk, row.overleg = netwerk, overleg
    row.save(update_fields=["netwerk", "overleg"])
    record(event="signaal.convened", by=by, subject=row)
    return overleg


@transaction.atomic
def ask_to_convene(*, signaal, by, netwerk, begin=None, plaats="", sleutel=None):
    """Ask who leads this network to bring it together about a signal, on a day if one was named; asked again, that counts.

    Raises RegelOvertreden when nobody can be asked."""
    row = _open(signaal)
    placed = Plaatsing.objects.op().filter(team=row.team_id).values("medewerker")
    leads = {netwerk.trekker_id, netwerk.vervanger_id} - {None, by.pk}
    asked = set(Medewerker.objects.filter(pk__in=leads).filter(pk__in=placed).values_list("pk", flat=True))
    eis(regels.mag_vragen_bijeen_te_roepen(heeft_trekker=netwerk.gestopt_op is None and bool(asked)))
    Bijeenvraag.objects.update_or_create(
        signaal=row, netwerk=netwerk, gevraagd_door=by, defaults={"begin": begin, "plaats": plaats.strip()}
    )
    notify(
        ontvangers=asked,
        key=f"signaal:{row.pk}:vraag:{netwerk.pk}:{by.pk}:{begin}",
        tekst="Een collega vraagt je om een netwerk bijeen te roepen om een signaal.",
        url=row.get_absolute_url(),
        onderwerp=row,
        direct=True,
    )
    record(event="signaal.convene_asked", by=by, subject=row)


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
