"""What one can do with a casus, an overdracht, a ronde, an opsporing, a leerbijeenkomst: see organisatie/handelingen.py."""

from urllib.parse import urlencode

from django.urls import reverse

from organisatie.handelingen import Handeling as H
from organisatie.handelingen import Tabel, bij_team, extend, register
from organisatie.models import Medewerker, Team
from regels import leren, regie
from regels.begrippen import JA, MET_REGIE, ZONDER_REGIE, Fase, Oordeel

from .models import (
    Aanwijzing,
    AlsDan,
    Arbitrage,
    Betrokkene,
    Casus,
    Casuspartner,
    Genodigde,
    Leerbijeenkomst,
    Leermoment,
    Les,
    Noodtoegang,
    Opsporing,
    Overdracht,
    Scenario,
    Terugoverdracht,
)
from .queries import stand_now, utc


def _fase(z):
    return Fase(z.obj.fase)


def _stand(z):
    return stand_now(z.obj)


def _ronde(z):
    return _stand(z).feiten.ronde


def _open(z):
    return regie.mag_bewerken(fase=_fase(z))


def _at_turn(z):
    return _stand(z).aan_zet.medewerker == z.wie.pk


def _logwaarde(z):
    return f"casus|{Casus._meta.label_lower}|{z.obj.pk}"


def _may_take(z):
    stand = _stand(z)
    return regie.mag_overnemen(
        fase=_fase(z),
        geplaatst=True,
        uitgesloten=stand.feiten.is_uitgesloten(z.wie.pk, stand.moment),
        is_aan_zet=_at_turn(z),
        bezwaar="",
    )


def _may_hand_over(z):
    oordeel = regie.mag_overdragen(fase=_fase(z))
    return oordeel if not oordeel else regie.mag_ronde_openen(fase=_fase(z), open_ronde=_ronde(z) is not None)


def _may_confirm(z):
    return regie.mag_waarneming_beantwoorden(neemt_waar=_stand(z).aan_zet.is_waarnemer and _at_turn(z))


def _may_briefing(z):
    if z.obj.vertrouwelijk:
        return Oordeel("Een vertrouwelijke casus komt niet op de briefing.")
    return _open(z)


def _needs_somebody(z):
    """A gap, or an offer past its term: then appointing is what is needed now (A3)."""
    return bool(_stand(z).rood)


def _unasked(z):
    return _fase(z) in ZONDER_REGIE and _ronde(z) is None


def _offered_to_me(z):
    ronde = _ronde(z)
    return ronde is not None and ronde.nu_gevraagd == z.wie.pk


def _open_offer(z):
    row = Overdracht.objects.filter(ronde__casus=z.obj, besloten_op=None, aan=z.wie).first()
    return row.get_absolute_url() if row else ""


