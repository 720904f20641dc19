"""A network that stopped, calls without an answer, advice that was followed."""

from bondgenoten import services as netwerk
from bondgenoten.models import Advies, Lid, Netwerk, Signaal


def fill_networks(w):
    """A network that stopped, somebody who left one, somebody who was erased, calls without an answer, advice that was followed."""
    by = w.people.woes[0]
    lopend = Netwerk.objects.lopend().filter(team=w.team, soort="bondgenoten").first()
    leider = lopend.trekker
    oud = netwerk.save_netwerk(
        team=w.team, by=by, naam="Ondernemers oude markt", soort="bondgenoten", gebied=w.gebied, waarover="", trekker=by,
        vervanger=None, keren_per_jaar=None,
    )  # fmt: skip
    netwerk.stop_netwerk(netwerk=oud, by=by, reden="De markt is weg.")
    lid = Lid.objects.op().filter(netwerk=lopend).exclude(sleutelfiguur=None).last()
    netwerk.end_lid(lid=lid, by=leider, tot=w.today)
    for soort, effect, antwoord in (
        ("ongevraagd", "", "deels"),
        ("spiegel", "beter", "nee"),
        ("spiegel", "gelijk", ""),
    ):
        advies = netwerk.add_advies(
            netwerk=lopend, by=leider, soort=soort, tekst="Kom vaker langs.", effect=effect
        )
        if antwoord:
            netwerk.answer_advies(
                advies=Advies.objects.get(pk=advies.pk),
                by=leider,
                antwoord=antwoord,
                tekst="We doen wat kan.",
            )
    for niveau, bron in ((4, "partner"), (2, "collega")):
        signaal = netwerk.add_signaal(
            team=w.team, by=by, titel="Oproep tot geweld" if niveau == 4 else "Gepraat op het plein", gebied=w.gebied,
            niveau=niveau, zekerheid="ervaren", bron=bron, betrouwbaarheid="hoog",
        )  # fmt: skip
    netwerk.close_signaal(signaal=signaal, by=by, reden="Bleek een grap.")
    ronde = netwerk.start_belronde(
        team=w.team, by=leider, aanleiding="Onrust na een steekpartij", iedereen=True
    )
    uitkomsten = (
        {"afloop": "geen_gehoor"},
        {"afloop": "later"},
        {"afloop": "niet"},
        {"afloop": "gesproken", "stemming": "onrust", "gehoord": "Veel zorgen."},
    )
    for regel, uitkomst in zip(ronde.regels.all(), uitkomsten, strict=False):
        netwerk.claim_line(regel=regel, by=leider)
        netwerk.result_line(regel=regel, by=leider, **uitkomst)
    rest = ronde.regels.filter(afloop="").first()
    if rest is not None:
        netwerk.claim_line(regel=rest, by=leider)
    netwerk.ask_to_convene(
        signaal=Signaal.objects.filter(team=w.team, gesloten_op=None).first(),
        by=w.people.chef,
        netwerk=lopend,
    )
    netwerk.add_resultaat(netwerk=lopend, by=leider, titel="Lampen bij de tunnel gemaakt")
    wie = Lid.objects.op().filter(netwerk=lopend).exclude(sleutelfiguur=None).first().sleutelfiguur
    netwerk.set_relatie(sleutelfiguur=wie, by=leider, medewerker=w.people.wijkagent)
    netwerk.add_contact(
        sleutelfiguur=wie, by=leider, richting="halen", wijze="bericht", tekst="Alles rustig."
    )
    netwerk.ask_ndv(team=w.team, by=by, vraag="Wie spreekt Tigrinya?")
    groep = netwerk.save_gemeenschap(team=w.team, by=by, naam="Studenten oude campus")
    netwerk.save_gemeenschap(team=w.team, by=by, gemeenschap=groep, naam=groep.naam, gestopt=True)
