"""How a single cell is read and written.

Readers raise ``ValueError`` with a Vietnamese sentence that follows "dòng …, cột …: ".
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from documents.fonts import unprintable
from evaluations.models import YEAR
from organizations.folding import nfc
from organizations.formats import vn_date, vn_number
from organizations.formfields import parse_vn_date, parse_vn_number

from .reasons import parse_reasons

# What a cell of the workbook holds.
Value = str | int | Decimal | dt.date | None
Reader = Callable[[Any], Any]

_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_MOST = 100_000


def in_words(value: Value) -> str:
    """A cell's value as a person reads it."""
    if value is None or value == "":
        return "để trống"
    if isinstance(value, dt.date):
        return vn_date(value)
    if isinstance(value, int | Decimal):
        return vn_number(value)
    return f"“{value}”"


def plain_text(value: Any) -> str:
    """Any cell as text: trimmed, NFC, with line breaks as the database keeps them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date):
        return vn_date(value)
    if isinstance(value, int | float):
        return vn_number(_exact(value))
    return nfc(str(value).replace("\r\n", "\n").replace("\r", "\n"))


def text(longest: int | None = None) -> Reader:
    """Text that the printed papers can show, of at most ``longest`` characters."""

    def read(value: Any) -> str:
        found = plain_text(value)
        if longest is not None and len(found) > longest:
            raise ValueError(f"dài {len(found)} ký tự, tối đa {longest} ký tự; rút gọn lại.")
        if obstacle := unprintable(found):
            raise ValueError(obstacle.sentence)
        return found

    return read


def day(value: Any) -> dt.date:
    """An Excel date or ``dd/mm/yyyy``."""
    if isinstance(value, dt.datetime):
        found = value.date()
    elif isinstance(value, dt.date):
        found = value
    elif isinstance(value, str):
        found = parse_vn_date(value)
    else:
        raise ValueError(f"“{value}” không phải là ngày; ghi dd/mm/yyyy hoặc ngày của Excel.")
    if not _FIRST_YEAR - 100 <= found.year <= _LAST_YEAR:
        raise ValueError(f"năm {found.year} nằm ngoài khoảng cho phép; kiểm tra lại ngày.")
    return found


def day_month(value: Any) -> tuple[int, int]:
    """``dd/mm``; Excel may have made a date of it, whose year is then ignored."""
    if isinstance(value, dt.date):
        return value.day, value.month
    match = _DAY_MONTH.fullmatch(str(value).strip())
    if match is None:
        raise ValueError(f"“{value}” không phải là ngày, tháng; ghi theo mẫu 15/01.")
    found = int(match[1]), int(match[2])
    try:
        # a deadline must exist every year
        dt.date(2025, found[1], found[0])
    except ValueError:
        raise ValueError(f"không có ngày {value} hằng năm; kiểm tra lại.") from None
    return found


def number(value: Any) -> Decimal:
    """An Excel number, or text with a decimal comma."""
    if isinstance(value, bool):
        raise ValueError(f"“{plain_text(value)}” không phải là số; ghi như 92 hoặc 92,5.")
    if isinstance(value, int | float):
        found = _exact(value)
    elif isinstance(value, str):
        found = parse_vn_number(value)
    else:
        raise ValueError(f"“{plain_text(value)}” không phải là số; ghi như 92 hoặc 92,5.")
    if abs(found) > _MOST:
        raise ValueError(f"số {vn_number(found)} quá lớn; kiểm tra lại.")
    return found


def between(low: int, high: int) -> Reader:
    """A number from ``low`` to ``high`` with at most two decimals."""

    def read(value: Any) -> Decimal:
        found = number(value)
        if not low <= found <= high:
            raise ValueError(
                f"số {vn_number(found)} phải nằm trong khoảng {low}–{high}; sửa lại số này."
            )
        if found != found.quantize(Decimal("0.01")):
            raise ValueError(
                f"số {plain_text(value)} có quá hai chữ số thập phân; ghi nhiều nhất hai."
            )
        return found

    return read


def percent(value: Any) -> Decimal:
    """A number of per cent. Excel keeps 20% of a cell of percentages as 0.2: that is refused."""
    found: Decimal = between(0, 100)(value)
    if 0 < found < 1:
        raise ValueError(
            f"số {vn_number(found)} nhỏ hơn 1%; nếu ô có định dạng phần trăm, đổi sang định dạng số"
            " rồi ghi 20 cho 20%."
        )
    return found


def whole(low: int = 0, high: int = _MOST) -> Reader:
    """A whole number from ``low`` to ``high``."""

    def read(value: Any) -> int:
        found = number(value)
        if found != found.to_integral_value():
            raise ValueError(f"“{plain_text(value)}” phải là số nguyên; bỏ phần thập phân.")
        if not low <= found <= high:
            limits = f"từ {low} trở lên" if high == _MOST else f"trong khoảng {low}–{high}"
            raise ValueError(f"số {vn_number(found)} phải {limits}; sửa lại số này.")
        return int(found)

    return read


year = whole(_FIRST_YEAR, _LAST_YEAR)


def period(value: Any) -> int:
    """``1`` … ``12``, or ``Năm`` as ``YEAR``."""
    if isinstance(value, str) and plain_text(value).casefold() == "năm":
        return YEAR
    try:
        return int(whole(1, 12)(value))
    except ValueError:
        raise ValueError(f"“{plain_text(value)}” không phải là kỳ; ghi 1–12 hoặc Năm.") from None


def choice(labels: Mapping[str, Any]) -> Reader:
    """One of a few words, capitals aside."""
    by_folded = {label.casefold(): value for label, value in labels.items()}

    def read(value: Any) -> Any:
        found = plain_text(value)
        if found.casefold() not in by_folded:
            raise ValueError(f"“{found}” không dùng được; chỉ ghi: {', '.join(labels)}.")
        return by_folded[found.casefold()]

    return read


def reasons(value: Any) -> dict[str, str]:
    """The reasons of deductions, by criterion."""
    return parse_reasons(text()(value))


def _exact(value: float) -> Decimal:
    """An Excel number without the noise of binary fractions beyond ten decimals."""
    return Decimal(repr(round(value, 10))) if isinstance(value, float) else Decimal(value)
