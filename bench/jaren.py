"""Made data of portefeuilles: five years of plans, aanpakken, taakaccenten and briefing of the measured team."""

from datetime import timedelta

from django.utils import timezone

from portefeuilles.models import (
    Aanpak,
    Actie,
    Activiteit,
    Briefingopdracht,
    Effect,
    Indicator,
    Interventie,
    Meting,
    Plan,
    Taakaccent,
    Taakaccenthouder,
    Terugkoppeling,
    Voorbeeld,
)

LOG_LINES = 50_000
ACTIVITIES = 5_000
AANPAKKEN = 300
BRIEFINGS = 3_000
YEARS = 5


def fill_years(teams, of_team, gebieden, per_port, now):
    """Years of work in the first team; in every team some examples shared with all."""
    team = teams[0]
    staff, today = of_team[team.pk], timezone.localdate()
    effecten = _plannen(per_port[team.pk], staff, today)
    activiteiten = _activiteiten(effecten, staff, today, now)
    _aanpakken(per_port[team.pk], activiteiten, staff, today)
    _mensen(per_port[team.pk], staff, gebieden, today)
    _briefing(team, per_port[team.pk], staff, gebieden, today, now)
    Voorbeeld.objects.bulk_create(
        Voorbeeld(
            team=each,
            portefeuille=per_port[each.pk][nr % 6],
            titel=f"Voorbeeld {nr} van {each.naam}",
            tekst="Dit deden we, en het hielp. " * 8,
            delen="alle" if nr % 2 else "team",
            door=of_team[each.pk][4],
        )
        for each in teams
        for nr in range(12)
    )


def _plannen(portefeuilles, staff, today):
    plannen = Plan.objects.bulk_create(
        Plan(
            portefeuille=port,
            titel=f"Plan {today.year - back}",
            van=today.replace(year=today.year - back, month=1, day=1),
            tot=today.replace(year=today.year - back + 1, month=1, day=1),
        )
        for port in portefeuilles
        for back in range(YEARS)
    )
    effecten = Effect.objects.bulk_create(
        Effect(plan=plan, tekst=f"Minder overlast {nr}", volgorde=nr) for plan in plannen for nr in range(4)
    )
    indicatoren = Indicator.objects.bulk_create(
        Indicator(
            effect=effect, naam=f"Meldingen {nr}", nul=100, nul_op=effect.plan.van, doel=50, doel_op=today
        )
        for effect in effecten
        for nr in range(2)
    )
    Meting.objects.bulk_create(
        Meting(indicator=row, dag=row.nul_op + timedelta(days=30 * nr), waarde=100 - 4 * nr, door=staff[4])
        for row in indicatoren
        for nr in range(10)
    )
    return effecten


def _activiteiten(effecten, staff, today, now):
    def row(nr, niveau, boven=None):
        effect = boven.effect if boven else effecten[nr % len(effecten)]
        old = effect.plan.tot <= today
        return Activiteit(
            plan=effect.plan,
            effect=effect,
            boven=boven,
            niveau=niveau,
            tekst=f"Activiteit {nr}",
            eigenaar=staff[4 + nr % 12],
            deadline=effect.plan.van + timedelta(days=nr % 360),
            afgerond_op=now - (today - effect.plan.van) + timedelta(days=9) if old or nr % 3 == 0 else None,
            resultaat="Klaar." if old or nr % 3 == 0 else "",
            bron="Koers 2026",
        )

    many = ACTIVITIES // 10
    boven = Activiteit.objects.bulk_create(row(nr, "strategisch") for nr in range(many))
    midden = Activiteit.objects.bulk_create(row(nr, "tactisch", boven[nr % many]) for nr in range(3 * many))
    onder = Activiteit.objects.bulk_create(
        row(nr, "operationeel", midden[nr % (3 * many)]) for nr in range(6 * many)
    )
    return midden + onder


def _aanpakken(portefeuilles, activiteiten, staff, today):
    fasen = ["scan", "analyse", "respons"]
    aanpakken = Aanpak.objects.bulk_create(
        Aanpak(
            portefeuille=portefeuilles[nr % 6],
            titel=f"Aanpak {nr}",
            trekker=staff[4 + nr % 6],
            activiteit=activiteiten[nr * 7] if nr % 2 else None,
            begonnen_op=today - timedelta(days=nr * 6),
            fase=fasen[nr % 3] if nr < 30 else "afgesloten",
            voor=100,
            voor_op=today - timedelta(days=nr * 6),
            assessment_op=today + timedelta(days=60 - nr),
            werkte="ja" if nr >= 30 else "",
            blijft="Het overleg." if nr >= 30 else "",
        )
        for nr in range(AANPAKKEN)
    )
    Interventie.objects.bulk_create(
        Interventie(
            aanpak=row, wat=f"Interventie {nr}", medewerker=staff[10 + nr], voor=today + timedelta(days=9)
        )
        for row in aanpakken
        for nr in range(3)
    )


def _mensen(portefeuilles, staff, gebieden, today):
    accenten = Taakaccent.objects.bulk_create(
        Taakaccent(portefeuille=port, naam=f"Accent {nr}", wens=6) for port in portefeuilles for nr in (0, 1)
    )
    Taakaccenthouder.objects.bulk_create(
        Taakaccenthouder(
            taakaccent=accent,
            medewerker=staff[16 + nr],
            van=today - timedelta(days=400),
            fase="zelfstandig",
            uren=4,
        )
        for accent in accenten
        for nr in range(5)
    )
    Actie.objects.bulk_create(
        Actie(
            portefeuille=portefeuilles[nr % 6],
            titel=f"Actie {nr}",
            dag=today - timedelta(days=nr * 4 - 20),
            gebied=gebieden[nr % 6],
            trekker=staff[4],
        )
        for nr in range(400)
    )


def _briefing(team, portefeuilles, staff, gebieden, today, now):
    rows = Briefingopdracht.objects.bulk_create(
        Briefingopdracht(
            team=team,
            portefeuille=portefeuilles[nr % 6],
            opdracht=f"Rijd langs {nr}",
            gebied=gebieden[nr % 6],
            van=today - timedelta(days=nr // 3),
            tot_en_met=today - timedelta(days=nr // 3),
            diensten=["vroeg", "laat"],
            gevraagd_door=staff[4 + nr % 6],
        )
        for nr in range(BRIEFINGS)
    )
    Terugkoppeling.objects.bulk_create(
        Terugkoppeling(
            opdracht=row,
            dag=row.van,
            dienst=dienst,
            antwoord="gedaan",
            door=staff[28],
            moment=now - timedelta(days=nr // 3),
        )
        for nr, row in enumerate(rows)
        for dienst in row.diensten
        if nr % 3 and row.van < today
    )
