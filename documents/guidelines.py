"""The two guidelines on the form of Party papers, as dated values.

Hướng dẫn 36-HD/VPTW (2018) holds until 26/5/2026, Hướng dẫn 05-HD/VPTW from 27/5/2026. The date of
issue decides; a draft follows the day on which it is printed.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Guideline:
    """What differs between guidelines on form."""

    reference: str
    first_day: dt.date
    salutation: str
    """Before the addressee of a paper."""
    submission_salutation: str
    """Before the addressee of a tờ trình."""
    recipient_separator: str
    """After each recipient but the last."""

    @property
    def code(self) -> str:
        """Short name for addresses: ``hd-36``."""
        return f"hd-{self.reference.partition('-')[0]}"


SEPARATORS = {",": "dấu phẩy (,)", ";": "dấu chấm phẩy (;)"}
"""What may stand between recipients."""

GUIDELINES = (
    Guideline("36-HD/VPTW", dt.date.min, "Kính gửi", "Kính gửi", ","),
    Guideline("05-HD/VPTW", dt.date(2026, 5, 27), "Kính gửi", "Kính trình", ";"),
)


def guideline_for(on: dt.date) -> Guideline:
    """The guideline in force on the day of issue (for a draft: the day of printing)."""
    return next(g for g in reversed(GUIDELINES) if g.first_day <= on)
