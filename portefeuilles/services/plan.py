"""Changes in a plan: effects, indicators and measurements, activities (P2)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from logboek.services import record
from notificaties.services import lapse, notify
from organisatie.access import own_key
from organisatie.services import require_placed
from regels import plan as regels
from regels.begrippen import eis
from regels.plan import Niveau

from ..models import Activiteit, Effect, Indicator, Meting, Plan
from ..queries import open_work_of
from .slot import lock_team


@transaction.atomic
def make_plan(*, portefeuille, by, effect, van, tot, titel, waarvoor="", labels=()):
    """A draft plan with its first beoogd effect: a plan without one is no plan. `tot` is the first day after it."""
    lock_team(portefeuille.team_id)
    eis(regels.mag_beginnen(effect=effect))
    eis(regels.mag_plan(van=van, tot=tot, andere=portefeuille.plannen.values_list("van", "tot")))
    plan = Plan.objects.create(
        portefeuille=portefeuille, titel=titel.strip(), van=van, tot=tot, waarvoor=waarvoor.strip()
    )
    plan.labels.set(labels)
    Effect.objects.create(plan=plan, tekst=effect.strip(), volgorde=1)
    record(event="plan.added", by=by, subject=plan)
    return plan


@transaction.atomic
def change_plan(*, plan, by, titel, van, tot, waarvoor="", labels=()):
    lock_team(plan.team_id)
    others = plan.portefeuille.plannen.exclude(pk=plan.pk).values_list("van", "tot")
    eis(regels.mag_plan(van=van, tot=tot, andere=others))
    plan.titel, plan.van, plan.tot, plan.waarvoor = titel.strip(), van, tot, waarvoor.strip()
    plan.save()
    plan.labels.set(labels)
    record(event="plan.changed", by=by, subject=plan)
    return plan


@transaction.atomic
def vaststel_plan(*, plan, by):
    """From now on this is what the team works towards. It must say what it reaches and how that shows."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    effecten = list(plan.effecten.prefetch_related("indicatoren"))
    eis(
        regels.mag_vaststellen(
            effecten=len(effecten),
            zonder_indicator=[row.tekst for row in effecten if not row.indicatoren.all()],
            al_vastgesteld=plan.vastgesteld_op is not None,
        )
    )
    plan.vastgesteld_op, plan.vastgesteld_door = timezone.now(), by
    plan.save(update_fields=["vastgesteld_op", "vastgesteld_door"])
    record(event="plan.vastgesteld", by=by, subject=plan)
    return plan


@transaction.atomic
def add_effect(*, plan, by, tekst):
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    eis(regels.mag_effect_erbij(plan.effecten.count()))
    last = plan.effecten.aggregate(last=Max("volgorde"))["last"] or 0
    row = Effect.objects.create(plan=plan, tekst=tekst.strip(), volgorde=last + 1)
    record(event="effect.added", by=by, subject=row)
    return row


@transaction.atomic
def change_effect(*, effect, by, tekst):
    effect.tekst = tekst.strip()
    effect.save(update_fields=["tekst"])
    record(event="effect.changed", by=by, subject=effect)
    return effect


@transaction.atomic
def remove_effect(*, effect, by):
    """Take off an effect on which nothing hangs yet; otherwise the work on it would lose its reason."""
    eis(
        regels.mag_effect_weghalen(
            hangt_er_iets_aan=effect.activiteiten.exists() or effect.indicatoren.exists()
        )
    )
    record(event="effect.removed", by=by, subject=effect)
    effect.delete()


@transaction.atomic
def add_indicator(*, effect, by, **values):
    """An indicator with its nulmeting, which is its first measurement."""
    eis(
        regels.mag_indicator(doel_op=values["doel_op"], nul_op=values["nul_op"], vandaag=timezone.localdate())
    )
    row = Indicator.objects.create(effect=effect, **values)
    Meting.objects.create(indicator=row, dag=row.nul_op, waarde=row.nul, toelichting="nulmeting", door=by)
    record(event="indicator.added", by=by, subject=row)
    return row


@transaction.atomic
def change_indicator(*, indicator, by, **values):
    """Put right what is counted, the nulmeting or where it should go. The nulmeting and its measurement stay one."""
    row = _locked(indicator)
    eis(
        regels.mag_indicator(doel_op=values["doel_op"], nul_op=values["nul_op"], vandaag=timezone.localdate())
    )
    later = row.metingen.exclude(dag=row.nul_op).order_by("dag").first()
    eis(regels.mag_nulmeting_verzetten(nul_op=values["nul_op"], eerste_meting=later.dag if later else None))
    row.metingen.filter(dag=row.nul_op).update(dag=values["nul_op"], waarde=values["nul"])
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record(event="indicator.changed", by=by, subject=row)
    return row


@transaction.atomic
def remove_indicator(*, indicator, by):
    """Take off an indicator at which nothing was measured after its nulmeting."""
    row = _locked(indicator)
    eis(regels.mag_indicator_weghalen(metingen=row.metingen.exclude(dag=row.nul_op).count()))
    row.metingen.all().delete()
    row.delete()
    row.pk = indicator.pk  # it is gone; the logboek still says which
    record(event="indicator.removed", by=by, subject=row)


