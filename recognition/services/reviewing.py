"""The review of a year: compiled, closed, reopened (E9)."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from organizations import audit
from organizations.actors import Actor
from organizations.folding import nfc
from organizations.formats import local_date, vn_date
from organizations.models import Organization, User
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from ..frozen import FrozenYear
from ..limits import limits_of
from ..live import live_years
from ..models import Candidate, Recognition, Review, Vote
from ..permissions import decides_for
from ..workflow import (
    CANDIDATE_TRANSITIONS,
    REVIEW_TRANSITIONS,
    CandidateEvent,
    CandidateState,
    Question,
    ReviewAct,
    ReviewStatus,
)


def first_day_of_review(year: int) -> dt.date:
    """The day from which a review of the year is prepared (E9)."""
    return dt.date(year, 11, 1)


@transaction.atomic
def compile_review(
    authority: Organization, year: int, *, version: int, by: Actor, now: dt.datetime
) -> Review:
    """Compile the candidates from the rows of this moment; 0 as ``version`` prepares the review.

    Compiled again, a vote falls where a check or a printed figure changed, and stands where none
    did; what was issued stays as it is.
    """
    today = local_date(now)
    refuse_if([decides_for(by, authority), too_early(year, today)])
    live = live_years(authority, year, today).years
    review = Review.objects.filter(authority=authority, year=year).first()
    if review is None:
        review = _prepare(authority, year, version, by, now)
    else:
        advance(
            review,
            ReviewAct.COMPILE,
            version,
            compiled_at=now,
            compiled_by=by.user,
            run=review.run + 1,
        )
    fallen = _write_candidates(review, live)
    dropped = f"; {fallen} biểu quyết không còn giá trị vì số liệu đổi" if fallen else ""
    audit.record(
        "review.compile",
        f"Lập danh sách xét năm {year}, lần {review.run}: {len(live)} tổ chức{dropped}.",
        by=by,
        now=now,
        subject=review,
        organization=authority,
        data={"run": review.run, "candidates": len(live), "fallen": fallen},
    )
    return review


@transaction.atomic
def close_review(review: Review, *, version: int, by: Actor, now: dt.datetime) -> None:
    """Close a review in which nothing voted waits for its decision."""
    refuse_if([decides_for(by, review.authority)])
    advance(review, ReviewAct.CLOSE, version, closed_at=now, closed_by=by.user)
    refuse_if(closing_obstacles(review))
    audit.record(
        "review.close",
        f"Kết thúc đợt xét năm {review.year}.",
        by=by,
        now=now,
        subject=review,
        organization=review.authority,
    )


@transaction.atomic
def reopen_review(
    review: Review, reason: str, *, version: int, by: Actor, now: dt.datetime
) -> None:
    """Open a closed review again, with a reason."""
    reason = nfc(reason)
    refuse_if(
        [
            decides_for(by, review.authority),
            None
            if reason
            else Obstacle("reason_missing", "Mời ghi lý do mở lại đợt xét.", "reason"),
        ]
    )
    advance(review, ReviewAct.REOPEN, version, closed_at=None, closed_by=None)
    audit.record(
        "review.reopen",
        f"Mở lại đợt xét năm {review.year}: {reason}",
        by=by,
        now=now,
        subject=review,
        organization=review.authority,
        data={"reason": reason},
    )


def closing_obstacles(review: Review) -> list[Obstacle]:
    """Why a review cannot be closed: votes that were carried and wait for their decision.

    A choice for which no place is left waits for nothing.
    """
    free = {kind for kind, limit in limits_of(review.authority, review.year).items() if limit.free}
    waiting = [
        vote
        for vote in Vote.objects.waiting_for_decision().filter(candidate__review=review)
        if vote.question != Question.CHOOSE or vote.year_voted_on.kind in free
    ]
    names = {
        Question.RECOGNISE: "quyết định công nhận",
        Question.CHOOSE: "quyết định biểu dương, khen thưởng",
        Question.REVOKE: "quyết định hủy bỏ kết quả công nhận",
        Question.WITHDRAW: "quyết định hủy bỏ việc biểu dương, khen thưởng",
    }
    return [
        Obstacle(
            "vote_waits",
            f"{', '.join(voted)} đã biểu quyết nhưng chưa có {name}. Mời ban hành quyết định, hoặc "
            "biểu quyết lại.",
        )
        for question, name in names.items()
        if (voted := [vote.year_voted_on.name for vote in waiting if vote.question == question])
    ]


def advance(review: Review, act: ReviewAct, version: int, **columns: Any) -> None:
    """The first write of every act on a review: compare-and-set on what was seen.

    Refuses what its status does not allow, and what was decided on an older version.
    """
    after = REVIEW_TRANSITIONS.get((ReviewStatus(review.status), act))
    if after is None:
        raise Refusal(not_in_this_status(review))
    updated = Review.objects.filter(pk=review.pk, version=version, status=review.status).update(
        version=version + 1, status=after, **columns
    )
    if not updated:
        raise Refusal(CHANGED_MEANWHILE)
    # what acts write; whose review it is stays read
    review.refresh_from_db(fields=["status", "version", "run", *columns])


def not_in_this_status(review: Review) -> Obstacle:
    """What a closed review, or an open one, says to an act that does not fit."""
    if review.is_open:
        return Obstacle("review_open", "Đợt xét đang mở nên không cần mở lại.")
    return Obstacle(
        "review_closed",
        f"Đợt xét năm {review.year} đã kết thúc ngày {vn_date(review.closed_at)}. Muốn "
        "làm tiếp, mời mở lại đợt xét, kèm lý do.",
    )


def too_early(year: int, today: dt.date) -> Obstacle | None:
    """A review is prepared from 1 November; until then it is only run dry."""
    first = first_day_of_review(year)
    if today >= first:
        return None
    return Obstacle(
        "too_early",
        f"Đợt xét năm {year} được lập từ ngày {vn_date(first)}. Trước ngày đó, mời xem kết quả "
        "chạy thử trên trang này.",
    )


def fall(candidate: Candidate, *, issued: bool) -> int:
    """Let the votes on a candidate fall; those that a decision followed stay. Counts them."""
    votes = Vote.objects.waiting_for_decision().filter(candidate=candidate)
    fallen = Vote.objects.filter(pk__in=list(votes.values_list("pk", flat=True))).exclude(
        question__in=[Question.REVOKE, Question.WITHDRAW]
    )
    declined = Vote.objects.filter(
        candidate=candidate,
        standing=True,
        carried=False,
        question__in=[Question.RECOGNISE, Question.CHOOSE],
    )
    count = fallen.update(standing=False) + declined.update(standing=False)
    if not issued:
        event = (CandidateState(candidate.state), CandidateEvent.FALLEN)
        candidate.state = CANDIDATE_TRANSITIONS.get(event, CandidateState(candidate.state))
    return count


def compiled_as(candidate: Candidate, live: dict[int, FrozenYear]) -> Obstacle | None:
    """Whether the candidate still is as it was compiled; a later change blocks vote and issue."""
    from ..frozen import differences

    code = candidate.organization.code
    now, then = live.get(candidate.organization_id), candidate.year_compiled
    if now is None or not candidate.listed:
        return Obstacle(
            "no_longer_listed",
            f"{then.name} không còn thuộc danh sách xét. Mời lập lại danh sách.",
            code,
        )
    if now.same_as(then):
        return None
    changed = differences(then, now)
    what = f" {changed[0].sentence}" if changed else ""
    return Obstacle(
        "facts_changed",
        f"{then.name}: số liệu đã thay đổi từ lần lập danh sách gần nhất.{what} Mời lập lại danh "
        "sách xét rồi làm tiếp.",
        code,
    )


def _write_candidates(review: Review, live: dict[int, FrozenYear]) -> int:
    """Keep the years as compiled, where they read otherwise; counts the votes that fell."""
    there = {candidate.organization_id: candidate for candidate in review.candidates.all()}
    issued = Recognition.objects.held(review.authority, review.year)
    Candidate.objects.bulk_create(
        Candidate(review=review, organization_id=key, compiled=found.to_json())
        for key, found in live.items()
        if key not in there
    )
    fallen = 0
    for key, candidate in there.items():
        found, then = live.get(key), candidate.year_compiled
        if found is None or (candidate.listed and then == found):
            continue
        if then.verdict() != found.verdict() or not candidate.listed:
            fallen += fall(candidate, issued=key in issued)
        candidate.compiled, candidate.listed = found.to_json(), True
        candidate.save(update_fields=["compiled", "listed", "state"])
    for key, candidate in there.items():
        if key not in live and candidate.listed:
            fallen += fall(candidate, issued=key in issued)
            candidate.listed = False
            candidate.save(update_fields=["listed", "state"])
    return fallen


def _prepare(
    authority: Organization, year: int, version: int, by: Actor, now: dt.datetime
) -> Review:
    if version != 0 or not isinstance(by.user, User):
        raise Refusal(CHANGED_MEANWHILE)
    try:
        with transaction.atomic():
            return Review.objects.create(
                authority=authority, year=year, compiled_at=now, compiled_by=by.user
            )
    except IntegrityError:
        raise Refusal(CHANGED_MEANWHILE) from None
