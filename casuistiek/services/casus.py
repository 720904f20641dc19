"""The casus itself: what it says, how serious it is, scaling up, ending and reopening."""

from django.db import transaction

from notificaties.services import lapse as lapse_notificaties
from organisatie.verbeteren import still_there
from regels.begrippen import ZONDER_REGIE, Ernst, Fase, eis, vers
from regels.escalatie import termijn_na_ernst
from regels.regie import (
    is_geweest,
    mag_afdoen,
    mag_afsluiten,
    mag_betrokkene_weghalen,
    mag_bewerken,
    mag_geen_regie_terugdraaien,
    mag_heropenen,
)

from ..models import AlsDan, Betrokkene, Overdracht, Overdrachtronde
from ..queries import stand_of, utc
from ..verhaal import VAST
from .basis import happened, involve, lock_at, set_places, tell, tell_escalatiefunctie
from .begin import grond_for
from .overdracht import open_ronde, withdraw_open
from .settle import settle


@transaction.atomic
def change_casus(*, casus, by, versie, gebieden, portefeuilles, moment=None, **inhoud):
    """Change the title, reference, gebieden and portefeuilles. The overdracht itself is locked once accepted (C1)."""
    casus, moment = lock_at(casus, moment)
    vers(versie, casus.versie)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    accepted = Overdracht.objects.filter(ronde__casus=casus, status=Overdracht.Status.AANVAARD).exists()
    changed = []
    for name, value in inhoud.items():
        if accepted and name in VAST:
            continue
        if getattr(casus, name) != value:
            setattr(casus, name, value)
            changed.append(casus._meta.get_field(name).verbose_name)
    old = (
        list(casus.casusgebieden.values_list("gebied", flat=True)),
        list(casus.casusportefeuilles.values_list("portefeuille", flat=True)),
    )
    if old != ([g.pk for g in gebieden], [p.pk for p in portefeuilles]):
        set_places(casus, gebieden, portefeuilles)
        changed.append("gebieden en portefeuilles")
        grond, waar_thuis = grond_for(casus.team_id, gebieden, portefeuilles)
        casus.waar_thuis = waar_thuis
        if casus.fase in ZONDER_REGIE:  # the grond of a running regie is fixed (8)
            casus.grond = grond
    casus.versie += 1
    casus.save()
    if changed:
        happened(
            casus, "inhoud", f"Gewijzigd: {', '.join(changed)}.", moment=moment, by=by, event="casus.changed"
        )
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def add_gebeurtenis(*, casus, by, tekst, wanneer=None, moment=None):
    """Add to the timeline by hand, also for an earlier moment; marked as an addition (C8)."""
    casus, moment = lock_at(casus, moment)
    eis(is_geweest(wanneer=utc(wanneer) if wanneer else None, moment=moment))
    return happened(
        casus,
        "inhoud",
        tekst.strip(),
        moment=wanneer or moment,
        vastgelegd_op=moment,
        by=by,
        event="gebeurtenis.added",
        met_de_hand=True,
    )


@transaction.atomic
def change_ernst(*, casus, by, ernst, moment=None):
    """Set the ernst; when it rises the running term gets shorter (10)."""
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    if ernst == casus.ernst:
        return stand_of(casus, moment)
    stand = stand_of(casus, moment)
    running = Overdracht.objects.filter(ronde__casus=casus, besloten_op=None).first()
    if running is not None:
        running.uiterlijk = termijn_na_ernst(
            Ernst(casus.ernst), Ernst(ernst), utc(running.uiterlijk), moment, stand.team
        )
        running.save(update_fields=["uiterlijk"])
    for vraag in casus.bevestigvragen.filter(uiterlijk__gt=moment):
        vraag.uiterlijk = termijn_na_ernst(
            Ernst(casus.ernst), Ernst(ernst), utc(vraag.uiterlijk), moment, stand.team
        )
        vraag.save(update_fields=["uiterlijk"])
    casus.ernst = ernst
    casus.versie += 1
    casus.save(update_fields=["ernst", "versie"])
    happened(casus, "inhoud", f"De ernst is nu {ernst}.", moment=moment, by=by, event="casus.ernst_changed")
    stand = settle(casus, moment=moment, by=by)
    if stand.aan_zet.medewerker not in (None, by.pk):
        key = f"ernst:{casus.versie}"
        tell(casus, [stand.aan_zet.medewerker], key, "De ernst van een casus is veranderd.", moment=moment)
    return stand


