"""Whole years of organisations, brought in through the services that an import uses."""

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from evaluations import services as sheets
from evaluations.periods import YEAR as WHOLE_YEAR
from evaluations.services import ImportedSheet
from evaluations.values import PointEntry, Values
from evaluations.workflow import Rating
from organizations.models import Organization
from registrations.services import ImportedRegistration
from tests.evaluations.factories import (
    YEAR,
    AYear,
    an_import,
    day_of,
    full_points,
    no_meeting_values,
    self_review_values,
    sheet_values,
)
from tests.factories import moment
from tests.imported import import_grade, import_registration, unless_refused

AFTERWARDS = dt.date(2026, 2, 1)
"""A day on which every deadline of the year has passed."""
NOW = moment(AFTERWARDS)


def a_year_of(
    year: AYear,
    organization: Organization,
    *,
    months: Collection[int] = range(1, 13),
    failed: Collection[int] = (),
    no_meeting: Collection[int] = (),
    waiting: Collection[int] = (),
    points: Decimal | None = None,
    registered_on: dt.date | None = dt.date(YEAR, 1, 10),
    accepted: bool = True,
    reviewed: bool = True,
    requests: bool = True,
    grade: str = "good",
    review: Mapping[str, Any] | None = None,
) -> None:
    """One organisation's year: ``months`` are sent, those of ``waiting`` not yet confirmed.

    ``points``: the total of every month that is not failed (default: 100).
    """
    by = an_import(NOW)
    if registered_on is not None:
        accepted_on = registered_on + dt.timedelta(days=1) if accepted else None
        import_registration(
            organization, YEAR, ImportedRegistration(registered_on, accepted_on), by=by, now=NOW
        )
    entries = full_points(year.plan, organization.kind)
    rows: dict[int, tuple[Values, dt.date, dt.date | None]] = {}
    for month in months:
        values = sheet_values(year, month, organization=organization, points=entries)
        if month in no_meeting:
            values = no_meeting_values()
        elif month in failed:
            values = sheet_values(
                year, month, organization=organization, points=entries, rating=Rating.FAIL
            )
        elif points is not None:
            values = sheet_values(
                year, month, organization=organization, points=less(entries, 100 - points)
            )
        sent_on, settled_on = day_of(month, 5).date(), day_of(month, 6).date()
        rows[month] = (values, sent_on, None if month in waiting else settled_on)
    if reviewed:
        rating = Rating.PASS if requests else Rating.FAIL
        answers = self_review_values(**{"rating": rating} | dict(review or {}))
        rows[WHOLE_YEAR] = (answers, dt.date(YEAR, 12, 22), dt.date(YEAR, 12, 23))
    imported = [
        ImportedSheet(
            organization=organization,
            year=YEAR,
            period=period,
            values=values,
            sent_on=sent_on,
            settled_on=settled_on,
        )
        for period, (values, sent_on, settled_on) in rows.items()
    ]
    for outcome in sheets.import_evaluations(imported, by=by, now=NOW):
        unless_refused(outcome)
    if grade:
        import_grade(organization, YEAR, {"decided": grade}, by=by, now=NOW)


def less(entries: Mapping[str, PointEntry], deducted: Decimal) -> dict[str, PointEntry]:
    """The same points with ``deducted`` taken off, as far as each criterion goes."""
    found = dict(entries)
    for code, entry in entries.items():
        taken = min(entry.points or Decimal(0), deducted)
        if taken:
            found[code] = PointEntry((entry.points or Decimal(0)) - taken, "làm chưa tốt")
            deducted -= taken
    return found
