"""Decisions: scenario's, scaling up and down, freeing somebody, and arbitrage by the teamchef (C6, C11, C13, C16)."""

from django.db import transaction

from organisatie.models import Medewerker
from organisatie.verbeteren import still_there
from regels.begrippen import Fase, eis, vers
from regels.functies import BESLIST
from regels.partner import hoort_bij_team
from regels.regie import (
    mag_afschalen,
    mag_afschalen_om,
    mag_arbitrage_vragen,
    mag_beslissen,
    mag_bewerken,
    mag_opschalen,
    mag_opschalen_naar,
    mag_scenario_weghalen,
    mag_standpunt,
)

from ..models import Arbitrage, Opschaling, Scenario, Standpunt
from ..queries import stand_of, utc
from .basis import happened, involve, lock_at, placed, tell
from .overdracht import appoint_regisseur
from .settle import settle


@transaction.atomic
def save_scenario(*, casus, by, scenario=None, versie=None, moment=None, **values):
    """Add a scenario (None) or change one made from `versie`. Changed after sharing, it is no longer what was shared."""
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    row = (
        Scenario.objects.get(pk=scenario.pk)
        if scenario
        else Scenario(casus=casus, gemaakt_door=by, gemaakt_op=moment)
    )
    if scenario is not None:
        vers(versie, row.versie)
        row.versie += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.gedeeld_met = row.gedeeld_door = row.gedeeld_op = None
    row.save()
    woord = "aangepast" if scenario else "opgesteld"
    happened(casus, "inhoud", f"Scenario {woord}: {row.naam}.", moment=moment, by=by, event="scenario.saved")
    return row


@transaction.atomic
def remove_scenario(scenario, by, *, moment=None):
    """Take off a scenario that was not shared; the timeline keeps that it was there."""
    casus, moment = lock_at(scenario.casus, moment)
    row = still_there(Scenario.objects.filter(pk=scenario.pk))
    eis(mag_scenario_weghalen(fase=Fase(casus.fase), gedeeld=row.gedeeld_op is not None))
    row.delete()
    happened(
        casus, "inhoud", f"Scenario weggehaald: {row.naam}.", moment=moment, by=by, event="scenario.removed"
    )


@transaction.atomic
def share_scenario(*, scenario, by, organisatie, moment=None):
    """Note that the OSC shared this scenario with the gemeente (not sent by us)."""
    casus, moment = lock_at(scenario.casus, moment)
    eis(
        hoort_bij_team(
            zelfde_team=organisatie.team_id == casus.team_id,
            samengevoegd=organisatie.opgegaan_in_id is not None,
        )
    )
    row = Scenario.objects.get(pk=scenario.pk)
    row.gedeeld_met, row.gedeeld_door, row.gedeeld_op = organisatie, by, moment
    row.save(update_fields=["gedeeld_met", "gedeeld_door", "gedeeld_op"])
    tekst = f"Scenario {row.naam} gedeeld met {organisatie.naam}."
    happened(casus, "inhoud", tekst, moment=moment, by=by, event="scenario.shared")
    return row


@transaction.atomic
def scale_up(*, casus, by, naar, besloten_door, reden, waarheen="", moment=None):
    """Scale up: regie stays open and the regisseur is the contact (C13)."""
    casus, moment = lock_at(casus, moment)
    eis(mag_opschalen(fase=Fase(casus.fase)))
    eis(mag_opschalen_naar(reden=reden, besloten_door=besloten_door))
    row = Opschaling.objects.create(
        casus=casus,
        naar=naar,
        waarheen=waarheen.strip(),
        besloten_door=besloten_door.strip(),
        reden=reden.strip(),
        door=by,
        van=moment,
    )
    casus.fase = Fase.OPGESCHAALD
    casus.versie += 1
    casus.save(update_fields=["fase", "versie"])
    tekst = f"Opgeschaald naar {row}, besloten door {row.besloten_door}: {row.reden}"
    happened(casus, "fase", tekst, moment=moment, by=by, event="casus.scaled_up")
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def scale_down(*, casus, by, reden, moment=None):
    """Scale down again: the team's own regie goes on."""
    casus, moment = lock_at(casus, moment)
    eis(mag_afschalen(fase=Fase(casus.fase)))
    eis(mag_afschalen_om(reden=reden))
    casus.opschalingen.filter(tot=None).update(tot=moment, reden_afschalen=reden.strip())
    casus.fase = Fase.REGIE
    casus.versie += 1
    casus.save(update_fields=["fase", "versie"])
    happened(casus, "fase", f"Afgeschaald: {reden.strip()}", moment=moment, by=by, event="casus.scaled_down")
    return settle(casus, moment=moment, by=by)


