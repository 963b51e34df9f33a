"""What a plan says, as plain values, and what is wrong with them. Pure."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from documents.fonts import unprintable
from organizations.refusals import Obstacle

from .workflow import Basis

# What stays editable when a plan is in force (B5): where papers go and what they rest on.
EDITABLE_IN_FORCE = frozenset(
    {"addressee_above", "addressee_via", "legal_references", "recipients"}
)

_DAY_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
FIRST_YEARS = range(2000, 2101)


@dataclass(frozen=True)
class PlanValues:
    """The values of a plan, named as its columns; the defaults are the shipped ones."""

    number: str
    issued_on: dt.date
    first_year: int
    cell_deadline_day: int = 15
    cell_deadline_month: int = 1
    committee_deadline_day: int = 31
    committee_deadline_month: int = 1
    deadline_inclusive: bool = False
    min_pass_months: int = 10
    month_min_points: Decimal | None = Decimal(90)
    year_min_points: Decimal = Decimal(90)
    basis: Basis = Basis.MEAN_PASSED
    exemplary_share: Decimal = Decimal(20)
    pro_rata: bool = False
    due_day: int = 10
    lock_day: int | None = 25
    addressee_above: str = ""
    addressee_via: str = "Ban Tổ chức"
    legal_references: dict[str, list[str]] = field(default_factory=dict)
    recipients: str = ""


LABELS = {
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "first_year": "Áp dụng từ năm",
    "cell_deadline_day": "Hạn chi bộ gửi đăng ký",
    "cell_deadline_month": "Hạn chi bộ gửi đăng ký",
    "committee_deadline_day": "Hạn gửi đăng ký cấp trên",
    "committee_deadline_month": "Hạn gửi đăng ký cấp trên",
    "deadline_inclusive": "Tính cả ngày cuối hạn",
    "min_pass_months": "Số tháng đạt tối thiểu",
    "month_min_points": "Điểm tối thiểu của tháng đạt",
    "year_min_points": "Điểm tối thiểu của năm",
    "basis": "Cách tính điểm năm",
    "exemplary_share": "Tỷ lệ tiêu biểu tối đa (%)",
    "pro_rata": "Tính theo số tháng hoạt động",
    "due_day": "Hạn gửi phiếu (ngày của tháng sau)",
    "lock_day": "Ngày khóa nhập liệu (ngày của tháng sau)",
    "addressee_above": "Nơi gửi cấp trên",
    "addressee_via": "Gửi qua",
    "legal_references": "Căn cứ",
    "recipients": "Nơi nhận",
}


def parse_day_month(text: str) -> tuple[int, int]:
    """Read ``15/01`` as (15, 1); raises ``ValueError`` with a Vietnamese sentence."""
    match = _DAY_MONTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” không phải là ngày và tháng. Mời nhập theo mẫu 15/01.")
    day, month = int(match[1]), int(match[2])
    if not _in_every_year(day, month):
        raise ValueError(f"Không phải năm nào cũng có ngày {text}. Mời chọn ngày khác.")
    return day, month


def _in_every_year(day: int, month: int) -> bool:
    try:
        dt.date(2025, month, day)
    except ValueError:
        return False
    return True


def obstacles(values: PlanValues) -> Iterator[Obstacle]:
    """What is wrong with the values of a plan, each at its field."""
    if not values.number:
        yield Obstacle("number_missing", "Kế hoạch cần số, ký hiệu, ví dụ 39-KH/ĐU.", "number")
    if values.first_year not in FIRST_YEARS:
        yield Obstacle(
            "first_year_odd",
            f"Năm áp dụng phải từ {FIRST_YEARS[0]} đến {FIRST_YEARS[-1]}.",
            "first_year",
        )
    for part, day, month in (
        ("cell_deadline", values.cell_deadline_day, values.cell_deadline_month),
        ("committee_deadline", values.committee_deadline_day, values.committee_deadline_month),
    ):
        if not _in_every_year(day, month):
            yield Obstacle(
                "deadline_unknown", f"Không phải năm nào cũng có ngày {day:02d}/{month:02d}.", part
            )
        elif (day, month) == (1, 1) and not values.deadline_inclusive:
            yield Obstacle(
                "deadline_before_the_year",
                "Hạn “trước ngày 01/01” rơi vào năm trước. Mời chọn ngày khác.",
                part,
            )
    for part in ("number", "addressee_above", "addressee_via", "recipients"):
        if found := unprintable(getattr(values, part), part, LABELS[part]):
            yield found
    references = "\n".join(line for lines in values.legal_references.values() for line in lines)
    if found := unprintable(references, "legal_references", LABELS["legal_references"]):
        yield found
    if not 1 <= values.min_pass_months <= 12:
        yield Obstacle(
            "months_out_of_range",
            "Số tháng đạt tối thiểu phải từ 1 đến 12.",
            "min_pass_months",
        )
    for part, points in (
        ("month_min_points", values.month_min_points),
        ("year_min_points", values.year_min_points),
    ):
        if points is not None and not 0 <= points <= 100:
            yield Obstacle("points_out_of_range", "Điểm tối thiểu phải từ 0 đến 100.", part)
    if not 0 <= values.exemplary_share <= 100:
        yield Obstacle(
            "share_out_of_range", "Tỷ lệ tiêu biểu phải từ 0 đến 100%.", "exemplary_share"
        )
    if not 1 <= values.due_day <= 28:
        yield Obstacle("due_out_of_range", "Hạn gửi phiếu phải từ ngày 1 đến ngày 28.", "due_day")
    if values.lock_day is not None and not values.due_day < values.lock_day <= 28:
        yield Obstacle(
            "lock_not_after_due",
            f"Ngày khóa phải sau hạn gửi (ngày {values.due_day}) và không quá ngày 28;"
            " để trống nếu không khóa.",
            "lock_day",
        )


def months_may_lower_the_mean(
    basis: str, month_min_points: Decimal | None, year_min_points: Decimal
) -> bool:
    """Whether one more passed month can lower the year's points: allowed, with a warning (B5)."""
    return basis == Basis.MEAN_PASSED and (month_min_points or Decimal(0)) < year_min_points