CASUS = Tabel(
    "casus",
    Casus,
    "",
    (
        H("bevestigen", "Ik neem waar", "casuistiek:waarneming-answer", "casuistiek.answer_waarneming", _may_confirm,
          eerst=lambda z: _stand(z).te_bevestigen is not None, knop=True, veld=("antwoord", "ja")),
        H("kan_niet", "Ik kan niet waarnemen", "casuistiek:waarneming-answer", "casuistiek.answer_waarneming", _may_confirm,
          knop=True, veld=("antwoord", "kan_niet"), dagelijks=True),
        H("antwoorden", "Antwoord op de overdracht", "casuistiek:overdracht-answer", "casuistiek.view_casus",
          lambda z: JA if _offered_to_me(z) else Oordeel("Jij bent nu niet gevraagd."),
          eerst=_offered_to_me, adres=_open_offer),
        H("overdragen", "Regie overdragen", "casuistiek:ronde-start", "casuistiek.start_ronde",
          _may_hand_over, eerst=_unasked),
        H("zelf_nemen", "Ik neem zelf de regie", "casuistiek:regie-take", "casuistiek.start_ronde",
          lambda z: regie.mag_zelf_nemen(
              fase=_fase(z), door=z.wie.pk, open_ronde=_ronde(z) is not None,
              voorgesteld=z.wie.pk if _at_turn(z) else None),
          knop=True, dagelijks=True),
        H("aanwijzen", "Iemand aanwijzen", "casuistiek:appoint", "casuistiek.appoint",
          lambda z: regie.mag_regisseur_aanwijzen(fase=_fase(z)), eerst=_needs_somebody),
        H("bijschrijven", "Bijschrijven", "casuistiek:gebeurtenis-add", "casuistiek.add_gebeurtenis", dagelijks=True),
        H("agenda", "Op de agenda", "casuistiek:agenda", "casuistiek.bring_to_overleg", _open, dagelijks=True),
        H("actiepunt", "Actiepunt maken", "casuistiek:actiepunt-add", "casuistiek.change_casus", _open,
          dagelijks=True),
        H("werk", "Werk loggen", "werk:werk", "casuistiek.change_casus", _open, dagelijks=True,
          adres=lambda z: f"{reverse('werk:werk')}?{urlencode({'voor': _logwaarde(z)})}#id_minuten"),
        H("overnemen", "Ik neem over", "casuistiek:take-over", "casuistiek.take_over", _may_take, knop=True,
          dagelijks=True),
        H("heropenen", "Heropen de casus", "casuistiek:casus-reopen", "casuistiek.reopen_casus",
          lambda z: regie.mag_heropenen(fase=_fase(z)), dagelijks=True),
        H("terugdraaien", "Draai 'geen regie nodig' terug", "casuistiek:geen-regie-undo", "casuistiek.undo_geen_regie",
          lambda z: regie.mag_geen_regie_terugdraaien(
              fase=_fase(z), zonder_regie=z.obj.zonder_regie, moment=_stand(z).moment,
              afgesloten_op=utc(z.obj.afgesloten_op) if z.obj.afgesloten_op else None),
          knop=True, dagelijks=True),
        H("aanbieden", "Regie aanbieden aan een collega", "casuistiek:regie-offer", "casuistiek.offer_regie",
          lambda z: regie.mag_regie_aanbieden(
              fase=_fase(z), open_ronde=_ronde(z) is not None,
              is_regisseur=_stand(z).feiten.regisseur == z.wie.pk)),
        H("intrekken", "Overdracht intrekken", "casuistiek:ronde-withdraw", "casuistiek.withdraw_ronde",
          lambda z: regie.mag_ronde_intrekken(open_ronde=_ronde(z) is not None)),
        H("wijzigen", "Casus wijzigen", "casuistiek:casus-change", "casuistiek.change_casus", _open),
        H("ernst", "Ernst wijzigen", "casuistiek:casus-ernst", "casuistiek.change_casus", _open),
        H("betrekken", "Collega betrekken", "casuistiek:betrokkene-add", "casuistiek.change_casus", _open),
        H("als_dan", "Als … dan … afspreken", "casuistiek:als-dan-add", "casuistiek.change_casus", _open),
        H("opsporing", "Opsporing vragen", "casuistiek:opsporing-ask", "casuistiek.change_casus", _open),
        H("briefing", "Op de briefing zetten", "portefeuilles:opdracht-add", "casuistiek.brief_casus", _may_briefing,
          adres=lambda z: f"{reverse('portefeuilles:opdracht-add')}?{urlencode({'over': _logwaarde(z)})}"),
        H("debriefen", "Debriefing", "casuistiek:debrief-add", "casuistiek.debrief"),
        H("scenario", "Scenario opstellen", "casuistiek:scenario-add", "casuistiek.change_scenario", _open),
        H("verstrekken", "Bestuurlijke rapportage", "casuistiek:disclose", "casuistiek.disclose"),
        H("voorleggen", "Voorleggen aan de teamchef", "casuistiek:arbitrage-ask", "casuistiek.ask_arbitrage", _open),
        H("vrijmaken", "Iemand vrijmaken", "casuistiek:medewerker-free", "casuistiek.free_medewerker", _open),
        H("schalen", lambda z: "Afschalen" if z.obj.fase == Fase.OPGESCHAALD else "Opschalen",
          "casuistiek:casus-scale", "casuistiek.change_casus",
          lambda z: JA if z.obj.fase == Fase.OPGESCHAALD else regie.mag_opschalen(fase=_fase(z))),
        H("vertrouwelijk",
          lambda z: "Niet meer vertrouwelijk" if z.obj.vertrouwelijk else "Vertrouwelijk maken",
          "casuistiek:vertrouwelijk", "casuistiek.set_vertrouwelijk", _open, knop=True),
        H("uitsluiten", "Iemand uitsluiten", "casuistiek:exclude", "casuistiek.exclude", _open),
        H("afsluiten", lambda z: "Afsluiten" if z.obj.fase in MET_REGIE else "Geen regie nodig",
          "casuistiek:casus-close", "casuistiek.close_casus", lambda z: regie.mag_afsluiten(fase=_fase(z))),
        # at their own place on the page
        H("partner", "Partner erbij", "casuistiek:partner-add", "casuistiek.change_casus", _open, elders=True),
        H("partners_weten", "Partners weten het", "casuistiek:partners-told", "casuistiek.change_casus", _open,
          knop=True, elders=True),
        H("gevraagd", "Een partner vroeg mij hierover", "casuistiek:shop-add", "casuistiek.log_shop", _open,
          elders=True),
        H("afvinken", "Gedaan", "casuistiek:regietaak-tick", "casuistiek.tick_regietaak", _open, knop=True, veld=("nummer", "1"),
          elders=True),
        H("tijdlijn", "Hele tijdlijn, met beeld", "casuistiek:tijdlijn", "casuistiek.view_casus", elders=True),
        H("wie_was", "Wie was aan zet op …?", "casuistiek:wie-was", "casuistiek.view_casus", elders=True),
        H("wie_ziet", "Wie ziet deze casus?", "casuistiek:wie-ziet", "casuistiek.view_casus", elders=True),
        H("overgedragen", "Wie hoort wat?", "casuistiek:casus-done", "casuistiek.view_casus", elders=True),
    ),
    noemt=(),
)  # fmt: skip

