"""`manage.py prepare`: bring the database up to date before the rest starts. Safe to repeat."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Werk de database bij: migraties en de tabel voor de cache."

    def handle(self, *args, **options):
        call_command("migrate", verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=0)
