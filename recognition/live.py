"""The years of a committee's organisations as they stand now, in the form that is frozen."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from organizations.models import Organization
from plans.models import Plan

from .frozen import FrozenYear, freeze
from .year import YearRow, rows_below


@dataclass(frozen=True, slots=True)
class LiveYears:
    """The years of organisations by their keys, and the plan that governs their committee."""

    plan: Plan
    years: dict[int, FrozenYear]


def live_years(
    authority: Organization, year: int, date: dt.date, *, among: Collection[int] | None = None
) -> LiveYears:
    """The years of the organisations under ``authority``, computed from the rows of this moment.

    ``among``: only of these, by key. Inside a transaction this is what an issue rests on. Raises
    ``Refusal`` without a plan.
    """
    plan, rows = rows_below(authority, year, date, among=among)
    return LiveYears(plan, freeze_all(rows))


def freeze_all(rows: Iterable[YearRow]) -> dict[int, FrozenYear]:
    """These rows by the keys of their organisations."""
    return {row.organization.pk: freeze(row) for row in rows}