OVERDRACHT = Tabel(
    "overdracht",
    Overdracht,
    "",
    (
        H("antwoorden", "Antwoord", "casuistiek:overdracht-answer", "casuistiek.answer_overdracht", leest=True,
          mag=lambda z: regie.mag_antwoorden(
              status=z.obj.status, aan=z.obj.aan_id, door=z.wie.pk, uiterlijk=utc(z.obj.uiterlijk),
              moment=_stand_of_offer(z)),
          eerst=lambda z: True),
    ),
)  # fmt: skip


def _stand_of_offer(z):
    return stand_now(z.obj.casus).moment


OPSPORING = Tabel(
    "opsporing",
    Opsporing,
    "",
    (
        H("aanvaarden", "Ik doe de opsporing", "casuistiek:opsporing-accept", "casuistiek.accept_opsporing",
          lambda z: _may_answer_opsporing(z), eerst=lambda z: True, knop=True),
        H("weigeren", "Ik kan dit niet doen", "casuistiek:opsporing-refuse", "casuistiek.accept_opsporing",
          lambda z: _may_answer_opsporing(z), knop=True, dagelijks=True),
        H("stoppen", "Opsporing stoppen", "casuistiek:opsporing-stop", "casuistiek.stop_opsporing",
          lambda z: regie.mag_opsporing_stoppen(gestopt=z.obj.gestopt_op is not None), dagelijks=True),
    ),
)  # fmt: skip


def _may_answer_opsporing(z):
    return regie.mag_opsporing_aanvaarden(
        gevraagd=z.obj.gevraagd_id,
        door=z.wie.pk,
        aanvaard=z.obj.aanvaard_op is not None,
        gestopt=z.obj.gestopt_op is not None,
    )


def _leren_open(z):
    bijeenkomst = getattr(z.obj, "bijeenkomst", z.obj)
    return leren.mag_bewerken(afgerond=bijeenkomst.afgerond_op is not None)


def _may_mark(z):
    if not z.feiten.get("momenten", True):
        return Oordeel("Jij ziet geen van deze casussen.")
    return _leren_open(z)


LEREN = Tabel(
    "leerbijeenkomst",
    Leerbijeenkomst,
    "",
    (
        H("uitnodigen", "Iemand uitnodigen", "casuistiek:leren-invite", "casuistiek.change_leren", _leren_open,
          dagelijks=True),
        H("moment", "Wat hielp of hinderde?", "casuistiek:leermoment-add", "casuistiek.view_leren", _may_mark,
          dagelijks=True),
        H("les", "Les vastleggen", "casuistiek:les-add", "casuistiek.change_leren", _leren_open, dagelijks=True),
        H("afronden", "Bijeenkomst afronden", "casuistiek:leren-close", "casuistiek.change_leren", _leren_open,
          dagelijks=True),
    ),
    noemt=(),
)  # fmt: skip

GENODIGDE = Tabel("genodigde", Genodigde, "", (
    H("link", "Nieuwe link", "casuistiek:genodigde-link", "casuistiek.change_genodigde",
      lambda z: leren.mag_link_vernieuwen(collega=z.obj.medewerker_id is not None), knop=True),
    H("inbreng", "Mijn inbreng vooraf", "casuistiek:inbreng-own", "casuistiek.give_inbreng", _leren_open),
))  # fmt: skip


def _uninvolve(z):
    return regie.mag_betrokkene_weghalen(
        fase=Fase(z.obj.casus.fase), genoemd=z.obj.als in Betrokkene.GENOEMD, wordt_gehoord=False
    )


