"""A month of work for a demo team, made through the same services as real work. Everything in it is fictional."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus, Leerbijeenkomst, Overdracht
from casuistiek.services.leren import had_a_part
from demo.eerder import fill_earlier
from demo.netwerken import fill_networks
from demo.overleg import fill_meetings
from demo.plannen import fill_plans
from notificaties.models import Notificatie
from organisatie.bronnen import facts_changed
from organisatie.models import Afwezigheid, Koppeling, Medewerker, OpCoDienst
from organisatie.services import save_beslisregel, save_contactpersoon, save_organisatie
from overleggen import services as overleg_services
from overleggen.models import Actiepunt, Overlegreeks
from portefeuilles import services as portefeuille_services
from portefeuilles.models import Houderschap
from regels.tijd import lokaal
from werk.services import log_work

CASUSSEN = [
    # titel, ernst, wat gebeurd, wat gedaan, situatie, dagen geleden, gebieden, portefeuilles
    (
        "Onrust rond een portiekflat",
        "alert",
        "Drie weken achter elkaar meldingen van bedreiging tussen buren.",
        "Met beide kanten gesproken. Corporatie gebeld.",
        "Rustig overdag. In het weekend loopt het op.",
        26,
        1,
        1,
    ),
    (
        "Jongeren op het stationsplein",
        "rustig",
        "Een wisselende groep zorgt voor overlast in de avond.",
        "Extra toezicht, jongerenwerk gevraagd.",
        "Neemt af sinds jongerenwerk er is.",
        20,
        2,
        1,
    ),
    (
        "Oplichting aan de deur",
        "rustig",
        "Zes ouderen zijn opgelicht door een nepagent.",
        "Aangiften opgenomen, buurtapp ingelicht.",
        "Geen nieuwe meldingen deze week.",
        15,
        2,
        2,
    ),
    (
        "Zorgen om een bewoner",
        "alert",
        "Hulpverleners maken zich zorgen om de veiligheid in en om een woning.",
        "Samen met de gemeente langs geweest.",
        "Niet acuut. Morgen weer contact.",
        8,
        1,
        1,
    ),
    (
        "Vechtpartij na een feest",
        "kritiek",
        "Grote vechtpartij na een feest in een zaal. Er dreigt een vervolg.",
        "Twee aanhoudingen. Zaal gesloten tot maandag.",
        "Gespannen. Op sociale media wordt opgeroepen tot wraak.",
        1,
        1,
        1,
    ),
]
TRENDS = [
    (
        "Vuurwerk wordt eerder en zwaarder verkocht",
        "nu",
        "Meer explosies bij woningen, ook van jonge verdachten.",
    ),
    ("Verbouwing van het station", "jaar", "Andere looproutes, andere plekken waar groepen staan."),
    (
        "Meer mensen met verward gedrag op straat",
        "vijf_jaar",
        "Langere inzet per melding, en vaker samen met de GGZ.",
    ),
]
SOORTEN = ["woonoverlast", "jongerenoverlast", "oplichting", "zorgen om een bewoner", "geweld na een feest"]
PARTNERS = [
    # naam, soort, wie daar, functie, vervanger
    ("Gemeente {team}", "gemeente", "Carla Bruin", "adviseur veiligheid", "Joris Kamp"),
    ("Woningcorporatie De Brug", "wonen", "Ilse Wiersma", "medewerker leefbaarheid", "Bas Kuiper"),
    ("Jongerenwerk Oost", "jeugd", "Sem Aydin", "coördinator", "Lotte Haan"),
    ("Districtsrecherche", "politie", "Karin Smit", "teamleider", "Ad Vos"),
]
BESLISREGELS = [
    ("strategisch", "Welke portefeuilles het team heeft", "BMO, de teamchef beslist"),
    ("tactisch", "Van wie een casus is", "WOE's samen; komen zij er niet uit, dan de teamchef"),
    ("operationeel", "Inzet van de dienst", "OpCo van dienst"),
]
MET_VERLEDEN = (
    "utrecht-zuid"  # one team shows every state; in all three, loading would take three times as long
)
WERK = [
    "Overleg met de gemeente",
    "Huisbezoek met de corporatie",
    "Plan bijgewerkt",
    "Contact met jongerenwerk",
]


@dataclass
class People:
    """Who plays which part in the demo month."""

    woes: list
    opco: Medewerker
    opco2: Medewerker
    os: Medewerker
    chef: Medewerker
    wijkagent: Medewerker


def people_of(team):
    """The demo people of this team by the part they play."""

    def with_functie(*functies, **filters):
        placed = team.plaatsingen.op().filter(functie__in=functies, **filters).order_by("pk")
        return [row.medewerker for row in placed.select_related("medewerker")]

    ggp = with_functie("ggp", opco_bevoegd=True)
    return People(
        woes=with_functie("woe"),
        opco=ggp[0],
        opco2=ggp[1],
        os=with_functie("osc", "osa")[0],
        chef=with_functie("teamchef")[0],
        wijkagent=with_functie("wijkagent")[0],
    )


def fill(team):
    """Fill one team: a shift, absences, casussen in every phase, trends, actiepunten, logged work."""
    people = people_of(team)
    now = timezone.now()
    today = timezone.localdate()
    begin = now - timedelta(hours=5)
    OpCoDienst.objects.create(
        team=team,
        medewerker=people.opco,
        van=now - timedelta(days=40),
        tot=begin,
        teruglezing="Alles rustig.",
    )
    OpCoDienst.objects.create(team=team, medewerker=people.opco, van=begin, volgende=people.opco2)
    facts_changed(team)
    _casussen(team, people, now)
    _absences(team, people, today)
    facts_changed(team)
    _partners(team, people)
    _leren(team, people, now)
    for titel, horizon, betekenis in TRENDS:
        portefeuille_services.add_trend(
            team=team, by=people.woes[0], titel=titel, horizon=horizon, betekenis=betekenis, acties=""
        )
    _actiepunten(team, people, today)
    fill_plans(team, people)
    fill_meetings(team, people)
    fill_networks(team, people)
    _work(team, people, today)
    if team.code == MET_VERLEDEN:
        fill_earlier(team, people, now)
    services.tick(now)
    for reeks in Overlegreeks.objects.filter(team=team):
        overleg_services.fill_agenda(overleg_services.next_of(reeks, now))
    Notificatie.objects.filter(moment__lt=now - timedelta(days=3)).update(gelezen_op=now, sent_at=now)


def _casussen(team, people, now):
    gebieden = list(team.gebieden.filter(wijken__isnull=False).distinct())
    portefeuilles = list(team.portefeuilles.all())
    for nummer, (titel, ernst, gebeurd, gedaan, situatie, dagen, n_gebieden, n_port) in enumerate(CASUSSEN):
        moment = now - timedelta(days=dagen, hours=2)
        start = nummer % len(gebieden)
        casus = services.open_by_opco(
            team=team,
            by=people.opco,
            gebieden=[gebieden[(start + i) % len(gebieden)] for i in range(min(n_gebieden, len(gebieden)))],
            portefeuilles=[portefeuilles[(nummer + i) % len(portefeuilles)] for i in range(n_port)],
            titel=titel,
            ernst=ernst,
            wat_gebeurd=gebeurd,
            wat_gedaan=gedaan,
            situatie=situatie,
            wie_weet="Gemeente en corporatie.",
            bronnummer=f"PL0900-2026-{1000 + nummer}",
            waarom_regie="Grote impact of veel media" if ernst == "kritiek" else "Vraagt veel van één gebied",
            als_dan=[
                {
                    "als": "het vanavond weer onrustig wordt",
                    "dan": "eerst bellen met de regisseur",
                    "wie": "OpCo",
                    "uiterlijk": None,
                }
            ]
            if nummer in (3, 4)
            else [],
            niets_nodig=nummer not in (3, 4),
            soort=SOORTEN[nummer],
            moment=moment,
        )
        if dagen > 5:
            _accept(casus, moment + timedelta(minutes=50))
        if nummer == 0:
            services.take_over(casus=casus, by=people.woes[-1], moment=moment + timedelta(days=3))
            services.add_gebeurtenis(
                casus=casus,
                by=people.wijkagent,
                tekst="Met de bewonerscommissie gesproken.",
                wanneer=moment + timedelta(days=2),
            )
        if nummer == 1:
            services.add_gebeurtenis(
                casus=casus,
                by=people.wijkagent,
                tekst="Jongerenwerk is er elke vrijdag.",
                wanneer=moment + timedelta(days=4),
            )
    done = Casus.objects.filter(team=team).order_by("nummer")[1]
    services.close_casus(casus=done, by=people.os, reden="Twee weken geen meldingen meer.")


def _accept(casus, moment):
    offer = Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).first()
    if offer is not None:
        services.accept_overdracht(
            overdracht=offer,
            by=offer.aan,
            teruglezing="Duidelijk. Ik bel vandaag de partners.",
            moment=moment,
        )


def _partners(team, people):
    """Gemeente and organisations with their deputies, on casussen; who asked whom; opsporing without a name."""
    rows = []
    for nummer, (naam, soort, wie, functie, vervanger) in enumerate(PARTNERS):
        rij = save_organisatie(
            team=team, organisatie=None, by=people.os, naam=naam.format(team=team.naam), soort=soort
        )
        deputy = save_contactpersoon(
            organisatie=rij, contactpersoon=None, by=people.os, naam=vervanger, functie=functie
        )
        contact = save_contactpersoon(
            organisatie=rij,
            contactpersoon=None,
            by=people.os,
            naam=wie,
            functie=functie,
            telefoon=f"033 469 00{nummer:02}",
            email=f"{wie.split()[0].lower()}@partner.example",
            vervanger=deputy,
        )
        rows.append((rij, contact))
    for niveau, onderwerp, wie in BESLISREGELS:
        save_beslisregel(team=team, regel=None, by=people.chef, niveau=niveau, onderwerp=onderwerp, wie=wie)
    eerste, _, _, zorgen, feest = Casus.objects.filter(team=team).order_by("nummer")
    for casus in (eerste, zorgen):
        for rij, contact in rows[:2]:
            services.add_partner(casus=casus, by=people.os, organisatie=rij, contactpersoon=contact)
    services.tell_partners(casus=zorgen, by=people.os)
    services.log_shopvraag(casus=eerste, by=people.chef, organisatie=rows[1][0])
    services.ask_opsporing(casus=feest, by=people.os, bij="dr", wat="Wie riep op tot wraak?")
    services.debrief(
        casus=feest,
        by=people.opco,
        aanwezig="OpCo en vier collega's van de avonddienst",
        feiten="Te laat versterking gevraagd; daarna snel overzicht.",
        goed="De wijkagent kende de groep.",
        beter="Eerder opschalen.",
    )
    services.save_scenario(
        casus=feest,
        by=people.os,
        naam="Er komt een vervolg in het weekend",
        uitgangspunten="Zichtbaar aanwezig, eerst aanspreken.",
        handelingskader="Bij meer dan tien mensen: OpCo belt de regisseur, gebied afzetten.",
        inzet="Vier extra collega's, vrijdag en zaterdag",
        besloten_door="teamchef",
    )


def _leren(team, people, now):
    """A casusleerbijeenkomst some weeks ago, with a lesson that is offered at casussen that look alike."""
    closed, other = Casus.objects.filter(team=team).order_by("nummer")[1:3]
    leider = next(p for p in [people.chef, people.os] if p.pk not in had_a_part([closed, other]))
    row = services.plan_leerbijeenkomst(
        team=team,
        by=leider,
        begin=now + timedelta(hours=1),
        gespreksleider=leider,
        goed=[closed],
        minder_goed=[other],
        plaats="Bureau, zaal 2",
        uitnodiging="We kijken samen terug: wat hielp en wat hinderde in de samenwerking?",
    )
    services.add_les(
        bijeenkomst=row,
        by=leider,
        tekst="Jongerenwerk wist eerder dan wij wat er speelde.",
        werkafspraak="De wijkagent belt jongerenwerk op dag één.",
    )
    services.close_leerbijeenkomst(
        bijeenkomst=row,
        by=leider,
        goed="Vroeg contact met jongerenwerk.",
        beter="Partners hoorden te laat wie de regie had.",
    )
    Leerbijeenkomst.objects.filter(pk=row.pk).update(
        begin=now - timedelta(days=5), afgerond_op=now - timedelta(days=5)
    )


def _absences(team, people, today):
    """The WOE of the team's central gebied is away for a while, and a wijkagent for half a day."""
    tie = Koppeling.objects.op().filter(gebied__team=team, gebied__naam="Binnenstad", rol="woe").first()
    woe = tie.medewerker if tie else people.woes[-1]
    for medewerker, van, tot in (
        (woe, lokaal(today - timedelta(days=1)), lokaal(today + timedelta(days=9))),
        (people.wijkagent, lokaal(today + timedelta(days=2)), lokaal(today + timedelta(days=2), 13)),
    ):
        Afwezigheid.objects.create(medewerker=medewerker, van=van, tot=tot, ingevoerd_door=people.chef)


