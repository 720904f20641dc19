"""Telling people: a row in the transaction of its cause, and mail made from the rows afterwards."""

import logging
import smtplib
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import product
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from logboek.services import record
from organisatie.models import Afwezigheid
from regels.begrippen import eis
from regels.herinnering import STANDAARD_UUR, UREN, Wijze, grens, mag_uitstellen
from regels.tijd import lokaal

from .gevraagd import end_before_mail, known_question
from .models import Mail, Notificatie, Voorkeur
from .queries import subjects_of
from .storingen import each

logger = logging.getLogger(__name__)

LEASE = timedelta(
    minutes=1
)  # longer than sending one mail takes (EMAIL_TIMEOUT per step); a killed worker frees it
BACKOFF_CAP = timedelta(minutes=15)
MAX_REFUSALS = 8  # so often refused for good (this address, not the server): it failed, and that is shown
MAIL_SUBJECT = "Er staat iets voor je klaar"
EERSTE_UUR = 7
BATCH = 500


def notify(
    *, ontvangers, key, tekst, url, onderwerp=None, vraagt="", dringend=False, direct=False, moment=None
):
    """Write what each of `ontvangers` (ids) must hear; who has heard it under this key hears nothing new.

    `tekst` says what to do, without names or content (H4). `vraagt` ("bron:pk"): it ends when that is asked no more.
    Idempotent; joins the caller's transaction.
    """
    kind = ContentType.objects.get_for_model(onderwerp) if onderwerp is not None else None
    known_question(vraagt)
    Notificatie.objects.bulk_create(
        [
            Notificatie(
                ontvanger_id=ontvanger,
                sleutel=key,
                tekst=tekst,
                url=url,
                dringend=dringend,
                direct=direct,
                moment=moment or timezone.now(),
                onderwerp_type=kind,
                onderwerp_id=onderwerp.pk if onderwerp is not None else None,
                vraagt=vraagt,
            )
            for ontvanger in dict.fromkeys(ontvangers)
            if ontvanger is not None
        ],
        ignore_conflicts=True,
    )


def notify_each(taak, rows, words, *, moment, key=lambda row: row):
    """`notify` for many rows at once; a row of which no words can be made keeps no other (`taak`, `key`: see storingen.each).

    `words(row)` gives (ontvanger, key, tekst, onderwerp) each, the url being the onderwerp's own, and perhaps what it `vraagt`.
    What was heard before is left alone without writing: a tick that finds ten thousand old reminders only reads.
    """
    told = []
    each(taak, rows, lambda row: told.extend(list(words(row))), moment=moment, key=key, whole=False)
    _write_new(told, moment)


def _write_new(rows, moment):
    for begin in range(0, len(rows), BATCH):
        batch = rows[begin : begin + BATCH]
        keys = {row[1] for row in batch}
        known = set(Notificatie.objects.filter(sleutel__in=keys).values_list("ontvanger", "sleutel"))
        Notificatie.objects.bulk_create(
            [
                Notificatie(
                    ontvanger_id=ontvanger,
                    sleutel=key,
                    tekst=tekst,
                    url=onderwerp.get_absolute_url(),
                    moment=moment,
                    onderwerp_type=ContentType.objects.get_for_model(onderwerp),
                    onderwerp_id=onderwerp.pk,
                    vraagt=known_question("".join(vraagt)),
                )
                for ontvanger, key, tekst, onderwerp, *vraagt in batch
                if (ontvanger, key) not in known
            ],
            ignore_conflicts=True,
        )


def unheard(rows, key, by=lambda row: None):
    """Those of these rows of which nobody heard under `key(row)` yet, nor the one who must: `by(row)`, an id or None.

    One query, however many; none without rows.
    """
    keys = {row: key(row) for row in rows}
    heard = set(Notificatie.objects.filter(sleutel__in=keys.values()).values_list("sleutel", "ontvanger"))
    known = {sleutel for sleutel, _ in heard}

    def is_new(row, sleutel):
        who = by(row)
        return sleutel not in known or (who is not None and (sleutel, who) not in heard)

    return [row for row, sleutel in keys.items() if is_new(row, sleutel)]


def lapse(onderwerp, *, prefix="", ontvanger=None):
    """What was still open about this onderwerp need not be heard any more (optionally one kind, one person)."""
    rows = Notificatie.objects.filter(
        gelezen_op=None,
        vervallen_op=None,
        onderwerp_type=ContentType.objects.get_for_model(onderwerp),
        onderwerp_id=onderwerp.pk,
        sleutel__startswith=prefix,
    )
    if ontvanger is not None:
        rows = rows.filter(ontvanger=ontvanger)
    rows.update(vervallen_op=timezone.now())


