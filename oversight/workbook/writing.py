"""Writes typed rows as the year workbook: what ``reading`` reads back to the same rows."""

import datetime as dt
import io
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from organizations.refusals import Obstacle, Refusal

from . import layout
from .rows import Row, Workbook

# Excel holds no more in one cell, and openpyxl would cut the rest off without a word.
_LONGEST_CELL = 32_767
_WIDE = {"Tên": 44, "Lý do trừ điểm": 50, "Ưu điểm": 40, "Hạn chế": 40, "Công việc đột phá": 40}


def workbook_bytes(workbook: Workbook) -> bytes:
    """The file with the five sheets; ``Refusal`` where a text is longer than a cell can hold."""
    book = openpyxl.Workbook(write_only=True)  # row by row: a large year never lies in memory
    for form, rows in (
        (layout.PLANS, workbook.plans),
        (layout.ORGANIZATIONS, workbook.organizations),
        (layout.REGISTRATIONS, workbook.registrations),
        (layout.EVALUATIONS, workbook.evaluations),
        (layout.GRADES, workbook.grades),
    ):
        columns = layout.columns_of(form, workbook.criterion_codes)
        sheet = book.create_sheet(form.title)
        _write_headings(sheet, columns)
        for row in rows:
            sheet.append([_cell(sheet, form, row, column) for column in columns])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_headings(sheet: Any, columns: list[layout.Column]) -> None:
    sheet.freeze_panes = "B2"
    cells = []
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(column.heading, 13)
        cell = _text_cell(sheet, column.heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    sheet.append(cells)


def _cell(sheet: Any, form: layout.Sheet, row: Row, column: layout.Column) -> Cell | None:
    value = column.value_of(row)
    if value is None:
        return None
    if isinstance(value, str):
        if len(value) > _LONGEST_CELL:
            raise Refusal(
                Obstacle(
                    "cell_too_long",
                    f"Trang tính “{form.title}”, {form.name_of(row)}, cột “{column.heading}”: dài"
                    f" {len(value)} ký tự, một ô Excel chỉ chứa 32.767 ký tự; rút gọn nội dung này"
                    " rồi xuất lại.",
                )
            )
        return _text_cell(sheet, value)
    cell: Cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    return cell


def _text_cell(sheet: Any, text: str) -> Cell:
    """Text stays text, also where it begins with an equals sign or looks like a date."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
