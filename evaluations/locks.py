"""Until when an organisation may key in a sheet: due day, lock, what keeps it open (D6). Pure.

Days are calendar days in Vietnam: a sheet is on time until 23:59:59 of the due day and locked from
00:00 of the lock day.
"""

import datetime as dt
from dataclasses import dataclass

from organizations.formats import vn_date
from organizations.refusals import Obstacle

# A return or reopening keeps its sheet open until the end of this many days after.
DAYS_AFTER_RETURN = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryWindow:
    """The days that govern one sheet; ``open_until`` and ``extended_until`` are inclusive."""

    due_on: dt.date
    lock_on: dt.date | None
    open_until: dt.date | None = None
    extended_until: dt.date | None = None

    @property
    def last_open_day(self) -> dt.date | None:
        """The last day on which the organisation may key in; None when it never locks."""
        if self.lock_on is None:
            return None
        days = [self.lock_on - dt.timedelta(days=1), self.open_until, self.extended_until]
        return max(day for day in days if day is not None)

    def is_locked(self, today: dt.date) -> bool:
        """Whether data entry is closed to the organisation on that day."""
        last = self.last_open_day
        return last is not None and today > last

    def is_late(self, day: dt.date) -> bool:
        """Whether a sending on that day is late."""
        return day > self.due_on


def open_after_return(day: dt.date) -> dt.date:
    """The last day that a return or reopening on ``day`` keeps open."""
    return day + dt.timedelta(days=DAYS_AFTER_RETURN)


def lock_obstacle(
    window: EntryWindow, today: dt.date, *, sheet: str, opener: str | None
) -> Obstacle | None:
    """The sentence of a lock: what, since when, why, and who can open it; None while open.

    ``sheet``: ``Phiếu tháng 3/2026``; ``opener``: the office that can open it; None where it is
    the reader, who is not sent to itself.
    """
    last = window.last_open_day
    if last is None or today <= last:
        return None
    since = last + dt.timedelta(days=1)
    if since == window.lock_on:
        why = f"vì đã quá hạn gửi {vn_date(window.due_on)} và đến ngày khóa theo kế hoạch"
    else:
        why = f"vì thời gian mở lại đã hết ngày {vn_date(last)}"
    way = f"liên hệ {opener} để được mở lại" if opener else "mở lại kỳ này, kèm lý do"
    return Obstacle(
        "locked",
        f"{sheet} đã khóa nhập liệu từ 00:00 ngày {vn_date(since)}, {why}. "
        f"Nếu cần nhập, mời {way}.",
    )
