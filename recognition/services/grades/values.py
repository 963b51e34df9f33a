"""What the table of grades says of an organisation's year."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from evaluations.grades import GRADE_LABELS
from organizations.folding import nfc
from organizations.formats import vn_date

from ...models import QualityGrade
from ...querysets import Grades

FIELDS = {
    "self_grade": "tự xếp loại",
    "proposed": "đề nghị xếp loại",
    "decided": "được xếp loại",
    "decided_body": "nơi quyết định",
    "decided_on": "ngày quyết định",
    "decided_number": "số quyết định",
}
GRADES = ("self_grade", "proposed", "decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeValues:
    """What is said of one organisation's year; empty: there is none."""

    self_grade: str = ""
    proposed: str = ""
    decided: str = ""
    decided_body: str = ""
    decided_on: dt.date | None = None
    decided_number: str = ""


@dataclass(frozen=True, slots=True)
class GradeEntry:
    """One row of the table; ``version`` is the one that was seen, 0 where there was none yet."""

    code: str
    values: GradeValues
    version: int = 0


def cleaned(values: GradeValues) -> dict[str, Any]:
    """What is said, its texts in NFC and trimmed."""
    return {
        field: nfc(value) if isinstance(value, str) else value
        for field, value in asdict(values).items()
    }


def stored(row: QualityGrade | None) -> dict[str, Any]:
    """What stands."""
    if row is None:
        return asdict(GradeValues())
    return {field: getattr(row, field) for field in FIELDS}


def without_reviewed(values: dict[str, Any], found: Grades) -> dict[str, Any]:
    """A self-grade equal to the one in the confirmed self-review stays there alone."""
    if found.from_review and values["self_grade"] == found.self_grade:
        return values | {"self_grade": found.row.self_grade if found.row else ""}
    return values


def in_words(value: Any) -> str:
    """A grade, a day or a text as an office reads it."""
    if isinstance(value, dt.date):
        return vn_date(value)
    return GRADE_LABELS.get(value, str(value)) if value else "chưa có"
