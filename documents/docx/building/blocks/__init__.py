"""The blocks of papers in Word, one for each file in ``templates/documents/blocks``."""

from .closings import closing, closing_minutes, recipients, signature
from .heads import PARTY, addressees, appendix_heading, heading, letterhead, opening, party_rule
from .tables import criteria, grid
from .texts import body, entry, facts, lead, legend, level, paragraphs, remark, totals, vote

__all__ = [
    "PARTY",
    "addressees",
    "appendix_heading",
    "body",
    "closing",
    "closing_minutes",
    "criteria",
    "entry",
    "facts",
    "grid",
    "heading",
    "lead",
    "legend",
    "letterhead",
    "level",
    "opening",
    "paragraphs",
    "party_rule",
    "recipients",
    "remark",
    "signature",
    "totals",
    "vote",
]
