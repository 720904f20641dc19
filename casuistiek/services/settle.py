"""Bringing a casus up to date with a moment: what has lapsed, who is asked next, who is aan zet, who must hear.

Every service ends with `settle`, and so does every tick: a change that time brings takes the same road as
one that a person makes. It may run twice, late, or for a moment that was missed.
"""

from notificaties.services import lapse
from regels.escalatie import regisseur_gaat_weg, termijn
from regels.keten import Plek
from regels.tijd import moment_in_woorden
from regels.vervanging import bezwaar_tegen, vervalt, volgende_te_vragen

from ..models import Overdracht, Overdrachtronde
from ..queries import stand_of, utc
from .basis import happened, hears_gaps, tell, tell_escalatiefunctie
from .vastleggen import record_aan_zet

MAX_STEPS = 60  # a ronde asks nobody twice, so it ends long before


def settle(casus, *, moment, by=None, since=None):
    """Bring a locked casus up to date. Returns how it stands then.

    `since`: time went by unwatched from that moment on, so changes that came and went are written too.
    """
    for _ in range(MAX_STEPS):
        stand = stand_of(casus, moment)
        if not (_lapse(stand) or _open_needed(stand) or _ask_next(stand)):
            break
    if record_aan_zet(stand, by=by, since=since):
        stand = stand_of(casus, moment)  # since when the waarnemer is aan zet decides on the term
        # Of who was aan zet before; below it is asked anew.
        lapse(casus, prefix=f"casus:{casus.pk}:bevestig:")
        if not stand.aan_zet.is_gat:
            lapse(casus, prefix=f"casus:{casus.pk}:gat:")
    _confirm(stand)
    _remind(stand)
    _tell_gap(stand)
    _tell_exhausted(stand)
    return stand


# --- the ronde --------------------------------------------------------------------------------------


def _open_ronde(casus):
    return casus.rondes.filter(gesloten_op=None).first()


def offer(ronde, *, aan, reden, stand, van=None, overgeslagen=()):
    """Ask somebody, within a ronde. Who is aan zet does not change until they accept."""
    casus = stand.casus
    row = ronde.overdrachten.create(
        van=van,
        aan_id=aan,
        reden=reden[:400],
        overgeslagen=[
            {"wie": stap.plek.medewerker, "als": stap.plek.als, "bezwaar": stap.bezwaar}
            for stap in overgeslagen
        ],
        aangeboden_op=stand.moment,
        uiterlijk=termijn(stand.feiten.ernst, stand.moment, stand.team),
    )
    happened(
        casus,
        "overdracht",
        f"{stand.team.naam(aan)} is gevraagd om de regie te nemen ({reden}). "
        f"Antwoord voor {moment_in_woorden(row.uiterlijk)}.",
        moment=stand.moment,
        by=van,
        event="overdracht.offered",
    )
    tell(
        casus,
        [aan],
        f"overdracht:{row.pk}:gevraagd",
        "Je bent gevraagd om regie te nemen. Kijk en antwoord.",
        url=row.get_absolute_url(),
        vraagt=f"regie gevraagd:{row.pk}",
        dringend=stand.feiten.ernst == "kritiek",
        moment=stand.moment,
    )
    return row


def _lapse(stand):
    """End an open offer whose time is over, or whose person is not there any more."""
    reden = vervalt(stand.feiten, stand.moment, stand.team)
    if not reden:
        return False
    row = Overdracht.objects.select_related("ronde").get(
        ronde__casus=stand.casus, ronde__gesloten_op=None, besloten_op=None
    )
    termijn_voorbij = utc(row.uiterlijk) <= stand.moment
    row.status = Overdracht.Status.VERLOPEN
    row.besloten_op = stand.moment
    row.over_termijn = termijn_voorbij
    row.save(update_fields=["status", "besloten_op", "over_termijn"])
    happened(
        stand.casus,
        "overdracht",
        f"De vraag aan {stand.team.naam(row.aan_id)} is vervallen: {reden}.",
        moment=utc(row.uiterlijk) if termijn_voorbij else stand.moment,
        vastgelegd_op=stand.moment,
        event="overdracht.lapsed",
    )
    if row.ronde.alleen:
        row.ronde.gesloten_op = stand.moment
        row.ronde.save(update_fields=["gesloten_op"])
        tell(
            stand.casus,
            [row.van_id],
            f"overdracht:{row.pk}:niet-aanvaard",
            "Je aanbod van de regie is niet aanvaard. De regie blijft bij jou.",
            moment=stand.moment,
        )
    else:
        tell_escalatiefunctie(
            stand.casus,
            stand,
            f"overdracht:{row.pk}:verlopen",
            "Een overdracht is niet beantwoord. De volgende wordt gevraagd. Kijk of dat goed gaat.",
            niet=[row.aan_id],
            dringend=True,
        )
    return True


