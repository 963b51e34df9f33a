"""Which paper is drawn from what: the kinds of document by name, without issuing them."""

from .access import Offer, may_print, offers_to, wanted_by
from .final import final_obstacle, make_final, preview_of
from .kinds import PAPERS, Asks, Whose, known_kinds, paper_of
from .wanted import Wanted

__all__ = [
    "PAPERS",
    "Asks",
    "Offer",
    "Wanted",
    "Whose",
    "final_obstacle",
    "known_kinds",
    "make_final",
    "may_print",
    "offers_to",
    "paper_of",
    "preview_of",
    "wanted_by",
]
