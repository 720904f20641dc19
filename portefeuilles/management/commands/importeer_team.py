"""`manage.py importeer_team MAP-OF-BESTAND [--proef]`: read a team from CSV files or one XLSX, all or nothing."""

from django.core.management.base import BaseCommand, CommandError

from portefeuilles.importeer import ImportFout, lees, voer_in


class Command(BaseCommand):
    help = "Lees een team in uit een map met CSV-bestanden of één XLSX-bestand (docs/importformaat.md)."

    def add_arguments(self, parser):
        parser.add_argument("pad", help="een map met CSV-bestanden, of een XLSX-bestand")
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat er zou veranderen, en verander niets"
        )

    def handle(self, *args, pad, proef, **options):
        try:
            wijzigingen = voer_in(lees(pad), proef=proef)
        except ImportFout as fout:
            for regel in fout.fouten:
                self.stderr.write(str(regel))
            raise CommandError(f"{len(fout.fouten)} keer iets mis. Er is niets ingelezen.") from fout
        for wijziging in wijzigingen if proef or options["verbosity"] > 1 else ():
            self.stdout.write(f"{wijziging.tabel}: {wijziging.wat}: {wijziging.waarden}")
        hoe = "zouden veranderen" if proef else "veranderd"
        self.stdout.write(f"{len(wijzigingen)} rijen {hoe}." if wijzigingen else "Er verandert niets.")
