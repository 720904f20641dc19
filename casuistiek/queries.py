"""Gathering the facts about casussen, so that the rules can say who is aan zet. The one source for all pages."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, F, Value, When
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
    """`Casusfeiten` per casus id. Four queries (five when somebody once answered for an absence), however many."""
    casussen = list(casussen)
    pks = [casus.pk for casus in casussen]
    gebieden, portefeuilles = _places(pks)
    rows = Regie.objects.filter(casus__in=pks, tot=None).order_by()
    regies = {row.casus: row for row in rows.values_list("casus", "medewerker", "grond", "van", named=True)}
    facts = _dated_facts(pks)
    rondes = defaultdict(list)
    rounds = Overdrachtronde.objects.filter(casus__in=pks, gesloten_op=None).values_list(*RONDE, named=True)
    for row in rounds:
        rondes[row.casus].append(row)
    answered = {pk for kind, pk in facts if kind in (AANWIJZING, JA, KAN_NIET)}
    looks_back = {regies[pk].medewerker for pk in answered if pk in regies}
    weg = defaultdict(list)
    for row in Afwezigheid.objects.filter(medewerker__in=looks_back, ingetrokken_op=None):
        weg[row.medewerker_id].append(momentperiode(row))
    return {
        casus.pk: _facts(
            casus,
            gebieden[casus.pk],
            portefeuilles[casus.pk],
            regies.get(casus.pk),
            {kind: facts[kind, casus.pk] for kind in (AANWIJZING, UITSLUITING, JA, KAN_NIET, VRAAG)},
            rondes[casus.pk],
            weg,
        )
        for casus in casussen
    }


def _places(pks):
    """Gebieden and portefeuilles per casus, in their order, in one query."""
    rows = CasusGebied.objects.order_by().values_list(Value("gebied"), "casus", "volgorde", "gebied")
    more = CasusPortefeuille.objects.order_by().values_list(
        Value("port"), "casus", "volgorde", "portefeuille"
    )
    gebieden, portefeuilles = defaultdict(list), defaultdict(list)
    found = rows.filter(casus__in=pks).union(more.filter(casus__in=pks), all=True)
    for kind, casus_id, _, pk in sorted(found):
        (gebieden if kind == "gebied" else portefeuilles)[casus_id].append(pk)
    return gebieden, portefeuilles


AANWIJZING, UITSLUITING, JA, KAN_NIET, VRAAG = range(5)


def _dated_facts(pks):
    """What people were asked, said or were appointed for, per (kind, casus), in one query over four tables.

    Each row: who, from, till, made at, by whom, and whether it ends with the regisseur's return.
    """
    no = Value(False)
    columns = ("casus", "medewerker")
    aanwijzingen = Aanwijzing.objects.filter(casus__in=pks, ingetrokken_op=None).values_list(
        Value(AANWIJZING), *columns, "van", "tot", "gemaakt_op", "door", "tot_terugkeer"
    )
    uitsluitingen = Uitsluiting.objects.filter(casus__in=pks).values_list(
        Value(UITSLUITING), *columns, "van", "tot", F("van"), "door", no
    )
    antwoorden = Waarneming.objects.filter(casus__in=pks).values_list(
        Case(When(antwoord=Waarneming.Antwoord.JA, then=Value(JA)), default=Value(KAN_NIET)),
        *columns,
        "op",
        F("op"),
        F("op"),
        F("medewerker"),
        no,
    )
    vragen = Bevestigvraag.objects.filter(casus__in=pks).values_list(
        Value(VRAAG), *columns, "sinds", "uiterlijk", F("sinds"), F("medewerker"), no
    )
    grouped = defaultdict(list)
    parts = [rows.order_by() for rows in (aanwijzingen, uitsluitingen, antwoorden, vragen)]
    for kind, casus_id, *row in parts[0].union(*parts[1:], all=True):
        grouped[kind, casus_id].append(row)
    return grouped


def _facts(casus, gebieden, portefeuilles, regie, dated, ronde, weg):
    uitgesloten = defaultdict(list)
    for who, van, tot, *_ in dated[UITSLUITING]:
        uitgesloten[who].append(periode(van, tot))
    aanwijzingen = sorted(dated[AANWIJZING], key=lambda row: row[3], reverse=True)
    return Casusfeiten(
        fase=Fase(casus.fase),
        ernst=Ernst(casus.ernst),
        grond=Grond(regie.grond if regie else casus.grond),
        hoofdgebied=gebieden[0] if gebieden else None,
        portefeuilles=tuple(portefeuilles),
        regisseur=regie.medewerker if regie else None,
        regie_van=utc(regie.van) if regie else None,
        aanwijzingen=tuple(
            Aanwijsfeit(who, periode(van, tot), utc(made), who == by, bool(tot_terugkeer))
            for who, van, tot, made, by, tot_terugkeer in aanwijzingen
        ),
        uitgesloten={who: tuple(periods) for who, periods in uitgesloten.items()},
        kan_niet=tuple(KanNiet(who, utc(op)) for who, op, *_ in dated[KAN_NIET]),
        bevestigd=tuple(Bevestiging(who, utc(op)) for who, op, *_ in dated[JA]),
        ronde=_ronde(ronde, portefeuilles) if ronde else None,
        bevestigvragen=tuple(Vraagfeit(who, utc(sinds), utc(tot)) for who, sinds, tot, *_ in dated[VRAAG]),
        afwezig_regisseur=tuple(weg.get(regie.medewerker, ())) if regie else (),
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


def standen_of(casussen, moment=None, *, back=None, teams=None):
    """For each casus how it stands at this moment (aware; default now), in the order asked.

    Costs four or five queries, and nine more per team, however many casussen are asked for. `teams`: the facts of
    their teams per id, by who has read these already.
    """
    moment = utc(moment or timezone.now())
    casussen = list(casussen)
    feiten = case_facts([casus for casus in casussen if casus.is_open])
    if teams is None:
        ids = {casus.team_id for casus in casussen}
        teams = {team_id: facts_with_houders(team_id, moment, back=back) for team_id in ids}
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


def open_per_woe(namen, standen):
    """Open casussen per person (id -> naam): as regisseur, and as waarnemer. Also who has none."""
    rows = {
        pk: {"medewerker": pk, "naam": naam, "regie": 0, "waarnemend": 0, "totaal": 0}
        for pk, naam in namen.items()
    }
    for stand in standen:
        formeel, nu = stand.feiten.regisseur, stand.aan_zet
        if formeel in rows:
            rows[formeel]["regie"] += 1
        if nu.is_waarnemer and nu.medewerker in rows:
            rows[nu.medewerker]["waarnemend"] += 1
    for row in rows.values():
        row["totaal"] = row["regie"] + row["waarnemend"]
    return sorted(rows.values(), key=lambda row: (-row["totaal"], row["naam"]))
