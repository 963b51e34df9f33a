"""A decision as it is printed, with what it rests on and who reads it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from documents import services as documents
from documents.issuers import issuer_on
from documents.parts import PaperContext
from organizations.folding import fold
from organizations.models import Body, Organization

from ...models import Meeting, Vote
from ...printing import (
    Paper,
    Revoked,
    cited,
    commendation_context,
    recognition_context,
    revocation_context,
)
from ...workflow import DECISION_OF, Question
from .grounds import Grounds


def draft_of(
    meeting: Meeting, votes: Sequence[Vote], dated: dt.date, grounds: Grounds
) -> documents.Draft:
    """The draft of the decision on these votes, dated as said."""
    review, question = meeting.review, Question(meeting.question)
    plan = grounds.plan
    assert plan is not None  # noqa: S101 - without one nothing was compiled
    issuer = issuer_on(review.authority, dated, body=Body(meeting.body))

    def context(number: int | None) -> PaperContext:
        paper = Paper(
            issuer=issuer,
            plan=plan,
            year=review.year,
            number=number,
            meeting_on=meeting.held_on,
        )
        return decision_context(paper, meeting, votes, grounds)

    return documents.Draft(
        kind=DECISION_OF[question].value,
        issuer=issuer,
        context=context,
        facts=facts_behind(meeting, votes),
        readers=_readers(
            meeting, votes, dated, plan.recipients or "\n".join(issuer.usual_recipients)
        ),
    )


def decision_context(
    paper: Paper, meeting: Meeting, votes: Sequence[Vote], grounds: Grounds
) -> PaperContext:
    """The decision on these votes as it is printed."""
    question = Question(meeting.question)
    years = [vote.year_voted_on for vote in votes]
    if question is Question.RECOGNISE:
        return recognition_context(paper, years)
    given = grounds.commended if question is Question.WITHDRAW else grounds.recognised
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


def facts_behind(meeting: Meeting, votes: Sequence[Vote]) -> dict[str, Any]:
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
    meeting: Meeting, votes: Sequence[Vote], dated: dt.date, recipients: str
) -> list[Organization]:
    """Who is named, and all below the committee on its date where Nơi nhận lists them (A3, F)."""
    named = [vote.candidate.organization for vote in votes]
    if "truc thuoc" not in fold(recipients):
        return named
    below = Organization.objects.children_of(meeting.review.authority, dated)
    return [*named, *below.exclude(pk__in=[one.pk for one in named])]
