"""Twelve months of many organisations, in a fixed number of queries (D8, G3)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from organizations.formats import local_date
from organizations.models import Organization
from plans.models import Plan
from plans.querysets import plans_for

from .. import periods
from ..models import Evaluation
from ..months import MonthState, Standing, month_state
from ..scoring import month_passes
from ..workflow import Rating, Status


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month of one organisation as it stands on a day."""

    number: int
    state: MonthState
    due_on: dt.date | None = None
    """None without a plan: nothing is due then."""
    lock_on: dt.date | None = None
    points: Decimal | None = None
    """Of the last sending that counts."""
    rating: Rating | None = None
    no_meeting: bool = False
    thematic: bool = False
    sent_on: dt.date | None = None
    """The first sending: *on time* is judged by it."""

    @property
    def sent(self) -> bool:
        """Whether something was sent that counts."""
        return self.sent_on is not None

    @property
    def on_time(self) -> bool:
        """Whether it was sent by the due day."""
        return self.sent_on is not None and self.due_on is not None and self.sent_on <= self.due_on

    def as_json(self) -> dict[str, Any]:
        """As a self-review keeps it when it is sent."""
        return {
            "month": self.number,
            "state": self.state.value,
            "points": None if self.points is None else f"{self.points:.1f}",
        }


@dataclass(frozen=True)
class Completeness:
    """Phải gửi / đã gửi / đúng hạn, of the months that were due."""

    due: int
    sent: int
    on_time: int


def months_of(organization: Organization, year: int, *, today: dt.date) -> list[Month]:
    """The twelve months of one organisation."""
    return months_of_year([organization], year, today=today)[organization.pk]


def months_of_year(
    organizations: Iterable[Organization], year: int, *, today: dt.date
) -> dict[int, list[Month]]:
    """By organisation its twelve months as they stand on ``today``; drafts count as nothing."""
    wanted = list(organizations)
    plans = plans_for(wanted, year)
    sheets: dict[int, dict[int, Evaluation]] = {}
    for sheet in Evaluation.objects.of_year(wanted, year).months().select_related("plan"):
        sheets.setdefault(sheet.organization_id, {})[sheet.period] = sheet
    return {
        organization.pk: months_from(
            sheets.get(organization.pk, {}),
            organization,
            year,
            plan=plans.get(organization.pk),
            today=today,
        )
        for organization in wanted
    }


def months_from(
    sheets: Mapping[int, Evaluation],
    organization: Organization,
    year: int,
    *,
    plan: Plan | None,
    today: dt.date,
) -> list[Month]:
    """The twelve months by sheets at hand, each by its period, and the plan followed that year."""
    return [
        _month(organization, year, number, sheet=sheets.get(number), plan=plan, today=today)
        for number in periods.MONTHS
    ]


def _month(
    organization: Organization,
    year: int,
    number: int,
    *,
    sheet: Evaluation | None,
    plan: Plan | None,
    today: dt.date,
) -> Month:
    due_on = lock_on = None
    if sheet is not None:
        due_on, lock_on = sheet.due_on, sheet.lock_on
    elif plan is not None:
        due_on, lock_on = plan.due_on(year, number), plan.lock_on(year, number)
    sent = sheet if sheet is not None and sheet.status != Status.DRAFT else None
    rating = Rating(sent.sent_rating) if sent is not None and sent.sent_rating else None
    state = month_state(
        alive=organization.lives_on(periods.last_day(year, number)),
        standing=Standing.of(sent.status if sent else None),
        # The points asked are those of the plan that governs the year, as in its rules (E4).
        passes=sent is not None
        and month_passes(rating, sent.sent_total, (plan or sent.plan).month_min_points),
        no_meeting=sent is not None and sent.sent_no_meeting,
        # Without a plan nothing is due.
        due_on=due_on or dt.date.max,
        today=today,
    )
    sent_at = None if sent is None else sent.counts_as_sent_at
    return Month(
        number=number,
        state=state,
        due_on=due_on,
        lock_on=lock_on,
        points=None if sent is None else sent.sent_total,
        rating=rating,
        no_meeting=sent is not None and sent.sent_no_meeting,
        thematic=sent is not None and sent.thematic,
        sent_on=None if sent_at is None else local_date(sent_at),
    )


def completeness(months: Sequence[Month], *, today: dt.date) -> Completeness:
    """Of the months due before ``today`` in which the organisation lived."""
    due = [
        month
        for month in months
        if month.state is not MonthState.NOT_ALIVE
        and month.due_on is not None
        and month.due_on < today
    ]
    return Completeness(
        due=len(due),
        sent=sum(month.sent for month in due),
        on_time=sum(month.on_time for month in due),
    )
