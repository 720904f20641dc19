"""Need-to-know: for whom a casus exists (C15). One definition, used by every list, page, count and search."""

from datetime import datetime, timedelta
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisatie.models import Koppeling, Medewerker, OpCoDienst
from organisatie.models.basis import TeamQuerySet
from organisatie.queries import instelling_for
from regels.begrippen import Fase, Houderrol, Rol
from regels.functies import BESLIST

from .verhaal import LANG

OPEN = [fase for fase in Fase if fase != Fase.AFGESLOTEN]


class CasusQuerySet(TeamQuerySet):
    """Casussen, of which each exists only for those who need to know."""

    def visible_to(self, medewerker: Medewerker, *, nood: bool = True) -> Self:
        """The casussen that exist for this medewerker now (C15); `nood=False`: without what break-glass opened.

        Who is aan zet counts as it was recorded last: at each action, and every minute for what time brings.
        `vertrouwelijk` leaves only those involved, regisseur, aan zet, who is asked, and the teamchef.
        """
        if not medewerker.team_ids:
            return self.none()
        own, sees_all, is_chef = Q(), True, True
        for team_id in medewerker.team_ids:
            functies = medewerker.functies_in(team_id)
            if BESLIST & functies:
                own |= Q(team=team_id)
                continue
            is_chef = False
            if functies & instelling_for(medewerker, team_id).ziet_alles:
                own |= Q(team=team_id, vertrouwelijk=False)
            else:
                sees_all = False
        condition = own if is_chef else own | _involved(medewerker, nood=nood)
        if not sees_all:  # who belongs to the MT of each of their teams sees by role already
            condition |= Q(vertrouwelijk=False) & _by_role(medewerker)
        return self.filter(condition, team__in=medewerker.team_ids)

    def to_look_at(self, moment: datetime) -> Self:
        """The open casussen at which the tick must look at this moment, whatever happened in their team."""
        return self.open().filter(Q(kijk_op=None) | Q(kijk_op__lte=moment))

    def zonder_verhaal(self) -> Self:
        """Without the long texts, for lists and for the tick."""
        return self.defer(*LANG)

    def voor_standen(self) -> Self:
        """Only the titel and what a `Stand` is reckoned from, for who asks how many casussen stand."""
        return self.only(
            "team",
            "titel",
            "fase",
            "ernst",
            "grond",
            "vastgelegd_aan_zet",
            "vastgelegd_sinds",
            "vertrouwelijk",
            "oorsprong",
        )

    def open(self) -> Self:
        """What is not closed, named phase by phase: an index finds these, while "not closed" reads every closed one."""
        return self.filter(fase__in=OPEN)


def _involved(medewerker: Medewerker, *, nood: bool) -> Q:
    """Named on it, formal regisseur, aan zet, asked now, or let in by break-glass: these see a vertrouwelijke casus too."""
    from .models import Betrokkene, Noodtoegang, Overdracht, Regie

    opened = Noodtoegang._base_manager.filter(medewerker=medewerker, tot__gt=timezone.now())
    by_nood = Q(pk__in=opened.values("casus")) if nood else Q(pk__in=[])
    return (
        by_nood
        | Q(pk__in=Betrokkene._base_manager.filter(medewerker=medewerker).values("casus"))
        | Q(pk__in=Regie._base_manager.filter(medewerker=medewerker, tot=None).values("casus"))
        | Q(pk__in=Overdracht._base_manager.filter(aan=medewerker, besloten_op=None).values("ronde__casus"))
        | (Q(vastgelegd_aan_zet=medewerker) & ~Q(fase=Fase.AFGESLOTEN))
    )


