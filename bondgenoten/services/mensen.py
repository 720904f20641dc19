"""Sleutelfiguren: writing down, correcting, contact, who keeps the relation (B2)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.access import own_key
from organisatie.models import Plaatsing
from organisatie.services.mensen import end_row_at_latest
from organisatie.verbeteren import correct, remove
from regels import grondslag as regels
from regels import sleutelfiguur as mens
from regels.begrippen import eis, vers
from regels.grondslag import Grondslag

from ..models import Contact, Relatie, Sleutelfiguur
from .netwerken import add_lid, lock_team

VELDEN = ("naam", "rol", "gebied", "telefoon", "email", "taal", "bereikbaar", "regime")


def locked(sleutelfiguur):
    """The row, locked. Raises RegelOvertreden when they were erased."""
    row = Sleutelfiguur.objects.select_for_update(no_key=True).get(pk=sleutelfiguur.pk)
    eis(mens.mag_wijzigen(gewist=row.gewist_op is not None))
    return row


NOEMT = ("naam", "telefoon", "email")


def _fill(row, values):
    for veld in VELDEN:
        if veld in values:
            value = values[veld]
            setattr(row, veld, value.strip() if isinstance(value, str) else value)


def _remember(row, before):
    """What somebody was called before a correction stands in texts: kept to find it when they are erased."""
    for veld, value in before.items():
        if value and value != getattr(row, veld) and value not in row.eerder.get(veld, []):
            row.eerder[veld] = [*row.eerder.get(veld, []), value]


def _ground(row, *, grondslag, toestemming_op, toestemming_doel, toestemming_tot):
    eis(
        regels.mag_vastleggen(
            grondslag=Grondslag(grondslag),
            op=toestemming_op,
            doel=toestemming_doel,
            tot=toestemming_tot,
            vandaag=timezone.localdate(),
        )
    )
    row.grondslag = grondslag
    consent = grondslag == Grondslag.TOESTEMMING
    row.toestemming_op = toestemming_op if consent else None
    row.toestemming_tot = toestemming_tot if consent else None
    row.toestemming_doel = toestemming_doel.strip() if consent else ""


@transaction.atomic
def add_sleutelfiguur(
    *,
    team,
    by,
    netwerk=None,
    grondslag,
    toestemming_op=None,
    toestemming_doel="",
    toestemming_tot=None,
    sleutel=None,
    **values,
):
    """Write somebody down, with the ground for it; whoever does keeps the relation. Raises RegelOvertreden: known already."""
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Sleutelfiguur.objects.filter(sleutel=sleutel).first()):
        return existing
    naam = values["naam"].strip()
    same = Sleutelfiguur.objects.visible_to(by).filter(team=team, naam__iexact=naam).first()
    eis(mens.mag_toevoegen(naam_bestaat=same is not None))
    row = Sleutelfiguur(team=team, vastgelegd_door=by, sleutel=sleutel)
    _fill(row, values)
    _ground(
        row,
        grondslag=grondslag,
        toestemming_op=toestemming_op,
        toestemming_doel=toestemming_doel,
        toestemming_tot=toestemming_tot,
    )
    row.save()
    Relatie.objects.create(sleutelfiguur=row, medewerker=by, van=timezone.localdate())
    record(event="sleutelfiguur.added", by=by, subject=row, reden=f"{row.grondslag}, {row.regime}")
    if netwerk is not None:
        add_lid(netwerk=netwerk, by=by, sleutelfiguur=row)
    return row


@transaction.atomic
def change_sleutelfiguur(*, sleutelfiguur, by, versie, **values):
    """Correct what is kept. Raises Verouderd when a colleague was first, RegelOvertreden for a ground that does not hold."""
    row = locked(sleutelfiguur)
    vers(versie, row.versie)
    ground = {
        naam: values.pop(naam)
        for naam in ("grondslag", "toestemming_op", "toestemming_doel", "toestemming_tot")
    }
    eis(regels.mag_grond_wijzigen(van=Grondslag(row.grondslag), naar=Grondslag(ground["grondslag"])))
    before = {veld: getattr(row, veld) for veld in NOEMT}
    _fill(row, values)
    _remember(row, before)
    _ground(row, **ground)
    row.versie += 1
    row.save()
    record(event="sleutelfiguur.changed", by=by, subject=row, reden=f"{row.grondslag}, {row.regime}")
    return row


@transaction.atomic
def extend_consent(*, sleutelfiguur, by, op, tot):
    """Consent was asked again and given, till `tot`. Raises RegelOvertreden when it was never the ground, or does not hold."""
    row = locked(sleutelfiguur)
    eis(mens.mag_verlengen(grondslag=row.grondslag))
    _ground(
        row,
        grondslag=row.grondslag,
        toestemming_op=op,
        toestemming_doel=row.toestemming_doel,
        toestemming_tot=tot,
    )
    row.versie += 1
    row.save()
    lapse(row, prefix=f"toestemming:{row.pk}:")
    record(event="sleutelfiguur.consent_extended", by=by, subject=row)
    return row


def see_names(people, *, by, team, waar):
    """Names of these sleutelfiguren (ids) are shown together: in the logboek, one row that names each. `waar`: which page."""
    if people:
        record(
            event="sleutelfiguur.named", by=by, subjects=(Sleutelfiguur, set(people)), team=team, reden=waar
        )


def see_contact(*, sleutelfiguur, by, reden):
    """Somebody looks at telephone and e-mail: in the logboek before it is shown. Raises RegelOvertreden without a reason."""
    eis(mens.mag_gegevens_zien(reden=reden))
    record(event="sleutelfiguur.contact_seen", by=by, subject=sleutelfiguur, reden=reden)


@transaction.atomic
def give_inzage(*, sleutelfiguur, by):
    """An overview is made for the person, telephone and e-mail in it: logged, and who keeps the relation hears it."""
    record(
        event="sleutelfiguur.inzage",
        by=by,
        subject=sleutelfiguur,
        reden="inzage voor de persoon",
        ontvanger="betrokkene",
    )
    keepers = set(sleutelfiguur.relaties.op().values_list("medewerker", flat=True))
    notify(
        ontvangers=keepers - {by.pk},
        key=f"inzage:{sleutelfiguur.pk}:{by.pk}:{timezone.localdate()}",
        tekst="Een collega maakte een overzicht van alles over iemand met wie jij contact houdt.",
        url=sleutelfiguur.get_absolute_url(),
        onderwerp=sleutelfiguur,
    )


@transaction.atomic
def add_contact(*, sleutelfiguur, by, richting, wijze, op=None, tekst="", sleutel=None):
    """Note that you spoke, in seconds. Sent twice, it is there once. Raises RegelOvertreden: a day that has to come."""
    row = locked(sleutelfiguur)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Contact.objects.filter(sleutel=sleutel).first()):
        return existing
    op = op or timezone.localdate()
    eis(mens.mag_contact(dag=op, vandaag=timezone.localdate()))
    contact = Contact.objects.create(
        sleutelfiguur=row,
        medewerker=by,
        op=op,
        wijze=wijze,
        richting=richting,
        tekst=tekst.strip(),
        sleutel=sleutel,
    )
    record(event="contact.added", by=by, subject=row)
    return contact


@transaction.atomic
def change_contact(contact, by, **values):
    """Put right what one wrote of a talk; the person is locked first, so that who is erased stays erased."""
    _still_known(contact)
    return correct(contact, by, **values)


@transaction.atomic
def remove_contact(contact, by):
    _still_known(contact)
    remove(contact, by)


def _still_known(contact):
    lock_team(contact.team_id)
    person = locked(contact.sleutelfiguur)
    eis(mens.mag_wijzigen(gewist=person.gewist_op is not None))


def _placed(medewerker, team_id):
    return Plaatsing.objects.op().filter(team=team_id, medewerker=medewerker).exists()


@transaction.atomic
def set_relatie(*, sleutelfiguur, by, medewerker, als=Relatie.Als.HOUDER, meegegeven="", tell=True):
    """From today this colleague keeps the relation (or deputises) and hears it; who did before does not any more."""
    row = locked(sleutelfiguur)
    running = {relatie.als: relatie for relatie in row.relaties.niet_voorbij()}
    before = {relatie.medewerker_id for relatie in running.values()} - {by.pk, medewerker.pk}
    now = running.get(als)
    other = running.get(Relatie.Als.VERVANGER if als == Relatie.Als.HOUDER else Relatie.Als.HOUDER)
    same = now is not None and now.medewerker_id == medewerker.pk and now.tot is None
    is_other = other is not None and other.medewerker_id == medewerker.pk
    eis(
        mens.mag_relatie(
            geplaatst=_placed(medewerker, row.team_id),
            is_al=Relatie.Als(als).label if same else "",
            is_houder_en_wordt_vervanger=is_other and als == Relatie.Als.VERVANGER,
        )
    )
    if is_other:
        _end(other)
    for row_of_als in row.relaties.niet_voorbij().filter(als=als):  # also one that a planned departure made
        _end(row_of_als)
    relatie = Relatie.objects.create(
        sleutelfiguur=row,
        medewerker=medewerker,
        als=als,
        van=timezone.localdate(),
        meegegeven=meegegeven.strip(),
    )
    record(event="relatie.set", by=by, subject=row)
    notify(  # nobody takes over a relation, and with it a number, unseen
        ontvangers=before,
        key=f"relatie:{relatie.pk}:anders",
        tekst="Een collega veranderde wie contact houdt met iemand uit de wijk die jij kent.",
        url=reverse("bondgenoten:sleutelfiguur-list"),
        onderwerp=row,
        direct=True,
    )
    if tell and medewerker.pk != by.pk:
        notify(
            ontvangers=[medewerker.pk],
            key=f"relatie:{relatie.pk}",
            tekst="Je houdt vanaf nu contact met iemand uit de wijk. Kijk met wie.",
            url=row.get_absolute_url(),
            onderwerp=row,
            direct=True,
        )
    return relatie


def _end(relatie):
    """A tie that began today was never one: it goes. Else it ends today."""
    if relatie.van >= timezone.localdate():
        relatie.delete()
    else:
        end_row_at_latest(relatie, timezone.localdate())


@transaction.atomic
def hand_over_relaties(*, van, by, aan, sleutelfiguren, meegegeven=""):
    """Several relations at once to a colleague: when somebody leaves, or the work is divided anew (B7). Returns how many."""
    eis(mens.mag_overdragen(aan_zichzelf=van.pk == aan.pk, gekozen=len(sleutelfiguren)))
    held = Relatie.objects.op().filter(
        medewerker=van, als=Relatie.Als.HOUDER, sleutelfiguur__in=sleutelfiguren
    )
    count = 0
    for relatie in held.select_related("sleutelfiguur"):
        set_relatie(
            sleutelfiguur=relatie.sleutelfiguur, by=by, medewerker=aan, meegegeven=meegegeven, tell=False
        )
        count += 1
    eis(mens.mag_overdragen(aan_zichzelf=False, gekozen=count))
    if aan.pk != by.pk:
        notify(
            ontvangers=[aan.pk],
            key=f"relaties:{van.pk}:{aan.pk}:{timezone.now():%Y%m%d%H%M}",
            tekst="Je houdt vanaf nu contact met mensen uit de wijk. Kijk met wie.",
            url=reverse("bondgenoten:sleutelfiguur-list"),
            onderwerp=aan,
            direct=True,
        )
    return count
