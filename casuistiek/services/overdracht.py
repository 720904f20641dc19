"""The ronde: offering the regie, answering, withdrawing, appointing. A casus never falls between two chairs."""

from dataclasses import replace

from django.db import transaction

from regels.begrippen import MET_REGIE, Fase, Grond, eis, vers
from regels.overdracht import ontbreekt
from regels.regie import (
    mag_aanbieden,
    mag_aanvaarden,
    mag_ander_kiezen,
    mag_antwoorden,
    mag_bewerken,
    mag_grond,
    mag_overdragen,
    mag_regie_aanbieden,
    mag_regisseur_aanwijzen,
    mag_ronde_intrekken,
    mag_ronde_openen,
    mag_weigeren,
    mag_zelf_nemen,
)
from regels.vervanging import volgende_te_vragen, voorstel

from ..models import AlsDan, Betrokkene, Overdracht, Overdrachtronde, Regie
from ..queries import stand_of, utc
from .basis import (
    happened,
    inform_about_overdracht,
    involve,
    lock_at,
    move_first,
    tell,
    tell_escalatiefunctie,
)
from .settle import can_be_asked, offer, settle


def open_ronde(casus, *, aanleiding, by=None, aan=None, gekozen_reden="", reden_eerst="", moment, **values):
    """Open a ronde on a locked casus and ask the first. `aan`: the choice of a person, outside the proposal.
    `reden_eerst`: why the first of the ronde (`eerst`) is asked.

    `values`: grond, eerst, over_termijn, hoofdgebied, hoofdportefeuille of the ronde.
    """
    stand = stand_of(casus, moment)
    eis(mag_ronde_openen(fase=Fase(casus.fase), open_ronde=stand.feiten.ronde is not None))
    ronde = Overdrachtronde.objects.create(
        casus=casus,
        aanleiding=aanleiding,
        geopend_door=by,
        geopend_op=moment,
        ontbreekt=missing_parts(casus) if aanleiding == Overdrachtronde.Aanleiding.OVERDRACHT else [],
        **{"grond": stand.feiten.grond, **values},
    )
    stand = stand_of(casus, moment)
    proposed = volgende_te_vragen(stand.feiten, stand.moment, stand.team)
    if aan is not None and aan.pk != proposed.medewerker:
        eis(
            mag_aanbieden(
                fase=Fase(casus.fase),
                door=by.pk if by else None,
                aan=aan.pk,
                al_gevraagd=stand.feiten.ronde.gevraagd,
                kan=can_be_asked(stand, aan.pk),
            )
        )
        eis(mag_ander_kiezen(reden=gekozen_reden))
        offer(ronde, aan=aan.pk, reden=f"gekozen: {gekozen_reden.strip()}", stand=stand, van=by)
    elif proposed.medewerker is not None:
        offer(
            ronde,
            aan=proposed.medewerker,
            reden=reden_eerst
            if reden_eerst and proposed.plek and proposed.plek.rang == "eerst"
            else proposed.reden,
            stand=stand,
            van=by,
            overgeslagen=proposed.overgeslagen,
        )
    return ronde


def missing_parts(casus):
    """Which parts of the overdracht (C1) this casus does not have yet."""
    return ontbreekt(
        ernst=casus.ernst,
        wat_gebeurd=casus.wat_gebeurd,
        wat_gedaan=casus.wat_gedaan,
        situatie=casus.situatie,
        als_dan=casus.als_dan.count(),
        niets_nodig=casus.niets_nodig,
        ingelicht=casus.betrokkenen.filter(als=Betrokkene.Als.INGELICHT).count()
        + bool(casus.wie_weet.strip()),
        bronnummer=casus.bronnummer,
        waarom_regie=casus.waarom_regie,
    )


