"""One row of each sheet as plain typed data.

``line`` is the row in the file (0 for a row drawn from the database). ``said`` names the fields
that the file speaks of: an absent optional column says nothing and is compared with nothing.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

# (day, month)
DayMonth = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Row:
    """What all rows carry beside their own columns."""

    line: int = field(default=0, compare=False)
    said: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, kw_only=True)
class PlanRow(Row):
    """One plan. An empty ``due_day`` means the shipped day, an empty ``lock_day`` never locks."""

    committee: str
    number: str
    issued_on: dt.date
    first_year: int
    cell_deadline: DayMonth
    committee_deadline: DayMonth
    deadline_inclusive: bool
    min_pass_months: int
    month_min_points: Decimal | None
    year_min_points: Decimal
    basis: str
    exemplary_share: Decimal
    pro_rata: bool
    due_day: int | None = None
    lock_day: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrganizationRow(Row):
    """An organisation over a period of unchanged name and parent, days inclusive."""

    code: str
    name: str
    kind: str
    parent: str
    from_date: dt.date
    to_date: dt.date | None
    official_members: int | None = None
    probationary_members: int | None = None


@dataclass(frozen=True, kw_only=True)
class RegistrationRow(Row):
    """A registration that was sent; accepted when it has a date of acceptance."""

    code: str
    year: int
    sent_on: dt.date
    accepted_on: dt.date | None
    note: str = ""
    emulation_title: str = ""
    breakthrough_task: str = ""
    meeting_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class EvaluationRow(Row):
    """A sheet (period 1–12) or a self-review (period ``YEAR``) that was sent.

    ``reasons`` holds, by criterion code, why points are missing, or ``NOT_APPLICABLE``.
    """

    code: str
    year: int
    period: int
    meeting_on: dt.date | None
    voters: int | None
    present: int | None
    votes_for: int | None
    votes_against: int | None
    votes_other: int | None
    rating: str
    sent_on: dt.date
    confirmed_on: dt.date | None
    points: Mapping[str, Decimal] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    strengths: str = ""
    shortcomings: str = ""
    no_meeting_reason: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class GradeRow(Row):
    """The quality grade of an organisation for a year; only ``decided`` counts."""

    code: str
    year: int
    decided: str
    self_grade: str = ""
    proposed: str = ""
    decided_number: str = ""
    decided_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """The rows of the five sheets, in the order of the file."""

    plans: tuple[PlanRow, ...] = ()
    organizations: tuple[OrganizationRow, ...] = ()
    registrations: tuple[RegistrationRow, ...] = ()
    evaluations: tuple[EvaluationRow, ...] = ()
    grades: tuple[GradeRow, ...] = ()
    # The criterion columns that the file has.
    criterion_codes: tuple[str, ...] = ()
