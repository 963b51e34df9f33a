"""Sheets for tests, brought to where a test needs them by the services that people use."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluations import periods, services
from evaluations.models import Evaluation
from evaluations.reading import criteria_of
from evaluations.values import PointEntry, SelfReviewValues, SheetValues, Values
from evaluations.workflow import Rating, Status
from organizations.actors import Actor, import_actor
from organizations.models import ImportRun, Organization
from plans.models import Plan
from plans.querysets import framework_for
from tests.factories import FOUNDED, ACommittee, a_committee, as_of, moment
from tests.plans.factories import OPENED, a_plan
from tests.shared_rows import shared

YEAR = 2025
"""The first year of the shipped plan: the months of it lie in the past."""


@dataclass
class AYear:
    """A committee whose plan is in force, with the people who act in it."""

    committee: ACommittee
    plan: Plan

    @property
    def cell(self) -> Organization:
        """The first cell."""
        return self.committee.cells[0]

    @property
    def office(self) -> Actor:
        """The committee's office."""
        return self.committee.office

    @property
    def secretary(self) -> Actor:
        """The secretary of the first cell."""
        return self.committee.secretaries[self.cell.code]


@shared
def a_year(*, cells: int = 1, founded_on: dt.date = FOUNDED, **plan_values: Any) -> AYear:
    """A committee with its first plan (shipped values, sample frameworks) in force."""
    return year_of(a_committee(cells=cells, founded_on=founded_on), **plan_values)


def year_of(committee: ACommittee, **plan_values: Any) -> AYear:
    """The same, of a committee that is there already."""
    plan = a_plan(committee.organization, as_of(committee.office, OPENED), **plan_values)
    return AYear(committee, plan)


def full_points(plan: Plan, kind: str, year: int = YEAR) -> dict[str, PointEntry]:
    """Every criterion of the framework at its maximum."""
    framework = framework_for(plan, kind, year)
    assert framework is not None
    return {
        criterion.code: PointEntry(criterion.max_points) for criterion in criteria_of(framework)
    }


# The vote of a committee's five members, all present.
OF_THE_COMMITTEE: dict[str, int] = {
    "voters": 5,
    "present": 5,
    "votes_for": 5,
    "votes_against": 0,
}


def sheet_values(
    year: AYear,
    month: int = 3,
    *,
    organization: Organization | None = None,
    points: Mapping[str, PointEntry] | None = None,
    deducted: Mapping[str, str] | None = None,
    **values: Any,
) -> SheetValues:
    """A month that a cell of 17, or a committee of five, rates đạt; ``deducted`` takes 1 point off
    each of its criteria.
    """
    organization = organization or year.cell
    entries = dict(points or full_points(year.plan, organization.kind))
    for code, reason in (deducted or {}).items():
        entries[code] = PointEntry((entries[code].points or Decimal(0)) - 1, reason)
    first = periods.first_day(YEAR, month)
    plain: dict[str, Any] = {
        "meeting_on": dt.date(first.year + month // 12, month % 12 + 1, 3),
        "voters": 17,
        "present": 16,
        "probationary_present": 1,
        "absent_with_reason": 1,
        "absent_without_reason": 0,
        "votes_for": 15,
        "votes_against": 1,
        "votes_other": 0,
        "rating": Rating.PASS,
        "strengths": "Hoàn thành chương trình công tác.",
        "shortcomings": "Báo cáo còn chậm.",
        "points": entries,
    }
    if organization.is_committee:
        plain |= OF_THE_COMMITTEE | {"absent_with_reason": 0, "probationary_present": 0}
    return SheetValues(**(plain | values))


def no_meeting_values(reason: str = "Cả chi bộ đi công tác dài ngày") -> SheetValues:
    """A month in which no meeting was held."""
    return SheetValues(no_meeting=True, no_meeting_reason=reason)


def self_review_values(**values: Any) -> SelfReviewValues:
    """A self-review that asks for recognition."""
    plain: dict[str, Any] = {
        "meeting_on": dt.date(YEAR, 12, 20),
        "voters": 17,
        "present": 16,
        "votes_for": 15,
        "votes_against": 1,
        "votes_other": 0,
        "rating": Rating.PASS,
        "self_grade": "good",
        **{f"content_{number}": f"Đã thực hiện nội dung {number}." for number in range(1, 5)},
    }
    return SelfReviewValues(**(plain | values))


def day_of(month: int, day: int, hour: int = 9) -> dt.datetime:
    """A moment on that day of the month after ``month``, when its sheet is keyed in."""
    return moment(dt.date(YEAR + month // 12, month % 12 + 1, day), hour)


def evaluation_at(
    status: Status,
    year: AYear | None = None,
    *,
    period: int = 3,
    organization: Organization | None = None,
    values: Values | None = None,
    opened: bool = False,
    marks: Mapping[str, str] | None = None,
    from_paper: bool = False,
) -> Evaluation:
    """A sheet brought to ``status`` by the services: begun on the 4th, sent on the 5th, settled on
    the 6th of the month after. ``marks``: part → sentence, for one that is returned.
    """
    year = year or a_year()
    organization = organization or year.cell
    own = own_actor(year, organization)
    if values is None:
        values = (
            self_review_values(**(OF_THE_COMMITTEE if organization.is_committee else {}))
            if period == periods.YEAR
            else sheet_values(year, period, organization=organization)
        )
    begun, sent, settled = _moments(period)
    if from_paper:
        evaluation = services.enter_from_paper(
            organization,
            YEAR,
            period,
            values,
            paper=services.Paper(sent.date(), "Trần Văn Ký"),
            version=0,
            by=at(year.office, sent),
            now=sent,
        )
    else:
        evaluation = services.save(
            organization, YEAR, period, values, version=0, by=at(own, begun), now=begun
        )
        if status == Status.DRAFT:
            return evaluation
        services.submit(evaluation, version=evaluation.version, by=at(own, sent), now=sent)
    office = at(year.office, settled)
    if opened and not from_paper:
        services.begin_review(evaluation, version=evaluation.version, by=office, now=settled)
    if status == Status.RETURNED:
        services.return_for_completion(
            evaluation,
            [
                services.Mark(part, "other", sentence)
                for part, sentence in (marks or {"votes": "Mời xem lại số có mặt."}).items()
            ],
            version=evaluation.version,
            by=office,
            now=settled,
        )
    if status == Status.CONFIRMED:
        basis = (
            services.Basis("Kết luận hội nghị Đảng ủy", settled.date())
            if organization.is_committee
            else None
        )
        services.confirm(
            evaluation, basis=basis, version=evaluation.version, by=office, now=settled
        )
    return evaluation


def own_actor(year: AYear, organization: Organization) -> Actor:
    """Who keys in for the organisation."""
    if organization == year.committee.organization:
        return year.office
    return year.committee.secretaries[organization.code]


def at(actor: Actor, now: dt.datetime) -> Actor:
    """The actor on the day of ``now``."""
    return as_of(actor, now.date())


def doing(actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """Who acts and when, as the services ask."""
    return {"by": at(actor, now), "now": now}


def an_import(now: dt.datetime) -> Actor:
    """An import in place of persons."""
    run = ImportRun.objects.create(
        file_name="nam.xlsx", sha256="0" * 64, at=now, operator="văn phòng"
    )
    return import_actor(run, now.date())


def _moments(period: int) -> tuple[dt.datetime, dt.datetime, dt.datetime]:
    if period == periods.YEAR:
        return tuple(moment(dt.date(YEAR, 12, day)) for day in (21, 22, 23))  # type: ignore[return-value]
    return day_of(period, 4), day_of(period, 5), day_of(period, 6)
