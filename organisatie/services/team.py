"""Changes in the team itself: what it agreed, its gebieden and wijken, its holidays, and who decides on what."""

import holidays
from django.db import transaction
from django.utils import timezone

from logboek.services import record
from regels import organisatie as regels
from regels.begrippen import eis
from regels.functies import BESLIST, TEAM_KIEST

from ..afspraken import TEAM
from ..bronnen import facts_changed, gevolgen
from ..models import Beslisregel, Feestdag, Koppeling
from ..queries import instelling_van
from .mensen import lock_team


@transaction.atomic
def change_instelling(*, team, by, vanaf, groep=TEAM, **values):
    """What the team agrees from `vanaf` (a day, not in the past) about one group. Older rows stay as they were.

    A later row in which this group was not chosen follows: what one agrees today is not undone by a day that was
    set for something else.
    """
    lock_team(team)
    eis(
        regels.mag_afspraak_wijzigen(
            vanaf=vanaf,
            vandaag=timezone.localdate(),
            zelf_meer_rechten=_more_for_oneself(team, by, vanaf, values),
        )
    )
    with gevolgen(team, by=by) as caused:
        row = team.instellingen.filter(vanaf=vanaf).first()
        if row is None:
            row = instelling_van(team.pk, vanaf)  # what is not asked stays as it was
            row.pk, row.vanaf, row.gevraagd = None, vanaf, []
            row._state.adding = True
        _agree(row, groep, values)
        row.gevraagd = sorted({*row.gevraagd, groep})
        row.save()
        for later in team.instellingen.filter(vanaf__gt=vanaf).order_by("vanaf"):
            if groep in later.gevraagd:
                break
            _agree(later, groep, values)
            later.save()
    record(event="teaminstelling.changed", by=by, subject=row)
    return caused


def _agree(row, groep, values):
    if groep != TEAM:
        row.afspraken = row.afspraken | {groep: values}
        return
    for name, value in values.items():
        setattr(row, name, value)


def _more_for_oneself(team, by, vanaf, values):
    """Who belongs to the MT and to the escalatieketen decides what people see: nobody widens it for oneself."""
    functies = by.functies_in(team.pk) if by is not None else set()
    old = instelling_van(team.pk, vanaf)
    woe = values.get("woe_in_mt") and not old.woe_in_mt and functies & TEAM_KIEST
    added = set(values.get("escalatieketen", ())) - set(old.escalatieketen)
    wider = values.get("wie_ziet_tijd", old.wie_ziet_tijd) not in (old.wie_ziet_tijd, "zelf")
    tijd = wider and functies & old.mt_functies
    more = bool(woe or tijd or added & {str(functie) for functie in functies})
    return not functies & BESLIST and more


@transaction.atomic
def change_team(*, team, by, formatie, bezetting):
    row = lock_team(team)
    row.formatie, row.bezetting = formatie, bezetting
    row.save(update_fields=["formatie", "bezetting"])
    record(event="team.changed", by=by, subject=row)


@transaction.atomic
def save_gebied(*, team, gebied, by, naam, volgorde, gemeente=None):
    """Add a gebied (`gebied` None) or change one; `gemeente` is the Organisatie it lies in (O10)."""
    lock_team(team)
    gebied = gebied or team.gebieden.model(team=team, van=timezone.localdate())
    gebied.naam, gebied.volgorde, gebied.gemeente = naam, volgorde, gemeente
    gebied.save()
    facts_changed(team)
    record(event="gebied.saved", by=by, subject=gebied)
    return gebied


@transaction.atomic
def save_wijk(*, gebied, wijk, by, code, naam, inwoners):
    """Add a wijk to a gebied (`wijk` None) or change one."""
    wijk = wijk or gebied.wijken.model(gebied=gebied)
    wijk.code, wijk.naam, wijk.inwoners = code, naam, inwoners
    wijk.save()
    record(event="wijk.saved", by=by, subject=wijk)
    return wijk


def fill_feestdagen(team, *, years=2, first_year=None):
    """Fill the team's dated holidays from the well-kept list, this year and the next. Existing days stay."""
    first_year = first_year or timezone.localdate().year
    found = holidays.country_holidays("NL", years=range(first_year, first_year + years), language="nl")
    Feestdag.objects.bulk_create(
        [Feestdag(team=team, dag=dag, naam=naam) for dag, naam in sorted(found.items())],
        ignore_conflicts=True,
    )


@transaction.atomic
def add_feestdag(*, team, dag, naam, by):
    eis(regels.mag_feestdag_toevoegen(staat_er_al=team.feestdagen.filter(dag=dag).exists()))
    row = Feestdag.objects.create(team=team, dag=dag, naam=naam)
    facts_changed(team)
    record(event="feestdag.added", by=by, subject=row)


@transaction.atomic
def remove_feestdag(*, feestdag, by):
    record(event="feestdag.removed", by=by, subject=feestdag)
    feestdag.delete()
    facts_changed(feestdag.team)


@transaction.atomic
def end_gebied(*, gebied, tot, opvolger, by):
    """A gebied ends: `tot` is the first day on which it is no more; open work goes to `opvolger` on that day (O10)."""
    own = Koppeling.objects.filter(gebied=opvolger.pk)
    return end_with_successor(gebied, tot, opvolger, by, wat="Dit gebied", own=own)


@transaction.atomic
def continue_gebied(*, gebied, by):
    """The gebied stays after all."""
    return continue_after_all(gebied, by)


def end_with_successor(row, tot, opvolger, by, *, wat, own):
    """End what people and work hang on. Who is tied to it and what runs in it follow on that day, in the ticks.

    A successor is always named, whatever lies there: so the answer tells nobody whether there is open work. `own`: who
    belongs to the successor. Raises RegelOvertreden.
    """
    team = lock_team(row.team)
    row, opvolger = (type(row).objects.get(pk=pk) for pk in (row.pk, opvolger.pk))
    eis(
        regels.mag_ophouden(
            wat=wat,
            eindigt_al=row.tot is not None,
            van=row.van,
            tot=tot,
            vandaag=timezone.localdate(),
            opvolger_blijft=opvolger.pk != row.pk and opvolger.tot is None,
            zelf_bij_opvolger=by is not None and own.niet_voorbij().filter(medewerker=by).exists(),
        )
    )
    with gevolgen(team, by=by) as caused:
        row.tot, row.opvolger = tot, opvolger
        row.save(update_fields=["tot", "opvolger"])
    record(event=f"{row._meta.model_name}.ended", by=by, subject=row)
    return caused


def continue_after_all(row, by):
    """What would end runs on; nobody had left it yet."""
    team = lock_team(row.team)
    row = type(row).objects.get(pk=row.pk)
    eis(regels.mag_doorgaan(tot=row.tot, vandaag=timezone.localdate()))
    with gevolgen(team, by=by) as caused:
        row.tot = row.opvolger = None
        row.save(update_fields=["tot", "opvolger"])
    record(event=f"{row._meta.model_name}.continued", by=by, subject=row)
    return caused


@transaction.atomic
def save_beslisregel(*, team, regel, by, **values):
    """Add (`regel` None) or change who decides on what (C16)."""
    regel = regel or Beslisregel(team=team)
    for name, value in values.items():
        setattr(regel, name, value)
    regel.save()
    record(event="beslisregel.saved", by=by, subject=regel)
    return regel


@transaction.atomic
def remove_beslisregel(*, regel, by):
    record(event="beslisregel.removed", by=by, subject=regel)
    regel.delete()
