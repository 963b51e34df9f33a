"""Comparing a row of a workbook with what is there already."""

import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from organizations.formats import vn_date, vn_number
from organizations.refusals import Obstacle


class Imported(enum.StrEnum):
    """What became of a row of a workbook."""

    ADDED = "added"
    EQUAL = "equal"
    SETTLED = "settled"
    COMPLETED = "completed"
    """There already and equal, and given what it had not: numbers of members, being in force."""


def differences(what: str, columns: Iterable[tuple[str, Any, Any]]) -> Iterator[Obstacle]:
    """One obstacle, naming both values, for each column that differs.

    ``columns``: heading, the value that is there, the value in the file.
    """
    for heading, there, here in columns:
        if there != here:
            yield Obstacle(
                "differs",
                f"{what}: “{heading}” đang là “{_shown(there)}”, trong tệp là “{_shown(here)}”."
                " Mời sửa tệp cho khớp.",
                heading,
            )


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "trống"
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, dt.date):
        return vn_date(value)
    return vn_number(value) if isinstance(value, Decimal) else str(value)
