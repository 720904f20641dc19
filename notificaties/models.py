"""What somebody must hear, once; the mail made from it; and whether all parts still run."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from regels.herinnering import STANDAARD_UUR, UREN, Wijze


class Mail(models.Model):
    """One mail to one person, with what they must hear. It is sent, failed, lapsed, or still to go.

    Written before it is sent, so that a repeat after a crash has the same Message-ID. Its words are made when it is
    sent, from its notificaties that still matter then.
    """

    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dringend = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, failed_at=None)
                | Q(sent_at=None, lapsed_at=None)
                | Q(failed_at=None, lapsed_at=None),
                name="mail_one_end",
            )
        ]
        indexes = [
            models.Index(
                fields=["gemaakt_op"],
                condition=Q(sent_at=None, failed_at=None, lapsed_at=None),
                name="mail_te_versturen",
            )
        ]

    def __str__(self):
        return f"mail {self.pk}"


class NotificatieQuerySet(models.QuerySet):
    def visible_to(self, medewerker):
        return self.filter(ontvanger=medewerker)

    def open(self, moment=None):
        """Not read, not overtaken by events, and not put off to a later day."""
        later = Q(later_op=None) | Q(later_op__lte=moment or timezone.now())
        return self.filter(later, gelezen_op=None, vervallen_op=None)


class Notificatie(models.Model):
    """One thing one medewerker must hear, on one occasion. It *is* the message in the application.

    Written in the transaction of its cause, once per (ontvanger, sleutel). Mail is made from it later; its
    text says what to do, never about whom or what (H4). When its onderwerp is done, or what it `vraagt` is not asked of
    its reader any more, it lapses. `direct`: somebody
    waits, so it is not kept for the daily mail; `dringend`: now, whatever somebody chose, absent or not.
    """

    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notificaties")
    sleutel = models.CharField(max_length=120)
    tekst = models.CharField("tekst", max_length=200)
    url = models.CharField(max_length=200)
    dringend = models.BooleanField(default=False)
    direct = models.BooleanField(default=False)
    moment = models.DateTimeField("moment", default=timezone.now)
    onderwerp_type = models.ForeignKey(ContentType, models.CASCADE, null=True)
    onderwerp_id = models.PositiveBigIntegerField(null=True)
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")
    vraagt = models.CharField(max_length=60, blank=True)  # the bron of aandacht and its row: see gevraagd.py
    gelezen_op = models.DateTimeField(null=True)
    vervallen_op = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, related_name="notificaties", null=True)
    sent_at = models.DateTimeField(null=True)
    later_op = models.DateTimeField("uitgesteld tot", null=True)
    keren_uitgesteld = models.PositiveSmallIntegerField(default=0)

    objects = NotificatieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sleutel", "ontvanger"], name="notificatie_once_per_sleutel")
        ]
        indexes = [
            models.Index(
                fields=["moment"],
                condition=Q(mail=None, vervallen_op=None, gelezen_op=None),
                name="notificatie_zonder_mail",
            ),
            models.Index(fields=["onderwerp_type", "onderwerp_id"], name="notificatie_onderwerp"),
            models.Index(
                fields=["ontvanger"],
                condition=Q(gelezen_op=None, vervallen_op=None) & ~Q(vraagt=""),
                name="notificatie_vraagt",
            ),
        ]
        ordering = ["-moment", "-pk"]

    def __str__(self):
        return self.tekst

    @property
    def is_uitgesteld(self):
        return self.later_op is not None and self.later_op > timezone.now()


class Voorkeur(models.Model):
    """How somebody wants to hear what is not urgent. Without a row: one mail a day, at eight."""

    class Wijzen(models.TextChoices):
        DAGELIJKS = Wijze.DAGELIJKS.value, "één mail per dag"
        WERKDAGEN = Wijze.WERKDAGEN.value, "één mail per werkdag"
        METEEN = Wijze.METEEN.value, "meteen, elk bericht apart"
        GEEN_MAIL = Wijze.GEEN_MAIL.value, "geen mail, alleen hier"

    medewerker = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="voorkeur"
    )
    wijze = models.CharField(max_length=8, choices=Wijzen.choices, default=Wijzen.DAGELIJKS)
    uur = models.PositiveSmallIntegerField("hoe laat", default=STANDAARD_UUR)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uur__gte=UREN.start, uur__lt=UREN.stop), name="voorkeur_uur_overdag"
            )
        ]

    def __str__(self):
        return self.get_wijze_display()


class Hartslag(models.Model):
    """When a part that time drives last began, last ended well, and what it last stumbled over (never whose words)."""

    naam = models.CharField(max_length=60, unique=True)
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)
    fout = models.CharField(max_length=80, blank=True)
    fout_op = models.DateTimeField(null=True)

    def __str__(self):
        return self.naam


class Storing(models.Model):
    """Something that time drives and that failed for one object: put off, and done again (R-14). Never whose words.

    `taak` and `sleutel` say which work on which row; `fout` the kind of the fault.
    """

    taak = models.CharField(max_length=60)
    sleutel = models.CharField(max_length=100)
    keren = models.PositiveIntegerField(default=1)
    fout = models.CharField(max_length=80)
    sinds = models.DateTimeField()
    laatst_op = models.DateTimeField()
    opnieuw_op = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taak", "sleutel"], name="storing_once")]

    def __str__(self):
        return f"{self.taak} {self.sleutel}"
