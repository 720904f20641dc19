"""`manage.py herinneringen [--moment 2026-12-04T09:00] [--proef]`: do what the ticks would do at a moment.

With --proef everything is done and rolled back: what you read is what would go out. Which ticks there are, the schedule of
beat says.
"""

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from notificaties.models import Notificatie, Storing
from regels.tijd import AMSTERDAM, moment_in_woorden

TICKS = [
    import_module(f"{name.removesuffix('.tick')}.services").tick
    for name in settings.CELERY_BEAT_SCHEDULE
    if name.endswith(".tick")
]


class Command(BaseCommand):
    help = "Doe (of toon met --proef) wat er op een moment verstuurd wordt."

    def add_arguments(self, parser):
        parser.add_argument(
            "--moment", help="in de tijd van Amsterdam, bijvoorbeeld 2026-12-04T09:00; leeg: nu"
        )
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat er uit zou gaan, en doe niets"
        )

    def handle(self, *args, moment, proef, **options):
        when = self._moment(moment)
        if not proef:
            if when > timezone.now():
                raise CommandError("Dat moment komt nog. Kijk met --proef wat er dan uit zou gaan.")
            self._do(when, proef=False)
            return
        # Who is erased is written down outside the database, and that is not rolled back.
        with TemporaryDirectory() as aside:
            register, settings.WISREGISTER = settings.WISREGISTER, Path(aside) / "wisregister"
            try:
                self._do(when, proef=True)
            finally:
                settings.WISREGISTER = register

    def _do(self, when, *, proef):
        with transaction.atomic():
            before = Notificatie.objects.aggregate(last=Max("pk"))["last"] or 0
            for tick in TICKS:
                tick(when)
            failed = Storing.objects.filter(laatst_op=when).count()
            made = list(Notificatie.objects.filter(pk__gt=before).select_related("ontvanger").order_by("pk"))
            if proef:
                transaction.set_rollback(True)
        for row in made:
            nu = "NU " if row.dringend else ""
            self.stdout.write(f"{nu}{row.ontvanger.naam}: {row.tekst} ({row.url})")
        if failed:
            self.stderr.write(f"{failed} keer lukte iets niet; de rest is gedaan. Kijk in het log.")
        hoe = "zouden uitgaan" if proef else "gemaakt"
        self.stdout.write(f"{len(made)} berichten {hoe}, op {moment_in_woorden(when)}.")

    def _moment(self, text):
        if not text:
            return timezone.now()
        try:
            found = parse_datetime(text)
        except ValueError:
            found = None
        if found is None:
            raise CommandError(f"'{text}' is geen moment. Schrijf bijvoorbeeld 2026-12-04T09:00.")
        return found if timezone.is_aware(found) else found.replace(tzinfo=AMSTERDAM)
