"""A decision of the authority above."""

import datetime as dt
from dataclasses import dataclass

from ...workflow import DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OuterDecision:
    """A decision of the authority above, as its paper says."""

    kind: DecisionKind
    symbol: str
    decided_on: dt.date
    body: str
    codes: tuple[str, ...]
    reason: str = ""
    """Of a revocation."""
