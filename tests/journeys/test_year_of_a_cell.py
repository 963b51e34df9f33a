"""A year of one cell, from January to the committee's decision. Start reading here.

Every act is the service that a page, the import and the demo call too; whoever acts, when, and
what follows stands in one line each.
"""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from documents.contexts import RecognitionContext
from documents.models import Document
from evaluations import periods
from evaluations import services as sheets
from evaluations.board import months_of
from evaluations.models import Evaluation
from evaluations.months import MonthState
from evaluations.services import Mark, Paper
from evaluations.values import PointEntry
from evaluations.workflow import Rating, Resubmission, ReturnReason, Status
from organizations.actors import Actor
from organizations.models import AuditEvent, Kind
from recognition.cases import cases_of, decision_force
from recognition.limits import limits_of
from recognition.models import Decision
from recognition.printing import draft_context
from recognition.reasons import Given, given_to
from recognition.rules import CheckState, Outcome
from recognition.services import GradeEntry, GradeValues, grade_many
from recognition.workflow import Force, Question
from recognition.year import YearRow, year_of, year_report
from registrations import services as registrations
from tests.evaluations.factories import (
    AYear,
    a_year,
    no_meeting_values,
    self_review_values,
    sheet_values,
)
from tests.factories import as_of, moment
from tests.recognition.decisions import ISSUED, compiled, issued, regrade, voted
from tests.recognition.factories import a_year_of
from tests.refused import refused
from tests.registrations.factories import values as registration_values

pytestmark = pytest.mark.django_db

YEAR = 2025


class Story:
    """One cell and its committee; ``cell`` and ``office`` say who acts on a day."""

    def __init__(self) -> None:
        self.year: AYear = a_year(cells=5)
        self.organization = self.year.cell

    def cell(self, day: dt.date) -> Actor:
        """The secretary on that day."""
        return as_of(self.year.secretary, day)

    def office(self, day: dt.date) -> Actor:
        """The committee's office on that day."""
        return as_of(self.year.office, day)

    def sheet(self, period: int) -> Evaluation:
        """A sheet as it stands."""
        return Evaluation.objects.get(organization=self.organization, year=YEAR, period=period)

    def send(self, month: int, values=None, *, on: dt.date | None = None, again: str = "") -> None:
        """Key in and send: on the 5th of the next month, unless said otherwise."""
        day = on or in_next(month, 5)
        there = Evaluation.objects.filter(
            organization=self.organization, year=YEAR, period=month
        ).first()
        values = values or sheet_values(self.year, month)
        draft = sheets.save(
            self.organization, YEAR, month, values, version=there.version if there else 0,
            by=self.cell(day), now=moment(day),
        )  # fmt: skip
        sheets.submit(
            draft, version=draft.version, resubmission=again, by=self.cell(day), now=moment(day, 10)
        )

    def confirm(self, period: int, day: dt.date) -> None:
        """The office confirms."""
        sheet = self.sheet(period)
        sheets.confirm(sheet, version=sheet.version, by=self.office(day), now=moment(day, 14))

    def state(self, month: int, day: dt.date) -> MonthState:
        """How a month stands on a day."""
        return months_of(self.organization, YEAR, today=day)[month - 1].state

    def given(self) -> list[Given]:
        """What the cell reads of its decisions."""
        return given_to(self.organization, YEAR, self.cell(ISSUED))

    def answers(self, day: dt.date) -> YearRow:
        """The year by the rules, asked on a day."""
        return year_of(self.organization, YEAR, day)


