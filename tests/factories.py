"""Boring makers of rows: defaults only, so that nobody has to open them. People here are fictional."""

from datetime import date, time, timedelta
from itertools import count
from types import SimpleNamespace

from django.utils import timezone

from bondgenoten import services as netwerk_services
from casuistiek import services as casus_services
from casuistiek.models import Casus, Regie
from organisatie.models import (
    Afwezigheid,
    Contactpersoon,
    District,
    Eenheid,
    Gebied,
    Koppeling,
    Medewerker,
    OpCoDienst,
    Organisatie,
    Plaatsing,
    Team,
    Teaminstelling,
    Wijk,
)
from overleggen.models import Overleg, Overlegreeks
from portefeuilles import services as portefeuille_services
from portefeuilles.models import Houderschap, Portefeuille, Trend
from regels.briefing import dienst_op
from regels.tijd import lokaal

SINDS = date(2026, 1, 1)
_nr = count(1)


def medewerker(team=None, functie="woe", naam=None, **plaatsing):
    nr = next(_nr)
    persoon = Medewerker.objects.create(
        username=f"m{nr}", naam=naam or f"Mens {nr}", email=f"m{nr}@politie.example"
    )
    if team is not None:
        Plaatsing.objects.create(
            medewerker=persoon, team=team, functie=functie, **{"van": SINDS, **plaatsing}
        )
    return persoon


def team(naam=None, **instelling):
    nr = next(_nr)
    eenheid, _ = Eenheid.objects.get_or_create(naam="Midden-Nederland")
    district, _ = District.objects.get_or_create(eenheid=eenheid, naam="Oost-Utrecht")
    nieuw = Team.objects.create(district=district, code=f"team-{nr}", naam=naam or f"Team {nr}")
    Teaminstelling.objects.create(
        team=nieuw,
        **{
            "vanaf": SINDS,
            "escalatieketen": ["osc", "osa", "teamchef"],
            "piket": "Piket 088-0000000",
            **instelling,
        },
    )
    return nieuw


def gebied(team, naam="Binnenstad", **anders):
    return Gebied.objects.create(team=team, naam=naam, van=SINDS, **anders)


def wijk(gebied, naam="Stadskern", inwoners=5775, **anders):
    return Wijk.objects.create(
        gebied=gebied, naam=naam, code=f"WK{next(_nr):06}", inwoners=inwoners, **anders
    )


def koppel(persoon, gebied, rol, volgorde=None, **anders):
    return Koppeling.objects.create(
        medewerker=persoon, gebied=gebied, rol=rol, volgorde=volgorde, **{"van": SINDS, **anders}
    )


def portefeuille(team, naam="Zorg en Veiligheid", houder=None, vervangers=()):
    nieuw = Portefeuille.objects.create(team=team, naam=naam, van=SINDS)
    if houder:
        Houderschap.objects.create(portefeuille=nieuw, medewerker=houder, rol="houder", van=SINDS)
    for nr, vervanger in enumerate(vervangers, 1):
        Houderschap.objects.create(
            portefeuille=nieuw, medewerker=vervanger, rol="vervanger", volgorde=nr, van=SINDS
        )
    return nieuw


def afwezig(persoon, van=None, tot=None, dagen=4):
    van = van or timezone.now() - timedelta(hours=1)
    return Afwezigheid.objects.create(
        medewerker=persoon, van=van, tot=tot or van + timedelta(days=dagen), ingevoerd_door=persoon
    )


def dienst(persoon, team, van=None):
    return OpCoDienst.objects.create(
        team=team, medewerker=persoon, van=van or timezone.now() - timedelta(hours=4)
    )


