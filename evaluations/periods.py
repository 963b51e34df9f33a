"""The thirteen periods of a year: twelve months and the self-review. Pure."""

import calendar
import datetime as dt

YEAR = 13
MONTHS = range(1, 13)


def first_day(year: int, period: int) -> dt.date:
    """The first day of the month, or of the year."""
    return dt.date(year, 1 if period == YEAR else period, 1)


def last_day(year: int, period: int) -> dt.date:
    """The last day of the month, or of the year: name and parent are read on it (A3)."""
    month = 12 if period == YEAR else period
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def self_review_opens_on(year: int) -> dt.date:
    """The day from which the self-review may be written (D10)."""
    return dt.date(year, 11, 1)


def self_review_due_on(year: int) -> dt.date:
    """The last day on which the self-review is on time (D10)."""
    return dt.date(year, 12, 31)


def label(year: int, period: int) -> str:
    """``tháng 3/2026`` or ``năm 2026``."""
    return f"năm {year}" if period == YEAR else f"tháng {period}/{year}"


def sheet_name(year: int, period: int) -> str:
    """``Phiếu tháng 3/2026`` or ``Tự rà soát, đánh giá năm 2026``."""
    return f"Tự rà soát, đánh giá năm {year}" if period == YEAR else f"Phiếu tháng {period}/{year}"


def slug(period: int) -> str:
    """How an address names the period: ``3`` or ``nam``."""
    return "nam" if period == YEAR else str(period)


def from_slug(text: str) -> int:
    """The period that an address names; ``ValueError`` for anything else."""
    if text == "nam":
        return YEAR
    if text.isdecimal() and text == str(int(text)) and int(text) in MONTHS:
        return int(text)
    raise ValueError(f"{text!r} is no period.")
