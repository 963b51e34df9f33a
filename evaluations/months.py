"""How one month of an organisation stands, as the grid, the year and print all show it. Pure."""

import datetime as dt
import enum


class Standing(enum.StrEnum):
    """How far something that an organisation sends has come with the office.

    A draft that was never sent is ``NONE``: nobody but its writer sees it.
    """

    NONE = "none"
    WAITING = "waiting"
    RETURNED = "returned"
    SETTLED = "settled"

    @property
    def waits(self) -> bool:
        """Sent and not settled; what was returned waits with its last sent version (D5)."""
        return self in (Standing.WAITING, Standing.RETURNED)

    @classmethod
    def of(cls, status: str | None) -> "Standing":
        """The standing of a registration or sheet in that status; None: there is none."""
        return _STANDINGS[status]


_STANDINGS = {
    None: Standing.NONE,
    "draft": Standing.NONE,
    "submitted": Standing.WAITING,
    "returned": Standing.RETURNED,
    "accepted": Standing.SETTLED,
    "confirmed": Standing.SETTLED,
}


class MonthState(enum.StrEnum):
    """The eight ways a month can stand (D8, G1)."""

    PASSED = "passed"
    FAILED = "failed"
    MISSING = "missing"
    AWAITING = "awaiting"
    RETURNED = "returned"
    NO_MEETING = "no_meeting"
    NOT_DUE = "not_due"
    NOT_ALIVE = "not_alive"

    @property
    def letter(self) -> str:
        """What offices write into a cell of the grid."""
        return _LETTERS[self]

    @property
    def label(self) -> str:
        """The name in the legend under the grid."""
        return _LABELS[self]

    @property
    def confirmed(self) -> bool:
        """The office has confirmed the sheet."""
        return self in (MonthState.PASSED, MonthState.FAILED, MonthState.NO_MEETING)

    @property
    def waits(self) -> bool:
        """Sent and not settled by the office."""
        return self in (MonthState.AWAITING, MonthState.RETURNED)


_LETTERS = {
    MonthState.PASSED: "Đ",
    MonthState.FAILED: "K",
    MonthState.MISSING: "CG",
    MonthState.AWAITING: "CX",
    MonthState.RETURNED: "TL",
    MonthState.NO_MEETING: "KSH",
    MonthState.NOT_DUE: "–",
    MonthState.NOT_ALIVE: "×",
}

_LABELS = {
    MonthState.PASSED: "đạt",
    MonthState.FAILED: "không đạt",
    MonthState.MISSING: "chưa gửi",
    MonthState.AWAITING: "chờ xác nhận",
    MonthState.RETURNED: "trả lại",
    MonthState.NO_MEETING: "không tổ chức sinh hoạt",
    MonthState.NOT_DUE: "chưa đến hạn",
    MonthState.NOT_ALIVE: "chưa thành lập / đã kết thúc",
}


def month_state(
    *,
    alive: bool,
    standing: Standing,
    passes: bool,
    no_meeting: bool,
    due_on: dt.date,
    today: dt.date,
) -> MonthState:
    """The state of one month of one organisation on a day (A3, D7, D8).

    ``alive``: the organisation lives on the month's last day. ``passes``: the sheet's version
    that counts is rated đạt with enough points (``scoring.month_passes``). ``due_on`` is the
    last day on which the sheet is on time: a month is due only from the next day.
    """
    if not alive:
        return MonthState.NOT_ALIVE
    if standing is Standing.WAITING:
        return MonthState.AWAITING
    if standing is Standing.RETURNED:
        return MonthState.RETURNED
    if standing is Standing.SETTLED:
        if no_meeting:
            return MonthState.NO_MEETING
        return MonthState.PASSED if passes else MonthState.FAILED
    return MonthState.MISSING if today > due_on else MonthState.NOT_DUE
