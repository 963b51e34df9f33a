"""The page of a review: every candidate with its live year, votes and decisions (E8–E11)."""

from .candidates import CandidateLine
from .concerned import concerned
from .decisions import DecisionLine, codes_of, decisions_on, taken_by
from .meetings import MeetingLine
from .review import ReviewBoard

__all__ = [
    "CandidateLine",
    "DecisionLine",
    "MeetingLine",
    "ReviewBoard",
    "codes_of",
    "concerned",
    "decisions_on",
    "taken_by",
]
