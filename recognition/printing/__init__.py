"""Plain contexts of the papers of recognition (documents.md §1)."""

from .ballot import ballot_context
from .certificate import certificate_context
from .decisions import cited, commendation_context, recognition_context, revocation_context
from .drafts import draft_context
from .minutes import minutes_context
from .paper import Paper
from .proposal import Proposed, proposal_context
from .revoked import Revoked
from .table import half_year_context, year_table_context

__all__ = [
    "Paper",
    "Proposed",
    "Revoked",
    "ballot_context",
    "certificate_context",
    "cited",
    "commendation_context",
    "draft_context",
    "half_year_context",
    "minutes_context",
    "proposal_context",
    "recognition_context",
    "revocation_context",
    "year_table_context",
]
