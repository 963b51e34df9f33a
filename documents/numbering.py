"""Numbers and symbols of papers: ``45-QĐ/ĐU`` (documents are numbered within a term). Pure.

A series belongs to issuing organisation, code of the paper and term; it runs from 01 across the
turn of years. Every number up to the highest has its record: taken, reserved or void.
"""

import re
from collections.abc import Collection
from enum import StrEnum

CODES = ("QĐ", "TTr", "BC", "BB", "CV", "TB", "NQ")
"""Codes of papers that carry a number."""

CODE_OF_KIND = {
    "recognition": "QĐ",
    "commendation": "QĐ",
    "revocation": "QĐ",
    "proposal": "TTr",
    "minutes": "BB",
    "assignments": "TB",
    "report": "BC",
    "cell-report": "BC",
}
"""Code of each numbered kind of document; all others are forms without a number."""

MAX_NUMBER = 99_999

_SYMBOL = re.compile(r"(?:[Ss]ố\s*:?\s*)?(\d{1,5})\s*-\s*(\w{1,12})\s*/\s*(\w{1,12})")


class NumberState(StrEnum):
    """What became of a number."""

    TAKEN = "taken"
    RESERVED = "reserved"
    VOID = "void"


STATE_LABELS = {
    NumberState.TAKEN: "đã cấp",
    NumberState.RESERVED: "giữ lại",
    NumberState.VOID: "bỏ",
}


def symbol(code: str, body: str, number: int) -> str:
    """``05-QĐ/ĐU``: number and symbol as they are cited; below ten with a leading zero."""
    return f"{number:02d}-{code}/{body}"


def parse_symbol(text: str) -> tuple[int, str, str] | None:
    """Number, code and body of ``Số 05-QĐ/ĐU``; None for anything else."""
    match = _SYMBOL.fullmatch(text.strip())
    return (int(match[1]), match[2], match[3]) if match else None


def next_number(used: Collection[int]) -> int:
    """The number after the highest with a record; 1 in a new series."""
    return max(used, default=0) + 1


def skipped(used: Collection[int], number: int) -> range:
    """The numbers without a record that taking ``number`` would leave behind."""
    return range(next_number(used), number)
