"""What one can do with the team and its people: see organisatie/handelingen.py."""

from datetime import date

from django.utils import timezone

from regels import organisatie as regels
from regels import partner as over_partner

from .afspraken import TEAM as TEAM_SELF
from .afspraken import TEAM_TITEL, as_handeling
from .handelingen import Handeling as H
from .handelingen import Tabel, bij_team, register
from .models import (
    Afwezigheid,
    Beslisregel,
    Contactpersoon,
    Deellink,
    Feestdag,
    Gebied,
    Koppeling,
    Medewerker,
    OpCoDienst,
    Organisatie,
    Plaatsing,
    Team,
    Vrijstelling,
    Wijk,
)

MEDEWERKER = Tabel("medewerker", Medewerker, "organisatie.view_medewerker", (
    H("afwezig", "Afwezigheid invoeren", "organisatie:afwezigheid-add", "organisatie.add_afwezigheid", dagelijks=True),
    H("vrijstelling", "Vrijstelling toevoegen", "organisatie:vrijstelling-add", "organisatie.add_vrijstelling"),
    H("functie", "Functie wijzigen", "organisatie:plaatsing-change", "organisatie.place_medewerker"),
    H("koppelen", "Koppelen aan een gebied", "organisatie:koppeling-add", "organisatie.change_medewerker"),
))  # fmt: skip


def mag_ophouden(z):
    """Whether an end, with a successor, can be set: asked before the form is filled in."""
    return regels.mag_ophouden(
        wat="Dit", eindigt_al=z.obj.tot is not None, van=z.obj.van, tot=date.max, vandaag=timezone.localdate(), opvolger_blijft=True,
        zelf_bij_opvolger=False,
    )  # fmt: skip


def mag_doorgaan(z):
    return regels.mag_doorgaan(tot=z.obj.tot, vandaag=timezone.localdate())


def mag_eindigen(z):
    """Whether a dated row still runs or is to come."""
    return regels.mag_eindigen(
        van=z.obj.van, tot=date.max, eindigt_al=z.obj.tot, vandaag=timezone.localdate()
    )


def mag_eerder(z):
    """Whether it can be asked one place earlier, by another. A page that shows them in order says which is the first."""
    by_another = regels.mag_voor_ander(medewerker=z.obj.medewerker_id, door=z.wie.pk)
    over = z.obj.tot is not None and z.obj.tot <= timezone.localdate()
    eerste = getattr(z.obj, "is_eerste", False)
    return regels.mag_naar_voren(voorbij=over, is_eerste=eerste) if by_another else by_another


def mag_terug(z):
    """Whether a dated row is no history yet."""
    return regels.mag_terugnemen(van=z.obj.van, vandaag=timezone.localdate())


