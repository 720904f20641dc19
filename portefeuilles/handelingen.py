"""What one can do with portefeuilles and what hangs on them: see organisatie/handelingen.py."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from organisatie.handelingen import Handeling as H
from organisatie.handelingen import Tabel, bij_team, extend, register
from organisatie.models import Medewerker, Team
from organisatie.tabellen import mag_doorgaan, mag_eerder, mag_eindigen, mag_ophouden, mag_terug
from overleggen.models import Overleg
from regels import aanpak as over_aanpak
from regels import briefing as over_briefing
from regels import overdrachtsdossier as over_dossier
from regels import plan as over_plan
from regels import portefeuille as over_portefeuille
from regels import taakaccent as over_taakaccent
from regels.agenda import Vanzelf
from regels.begrippen import JA, Houderrol, Oordeel
from regels.overleg import mag_kennissessie_plannen

from .models import (
    Aanpak,
    Actie,
    Activiteit,
    Briefingopdracht,
    Cursus,
    Dossierpunt,
    Effect,
    Houderschap,
    Indicator,
    Interventie,
    Inwerkplan,
    Inwerkstap,
    Kennissessie,
    Label,
    Meting,
    Onderbouwing,
    Overdrachtsdossier,
    Plan,
    Portefeuille,
    Taakaccent,
    Taakaccenthouder,
    Teamlid,
    Themamaand,
    Trend,
    Vacature,
    Voorbeeld,
    ZelfstandigTeam,
)


def over(naam, soort=""):
    """The address of another app's form about this object (`?over=model|pk`)."""

    def adres(z):
        label = f"{z.obj._meta.label_lower}|{z.obj.pk}"
        return f"{reverse(naam)}?{urlencode({'over': f'{soort}|{label}' if soort else label})}"

    return adres


def log(z):
    voor = f"portefeuille|{z.obj._meta.label_lower}|{z.obj.pk}"
    return f"{reverse('werk:werk')}?{urlencode({'voor': voor})}#id_minuten"


def _aanpak_for(portefeuille_id, **vanuit):
    return f"{reverse('portefeuilles:aanpak-add', args=[portefeuille_id])}?{urlencode(vanuit)}"


def _to_share(z):
    """The address of the form for a good example of this portefeuille, with where it comes from."""
    vraag = {"portefeuille": z.obj.portefeuille_id}
    if isinstance(z.obj, Aanpak):
        vraag["aanpak"] = z.obj.pk
    return f"{reverse('portefeuilles:voorbeeld-add')}?{urlencode(vraag)}"


def _done(z):
    """What is finished can be shared as an example."""
    done = z.obj.fase == "afgesloten" if isinstance(z.obj, Aanpak) else z.obj.afgerond_op is not None
    return JA if done else Oordeel("Dat kan als dit is afgerond.")


def _runs(z):
    return over_plan.mag_activiteit_wijzigen(open=z.obj.is_open)


def _aanpak_open(z):
    return over_aanpak.mag_wijzigen(open=getattr(z.obj, "aanpak", z.obj).is_open)


def _trend_open(z):
    return over_portefeuille.mag_trend_wijzigen(gesloten=z.obj.gesloten_op is not None)


def _opdracht_runs(z):
    return over_briefing.mag_intrekken(ingetrokken=z.obj.ingetrokken_op is not None)


