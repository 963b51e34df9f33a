"""A small year as an Excel workbook, for tests that spoil it in one place."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from evaluations.models import Evaluation
from organizations.models import AuditEvent, ImportRun, Organization
from oversight.workbook import layout
from plans.frameworks import sample
from plans.models import Plan
from recognition.models import QualityGrade
from registrations.models import Registration

REAL = Path(__file__).resolve().parent.parent / "data" / "nam-2025.xlsx"
Spoil = Callable[[Workbook], None]

CODES = [criterion.code for group in sample("cell").groups for criterion in group.criteria]
FULL = {
    criterion.code: float(criterion.max_points)
    for group in sample("cell").groups
    for criterion in group.criteria
}
PLAN = ("DB", "39-KH/ĐU", "28/08/2024", 2025, "15/01", "31/01", "Không", 10, 90, 90,
        "TB các tháng đạt", 20, "Không")  # fmt: skip
ORGANIZATIONS = [
    ("DB", "Đảng bộ Sở Y tế", "Đảng bộ", None, "01/01/2015", None),
    ("CB1", "Chi bộ Văn phòng", "Chi bộ", "DB", "01/01/2015", "31/03/2025"),
    ("CB1", "Chi bộ Văn phòng Sở", "Chi bộ", "DB", "01/04/2025", None),
    ("CB2", "Chi bộ Bệnh viện", "Chi bộ", "DB", "01/01/2015", None),
]
REGISTRATIONS = [
    ("CB1", 2025, "08/01/2025", "09/01/2025"),
    ("CB2", 2025, "10/01/2025", None),
]
SHEET = ("03/02/2025", 10, 9, 9, 0, 0, "Đạt", "04/02/2025")


def evaluation(code: str, period: Any, confirmed: str | None = "06/02/2025") -> list[Any]:
    """A month with full points but for criterion 1.3, which lost half a point."""
    points = [7.5 if criterion == "1.3" else FULL[criterion] for criterion in CODES]
    return [code, 2025, period, *SHEET, confirmed, *points, "1.3: báo cáo gửi chậm; 2 ngày",
            "Hoàn thành nhiệm vụ.", None]  # fmt: skip


def a_workbook(spoil: Spoil | None = None) -> Workbook:
    """Two cells with a registration and a sheet each; ``spoil`` changes it before it is used."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    rows: dict[str, Sequence[Sequence[Any]]] = {
        layout.PLANS.title: [PLAN],
        layout.ORGANIZATIONS.title: ORGANIZATIONS,
        layout.REGISTRATIONS.title: REGISTRATIONS,
        layout.EVALUATIONS.title: [evaluation("CB1", 1), evaluation("CB2", 1, None)],
        layout.GRADES.title: [("CB1", 2025, "Hoàn thành tốt nhiệm vụ")],
    }
    for form in layout.SHEETS.values():
        sheet = book.create_sheet(form.title)
        sheet.append([c.heading for c in layout.columns_of(form, CODES) if not c.optional])
        for row in rows[form.title]:
            sheet.append(list(row))
    if spoil is not None:
        spoil(book)
    return book


def saved(book: Workbook, folder: Path) -> Path:
    """The workbook as a file."""
    path = folder / "nam.xlsx"
    book.save(path)
    return path


def cells_of(content: bytes) -> dict[str, list[list[Any]]]:
    """Every cell of every sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def is_empty() -> bool:
    """Whether an import left nothing at all behind."""
    models = (ImportRun, Organization, Plan, Registration, Evaluation, QualityGrade, AuditEvent)
    return not any(model._base_manager.exists() for model in models)
