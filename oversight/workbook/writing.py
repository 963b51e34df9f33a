"""Writes typed rows as the year workbook: what ``reading`` reads back to the same rows."""

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
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
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for form, rows in (
        (layout.PLANS, workbook.plans),
        (layout.ORGANIZATIONS, workbook.organizations),
        (layout.REGISTRATIONS, workbook.registrations),
        (layout.EVALUATIONS, workbook.evaluations),
        (layout.GRADES, workbook.grades),
    ):
        _write_sheet(
            book.create_sheet(form.title),
            form,
            rows,
            layout.columns_of(form, workbook.criterion_codes),
        )
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(
    sheet: Any, form: layout.Sheet, rows: Iterable[Row], columns: list[layout.Column]
) -> None:
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number)
        _write_text(cell, column.heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(column.heading, 13)
    sheet.freeze_panes = "B2"
    for line, row in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            value = column.value_of(row)
            if value is None:
                continue
            cell = sheet.cell(line, number)
            if isinstance(value, str):
                if len(value) > _LONGEST_CELL:
                    raise Refusal(
                        Obstacle(
                            "cell_too_long",
                            f"Trang tính “{form.title}”, {form.name_of(row)}, cột"
                            f" “{column.heading}”: dài {len(value)} ký tự, một ô Excel chỉ chứa"
                            " 32.767 ký tự; rút gọn nội dung này rồi xuất lại.",
                        )
                    )
                _write_text(cell, value)
            elif isinstance(value, dt.date):
                cell.value = value
                cell.number_format = "dd/mm/yyyy"
            else:
                cell.value = value


def _write_text(cell: Cell, text: str) -> None:
    """Text stays text, also where it begins with an equals sign or looks like a date."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.number_format = "@"
