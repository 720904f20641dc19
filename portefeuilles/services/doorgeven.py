"""Passing on: inwerken, voorbeelden, vacature (P15, P16, K8)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.queries import instelling_van
from organisatie.services import require_placed
from regels import overdrachtsdossier as regels
from regels.begrippen import eis
from regels.overdrachtsdossier import Profiel
from regels.portefeuille import mag_inwerkplan, mag_navolgen, mag_vacature_wijzigen

from ..models import Inwerkplan, Inwerkstap, Navolging, Vacature, Voorbeeld
from ..queries import takenpakket_of, takenpakket_voor
from .slot import lock_team

# --- inwerken -------------------------------------------------------------------------------------------


@transaction.atomic
def make_inwerkplan(*, medewerker, team, by, begin, ruimte=""):
    """What a new colleague does to grow into the work, from takenpakket and dossiers (K8)."""
    lock_team(team.pk)
    require_placed(medewerker, team)
    same = Inwerkplan.objects.filter(medewerker=medewerker, team=team, begin=begin)
    eis(mag_inwerkplan(is_er_al=same.exists()))
    row = Inwerkplan.objects.create(
        medewerker=medewerker, team=team, begin=begin, ruimte=ruimte.strip(), gemaakt_door=by
    )
    stappen = regels.inwerken(takenpakket_of(medewerker, team, begin))
    Inwerkstap.objects.bulk_create(
        Inwerkstap(plan=row, soort=stap.soort, tekst=stap.tekst[:200], voor=regels.voor(stap, begin))
        for stap in stappen
    )
    record(event="inwerkplan.made", by=by, subject=row)
    if medewerker.pk != by.pk:
        notify(
            ontvangers=[medewerker.pk],
            key=f"inwerkplan:{row.pk}",
            tekst="Er staat een inwerkplan voor je klaar.",
            url=row.get_absolute_url(),
            onderwerp=row,
            vraagt=f"inwerken:{row.pk}",
        )
    return row


@transaction.atomic
def add_inwerkstap(*, plan, by, soort, tekst, voor):
    row = Inwerkstap.objects.create(plan=plan, soort=soort, tekst=tekst.strip(), voor=voor)
    record(event="inwerkstap.added", by=by, subject=row)
    return row


@transaction.atomic
def tick_inwerkstap(*, stap, by):
    """Done, or not after all."""
    stap.klaar_op = None if stap.klaar_op else timezone.localdate()
    stap.save(update_fields=["klaar_op"])
    record(event="inwerkstap.ticked", by=by, subject=stap)
    return stap


# --- voorbeelden ----------------------------------------------------------------------------------------


@transaction.atomic
def save_voorbeeld(*, team, by, voorbeeld=None, labels=(), sleutel=None, **values):
    """Write down something that worked; sharing it with all teams is the choice of who writes it."""
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if voorbeeld is None and sleutel and (existing := Voorbeeld.objects.filter(sleutel=sleutel).first()):
        return existing
    row = voorbeeld or Voorbeeld(team=team, door=by, sleutel=sleutel)
    shared = row.delen
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    row.labels.set(labels)
    if row.delen != shared and row.delen == Voorbeeld.Delen.TEAM:
        Navolging.objects.filter(voorbeeld=row).exclude(team=team).delete()  # it no longer exists for them
    record(event="voorbeeld.saved", by=by, subject=row, reden=row.delen)
    return row


@transaction.atomic
def follow_voorbeeld(*, voorbeeld, team, by, tekst=""):
    """ "Wij doen dit ook": once per team; the maker hears it."""
    eis(mag_navolgen(eigen=team.pk == voorbeeld.team_id and by.pk == voorbeeld.door_id))
    row, made = Navolging.objects.update_or_create(
        voorbeeld=voorbeeld, team=team, defaults={"door": by, "tekst": tekst.strip()}
    )
    record(event="voorbeeld.followed", by=by, subject=row)
    if made and voorbeeld.door_id != by.pk:
        notify(
            ontvangers=[voorbeeld.door_id],
            key=f"voorbeeld:{voorbeeld.pk}:gevolgd:{team.pk}",
            tekst="Een team doet jouw voorbeeld ook.",
            url=voorbeeld.get_absolute_url(),
            onderwerp=voorbeeld,
        )
    return row


# --- vacature -------------------------------------------------------------------------------------------


@transaction.atomic
def make_vacature(*, team, by, functie, keuze, waarom, opco, portefeuilles=(), gebieden=()):
    """A vacature with a first text, drafted from the takenpakket; generalist or specialist is a recorded choice."""
    instelling = instelling_van(team.pk)
    alineas = regels.profiel(
        takenpakket_voor(team, portefeuilles, gebieden, opco=opco),
        team=team.naam,
        functie=functie,
        keuze=Profiel(keuze),
        waarom=waarom,
        woord_gebied=instelling.woord_gebied,
    )
    row = Vacature.objects.create(
        team=team,
        functie=functie.strip(),
        keuze=keuze,
        waarom=waarom.strip(),
        opco=opco,
        tekst="\n\n".join(alineas),
        gemaakt_door=by,
    )
    row.portefeuilles.set(portefeuilles)
    row.gebieden.set(gebieden)
    record(event="vacature.made", by=by, subject=row)
    return row


@transaction.atomic
def change_vacature(*, vacature, by, tekst):
    eis(mag_vacature_wijzigen(gesloten=vacature.gesloten_op is not None))
    vacature.tekst = tekst.strip()
    vacature.save(update_fields=["tekst"])
    record(event="vacature.changed", by=by, subject=vacature)
    return vacature


@transaction.atomic
def close_vacature(*, vacature, by):
    """The place is filled, or withdrawn."""
    eis(mag_vacature_wijzigen(gesloten=vacature.gesloten_op is not None))
    vacature.gesloten_op = timezone.now()
    vacature.save(update_fields=["gesloten_op"])
    record(event="vacature.closed", by=by, subject=vacature)
