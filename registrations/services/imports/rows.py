"""What a row of a workbook says of a registration, and what is wrong with its days."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from organizations.formats import vn_date
from organizations.models import Organization
from organizations.refusals import Obstacle

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


def row_obstacles(
    organization: Organization, row: ImportedRegistration, today: dt.date
) -> Iterator[Obstacle]:
    """What is wrong with the days of sending, acceptance and meeting."""
    if row.sent_on > today:
        yield Obstacle(
            "in_the_future", f"Ngày gửi {vn_date(row.sent_on)} chưa đến. Mời xem lại.", "sent_on"
        )
    if row.accepted_on is not None and row.accepted_on < row.sent_on:
        yield Obstacle(
            "accepted_before_sent",
            f"Ngày tiếp nhận {vn_date(row.accepted_on)} trước ngày gửi {vn_date(row.sent_on)}."
            " Mời xem lại hai ngày này.",
            "accepted_on",
        )
    if row.accepted_on is not None and row.accepted_on > today:
        yield Obstacle(
            "in_the_future",
            f"Ngày tiếp nhận {vn_date(row.accepted_on)} chưa đến. Mời xem lại.",
            "accepted_on",
        )
    meeting = row.columns.get("meeting_on")
    if meeting is not None and not organization.founded_on <= meeting <= row.sent_on:
        yield Obstacle(
            "meeting_out_of_range",
            f"Ngày họp {vn_date(meeting)} phải từ ngày thành lập"
            f" {vn_date(organization.founded_on)} đến ngày gửi {vn_date(row.sent_on)}.",
            "meeting_on",
        )
