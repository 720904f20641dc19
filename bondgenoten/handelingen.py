"""What one can do with networks, people in them, signals and call rounds: see organisatie/handelingen.py."""

from urllib.parse import urlencode

from django.urls import reverse

from organisatie.handelingen import Handeling as H
from organisatie.handelingen import Tabel, bij_team, extend, register
from organisatie.models import Medewerker, Team
from regels import bellen as over_bellen
from regels import bondgenoten as over_netwerk
from regels import signaal as over_signaal
from regels import sleutelfiguur as over_mens

from .models import (
    Advies,
    Afspraak,
    Belregel,
    Belronde,
    Contact,
    Gemeenschap,
    Kennis,
    Lid,
    Ndvvraag,
    Netwerk,
    Resultaat,
    Signaal,
    Sleutelfiguur,
)


def _runs(z):
    return over_netwerk.mag_plannen(gestopt=z.obj.gestopt_op is not None)


def _log(z):
    return (
        f"{reverse('werk:werk')}?{urlencode({'voor': f'gebied|bondgenoten.netwerk|{z.obj.pk}'})}#id_minuten"
    )


def _agenda(z):
    return (
        f"{reverse('overleggen:inbrengen')}?{urlencode({'over': f'{Signaal._meta.label_lower}|{z.obj.pk}'})}"
    )


def _there(z):
    return over_mens.mag_wijzigen(gewist=z.obj.gewist_op is not None)


def _plays(z):
    return over_signaal.mag_wijzigen(gesloten=z.obj.gesloten_op is not None)


def _own_words(z):
    return over_mens.mag_contact_wijzigen(uit_belronde=z.obj.belregel_id is not None)


NETWERK = Tabel("netwerk", Netwerk, "", (
    H("bijeenkomsten", lambda z: "Ritme wijzigen" if z.obj.reeks_id else "Bijeenkomsten plannen",
      "bondgenoten:netwerk-plan", "bondgenoten.change_netwerk", _runs, elders=True),
    H("lid", "Iemand toevoegen", "bondgenoten:lid-add", "bondgenoten.change_netwerk", _runs, dagelijks=True),
    H("afspraak", "Afspraak toevoegen", "bondgenoten:afspraak-add", "bondgenoten.add_to_netwerk", _runs,
      dagelijks=True),
    H("advies", "Advies toevoegen", "bondgenoten:advies-add", "bondgenoten.add_to_netwerk", _runs, dagelijks=True),
    H("resultaat", "Resultaat toevoegen", "bondgenoten:resultaat-add", "bondgenoten.add_to_netwerk", _runs,
      elders=True),
    H("werk", "Werk loggen", "werk:werk", "bondgenoten.view_netwerk", dagelijks=True, adres=_log),
    H("voorwaarden", "Basisvoorwaarden", "bondgenoten:voorwaarden", "bondgenoten.change_netwerk", _runs, elders=True),
    H("wijzigen", "Netwerk wijzigen", "bondgenoten:netwerk-change", "bondgenoten.change_netwerk", _runs),
    H("stoppen", "Netwerk stoppen", "bondgenoten:netwerk-stop", "bondgenoten.change_netwerk",
      lambda z: over_netwerk.mag_stoppen(gestopt=z.obj.gestopt_op is not None, reden="-")),
    H("beeld", "Wie bereikt wie?", "bondgenoten:netwerkbeeld", "bondgenoten.view_netwerk", elders=True),
    H("terugkoppeling", "Terugkoppeling", "bondgenoten:terugkoppeling", "bondgenoten.view_netwerk", elders=True),
    H("opkomst", "Wie was er?", "bondgenoten:attendance", "bondgenoten.work_in_netwerk", elders=True,
      adres=lambda z: reverse("bondgenoten:attendance", args=[z.feiten["overleg"].pk])),
    H("verteld", "Verteld", "bondgenoten:told-back", "bondgenoten.work_in_netwerk", knop=True, elders=True),
), noemt=())  # fmt: skip

