"""One import while it runs: what it reads, who acts, what it did and what was refused."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from organizations.actors import Actor
from organizations.refusals import Obstacle, Refusal
from registrations.submission import Imported

from .. import layout
from ..problems import Place, Problems
from ..rows import Row, Workbook

# Parts that services name in their own words → the column that they speak of.
_COLUMNS = {
    "meeting": "Ngày họp",
    "votes": "Tán thành",
    "rating": "Tự nhận mức",
    "no_meeting": "Không tổ chức sinh hoạt",
    "period": "Kỳ",
}

# Obstacles of several columns, or of the whole row where a page asks → the column to look at.
_COLUMNS_OF_CODES = {
    "voters_none": "Có quyền biểu quyết",
    "present_above_voters": "Có mặt",
    "not_begun": "Kỳ",
    "not_alive": "Kỳ",
    "before_founding": "Ngày gửi",
    "ended": "Ngày gửi",
    "not_yet": "Năm",
    "no_plan": "Năm",
}

# So many rows are brought in together.
AT_ONCE = 500


@dataclass
class ImportResult:
    """What an import did, or would do: per sheet how many rows were added, settled, equal."""

    counts: dict[str, Counter[Imported]] = field(
        default_factory=lambda: {title: Counter() for title in layout.SHEETS}
    )
    changes: list[tuple[str, Imported, str]] = field(default_factory=list)

    def note(self, sheet: layout.Sheet, row: Row, done: Imported) -> None:
        """Count a row, and name it where it changes something."""
        self.counts[sheet.title][done] += 1
        if done is not Imported.EQUAL:
            self.changes.append((sheet.title, done, sheet.name_of(row)))


@dataclass(frozen=True)
class Session:
    """What every step of an import needs."""

    workbook: Workbook
    problems: Problems
    by: Actor
    now: dt.datetime
    result: ImportResult = field(default_factory=ImportResult)

    def report(self, sheet: layout.Sheet, row: Row, refusal: Refusal) -> None:
        """Add what a service refused, at the place of the row."""
        for obstacle in refusal.obstacles:
            place = Place(sheet.title, row.line, heading_of(sheet, obstacle))
            self.problems.add(obstacle.code, obstacle.sentence, place)


def heading_of(sheet: layout.Sheet, obstacle: Obstacle) -> str:
    """The column that a service's obstacle speaks of; empty for the whole row."""
    part = obstacle.part
    heading = _COLUMNS_OF_CODES.get(obstacle.code, "")
    if heading in sheet.headings():
        return heading
    counted = obstacle.code.removesuffix("_missing").removesuffix("_negative")
    for column in sheet.columns:
        if column.field == counted:
            return column.heading
    if part in sheet.headings():
        return part
    if part.startswith("criterion:"):
        return part.removeprefix("criterion:")
    if layout.CRITERION_CODE.fullmatch(part):
        return part
    name = part.rpartition(":")[2]
    for column in sheet.columns:
        if name in (column.field, f"{column.field}_day", f"{column.field}_month"):
            return column.heading
    return _COLUMNS.get(name, "")
