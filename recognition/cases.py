"""What is left of decisions, and the cases that later changes put on the office's list (E11)."""

from dataclasses import dataclass

from organizations.models import Organization

from .frozen import Difference, FrozenYear, differences
from .live import freeze_all
from .models import Commendation, Decision, Recognition
from .workflow import DecisionKind, Force, force_of
from .year import YearReport


@dataclass(frozen=True, slots=True)
class Case:
    """A recognition or commendation in force whose grounds no longer hold today.

    Nothing is revoked by itself: the committee votes.
    """

    given: Recognition | Commendation
    organization: Organization
    now: FrozenYear | None
    commendation_only: bool
    changed: tuple[Difference, ...]

    @property
    def name(self) -> str:
        """The organisation's, its code where it is no longer below the committee."""
        return self.now.name if self.now else self.organization.code

    @property
    def why(self) -> str:
        """Which conditions no longer read *đạt*."""
        if self.now is None:
            return "không còn thuộc đảng bộ ngày 31/12"
        if self.commendation_only:
            grade = self.now.grade_shown or "chưa có"
            return f"đã được khen thưởng nhưng xếp loại nay là “{grade}”"
        return self.now.why_not

    def in_words(self) -> str:
        """``Chi bộ số 1: xếp loại HTNV.``"""
        return f"{self.name}: {self.why}."


def cases_of(report: YearReport) -> list[Case]:
    """The cases of the committee's own decisions of the year, by code."""
    years = freeze_all(report.rows)
    found: list[Case] = []
    open_cases: set[int] = set()
    for given in report.recognised:
        now = years.get(given.organization_id)
        if now is not None and now.eligible:
            continue
        open_cases.add(given.organization_id)
        found.append(_case(given, now, commendation_only=False))
    for commended in report.commended:
        now = years.get(commended.organization_id)
        if commended.organization_id in open_cases or (now is not None and now.excellent):
            continue
        found.append(_case(commended, now, commendation_only=True))
    return sorted(found, key=lambda case: case.organization.code)


def _case(
    given: Recognition | Commendation, now: FrozenYear | None, *, commendation_only: bool
) -> Case:
    then = given.year_given
    changed = tuple(differences(then, now)) if then and now else ()
    return Case(given, given.organization, now, commendation_only, changed)


def decision_force(decision: Decision) -> Force:
    """Còn hiệu lực, hủy bỏ một phần, đã hủy bỏ: read from its items, never stored."""
    if decision.kind == DecisionKind.REVOCATION:
        return Force.IN_FORCE
    items = [*decision.recognitions.all(), *decision.commendations.all()]
    in_force = sum(item.in_force for item in items)
    return force_of(in_force, len(items) - in_force)
