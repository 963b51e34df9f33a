"""Issuing what was voted: recognition, commendation, revocation (E8, E10–E12).

The rules run again on live rows inside the transaction; whatever differs from what was compiled
and voted refuses the issue. What a decision rests on is frozen with it.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from documents import services as documents
from documents.models import Document
from organizations.actors import Actor
from organizations.formats import local_date
from organizations.refusals import CHANGED_MEANWHILE, Refusal, refuse_if

from ...models import Decision, Meeting
from ...permissions import decides_for
from ...workflow import Question
from ..reviewing import advance
from .drawing import decision_context, draft_of, facts_behind
from .grounds import Grounds
from .obstacles import commendable, issuing_obstacles, waiting_votes
from .writing import write

__all__ = [
    "Grounds",
    "Issue",
    "commendable",
    "decision_context",
    "facts_behind",
    "issue_decision",
    "issuing_obstacles",
    "waiting_votes",
]


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
    grounds = Grounds(meeting, votes, local_date(now))
    refuse_if(issuing_obstacles(meeting, votes, how.dated, grounds))
    issued: list[Decision] = []
    draft = draft_of(meeting, votes, how.dated, grounds)

    def guard() -> None:
        nonlocal grounds
        advance(review, question.issuing, version)
        found = waiting_votes(meeting, chosen)
        if [vote.pk for vote in found] != [vote.pk for vote in votes]:
            raise Refusal(CHANGED_MEANWHILE)
        grounds = Grounds(meeting, found, local_date(now))
        refuse_if(issuing_obstacles(meeting, found, how.dated, grounds))

    def finish(document: Document) -> None:
        issued.append(write(meeting, votes, draft, document, grounds, by, now))

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
