"""Meetings of the demo month: one that was held, turns to present, a kennissessie, and figures to compare with."""

from datetime import timedelta

from django.utils import timezone

from dashboard.models import Dagstand
from dashboard.queries.bmo import write_dagstand
from organisatie.queries import instelling_van
from overleggen import services
from overleggen.models import Actiepunt, Overleg, Overlegreeks, Presentatie
from portefeuilles.services import plan_kennissessie
from regels.tijd import lokaal

PUNTEN = [
    # titel, gewenst, uitkomst, tekst
    ("Toezicht rond het plein in december", "Wie doet wat?", "actiepunt", "Rooster voor toezicht maken met jongerenwerk"),
    ("Spreekuur voor partners", "Besluit: gaan we door?", "besluit", "We houden het spreekuur tot de zomer, elke eerste maandag."),
    ("Woonoverlast: één loket", "Besluit: wie is het loket?", "doorgeschoven", ""),
]  # fmt: skip


def fill_meetings(team, people):
    """A held meeting with outcomes, a question under way, a prepared turn, and a day of figures four weeks ago."""
    now = timezone.now()
    woe_os = Overlegreeks.objects.filter(team=team, soort="woe_os").first()
    _held(woe_os, people, now)
    bmo = Overlegreeks.objects.filter(team=team, soort="bmo").first()
    services.ask_bmo(
        team=team,
        by=people.woes[0],
        vraag="Mag er in december een koppel bij op vrijdagavond?",
        opties=[
            {"tekst": "Elke vrijdag een koppel extra", "kost": "16 uur per week"},
            {"tekst": "Alleen rond oud en nieuw", "kost": "16 uur"},
        ],
    )
    for reeks in (woe_os, bmo):
        services.plan_presentaties(reeks)
    turn = Presentatie.objects.filter(overleg__team=team).order_by("overleg__begin").first()
    if turn is not None:
        services.prepare_presentatie(
            presentatie=turn,
            by=turn.medewerker,
            wat="Meer fietsdiefstal bij het station",
            wie="Reizigers, beheerder van de stalling",
            waar="Noordzijde van het station",
            wanneer="Doordeweeks tussen vier en zes uur",
            waarom="De stalling is vol, fietsen staan los",
            vraag="Wie heeft een ingang bij de beheerder?",
        )
    kennis = Overleg.objects.te_komen().filter(reeks__team=team, reeks__soort="kennis").first()
    portefeuille = team.portefeuilles.first()
    if kennis is not None and portefeuille is not None:
        plan_kennissessie(
            overleg=kennis,
            by=people.os,
            portefeuille=portefeuille,
            spreker=people.woes[0],
            vraag="Wat zien we over vijf jaar, en wat missen we nu?",
            deskundigen="Adviseur van de gemeente",
        )
    _figures(team, now)


def _held(reeks, people, now):
    begin = lokaal(timezone.localdate(now) - timedelta(days=8), 9)
    overleg = Overleg.objects.create(
        team=reeks.team,
        reeks=reeks,
        begin=begin,
        eind=begin + timedelta(minutes=reeks.duur),
        notulist=people.woes[0],
    )
    by = people.woes[0]
    for titel, gewenst, _, _ in PUNTEN:
        services.add_punt(
            overleg=overleg, by=by, titel=titel, doel="besluitvorming", gewenst=gewenst, minuten=15
        )
    services.start_overleg(overleg=overleg, by=people.os)
    today = timezone.localdate(now)
    for punt, (_, _, uitkomst, tekst) in zip(
        overleg.punten.filter(soort="overig").order_by("pk"), PUNTEN, strict=True
    ):
        extra = {}
        if uitkomst == "actiepunt":
            extra = {"eigenaar": by, "deadline": today + timedelta(days=6)}
        elif uitkomst == "besluit":
            extra = {"terugkijken_op": today + timedelta(days=40)}
        services.start_punt(punt=punt, by=people.os)
        services.end_punt(punt=punt, by=people.os, uitkomst=uitkomst, tekst=tekst, **extra)
    for punt in overleg.punten.filter(uitkomst=""):
        services.end_punt(punt=punt, by=people.os, uitkomst="geen_vervolg", tekst="Niets nieuws.")
    services.close_overleg(overleg=overleg, by=people.os)
    overleg.refresh_from_db()
    overleg.gestart_op, overleg.gesloten_op = begin, overleg.eind
    overleg.save()
    actiepunt = Actiepunt.objects.filter(agendapunt__overleg=overleg)[0]
    services.add_actiepunt(
        team=reeks.team,
        by=by,
        tekst="Jongerenwerk bellen",
        eigenaar=people.wijkagent,
        deadline=actiepunt.deadline,
        boven=actiepunt,
    )


def _figures(team, now):
    """Today's figures, and those of four weeks ago a little different, so that the arrows have something to say."""
    write_dagstand(team, instelling_van(team.pk), now)
    today = Dagstand.objects.get(team=team, dag=timezone.localdate(now))
    then = dict(today.cijfers)
    then["rood"] = max((then["rood"] or 0) - 1, 0)
    then["actiepunten"] = (then["actiepunten"] or 0) + 2
    then["bezetting"] = max((then["bezetting"] or 0) - 10, 0)
    Dagstand.objects.create(team=team, dag=today.dag - timedelta(days=28), cijfers=then)
