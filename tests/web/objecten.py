"""One object of every kind of one team, so that every URL can be tried with it."""

from datetime import timedelta

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone

from casuistiek import services
from casuistiek.models import AlsDan, Casus, Noodtoegang, Terugoverdracht
from notificaties.models import Notificatie
from organisatie.models import Afwezigheid, Beslisregel, Feestdag, Vrijstelling
from organisatie.services import make_deellink
from overleggen.models import Actiepunt, Agendapunt, Besluit, Presentatie
from overleggen.services import add_actiepunt, add_punt, ask_bmo, invite_gast
from portefeuilles.services import plan_kennissessie
from tests import factories
from tests.web.objecten_bondgenoten import bondgenoten_objects
from tests.web.objecten_portefeuilles import portefeuille_objects
from werk.services import log_work

GEHEIM = "Geheime titel 4711"  # stands in every object: whoever may not see it must never read it


def routes():
    """Every named route of the project as (name, takes a pk)."""

    def walk(patterns, prefix=""):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from walk(pattern.url_patterns, namespace)
            else:
                if not {"geheim", "maand"} & set(
                    pattern.pattern.converters
                ):  # tests/web/test_links.py, test_thema
                    yield f"{prefix}{pattern.name}", bool(pattern.pattern.converters)

    return sorted(walk(get_resolver().url_patterns))


def objects(bt):
    """The pk to use for each route that takes one. Nested objects belong together."""
    return {name: obj.pk for name, obj in things(bt).items()}