@transaction.atomic
def remove_meting(*, meting, by):
    """A measurement that was wrong; the logboek keeps that it was there. One that was corrected meanwhile is another one."""
    row = _locked(meting.indicator)
    eis(
        regels.mag_meting_weghalen(
            dag=meting.dag, begin=row.nul_op, is_er_nog=row.metingen.filter(pk=meting.pk).exists()
        )
    )
    row.metingen.filter(pk=meting.pk).delete()
    record(event="meting.removed", by=by, subject=row)


@transaction.atomic
def measure(*, indicator, by, dag, waarde, toelichting=""):
    """The value on a day; measured again on that day a new measurement takes its place."""
    row = _locked(indicator)
    eis(regels.mag_meten(dag=dag, vandaag=timezone.localdate(), begin=row.nul_op))
    row.metingen.filter(dag=dag).delete()
    meting = row.metingen.create(dag=dag, waarde=waarde, toelichting=toelichting.strip(), door=by)
    record(event="indicator.measured", by=by, subject=row)
    return meting


def _locked(indicator):
    """The indicator as it stands now: all that is measured or taken off waits for each other here."""
    return Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)


@transaction.atomic
def add_activiteit(
    *, effect, by, niveau, tekst, eigenaar, boven=None, partners=(), wijken=(), sleutel=None, **values
):
    """Something that is done for an effect. A second submit of the same form gives the same activity."""
    lock_team(effect.team_id)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Activiteit.objects.filter(sleutel=sleutel).first()):
        return existing
    effect = _checked(effect, niveau, eigenaar, boven)
    row = Activiteit.objects.create(
        plan=effect.plan,
        effect=effect,
        boven=boven,
        niveau=niveau,
        tekst=tekst.strip(),
        eigenaar=eigenaar,
        sleutel=sleutel,
        **values,
    )
    row.partners.set(partners)
    row.wijken.set(wijken)
    record(event="activiteit.added", by=by, subject=row)
    _tell_owner(row, by)
    return row


def _checked(effect, niveau, eigenaar, boven):
    """The effect the activity hangs on: that of the one above it, when there is one."""
    require_placed(eigenaar, effect.plan.portefeuille.team)
    eis(regels.mag_hangen(Niveau(niveau), Niveau(boven.niveau) if boven is not None else None))
    return boven.effect if boven is not None else effect


def _tell_owner(row, by):
    if row.eigenaar_id != by.pk:
        notify(
            ontvangers=[row.eigenaar_id],
            key=f"activiteit:{row.pk}:van:{row.eigenaar_id}",
            tekst="Er staat een activiteit uit een plan op jouw naam.",
            url=row.get_absolute_url(),
            onderwerp=row,
        )


@transaction.atomic
def change_activiteit(
    *, activiteit, by, effect, niveau, tekst, eigenaar, boven=None, partners=(), wijken=(), **values
):
    """Change an activity; what hangs under it moves along to its effect."""
    row = Activiteit.objects.select_for_update(no_key=True).get(pk=activiteit.pk)
    eis(regels.mag_onder(zichzelf=boven is not None and boven.pk == row.pk))
    effect = _checked(effect, niveau, eigenaar, boven)
    for kind in row.eronder.all():
        eis(regels.mag_hangen(Niveau(kind.niveau), Niveau(niveau)))
    was = row.eigenaar_id
    for name, value in values.items():
        setattr(row, name, value)
    row.effect, row.niveau, row.tekst, row.eigenaar, row.boven = (
        effect,
        niveau,
        tekst.strip(),
        eigenaar,
        boven,
    )
    row.save()
    row.partners.set(partners)
    row.wijken.set(wijken)
    _move_along(row)
    record(event="activiteit.changed", by=by, subject=row)
    if was != row.eigenaar_id:
        _tell_owner(row, by)
    return row


def _move_along(row):
    """All that hangs under an activity belongs to its effect; at most two levels down."""
    for kind in row.eronder.exclude(effect=row.effect_id):
        kind.effect_id = row.effect_id
        kind.save(update_fields=["effect"])
        _move_along(kind)


@transaction.atomic
def finish_activiteit(*, activiteit, by, resultaat):
    """Done: its work is done, and it says what it brought."""
    row = _open(activiteit)
    eis(regels.mag_afronden(open_werk=open_work_of(row), resultaat=resultaat))
    row.afgerond_op, row.resultaat = timezone.now(), resultaat.strip()
    row.save(update_fields=["afgerond_op", "resultaat"])
    lapse(row)
    record(event="activiteit.done", by=by, subject=row)
    return row


@transaction.atomic
def stop_activiteit(*, activiteit, by, reden):
    """We no longer do this, and say why."""
    row = _open(activiteit)
    row.gestopt_op, row.resultaat = timezone.now(), reden.strip()
    row.save(update_fields=["gestopt_op", "resultaat"])
    lapse(row)
    record(event="activiteit.stopped", by=by, subject=row)
    return row


@transaction.atomic
def reopen_activiteit(*, activiteit, by):
    """It was not done after all: it runs again."""
    row = Activiteit.objects.select_for_update(no_key=True).get(pk=activiteit.pk)
    eis(regels.mag_weer_lopen(open=row.is_open))
    row.afgerond_op = row.gestopt_op = None
    row.save(update_fields=["afgerond_op", "gestopt_op"])
    record(event="activiteit.reopened", by=by, subject=row)
    return row


def _open(activiteit):
    row = Activiteit.objects.select_for_update(no_key=True).get(pk=activiteit.pk)
    eis(regels.mag_activiteit_wijzigen(open=row.is_open))
    return row
