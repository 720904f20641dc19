"""What ended in portefeuilles, and what is handed over."""

from datetime import timedelta

from demo.plannen import bring_to
from portefeuilles import services as portefeuilles
from portefeuilles.models import Activiteit, Briefingopdracht, Taakaccenthouder, Teamlid
from regels.tijd import lokaal

from .basis import someone


def fill_plans(w):
    """Activities that ended, trends that are over, opdrachten that were answered and withdrawn, people who came and went."""
    os, woe, chef = w.people.os, w.people.woes[0], w.people.chef
    rows = list(
        Activiteit.objects.filter(
            plan__portefeuille__team=w.team, afgerond_op=None, gestopt_op=None
        ).order_by("-pk")[:3]
    )
    if len(rows) == 3:
        portefeuilles.finish_activiteit(activiteit=rows[0], by=os, resultaat="Elke week overleg.")
        portefeuilles.stop_activiteit(activiteit=rows[1], by=os, reden="Niet meer nodig.")
        Activiteit.objects.filter(pk=rows[2].pk).update(deadline=w.today - timedelta(days=3))
    over = portefeuilles.add_trend(
        team=w.team, by=woe, titel="Deelscooters op de stoep", horizon="nu", betekenis="", acties=""
    )
    portefeuilles.close_trend(trend=over, by=woe, reden="De gemeente heeft vakken gemaakt.")
    for nr, antwoord in enumerate(("gedaan", "gezien", "niet")):
        dag, straks = w.today - timedelta(days=10 + nr), w.today + timedelta(days=20 + nr)
        vraag = portefeuilles.issue_opdracht(
            team=w.team, by=os, opdracht="Loop langs de school", van=straks, tot_en_met=straks,
            diensten=["vroeg", "laat", "nacht"],
        )  # fmt: skip
        Briefingopdracht.objects.filter(pk=vraag.pk).update(van=dag, tot_en_met=dag)
        vraag.refresh_from_db()
        portefeuilles.answer_opdracht(
            opdracht=vraag,
            by=w.people.opco,
            antwoord=antwoord,
            tekst="Rustig.",
            moment=lokaal(dag, (9, 16, 23)[nr]),
        )
    portefeuilles.withdraw_opdracht(
        opdracht=Briefingopdracht.objects.filter(team=w.team).latest("tot_en_met"), by=os
    )
    first = w.team.portefeuilles.first()
    partners = list(w.team.organisaties.all())
    for fase, werkte in (
        ("analyse", ""),
        ("assessment", ""),
        ("afgesloten", "deels"),
        ("afgesloten", "nee"),
        ("stop", ""),
    ):
        aanpak = portefeuilles.start_aanpak(
            portefeuille=first, by=os, titel=f"Proef {fase} {werkte}".strip(), trekker=os
        )
        if fase == "stop":
            portefeuilles.stop_aanpak(aanpak=aanpak, by=os, reden="Geen mensen.")
        else:
            bring_to(aanpak, os, partners, until=fase, weeks=-1, werkte=werkte)
    eerste = w.team.portefeuilles.first()
    houder = eerste.houderschappen.op().filter(rol="vervanger").first()
    if houder is not None:
        portefeuilles.end_houderschap(houderschap=houder, tot=w.today, by=chef)
    plan = eerste.plannen.order_by("-van").first()
    if plan is not None:
        portefeuilles.add_activiteit(
            effect=plan.effecten.first(),
            by=os,
            niveau="operationeel",
            tekst="Praatje op het plein",
            eigenaar=os,
        )
    lid = Teamlid.objects.filter(zelfstandig_team__portefeuille__team=w.team, tot=None).last()
    if lid is not None:
        portefeuilles.end_teamlid(teamlid=lid, tot=w.today + timedelta(days=1), by=os)
    houder = Taakaccenthouder.objects.filter(taakaccent__portefeuille__team=w.team, tot=None).first()
    if houder is not None:
        portefeuilles.save_cursus(
            houder=houder, by=os, naam="Gesprekken voeren", gevolgd_op=w.today - timedelta(days=20)
        )
        portefeuilles.save_cursus(
            houder=houder, by=os, naam="Jeugdrecht", gepland_op=w.today + timedelta(days=20)
        )
        portefeuilles.end_taakaccenthouder(houder=houder, tot=w.today + timedelta(days=1), by=os)
        portefeuilles.add_taakaccenthouder(
            taakaccent=houder.taakaccent, by=os, medewerker=someone(w, "ggp", 4), van=w.today, fase="werving"
        )
    for soort, naam in (
        ("ivp", "Veilige wijken"),
        ("koers", "Koers van de eenheid"),
        ("anders", "Wens van de buurt"),
    ):
        portefeuilles.save_label(team=w.team, by=chef, soort=soort, naam=naam)
    portefeuilles.save_label(team=w.team, by=chef, soort="anders", naam="Oud programma", gestopt=True)
    bouw = {
        "team": w.team,
        "by": woe,
        "titel": "Waarom hier",
        "tekst": "De wijk groeit.",
        "portefeuille": None,
    }
    for waarom in ("keten", "opleiden"):
        oud = portefeuilles.save_onderbouwing(waarom=waarom, **bouw)
    portefeuilles.end_onderbouwing(onderbouwing=oud, tot=w.today + timedelta(days=1), by=woe)


def fill_handing_on(w):
    """Somebody hands over their portefeuille, somebody starts, somebody is wanted."""
    os, chef = w.people.os, w.people.chef
    for nr, portefeuille in enumerate(w.team.portefeuilles.all()[:2]):
        houder = portefeuille.houderschappen.op().filter(rol="houder").first()
        if houder is None:
            continue
        opvolger = next(woe for woe in w.people.woes if woe.pk != houder.medewerker_id)
        dossier = portefeuilles.make_dossier(
            portefeuille=portefeuille,
            van=houder.medewerker,
            aan=opvolger,
            by=chef,
            waarom="Andere functie.",
            vragen="Wie belt de GGZ?",
        )
        for punt in dossier.punten.all() if nr else dossier.punten.all()[:1]:
            portefeuilles.tick_dossierpunt(punt=punt, by=opvolger)
        if nr:
            portefeuilles.finish_dossier(dossier=dossier, by=opvolger)
    plan = portefeuilles.make_inwerkplan(
        medewerker=w.people.woes[-1], team=w.team, by=chef, begin=w.today, ruimte="Twee dagen per week."
    )
    portefeuilles.tick_inwerkstap(stap=plan.stappen.first(), by=w.people.woes[-1])
    for sluit in (True, False):
        vacature = portefeuilles.make_vacature(
            team=w.team,
            by=chef,
            functie="WOE",
            keuze="generalist",
            waarom="Meer generalisten nodig.",
            opco=True,
        )
        if sluit:
            portefeuilles.close_vacature(vacature=vacature, by=chef)
    ons = portefeuilles.save_voorbeeld(
        team=w.team,
        by=os,
        titel="Samen op huisbezoek",
        tekst="Met de corporatie.",
        waarom="Snel.",
        delen="team",
    )
    portefeuilles.follow_voorbeeld(
        voorbeeld=ons, team=w.team, by=w.people.woes[-1], tekst="Ook in ons gebied."
    )
