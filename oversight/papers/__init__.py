"""Which paper is drawn from what, by name; what becomes final or is issued without a vote."""

from .access import Offer, lived_in, may_print, offers_to, wanted_by
from .final import final_obstacle, make_final, preview_of
from .issuing import draft_to_issue, issue_obstacle, issue_paper, issued_papers, readers_of
from .kinds import PAPERS, Asks, Whose, known_kinds, paper_of
from .reports import SECTIONS
from .wanted import Wanted, member_of

__all__ = [
    "PAPERS",
    "SECTIONS",
    "Asks",
    "Offer",
    "Wanted",
    "Whose",
    "draft_to_issue",
    "final_obstacle",
    "issue_obstacle",
    "issue_paper",
    "issued_papers",
    "known_kinds",
    "lived_in",
    "make_final",
    "may_print",
    "member_of",
    "offers_to",
    "paper_of",
    "preview_of",
    "readers_of",
    "wanted_by",
]
