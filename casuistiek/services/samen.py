"""Partners, who asked whom, and colleagues who do a part (C9, C21)."""

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.storingen import each
from regels.begrippen import Fase, Grond, eis
from regels.partner import hoort_bij_team, werkt_bij
from regels.regie import is_geweest, mag_bewerken, mag_partner_weghalen, mag_partners_vertellen
from regels.vervanging import voorstel

from ..models import Betrokkene, Casus, Casuspartner, Debriefing, Partnervraag, Regietaak, Shopvraag
from ..queries import proposal_facts, stand_of, utc
from .basis import case_number, happened, lock_all, lock_at, tell


@transaction.atomic
def add_partner(*, casus, by, organisatie, contactpersoon=None, collega=None, rol="", moment=None):
    """Put a partner on the casus, or change who is the contact there and which colleague has it."""
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    organisatie.refresh_from_db(fields=["opgegaan_in"])  # merged while we waited for the lock
    eis(
        hoort_bij_team(
            zelfde_team=organisatie.team_id == casus.team_id,
            samengevoegd=organisatie.opgegaan_in_id is not None,
        )
    )
    if contactpersoon is not None:
        same = contactpersoon.organisatie_id == organisatie.pk
        eis(werkt_bij(zelfde_partner=same, naam=contactpersoon.naam, partner=organisatie.naam))
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
def remove_partner(*, partner, by, moment=None):
    """The partner has no part in the casus any more; what they did stays on the timeline."""
    casus, moment = lock_at(partner.casus, moment)
    row = Casuspartner.objects.select_related("organisatie").get(pk=partner.pk)
    eis(mag_partner_weghalen(gestopt=row.gestopt_op is not None))
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
def tell_partners(*, casus, by, moment=None):
    """The partners were told who has regie (with the text to copy): dated, so that a new regisseur shows as untold."""
    casus, moment = lock_at(casus, moment)
    told = casus.partners.filter(gestopt_op=None).update(verteld_op=moment)
    eis(mag_partners_vertellen(partners=told))
    happened(
        casus, "partner", "De partners weten wie de regie heeft.", moment=moment, by=by, event="partner.told"
    )


@transaction.atomic
def log_shopvraag(*, casus, by, organisatie, moment=None):
    """A partner asked `by` about this casus: referred to who is aan zet, and the regisseur sees it (C9)."""
    casus, moment = lock_at(casus, moment)
    stand = stand_of(casus, moment)
    return _shop(casus, stand, by=by, organisatie=organisatie, naar=stand.aan_zet.medewerker, moment=moment)


def _shop(casus, stand, *, by, organisatie, naar, moment):
    """A line in the shop-log: who was asked, and to whom they really referred (None: to nobody)."""
    row = Shopvraag.objects.create(
        casus=casus, organisatie=organisatie, gevraagd_aan=by, verwezen_naar_id=naar, moment=moment
    )
    wie = f"verwees naar {stand.team.naam(naar)}" if naar else "kon naar niemand verwijzen"
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
        {stand.aan_zet.medewerker, stand.feiten.regisseur} - {None, by.pk},
        f"shop:{row.pk}",
        "Een partner vroeg een ander dan de regisseur. Bel de partner.",
        moment=moment,
    )
    return row


@transaction.atomic
def refer_partner(*, team, by, organisatie, gebied=None, nummer="", moment=None):
    """A partner asked somebody for whom the casus may not exist; the row says whom to refer to (None: nobody is there).

    Says and costs much the same whether there is a casus or not. The next tick gives the casus it is about a line in
    its shop-log, with the referral that was made.
    """
    moment = utc(moment or timezone.now())
    nummer = case_number(nummer)
    row = Partnervraag.objects.create(
        team=team,
        organisatie=organisatie,
        gebied=gebied,
        nummer=nummer,
        gevraagd_aan=by,
        verwezen_naar_id=_contact_for(team, organisatie, gebied, nummer, moment),
        moment=moment,
    )
    record(event="partner.question", by=by, subject=row)
    return row


def _contact_for(team, organisatie, gebied, nummer, moment):
    """Whom a partner should call: who is aan zet for the casus whose number they name and have a part in, else the first
    of the gebied who is there. Of a vertrouwelijke casus nothing shows: that number answers as an unknown one does.
    """
    named = with_partner(team, organisatie).filter(nummer=nummer, vertrouwelijk=False).first()
    if named is not None and (wie := stand_of(named, moment).aan_zet.medewerker):
        return wie
    feiten, facts = proposal_facts(
        team_id=team.pk,
        gebieden=[gebied] if gebied else [],
        portefeuilles=[],
        grond=Grond.GEBIED if gebied else Grond.ESCALATIE,
        moment=moment,
    )
    return voorstel(feiten, None, moment, facts).medewerker


def write_partnervragen(moment):
    """Tick: put what partners asked in the shop-log of the casus it was about, so that the regisseur calls back."""
    waiting = Partnervraag.objects.filter(verwerkt_op=None).select_related("gevraagd_aan", "organisatie")
    each("casuistiek.partnervraag", waiting, lambda vraag: _write_partnervraag(vraag, moment), moment=moment)


def _write_partnervraag(vraag, moment):
    row = Partnervraag.objects.select_for_update(of=("self",), no_key=True).get(pk=vraag.pk)
    if row.verwerkt_op is not None:
        return
    row.verwerkt_op = moment
    row.save(update_fields=["verwerkt_op"])
    # All locks first, in one order, before the first row in the logboek.
    for casus in lock_all(_asked_about(vraag)):
        casus, now = lock_at(casus, moment)
        _shop(
            casus,
            stand_of(casus, now),
            by=vraag.gevraagd_aan,
            organisatie=vraag.organisatie,
            naar=vraag.verwezen_naar_id,
            moment=now,
        )


def with_partner(team, organisatie, gebied=None):
    """Open casussen of the team with this partner on it (and this gebied, when given)."""
    pks = Casuspartner.objects.filter(organisatie=organisatie, gestopt_op=None).values("casus")
    found = Casus.objects.open().filter(team=team, pk__in=pks)
    return found.filter(casusgebieden__gebied=gebied) if gebied is not None else found


def _asked_about(vraag):
    """The casus a question was about, when that is sure: the number was named, or only one casus fits it.

    Of a guess nothing is written: a log of referrals that were never made sends regisseurs to the telephone for nothing.
    What does exist for who was asked, they log there themselves.
    """
    if vraag.nummer is not None:
        return Casus.objects.open().filter(team=vraag.team_id, nummer=vraag.nummer)
    if vraag.gebied_id is None:
        return Casus.objects.none()
    own = Casus.objects.visible_to(vraag.gevraagd_aan).values("pk")
    fits = with_partner(vraag.team_id, vraag.organisatie, vraag.gebied_id)
    pks = list(fits.values_list("pk", flat=True)[:2])
    return fits.filter(pk__in=pks).exclude(pk__in=own) if len(pks) == 1 else Casus.objects.none()


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
    eis(is_geweest(wanneer=wanneer, moment=moment))
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
def tick_regietaak(*, casus, by, nummer, titel, moment=None):
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
