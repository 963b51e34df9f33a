from .decisions import Commendation, Decision, Recognition, Revocation
from .grades import QualityGrade
from .proposals import Proposal, ProposalItem
from .review import Candidate, Meeting, Review, Vote

__all__ = [
    "Candidate",
    "Commendation",
    "Decision",
    "Meeting",
    "Proposal",
    "ProposalItem",
    "QualityGrade",
    "Recognition",
    "Review",
    "Revocation",
    "Vote",
]
