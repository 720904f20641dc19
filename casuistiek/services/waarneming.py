"""Replacing an absent regisseur: confirming, saying no, taking over, appointing, undoing."""

from django.db import transaction

from notificaties.services import lapse
from regels.begrippen import Fase, eis
from regels.regie import (
    mag_bewerken,
    mag_ongedaan,
    mag_overnemen,
    mag_uitsluiting_omdraaien,
    mag_waarnemer_aanwijzen,
    mag_waarneming_beantwoorden,
)

from ..models import Aanwijzing, Uitsluiting, Waarneming
from ..queries import stand_of, utc
from .basis import happened, lock_at, tell, tell_escalatiefunctie
from .settle import can_be_asked, settle


@transaction.atomic
def answer_waarneming(*, casus, by, antwoord, moment=None):
    """The waarnemer confirms, or says "kan niet": then the chain goes on and the escalatiefunctie hears it (C6)."""
    casus, moment = lock_at(casus, moment)
    stand = stand_of(casus, moment)
    here = stand.aan_zet.is_waarnemer and stand.aan_zet.medewerker == by.pk
    eis(mag_waarneming_beantwoorden(neemt_waar=here))
    Waarneming.objects.create(casus=casus, medewerker=by, antwoord=antwoord, op=moment)
    lapse(casus, prefix=f"casus:{casus.pk}:bevestig:{by.pk}:")
    if antwoord == Waarneming.Antwoord.JA:
        happened(
            casus, "waarneming", f"{by.naam} neemt waar.", moment=moment, by=by, event="waarneming.confirmed"
        )
        return settle(casus, moment=moment, by=by)
    for aanwijzing in casus.aanwijzingen.filter(medewerker=by, ingetrokken_op=None):
        if aanwijzing.tot is None or utc(aanwijzing.tot) > moment:  # an aanwijzing would hide the answer (11)
            aanwijzing.tot = max(moment, utc(aanwijzing.van))
            aanwijzing.save(update_fields=["tot"])
    happened(
        casus,
        "waarneming",
        f"{by.naam} kan niet waarnemen.",
        moment=moment,
        by=by,
        event="waarneming.refused",
    )
    stand = settle(casus, moment=moment, by=by)
    tell_escalatiefunctie(
        casus,
        stand,
        f"kan-niet:{by.pk}:{int(moment.timestamp())}",
        "Een waarnemer zei dat het niet kan. De keten gaat verder. Kijk of dat goed gaat.",
        niet=[by.pk],
    )
    return stand


def _aanwijzing(casus, *, medewerker, by, stand):
    """An aanwijzing from now, by default until the end of the regisseur's absence."""
    absence = stand.team.afwezigheid(stand.feiten.regisseur, stand.moment) if stand.feiten.regisseur else None
    return Aanwijzing.objects.create(
        casus=casus,
        medewerker=medewerker,
        door=by,
        van=stand.moment,
        tot_terugkeer=absence is not None,
        gemaakt_op=stand.moment,
    )


@transaction.atomic
def take_over(*, casus, by, moment=None):
    """ "Ik neem over": before the chain, until the regisseur is back; can be undone for 24 hours."""
    casus, moment = lock_at(casus, moment)
    stand = stand_of(casus, moment)
    bezwaar = can_be_asked(stand, by.pk)
    eis(
        mag_overnemen(
            fase=Fase(casus.fase),
            geplaatst=stand.team.is_geplaatst(by.pk, moment),
            uitgesloten=stand.feiten.is_uitgesloten(by.pk, moment),
            is_aan_zet=stand.aan_zet.medewerker == by.pk,
            bezwaar=bezwaar,
        )
    )
    _aanwijzing(casus, medewerker=by, by=by, stand=stand)
    happened(casus, "waarneming", f"{by.naam} neemt over.", moment=moment, by=by, event="aanwijzing.taken")
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def appoint_waarnemer(*, casus, by, medewerker, reden, moment=None):
    """The escalatiefunctie appoints a waarnemer; the formal regisseur stays."""
    casus, moment = lock_at(casus, moment)
    stand = stand_of(casus, moment)
    eis(
        mag_waarnemer_aanwijzen(
            fase=Fase(casus.fase),
            kan=can_be_asked(stand, medewerker.pk),
            is_regisseur=medewerker.pk == stand.feiten.regisseur,
            reden=reden,
        )
    )
    row = _aanwijzing(casus, medewerker=medewerker, by=by, stand=stand)
    happened(
        casus,
        "waarneming",
        f"{by.naam} wees {medewerker.naam} aan als waarnemer: {reden.strip()}",
        moment=moment,
        by=by,
        event="aanwijzing.appointed",
    )
    stand = settle(casus, moment=moment, by=by)
    tell(
        casus,
        [medewerker.pk],
        f"aangewezen:{row.pk}",
        "Je bent aangewezen als waarnemer voor een casus.",
        moment=moment,
    )
    return stand


@transaction.atomic
def undo_aanwijzing(*, aanwijzing, by, moment=None):
    """Undo an aanwijzing within 24 hours."""
    casus, moment = lock_at(aanwijzing.casus, moment)
    row = Aanwijzing.objects.get(pk=aanwijzing.pk)
    eis(
        mag_ongedaan(
            gemaakt_op=utc(row.gemaakt_op), moment=moment, ingetrokken=row.ingetrokken_op is not None
        )
    )
    row.ingetrokken_op = moment
    row.save(update_fields=["ingetrokken_op"])
    happened(
        casus,
        "waarneming",
        "Het overnemen is ongedaan gemaakt.",
        moment=moment,
        by=by,
        event="aanwijzing.undone",
    )
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def exclude_medewerker(*, casus, medewerker, by, moment=None):
    """The teamchef keeps somebody out of the regie of this casus, or (again) lets them in. No reason is kept.

    Raises RegelOvertreden when who is excluded would let oneself in.
    """
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    running = Uitsluiting.objects.filter(casus=casus, medewerker=medewerker, tot=None).first()
    eis(mag_uitsluiting_omdraaien(is_zelf=medewerker.pk == by.pk, is_uitgesloten=running is not None))
    if running is not None:
        running.tot = moment
        running.save(update_fields=["tot"])
        tekst = f"{medewerker.naam} is niet meer uitgesloten van deze casus."
    else:
        Uitsluiting.objects.create(casus=casus, medewerker=medewerker, door=by, van=moment)
        tekst = f"{medewerker.naam} is uitgesloten van deze casus."
    happened(casus, "regie", tekst, moment=moment, by=by, event="uitsluiting.changed")
    return settle(casus, moment=moment, by=by)
