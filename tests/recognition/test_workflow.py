"""The tables of reviews and candidates: every status and act, and the services that obey them."""

import pytest

from recognition.workflow import (
    CANDIDATE_LABELS,
    CANDIDATE_TRANSITIONS,
    DECISION_OF,
    ISSUE_LABELS,
    QUESTION_LABELS,
    REVIEW_LABELS,
    REVIEW_TRANSITIONS,
    CandidateEvent,
    CandidateState,
    Force,
    Question,
    ReviewAct,
    ReviewStatus,
    force_of,
)


@pytest.mark.parametrize("status", list(ReviewStatus))
@pytest.mark.parametrize("act", list(ReviewAct))
def test_every_act_on_a_review_leads_somewhere_or_is_refused(status, act):
    refused = {
        (ReviewStatus.OPEN, ReviewAct.REOPEN),
        *(
            (ReviewStatus.CLOSED, one)
            for one in (ReviewAct.COMPILE, ReviewAct.VOTE, ReviewAct.ISSUE, ReviewAct.CLOSE)
        ),
    }
    assert ((status, act) in REVIEW_TRANSITIONS) != ((status, act) in refused)


@pytest.mark.parametrize("state", list(CandidateState))
@pytest.mark.parametrize("event", list(CandidateEvent))
def test_every_event_of_a_candidate_leads_somewhere_or_means_nothing(state, event):
    nothing = {
        (CandidateState.UNDECIDED, CandidateEvent.FALLEN),
        (CandidateState.UNDECIDED, CandidateEvent.REVOKED),
        (CandidateState.DECLINED, CandidateEvent.REVOKED),
    }
    assert ((state, event) in CANDIDATE_TRANSITIONS) != ((state, event) in nothing)


def test_only_a_carried_vote_recognises():
    leads = {event for (_, event), after in CANDIDATE_TRANSITIONS.items() if after == "recognised"}
    assert leads == {CandidateEvent.CARRIED}


def test_every_status_and_question_has_its_words_and_its_decision():
    assert set(REVIEW_LABELS) == set(ReviewStatus)
    assert set(CANDIDATE_LABELS) == set(CandidateState)
    assert set(QUESTION_LABELS) == set(ISSUE_LABELS) == set(DECISION_OF) == set(Question)


@pytest.mark.parametrize(
    ("in_force", "revoked", "force"),
    [(3, 0, Force.IN_FORCE), (2, 1, Force.PARTLY_REVOKED), (0, 3, Force.REVOKED)],
)
def test_what_is_left_of_a_decision_is_read_from_its_items(in_force, revoked, force):
    assert force_of(in_force, revoked) is force
