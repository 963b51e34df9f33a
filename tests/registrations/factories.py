"""Registrations for tests, made by the services that people use."""

import datetime as dt
from typing import Any

from organizations.actors import Actor
from organizations.models import Organization
from registrations import services
from registrations.models import Registration
from registrations.values import RegistrationValues
from registrations.workflow import Status
from tests.factories import as_of, moment

ON_TIME = dt.date(2026, 1, 14)
LATE = dt.date(2026, 1, 15)
LATER_DEADLINE = dt.date(2026, 1, 30)
AFTER_BOTH = dt.date(2026, 1, 31)


def values(**changes: Any) -> RegistrationValues:
    """A whole registration of 2026, voted on 9 January."""
    return RegistrationValues(
        **{
            "emulation_title": "Chi bộ trong sạch, vững mạnh",
            "aim_1": "Hoàn thành 100% chỉ tiêu được giao",
            "aim_2": "Sinh hoạt chuyên đề mỗi quý một lần",
            "aim_3": "Không có đảng viên vi phạm kỷ luật",
            "aim_4": "100% đảng viên hoàn thành tốt nhiệm vụ",
            "breakthrough_task": "Số hóa hồ sơ hiện vật",
            "breakthrough_due": dt.date(2026, 9, 30),
            "official_members": 17,
            "probationary_members": 1,
            "meeting_on": dt.date(2026, 1, 9),
            "voters": 17,
            "present": 16,
            "votes_for": 15,
            "votes_against": 1,
            "votes_other": 0,
        }
        | changes
    )


def a_draft(
    organization: Organization,
    own: Actor,
    *,
    on: dt.date = ON_TIME,
    year: int = 2026,
    **changes: Any,
) -> Registration:
    """A registration that its organisation saved."""
    if year != 2026:
        changes = {"meeting_on": on, "breakthrough_due": dt.date(year, 12, 1)} | changes
    return services.save(
        organization, year, values(**changes), version=0, by=as_of(own, on), now=moment(on)
    )


def a_sent_one(
    organization: Organization,
    own: Actor,
    *,
    on: dt.date = ON_TIME,
    year: int = 2026,
    **changes: Any,
) -> Registration:
    """The same, sent."""
    draft = a_draft(organization, own, on=on, year=year, **changes)
    return services.submit(draft, version=draft.version, by=as_of(own, on), now=moment(on))


def registration_at(
    status: Status,
    organization: Organization,
    own: Actor,
    office: Actor,
    *,
    on: dt.date = ON_TIME,
    opened: bool = False,
) -> Registration:
    """A registration of 2026 in that status, every act done on one day."""
    if status == Status.DRAFT:
        return a_draft(organization, own, on=on)
    row = a_sent_one(organization, own, on=on)
    by: dict[str, Any] = {"by": as_of(office, on), "now": moment(on, 10)}
    if opened:
        services.begin_review(row, version=row.version, **by)
    if status == Status.RETURNED:
        services.return_for_completion(row, "Ghi rõ mục tiêu 1", version=row.version, **by)
    if status == Status.ACCEPTED:
        services.accept(row, reason="Chi bộ họp muộn", version=row.version, **by)
    return row
