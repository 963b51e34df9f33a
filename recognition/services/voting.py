"""What the committee voted, entered as one table per meeting (E8, E9, E11)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.folding import nfc
from organizations.formats import local_date, vn_date
from organizations.models import Body, User
from organizations.refusals import Obstacle, refuse_if
from organizations.terms import members_on

from ..frozen import FrozenYear
from ..live import live_years
from ..models import Candidate, Commendation, Meeting, Recognition, Review, Vote
from ..permissions import decides_for
from ..voting import CommitteeVote, VoteMethod, carries, vote_obstacles
from ..workflow import (
    CANDIDATE_TRANSITIONS,
    QUESTION_LABELS,
    CandidateEvent,
    CandidateState,
    Question,
)
from .reviewing import advance, compiled_as, first_day_of_review


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingValues:
    """Who voted, when and how; ballots are counted in a secret vote only."""

    body: Body
    held_on: dt.date
    present: int | None
    method: VoteMethod
    chair: str
    clerk: str
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """The count for one candidate, by its code; ``reason`` where it is to be revoked."""

    code: str
    votes_for: int | None
    votes_against: int | None
    votes_other: int | None
    reason: str = ""


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
    case = _Case.of(review, question, local_date(now))
    obstacles = [
        *meeting_obstacles(review, question, meeting, members, local_date(now)),
        *_rows_obstacles(counted),
    ]
    for row in counted:
        candidate = candidates.get(row.code)
        if candidate is None:
            obstacles.append(
                Obstacle("candidate_unknown", f"Không có “{row.code}” trong danh sách xét.")
            )
            continue
        obstacles += case.obstacles(candidate)
        if question.needs_reason and not nfc(row.reason):
            obstacles.append(
                Obstacle(
                    "reason_missing",
                    f"{row.code}: mời ghi lý do hủy bỏ.",
                    f"{row.code}:reason",
                )
            )
        obstacles += _count_obstacles(row, meeting, members)
    refuse_if(dict.fromkeys(obstacles))
    held = _write_meeting(review, question, meeting, members, by, now)
    for row in counted:
        _write_vote(held, candidates[row.code], row, members)
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
    case = _Case.of(review, question, today)
    return {c.pk: case.obstacles(c) for c in Candidate.objects.of_review(review)}


@dataclass(frozen=True)
class _Case:
    """What a question asks of its candidates, read once for all of them."""

    question: Question
    live: dict[int, FrozenYear]
    recognised: frozenset[int]
    commended: frozenset[int]

    @classmethod
    def of(cls, review: Review, question: Question, today: dt.date) -> "_Case":
        authority, year = review.authority, review.year
        asks_facts = not question.needs_reason
        given = [
            frozenset(
                model.objects.by(authority, year)
                .in_force()
                .values_list("organization_id", flat=True)
            )
            for model in (Recognition, Commendation)
        ]
        live = live_years(authority, year, today) if asks_facts else {}
        return cls(question, live, given[0], given[1])

    def obstacles(self, candidate: Candidate) -> list[Obstacle]:
        code = candidate.organization.code
        recognised = candidate.organization_id in self.recognised
        commended = candidate.organization_id in self.commended

        def no(problem: str, sentence: str) -> Obstacle:
            return Obstacle(
                problem, f"{candidate.year_compiled.name} {sentence}", f"{code}:votes_for"
            )

        found: list[Obstacle | None] = []
        match self.question:
            case Question.RECOGNISE:
                found = [
                    compiled_as(candidate, self.live),
                    no("already_recognised", "đã được công nhận, quyết định còn hiệu lực.")
                    if recognised
                    else None,
                    *not_eligible(candidate),
                ]
            case Question.CHOOSE:
                year = candidate.year_compiled
                found = [
                    compiled_as(candidate, self.live),
                    no("already_commended", "đã được biểu dương, khen thưởng.")
                    if commended
                    else None,
                    None
                    if candidate.state == CandidateState.RECOGNISED
                    else no("not_recognised", "chưa được biểu quyết công nhận."),
                    None
                    if year.excellent
                    else no(
                        "not_excellent",
                        "chưa được xếp loại “Hoàn thành xuất sắc nhiệm vụ” (mục II.4.2.2, gạch "
                        "đầu dòng thứ ba).",
                    ),
                    *not_eligible(candidate),
                ]
            case Question.REVOKE:
                found = [
                    None
                    if recognised
                    else no(
                        "nothing_to_revoke",
                        "không có kết quả công nhận còn hiệu lực của đảng bộ này để hủy bỏ.",
                    )
                ]
            case Question.WITHDRAW:
                found = [
                    None
                    if commended
                    else no(
                        "nothing_to_revoke",
                        "không có khen thưởng còn hiệu lực của đảng bộ này để hủy bỏ.",
                    )
                ]
        return [obstacle for obstacle in found if obstacle is not None]


def not_eligible(candidate: Candidate) -> list[Obstacle]:
    """Nobody can recognise what is not eligible, or still open (E7)."""
    year = candidate.year_compiled
    if year.eligible:
        return []
    return [
        Obstacle(
            "not_eligible",
            f"{year.name} chưa đủ điều kiện công nhận: {year.why_not}.",
            f"{year.code}:votes_for",
        )
    ]


def meeting_obstacles(
    review: Review, question: Question, meeting: MeetingValues, members: int, today: dt.date
) -> list[Obstacle]:
    """What is wrong with the meeting itself."""
    found = []
    held = vn_date(meeting.held_on)
    first = first_day_of_review(review.year)
    if meeting.held_on > today:
        found.append(
            Obstacle(
                "meeting_in_future", f"Ngày họp {held} chưa đến. Mời ghi ngày đã họp.", "held_on"
            )
        )
    elif meeting.held_on < first:
        found.append(
            Obstacle(
                "meeting_too_early",
                f"Ngày họp {held} trước ngày {vn_date(first)}, ngày đợt xét năm {review.year} có "
                "thể bắt đầu. Mời xem lại ngày.",
                "held_on",
            )
        )
    if members == 0:
        found.append(
            Obstacle(
                "members_unknown",
                f"Chưa có danh sách ủy viên {meeting.body.label} vào ngày {held}. Mời cập nhật "
                "nhiệm kỳ và ủy viên tại mục Tổ chức.",
                "held_on",
            )
        )
    for field, name in (("chair", "người chủ trì"), ("clerk", "người ghi biên bản")):
        if not nfc(getattr(meeting, field)):
            found.append(Obstacle(f"{field}_missing", f"Mời ghi {name}.", field))
    return found


def _rows_obstacles(rows: Sequence[VoteRow]) -> list[Obstacle]:
    if not rows:
        return [
            Obstacle(
                "no_rows", "Chưa ghi kết quả biểu quyết cho tổ chức nào. Mời ghi ít nhất một dòng."
            )
        ]
    codes = [row.code for row in rows]
    return [
        Obstacle("row_twice", f"{code} có hai dòng. Mời giữ lại một dòng.", f"{code}:votes_for")
        for code in dict.fromkeys(codes)
        if codes.count(code) > 1
    ]


# Fields of the meeting by the obstacles of ``vote_obstacles`` that belong to it, not to a row.
_OF_THE_MEETING = ("present", "issued", "returned", "valid")


def _count_obstacles(row: VoteRow, meeting: MeetingValues, members: int) -> list[Obstacle]:
    if members == 0:
        return []
    vote = CommitteeVote(
        method=meeting.method,
        members=members,
        present=meeting.present,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        votes_other=row.votes_other,
        issued=meeting.issued,
        returned=meeting.returned,
        valid=meeting.valid,
    )
    found = []
    for obstacle in vote_obstacles(vote):
        field = next((f for f in _OF_THE_MEETING if obstacle.code.startswith(f"{f}_")), None)
        if field is not None:
            found.append(replace(obstacle, part=field))
        else:
            found.append(
                Obstacle(obstacle.code, f"{row.code}: {obstacle.sentence}", f"{row.code}:votes_for")
            )
    return found


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


def _write_vote(meeting: Meeting, candidate: Candidate, row: VoteRow, members: int) -> None:
    question = Question(meeting.question)
    carried = carries(row.votes_for or 0, members)
    Vote.objects.filter(candidate=candidate, question=question, standing=True).update(
        standing=False
    )
    Vote.objects.create(
        meeting=meeting,
        candidate=candidate,
        question=question,
        votes_for=row.votes_for or 0,
        votes_against=row.votes_against or 0,
        votes_other=row.votes_other or 0,
        carried=carried,
        reason=row.reason if question.needs_reason else "",
        voted_on=candidate.compiled,
    )
    if question == Question.RECOGNISE:
        event = CandidateEvent.CARRIED if carried else CandidateEvent.NOT_CARRIED
        after = CANDIDATE_TRANSITIONS[CandidateState(candidate.state), event]
        Candidate.objects.filter(pk=candidate.pk).update(state=after)
        if after != CandidateState.RECOGNISED:
            # A choice rests on the recognition.
            Vote.objects.filter(
                candidate=candidate, question=Question.CHOOSE, standing=True
            ).update(standing=False)
