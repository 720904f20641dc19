"""Networks: beginning, changing, stopping; who is in them; their series of bijeenkomsten (B1, B7, B10)."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.models import Plaatsing, Team
from organisatie.services.mensen import end_row, end_row_at_latest
from overleggen.services import cancel_overleg, save_reeks
from regels import bondgenoten as mag
from regels import netwerk as regels
from regels.agenda import VASTE_PUNTEN, Vanzelf
from regels.begrippen import eis, vers
from regels.functies import BESLIST

from ..models import Gemeenschap, Lid, Netwerk, Relatie, Resultaat, Sleutelfiguur, Voorwaardenmeting

VELDEN = ("naam", "soort", "gebied", "waarover", "trekker", "vervanger", "keren_per_jaar")
DUUR = 120


def lock_team(team_id):
    """The team's row, locked until the end of the transaction: a second tap waits for the first."""
    return Team.objects.select_for_update(no_key=True).get(pk=team_id)


def locked(netwerk):
    return Netwerk.objects.select_for_update(no_key=True).get(pk=netwerk.pk)


@transaction.atomic
def save_gemeenschap(*, team, by, naam, gemeenschap=None, gestopt=False):
    """Add what networks can be about, or change its words. Raises RegelOvertreden when the team has it already."""
    lock_team(team.pk)
    naam = naam.strip()
    same = Gemeenschap.objects.filter(team=team, naam__iexact=naam)
    same = same.exclude(pk=gemeenschap.pk if gemeenschap else None)
    eis(mag.mag_gemeenschap(is_er_al=same.exists()))
    row = gemeenschap or Gemeenschap(team=team)
    row.naam, row.gestopt = naam, gestopt
    row.save()
    record(event="gemeenschap.saved", by=by, subject=row)
    return row


@transaction.atomic
def save_netwerk(*, team, by, netwerk=None, gemeenschappen=(), versie=None, sleutel=None, **values):
    """Begin a network or change one. Trekker and deputy are in it. Raises RegelOvertreden, Verouderd when a colleague was first."""
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if netwerk is None and sleutel and (existing := Netwerk.objects.filter(sleutel=sleutel).first()):
        return existing
    row = locked(netwerk) if netwerk else Netwerk(team=team, sleutel=sleutel)
    if netwerk is not None:
        vers(versie, row.versie)
    row.versie += netwerk is not None
    led = {row.trekker_id, row.vervanger_id} if netwerk is not None else set()
    naam = values["naam"].strip()
    same = Netwerk.objects.lopend().filter(team=team, naam__iexact=naam).exclude(pk=row.pk)
    eis(
        mag.mag_bewaren(
            gestopt=row.gestopt_op is not None,
            naam_bestaat=same.exists(),
            trekker_is_vervanger=values["vervanger"] is not None and values["vervanger"] == values["trekker"],
        )
    )
    for veld in VELDEN:
        setattr(row, veld, values[veld])
    row.naam = naam
    row.save()
    row.gemeenschappen.set(gemeenschappen)
    # Who begins a network fills it, so is in it; the trekker and the deputy always are.
    for wie in {row.trekker, row.vervanger, by if netwerk is None else None} - {None}:
        _ensure_member(row, wie)
    sync_reeks(row)
    record(event="netwerk.saved", by=by, subject=row)
    if led and led != {row.trekker_id, row.vervanger_id}:  # who leads reaches its people: not unseen
        notify(
            ontvangers=(led | {row.trekker_id, row.vervanger_id}) - {by.pk, None},
            key=f"netwerk:{row.pk}:trekkers:{row.versie}",
            tekst="Een netwerk waar jij trekker of vervanger van bent of was, heeft een andere trekker of vervanger.",
            url=row.get_absolute_url(),
            onderwerp=row,
            direct=True,
        )
    return row


