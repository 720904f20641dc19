"""A call round: the list at an event, each call in seconds, and the report (B6)."""

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.access import own_key
from organisatie.models import Afwezigheid, Plaatsing
from regels import bellen as regels
from regels.begrippen import RegelOvertreden, eis

from ..models import Belregel, Belronde, Contact, Lid, Netwerk, Relatie, Sleutelfiguur
from .netwerken import lock_team


def call_list(team, gebieden, gemeenschappen):
    """(regels.Mens, its network) for every sleutelfiguur of a network in these gebieden or about these communities.

    Without a choice: of the whole team. Five queries, however many people.
    """
    today = timezone.localdate()
    places, groups = {row.pk for row in gebieden}, {row.pk for row in gemeenschappen}
    members = (
        Lid.objects.op()
        .filter(
            netwerk__team=team,
            netwerk__gestopt_op=None,
            sleutelfiguur__in=Sleutelfiguur.objects.te_bereiken(),
        )
        .order_by("netwerk__soort", "netwerk")  # in both: called as one of Bondgenoten
        .values_list("sleutelfiguur", "netwerk", "netwerk__gebied")
    )
    about = {}
    for netwerk, gemeenschap in Netwerk.gemeenschappen.through.objects.filter(netwerk__team=team).values_list(
        "netwerk", "gemeenschap"
    ):
        about.setdefault(netwerk, set()).add(gemeenschap)
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
    for mens, netwerk, gebied in members:
        here = gebied in places or (gebied is None and bool(places))
        about_it = bool(about.get(netwerk, set()) & groups)
        if (places or groups) and not here and not about_it:
            continue
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
    *, team, by, aanleiding, gebieden=(), gemeenschappen=(), boodschap="", vraag="", sleutel=None
):
    """Make the call list of an event, in order of relation, and tell who is asked to call. Raises RegelOvertreden: nobody."""
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Belronde.objects.filter(sleutel=sleutel).first()):
        return existing
    found = call_list(team, gebieden, gemeenschappen)
    if not found:
        raise RegelOvertreden(
            "Geen enkel netwerk past hierbij. Kies een ander gebied of laat de keuze leeg: dan bel je iedereen."
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
    notify(
        ontvangers={line.beller_id for line in lines} - {by.pk, None},
        key=f"belronde:{ronde.pk}",
        tekst="Er is iets gebeurd. Wil je de mensen bellen met wie jij contact houdt?",
        url=ronde.get_absolute_url(),
        onderwerp=ronde,
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
    """Say that you call now: the number is shown to you, and that is in the logboek. Raises RegelOvertreden."""
    row = _line(regel)
    other = row.bezig.naam if row.bezig_id not in (None, by.pk) else ""
    eis(
        regels.mag_bellen(
            gesloten=row.belronde.gesloten_op is not None,
            gewist=_gone(row),
            bezig_door=other,
            afloop=row.afloop,
        )
    )
    if row.bezig_id != by.pk:
        Belregel.objects.filter(belronde=row.belronde, bezig=by).update(bezig=None)  # one call at a time
        row.bezig = by
        row.save(update_fields=["bezig"])
        record(event="sleutelfiguur.contact_seen", by=by, subject=row.sleutelfiguur, reden="belronde")
    return row


@transaction.atomic
def release_line(*, regel, by):
    """Give a line back without a call; the MT may free a line somebody forgot."""
    row = _line(regel)
    Belregel.objects.filter(pk=row.pk).update(bezig=None)
    record(event="belregel.released", by=by, subject=row.belronde)


@transaction.atomic
def result_line(*, regel, by, afloop, stemming="", gehoord="", nodig=""):
    """What came of a call, in one tap and a few words. Who was erased meanwhile gets no new words. Raises RegelOvertreden."""
    row = _line(regel)
    if row.is_klaar and row.gebeld_door_id == by.pk and row.afloop == afloop:
        return row  # the same form once more
    gone = _gone(row)
    eis(
        regels.mag_afloop(
            gesloten=row.belronde.gesloten_op is not None, gewist=gone, afloop=afloop, stemming=stemming
        )
    )
    if row.is_klaar:
        raise RegelOvertreden("Een collega heeft deze regel al afgerond. Kijk wat er staat.")
    if row.bezig_id != by.pk:
        raise RegelOvertreden(
            "Deze regel is intussen vrijgegeven of van een ander. Kies op de bellijst opnieuw: Ik bel."
        )
    row.afloop = afloop
    spoken = afloop == regels.Afloop.GESPROKEN
    row.stemming = stemming if spoken else ""
    row.gehoord = gehoord.strip() or row.gehoord  # of an earlier try
    row.nodig = nodig.strip() or row.nodig
    row.bezig, row.gebeld_door, row.gebeld_op = None, by, timezone.now()
    row.pogingen = F("pogingen") + 1
    row.save()
    row.refresh_from_db(fields=["pogingen"])
    if spoken:
        Contact.objects.create(
            sleutelfiguur=row.sleutelfiguur,
            medewerker=by,
            wijze=Contact.Wijze.GEBELD,
            richting=Contact.Richting.SAMEN if row.belronde.boodschap else Contact.Richting.HALEN,
        )
    record(event="belregel.called", by=by, subject=row.belronde, reden=afloop)
    return row


@transaction.atomic
def close_belronde(*, belronde, by, verslag):
    """End the round with a report of what was heard and done. Nothing is lost: lines not called stay as they are."""
    row = Belronde.objects.select_for_update(no_key=True).get(pk=belronde.pk)
    if row.gesloten_op is not None:
        raise RegelOvertreden("Deze belronde is al gesloten.")
    if not verslag.strip():
        raise RegelOvertreden("Schrijf kort op wat jullie hoorden en deden.")
    row.regels.filter(~Q(bezig=None)).update(bezig=None)
    row.verslag, row.gesloten_op, row.gesloten_door = verslag.strip(), timezone.now(), by
    row.save()
    lapse(row)
    record(event="belronde.closed", by=by, subject=row)
    return row
