"""Reading a team from a documented format: CSV files in a folder, or the same as sheets of one XLSX.

`lees` reads and checks (every faulty row with file, row, column and what is wrong), `voer_in` applies all or
nothing. The format is described in docs/importformaat.md, from `TABELLEN`.
"""

from .invoer import Wijziging, voer_in
from .lezen import Fout, ImportFout, lees
from .tabellen import TABELLEN

__all__ = ["TABELLEN", "Fout", "ImportFout", "Wijziging", "lees", "voer_in"]