def _by_role(medewerker: Medewerker) -> Q:
    """WOE and OE of its gebieden, houders of its portefeuilles, the OpCo on duty, participants of a meeting; and who leads
    its casusleerbijeenkomst, who had no part in it, until that is done (C14)."""
    from overleggen.models import Agendapunt, Overleg
    from portefeuilles.models import Houderschap

    from .models import AlsDan, Casus, CasusGebied, CasusPortefeuille, Leercasus

    ties = Koppeling._base_manager.filter(medewerker=medewerker, rol__in=[Rol.WOE, Rol.OE])
    gebieden = _running(ties).values("gebied")
    holds = Houderschap._base_manager.filter(medewerker=medewerker, rol=Houderrol.HOUDER)
    portefeuilles = _running(holds).values("portefeuille")
    condition = Q(pk__in=CasusGebied._base_manager.filter(gebied__in=gebieden).values("casus")) | Q(
        pk__in=CasusPortefeuille._base_manager.filter(portefeuille__in=portefeuilles).values("casus")
    )
    tied = None
    meetings = []
    for pk, team_id, personen, functies, gebied in Overleg._base_manager.filter(
        Q(status="bezig") | Q(status="gepland", eind__gt=timezone.now() - timedelta(days=1)),
        team__in=medewerker.team_ids,
    ).values_list("pk", "team", "reeks__personen", "reeks__functies", "reeks__gebied"):
        if medewerker.pk in personen:
            meetings.append(pk)
            continue
        if not {str(functie) for functie in medewerker.functies_in(team_id)} & set(functies):
            continue
        if gebied is not None:
            if tied is None:
                every = Koppeling._base_manager.filter(medewerker=medewerker)
                tied = set(_running(every).values_list("gebied", flat=True))
            if gebied not in tied:
                continue
        meetings.append(pk)
    if meetings:
        kind = ContentType.objects.get_for_model(Casus)
        points = Agendapunt._base_manager.filter(overleg__in=meetings, onderwerp_type=kind)
        condition |= Q(pk__in=points.values("onderwerp_id"))
    leads = Leercasus._base_manager.filter(
        bijeenkomst__gespreksleider=medewerker, bijeenkomst__afgerond_op=None
    )
    condition |= Q(pk__in=leads.values("casus"))
    duty = OpCoDienst._base_manager.filter(medewerker=medewerker, tot=None).values("team")
    todo = AlsDan._base_manager.filter(afgedaan_op=None).values("casus")
    open_todo = Q(pk__in=todo) & ~Q(fase=Fase.AFGESLOTEN)
    condition |= Q(team__in=duty) & (Q(fase__in=[Fase.ACUUT, Fase.HEROPEND]) | open_todo)
    return condition


def _running(rows: models.QuerySet) -> models.QuerySet:
    today = timezone.localdate()
    return rows.filter(Q(tot=None) | Q(tot__gt=today), van__lte=today)


class ViaCasusQuerySet(models.QuerySet):
    """Rows of a casus exist for those for whom the casus exists."""

    def visible_to(self, medewerker: Medewerker) -> Self:
        from .models import Casus

        return self.filter(casus__in=Casus.objects.visible_to(medewerker).values("pk"))


class AanbodQuerySet(models.QuerySet):
    def visible_to(self, medewerker: Medewerker) -> Self:
        """Offers of casussen that exist for this medewerker, and always one's own offer (not its casus)."""
        from .models import Casus

        casussen = Casus.objects.visible_to(medewerker).values("pk")
        own = Q(aan=medewerker, ronde__casus__team__in=medewerker.team_ids)
        return self.filter(own | Q(ronde__casus__in=casussen))


class ViaLerenQuerySet(models.QuerySet):
    """Rows of a leerbijeenkomst exist for those for whom it exists."""

    def visible_to(self, medewerker: Medewerker) -> Self:
        from .models import Leerbijeenkomst

        return self.filter(bijeenkomst__in=Leerbijeenkomst.objects.visible_to(medewerker).values("pk"))


class LesQuerySet(models.QuerySet):
    def visible_to(self, medewerker: Medewerker) -> Self:
        """Lessons of one's teams once their bijeenkomst is done; before that for those who belong to it."""
        from .models import Leerbijeenkomst

        mine = Q(bijeenkomst__in=Leerbijeenkomst.objects.visible_to(medewerker).values("pk"))
        return self.filter(mine | Q(team__in=medewerker.team_ids, bijeenkomst__afgerond_op__isnull=False))


class LeerQuerySet(TeamQuerySet):
    def visible_to(self, medewerker: Medewerker) -> Self:
        """Leerbijeenkomsten one leads, made, or is invited to, and those of the team for its MT (C14)."""
        mt = [
            team_id
            for team_id in medewerker.team_ids
            if medewerker.functies_in(team_id) & instelling_for(medewerker, team_id).ziet_alles
        ]
        own = Q(gespreksleider=medewerker) | Q(gemaakt_door=medewerker) | Q(genodigden__medewerker=medewerker)
        found = self.model._base_manager.filter(own | Q(team__in=mt), team__in=medewerker.team_ids)
        return self.filter(pk__in=found.values("pk"))
