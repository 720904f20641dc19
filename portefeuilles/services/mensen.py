"""Changes in who helps: taakaccenthouders and vraagbaken, zelfstandige teams, acties (P6, P10)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.models import Plaatsing
from organisatie.services import end_row, end_row_at_latest, require_placed
from regels import taakaccent as regels
from regels.begrippen import Houderrol, eis
from regels.functies import BESLIST
from regels.taakaccent import Accentfase

from ..models import Actie, Cursus, Houderschap, Taakaccent, Taakaccenthouder, Teamlid, ZelfstandigTeam
from .slot import lock_team


@transaction.atomic
def save_taakaccent(*, portefeuille, by, taakaccent=None, **values):
    """A specialisation: how many people it wants, what they do, what it asks, which courses belong to it."""
    lock_team(portefeuille.team_id)
    same = portefeuille.taakaccenten.filter(naam__iexact=values["naam"].strip())
    eis(regels.mag_taakaccent(is_er_al=same.exclude(pk=taakaccent.pk if taakaccent else None).exists()))
    row = taakaccent or Taakaccent(portefeuille=portefeuille)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record(event="taakaccent.saved", by=by, subject=row)
    return row


@transaction.atomic
def add_taakaccenthouder(
    *, taakaccent, by, medewerker, van, fase=Accentfase.INWERKEN, uren=0, vraagbaak=False
):
    """Somebody gets the taakaccent from a day; the courses that belong to it are put ready."""
    lock_team(taakaccent.team_id)
    require_placed(medewerker, taakaccent.portefeuille.team)
    running = taakaccent.houders.filter(medewerker=medewerker).niet_voorbij(van)
    eis(regels.mag_taakaccent_krijgen(vraagbaak=vraagbaak, uren=bool(uren), heeft_het_al=running.exists()))
    row = Taakaccenthouder.objects.create(
        taakaccent=taakaccent, medewerker=medewerker, van=van, fase=fase, uren=uren, vraagbaak=vraagbaak
    )
    Cursus.objects.bulk_create(Cursus(houder=row, naam=naam) for naam in taakaccent.cursussen)
    record(event="taakaccenthouder.added", by=by, subject=row)
    return row


@transaction.atomic
def apply_for(*, taakaccent, by):
    """ "Iets voor mij": somebody says so themselves, and the houder of the portefeuille hears it (P8)."""
    row = add_taakaccenthouder(
        taakaccent=taakaccent, by=by, medewerker=by, van=timezone.localdate(), fase=Accentfase.WERVING
    )
    holding = Houderschap.objects.op().filter(portefeuille=taakaccent.portefeuille_id)
    people = list(holding.filter(rol=Houderrol.HOUDER).values_list("medewerker", flat=True)) or list(
        holding.values_list("medewerker", flat=True)
    )
    notify(
        ontvangers=people or _teamchefs(taakaccent.portefeuille.team_id),
        key=f"taakaccent:{row.pk}:aangemeld",
        tekst="Een collega wil taakaccenthouder worden. Neem contact op.",
        url=taakaccent.get_absolute_url(),
        onderwerp=taakaccent,
    )
    return row


def _teamchefs(team_id):
    rows = Plaatsing.objects.op().filter(team=team_id, functie__in=BESLIST)
    return list(rows.values_list("medewerker", flat=True))


@transaction.atomic
def change_taakaccenthouder(*, houder, by, fase, uren, vraagbaak=False):
    eis(regels.mag_uren(vraagbaak=vraagbaak, uren=bool(uren)))
    houder.fase, houder.uren, houder.vraagbaak = fase, uren, vraagbaak
    houder.save(update_fields=["fase", "uren", "vraagbaak"])
    record(event="taakaccenthouder.changed", by=by, subject=houder)
    return houder


@transaction.atomic
def end_taakaccenthouder(*, houder, tot, by):
    """Somebody stops with the taakaccent: `tot` is the first day on which it no longer holds."""
    lock_team(houder.team_id)
    record(event="taakaccenthouder.ended", by=by, subject=houder)
    end_row(houder, tot)


@transaction.atomic
def save_cursus(*, houder, by, cursus=None, naam, gepland_op=None, gevolgd_op=None):
    """Plan a course, or say that it was followed."""
    eis(regels.mag_cursus(gevolgd_op=gevolgd_op, vandaag=timezone.localdate()))
    row = cursus or Cursus(houder=houder)
    row.naam, row.gepland_op, row.gevolgd_op = naam.strip(), gepland_op, gevolgd_op
    row.save()
    record(event="cursus.saved", by=by, subject=row)
    return row


@transaction.atomic
def save_team(*, portefeuille, by, zelfstandig_team=None, naam, doel=""):
    lock_team(portefeuille.team_id)
    same = portefeuille.teams.filter(naam__iexact=naam.strip())
    eis(
        regels.mag_zelfstandig_team(
            is_er_al=same.exclude(pk=zelfstandig_team.pk if zelfstandig_team else None).exists()
        )
    )
    row = zelfstandig_team or ZelfstandigTeam(portefeuille=portefeuille, van=timezone.localdate())
    row.naam, row.doel = naam.strip(), doel.strip()
    row.save()
    record(event="zelfstandigteam.saved", by=by, subject=row)
    return row


@transaction.atomic
def end_team(*, zelfstandig_team, tot, by):
    """The team stops: `tot` is the first day on which it is no more; who is in it leaves it on that day."""
    lock_team(zelfstandig_team.team_id)
    for lid in zelfstandig_team.leden.niet_voorbij(tot):
        end_row_at_latest(lid, tot)
    end_row(zelfstandig_team, tot)
    record(event="zelfstandigteam.ended", by=by, subject=zelfstandig_team)


@transaction.atomic
def add_teamlid(*, zelfstandig_team, by, medewerker, van):
    lock_team(zelfstandig_team.team_id)
    require_placed(medewerker, zelfstandig_team.portefeuille.team)
    there = zelfstandig_team.leden.filter(medewerker=medewerker).niet_voorbij(van)
    eis(regels.mag_teamlid(zit_er_al_in=there.exists()))
    row = Teamlid.objects.create(zelfstandig_team=zelfstandig_team, medewerker=medewerker, van=van)
    record(event="teamlid.added", by=by, subject=row)
    return row


@transaction.atomic
def end_teamlid(*, teamlid, tot, by):
    lock_team(teamlid.team_id)
    record(event="teamlid.ended", by=by, subject=teamlid)
    end_row(teamlid, tot)


@transaction.atomic
def save_actie(*, portefeuille, by, actie=None, partners=(), sleutel=None, **values):
    """Plan an actie or the deployment of a zelfstandig team; a second submit gives the same one."""
    lock_team(portefeuille.team_id)
    sleutel = own_key(sleutel, by)
    if actie is None and sleutel and (existing := Actie.objects.filter(sleutel=sleutel).first()):
        return existing
    row = Actie(portefeuille=portefeuille, sleutel=sleutel)
    if actie is not None:
        row = Actie.objects.select_for_update(no_key=True).get(pk=actie.pk)
    for name, value in values.items():
        setattr(row, name, value)
    require_placed(row.trekker, portefeuille.team)
    row.save()
    row.partners.set(partners)
    record(event="actie.saved", by=by, subject=row)
    return row


@transaction.atomic
def finish_actie(*, actie, by, resultaat, geleerd="", collegas=None):
    """What it brought, and what was learned. Not before the day itself."""
    row = Actie.objects.select_for_update(no_key=True).get(pk=actie.pk)
    eis(
        regels.mag_actie_afronden(
            afgerond=row.afgerond_op is not None,
            dag=row.dag,
            vandaag=timezone.localdate(),
            resultaat=resultaat,
        )
    )
    row.resultaat, row.geleerd, row.afgerond_op = resultaat.strip(), geleerd.strip(), timezone.now()
    row.collegas = row.collegas if collegas is None else collegas
    row.save(update_fields=["resultaat", "geleerd", "afgerond_op", "collegas"])
    record(event="actie.done", by=by, subject=row)
    return row
