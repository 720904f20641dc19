"""Wat een netwerk over zichzelf leest: elke zin, met de feiten waarbij zij hoort, op de grens zelf (B1, B7)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from regels import netwerk
from regels.netwerk import Voorwaarde

from .test_netwerken import GOED, MATEN, VANDAAG


def staan(draagvlak, leiding, beeld, gemeente):
    return dict(zip(Voorwaarde, (draagvlak, leiding, beeld, gemeente), strict=True))


# Aspect, wat er anders is dan bij een netwerk dat goed staat, kleur, zin, en wat helpt.
ZINNEN = [
    ("ritme", {}, "groen", "5 keer bij elkaar in het laatste jaar; afgesproken is 5 keer per jaar.", ""),
    ("ritme", {"volgende": None}, "oranje", "5 keer bij elkaar in het laatste jaar; afgesproken is 5 keer per jaar.", "Plan de volgende bijeenkomst."),
    ("ritme", {"gehouden": 1, "laatste": VANDAAG - timedelta(104)}, "oranje", "1 keer bij elkaar in het laatste jaar; afgesproken is 5 keer per jaar.", "De volgende staat gepland. Laat die doorgaan."),
    ("ritme", {"laatste": VANDAAG - timedelta(104), "volgende": None}, "rood", "5 keer bij elkaar in het laatste jaar; afgesproken is 5 keer per jaar.", "Plan nu een bijeenkomst: het is te lang geleden."),
    ("ritme", {"laatste": None, "begonnen": VANDAAG - timedelta(104), "volgende": None}, "rood", "5 keer bij elkaar in het laatste jaar; afgesproken is 5 keer per jaar.", "Plan nu een bijeenkomst: het is te lang geleden."),
    ("ritme", {"keren_per_jaar": 1, "laatste": VANDAAG - timedelta(395)}, "groen", "5 keer bij elkaar in het laatste jaar; afgesproken is 1 keer per jaar.", ""),
    ("ritme", {"keren_per_jaar": 1, "laatste": VANDAAG - timedelta(396)}, "oranje", "5 keer bij elkaar in het laatste jaar; afgesproken is 1 keer per jaar.", "De volgende staat gepland. Laat die doorgaan."),
    ("mensen", {}, "groen", "6 mensen uit de wijk, 2 van de politie, 1 van de gemeente.", ""),
    ("mensen", {"sleutelfiguren": 0}, "rood", "0 mensen uit de wijk, 2 van de politie, 1 van de gemeente.", "Zoek de eerste sleutelfiguren, samen met de gemeente."),
    ("mensen", {"gemeente": 0, "sleutelfiguren": 1}, "oranje", "1 mens uit de wijk, 2 van de politie, 0 van de gemeente.", "Vraag iemand van de gemeente erbij."),
    ("mensen", {"sleutelfiguren": 17}, "groen", "17 mensen uit de wijk, 2 van de politie, 1 van de gemeente.", ""),
    ("mensen", {"sleutelfiguren": 18}, "oranje", "18 mensen uit de wijk, 2 van de politie, 1 van de gemeente.", "Rond 10 praat het best. Misschien zijn het twee netwerken."),
    ("opkomst", {}, "groen", "20 van de 27 plekken bezet bij de laatste 3 keer.", ""),
    ("opkomst", {"geteld": 0}, "", "Nog van geen bijeenkomst is vastgelegd wie er was.", ""),
    ("opkomst", {"uitgenodigd": 0}, "", "Nog van geen bijeenkomst is vastgelegd wie er was.", ""),
    ("opkomst", {"geteld": 1, "gekomen": 5, "uitgenodigd": 10}, "groen", "5 van de 10 plekken bezet bij de laatste keer.", ""),
    ("opkomst", {"geteld": 1, "gekomen": 4, "uitgenodigd": 9}, "oranje", "4 van de 9 plekken bezet bij de laatste keer.", "Vraag wat helpt: andere tijd, plek of onderwerp?"),
    ("leiding", {}, "groen", "Bij 2 van de laatste 3 keer was leiding erbij.", ""),
    ("leiding", {"leiding": 0}, "oranje", "Er zit geen leidinggevende in het netwerk.", "Vraag de teamchef, het sectorhoofd of de politiechef om aan te schuiven."),
    ("leiding", {"geteld": 0}, "", "Er is een leidinggevende; nog geen opkomst vastgelegd.", ""),
    ("leiding", {"geteld": 1, "met_leiding": 1}, "groen", "De laatste keer was leiding er wel.", ""),
    ("leiding", {"geteld": 1, "met_leiding": 0}, "oranje", "De laatste keer was leiding er niet.", "Niet alleen de wijkagent: laat de leiding aanschuiven."),
    ("leiding", {"geteld": 2, "met_leiding": 0}, "oranje", "Bij 0 van de laatste 2 keer was leiding erbij.", "Niet alleen de wijkagent: laat de leiding aanschuiven."),
    ("afspraken", {"nagekomen": 0, "te_laat": 0, "zonder_terugkoppeling": 0}, "", "Nog geen afspraken die af moesten zijn.", ""),
    ("afspraken", {"nagekomen": 1, "te_laat": 0, "zonder_terugkoppeling": 0}, "groen", "1 nagekomen, 0 over de datum, 0 nog niet teruggekoppeld.", ""),
    ("afspraken", {"nagekomen": 0, "te_laat": 1, "zonder_terugkoppeling": 0}, "rood", "0 nagekomen, 1 over de datum, 0 nog niet teruggekoppeld.", "Kom na wat is beloofd, of zeg eerlijk dat het niet lukt."),
    ("afspraken", {"nagekomen": 0, "te_laat": 0, "zonder_terugkoppeling": 1}, "oranje", "0 nagekomen, 0 over de datum, 1 nog niet teruggekoppeld.", "Vertel het netwerk wat ermee is gedaan."),
    ("balans", {"gehaald": 1, "gebracht": 1}, "", "Nog te weinig contacten om iets van te zeggen.", ""),
    ("balans", {"gehaald": 2, "gebracht": 1}, "groen", "2 keer iets gehaald, 1 keer iets gebracht.", ""),
    ("balans", {"gehaald": 3, "gebracht": 1}, "oranje", "3 keer iets gehaald, 1 keer iets gebracht.", "Kom ook eens iets brengen: nieuws, hulp, een antwoord."),
    ("balans", {"gehaald": 1, "gebracht": 2}, "groen", "1 keer iets gehaald, 2 keer iets gebracht.", ""),
    ("relaties", {"per_houder": (), "zonder_houder": 0}, "", "Nog geen sleutelfiguren.", ""),
    ("relaties", {"per_houder": (), "zonder_houder": 1}, "rood", "Geen collega kent 1 mens.", "1 mens zonder relatiehouder: wie neemt het contact over?"),
    ("relaties", {"per_houder": (1, 1), "zonder_houder": 2}, "rood", "2 collega’s kennen samen 4 mensen.", "2 mensen zonder relatiehouder: wie neemt het contact over?"),
    ("relaties", {"per_houder": (2,), "zonder_houder": 0}, "groen", "1 collega kent 2 mensen.", ""),
    ("relaties", {"per_houder": (3,), "zonder_houder": 0}, "oranje", "1 collega kent 3 mensen.", "Bijna alles hangt aan één collega. Stel een ander voor."),
    ("relaties", {"per_houder": (3, 1), "zonder_houder": 0}, "groen", "2 collega’s kennen samen 4 mensen.", ""),
    ("relaties", {"per_houder": (7, 2), "zonder_houder": 0}, "oranje", "2 collega’s kennen samen 9 mensen.", "Bijna alles hangt aan één collega. Stel een ander voor."),
    ("voorwaarden", {"voorwaarden": {}, "gemeten": None}, "oranje", "Nog niet besproken.", "Bespreek samen de vier voorwaarden."),
    ("voorwaarden", {"gemeten": None}, "oranje", "Nog niet besproken.", "Bespreek samen de vier voorwaarden."),
    ("voorwaarden", {"voorwaarden": staan(2, 2, 2, 2), "gemeten": VANDAAG}, "oranje", "Geen van de vier staat.", "Er is een begin. Welke pak je samen als eerste op?"),
    ("voorwaarden", {"voorwaarden": staan(3, 2, 2, 2), "gemeten": VANDAAG}, "groen", "1 van de 4 staat.", ""),
    ("voorwaarden", {"voorwaarden": staan(3, 1, 1, 3), "gemeten": VANDAAG}, "oranje", "2 van de 4 staan.", "Nog niet: de leidinggevende pakt een actieve rol; iedereen heeft het juiste beeld van de werkwijze."),
    ("voorwaarden", {"voorwaarden": staan(3, 2, 3, 3), "gemeten": VANDAAG - timedelta(365)}, "groen", "3 van de 4 staan.", ""),
    ("voorwaarden", {"voorwaarden": staan(3, 3, 3, 3), "gemeten": VANDAAG - timedelta(366)}, "oranje", "Alle vier staan.", "Langer dan een jaar geleden besproken. Doe het opnieuw."),
    ("voorwaarden", {"voorwaarden": staan(4, 4, 4, 4), "gemeten": VANDAAG}, "groen", "Alle vier staan.", ""),
    ("contact", {"eigen": True, "laatste_contact": VANDAAG}, "groen", "6 mensen uit de wijk.", ""),
    ("contact", {"eigen": True, "sleutelfiguren": 0}, "oranje", "0 mensen uit de wijk.", "Wie ken je hier al?"),
    ("contact", {"eigen": True, "sleutelfiguren": 1, "laatste_contact": VANDAAG - timedelta(300)}, "oranje", "1 mens uit de wijk.", "Lang geen contact: wie spreek je deze week?"),
]  # fmt: skip


@pytest.mark.parametrize(("aspect", "anders", "kleur", "zin", "hulp"), ZINNEN)
def test_bevinding(aspect, anders, kleur, zin, hulp):
    gezien = {b.aspect: b for b in netwerk.gezondheid(replace(GOED, **anders), MATEN, VANDAAG)}

    assert (gezien[aspect].kleur, gezien[aspect].zin, gezien[aspect].hulp) == (kleur, zin, hulp)