def revive(onderwerp, *, since):
    """What lapsed about this onderwerp since that moment was not done after all: it is to be heard again.

    What asks something and is asked no more stays away: if it is asked anew, it is written anew.
    """
    Notificatie.objects.filter(
        gelezen_op=None,
        vervallen_op__gte=since,
        vraagt="",
        onderwerp_type=ContentType.objects.get_for_model(onderwerp),
        onderwerp_id=onderwerp.pk,
    ).update(vervallen_op=None)


def read(notificatie):
    """Mark as read; a read row is not mailed any more."""
    Notificatie.objects.filter(pk=notificatie.pk, gelezen_op=None).update(gelezen_op=timezone.now())


def read_all(medewerker):
    Notificatie.objects.open().filter(ontvanger=medewerker).update(gelezen_op=timezone.now())


@transaction.atomic
def snooze(*, notificatie, by, dag):
    """Put off to the morning of a later day; it is heard again then. Leaves a trace (H3). Raises RegelOvertreden."""
    row = Notificatie.objects.select_for_update(no_key=True).get(pk=notificatie.pk)
    eis(mag_uitstellen(dringend=row.dringend or row.direct, tot=dag, vandaag=timezone.localdate()))
    row.moment = row.later_op = lokaal(dag, EERSTE_UUR)
    row.gelezen_op, row.mail, row.sent_at = None, None, None
    row.keren_uitgesteld += 1
    row.save()
    record(event="notificatie.snoozed", by=by, subject=row, team=by.team_ids[0] if by.team_ids else None)
    return row


def set_voorkeur(*, medewerker, wijze, uur):
    """How this person wants to hear what is not urgent."""
    return Voorkeur.objects.update_or_create(medewerker=medewerker, defaults={"wijze": wijze, "uur": uur})[0]


# --- from notificaties to mails ----------------------------------------------------------------------------


def due_for_mail(now):
    """Notificaties that may go out now and are in no mail yet: not to somebody absent, unless it is urgent.

    What can wait, waits for the hour of the reader's daily mail.
    """
    absent = Afwezigheid.objects.filter(
        Q(tot=None) | Q(tot__gt=now), medewerker=OuterRef("ontvanger"), ingetrokken_op=None, van__lte=now
    )
    here = Q(dringend=True) | ~Exists(absent)
    return (
        Notificatie.objects.open(now)
        .filter(here, _may_go(now), mail=None, sent_at=None, moment__lte=now, ontvanger__is_active=True)
        .exclude(ontvanger__email="")
        .order_by("-dringend", "moment", "pk")
    )


def _may_go(now):
    """What the readers' choices let through now, as one condition: the rule `grens` for every choice there is."""
    latest = grens(Wijze.DAGELIJKS, STANDAARD_UUR, now)
    condition = Q(dringend=True) | Q(direct=True) & ~Q(ontvanger__voorkeur__wijze=Wijze.GEEN_MAIL.value)
    condition |= Q(ontvanger__voorkeur=None, moment__lte=latest)
    condition |= Q(ontvanger__voorkeur__wijze=Wijze.METEEN.value)
    for wijze, uur in product((Wijze.DAGELIJKS, Wijze.WERKDAGEN), UREN):
        condition |= Q(
            ontvanger__voorkeur__wijze=wijze.value,
            ontvanger__voorkeur__uur=uur,
            moment__lte=grens(wijze, uur, now),
        )
    return condition


def bundle_due(*, now=None, limit=2000):
    """Make mails of what may go: an urgent one by itself, the rest of one person together. Returns how many mails.

    Each in its own transaction; two at once never put one notificatie in two mails.
    """
    now = now or timezone.now()
    per_person = defaultdict(list)
    end_before_mail(due_for_mail(now), now)
    for pk, ontvanger, urgent in due_for_mail(now).values_list("pk", "ontvanger", "dringend")[:limit]:
        per_person[(ontvanger, pk if urgent else None)].append(pk)
    made = 0
    for (ontvanger, urgent), rows in per_person.items():
        made += _bundle(ontvanger, rows, dringend=urgent is not None, now=now)
    return made


@transaction.atomic
def _bundle(ontvanger, rows, *, dringend, now):
    mail = Mail.objects.create(ontvanger_id=ontvanger, dringend=dringend, gemaakt_op=now)
    taken = Notificatie.objects.filter(pk__in=rows, mail=None).update(mail=mail)
    if not taken:  # another took them all in the meantime
        mail.delete()
    return bool(taken)


def pending_mails(now):
    """Mails that have still to go and may be tried now."""
    return Mail.objects.filter(
        Q(retry_at=None) | Q(retry_at__lte=now), sent_at=None, failed_at=None, lapsed_at=None
    ).order_by("-dringend", "gemaakt_op", "pk")