def basisteam(naam="Amersfoort", **instelling):
    """A small basisteam with everybody a casus needs: two gebieden, two portefeuilles, an OpCo on duty."""
    t = team(naam, **instelling)
    mensen = SimpleNamespace(
        team=t,
        woe=medewerker(t, "woe", "Noor Bakker"),
        oe=medewerker(t, "oe", "Bram de Wit"),
        woe_zuid=medewerker(t, "woe", "Wes Kuiper"),
        oe_zuid=medewerker(t, "oe", "Olga Smit"),
        houder=medewerker(t, "woe", "Hind Amrani"),
        vervanger=medewerker(t, "woe", "Vera Post"),
        osa=medewerker(t, "osa", "Anouk Blom"),
        osc=medewerker(t, "osc", "Cor Visser"),
        chef=medewerker(t, "teamchef", "Tess Molenaar", beheerder=True),
        opco=medewerker(t, "ggp", "Otto Prins", opco_bevoegd=True),
        opco2=medewerker(t, "ggp", "Pien Vos", opco_bevoegd=True),
        wijkagent=medewerker(t, "wijkagent", "Will Jager"),
        zaco=medewerker(t, "zaco", "Zita Vink"),
        ggp=medewerker(t, "ggp", "Guus Dekker"),
        intake=medewerker(t, "intake", "Ida Groen"),
    )
    mensen.binnenstad = gebied(t, "Binnenstad", volgorde=1)
    mensen.zuid = gebied(t, "Zuid", volgorde=2)
    mensen.wijk = wijk(mensen.binnenstad)
    koppel(mensen.woe, mensen.binnenstad, "woe", 1)
    koppel(mensen.oe, mensen.binnenstad, "oe", 1)
    koppel(mensen.woe_zuid, mensen.zuid, "woe", 1)
    koppel(mensen.oe_zuid, mensen.zuid, "oe", 1)
    koppel(mensen.wijkagent, mensen.binnenstad, "wijkagent")
    mensen.zorg = portefeuille(t, "Zorg en Veiligheid", mensen.houder, [mensen.vervanger])
    mensen.jeugd = portefeuille(t, "Jeugd", mensen.woe_zuid, [mensen.woe])
    mensen.dienst = dienst(mensen.opco, t)
    return mensen


INHOUD = {
    "titel": "Chemische lucht",
    "ernst": "alert",
    "wat_gebeurd": "Twee hulpverleners roken een chemische lucht.",
    "wat_gedaan": "Woning ontruimd.",
    "situatie": "Rustig.",
    "wie_weet": "Brandweer.",
    "bronnummer": "PL0900-2026-1",
    "waarom_regie": "Grote impact.",
}


def overgedragen(bt, **anders):
    """A casus that the OpCo of this basisteam just handed over."""
    feiten = {"gebieden": [bt.binnenstad], "portefeuilles": [], **INHOUD, **anders}
    return casus_services.open_by_opco(team=bt.team, by=bt.opco, **feiten)


def casus(bt, regisseur=None, gebieden=None, portefeuilles=(), **anders):
    """A casus in the phase regie."""
    regisseur = regisseur or bt.woe
    moment = timezone.now()
    feiten = {**INHOUD, "ernst": "rustig", **anders}
    nieuw = casus_services.open_by_self(
        team=bt.team,
        by=regisseur,
        gebieden=gebieden if gebieden is not None else [bt.binnenstad],
        portefeuilles=list(portefeuilles),
        moment=moment,
        **feiten,
    )
    return Casus.objects.get(pk=nieuw.pk)


def open_aanbod(casus):
    from casuistiek.models import Overdracht

    return Overdracht.objects.get(ronde__casus=casus, besloten_op=None)


def regisseur_van(casus):
    return Regie.objects.filter(casus=casus, tot=None).values_list("medewerker", flat=True).first()


def reeks(team, soort="woe_os", **anders):
    return Overlegreeks.objects.create(
        team=team,
        **{
            "soort": soort,
            "naam": "WOE/OS-overleg" if soort == "woe_os" else "BMO",
            "regel": "FREQ=MONTHLY;BYDAY=1TU",
            "eerste": SINDS,
            "begintijd": time(9),
            "functies": ["woe", "osa", "osc"] if soort == "woe_os" else ["teamchef", "oe", "osa", "osc"],
            **anders,
        },
    )