SLEUTELFIGUUR = Tabel("sleutelfiguur", Sleutelfiguur, "", (
    H("contact", "Contact noteren", "bondgenoten:contact-add", "bondgenoten.add_contact", _there, dagelijks=True),
    H("verbeteren", "Verbeteren", "bondgenoten:sleutelfiguur-change", "bondgenoten.change_sleutelfiguur", _there,
      dagelijks=True),
    H("relatie", "Contact overdragen", "bondgenoten:relatie-set", "bondgenoten.change_relatie", _there,
      dagelijks=True),
    H("verlengen", "Toestemming verlengen", "bondgenoten:consent-extend", "bondgenoten.change_sleutelfiguur",
      lambda z: over_mens.mag_verlengen(grondslag=z.obj.grondslag), eerst=lambda z: z.obj.stand != "goed"),
    H("intrekken", "Toestemming ingetrokken", "bondgenoten:consent-withdraw", "bondgenoten.erase_sleutelfiguur",
      lambda z: over_mens.mag_intrekken(grondslag=z.obj.grondslag)),
    H("wissen", "Wissen", "bondgenoten:erase", "bondgenoten.erase_sleutelfiguur",
      lambda z: over_mens.mag_wissen(gewist=z.obj.gewist_op is not None)),
    H("gegevens", "Bekijk nummer en mail", "bondgenoten:sleutelfiguur", "bondgenoten.view_contact", elders=True,
      leest=True),
    H("inzage", "Inzage", "bondgenoten:inzage", "bondgenoten.give_inzage", elders=True),
))  # fmt: skip

SIGNAAL = Tabel("signaal", Signaal, "", (
    H("bevestigen", "Speelt nog", "bondgenoten:signaal-confirm", "bondgenoten.change_signaal", _plays, dagelijks=True),
    H("bijeenroepen", "Netwerk bijeenroepen", "bondgenoten:convene", "bondgenoten.change_signaal", _plays,
      dagelijks=True),
    H("wijzigen", "Signaal wijzigen", "bondgenoten:signaal-change", "bondgenoten.change_signaal", _plays),
    H("agenda", "Op een agenda", "overleggen:inbrengen", "bondgenoten.view_signaal", _plays, dagelijks=True,
      adres=_agenda),
    H("sluiten", "Signaal sluiten", "bondgenoten:signaal-close", "bondgenoten.change_signaal",
      lambda z: over_signaal.mag_sluiten(gesloten=z.obj.gesloten_op is not None, reden="-"), dagelijks=True),
), noemt=())  # fmt: skip

BELRONDE = Tabel("belronde", Belronde, "bondgenoten.view_belronde", (
    H("overzicht", "Overzicht", "bondgenoten:belronde-overview", "bondgenoten.view_belronde", dagelijks=True),
    H("wijzigen", "Belronde wijzigen", "bondgenoten:belronde-change", "bondgenoten.close_belronde",
      lambda z: over_bellen.mag_sluiten(gesloten=z.obj.gesloten_op is not None, verslag="-")),
    H("sluiten", "Belronde afsluiten", "bondgenoten:belronde-close", "bondgenoten.close_belronde",
      lambda z: over_bellen.mag_sluiten(gesloten=z.obj.gesloten_op is not None, verslag="-"), dagelijks=True),
), noemt=())  # fmt: skip