@transaction.atomic
def start_ronde(*, casus, by, aan=None, gekozen_reden="", als_dan=(), versie=None, moment=None, **inhoud):
    """Hand over a casus that is in the acute phase, or ask for a regisseur for a reopened one.

    `inhoud` and `als_dan` fill what the overdracht still missed when the casus came in by the front door (C1).
    """
    casus, moment = lock_at(casus, moment)
    eis(mag_overdragen(fase=Fase(casus.fase)))
    vers(versie, casus.versie)
    if inhoud:
        for name, value in inhoud.items():
            setattr(casus, name, value)
        casus.versie += 1
        casus.save(update_fields=[*inhoud, "versie"])
    AlsDan.objects.bulk_create(AlsDan(casus=casus, gemaakt_op=moment, **punt) for punt in als_dan)
    involve(casus, [by.pk], Betrokkene.Als.OPCO)
    if casus.fase == Fase.ACUUT:
        inform_about_overdracht(casus, moment=moment)
    open_ronde(
        casus,
        aanleiding=Overdrachtronde.Aanleiding.OVERDRACHT,
        by=by,
        aan=aan,
        gekozen_reden=gekozen_reden,
        moment=moment,
    )
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def take_regie(*, casus, by, moment=None):
    """The OpCo takes the regie at once, when the rules propose them."""
    casus, moment = lock_at(casus, moment)
    stand = stand_of(casus, moment)
    eis(
        mag_zelf_nemen(
            fase=Fase(casus.fase),
            door=by.pk,
            voorgesteld=voorstel(stand.feiten, None, stand.moment, stand.team).medewerker,
            open_ronde=stand.feiten.ronde is not None,
        )
    )
    inform_about_overdracht(casus, moment=moment)
    _give_regie(casus, by, grond=casus.grond, moment=moment)
    happened(casus, "regie", f"{by.naam} nam de regie zelf.", moment=moment, by=by, event="regie.taken")
    stand = settle(casus, moment=moment, by=by)
    tell_escalatiefunctie(
        casus, stand, f"zelf-genomen:{by.pk}", "Een OpCo nam zelf de regie over een casus.", niet=[by.pk]
    )
    return stand


def _answerable(overdracht, *, by, moment):
    casus, moment = lock_at(overdracht.casus, moment)
    row = Overdracht.objects.select_related("ronde").get(pk=overdracht.pk)
    eis(
        mag_antwoorden(
            status=row.status, aan=row.aan_id, door=by.pk, uiterlijk=utc(row.uiterlijk), moment=moment
        )
    )
    row.ronde.casus = casus
    return casus, row, moment


def _decide(row, status, *, moment, **values):
    """Decide an offer. The casus gets a new version: a page made before this cannot act on what was then."""
    row.status, row.besloten_op = status, moment
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    casus = row.ronde.casus
    casus.versie += 1
    casus.save(update_fields=["versie"])


def _close(ronde, *, moment):
    ronde.gesloten_op = moment
    ronde.save(update_fields=["gesloten_op"])


def _give_regie(casus, medewerker, *, grond, moment):
    """Close the running regie and open one for this medewerker. What hung on the old one ends."""
    running = casus.regies.filter(tot=None).first()
    if running is not None:
        running.tot = moment
        running.save(update_fields=["tot"])
        involve(casus, [running.medewerker_id], Betrokkene.Als.BETROKKEN)
    for aanwijzing in casus.aanwijzingen.filter(ingetrokken_op=None):
        if aanwijzing.tot is None or aanwijzing.tot > moment:
            aanwijzing.tot = max(moment, aanwijzing.van)
            aanwijzing.save(update_fields=["tot"])
    Regie.objects.create(casus=casus, medewerker=medewerker, grond=grond, van=moment)
    casus.grond = grond
    if casus.fase not in MET_REGIE:
        casus.fase = Fase.REGIE
    casus.save(update_fields=["grond", "fase"])


