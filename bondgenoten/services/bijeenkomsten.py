"""At and after a bijeenkomst: attendance, afspraken, advies, and telling back what was done (B3, B4)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.access import own_key
from overleggen.models import Overleg
from overleggen.services import add_actiepunt, start_overleg, update_actiepunt
from regels import bondgenoten as mag
from regels import netwerk as regels
from regels.begrippen import eis

from ..models import Aanwezigheid, Advies, Afspraak, Lid
from .netwerken import locked


def members_at(netwerk, overleg):
    """Who was in the network on the day of this bijeenkomst."""
    dag = timezone.localdate(overleg.begin)
    return (
        Lid.objects.op(dag)
        .filter(netwerk=netwerk)
        .select_related("sleutelfiguur", "contactpersoon__organisatie", "medewerker")
    )


@transaction.atomic
def write_attendance(*, netwerk, overleg, by, aanwezig):
    """Who was there, of all members of that day. Written again: replaced. Raises RegelOvertreden: nobody.

    A bijeenkomst that nobody started in the meeting screen counts as held from now on; its points still need an outcome.
    """
    netwerk = locked(netwerk)
    row = Overleg.objects.select_for_update(no_key=True).get(pk=overleg.pk)
    eis(mag.mag_opkomst_schrijven(vervallen=row.status == Overleg.Status.VERVALLEN))
    members = list(members_at(netwerk, row))
    present = {lid.pk for lid in aanwezig}
    begun = row.begin <= timezone.now() or row.gestart_op is not None
    eis(regels.mag_opkomst(aanwezig=len(present), begonnen=begun))
    if (
        row.status == Overleg.Status.GEPLAND
    ):  # somebody was there, so it was held: it must not lapse as forgotten
        start_overleg(overleg=row, by=by)
    known = {lid.pk for lid in members}
    Aanwezigheid.objects.filter(overleg=row).exclude(lid__in=known).delete()
    for lid in members:
        Aanwezigheid.objects.update_or_create(overleg=row, lid=lid, defaults={"was_er": lid.pk in present})
    record(event="bijeenkomst.attendance", by=by, subject=netwerk)


@transaction.atomic
def add_afspraak(
    *, netwerk, by, tekst, voor, eigenaar=None, wie="", overleg=None, belregel=None, sleutel=None
):
    """Write down what was promised: by a colleague it becomes an actiepunt too. Raises RegelOvertreden: nobody, or in the past."""
    row = locked(netwerk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Afspraak.objects.filter(sleutel=sleutel).first()):
        return existing
    eis(mag.mag_afspraak(collega=eigenaar is not None, ander=bool(wie.strip())))
    eis(regels.komt_nog(voor, timezone.localdate()))
    actiepunt = None
    if eigenaar is not None:
        actiepunt = add_actiepunt(
            team=row.team, by=by, tekst=tekst, eigenaar=eigenaar, deadline=voor, onderwerp=row
        )
    afspraak = Afspraak.objects.create(
        netwerk=row,
        overleg=overleg,
        belregel=belregel,
        tekst=tekst.strip(),
        wie=wie.strip(),
        voor=voor,
        actiepunt=actiepunt,
        gemaakt_door=by,
        sleutel=sleutel,
    )
    record(event="afspraak.added", by=by, subject=afspraak)
    return afspraak


@transaction.atomic
def follow_up(*, afspraak, by, nagekomen=False, terugkoppeling="", teruggekoppeld=False):
    """How it went, what came of it, and that the network heard it. Whose own actiepunt it is ends that with it.

    Raises RegelOvertreden: told back without words, or said to be kept for a colleague."""
    row = (
        Afspraak.objects.select_for_update(of=("self",), no_key=True)
        .select_related("actiepunt")
        .get(pk=afspraak.pk)
    )
    if nagekomen and row.actiepunt_id is not None and row.actiepunt.afgerond_op is None:
        eis(mag.mag_nakomen(eigenaar=row.actiepunt.eigenaar.naam, zelf=row.actiepunt.eigenaar_id == by.pk))
        update_actiepunt(actiepunt=row.actiepunt, by=by, voortgang=row.actiepunt.voortgang, klaar=True)
    if row.actiepunt_id is None:
        row.nagekomen_op = (row.nagekomen_op or timezone.now()) if nagekomen else None
    row.terugkoppeling = terugkoppeling.strip()
    if teruggekoppeld:
        eis(mag.mag_terugkoppelen(terugkoppeling=row.terugkoppeling))
    row.teruggekoppeld_op = (row.teruggekoppeld_op or timezone.now()) if teruggekoppeld else None
    row.save()
    record(event="afspraak.followed_up", by=by, subject=row)
    return row


@transaction.atomic
def add_advies(
    *, netwerk, by, soort, tekst, vraag="", effect="", gekregen_op=None, overleg=None, sleutel=None
):
    """Keep what the network said. A mirror says what the effect was; who leads the network hears that an answer is due."""
    row = locked(netwerk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Advies.objects.filter(sleutel=sleutel).first()):
        return existing
    eis(
        mag.mag_advies(
            spiegel=soort == Advies.Soort.SPIEGEL,
            effect=effect,
            gevraagd=soort == Advies.Soort.GEVRAAGD,
            vraag=vraag,
        )
    )
    eis(regels.al_geweest(gekregen_op or timezone.localdate(), timezone.localdate()))
    advies = Advies.objects.create(
        netwerk=row,
        overleg=overleg,
        soort=soort,
        vraag=vraag.strip(),
        tekst=tekst.strip(),
        effect=effect if soort == Advies.Soort.SPIEGEL else "",
        gekregen_op=gekregen_op or timezone.localdate(),
        gehoord_door=by,
        sleutel=sleutel,
    )
    record(event="advies.added", by=by, subject=advies)
    if row.trekker_id != by.pk:
        notify(
            ontvangers=[row.trekker_id],
            key=f"advies:{advies.pk}",
            tekst="Een netwerk gaf advies. Wat antwoorden we?",
            url=row.get_absolute_url(),
            onderwerp=row,
            vraagt=f"advies:{advies.pk}",
        )
    return advies


@transaction.atomic
def answer_advies(*, advies, by, antwoord, tekst, teruggekoppeld=False):
    """What we do with it and why, and that the network heard it. Raises RegelOvertreden without a reason."""
    row = Advies.objects.select_for_update(no_key=True).get(pk=advies.pk)
    eis(mag.mag_advies_beantwoorden(uitleg=tekst))
    row.antwoord, row.antwoord_tekst = antwoord, tekst.strip()
    row.beantwoord_op, row.beantwoord_door = timezone.now(), by
    row.teruggekoppeld_op = (row.teruggekoppeld_op or timezone.now()) if teruggekoppeld else None
    row.save()
    record(event="advies.answered", by=by, subject=row)
    return row


@transaction.atomic
def tell_back(*, netwerk, by, afspraken, adviezen, resultaten):
    """What stood on the page (ids) was told to the network now. Returns how many. Raises RegelOvertreden: nothing new."""
    row = locked(netwerk)
    now = timezone.now()
    untold = (
        row.afspraken.filter(pk__in=afspraken).exclude(terugkoppeling=""),
        row.adviezen.filter(pk__in=adviezen).exclude(antwoord=""),
        row.resultaten.filter(pk__in=resultaten),
    )
    told = sum(rows.filter(teruggekoppeld_op=None).update(teruggekoppeld_op=now) for rows in untold)
    eis(mag.mag_vertellen(nieuw=told))
    record(event="netwerk.told_back", by=by, subject=row)
    return told
