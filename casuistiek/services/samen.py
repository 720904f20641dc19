"""Partners, who asked whom, and colleagues who do a part (C9, C21)."""

from django.db import transaction
from django.db.models import Q

from logboek.services import record
from regels.begrippen import Fase, RegelOvertreden, eis
from regels.regie import mag_bewerken

from ..models import Betrokkene, Casus, Casuspartner, Debriefing, Regietaak, Shopvraag
from ..queries import stand_of
from .basis import happened, lock_at, tell


@transaction.atomic
def voeg_partner_toe(*, casus, by, organisatie, contactpersoon=None, collega=None, rol="", moment=None):
    """Put a partner on the casus, or change who is the contact there and which colleague has it."""
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    if organisatie.team_id != casus.team_id or organisatie.opgegaan_in_id:
        raise RegelOvertreden("Deze partner staat niet (meer) in de lijst van het team.")
    if contactpersoon is not None and contactpersoon.organisatie_id != organisatie.pk:
        raise RegelOvertreden(f"{contactpersoon.naam} werkt niet bij {organisatie.naam}.")
    row, made = Casuspartner.objects.update_or_create(
        casus=casus,
        organisatie=organisatie,
        gestopt_op=None,
        defaults={"contactpersoon": contactpersoon, "collega": collega, "rol": rol.strip()},
    )
    wie = f", contact via {collega.naam}" if collega else ""
    tekst = f"{organisatie.naam} is {'erbij gekomen' if made else 'bijgewerkt'} als partner{wie}."
    happened(casus, "partner", tekst, moment=moment, by=by, event="partner.saved")
    if collega is not None and collega.pk != by.pk:
        Betrokkene.objects.get_or_create(casus=casus, medewerker=collega, defaults={"als": "betrokken"})
        tell(
            casus,
            [collega.pk],
            f"partner:{row.pk}:{collega.pk}",
            "Jij hebt het contact met een partner.",
            moment=moment,
        )
    return row


@transaction.atomic
def haal_partner_weg(*, partner, by, moment=None):
    """The partner has no part in the casus any more; what they did stays on the timeline."""
    casus, moment = lock_at(partner.casus, moment)
    row = Casuspartner.objects.select_related("organisatie").get(pk=partner.pk)
    if row.gestopt_op is not None:
        raise RegelOvertreden("Deze partner was al van de casus af.")
    row.gestopt_op = moment
    row.save(update_fields=["gestopt_op"])
    happened(
        casus,
        "partner",
        f"{row.organisatie.naam} doet niet meer mee.",
        moment=moment,
        by=by,
        event="partner.removed",
    )


@transaction.atomic
def vertel_partners(*, casus, by, moment=None):
    """The partners were told who has regie (with the text to copy): dated, so that a new regisseur shows as untold."""
    casus, moment = lock_at(casus, moment)
    told = casus.partners.filter(gestopt_op=None).update(verteld_op=moment)
    if not told:
        raise RegelOvertreden("Er staan nog geen partners bij deze casus.")
    happened(
        casus, "partner", "De partners weten wie de regie heeft.", moment=moment, by=by, event="partner.told"
    )


@transaction.atomic
def partner_vroeg(*, casus, by, organisatie, moment=None):
    """A partner asked `by` about this casus: referred to who is aan zet, and the regisseur sees it (C9)."""
    casus, moment = lock_at(casus, moment)
    stand = stand_of(casus, moment)
    return _shop(casus, stand, by=by, organisatie=organisatie, moment=moment)


def _shop(casus, stand, *, by, organisatie, moment):
    naar = stand.aan_zet.medewerker
    row = Shopvraag.objects.create(
        casus=casus, organisatie=organisatie, gevraagd_aan=by, verwezen_naar_id=naar, moment=moment
    )
    wie = f"verwees naar {stand.naam}" if naar else "kon naar niemand verwijzen: er is niemand aan zet"
    happened(
        casus,
        "partner",
        f"{organisatie.naam} vroeg {by.naam}; die {wie}.",
        moment=moment,
        by=by,
        event="partner.asked",
    )
    tell(
        casus,
        {naar, stand.feiten.regisseur} - {None, by.pk},
        f"shop:{row.pk}",
        "Een partner vroeg een ander dan de regisseur. Bel de partner.",
        moment=moment,
    )
    return row


@transaction.atomic
def partnervraag(*, team, by, organisatie, gebied=None, moment=None):
    """A partner asked somebody for whom the casus may not exist. Returns nothing about any casus.

    Each open casus of the team with this partner (and this gebied, when given) gets a line in its shop-log, so
    that its regisseur calls back. What the asked person sees does not depend on whether there is one.
    """
    found = Casus.objects.open().filter(
        team=team, partners__organisatie=organisatie, partners__gestopt_op=None
    )
    if gebied is not None:
        found = found.filter(Q(casusgebieden__gebied=gebied))
    for casus in list(found.distinct().order_by("pk")):
        casus, now = lock_at(casus, moment)
        _shop(casus, stand_of(casus, now), by=by, organisatie=organisatie, moment=now)
    record(event="partner.question", by=by, team=team.pk)


def merge_partners(weg, blijft):
    """Part of merging two organisaties: casussen with both keep one row, the other ends (O10)."""
    both = Casuspartner.objects.filter(organisatie=blijft, gestopt_op=None).values("casus")
    kept = Casuspartner.objects.filter(organisatie=weg, gestopt_op=None, casus__in=both)
    for row in kept.select_related("casus"):
        row.gestopt_op = row.casus.geopend_op
        row.save(update_fields=["gestopt_op"])
    Casuspartner.objects.filter(organisatie=weg).update(organisatie=blijft)
    Shopvraag.objects.filter(organisatie=weg).update(organisatie=blijft)


@transaction.atomic
def debrief(*, casus, by, aanwezig, feiten, goed="", beter="", wanneer=None, moment=None):
    """What those who were there say right after the acute phase; it stands on the timeline at once (C21)."""
    casus, moment = lock_at(casus, moment)
    if wanneer is not None and wanneer > moment:
        raise RegelOvertreden("Dit moment is nog niet geweest.")
    row = Debriefing.objects.create(
        casus=casus,
        moment=wanneer or moment,
        vastgelegd_door=by,
        aanwezig=aanwezig.strip(),
        feiten=feiten.strip(),
        goed=goed.strip(),
        beter=beter.strip(),
    )
    happened(
        casus,
        "inhoud",
        f"Debriefing ({row.aanwezig}): {row.feiten}",
        moment=row.moment,
        vastgelegd_op=moment,
        by=by,
        event="debriefing.added",
        met_de_hand=True,
    )
    return row


@transaction.atomic
def vink_regietaak(*, casus, by, nummer, titel, moment=None):
    """Tick a task of regievoeren, or untick it; both stay on the timeline (C7)."""
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    done = Regietaak.objects.filter(casus=casus, nummer=nummer).first()
    if done is not None:
        done.delete()
        tekst = f"Weer open: {titel.lower()}."
    else:
        Regietaak.objects.create(casus=casus, nummer=nummer, gedaan_op=moment, gedaan_door=by)
        tekst = f"Gedaan: {titel.lower()}."
    happened(casus, "actie", tekst, moment=moment, by=by, event="regietaak.ticked")