@transaction.atomic
def accept_overdracht(*, overdracht, by, teruglezing, moment=None):
    """Accept with a read-back of one line: who accepts becomes the formal regisseur (C1, C3)."""
    eis(mag_aanvaarden(teruglezing=teruglezing))
    casus, row, moment = _answerable(overdracht, by=by, moment=moment)
    _decide(row, Overdracht.Status.AANVAARD, moment=moment, teruglezing=teruglezing.strip())
    _close(row.ronde, moment=moment)
    move_first(casus, row.ronde.hoofdgebied, row.ronde.hoofdportefeuille)
    _give_regie(casus, by, grond=row.ronde.grond, moment=moment)
    happened(
        casus,
        "regie",
        f"{by.naam} aanvaardde de regie. Teruglezing: {teruglezing.strip()}",
        moment=moment,
        by=by,
        event="overdracht.accepted",
    )
    if asker := _who_asked(row, by):
        tell(casus, asker, f"overdracht:{row.pk}:aanvaard", "Je overdracht is aanvaard.", moment=moment)
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def refuse_overdracht(*, overdracht, by, reden, moment=None):
    """Refuse with a reason: the next in the chain is asked; the escalatiefunctie hears it."""
    eis(mag_weigeren(reden=reden))
    casus, row, moment = _answerable(overdracht, by=by, moment=moment)
    _decide(row, Overdracht.Status.GEWEIGERD, moment=moment, reden_weigering=reden.strip())
    happened(
        casus,
        "overdracht",
        f"{by.naam} kan de regie niet nemen: {reden.strip()}",
        moment=moment,
        by=by,
        event="overdracht.refused",
    )
    if row.ronde.alleen:
        _close(row.ronde, moment=moment)
        tell(
            casus,
            [row.van_id],
            f"overdracht:{row.pk}:geweigerd",
            "Je aanbod van de regie is geweigerd. De regie blijft bij jou.",
            moment=moment,
        )
    stand = settle(casus, moment=moment, by=by)
    if not row.ronde.alleen:
        tell_escalatiefunctie(
            casus,
            stand,
            f"overdracht:{row.pk}:geweigerd",
            "Een overdracht is geweigerd. De volgende wordt gevraagd.",
            niet=[by.pk],
        )
        if (asker := _who_asked(row, by)) and casus.rondes.filter(gesloten_op=None).exists():
            tell(
                casus,
                asker,
                f"overdracht:{row.pk}:geweigerd",
                "Je overdracht is geweigerd. De volgende is gevraagd.",
                moment=moment,
            )
    return stand


def _who_asked(row, by):
    """Who waits for the answer to this offer (B2): who made it, or who opened the ronde when the rules chose whom to ask."""
    who = row.van_id or row.ronde.geopend_door_id
    return [who] if who is not None and who != by.pk else []


@transaction.atomic
def withdraw_ronde(*, casus, by, reden, versie=None, moment=None):
    """Withdraw the open ronde with a reason. A reopened casus is then a gap until somebody opens another."""
    casus, moment = lock_at(casus, moment)
    vers(versie, casus.versie)
    ronde = casus.rondes.filter(gesloten_op=None).first()
    eis(mag_ronde_intrekken(open_ronde=ronde is not None, reden=reden))
    _withdraw(ronde, moment=moment)
    happened(
        casus,
        "overdracht",
        f"De overdracht is ingetrokken: {reden.strip()}",
        moment=moment,
        by=by,
        event="ronde.withdrawn",
    )
    return settle(casus, moment=moment, by=by)


def _withdraw(ronde, *, moment):
    row = ronde.overdrachten.filter(besloten_op=None).first()
    if row is not None:
        row.ronde = ronde
        _decide(row, Overdracht.Status.INGETROKKEN, moment=moment)
        tell(
            ronde.casus,
            [row.aan_id],
            f"overdracht-ingetrokken:{row.pk}",
            "Een vraag aan jou om regie te nemen is ingetrokken. Je hoeft niets te doen.",
            moment=moment,
        )
    _close(ronde, moment=moment)


def withdraw_open(casus, *, moment):
    """Close an open ronde of a locked casus, if there is one."""
    ronde = casus.rondes.filter(gesloten_op=None).first()
    if ronde is not None:
        _withdraw(ronde, moment=moment)


