"""Builders of the blocks of a paper: letterhead, number, place and date, signature, recipients.

Pure: names, numbers and dates come in, ``parts.py`` comes out. What is not known yet (``None`` or
an empty string) prints as dots.
"""

import datetime as dt
from collections.abc import Iterable

from .guidelines import Guideline
from .numbering import symbol
from .parts import Letterhead, Recipients, Signature, Vote
from .typography import even_lines

DOTS = "………"
DRAFT = "DỰ THẢO"
PREVIEW = "BẢN XEM TRƯỚC"

TEXT_WIDTH = 165 * 72 / 25.4
"""Width of the text of an upright page, in points."""
WIDTH_ACROSS = 257 * 72 / 25.4
"""Width of the text of a page that lies across, in points."""
BODY_WIDTH = 226.0
"""Room for a line of a body's name in the letterhead, in points."""
BODY_WIDTH_ACROSS = 356.0
"""The same on a page that lies across."""


def letterhead(
    *,
    body_above: str,
    issuing_body: str,
    place: str = "",
    on: dt.date | None = None,
    number: str = "",
    year: int | None = None,
    across: bool = False,
) -> Letterhead:
    """The top of a paper.

    ``body_above`` and ``issuing_body`` hold their stored line breaks as ``\\n``: for a committee
    the đảng bộ above and the deciding body, for a cell the đảng bộ and the chi bộ. A name without
    stored breaks is broken evenly where it is too long. ``number`` comes from ``number_line`` and
    stays empty on forms. Without ``on`` the date is dots, with ``year`` if that is known.
    ``across``: the page lies across and has room for longer lines.
    """
    width = BODY_WIDTH_ACROSS if across else BODY_WIDTH
    return Letterhead(
        body_above=name_lines(body_above, width=width),
        issuing_body=name_lines(issuing_body, style="Bold", width=width),
        number=number,
        place_and_date=place_and_date(place, on, year=year),
    )


def name_lines(name: str, *, style: str = "Regular", width: float = BODY_WIDTH) -> tuple[str, ...]:
    """A body's name in capitals, one string for each line.

    Stored breaks (``\\n``) are kept. A line without room is broken between words into as few lines
    of nearly equal length as possible.
    """
    lines: list[str] = []
    for stored in name.upper().splitlines():
        if words := stored.split():
            lines.extend(even_lines(words, width, style))
    return tuple(lines)


def number_line(code: str, body: str, number: int | None = None) -> str:
    """``Số 05-QĐ/ĐU``; without a number, for a draft, ``Số      -QĐ/ĐU``.

    ``code`` is the code of the paper (QĐ, TTr, BC, BB, TB, …), ``body`` ``ĐU`` or ``CB``.
    """
    if number is None:
        return f"Số      -{code}/{body}"
    return f"Số {symbol(code, body, number)}"


def place_and_date(place: str, on: dt.date | None, *, year: int | None = None) -> str:
    """``Hải Dương, ngày 05 tháng 02 năm 2026``.

    Days below ten and the months January and February have a leading zero, no other month has.
    """
    if on is not None:
        when = f"ngày {on.day:02d} tháng {_month(on.month)} năm {on.year}"
    else:
        when = f"ngày {DOTS} tháng {DOTS} năm {year or DOTS}"
    return f"{place.strip() or DOTS * 2}, {when}"


def short_date(on: dt.date | None) -> str:
    """A date in running text, ``05/02/2026`` and ``28/8/2024``; empty for none.

    The zeros follow the rule of ``place_and_date``.
    """
    return "" if on is None else f"{on.day:02d}/{_month(on.month)}/{on.year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def signature(*, body: str, title: str = "", name: str = "") -> Signature:
    """The signature of ``body`` (``Đảng ủy``, ``Ban Thường vụ``, ``Chi bộ``) by its signer.

    ``title`` is the signer's office (``Bí thư``); both empty where nobody is named yet.
    """
    return Signature(on_behalf=f"T/M {body.upper()}", title=title.upper(), name=name)


def recipients(names: Iterable[str], *, archive: str, guideline: Guideline) -> Recipients:
    """Nơi nhận: each name on its line, the archive (``VPĐU``, ``Chi bộ``) last.

    Whatever sign a stored name ends with is replaced by that of the guideline.
    """
    lines = [
        f"- {name.strip().rstrip(',;.')}{guideline.recipient_separator}"
        for name in names
        if name.strip() and not name.strip().lower().startswith("lưu ")
    ]
    return Recipients(lines=(*lines, f"- Lưu {archive}."))


def vote(
    *,
    voters: int | None,
    present: int | None = None,
    votes_for: int | None = None,
    votes_against: int | None = None,
    votes_other: int | None = None,
    method: str = "",
) -> Vote:
    """A count of votes with its percentages of all members with a vote, cut down to one decimal."""
    return Vote(
        method=method,
        voters=_count(voters),
        present=_count(present),
        votes_for=_count(votes_for),
        votes_against=_count(votes_against),
        votes_other=_count(votes_other),
        percent_for=percentage(votes_for, voters),
        percent_against=percentage(votes_against, voters),
        percent_other=percentage(votes_other, voters),
    )


def percentage(part: int | None, whole: int | None) -> str:
    """``94,1`` of 16 in 17, ``100``; cut down, so that less than all never shows as 100."""
    if part is None or not whole:
        return ""
    tenths = part * 1000 // whole
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