PORTEFEUILLE = Tabel("portefeuille", Portefeuille, "portefeuilles.view_portefeuille", (
    H("plan", "Nieuw plan", "portefeuilles:plan-add", "portefeuilles.work_on"),
    H("aanpak", "Probleem aanpakken", "portefeuilles:aanpak-add", "portefeuilles.start_aanpak", dagelijks=True),
    H("werk", "Werk loggen", "werk:werk", "portefeuilles.view_portefeuille", dagelijks=True, adres=log),
    H("agenda", "Op de agenda", "overleggen:inbrengen", "portefeuilles.view_portefeuille", dagelijks=True,
      adres=over("overleggen:inbrengen")),
    H("briefing", "Op de briefing zetten", "portefeuilles:opdracht-add", "portefeuilles.issue_opdracht",
      dagelijks=True, adres=over("portefeuilles:opdracht-add", "portefeuille")),
    H("wijzigen", "Portefeuille wijzigen", "portefeuilles:portefeuille-change", "portefeuilles.change_portefeuille"),
    H("houder", "Houder of vervanger", "portefeuilles:houder-add", "portefeuilles.change_houderschap"),
    H("taakaccent", "Taakaccent erbij", "portefeuilles:taakaccent-add", "portefeuilles.work_on"),
    H("team", "Zelfstandig team erbij", "portefeuilles:team-add", "portefeuilles.work_on"),
    H("actie", "Actie plannen", "portefeuilles:actie-add", "portefeuilles.work_on"),
    H("betrekken", "Hoe betrek je het team?", "portefeuilles:betrekken", "portefeuilles.work_on"),
    H("tastbaarheid", "Hoe tastbaar is dit?", "portefeuilles:tastbaarheid", "portefeuilles.work_on"),
    H("dossier", "Overdrachtsdossier maken", "portefeuilles:dossier-make", "portefeuilles.work_on"),
    H("einde", "Portefeuille houdt op", "portefeuilles:portefeuille-end", "portefeuilles.change_houderschap", mag_ophouden),
    H("toch", "Portefeuille gaat toch door", "portefeuilles:portefeuille-continue", "portefeuilles.change_houderschap",
      mag_doorgaan, knop=True),
), noemt=())  # fmt: skip

PLAN = Tabel("plan", Plan, "", (
    H("vaststellen", "Vaststellen", "portefeuilles:plan-vaststel", "portefeuilles.work_on",
      lambda z: JA if z.obj.vastgesteld_op is None else Oordeel("Dit plan is al vastgesteld."),
      eerst=lambda z: True, knop=True),
    H("kaart", "Strategiekaart", "portefeuilles:strategiekaart", "portefeuilles.view_plan", dagelijks=True),
    H("effect", "Effect erbij", "portefeuilles:effect-add", "portefeuilles.work_on", dagelijks=True),
    H("wijzigen", "Plan wijzigen", "portefeuilles:plan-change", "portefeuilles.work_on", dagelijks=True),
), noemt=())  # fmt: skip

ACTIVITEIT = Tabel("activiteit", Activiteit, "", (
    H("afronden", "Activiteit afronden", "portefeuilles:activiteit-finish", "portefeuilles.finish_activiteit", _runs,
      dagelijks=True),
    H("actiepunt", "Actiepunt erbij", "portefeuilles:activiteit-actiepunt", "portefeuilles.finish_activiteit", _runs,
      dagelijks=True),
    H("werk", "Werk loggen", "werk:werk", "portefeuilles.view_plan", _runs, dagelijks=True, adres=log),
    H("briefing", "Op de briefing zetten", "portefeuilles:opdracht-add", "portefeuilles.issue_opdracht", _runs,
      adres=over("portefeuilles:opdracht-add", "portefeuille")),
    H("agenda", "Op de agenda", "overleggen:inbrengen", "portefeuilles.view_plan", _runs,
      adres=over("overleggen:inbrengen")),
    H("aanpak", "Een probleem aanpakken", "portefeuilles:aanpak-add", "portefeuilles.start_aanpak", _runs,
      adres=lambda z: _aanpak_for(z.obj.plan.portefeuille_id, activiteit=z.obj.pk)),
    H("wijzigen", "Activiteit wijzigen", "portefeuilles:activiteit-change", "portefeuilles.work_on", _runs),
    H("stoppen", "Activiteit stoppen", "portefeuilles:activiteit-stop", "portefeuilles.work_on", _runs),
    H("hervatten", "Weer oppakken", "portefeuilles:activiteit-reopen", "portefeuilles.finish_activiteit",
      lambda z: over_plan.mag_weer_lopen(open=z.obj.is_open), knop=True),
), noemt=())  # fmt: skip

