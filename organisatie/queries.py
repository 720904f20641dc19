"""Reading the organisation: settings of a day, and the facts the rules of vervanging need."""

import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from regels.begrippen import Functie, Periode, Rol
from regels.feiten import Koppeling as Koppelfeit
from regels.feiten import Plaatsing as Plaatsfeit
from regels.feiten import Teamfeiten, Teamregels, Termijnen
from regels.functies import STANDAARD_KETEN
from regels.tijd import lokaal

from .models import (
    Afwezigheid,
    Contactpersoon,
    Feestdag,
    Koppeling,
    Medewerker,
    OpCoDienst,
    Plaatsing,
    Teaminstelling,
    Vrijstelling,
)


def instelling_van(team_id, dag=None):
    """What the team has agreed on this day (default today); the defaults when nothing is recorded yet."""
    dag = dag or timezone.localdate()
    row = Teaminstelling.objects.filter(team=team_id, vanaf__lte=dag).first()
    return row or Teaminstelling(team_id=team_id, vanaf=dag, escalatieketen=list(STANDAARD_KETEN))


_remembered: dict[int, tuple] = {}  # team id -> (feitenversie, day, instelling); per process


def instelling_for(medewerker, team_id):
    """`instelling_van` of today, read once per medewerker object; of their own team once per version of its facts."""
    known = medewerker.gelezen_instellingen
    if team_id not in known:
        known[team_id] = _remember(medewerker.team, team_id)
    return known[team_id]


def _remember(team, team_id):
    if not settings.REMEMBERED_TEAMS or team is None or team.pk != team_id:
        return instelling_van(team_id)
    key = (team.feitenversie, timezone.localdate())
    known = _remembered.get(team_id)
    if known is not None and known[:2] == key:
        return known[2]
    instelling = instelling_van(team_id)
    if len(_remembered) >= settings.REMEMBERED_TEAMS:
        _remembered.clear()  # another thread may be reading: what it found it holds
    _remembered[team_id] = (*key, instelling)
    return instelling


def dagperiode(row):
    """A row with `van` and `tot` in days, as a Periode of moments."""
    return Periode(lokaal(row.van), lokaal(row.tot) if row.tot else None)


def momentperiode(row):
    return Periode(row.van.astimezone(datetime.UTC), row.tot.astimezone(datetime.UTC) if row.tot else None)


def als_regels(row):
    """A Teaminstelling as the rules read it."""
    return Teamregels(
        vanaf=lokaal(row.vanaf),
        escalatieketen=tuple(Functie(functie) for functie in row.escalatieketen),
        andere_woe_voor_oe=row.andere_woe_voor_oe,
        woe_zonder_gebied=row.woe_zonder_gebied,
        termijnen=Termijnen(
            row.uren_rustig, row.uren_alert, row.uren_kritiek, row.werkdag_van, row.werkdag_tot
        ),
        piket=row.piket,
        woord_woe=row.woord_woe,
    )


def opco_van_dienst(team_id):
    """The open OpCo-dienst of a team, with its people, or None."""
    return OpCoDienst.objects.filter(team=team_id, tot=None).select_related("medewerker", "volgende").first()


def team_facts(team_id, moment, *, back=None):
    """`Teamfeiten` of this team from `moment` (or `back`, if earlier) on: what holds then and later.

    Seven queries, however many people and casussen. Houderschappen are added by the app that owns them.
    """
    since = min(moment, back) if back else moment
    day = timezone.localdate(since)
    # Everybody who was ever placed here: the names of people who left still stand in reasons.
    placed = list(
        Plaatsing.objects.filter(team=team_id).values_list(
            "medewerker", "functie", "van", "tot", "medewerker__naam", named=True
        )
    )
    koppelingen = (
        Koppeling.objects.filter(Q(tot=None) | Q(tot__gt=day), gebied__team=team_id)
        .exclude(rol=Rol.WIJKAGENT)
        .values_list("medewerker", "gebied", "rol", "volgorde", "van", "tot", named=True)
    )
    diensten = OpCoDienst.objects.filter(Q(tot=None) | Q(tot__gt=since), team=team_id)
    return Teamfeiten(
        namen={row.medewerker: row.medewerker__naam for row in placed},
        plaatsingen=tuple(
            Plaatsfeit(row.medewerker, Functie(row.functie), dagperiode(row))
            for row in placed
            if row.tot is None or row.tot > day
        ),
        koppelingen=tuple(
            Koppelfeit(row.medewerker, row.gebied, Rol(row.rol), dagperiode(row), row.volgorde)
            for row in koppelingen
        ),
        afwezig=_per_person(
            Afwezigheid.objects.filter(
                Q(tot=None) | Q(tot__gt=since),
                medewerker__in={row.medewerker for row in placed},
                ingetrokken_op=None,
            ),
            momentperiode,
        ),
        vrijgesteld=_per_person(
            Vrijstelling.objects.filter(
                Q(tot=None) | Q(tot__gt=day), team=team_id, soort=Vrijstelling.Soort.REGIE
            ),
            dagperiode,
        ),
        regels=tuple(als_regels(row) for row in Teaminstelling.objects.filter(team=team_id)),
        opco=tuple(
            (row.medewerker, momentperiode(row))
            for row in diensten.values_list("medewerker", "van", "tot", named=True)
        ),
        feestdagen=frozenset(
            # A term that began some weeks ago is reckoned with the holidays since.
            Feestdag.objects.filter(team=team_id, dag__gte=day - datetime.timedelta(days=60)).values_list(
                "dag", flat=True
            )
        ),
    )


def _per_person(rows, periode):
    found = {}
    for row in rows.values_list("medewerker", "van", "tot", named=True):
        found.setdefault(row.medewerker, []).append(periode(row))
    return {who: tuple(periods) for who, periods in found.items()}


def known_names(medewerker):
    """Names of colleagues and contactpersonen of this medewerker's teams: writing those asks for no warning (T6)."""
    if not medewerker.is_authenticated:
        return []
    collegas = Medewerker.objects.visible_to(medewerker).values_list("naam", flat=True)
    partners = Contactpersoon.objects.filter(organisatie__team__in=medewerker.team_ids)
    return [*collegas, *partners.values_list("naam", flat=True)]
