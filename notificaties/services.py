"""Telling people: a row in the transaction of its cause, and mail made from the rows afterwards."""

import logging
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage, get_connection
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from organisatie.models import Afwezigheid

from .models import Notificatie

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
BACKOFF_CAP = timedelta(minutes=15)
MAIL_SUBJECT = "Er staat iets voor je klaar"


def notify(*, ontvangers, key, tekst, url, onderwerp=None, dringend=False, moment=None):
    """Write what each of `ontvangers` (ids) must hear; who has heard it under this key hears nothing new.

    `tekst` says what to do, without names or content (H4). Idempotent; joins the caller's transaction.
    """
    kind = ContentType.objects.get_for_model(onderwerp) if onderwerp is not None else None
    Notificatie.objects.bulk_create(
        [
            Notificatie(
                ontvanger_id=ontvanger,
                sleutel=key,
                tekst=tekst,
                url=url,
                dringend=dringend,
                moment=moment or timezone.now(),
                onderwerp_type=kind,
                onderwerp_id=onderwerp.pk if onderwerp is not None else None,
            )
            for ontvanger in dict.fromkeys(ontvangers)
            if ontvanger is not None
        ],
        ignore_conflicts=True,
    )


def lapse(onderwerp, *, prefix="", ontvanger=None):
    """What was still open about this onderwerp need not be heard any more (optionally one kind, one person)."""
    rows = Notificatie.objects.open().filter(
        onderwerp_type=ContentType.objects.get_for_model(onderwerp),
        onderwerp_id=onderwerp.pk,
        sleutel__startswith=prefix,
    )
    if ontvanger is not None:
        rows = rows.filter(ontvanger=ontvanger)
    rows.update(vervallen_op=timezone.now())


def read(notificatie):
    """Mark as read; a read row is not mailed any more."""
    Notificatie.objects.filter(pk=notificatie.pk, gelezen_op=None).update(gelezen_op=timezone.now())


def read_all(medewerker):
    Notificatie.objects.open().filter(ontvanger=medewerker).update(gelezen_op=timezone.now())


def due_for_mail(now):
    """Rows whose mail has still to go out: not to somebody absent, unless it is urgent."""
    absent = Afwezigheid.objects.filter(
        Q(tot=None) | Q(tot__gt=now), medewerker=OuterRef("ontvanger"), ingetrokken_op=None, van__lte=now
    )
    return (
        Notificatie.objects.open()
        .filter(Q(retry_at=None) | Q(retry_at__lte=now), sent_at=None, moment__lte=now)
        .exclude(ontvanger__email="")
        .filter(Q(dringend=True) | ~Exists(absent), ontvanger__is_active=True)
        .order_by("-dringend", "moment", "pk")
    )


def claim(notificatie, *, now):
    """True for one worker, for as long as the lease; then the row is free again."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    rows = Notificatie.objects.open().filter(free, pk=notificatie.pk, sent_at=None)
    return rows.update(claimed_until=now + LEASE, attempts=F("attempts") + 1) == 1


def send_due(*, now=None, limit=500):
    """Mail what is due: claim, send, then mark. Returns how many went out.

    A worker that dies between sending and marking repeats one mail, with the same Message-ID. When the mail
    server is away the row waits, longer each time, up to a quarter of an hour.
    """
    now = now or timezone.now()
    sent = 0
    connection = get_connection()
    try:
        for notificatie in due_for_mail(now).select_related("ontvanger")[:limit]:
            if not claim(notificatie, now=now):
                continue
            try:
                _message(notificatie, connection).send()
            except (smtplib.SMTPException, OSError) as error:
                logger.warning("mail %s waits: %s", notificatie.pk, type(error).__name__)
                wait = min(timedelta(minutes=2 ** min(notificatie.attempts, 5)), BACKOFF_CAP)
                Notificatie.objects.filter(pk=notificatie.pk).update(claimed_until=None, retry_at=now + wait)
                connection.close()
                if isinstance(error, smtplib.SMTPRecipientsRefused):
                    continue
                break
            Notificatie.objects.filter(pk=notificatie.pk).update(sent_at=timezone.now(), claimed_until=None)
            sent += 1
    finally:
        connection.close()
    return sent


def _message(notificatie, connection):
    host = urlsplit(settings.BASIS_URL).hostname
    link = f"{settings.BASIS_URL}/meldingen/{notificatie.pk}/"
    return EmailMessage(
        subject=("Nu nodig: " if notificatie.dringend else "") + MAIL_SUBJECT,
        body=f"{notificatie.tekst}\n\n{link}\n\nJe krijgt dit bericht omdat iemand op jou wacht.\n",
        to=[notificatie.ontvanger.email],
        headers={"Message-ID": f"<notificatie-{notificatie.pk}@{host}>"},
        connection=connection,
    )
