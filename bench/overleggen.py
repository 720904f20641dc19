"""Five years of meetings: presentations in every team; of the measured team points, besluiten and the figures of every day."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType

from casuistiek.models import Casus
from dashboard.models import Dagstand
from overleggen.models import Agendapunt, Besluit, Overleg, Presentatie
from regels.bmo import MATEN

PUNTEN = 20  # of each meeting; 12 of them ended in a besluit


def fill_presentations(of_team):
    """At each BMO of every team one: 10,855."""
    rows = Overleg.objects.filter(reeks__soort="bmo").order_by("team", "begin")
    Presentatie.objects.bulk_create(
        Presentatie(
            overleg=row,
            medewerker=of_team[row.team_id][4 + nr % 6],
            wat="Fietsen",
            gehouden_op=row.begin if row.status == "gesloten" else None,
        )
        for nr, row in enumerate(rows)
    )


def fill_meetings(team, people, now):
    """About 2,300 points, 1,400 besluiten and 1,825 days of figures; and a full next agenda."""
    kind = ContentType.objects.get_for_model(Casus)
    casussen = list(Casus.objects.filter(team=team).order_by("pk").values_list("pk", flat=True)[:400])
    overleggen = list(Overleg.objects.filter(team=team).select_related("reeks").order_by("begin"))
    held = [row for row in overleggen if row.status == "gesloten"]
    coming = [row for row in overleggen if row.status == "gepland"][:2]
    punten = Agendapunt.objects.bulk_create(
        Agendapunt(
            reeks=row.reeks,
            overleg=row,
            titel=f"Punt {nr}",
            soort="casus" if nr % 3 == 0 else "overig",
            onderwerp_type=kind if nr % 3 == 0 else None,
            onderwerp_id=casussen[(row.pk + nr) % len(casussen)] if nr % 3 == 0 else None,
            inbrenger=people[4],
            uitkomst=("besluit" if nr < 12 else "geen_vervolg") if row in held else "",
            uitkomst_tekst="Zo doen we het." if row in held else "",
            afgerond_op=row.begin if row in held else None,
            seconden=300,
        )
        for row in [*held, *coming]
        for nr in range(PUNTEN)
    )
    Besluit.objects.bulk_create(
        Besluit(
            team=team,
            agendapunt=punt,
            tekst=f"Besluit {punt.pk}",
            titel=punt.titel,
            genomen_op=punt.afgerond_op,
            onderwerp_type=punt.onderwerp_type,
            onderwerp_id=punt.onderwerp_id,
        )
        for punt in punten
        if punt.uitkomst == "besluit"
    )
    Dagstand.objects.bulk_create(
        Dagstand(
            team=team, dag=(now - timedelta(days=nr)).date(), cijfers={maat.sleutel: nr % 7 for maat in MATEN}
        )
        for nr in range(1825)
    )
