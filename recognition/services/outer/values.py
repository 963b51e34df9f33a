"""A decision of the authority above."""

import datetime as dt
from dataclasses import dataclass

from ...workflow import DECISION_OF, DecisionKind, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class OuterDecision:
    """A decision of the authority above, as its paper says."""

    question: Question
    """What it decides; of one that takes away, the recognition or the commendation alone."""
    symbol: str
    decided_on: dt.date
    body: str
    codes: tuple[str, ...]
    reason: str = ""
    """Of a revocation."""

    @property
    def kind(self) -> DecisionKind:
        """The kind of decision that it is."""
        return DECISION_OF[self.question]
