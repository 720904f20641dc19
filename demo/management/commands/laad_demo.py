"""`manage.py laad_demo`: the three demo teams, and a month of work in each. A second time it changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bondgenoten.models import Netwerk
from casuistiek.models import Casus
from demo.maand import fill, people_of
from demo.netwerken import fill_networks
from organisatie.models import Team
from portefeuilles.importeer import lees, voer_in


class Command(BaseCommand):
    help = "Laad de demo: drie teams met een maand werk. Alleen met DEMO=true."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("De demo laadt alleen met DEMO=true, nooit naast echte gegevens.")
        for folder in sorted((settings.BASE_DIR / "demo" / "teams").iterdir()):
            if folder.is_dir():
                voer_in(lees(folder))
        for team in Team.objects.all():
            if not Casus.objects.filter(team=team).exists():
                fill(team)
            elif not Netwerk.objects.filter(team=team).exists():  # a demo of before there were networks
                fill_networks(team, people_of(team))
        self.stdout.write("De demo is geladen.")
