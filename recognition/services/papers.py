"""The paper of a vote that decides nothing by itself: its minutes."""

import datetime as dt

from documents import services as documents
from documents.issuers import issuer_on
from documents.models import Document
from documents.parts import PaperContext
from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Body
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from plans.querysets import plan_for

from ..models import Meeting, Vote
from ..permissions import decides_for
from ..printing import Paper, minutes_context
from ..workflow import Question
from .issuing import Issue, facts_behind


def issue_minutes(meeting: Meeting, how: Issue, *, by: Actor, now: dt.datetime) -> Document:
    """Issue the minutes of a meeting, once; signed by its chair and clerk."""
    review = meeting.review
    refuse_if([decides_for(by, review.authority), _too_early(meeting, how.dated)])
    plan = plan_for(review.authority, review.year)
    assert plan is not None  # noqa: S101 - without one nothing was compiled
    votes = list(Vote.objects.of_meeting(meeting))
    issuer = issuer_on(review.authority, how.dated, body=Body(meeting.body))

    def context(number: int | None) -> PaperContext:
        paper = Paper(
            issuer=issuer,
            plan=plan,
            year=review.year,
            number=number,
            meeting_on=meeting.held_on,
        )
        names = [(vote.year_voted_on.name, vote.year_voted_on.kind) for vote in votes]
        return minutes_context(
            paper, Question(meeting.question), names, meeting=meeting, votes=votes
        )

    def finish(document: Document) -> None:
        if not Meeting.objects.filter(pk=meeting.pk, minutes__isnull=True).update(minutes=document):
            raise Refusal(CHANGED_MEANWHILE)

    return documents.issue(
        documents.Draft(
            kind="minutes", issuer=issuer, context=context, facts=facts_behind(meeting, votes)
        ),
        number=how.number,
        skipped_reason=how.skipped_reason,
        finish=finish,
        by=by,
        now=now,
    )


def _too_early(meeting: Meeting, dated: dt.date) -> Obstacle | None:
    if dated >= meeting.held_on:
        return None
    return Obstacle(
        "dated_before_meeting",
        f"Ngày biên bản {vn_date(dated)} trước ngày họp {vn_date(meeting.held_on)}. Mời xem lại "
        "ngày.",
        "dated",
    )