def in_next(month: int, day: int) -> dt.date:
    """That day of the month after ``month``."""
    return dt.date(YEAR + month // 12, month % 12 + 1, day)


def test_a_year_of_a_cell():
    story = Story()
    january_the_cell_registers(story)
    january_passes(story)
    february_is_returned_and_voted_again(story)
    march_is_rated_not_passed(story)
    april_has_no_meeting(story)
    may_is_reopened(story)
    june_comes_on_paper(story)
    july_is_locked_and_opened_again(story)
    for month in (8, 9, 10, 11):
        story.send(month)
        story.confirm(month, in_next(month, 8))
    december_the_year_is_reviewed(story)
    the_committee_grades_and_the_year_is_answered(story)
    the_committee_recognises_and_commends(story)
    what_is_found_out_later_revokes_both(story)


def january_the_cell_registers(story: Story) -> None:
    day, accepted = dt.date(YEAR, 1, 13), dt.date(YEAR, 1, 14)
    values = registration_values(meeting_on=day, breakthrough_due=dt.date(YEAR, 9, 30))
    draft = registrations.save(
        story.organization, YEAR, values, version=0, by=story.cell(day), now=moment(day)
    )
    registrations.submit(draft, version=draft.version, by=story.cell(day), now=moment(day, 10))
    registrations.begin_review(
        draft, version=draft.version, by=story.office(accepted), now=moment(accepted)
    )
    with refused("opened"):  # the office has it in hand: nothing is taken back any more
        registrations.take_back(
            draft, version=draft.version, by=story.cell(accepted), now=moment(accepted, 10)
        )
    registrations.accept(
        draft, version=draft.version, by=story.office(accepted), now=moment(accepted, 11)
    )
    assert story.answers(accepted).facts.registration.summary == "on_time"


def january_passes(story: Story) -> None:
    assert story.state(1, in_next(1, 10)) is MonthState.NOT_DUE
    assert story.state(1, in_next(1, 11)) is MonthState.MISSING
    story.send(1)
    assert story.state(1, in_next(1, 6)) is MonthState.AWAITING
    story.confirm(1, in_next(1, 7))
    assert story.state(1, in_next(1, 7)) is MonthState.PASSED


def february_is_returned_and_voted_again(story: Story) -> None:
    story.send(2)
    returned, again = in_next(2, 7), in_next(2, 9)
    sheet = story.sheet(2)
    sheets.return_for_completion(
        sheet,
        [
            Mark(
                "criterion:1.3",
                ReturnReason.EVIDENCE_MISSING,
                "Biên bản nêu báo cáo gửi chậm nhưng phiếu chấm đủ điểm.",
            )
        ],
        version=sheet.version,
        by=story.office(returned),
        now=moment(returned),
    )
    assert story.state(2, returned) is MonthState.RETURNED
    mended = sheet_values(story.year, 2, deducted={"1.3": "Báo cáo gửi chậm 2 ngày"})
    with refused("part_closed"):  # what the office did not mark stays closed
        story.send(2, replace(mended, strengths="Khác"), on=again, again=Resubmission.REVOTED)
    story.send(2, mended, on=again, again=Resubmission.REVOTED)
    story.confirm(2, in_next(2, 10))
    assert story.sheet(2).total == Decimal(99)
    assert [version.number for version in story.sheet(2).versions.all()] == [1, 2]


def march_is_rated_not_passed(story: Story) -> None:
    half = sheet_values(story.year, 3, voters=16, present=16, votes_for=8, votes_against=8)
    with refused("no_majority"):  # exactly half of those with a vote is not more than half
        story.send(3, half)
    entry = sheet_values(story.year, 3).points["1.3"]
    points = {
        **sheet_values(story.year, 3).points,
        "1.3": PointEntry((entry.points or 0) - 6, "Chưa đạt chỉ tiêu của tháng"),
    }
    failed = sheet_values(
        story.year, 3, points=points, rating=Rating.FAIL, votes_for=6, votes_against=10
    )
    story.send(3, failed, on=in_next(3, 6))
    story.confirm(3, in_next(3, 8))
    assert story.state(3, in_next(3, 8)) is MonthState.FAILED


def april_has_no_meeting(story: Story) -> None:
    story.send(4, no_meeting_values(), on=dt.date(YEAR, 4, 29))
    story.confirm(4, in_next(4, 5))
    assert story.state(4, in_next(4, 5)) is MonthState.NO_MEETING


def may_is_reopened(story: Story) -> None:
    story.send(5)
    story.confirm(5, in_next(5, 7))
    reopened, again = in_next(5, 20), in_next(5, 22)
    sheet = story.sheet(5)
    sheets.reopen(
        sheet,
        "Đoàn kiểm tra đề nghị bổ sung phần hạn chế.",
        version=sheet.version,
        by=story.office(reopened),
        now=moment(reopened),
    )
    assert story.state(5, reopened) is MonthState.RETURNED  # waiting, with its last version
    mended = sheet_values(story.year, 5, shortcomings="Biên bản còn sơ lược.")
    story.send(5, mended, on=again, again=Resubmission.TYPO)
    story.confirm(5, in_next(5, 23))


def june_comes_on_paper(story: Story) -> None:
    received, entered = in_next(6, 8), in_next(6, 9)
    sheet = sheets.enter_from_paper(
        story.organization, YEAR, 6, sheet_values(story.year, 6),
        paper=Paper(received, "Nguyễn Văn Bí"), version=0,
        by=story.office(entered), now=moment(entered),
    )  # fmt: skip
    sheets.object_to_paper(
        sheet, "Số có mặt khác bản giấy.", version=sheet.version,
        by=story.cell(entered), now=moment(entered, 10),
    )  # fmt: skip
    with refused("objection_waits"):  # an objection is answered before anything is settled
        story.confirm(6, entered)
    sheet = story.sheet(6)
    sheets.answer_objection(
        sheet, "Đã đối chiếu, phiếu đúng bản giấy.", version=sheet.version,
        by=story.office(entered), now=moment(entered, 11),
    )  # fmt: skip
    story.confirm(6, in_next(6, 10))
    assert story.sheet(6).counts_as_sent_at.date() <= received


def july_is_locked_and_opened_again(story: Story) -> None:
    locked = in_next(7, 25)
    with refused("locked"):
        story.send(7, on=locked)
    sheets.extend(
        story.organization, YEAR, 7, until=in_next(7, 28), reason="Bí thư đi công tác.",
        by=story.office(locked), now=moment(locked),
    )  # fmt: skip
    story.send(7, on=in_next(7, 27))
    story.confirm(7, in_next(7, 29))
    assert not months_of(story.organization, YEAR, today=in_next(7, 29))[6].on_time


def december_the_year_is_reviewed(story: Story) -> None:
    early, day = dt.date(YEAR, 10, 31), dt.date(YEAR, 12, 22)
    review = self_review_values()
    with refused("not_open_yet"):
        sheets.save(
            story.organization, YEAR, periods.YEAR, review, version=0,
            by=story.cell(early), now=moment(early),
        )  # fmt: skip
    story.send(periods.YEAR, review, on=day)
    before = story.answers(day)
    assert before.assessment.outcome is Outcome.OPEN  # the review waits, December is not due
    story.confirm(periods.YEAR, dt.date(YEAR, 12, 24))
    story.send(12)
    story.confirm(12, in_next(12, 8))


def the_committee_grades_and_the_year_is_answered(story: Story) -> None:
    day = dt.date(YEAR + 1, 1, 20)
    committee = story.year.committee.organization
    waiting = story.answers(day).assessment
    assert [check.state for check in waiting.checks][-1] is CheckState.OPEN  # no grade yet
    grade_many(
        committee,
        YEAR,
        [
            GradeEntry(
                "CB01",
                GradeValues(
                    decided="excellent",
                    decided_body="Đảng ủy",
                    decided_on=day,
                    decided_number="12-QĐ/ĐU",
                ),
            )
        ],
        by=story.office(day),
        now=moment(day),
    )
    found = story.answers(day).assessment
    assert (found.pass_months, found.fail_months) == (10, 2)  # March and April did not pass
    assert found.outcome is Outcome.ELIGIBLE
    assert all(check.state is CheckState.MET for check in found.checks)
    decision = draft_context("recognition", committee, YEAR, day=day)
    assert isinstance(decision, RecognitionContext)
    assert [(row.organization, row.pass_months) for row in decision.rows] == [
        ("Chi bộ số 1", "10/12")
    ]
    settled = Evaluation.objects.filter(organization=story.organization)
    assert {Status(sheet.status) for sheet in settled} == {Status.CONFIRMED}
    assert AuditEvent.objects.filter(act="evaluation.confirm").count() == 14


def the_committee_recognises_and_commends(story: Story) -> None:
    for other in story.year.committee.cells[1:]:  # four more, so that one may be chosen
        a_year_of(story.year, other)
    review = compiled(story.year)
    meeting = voted(story.year)
    assert [vote.carried for vote in meeting.votes.all()] == [True] * 5
    with refused("not_recognised_yet"):  # the choice may be voted, but commends nobody before
        issued(story.year, voted(story.year, Question.CHOOSE, {"CB01": 4}))
    recognition = issued(story.year, meeting)
    assert recognition.symbol == "01-QĐ/ĐU"
    commendation = issued(story.year, review.meetings.get(question=Question.CHOOSE))
    assert commendation.symbol == "02-QĐ/ĐU"
    limit = limits_of(story.year.committee.organization, YEAR)[Kind.CELL]
    assert (limit.cap, limit.commended) == (1, 1)  # a fifth of five
    assert [given.in_force for given in story.given()] == [True, True]
    assert all(given.documents for given in story.given())  # and the cell reads both papers


def what_is_found_out_later_revokes_both(story: Story) -> None:
    documents = {one.pk: (one.pdf_sha256, one.hash) for one in Document.objects.all()}
    regrade(story.year, "CB01", "completed")
    report = year_report(story.year.committee.organization, YEAR, ISSUED)
    assert [case.organization.code for case in cases_of(report)] == ["CB01"]
    assert [given.in_force for given in story.given()] == [True, True]  # nothing goes by itself
    reason = "Kết luận kiểm tra nêu vi phạm nguyên tắc sinh hoạt"
    revocation = issued(story.year, voted(story.year, Question.REVOKE, {"CB01": 5}, reason=reason))
    assert revocation.symbol == "03-QĐ/ĐU"
    assert [given.in_force for given in story.given()] == [False, False]
    assert "đã hủy bỏ tại Quyết định số 03-QĐ/ĐU" in story.given()[0].sentence
    report = year_report(story.year.committee.organization, YEAR, ISSUED)
    assert not cases_of(report)
    states = {one.symbol: decision_force(one) for one in Decision.objects.all()}
    assert states == {
        "01-QĐ/ĐU": Force.PARTLY_REVOKED,
        "02-QĐ/ĐU": Force.REVOKED,
        "03-QĐ/ĐU": Force.IN_FORCE,
    }
    for document in Document.objects.filter(pk__in=documents):  # the old papers stay as they were
        assert (document.pdf_sha256, document.hash) == documents[document.pk]
