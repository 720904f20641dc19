"""Reading portefeuilles: for the rules of vervanging, and for the pages."""

from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from organisatie.queries import dagperiode, team_facts
from regels.begrippen import Houderrol
from regels.feiten import Houderschap as Houderfeit
from regels.feiten import Teamfeiten

from .models import Houderschap, Portefeuille


def facts_with_houders(team_id, moment, *, back=None) -> Teamfeiten:
    """`team_facts` with the portefeuilles and their houders and vervangers. Eleven queries."""
    facts = team_facts(team_id, moment, back=back)
    day = timezone.localdate(min(moment, back) if back else moment)
    rows = Houderschap.objects.filter(Q(tot=None) | Q(tot__gt=day), portefeuille__team=team_id).values_list(
        "medewerker", "portefeuille", "rol", "volgorde", "van", "tot", named=True
    )
    return replace(
        facts,
        portefeuilles=dict(Portefeuille.objects.filter(team=team_id).values_list("pk", "naam")),
        houderschappen=tuple(
            Houderfeit(row.medewerker, row.portefeuille, Houderrol(row.rol), dagperiode(row), row.volgorde)
            for row in rows
        ),
    )
