"""Tables over all organisations of a committee, on pages that lie across."""

from dataclasses import dataclass
from typing import ClassVar

from ..parts import PaperContext
from ..plain import Plain


@dataclass(frozen=True, kw_only=True)
class YearRow(Plain):
    """One organisation in the table of the year or of six months."""

    organization: str
    months: tuple[str, ...]
    """Đ, K, CG, CX, TL, KSH, –, × for each month of the head."""
    pass_months: str = ""
    points: str = ""
    grade: str = ""
    conditions: str = ""
    """``Đủ`` or the conditions that are not met or open, in words."""
    proposal: str = ""


@dataclass(frozen=True, kw_only=True)
class YearTableContext(PaperContext):
    """Bảng tổng hợp kết quả năm, landscape; printed before any grade exists too."""

    KIND: ClassVar[str] = "year-table"
    ACROSS: ClassVar[bool] = True

    months: tuple[str, ...] = tuple(str(month) for month in range(1, 13))
    legend: tuple[str, ...] = ()
    """``Đ: đạt``, … for the letters that occur."""
    unit_heading: str = "Tổ chức đảng"
    points_heading: str
    conditions_heading: str = "Điều kiện xét"
    rows: tuple[YearRow, ...] = ()
    totals: tuple[str, ...] = ()
    """Sentences under the table: how many were listed, meet the conditions, are proposed."""
    empty_note: str = ""


@dataclass(frozen=True, kw_only=True)
class HalfYearContext(YearTableContext):
    """Bảng tổng hợp 6 tháng: the table of the year for six months, without grade and proposal."""

    KIND: ClassVar[str] = "half-year"

    months: tuple[str, ...] = tuple(str(month) for month in range(1, 7))
    conditions_heading: str = "Dự báo cả năm"


@dataclass(frozen=True, kw_only=True)
class RegisteredUnit(Plain):
    """One row of the combined list of registrations."""

    organization: str
    members: str = ""
    sent_on: str = ""
    content: str = ""
    """Model and emulation title."""
    breakthrough_task: str = ""
    timeliness: str = ""
    """``Đúng hạn`` / ``Muộn`` / ``Chưa gửi``."""


@dataclass(frozen=True, kw_only=True)
class RegistrationListContext(PaperContext):
    """Danh sách tổng hợp đăng ký."""

    KIND: ClassVar[str] = "registration-list"
    ACROSS: ClassVar[bool] = True

    unit_heading: str = "Tổ chức đảng"
    rows: tuple[RegisteredUnit, ...] = ()
    totals: tuple[str, ...] = ()
    empty_note: str = ""


@dataclass(frozen=True, kw_only=True)
class MonthlyUnit(Plain):
    """One row of the summary of a month; one of the four marks is ``x``."""

    organization: str
    present: str = ""
    """``16/17``: present of all with a vote."""
    meeting_date: str = ""
    points: str = ""
    passed: str = ""
    failed: str = ""
    missing: str = ""
    awaiting: str = ""
    note: str = ""
    """Reasons for points taken off; no meeting, entered from paper."""


@dataclass(frozen=True, kw_only=True)
class MonthlySummaryContext(PaperContext):
    """Bảng tổng hợp kết quả tự đánh giá tháng."""

    KIND: ClassVar[str] = "monthly-summary"
    ACROSS: ClassVar[bool] = True

    unit_heading: str = "Tổ chức đảng"
    rows: tuple[MonthlyUnit, ...] = ()
    passed: str = ""
    failed: str = ""
    missing: str = ""
    awaiting: str = ""
    """The four totals."""
    totals: tuple[str, ...] = ()
    empty_note: str = ""
