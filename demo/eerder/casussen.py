"""Casussen in every phase, and every way a regie comes and goes."""

from datetime import timedelta

from casuistiek import services as casuistiek
from casuistiek.models import AlsDan, Casus, Overdracht

from .basis import someone, there

INHOUD = {
    "ernst": "rustig",
    "wat_gebeurd": "Meldingen van bewoners over dezelfde plek.",
    "wat_gedaan": "Langs geweest en met bewoners gesproken.",
    "situatie": "Het is nu rustig.",
    "wie_weet": "Wijkagent en gemeente.",
    "bronnummer": "",
    "waarom_regie": "Vraagt veel van één gebied",
}


def fill_cases(w):
    """Casussen that were reported, refused, withdrawn, offered, appointed, scaled up and down, closed, reopened, kept secret."""
    woe, ander, os = w.people.woes[0], w.people.woes[1], w.people.os
    eerder = w.now - timedelta(days=6)
    gemeld = casuistiek.report_casus(
        team=w.team, by=someone(w, "ggp"), gebieden=[w.gebied], portefeuilles=[], titel="Steeds dezelfde winkel bestolen",
        wat_gebeurd="Drie aangiften in een week.", moment=w.now - timedelta(hours=2),
    )  # fmt: skip
    casuistiek.report_casus(
        team=w.team, by=someone(w, "ggp"), gebieden=[w.gebied], portefeuilles=[], titel="Hondenbezitters en ouders botsen",
        wat_gebeurd="Ruzie bij de speeltuin.", moment=w.now - timedelta(hours=1),
    )  # fmt: skip
    geweigerd = _handed_over(w, "Vernielingen rond de sporthal", eerder)
    offer = _offer(geweigerd)
    if offer is not None:
        casuistiek.refuse_overdracht(
            overdracht=offer, by=offer.aan, reden="Ik ben morgen weg.", moment=eerder + timedelta(hours=1)
        )
    geen = _handed_over(w, "Rookoverlast in de portiek", eerder)
    casuistiek.close_casus(casus=geen, by=os, reden="De bewoners lossen het zelf op.")
    weer = _handed_over(w, "Lawaai op de kade", eerder)
    casuistiek.close_casus(casus=weer, by=os, reden="Er is geen regie nodig.")
    casuistiek.undo_geen_regie(casus=weer, by=os)
    stil = _handed_over(w, "Graffiti op het station", eerder)
    casuistiek.withdraw_ronde(casus=stil, by=os, reden="Eerst kijken of de gemeente het doet.")
    aangewezen = _handed_over(w, "Spanning tussen twee families", eerder)
    casuistiek.appoint_regisseur(casus=aangewezen, by=os, aan=ander, reden="Kent beide families.")
    eigen = new_case(w, "Woninginbraken in één straat")
    casuistiek.offer_regie(casus=eigen, by=woe, aan=ander, toelichting="Ik ga naar een ander gebied.")
    terug = new_case(w, "Illegaal vuurwerk", ander)
    casuistiek.close_casus(casus=terug, by=ander, reden="Schuur is leeg.")
    casuistiek.reopen_casus(casus=terug, by=os, reden="Er ligt weer vuurwerk.")
    dicht = new_case(w, "Gestolen fietsen in de kelder")
    casuistiek.close_casus(casus=dicht, by=woe, reden="De groep is bekend en gestopt.")
    op = new_case(w, "Ondermijning op het bedrijventerrein", ernst="alert")
    casuistiek.scale_up(casus=op, by=woe, naar="tda", besloten_door="teamchef", reden="Groter dan ons team.")
    af = new_case(w, "Reeks autobranden", ander, ernst="alert")
    casuistiek.scale_up(casus=af, by=ander, naar="driehoek", besloten_door="teamchef", reden="Veel onrust.")
    casuistiek.scale_down(casus=af, by=os, reden="Verdachte zit vast.")
    geheim = new_case(w, "Signalen over een collega-instelling")
    casuistiek.set_vertrouwelijk(casus=geheim, by=woe, vertrouwelijk=True)
    uit = new_case(w, "Bedreiging van een ambtenaar", ander)
    casuistiek.exclude_medewerker(casus=uit, medewerker=woe, by=w.people.chef)
    casuistiek.exclude_medewerker(casus=uit, medewerker=w.people.woes[-1], by=w.people.chef)
    casuistiek.exclude_medewerker(casus=uit, medewerker=w.people.woes[-1], by=w.people.chef)
    casuistiek.add_als_dan(
        casus=uit,
        by=ander,
        als="de bedreiging terugkomt",
        dan="bel de regisseur",
        uiterlijk=w.now + timedelta(days=2),
    )
    casuistiek.add_als_dan(casus=uit, by=ander, als="de ambtenaar belt", dan="noteer wat er is gezegd")
    casuistiek.finish_als_dan(als_dan=AlsDan.objects.filter(casus=uit).latest("pk"), by=ander)
    _regie(w)
    for als, wie in (
        ("uitvoerder", w.people.wijkagent),
        ("betrokken", w.people.opco2),
        ("opsporing", w.people.opco),
    ):
        casuistiek.add_betrokkene(casus=uit, by=ander, medewerker=wie, als=als, taak="Contact met de buurt")
    w.uit, w.gemeld, w.eigen, w.op = uit, gemeld, eigen, op


