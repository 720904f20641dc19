"""What time brings to networks: silence, no plan, promises not kept, consent and signals that run out (H1)."""

from datetime import timedelta

from django.utils import timezone

from notificaties.hartslag import Onderdeel, once_a_day
from notificaties.services import notify_each
from notificaties.storingen import each
from organisatie.models import Afwezigheid, Plaatsing, Team
from organisatie.queries import instelling_van
from regels import grondslag
from regels import netwerk as regels
from regels.escalatie import actiepunt_herinnering
from regels.functies import BESLIST
from regels.signaal import BIJNA_AF
from regels.tijd import lokaal

from ..afspraken import NETWERKEN
from ..models import Afspraak, Belronde, Lid, Netwerk, Relatie, Signaal, Sleutelfiguur, Wissing
from ..queries import feiten_van
from .ndv import drop_kennis_of_who_left
from .netwerken import hand_on_trekkers, sync_reeks
from .wissen import erase

DAG = "bondgenoten.dag"
EERSTE_UUR = 7
ZELDEN = 4  # weeks between two words about the same silence


def tick(moment=None):
    """Remind who acts now; erase what may not be kept any longer. Runs every minute; the work is done once a day, from seven.

    Nobody absent at this moment is reminded now: who deputises is, or the teamchef.
    """
    moment = moment or timezone.now()
    with once_a_day(DAG, moment, uur=EERSTE_UUR) as due:
        if due:
            _daily(moment)


def _daily(moment):
    today, here = timezone.localdate(moment), Present(moment)
    ran_out = Sleutelfiguur.objects.filter(
        gewist_op=None, toestemming_tot__lt=today - grondslag.WACHT_MET_WISSEN
    )
    each(f"{DAG}.wissen", ran_out, _erase, moment=moment)
    each(f"{DAG}.kennis", [drop_kennis_of_who_left], lambda step: step(), moment=moment)
    teams = Team.objects.filter(netwerken__gestopt_op=None).distinct()
    each(f"{DAG}.trekkers", teams, hand_on_trekkers, moment=moment)
    running = Netwerk.objects.lopend().exclude(reeks=None).select_related("reeks")
    each(f"{DAG}.reeksen", running, sync_reeks, moment=moment)  # who joined or left on this day
    sources = (_networks, _promises, _consent, _signals, _rounds)
    each(f"{DAG}.zeggen", sources, lambda source: _tell(source, today, here, moment), moment=moment)


def _tell(source, today, here, moment):
    """A source gives its rows, and what is said about one; what goes wrong at one keeps no other."""
    rows, words = source(today, here)
    name = source.__name__.strip("_")
    notify_each(f"{DAG}.zeggen.{name}", rows, words, moment=moment)


def _erase(row):
    erase(sleutelfiguur=row, by=None, reden=Wissing.Reden.AFGELOPEN)


class Present:
    """Who is placed and not absent at this moment, so that a word reaches somebody who can act."""

    def __init__(self, moment):
        absent = Afwezigheid.objects.filter(ingetrokken_op=None).op(moment).values("medewerker")
        placed = Plaatsing.objects.op(timezone.localdate(moment)).exclude(medewerker__in=absent)
        self.placed, self.chefs = set(), {}
        for wie, team, functie in placed.values_list("medewerker", "team", "functie"):
            self.placed.add((wie, team))
            if functie in BESLIST:
                self.chefs.setdefault(team, []).append(wie)

    def all_of(self, team, people):
        return [wie for wie in people if (wie, team) in self.placed]

    def first_of(self, netwerk):
        """The trekker, else the deputy, else the teamchef: [] when none of them is there."""
        leads = self.all_of(netwerk.team_id, [netwerk.trekker_id, netwerk.vervanger_id])
        return leads[:1] or self.chefs.get(netwerk.team_id, [])


def _networks(today, here):
    """A network without contact, one that is not planned while it is time, and people whom nobody keeps contact with."""
    period = today.toordinal() // (7 * ZELDEN)
    rows = list(Netwerk.objects.lopend())
    teams = {row.team_id for row in rows}
    maten_of = {team: NETWERKEN.van(instelling_van(team, today)) for team in teams}
    feiten_of = feiten_van(rows, today)

    def words(row):
        feiten, maten, wie = feiten_of[row.pk], maten_of[row.team_id], here.first_of(row)
        if regels.is_stil(feiten.laatste_contact, feiten.begonnen, maten, today):
            tekst = "In een netwerk van jou is lang geen contact geweest. Wie spreek je deze week?"
            yield from ((who, f"netwerk:{row.pk}:stil:{period}", tekst, row) for who in wie)
        if feiten.zonder_houder:
            tekst = "In een netwerk van jou heeft iemand geen vaste collega. Wie houdt contact?"
            yield from ((who, f"netwerk:{row.pk}:houder:{period}", tekst, row) for who in wie)
        if not row.is_eigen and feiten.volgende is None and _time_to_plan(feiten, maten, today):
            tekst = "Een netwerk van jou heeft geen bijeenkomst gepland. Kies een dag."
            yield from ((who, f"netwerk:{row.pk}:plannen:{period}", tekst, row) for who in wie)

    return rows, words


