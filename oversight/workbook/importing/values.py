"""Rows of the workbook in the words of the services that they go to."""

from collections.abc import Iterable
from typing import Any

from evaluations.models import YEAR
from evaluations.scoring import says_not_applicable
from evaluations.services import ImportedSheet
from evaluations.values import PointEntry, SelfReviewValues, SheetValues, Values
from evaluations.workflow import Rating
from organizations.models import Organization
from plans.values import PlanValues
from plans.workflow import Basis
from registrations.services import ImportedRegistration
from registrations.services.imports import HEADINGS as REGISTRATION_COLUMNS

from ..rows import EvaluationRow, GradeRow, PlanRow, RegistrationRow


def plan_columns(row: PlanRow) -> dict[str, Any]:
    """What the row says, named as the fields of ``PlanValues``."""
    columns: dict[str, Any] = {}
    for name in row.said - {"committee"}:
        value = getattr(row, name)
        if name in ("cell_deadline", "committee_deadline"):
            columns[f"{name}_day"], columns[f"{name}_month"] = value
        elif name == "basis":
            columns[name] = Basis(value)
        elif name == "due_day":
            columns[name] = PlanValues.due_day if value is None else value
        else:
            columns[name] = value
    return columns


def registration_of(row: RegistrationRow) -> ImportedRegistration:
    """What the row says, with those columns that the file has."""
    return ImportedRegistration(
        row.sent_on,
        row.accepted_on,
        {name: getattr(row, name) for name in REGISTRATION_COLUMNS if name in row.said},
    )


def grade_columns(row: GradeRow) -> dict[str, Any]:
    """What the row says, named as the fields of ``GradeValues``."""
    return {name: getattr(row, name) for name in row.said - {"code", "year"}}


def sheet_of(row: EvaluationRow, organization: Organization) -> ImportedSheet:
    """What the row says of a sheet or a self-review."""
    return ImportedSheet(
        organization=organization,
        year=row.year,
        period=row.period,
        values=_values_of(row),
        sent_on=row.sent_on,
        settled_on=row.confirmed_on,
        silent=frozenset({"note", "no_meeting_reason"}) - row.said,
    )


def _values_of(row: EvaluationRow) -> Values:
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
    # A year without a meeting cannot be: it is left to the service, which refuses it.
    if row.period == YEAR and not row.no_meeting_reason:
        return SelfReviewValues(**common)
    return SheetValues(
        **common,
        no_meeting=bool(row.no_meeting_reason),
        no_meeting_reason=row.no_meeting_reason,
    )


def _entries(row: EvaluationRow) -> Iterable[tuple[str, PointEntry]]:
    for code in {*row.points, *row.reasons}:
        reason = row.reasons.get(code, "")
        marked = says_not_applicable(reason)
        yield (
            code,
            PointEntry(row.points.get(code), "" if marked else reason, not_applicable=marked),
        )
