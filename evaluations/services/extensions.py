"""Opening one organisation's locked month until a day (D6)."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import local_date, vn_date
from organizations.models import Organization
from organizations.permissions import settles_for
from organizations.refusals import Obstacle, Refusal, refuse_if

from .. import periods
from ..models import Extension
from ..reading import find, new_row
from .asking import answer_by_opening

LONGEST = dt.timedelta(days=90)
"""An extension is for a while: one without end would do away with the lock."""


@transaction.atomic
def extend(
    organization: Organization,
    year: int,
    month: int,
    *,
    until: dt.date,
    reason: str,
    by: Actor,
    now: dt.datetime,
) -> Extension:
    """Open one organisation's month until a day, inclusive, with a reason.

    The extension given last replaces those before it. What is sent then is still late. A request
    that waits for it is answered by it.
    """
    assert by.user is not None, "extensions are given by persons"  # noqa: S101
    if month not in periods.MONTHS:
        raise Refusal(Obstacle("never_locked", "Tự rà soát năm không khóa nên không cần mở lại."))
    read_on = organization.read_on(periods.last_day(year, month))
    refuse_if([settles_for(by, organization, read_on)])
    evaluation = find(organization, year, month) or new_row(
        organization, year, month, by=by, now=now
    )
    reason = reason.strip()
    name = periods.label(year, month)
    refuse_if(_obstacles(name, evaluation.lock_on, until, reason, today=local_date(now)))
    extension = Extension.objects.create(
        organization=organization,
        year=year,
        month=month,
        until=until,
        reason=reason,
        at=now,
        by=by.user,
    )
    record(
        "evaluation.extend",
        f"Mở lại {name} đến hết ngày {vn_date(until)}: {reason}",
        by=by,
        now=now,
        subject=extension,
        organization=organization,
        data={"year": year, "month": month, "until": until.isoformat()},
    )
    answer_by_opening(organization, year, month, reason, by=by, now=now)
    return extension


def _obstacles(
    name: str, lock_on: dt.date | None, until: dt.date, reason: str, *, today: dt.date
) -> Iterator[Obstacle]:
    if not reason:
        yield Obstacle(
            "reason_missing", "Mở lại tháng đã khóa phải có lý do. Mời ghi lý do.", "reason"
        )
    if lock_on is None or until < lock_on:
        when = "không khóa" if lock_on is None else f"chỉ khóa từ ngày {vn_date(lock_on)}"
        yield Obstacle(
            "not_locked_then",
            f"Đến ngày {vn_date(until)} chưa cần mở lại: {name} {when}.",
            "until",
        )
    elif until > today + LONGEST:
        yield Obstacle(
            "until_too_far",
            f"Mỗi lần mở lại nhiều nhất {LONGEST.days} ngày. Mời chọn đến ngày"
            f" {vn_date(today + LONGEST)} trở về trước.",
            "until",
        )
    elif until < today:
        yield Obstacle(
            "until_past",
            f"Ngày {vn_date(until)} đã qua. Mời chọn từ ngày {vn_date(today)} trở đi.",
            "until",
        )