def overleg(reeks, begin=None, **anders):
    begin = begin or timezone.now() + timedelta(days=7)
    return Overleg.objects.create(
        team=reeks.team,
        reeks=reeks,
        datum=timezone.localdate(begin),
        begin=begin,
        eind=begin + timedelta(hours=2),
        **anders,
    )


def trend(team, by, **anders):
    return Trend.objects.create(
        team=team,
        gezien_door=by,
        **{
            "titel": "Verkiezingen in mei",
            "loopt_af_op": timezone.localdate() + timedelta(days=90),
            **anders,
        },
    )


def op(dag, uur=10, minuut=0):
    """This hour on this day in Amsterdam."""
    return lokaal(date.fromisoformat(dag), uur, minuut)


def partner(team, naam="Gemeente Amersfoort", soort="gemeente", contact="Carla Bruin"):
    """An organisatie with one contactpersoon."""
    rij = Organisatie.objects.create(team=team, naam=naam, soort=soort)
    rij.contact = Contactpersoon.objects.create(
        organisatie=rij, naam=contact, functie="adviseur veiligheid", telefoon="033 469 0000"
    )
    return rij


def plan(bt, portefeuille=None, **anders):
    """A draft plan of a portefeuille with one effect."""
    today = timezone.localdate()
    return portefeuille_services.make_plan(
        portefeuille=portefeuille or bt.zorg,
        by=bt.houder,
        **{
            "titel": "Plan zorg",
            "effect": "Minder mensen in crisis",
            "van": today.replace(month=1, day=1),
            "tot": today.replace(year=today.year + 1, month=1, day=1),
            **anders,
        },
    )


def activiteit(effect, eigenaar, **anders):
    return portefeuille_services.add_activiteit(
        effect=effect,
        by=eigenaar,
        **{"niveau": "tactisch", "tekst": "Vast overleg met de GGZ", "eigenaar": eigenaar, **anders},
    )


def aanpak(bt, **anders):
    return portefeuille_services.start_aanpak(
        portefeuille=bt.zorg,
        by=bt.houder,
        **{"titel": "Overlast op het plein", "trekker": bt.houder, **anders},
    )


def opdracht(bt, **anders):
    """On the briefing of the shift of now and of today: at night the shift of now began yesterday."""
    today = timezone.localdate()
    return portefeuille_services.issue_opdracht(
        team=bt.team,
        by=bt.woe,
        **{
            "opdracht": "Rijd langs het plein",
            "van": dienst_op(timezone.now())[0],
            "tot_en_met": today,
            "diensten": ["vroeg", "laat", "nacht"],
            **anders,
        },
    )


TIJD = time(19, 30)


def netwerk(bt, naam="Bondgenoten Binnenstad", by=None, **anders):
    """A network of the Binnenstad, led by its WOE, with the teamchef as leiding and somebody of the gemeente."""
    by = by or bt.woe
    return netwerk_services.save_netwerk(
        team=bt.team,
        by=by,
        **{
            "naam": naam,
            "soort": "bondgenoten",
            "gebied": bt.binnenstad,
            "waarover": "",
            "trekker": by,
            "vervanger": None,
            "keren_per_jaar": None,
            **anders,
        },
    )


def sleutelfiguur(bt, in_netwerk=None, naam="Sari Fictief", by=None, **anders):
    return netwerk_services.add_sleutelfiguur(
        team=bt.team,
        by=by or bt.woe,
        netwerk=in_netwerk,
        **{
            "naam": naam,
            "rol": "trainer bij de voetbalclub",
            "gebied": None,
            "telefoon": "06-12345678",
            "email": "sari@wijk.example",
            "grondslag": "taak",
            "regime": "avg",
            **anders,
        },
    )


def signaal(bt, titel="Onrust op het plein", by=None, **anders):
    return netwerk_services.add_signaal(
        team=bt.team,
        by=by or bt.woe,
        **{
            "titel": titel,
            "gebied": bt.binnenstad,
            "niveau": 2,
            "zekerheid": "ervaren",
            "bron": "wijkagent",
            "betrouwbaarheid": "redelijk",
            **anders,
        },
    )


def vandaag():
    return timezone.localdate()
