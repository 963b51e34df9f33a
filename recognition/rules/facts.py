"""What the rules see: one organisation's year as plain facts, and the plan's thresholds."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.grades import Grade
from evaluations.months import MonthState, Standing
from evaluations.workflow import Rating
from plans.workflow import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What the plan that governs the organisation's year asks (B1, B2).

    The share of E8 is not here: it comes from the reviewing authority's own plan.
    """

    required_months: int
    month_min_points: Decimal | None
    year_min_points: Decimal
    basis: Basis
    pro_rata: bool = False

    @property
    def any_passed_month_suffices(self) -> bool:
        """Month points ≥ year points: no passed month can pull the mean below the year's (E7)."""
        return self.month_min_points is not None and self.month_min_points >= self.year_min_points


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFact:
    """The registration of the year (E2).

    ``on_time_until``: the last day on which it is on time, by the plan. ``deadline_passed``: the
    last day to register (``last_day_to_register``) lies behind. ``first_sent_on``: the day of
    the first sending. ``source``: its key, None where nothing was sent.
    """

    standing: Standing
    on_time_until: dt.date
    deadline_passed: bool
    first_sent_on: dt.date | None = None
    accepted_on: dt.date | None = None
    source: int | None = None

    @property
    def late(self) -> bool:
        """First sent after the last day on which it is on time; shown, never refused (C2)."""
        return self.first_sent_on is not None and self.first_sent_on > self.on_time_until

    @property
    def summary(self) -> str:
        """``none``, ``pending``, ``on_time`` or ``late``, as ``year_report`` says it."""
        if self.standing is Standing.NONE:
            return "none"
        if self.standing.waits:
            return "pending"
        return "late" if self.late else "on_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReviewFact:
    """The self-review of the year (E3): its last sent version.

    ``requests``: rated đạt, which is the request for recognition (D10). ``points``: its total
    where the plan's basis is the self-review. ``due_on``: 31/12, on time until its end.
    """

    standing: Standing
    due_on: dt.date
    due_passed: bool
    requests: bool = False
    points: Decimal | None = None
    sent_on: dt.date | None = None
    confirmed_on: dt.date | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFact:
    """One month: its state and what the version that counts says.

    That is the confirmed version, or while the month waits the last sent one. ``rating`` and
    ``points`` are None without a sheet and where no meeting was held. ``source``: the sheet's key.
    """

    month: int
    state: MonthState
    rating: Rating | None = None
    points: Decimal | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFact:
    """The decided quality grade (E1); a self-grade or a proposed one is no fact of the rules."""

    decided: Grade | None = None
    decided_on: dt.date | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """Everything the rules know of one organisation's year; ``months`` in any order.

    ``full_months``: months lived on every day, read only where the plan pro-rates (E13).
    """

    registration: RegistrationFact
    self_review: SelfReviewFact
    months: tuple[MonthFact, ...]
    grade: GradeFact = field(default_factory=GradeFact)
    full_months: int = 12
    alive_at_year_end: bool = True

    def __post_init__(self) -> None:
        if sorted(fact.month for fact in self.months) != list(range(1, 13)):
            raise ValueError("The facts of a year hold each of its twelve months once.")


def full_months(year: int, first_day: dt.date, last_day: dt.date | None) -> int:
    """How many months of the year an organisation lives on every day (E13).

    ``last_day`` is the last day of its life, inclusive; None: it lives on.
    """
    count = 0
    for month in range(1, 13):
        begins = dt.date(year, month, 1)
        ends = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        count += first_day <= begins and (last_day is None or ends <= last_day)
    return count


def last_day_to_register(on_time_until: dt.date, first_day: dt.date) -> dt.date:
    """The last day on which an organisation is expected to register (C2).

    One founded after the plan's day registers in its first month, and shows late all the same.
    """
    if first_day <= on_time_until:
        return on_time_until
    return dt.date(
        first_day.year + first_day.month // 12, first_day.month % 12 + 1, 1
    ) - dt.timedelta(days=1)
