"""A year as it stood: what candidates are compiled with, votes rest on and decisions keep (E12).

Plain values, to and from JSON. What reads otherwise later is computed here and never stored.
"""

import enum
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluations.grades import GRADE_LABELS, Grade
from evaluations.months import MonthState
from organizations.formats import vn_number

from .rules import CheckCode, CheckState, Outcome

if TYPE_CHECKING:
    from .year import YearRow


@dataclass(frozen=True, slots=True)
class FrozenMonth:
    """One month: its state, and rating and points of the sheet that counted."""

    month: int
    state: str
    rating: str
    points: str

    @property
    def had_sheet(self) -> bool:
        """Whether anything was sent for it."""
        return MonthState(self.state) not in (
            MonthState.MISSING,
            MonthState.NOT_DUE,
            MonthState.NOT_ALIVE,
        )

    def in_words(self) -> str:
        """``đạt, 95 điểm``."""
        points = f", {vn_number(Fraction(self.points))} điểm" if self.points else ""
        return f"{MonthState(self.state).label}{points}"


@dataclass(frozen=True, slots=True)
class FrozenCheck:
    """One condition as it read."""

    code: str
    state: str
    required: str
    found: str
    short: str

    @property
    def label(self) -> str:
        """The condition's name."""
        return CheckCode(self.code).label

    @property
    def state_label(self) -> str:
        """Đạt, chưa đạt or chưa đủ căn cứ."""
        return CheckState(self.state).label

    @property
    def tone(self) -> str:
        """Colour, in addition to the word."""
        return {"met": "ok", "not_met": "bad"}.get(self.state, "warn")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a confirmed self-review declares of the year; shown to the committee, no check (D10)."""

    discipline: str = ""
    complaints: str = ""
    disunity: str = ""
    wants_commendation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenYear:
    """One organisation's year with checks and the figures that are printed.

    ``registration``, ``self_review`` and ``grade_fact`` hold what the rules saw of each; ``points``
    is the exact fraction as text, empty where there is none.
    """

    code: str
    name: str
    kind: str
    plan: str
    registration: tuple[str, ...]
    self_review: tuple[str, ...]
    months: tuple[FrozenMonth, ...]
    grade: str
    decided_on: str
    checks: tuple[FrozenCheck, ...]
    outcome: str
    pass_months: int
    required_months: int
    points: str
    declared: Declared = Declared()

    def to_json(self) -> dict[str, Any]:
        """Plain values for a column of JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "FrozenYear":
        """What ``to_json`` wrote."""
        return cls(
            **data
            | {
                "registration": tuple(data["registration"]),
                "self_review": tuple(data["self_review"]),
                "months": tuple(FrozenMonth(**month) for month in data["months"]),
                "checks": tuple(FrozenCheck(**check) for check in data["checks"]),
                "declared": Declared(**data["declared"]),
            }
        )

    @property
    def exact_points(self) -> Fraction | None:
        """The points of the year, None where the basis had nothing to count."""
        return Fraction(self.points) if self.points else None

    @property
    def points_shown(self) -> str:
        """Cut down to two decimals, as printed."""
        return vn_number(self.exact_points, 2)

    @property
    def grade_shown(self) -> str:
        """The decided grade in full; empty where there is none."""
        return GRADE_LABELS[Grade(self.grade)] if self.grade else ""

    @property
    def eligible(self) -> bool:
        """Whether it could be recognised."""
        return self.outcome == Outcome.ELIGIBLE

    @property
    def excellent(self) -> bool:
        """Whether its decided grade allows the exemplary choice (E8)."""
        return self.grade == Grade.EXCELLENT

    @property
    def why_not(self) -> str:
        """What keeps it from being eligible, in a few words: ``chưa đăng ký, đạt 9 tháng``."""
        return ", ".join(check.short for check in self.checks if check.short)

    def check(self, code: CheckCode) -> FrozenCheck:
        """The condition of that code."""
        return next(check for check in self.checks if check.code == code)

    def facts(self) -> tuple[Any, ...]:
        """What the rules saw: two years with equal facts are the same case."""
        return (
            self.name,
            self.kind,
            self.plan,
            self.registration,
            self.self_review,
            self.months,
            self.grade,
            self.decided_on,
            self.declared,
        )

    def verdict(self) -> tuple[Any, ...]:
        """Checks and printed figures: where these change, a vote on it falls (E9)."""
        states = tuple((check.code, check.state) for check in self.checks)
        return (self.name, self.outcome, states, self.pass_months, self.points_shown, self.grade)

    def same_as(self, other: "FrozenYear") -> bool:
        """Whether facts and verdict are equal; sentences may be worded differently."""
        return self.facts() == other.facts() and self.verdict() == other.verdict()


