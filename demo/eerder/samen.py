"""With partners and opsporing, decisions between two colleagues, replacing, and looking back together."""

from datetime import timedelta

from casuistiek import services as casuistiek
from casuistiek.models import Arbitrage, Casus, Leerbijeenkomst, Terugoverdracht
from casuistiek.queries import stand_of
from casuistiek.services.leren import had_a_part
from organisatie.models import Afwezigheid, Contactpersoon, Medewerker

from .basis import someone
from .casussen import new_case


def fill_together(w):
    """With partners and opsporing, decisions between two colleagues, and who looked because it could not wait."""
    woe, ander, os, chef = w.people.woes[0], w.people.woes[1], w.people.os, w.people.chef
    gemeente = Contactpersoon.objects.filter(organisatie__team=w.team)[0].organisatie
    for bij, stap in (("btr", "accept"), ("btr", "refuse"), ("dr", "stop")):
        vraag = casuistiek.ask_opsporing(
            casus=w.uit, by=ander, bij=bij, wat="Wie zit achter het account?", gevraagd=w.people.opco2
        )
        if stap == "accept":
            casuistiek.accept_opsporing(opsporing=vraag, by=w.people.opco2)
        elif stap == "refuse":
            casuistiek.refuse_opsporing(opsporing=vraag, by=w.people.opco2)
        else:
            casuistiek.stop_opsporing(opsporing=vraag, by=ander, reden="Niet meer nodig.")
    partner = casuistiek.add_partner(
        casus=w.eigen, by=woe, organisatie=gemeente, contactpersoon=gemeente.contactpersonen.first()
    )
    casuistiek.remove_partner(partner=partner, by=woe)
    casuistiek.refer_partner(team=w.team, by=woe, organisatie=gemeente, nummer=w.uit.referentie)
    scenario = casuistiek.save_scenario(
        casus=w.uit,
        by=ander,
        naam="De bedreiging komt terug",
        handelingskader="Bel de regisseur.",
        besloten_door="teamchef",
    )
    casuistiek.share_scenario(scenario=scenario, by=os, organisatie=gemeente)
    for casus in (w.uit, w.op):
        geschil = casuistiek.ask_arbitrage(
            casus=casus,
            by=casus.regies.get(tot=None).medewerker,
            vraag="Bij wie hoort dit thuis?",
            tekst="Het gaat om mijn gebied.",
        )
        casuistiek.give_standpunt(arbitrage=geschil, by=os, tekst="Het gaat om de portefeuille.")
    casuistiek.decide_arbitrage(
        arbitrage=Arbitrage.objects.get(casus=w.op), by=chef, besluit="Het blijft bij het gebied.",
        moment=w.now + timedelta(minutes=1),
    )  # fmt: skip
    casuistiek.disclose(
        casus=w.uit, by=ander, organisatie=gemeente, ontvanger="de burgemeester", grondslag="wpg16",
        doel="Een maatregel", onderdelen=["titel", "wat_gebeurd"],
    )  # fmt: skip
    casuistiek.tick_regietaak(casus=w.uit, by=ander, nummer=1, titel="Bel de partners")
    for nr, oordeel in enumerate(("terecht", "onterecht", "")):
        nood = casuistiek.open_noodtoegang(
            team=w.team,
            by=someone(w, "ggp", nr + 2),
            referentie=w.uit.referentie,
            reden="Een partner belt nu.",
        )
        if oordeel:
            casuistiek.judge_noodtoegang(noodtoegang=nood, by=chef, oordeel=oordeel)
    casuistiek.free_medewerker(casus=w.uit, by=os, medewerker=ander, waarvan="de late dienst")
    _waarneming(w)


def _waarneming(w):
    """Somebody replaces an absent regisseur and says so, another cannot, and the regisseur reads what happened meanwhile."""
    afwezig = Afwezigheid.objects.op(w.now).filter(medewerker__in=w.people.woes).first()
    if afwezig is None:
        return
    casus = new_case(w, "Overlast rond de moskee", afwezig.medewerker)
    casuistiek.tick()
    for antwoord in ("kan_niet", "ja"):
        nu = stand_of(Casus.objects.get(pk=casus.pk)).aan_zet
        if nu.is_waarnemer:
            wie = Medewerker.objects.get(pk=nu.medewerker)
            casuistiek.answer_waarneming(casus=casus, by=wie, antwoord=antwoord)
    casuistiek.take_over(casus=casus, by=w.people.opco2)
    for tot, gelezen in ((w.now - timedelta(days=2), w.now - timedelta(days=1)), (w.now, None)):
        Terugoverdracht.objects.create(
            casus=w.eigen,
            regisseur=w.people.woes[0],
            van=tot - timedelta(days=2),
            tot=tot,
            gelezen_op=gelezen,
        )


def fill_learning(w):
    """A leerbijeenkomst that is still to come, and answers to "is it different now?"."""
    closed = Casus.objects.filter(team=w.team, fase="afgesloten").order_by("-nummer")[0]
    part = had_a_part([closed, w.op])
    rows = (
        w.team.plaatsingen.op().filter(functie__in=["osc", "osa", "oe", "woe"]).exclude(medewerker__in=part)
    )
    leider = rows.first().medewerker
    for antwoord in ("ja", "deels", "nee", ""):
        row = casuistiek.plan_leerbijeenkomst(
            team=w.team,
            by=leider,
            begin=w.now + timedelta(days=9),
            gespreksleider=leider,
            goed=[closed],
            minder_goed=[w.op],
        )
        casuistiek.invite_genodigde(bijeenkomst=row, by=leider, naam="Wijkteam Noord")
        extern = row.genodigden.get(medewerker=None)
        les = casuistiek.add_les(
            bijeenkomst=row, by=leider, tekst="Eerder bellen hielp.", werkafspraak="Bel op dag één."
        )
        gebeurd = closed.gebeurtenissen.all()[0]
        casuistiek.add_leermoment(
            bijeenkomst=row, by=leider, gebeurtenis=gebeurd, werking="hielp", tekst="Snel gebeld."
        )
        casuistiek.add_leermoment(
            bijeenkomst=row, by=leider, gebeurtenis=gebeurd, werking="hinderde", tekst="Laat gehoord."
        )
        casuistiek.give_inbreng(
            genodigde=extern, hielp="Korte lijnen.", hinderde="Geen nummer.", komt=antwoord == "ja"
        )
        if antwoord:
            casuistiek.close_leerbijeenkomst(
                bijeenkomst=row, by=leider, goed="Vroeg contact.", beter="Eerder vragen."
            )
            Leerbijeenkomst.objects.filter(pk=row.pk).update(begin=w.now - timedelta(days=100))
            casuistiek.answer_les(les=les, by=leider, veranderd=antwoord, antwoord="Zo gaat het nu.")
