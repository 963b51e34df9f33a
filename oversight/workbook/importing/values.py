"""A row of the sheet ``Đánh giá`` as a sheet's own values."""

from collections.abc import Iterable
from typing import Any

from evaluations.models import YEAR
from evaluations.values import PointEntry, SelfReviewValues, SheetValues, Values
from evaluations.workflow import Rating

from ..reasons import NOT_APPLICABLE
from ..rows import EvaluationRow


def values_of(row: EvaluationRow) -> Values:
    """What the row says, as the sheet's own values."""
    common: dict[str, Any] = {
        "meeting_on": row.meeting_on,
        "note": row.note,
        "voters": row.voters,
        "present": row.present,
        "votes_for": row.votes_for,
        "votes_against": row.votes_against,
        "votes_other": row.votes_other,
        "rating": Rating(row.rating) if row.rating else None,
        "points": dict(_entries(row)),
        "strengths": row.strengths,
        "shortcomings": row.shortcomings,
    }
    if row.period == YEAR:
        return SelfReviewValues(**common)
    return SheetValues(
        **common,
        no_meeting=bool(row.no_meeting_reason),
        no_meeting_reason=row.no_meeting_reason,
    )


def _entries(row: EvaluationRow) -> Iterable[tuple[str, PointEntry]]:
    for code in {*row.points, *row.reasons}:
        reason = row.reasons.get(code, "")
        marked = reason.casefold() == NOT_APPLICABLE
        yield (
            code,
            PointEntry(row.points.get(code), "" if marked else reason, not_applicable=marked),
        )
