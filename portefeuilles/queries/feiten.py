"""Reading portefeuilles: for the rules of vervanging, and for the pages."""

from dataclasses import replace

from django.conf import settings
from django.db.models import Q, Value
from django.utils import timezone

from organisatie.models import Gebied, Team
from organisatie.queries import dagperiode, team_facts
from regels.begrippen import Houderrol
from regels.feiten import Houderschap as Houderfeit
from regels.feiten import Teamfeiten

from ..models import Houderschap, Portefeuille

_remembered: dict[int, tuple] = {}  # team id -> (feitenversie, read for this moment, facts); per process


def facts_with_houders(team_id, moment, *, back=None, team=None) -> Teamfeiten:
    """`team_facts` with the names of gebieden and portefeuilles, and who is houder or vervanger.

    Nine queries, and one to see whether what was read before still holds: then that one is all; or none, with a
    `team` that this very request has read.
    """
    since = min(moment, back) if back else moment
    if team is not None:
        version = team.feitenversie
    else:
        version = Team.objects.filter(pk=team_id).values_list("feitenversie", flat=True).first()
    known = _remembered.get(team_id)
    if known is not None and known[0] == version and known[1] <= since:
        return known[2]
    facts = _read_facts(team_id, moment, back=back)
    if settings.REMEMBERED_TEAMS:
        if len(_remembered) >= settings.REMEMBERED_TEAMS:
            _remembered.clear()
        _remembered[team_id] = (version, since, facts)
    return facts


def _read_facts(team_id, moment, *, back):
    facts = team_facts(team_id, moment, back=back)
    day = timezone.localdate(min(moment, back) if back else moment)
    rows = Houderschap.objects.filter(Q(tot=None) | Q(tot__gt=day), portefeuille__team=team_id).values_list(
        "medewerker", "portefeuille", "rol", "volgorde", "van", "tot", named=True
    )
    gebieden = Gebied.objects.filter(team=team_id).values_list(Value("gebied"), "pk", "naam")
    portefeuilles = Portefeuille.objects.filter(team=team_id).values_list(Value("portefeuille"), "pk", "naam")
    namen = list(gebieden.order_by().union(portefeuilles.order_by(), all=True))
    return replace(
        facts,
        gebieden={pk: naam for soort, pk, naam in namen if soort == "gebied"},
        portefeuilles={pk: naam for soort, pk, naam in namen if soort == "portefeuille"},
        houderschappen=tuple(
            Houderfeit(row.medewerker, row.portefeuille, Houderrol(row.rol), dagperiode(row), row.volgorde)
            for row in rows
        ),
    )
