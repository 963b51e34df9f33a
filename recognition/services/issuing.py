"""Issuing what was voted: recognition, commendation, revocation (E8, E10–E12).

The rules run again on live rows inside the transaction; whatever differs from what was compiled
and voted refuses the issue. What a decision rests on is frozen with it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from documents import services as documents
from documents.issuers import issuer_on
from documents.models import Document
from documents.parts import PaperContext
from organizations import audit
from organizations.actors import Actor
from organizations.folding import fold
from organizations.formats import local_date, vn_date
from organizations.models import Body, Kind, Organization, OrganizationVersion, User
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from plans.models import Plan
from plans.querysets import plan_for

from ..frozen import FrozenYear
from ..limits import limits_of
from ..live import live_years
from ..models import (
    Candidate,
    Commendation,
    Decision,
    Meeting,
    Recognition,
    Revocation,
    Vote,
)
from ..permissions import decides_for
from ..printing import (
    Paper,
    Revoked,
    cited,
    commendation_context,
    recognition_context,
    revocation_context,
)
from ..workflow import (
    CANDIDATE_TRANSITIONS,
    DECISION_LABELS,
    DECISION_OF,
    CandidateEvent,
    CandidateState,
    Question,
)
from .reviewing import advance, compiled_as
from .voting import not_eligible


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """How a decision is to be issued: its date, and a number typed by the clerk, if any."""

    dated: dt.date
    number: int | None = None
    skipped_reason: str = ""


def issue_decision(
    meeting: Meeting,
    how: Issue,
    *,
    version: int,
    chosen: Collection[str] | None = None,
    by: Actor,
    now: dt.datetime,
) -> Decision:
    """Issue the decision that follows from a meeting, for all that it carried and that waits.

    ``chosen``: codes, where only some of the exemplary are to be commended. ``version`` is that
    of the review as seen; issuing twice, also from two tabs, is refused. Nothing issued changes.
    """
    question = Question(meeting.question)
    review = meeting.review
    refuse_if([decides_for(by, review.authority)])
    votes = waiting_votes(meeting, chosen)
    refuse_if(issuing_obstacles(meeting, votes, how.dated, local_date(now)))
    issued: list[Decision] = []
    draft = _draft(meeting, votes, how.dated)

    def guard() -> None:
        advance(review, question.issuing, version)
        found = waiting_votes(meeting, chosen)
        if [vote.pk for vote in found] != [vote.pk for vote in votes]:
            raise Refusal(CHANGED_MEANWHILE)
        refuse_if(issuing_obstacles(meeting, found, how.dated, local_date(now)))

    def finish(document: Document) -> None:
        issued.append(_write(meeting, votes, draft, document, by, now))

    documents.issue(
        draft,
        number=how.number,
        skipped_reason=how.skipped_reason,
        guard=guard,
        finish=finish,
        by=by,
        now=now,
    )
    return issued[-1]


def waiting_votes(meeting: Meeting, chosen: Collection[str] | None = None) -> list[Vote]:
    """The votes of a meeting that were carried and wait for their decision, by code."""
    votes = Vote.objects.of_meeting(meeting).waiting_for_decision()
    if chosen is not None:
        votes = votes.filter(candidate__organization__code__in=list(chosen))
    return list(votes)


def issuing_obstacles(
    meeting: Meeting, votes: Sequence[Vote], dated: dt.date, today: dt.date
) -> list[Obstacle]:
    """What stands in the way of the decision, from live rows; empty where nothing does."""
    review, question = meeting.review, Question(meeting.question)
    if not votes:
        return [
            Obstacle(
                "nothing_waits",
                "Không có kết quả biểu quyết nào của hội nghị này đang chờ quyết định; có thể "
                "quyết định đã được ban hành. Mời tải lại trang.",
            )
        ]
    found: list[Obstacle | None] = []
    if dated < meeting.held_on:
        found.append(
            Obstacle(
                "dated_before_meeting",
                f"Ngày quyết định {vn_date(dated)} trước ngày biểu quyết "
                f"{vn_date(meeting.held_on)}. Mời xem lại ngày.",
                "dated",
            )
        )
    authority, year = review.authority, review.year
    recognised = _in_force(Recognition, authority, year)
    commended = _in_force(Commendation, authority, year)
    live = {} if question.needs_reason else live_years(authority, year, today)
    for vote in votes:
        key, name = vote.candidate.organization_id, vote.year_voted_on.name
        match question:
            case Question.RECOGNISE:
                found += _as_voted(vote, live)
                if key in recognised:
                    found.append(
                        Obstacle(
                            "already_recognised",
                            f"{name} đã được công nhận năm {year}, quyết định còn hiệu lực.",
                        )
                    )
            case Question.CHOOSE:
                found += _as_voted(vote, live)
                if key not in recognised:
                    found.append(
                        Obstacle(
                            "not_recognised_yet",
                            f"{name} chưa có quyết định công nhận. Mời ban hành quyết định công "
                            "nhận trước quyết định biểu dương, khen thưởng.",
                        )
                    )
                if key in commended:
                    found.append(
                        Obstacle("already_commended", f"{name} đã được biểu dương, khen thưởng.")
                    )
                if not vote.candidate.year_compiled.excellent:
                    found.append(
                        Obstacle(
                            "not_excellent",
                            f"{name} không được xếp loại “Hoàn thành xuất sắc nhiệm vụ”.",
                        )
                    )
            case Question.REVOKE if key not in recognised:
                found.append(
                    Obstacle(
                        "nothing_to_revoke",
                        f"{name} không có kết quả công nhận còn hiệu lực của đảng bộ này.",
                    )
                )
            case Question.WITHDRAW if key not in commended:
                found.append(
                    Obstacle(
                        "nothing_to_revoke",
                        f"{name} không có khen thưởng còn hiệu lực của đảng bộ này.",
                    )
                )
    if question is Question.CHOOSE:
        found += _limit_obstacles(authority, year, votes)
    return [obstacle for obstacle in found if obstacle is not None]


def _as_voted(vote: Vote, live: dict[int, FrozenYear]) -> list[Obstacle | None]:
    """Live rows, what was compiled and what was voted on say the same, and it is eligible."""
    candidate = vote.candidate
    changed = compiled_as(candidate, live)
    if changed is None and candidate.year_compiled.verdict() != vote.year_voted_on.verdict():
        changed = Obstacle(
            "vote_fell",
            f"{vote.year_voted_on.name}: kết quả đã đổi từ khi biểu quyết. Mời biểu quyết lại.",
        )
    return [changed, *not_eligible(candidate)]


def _limit_obstacles(authority: Organization, year: int, votes: Sequence[Vote]) -> list[Obstacle]:
    """No issue exceeds the limit at this moment; an excess blocks further commendation (E8)."""
    limits = limits_of(authority, year)
    found = []
    for name, count in Counter(vote.candidate.organization.kind for vote in votes).items():
        kind = Kind(name)
        limit = limits.get(kind)
        if limit is None:
            continue  # nobody of the kind is recognised: said candidate by candidate
        if limit.excess:
            found.append(
                Obstacle(
                    "limit_exceeded",
                    f"Đã khen {limit.commended} {kind.label}, vượt giới hạn {limit.excess} sau khi "
                    f"hủy bỏ công nhận ({limit.in_words()}). Chưa thể khen thêm.",
                )
            )
        elif count > limit.free:
            found.append(
                Obstacle(
                    "limit_reached",
                    f"Chỉ còn được khen {limit.free} {kind.label} nhưng đang chọn {count}: "
                    f"{limit.in_words()} (mục II.4.2.2, gạch đầu dòng thứ ba). Mời chọn bớt.",
                )
            )
    return found


def _in_force(model: Any, authority: Organization, year: int) -> dict[int, Any]:
    return {given.organization_id: given for given in model.objects.by(authority, year).in_force()}


# Drawing


def _draft(meeting: Meeting, votes: Sequence[Vote], dated: dt.date) -> documents.Draft:
    review, question = meeting.review, Question(meeting.question)
    plan = plan_for(review.authority, review.year)
    assert plan is not None  # noqa: S101 - without one nothing was compiled
    issuer = issuer_on(review.authority, dated, body=Body(meeting.body))

    def context(number: int | None, code: str) -> PaperContext:
        paper = Paper(
            issuer=issuer,
            plan=plan,
            year=review.year,
            number=number,
            meeting_on=meeting.held_on,
        )
        return decision_context(paper, meeting, votes)

    return documents.Draft(
        kind=DECISION_OF[question].value,
        issuer=issuer,
        context=context,
        facts=_facts(meeting, votes),
        readers=_readers(meeting, votes, plan, issuer.usual_recipients),
    )


def decision_context(paper: Paper, meeting: Meeting, votes: Sequence[Vote]) -> PaperContext:
    """The decision on these votes as it is printed."""
    review, question = meeting.review, Question(meeting.question)
    years = [vote.year_voted_on for vote in votes]
    if question is Question.RECOGNISE:
        return recognition_context(paper, years)
    model = Commendation if question is Question.WITHDRAW else Recognition
    given = _in_force(model, review.authority, review.year)
    cites = [
        cited(one.decision.symbol, one.decision.decided_on) if one else ""
        for one in (given.get(vote.candidate.organization_id) for vote in votes)
    ]
    if question is Question.CHOOSE:
        return commendation_context(paper, years, list(dict.fromkeys(filter(None, cites))))
    return revocation_context(
        paper,
        question,
        [
            Revoked(year.name, year.kind, cite, vote.reason)
            for year, cite, vote in zip(years, cites, votes, strict=True)
        ],
    )


def _facts(meeting: Meeting, votes: Sequence[Vote]) -> dict[str, Any]:
    """What each row rests on: the vote and the year (documents.md §4)."""
    return {
        "review": {"year": meeting.review.year, "run": meeting.review.run},
        "meeting": {
            "question": meeting.question,
            "body": meeting.body,
            "held_on": meeting.held_on.isoformat(),
            "members": meeting.members,
            "present": meeting.present,
            "method": meeting.method,
            "issued": meeting.issued,
            "returned": meeting.returned,
            "valid": meeting.valid,
            "chair": meeting.chair,
            "clerk": meeting.clerk,
        },
        "rows": [
            {
                "code": vote.candidate.organization.code,
                "votes_for": vote.votes_for,
                "votes_against": vote.votes_against,
                "votes_other": vote.votes_other,
                "reason": vote.reason,
                "year": vote.voted_on,
            }
            for vote in votes
        ],
    }


def _readers(
    meeting: Meeting, votes: Sequence[Vote], plan: Plan, usual: Sequence[str]
) -> list[Organization]:
    """Who is named, and all below the committee where Nơi nhận lists them (F)."""
    named = [vote.candidate.organization for vote in votes]
    recipients = fold(plan.recipients or "\n".join(usual))
    if "truc thuoc" not in recipients:
        return named
    below = OrganizationVersion.objects.filter(
        parent=meeting.review.authority, to_date__isnull=True
    ).values("organization")
    others = Organization.objects.filter(pk__in=below).exclude(pk__in=[o.pk for o in named])
    return [*named, *others]


# Writing


def _write(
    meeting: Meeting,
    votes: Sequence[Vote],
    draft: documents.Draft,
    document: Document,
    by: Actor,
    now: dt.datetime,
) -> Decision:
    assert isinstance(by.user, User)  # noqa: S101 - decides_for lets only an office in
    review, question = meeting.review, Question(meeting.question)
    decision = Decision.objects.create(
        authority=review.authority,
        year=review.year,
        kind=DECISION_OF[question],
        origin="own",
        body=draft.issuer.name,
        symbol=document.symbol,
        decided_on=draft.issuer.day,
        document=document,
        meeting=meeting,
        recorded_at=now,
        recorded_by=by.user,
    )
    if question is Question.RECOGNISE:
        for vote in votes:
            _give(Recognition, decision, vote)
    elif question is Question.CHOOSE:
        recognised = _in_force(Recognition, review.authority, review.year)
        for vote in votes:
            _give(
                Commendation,
                decision,
                vote,
                recognition=recognised[vote.candidate.organization_id],
            )
    else:
        for vote in votes:
            _revoke(decision, vote, question)
    audit.record(
        f"decision.{DECISION_OF[question].value}",
        f"Quyết định số {decision.symbol} về việc {DECISION_LABELS[DECISION_OF[question]]} năm "
        f"{review.year}: {', '.join(vote.candidate.organization.code for vote in votes)}.",
        by=by,
        now=now,
        subject=decision,
        organization=review.authority,
        data={"codes": [vote.candidate.organization.code for vote in votes]},
    )
    return decision


def _give(model: Any, decision: Decision, vote: Vote, **more: Any) -> None:
    organization = vote.candidate.organization
    model.objects.create(
        decision=decision,
        organization=organization,
        authority=decision.authority,
        year=decision.year,
        kind=organization.kind,
        vote=vote,
        frozen=vote.candidate.compiled,
        **more,
    )


def _revoke(decision: Decision, vote: Vote, question: Question) -> None:
    """Take away what was given; a revoked recognition takes its commendation with it."""
    candidate = vote.candidate
    revocation = Revocation.objects.create(
        decision=decision, organization=candidate.organization, vote=vote, reason=vote.reason
    )
    spent = [Question.CHOOSE, Question.WITHDRAW]
    models: list[Any] = [Commendation]
    if question is Question.REVOKE:
        spent = list(Question)
        models = [Recognition, Commendation]
        after = CANDIDATE_TRANSITIONS.get(
            (CandidateState(candidate.state), CandidateEvent.REVOKED), CandidateState.UNDECIDED
        )
        Candidate.objects.filter(pk=candidate.pk).update(state=after)
    for model in models:
        taken = (
            model.objects.by(decision.authority, decision.year)
            .in_force()
            .filter(organization=candidate.organization)
        )
        model.objects.filter(pk__in=list(taken.values_list("pk", flat=True))).update(
            revocation=revocation
        )
    Vote.objects.filter(candidate=candidate, question__in=spent, standing=True).update(
        standing=False
    )
