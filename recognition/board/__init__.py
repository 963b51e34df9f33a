"""The page of a review: every candidate with its live year, votes and decisions (E8–E11)."""

from .candidates import CandidateLine
from .concerned import concerned
from .decisions import decision_lines, decisions_on, names_in, taken_by, versions_named
from .meetings import MeetingLine
from .review import ReviewBoard

__all__ = [
    "CandidateLine",
    "MeetingLine",
    "ReviewBoard",
    "concerned",
    "decision_lines",
    "decisions_on",
    "names_in",
    "taken_by",
    "versions_named",
]
