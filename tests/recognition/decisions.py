"""A review brought to where a test needs it, by the services that an office uses."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from evaluations import services as sheets
from evaluations.models import Evaluation
from organizations.models import Body
from recognition import services
from recognition.models import Decision, Meeting, QualityGrade, Review
from recognition.services import (
    GradeEntry,
    GradeValues,
    Issue,
    MeetingValues,
    VoteRow,
    import_grades,
)
from recognition.voting import VoteMethod
from recognition.workflow import Question
from tests.evaluations.factories import YEAR, AYear, a_year, an_import, at
from tests.factories import moment
from tests.imported import unless_refused
from tests.recognition.factories import NOW as AFTERWARDS
from tests.recognition.factories import a_year_of
from tests.shared_rows import shared

MEETING = dt.date(2026, 2, 3)
ISSUED = dt.date(2026, 2, 4)
NOW = moment(ISSUED)
"""Everything is compiled, voted and issued on one day after all deadlines."""


@shared
def a_finished_year(cells: int = 5, *, excellent: Collection[int] = ()) -> AYear:
    """A committee of five members whose cells are all eligible, some of them excellent."""
    year = _a_year_before_grades(cells)
    grades = [
        (cell, YEAR, {"decided": "excellent" if number in excellent else "good"})
        for number, cell in enumerate(year.committee.cells)
    ]
    for outcome in import_grades(grades, by=an_import(AFTERWARDS), now=AFTERWARDS):
        unless_refused(outcome)
    return year


@shared
def _a_year_before_grades(cells: int) -> AYear:
    year = a_year(cells=cells)
    for cell in year.committee.cells:
        a_year_of(year, cell, grade="")
    return year


@shared
def a_compiled_year(cells: int = 5, *, excellent: Collection[int] = ()) -> AYear:
    """The same with its review compiled."""
    year = a_finished_year(cells, excellent=excellent)
    compiled(year)
    return year


@shared
def a_recognised_year(cells: int = 5, *, excellent: Collection[int] = ()) -> AYear:
    """The same with all its cells recognised by the first decision; for tests that draw at once."""
    year = a_finished_year(cells, excellent=excellent)
    recognised(year)
    return year


def by(year: AYear, now: dt.datetime = NOW) -> dict[str, Any]:
    """The office acting at that moment."""
    return {"by": at(year.office, now), "now": now}


def compiled(year: AYear, now: dt.datetime = NOW) -> Review:
    """The review, compiled (again) from the rows of this moment."""
    review = Review.objects.filter(authority=year.committee.organization, year=YEAR).first()
    version = review.version if review else 0
    return services.compile_review(
        year.committee.organization, YEAR, version=version, **by(year, now)
    )


def a_meeting(**values: Any) -> MeetingValues:
    """The committee's five members, all present, by hand."""
    plain: dict[str, Any] = {
        "body": Body.COMMITTEE,
        "held_on": MEETING,
        "present": 5,
        "method": VoteMethod.HAND,
        "chair": "Trần Thị 1",
        "clerk": "Trần Thị 2",
    }
    return MeetingValues(**plain | values)


def a_row(code: str, votes_for: int = 5, **values: Any) -> VoteRow:
    """A count of five votes, those not for are against."""
    plain: dict[str, Any] = {"votes_against": 5 - votes_for, "votes_other": 0}
    return VoteRow(code=code, votes_for=votes_for, **plain | values)


def voted(
    year: AYear,
    question: Question = Question.RECOGNISE,
    votes: Mapping[str, int] | None = None,
    *,
    reason: str = "",
    **meeting: Any,
) -> Meeting:
    """A meeting that voted on these codes (default: all cells, unanimously)."""
    review = Review.objects.get(authority=year.committee.organization, year=YEAR)
    if question.needs_reason:
        meeting.setdefault("held_on", ISSUED)  # nothing is taken away before it was given
    counts = votes or {cell.code: 5 for cell in year.committee.cells}
    rows = [a_row(code, count, reason=reason) for code, count in counts.items()]
    return services.record_votes(
        review, question, a_meeting(**meeting), rows, version=review.version, **by(year)
    )


def issued(year: AYear, meeting: Meeting, **options: Any) -> Decision:
    """The decision that follows from a meeting."""
    meeting.review.refresh_from_db()
    options.setdefault("version", meeting.review.version)
    how = options.pop("how", Issue(dated=ISSUED))
    return services.issue_decision(meeting, how, **options, **by(year))


def recognised(year: AYear, codes: Collection[str] | None = None) -> Decision:
    """Compiled, voted and issued: these cells (default: all) are recognised."""
    compiled(year)
    votes = dict.fromkeys(codes, 5) if codes is not None else None
    return issued(year, voted(year, votes=votes))


def commended(year: AYear, *codes: str) -> Decision:
    """These cells, recognised already, are chosen and commended."""
    return issued(year, voted(year, Question.CHOOSE, dict.fromkeys(codes, 5)))


def recognised_above(year: AYear) -> Decision:
    """The authority above recognised the committee's own đảng bộ."""
    committee = year.committee.organization
    return services.record_outer_decision(
        committee,
        YEAR,
        services.OuterDecision(
            question=Question.RECOGNISE,
            symbol="112-QĐ/ĐUK",
            decided_on=ISSUED,
            body="Đảng ủy Khối các cơ quan tỉnh",
            codes=(committee.code,),
        ),
        **by(year),
    )


def regrade(year: AYear, code: str, grade: str) -> None:
    """The office decides another grade."""
    committee = year.committee.organization
    found = QualityGrade.objects.get(organization__code=code, year=YEAR)
    values = GradeValues(decided=grade, decided_body="Đảng ủy Sở", decided_on=dt.date(2026, 1, 30))
    services.grade_many(committee, YEAR, [GradeEntry(code, values, found.version)], **by(year))


def reopen_month(year: AYear, code: str, month: int) -> Evaluation:
    """The office reopens the confirmed sheet of a month."""
    sheet = Evaluation.objects.get(organization__code=code, year=YEAR, period=month)
    sheets.reopen(sheet, reason="Nhầm số", version=sheet.version, **by(year))
    return sheet