def claim(mail, *, now):
    """True for one worker, for as long as the lease; then the mail is free again."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    rows = Mail.objects.filter(free, pk=mail.pk, sent_at=None, failed_at=None, lapsed_at=None)
    return rows.update(claimed_until=now + LEASE, attempts=F("attempts") + 1) == 1


def send_due(*, now=None, limit=500):
    """Bundle what may go, then mail: claim, send, mark. Returns how many mails went out.

    A worker that dies between sending and marking repeats one mail, with the same Message-ID. When the mail
    server is away the mail waits, longer each time, up to a quarter of an hour. An address that is refused
    for good, or is none, fails after some times, and is shown on the page of the zelfcontrole: it stops no other mail.
    """
    now = now or timezone.now()
    bundle_due(now=now)
    end_before_mail(Notificatie.objects.filter(mail__in=pending_mails(now)), now)
    sent = 0
    connection = get_connection()
    try:
        for mail in pending_mails(now).select_related("ontvanger")[:limit]:
            if not claim(mail, now=now):
                continue
            lines = _lines(mail)
            if not lines:
                _mark(mail, lapsed_at=timezone.now())
                continue
            try:
                connection.open()  # once for all of them: a mail that opens its own costs ten times as much
                _message(mail, lines, connection).send()
            except Exception as error:  # whatever is wrong with this mail is not wrong with the next
                logger.warning("mail %s waits: %s", mail.pk, type(error).__name__)
                connection.close()
                if _try_later(mail, error, now):
                    continue
                break
            mark_sent(mail, lines)
            sent += 1
    finally:
        connection.close()
    return sent


def _lines(mail):
    """What in this mail still matters: not read, not lapsed, and its reader may still get it."""
    if not mail.ontvanger.is_active or not mail.ontvanger.email:
        return []
    rows = mail.notificaties.filter(gelezen_op=None, vervallen_op=None)
    return list(rows.order_by("-dringend", "moment", "pk"))


@transaction.atomic
def mark_sent(mail, lines):
    """The mail went out, and with it these notificaties."""
    now = timezone.now()
    _mark(mail, sent_at=now)
    Notificatie.objects.filter(pk__in=[row.pk for row in lines]).update(sent_at=now)


def _mark(mail, **values):
    Mail.objects.filter(pk=mail.pk).update(claimed_until=None, **values)


def _try_later(mail, error, now):
    """Free the mail for another time. True when only this mail was the matter, so that the rest may go on."""
    own_fault = _is_of_this_mail(error)
    if own_fault and mail.attempts + 1 >= MAX_REFUSALS and _for_good(error):
        _mark(mail, failed_at=now)
        return True
    wait = min(timedelta(minutes=2 ** min(mail.attempts, 5)), BACKOFF_CAP)
    _mark(mail, retry_at=now + wait)
    return own_fault


def _is_of_this_mail(error):
    """Its address was refused, or no message can be made of it; otherwise it is the mail server or the line to it."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) or not isinstance(
        error, (smtplib.SMTPException, OSError)
    )


def _for_good(error):
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return True
    return all(code >= 500 for code, _ in error.recipients.values())


def _message(mail, lines, connection):
    host = urlsplit(settings.BASIS_URL).hostname
    named = subjects_of(lines, mail.ontvanger, only=lambda model: hasattr(model, "in_mail"))
    parts = [
        f"{row.tekst}{f' {named[row.pk].in_mail}.' if row.pk in named else ''}\n{settings.BASIS_URL}/meldingen/{row.pk}/"
        for row in lines
    ]
    if len(parts) == 1:
        subject, intro = MAIL_SUBJECT, ""
    else:
        subject, intro = f"Er staan {len(parts)} dingen voor je klaar", ""
    outro = f"Je krijgt dit bericht omdat iemand op jou wacht.\nLiever anders? {settings.BASIS_URL}/meldingen/voorkeur/"
    return EmailMessage(
        subject=("Nu nodig: " if mail.dringend else "") + subject,
        body=intro + "\n\n".join(parts) + f"\n\n{outro}\n",
        to=[mail.ontvanger.email],
        headers={"Message-ID": f"<basisteam-mail-{mail.pk}@{host}>"},
        connection=connection,
    )


def mail_counts(now: datetime | None = None):
    """How the mail stands: due = sent + pending + failed, in notificaties that must be mailed and whose moment came.

    What was read, lapsed or chosen to be heard without mail is not due; it is on the page.
    """
    now = now or timezone.now()
    rows = Notificatie.objects.filter(moment__lte=now)
    sent = rows.exclude(sent_at=None)
    rest = rows.filter(sent_at=None, gelezen_op=None, vervallen_op=None, ontvanger__is_active=True).exclude(
        ontvanger__email=""
    )
    rest = rest.filter(Q(dringend=True) | ~Q(ontvanger__voorkeur__wijze=Wijze.GEEN_MAIL.value))
    failed = rest.exclude(mail__failed_at=None)
    counts = {
        "sent": sent.count(),
        "failed": failed.count(),
        "pending": rest.filter(mail__failed_at=None).count(),
    }
    return {"due": sent.count() + rest.count(), **counts}
