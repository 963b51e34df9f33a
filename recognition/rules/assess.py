"""May an organisation be recognised, and why: five checks and their outcome (E2–E7)."""

import enum
from dataclasses import dataclass
from fractions import Fraction

from evaluations.grades import Grade
from evaluations.months import Standing
from plans.workflow import Basis

from . import words
from .facts import Thresholds, YearFacts
from .tally import Months, Tally, required_months, tally, year_points


class CheckState(enum.StrEnum):
    """Answer of a check: đạt, chưa đạt, chưa đủ căn cứ."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"met": "đạt", "not_met": "chưa đạt", "open": "chưa đủ căn cứ"}[self]


class CheckCode(enum.StrEnum):
    """The five conditions, in the order in which they are shown."""

    REGISTERED = "registered"
    SELF_REVIEW = "self_review"
    PASS_MONTHS = "pass_months"  # noqa: S105 - a condition, not a password
    POINTS = "points"
    GRADE = "grade"

    @property
    def label(self) -> str:
        """The condition's name on screen."""
        return _CHECK_LABELS[self]

    @property
    def clause(self) -> str:
        """The plan's clause, ``II.4.2.2/2``; ``formats.clause_in_words`` spells it out."""
        return _CLAUSES[self]


_CHECK_LABELS = {
    CheckCode.REGISTERED: "Đăng ký trong năm",
    CheckCode.SELF_REVIEW: "Tự rà soát, đánh giá năm",
    CheckCode.PASS_MONTHS: "Số tháng đạt",
    CheckCode.POINTS: "Điểm năm",
    CheckCode.GRADE: "Xếp loại chất lượng",
}

_CLAUSES = {
    CheckCode.REGISTERED: "II.4.1",
    CheckCode.SELF_REVIEW: "II.4.2.1/2",
    CheckCode.PASS_MONTHS: "II.4.2.2/2",
    CheckCode.POINTS: "II.4.2.2/2",
    CheckCode.GRADE: "II.4.2.2/1",
}


class Outcome(enum.StrEnum):
    """What the five checks say together."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            "eligible": "đủ điều kiện",
            "not_eligible": "không đủ điều kiện",
            "open": "chưa đủ căn cứ",
        }[self]


# “Hoàn thành tốt nhiệm vụ” trở lên (II.4.2.2/1).
AT_LEAST_GOOD = (Grade.EXCELLENT, Grade.GOOD)


@dataclass(frozen=True, slots=True)
class Check:
    """One condition with its answer and its grounds.

    ``required`` and ``found`` are Vietnamese; ``sources`` are the keys of what is behind it: the
    registration, the self-review, the sheets in calendar order, or the grade.
    """

    code: CheckCode
    state: CheckState
    required: str
    found: str
    sources: tuple[int, ...] = ()

    @property
    def clause(self) -> str:
        """The plan's clause."""
        return self.code.clause


@dataclass(frozen=True, slots=True)
class Assessment:
    """The year of one organisation by the rules.

    ``points`` are exact (cut them down only to show them), None where the basis has nothing to
    count. ``considered`` is False for an organisation that does not live on 31/12 (E13): its
    checks are shown, it is never eligible. ``exemplary_eligible``: eligible and excellent (E8).
    """

    checks: tuple[Check, ...]
    outcome: Outcome
    considered: bool
    pass_months: int
    required_months: int
    fail_months: int
    awaiting_months: tuple[int, ...]
    missing_months: tuple[int, ...]
    points: Fraction | None
    grade: Grade | None
    exemplary_eligible: bool

    def check(self, code: CheckCode) -> Check:
        """The check of that code."""
        return next(check for check in self.checks if check.code is code)

    def having(self, state: CheckState) -> tuple[Check, ...]:
        """The checks with that answer, in their order."""
        return tuple(check for check in self.checks if check.state is state)


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
        _sources(facts.grade.source),
    )


def _sources(*keys: int | None) -> tuple[int, ...]:
    return tuple(key for key in keys if key is not None)
