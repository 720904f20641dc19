"""Briefing: a few opdrachten per shift, and an answer in one tap that reaches who asked (P9)."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from logboek.services import record
from notificaties.services import notify
from organisatie.access import own_key
from organisatie.queries import instelling_van
from overleggen.services import about
from regels import briefing as regels
from regels.begrippen import eis
from regels.briefing import mag_intrekken

from ..afspraken import BRIEFING
from ..models import Briefingopdracht, Terugkoppeling
from .slot import lock_team


def bezet_in(team_id, van, tot_en_met, *, zonder=None):
    """How many opdrachten stand on each (day, dienst) in this period. One query."""
    rows = Briefingopdracht.objects.filter(
        team=team_id, van__lte=tot_en_met, tot_en_met__gte=van, ingetrokken_op=None
    ).exclude(pk=zonder)
    return Counter(plek for row in rows for plek in regels.diensten_in(row.van, row.tot_en_met, row.diensten))


@transaction.atomic
def issue_opdracht(*, team, by, opdracht, van, tot_en_met, diensten, onderwerp=None, sleutel=None, **values):
    """Put an opdracht on the briefing of some shifts. Days are in Amsterdam, both included.

    A second submit of the same form gives the same opdracht. Raises RegelOvertreden when a shift is full, or the
    period is over.
    """
    lock_team(team.pk)
    sleutel = own_key(sleutel, by)
    if sleutel and (existing := Briefingopdracht.objects.filter(sleutel=sleutel).first()):
        return existing
    eis(
        regels.mag_uitzetten(
            van=van,
            tot_en_met=tot_en_met,
            diensten=diensten,
            nu=regels.dienst_op(timezone.now()),
            bezet=bezet_in(team.pk, van, tot_en_met),
            maximum=BRIEFING.van(instelling_van(team.pk, van)).maximum,
        )
    )
    row = Briefingopdracht.objects.create(
        team=team,
        gevraagd_door=by,
        opdracht=opdracht.strip(),
        van=van,
        tot_en_met=tot_en_met,
        diensten=list(diensten),
        titel=str(onderwerp)[:160] if onderwerp is not None else opdracht[:160],
        sleutel=sleutel,
        **about(onderwerp),
        **values,
    )
    record(event="briefing.issued", by=by, subject=row)
    return row


@transaction.atomic
def change_opdracht(*, opdracht, by, opdracht_tekst, van, tot_en_met, diensten, **values):
    """Put an opdracht right while it stands on the briefing or is to come. Raises RegelOvertreden."""
    lock_team(opdracht.team_id)
    row = Briefingopdracht.objects.select_for_update(no_key=True).get(pk=opdracht.pk)
    today = timezone.localdate()
    eis(
        regels.mag_opdracht_wijzigen(
            tot_en_met=row.tot_en_met, vandaag=today, ingetrokken=row.ingetrokken_op is not None
        )
    )
    if (van, tot_en_met, set(diensten)) != (row.van, row.tot_en_met, set(row.diensten)):
        eis(
            regels.mag_uitzetten(
                van=van,
                tot_en_met=tot_en_met,
                diensten=diensten,
                nu=regels.dienst_op(timezone.now()),
                bezet=bezet_in(row.team_id, van, tot_en_met, zonder=row.pk),
                maximum=BRIEFING.van(instelling_van(row.team_id, van)).maximum,
            )
        )
    row.opdracht, row.van, row.tot_en_met, row.diensten = (
        opdracht_tekst.strip(),
        van,
        tot_en_met,
        list(diensten),
    )
    if row.onderwerp_id is None:
        row.titel = row.opdracht[:160]
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record(event="briefing.changed", by=by, subject=row)
    return row


@transaction.atomic
def withdraw_opdracht(*, opdracht, by):
    """Take it off the briefing; the answers that came stay."""
    row = Briefingopdracht.objects.select_for_update(no_key=True).get(pk=opdracht.pk)
    eis(mag_intrekken(ingetrokken=row.ingetrokken_op is not None))
    row.ingetrokken_op = timezone.now()
    row.save(update_fields=["ingetrokken_op"])
    record(event="briefing.withdrawn", by=by, subject=row)


@transaction.atomic
def answer_opdracht(*, opdracht, by, antwoord, tekst=None, moment=None):
    """What the shift did with it: one tap, a line may follow. Answered again in the same shift it is corrected.

    Who asked hears it once a day per opdracht, without its content.
    """
    moment = moment or timezone.now()
    row = Briefingopdracht.objects.select_for_update(no_key=True).get(pk=opdracht.pk)
    dag, dienst = regels.dienst_op(moment)
    eis(
        regels.mag_terugkoppelen(
            van=row.van,
            tot_en_met=row.tot_en_met,
            vandaag=timezone.localdate(moment),
            ingetrokken=row.ingetrokken_op is not None,
        )
    )
    values = {"antwoord": antwoord, "moment": moment}
    if tekst is not None:
        values["tekst"] = tekst.strip()
    answer, _ = Terugkoppeling.objects.update_or_create(
        opdracht=row, dag=dag, dienst=dienst, door=by, defaults=values
    )
    record(event="briefing.answered", by=by, subject=row)
    if row.gevraagd_door_id != by.pk:
        notify(
            ontvangers=[row.gevraagd_door_id],
            key=f"briefing:{row.pk}:antwoord:{dag}",
            tekst="Er is een antwoord op een briefingopdracht van jou.",
            url=row.get_absolute_url(),
            onderwerp=row,
            moment=moment,
        )
    return answer