def freeze(row: "YearRow") -> FrozenYear:
    """The year of an organisation as it stands now."""
    facts, found = row.facts, row.assessment
    registration, review, grade = facts.registration, facts.self_review, facts.grade
    return FrozenYear(
        code=row.organization.code,
        name=row.name,
        kind=row.organization.kind,
        plan=row.plan.number,
        registration=(
            registration.standing.value,
            _text(registration.first_sent_on),
            _text(registration.accepted_on),
        ),
        self_review=(
            review.standing.value,
            "đề nghị" if review.requests else "",
            _text(review.points),
            _text(review.confirmed_on),
        ),
        months=tuple(
            FrozenMonth(fact.month, fact.state.value, fact.rating or "", _text(fact.points))
            for fact in sorted(facts.months, key=lambda fact: fact.month)
        ),
        grade=grade.decided or "",
        decided_on=_text(grade.decided_on),
        checks=tuple(
            FrozenCheck(
                check.code.value, check.state.value, check.required, check.found, check.short
            )
            for check in found.checks
        ),
        outcome=found.outcome.value,
        pass_months=found.pass_months,
        required_months=found.required_months,
        points="" if found.points is None else str(found.points),
        declared=row.declared,
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


class Change(enum.StrEnum):
    """How something reads otherwise than it did."""

    CHANGED = "changed"
    # A month that had no sheet then: "bổ sung sau", not a difference (E12).
    ADDED_LATER = "added_later"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that reads otherwise, as a sentence."""

    change: Change
    sentence: str


def differences(then: FrozenYear, now: FrozenYear) -> list[Difference]:
    """What reads otherwise now, in the order of the page; empty where nothing does."""
    return list(_differences(then, now))


def _differences(then: FrozenYear, now: FrozenYear) -> Iterator[Difference]:
    if then.name != now.name:
        yield _changed("Tên", then.name, now.name)
    for code, before, after in (
        (CheckCode.REGISTERED, then.registration, now.registration),
        (CheckCode.SELF_REVIEW, then.self_review, now.self_review),
        (CheckCode.GRADE, (then.grade, then.decided_on), (now.grade, now.decided_on)),
    ):
        if before != after:
            yield _read_otherwise(code.label, then.check(code).found, now.check(code).found)
    added = changed = 0
    for before_month, after_month in zip(then.months, now.months, strict=True):
        if before_month == after_month:
            continue
        if not before_month.had_sheet and after_month.had_sheet:
            added += 1
            yield Difference(
                Change.ADDED_LATER,
                f"Tháng {after_month.month}: bổ sung sau ({after_month.in_words()}).",
            )
        else:
            changed += 1
            yield _changed(
                f"Tháng {after_month.month}", before_month.in_words(), after_month.in_words()
            )
    if then.points_shown != now.points_shown:
        before_points, after_points = (one.points_shown or "chưa có" for one in (then, now))
        if added and not changed:
            yield Difference(
                Change.ADDED_LATER,
                f"Điểm năm tính cả phần bổ sung sau: {before_points} → {after_points}.",
            )
        else:
            yield _changed("Điểm năm", before_points, after_points)
    if then.declared != now.declared:
        yield Difference(Change.CHANGED, "Nội dung tự khai trong bản tự rà soát năm đã thay đổi.")
    for code in CheckCode:
        if then.check(code).state != now.check(code).state:
            yield _changed(
                f"Điều kiện “{code.label}”",
                CheckState(then.check(code).state).label,
                CheckState(now.check(code).state).label,
            )


def _read_otherwise(what: str, before: str, after: str) -> Difference:
    """A fact that changed; its words may be the same, as where only a date was put right."""
    if before != after:
        return _changed(what, before, after)
    return Difference(Change.CHANGED, f"{what}: vẫn là “{after}”, nhưng ngày ghi kèm đã thay đổi.")


def _changed(what: str, before: str, after: str) -> Difference:
    return Difference(Change.CHANGED, f"{what}: {before} → {after}.")
