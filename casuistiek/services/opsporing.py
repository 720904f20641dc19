"""The investigative part has a name, or stands open for all to see (C20)."""

from django.db import transaction

from notificaties.services import unheard
from notificaties.storingen import each
from regels.begrippen import Fase, eis
from regels.escalatie import termijn
from regels.regie import mag_bewerken, mag_opsporing_aanvaarden, mag_opsporing_stoppen, mag_opsporing_vragen

from ..models import Casus, Opsporing
from ..queries import stand_of
from .basis import full_key, happened, involve, lock_at, tell, tell_escalatiefunctie


@transaction.atomic
def ask_opsporing(*, casus, by, bij, wat="", gevraagd=None, naam="", moment=None):
    """Ask BTR or DR to take the investigative part: a colleague, somebody outside by name, or nobody yet.

    A name from outside counts as accepted: `by` spoke to them. Otherwise the term of the ernst runs.
    """
    casus, moment = lock_at(casus, moment)
    eis(mag_bewerken(fase=Fase(casus.fase)))
    eis(mag_opsporing_vragen(collega=gevraagd is not None, naam=naam))
    stand = stand_of(casus, moment)
    casus.opsporingen.filter(gestopt_op=None).update(gestopt_op=moment, reden_gestopt="opnieuw gevraagd")
    row = Opsporing.objects.create(
        casus=casus,
        bij=bij,
        wat=wat.strip(),
        gevraagd=gevraagd,
        naam=naam.strip(),
        sinds=moment,
        uiterlijk=termijn(stand.feiten.ernst, moment, stand.team),
        aanvaard_op=moment if naam.strip() else None,
    )
    if row.naam:
        tekst = f"Opsporing ligt bij {row.naam}, {row.get_bij_display()}."
    elif gevraagd is not None:
        tekst = f"{gevraagd.naam} is gevraagd voor de opsporing, {row.get_bij_display()}."
    else:
        tekst = f"Opsporing gevraagd bij {row.get_bij_display()}. Er is nog geen naam."
    happened(casus, "opsporing", tekst, moment=moment, by=by, event="opsporing.asked")
    if gevraagd is not None:
        involve(casus, [gevraagd.pk], "opsporing")
        tell(
            casus,
            [gevraagd.pk],
            f"opsporing:{row.pk}",
            "Je bent gevraagd voor de opsporing in een casus.",
            vraagt=f"opsporing:{row.pk}",
            moment=moment,
        )
    return row


@transaction.atomic
def accept_opsporing(*, opsporing, by, moment=None):
    """Who was asked says yes: the part has a name, and the regisseur hears it."""
    casus, moment = lock_at(opsporing.casus, moment)
    row = Opsporing.objects.get(pk=opsporing.pk)
    eis(
        mag_opsporing_aanvaarden(
            gevraagd=row.gevraagd_id,
            door=by.pk,
            aanvaard=row.aanvaard_op is not None,
            gestopt=row.gestopt_op is not None,
        )
    )
    row.aanvaard_op = moment
    row.save(update_fields=["aanvaard_op"])
    happened(
        casus, "opsporing", f"{by.naam} doet de opsporing.", moment=moment, by=by, event="opsporing.accepted"
    )
    stand = stand_of(casus, moment)
    naar = {stand.aan_zet.medewerker, stand.feiten.regisseur} - {None, by.pk}
    tell(casus, naar, f"opsporing:{row.pk}:ja", "De opsporing in een casus heeft een naam.", moment=moment)
    return row


@transaction.atomic
def refuse_opsporing(*, opsporing, by, moment=None):
    """Who was asked cannot: the part stands open without a name again, and the term runs on."""
    casus, moment = lock_at(opsporing.casus, moment)
    row = Opsporing.objects.get(pk=opsporing.pk)
    eis(
        mag_opsporing_aanvaarden(
            gevraagd=row.gevraagd_id,
            door=by.pk,
            aanvaard=row.aanvaard_op is not None,
            gestopt=row.gestopt_op is not None,
        )
    )
    row.gevraagd = None
    row.save(update_fields=["gevraagd"])
    tekst = f"{by.naam} kan de opsporing niet doen."
    happened(casus, "opsporing", tekst, moment=moment, by=by, event="opsporing.refused")
    stand = stand_of(casus, moment)
    tekst = "De gevraagde kan de opsporing in een casus niet doen. Vraag een ander."
    naar = {stand.aan_zet.medewerker, stand.feiten.regisseur} - {None, by.pk}
    tell(casus, naar, f"opsporing:{row.pk}:nee:{by.pk}", tekst, moment=moment)
    return row


@transaction.atomic
def stop_opsporing(*, opsporing, by, reden, moment=None):
    """The investigation is over, or is not needed: said with a reason."""
    casus, moment = lock_at(opsporing.casus, moment)
    row = Opsporing.objects.get(pk=opsporing.pk)
    eis(mag_opsporing_stoppen(gestopt=row.gestopt_op is not None))
    row.gestopt_op, row.reden_gestopt = moment, reden.strip()
    row.save(update_fields=["gestopt_op", "reden_gestopt"])
    happened(
        casus,
        "opsporing",
        f"Opsporing gestopt: {reden.strip()}",
        moment=moment,
        by=by,
        event="opsporing.stopped",
    )


def tell_opsporing_without_name(moment):
    """Past the term without a yes: the escalatiefunctie and who is aan zet hear it. Each once per request."""
    late = Opsporing.objects.filter(aanvaard_op=None, gestopt_op=None, uiterlijk__lte=moment)

    def key_of(row):
        return f"opsporing:{row.pk}:te-laat"

    def say(row):
        stand = stand_of(row.casus, moment)
        key = key_of(row)
        niet = [row.gevraagd_id] if row.gevraagd_id else []
        text = "De opsporing in een casus heeft nog geen naam, en de tijd is voorbij."
        tell_escalatiefunctie(row.casus, stand, key, text, niet=niet, dringend=True)
        if stand.aan_zet.medewerker is not None:
            tell(row.casus, [stand.aan_zet.medewerker], key, text, moment=moment)

    rows = late.filter(casus__in=Casus.objects.open()).select_related("casus__team")
    # Who is aan zet since then must hear it too.
    rows = unheard(
        rows, lambda row: full_key(row.casus, key_of(row)), by=lambda row: row.casus.vastgelegd_aan_zet_id
    )
    each("casuistiek.opsporing", rows, say, moment=moment)
