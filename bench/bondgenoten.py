"""Networks of the whole country: 8 in each of 167 teams, 20,000 people in them, and years of work in the measured team."""

from datetime import timedelta

from bondgenoten.models import (
    Aanwezigheid,
    Advies,
    Afspraak,
    Belregel,
    Belronde,
    Contact,
    Gemeenschap,
    Lid,
    Netwerk,
    Relatie,
    Resultaat,
    Signaal,
    Signaalstand,
    Sleutelfiguur,
    Voorwaardenmeting,
)
from organisatie.models import Gebied
from overleggen.models import Overleg, Overlegreeks

NETWERKEN = 8  # per team
MENSEN = 20_000


def fill_networks(teams, measured, people, now):
    """Networks everywhere; in the measured team bijeenkomsten of five years, promises, contacts, signals and a call round."""
    today = now.date()
    since = today - timedelta(days=5 * 365)
    gebieden = list(Gebied.objects.filter(team__in=teams))
    per_team = {}
    for gebied in gebieden:
        per_team.setdefault(gebied.team_id, []).append(gebied)
    trekker = people[4]
    netwerken = Netwerk.objects.bulk_create(
        Netwerk(
            team=team,
            naam=f"Netwerk {nr}",
            gebied=per_team[team.pk][nr % len(per_team[team.pk])],
            trekker=trekker,
            begonnen_op=since,
        )
        for team in teams
        for nr in range(NETWERKEN)
    )
    mensen = Sleutelfiguur.objects.bulk_create(
        (
            Sleutelfiguur(
                team=netwerken[nr % len(netwerken)].team,
                naam=f"Mens {nr:05}",
                rol="vrijwilliger",
                telefoon=f"06{nr:08}",
                grondslag="taak",
                regime="avg",
                vastgelegd_door=trekker,
            )
            for nr in range(MENSEN)
        ),
        batch_size=2000,
    )
    leden = Lid.objects.bulk_create(
        (
            Lid(netwerk=netwerken[nr % len(netwerken)], sleutelfiguur=mens, rol="sleutelfiguur", van=since)
            for nr, mens in enumerate(mensen)
        ),
        batch_size=2000,
    )
    Relatie.objects.bulk_create(
        (
            Relatie(sleutelfiguur=mens, medewerker=people[4 + nr % 6], van=since)
            for nr, mens in enumerate(mensen)
        ),
        batch_size=2000,
    )
    Contact.objects.bulk_create(
        (
            Contact(
                sleutelfiguur=mens,
                medewerker=trekker,
                op=today - timedelta(days=(nr * 7 + keer * 61) % 1800),
                richting=["halen", "brengen", "samen"][keer % 3],
            )
            for nr, mens in enumerate(mensen)
            for keer in range(6)
        ),
        batch_size=2000,
    )
    _measured(measured, [row for row in netwerken if row.team_id == measured.pk], leden, trekker, now)


def _measured(team, netwerken, leden, by, now):
    today = now.date()
    groepen = Gemeenschap.objects.bulk_create(Gemeenschap(team=team, naam=f"Groep {nr}") for nr in range(12))
    for nr, netwerk in enumerate(netwerken):
        netwerk.gemeenschappen.set([groepen[nr % 12], groepen[(nr + 3) % 12]])
        netwerk.reeks = Overlegreeks.objects.create(
            team=team, soort="bondgenoten", naam=netwerk.naam, regel="FREQ=WEEKLY;INTERVAL=10", eerste=today,
            begintijd="19:30", personen=[by.pk],
        )  # fmt: skip
        netwerk.save(update_fields=["reeks"])
        own = [lid for lid in leden if lid.netwerk_id == netwerk.pk]
        own += Lid.objects.bulk_create([Lid(netwerk=netwerk, medewerker=by, rol="politie", van=own[0].van)])
        begins = [now - timedelta(weeks=10 * keer - 3) for keer in range(25)]
        meetings = Overleg.objects.bulk_create(
            Overleg(
                team=team,
                reeks=netwerk.reeks,
                datum=begin.date(),
                begin=begin,
                eind=begin + timedelta(hours=2),
                status="gepland" if begin > now else "gesloten",
            )
            for begin in begins
        )
        Aanwezigheid.objects.bulk_create(
            Aanwezigheid(overleg=overleg, lid=lid, was_er=(lid.pk + plek) % 4 != 0)
            for plek, overleg in enumerate(meetings)
            if overleg.status == "gesloten"
            for lid in own
        )
        Afspraak.objects.bulk_create(
            Afspraak(
                netwerk=netwerk,
                tekst=f"Afspraak {keer}",
                wie="gemeente",
                voor=today - timedelta(days=30 * keer - 20),
                gemaakt_door=by,
                gemaakt_op=now - timedelta(days=30 * keer),
                nagekomen_op=now if keer > 2 else None,
                terugkoppeling="Gedaan.",
                teruggekoppeld_op=now if keer > 4 else None,
            )
            for keer in range(60)
        )
        Advies.objects.bulk_create(
            Advies(
                netwerk=netwerk, soort="ongevraagd", tekst="Kom eens zonder reden.", gehoord_door=by,
                gekregen_op=today - timedelta(days=40 * keer), antwoord="ja" if keer else "",
            )
            for keer in range(40)
        )  # fmt: skip
        Resultaat.objects.bulk_create(
            Resultaat(
                netwerk=netwerk, titel=f"Resultaat {keer}", door=by, op=today - timedelta(days=90 * keer)
            )
            for keer in range(20)
        )
        Voorwaardenmeting.objects.bulk_create(
            Voorwaardenmeting(
                netwerk=netwerk, op=today - timedelta(days=180 * keer + 1), draagvlak=3, leiding=2, beeld=3, gemeente=3, door=by
            )
            for keer in range(10)
        )  # fmt: skip
    Signaal.objects.bulk_create(
        Signaal(
            team=team,
            titel=f"Signaal {nr}",
            gebied=netwerken[nr % len(netwerken)].gebied,
            gemeenschap=groepen[nr % 12],
            zekerheid="ervaren",
            niveau=1 + nr % 3,
            bron="open",
            betrouwbaarheid="redelijk",
            gemeld_door=by,
            gemeld_op=now - timedelta(days=4 * nr),
            loopt_af_op=today + timedelta(days=28 - 4 * nr),
        )
        for nr in range(450)
    )
    Signaalstand.objects.bulk_create(
        Signaalstand(signaal=row, niveau=row.niveau, van=row.gemeld_op.date(), tot=row.loopt_af_op, door=by)
        for row in Signaal.objects.filter(team=team)
    )
    ronde = Belronde.objects.create(team=team, aanleiding="Gebeurtenis", begonnen_door=by)
    Belregel.objects.bulk_create(
        Belregel(
            belronde=ronde,
            sleutelfiguur_id=lid.sleutelfiguur_id,
            netwerk_id=lid.netwerk_id,
            volgorde=nr,
            beller=by,
        )
        for nr, lid in enumerate([lid for lid in leden if lid.netwerk_id in {n.pk for n in netwerken}][:60])
    )