@transaction.atomic
def set_vertrouwelijk(*, casus, by, vertrouwelijk, moment=None):
    """Narrow who sees the casus to those involved, or widen it again (C15)."""
    casus, moment = lock_at(casus, moment)
    casus.vertrouwelijk = vertrouwelijk
    casus.versie += 1
    casus.save(update_fields=["vertrouwelijk", "versie"])
    tekst = "De casus is nu vertrouwelijk." if vertrouwelijk else "De casus is niet meer vertrouwelijk."
    involve(casus, [by.pk], Betrokkene.Als.BETROKKEN)
    happened(casus, "inhoud", tekst, moment=moment, by=by, event="casus.vertrouwelijk_changed")


@transaction.atomic
def add_betrokkene(*, casus, by, medewerker, als, taak="", moment=None):
    """Name a colleague on the casus; it exists for them from now on, and they hear it.

    `taak` is the part an uitvoerder does and watches (C21).
    """
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    Betrokkene.objects.update_or_create(
        casus=casus, medewerker=medewerker, defaults={"als": als, "taak": taak.strip()}
    )
    label = Betrokkene.Als(als).label + (f": {taak.strip()}" if taak.strip() else "")
    happened(casus, "inhoud", f"{medewerker.naam} {label}.", moment=moment, by=by, event="betrokkene.added")
    tell(
        casus,
        [medewerker.pk],
        f"betrokken:{medewerker.pk}:{int(moment.timestamp())}",
        "Je bent betrokken bij een casus.",
        moment=moment,
    )


@transaction.atomic
def remove_betrokkene(betrokkene, by, *, moment=None):
    """A colleague who was named by mistake, or is done: for them the casus is no more, unless they see it otherwise."""
    casus, moment = lock_at(betrokkene.casus, moment)
    row = still_there(Betrokkene.objects.filter(pk=betrokkene.pk).select_related("medewerker"))
    heard = casus.arbitrages.filter(besloten_op=None).exists()
    eis(
        mag_betrokkene_weghalen(
            fase=Fase(casus.fase), genoemd=row.als in Betrokkene.GENOEMD, wordt_gehoord=heard
        )
    )
    row.delete()
    tekst = f"{row.medewerker.naam} is niet meer betrokken."
    happened(casus, "inhoud", tekst, moment=moment, by=by, event="betrokkene.removed")


@transaction.atomic
def change_als_dan(als_dan, by, *, moment=None, **values):
    """Put an agreement for the next shift right while it is open."""
    casus, moment = lock_at(als_dan.casus, moment)
    row = AlsDan.objects.get(pk=als_dan.pk)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    eis(mag_afdoen(afgedaan=row.afgedaan_op is not None))
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    tekst = f"Aangepast: als {row.als}, dan {row.dan}."
    happened(casus, "inhoud", tekst, moment=moment, by=by, event="als_dan.changed")


@transaction.atomic
def add_als_dan(*, casus, by, als, dan, wie="", uiterlijk=None, moment=None):
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    AlsDan.objects.create(casus=casus, als=als, dan=dan, wie=wie, uiterlijk=uiterlijk, gemaakt_op=moment)
    happened(
        casus, "inhoud", f"Afgesproken: als {als}, dan {dan}.", moment=moment, by=by, event="als_dan.added"
    )


@transaction.atomic
def finish_als_dan(*, als_dan, by, moment=None):
    """What had to happen has been done, or is not needed any more."""
    casus, moment = lock_at(als_dan.casus, moment)
    row = AlsDan.objects.get(pk=als_dan.pk)
    eis(mag_afdoen(afgedaan=row.afgedaan_op is not None))
    row.afgedaan_op, row.afgedaan_door = moment, by
    row.save(update_fields=["afgedaan_op", "afgedaan_door"])
    happened(
        casus,
        "inhoud",
        f"Afgedaan: als {row.als}, dan {row.dan}.",
        moment=moment,
        by=by,
        event="als_dan.done",
    )