def _actiepunten(team, people, today):
    for nummer, (tekst, dagen) in enumerate(
        [
            ("Afspraak maken met de corporatie over de portiekflat", -4),
            ("Thema van de maand voorbereiden", 3),
            ("Jongerenwerk uitnodigen voor het overleg", 12),
        ]
    ):
        wie = people.woes[nummer % len(people.woes)]
        row = overleg_services.add_actiepunt(
            team=team,
            by=people.os,
            tekst=tekst,
            eigenaar=wie,
            deadline=max(today + timedelta(days=dagen), today),
        )
        Actiepunt.objects.filter(pk=row.pk).update(deadline=today + timedelta(days=dagen))


def _work(team, people, today):
    """A few lines a day, spread over portefeuilles, coaching and shifts."""
    for nummer, woe in enumerate(people.woes):
        held = (
            Houderschap.objects.op().filter(medewerker=woe, portefeuille__team=team).order_by("rol").first()
        )
        for terug in range(1, 26, 2):
            dag = today - timedelta(days=terug)
            if dag.weekday() > 4:
                continue
            if held is not None:
                log_work(
                    by=woe,
                    team=team,
                    soort="portefeuille",
                    onderwerp=held.portefeuille,
                    titel=held.portefeuille.naam,
                    minuten=60 + 30 * ((terug + nummer) % 4),
                    tekst=WERK[(terug + nummer) % len(WERK)],
                    dag=dag,
                )
            anders = (
                ("dienst", "Operationele dienst", 480)
                if terug % 4 == 1
                else ("coaching", "Coaching van wijkagenten", 60)
            )
            log_work(by=woe, team=team, soort=anders[0], titel=anders[1], minuten=anders[2], dag=dag)