AANPAK = Tabel("aanpak", Aanpak, "", (
    H("verder", "Naar de volgende fase", "portefeuilles:aanpak-advance", "portefeuilles.change_aanpak", _aanpak_open,
      elders=True, knop=True),
    H("schrijven", lambda z: f"{z.obj.get_fase_display()} schrijven", "portefeuilles:aanpak-write",
      "portefeuilles.change_aanpak", _aanpak_open, dagelijks=True),
    H("interventie", "Interventie toevoegen", "portefeuilles:interventie-add", "portefeuilles.change_aanpak",
      _aanpak_open, elders=True),
    H("werk", "Werk loggen", "werk:werk", "portefeuilles.view_plan", _aanpak_open, dagelijks=True, adres=log),
    H("agenda", "Op de agenda", "overleggen:inbrengen", "portefeuilles.view_plan", _aanpak_open, dagelijks=True,
      adres=over("overleggen:inbrengen")),
    H("briefing", "Op de briefing zetten", "portefeuilles:opdracht-add", "portefeuilles.issue_opdracht", _aanpak_open,
      dagelijks=True, adres=over("portefeuilles:opdracht-add", "portefeuille")),
    H("delen", "Deel als goed voorbeeld", "portefeuilles:voorbeeld-add", "portefeuilles.view_plan", _done,
      dagelijks=True, adres=_to_share),
    H("terug", "Terug naar een eerdere fase", "portefeuilles:aanpak-return", "portefeuilles.change_aanpak",
      _aanpak_open),
    H("stoppen", "Stoppen met deze aanpak", "portefeuilles:aanpak-stop", "portefeuilles.change_aanpak", _aanpak_open),
), noemt=())  # fmt: skip

TREND = Tabel("trend", Trend, "", (
    H("bevestigen", "Dit speelt nog", "portefeuilles:trend-confirm", "portefeuilles.change_trend", _trend_open, knop=True,
      dagelijks=True),
    H("agenda", "Op de agenda", "overleggen:inbrengen", "portefeuilles.view_trend", _trend_open, dagelijks=True,
      adres=over("overleggen:inbrengen")),
    H("aanpakken", "Probleem aanpakken", "portefeuilles:aanpak-add", "portefeuilles.start_aanpak",
      lambda z: _trend_open(z) if z.obj.portefeuille_id else Oordeel("Deze trend hoort nog niet bij een portefeuille."),
      dagelijks=True, adres=lambda z: _aanpak_for(z.obj.portefeuille_id or 0, trend=z.obj.pk)),
    H("briefing", "Op de briefing zetten", "portefeuilles:opdracht-add", "portefeuilles.issue_opdracht", _trend_open,
      adres=over("portefeuilles:opdracht-add", "trend")),
    H("wijzigen", "Trend wijzigen", "portefeuilles:trend-change", "portefeuilles.change_trend", _trend_open,
      dagelijks=True),
    H("sluiten", "Trend sluiten", "portefeuilles:trend-close", "portefeuilles.change_trend", _trend_open,
      dagelijks=True),
), noemt=())  # fmt: skip

OPDRACHT = Tabel("opdracht", Briefingopdracht, "", (
    H("terugkoppelen", "Wat hebben we gedaan?", "portefeuilles:opdracht-answer", "portefeuilles.answer_opdracht",
      lambda z: over_briefing.mag_terugkoppelen(
          van=z.obj.van, tot_en_met=z.obj.tot_en_met, vandaag=timezone.localdate(),
          ingetrokken=z.obj.ingetrokken_op is not None),
      dagelijks=True),
    H("wijzigen", "Opdracht wijzigen", "portefeuilles:opdracht-change", "portefeuilles.withdraw_opdracht",
      lambda z: over_briefing.mag_opdracht_wijzigen(
          tot_en_met=z.obj.tot_en_met, vandaag=timezone.localdate(), ingetrokken=z.obj.ingetrokken_op is not None)),
    H("intrekken", "Van de briefing halen", "portefeuilles:opdracht-withdraw", "portefeuilles.withdraw_opdracht",
      _opdracht_runs, knop=True, dagelijks=True),
), noemt=())  # fmt: skip


