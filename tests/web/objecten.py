"""One object of every kind of one team, so that every URL can be tried with it."""

from datetime import timedelta

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone

from casuistiek import services
from casuistiek.models import AlsDan, Casus
from notificaties.models import Notificatie
from organisatie.models import Afwezigheid, Feestdag, Vrijstelling
from overleggen.models import Actiepunt
from overleggen.services import add_actiepunt, add_punt
from tests import factories
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
                yield f"{prefix}{pattern.name}", bool(pattern.pattern.converters)

    return sorted(walk(get_resolver().url_patterns))


def objects(bt):
    """The pk to use for each route that takes one. Nested objects belong together."""
    acuut = factories.overgedragen(bt, titel=GEHEIM, portefeuilles=[bt.zorg])
    aanbod = factories.open_aanbod(acuut)
    als_dan = AlsDan.objects.create(casus=acuut, als="het brandt", dan="bel de brandweer")
    regie = factories.casus(bt, titel=GEHEIM + " b")
    services.neem_over(casus=regie, by=bt.houder)
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
    melding = Notificatie.objects.filter(ontvanger=bt.woe).first()
    assert Casus.objects.filter(team=bt.team).count() == 2
    assert Actiepunt.objects.filter(team=bt.team).count() == 1
    per_name = {
        "organisatie:medewerker": bt.woe,
        "organisatie:afwezigheid-add": bt.woe,
        "organisatie:vrijstelling-add": bt.woe,
        "organisatie:plaatsing-change": bt.woe,
        "organisatie:koppeling-add": bt.woe,
        "organisatie:plaatsing-end": bt.woe.plaatsingen.get(),
        "organisatie:koppeling-end": bt.woe.koppelingen.get(),
        "organisatie:afwezigheid-withdraw": Afwezigheid.objects.get(medewerker=bt.oe_zuid),
        "organisatie:vrijstelling-end": vrij,
        "organisatie:feestdag-remove": feestdag,
        "organisatie:gebied": bt.binnenstad,
        "organisatie:gebied-change": bt.binnenstad,
        "organisatie:wijk-add": bt.binnenstad,
        "organisatie:wijk-change": bt.wijk,
        "organisatie:dienst-volgende": bt.dienst,
        "portefeuilles:portefeuille": bt.zorg,
        "portefeuilles:portefeuille-change": bt.zorg,
        "portefeuilles:houder-add": bt.zorg,
        "portefeuilles:houder-end": bt.zorg.houderschappen.get(rol="houder"),
        "portefeuilles:trend": trend,
        "portefeuilles:trend-change": trend,
        "portefeuilles:trend-confirm": trend,
        "portefeuilles:trend-close": trend,
        "overleggen:overleg": overleg,
        "overleggen:overleg-start": overleg,
        "overleggen:overleg-close": overleg,
        "overleggen:overleg-cancel": overleg,
        "overleggen:punt-add": overleg,
        "overleggen:punt-move": punt,
        "overleggen:punt-start": punt,
        "overleggen:punt-end": punt,
        "overleggen:punt-skip": punt,
        "overleggen:reeks-change": reeks,
        "overleggen:actiepunt": actiepunt,
        "werk:werk-repeat": werkregel,
        "werk:werk-change": werkregel,
        "werk:werk-remove": werkregel,
        "notificaties:melding": melding,
        "casuistiek:overdracht-answer": aanbod,
        "casuistiek:als-dan-done": als_dan,
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
    ]:
        per_name[f"casuistiek:{name}"] = regie
    return {name: obj.pk for name, obj in per_name.items()}


def url_for(name, pks):
    return reverse(name, args=[pks[name]]) if name in pks else reverse(name)