@transaction.atomic
def free_medewerker(*, casus, by, medewerker, waarvan, moment=None):
    """The escalatiefunctie frees somebody from other work, so that they can lead this casus. It ends nothing (C6)."""
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    tekst = f"{by.naam} maakte {medewerker.naam} vrij van: {waarvan.strip()}"
    happened(casus, "regie", tekst, moment=moment, by=by, event="medewerker.freed")
    involve(casus, [medewerker.pk], "betrokken")
    key = f"vrij:{medewerker.pk}:{int(moment.timestamp())}"
    tell(casus, [medewerker.pk], key, "Je bent vrijgemaakt van ander werk, voor een casus.", moment=moment)


@transaction.atomic
def ask_arbitrage(*, casus, by, vraag, tekst, bron="", ander=None, moment=None):
    """Ask the teamchef to decide, with one's own view; the other (`ander`) is asked for theirs."""
    casus, moment = lock_at(casus, moment)
    eis(
        mag_arbitrage_vragen(
            fase=Fase(casus.fase), open_arbitrage=casus.arbitrages.filter(besloten_op=None).exists()
        )
    )
    row = Arbitrage.objects.create(
        casus=casus, vraag=vraag.strip(), gevraagd_door=by, gevraagd_op=moment, ander=ander
    )
    Standpunt.objects.create(arbitrage=row, medewerker=by, tekst=tekst.strip(), bron=bron.strip(), op=moment)
    happened(
        casus, "regie", f"Vraag aan de teamchef: {row.vraag}", moment=moment, by=by, event="arbitrage.asked"
    )
    chefs = placed(casus.team_id, BESLIST)
    tell(
        casus,
        [pk for pk in chefs if pk != by.pk],
        f"arbitrage:{row.pk}",
        "Er ligt een vraag bij jou: beslis over een casus.",
        vraagt=f"beslissen:{row.pk}",
        moment=moment,
    )
    if ander is not None and ander.pk != by.pk:
        key = f"arbitrage:{row.pk}:kant:{ander.pk}"
        involve(casus, [ander.pk], "betrokken")
        tekst = "Geef jouw kant bij een vraag aan de teamchef."
        tell(casus, [ander.pk], key, tekst, vraagt=f"kant:{row.pk}", moment=moment)
    return row


def _open_arbitrage(arbitrage, moment):
    casus, moment = lock_at(arbitrage.casus, moment)
    row = Arbitrage.objects.get(pk=arbitrage.pk)
    row.casus = casus
    return row, moment


@transaction.atomic
def give_standpunt(*, arbitrage, by, tekst, bron="", moment=None):
    """One's own side, with the document it rests on; giving it again replaces it until there is a decision."""
    row, moment = _open_arbitrage(arbitrage, moment)
    eis(mag_standpunt(besloten=row.besloten_op is not None))
    Standpunt.objects.update_or_create(
        arbitrage=row, medewerker=by, defaults={"tekst": tekst.strip(), "bron": bron.strip(), "op": moment}
    )
    happened(
        row.casus,
        "regie",
        f"{by.naam} gaf een kant van het verhaal.",
        moment=moment,
        by=by,
        event="arbitrage.view",
    )
    return row


@transaction.atomic
def decide_arbitrage(*, arbitrage, by, besluit, regisseur=None, moment=None):
    """The teamchef decides. With a `regisseur` other than the present one, that colleague is asked first (who accepts)."""
    row, moment = _open_arbitrage(arbitrage, moment)
    eis(
        mag_beslissen(
            besloten=row.besloten_op is not None,
            standpunten=row.standpunten.count(),
            gevraagd_op=utc(row.gevraagd_op),
            moment=moment,
            zelf_gevraagd=row.gevraagd_door_id == by.pk,
        )
    )
    row.besluit, row.besloten_door, row.besloten_op, row.regisseur = besluit.strip(), by, moment, regisseur
    row.save(update_fields=["besluit", "besloten_door", "besloten_op", "regisseur"])
    happened(
        row.casus,
        "regie",
        f"Besluit van de teamchef: {row.besluit}",
        moment=moment,
        by=by,
        event="arbitrage.decided",
    )
    stand = stand_of(row.casus, moment)
    if regisseur is not None and regisseur.pk != stand.feiten.regisseur and row.casus.is_open:
        appoint_regisseur(casus=row.casus, by=by, aan=regisseur, reden=row.besluit, moment=moment)
    sides = Medewerker.objects.filter(pk__in=row.standpunten.values("medewerker")).values_list(
        "pk", flat=True
    )
    hears = {*sides, stand.aan_zet.medewerker, stand.feiten.regisseur} - {None, by.pk}
    tell(
        row.casus,
        hears,
        f"arbitrage:{row.pk}:besluit",
        "De teamchef nam een besluit over een casus.",
        moment=moment,
    )
    return row
