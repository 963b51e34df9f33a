"""How a review, its candidates and decisions travel (E8–E11). Pure."""

import enum
from types import MappingProxyType


class ReviewStatus(enum.StrEnum):
    """A review (đợt xét) of one authority and year."""

    OPEN = "open"
    CLOSED = "closed"


class ReviewAct(enum.StrEnum):
    """What the office does with a review."""

    COMPILE = "compile"
    VOTE = "vote"
    ISSUE = "issue"
    REVOKE = "revoke"
    CLOSE = "close"
    REOPEN = "reopen"


# Status × act → the status it leads to. Recording a vote to revoke, and revoking, stay possible
# once a review is closed: what is found out later cannot wait for another year (E9, E11).
REVIEW_TRANSITIONS: MappingProxyType[tuple[ReviewStatus, ReviewAct], ReviewStatus] = (
    MappingProxyType(
        {
            (ReviewStatus.OPEN, ReviewAct.COMPILE): ReviewStatus.OPEN,
            (ReviewStatus.OPEN, ReviewAct.VOTE): ReviewStatus.OPEN,
            (ReviewStatus.OPEN, ReviewAct.ISSUE): ReviewStatus.OPEN,
            (ReviewStatus.OPEN, ReviewAct.REVOKE): ReviewStatus.OPEN,
            (ReviewStatus.OPEN, ReviewAct.CLOSE): ReviewStatus.CLOSED,
            (ReviewStatus.CLOSED, ReviewAct.REVOKE): ReviewStatus.CLOSED,
            (ReviewStatus.CLOSED, ReviewAct.REOPEN): ReviewStatus.OPEN,
        }
    )
)


class CandidateState(enum.StrEnum):
    """What the committee said of a candidate (hồ sơ xét)."""

    UNDECIDED = "undecided"
    RECOGNISED = "recognised"
    DECLINED = "declined"


class CandidateEvent(enum.StrEnum):
    """What changes the state of a candidate."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    # Compiled again with a check or printed figure changed (E9).
    FALLEN = "fallen"
    REVOKED = "revoked"


CANDIDATE_TRANSITIONS: MappingProxyType[tuple[CandidateState, CandidateEvent], CandidateState] = (
    MappingProxyType(
        {
            (CandidateState.UNDECIDED, CandidateEvent.CARRIED): CandidateState.RECOGNISED,
            (CandidateState.UNDECIDED, CandidateEvent.NOT_CARRIED): CandidateState.DECLINED,
            (CandidateState.RECOGNISED, CandidateEvent.CARRIED): CandidateState.RECOGNISED,
            (CandidateState.RECOGNISED, CandidateEvent.NOT_CARRIED): CandidateState.DECLINED,
            (CandidateState.RECOGNISED, CandidateEvent.FALLEN): CandidateState.UNDECIDED,
            (CandidateState.RECOGNISED, CandidateEvent.REVOKED): CandidateState.UNDECIDED,
            (CandidateState.DECLINED, CandidateEvent.CARRIED): CandidateState.RECOGNISED,
            (CandidateState.DECLINED, CandidateEvent.NOT_CARRIED): CandidateState.DECLINED,
            (CandidateState.DECLINED, CandidateEvent.FALLEN): CandidateState.UNDECIDED,
        }
    )
)


class Question(enum.StrEnum):
    """What a meeting votes on, candidate by candidate."""

    RECOGNISE = "recognise"
    CHOOSE = "choose"
    REVOKE = "revoke"
    WITHDRAW = "withdraw"

    @property
    def act(self) -> ReviewAct:
        """The act of recording such a vote."""
        return ReviewAct.REVOKE if self in (Question.REVOKE, Question.WITHDRAW) else ReviewAct.VOTE

    @property
    def issuing(self) -> ReviewAct:
        """The act of issuing the decision that follows."""
        return ReviewAct.REVOKE if self in (Question.REVOKE, Question.WITHDRAW) else ReviewAct.ISSUE

    @property
    def needs_reason(self) -> bool:
        """Whether each candidate is voted on with a reason (E11)."""
        return self in (Question.REVOKE, Question.WITHDRAW)


class DecisionKind(enum.StrEnum):
    """Kinds of decision."""

    RECOGNITION = "recognition"
    COMMENDATION = "commendation"
    REVOCATION = "revocation"


class Origin(enum.StrEnum):
    """Whose decision: issued here, or recorded of an authority that does not work here."""

    OWN = "own"
    OUTER = "outer"


class Force(enum.StrEnum):
    """What is left of a decision; derived from its items."""

    IN_FORCE = "in_force"
    PARTLY_REVOKED = "partly_revoked"
    REVOKED = "revoked"


DECISION_OF = MappingProxyType(
    {
        Question.RECOGNISE: DecisionKind.RECOGNITION,
        Question.CHOOSE: DecisionKind.COMMENDATION,
        Question.REVOKE: DecisionKind.REVOCATION,
        Question.WITHDRAW: DecisionKind.REVOCATION,
    }
)

REVIEW_LABELS = {ReviewStatus.OPEN: "đang xét", ReviewStatus.CLOSED: "đã kết thúc"}
CANDIDATE_LABELS = {
    CandidateState.UNDECIDED: "chưa biểu quyết",
    CandidateState.RECOGNISED: "công nhận",
    CandidateState.DECLINED: "không công nhận",
}
QUESTION_LABELS = {
    Question.RECOGNISE: "công nhận",
    Question.CHOOSE: "chọn tiêu biểu để biểu dương, khen thưởng",
    Question.REVOKE: "hủy bỏ kết quả công nhận",
    Question.WITHDRAW: "hủy bỏ việc biểu dương, khen thưởng",
}
# What the decision that follows is about.
ISSUE_LABELS = QUESTION_LABELS | {Question.CHOOSE: "biểu dương, khen thưởng"}
DECISION_LABELS = {
    DecisionKind.RECOGNITION: "công nhận",
    DecisionKind.COMMENDATION: "biểu dương, khen thưởng",
    DecisionKind.REVOCATION: "hủy bỏ",
}
FORCE_LABELS = {
    Force.IN_FORCE: "còn hiệu lực",
    Force.PARTLY_REVOKED: "hủy bỏ một phần",
    Force.REVOKED: "đã hủy bỏ",
}


def force_of(in_force: int, revoked: int) -> Force:
    """The state of a decision with so many items in force and revoked."""
    if revoked == 0:
        return Force.IN_FORCE
    return Force.PARTLY_REVOKED if in_force else Force.REVOKED
