"""Bringing in registrations from a workbook."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal, refuse_if

from ..models import Registration
from ..submission import (
    Imported,
    differences,
    importing,
    last_sent,
    restored,
    settling,
    start_of,
    withdrawing_return,
)
from ..values import NAMES, day_obstacles
from ..workflow import Act, Status
from .writing import begin, existing, keep, keep_unsent_changes, perform

HEADINGS = {
    "note": "Ghi chú",
    "emulation_title": "Danh hiệu thi đua",
    "breakthrough_task": "Công việc đột phá",
    "meeting_on": "Ngày họp",
}


@dataclass(frozen=True)
class ImportedRegistration:
    """A row of a workbook; ``columns`` holds those of ``HEADINGS`` that the workbook has."""

    sent_on: dt.date
    accepted_on: dt.date | None
    columns: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def import_registration(
    organization: Organization,
    year: int,
    row: ImportedRegistration,
    *,
    by: Actor,
    now: dt.datetime,
) -> Imported:
    """Add a registration that was sent, and accepted where the row says so.

    An equal one is left alone; an equal one that waits and is accepted in the row gets accepted;
    a differing one is refused, naming both values. Lateness asks no reason here.
    """
    if not by.is_import:
        raise ValueError("Only an import brings in registrations.")
    refuse_if(day_obstacles(organization, year, row.sent_on))
    refuse_if(_row_obstacles(organization, row, local_date(now)))
    registration = existing(organization, year)
    if registration is not None:
        _refuse_differences(registration, row)
        if row.accepted_on is None or registration.status == Status.ACCEPTED:
            return Imported.EQUAL
        _settle(registration, row.accepted_on, by=by, now=now)
        return Imported.SETTLED
    registration = begin(organization, year, by=by, now=now)
    perform(
        registration,
        Act.SUBMIT,
        {**importing(row.sent_on, by=by), **row.columns, "read_on": row.sent_on},
        seen=registration.version,
        sentence=f"Nhập {registration.in_words}, gửi ngày {vn_date(row.sent_on)}.",
        by=by,
        now=now,
    )
    keep(registration)
    if row.accepted_on is not None:
        _settle(registration, row.accepted_on, by=by, now=now)
    return Imported.ADDED


def _row_obstacles(
    organization: Organization, row: ImportedRegistration, today: dt.date
) -> list[Obstacle]:
    found = []
    if row.sent_on > today:
        found.append(
            Obstacle("in_the_future", f"Ngày gửi {vn_date(row.sent_on)} chưa đến.", "sent_on")
        )
    if row.accepted_on is not None and row.accepted_on < row.sent_on:
        found.append(
            Obstacle(
                "accepted_before_sent",
                f"Ngày tiếp nhận {vn_date(row.accepted_on)} trước ngày gửi {vn_date(row.sent_on)}.",
                "accepted_on",
            )
        )
    if row.accepted_on is not None and row.accepted_on > today:
        found.append(
            Obstacle(
                "in_the_future",
                f"Ngày tiếp nhận {vn_date(row.accepted_on)} chưa đến.",
                "accepted_on",
            )
        )
    meeting = row.columns.get("meeting_on")
    if meeting is not None and not organization.founded_on <= meeting <= row.sent_on:
        found.append(
            Obstacle(
                "meeting_out_of_range",
                f"Ngày họp {vn_date(meeting)} phải từ ngày thành lập"
                f" {vn_date(organization.founded_on)} đến ngày gửi {vn_date(row.sent_on)}.",
                "meeting_on",
            )
        )
    return found


def _refuse_differences(registration: Registration, row: ImportedRegistration) -> None:
    """Compare with what was last sent; a draft was never sent."""
    what = f"Đăng ký năm {registration.year} của {registration.organization.code}"
    sent = last_sent(registration)
    if sent is None:
        raise Refusal(
            Obstacle("differs", f"{what}: đang có bản nháp chưa gửi, trong tệp là bản đã gửi.")
        )
    there = restored(Registration, {name: sent.content[name] for name in HEADINGS})
    # A workbook names the last sending where the meeting voted again after the first.
    sendings = {registration.sent_on, registration.last_sent_on}
    sent_on = row.sent_on if row.sent_on in sendings else registration.sent_on
    columns: list[tuple[str, Any, Any]] = [("Ngày gửi", sent_on, row.sent_on)]
    if registration.settled_at is not None:
        columns.append(("Ngày tiếp nhận", local_date(registration.settled_at), row.accepted_on))
    refuse_if(
        differences(
            what,
            [*columns, *((HEADINGS[name], there[name], row.columns[name]) for name in row.columns)],
        )
    )


def _settle(
    registration: Registration, accepted_on: dt.date, *, by: Actor, now: dt.datetime
) -> None:
    """Accept as last sent; what was returned is first put back to that."""
    changes: dict[str, Any] = {}
    if registration.status == Status.RETURNED:
        keep_unsent_changes(registration)
        sent = last_sent(registration).content
        changes |= withdrawing_return(registration)
        changes |= restored(Registration, {name: sent[name] for name in NAMES})
    changes |= settling(registration, Status.ACCEPTED, at=start_of(accepted_on), by=by)
    perform(
        registration,
        Act.ACCEPT,
        {**changes, "import_run": by.import_run},
        seen=registration.version,
        sentence=f"Tiếp nhận {registration.in_words} ngày {vn_date(accepted_on)} theo tệp nhập.",
        by=by,
        now=now,
    )
