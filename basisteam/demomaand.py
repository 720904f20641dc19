"""A month of work for a demo team, made through the same services as real work. Everything in it is fictional."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from casuistiek import services
from casuistiek.models import Casus, Overdracht
from notificaties.models import Notificatie
from organisatie.bronnen import facts_changed
from organisatie.models import Afwezigheid, Koppeling, Medewerker, OpCoDienst
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


def _people(team):
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
    people = _people(team)
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
    for titel, horizon, betekenis in TRENDS:
        portefeuille_services.add_trend(
            team=team, by=people.woes[0], titel=titel, horizon=horizon, betekenis=betekenis, acties=""
        )
    _actiepunten(team, people, today)
    _work(team, people, today)
    services.tick(now)
    for reeks in Overlegreeks.objects.filter(team=team):
        nextone = reeks.overleggen.filter(status="gepland", begin__gt=now).order_by("begin").first()
        overleg_services.fill_agenda(nextone)
    Notificatie.objects.filter(moment__lt=now - timedelta(days=3)).update(gelezen_op=now, sent_at=now)


def _casussen(team, people, now):
    gebieden = list(team.gebieden.filter(wijken__isnull=False).distinct())
    portefeuilles = list(team.portefeuilles.all())
    for nummer, (titel, ernst, gebeurd, gedaan, situatie, dagen, n_gebieden, n_port) in enumerate(CASUSSEN):
        moment = now - timedelta(days=dagen, hours=2)
        start = nummer % len(gebieden)
        casus = services.open_door_opco(
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
            moment=moment,
        )
        if dagen > 5:
            _accept(casus, moment + timedelta(minutes=50))
        if nummer == 0:
            services.schrijf_bij(
                casus=casus,
                by=people.wijkagent,
                tekst="Met de bewonerscommissie gesproken.",
                wanneer=moment + timedelta(days=2),
            )
            services.neem_over(casus=casus, by=people.woes[-1], moment=moment + timedelta(days=3))
        if nummer == 1:
            services.schrijf_bij(
                casus=casus,
                by=people.wijkagent,
                tekst="Jongerenwerk is er elke vrijdag.",
                wanneer=moment + timedelta(days=4),
            )
    done = Casus.objects.filter(team=team).order_by("nummer")[1]
    services.afsluiten(casus=done, by=people.os, reden="Twee weken geen meldingen meer.")


def _accept(casus, moment):
    offer = Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).first()
    if offer is not None:
        services.aanvaard(
            overdracht=offer,
            by=offer.aan,
            teruglezing="Duidelijk. Ik bel vandaag de partners.",
            moment=moment,
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
