"""A year of many cells as the rows of a workbook: to count queries, and to measure time."""

import datetime as dt
from decimal import Decimal

from evaluations.grades import Grade
from evaluations.models import YEAR
from evaluations.workflow import Rating
from organizations.models import Kind
from oversight.workbook.rows import (
    EvaluationRow,
    GradeRow,
    OrganizationRow,
    PlanRow,
    RegistrationRow,
    Workbook,
)
from plans.frameworks import sample
from plans.workflow import Basis

COMMITTEE = "DB"
_FULL = {
    criterion.code: criterion.max_points
    for group in sample("cell").groups
    for criterion in group.criteria
}
_DEDUCTED = {**_FULL, "1.3": _FULL["1.3"] - Decimal("0.5")}
_VOTES = {"voters": 12, "present": 11, "votes_for": 11, "votes_against": 0, "votes_other": 0}


def a_year_of(cells: int, year: int = 2025) -> Workbook:
    """A committee whose cells all registered, met every month, reviewed the year and were graded.

    Every third cell was called otherwise before; of every tenth the last months still wait, and
    it once held no meeting: thirteen rows of evaluations for each cell.
    """
    codes = [f"CB{number:04}" for number in range(1, cells + 1)]
    return Workbook(
        plans=(_plan(year),),
        organizations=(_committee(), *(row for code in codes for row in _cell(code, year))),
        registrations=tuple(_registration(code, year) for code in codes),
        evaluations=tuple(
            _evaluation(code, year, period) for code in codes for period in range(1, YEAR + 1)
        ),
        grades=tuple(
            GradeRow(code=code, year=year, decided=Grade.GOOD.value, self_grade=Grade.GOOD.value)
            for code in codes
        ),
        criterion_codes=tuple(_FULL),
    )


def _plan(year: int) -> PlanRow:
    return PlanRow(
        committee=COMMITTEE,
        number="39-KH/ĐU",
        issued_on=dt.date(year - 1, 8, 28),
        first_year=year,
        cell_deadline=(15, 1),
        committee_deadline=(31, 1),
        deadline_inclusive=False,
        min_pass_months=10,
        month_min_points=Decimal(90),
        year_min_points=Decimal(90),
        basis=Basis.MEAN_PASSED.value,
        exemplary_share=Decimal(20),
        pro_rata=False,
        due_day=5,
    )


def _committee() -> OrganizationRow:
    return OrganizationRow(
        code=COMMITTEE,
        name="Đảng bộ Sở Y tế",
        kind=Kind.COMMITTEE.value,
        parent="",
        from_date=dt.date(2015, 1, 1),
        to_date=None,
    )


def _cell(code: str, year: int) -> list[OrganizationRow]:
    first, renamed = dt.date(2015, 1, 1), dt.date(year, 4, 1)
    periods: list[tuple[str, dt.date, dt.date | None]] = [(f"Chi bộ {code}", first, None)]
    if _number(code) % 3 == 0:
        before = renamed - dt.timedelta(days=1)
        periods = [(f"Chi bộ cũ {code}", first, before), (f"Chi bộ {code}", renamed, None)]
    return [
        OrganizationRow(
            code=code,
            name=name,
            kind=Kind.CELL.value,
            parent=COMMITTEE,
            from_date=from_date,
            to_date=to_date,
            official_members=12,
            probationary_members=1,
        )
        for name, from_date, to_date in periods
    ]


def _registration(code: str, year: int) -> RegistrationRow:
    return RegistrationRow(
        code=code,
        year=year,
        sent_on=dt.date(year, 1, 8),
        accepted_on=None if _number(code) % 10 == 0 else dt.date(year, 1, 9),
        emulation_title="Hoàn thành tốt nhiệm vụ",
        breakthrough_task="Số hóa hồ sơ lưu trữ",
        meeting_on=dt.date(year, 1, 6),
    )


def _evaluation(code: str, year: int, period: int) -> EvaluationRow:
    odd = _number(code) % 10 == 0
    after = dt.date(year, period + 1, 1) if period < 12 else dt.date(year + 1, 1, 1)
    if period == YEAR:
        after = dt.date(year, 12, 1)
    row = EvaluationRow(
        code=code,
        year=year,
        period=period,
        meeting_on=after + dt.timedelta(days=1),
        rating=Rating.PASS.value,
        sent_on=after + dt.timedelta(days=2),
        confirmed_on=None if odd and period in (11, 12) else after + dt.timedelta(days=40),
        points={} if period == YEAR else _DEDUCTED,
        reasons={} if period == YEAR else {"1.3": "báo cáo gửi chậm; 2 ngày"},
        strengths=f"Hoàn thành nhiệm vụ của kỳ {period}, sinh hoạt đúng hướng dẫn.",
        shortcomings="Tự phê bình và phê bình chưa sâu.",
        **_VOTES,
    )
    return _without_meeting(row) if odd and period == 5 else row


def _without_meeting(row: EvaluationRow) -> EvaluationRow:
    return EvaluationRow(
        code=row.code,
        year=row.year,
        period=row.period,
        meeting_on=None,
        **dict.fromkeys(_VOTES),
        rating="",
        sent_on=row.sent_on,
        confirmed_on=row.confirmed_on,
        no_meeting_reason="Bí thư đi học tập trung",
    )


def _number(code: str) -> int:
    return int(code.removeprefix("CB"))
