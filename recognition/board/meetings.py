"""One meeting of a review with what it led to."""

from dataclasses import dataclass

from ..models import Meeting
from ..workflow import ISSUE_LABELS, QUESTION_LABELS, Question


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of the review, with what of it still waits for a decision."""

    meeting: Meeting
    voted: int
    carried: int
    waiting: int

    @property
    def question(self) -> Question:
        """What it voted on."""
        return Question(self.meeting.question)

    @property
    def in_words(self) -> str:
        """The question in words."""
        return QUESTION_LABELS[self.question]

    @property
    def decision_in_words(self) -> str:
        """What the decision that follows is about."""
        return ISSUE_LABELS[self.question]