def _open_needed(stand):
    """Open a ronde as soon as it is known that the formal regisseur goes."""
    reden = regisseur_gaat_weg(stand.feiten, stand.moment, stand.team)
    if not reden or stand.feiten.ronde is not None:
        return False
    casus = stand.casus
    if casus.rondes.filter(aanleiding="weg", waarom=reden, geopend_op__gte=stand.feiten.regie_van).exists():
        return False  # withdrawn by somebody who saw this reason
    Overdrachtronde.objects.create(
        casus=casus,
        waarom=reden,
        grond=stand.feiten.grond,
        aanleiding=Overdrachtronde.Aanleiding.WEG,
        geopend_op=stand.moment,
    )
    happened(
        casus,
        "overdracht",
        f"Er is een nieuwe regisseur nodig: {reden}.",
        moment=stand.moment,
        event="ronde.opened",
    )
    return True


def _ask_next(stand):
    """Ask the next in the chain when a ronde is open and nobody is asked."""
    ronde = _open_ronde(stand.casus)
    if ronde is None or ronde.alleen or stand.feiten.ronde.nu_gevraagd is not None:
        return False
    gevonden = volgende_te_vragen(stand.feiten, stand.moment, stand.team)
    if gevonden.medewerker is None:
        return False
    offer(
        ronde,
        aan=gevonden.medewerker,
        reden=gevonden.reden,
        stand=stand,
        overgeslagen=gevonden.overgeslagen,
    )
    return True


# --- what people must hear ----------------------------------------------------------------------------


def _confirm(stand):
    """Ask the waarnemer to confirm; past the term the escalatiefunctie hears (Waarneming)."""
    asked = stand.te_bevestigen
    if asked is None:
        return
    vraag, _ = stand.casus.bevestigvragen.get_or_create(
        medewerker_id=asked.medewerker, sinds=asked.sinds, defaults={"uiterlijk": asked.uiterlijk}
    )
    key = f"bevestig:{asked.medewerker}:{vraag.pk}"
    tell(
        stand.casus,
        [asked.medewerker],
        key,
        "Je neemt waar voor een casus. Bevestig dat je het doet, of zeg dat het niet kan.",
        moment=stand.moment,
        dringend=stand.feiten.ernst == "kritiek",
    )
    if asked.uiterlijk <= stand.moment:
        tell_escalatiefunctie(
            stand.casus,
            stand,
            key + ":over",
            "Een waarneming is niet bevestigd. Bel de waarnemer, of wijs een ander aan.",
            niet=[asked.medewerker],
            dringend=True,
        )


def _remind(stand):
    """Remind whoever is asked, halfway the term (H1)."""
    ronde = stand.feiten.ronde
    if ronde is None or ronde.halverwege is None or stand.moment < ronde.halverwege:
        return
    row = Overdracht.objects.get(ronde__casus=stand.casus, ronde__gesloten_op=None, besloten_op=None)
    tell(
        stand.casus,
        [row.aan_id],
        f"overdracht:{row.pk}:herinnering",
        "Iemand wacht op je antwoord over de regie. De helft van de tijd is om.",
        url=row.get_absolute_url(),
        vraagt=f"regie gevraagd:{row.pk}",
        moment=stand.moment,
    )


def _tell_gap(stand):
    if not stand.casus.is_open or not stand.aan_zet.is_gat:
        return
    tell(
        stand.casus,
        hears_gaps(stand.casus, stand),
        f"gat:{int(utc(stand.casus.vastgelegd_sinds).timestamp())}",
        "Voor een casus is niemand aan zet. Kijk wie het kan doen.",
        dringend=True,
        moment=stand.moment,
    )


def _tell_exhausted(stand):
    """Everybody in the chain was asked: that is told too, and the casus is red (2)."""
    ronde = stand.casus.rondes.filter(gesloten_op=None).first()
    if ronde is None or ronde.alleen or stand.feiten.ronde.nu_gevraagd is not None:
        return
    tell(
        stand.casus,
        [*hears_gaps(stand.casus, stand), ronde.geopend_door_id],
        f"uitgeput:{ronde.pk}:{ronde.overdrachten.count()}",
        "Voor een casus kan niemand meer gevraagd worden. Wijs iemand aan.",
        dringend=True,
        moment=stand.moment,
    )


def can_be_asked(stand, medewerker_id):
    """The objection against asking this person now, or empty; also for somebody outside the chain."""
    return bezwaar_tegen(Plek(medewerker_id, "", rang="eerst"), stand.feiten, stand.moment, stand.team)
