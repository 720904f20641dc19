"""Plans, aanpakken, briefings and the rest of portefeuilles for the demo month. Structures are real, content is made up."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from organisatie.models import Organisatie, Wijk
from overleggen import services as overleg_services
from portefeuilles import services
from portefeuilles.models import (
    Aanpak,
    Activiteit,
    Fasestap,
    Houderschap,
    Portefeuille,
    Themamaand,
    Trend,
)

EFFECTEN = [
    # effect, indicator, eenheid, nul, doel, hoe het loopt
    ("Bewoners hebben minder last", "Meldingen", "per maand", 48, 30, (46, 45, 41, 39)),
    ("Partners weten ons eerder te vinden", "Signalen van partners", "per maand", 3, 8, (3, 4, 4, 6)),
]
ACTIVITEITEN = [
    # effect, niveau, tekst, onder, dagen tot deadline, bron
    (0, "strategisch", "Met gemeente en corporatie één aanpak afspreken", None, 90, "IVP, hoofdstuk 3"),
    (0, "tactisch", "Elke maand de tien drukste adressen bespreken", 0, 45, "Afspraak met de gemeente"),
    (0, "operationeel", "Toezicht op vaste avonden", 1, 20, ""),
    (1, "tactisch", "Vast spreekuur voor partners", None, -5, "Koers van de eenheid"),
    (1, "operationeel", "Contactkaart maken voor wijkagenten", 3, 30, ""),
]


def fill_plans(team, people):
    """Plans and everything around them, for the portefeuilles of one team."""
    services.fill_ggp_labels(team=team, by=people.chef)
    portefeuilles = list(Portefeuille.objects.filter(team=team))
    partners = list(Organisatie.objects.filter(team=team, opgegaan_in=None))
    for nummer, portefeuille in enumerate(portefeuilles[:3]):
        houder = _houder(portefeuille) or people.os
        _plan(portefeuille, houder, people, partners, nummer)
    first, second = portefeuilles[0], portefeuilles[1]
    _aanpakken(first, second, people, partners)
    _briefing(team, first, people)
    _around(team, portefeuilles, people)
    _teams(portefeuilles, people, partners)


def _houder(portefeuille):
    row = Houderschap.objects.op().filter(portefeuille=portefeuille, rol="houder").first()
    return row.medewerker if row else None


def _plan(portefeuille, houder, people, partners, nummer):
    today = timezone.localdate()
    begin = today.replace(month=1, day=1)
    plan = services.make_plan(
        portefeuille=portefeuille,
        by=houder,
        titel=f"Plan {portefeuille.naam} {begin.year}-{begin.year + 1}",
        effect=EFFECTEN[0][0],
        van=begin,
        tot=begin.replace(year=begin.year + 2),
        waarvoor="Minder incidenten achteraf, meer oorzaken vooraf. Samen met partners en bewoners.",
    )
    services.add_effect(plan=plan, by=houder, tekst=EFFECTEN[1][0])
    effecten = list(plan.effecten.all())
    for effect, (_, naam, eenheid, nul, doel, loop) in zip(effecten, EFFECTEN, strict=True):
        indicator = services.add_indicator(
            effect=effect,
            by=houder,
            naam=naam,
            eenheid=eenheid,
            nul=Decimal(nul),
            nul_op=begin,
            doel=Decimal(doel),
            doel_op=begin.replace(year=begin.year + 1, month=12, day=31),
            bron="BVI, maandcijfers",
        )
        step = max((today - begin).days // (len(loop) + 1), 1)
        for nr, waarde in enumerate(loop, 1):
            services.measure(
                indicator=indicator,
                by=houder,
                dag=min(begin + timedelta(days=step * nr), today),
                waarde=Decimal(waarde + nummer),
            )
    made = []
    wijken = list(Wijk.objects.filter(gebied__team=portefeuille.team)[:3])
    for effect, niveau, tekst, onder, dagen, bron in ACTIVITEITEN:
        made.append(
            services.add_activiteit(
                effect=effecten[effect],
                by=people.os,
                niveau=niveau,
                tekst=tekst,
                eigenaar=houder if niveau != "operationeel" else people.wijkagent,
                boven=made[onder] if onder is not None else None,
                partners=partners[:2] if niveau == "strategisch" else [],
                wijken=wijken if niveau == "operationeel" else [],
                deadline=today + timedelta(days=dagen),
                bron=bron,
            )
        )
    for nr, (activiteit, tekst) in enumerate(
        [
            (made[0], "Afspraak plannen met de gemeente"),
            (made[1], "Lijst van adressen maken"),
            (made[1], "Uitnodiging sturen"),
        ]
    ):
        punt = overleg_services.add_actiepunt(
            team=portefeuille.team,
            by=people.os,
            tekst=tekst,
            eigenaar=houder,
            deadline=today + timedelta(days=9 + nr),
            onderwerp=activiteit,
        )
        if nr == 1:
            overleg_services.update_actiepunt(actiepunt=punt, by=houder, klaar=True)
    if nummer < 2:
        services.vaststel_plan(plan=plan, by=people.chef)


def _aanpakken(first, second, people, partners):
    """One aanpak in the middle of its respons, one just begun, and one that worked."""
    trend = Trend.objects.filter(team=first.team).order_by("pk").first()
    activiteit = Activiteit.objects.filter(plan__portefeuille=first, niveau="strategisch").first()
    running = services.start_aanpak(
        portefeuille=first,
        by=people.os,
        titel="Onrust in één straat",
        trekker=_houder(first) or people.os,
        activiteit=activiteit,
    )
    bring_to(running, people.os, partners, until="respons", weeks=12)
    services.start_aanpak(
        portefeuille=second,
        by=people.wijkagent,
        titel="Jongeren in het winkelcentrum",
        trekker=people.wijkagent,
        trend=trend,
    )
    done = services.start_aanpak(
        portefeuille=second,
        by=people.os,
        titel="Hangplek bij het station",
        trekker=_houder(second) or people.os,
    )
    bring_to(done, people.os, partners, until="afgesloten", weeks=-2)
    services.save_voorbeeld(
        team=first.team,
        by=done.trekker,
        titel="Jongerenwerk en politie samen op vaste avonden",
        tekst="Elke vrijdag dezelfde jongerenwerker en dezelfde wijkagent. Na drie maanden de helft minder meldingen.",
        waarom="Vaste gezichten, en een plek waar jongeren wél terechtkunnen.",
        delen="alle",
        portefeuille=second,
        aanpak=done,
    )


def bring_to(aanpak, by, partners, *, until, weeks, werkte="ja"):
    """Bring an aanpak to a phase, through its own services, some weeks ago."""
    today = timezone.localdate()
    begin = today - timedelta(weeks=16)
    Aanpak.objects.filter(pk=aanpak.pk).update(begonnen_op=begin)
    aanpak.refresh_from_db()
    services.write_aanpak(
        aanpak=aanpak,
        by=by,
        versie=aanpak.versie,
        verder=True,
        wat="Elke week meldingen van overlast",
        wie="Een groep van acht tot twaalf, en bewoners van twee flats",
        waar="Rond het plein",
        wanneer="Vrijdag en zaterdag, na tien uur",
        waarom="Bewoners voelen zich niet veilig en mijden het plein",
    )
    if until == "analyse":
        return
    services.save_interventie(aanpak=aanpak, by=by, wat="Vaste avond met jongerenwerk", partij=partners[2] if len(partners) > 2 else None, medewerker=by)  # fmt: skip
    services.save_interventie(
        aanpak=aanpak, by=by, wat="Verlichting en bankjes verplaatsen", partij=partners[0]
    )
    aanpak.refresh_from_db()
    services.write_aanpak(
        aanpak=aanpak,
        by=by,
        versie=aanpak.versie,
        verder=True,
        oorzaken="Geen plek binnen. Slechte verlichting. Groep en bewoners kennen elkaar niet.",
        waarop="Gesprekken van de wijkagent, meldingen van een half jaar",
        mislukken="Als jongerenwerk na de zomer stopt",
        deblokkeren="De gemeente, via de OSC",
        meet="Meldingen per maand",
        voor=Decimal(24),
        voor_op=begin,
        assessment_op=today + timedelta(weeks=weeks),
    )
    Fasestap.objects.filter(aanpak=aanpak).update(op=timezone.now() - timedelta(weeks=12))
    if until == "respons":
        return
    for row in aanpak.interventies.all():
        services.close_interventie(interventie=row, by=by, afloop="Gedaan, en het loopt")
    aanpak.refresh_from_db()
    services.advance_aanpak(aanpak=aanpak, by=by)
    aanpak.refresh_from_db()
    if until == "assessment":
        return
    services.write_aanpak(
        aanpak=aanpak,
        by=by,
        versie=aanpak.versie,
        verder=True,
        na=Decimal(11),
        na_op=today - timedelta(days=3),
        werkte=werkte,
        geleerd="Vaste gezichten helpen meer dan extra toezicht",
        blijft="De vaste avond, in het rooster van jongerenwerk",
    )


def _briefing(team, portefeuille, people):
    today = timezone.localdate()
    now = timezone.now()
    trend = Trend.objects.filter(team=team).order_by("pk").first()
    alle = ["vroeg", "laat", "nacht"]
    asked = [
        ("Rijd tussen 22 en 24 uur langs het plein. Spreek aan wie er is.", trend, alle),
        ("Let bij garageboxen op nieuwe sloten en veel verkeer. Leg het vast.", portefeuille, alle),
    ]
    for tekst, onderwerp, diensten in asked:
        row = services.issue_opdracht(
            team=team,
            by=people.woes[0],
            opdracht=tekst,
            van=today - timedelta(days=1),
            tot_en_met=today + timedelta(days=6),
            diensten=diensten,
            portefeuille=portefeuille,
            onderwerp=onderwerp,
            plek="Centrum",
        )
    services.answer_opdracht(
        opdracht=row,
        by=people.opco,
        antwoord="gezien",
        tekst="Drie boxen met nieuw slot, doorgegeven.",
        moment=now - timedelta(hours=20),
    )


def _around(team, portefeuilles, people):
    """The rest of what keeps portefeuilles alive: thema's, choices, onderbouwing, inwerken."""
    today = timezone.localdate()
    for maand in range(1, 13):
        portefeuille = portefeuilles[maand % len(portefeuilles)]
        Themamaand.objects.create(
            team=team,
            maand=today.replace(month=maand, day=1),
            portefeuille=portefeuille,
            inhoud="Elke week een kort verhaal bij de briefing, en één actie met partners.",
            werft=portefeuille.taakaccenten.exists(),
        )
    houder = _houder(portefeuilles[0]) or people.os
    services.choose_betrekken(
        portefeuille=portefeuilles[0],
        by=houder,
        manieren=["enthousiasmeren", "taakaccent"],
        reden="Breed thema: iedereen ziet iets, en een paar collega's kennen het echt.",
    )
    services.judge_tastbaarheid(
        portefeuille=portefeuilles[0],
        by=houder,
        overleg="nee",
        afspraken="deels",
        routine="deels",
        wijkwerk="ja",
        toelichting="Overleggen vallen vaak uit.",
    )
    services.save_onderbouwing(
        team=team,
        by=people.woes[0],
        titel="Crossmotoren in de wijk",
        waarom="wijk",
        tekst="Diefstal is geen speerpunt. Het crossen maakt de buurt onveilig, dus voor de wijk doen we het wel.",
        portefeuille=None,
    )


