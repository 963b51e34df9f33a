"""Tables as Excel files, as they are shown on screen."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Decimal | dt.date | None

_THIN = Side(style="thin", color="B9C1C9")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="F6F5F2")


def table_file(
    *,
    sheet: str,
    title: str,
    notes: Sequence[str] = (),
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int] = (),
) -> bytes:
    """One table as the bytes of an .xlsx file: title, notes, headings that stay, then the rows.

    ``sheet`` names the tab (at most 31 characters); ``widths`` are those of the columns in
    characters. Text is written as text, also where it begins like a formula.
    """
    book = Workbook()
    page: Any = book.active
    page.title = sheet[:31]
    _write(page.cell(1, 1), title).font = Font(bold=True, size=14)
    line = 1
    for note in notes:
        line += 1
        _write(page.cell(line, 1), note)
    line += 2
    for column, heading in enumerate(headings, start=1):
        cell = _write(page.cell(line, column), heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _FRAME
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    page.freeze_panes = page.cell(line + 1, 1)
    page.print_title_rows = f"{line}:{line}"
    for values in rows:
        line += 1
        for column, value in enumerate(values, start=1):
            cell = _write(page.cell(line, column), value)
            cell.border, cell.alignment = _FRAME, Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(headings) + 1):
        width = widths[column - 1] if column <= len(widths) else 14
        page.column_dimensions[get_column_letter(column)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(cell: Any, value: Cell) -> Any:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        return cell
    cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, Decimal):
        cell.number_format = "0.00"
    return cell