def things(bt):
    """The object of each route that takes one."""
    acuut = factories.overgedragen(bt, titel=GEHEIM, portefeuilles=[bt.zorg])
    aanbod = factories.open_aanbod(acuut)
    als_dan = AlsDan.objects.create(casus=acuut, als="het brandt", dan="bel de brandweer")
    regie = factories.casus(bt, titel=GEHEIM + " b")
    services.take_over(casus=regie, by=bt.houder)
    reeks = factories.reeks(bt.team)
    overleg = factories.overleg(reeks)
    punt = add_punt(
        overleg=overleg, by=bt.woe, titel=GEHEIM, doel="besluitvorming", gewenst="Een besluit", minuten=10
    )
    trend = factories.trend(bt.team, bt.woe, titel=GEHEIM)
    today = timezone.localdate()
    actiepunt = add_actiepunt(
        team=bt.team,
        by=bt.osc,
        tekst=GEHEIM,
        eigenaar=bt.woe,
        deadline=today + timedelta(days=5),
        onderwerp=regie,
    )
    werkregel = log_work(by=bt.woe, team=bt.team, soort="overleg", minuten=60, tekst=GEHEIM)
    factories.afwezig(bt.oe_zuid)
    vrij = Vrijstelling.objects.create(medewerker=bt.oe, team=bt.team, soort="diensten", van=today)
    feestdag = Feestdag.objects.create(team=bt.team, dag=today + timedelta(days=40), naam="Teamdag")
    gemeente = factories.partner(bt.team)
    zorg = factories.partner(bt.team, "Zorggroep", "zorg", "Dirk Prins")
    beslisregel = Beslisregel.objects.create(
        team=bt.team, niveau="tactisch", onderwerp="x", wie="de teamchef"
    )
    link, _ = make_deellink(team=bt.team, by=bt.chef, voor="Wijkteam", verloopt_op=today)
    rij = services.add_partner(casus=regie, by=bt.woe, organisatie=gemeente, contactpersoon=gemeente.contact)
    opsporing = services.ask_opsporing(casus=regie, by=bt.woe, bij="btr", gevraagd=bt.zaco)
    scenario = services.save_scenario(casus=regie, by=bt.woe, naam=GEHEIM, handelingskader="Praten.")
    arbitrage = services.ask_arbitrage(casus=regie, by=bt.woe, vraag=GEHEIM, tekst="Van mij.")
    verstrekking = services.disclose(
        casus=regie,
        by=bt.woe,
        organisatie=gemeente,
        ontvanger="de burgemeester",
        grondslag="wpg16",
        doel="Maatregel",
        onderdelen=["titel", "wat_gebeurd"],
    )
    nood = services.open_noodtoegang(
        team=bt.team, by=bt.intake, referentie=regie.referentie, reden="Een partner belt nu."
    )
    Noodtoegang.objects.update(tot=timezone.now())  # for the matrix: judged later, over already
    terug = Terugoverdracht.objects.create(
        casus=regie, regisseur=bt.woe, van=timezone.now() - timedelta(days=3), tot=timezone.now()
    )
    leren = services.plan_leerbijeenkomst(
        team=bt.team,
        by=bt.osa,
        begin=timezone.now() + timedelta(days=9),
        gespreksleider=bt.osc,
        goed=[regie],
        minder_goed=[acuut],
    )
    services.invite_genodigde(bijeenkomst=leren, by=bt.osa, naam="Wijkteam Noord")
    leermoment = services.add_leermoment(
        bijeenkomst=leren, by=bt.osa, gebeurtenis=regie.gebeurtenissen.first(), werking="hielp", tekst=GEHEIM
    )
    services.add_betrokkene(casus=regie, by=bt.woe, medewerker=bt.oe, als="uitvoerder")
    betrokkene = regie.betrokkenen.get(medewerker=bt.oe)
    les = services.add_les(bijeenkomst=leren, by=bt.osa, tekst=GEHEIM, werkafspraak="Eerst bellen.")
    melding = Notificatie.objects.filter(ontvanger=bt.woe).first()
    factories.reeks(bt.team, "bmo")
    vraag = ask_bmo(
        team=bt.team,
        by=bt.woe,
        vraag=GEHEIM,
        opties=[{"tekst": "a", "kost": ""}, {"tekst": "b", "kost": ""}],
        punt=punt,
    )
    gast, _ = invite_gast(
        overleg=overleg, by=bt.osc, naam="Carla Bruin", organisatie="Gemeente", punten=[punt]
    )
    beurt = Presentatie.objects.create(overleg=overleg, medewerker=bt.woe, wat=GEHEIM)
    eerder = factories.overleg(reeks, begin=timezone.now() - timedelta(days=7), status="gesloten")
    gesloten = Agendapunt.objects.create(
        reeks=reeks, overleg=eerder, titel=GEHEIM, uitkomst="besluit", uitkomst_tekst=GEHEIM
    )
    besluit = Besluit.objects.create(
        team=bt.team, agendapunt=gesloten, titel=GEHEIM, tekst=GEHEIM, genomen_op=timezone.now()
    )
    later = add_punt(
        reeks=reeks, by=bt.woe, titel=GEHEIM, doel="besluitvorming", gewenst="Een besluit", minuten=10
    )
    kennis = factories.overleg(factories.reeks(bt.team, "kennis", functies=["woe", "osc", "osa"]))
    sessie = plan_kennissessie(
        overleg=kennis, by=bt.osc, portefeuille=bt.zorg, spreker=bt.woe, vraag=GEHEIM, deskundigen=""
    )
    assert Casus.objects.filter(team=bt.team).count() == 2
    assert Actiepunt.objects.filter(team=bt.team).count() == 1
    per_name = {
        "organisatie:medewerker": bt.woe,
        "organisatie:afwezigheid-add": bt.woe,
        "organisatie:vrijstelling-add": bt.woe,
        "organisatie:plaatsing-change": bt.woe,
        "organisatie:koppeling-add": bt.woe,
        "organisatie:plaatsing-end": bt.woe.plaatsingen.get(),
        "organisatie:plaatsing-take-back": bt.woe.plaatsingen.get(),
        **dict.fromkeys(
            [f"organisatie:koppeling-{name}" for name in ("end", "take-back", "forward")],
            bt.woe.koppelingen.get(),
        ),
        "organisatie:afwezigheid-change": Afwezigheid.objects.get(medewerker=bt.oe_zuid),
        "organisatie:afwezigheid-withdraw": Afwezigheid.objects.get(medewerker=bt.oe_zuid),
        "organisatie:vrijstelling-change": vrij,
        "organisatie:vrijstelling-end": vrij,
        "organisatie:feestdag-remove": feestdag,
        "organisatie:gebied": bt.binnenstad,
        "organisatie:gebied-change": bt.binnenstad,
        "organisatie:wijk-add": bt.binnenstad,
        "organisatie:wijk-change": bt.wijk,
        "organisatie:wijk-remove": bt.wijk,
        "organisatie:dienst-volgende": bt.dienst,
        "overleggen:overleg": overleg,
        "overleggen:overleg-start": overleg,
        "overleggen:overleg-undo-start": overleg,
        "overleggen:overleg-close": overleg,
        "overleggen:overleg-cancel": overleg,
        "overleggen:punt-add": overleg,
        "overleggen:punt-change": punt,
        "overleggen:punt-move": punt,
        "overleggen:punt-start": punt,
        "overleggen:punt-end": punt,
        "overleggen:punt-skip": punt,
        "overleggen:reeks-change": reeks,
        "overleggen:actiepunt": actiepunt,
        "overleggen:deeltaak-add": actiepunt,
        "overleggen:actiepunt-hand-over": actiepunt,
        "overleggen:actiepunt-reopen": actiepunt,
        "overleggen:overleg-extra": reeks,
        "overleggen:overleg-stand": overleg,
        "overleggen:overleg-scherm": overleg,
        "overleggen:overleg-notes": overleg,
        "overleggen:overleg-move": overleg,
        "overleggen:besluitenlijst": eerder,
        "overleggen:besluitenlijst-pdf": eerder,
        "overleggen:gast-add": overleg,
        "overleggen:gast-change": gast,
        "overleggen:gast-renew": gast,
        "overleggen:gast-revoke": gast,
        "overleggen:punt-park": punt,
        "overleggen:punt-plan": later,
        "overleggen:punt-drop": later,
        "overleggen:punt-note": punt,
        "overleggen:punt-correct": gesloten,
        "overleggen:vraag-ask": punt,
        "overleggen:vraag": vraag,
        "overleggen:besluit": besluit,
        "overleggen:besluit-look-back": besluit,
        "overleggen:presentatie": beurt,
        "overleggen:presentatie-change": beurt,
        "overleggen:presentatie-swap": beurt,
        "portefeuilles:kennissessie-plan": kennis,
        "portefeuilles:kennissessie": sessie,
        "portefeuilles:kennissessie-write": sessie,
        "notificaties:melding-snooze": melding,
        "notificaties:melding": melding,
        "casuistiek:overdracht-answer": aanbod,
        "casuistiek:als-dan-change": als_dan,
        "casuistiek:als-dan-done": als_dan,
        "casuistiek:betrokkene-remove": betrokkene,
        "casuistiek:aanwijzing-undo": regie.aanwijzingen.get(),
        "casuistiek:casus-done": acuut,
        "casuistiek:ronde-withdraw": acuut,
    }
    for name in [
        "casus",
        "casus-change",
        "ronde-start",
        "regie-take",
        "regie-offer",
        "appoint",
        "take-over",
        "waarneming-answer",
        "exclude",
        "casus-close",
        "casus-reopen",
        "geen-regie-undo",
        "casus-ernst",
        "casus-scale",
        "gebeurtenis-add",
        "betrokkene-add",
        "als-dan-add",
        "vertrouwelijk",
        "agenda",
        "actiepunt-add",
        "tijdlijn",
        "wie-was",
        "wie-ziet",
        "partner-add",
        "partners-told",
        "shop-add",
        "opsporing-ask",
        "debrief-add",
        "regietaak-tick",
        "scenario-add",
        "medewerker-free",
        "arbitrage-ask",
        "disclose",
    ]:
        per_name[f"casuistiek:{name}"] = regie
    per_name |= {
        "organisatie:gebied-end": bt.binnenstad,
        "organisatie:gebied-continue": bt.binnenstad,
        "organisatie:beslisregel-change": beslisregel,
        "organisatie:beslisregel-remove": beslisregel,
        "organisatie:partner-change": gemeente,
        "organisatie:partner-merge": zorg,
        "organisatie:contactpersoon-add": gemeente,
        "organisatie:contactpersoon-change": gemeente.contact,
        "organisatie:contactpersoon-stop": zorg.contact,
        "dashboard:deellink-revoke": link,
        "casuistiek:partner-remove": rij,
        "casuistiek:opsporing-accept": opsporing,
        "casuistiek:opsporing-refuse": opsporing,
        "casuistiek:opsporing-stop": opsporing,
        "casuistiek:terugoverdracht": terug,
        "casuistiek:scenario-change": scenario,
        "casuistiek:scenario-remove": scenario,
        "casuistiek:scenario-share": scenario,
        "casuistiek:arbitrage": arbitrage,
        "casuistiek:verstrekking": verstrekking,
        "casuistiek:verstrekking-docx": verstrekking,
        "casuistiek:verstrekking-pdf": verstrekking,
        "casuistiek:noodtoegang-judge": nood,
        "casuistiek:wie-was-persoon": bt.woe,
        "casuistiek:leren": leren,
        "casuistiek:leren-invite": leren,
        "casuistiek:leermoment-add": leren,
        "casuistiek:leermoment-change": leermoment,
        "casuistiek:leermoment-remove": leermoment,
        "casuistiek:les-add": leren,
        "casuistiek:leren-close": leren,
        "casuistiek:genodigde-link": leren.genodigden.get(medewerker=None),
        "casuistiek:inbreng-own": leren.genodigden.get(medewerker=bt.woe),
        "casuistiek:les-answer": les,
    }
    per_name |= portefeuille_objects(bt, trend, werkregel, GEHEIM)
    per_name |= bondgenoten_objects(bt, GEHEIM)
    return per_name


def url_for(name, pks):
    return reverse(name, args=[pks[name]]) if name in pks else reverse(name)
