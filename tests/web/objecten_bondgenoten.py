"""One object of every kind around a network of one team, for `objecten.py`."""

from datetime import timedelta

from django.utils import timezone

from bondgenoten import services
from bondgenoten.models import Gemeenschap
from tests import factories


def bondgenoten_objects(bt, geheim):
    """The object per route name: a network with somebody in it, a bijeenkomst, a signal, a call round, a question."""
    today = timezone.localdate()
    groep = services.save_gemeenschap(team=bt.team, by=bt.woe, naam=geheim)
    netwerk = factories.netwerk(bt, naam=geheim, gemeenschappen=[groep])
    mens = factories.sleutelfiguur(bt, netwerk, naam=geheim)
    services.plan_reeks(
        netwerk=netwerk,
        by=bt.woe,
        regel="FREQ=WEEKLY;INTERVAL=10",
        eerste=today + timedelta(days=3),
        begintijd=factories.TIJD,
    )
    netwerk.refresh_from_db()
    overleg = netwerk.reeks.overleggen.first()
    afspraak = services.add_afspraak(
        netwerk=netwerk, by=bt.woe, tekst=geheim, wie="gemeente", voor=today + timedelta(days=9)
    )
    advies = services.add_advies(netwerk=netwerk, by=bt.woe, soort="ongevraagd", tekst=geheim)
    signaal = factories.signaal(bt, titel=geheim)
    ronde = services.start_belronde(team=bt.team, by=bt.woe, aanleiding=geheim, iedereen=True)
    regel = services.claim_line(regel=ronde.regels.get(sleutelfiguur=mens), by=bt.woe)
    vraag = services.ask_ndv(team=bt.team, by=bt.woe, vraag=geheim)
    kennis = services.offer_kennis(team=bt.team, by=bt.woe, onderwerp=geheim)
    lid = netwerk.leden.get(sleutelfiguur=mens)
    resultaat = services.add_resultaat(netwerk=netwerk, by=bt.woe, titel=geheim)
    contact = services.add_contact(
        sleutelfiguur=mens, by=bt.woe, richting="halen", wijze="gebeld", tekst=geheim
    )
    assert Gemeenschap.objects.filter(team=bt.team).count() == 1
    per_name = {
        "gemeenschap-change": groep,
        "lid-change": lid,
        "lid-end": lid,
        "resultaat-change": resultaat,
        "resultaat-remove": resultaat,
        "contact-change": contact,
        "contact-remove": contact,
        "afspraak-change": afspraak,
        "bijeenkomst": overleg,
        "attendance": overleg,
        "afspraak": afspraak,
        "advies-answer": advies,
        "relaties-hand-over": bt.woe,
        "belronde": ronde,
        "belronde-overview": ronde,
        "belronde-change": ronde,
        "belronde-close": ronde,
        "line": regel,
        "line-claim": regel,
        "line-release": regel,
        "ndv-vraag": vraag,
        "ndv-change": vraag,
        "ndv-result": vraag,
        "ndv-take": vraag,
        "kennis-change": kennis,
        "kennis-remove": kennis,
    }
    for name in (
        "netwerk", "netwerk-change", "netwerk-stop", "netwerk-plan", "netwerkbeeld", "lid-add", "voorwaarden",
        "resultaat-add", "afspraak-add", "advies-add", "terugkoppeling", "told-back",
    ):  # fmt: skip
        per_name[name] = netwerk
    for name in (
        "sleutelfiguur", "sleutelfiguur-change", "contact-add", "relatie-set", "consent-extend", "consent-withdraw", "erase", "inzage",
    ):  # fmt: skip
        per_name[name] = mens
    for name in ("signaal", "signaal-confirm", "signaal-change", "signaal-close", "convene"):
        per_name[name] = signaal
    return {f"bondgenoten:{name}": obj for name, obj in per_name.items()}