@transaction.atomic
def close_casus(*, casus, by, reden, versie=None, moment=None):
    """Close the casus with a reason. Without a regisseur this is "geen regie nodig", and the escalatiefunctie hears it.

    Nothing of it stays open: regie, ronde, offer, aanwijzing and reminders end (invariant 5).
    """
    casus, moment = lock_at(casus, moment)
    vers(versie, casus.versie)
    eis(mag_afsluiten(fase=Fase(casus.fase), reden=reden))
    zonder_regie = casus.fase in ZONDER_REGIE
    before = stand_of(casus, moment)
    lapse_notificaties(casus)  # first: who hears below that it is over must go on hearing it
    withdraw_open(casus, moment=moment)
    casus.regies.filter(tot=None).update(tot=moment)
    for aanwijzing in casus.aanwijzingen.filter(ingetrokken_op=None):
        if aanwijzing.tot is None or utc(aanwijzing.tot) > moment:
            aanwijzing.tot = max(moment, utc(aanwijzing.van))
            aanwijzing.save(update_fields=["tot"])
    casus.fase = Fase.AFGESLOTEN
    casus.afgesloten_op, casus.afsluitreden, casus.zonder_regie = moment, reden.strip(), zonder_regie
    casus.versie += 1
    casus.save()
    casus.als_dan.filter(afgedaan_op=None).update(afgedaan_op=moment, afgedaan_door=by)
    casus.opschalingen.filter(tot=None).update(tot=moment, reden_afschalen="de casus is afgesloten")
    casus.opsporingen.filter(gestopt_op=None).update(
        gestopt_op=moment, reden_gestopt="de casus is afgesloten"
    )
    casus.arbitrages.filter(besloten_op=None).update(
        besloten_op=moment, besluit="vervallen: de casus is afgesloten"
    )
    soort = "Geen regie nodig" if zonder_regie else "Afgesloten"
    happened(casus, "fase", f"{soort}: {reden.strip()}", moment=moment, by=by, event="casus.closed")
    stand = settle(casus, moment=moment, by=by)
    led = {before.aan_zet.medewerker, before.feiten.regisseur}
    led |= set(casus.betrokkenen.filter(als=Betrokkene.Als.OPCO).values_list("medewerker", flat=True))
    key = f"afgesloten:{casus.versie}"
    tell(casus, led - {by.pk, None}, key, "Een casus waar jij bij hoort is afgesloten.", moment=moment)
    if zonder_regie:
        tell_escalatiefunctie(
            casus,
            before,
            f"geen-regie:{casus.versie}",
            "Een casus is afgesloten als 'geen regie nodig'. Terugdraaien kan 7 dagen.",
            niet=[by.pk],
        )
    return stand


@transaction.atomic
def reopen_casus(*, casus, by, reden, moment=None):
    """Reopen with a reason: a ronde begins, the last regisseur is asked first. Old regie rows stay closed."""
    casus, moment = lock_at(casus, moment)
    eis(mag_heropenen(fase=Fase(casus.fase), reden=reden))
    return _reopen(casus, by=by, tekst=f"Heropend: {reden.strip()}", moment=moment)


@transaction.atomic
def undo_geen_regie(*, casus, by, moment=None):
    """The escalatiefunctie undoes "geen regie nodig" within seven days."""
    casus, moment = lock_at(casus, moment)
    eis(
        mag_geen_regie_terugdraaien(
            fase=Fase(casus.fase),
            zonder_regie=casus.zonder_regie,
            afgesloten_op=casus.afgesloten_op and utc(casus.afgesloten_op),
            moment=moment,
        )
    )
    return _reopen(casus, by=by, tekst="'Geen regie nodig' is teruggedraaid.", moment=moment)


def _reopen(casus, *, by, tekst, moment):
    last = casus.regies.order_by("-van", "-pk").first()
    casus.fase = Fase.HEROPEND
    casus.afgesloten_op, casus.afsluitreden, casus.zonder_regie = None, "", False
    casus.versie += 1
    casus.save()
    happened(casus, "fase", tekst, moment=moment, by=by, event="casus.reopened")
    open_ronde(
        casus,
        aanleiding=Overdrachtronde.Aanleiding.HEROPEND,
        by=by,
        eerst=last.medewerker if last is not None else None,
        reden_eerst="had de regie toen de casus werd afgesloten",
        moment=moment,
    )
    return settle(casus, moment=moment, by=by)
