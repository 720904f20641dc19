"""The casusleerbijeenkomst: choosing, inviting, gathering, looking back, and asking later whether it changed (C14)."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse as lapse_notificaties
from notificaties.services import notify, unheard
from notificaties.storingen import each
from organisatie.queries import instelling_van
from overleggen.services import add_actiepunt
from regels import leren as regels
from regels.begrippen import eis
from regels.leren import mag_afronden, mag_leiden, navraag_op

from ..afspraken import LEREN
from ..models import (
    Betrokkene,
    Casus,
    Genodigde,
    Leerbijeenkomst,
    Leercasus,
    Leermoment,
    Les,
    Overdracht,
    Regie,
)

LINK_NA = timedelta(days=14)  # a link that nobody closed ends by itself


def had_a_part(casussen):
    """Ids of everybody with a part in these casussen: regisseurs, who acted, who was asked, who was named."""
    found = set(Regie.objects.filter(casus__in=casussen).values_list("medewerker", flat=True))
    found |= set(Betrokkene.objects.filter(casus__in=casussen).values_list("medewerker", flat=True))
    found |= set(Overdracht.objects.filter(ronde__casus__in=casussen).values_list("aan", flat=True))
    for casus in casussen:
        found |= set(casus.gebeurtenissen.exclude(door=None).values_list("door", flat=True))
        found |= set(casus.gebeurtenissen.exclude(aan_zet=None).values_list("aan_zet", flat=True))
    return found


def _tell(bijeenkomst, ontvangers, key, tekst):
    notify(
        ontvangers=ontvangers,
        key=f"leren:{bijeenkomst.pk}:{key}",
        tekst=tekst,
        url=reverse("casuistiek:leren", args=[bijeenkomst.pk]),
        onderwerp=bijeenkomst,
    )


@transaction.atomic
def plan_leerbijeenkomst(*, team, by, begin, gespreksleider, goed, minder_goed, plaats="", uitnodiging=""):
    """Plan one, with the casussen that went well and less well. Everybody placed here who had a part is invited.

    Raises RegelOvertreden when the gespreksleider had a part in one of them.
    """
    casussen = [*goed, *minder_goed]
    eis(
        regels.mag_plannen(
            geweest=begin <= timezone.now(),
            goed=len(goed),
            minder_goed=len(minder_goed),
            dubbel=bool(set(goed) & set(minder_goed)),
            vertrouwelijk=any(casus.vertrouwelijk for casus in casussen),
        )
    )
    involved = had_a_part(casussen)
    eis(mag_leiden(gespreksleider.pk, involved))
    row = Leerbijeenkomst.objects.create(
        team=team,
        begin=begin,
        plaats=plaats.strip(),
        uitnodiging=uitnodiging.strip(),
        gespreksleider=gespreksleider,
        gemaakt_door=by,
    )
    Leercasus.objects.bulk_create(
        [Leercasus(bijeenkomst=row, casus=casus, verloop="goed") for casus in goed]
        + [Leercasus(bijeenkomst=row, casus=casus, verloop="minder_goed") for casus in minder_goed]
    )
    here = team.plaatsingen.op().filter(medewerker__in=involved).values_list("medewerker", flat=True)
    Genodigde.objects.bulk_create(Genodigde(bijeenkomst=row, medewerker_id=pk) for pk in sorted(set(here)))
    record(event="leerbijeenkomst.planned", by=by, subject=row)
    _tell(
        row,
        set(here) | {gespreksleider.pk},
        "uitgenodigd",
        "Je bent uitgenodigd voor een casusleerbijeenkomst.",
    )
    return row


def _open(bijeenkomst):
    row = Leerbijeenkomst.objects.select_for_update(of=("self",), no_key=True).get(pk=bijeenkomst.pk)
    eis(regels.mag_bewerken(afgerond=row.afgerond_op is not None))
    return row


def _link(genodigde):
    geheim = secrets.token_urlsafe(24)
    genodigde.hash = hashlib.sha256(geheim.encode()).hexdigest()
    return geheim


@transaction.atomic
def invite_genodigde(*, bijeenkomst, by, medewerker=None, naam=""):
    """Invite a colleague, or somebody without an account: of those a personal link is returned, once."""
    row = _open(bijeenkomst)
    there = medewerker is not None and row.genodigden.filter(medewerker=medewerker).exists()
    eis(regels.mag_uitnodigen(collega=medewerker is not None, naam=naam, al_uitgenodigd=there))
    guest = Genodigde(bijeenkomst=row, medewerker=medewerker, naam=naam.strip(), komt=medewerker is not None)
    geheim = _link(guest) if medewerker is None else ""
    guest.save()
    record(event="genodigde.added", by=by, subject=guest, ontvanger="extern" if medewerker is None else "")
    if medewerker is not None:
        _tell(
            row,
            [medewerker.pk],
            f"uitgenodigd:{guest.pk}",
            "Je bent uitgenodigd voor een casusleerbijeenkomst.",
        )
    return geheim


@transaction.atomic
def renew_link(*, genodigde, by):
    """A new personal link; the old one opens nothing any more."""
    _open(genodigde.bijeenkomst)
    eis(regels.mag_link_vernieuwen(collega=genodigde.medewerker_id is not None))
    geheim = _link(genodigde)
    genodigde.save(update_fields=["hash"])
    record(event="genodigde.link", by=by, subject=genodigde)
    return geheim


def find_genodigde(geheim):
    """Whose link this is, while the bijeenkomst is open and at most two weeks past; otherwise None."""
    digest = hashlib.sha256(geheim.encode()).hexdigest()
    found = Genodigde.objects.select_related("bijeenkomst__team").filter(
        hash=digest, bijeenkomst__begin__gt=timezone.now() - LINK_NA
    )
    return found.filter(bijeenkomst__afgerond_op=None).first()


@transaction.atomic
def give_inbreng(*, genodigde, hielp, hinderde, komt, by=None):
    """Input of somebody who cannot come, or wants to write beforehand; may be changed until the end."""
    _open(genodigde.bijeenkomst)
    newer = Genodigde.objects.get(pk=genodigde.pk).hash != genodigde.hash
    eis(regels.mag_inbreng(hielp=hielp, hinderde=hinderde, nieuwere_link=newer))
    genodigde.hielp, genodigde.hinderde, genodigde.komt = hielp.strip(), hinderde.strip(), komt
    genodigde.inbreng_op = timezone.now()
    genodigde.save(update_fields=["hielp", "hinderde", "komt", "inbreng_op"])
    record(event="inbreng.given", by=by, subject=genodigde)
    bijeenkomst = genodigde.bijeenkomst
    _tell(
        bijeenkomst,
        [bijeenkomst.gespreksleider_id],
        f"inbreng:{genodigde.pk}",
        "Er is inbreng voor een casusleerbijeenkomst.",
    )


@transaction.atomic
def add_leermoment(*, bijeenkomst, by, gebeurtenis, werking, tekst):
    """Say at a moment of the timeline what helped or hindered there."""
    row = _open(bijeenkomst)
    here = row.leercasussen.filter(casus=gebeurtenis.casus_id)
    eis(regels.mag_leermoment(hoort_erbij=here.exists()))
    mark = Leermoment.objects.create(
        bijeenkomst=row, gebeurtenis=gebeurtenis, werking=werking, tekst=tekst.strip()
    )
    record(event="leermoment.added", by=by, subject=row)
    return mark


@transaction.atomic
def add_les(*, bijeenkomst, by, tekst, werkafspraak="", actie="", eigenaar=None, deadline=None):
    """A lesson: a changed working agreement, an actiepunt, or both. Someone will be asked later whether it changed."""
    row = _open(bijeenkomst)
    eis(
        regels.mag_les(
            werkafspraak=werkafspraak,
            actie=actie,
            eigenaar_en_datum=eigenaar is not None and deadline is not None,
        )
    )
    maanden = LEREN.van(instelling_van(row.team_id)).maanden
    casussen = Casus.objects.filter(leercasussen__bijeenkomst=row)
    les = Les(
        team=row.team,
        bijeenkomst=row,
        tekst=tekst.strip(),
        werkafspraak=werkafspraak.strip(),
        navraag_op=navraag_op(timezone.localdate(row.begin), maanden),
        soort=next((casus.soort for casus in casussen if casus.soort), ""),
    )
    if actie.strip():
        les.actiepunt = add_actiepunt(
            team=row.team, by=by, tekst=actie, eigenaar=eigenaar, deadline=deadline, onderwerp=row
        )
    les.save()
    les.portefeuilles.set(
        casussen.values_list("casusportefeuilles__portefeuille", flat=True).exclude(casusportefeuilles=None)
    )
    les.gebieden.set(casussen.values_list("casusgebieden__gebied", flat=True).exclude(casusgebieden=None))
    record(event="les.added", by=by, subject=les)
    return les


@transaction.atomic
def close_leerbijeenkomst(*, bijeenkomst, by, goed, beter):
    """Close with the three questions answered: what went well, what can be better, who does what when."""
    row = _open(bijeenkomst)
    lessen = row.lessen.all()
    eis(
        mag_afronden(
            goed=goed, beter=beter, wie_doet_wat=lessen.exclude(actiepunt=None).count(), lessen=lessen.count()
        )
    )
    row.goed, row.beter, row.afgerond_op = goed.strip(), beter.strip(), timezone.now()
    row.save(update_fields=["goed", "beter", "afgerond_op"])
    record(event="leerbijeenkomst.closed", by=by, subject=row)
    guests = row.genodigden.exclude(medewerker=None).values_list("medewerker", flat=True)
    _tell(row, set(guests) - {by.pk}, "klaar", "De uitkomst van een casusleerbijeenkomst staat klaar.")
    return row


@transaction.atomic
def answer_les(*, les, by, veranderd, antwoord=""):
    """Did practice really change? Answered "nee" or "deels" the question comes back."""
    row = Les.objects.select_for_update(of=("self",), no_key=True).get(pk=les.pk)
    row.veranderd, row.antwoord, row.beantwoord_op = veranderd, antwoord.strip(), timezone.now()
    lapse_notificaties(row)
    if veranderd != Les.Veranderd.JA:
        maanden = LEREN.van(instelling_van(row.team_id)).maanden
        row.navraag_op = navraag_op(timezone.localdate(), maanden)
    row.save()
    record(event="les.answered", by=by, subject=row)
    return row


def ask_whether_it_changed(moment):
    """Tick: each lesson whose day has come asks its gespreksleider, once per day that was set."""
    today = timezone.localdate(moment)
    due = Les.objects.filter(navraag_op__lte=today, bijeenkomst__afgerond_op__isnull=False).exclude(
        veranderd="ja"
    )

    def key(les):
        return f"les:{les.pk}:navraag:{les.navraag_op}"

    def ask(les):
        notify(
            ontvangers=[les.bijeenkomst.gespreksleider_id],
            key=key(les),
            tekst="Een les van een tijd geleden: gaat het nu echt anders?",
            url=reverse("casuistiek:les-answer", args=[les.pk]),
            onderwerp=les,
            moment=moment,
        )

    each("casuistiek.les", unheard(due.select_related("bijeenkomst"), key), ask, moment=moment)
