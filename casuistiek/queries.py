"""Gathering the facts about casussen, so that the rules can say who is aan zet. The one source for all pages."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from organisatie.models import Afwezigheid
from organisatie.queries import momentperiode
from portefeuilles.queries import facts_with_houders
from regels.begrippen import Ernst, Fase, Grond, Periode
from regels.escalatie import Rood, TeBevestigen, te_bevestigen, waarom_rood
from regels.feiten import Aanwijzing as Aanwijsfeit
from regels.feiten import Bevestiging, Casusfeiten, KanNiet, Rondefeiten, Teamfeiten
from regels.feiten import Bevestigvraag as Vraagfeit
from regels.vervanging import AanZet, aan_zet, tot_wanneer

from .models import (
    Aanwijzing,
    Bevestigvraag,
    Casus,
    CasusGebied,
    CasusPortefeuille,
    Overdracht,
    Overdrachtronde,
    Regie,
    Uitsluiting,
    Waarneming,
)

RONDE = (
    "casus",
    "grond",
    "geopend_door",
    "eerst",
    "over_termijn",
    "hoofdgebied",
    "hoofdportefeuille",
    "overdrachten__aan",
    "overdrachten__status",
    "overdrachten__aangeboden_op",
    "overdrachten__uiterlijk",
    "overdrachten__over_termijn",
)


def utc(moment):
    return moment.astimezone(datetime.UTC)


def periode(van, tot):
    return Periode(utc(van), utc(tot) if tot else None)


def case_facts(casussen):
    """`Casusfeiten` per casus id. Eight queries (nine when somebody once answered for an absence), however many casussen."""
    casussen = list(casussen)
    pks = [casus.pk for casus in casussen]
    gebieden, portefeuilles = defaultdict(list), defaultdict(list)
    for casus_id, gebied in CasusGebied.objects.filter(casus__in=pks).values_list("casus", "gebied"):
        gebieden[casus_id].append(gebied)
    rows = CasusPortefeuille.objects.filter(casus__in=pks).values_list("casus", "portefeuille")
    for casus_id, portefeuille in rows:
        portefeuilles[casus_id].append(portefeuille)
    regies = {regie.casus_id: regie for regie in Regie.objects.filter(casus__in=pks, tot=None)}
    aanwijzingen = _grouped(Aanwijzing.objects.filter(casus__in=pks, ingetrokken_op=None))
    uitsluitingen = _grouped(Uitsluiting.objects.filter(casus__in=pks))
    antwoorden = _grouped(Waarneming.objects.filter(casus__in=pks))
    rondes = defaultdict(list)
    rows = Overdrachtronde.objects.filter(casus__in=pks, gesloten_op=None).values_list(*RONDE, named=True)
    for row in rows:
        rondes[row.casus].append(row)
    vragen = _grouped(Bevestigvraag.objects.filter(casus__in=pks))
    looks_back = {
        regies[pk].medewerker_id for pk in pks if pk in regies and (antwoorden[pk] or aanwijzingen[pk])
    }
    weg = defaultdict(list)
    for row in Afwezigheid.objects.filter(medewerker__in=looks_back, ingetrokken_op=None):
        weg[row.medewerker_id].append(momentperiode(row))
    return {
        casus.pk: _facts(
            casus,
            gebieden[casus.pk],
            portefeuilles[casus.pk],
            regies.get(casus.pk),
            aanwijzingen[casus.pk],
            uitsluitingen[casus.pk],
            antwoorden[casus.pk],
            rondes[casus.pk],
            vragen[casus.pk],
            weg,
        )
        for casus in casussen
    }


def _grouped(rows):
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.casus_id].append(row)
    return grouped


def _facts(
    casus, gebieden, portefeuilles, regie, aanwijzingen, uitsluitingen, antwoorden, ronde, vragen, weg
):
    uitgesloten = defaultdict(list)
    for row in uitsluitingen:
        uitgesloten[row.medewerker_id].append(periode(row.van, row.tot))
    return Casusfeiten(
        fase=Fase(casus.fase),
        ernst=Ernst(casus.ernst),
        grond=Grond(regie.grond if regie else casus.grond),
        hoofdgebied=gebieden[0] if gebieden else None,
        portefeuilles=tuple(portefeuilles),
        regisseur=regie.medewerker_id if regie else None,
        regie_van=utc(regie.van) if regie else None,
        aanwijzingen=tuple(
            Aanwijsfeit(
                row.medewerker_id, periode(row.van, row.tot), utc(row.gemaakt_op), row.zelf, row.tot_terugkeer
            )
            for row in aanwijzingen
        ),
        uitgesloten={who: tuple(periods) for who, periods in uitgesloten.items()},
        kan_niet=tuple(
            KanNiet(row.medewerker_id, utc(row.op)) for row in antwoorden if row.antwoord == "kan_niet"
        ),
        bevestigd=tuple(
            Bevestiging(row.medewerker_id, utc(row.op)) for row in antwoorden if row.antwoord == "ja"
        ),
        ronde=_ronde(ronde, portefeuilles) if ronde else None,
        bevestigvragen=tuple(
            Vraagfeit(row.medewerker_id, utc(row.sinds), utc(row.uiterlijk)) for row in vragen
        ),
        afwezig_regisseur=tuple(weg.get(regie.medewerker_id, ())) if regie else (),
        aan_zet_sinds=(casus.vastgelegd_aan_zet_id, utc(casus.vastgelegd_sinds))
        if casus.vastgelegd_aan_zet_id
        else None,
    )


def _ronde(rows, portefeuilles):
    """The open ronde of a casus from its rows: one per offer, or one without any."""
    ronde = rows[0]
    running = next((row for row in rows if row.overdrachten__status == Overdracht.Status.AANGEBODEN), None)
    return Rondefeiten(
        grond=Grond(ronde.grond),
        opener=ronde.geopend_door,
        eerst=ronde.eerst,
        gevraagd=frozenset(row.overdrachten__aan for row in rows if row.overdrachten__aan is not None),
        nu_gevraagd=running.overdrachten__aan if running else None,
        gevraagd_op=utc(running.overdrachten__aangeboden_op) if running else None,
        uiterlijk=utc(running.overdrachten__uiterlijk) if running else None,
        hoofdgebied=ronde.hoofdgebied,
        portefeuilles=_first(portefeuilles, ronde.hoofdportefeuille) if ronde.hoofdportefeuille else None,
        over_termijn=ronde.over_termijn or any(row.overdrachten__over_termijn for row in rows),
    )


def _first(portefeuilles, hoofd):
    return (hoofd, *[pk for pk in portefeuilles if pk != hoofd])


@dataclass(frozen=True)
class Stand:
    """How a casus stands at a moment: the facts, who is aan zet, and what asks for attention."""

    casus: Casus
    moment: datetime.datetime
    feiten: Casusfeiten
    team: Teamfeiten
    aan_zet: AanZet

    @property
    def naam(self):
        return self.team.naam(self.aan_zet.medewerker)

    @property
    def formeel_naam(self):
        return self.team.naam(self.aan_zet.formeel)

    @cached_property
    def tot(self):
        """Until when this answer holds; None: tot nader bericht."""
        return tot_wanneer(self.feiten, self.moment, self.team)

    @cached_property
    def rood(self) -> list[Rood]:
        return waarom_rood(self.feiten, self.aan_zet, self.moment, self.team)

    @cached_property
    def te_bevestigen(self) -> TeBevestigen | None:
        return te_bevestigen(self.feiten, self.aan_zet, self.moment, self.team)

    @property
    def piket(self):
        """The contact to show: at a gap, and at once when it is kritiek."""
        if self.casus.is_open and (self.aan_zet.is_gat or self.feiten.ernst == Ernst.KRITIEK):
            return self.team.regels_op(self.moment).piket
        return ""

    @property
    def stappen(self):
        """The skipped places with a name and the reason, for the chain on demand."""
        return [
            (
                self.team.naam(stap.plek.medewerker) if stap.plek.medewerker else "",
                stap.plek.als,
                stap.bezwaar,
            )
            for stap in self.aan_zet.overgeslagen
        ]


def standen_of(casussen, moment=None, *, back=None):
    """For each casus how it stands at this moment (aware; default now), in the order asked.

    Costs eight or nine queries, and nine more per team, however many casussen are asked for.
    """
    moment = utc(moment or timezone.now())
    casussen = list(casussen)
    feiten = case_facts([casus for casus in casussen if casus.is_open])
    teams = {
        team_id: facts_with_houders(team_id, moment, back=back) for team_id in {c.team_id for c in casussen}
    }
    return [
        _stand(casus, moment, feiten.get(casus.pk) or _closed(casus), teams[casus.team_id])
        for casus in casussen
    ]


def _closed(casus):
    """The facts of a closed casus that a list needs: that it is closed."""
    return Casusfeiten(fase=Fase.AFGESLOTEN, ernst=Ernst(casus.ernst))


def stand_of(casus, moment=None, *, back=None):
    """How one casus stands. `back`: also gather what held since then."""
    moment = utc(moment or timezone.now())
    team = facts_with_houders(casus.team_id, moment, back=back)
    return _stand(casus, moment, case_facts([casus])[casus.pk], team)


def stand_now(casus):
    """How a casus stands now, read once per casus object: the page and its permissions ask the same question."""
    if "_stand" not in casus.__dict__:
        casus.__dict__["_stand"] = stand_of(casus)
    return casus.__dict__["_stand"]


def _stand(casus, moment, feiten, team):
    return Stand(casus, moment, feiten, team, aan_zet(feiten, moment, team))


def proposal_facts(*, team_id, gebieden, portefeuilles, grond, moment, ernst=Ernst.RUSTIG):
    """Facts for a casus that does not exist yet, to propose who to ask."""
    feiten = Casusfeiten(
        fase=Fase.ACUUT,
        ernst=ernst,
        grond=grond,
        hoofdgebied=gebieden[0].pk if gebieden else None,
        portefeuilles=tuple(portefeuille.pk for portefeuille in portefeuilles),
    )
    return feiten, facts_with_houders(team_id, utc(moment))


def wie_was_aan_zet(casus, moment):
    """The recorded `aan_zet` gebeurtenis that held at a past moment, or None before the first."""
    return (
        casus.gebeurtenissen.filter(soort="aan_zet", moment__lte=moment)
        .order_by("-moment", "-pk")
        .select_related("aan_zet")
        .first()
    )
