"""A call round: the list at an event, each call in seconds, and the report (B6)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.models import Afwezigheid, Plaatsing
from regels import bellen as regels
from regels.begrippen import eis
from regels.functies import BESLIST

from ..models import Belregel, Belronde, Contact, Lid, Netwerk, Relatie, Sleutelfiguur
from .netwerken import lock_team


def call_list(team, gebieden, gemeenschappen, *, iedereen=False):
    """(regels.Mens, its network or None) for whom this touches: everybody, or who is of these gebieden or communities.

    By a network, or because they live there and we know them. Six queries, however many people.
    """
    today = timezone.localdate()
    places, groups = {row.pk for row in gebieden}, {row.pk for row in gemeenschappen}
    reachable = Sleutelfiguur.objects.te_bereiken().filter(team=team)
    members = (
        Lid.objects.op()
        .filter(netwerk__team=team, netwerk__gestopt_op=None, sleutelfiguur__in=reachable)
        .order_by("netwerk__soort", "netwerk")  # in both: called as one of Bondgenoten
        .values_list("sleutelfiguur", "netwerk", "netwerk__gebied")
    )
    about = {}
    for netwerk, gemeenschap in Netwerk.gemeenschappen.through.objects.filter(netwerk__team=team).values_list(
        "netwerk", "gemeenschap"
    ):
        about.setdefault(netwerk, set()).add(gemeenschap)
    touched = []  # (person, network, of these gebieden, about these communities)
    for mens, netwerk, gebied in members:
        here = gebied in places or (gebied is None and bool(places))
        about_it = bool(about.get(netwerk, set()) & groups)
        if iedereen or here or about_it:
            touched.append((mens, netwerk, here, about_it))
    residents = reachable if iedereen else reachable.filter(gebied__in=places)
    known = {mens for mens, *_ in touched}
    touched += [
        (mens, None, gebied in places, False)
        for mens, gebied in residents.values_list("pk", "gebied")
        if mens not in known
    ]
    keepers = {}
    for mens, als, wie in (
        Relatie.objects.op(today)
        .filter(sleutelfiguur__team=team)
        .values_list("sleutelfiguur", "als", "medewerker")
    ):
        keepers.setdefault(mens, {})[als] = wie
    last = dict(
        Contact.objects.filter(sleutelfiguur__team=team)
        .order_by()
        .values("sleutelfiguur")
        .annotate(laatst=Max("op"))
        .values_list("sleutelfiguur", "laatst")
    )
    found = []
    for mens, netwerk, here, about_it in touched:
        keeper = keepers.get(mens, {})
        fact = regels.Mens(
            mens, here, about_it, keeper.get("houder"), keeper.get("vervanger"), last.get(mens)
        )
        found.append((fact, netwerk))
    return found


def present_now(team):
    """Ids of colleagues placed in the team who are not absent now."""
    now = timezone.now()
    absent = Afwezigheid.objects.filter(ingetrokken_op=None).op(now).values("medewerker")
    placed = Plaatsing.objects.op().filter(team=team).exclude(medewerker__in=absent)
    return set(placed.values_list("medewerker", flat=True))


@transaction.atomic
def start_belronde(
    *,
    team,
    by,
    aanleiding,
    gebieden=(),
    gemeenschappen=(),
    iedereen=False,
    boodschap="",
    vraag="",
    sleutel=None,
):
    """Make the call list of an event, in order of relation; who is asked to call hears it, and so does the teamchef.

    Without a choice it is of nobody, unless `iedereen` says so. Raises RegelOvertreden, with how many that would be.
    """
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Belronde.objects.filter(sleutel=sleutel).first()):
        return existing
    chosen = bool(gebieden or gemeenschappen)
    found = call_list(team, gebieden, gemeenschappen, iedereen=iedereen or not chosen)
    callers = {mens.houder for mens, _ in found} - {None}
    eis(
        regels.mag_beginnen(
            gekozen=chosen,
            iedereen=iedereen,
            mensen=len({mens.nummer for mens, _ in found}),
            collegas=len(callers),
        )
    )
    ronde = Belronde.objects.create(
        team=team,
        aanleiding=aanleiding.strip(),
        boodschap=boodschap.strip(),
        vraag=vraag.strip(),
        begonnen_door=by,
        sleutel=sleutel,
    )
    ronde.gebieden.set(gebieden)
    ronde.gemeenschappen.set(gemeenschappen)
    present = present_now(team)
    network_of = {}
    for mens, netwerk in found:
        network_of.setdefault((mens.nummer, mens.hier, mens.erover), netwerk)
    lines = []
    for nr, mens in enumerate(regels.belvolgorde([mens for mens, _ in found], present), start=1):
        beller = regels.wie_belt(mens, present)
        lines.append(
            Belregel(
                belronde=ronde,
                sleutelfiguur_id=mens.nummer,
                netwerk_id=network_of[mens.nummer, mens.hier, mens.erover],
                volgorde=nr,
                beller_id=beller.medewerker,
                reden=beller.reden,
            )
        )
    Belregel.objects.bulk_create(lines)
    record(event="belronde.started", by=by, subject=ronde)
    asked = {line.beller_id for line in lines} - {by.pk, None}
    chefs = Plaatsing.objects.op().filter(team=team, functie__in=BESLIST)
    notify(
        ontvangers=set(chefs.values_list("medewerker", flat=True)) - asked - {by.pk},
        key=f"gestart:{ronde.pk}",
        tekst="Er is iets gebeurd. Een collega begon een belronde.",
        url=ronde.get_absolute_url(),
        onderwerp=ronde,
        direct=True,
    )
    notify(
        ontvangers=asked,
        key=f"belronde:{ronde.pk}",
        tekst="Er is iets gebeurd. Wil je de mensen bellen met wie jij contact houdt?",
        url=ronde.get_absolute_url(),
        onderwerp=ronde,
        vraagt=f"bellen:{ronde.pk}",
        direct=True,
    )
    return ronde


def _line(regel):
    ronde = Belronde.objects.select_for_update(no_key=True).get(pk=regel.belronde_id)
    row = (
        Belregel.objects.select_for_update(of=("self",), no_key=True)
        .select_related("sleutelfiguur", "bezig")
        .get(pk=regel.pk)
    )
    row.belronde = ronde
    return row


def _gone(row):
    mens = row.sleutelfiguur
    return not Sleutelfiguur.objects.te_bereiken().filter(pk=mens.pk).exists()


@transaction.atomic
def claim_line(*, regel, by):
    """Say that you call now: then the number may be shown to you (`see_contact`). Raises RegelOvertreden."""
    row = _line(regel)
    other = row.bezig.naam if row.belt and row.bezig_id != by.pk else ""
    eis(
        regels.mag_bellen(
            gesloten=not row.belronde.loopt,
            gewist=_gone(row),
            bezig_door=other,
            afloop=row.afloop,
        )
    )
    if row.bezig_id != by.pk or not row.belt:
        Belregel.objects.filter(bezig=by).update(bezig=None)  # one call at a time
        row.bezig, row.bezig_sinds = by, timezone.now()
        row.save(update_fields=["bezig", "bezig_sinds"])
    return row


@transaction.atomic
def release_line(*, regel, by):
    """Give a line back without a call; the MT may free a line somebody forgot."""
    row = _line(regel)
    eis(regels.mag_vrijgeven(van_ander=row.bezig_id != regel.bezig_id))
    Belregel.objects.filter(pk=row.pk).update(bezig=None)
    record(event="belregel.released", by=by, subject=row.belronde)


@transaction.atomic
def result_line(*, regel, by, afloop, stemming="", gehoord="", nodig=""):
    """What came of a call, in one tap and a few words; who called may mend it while the round runs.

    Who was erased meanwhile gets no new words. Raises RegelOvertreden.
    """
    row = _line(regel)
    # Who was on the line when the round closed may end that call.
    calling = row.bezig_id == by.pk and row.belt
    eis(
        regels.mag_afloop(
            gesloten=not row.belronde.loopt and not calling,
            gewist=_gone(row),
            afloop=afloop,
            stemming=stemming,
            gehoord=gehoord,
        )
    )
    mends = row.is_klaar and row.gebeld_door_id == by.pk
    eis(regels.mag_opschrijven(klaar=row.is_klaar, eigen_gesprek=mends, belt_zelf=row.bezig_id == by.pk))
    row.afloop = afloop
    spoken = afloop == regels.Afloop.GESPROKEN
    row.stemming = stemming if spoken else ""
    row.gehoord = gehoord.strip() if mends else gehoord.strip() or row.gehoord  # or of an earlier try
    row.nodig = nodig.strip() if mends else nodig.strip() or row.nodig
    row.bezig = row.bezig_sinds = None
    if not mends:
        row.gebeld_door, row.gebeld_op = by, timezone.now()
        row.pogingen += 1
    row.save()
    if not spoken:
        Contact.objects.filter(belregel=row).delete()
    else:
        samen = bool(row.belronde.boodschap)
        Contact.objects.get_or_create(
            belregel=row,
            defaults={
                "sleutelfiguur": row.sleutelfiguur,
                "medewerker": by,
                "wijze": Contact.Wijze.GEBELD,
                "richting": Contact.Richting.SAMEN if samen else Contact.Richting.HALEN,
            },
        )
    record(event="belregel.called", by=by, subject=row.belronde, reden=afloop)
    return row


@transaction.atomic
def close_belronde(*, belronde, by, verslag):
    """End the round with a report of what was heard and done. Lines not called stay as they are; a call that goes on
    may still be written down."""
    row = Belronde.objects.select_for_update(no_key=True).get(pk=belronde.pk)
    eis(regels.mag_sluiten(gesloten=row.gesloten_op is not None, verslag=verslag))
    row.verslag, row.gesloten_op, row.gesloten_door = verslag.strip(), timezone.now(), by
    row.save()
    record(event="belronde.closed", by=by, subject=row)
    return row
