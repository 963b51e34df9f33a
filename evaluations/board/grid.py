"""Organisations × months as a grid: letters, links, totals (G1)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.urls import reverse

from organizations.actors import Actor
from organizations.formats import vn_number
from organizations.models import Organization, OrganizationVersion, Role

from .. import periods
from ..models import Evaluation
from ..months import MonthState
from ..workflow import LABELS_FOR_OFFICE, Status
from .months import Completeness, Month, completeness, months_of_year

# Colours of the letters, in every grid and strip of months; red is what calls for an answer.
TONES = {
    MonthState.PASSED: "ok",
    MonthState.FAILED: "bad",
    MonthState.MISSING: "dark",
    MonthState.AWAITING: "warn",
    MonthState.RETURNED: "warn",
    MonthState.NO_MEETING: "",
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
    """One organisation of the board.

    Months under another authority are left out, and those of a year without a plan: nothing is
    computed then (B2).
    """

    organization: Organization
    name: str
    url: str
    """Its year, where the reader reads that; else empty."""
    months: list[Month]
    cells: list[Cell | None]
    completeness: Completeness
    self_review: str
    self_review_url: str

    LEGEND: ClassVar = tuple((state.letter, state.label, TONES[state]) for state in MonthState)

    @property
    def has_plan(self) -> bool:
        """Whether a plan says of any of its months when it is due."""
        return any(month.due_on is not None for month in self.months)


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
        .by_name(last)
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
        cells = zip(
            cells_of(organization, year, months[organization.pk]),
            months[organization.pk],
            read,
            strict=True,
        )
        rows.append(
            Row(
                organization,
                own[-1].name,
                reverse("recognition:why", args=[year, organization.code])
                if all_months or _parent_on(own, last) == actor.organization.pk
                else "",
                shown,
                [
                    cell if mine and month.due_on is not None else None
                    for cell, month, mine in cells
                ],
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
