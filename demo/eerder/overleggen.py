"""Meetings that were moved, cancelled, held and are being held; besluiten one looked back on."""

from datetime import timedelta

from overleggen import services as overleggen
from overleggen.models import Agendapunt, Overleg, Overlegreeks, Presentatie


def fill_meetings(w):
    """Meetings that were moved, cancelled, are being held; besluiten one looked back on; guests; questions that were answered."""
    os, chef, woe = w.people.os, w.people.chef, w.people.woes[0]
    reeks = Overlegreeks.objects.filter(team=w.team, soort="woe_os").first()
    komend = list(Overleg.objects.te_komen().filter(reeks=reeks).order_by("begin"))
    verzet, vervalt, gasten = komend[1], komend[2], komend[3]
    overleggen.move_overleg(
        overleg=verzet, by=os, begin=verzet.begin + timedelta(days=1), reden="Zaal bezet."
    )
    overleggen.cancel_overleg(overleg=vervalt, by=os, reden="Vakantie.")
    punt = overleggen.add_punt(
        overleg=gasten, by=woe, titel="Samen met het wijkteam", doel="beeldvorming", gewenst="Wie doet wat?", minuten=15,
        niveau="operationeel",
    )  # fmt: skip
    for naam, komt in (("Carla Bruin", "ja"), ("Dirk Prins", "nee"), ("Emma Groot", "")):
        gast, _ = overleggen.invite_gast(
            overleg=gasten, by=os, naam=naam, organisatie="Wijkteam", punten=[punt]
        )
        if komt:
            overleggen.answer_gast(gast=gast, komt=komt)
        else:
            overleggen.revoke_gast(gast=gast, by=os)
    weg = overleggen.add_punt(
        reeks=reeks,
        by=woe,
        titel="Lunch van het team",
        doel="besluitvorming",
        gewenst="Een dag",
        minuten=5,
        niveau="strategisch",
    )
    overleggen.drop_punt(punt=weg, by=os, reden="Al geregeld.")
    overleggen.add_punt(
        reeks=reeks, by=woe, titel="Nieuwe telefoons", doel="beeldvorming", gewenst="Uitleg", minuten=10
    )
    overleggen.make_agendalink(medewerker=woe)
    _besluiten(w, reeks)
    besloten = overleggen.save_reeks(
        team=w.team, by=chef, soort="intervisie", naam="Intervisie MT", regel="FREQ=WEEKLY;INTERVAL=8", eerste=w.today,
        laatste=w.today + timedelta(days=200), begintijd=w.now.time().replace(hour=10, minute=0, second=0, microsecond=0),
        duur=60, plaats="", functies=["teamchef"], personen=[], gebied=None, vaste_punten=[], vanzelf=[],
        alleen_deelnemers=True, bij_feestdag="vervalt", sluit_dagen=2, presentaties=0,
    )  # fmt: skip
    overleggen.make_agendalink(medewerker=chef)
    overleggen.revoke_agendalink(medewerker=chef)
    _bmo(w)
    begin = w.now - timedelta(minutes=20)
    nu = Overleg.objects.create(team=w.team, reeks=besloten, begin=begin, eind=begin + timedelta(hours=1))
    punt = overleggen.add_punt(
        overleg=nu,
        by=chef,
        titel="Hoe gaat het met ons?",
        doel="beeldvorming",
        gewenst="Ieder één zin",
        minuten=30,
    )
    overleggen.start_overleg(overleg=nu, by=chef)
    overleggen.start_punt(punt=punt, by=chef)
    overleggen.note(punt=punt, by=chef, tekst="Druk, maar goed.")


def _bmo(w):
    """A BMO in which somebody presented, and a question got its answer."""
    os, woe = w.people.os, w.people.woes[0]
    reeks = Overlegreeks.objects.filter(team=w.team, soort="bmo")[0]
    begin = w.now - timedelta(days=20)
    overleg = Overleg.objects.create(team=w.team, reeks=reeks, begin=begin, eind=begin + timedelta(hours=1))
    Presentatie.objects.create(overleg=overleg, medewerker=woe, wat="Fietsdiefstal bij het station")
    overleggen.ask_bmo(
        team=w.team, by=woe, vraag="Mag er een camera bij de kade?",
        opties=[{"tekst": "Ja", "kost": "2.000 euro"}, {"tekst": "Nee", "kost": "niets"}],
    )  # fmt: skip
    overleggen.start_overleg(overleg=overleg, by=os)
    vragend = Agendapunt.objects.filter(reeks=reeks).latest("pk")
    Agendapunt.objects.filter(pk=vragend.pk).update(overleg=overleg)
    for punt in overleg.punten.filter(uitkomst=""):
        keuze = {"keuze": "0"} if punt.pk == vragend.pk else {}
        uitkomst = "besluit" if keuze else "geen_vervolg"
        overleggen.end_punt(punt=punt, by=os, uitkomst=uitkomst, tekst="Voor een half jaar.", **keuze)
    overleggen.close_overleg(overleg=overleg, by=os)
    overleggen.ask_bmo(
        team=w.team, by=woe, vraag="Mogen we op vrijdag later beginnen?",
        opties=[{"tekst": "Ja", "kost": "niets"}, {"tekst": "Nee", "kost": "niets"}],
    )  # fmt: skip


def _besluiten(w, reeks):
    """Meetings some weeks and one hour ago: looked back on, corrected, moved to the next; and one that runs now."""
    os, woe = w.people.os, w.people.woes[0]
    for weken, werkte in ((30, "ja"), (26, "deels"), (22, "nee")):
        begin = w.now - timedelta(weeks=weken)
        overleg = Overleg.objects.create(
            team=w.team, reeks=reeks, begin=begin, eind=begin + timedelta(hours=1)
        )
        punt = overleggen.add_punt(
            overleg=overleg,
            by=woe,
            titel="Proef met fietssurveillance",
            doel="besluitvorming",
            gewenst="Ja of nee",
            minuten=15,
        )
        overleggen.start_overleg(overleg=overleg, by=os)
        overleggen.take_notes(overleg=overleg, by=woe)
        overleggen.start_punt(punt=punt, by=woe)
        overleggen.note(punt=punt, by=woe, tekst="Iedereen is voor.")
        overleggen.end_punt(
            punt=punt,
            by=woe,
            uitkomst="besluit",
            tekst="We doen de proef.",
            terugkijken_op=w.today + timedelta(days=1),
        )
        for nr, rest in enumerate(overleg.punten.filter(uitkomst="")):
            overleggen.end_punt(
                punt=rest, by=woe, uitkomst="geen_vervolg" if nr else "doorgeschoven", tekst="Geen tijd."
            )
        overleggen.close_overleg(overleg=overleg, by=os)
        overleggen.look_back(besluit=punt.besluit, by=os, werkte=werkte, tekst="Zo ging het.")
        if werkte == "nee":
            overleggen.correct_punt(
                punt=Agendapunt.objects.get(pk=punt.pk),
                by=woe,
                tekst="We doen de proef niet.",
                reden="Verkeerd genoteerd.",
            )