def _ensure_member(netwerk, medewerker):
    if not Lid.objects.filter(netwerk=netwerk, medewerker=medewerker, tot=None).exists():
        Lid.objects.create(
            netwerk=netwerk, medewerker=medewerker, rol=Lid.Rol.POLITIE, van=timezone.localdate()
        )


def sync_reeks(netwerk):
    """The colleagues in a network are who takes part in its series, whatever their functie."""
    reeks = netwerk.reeks
    if reeks is None:
        return
    people = Lid.objects.op().filter(netwerk=netwerk).exclude(medewerker=None)
    reeks.personen = sorted(set(people.values_list("medewerker", flat=True)))
    reeks.naam = netwerk.naam
    reeks.save(update_fields=["personen", "naam"])


@transaction.atomic
def stop_netwerk(*, netwerk, by, reden):
    """It goes on no more, with a reason; memberships end today, relations stay. Its series brings no new meetings."""
    row = locked(netwerk)
    eis(mag.mag_stoppen(gestopt=row.gestopt_op is not None, reden=reden))
    for lid in row.leden.niet_voorbij():
        end_row_at_latest(lid, timezone.localdate())
    row.gestopt_op, row.reden_gestopt = timezone.now(), reden.strip()
    row.save(update_fields=["gestopt_op", "reden_gestopt"])
    if row.reeks_id is not None:
        today = timezone.localdate()
        row.reeks.laatste = max(today, row.reeks.eerste)
        row.reeks.save(update_fields=["laatste"])
        for overleg in row.reeks.overleggen.gepland_na(timezone.now()):
            cancel_overleg(overleg=overleg, by=by, reden="het netwerk is gestopt")
    record(event="netwerk.stopped", by=by, subject=row)
    return row


@transaction.atomic
def add_lid(*, netwerk, by, rol="", sleutelfiguur=None, contactpersoon=None, medewerker=None, van=None):
    """Somebody joins. The role follows from who it is, unless said otherwise. Raises RegelOvertreden: a member twice."""
    row = locked(netwerk)
    wie = {"sleutelfiguur": sleutelfiguur, "contactpersoon": contactpersoon, "medewerker": medewerker}
    chosen = {naam: mens for naam, mens in wie.items() if mens is not None}
    today = timezone.localdate()
    van = van or today
    earlier = row.leden.filter(
        Q(tot=None) | Q(tot__gt=van), **chosen
    )  # a time in it that is not over by then
    al_lid = len(chosen) == 1 and earlier.exists()
    eis(regels.mag_lid(al_lid=al_lid, gestopt=row.gestopt_op is not None, aantal_keuzes=len(chosen)))
    eis(regels.al_geweest(van, today))
    if sleutelfiguur is not None:
        _may_bring(by, sleutelfiguur, row)
    lid = Lid.objects.create(netwerk=row, rol=_rol(chosen, rol), van=van, **chosen)
    sync_reeks(row)
    record(event="lid.added", by=by, subject=lid)
    return lid


def _may_bring(by, sleutelfiguur, netwerk):
    """Who leads a network reaches its people: so who keeps the relation brings them in, or who keeps a network of theirs."""
    people = Sleutelfiguur.objects.filter(pk=sleutelfiguur.pk)
    gone = people.select_for_update(no_key=True).get().gewist_op is not None
    keeper = Relatie.objects.op().filter(sleutelfiguur=sleutelfiguur, als=Relatie.Als.HOUDER).first()
    eis(
        mag.mag_inbrengen(
            gewist=gone,
            houdt_contact=people.in_te_brengen_door(by, netwerk.team_id).exists(),
            houder=keeper.medewerker.naam if keeper else "",
        )
    )


