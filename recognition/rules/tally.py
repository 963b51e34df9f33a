"""The twelve months sorted by what they count for, and the year's points (E4, E5, E13)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluations.months import MonthState, Standing
from evaluations.scoring import month_passes
from plans.workflow import Basis

from .facts import MonthFact, SelfReviewFact, Thresholds, YearFacts

Months = tuple[MonthFact, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The months of a year by what they count for, each list in calendar order.

    ``hopeful``: those waiting that would pass if they were confirmed as last sent.
    """

    passed: Months
    failed: Months
    waiting: Months
    hopeful: Months
    missing: Months
    not_due: Months


def tally(facts: YearFacts, thresholds: Thresholds) -> Tally:
    """Sort the months; a confirmed one passes only with the plan's month points (E4)."""
    months = sorted(facts.months, key=lambda fact: fact.month)

    def enough(fact: MonthFact) -> bool:
        return month_passes(fact.rating, fact.points, thresholds.month_min_points)

    passed = tuple(m for m in months if m.state is MonthState.PASSED and enough(m))
    waiting = tuple(m for m in months if m.state.waits)
    return Tally(
        passed=passed,
        failed=tuple(m for m in months if m.state.confirmed and m not in passed),
        waiting=waiting,
        hopeful=tuple(m for m in waiting if enough(m)),
        missing=tuple(m for m in months if m.state is MonthState.MISSING),
        not_due=tuple(m for m in months if m.state is MonthState.NOT_DUE),
    )


def required_months(thresholds: Thresholds, lived: int) -> int:
    """Passed months asked for: ⌈required × full months ÷ 12⌉ for 6 to 11 where the plan pro-rates.

    Below six full months, and without pro-rating, the plan's own number holds (E13).
    """
    if thresholds.pro_rata and 6 <= lived <= 11:
        return -(-thresholds.required_months * lived // 12)
    return thresholds.required_months


def year_points(counted: Tally, self_review: SelfReviewFact, basis: Basis) -> Fraction | None:
    """The exact points of the year, None where the basis has nothing to count (E5)."""
    if basis == Basis.MEAN_PASSED:
        return mean([exact_points(month) for month in counted.passed])
    if basis == Basis.SUM_OVER_12:
        confirmed = counted.passed + counted.failed
        return sum(map(exact_points, confirmed), Fraction(0)) / 12 if confirmed else None
    if self_review.standing is not Standing.SETTLED or self_review.points is None:
        return None
    return Fraction(self_review.points)


def mean(points: list[Fraction]) -> Fraction | None:
    """The exact mean, None of nothing."""
    return sum(points, Fraction(0)) / len(points) if points else None


def exact_points(month: MonthFact) -> Fraction:
    """A month's points; one without a meeting has none and counts 0 where it counts."""
    return Fraction(month.points or Decimal(0))
