"""Break-glass: in need, with a reason, told at once and reviewed afterwards (C15)."""

from datetime import timedelta

from django.db import transaction

from logboek.services import record
from regels.begrippen import Functie, RegelOvertreden, eis
from regels.regie import mag_beoordelen

from ..models import Casus, Noodtoegang
from ..queries import stand_of
from .basis import happened, lock_at, now_or, placed, tell

DUUR = timedelta(hours=24)
KORTSTE_REDEN = 10


@transaction.atomic
def open_noodtoegang(*, team, by, referentie, reden, moment=None):
    """Open the casus with this reference for a day; None when there is none. Either way the reason is recorded first.

    The regisseur, who is aan zet and the teamchef hear it at once. Raises RegelOvertreden without a real reason.
    """
    if len(reden.strip()) < KORTSTE_REDEN:
        raise RegelOvertreden("Schrijf op waarom je nu bij deze casus moet, in minstens tien tekens.")
    nummer = referentie.strip().upper().removeprefix("C-")
    casus = None
    if nummer.isascii() and nummer.isdigit() and len(nummer) < 10:
        casus = Casus.objects.filter(team=team, nummer=int(nummer)).first()
    if casus is None:
        record(
            event="noodtoegang.asked", by=by, team=team.pk, reden=reden.strip()[:200], uitkomst="geweigerd"
        )
        return None
    casus, moment = lock_at(casus, now_or(moment))
    row = Noodtoegang.objects.create(
        casus=casus, medewerker=by, reden=reden.strip(), van=moment, tot=moment + DUUR
    )
    tekst = f"{by.naam} opende de casus met noodtoegang: {row.reden}"
    happened(casus, "inhoud", tekst, moment=moment, by=by, event="noodtoegang.opened")
    stand = stand_of(casus, moment)
    hears = {stand.aan_zet.medewerker, stand.feiten.regisseur, *placed(casus.team_id, [Functie.TEAMCHEF])}
    tell(
        casus,
        hears - {None, by.pk},
        f"nood:{row.pk}",
        "Een collega opende een casus met noodtoegang.",
        dringend=True,
        moment=moment,
    )
    return row


@transaction.atomic
def beoordeel_noodtoegang(*, noodtoegang, by, oordeel, moment=None):
    """The teamchef says whether it was right. Turned down, the access ends at once."""
    casus, moment = lock_at(noodtoegang.casus, moment)
    row = Noodtoegang.objects.select_related("medewerker").get(pk=noodtoegang.pk)
    eis(mag_beoordelen(door=by.pk, opende=row.medewerker_id, beoordeeld=bool(row.oordeel)))
    row.oordeel, row.beoordeeld_op, row.beoordeeld_door = oordeel, moment, by
    if oordeel == Noodtoegang.Oordeel.ONTERECHT:
        row.tot = min(row.tot, moment)
    row.save()
    tekst = f"De noodtoegang van {row.medewerker.naam} is beoordeeld: {row.get_oordeel_display()}."
    happened(casus, "inhoud", tekst, moment=moment, by=by, event="noodtoegang.judged")
    return row
