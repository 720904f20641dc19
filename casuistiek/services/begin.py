"""How a casus begins: handed over by the OpCo, offered at the front door, or taken up at once by a WOE."""

from django.db import transaction
from django.db.models import Max

from organisatie.access import own_key
from organisatie.models import Team
from organisatie.queries import instelling_van
from regels.begrippen import Fase, eis
from regels.functies import BEGINT_CASUS
from regels.regie import mag_zelf_beginnen
from regels.vervanging import grond_van
from regels.voordeur import TEKENS, Teken

from ..models import AlsDan, Betrokkene, Casus, Casuspartner, Overdrachtronde, Regie
from .basis import (
    happened,
    inform_about_overdracht,
    involve,
    lock,
    now_or,
    set_places,
    tell_escalatiefunctie,
)
from .overdracht import open_ronde
from .settle import settle


def grond_for(team_id, gebieden, portefeuilles):
    """The grond of a casus with these gebieden and portefeuilles, and whether a meeting must say where it belongs."""
    return grond_van(
        len(gebieden), len(portefeuilles), woe_zonder_gebied=instelling_van(team_id).woe_zonder_gebied
    )


def _existing(team, sleutel):
    """The casus that the same form made before: a second tap makes no second casus.

    Locks the team first: the second tap waits for the first, and the next number is for one at a time.
    """
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    return Casus.objects.filter(sleutel=sleutel).first() if sleutel else None


def _create(*, team, by, fase, oorsprong, moment, gebieden, portefeuilles, sleutel, **inhoud):
    grond, waar_thuis = grond_for(team.pk, gebieden, portefeuilles)
    last = Casus.objects.filter(team=team).aggregate(last=Max("nummer"))["last"]
    casus = Casus.objects.create(
        team=team,
        nummer=(last or 0) + 1,
        fase=fase,
        grond=grond,
        waar_thuis=waar_thuis,
        oorsprong=oorsprong,
        geopend_op=moment,
        geopend_door=by,
        sleutel=sleutel,
        **inhoud,
    )
    set_places(casus, gebieden, portefeuilles)
    return casus


@transaction.atomic
def open_by_opco(
    *,
    team,
    by,
    gebieden,
    portefeuilles,
    aan=None,
    gekozen_reden="",
    als_dan=(),
    sleutel=None,
    moment=None,
    **inhoud,
):
    """The OpCo hands over a casus after the acute phase, in one go: the casus, its ronde, and the first offer (C1).

    `aan` differs from what the rules propose only with `gekozen_reden`. `als_dan`: dicts with als, dan, wie,
    uiterlijk. Raises RegelOvertreden.
    """
    moment = now_or(moment)
    sleutel = own_key(sleutel, by)
    if existing := _existing(team, sleutel):
        return existing
    casus = _create(
        team=team,
        by=by,
        fase=Fase.ACUUT,
        oorsprong="opco",
        moment=moment,
        gebieden=gebieden,
        portefeuilles=portefeuilles,
        sleutel=sleutel,
        **inhoud,
    )
    AlsDan.objects.bulk_create(AlsDan(casus=casus, gemaakt_op=moment, **punt) for punt in als_dan)
    involve(casus, [by.pk], Betrokkene.Als.OPCO)
    happened(
        casus,
        "fase",
        f"{by.naam} droeg de casus over na de acute fase.",
        moment=moment,
        by=by,
        event="casus.opened",
    )
    inform_about_overdracht(casus, moment=moment)
    open_ronde(
        casus,
        aanleiding=Overdrachtronde.Aanleiding.OVERDRACHT,
        by=by,
        aan=aan,
        gekozen_reden=gekozen_reden,
        moment=moment,
    )
    settle(casus, moment=moment, by=by)
    return casus


@transaction.atomic
def report_casus(
    *, team, by, gebieden, portefeuilles, tekens=(), namens=None, sleutel=None, moment=None, **inhoud
):
    """The front door: a wijkagent or intake offers a casus to the OpCo on duty, who is aan zet at once (C19).

    `tekens` are the signs of a complex casus that were ticked; `namens` is the contactpersoon who brought it.
    """
    moment = now_or(moment)
    sleutel = own_key(sleutel, by)
    if existing := _existing(team, sleutel):
        return existing
    casus = _create(
        team=team,
        by=by,
        fase=Fase.ACUUT,
        oorsprong="aangemeld",
        moment=moment,
        gebieden=gebieden,
        portefeuilles=portefeuilles,
        sleutel=sleutel,
        waarom_regie="; ".join(TEKENS[Teken(teken)] for teken in tekens),
        **inhoud,
    )
    involve(casus, [by.pk], Betrokkene.Als.MELDER)
    if namens is not None:
        Casuspartner.objects.create(
            casus=casus, organisatie=namens.organisatie, contactpersoon=namens, rol="bracht de casus aan"
        )
    van = f", namens {namens.organisatie.naam}" if namens is not None else ""
    happened(
        casus,
        "fase",
        f"{by.naam} meldde de casus aan bij de OpCo{van}.",
        moment=moment,
        by=by,
        event="casus.opened",
    )
    settle(casus, moment=moment, by=by)
    return casus


@transaction.atomic
def open_by_self(*, team, by, gebieden, portefeuilles, sleutel=None, moment=None, **inhoud):
    """A WOE, OE or OS begins a casus without an acute phase and takes regie at once; the escalatiefunctie hears it."""
    moment = now_or(moment)
    sleutel = own_key(sleutel, by)
    if existing := _existing(team, sleutel):
        return existing
    functies = by.functies_in(team.pk)
    eis(mag_zelf_beginnen(functie_mag=bool(functies & BEGINT_CASUS)))
    casus = _create(
        team=team,
        by=by,
        fase=Fase.REGIE,
        oorsprong="zelf",
        moment=moment,
        gebieden=gebieden,
        portefeuilles=portefeuilles,
        sleutel=sleutel,
        **inhoud,
    )
    Regie.objects.create(casus=casus, medewerker=by, grond=casus.grond, van=moment)
    happened(
        casus,
        "fase",
        f"{by.naam} begon de casus zonder acute fase en nam de regie.",
        moment=moment,
        by=by,
        event="casus.opened",
    )
    stand = settle(lock(casus), moment=moment, by=by)
    tell_escalatiefunctie(
        casus, stand, "zelf-begonnen", "Een collega begon een casus en nam zelf de regie.", niet=[by.pk]
    )
    return casus