def _teams(portefeuilles, people, partners):
    """Zelfstandige teams where a portefeuille has events, and an actie with what it brought."""
    today = timezone.localdate()
    events = next((row for row in portefeuilles if "venementen" in row.naam), portefeuilles[-1])
    houder = _houder(events) or people.os
    for naam, doel in (("Horecateam", "Uitgaansavonden in het weekend"), ("Voetbalteam", "Thuiswedstrijden")):
        team = services.save_team(portefeuille=events, by=houder, naam=naam, doel=doel)
        for wie in (people.opco, people.opco2):
            services.add_teamlid(
                zelfstandig_team=team, by=houder, medewerker=wie, van=today - timedelta(days=90)
            )
    actie = services.save_actie(
        portefeuille=portefeuilles[0],
        by=people.os,
        titel="Controle van garageboxen",
        dag=today - timedelta(days=12),
        trekker=_houder(portefeuilles[0]) or people.os,
        partners=partners[:2],
        plek="Bedrijventerrein",
    )
    services.finish_actie(
        actie=actie,
        by=people.os,
        resultaat="Zes boxen met drugs en spullen om ze te maken. Alles direct vernietigd.",
        geleerd="Met de corporatie erbij gaat het twee keer zo snel.",
        collegas=14,
    )
    services.save_actie(
        portefeuille=events,
        by=houder,
        titel="Uitgaansavond",
        dag=today + timedelta(days=4),
        trekker=houder,
        zelfstandig_team=events.teams.first(),
    )