def _time_to_plan(feiten, maten, today):
    """Half of the rhythm has gone by since the last bijeenkomst, or since the network began."""
    half = timedelta(days=365 // max(regels.keren_van(feiten, maten), 1) // 2)
    return today - (feiten.laatste or feiten.begonnen) >= half


def _promises(today, here):
    """Promises of others than colleagues: those have an actiepunt, with reminders of its own."""
    soon = today + timedelta(days=2)
    rows = Afspraak.objects.filter(
        actiepunt=None, nagekomen_op=None, voor__lte=soon, netwerk__gestopt_op=None
    ).select_related("netwerk")

    def words(row):
        if kind := actiepunt_herinnering((row.voor - today).days):
            tekst = "Een afspraak met een netwerk vraagt aandacht: kijk of zij is nagekomen."
            for wie in here.first_of(row.netwerk):
                yield wie, f"afspraak:{row.pk}:{row.voor}:{kind}", tekst, row

    return rows, words


def _consent(today, here):
    """Asked of the relatiehouder and the deputy; when neither is there of who leads a network of theirs, then of the teamchef."""
    rows = Sleutelfiguur.objects.filter(gewist_op=None, toestemming_tot__lte=today + grondslag.VRAAG_OP_TIJD)
    keepers = {}
    for pk, wie in (
        Relatie.objects.op(today).filter(sleutelfiguur__in=rows).values_list("sleutelfiguur", "medewerker")
    ):
        keepers.setdefault(pk, []).append(wie)
    networks = {}
    members = Lid.objects.op(today).filter(sleutelfiguur__in=rows, netwerk__gestopt_op=None)
    for lid in members.select_related("netwerk"):
        networks.setdefault(lid.sleutelfiguur_id, []).append(lid.netwerk)

    def words(row):
        if kind := grondslag.toestemming_herinnering(row.toestemming_tot, today):
            tekst = (
                "Een toestemming is afgelopen. Vraag om verlenging, anders wordt alles vanzelf gewist."
                if kind == "voorbij"
                else "Een toestemming loopt af. Vraag of je de gegevens mag blijven gebruiken."
            )
            asked = (
                here.all_of(row.team_id, keepers.get(row.pk, [row.vastgelegd_door_id]))
                or {wie for netwerk in networks.get(row.pk, []) for wie in here.first_of(netwerk)}
                or here.chefs.get(row.team_id, [])
            )
            for wie in asked:
                yield wie, f"toestemming:{row.pk}:{row.toestemming_tot}:{kind}", tekst, row

    return rows, words


def _signals(today, here):
    rows = Signaal.objects.actueel(today).filter(loopt_af_op__lte=today + BIJNA_AF).select_related("netwerk")

    def words(row):
        asked = (
            here.first_of(row.netwerk)
            if row.netwerk_id
            else here.all_of(row.team_id, [row.gemeld_door_id]) or here.chefs.get(row.team_id, [])
        )
        for wie in asked:
            tekst = "Een signaal loopt af. Speelt het nog?"
            yield wie, f"signaal:{row.pk}:loopt-af:{row.loopt_af_op}", tekst, row

    return rows, words


def _rounds(today, here):
    """A call round that is over without a report: who began it writes it."""
    since = today - timedelta(days=14)

    def words(row):
        asked = here.all_of(row.team_id, [row.begonnen_door_id]) or here.chefs.get(row.team_id, [])
        for wie in asked:
            yield (
                wie,
                f"belronde:{row.pk}:verslag",
                "Een belronde is voorbij. Schrijf op wat jullie hoorden.",
                row,
            )

    return Belronde.objects.zonder_verslag().filter(begonnen_op__gte=lokaal(since)), words


def check(now):
    """Consent that ran out long ago must be gone."""
    today = timezone.localdate(now)
    left = Sleutelfiguur.objects.filter(
        gewist_op=None, toestemming_tot__lt=today - grondslag.WACHT_MET_WISSEN - timedelta(days=1)
    ).exists()
    yield Onderdeel(
        "wissen",
        not left,
        "Iemand van wie de toestemming is afgelopen is nog niet gewist. Draaien worker en beat?"
        if left
        else "Wat niet bewaard mag blijven, is gewist.",
    )