KLEIN = (
    Tabel("lid", Lid, "", (
        H("wijzigen", "Rol wijzigen", "bondgenoten:lid-change", "bondgenoten.change_netwerk"),
        H("einde", "Beëindigen", "bondgenoten:lid-end", "bondgenoten.change_netwerk"),
    )),
    Tabel("contact", Contact, "", (
        H("wijzigen", "Contact wijzigen", "bondgenoten:contact-change", "bondgenoten.change_contact", _own_words),
        H("weg", "Weghalen", "bondgenoten:contact-remove", "bondgenoten.change_contact", _own_words, knop=True),
    )),
    Tabel("resultaat", Resultaat, "", (
        H("wijzigen", "Resultaat wijzigen", "bondgenoten:resultaat-change", "bondgenoten.add_to_netwerk"),
        H("weg", "Weghalen", "bondgenoten:resultaat-remove", "bondgenoten.add_to_netwerk",
          lambda z: over_netwerk.mag_resultaat_weghalen(verteld=z.obj.teruggekoppeld_op is not None), knop=True),
    )),
    Tabel("gemeenschap", Gemeenschap, "", (
        H("wijzigen", "Wijzigen", "bondgenoten:gemeenschap-change", "bondgenoten.change_gemeenschap"),
    )),
    Tabel("afspraak", Afspraak, "", (
        H("wijzigen", "Afspraak wijzigen", "bondgenoten:afspraak-change", "bondgenoten.add_to_netwerk",
          lambda z: over_netwerk.mag_afspraak_wijzigen(
              nagekomen=z.obj.nagekomen_op is not None, heeft_actiepunt=z.obj.actiepunt_id is not None)),
        H("nakomen", "Nagekomen of verteld", "bondgenoten:afspraak", "bondgenoten.work_in_netwerk"),
    )),
    Tabel("advies", Advies, "", (
        H("antwoord", "Antwoord geven", "bondgenoten:advies-answer", "bondgenoten.work_in_netwerk"),
    )),
    Tabel("belregel", Belregel, "", (
        H("bellen", "Ik bel", "bondgenoten:line-claim", "bondgenoten.see_belregel", knop=True,
          ook="bondgenoten.view_belronde", ook_op=lambda wie, obj: obj.belronde),
        H("opschrijven", "Wat kwam ervan?", "bondgenoten:line", "bondgenoten.result_belregel"),
        H("vrijgeven", "Regel vrijgeven", "bondgenoten:line-release", "bondgenoten.release_belregel", knop=True),
    )),
    Tabel("vraag om kennis", Ndvvraag, "", (
        H("helpen", "Ik help", "bondgenoten:ndv-take", "bondgenoten.take_ndv", knop=True),
        H("wijzigen", "Vraag wijzigen", "bondgenoten:ndv-change", "bondgenoten.reword_ndv",
          lambda z: over_netwerk.mag_vraag_wijzigen(afgerond=z.obj.afgerond_op is not None)),
        H("inzet", "Wat leverde het op?", "bondgenoten:ndv-result", "bondgenoten.change_ndv"),
    ), noemt=()),
    Tabel("kennis", Kennis, "", (
        H("vragen", "Vragen", "bondgenoten:ndv-ask", "bondgenoten.ask_ndv",
          adres=lambda z: f"{reverse('bondgenoten:ndv-ask')}?kennis={z.obj.pk}"),
        H("wijzigen", "Kennis wijzigen", "bondgenoten:kennis-change", "bondgenoten.remove_kennis"),
        H("weg", "Verwijderen", "bondgenoten:kennis-remove", "bondgenoten.remove_kennis", knop=True),
    )),
)  # fmt: skip


def register_all():
    extend(
        Team,
        bij_team("netwerk", "Netwerk toevoegen", "bondgenoten:netwerk-add", "bondgenoten.add_netwerk"),
        bij_team("gemeenschap", "Gemeenschap toevoegen", "bondgenoten:gemeenschap-add",
                 "bondgenoten.change_gemeenschap"),
        bij_team("sleutelfiguur", "Sleutelfiguur toevoegen", "bondgenoten:sleutelfiguur-add",
                 "bondgenoten.add_sleutelfiguur"),
        bij_team("wissingen", "Wat is gewist", "bondgenoten:wissing-list", "bondgenoten.view_wissingen"),
        bij_team("sleutelfiguren", "Sleutelfiguren", "bondgenoten:sleutelfiguur-list", "bondgenoten.list_sleutelfiguur"),
        bij_team("signaal", "Signaal melden", "bondgenoten:signaal-add", "bondgenoten.add_signaal"),
        bij_team("belronde", "Belronde beginnen", "bondgenoten:belronde-add", "bondgenoten.start_belronde"),
        bij_team("kennis_vragen", "Vraag om kennis", "bondgenoten:ndv-ask", "bondgenoten.ask_ndv"),
        bij_team("kennis", "Kennis aanbieden", "bondgenoten:kennis-add", "bondgenoten.offer_kennis"),
        bij_team("kennis_buiten", "Kennis buiten het team", "bondgenoten:kennis-outside",
                 "bondgenoten.add_kennis_buiten"),
    )  # fmt: skip
    extend(Medewerker, H("relaties", "Relaties in de wijk overdragen", "bondgenoten:relaties-hand-over",
                         "bondgenoten.hand_over_relaties"))  # fmt: skip
    register(NETWERK, SLEUTELFIGUUR, SIGNAAL, BELRONDE, *KLEIN)
