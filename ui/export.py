"""Lists as files to work on: XLSX and CSV, in which nothing that was typed can become a formula (S-10)."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError

from logboek.services import record

from .pdf import download

SOORTEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001  full-width too
ONZICHTBAAR = " \u00a0\u200b\ufeff\x0b\x0c"  # a spreadsheet may look past these


def wanted(request):
    """Which file the address asks for with `?als=`: csv, xlsx, or None for a page."""
    soort = request.GET.get("als", "")
    return soort if soort in SOORTEN else None


def as_file(soort, *, naam, kop, rijen):
    """A response with the file. `kop` is a list of column names, `rijen` an iterable of lists of plain values."""
    content = _csv(kop, rijen) if soort == "csv" else _xlsx(kop, rijen)
    return download(content, naam=f"{naam}-{timezone.localdate():%Y-%m-%d}.{soort}", soort=SOORTEN[soort])


def list_file(request, soort, *, subject, naam, kop, rijen):
    """A list as a file, and in the logboek that it was taken along: which list, by whom, of which team or object."""
    record(event="list.exported", by=request.user, subject=subject, reden=naam)
    return as_file(soort, naam=naam, kop=kop, rijen=rijen)


def _plain(waarde):
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return timezone.localtime(waarde).replace(tzinfo=None, microsecond=0) if waarde.tzinfo else waarde
    if isinstance(waarde, (int, float, Decimal, date)):
        return waarde
    return str(waarde).replace("\0", "")


def _csv(kop, rijen):
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL)
    for rij in [kop, *rijen]:
        writer.writerow([_harmless(_plain(waarde)) for waarde in rij])
    return ("\ufeff" + buffer.getvalue()).encode()


def _harmless(waarde):
    """A text that a spreadsheet would take for a formula gets an apostrophe in front; a number stays a number."""
    if isinstance(waarde, str):
        begin = waarde.lstrip(ONZICHTBAAR)
        return "'" + waarde if begin.startswith(GEVAARLIJK) or waarde.startswith(GEVAARLIJK) else waarde
    if isinstance(waarde, (float, Decimal)):
        return str(waarde).replace(".", ",")
    return f"{waarde:%Y-%m-%d %H:%M}" if isinstance(waarde, datetime) else waarde


def _xlsx(kop, rijen):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    sheet.append([_cell(sheet, naam, font=Font(bold=True)) for naam in kop])
    for rij in rijen:
        sheet.append([_cell(sheet, _plain(waarde)) for waarde in rij])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(sheet, waarde, font=None):
    try:
        cell = WriteOnlyCell(sheet, value=waarde)
    except IllegalCharacterError:
        cell = WriteOnlyCell(sheet, value="".join(char for char in waarde if char.isprintable()))
    if isinstance(waarde, str):
        cell.data_type = "s"  # a text that starts with "=" stays a text
    if font is not None:
        cell.font = font
    return cell
