"""The rows of an issued decision: what it gives, what it takes away."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from documents import services as documents
from documents.models import Document
from organizations import audit
from organizations.actors import Actor
from organizations.models import User

from ...models import Candidate, Commendation, Decision, Meeting, Recognition, Revocation, Vote
from ...workflow import (
    CANDIDATE_TRANSITIONS,
    DECISION_LABELS,
    DECISION_OF,
    CandidateEvent,
    CandidateState,
    Question,
)
from .grounds import Grounds
from .revoked import note_revoked


def write(
    meeting: Meeting,
    votes: Sequence[Vote],
    draft: documents.Draft,
    document: Document,
    grounds: Grounds,
    by: Actor,
    now: dt.datetime,
) -> Decision:
    """Write the decision that was numbered and archived as ``document``; returns it."""
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
        Recognition.objects.bulk_create(Recognition(**_given(decision, vote)) for vote in votes)
    elif question is Question.CHOOSE:
        Commendation.objects.bulk_create(
            Commendation(
                recognition=grounds.recognised[vote.candidate.organization_id],
                **_given(decision, vote),
            )
            for vote in votes
        )
    else:
        for vote in votes:
            _revoke(decision, vote, question)
        note_revoked(decision)
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


def _given(decision: Decision, vote: Vote) -> dict[str, Any]:
    organization = vote.candidate.organization
    return {
        "decision": decision,
        "organization": organization,
        "authority": decision.authority,
        "year": decision.year,
        "kind": organization.kind,
        "vote": vote,
        "frozen": vote.candidate.compiled,
    }


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
        model.objects.in_force().filter(
            authority=decision.authority,
            year=decision.year,
            organization=candidate.organization_id,
        ).update(revocation=revocation)
    Vote.objects.filter(candidate=candidate, question__in=spent, standing=True).update(
        standing=False
    )
