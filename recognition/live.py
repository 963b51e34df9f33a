"""The years of a committee's organisations as they stand now, in the form that is frozen."""

import datetime as dt
from collections.abc import Collection, Iterable

from evaluations.models import YEAR, Evaluation
from evaluations.workflow import Status
from organizations.models import Organization

from .frozen import Declared, FrozenYear, freeze
from .year import YearReport, YearRow, rows_below


def frozen_rows(report: YearReport) -> dict[int, FrozenYear]:
    """Every organisation of the report, by its key; one query more."""
    return freeze_all(report.rows, report.year)


def live_years(
    authority: Organization, year: int, date: dt.date, *, among: Collection[int] | None = None
) -> dict[int, FrozenYear]:
    """The years of the organisations under ``authority``, computed from the rows of this moment.

    ``among``: only of these, by key. Inside a transaction this is what an issue rests on. Raises
    ``Refusal`` without a plan.
    """
    return freeze_all(rows_below(authority, year, date, among=among), year)


def freeze_all(rows: Iterable[YearRow], year: int) -> dict[int, FrozenYear]:
    """These rows with what their confirmed self-reviews declare."""
    everyone = list(rows)
    declared = {
        review.organization_id: Declared(
            discipline=review.discipline,
            complaints=review.complaints,
            disunity=review.disunity,
            wants_commendation=review.wants_commendation,
        )
        for review in Evaluation.objects.filter(
            organization__in=[row.organization.pk for row in everyone],
            year=year,
            period=YEAR,
            status=Status.CONFIRMED,
        ).only("organization", "discipline", "complaints", "disunity", "wants_commendation")
    }
    return {
        row.organization.pk: freeze(row, declared.get(row.organization.pk, Declared()))
        for row in everyone
    }
