"""Colleagues who left, absences that were a mistake, contacts who stopped; and logged work of every kind."""

from datetime import timedelta

from notificaties.models import Notificatie
from notificaties.services import set_voorkeur, snooze
from organisatie import services as organisatie
from organisatie.models import Afwezigheid, Gebied, Koppeling, Plaatsing
from werk.models import Werkregel
from werk.services import add_favoriet, log_work, remove_work

from .basis import someone


def fill_people(w):
    """A colleague who left, one who was ill by mistake, an exemption that ended, a contact who stopped."""
    weg = organisatie.add_medewerker(
        team=w.team,
        by=w.people.chef,
        personeelsnummer=f"demo-{w.team.code}-weg",
        naam="Rens Ververs",
        functie="ggp",
        van=w.today - timedelta(days=400),
        opco_bevoegd=False,
        beheerder=False,
    )
    organisatie.end_plaatsing(
        plaatsing=Plaatsing.objects.get(medewerker=weg), tot=w.today - timedelta(days=30), by=w.people.chef
    )
    ggp = someone(w, "ggp")
    fout = Afwezigheid.objects.create(
        medewerker=ggp,
        van=w.now + timedelta(days=3),
        tot=w.now + timedelta(days=4),
        ingevoerd_door=w.people.os,
    )
    organisatie.withdraw_afwezigheid(afwezigheid=fout, by=w.people.os)
    organisatie.add_afwezigheid(medewerker=someone(w, "ggp", 1), van=w.now, tot=None, by=w.people.os)
    for soort in ("regie", "diensten"):
        organisatie.add_vrijstelling(
            medewerker=ggp,
            team=w.team,
            soort=soort,
            van=w.today,
            tot=w.today + timedelta(days=60),
            by=w.people.chef,
        )
    tie = Koppeling.objects.op().filter(gebied__team=w.team, rol="wijkagent").last()
    if tie is not None:
        organisatie.end_koppeling(koppeling=tie, tot=w.today, by=w.people.chef)
    for naam, soort in (
        ("GGZ Midden", "zorg"),
        ("Zorg- en Veiligheidshuis", "samen"),
        ("Buurtkerk", "anders"),
    ):
        rij = organisatie.save_organisatie(
            team=w.team, organisatie=None, by=w.people.os, naam=naam, soort=soort
        )
    gestopt = organisatie.save_contactpersoon(
        organisatie=rij, contactpersoon=None, by=w.people.os, naam="Bea Kok", functie="koster"
    )
    organisatie.stop_contactpersoon(contactpersoon=gestopt, by=w.people.os)
    organisatie.make_deellink(
        team=w.team, by=w.people.chef, voor="Burgemeester", verloopt_op=w.today + timedelta(days=14)
    )
    link, _ = organisatie.make_deellink(
        team=w.team, by=w.people.chef, voor="Districtsleiding", verloopt_op=w.today + timedelta(days=14)
    )
    organisatie.revoke_deellink(deellink=link, by=w.people.chef)
    oud = w.team.gebieden.model
    oud = oud.objects.create(
        team=w.team, naam="Oud industriegebied", van=w.today - timedelta(days=900), volgorde=99
    )
    Gebied.objects.filter(pk=oud.pk).update(tot=w.today - timedelta(days=1), opvolger=w.gebied)


def fill_work(w):
    """One line of every kind, what pushed work aside, one that was removed, a favourite, a message for later."""
    woe = w.people.woes[0]
    for soort, verdringing in (
        ("gebied", "noodhulp"), ("casus", "rooster"), ("actiepunt", "wijk"), ("buiten", "administratie"),
        ("overgenomen", "spoed"), ("overleg", "anders"), ("overig", ""),
    ):  # fmt: skip
        regel = log_work(
            by=woe, team=w.team, soort=soort, minuten=15, dag=w.today - timedelta(days=2), titel="Werk", tekst="Gedaan",
            verdringing=verdringing,
        )  # fmt: skip
    add_favoriet(werkregel=regel, by=woe)
    remove_work(werkregel=Werkregel.objects.filter(medewerker=woe).first(), by=woe)
    set_voorkeur(medewerker=woe, wijze="werkdag", uur=8)
    later = Notificatie.objects.filter(ontvanger=woe, gelezen_op=None, dringend=False, direct=False).first()
    if later is not None:
        snooze(notificatie=later, by=woe, dag=w.today + timedelta(days=1))
