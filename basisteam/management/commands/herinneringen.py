"""`manage.py herinneringen [--moment 2026-12-04T09:00] [--proef]`: do what the ticks would do at a moment.

With --proef everything is done and rolled back: what you read is what would go out.
"""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from casuistiek import services as casuistiek
from notificaties.models import Notificatie
from overleggen import services as overleggen
from portefeuilles import services as portefeuilles
from regels.tijd import AMSTERDAM, moment_in_woorden


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
        with transaction.atomic():
            before = Notificatie.objects.aggregate(last=Max("pk"))["last"] or 0
            casuistiek.tick(when)
            overleggen.tick(when)
            portefeuilles.tick(when)
            made = list(Notificatie.objects.filter(pk__gt=before).select_related("ontvanger").order_by("pk"))
            if proef:
                transaction.set_rollback(True)
        for row in made:
            nu = "NU " if row.dringend else ""
            self.stdout.write(f"{nu}{row.ontvanger.naam}: {row.tekst} ({row.url})")
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
