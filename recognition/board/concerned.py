"""Whom a decision about to be issued concerns, as the page that asks once more says it."""

from collections.abc import Sequence

from organizations.formats import vn_date

from ..frozen import FrozenYear
from ..models import Commendation, Decision, Meeting, Recognition, Vote
from ..workflow import Question


def concerned(meeting: Meeting, votes: Sequence[Vote]) -> list[str]:
    """A sentence on each: the figures printed, or what is taken away from it and why."""
    if not Question(meeting.question).needs_reason:
        return [_figures(vote.year_voted_on) for vote in votes]
    given = {
        model: {
            one.organization_id: one.decision
            for one in model.objects.by(meeting.review.authority, meeting.review.year).in_force()
        }
        for model in (Recognition, Commendation)
    }
    return [
        _taken(
            vote,
            None
            if meeting.question == Question.WITHDRAW
            else given[Recognition].get(vote.candidate.organization_id),
            given[Commendation].get(vote.candidate.organization_id),
        )
        for vote in votes
    ]


def _figures(year: FrozenYear) -> str:
    return f"{year.name}: {year.pass_months}/12 tháng, {year.points_shown} điểm, {year.grade_shown}"


def _taken(vote: Vote, recognition: Decision | None, commendation: Decision | None) -> str:
    parts = [
        f"{what} tại Quyết định số {decision.symbol} ngày {vn_date(decision.decided_on)}"
        for what, decision in (("công nhận", recognition), ("khen thưởng", commendation))
        if decision is not None
    ]
    reason = vote.reason.rstrip(". ")
    return f"{vote.year_voted_on.name}: hủy bỏ {' và '.join(parts)}. Lý do: {reason}."
