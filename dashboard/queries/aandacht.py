"""Who must do what, gathered for one person or for the BMO: see organisatie/aandacht.py for where it comes from."""

from collections import defaultdict
from types import SimpleNamespace

from django.db.models import Q
from django.utils import timezone

from casuistiek.aandacht import of_stand
from casuistiek.models import Casus, Regie
from casuistiek.queries import standen_of
from organisatie.aandacht import Aandacht, Kader, read
from organisatie.handelingen import TABELLEN, opent
from organisatie.invallen import remember
from overleggen.agendabronnen import readable_ids
from portefeuilles.queries import facts_with_houders
from regels.aandacht import helpt_verder, wie_beslissen


def aandacht_for(medewerker, moment=None) -> tuple[list[Aandacht], list]:
    """(What is asked of this person, how the casussen stand that they lead or are aan zet in). Need-to-know is applied."""
    now = moment or timezone.now()
    teams = {
        pk: facts_with_houders(pk, now, team=_read_already(medewerker, pk)) for pk in medewerker.team_ids
    }
    kaders = {pk: _kader(pk, feiten, now, medewerker.pk) for pk, feiten in teams.items()}
    remember(medewerker, frozenset().union(*(kader.namens for kader in kaders.values())))
    standen = standen_of(_casussen(medewerker, teams, now), now, teams=teams)
    items = [item for kader in kaders.values() for item in read(kader)]
    for stand in standen:
        items += [item for item in of_stand(stand, kaders[stand.casus.team_id]) if item.wie == medewerker.pk]
    visible = {stand.casus.pk for stand in standen}
    mine = [s for s in standen if medewerker.pk in (s.aan_zet.medewerker, s.feiten.regisseur)]
    return readable(items, medewerker, visible), mine


def nodig_of(team, medewerker, feiten, standen, now) -> list[Aandacht]:
    """What is under "Nu nodig" of the BMO: what is asked of the teamchef and may be read by who looks; each once."""
    kader = _kader(team.pk, feiten, now)
    kader = Kader(kader.team, feiten, now, kader.vandaag, wie_beslissen(feiten, now))
    items = [item for stand in standen for item in of_stand(stand, kader)]
    items += read(kader, nodig=True)
    urgent = {item.wat: item for item in items if item.nodig}
    return readable(urgent.values(), medewerker, {stand.casus.pk for stand in standen})


def readable(items, medewerker, visible=frozenset()) -> list[Aandacht]:
    """Only what this person may read. `visible`: casussen that are known to be. One query, and one per kind of onderwerp."""
    items = list(items)
    asked = {item.casus for item in items if item.casus is not None} - set(visible)
    if asked:
        visible = {
            *visible,
            *Casus.objects.visible_to(medewerker).filter(pk__in=asked).values_list("pk", flat=True),
        }
    about = [
        SimpleNamespace(pk=item.over, onderwerp_type_id=item.over[0], onderwerp_id=item.over[1])
        for item in items
        if item.over
    ]
    known = readable_ids(about, medewerker)
    taken_over = _open_for_a_deputy(items, medewerker)
    return [
        item
        for item in items
        if (item.casus is None or item.casus in visible)
        and (item.over is None or item.over in known)
        and (item.model is None or (item.model, item.pk) in taken_over)
    ]


def _open_for_a_deputy(items, medewerker):
    """(model, pk) of the work of others whose page opens: who does it may read it, or does not hear of it."""
    asked = defaultdict(set)
    for item in items:
        if item.model is not None:
            asked[item.model].add(item.pk)
    found = set()
    for model, pks in asked.items():
        tabel = TABELLEN[model._meta.label_lower]
        if not tabel.zien:  # of the team: its page opens for everybody in it
            found |= {(model, pk) for pk in pks}
            continue
        rows = opent(medewerker, model.objects.visible_to(medewerker).filter(pk__in=pks))
        found |= {(model, row.pk) for row in rows if row.opent}
    return found


def _kader(team_id, feiten, now, wie=None):
    return Kader.voor(team_id, feiten, now, timezone.localdate(now), wie)


def _read_already(medewerker, team_id):
    team = medewerker.team
    return team if team is not None and team.pk == team_id else None


def _casussen(medewerker, teams, now):
    """The open casussen of which somebody must know how they stand: their own, and all for who helps when one is stuck."""
    leads = Regie.objects.filter(medewerker=medewerker, tot=None).values("casus")
    condition = Q(pk__in=leads) | Q(vastgelegd_aan_zet=medewerker)
    helps = [pk for pk, feiten in teams.items() if helpt_verder(medewerker.pk, now, feiten)]
    if helps:
        condition |= Q(team__in=helps)
    return (
        Casus.objects.visible_to(medewerker).open().filter(condition).order_by("-geopend_op").voor_standen()
    )