def _held(z):
    """Whether somebody has or had this taakaccent; its page knows, elsewhere it is asked."""
    known = z.feiten.get("iemand")
    return z.obj.houders.exists() if known is None else known


TAAKACCENT = Tabel("taakaccent", Taakaccent, "", (
    H("aanmelden", "Dit is iets voor mij", "portefeuilles:taakaccent-apply", "portefeuilles.apply_taakaccent",
      lambda z: Oordeel("Je doet dit al.") if z.feiten.get("heeft_al") else JA, dagelijks=True, knop=True),
    H("collega", "Collega erbij", "portefeuilles:taakaccenthouder-add", "portefeuilles.work_on", dagelijks=True),
    H("wijzigen", "Taakaccent wijzigen", "portefeuilles:taakaccent-change", "portefeuilles.work_on", dagelijks=True),
    H("weg", "Taakaccent weghalen", "portefeuilles:taakaccent-remove", "portefeuilles.work_on",
      lambda z: over_taakaccent.mag_taakaccent_weghalen(iemand=_held(z)), knop=True),
), noemt=())  # fmt: skip

ACTIE = Tabel("actie", Actie, "", (
    H("afronden", "Actie afronden", "portefeuilles:actie-finish", "portefeuilles.change_actie",
      lambda z: over_taakaccent.mag_actie_afronden(
          afgerond=z.obj.afgerond_op is not None, dag=z.obj.dag, vandaag=timezone.localdate(), resultaat="-"),
      dagelijks=True),
    H("delen", "Deel als goed voorbeeld", "portefeuilles:voorbeeld-add", "portefeuilles.view_plan", _done,
      dagelijks=True, adres=_to_share),
    H("wijzigen", "Actie wijzigen", "portefeuilles:actie-change", "portefeuilles.change_actie", dagelijks=True),
), noemt=())  # fmt: skip

