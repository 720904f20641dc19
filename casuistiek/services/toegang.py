"""Break-glass: in need, with a reason, told at once and reviewed afterwards (C15)."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from logboek.models import Logregel
from logboek.services import record
from notificaties.services import notify
from regels.begrippen import eis
from regels.functies import BESLIST
from regels.regie import mag_beoordelen, mag_noodtoegang

from ..models import Casus, Noodtoegang
from ..queries import stand_of
from .basis import case_number, happened, lock_at, now_or, placed, tell

DUUR = timedelta(hours=24)
VEEL_POGINGEN = 3
ASKED = "noodtoegang.asked"


def seen_already(*, team, by, referentie):
    """The casus with this reference when it exists for them anyway: then there is nothing to break."""
    nummer = case_number(referentie)
    found = Casus.objects.visible_to(by).filter(team=team, nummer=nummer) if nummer else Casus.objects.none()
    return found.first()


@transaction.atomic
def open_noodtoegang(*, team, by, referentie, reden, moment=None):
    """Open the casus with this reference for a day, to read; None when there is none, or when the teamchef turned
    this person down for it before. Either way it is recorded first that somebody asked; the logboek keeps no words,
    for nothing in it can be erased.

    The regisseur, who is aan zet and the teamchef hear it at once. Raises RegelOvertreden without a real reason.
    """
    eis(mag_noodtoegang(reden=reden))
    nummer = case_number(referentie)
    casus = Casus.objects.filter(team=team, nummer=nummer).first() if nummer else None
    if casus is None:
        vraag = f"C-{nummer}" if nummer else "onbekende referentie"
        record(event=ASKED, by=by, team=team.pk, reden=vraag[:200], uitkomst="geweigerd")
        _tell_about_misses(team, by)
        return None
    casus, moment = lock_at(casus, now_or(moment))
    if casus.noodtoegangen.filter(medewerker=by, oordeel=Noodtoegang.Oordeel.ONTERECHT).exists():
        record(event=ASKED, by=by, subject=casus, reden="eerder afgekeurd", uitkomst="geweigerd")
        key = f"nood:geweigerd:{by.pk}:{timezone.localdate(moment)}"
        tekst = "Een collega wilde weer met noodtoegang in een casus, na een afgekeurde keer."
        tell(casus, placed(casus.team_id, BESLIST), key, tekst, dringend=True, moment=moment)
        return None
    row = Noodtoegang.objects.create(
        casus=casus, medewerker=by, reden=reden.strip(), van=moment, tot=moment + DUUR
    )
    tekst = f"{by.naam} opende de casus met noodtoegang: {row.reden}"
    happened(casus, "toegang", tekst, moment=moment, by=by, event="noodtoegang.opened")
    stand = stand_of(casus, moment)
    hears = {stand.aan_zet.medewerker, stand.feiten.regisseur, *placed(casus.team_id, BESLIST)}
    tell(
        casus,
        hears - {None, by.pk},
        f"nood:{row.pk}",
        "Een collega opende een casus met noodtoegang.",
        dringend=True,
        moment=moment,
    )
    return row


def _tell_about_misses(team, by):
    """Somebody keeps trying numbers: the teamchef hears it, once a day."""
    today = timezone.localdate()
    misses = Logregel.objects.filter(actie=ASKED, actor=by.pk, keten=team.pk, moment__date=today).count()
    if misses >= VEEL_POGINGEN:
        notify(
            ontvangers=placed(team.pk, BESLIST),
            key=f"nood:pogingen:{by.pk}:{today}",
            tekst="Een collega probeerde vaak noodtoegang met nummers die er niet zijn.",
            url=reverse("organisatie:medewerker", args=[by.pk]),
            onderwerp=by,
            dringend=True,
        )


@transaction.atomic
def judge_noodtoegang(*, noodtoegang, by, oordeel, moment=None):
    """The teamchef says whether it was right. Turned down, the access ends at once."""
    casus, moment = lock_at(noodtoegang.casus, moment)
    row = Noodtoegang.objects.select_related("medewerker").get(pk=noodtoegang.pk)
    eis(mag_beoordelen(door=by.pk, opende=row.medewerker_id, beoordeeld=bool(row.oordeel)))
    row.oordeel, row.beoordeeld_op, row.beoordeeld_door = oordeel, moment, by
    if oordeel == Noodtoegang.Oordeel.ONTERECHT:
        row.tot = min(row.tot, moment)
    row.save()
    tekst = f"De noodtoegang van {row.medewerker.naam} is beoordeeld: {row.get_oordeel_display()}."
    happened(casus, "toegang", tekst, moment=moment, by=by, event="noodtoegang.judged")
    return row