def _rol(chosen, rol):
    fits = {
        "sleutelfiguur": (Lid.Rol.SLEUTELFIGUUR,),
        "medewerker": (Lid.Rol.POLITIE, Lid.Rol.LEIDING),
        "contactpersoon": (Lid.Rol.GEMEENTE, Lid.Rol.PARTNER, Lid.Rol.LEIDING),
    }[next(iter(chosen))]
    eis(mag.mag_rol(past=not rol or rol in fits))
    if rol or "contactpersoon" not in chosen:
        return rol or fits[0]
    soort = chosen["contactpersoon"].organisatie.soort
    return {"gemeente": Lid.Rol.GEMEENTE, "politie": Lid.Rol.LEIDING}.get(soort, Lid.Rol.PARTNER)


@transaction.atomic
def end_lid(*, lid, by, tot):
    """Somebody leaves the network; `tot` is the first day they are not in it any more."""
    netwerk = locked(lid.netwerk)
    row = Lid.objects.get(pk=lid.pk)
    leads = row.medewerker_id is not None and row.medewerker_id in (netwerk.trekker_id, netwerk.vervanger_id)
    eis(mag.mag_lid_eindigen(trekt=leads))
    end_row(row, tot)
    sync_reeks(netwerk)
    record(event="lid.ended", by=by, subject=lid)


@transaction.atomic
def plan_reeks(*, netwerk, by, regel, eerste, begintijd, plaats="", duur=DUUR):
    """Give the network its rhythm: a series of its own, half a year ahead; changed when there is one. Raises RegelOvertreden."""
    row = locked(netwerk)
    eis(mag.mag_plannen(gestopt=row.gestopt_op is not None))
    if row.reeks is None or eerste != row.reeks.eerste:
        eis(regels.mag_eerste_zijn(eerste, timezone.localdate()))
    people = Lid.objects.op().filter(netwerk=row).exclude(medewerker=None)
    row.reeks = save_reeks(
        team=row.team,
        reeks=row.reeks,
        by=by,
        soort="bondgenoten",
        naam=row.naam,
        regel=regel,
        eerste=eerste,
        laatste=None,
        begintijd=begintijd,
        duur=duur,
        plaats=plaats,
        functies=[],
        personen=sorted(set(people.values_list("medewerker", flat=True))),
        vaste_punten=list(VASTE_PUNTEN["bondgenoten"]) if row.reeks is None else row.reeks.vaste_punten,
        vanzelf=[str(Vanzelf.SIGNALEN)] if row.reeks is None else row.reeks.vanzelf,
    )
    row.save(update_fields=["reeks"])
    record(event="netwerk.planned", by=by, subject=row)
    return row


@transaction.atomic
def measure_voorwaarden(*, netwerk, by, draagvlak, leiding, beeld, gemeente, toelichting=""):
    """How the four basisvoorwaarden stand today; a second time on one day replaces the first."""
    row = locked(netwerk)
    meting, _ = Voorwaardenmeting.objects.update_or_create(
        netwerk=row,
        op=timezone.localdate(),
        defaults={
            "draagvlak": draagvlak,
            "leiding": leiding,
            "beeld": beeld,
            "gemeente": gemeente,
            "toelichting": toelichting.strip(),
            "door": by,
        },
    )
    record(event="netwerk.measured", by=by, subject=row)
    return meting


@transaction.atomic
def add_resultaat(*, netwerk, by, titel, tekst="", op=None, partners=(), signaal=None, sleutel=None):
    """Write down what came of the network. Sent twice, it is there once."""
    row = locked(netwerk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Resultaat.objects.filter(sleutel=sleutel).first()):
        return existing
    eis(regels.al_geweest(op or timezone.localdate(), timezone.localdate()))
    found = Resultaat.objects.create(
        netwerk=row,
        titel=titel.strip(),
        tekst=tekst.strip(),
        op=op or timezone.localdate(),
        signaal=signaal,
        door=by,
        sleutel=sleutel,
    )
    found.partners.set(partners)
    record(event="resultaat.added", by=by, subject=found)
    return found