KLEIN = (
    Tabel("houderschap", Houderschap, "", (
        H("voren", "Eerder vragen", "portefeuilles:houder-forward", "portefeuilles.change_houderschap",
          lambda z: mag_eerder(z) if z.obj.rol == Houderrol.VERVANGER else over_portefeuille.HOUDER_IS_EERSTE, knop=True),
        H("einde", "Beëindigen", "portefeuilles:houder-end", "portefeuilles.change_houderschap", mag_eindigen),
        H("weg", "Was een vergissing", "portefeuilles:houder-take-back", "portefeuilles.change_houderschap", mag_terug,
          knop=True),
    )),
    Tabel("label", Label, "", (
        H("wijzigen", "Label wijzigen", "portefeuilles:label-change", "portefeuilles.change_label"),
    )),
    Tabel("onderbouwing", Onderbouwing, "", (
        H("wijzigen", "Wijzigen", "portefeuilles:onderbouwing-change", "portefeuilles.change_onderbouwing"),
        H("einde", "Beëindigen", "portefeuilles:onderbouwing-end", "portefeuilles.change_onderbouwing"),
    )),
    Tabel("kennissessie", Kennissessie, "", (
        H("opbrengst", "Wat leverde het op?", "portefeuilles:kennissessie-write", "portefeuilles.change_kennissessie"),
    ), noemt=("portefeuille",)),
    Tabel("effect", Effect, "", (
        H("wijzigen", "Effect wijzigen", "portefeuilles:effect-change", "portefeuilles.work_on"),
        H("weg", "Effect verwijderen", "portefeuilles:effect-remove", "portefeuilles.work_on", knop=True),
        H("indicator", "Indicator toevoegen", "portefeuilles:indicator-add", "portefeuilles.work_on"),
        H("activiteit", "Activiteit toevoegen", "portefeuilles:activiteit-add", "portefeuilles.work_on"),
    )),
    Tabel("indicator", Indicator, "", (
        H("meten", "Meting toevoegen", "portefeuilles:meting-add", "portefeuilles.measure"),
        H("wijzigen", "Indicator wijzigen", "portefeuilles:indicator-change", "portefeuilles.work_on"),
        H("weg", "Indicator weghalen", "portefeuilles:indicator-remove", "portefeuilles.work_on",
          lambda z: over_plan.mag_indicator_weghalen(metingen=z.obj.metingen.exclude(dag=z.obj.nul_op).count()),
          knop=True),
    )),
    Tabel("meting", Meting, "", (
        H("weg", "Meting weghalen", "portefeuilles:meting-remove", "portefeuilles.measure",
          lambda z: over_plan.mag_meting_weghalen(dag=z.obj.dag, begin=z.obj.indicator.nul_op, is_er_nog=True), knop=True),
    )),
    Tabel("interventie", Interventie, "", (
        H("wijzigen", "Interventie wijzigen", "portefeuilles:interventie-change", "portefeuilles.change_aanpak",
          _aanpak_open),
        H("afloop", "Hoe liep het?", "portefeuilles:interventie-close", "portefeuilles.change_aanpak", _aanpak_open),
        H("weg", "Verwijderen", "portefeuilles:interventie-remove", "portefeuilles.change_aanpak", _aanpak_open,
          knop=True),
    )),
    Tabel("taakaccenthouder", Taakaccenthouder, "", (
        H("wijzigen", "Wijzigen", "portefeuilles:taakaccenthouder-change", "portefeuilles.work_on"),
        H("einde", "Beëindigen", "portefeuilles:taakaccenthouder-end", "portefeuilles.work_on"),
        H("weg", "Was een vergissing", "portefeuilles:taakaccenthouder-remove", "portefeuilles.work_on", mag_terug,
          knop=True),
        H("cursus", "Cursus toevoegen", "portefeuilles:cursus-add", "portefeuilles.work_on"),
    )),
    Tabel("cursus", Cursus, "", (
        H("wijzigen", "Cursus wijzigen", "portefeuilles:cursus-change", "portefeuilles.work_on"),
        H("weg", "Weghalen", "portefeuilles:cursus-remove", "portefeuilles.work_on", knop=True),
    )),
    Tabel("zelfstandig team", ZelfstandigTeam, "", (
        H("wijzigen", "Team wijzigen", "portefeuilles:team-change", "portefeuilles.work_on"),
        H("einde", "Team stopt", "portefeuilles:team-end", "portefeuilles.work_on", mag_eindigen),
        H("lid", "Collega toevoegen", "portefeuilles:teamlid-add", "portefeuilles.work_on"),
    )),
    Tabel("teamlid", Teamlid, "", (
        H("einde", "Beëindigen", "portefeuilles:teamlid-end", "portefeuilles.work_on"),
        H("weg", "Was een vergissing", "portefeuilles:teamlid-remove", "portefeuilles.work_on", mag_terug, knop=True),
    )),
    Tabel("dossier", Overdrachtsdossier, "", (
        H("klaar", "Dossier afronden", "portefeuilles:dossier-finish", "portefeuilles.work_dossier",
          lambda z: over_dossier.mag_afvinken(afgerond=z.obj.afgerond_op is not None), knop=True),
        H("pdf", "PDF", "portefeuilles:dossier-pdf", "portefeuilles.view_dossier"),
        H("word", "Word", "portefeuilles:dossier-docx", "portefeuilles.view_dossier"),
    ), noemt=("portefeuille",)),
    Tabel("dossierpunt", Dossierpunt, "", (
        H("gezien", "Gezien", "portefeuilles:dossierpunt-tick", "portefeuilles.work_dossier", knop=True),
        H("opmerking", "Opmerking", "portefeuilles:dossierpunt-note", "portefeuilles.work_dossier"),
    )),
    Tabel("inwerkplan", Inwerkplan, "", (
        H("stap", "Stap toevoegen", "portefeuilles:inwerkstap-add", "portefeuilles.work_inwerkplan"),
    )),
    Tabel("inwerkstap", Inwerkstap, "", (
        H("klaar", "Gedaan", "portefeuilles:inwerkstap-tick", "portefeuilles.work_inwerkplan", knop=True),
    )),
    Tabel("voorbeeld", Voorbeeld, "", (
        H("volgen", "Wij doen dit ook", "portefeuilles:voorbeeld-follow", "portefeuilles.view_voorbeeld"),
        H("wijzigen", "Voorbeeld wijzigen", "portefeuilles:voorbeeld-change", "portefeuilles.change_voorbeeld"),
        H("weg", "Voorbeeld weghalen", "portefeuilles:voorbeeld-remove", "portefeuilles.change_voorbeeld",
          lambda z: over_portefeuille.mag_voorbeeld_weghalen(gevolgd=z.obj.navolgingen.exclude(team=z.obj.team_id).exists()),
          knop=True),
    ), noemt=()),
    Tabel("thema van de maand", Themamaand, "", (
        H("weg", "Weghalen", "portefeuilles:themamaand-remove", "portefeuilles.set_themamaand",
          lambda z: over_portefeuille.mag_themamaand_weghalen(
              maand=z.obj.maand, vandaag=timezone.localdate(), opbrengst=z.obj.opbrengst),
          knop=True),
    )),
    Tabel("vacature", Vacature, "", (
        H("wijzigen", "Vacature wijzigen", "portefeuilles:vacature", "portefeuilles.change_vacature",
          lambda z: over_portefeuille.mag_vacature_wijzigen(gesloten=z.obj.gesloten_op is not None), leest=True),
        H("word", "Word", "portefeuilles:vacature-docx", "portefeuilles.view_vacature"),
        H("sluiten", "Vacature beëindigen", "portefeuilles:vacature-close", "portefeuilles.change_vacature",
          lambda z: over_portefeuille.mag_vacature_wijzigen(gesloten=z.obj.gesloten_op is not None), knop=True),
    ), noemt=()),
)  # fmt: skip


