"""Made data: 167 teams, five years, 10,000 casussen, with people, history, meetings and logged work."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from casuistiek.models import (
    Casus,
    CasusGebied,
    Casuspartner,
    CasusPortefeuille,
    Gebeurtenis,
    Overdracht,
    Overdrachtronde,
    Regie,
    Shopvraag,
)
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
from overleggen.models import Actiepunt, Overleg, Overlegreeks
from portefeuilles.models import Houderschap, Portefeuille, Trend
from regels.agenda import VANZELF
from werk.models import Werkregel

from .bondgenoten import fill_networks
from .jaren import LOG_LINES, fill_years
from .overleggen import fill_meetings, fill_presentations

TEAMS = 167
CASUSSEN = 20_000
MEASURED = 10_000  # of these in the measured team, 60 of them open
EVENTS = 500  # of the casus that is measured
FUNCTIES = [
    "teamchef",
    "osc",
    "osa",
    "osa",
    *["woe"] * 6,
    *["oe"] * 6,
    *["wijkagent"] * 12,
    *["ggp"] * 8,
    "zaco",
    "intake",
]


def fill():
    """Fill an empty database. Returns the username of the teamchef, and the id of a casus, of the measured team."""
    now = timezone.now()
    since = timezone.localdate() - timedelta(days=5 * 365)
    eenheid = Eenheid.objects.create(naam="Eenheid")
    district = District.objects.create(eenheid=eenheid, naam="District")
    teams = Team.objects.bulk_create(
        Team(district=district, code=f"t{nr}", naam=f"Team {nr}") for nr in range(TEAMS)
    )
    Teaminstelling.objects.bulk_create(
        Teaminstelling(team=team, vanaf=since, escalatieketen=["osc", "osa", "teamchef"]) for team in teams
    )
    people = Medewerker.objects.bulk_create(
        Medewerker(
            username=f"p{team.pk}-{nr}",
            naam=f"Collega {nr:02} {team.naam}",
            email=f"p{team.pk}-{nr}@x.example",
        )
        for team in teams
        for nr in range(len(FUNCTIES))
    )
    of_team = {team.pk: people[i * len(FUNCTIES) : (i + 1) * len(FUNCTIES)] for i, team in enumerate(teams)}
    Plaatsing.objects.bulk_create(
        Plaatsing(medewerker=person, team=team, functie=functie, van=since, opco_bevoegd=functie == "ggp")
        for team in teams
        for person, functie in zip(of_team[team.pk], FUNCTIES, strict=True)
    )
    gebieden = Gebied.objects.bulk_create(
        Gebied(team=team, naam=f"Gebied {nr}", van=since) for team in teams for nr in range(6)
    )
    Wijk.objects.bulk_create(
        Wijk(gebied=gebied, code=f"W{gebied.pk}{nr}", naam=f"Wijk {nr}", inwoners=5000)
        for gebied in gebieden
        for nr in range(4)
    )
    per_gebied = {team.pk: gebieden[i * 6 : i * 6 + 6] for i, team in enumerate(teams)}
    ties = []
    for team in teams:
        staff = of_team[team.pk]
        for nr, gebied in enumerate(per_gebied[team.pk]):
            ties.append(Koppeling(medewerker=staff[4 + nr], gebied=gebied, rol="woe", volgorde=1, van=since))
            ties.append(Koppeling(medewerker=staff[10 + nr], gebied=gebied, rol="oe", volgorde=1, van=since))
            ties += [
                Koppeling(medewerker=staff[16 + 2 * nr + i], gebied=gebied, rol="wijkagent", van=since)
                for i in (0, 1)
            ]
    Koppeling.objects.bulk_create(ties)
    portefeuilles = Portefeuille.objects.bulk_create(
        Portefeuille(team=team, naam=f"Portefeuille {nr}", van=since, volgorde=nr)
        for team in teams
        for nr in range(6)
    )
    per_port = {team.pk: portefeuilles[i * 6 : i * 6 + 6] for i, team in enumerate(teams)}
    Houderschap.objects.bulk_create(
        Houderschap(
            portefeuille=port,
            medewerker=of_team[team.pk][4 + (nr + d) % 6],
            rol="vervanger" if d else "houder",
            volgorde=d or None,
            van=since,
        )
        for team in teams
        for nr, port in enumerate(per_port[team.pk])
        for d in (0, 1, 2)
    )
    Afwezigheid.objects.bulk_create(
        Afwezigheid(
            medewerker=person,
            ingevoerd_door=person,
            van=now - timedelta(days=30 * back + nr * 7 % 40),
            tot=now - timedelta(days=30 * back + nr * 7 % 40 - 8),
        )
        for team in teams
        for nr, person in enumerate(of_team[team.pk][:22])
        for back in (-2, -1, 0, 12, 24, 36)
    )
    OpCoDienst.objects.bulk_create(
        OpCoDienst(team=team, medewerker=of_team[team.pk][28], van=now - timedelta(hours=3)) for team in teams
    )
    casus = _casussen(teams, of_team, per_gebied, per_port, now)
    _work(teams, of_team, per_port, now)
    first = teams[0].pk
    fill_years(teams, of_team, per_gebied[first], per_port, now)
    return of_team[first][0].username, casus.pk


def _casussen(teams, of_team, per_gebied, per_port, now):
    rest = (CASUSSEN - MEASURED) // (TEAMS - 1) + 1
    rows, left = [], CASUSSEN
    for team in teams:
        many = min(MEASURED if team is teams[0] else rest, left)
        left -= many
        open_until = 60 if team is teams[0] else 8
        for nr in range(many):
            is_open = nr < open_until
            opened = now - timedelta(days=(nr * 5 * 365) // many, hours=nr % 24)
            rows.append(
                Casus(
                    team=team,
                    nummer=nr + 1,
                    titel=f"Casus {nr} in {team.naam}",
                    fase=("acuut" if nr == 3 else "regie") if is_open else "afgesloten",
                    ernst=["rustig", "alert", "kritiek"][nr % 3],
                    grond="gebied",
                    wat_gebeurd="Er gebeurde iets. " * 12,
                    wat_gedaan="Er is iets gedaan. " * 8,
                    situatie="Zo is het nu. " * 6,
                    oorsprong="opco",
                    geopend_op=opened,
                    geopend_door=of_team[team.pk][28],
                    afgesloten_op=None if is_open else opened + timedelta(days=30),
                    afsluitreden="" if is_open else "Opgelost.",
                    vastgelegd_aan_zet=of_team[team.pk][4 + nr % 6] if is_open else None,
                    vastgelegd_sinds=opened,
                )
            )
    casussen = Casus.objects.bulk_create(rows, batch_size=2000)
    CasusGebied.objects.bulk_create(
        [
            CasusGebied(casus=c, gebied=per_gebied[c.team_id][(c.nummer + i) % 6], volgorde=i)
            for c in casussen
            for i in range(1 + c.nummer % 2)
        ]
    )
    CasusPortefeuille.objects.bulk_create(
        [CasusPortefeuille(casus=c, portefeuille=per_port[c.team_id][c.nummer % 6]) for c in casussen]
    )
    Regie.objects.bulk_create(
        [
            Regie(
                casus=c,
                medewerker=of_team[c.team_id][4 + c.nummer % 6],
                grond="gebied",
                van=c.geopend_op,
                tot=c.afgesloten_op,
            )
            for c in casussen
            if c.fase != "acuut"
        ]
    )
    rondes = Overdrachtronde.objects.bulk_create(
        [
            Overdrachtronde(
                casus=c,
                grond="gebied",
                aanleiding="overdracht",
                geopend_op=c.geopend_op,
                gesloten_op=None if c.fase == "acuut" else c.geopend_op,
                geopend_door=c.geopend_door,
            )
            for c in casussen
        ]
    )
    Overdracht.objects.bulk_create(
        [
            Overdracht(
                ronde=ronde,
                van=ronde.geopend_door,
                aan=of_team[c.team_id][4 + c.nummer % 6],
                reden="WOE van het gebied",
                aangeboden_op=c.geopend_op,
                uiterlijk=c.geopend_op + timedelta(hours=8),
                status="aangeboden" if c.fase == "acuut" else "aanvaard",
                besloten_op=None if c.fase == "acuut" else c.geopend_op,
                teruglezing="" if c.fase == "acuut" else "Duidelijk.",
            )
            for c, ronde in zip(casussen, rondes, strict=True)
        ]
    )
    Gebeurtenis.objects.bulk_create(
        [
            Gebeurtenis(
                casus=c,
                soort=["fase", "overdracht", "regie", "aan_zet", "inhoud", "inhoud"][i],
                moment=c.geopend_op + timedelta(hours=i),
                tekst=f"Gebeurtenis {i}: er is iets gedaan en opgeschreven.",
                door=c.geopend_door,
                aan_zet=of_team[c.team_id][4 + c.nummer % 6] if i == 3 else None,
            )
            for c in casussen
            for i in range(6)
        ],
        batch_size=5000,
    )
    big = [c for c in casussen if c.team_id == teams[0].pk and c.fase == "regie"][5]
    people = of_team[big.team_id]
    soorten = ["inhoud", "partner", "actie", "overleg", "aan_zet"]
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(
            casus=big,
            soort=soorten[i % 5],
            moment=big.geopend_op + (now - big.geopend_op) * i / EVENTS,
            tekst=f"Gebeurtenis {i}: er is iets gedaan, en kort opgeschreven wat het opleverde.",
            door=people[i % len(people)],
            aan_zet=people[4 + i % 6] if i % 5 == 4 else None,
        )
        for i in range(EVENTS)
    )
    for nr, naam in enumerate(("Gemeente", "Corporatie", "Jongerenwerk")):
        partner = Organisatie.objects.create(team=teams[0], naam=naam)
        contact = Contactpersoon.objects.create(organisatie=partner, naam=f"Contact {nr}", telefoon="033 1")
        Casuspartner.objects.create(casus=big, organisatie=partner, contactpersoon=contact)
        Shopvraag.objects.create(casus=big, organisatie=partner, gevraagd_aan=people[5])
    return casussen[10]


def _work(teams, of_team, per_port, now):
    today = timezone.localdate()
    kind = ContentType.objects.get_for_model(Portefeuille)
    Werkregel.objects.bulk_create(
        [
            Werkregel(
                team=team,
                medewerker=of_team[team.pk][4 + nr % 6],
                dag=today - timedelta(days=nr % 1800),
                soort="portefeuille",
                onderwerp_type=kind,
                onderwerp_id=per_port[team.pk][nr % 6].pk,
                titel="Portefeuille",
                minuten=60,
            )
            for team in teams
            for nr in range(LOG_LINES if team is teams[0] else 300)
        ],
        batch_size=5000,
    )
    Trend.objects.bulk_create(
        Trend(
            team=team,
            titel=f"Trend {nr}",
            gezien_door=of_team[team.pk][4],
            loopt_af_op=today + timedelta(days=60 if nr < 8 else -60),
        )
        for team in teams
        for nr in range(30)
    )
    Actiepunt.objects.bulk_create(
        Actiepunt(
            team=team,
            titel=f"Punt {nr}",
            tekst=f"Doe {nr}",
            eigenaar=of_team[team.pk][nr % 16],
            gemaakt_door=of_team[team.pk][1],
            deadline=today + timedelta(days=nr % 40 - 10),
            afgerond_op=now if nr > 40 else None,
        )
        for team in teams
        for nr in range(200)
    )
    reeksen = Overlegreeks.objects.bulk_create(
        Overlegreeks(
            team=team,
            soort=soort,
            naam=soort,
            regel="FREQ=MONTHLY;BYDAY=1TU",
            eerste=today,
            begintijd="09:00",
            functies=["teamchef", "osc", "osa", "oe", "woe"],
            vanzelf=[str(wat) for wat in VANZELF[soort]],
        )
        for team in teams
        for soort in ("woe_os", "bmo")
    )
    Overleg.objects.bulk_create(
        Overleg(
            team_id=reeks.team_id,
            reeks=reeks,
            datum=today + timedelta(days=30 * nr),
            begin=now + timedelta(days=30 * nr + 1),
            eind=now + timedelta(days=30 * nr + 1, hours=2),
            status="gepland" if nr >= 0 else "gesloten",
        )
        for reeks in reeksen
        for nr in range(-58, 7)
    )
    fill_presentations(of_team)
    fill_meetings(teams[0], of_team[teams[0].pk], now)
    fill_networks(teams, teams[0], of_team[teams[0].pk], now)
