"""Plain contexts of what cells and committees send each month and at the end of the year."""

from .minutes import blank_minutes_context, minutes_context
from .month import monthly_summary_context
from .self_review import blank_self_review_context, self_review_context
from .sheet import blank_sheet_context, sheet_context

__all__ = [
    "blank_minutes_context",
    "blank_self_review_context",
    "blank_sheet_context",
    "minutes_context",
    "monthly_summary_context",
    "self_review_context",
    "sheet_context",
]