KLEIN = (
    Tabel("afwezigheid", Afwezigheid, "", (
        H("wijzigen", "Wijzigen", "organisatie:afwezigheid-change", "organisatie.withdraw_afwezigheid",
          lambda z: regels.mag_afwezigheid_beeindigen(
              ingetrokken=z.obj.ingetrokken_op is not None, tot=z.obj.tot, nu=timezone.now())),
        H("einde", "Beëindigen", "organisatie:afwezigheid-withdraw", "organisatie.withdraw_afwezigheid",
          lambda z: regels.mag_afwezigheid_beeindigen(
              ingetrokken=z.obj.ingetrokken_op is not None, tot=z.obj.tot, nu=timezone.now()),
          knop=True),
    )),
    Tabel("vrijstelling", Vrijstelling, "", (
        H("wijzigen", "Vrijstelling wijzigen", "organisatie:vrijstelling-change", "organisatie.change_vrijstelling",
          mag_eindigen),
        H("einde", "Beëindigen", "organisatie:vrijstelling-end", "organisatie.change_vrijstelling", knop=True),
    )),
    Tabel("plaatsing", Plaatsing, "", (
        H("einde", "Uit het team", "organisatie:plaatsing-end", "organisatie.change_plaatsing", mag_eindigen),
        H("weg", "Was een vergissing", "organisatie:plaatsing-take-back", "organisatie.change_plaatsing", mag_terug,
          knop=True),
    )),
    Tabel("koppeling", Koppeling, "", (
        H("voren", "Eerder vragen", "organisatie:koppeling-forward", "organisatie.change_koppeling", mag_eerder, knop=True),
        H("einde", "Beëindigen", "organisatie:koppeling-end", "organisatie.change_koppeling", mag_eindigen),
        H("weg", "Was een vergissing", "organisatie:koppeling-take-back", "organisatie.change_koppeling", mag_terug,
          knop=True),
    )),
    Tabel("gebied", Gebied, "organisatie.view_team", (
        H("wijzigen", "Wijzigen", "organisatie:gebied-change", "organisatie.change_team"),
        H("einde", "Houdt op", "organisatie:gebied-end", "organisatie.change_team", mag_ophouden),
        H("toch", "Gaat toch door", "organisatie:gebied-continue", "organisatie.change_team", mag_doorgaan, knop=True),
        H("wijk", "Wijk toevoegen", "organisatie:wijk-add", "organisatie.change_team"),
    )),
    Tabel("wijk", Wijk, "", (
        H("wijzigen", "Wijk wijzigen", "organisatie:wijk-change", "organisatie.change_team"),
        H("weg", "Wijk weghalen", "organisatie:wijk-remove", "organisatie.change_team", knop=True),
    )),
    Tabel("vrije dag", Feestdag, "", (
        H("weg", "Verwijderen", "organisatie:feestdag-remove", "organisatie.change_team", knop=True),
    )),
    Tabel("wie beslist", Beslisregel, "", (
        H("wijzigen", "Wijzigen", "organisatie:beslisregel-change", "organisatie.change_beslisregel"),
        H("weg", "Verwijderen", "organisatie:beslisregel-remove", "organisatie.change_beslisregel", knop=True),
    )),
    Tabel("partner", Organisatie, "", (
        H("wijzigen", "Partner wijzigen", "organisatie:partner-change", "organisatie.change_partner"),
        H("samenvoegen", "Samenvoegen", "organisatie:partner-merge", "organisatie.merge_partner"),
        H("contactpersoon", "Contactpersoon toevoegen", "organisatie:contactpersoon-add", "organisatie.change_partner"),
    )),
    Tabel("contactpersoon", Contactpersoon, "", (
        H("wijzigen", "Wijzigen", "organisatie:contactpersoon-change", "organisatie.change_partner"),
        H("stoppen", "Beëindigen", "organisatie:contactpersoon-stop", "organisatie.change_partner",
          lambda z: over_partner.mag_contactpersoon_stoppen(gestopt=z.obj.gestopt_op is not None), knop=True),
    )),
    Tabel("dienst", OpCoDienst, "", (
        H("volgende", "Zet klaar als volgende OpCo", "organisatie:dienst-volgende", "organisatie.change_dienst"),
    )),
    Tabel("link naar het contactoverzicht", Deellink, "", (
        H("intrekken", "Link intrekken", "dashboard:deellink-revoke", "organisatie.share_contacten",
          lambda z: over_partner.mag_link_intrekken(ingetrokken=z.obj.ingetrokken_op is not None), knop=True),
    )),
)  # fmt: skip


TEAM = Tabel("team", Team, "organisatie.view_team", (
    bij_team("wijzigen", "Team wijzigen", "organisatie:team-change", "organisatie.change_team"),
    bij_team("gebied", "Gebied toevoegen", "organisatie:gebied-add", "organisatie.change_team"),
    bij_team("afspraken", "Afspraken van het team", "organisatie:instellingen", "organisatie.change_team"),
    as_handeling(TEAM_SELF, TEAM_TITEL),
    bij_team("vrije_dag", "Vrije dag toevoegen", "organisatie:feestdag-add", "organisatie.change_team"),
    bij_team("collega", "Collega toevoegen", "organisatie:medewerker-add", "organisatie.change_team"),
    bij_team("beslisregel", "Regel toevoegen", "organisatie:beslisregel-add", "organisatie.change_beslisregel"),
    bij_team("partner", "Partner toevoegen", "organisatie:partner-add", "organisatie.change_partner"),
    bij_team("dienst", "OpCo-dienst", "organisatie:dienst", "organisatie.view_team"),
    bij_team("zelfcontrole", "Zelfcontrole", "zelfcontrole", "organisatie.change_team"),
    bij_team("delen", "Contactoverzicht delen", "dashboard:deellink-add", "organisatie.share_contacten"),
))  # fmt: skip


def register_all():
    register(TEAM, MEDEWERKER, *KLEIN)
