"""The form of the workbook: five sheets and their columns, each said once.

Reading, comparing and writing all follow these tables.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from evaluations.grades import GRADE_LABELS
from evaluations.models import YEAR
from evaluations.workflow import RATING_LABELS
from organizations.models import Kind, Organization, OrganizationVersion
from plans.models import Plan
from plans.workflow import BASIS_LABELS
from recognition.models import QualityGrade
from registrations.models import Registration

from . import cells
from .reasons import code_order, write_reasons
from .rows import EvaluationRow, GradeRow, OrganizationRow, PlanRow, RegistrationRow, Row

CRITERION_CODE = re.compile(r"[1-4]\.[0-9]{1,2}")


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field it fills, how a cell is read and written.

    ``optional``: the column may be absent. ``filled``: no cell of it may be empty.
    """

    heading: str
    field: str
    read: cells.Reader
    write: Callable[[Any], cells.Value] = lambda value: value
    optional: bool = False
    filled: bool = False
    empty: Any = None

    def value_of(self, row: Row) -> cells.Value:
        """What the cell of a row holds; None for an empty one."""
        value = getattr(row, self.field)
        return None if value is None or value == "" else self.write(value)


@dataclass(frozen=True)
class CriterionColumn(Column):
    """The points of one criterion."""

    def value_of(self, row: Row) -> cells.Value:
        """The points, None where the framework has no such criterion."""
        return row.points.get(self.heading) if isinstance(row, EvaluationRow) else None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, its kind of row, its columns, what tells its rows apart."""

    title: str
    row: type[Row]
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def headings(self) -> dict[str, Column]:
        """The columns by their heading, criteria aside."""
        return {column.heading: column for column in self.columns}

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """What tells this row apart from all others of the sheet."""
        return tuple(getattr(row, name) for name in self.key)

    def name_of(self, row: Row) -> str:
        """The row in words: ``CB01, 2025, kỳ 3``."""
        by_field = {column.field: column for column in self.columns}
        return ", ".join(
            f"{_KEY_WORDS.get(name, '')}{cells.plain_text(by_field[name].value_of(row))}"
            for name in self.key
        )


_KEY_WORDS = {"period": "kỳ ", "from_date": "từ ", "first_year": "từ năm "}


def _longest(model: type[Any], name: str) -> cells.Reader:
    return cells.text(model._meta.get_field(name).max_length)


def _choice(heading: str, field: str, labels: dict[str, Any], **options: Any) -> Column:
    back = {value: label for label, value in labels.items()}
    return Column(heading, field, cells.choice(labels), back.__getitem__, **options)


_YES_NO = {"Có": True, "Không": False}
_KINDS = {"Chi bộ": Kind.CELL.value, "Đảng bộ": Kind.COMMITTEE.value}
_BASES = {label: basis.value for basis, label in BASIS_LABELS.items()}
_RATINGS = {label: rating.value for rating, label in RATING_LABELS.items()}
_GRADES = {label: grade.value for grade, label in GRADE_LABELS.items()}


def _day_month(value: tuple[int, int]) -> str:
    return f"{value[0]:02d}/{value[1]:02d}"


_code = _longest(Organization, "code")
_CODE = Column("Mã", "code", _code, filled=True)
_YEAR = Column("Năm", "year", cells.year, filled=True)

PLANS = Sheet(
    "Kế hoạch",
    PlanRow,
    (
        Column("Mã đảng bộ", "committee", _code, filled=True),
        Column("Số ký hiệu", "number", _longest(Plan, "number"), filled=True),
        Column("Ngày ban hành", "issued_on", cells.day, filled=True),
        Column("Áp dụng từ năm", "first_year", cells.year, filled=True),
        Column("Hạn chi bộ gửi đăng ký", "cell_deadline", cells.day_month, _day_month, filled=True),
        Column(
            "Hạn gửi đăng ký cấp trên",
            "committee_deadline",
            cells.day_month,
            _day_month,
            filled=True,
        ),
        _choice("Tính cả ngày cuối hạn", "deadline_inclusive", _YES_NO, filled=True),
        Column("Số tháng đạt tối thiểu", "min_pass_months", cells.whole(1, 12), filled=True),
        Column("Điểm tối thiểu của tháng đạt", "month_min_points", cells.between(0, 100)),
        Column("Điểm tối thiểu của năm", "year_min_points", cells.between(0, 100), filled=True),
        _choice("Cách tính điểm năm", "basis", _BASES, filled=True),
        Column("Tỷ lệ tiêu biểu tối đa (%)", "exemplary_share", cells.percent, filled=True),
        _choice("Tính theo số tháng hoạt động", "pro_rata", _YES_NO, filled=True),
        Column("Hạn gửi phiếu (ngày)", "due_day", cells.whole(1, 28), optional=True),
        Column("Ngày khóa (ngày)", "lock_day", cells.whole(1, 28), optional=True),
    ),
    key=("committee", "first_year"),
)

ORGANIZATIONS = Sheet(
    "Tổ chức",
    OrganizationRow,
    (
        _CODE,
        Column("Tên", "name", _longest(OrganizationVersion, "name"), filled=True),
        _choice("Loại", "kind", _KINDS, filled=True),
        Column("Mã cấp trên", "parent", _code, empty=""),
        Column("Từ ngày", "from_date", cells.day, filled=True),
        Column("Đến ngày", "to_date", cells.day),
        Column("Đảng viên chính thức", "official_members", cells.whole(), optional=True),
        Column("Đảng viên dự bị", "probationary_members", cells.whole(), optional=True),
    ),
    key=("code", "from_date"),
)

REGISTRATIONS = Sheet(
    "Đăng ký",
    RegistrationRow,
    (
        _CODE,
        _YEAR,
        Column("Ngày gửi", "sent_on", cells.day, filled=True),
        Column("Ngày tiếp nhận", "accepted_on", cells.day),
        Column("Ghi chú", "note", cells.text(), optional=True, empty=""),
        Column(
            "Danh hiệu thi đua",
            "emulation_title",
            _longest(Registration, "emulation_title"),
            optional=True,
            empty="",
        ),
        Column("Công việc đột phá", "breakthrough_task", cells.text(), optional=True, empty=""),
        Column("Ngày họp", "meeting_on", cells.day, optional=True),
    ),
    key=("code", "year"),
)

EVALUATIONS = Sheet(
    "Đánh giá",
    EvaluationRow,
    (
        _CODE,
        _YEAR,
        Column(
            "Kỳ",
            "period",
            cells.period,
            lambda value: "Năm" if value == YEAR else value,
            filled=True,
        ),
        Column("Ngày họp", "meeting_on", cells.day),
        Column("Có quyền biểu quyết", "voters", cells.whole()),
        Column("Có mặt", "present", cells.whole()),
        Column("Tán thành", "votes_for", cells.whole()),
        Column("Không tán thành", "votes_against", cells.whole()),
        Column("Ý kiến khác", "votes_other", cells.whole()),
        _choice("Tự nhận mức", "rating", _RATINGS, empty=""),
        Column("Ngày gửi", "sent_on", cells.day, filled=True),
        Column("Ngày xác nhận", "confirmed_on", cells.day),
        # the criterion columns stand here
        Column(
            "Lý do trừ điểm",
            "reasons",
            cells.reasons,
            lambda value: write_reasons(value) or None,
            empty={},
        ),
        Column("Ưu điểm", "strengths", cells.text(), empty=""),
        Column("Hạn chế", "shortcomings", cells.text(), empty=""),
        Column(
            "Không tổ chức sinh hoạt", "no_meeting_reason", cells.text(), optional=True, empty=""
        ),
        Column("Ghi chú", "note", cells.text(), optional=True, empty=""),
    ),
    key=("code", "year", "period"),
)

GRADES = Sheet(
    "Xếp loại",
    GradeRow,
    (
        _CODE,
        _YEAR,
        _choice("Xếp loại chất lượng", "decided", _GRADES, empty=""),
        _choice("Tự xếp loại", "self_grade", _GRADES, optional=True, empty=""),
        _choice("Đề nghị xếp loại", "proposed", _GRADES, optional=True, empty=""),
        Column(
            "Số quyết định",
            "decided_number",
            _longest(QualityGrade, "decided_number"),
            optional=True,
            empty="",
        ),
        Column("Ngày quyết định", "decided_on", cells.day, optional=True),
    ),
    key=("code", "year"),
)

SHEETS = {
    sheet.title: sheet for sheet in (PLANS, ORGANIZATIONS, REGISTRATIONS, EVALUATIONS, GRADES)
}
_BEFORE_CRITERIA = "Ngày xác nhận"


def criterion_column(code: str) -> CriterionColumn:
    """The column of one criterion."""
    return CriterionColumn(code, "points", cells.number)


def columns_of(sheet: Sheet, criterion_codes: Iterable[str]) -> list[Column]:
    """All columns of a sheet in the order in which they are written."""
    found: list[Column] = []
    for column in sheet.columns:
        found.append(column)
        if sheet is EVALUATIONS and column.heading == _BEFORE_CRITERIA:
            found += [criterion_column(code) for code in sorted(criterion_codes, key=code_order)]
    return found
