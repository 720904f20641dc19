"""What time brings to networks: silence, no plan, promises not kept, consent and signals that run out (H1)."""

from datetime import timedelta

from django.utils import timezone

from notificaties.hartslag import Onderdeel, once_a_day
from notificaties.services import notify_each
from organisatie.models import Afwezigheid, Plaatsing, Team
from organisatie.queries import instelling_van
from regels import grondslag
from regels import netwerk as regels
from regels.escalatie import actiepunt_herinnering
from regels.signaal import BIJNA_AF

from ..models import Afspraak, Netwerk, Relatie, Signaal, Sleutelfiguur, Wissing
from ..queries import feiten_van, maten_van
from .netwerken import hand_on_trekkers, sync_reeks
from .wissen import erase

EERSTE_UUR = 7
ZELDEN = 4  # weeks between two words about the same silence


def tick(moment=None):
    """Remind who acts now; erase what may not be kept any longer. Runs every minute; the work is done once a day, from seven.

    Nobody absent at this moment is reminded now: the next day comes soon enough, for none of this is of the hour.
    """
    moment = moment or timezone.now()
    with once_a_day("bondgenoten.dag", moment, uur=EERSTE_UUR) as due:
        if due:
            _daily(moment)


def _daily(moment):
    today = timezone.localdate(moment)
    for row in Sleutelfiguur.objects.filter(
        gewist_op=None, toestemming_tot__lt=today - grondslag.WACHT_MET_WISSEN
    ):
        erase(sleutelfiguur=row, by=None, reden=Wissing.Reden.AFGELOPEN)
    for team in Team.objects.filter(netwerken__gestopt_op=None).distinct():
        hand_on_trekkers(team)
    for netwerk in Netwerk.objects.lopend().exclude(reeks=None).select_related("reeks"):
        sync_reeks(netwerk)  # who joined or left on this day
    absent = set(
        Afwezigheid.objects.filter(ingetrokken_op=None).op(moment).values_list("medewerker", flat=True)
    )
    placed = set(Plaatsing.objects.op(today).values_list("medewerker", "team"))

    def here(rows):
        return (
            (wie, key, tekst, row)
            for wie, key, tekst, row in rows
            if wie not in absent and (wie, row.team_id) in placed
        )

    notify_each(here(_networks(today)), moment=moment)
    notify_each(here(_promises(today)), moment=moment)
    notify_each(here(_consent(today)), moment=moment)
    notify_each(here(_signals(today)), moment=moment)


def _networks(today):
    """A network without contact, one that is not planned while it is time, and people whom nobody keeps contact with."""
    period = today.toordinal() // (7 * ZELDEN)
    by_team = {}
    for row in Netwerk.objects.lopend():
        by_team.setdefault(row.team_id, []).append(row)
    for team, rows in by_team.items():
        maten = maten_van(instelling_van(team, today))
        for pk, feiten in feiten_van(rows, today).items():
            row = next(item for item in rows if item.pk == pk)
            if regels.is_stil(feiten.laatste_contact, feiten.begonnen, maten, today):
                tekst = "In een netwerk van jou is lang geen contact geweest. Wie spreek je deze week?"
                yield row.trekker_id, f"netwerk:{pk}:stil:{period}", tekst, row
            if feiten.zonder_houder:
                tekst = "In een netwerk van jou heeft iemand geen vaste collega. Wie houdt contact?"
                yield row.trekker_id, f"netwerk:{pk}:houder:{period}", tekst, row
            if not row.is_eigen and feiten.volgende is None and _time_to_plan(feiten, maten, today):
                tekst = "Een netwerk van jou heeft geen bijeenkomst gepland. Kies een dag."
                yield row.trekker_id, f"netwerk:{pk}:plannen:{period}", tekst, row


def _time_to_plan(feiten, maten, today):
    """Half of the rhythm has gone by since the last bijeenkomst, or since the network began."""
    half = timedelta(days=365 // max(regels.keren_van(feiten, maten), 1) // 2)
    return today - (feiten.laatste or feiten.begonnen) >= half


def _promises(today):
    """Promises of others than colleagues: those have an actiepunt, with reminders of its own."""
    soon = today + timedelta(days=2)
    rows = Afspraak.objects.filter(
        actiepunt=None, nagekomen_op=None, voor__lte=soon, netwerk__gestopt_op=None
    ).select_related("netwerk")
    for row in rows:
        if kind := actiepunt_herinnering((row.voor - today).days):
            tekst = "Een afspraak met een netwerk vraagt aandacht: kijk of zij is nagekomen."
            yield row.netwerk.trekker_id, f"afspraak:{row.pk}:{row.voor}:{kind}", tekst, row


def _consent(today):
    """Asked of the relatiehouder and the deputy, so that one of them is there; of who wrote the person down when there is none."""
    rows = Sleutelfiguur.objects.filter(gewist_op=None, toestemming_tot__lte=today + grondslag.VRAAG_OP_TIJD)
    keepers = {}
    for pk, wie in (
        Relatie.objects.op(today).filter(sleutelfiguur__in=rows).values_list("sleutelfiguur", "medewerker")
    ):
        keepers.setdefault(pk, []).append(wie)
    for row in rows:
        if kind := grondslag.toestemming_herinnering(row.toestemming_tot, today):
            tekst = (
                "Een toestemming is afgelopen. Vraag om verlenging, anders wordt alles vanzelf gewist."
                if kind == "voorbij"
                else "Een toestemming loopt af. Vraag of je de gegevens mag blijven gebruiken."
            )
            for wie in keepers.get(row.pk, [row.vastgelegd_door_id]):
                yield wie, f"toestemming:{row.pk}:{row.toestemming_tot}:{kind}", tekst, row


def _signals(today):
    rows = Signaal.objects.actueel(today).filter(loopt_af_op__lte=today + BIJNA_AF).select_related("netwerk")
    for row in rows:
        wie = row.netwerk.trekker_id if row.netwerk_id else row.gemeld_door_id
        yield (
            wie,
            f"signaal:{row.pk}:loopt-af:{row.loopt_af_op}",
            "Een signaal loopt af. Speelt het nog?",
            row,
        )


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