def _regie(w):
    """A grond that changed, a regisseur who is excluded, a term that passed, somebody who took over and gave back."""
    os, woe = w.people.os, w.people.woes[0]
    grond = new_case(w, "Overlast van daklozen", there(w))
    casuistiek.change_grond(
        casus=grond, by=os, grond="portefeuille", portefeuille=w.team.portefeuilles.first()
    )
    nergens = casuistiek.open_by_opco(
        team=w.team, by=w.people.opco, gebieden=[], portefeuilles=[], titel="Oproep op sociale media", niets_nodig=True,
        moment=w.now - timedelta(minutes=30), **INHOUD,
    )  # fmt: skip
    offer = _offer(nergens)
    if offer is not None:
        casuistiek.accept_overdracht(overdracht=offer, by=offer.aan, teruglezing="Ik bel.")
    weg = new_case(w, "Dealers bij de school", there(w))
    casuistiek.exclude_medewerker(casus=weg, medewerker=weg.regies.get(tot=None).medewerker, by=w.people.chef)
    laat = _handed_over(w, "Vechtpartij na het voetbal", w.now - timedelta(hours=6))
    Overdracht.objects.filter(ronde__casus=laat, besloten_op=None).update(
        uiterlijk=w.now - timedelta(hours=1)
    )
    over = new_case(w, "Geluid van een bedrijf", woe)
    casuistiek.appoint_waarnemer(casus=over, by=os, medewerker=there(w, 1), reden="Is er vandaag.")
    casuistiek.take_over(casus=over, by=w.people.opco2)
    casuistiek.undo_aanwijzing(aanwijzing=over.aanwijzingen.latest("pk"), by=w.people.opco2)


def new_case(w, titel, by=None, **anders):
    casus = casuistiek.open_by_self(
        team=w.team,
        by=by or w.people.woes[0],
        gebieden=[w.gebied],
        portefeuilles=[],
        titel=titel,
        moment=w.now - timedelta(days=12),
        **{**INHOUD, **anders},
    )
    return Casus.objects.get(pk=casus.pk)


def _handed_over(w, titel, moment):
    casus = casuistiek.open_by_opco(
        team=w.team, by=w.people.opco, gebieden=[w.gebied], portefeuilles=[], titel=titel,
        niets_nodig=True, moment=moment, **INHOUD,
    )  # fmt: skip
    return Casus.objects.get(pk=casus.pk)


def _offer(casus):
    return Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).first()
