"""Twelve months of many organisations as a grid, in a fixed number of queries (D8, G1, G3)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.urls import reverse

from organizations.actors import Actor
from organizations.formats import local_date, vn_number
from organizations.models import Organization, OrganizationVersion, Role
from plans.models import Plan
from plans.querysets import plans_for

from . import periods
from .models import Evaluation
from .months import MonthState, Standing, month_state
from .scoring import month_passes
from .workflow import LABELS_FOR_OFFICE, Rating, Status


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
            "points": None if self.points is None else str(self.points),
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
    sheets: dict[tuple[int, int], Evaluation] = {
        (sheet.organization_id, sheet.period): sheet
        for sheet in Evaluation.objects.of_year(wanted, year).months().select_related("plan")
    }
    return {
        organization.pk: [
            _month(
                organization,
                year,
                number,
                sheet=sheets.get((organization.pk, number)),
                plan=plans.get(organization.pk),
                today=today,
            )
            for number in periods.MONTHS
        ]
        for organization in wanted
    }


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


TONES = {
    MonthState.PASSED: "ok",
    MonthState.FAILED: "bad",
    MonthState.MISSING: "dark",
    MonthState.AWAITING: "warn",
    MonthState.RETURNED: "warn",
    MonthState.NO_MEETING: "bad",
    MonthState.NOT_DUE: "",
    MonthState.NOT_ALIVE: "",
}
_NO_PAGE = {MonthState.NOT_DUE, MonthState.NOT_ALIVE}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A month as the grid shows it: its letter with its name, and where it leads."""

    number: int
    letter: str
    name: str
    tone: str
    url: str = ""
    points: str = ""


@dataclass(frozen=True)
class Row:
    """One organisation of the board; months under another authority are left out."""

    organization: Organization
    name: str
    months: list[Month]
    cells: list[Cell | None]
    completeness: Completeness
    self_review: str
    self_review_url: str

    LEGEND: ClassVar = tuple((state.letter, state.label, TONES[state]) for state in MonthState)


def cells_of(organization: Organization, year: int, months: Sequence[Month]) -> list[Cell]:
    """The months of an organisation as cells of a grid."""
    return [
        Cell(
            number=month.number,
            letter=month.state.letter,
            name=month.state.label,
            tone=TONES[month.state],
            url=""
            if month.state in _NO_PAGE and not month.sent
            else reverse("evaluations:sheet", args=[year, month.number, organization.code]),
            points=vn_number(month.points),
        )
        for month in months
    ]


def cells_then(months: Sequence[Mapping[str, Any]]) -> list[Cell]:
    """The months that a self-review kept when it was sent."""
    return [
        Cell(
            number=month["month"],
            letter=MonthState(month["state"]).letter,
            name=MonthState(month["state"]).label,
            tone=TONES[MonthState(month["state"])],
            points=vn_number(None if month["points"] is None else Decimal(month["points"])),
        )
        for month in months
    ]


def board_of(actor: Actor, year: int, *, text: str = "", today: dt.date) -> list[Row]:
    """The board of an office (what was below it in the year) or of a member's organisations.

    A fixed number of queries, however many organisations there are.
    """
    if actor.organization is None:
        return []
    first, last = periods.first_day(year, periods.YEAR), periods.last_day(year, periods.YEAR)
    organizations = Organization.objects.visible_to(actor).exclude(pk=actor.organization.pk)
    below = list(
        organizations.filter(founded_on__lte=last)
        .exclude(ended_on__lt=first)
        .search(text, today)
        .order_by("code")
    )
    versions: dict[int, list[OrganizationVersion]] = {}
    for version in OrganizationVersion.objects.filter(
        organization__in=below, from_date__lte=last
    ).order_by("from_date"):
        versions.setdefault(version.organization_id, []).append(version)
    months = months_of_year(below, year, today=today)
    reviews = {
        review.organization_id: review
        for review in Evaluation.objects.sent().filter(
            organization__in=below, year=year, period=periods.YEAR
        )
    }
    all_months = actor.role == Role.WATCHER
    rows = []
    for organization in below:
        own = versions.get(organization.pk, [])
        read = [
            all_months or _parent_on(own, periods.last_day(year, number)) == actor.organization.pk
            for number in periods.MONTHS
        ]
        if not any(read):
            continue
        review = reviews.get(organization.pk)
        shown = [month for month, mine in zip(months[organization.pk], read, strict=True) if mine]
        cells = cells_of(organization, year, months[organization.pk])
        rows.append(
            Row(
                organization,
                own[-1].name,
                shown,
                [cell if mine else None for cell, mine in zip(cells, read, strict=True)],
                completeness(shown, today=today),
                "" if review is None else LABELS_FOR_OFFICE[Status(review.status)],
                reverse("evaluations:sheet", args=[year, "nam", organization.code]),
            )
        )
    return rows


def _parent_on(versions: Sequence[OrganizationVersion], day: dt.date) -> int | None:
    """The parent of that day, or of the last day of life before it."""
    parent = None
    for version in versions:
        if version.from_date <= day:
            parent = version.parent_id
    return parent


@dataclass(frozen=True)
class MonthTotal:
    """Phải gửi / đã gửi / đúng hạn of one month over all rows."""

    number: int
    completeness: Completeness


def totals(rows: Sequence[Row], *, today: dt.date) -> list[MonthTotal]:
    """Month by month over all rows."""
    return [
        MonthTotal(
            number,
            completeness(
                [month for row in rows for month in row.months if month.number == number],
                today=today,
            ),
        )
        for number in periods.MONTHS
    ]