def end_ties_of(medewerker, team, tot):
    """Somebody leaves the team: their relations go to the deputy, where there is one; their memberships end.

    Who leads a network that loses a relatiehouder hears it now, while the colleague can still introduce another.
    """
    orphaned = []
    for row in Relatie.objects.filter(medewerker=medewerker, sleutelfiguur__team=team).niet_voorbij(tot):
        end_row_at_latest(row, tot)
        if row.als != Relatie.Als.HOUDER:
            continue
        if not _takes_over_later(row, tot) and not _deputy_takes_over(row, tot):
            orphaned.append(row.sleutelfiguur_id)
    for lid in Lid.objects.filter(medewerker=medewerker, netwerk__team=team).niet_voorbij(tot):
        end_row_at_latest(lid, tot)
    if tot <= timezone.localdate():
        hand_on_trekkers(team)
    for netwerk in Netwerk.objects.lopend().filter(leden__sleutelfiguur__in=orphaned).distinct():
        notify(
            ontvangers=[pk for pk in (netwerk.trekker_id, netwerk.vervanger_id) if pk != medewerker.pk],
            key=f"netwerk:{netwerk.pk}:zonder-houder:{medewerker.pk}:{tot}",
            tekst="Een collega vertrekt die contact houdt met mensen in een netwerk van jou. Wie neemt het over?",
            url=netwerk.get_absolute_url(),
            onderwerp=netwerk,
        )


def _deputy_takes_over(relatie, tot):
    """The deputy becomes relatiehouder on that day; False when there is none."""
    deputies = Relatie.objects.filter(
        sleutelfiguur=relatie.sleutelfiguur_id, als=Relatie.Als.VERVANGER, tot=None
    )
    deputy = deputies.exclude(medewerker=relatie.medewerker_id).first()
    if deputy is None:
        return False
    Relatie.objects.create(
        sleutelfiguur_id=relatie.sleutelfiguur_id,
        medewerker_id=deputy.medewerker_id,
        als=Relatie.Als.HOUDER,
        van=tot,
        meegegeven=relatie.meegegeven,
    )
    end_row_at_latest(deputy, tot)
    return True


def _takes_over_later(relatie, tot):
    """A successor was ready for a later day of leaving: they begin now. False when there is none."""
    later = Relatie.objects.filter(
        sleutelfiguur=relatie.sleutelfiguur_id, als=Relatie.Als.HOUDER, van__gt=tot
    )
    successor = later.exclude(medewerker=relatie.medewerker_id).order_by("van").first()
    if successor is None:
        return False
    successor.van = tot
    successor.save(update_fields=["van"])
    deputies = Relatie.objects.filter(
        sleutelfiguur=relatie.sleutelfiguur_id, als=Relatie.Als.VERVANGER, medewerker=successor.medewerker_id
    )
    for deputy in deputies.niet_voorbij(tot):
        end_row_at_latest(deputy, tot)
    return True


def hand_on_trekkers(team):
    """Where the trekker is no longer placed in the team, the deputy leads from now on; without one the teamchef hears it."""
    here = Plaatsing.objects.op().filter(team=team).values("medewerker")
    running = Netwerk.objects.lopend().filter(team=team)
    running.exclude(vervanger=None).exclude(vervanger__in=here).update(vervanger=None)
    for netwerk in running.exclude(trekker__in=here).exclude(vervanger=None):
        netwerk.trekker, netwerk.vervanger = netwerk.vervanger, None
        netwerk.save(update_fields=["trekker", "vervanger"])
        sync_reeks(netwerk)
    chefs = Plaatsing.objects.op().filter(team=team, functie__in=BESLIST)
    for netwerk in running.exclude(trekker__in=here).filter(vervanger=None):
        notify(
            ontvangers=chefs.values_list("medewerker", flat=True),
            key=f"netwerk:{netwerk.pk}:zonder-trekker:{netwerk.trekker_id}",
            tekst="Een netwerk heeft geen trekker meer. Wie gaat het trekken?",
            url=netwerk.get_absolute_url(),
            onderwerp=netwerk,
        )