KLEIN = (
    Tabel("betrokkene", Betrokkene, "", (
        H("weg", "Niet meer betrokken", "casuistiek:betrokkene-remove", "casuistiek.change_partner", _uninvolve, knop=True),
    )),
    Tabel("leermoment", Leermoment, "", (
        H("wijzigen", "Wijzigen", "casuistiek:leermoment-change", "casuistiek.change_genodigde", _leren_open),
        H("weg", "Weghalen", "casuistiek:leermoment-remove", "casuistiek.change_genodigde", _leren_open, knop=True),
    )),
    Tabel("als-dan", AlsDan, "", (
        H("wijzigen", "Als … dan … wijzigen", "casuistiek:als-dan-change", "casuistiek.do_als_dan",
          lambda z: regie.mag_afdoen(afgedaan=z.obj.afgedaan_op is not None)),
        H("afdoen", "Afgedaan", "casuistiek:als-dan-done", "casuistiek.do_als_dan",
          lambda z: regie.mag_afdoen(afgedaan=z.obj.afgedaan_op is not None), knop=True),
    )),
    Tabel("aanwijzing", Aanwijzing, "", (
        H("ongedaan", "Terugdraaien", "casuistiek:aanwijzing-undo", "casuistiek.undo_aanwijzing", knop=True),
    )),
    Tabel("partner van een casus", Casuspartner, "", (
        H("weghalen", "Verwijderen", "casuistiek:partner-remove", "casuistiek.change_partner",
          lambda z: regie.mag_partner_weghalen(gestopt=z.obj.gestopt_op is not None), knop=True),
    )),
    Tabel("terugoverdracht", Terugoverdracht, "", (
        H("lezen", "Lees de terugoverdracht", "casuistiek:terugoverdracht", "casuistiek.read_terug",
          lambda z: regie.mag_terug_lezen(
              is_regisseur=z.obj.regisseur_id == z.wie.pk, gelezen=z.obj.gelezen_op is not None),
          eerst=lambda z: True),
    )),
    Tabel("scenario", Scenario, "", (
        H("wijzigen", "Scenario wijzigen", "casuistiek:scenario-change", "casuistiek.change_scenario"),
        H("weg", "Scenario weghalen", "casuistiek:scenario-remove", "casuistiek.change_scenario",
          lambda z: regie.mag_scenario_weghalen(
              fase=Fase(z.obj.casus.fase), gedeeld=z.obj.gedeeld_op is not None), knop=True),
        H("delen", "Gedeeld met de gemeente", "casuistiek:scenario-share", "casuistiek.share_scenario"),
    )),
    Tabel("arbitrage", Arbitrage, "", (
        H("kanten", "Bekijk beide kanten", "casuistiek:arbitrage", "casuistiek.give_standpunt"),
    ), noemt=()),
    Tabel("noodtoegang", Noodtoegang, "", (
        H("beoordelen", "Noodtoegang beoordelen", "casuistiek:noodtoegang-judge", "casuistiek.judge_noodtoegang",
          lambda z: regie.mag_beoordelen(
              door=z.wie.pk, opende=z.obj.medewerker_id, beoordeeld=bool(z.obj.oordeel))),
    )),
    GENODIGDE,
    Tabel("les", Les, "", (
        H("navraag", "Is het veranderd?", "casuistiek:les-answer", "casuistiek.answer_les"),
    ), noemt=()),
)  # fmt: skip


def register_all():
    extend(
        Medewerker,
        H("wie_was", "Wanneer aan zet?", "casuistiek:wie-was-persoon", "organisatie.view_medewerker"),
    )
    extend(
        Team,
        bij_team("casus_overdragen", "Nieuwe casus overdragen", "casuistiek:casus-open", "casuistiek.open_casus"),
        bij_team("casus_beginnen", "Casus beginnen", "casuistiek:casus-zelf", "casuistiek.open_zelf"),
        bij_team("casus_aanmelden", "Casus aanmelden", "casuistiek:casus-meld", "casuistiek.meld_casus"),
        bij_team("regie_op_regie", "Regie op regie", "casuistiek:regie-op-regie", "casuistiek.view_regie_op_regie"),
        bij_team("zoeken", "Casus zoeken", "casuistiek:casus-search", "casuistiek.list_casus"),
        bij_team("partnervraag", "Een partner vraagt mij iets", "casuistiek:partnervraag", "casuistiek.ask_partnervraag"),
        bij_team("noodtoegang", "Noodtoegang", "casuistiek:noodtoegang", "casuistiek.break_glass"),
        bij_team("leren_plannen", "Casusleerbijeenkomst plannen", "casuistiek:leren-plan", "casuistiek.plan_leren"),
        bij_team("sjabloon", "Sjabloon van de rapportage", "casuistiek:sjabloon", "casuistiek.change_sjabloon"),
        bij_team("sjabloon_weg", "Terug naar het standaardsjabloon", "casuistiek:sjabloon-remove",
                 "casuistiek.change_sjabloon", knop=True),
    )  # fmt: skip
    register(CASUS, OVERDRACHT, OPSPORING, LEREN, *KLEIN)
