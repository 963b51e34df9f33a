"""The board of a year: who registered, when, what waits, what is missing (C4)."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from documents.models import Scan
from organizations.actors import Actor
from organizations.folding import fold
from organizations.models import Organization, Role
from plans.models import Plan
from plans.querysets import plans_for

from .models import Registration
from .wording import Words, status_for, timeliness
from .workflow import Status


class Filter(enum.StrEnum):
    """Which rows a reader wants; the value stands in the address."""

    ALL = ""
    SENT = "da-gui"
    ON_TIME = "dung-han"
    LATE = "gui-muon"
    WAITING = "cho-tiep-nhan"
    RETURNED = "tra-lai"
    ACCEPTED = "da-tiep-nhan"
    MISSING = "chua-gui"
    SIGNED = "co-ban-ky"


FILTER_LABELS = {
    Filter.ALL: "Tất cả",
    Filter.SENT: "Đã gửi",
    Filter.ON_TIME: "Gửi đúng hạn",
    Filter.LATE: "Gửi muộn",
    Filter.WAITING: "Chờ tiếp nhận",
    Filter.RETURNED: "Trả lại để hoàn thiện",
    Filter.ACCEPTED: "Đã tiếp nhận",
    Filter.MISSING: "Chưa gửi",
    Filter.SIGNED: "Đã nhận bản ký",
}


@dataclass(frozen=True)
class Row:
    """One organisation: its name in the year and what it sent, if anything."""

    organization: Organization
    name: str
    registration: Registration | None
    plan: Plan | None
    scanned: bool = False
    """Whether there is a scan of its signed paper."""

    @property
    def status(self) -> Words:
        """In the words of whom it is sent to."""
        return status_for(self.registration, own=False)

    @property
    def timeliness(self) -> Words | None:
        """Whether it was on time."""
        return timeliness(self.registration, self.plan)

    def is_in(self, wanted: Filter) -> bool:
        """Whether the row belongs to what the reader wants."""
        row = self.registration
        if wanted == Filter.ALL:
            return True
        if wanted == Filter.MISSING:
            return row is None
        if row is None:
            return False
        late = self.plan is not None and row.is_late(self.plan)
        return {
            Filter.SENT: True,
            Filter.ON_TIME: not late,
            Filter.LATE: late,
            Filter.WAITING: row.status == Status.SUBMITTED,
            Filter.RETURNED: row.status == Status.RETURNED,
            Filter.ACCEPTED: row.status == Status.ACCEPTED,
            Filter.SIGNED: row.signed_copy_received_on is not None,
        }[wanted]


@dataclass(frozen=True)
class Board:
    """All rows of a year, by name."""

    rows: list[Row] = field(default_factory=list)

    def only(self, wanted: Filter, text: str = "") -> list[Row]:
        """The rows that a filter and a searched name leave."""
        sought = fold(text)
        return [
            row
            for row in self.rows
            if row.is_in(wanted)
            and (sought in fold(row.name) or sought in fold(row.organization.code))
        ]

    def is_computed(self, plan: Plan | None) -> bool:
        """Whether there is something to count: nothing is due without a plan (B2), be it ``plan``
        of the committee or that of one of its cells."""
        return plan is not None or any(row.plan or row.registration for row in self.rows)

    def count(self, wanted: Filter) -> int:
        """How many rows belong to a filter."""
        return sum(row.is_in(wanted) for row in self.rows)

    @property
    def totals(self) -> list[tuple[str, int]]:
        """``phải gửi / đã gửi / đúng hạn`` and what follows from them."""
        return [
            ("Phải gửi", len(self.rows)),
            ("Đã gửi", self.count(Filter.SENT)),
            ("Đúng hạn", self.count(Filter.ON_TIME)),
            ("Gửi muộn", self.count(Filter.LATE)),
            ("Chờ tiếp nhận", self.count(Filter.WAITING)),
            ("Trả lại", self.count(Filter.RETURNED)),
            ("Chưa gửi", self.count(Filter.MISSING)),
            ("Đã nhận bản ký", self.count(Filter.SIGNED)),
        ]


def board_of(actor: Actor, year: int) -> Board:
    """The board that the actor may read: an office all directly below it, a member the assigned.

    The number of queries does not grow with the rows.
    """
    last_day = dt.date(year, 12, 31)
    living = Organization.objects.named_on(last_day).filter(founded_on__lte=last_day)
    living = living.exclude(ended_on__lt=dt.date(year, 1, 1))
    if actor.role == Role.OFFICE and actor.organization is not None:
        # also who sent here and belongs elsewhere by now
        sent_here = Registration.objects.visible_to(actor).filter(year=year)
        living = living.exclude(pk=actor.organization.pk).filter(
            Q(parent_id_then=actor.organization.pk) | Q(pk__in=sent_here.values("organization"))
        )
    elif actor.role == Role.WATCHER:
        living = living.filter(pk__in=actor.watched_ids)
    else:
        living = living.none()
    by_name = living.order_by("name_sorted", "code")  # type: ignore[misc]
    return Board(rows_of(actor, by_name, year))


def rows_of(actor: Actor, organizations: Iterable[Organization], year: int) -> list[Row]:
    """The rows of organisations that carry their ``name`` of the year."""
    there = list(organizations)
    plans = plans_for(there, year)
    sent = {
        row.organization_id: row
        for row in Registration.objects.visible_to(actor)
        .of_year(there, year)
        .filter(sent_at__isnull=False)
        .select_related("organization")
    }
    scanned = Scan.objects.keys_of(sent.values())
    return [
        Row(
            one,
            one.name,
            row := sent.get(one.pk),
            plans.get(one.pk),
            scanned=row is not None and row.pk in scanned,
        )
        for one in there
    ]
