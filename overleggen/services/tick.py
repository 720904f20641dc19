"""What time brings: coming meetings, agendas, and reminders (H1)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from notificaties.services import notify
from organisatie.models import Afwezigheid, Plaatsing
from regels.escalatie import actiepunt_herinnering

from ..models import Actiepunt, Overleg, Overlegreeks
from .agenda import fill_agenda
from .reeksen import VOORUIT, deelnemers, make_overleggen

EERSTE_UUR = 7
VAN_TEVOREN = timedelta(hours=36)  # from then on an agenda fills itself, also when nobody looks


def tick(moment=None):
    """Make coming meetings, fill agendas, and remind: actiepunten by their day, and the meeting of tomorrow (H1).

    Runs every minute; idempotent. Nobody absent at this moment is reminded now; they are when they are back.
    """
    moment = moment or timezone.now()
    today = timezone.localdate(moment)
    made = Overlegreeks.objects.filter(gestopt_op=None).exclude(
        overleggen__datum__gt=today + VOORUIT - timedelta(days=45)
    )
    for reeks in made:
        with transaction.atomic():
            make_overleggen(reeks, moment=moment)
    soon = Overleg.objects.filter(
        status=Overleg.Status.GEPLAND, begin__gt=moment, begin__lt=moment + VAN_TEVOREN
    )
    for overleg in soon:
        fill_agenda(overleg)
    if timezone.localtime(moment).hour >= EERSTE_UUR:  # nobody is reminded in the night
        _remind_actiepunten(moment, today)
        _remind_overleggen(moment, today)


def _absent(moment):
    return set(
        Afwezigheid.objects.filter(ingetrokken_op=None).op(moment).values_list("medewerker", flat=True)
    )


def _remind_actiepunten(moment, today):
    absent = _absent(moment)
    here = Plaatsing.objects.op(today).filter(medewerker=OuterRef("eigenaar"), team=OuterRef("team"))
    soon = Actiepunt.objects.open().filter(Exists(here), deadline__lte=today + timedelta(days=2))
    for actiepunt in soon:
        kind = actiepunt_herinnering((actiepunt.deadline - today).days)
        if kind and actiepunt.eigenaar_id not in absent:
            notify(
                ontvangers=[actiepunt.eigenaar_id],
                key=f"actiepunt:{actiepunt.pk}:herinnering:{actiepunt.deadline}:{kind}",
                tekst="Een actiepunt van jou is over de datum."
                if kind.startswith("te-laat")
                else "Een actiepunt van jou moet bijna klaar zijn.",
                url=actiepunt.get_absolute_url(),
                onderwerp=actiepunt,
                moment=moment,
            )


def _remind_overleggen(moment, today):
    tomorrow = today + timedelta(days=1)
    absent = _absent(moment)
    for overleg in Overleg.objects.filter(status=Overleg.Status.GEPLAND, begin__date=tomorrow).select_related(
        "reeks"
    ):
        notify(
            ontvangers=[pk for pk in deelnemers(overleg).values_list("pk", flat=True) if pk not in absent],
            key=f"overleg:{overleg.pk}:morgen:{overleg.begin.date()}",
            tekst="Morgen heb je een overleg. Bekijk de agenda.",
            url=reverse("overleggen:overleg", args=[overleg.pk]),
            onderwerp=overleg,
            moment=moment,
        )
