"""One object of every kind around the portefeuilles of one team, for `objecten.py`."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from portefeuilles import services
from portefeuilles.models import Label, Overdrachtsdossier, Taakaccenthouder
from tests import factories
from werk.services import add_favoriet


def portefeuille_objects(bt, trend, werkregel, geheim):
    """The object per route name, everything around the portefeuille Zorg of this team, with its work in it."""
    today = timezone.localdate()
    plan = factories.plan(bt, titel=geheim)
    effect = plan.effecten.get()
    indicator = services.add_indicator(
        effect=effect,
        by=bt.houder,
        naam=geheim,
        nul=Decimal(10),
        nul_op=today - timedelta(days=1),
        doel=Decimal(5),
        doel_op=today + timedelta(days=100),
    )
    services.measure(indicator=indicator, by=bt.houder, dag=today, waarde=Decimal(9), toelichting=geheim)
    meting = indicator.metingen.get(dag=today)
    activiteit = factories.activiteit(effect, bt.houder, tekst=geheim)
    aanpak = factories.aanpak(bt, titel=geheim, trend=trend, activiteit=activiteit)
    interventie = services.save_interventie(aanpak=aanpak, by=bt.houder, wat=geheim, medewerker=bt.woe)
    accent = services.save_taakaccent(
        portefeuille=bt.zorg, by=bt.houder, naam=geheim, wens=2, cursussen=["Luisteren"]
    )
    services.add_taakaccenthouder(taakaccent=accent, by=bt.houder, medewerker=bt.ggp, van=today)
    houder = Taakaccenthouder.objects.get(taakaccent=accent)
    team = services.save_team(portefeuille=bt.zorg, by=bt.houder, naam=geheim)
    lid = services.add_teamlid(zelfstandig_team=team, by=bt.houder, medewerker=bt.ggp, van=today)
    actie = services.save_actie(
        portefeuille=bt.zorg, by=bt.houder, titel=geheim, dag=today, trekker=bt.houder, zelfstandig_team=team
    )
    opdracht = factories.opdracht(bt, opdracht=geheim, onderwerp=trend)
    label = Label.objects.create(team=bt.team, soort="ivp", naam=geheim)
    onderbouwing = services.save_onderbouwing(
        team=bt.team, by=bt.woe, titel=geheim, waarom="wijk", tekst=geheim, portefeuille=None
    )
    services.choose_betrekken(portefeuille=bt.zorg, by=bt.houder, manieren=["team"], reden=geheim)
    maand = services.set_themamaand(team=bt.team, maand=today, by=bt.woe, portefeuille=bt.zorg, inhoud=geheim)
    services.make_dossier(
        portefeuille=bt.zorg, van=bt.houder, aan=bt.woe, by=bt.chef, waarom=geheim, vragen=geheim
    )
    dossier = Overdrachtsdossier.objects.get(portefeuille=bt.zorg)
    plan_in = services.make_inwerkplan(
        medewerker=bt.woe, team=bt.team, by=bt.chef, begin=today, ruimte=geheim
    )
    voorbeeld = services.save_voorbeeld(team=bt.team, by=bt.houder, titel=geheim, tekst=geheim, waarom=geheim)
    vacature = services.make_vacature(
        team=bt.team,
        by=bt.chef,
        functie="WOE",
        keuze="generalist",
        waarom=geheim,
        opco=True,
        portefeuilles=[bt.zorg],
    )
    favoriet = add_favoriet(werkregel=werkregel, by=bt.woe)
    of_portefeuille = (
        *("portefeuille-change", "houder-add", "betrekken", "tastbaarheid", "plan-add", "aanpak-add"),
        *("taakaccent-add", "team-add", "actie-add", "dossier-make"),
    )
    groups = [
        (bt.zorg, of_portefeuille),
        (plan, ("plan", "strategiekaart", "plan-change", "plan-vaststel", "effect-add")),
        (effect, ("effect-change", "effect-remove", "indicator-add", "activiteit-add")),
        (indicator, ("indicator-change", "indicator-remove", "meting-add")),
        (meting, ("meting-remove",)),
        (
            activiteit,
            [f"activiteit{name}" for name in ("", "-change", "-finish", "-stop", "-reopen", "-actiepunt")],
        ),
        (aanpak, [f"aanpak{name}" for name in ("", "-write", "-advance", "-return", "-stop")]),
        (aanpak, ("interventie-add",)),
        (interventie, ("interventie-change", "interventie-close", "interventie-remove")),
        (
            accent,
            (
                "taakaccent",
                "taakaccent-change",
                "taakaccent-remove",
                "taakaccenthouder-add",
                "taakaccent-apply",
            ),
        ),
        (houder, [f"taakaccenthouder-{name}" for name in ("change", "end", "remove")]),
        (houder, ("cursus-add",)),
        (houder.cursussen.get(), ("cursus-change", "cursus-remove")),
        (team, ("team", "team-change", "team-end", "teamlid-add")),
        (lid, ("teamlid-end", "teamlid-remove")),
        (actie, ("actie", "actie-change", "actie-finish")),
        (trend, ("trend", "trend-change", "trend-confirm", "trend-close")),
        (opdracht, ("opdracht", "opdracht-answer", "opdracht-change", "opdracht-withdraw")),
        (label, ("label-change",)),
        (onderbouwing, ("onderbouwing-change", "onderbouwing-end")),
        (dossier, [f"dossier{name}" for name in ("", "-pdf", "-docx", "-finish")]),
        (dossier.punten.filter(deel="vragen").get(), ("dossierpunt-tick", "dossierpunt-note")),
        (bt.woe, ("inwerkplan-make",)),
        (plan_in, ("inwerkplan", "inwerkstap-add")),
        (plan_in.stappen.first(), ("inwerkstap-tick",)),
        (voorbeeld, ("voorbeeld", "voorbeeld-change", "voorbeeld-follow", "voorbeeld-remove")),
        (maand, ("themamaand-remove",)),
        (vacature, ("vacature", "vacature-docx", "vacature-close")),
    ]
    found = {f"portefeuilles:{name}": obj for obj, names in groups for name in names}
    return found | {
        **dict.fromkeys(
            [
                "dashboard:portefeuille",
                "portefeuilles:portefeuille-end",
                "portefeuilles:portefeuille-continue",
            ],
            bt.zorg,
        ),
        **dict.fromkeys(
            [f"portefeuilles:houder-{name}" for name in ("end", "take-back", "forward")],
            bt.zorg.houderschappen.get(rol="houder"),
        ),
        "werk:favoriet-add": werkregel,
        "werk:favoriet-log": favoriet,
        "werk:favoriet-remove": favoriet,
        "werk:werk-repeat": werkregel,
        "werk:werk-change": werkregel,
        "werk:werk-remove": werkregel,
        "werk:werk-restore": werkregel,
        "werk:tijd-van": bt.woe,
    }
