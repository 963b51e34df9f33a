"""May an organisation be recognised, and why: five checks and their outcome (E2–E7)."""

from fractions import Fraction

from evaluations.grades import Grade
from evaluations.months import Standing
from plans.workflow import Basis

from . import words
from .answers import Assessment, Check, CheckCode, CheckState, Outcome
from .facts import Thresholds, YearFacts
from .tally import Months, Tally, required_months, tally, year_points

# “Hoàn thành tốt nhiệm vụ” trở lên (II.4.2.2/1).
AT_LEAST_GOOD = (Grade.EXCELLENT, Grade.GOOD)


def assess(facts: YearFacts, thresholds: Thresholds) -> Assessment:
    """Run the five checks on a year (E2–E7).

    Any *chưa đạt* makes it not eligible, else any *chưa đủ căn cứ* leaves it open.
    """
    counted = tally(facts, thresholds)
    points = year_points(counted, facts.self_review, thresholds.basis)
    checks = (
        _registered(facts),
        _self_review(facts),
        _pass_months(facts, thresholds, counted),
        _points(facts, thresholds, counted, points),
        _grade(facts),
    )
    outcome = _outcome(checks) if facts.alive_at_year_end else Outcome.NOT_ELIGIBLE
    return Assessment(
        checks=checks,
        outcome=outcome,
        considered=facts.alive_at_year_end,
        pass_months=len(counted.passed),
        required_months=required_months(thresholds, facts.full_months),
        fail_months=len(counted.failed),
        awaiting_months=tuple(fact.month for fact in counted.waiting),
        missing_months=tuple(fact.month for fact in counted.missing),
        points=points,
        grade=facts.grade.decided,
        exemplary_eligible=outcome is Outcome.ELIGIBLE and facts.grade.decided == Grade.EXCELLENT,
    )


def _outcome(checks: tuple[Check, ...]) -> Outcome:
    states = {check.state for check in checks}
    if CheckState.NOT_MET in states:
        return Outcome.NOT_ELIGIBLE
    return Outcome.OPEN if CheckState.OPEN in states else Outcome.ELIGIBLE


def _registered(facts: YearFacts) -> Check:
    """II.4.1: an accepted registration of the year; a late one counts (E2, C2)."""
    registration = facts.registration
    if registration.standing is Standing.SETTLED:
        state = CheckState.MET
    elif registration.standing.waits or not registration.deadline_passed:
        state = CheckState.OPEN
    else:
        state = CheckState.NOT_MET
    return Check(
        CheckCode.REGISTERED,
        state,
        words.REGISTRATION_REQUIRED,
        words.registration_found(registration),
        "" if state is CheckState.MET else words.registration_short(registration),
        _sources(registration.source),
    )


def _self_review(facts: YearFacts) -> Check:
    """II.4.2.1/2, II.4.2.3/1: a confirmed self-review that asks for recognition (E3)."""
    review = facts.self_review
    if review.standing is Standing.SETTLED:
        state = CheckState.MET if review.requests else CheckState.NOT_MET
    else:
        state = CheckState.OPEN if _may_still_be_confirmed(facts) else CheckState.NOT_MET
    return Check(
        CheckCode.SELF_REVIEW,
        state,
        words.SELF_REVIEW_REQUIRED,
        words.self_review_found(review),
        "" if state is CheckState.MET else words.self_review_short(review),
        _sources(review.source),
    )


def _may_still_be_confirmed(facts: YearFacts) -> bool:
    """The self-review waits or is not yet due (E7)."""
    review = facts.self_review
    return review.standing.waits or (review.standing is Standing.NONE and not review.due_passed)


def _pass_months(facts: YearFacts, thresholds: Thresholds, counted: Tally) -> Check:
    """II.4.2.2/2: “phải có 10/12 tháng tự đánh giá ở mức xếp loại đạt trở lên” (E4).

    Open while the passed months do not suffice, but with those waiting that would pass as last
    sent and those not yet due they could (E7).
    """
    required = required_months(thresholds, facts.full_months)
    passed = len(counted.passed)
    if passed >= required:
        state = CheckState.MET
    elif passed + len(counted.hopeful) + len(counted.not_due) >= required:
        state = CheckState.OPEN
    else:
        state = CheckState.NOT_MET
    return Check(
        CheckCode.PASS_MONTHS,
        state,
        words.months_required(thresholds, required, facts.full_months),
        words.months_found(facts, thresholds, counted),
        "" if state is CheckState.MET else words.months_short(counted, state is CheckState.OPEN),
        _sources(*(fact.source for fact in sorted(facts.months, key=lambda fact: fact.month))),
    )


def _points(
    facts: YearFacts, thresholds: Thresholds, counted: Tally, points: Fraction | None
) -> Check:
    """II.4.2.2/2: “Tổng số điểm tự đánh giá ở mức đạt phải được 90 điểm trở lên” (E5)."""
    reached = points is not None and points >= thresholds.year_min_points
    if _points_may_change(facts, thresholds, counted, reached):
        state = CheckState.OPEN
    else:
        state = CheckState.MET if reached else CheckState.NOT_MET
    return Check(
        CheckCode.POINTS,
        state,
        words.points_required(thresholds),
        words.points_found(facts, thresholds, counted, points),
        "" if state is CheckState.MET else words.points_short(points, state is CheckState.OPEN),
        _points_sources(facts, thresholds.basis, counted),
    )


def _points_may_change(
    facts: YearFacts, thresholds: Thresholds, counted: Tally, reached: bool
) -> bool:
    """Whether months or a self-review to come could still change the answer, to E7's letter."""
    if thresholds.basis == Basis.MEAN_PASSED:
        if counted.passed and thresholds.any_passed_month_suffices:
            return False
        return bool(counted.hopeful or counted.not_due)
    if thresholds.basis == Basis.SUM_OVER_12:
        return not reached and bool(counted.waiting or counted.not_due)
    return _may_still_be_confirmed(facts)


def _points_sources(facts: YearFacts, basis: Basis, counted: Tally) -> tuple[int, ...]:
    """The sheets, or the self-review, whose points were counted."""
    if basis == Basis.SELF_REVIEW:
        return _sources(facts.self_review.source)
    months: Months = counted.passed
    if basis == Basis.SUM_OVER_12:
        months = tuple(sorted(months + counted.failed, key=lambda fact: fact.month))
    return _sources(*(fact.source for fact in months))


def _grade(facts: YearFacts) -> Check:
    """II.4.2.2/1: decided, at least “Hoàn thành tốt nhiệm vụ” (E6)."""
    decided = facts.grade.decided
    if decided is None:
        state = CheckState.OPEN
    else:
        state = CheckState.MET if decided in AT_LEAST_GOOD else CheckState.NOT_MET
    return Check(
        CheckCode.GRADE,
        state,
        words.GRADE_REQUIRED,
        words.grade_found(facts.grade),
        "" if state is CheckState.MET else words.grade_short(facts.grade),
        _sources(facts.grade.source),
    )


def _sources(*keys: int | None) -> tuple[int, ...]:
    return tuple(key for key in keys if key is not None)
