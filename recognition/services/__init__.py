"""Acts on grades, reviews and decisions; the only writers of this app."""

from .grades import GradeEntry, GradeValues, grade_many, import_grades
from .issuing import Issue, issue_decision
from .outer import OuterDecision, record_outer_decision
from .papers import issue_minutes
from .proposing import propose
from .reviewing import close_review, compile_review, reopen_review
from .scans import add_decision_scan
from .voting import MeetingValues, VoteRow, record_votes

__all__ = [
    "GradeEntry",
    "GradeValues",
    "Issue",
    "MeetingValues",
    "OuterDecision",
    "VoteRow",
    "add_decision_scan",
    "close_review",
    "compile_review",
    "grade_many",
    "import_grades",
    "issue_decision",
    "issue_minutes",
    "propose",
    "record_outer_decision",
    "record_votes",
    "reopen_review",
]
