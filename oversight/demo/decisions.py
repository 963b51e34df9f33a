"""How the committee decides last year: voted with the grades, issued, proposed upward, revoked.

The vote belongs to the meeting that grades (mục II.4.2.4); what the authority above answers and
what is found out later follows in the new year.
"""

import datetime as dt
from collections.abc import Mapping

from evaluations.grades import Grade
from organizations.models import Body
from recognition import services
from recognition.models import Meeting, Proposal, QualityGrade, Review
from recognition.services import (
    GradeEntry,
    GradeValues,
    Issue,
    MeetingValues,
    OuterDecision,
    VoteRow,
)
from recognition.voting import VoteMethod
from recognition.workflow import Question

from .committee import AUTHORITY, COMMITTEE, COMMITTEE_PEOPLE
from .stage import Stage, at

_MEMBERS = len(COMMITTEE_PEOPLE)
_PRESENT = _MEMBERS - 1

# Who is recognised, with the votes for it; who is excellent among them, with those for the choice.
_RECOGNISED = {"CB01": 14, "CB02": 11, "CB04": 12, "CB06": 14, "CB07": 14, "CB08": 13, "CB12": 10}
_CHOSEN = {"CB01": 4, "CB04": 0, "CB07": 9, "CB08": 1, "CB12": 0}
_EXEMPLARY = "CB07"
# Recognised, and found out in the new year not to have met the criteria.
_REVOKED = "CB12"

# The last decision that the office numbered by hand: it graded the cells.
LAST_ON_PAPER = 18
_ON_PAPER = "Đã cấp cho văn bản giấy trước khi đánh số trên phần mềm"


def plan_decisions(stage: Stage) -> None:
    """Plan the decisions on last year, and what follows from them."""
    held = dt.date(stage.last_year, 12, 30)
    decided = dt.date(stage.last_year, 12, 31)
    following = stage.today.year
    stage.plan(at(decided, 9), lambda when: _compile(stage, when))
    stage.plan(at(decided, 9, 30), lambda when: _recognise(stage, held, when))
    stage.plan(at(decided, 10, 30), lambda when: _commend(stage, held, when))
    stage.plan(at(decided, 15), lambda when: _propose(stage, when))
    stage.plan(at(dt.date(following, 1, 20)), lambda when: _close(stage, when))
    stage.plan(at(dt.date(following, 2, 12), 14), lambda when: _record_answer(stage, when))
    stage.plan(at(dt.date(following, 3, 12), 15), lambda when: _revoke(stage, when))


def _review(stage: Stage) -> Review:
    return Review.objects.get(authority=stage.organizations[COMMITTEE[0]], year=stage.last_year)


def _compile(stage: Stage, when: dt.datetime) -> None:
    services.compile_review(
        stage.organizations[COMMITTEE[0]],
        stage.last_year,
        version=0,
        by=stage.actor("vanphong", when),
        now=when,
    )


def _recognise(stage: Stage, held: dt.date, when: dt.datetime) -> None:
    meeting = _vote(stage, Question.RECOGNISE, _RECOGNISED, held, when)
    how = Issue(dated=when.date(), number=LAST_ON_PAPER + 1, skipped_reason=_ON_PAPER)
    _issue(stage, meeting, how, when)
    services.issue_minutes(meeting, Issue(dated=held), by=stage.actor("vanphong", when), now=when)


def _commend(stage: Stage, held: dt.date, when: dt.datetime) -> None:
    meeting = _vote(stage, Question.CHOOSE, _CHOSEN, held, when)
    _issue(stage, meeting, Issue(dated=when.date()), when)


def _propose(stage: Stage, when: dt.datetime) -> None:
    """Propose the own đảng bộ for recognition, and the exemplary cell for commendation."""
    services.propose(
        stage.organizations[COMMITTEE[0]],
        stage.last_year,
        [f"{COMMITTEE[0]}:recognition", f"{_EXEMPLARY}:commendation"],
        Issue(dated=when.date()),
        seen=0,
        by=stage.actor("vanphong", when),
        now=when,
    )


def _close(stage: Stage, when: dt.datetime) -> None:
    review = _review(stage)
    by = stage.actor("vanphong", when)
    services.close_review(review, version=review.version, by=by, now=when)


def _record_answer(stage: Stage, when: dt.datetime) -> None:
    """The authority above recognised the đảng bộ and commended the cell."""
    committee = stage.organizations[COMMITTEE[0]]
    proposal = Proposal.objects.get(committee=committee, year=stage.last_year)
    for question, symbol, code in (
        (Question.RECOGNISE, "64-QĐ/ĐUK", COMMITTEE[0]),
        (Question.CHOOSE, "65-QĐ/ĐUK", _EXEMPLARY),
    ):
        services.record_outer_decision(
            committee,
            stage.last_year,
            OuterDecision(
                question=question,
                symbol=symbol,
                decided_on=when.date() - dt.timedelta(days=2),
                body=AUTHORITY[1].replace("Đảng bộ", "Đảng ủy"),
                codes=(code,),
            ),
            proposal=proposal,
            by=stage.actor("vanphong", when),
            now=when,
        )


def _revoke(stage: Stage, when: dt.datetime) -> None:
    """An inspection finds what the grade was too good for: graded anew, voted, revoked."""
    held = when.date() - dt.timedelta(days=1)
    committee = stage.organizations[COMMITTEE[0]]
    by = stage.actor("vanphong", when)
    grade = QualityGrade.objects.get(
        organization=stage.organizations[_REVOKED], year=stage.last_year
    )
    services.grade_many(
        committee,
        stage.last_year,
        [
            GradeEntry(
                _REVOKED,
                GradeValues(
                    proposed=Grade.EXCELLENT,
                    decided=Grade.COMPLETED,
                    decided_body=COMMITTEE[1].replace("Đảng bộ", "Đảng ủy"),
                    decided_on=held,
                ),
                grade.version,
            )
        ],
        by=by,
        now=when,
    )
    reason = (
        "Kết luận kiểm tra của Ủy ban Kiểm tra Đảng ủy nêu hai buổi sinh hoạt quý IV không tổ chức"
        " nhưng vẫn lập biên bản; Đảng ủy xếp loại lại ở mức “Hoàn thành nhiệm vụ”"
    )
    meeting = _vote(stage, Question.REVOKE, {_REVOKED: _PRESENT}, held, when, reason=reason)
    _issue(stage, meeting, Issue(dated=when.date()), when)


def _vote(
    stage: Stage,
    question: Question,
    votes: Mapping[str, int],
    held: dt.date,
    when: dt.datetime,
    *,
    reason: str = "",
) -> Meeting:
    """A secret vote of all who were there."""
    review = _review(stage)
    return services.record_votes(
        review,
        question,
        MeetingValues(
            body=Body.COMMITTEE,
            held_on=held,
            present=_PRESENT,
            method=VoteMethod.SECRET,
            issued=_PRESENT,
            returned=_PRESENT,
            valid=_PRESENT,
            chair=COMMITTEE_PEOPLE[0][0],
            clerk=COMMITTEE_PEOPLE[-1][0],
        ),
        [
            VoteRow(
                code=code,
                votes_for=votes_for,
                votes_against=_PRESENT - votes_for,
                votes_other=0,
                reason=reason,
            )
            for code, votes_for in votes.items()
        ],
        version=review.version,
        by=stage.actor("vanphong", when),
        now=when,
    )


def _issue(stage: Stage, meeting: Meeting, how: Issue, when: dt.datetime) -> None:
    services.issue_decision(
        meeting,
        how,
        version=_review(stage).version,
        by=stage.actor("vanphong", when),
        now=when,
    )
