"""Partners, who asked whom, and colleagues who do a part (C9, C21)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from regels.begrippen import Fase, RegelOvertreden, eis
from regels.regie import mag_bewerken

from ..models import Betrokkene, Casus, Casuspartner, Debriefing, Partnervraag, Regietaak, Shopvraag
from ..queries import stand_of
from .basis import happened, lock_all, lock_at, tell


@transaction.atomic
def voeg_partner_toe(*, casus, by, organisatie, contactpersoon=None, collega=None, rol="", moment=None):
    """Put a partner on the casus, or change who is the contact there and which colleague has it."""
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    organisatie.refresh_from_db(fields=["opgegaan_in"])  # merged while we waited for the lock
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
def partnervraag(*, team, by, organisatie, gebied=None):
    """A partner asked somebody for whom the casus may not exist. Says and costs the same whether there is one or not.

    The next tick gives each open casus with this partner in this gebied a line in its shop-log.
    """
    row = Partnervraag.objects.create(team=team, organisatie=organisatie, gebied=gebied, gevraagd_aan=by)
    record(event="partner.question", by=by, subject=row)
    return row


def write_partnervragen(moment):
    """Tick: put what partners asked in the shop-log of their casussen, so that each regisseur calls back."""
    for vraag in Partnervraag.objects.filter(verwerkt_op=None).select_related("gevraagd_aan", "organisatie"):
        with transaction.atomic():
            row = Partnervraag.objects.select_for_update(of=("self",), no_key=True).get(pk=vraag.pk)
            if row.verwerkt_op is not None:
                continue
            row.verwerkt_op = moment
            row.save(update_fields=["verwerkt_op"])
            # All locks first, in one order, before the first row in the logboek.
            for casus in lock_all(hidden_with_partner(vraag)):
                casus, now = lock_at(casus, moment)
                stand = stand_of(casus, now)
                _shop(casus, stand, by=vraag.gevraagd_aan, organisatie=vraag.organisatie, moment=now)


def with_partner(team, organisatie, gebied=None):
    """Open casussen of the team with this partner on it (and this gebied, when given)."""
    pks = Casuspartner.objects.filter(organisatie=organisatie, gestopt_op=None).values("casus")
    found = Casus.objects.open().filter(team=team, pk__in=pks)
    return found.filter(casusgebieden__gebied=gebied) if gebied is not None else found


def hidden_with_partner(vraag):
    """The casussen a question may be about that do not exist for who was asked. Without a gebied that says too
    little: a gemeente has a part in nearly all. Of what does exist for them the asked person logs it there.
    """
    if vraag.gebied_id is None:
        return Casus.objects.none()
    own = Casus.objects.visible_to(vraag.gevraagd_aan).values("pk")
    return with_partner(vraag.team_id, vraag.organisatie, vraag.gebied_id).exclude(pk__in=own)


def merge_partners(weg, blijft):
    """Part of merging two organisaties: casussen with both keep one row, the other ends (O10)."""
    rows = Casuspartner.objects.filter(organisatie=weg, gestopt_op=None)
    now = timezone.now()
    for casus in lock_all(Casus.objects.filter(pk__in=rows.values("casus"))):
        row = rows.get(casus=casus)
        other = casus.partners.filter(organisatie=blijft, gestopt_op=None).first()
        if other is None:
            continue
        for name in ("contactpersoon", "collega", "rol", "verteld_op"):
            if not getattr(other, name):
                setattr(other, name, getattr(row, name))
        other.save()
        row.gestopt_op = now
        row.save(update_fields=["gestopt_op"])
    Casuspartner.objects.filter(organisatie=weg).update(organisatie=blijft)
    Shopvraag.objects.filter(organisatie=weg).update(organisatie=blijft)
    Partnervraag.objects.filter(organisatie=weg).update(organisatie=blijft)


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
