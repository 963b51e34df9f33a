"""What the rules answer: checks with their grounds, and the outcome they give together."""

import enum
from dataclasses import dataclass
from fractions import Fraction

from evaluations.grades import Grade


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


@dataclass(frozen=True, slots=True)
class Check:
    """One condition with its answer and its grounds.

    ``required`` and ``found`` are Vietnamese; ``short`` says in a few words why it is not met, and
    is empty when it is. ``sources`` are the keys of what is behind it: the registration, the
    self-review, the sheets in calendar order, or the grade.
    """

    code: CheckCode
    state: CheckState
    required: str
    found: str
    short: str
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

    @property
    def in_short(self) -> str:
        """The outcome with its reasons, for a narrow column: ``Không đủ: chưa đăng ký``."""
        if not self.considered:
            return "Không xét: không còn hoạt động ngày 31/12"
        match self.outcome:
            case Outcome.ELIGIBLE:
                return "Đủ điều kiện"
            case Outcome.NOT_ELIGIBLE:
                return f"Không đủ: {self._shorts(CheckState.NOT_MET)}"
            case Outcome.OPEN:
                reasons = self._shorts(CheckState.OPEN)
                return reasons[0].upper() + reasons[1:]

    def _shorts(self, state: CheckState) -> str:
        return ", ".join(check.short for check in self.having(state))

    def check(self, code: CheckCode) -> Check:
        """The check of that code."""
        return next(check for check in self.checks if check.code is code)

    def having(self, state: CheckState) -> tuple[Check, ...]:
        """The checks with that answer, in their order."""
        return tuple(check for check in self.checks if check.state is state)
