"""`manage.py prepare`: bring the database up to date before the rest starts, and forget again who was erased. Safe to repeat."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from bondgenoten.services.wissen import replay


class Command(BaseCommand):
    help = "Werk de database bij: migraties, de tabel voor de cache, en wie gewist was blijft gewist."

    def handle(self, *args, **options):
        call_command("migrate", verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=0)
        if count := replay():
            self.stdout.write(f"Opnieuw gewist na terugzetten van een reservekopie: {count}.")
