"""What the committee voted, entered as one table per meeting (E8, E9, E11)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.folding import nfc
from organizations.formats import local_date, vn_date
from organizations.models import User
from organizations.refusals import Obstacle, refuse_if
from organizations.terms import members_on

from ...models import Candidate, Meeting, Review, Vote
from ...permissions import decides_for
from ...voting import VoteMethod, carries
from ...workflow import (
    CANDIDATE_TRANSITIONS,
    QUESTION_LABELS,
    CandidateEvent,
    CandidateState,
    Question,
)
from ..reviewing import advance
from .cases import Case, not_eligible
from .obstacles import count_obstacles, meeting_obstacles, rows_obstacles
from .values import MeetingValues, VoteRow

__all__ = [
    "MeetingValues",
    "VoteRow",
    "meeting_obstacles",
    "not_eligible",
    "record_votes",
    "votable",
]


@transaction.atomic
def record_votes(
    review: Review,
    question: Question,
    meeting: MeetingValues,
    rows: Iterable[VoteRow],
    *,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Meeting:
    """Record one meeting's votes on one question, all rows or none.

    More than half of all members of the body on that day carries. Raises ``Refusal`` whose
    obstacles name their place: a field of the meeting, or ``code:field`` of a row.
    """
    refuse_if([decides_for(by, review.authority)])
    advance(review, question.act, version)
    counted = list(rows)
    members = len(members_on(review.authority, meeting.body, meeting.held_on))
    candidates = {c.organization.code: c for c in Candidate.objects.of_review(review)}
    voted_on = [candidates[row.code].organization_id for row in counted if row.code in candidates]
    case = Case.of(review, question, local_date(now), among=voted_on)
    obstacles = [
        *meeting_obstacles(review, question, meeting, members, local_date(now)),
        *rows_obstacles(counted),
    ]
    for row in counted:
        candidate = candidates.get(row.code)
        if candidate is None:
            obstacles.append(
                Obstacle(
                    "candidate_unknown",
                    f"Không có “{row.code}” trong danh sách xét. Mời lập lại danh sách xét.",
                )
            )
            continue
        obstacles += case.obstacles(candidate)
        if too_soon := case.too_soon(candidate, meeting.held_on):
            obstacles.append(too_soon)
        if question.needs_reason and not nfc(row.reason):
            obstacles.append(
                Obstacle(
                    "reason_missing",
                    f"{row.code}: mời ghi lý do hủy bỏ.",
                    f"{row.code}:reason",
                )
            )
        obstacles += count_obstacles(row, meeting, members)
    refuse_if(dict.fromkeys(obstacles))
    held = _write_meeting(review, question, meeting, members, by, now)
    _write_votes(held, [(candidates[row.code], row) for row in counted], members)
    audit.record(
        "review.vote",
        f"Ghi kết quả biểu quyết {QUESTION_LABELS[question]} năm {review.year}, "
        f"{held.get_body_display()} họp ngày {vn_date(held.held_on)}: {len(counted)} tổ chức.",
        by=by,
        now=now,
        subject=held,
        organization=review.authority,
        data={"question": question.value, "codes": [row.code for row in counted]},
    )
    return held


def votable(review: Review, question: Question, today: dt.date) -> dict[int, list[Obstacle]]:
    """Per candidate, by its key, what keeps it from being voted on; for the page of the vote."""
    case = Case.of(review, question, today)
    return {c.pk: case.obstacles(c) for c in Candidate.objects.of_review(review)}


def _write_meeting(
    review: Review,
    question: Question,
    meeting: MeetingValues,
    members: int,
    by: Actor,
    now: dt.datetime,
) -> Meeting:
    assert isinstance(by.user, User)  # noqa: S101 - decides_for lets only an office in
    secret = meeting.method == VoteMethod.SECRET
    return Meeting.objects.create(
        review=review,
        question=question,
        body=meeting.body,
        held_on=meeting.held_on,
        members=members,
        present=meeting.present or 0,
        method=meeting.method,
        issued=meeting.issued if secret else None,
        returned=meeting.returned if secret else None,
        valid=meeting.valid if secret else None,
        chair=meeting.chair,
        clerk=meeting.clerk,
        recorded_at=now,
        recorded_by=by.user,
    )


def _write_votes(
    meeting: Meeting, counted: Sequence[tuple[Candidate, VoteRow]], members: int
) -> None:
    """They stand from now on in place of earlier ones on the same question."""
    question = Question(meeting.question)
    Vote.objects.filter(
        candidate__in=[candidate for candidate, _ in counted], question=question, standing=True
    ).update(standing=False)
    votes = Vote.objects.bulk_create(
        Vote(
            meeting=meeting,
            candidate=candidate,
            question=question,
            votes_for=row.votes_for or 0,
            votes_against=row.votes_against or 0,
            votes_other=row.votes_other or 0,
            carried=carries(row.votes_for or 0, members),
            reason=row.reason if question.needs_reason else "",
            voted_on=candidate.compiled,
        )
        for candidate, row in counted
    )
    if question is Question.RECOGNISE:
        _move_on(votes)


def _move_on(votes: Iterable[Vote]) -> None:
    """Whom a vote recognised and whom not; a choice rests on the recognition."""
    after: defaultdict[CandidateState, list[int]] = defaultdict(list)
    for vote in votes:
        event = CandidateEvent.CARRIED if vote.carried else CandidateEvent.NOT_CARRIED
        state = CANDIDATE_TRANSITIONS[CandidateState(vote.candidate.state), event]
        after[state].append(vote.candidate_id)
    for state, keys in after.items():
        Candidate.objects.filter(pk__in=keys).update(state=state)
        if state != CandidateState.RECOGNISED:
            Vote.objects.filter(candidate__in=keys, question=Question.CHOOSE, standing=True).update(
                standing=False
            )
