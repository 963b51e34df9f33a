"""Dates, numbers and clauses as a Vietnamese office writes them."""

import datetime as dt
import re
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

_ORDINALS = {
    1: "nhất",
    2: "hai",
    3: "ba",
    4: "tư",
    5: "năm",
    6: "sáu",
    7: "bảy",
    8: "tám",
    9: "chín",
    10: "mười",
}
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def local_date(moment: dt.datetime) -> dt.date:
    """The calendar day in Vietnam of an aware moment."""
    return moment.astimezone(LOCAL).date()


def vn_date(day: dt.date | None) -> str:
    """``15/01/2026``; an empty string for no date."""
    if day is None:
        return ""
    if isinstance(day, dt.datetime):
        day = local_date(day)
    return f"{day:%d/%m/%Y}"


def vn_datetime(moment: dt.datetime | None) -> str:
    """``21:04 ngày 15/01/2026`` in Vietnam's time; an empty string for no moment."""
    if moment is None:
        return ""
    return f"{moment.astimezone(LOCAL):%H:%M} ngày {vn_date(moment)}"


def vn_time(moment: dt.datetime | None) -> str:
    """``21:04`` in Vietnam; an empty string for no moment."""
    return "" if moment is None else f"{moment.astimezone(LOCAL):%H:%M}"


def vn_weekday(day: dt.date) -> str:
    """``Thứ Ba, 24/11/2026``."""
    return f"{_WEEKDAYS[day.weekday()]}, {vn_date(day)}"


def vn_number(value: Decimal | Fraction | int | None, places: int | None = None) -> str:
    """A number with a decimal comma, cut down (never rounded up) to ``places``.

    Without ``places`` it is written with as many decimals as it has, at most two: ``92,5``, ``90``.
    """
    if value is None:
        return ""
    cut = cut_down(value, 2 if places is None else places)
    text = f"{cut:f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def cut_down(value: Decimal | Fraction | int, places: int = 2) -> Decimal:
    """The exact value cut down to ``places`` decimals: 89,996 never shows as 90,00."""
    step = Decimal(1).scaleb(-places)
    if isinstance(value, Fraction):
        scaled = value.numerator * 10**places // value.denominator
        return (Decimal(scaled) * step).quantize(step)
    return Decimal(value).quantize(step, rounding=ROUND_DOWN)


def clause_in_words(clause: str) -> str:
    """``II.4.2.2/2`` as ``mục II.4.2.2, gạch đầu dòng thứ hai``."""
    match = re.fullmatch(r"([^/]+)/(\d+)", clause)
    if match is None:
        return f"mục {clause}"
    number = int(match[2])
    return f"mục {match[1]}, gạch đầu dòng thứ {_ORDINALS.get(number, str(number))}"


def days_until(day: dt.date, today: dt.date) -> str:
    """``còn 3 ngày``, ``hôm nay``, ``quá 2 ngày``."""
    distance = (day - today).days
    if distance == 0:
        return "hôm nay"
    return f"còn {distance} ngày" if distance > 0 else f"quá {-distance} ngày"