@transaction.atomic
def appoint_regisseur(*, casus, by, aan, reden, versie=None, moment=None):
    """The escalatiefunctie appoints: this ronde closes, and a new one opens with the appointed first, who still accepts."""
    casus, moment = lock_at(casus, moment)
    vers(versie, casus.versie)
    eis(mag_regisseur_aanwijzen(fase=Fase(casus.fase), reden=reden))
    stand = stand_of(casus, moment)
    eis(
        mag_aanbieden(
            fase=Fase(casus.fase), door=by.pk, aan=aan.pk, al_gevraagd=(), kan=can_be_asked(stand, aan.pk)
        )
    )
    eis(
        mag_regisseur_aanwijzen(
            fase=Fase(casus.fase), heeft_de_regie=aan.pk == stand.feiten.regisseur, reden=reden
        )
    )
    over_termijn = stand.feiten.ronde is not None and stand.feiten.ronde.over_termijn
    withdraw_open(casus, moment=moment)
    happened(
        casus,
        "overdracht",
        f"{by.naam} wees {aan.naam} aan: {reden.strip()}",
        moment=moment,
        by=by,
        event="regie.appointed",
    )
    open_ronde(
        casus,
        aanleiding=Overdrachtronde.Aanleiding.AANGEWEZEN,
        by=by,
        eerst=aan,
        reden_eerst=f"{by.naam} wees jou aan: {reden.strip()}",
        over_termijn=over_termijn,  # red until somebody accepts, whoever is asked
        moment=moment,
    )
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def offer_regie(*, casus, by, aan, toelichting="", moment=None):
    """The regisseur offers the regie to one colleague while holding it; not accepted in time means it stays."""
    casus, moment = lock_at(casus, moment)
    stand = stand_of(casus, moment)
    eis(
        mag_regie_aanbieden(
            fase=Fase(casus.fase),
            open_ronde=stand.feiten.ronde is not None,
            is_regisseur=stand.feiten.regisseur == by.pk,
        )
    )
    eis(
        mag_aanbieden(
            fase=Fase(casus.fase), door=by.pk, aan=aan.pk, al_gevraagd=(), kan=can_be_asked(stand, aan.pk)
        )
    )
    ronde = Overdrachtronde.objects.create(
        casus=casus,
        grond=stand.feiten.grond,
        aanleiding=Overdrachtronde.Aanleiding.EIGEN,
        geopend_door=by,
        alleen=True,
        geopend_op=moment,
    )
    reden = "de regisseur biedt de regie aan" + (f": {toelichting.strip()}" if toelichting.strip() else "")
    offer(ronde, aan=aan.pk, reden=reden, stand=stand_of(casus, moment), van=by)
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def change_grond(*, casus, grond, gebied=None, portefeuille=None, by=None, moment=None):
    """The meeting decided where the casus belongs: the grond, and which gebied or portefeuille comes first.

    A new ronde starts; if the formal regisseur is also the first to ask, the regie just gets the new grond.
    Until acceptance, aan zet follows the old grond.
    """
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    gebied = gebied or _first_of(casus.casusgebieden, "gebied")
    portefeuille = portefeuille or _first_of(casus.casusportefeuilles, "portefeuille")
    eis(mag_grond(grond=Grond(grond), gebied=gebied is not None, portefeuille=portefeuille is not None))
    casus.waar_thuis = False
    casus.save(update_fields=["waar_thuis"])
    woord = {Grond.GEBIED: "gebied", Grond.PORTEFEUILLE: "portefeuille"}.get(Grond(grond), "escalatieketen")
    happened(
        casus,
        "overleg",
        f"Besloten waar de casus thuishoort: {woord}.",
        moment=moment,
        by=by,
        event="casus.grond_decided",
    )
    running = casus.rondes.filter(gesloten_op=None).first()
    if casus.fase not in MET_REGIE:
        move_first(casus, gebied, portefeuille)
        casus.grond = grond
        casus.save(update_fields=["grond"])
        if running is not None:
            opener, aanleiding = running.geopend_door, running.aanleiding
            withdraw_open(casus, moment=moment)
            open_ronde(casus, aanleiding=aanleiding, by=opener, moment=moment)
        return settle(casus, moment=moment, by=by)
    if running is not None and running.aanleiding == Overdrachtronde.Aanleiding.WEG:
        # The regisseur goes anyway: the ronde that runs for it takes the new grond along.
        Overdrachtronde.objects.filter(pk=running.pk).update(
            grond=grond, hoofdgebied=gebied, hoofdportefeuille=portefeuille
        )
        return settle(casus, moment=moment, by=by)
    withdraw_open(casus, moment=moment)
    stand = stand_of(casus, moment)
    decided = replace(
        stand.feiten,
        grond=grond,
        regisseur=None,
        kan_niet=(),
        hoofdgebied=gebied.pk if gebied else None,
        portefeuilles=(portefeuille.pk,) if portefeuille else (),
    )
    if voorstel(decided, None, stand.moment, stand.team).medewerker == stand.feiten.regisseur:
        move_first(casus, gebied, portefeuille)
        casus.grond = grond
        casus.save(update_fields=["grond"])
        casus.regies.filter(tot=None).update(grond=grond)
    else:
        open_ronde(
            casus,
            aanleiding=Overdrachtronde.Aanleiding.GROND,
            grond=grond,
            hoofdgebied=gebied,
            hoofdportefeuille=portefeuille,
            moment=moment,
        )
    return settle(casus, moment=moment, by=by)


def _first_of(rows, name):
    row = rows.select_related(name).order_by("volgorde").first()
    return getattr(row, name) if row is not None else None