def register_all():
    extend(
        Medewerker,
        H(
            "inwerkplan",
            "Inwerkplan maken",
            "portefeuilles:inwerkplan-make",
            "organisatie.view_medewerker",
            ook="portefeuilles.make_inwerkplan",
        ),
    )
    extend(Overleg, H("kennissessie", "Kennissessie plannen", "portefeuilles:kennissessie-plan",
                      "portefeuilles.plan_kennissessie",
                      lambda z: mag_kennissessie_plannen(
                          status=z.obj.status, is_kennissessie=z.obj.reeks.vult(Vanzelf.KENNIS)),
                      elders=True))  # fmt: skip
    extend(
        Team,
        bij_team("portefeuille", "Portefeuille toevoegen", "portefeuilles:portefeuille-add",
                 "portefeuilles.add_portefeuille"),
        bij_team("takenpakketten", "Takenpakketten", "dashboard:takenpakketten", "portefeuilles.view_takenpakketten"),
        bij_team("labels", "Labels", "portefeuilles:label-list", "portefeuilles.change_label"),
        bij_team("label", "Label toevoegen", "portefeuilles:label-add", "portefeuilles.change_label"),
        bij_team("label_ggp", "Opgaven van GGP toevoegen", "portefeuilles:label-ggp", "portefeuilles.change_label",
                 knop=True),
        bij_team("onderbouwing", "Onderbouwing toevoegen", "portefeuilles:onderbouwing-add",
                 "portefeuilles.add_onderbouwing"),
        bij_team("trend", "Trend melden", "portefeuilles:trend-add", "portefeuilles.add_trend"),
        bij_team("opdracht", "Opdracht op de briefing", "portefeuilles:opdracht-add", "portefeuilles.issue_opdracht"),
        bij_team("voorbeeld", "Voorbeeld toevoegen", "portefeuilles:voorbeeld-add", "portefeuilles.add_voorbeeld"),
        bij_team("themamaand", "Thema van de maand", "portefeuilles:themakalender", "portefeuilles.set_themamaand"),
        bij_team("vacature", "Vacature toevoegen", "portefeuilles:vacature-make", "portefeuilles.change_vacature"),
    )  # fmt: skip
    register(PORTEFEUILLE, PLAN, ACTIVITEIT, AANPAK, TREND, OPDRACHT, TAAKACCENT, ACTIE, *KLEIN)
